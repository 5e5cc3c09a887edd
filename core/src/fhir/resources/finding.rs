//! What was felt, measured, suspected or warned of.

use crate::fhir::kept::Kept;
use crate::fhir::record::record;
use crate::fhir::text::Text;
use crate::fhir::types::{
    Annotation, CodeableConcept, Coding, Extension, Identifier, Meta, Period, Quantity, Reference,
};

record! {
    /// A score, a value of the laboratory, a side effect, a note, a bad day.
    Observation is "Observation" {
        /// Its logical id on the server.
        id: Option<Text> = "id",
        /// What the server knows about it.
        meta: Option<Meta> = "meta",
        /// What it goes by on every server.
        identifier: Vec<Identifier> = "identifier",
        /// Final, amended, entered in error.
        status: Option<Text> = "status",
        /// Survey or laboratory.
        category: Vec<CodeableConcept> = "category",
        /// What was observed.
        code: Option<CodeableConcept> = "code",
        /// Of whom.
        subject: Option<Reference> = "subject",
        /// When.
        effective_date_time: Option<Text> = "effectiveDateTime",
        /// When it was written down.
        issued: Option<Text> = "issued",
        /// Who observed it.
        performer: Vec<Reference> = "performer",
        /// The value as an amount.
        value_quantity: Option<Quantity> = "valueQuantity",
        /// The value as a concept.
        value_codeable_concept: Option<CodeableConcept> = "valueCodeableConcept",
        /// The value in words.
        value_string: Option<Text> = "valueString",
        /// The value as yes or no.
        value_boolean: Option<bool> = "valueBoolean",
        /// Words with it.
        note: Vec<Annotation> = "note",
        /// How it was measured.
        method: Option<CodeableConcept> = "method",
        /// Its parts.
        component: Vec<ObservationComponent> = "component",
        /// Extensions.
        extension: Vec<Extension> = "extension",
    }
}

record! {
    /// A part of an observation.
    ObservationComponent {
        /// What.
        code: Option<CodeableConcept> = "code",
        /// The value as an amount.
        value_quantity: Option<Quantity> = "valueQuantity",
        /// The value as a concept.
        value_codeable_concept: Option<CodeableConcept> = "valueCodeableConcept",
    }
}

record! {
    /// A reaction somebody thinks the medicine caused.
    AdverseEvent is "AdverseEvent" {
        /// Its logical id on the server.
        id: Option<Text> = "id",
        /// What the server knows about it.
        meta: Option<Meta> = "meta",
        /// What it goes by on every server.
        identifier: Option<Identifier> = "identifier",
        /// Actual or potential.
        actuality: Option<Text> = "actuality",
        /// What happened.
        event: Option<CodeableConcept> = "event",
        /// To whom.
        subject: Option<Reference> = "subject",
        /// When.
        date: Option<Text> = "date",
        /// When it was written down.
        recorded_date: Option<Text> = "recordedDate",
        /// Serious or not.
        seriousness: Option<CodeableConcept> = "seriousness",
        /// How bad.
        severity: Option<CodeableConcept> = "severity",
        /// Who wrote it down.
        recorder: Option<Reference> = "recorder",
        /// What is suspected.
        suspect_entity: Vec<SuspectEntity> = "suspectEntity",
        /// Extensions.
        extension: Vec<Extension> = "extension",
    }
}

record! {
    /// What is suspected of a reaction.
    SuspectEntity {
        /// The dose or medicine.
        instance: Option<Reference> = "instance",
    }
}

record! {
    /// An opioid beside naltrexone.
    DetectedIssue is "DetectedIssue" {
        /// Its logical id on the server.
        id: Option<Text> = "id",
        /// What the server knows about it.
        meta: Option<Meta> = "meta",
        /// What it goes by on every server.
        identifier: Vec<Identifier> = "identifier",
        /// Final, entered in error.
        status: Option<Text> = "status",
        /// What kind of issue.
        code: Option<CodeableConcept> = "code",
        /// High.
        severity: Option<Text> = "severity",
        /// Of whom.
        patient: Option<Reference> = "patient",
        /// When.
        identified_date_time: Option<Text> = "identifiedDateTime",
        /// What noticed it.
        author: Option<Reference> = "author",
        /// What is in conflict.
        implicated: Vec<Reference> = "implicated",
        /// It in words.
        detail: Option<Text> = "detail",
        /// What was done about it.
        mitigation: Vec<Kept> = "mitigation",
        /// Extensions.
        extension: Vec<Extension> = "extension",
    }
}

record! {
    /// A standing warning by the clinic.
    Flag is "Flag" {
        /// Its logical id on the server.
        id: Option<Text> = "id",
        /// What the server knows about it.
        meta: Option<Meta> = "meta",
        /// What it goes by on every server.
        identifier: Vec<Identifier> = "identifier",
        /// Active, inactive, entered in error.
        status: Option<Text> = "status",
        /// What it warns about.
        category: Vec<CodeableConcept> = "category",
        /// Its words.
        code: Option<CodeableConcept> = "code",
        /// Whom it concerns.
        subject: Option<Reference> = "subject",
        /// From when to when.
        period: Option<Period> = "period",
        /// Who raised it.
        author: Option<Reference> = "author",
        /// Extensions.
        extension: Vec<Extension> = "extension",
    }
}

record! {
    /// Who read what.
    AuditEvent is "AuditEvent" {
        /// Its logical id on the server.
        id: Option<Text> = "id",
        /// What the server knows about it.
        meta: Option<Meta> = "meta",
        /// What kind of event.
        kind: Option<Coding> = "type",
        /// Which interaction.
        subtype: Vec<Coding> = "subtype",
        /// Create, read, update, delete, execute.
        action: Option<Text> = "action",
        /// When.
        recorded: Option<Text> = "recorded",
        /// How it went.
        outcome: Option<Text> = "outcome",
        /// Who.
        agent: Vec<Kept> = "agent",
        /// Which system recorded it.
        source: Option<Kept> = "source",
        /// What was touched.
        entity: Vec<Kept> = "entity",
        /// Extensions.
        extension: Vec<Extension> = "extension",
    }
}
