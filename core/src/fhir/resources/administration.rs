//! Doses taken or left out, and other medicines.

use crate::fhir::record::record;
use crate::fhir::text::Text;
use crate::fhir::types::{
    Annotation, CodeableConcept, Dosage, Extension, Identifier, Meta, Period, Reference,
};

record! {
    /// The answer to one night.
    MedicationAdministration is "MedicationAdministration" {
        /// Its logical id on the server.
        id: Option<Text> = "id",
        /// What the server knows about it.
        meta: Option<Meta> = "meta",
        /// What it goes by on every server.
        identifier: Vec<Identifier> = "identifier",
        /// Completed, not done, unknown, entered in error.
        status: Option<Text> = "status",
        /// Why it was left out.
        status_reason: Vec<CodeableConcept> = "statusReason",
        /// Where.
        category: Option<CodeableConcept> = "category",
        /// What was taken.
        medication_codeable_concept: Option<CodeableConcept> = "medicationCodeableConcept",
        /// What was taken, as another resource.
        medication_reference: Option<Reference> = "medicationReference",
        /// Who.
        subject: Option<Reference> = "subject",
        /// The bottle.
        supporting_information: Vec<Reference> = "supportingInformation",
        /// When; of a dose not taken, the night.
        effective_date_time: Option<Text> = "effectiveDateTime",
        /// When, as a span.
        effective_period: Option<Period> = "effectivePeriod",
        /// Who gave it.
        performer: Vec<Performer> = "performer",
        /// The plan version in force.
        request: Option<Reference> = "request",
        /// Words with it.
        note: Vec<Annotation> = "note",
        /// How much.
        dosage: Option<Dosage> = "dosage",
        /// Extensions.
        extension: Vec<Extension> = "extension",
    }
}

record! {
    /// Who did it.
    Performer {
        /// The person.
        actor: Option<Reference> = "actor",
    }
}

record! {
    /// Another medicine, as the patient tells it.
    MedicationStatement is "MedicationStatement" {
        /// Its logical id on the server.
        id: Option<Text> = "id",
        /// What the server knows about it.
        meta: Option<Meta> = "meta",
        /// What it goes by on every server.
        identifier: Vec<Identifier> = "identifier",
        /// Active, completed, intended, not taken, unknown.
        status: Option<Text> = "status",
        /// Which.
        medication_codeable_concept: Option<CodeableConcept> = "medicationCodeableConcept",
        /// Which, as another resource.
        medication_reference: Option<Reference> = "medicationReference",
        /// Who takes it.
        subject: Option<Reference> = "subject",
        /// When.
        effective_date_time: Option<Text> = "effectiveDateTime",
        /// From when to when.
        effective_period: Option<Period> = "effectivePeriod",
        /// When it was told.
        date_asserted: Option<Text> = "dateAsserted",
        /// Who told it.
        information_source: Option<Reference> = "informationSource",
        /// Words with it.
        note: Vec<Annotation> = "note",
        /// Extensions.
        extension: Vec<Extension> = "extension",
    }
}
