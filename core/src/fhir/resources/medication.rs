//! What is swallowed, and the order for it.

use crate::fhir::record::record;
use crate::fhir::text::Text;
use crate::fhir::types::{
    Annotation, CodeableConcept, Dosage, Extension, Identifier, Meta, Period, Ratio, Reference,
};

record! {
    /// A bottle as it was made.
    Medication is "Medication" {
        /// Its logical id on the server.
        id: Option<Text> = "id",
        /// What the server knows about it.
        meta: Option<Meta> = "meta",
        /// What it goes by on every server.
        identifier: Vec<Identifier> = "identifier",
        /// What is in it.
        code: Option<CodeableConcept> = "code",
        /// Active, inactive, entered in error.
        status: Option<Text> = "status",
        /// Its form.
        form: Option<CodeableConcept> = "form",
        /// How much of it.
        amount: Option<Ratio> = "amount",
        /// What it is made of.
        ingredient: Vec<Ingredient> = "ingredient",
        /// Its letter and its last day.
        batch: Option<Batch> = "batch",
        /// Extensions.
        extension: Vec<Extension> = "extension",
    }
}

record! {
    /// One thing in a bottle.
    Ingredient {
        /// What.
        item_codeable_concept: Option<CodeableConcept> = "itemCodeableConcept",
        /// Whether it acts.
        is_active: Option<bool> = "isActive",
        /// How much in how much.
        strength: Option<Ratio> = "strength",
    }
}

record! {
    /// Which bottle, and until when.
    Batch {
        /// Its letter.
        lot_number: Option<Text> = "lotNumber",
        /// The last day it may be used.
        expiration_date: Option<Text> = "expirationDate",
    }
}

record! {
    /// A plan, or a prescriber's order.
    MedicationRequest is "MedicationRequest" {
        /// Its logical id on the server.
        id: Option<Text> = "id",
        /// What the server knows about it.
        meta: Option<Meta> = "meta",
        /// What it goes by on every server.
        identifier: Vec<Identifier> = "identifier",
        /// Active, on hold, stopped, completed, entered in error.
        status: Option<Text> = "status",
        /// Why it stands so.
        status_reason: Option<CodeableConcept> = "statusReason",
        /// `plan` is the patient's own, `order` a prescriber's.
        intent: Option<Text> = "intent",
        /// Where it is taken.
        category: Vec<CodeableConcept> = "category",
        /// Told by the patient, not signed here.
        reported_boolean: Option<bool> = "reportedBoolean",
        /// What is taken.
        medication_codeable_concept: Option<CodeableConcept> = "medicationCodeableConcept",
        /// What is taken, as another resource.
        medication_reference: Option<Reference> = "medicationReference",
        /// Who takes it.
        subject: Option<Reference> = "subject",
        /// When it was written.
        authored_on: Option<Text> = "authoredOn",
        /// Who wrote it.
        requester: Option<Reference> = "requester",
        /// The protocol it was made from.
        instantiates_canonical: Vec<Text> = "instantiatesCanonical",
        /// The order a plan came from.
        based_on: Vec<Reference> = "basedOn",
        /// Bottles.
        supporting_information: Vec<Reference> = "supportingInformation",
        /// Words with it.
        note: Vec<Annotation> = "note",
        /// The steps.
        dosage_instruction: Vec<Dosage> = "dosageInstruction",
        /// From when to when it may govern.
        dispense_request: Option<DispenseRequest> = "dispenseRequest",
        /// The one it replaces.
        prior_prescription: Option<Reference> = "priorPrescription",
        /// Extensions.
        extension: Vec<Extension> = "extension",
    }
}

record! {
    /// The part of an order that speaks of its validity.
    DispenseRequest {
        /// From when to when.
        validity_period: Option<Period> = "validityPeriod",
    }
}
