//! What a server says about a request.

use crate::fhir::record::record;
use crate::fhir::text::Text;
use crate::fhir::types::{CodeableConcept, Meta};

record! {
    /// The reasons of an answer.
    OperationOutcome is "OperationOutcome" {
        /// Its logical id on the server.
        id: Option<Text> = "id",
        /// What the server knows about it.
        meta: Option<Meta> = "meta",
        /// One reason each.
        issue: Vec<OutcomeIssue> = "issue",
    }
}

record! {
    /// One reason. Its words are a stranger's: they may quote the record and are never logged.
    OutcomeIssue {
        /// Fatal, error, warning, information.
        severity: Option<Text> = "severity",
        /// Which kind.
        code: Option<Text> = "code",
        /// More, by code or in words.
        details: Option<CodeableConcept> = "details",
        /// More, for developers.
        diagnostics: Option<Text> = "diagnostics",
        /// Which fields.
        expression: Vec<Text> = "expression",
        /// Which fields, in the older way.
        location: Vec<Text> = "location",
    }
}
