//! Requests, answers and words between patient and clinic.

use crate::fhir::record::record;
use crate::fhir::text::Text;
use crate::fhir::types::{Annotation, CodeableConcept, Extension, Identifier, Meta, Reference};

record! {
    /// A Task: a request to the clinic, or the patient's answer to an order.
    FhirTask is "Task" {
        /// Its logical id on the server.
        id: Option<Text> = "id",
        /// What the server knows about it.
        meta: Option<Meta> = "meta",
        /// What it goes by on every server.
        identifier: Vec<Identifier> = "identifier",
        /// The plan or order it speaks of.
        based_on: Vec<Reference> = "basedOn",
        /// Requested, accepted, completed, rejected, cancelled.
        status: Option<Text> = "status",
        /// Why.
        status_reason: Option<CodeableConcept> = "statusReason",
        /// The same for people.
        business_status: Option<CodeableConcept> = "businessStatus",
        /// Proposal or order.
        intent: Option<Text> = "intent",
        /// Routine.
        priority: Option<Text> = "priority",
        /// What is asked.
        code: Option<CodeableConcept> = "code",
        /// It in words.
        description: Option<Text> = "description",
        /// What it is about.
        focus: Option<Reference> = "focus",
        /// For whom.
        for_patient: Option<Reference> = "for",
        /// When it was written.
        authored_on: Option<Text> = "authoredOn",
        /// When it was last changed, never before it was written.
        last_modified: Option<Text> = "lastModified",
        /// Who asks.
        requester: Option<Reference> = "requester",
        /// Who is to answer.
        owner: Option<Reference> = "owner",
        /// Words with it.
        note: Vec<Annotation> = "note",
        /// What the answer needs to know.
        input: Vec<TaskParameter> = "input",
        /// What came of it.
        output: Vec<TaskParameter> = "output",
        /// Extensions.
        extension: Vec<Extension> = "extension",
    }
}

record! {
    /// One thing that goes into a task or comes out of it.
    TaskParameter {
        /// What it is.
        kind: Option<CodeableConcept> = "type",
        /// It as a reference.
        value_reference: Option<Reference> = "valueReference",
        /// It in words.
        value_string: Option<Text> = "valueString",
    }
}

record! {
    /// Words from the clinic.
    Communication is "Communication" {
        /// Its logical id on the server.
        id: Option<Text> = "id",
        /// What the server knows about it.
        meta: Option<Meta> = "meta",
        /// What it goes by on every server.
        identifier: Vec<Identifier> = "identifier",
        /// Completed, entered in error.
        status: Option<Text> = "status",
        /// What kind of words.
        category: Vec<CodeableConcept> = "category",
        /// Whom they concern.
        subject: Option<Reference> = "subject",
        /// What they speak of.
        about: Vec<Reference> = "about",
        /// When they were sent.
        sent: Option<Text> = "sent",
        /// To whom.
        recipient: Vec<Reference> = "recipient",
        /// By whom.
        sender: Option<Reference> = "sender",
        /// The words.
        payload: Vec<CommunicationPayload> = "payload",
        /// Words about the words.
        note: Vec<Annotation> = "note",
        /// Extensions.
        extension: Vec<Extension> = "extension",
    }
}

record! {
    /// One piece of a message.
    CommunicationPayload {
        /// Its words.
        content_string: Option<Text> = "contentString",
    }
}
