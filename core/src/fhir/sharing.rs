//! The installation and the patient's consent: written once at pairing, not from facts.

use super::resource::Resource;
use super::resources::{Consent, Device, DeviceName, DeviceVersion};
use super::shape::{coding, identifiers, meta, patient, words_only};
use super::systems::{CONSENT_ACTION, CONSENT_SCOPE, PARTICIPATION};
use super::text::Text;
use super::types::{CodeableConcept, Reference};
use super::writing::Writing;
use crate::domain::fact_id::FactId;
use chrono::{DateTime, SecondsFormat, Utc};
use serde_json::{Value, json};

/// This installation as a `Device`; `version` is the program's.
pub fn write_device(version: &str, with: &Writing<'_>) -> Resource {
    Device {
        id: Some(with.install.to_string().into()),
        identifier: identifiers(with.install),
        status: Some(Text::fixed("active")),
        device_name: vec![DeviceName {
            name: Some(Text::fixed("Nocte")),
            kind: Some(Text::fixed("user-friendly-name")),
            ..DeviceName::default()
        }],
        kind: Some(words_only("mobile diary application")),
        version: vec![DeviceVersion {
            kind: Some(words_only("software")),
            value: Some(version.into()),
            ..DeviceVersion::default()
        }],
        patient: Some(patient(with)),
        ..Device::default()
    }
    .into()
}

/// What the patient agreed to share with a clinic.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sharing {
    /// The consent's id.
    pub id: FactId,
    /// The clinic, by its name.
    pub clinic: String,
    /// When it was given.
    pub since: DateTime<Utc>,
    /// When it was revoked, if it was.
    pub revoked: Option<DateTime<Utc>>,
}

/// A consent; revoked it is inactive, and stays.
pub fn write_consent(sharing: &Sharing, with: &Writing<'_>) -> Resource {
    let at = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::AutoSi, true);
    let mut period = json!({ "start": at(sharing.since) });
    if let Some(end) = sharing.revoked {
        period["end"] = Value::String(at(end));
    }
    let provision = json!({
        "type": "permit",
        "period": period,
        "actor": [{
            "role": {"coding": [{"system": PARTICIPATION, "code": "IRCP", "display": "information recipient"}]},
            "reference": {"display": sharing.clinic},
        }],
        "action": [{"coding": [{"system": CONSENT_ACTION, "code": "access", "display": "Access"}]}],
    });
    Consent {
        id: Some(sharing.id.to_string().into()),
        meta: Some(meta(with)),
        identifier: identifiers(sharing.id),
        status: Some(Text::fixed(if sharing.revoked.is_some() { "inactive" } else { "active" })),
        scope: Some(CodeableConcept {
            coding: vec![coding(CONSENT_SCOPE, "patient-privacy", Some("Privacy Consent"))],
            ..CodeableConcept::default()
        }),
        category: vec![words_only("consent to share a diary")],
        patient: Some(patient(with)),
        date_time: Some(at(sharing.since).into()),
        performer: vec![patient(with)],
        organization: vec![Reference {
            display: Some(sharing.clinic.as_str().into()),
            ..Reference::default()
        }],
        policy_rule: Some(words_only("The patient shares the diary with the named clinic until revoked.")),
        provision: Some(super::kept::Kept::of(&provision)),
        ..Consent::default()
    }
    .into()
}

/// The consent a resource is; `None` when it is no plain permission to one clinic.
pub fn read_consent(it: &Consent) -> Option<Sharing> {
    let provision: Value = it.provision.as_ref()?.read()?;
    let at = |name: &str| provision["period"][name].as_str()?.parse().ok();
    let revoked = at("end");
    let active = it.status.as_deref() == Some("active");
    (active == revoked.is_none() && provision["type"] == "permit").then_some(())?;
    Some(Sharing {
        id: super::shape::id_from(&it.identifier, it.id.as_ref()).ok()?,
        clinic: it.organization.first()?.display.as_deref()?.to_owned(),
        since: at("start")?,
        revoked,
    })
}
