//! Any resource, and how one is told from another.

use super::error::FhirError;
use super::record::Name;
use super::resources::{
    AdverseEvent, AuditEvent, Basic, Bundle, CapabilityStatement, CarePlan, Communication, Consent,
    DetectedIssue, Device, FhirTask, Flag, Medication, MedicationAdministration, MedicationRequest,
    MedicationStatement, Observation, OperationOutcome, Patient, PlanDefinition, Provenance,
    QuestionnaireResponse,
};
use super::types::{Identifier, Meta};
use serde::de::{DeserializeOwned, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::Value;

/// Does the same with every resource there is a type for. `Other` is told apart at the place of use.
macro_rules! each {
    ($with:ident $(, $rest:tt)*) => {
        $with! {
            $($rest,)*
            Patient(Patient), Device(Device), Medication(Medication), MedicationRequest(MedicationRequest),
            MedicationAdministration(MedicationAdministration), MedicationStatement(MedicationStatement),
            Observation(Observation), AdverseEvent(AdverseEvent), DetectedIssue(DetectedIssue), Flag(Flag),
            Task(FhirTask), Communication(Communication), Provenance(Provenance), Consent(Consent), Basic(Basic),
            QuestionnaireResponse(QuestionnaireResponse), PlanDefinition(PlanDefinition), CarePlan(CarePlan),
            AuditEvent(AuditEvent), Bundle(Bundle), OperationOutcome(OperationOutcome),
            CapabilityStatement(CapabilityStatement)
        }
    };
}

macro_rules! define {
    ($($kind:ident($type:ty)),+) => {
        /// A resource.
        #[derive(Debug, Clone, PartialEq)]
        pub enum Resource {
            $(
                #[doc = concat!("`", stringify!($kind), "`.")]
                $kind(Box<$type>),
            )+
            /// A resource without a type of its own here, as JSON. Decimals keep their text.
            Other(Value),
        }

        $(
            impl From<$type> for Resource {
                fn from(resource: $type) -> Self {
                    Self::$kind(Box::new(resource))
                }
            }
        )+

        impl Resource {
            /// Its `resourceType`; empty for an `Other` that has none.
            pub fn kind(&self) -> &str {
                match self {
                    $( Self::$kind(_) => <$type>::KIND, )+
                    Self::Other(value) => value["resourceType"].as_str().unwrap_or_default(),
                }
            }

            /// Its logical id.
            pub fn id(&self) -> Option<&str> {
                match self {
                    $( Self::$kind(it) => it.id.as_deref(), )+
                    Self::Other(value) => value["id"].as_str(),
                }
            }

            fn meta(&self) -> Option<&Meta> {
                match self {
                    $( Self::$kind(it) => it.meta.as_ref(), )+
                    Self::Other(_) => None,
                }
            }

            fn read(kind: &str, from: Source<'_>) -> Result<Self, FhirError> {
                match kind {
                    $( <$type>::KIND => Ok(Self::$kind(Box::new(from.read()?))), )+
                    _ => Ok(Self::Other(from.read()?)),
                }
            }
        }

        impl Serialize for Resource {
            fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
                match self {
                    $( Self::$kind(it) => it.serialize(to), )+
                    Self::Other(value) => value.serialize(to),
                }
            }
        }
    };
}

each!(define);

/// JSON, as text or already parsed.
enum Source<'a> {
    Text(&'a str),
    Value(Value),
}

impl Source<'_> {
    fn read<T: DeserializeOwned>(self) -> Result<T, FhirError> {
        Ok(match self {
            Self::Text(text) => serde_json::from_str(text)?,
            Self::Value(value) => serde_json::from_value(value)?,
        })
    }
}

impl Resource {
    /// Reads one resource.
    ///
    /// Another person's, or nonsense in a field that is not typed here, still reads: what it means is
    /// [`super::read`]'s to say. Never panics, whatever the text.
    pub fn from_json(text: &str) -> Result<Self, FhirError> {
        match kind_in_front(text) {
            Some(kind) => Self::read(kind, Source::Text(text)),
            None => Self::read(&kind_anywhere(text)?, Source::Text(text)),
        }
    }

    /// Reads one resource that is already parsed.
    pub fn from_value(value: Value) -> Result<Self, FhirError> {
        let kind = value.get("resourceType").and_then(Value::as_str).ok_or(FhirError::NoKind)?.to_owned();
        Self::read(&kind, Source::Value(value))
    }

