//! The person, the phone, and what the person agreed to.

use crate::fhir::kept::Kept;
use crate::fhir::record::record;
use crate::fhir::text::Text;
use crate::fhir::types::{CodeableConcept, Extension, Identifier, Meta, Reference};

record! {
    /// The person, as the server that paired the phone knows them.
    Patient is "Patient" {
        /// Its logical id on the server.
        id: Option<Text> = "id",
        /// What the server knows about it.
        meta: Option<Meta> = "meta",
        /// What it goes by on every server.
        identifier: Vec<Identifier> = "identifier",
        /// Whether the record is in use.
        active: Option<bool> = "active",
        /// Extensions.
        extension: Vec<Extension> = "extension",
    }
}

record! {
    /// One installation of Nocte. One for each install, never one a record.
    Device is "Device" {
        /// Its logical id on the server.
        id: Option<Text> = "id",
        /// What the server knows about it.
        meta: Option<Meta> = "meta",
        /// What it goes by on every server.
        identifier: Vec<Identifier> = "identifier",
        /// Active, inactive.
        status: Option<Text> = "status",
        /// What it is called.
        device_name: Vec<DeviceName> = "deviceName",
        /// What it is.
        kind: Option<CodeableConcept> = "type",
        /// Its software.
        version: Vec<DeviceVersion> = "version",
        /// Whose it is.
        patient: Option<Reference> = "patient",
        /// Extensions.
        extension: Vec<Extension> = "extension",
    }
}

record! {
    /// What a device is called.
    DeviceName {
        /// The name.
        name: Option<Text> = "name",
        /// Who calls it so.
        kind: Option<Text> = "type",
    }
}

record! {
    /// A version of a device.
    DeviceVersion {
        /// Of what: the software.
        kind: Option<CodeableConcept> = "type",
        /// The version.
        value: Option<Text> = "value",
    }
}

record! {
    /// What the patient agreed to share, with whom, since when.
    Consent is "Consent" {
        /// Its logical id on the server.
        id: Option<Text> = "id",
        /// What the server knows about it.
        meta: Option<Meta> = "meta",
        /// What it goes by on every server.
        identifier: Vec<Identifier> = "identifier",
        /// Active, or inactive once revoked.
        status: Option<Text> = "status",
        /// Privacy.
        scope: Option<CodeableConcept> = "scope",
        /// What kind of consent.
        category: Vec<CodeableConcept> = "category",
        /// Who agreed.
        patient: Option<Reference> = "patient",
        /// When.
        date_time: Option<Text> = "dateTime",
        /// Who gave it.
        performer: Vec<Reference> = "performer",
        /// To whom.
        organization: Vec<Reference> = "organization",
        /// The rule in words.
        policy_rule: Option<CodeableConcept> = "policyRule",
        /// What is permitted, to whom, until when.
        provision: Option<Kept> = "provision",
        /// Extensions.
        extension: Vec<Extension> = "extension",
    }
}
