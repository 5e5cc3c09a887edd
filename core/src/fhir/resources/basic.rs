//! What has no row of its own, and the resources around the others.

use crate::fhir::kept::Kept;
use crate::fhir::record::record;
use crate::fhir::text::Text;
use crate::fhir::types::{CodeableConcept, Extension, Identifier, Meta, Period, Reference};

record! {
    /// A fact R4 has no resource for, by a code of our own.
    Basic is "Basic" {
        /// Its logical id on the server.
        id: Option<Text> = "id",
        /// What the server knows about it.
        meta: Option<Meta> = "meta",
        /// What it goes by on every server.
        identifier: Vec<Identifier> = "identifier",
        /// Which kind of fact.
        code: Option<CodeableConcept> = "code",
        /// Whose.
        subject: Option<Reference> = "subject",
        /// The day it was written down.
        created: Option<Text> = "created",
        /// Who wrote it.
        author: Option<Reference> = "author",
        /// Extensions.
        extension: Vec<Extension> = "extension",
    }
}

record! {
    /// Who changed or took back what.
    Provenance is "Provenance" {
        /// Its logical id on the server.
        id: Option<Text> = "id",
        /// What the server knows about it.
        meta: Option<Meta> = "meta",
        /// What was changed.
        target: Vec<Reference> = "target",
        /// When it was changed.
        occurred_date_time: Option<Text> = "occurredDateTime",
        /// When that was written down.
        recorded: Option<Text> = "recorded",
        /// Update or nullify.
        activity: Option<CodeableConcept> = "activity",
        /// Why.
        reason: Vec<CodeableConcept> = "reason",
        /// Who.
        agent: Vec<ProvenanceAgent> = "agent",
        /// Extensions.
        extension: Vec<Extension> = "extension",
    }
}

record! {
    /// Who had a part in a change.
    ProvenanceAgent {
        /// Author or assembler.
        kind: Option<CodeableConcept> = "type",
        /// The person or device.
        who: Option<Reference> = "who",
        /// For whom.
        on_behalf_of: Option<Reference> = "onBehalfOf",
    }
}

record! {
    /// A protocol as data.
    PlanDefinition is "PlanDefinition" {
        /// Its logical id on the server.
        id: Option<Text> = "id",
        /// What the server knows about it.
        meta: Option<Meta> = "meta",
        /// What it goes by on every server.
        identifier: Vec<Identifier> = "identifier",
        /// Its address.
        url: Option<Text> = "url",
        /// Its version.
        version: Option<Text> = "version",
        /// Its name.
        name: Option<Text> = "name",
        /// Its title.
        title: Option<Text> = "title",
        /// A clinical protocol.
        kind: Option<CodeableConcept> = "type",
        /// Draft, active, retired.
        status: Option<Text> = "status",
        /// Its steps.
        action: Vec<Kept> = "action",
        /// Extensions.
        extension: Vec<Extension> = "extension",
    }
}

record! {
    /// An envelope some servers want around a plan.
    CarePlan is "CarePlan" {
        /// Its logical id on the server.
        id: Option<Text> = "id",
        /// What the server knows about it.
        meta: Option<Meta> = "meta",
        /// What it goes by on every server.
        identifier: Vec<Identifier> = "identifier",
        /// Active, completed.
        status: Option<Text> = "status",
        /// Plan.
        intent: Option<Text> = "intent",
        /// Its title.
        title: Option<Text> = "title",
        /// Whose.
        subject: Option<Reference> = "subject",
        /// From when to when.
        period: Option<Period> = "period",
        /// Who made it.
        author: Option<Reference> = "author",
        /// What is in it.
        activity: Vec<Kept> = "activity",
        /// Extensions.
        extension: Vec<Extension> = "extension",
    }
}

record! {
    /// A form that was filled in.
    QuestionnaireResponse is "QuestionnaireResponse" {
        /// Its logical id on the server.
        id: Option<Text> = "id",
        /// What the server knows about it.
        meta: Option<Meta> = "meta",
        /// What it goes by on every server.
        identifier: Option<Identifier> = "identifier",
        /// Which form.
        questionnaire: Option<Text> = "questionnaire",
        /// Completed, in progress.
        status: Option<Text> = "status",
        /// Of whom.
        subject: Option<Reference> = "subject",
        /// When.
        authored: Option<Text> = "authored",
        /// By whom.
        author: Option<Reference> = "author",
        /// Who answered.
        source: Option<Reference> = "source",
        /// The answers.
        item: Vec<Kept> = "item",
        /// Extensions.
        extension: Vec<Extension> = "extension",
    }
}