    /// Its JSON, fields in R4's order as far as they are known, unknown ones behind them as they came.
    ///
    /// # Panics
    /// Never: every key is text.
    pub fn to_json(&self) -> String {
        serde_json::to_string(self).expect("resources have text keys and never fail to be written")
    }

    /// Its version on the server: opaque.
    pub fn version_id(&self) -> Option<&str> {
        match self {
            Self::Other(value) => value["meta"]["versionId"].as_str(),
            _ => self.meta()?.version_id.as_deref(),
        }
    }

    /// When the server took it, as the server wrote it.
    pub fn last_updated(&self) -> Option<&str> {
        match self {
            Self::Other(value) => value["meta"]["lastUpdated"].as_str(),
            _ => self.meta()?.last_updated.as_deref(),
        }
    }

    /// Whose it is: the reference in `subject`, `patient` or `for` ("Patient/…"). `None` where R4 has no such
    /// field or it is empty.
    pub fn subject(&self) -> Option<&str> {
        let field = match self {
            Self::Device(it) => &it.patient,
            Self::MedicationRequest(it) => &it.subject,
            Self::MedicationAdministration(it) => &it.subject,
            Self::MedicationStatement(it) => &it.subject,
            Self::Observation(it) => &it.subject,
            Self::AdverseEvent(it) => &it.subject,
            Self::DetectedIssue(it) => &it.patient,
            Self::Flag(it) => &it.subject,
            Self::Task(it) => &it.for_patient,
            Self::Communication(it) => &it.subject,
            Self::Consent(it) => &it.patient,
            Self::Basic(it) => &it.subject,
            Self::QuestionnaireResponse(it) => &it.subject,
            Self::CarePlan(it) => &it.subject,
            Self::Other(value) => {
                let field = ["subject", "patient", "for"].iter().find_map(|name| value.get(name))?;
                return field["reference"].as_str();
            }
            _ => return None,
        };
        field.as_ref()?.reference.as_deref()
    }

    /// The names it goes by on every server.
    pub fn identifiers(&self) -> &[Identifier] {
        match self {
            Self::Patient(it) => &it.identifier,
            Self::Device(it) => &it.identifier,
            Self::Medication(it) => &it.identifier,
            Self::MedicationRequest(it) => &it.identifier,
            Self::MedicationAdministration(it) => &it.identifier,
            Self::MedicationStatement(it) => &it.identifier,
            Self::Observation(it) => &it.identifier,
            Self::AdverseEvent(it) => it.identifier.as_slice(),
            Self::DetectedIssue(it) => &it.identifier,
            Self::Flag(it) => &it.identifier,
            Self::Task(it) => &it.identifier,
            Self::Communication(it) => &it.identifier,
            Self::Consent(it) => &it.identifier,
            Self::Basic(it) => &it.identifier,
            Self::QuestionnaireResponse(it) => it.identifier.as_slice(),
            Self::PlanDefinition(it) => &it.identifier,
            Self::CarePlan(it) => &it.identifier,
            Self::Bundle(it) => it.identifier.as_slice(),
            _ => &[],
        }
    }
}

/// The `resourceType` of a text that begins with it, as nearly all do.
fn kind_in_front(text: &str) -> Option<&str> {
    let inside = text.trim_start().strip_prefix('{')?.trim_start();
    let value = inside.strip_prefix("\"resourceType\"")?.trim_start().strip_prefix(':')?.trim_start();
    let (kind, _) = value.strip_prefix('"')?.split_once('"')?;
    let is_name = !kind.is_empty() && kind.bytes().all(|b| b.is_ascii_alphabetic());
    is_name.then_some(kind)
}

/// The `resourceType` of a text that has it somewhere else.
fn kind_anywhere(text: &str) -> Result<String, FhirError> {
    serde_json::from_str::<Kind>(text)?.0.ok_or(FhirError::NoKind)
}

struct Kind(Option<String>);

impl<'de> Deserialize<'de> for Kind {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_map(KindOf)
    }
}

struct KindOf;

impl<'de> Visitor<'de> for KindOf {
    type Value = Kind;

    fn expecting(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("a resource")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Kind, A::Error> {
        let mut kind = None;
        while let Some(name) = map.next_key::<Name<'de>>()? {
            if name.as_str() == "resourceType" {
                kind = Some(map.next_value()?);
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(Kind(kind))
    }
}
