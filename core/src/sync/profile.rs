//! What a server can do, read from its CapabilityStatement, and the write mode that follows.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What a server says it can do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is one thing a server can or cannot")]
pub struct Profile {
    /// Its software, as it names itself.
    pub software: Option<String>,
    /// Its FHIR version ("4.0.1").
    pub version: String,
    /// Takes transactions.
    pub transaction: bool,
    /// Takes batches.
    pub batch: bool,
    /// By resource type; empty where nothing is said of types.
    pub types: BTreeMap<String, TypeProfile>,
    /// `Patient/$everything` exists.
    pub everything: bool,
    /// There was no CapabilityStatement; this is what most servers can.
    pub assumed: bool,
    /// When it was read, by this phone's clock.
    pub read_at: DateTime<Utc>,
}

/// What a server says of one resource type.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is one interaction of FHIR")]
pub struct TypeProfile {
    /// Reads.
    pub read: bool,
    /// Searches.
    pub search: bool,
    /// Creates.
    pub create: bool,
    /// Updates.
    pub update: bool,
    /// A PUT to an id it does not have creates it.
    pub update_create: bool,
    /// Takes `If-None-Exist`.
    pub conditional_create: bool,
    /// Its search parameters, where it lists them.
    pub parameters: BTreeSet<String>,
}

/// How a type is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mode {
    /// A: `PUT Type/<our id>`; sending it again changes nothing.
    Upsert,
    /// B: `POST` with `If-None-Exist`; later edits `PUT` to the server's id.
    Conditional,
    /// C: one `POST`; looked for before it is sent again.
    CreateOnly,
    /// Not at all.
    Closed,
}

impl Profile {
    /// Reads a CapabilityStatement. `None` if it is none, or not of R4.
    pub fn read(statement: &Value, now: DateTime<Utc>) -> Option<Self> {
        if statement.get("resourceType")?.as_str()? != "CapabilityStatement" {
            return None;
        }
        let version = statement.get("fhirVersion").and_then(Value::as_str).unwrap_or_default().to_owned();
        if !version.starts_with("4.0") {
            return None;
        }
        let rests = list(statement, "rest");
        let rest = rests.iter().find(|rest| text(rest, "mode") == Some("server")).or(rests.first());
        let resources = rest.map(|rest| list(rest, "resource")).unwrap_or_default();
        let codes: Vec<&str> = rest
            .map(|rest| list(rest, "interaction"))
            .unwrap_or_default()
            .iter()
            .filter_map(|it| text(it, "code"))
            .collect();
        let mut types = BTreeMap::new();
        let mut everything = false;
        for resource in resources {
            let Some(kind) = text(resource, "type") else { continue };
            if kind == "Patient" {
                let operations = list(resource, "operation");
                everything = operations.iter().any(|it| text(it, "name") == Some("everything"));
            }
            types.insert(kind.to_owned(), TypeProfile::read(resource));
        }
        Some(Self {
            software: statement.pointer("/software/name").and_then(Value::as_str).map(str::to_owned),
            version,
            transaction: codes.contains(&"transaction"),
            batch: codes.contains(&"batch") || codes.contains(&"transaction"),
            types,
            everything,
            assumed: false,
            read_at: now,
        })
    }

    /// For a server without a CapabilityStatement: what the answers then say decides.
    pub fn assumed(now: DateTime<Utc>) -> Self {
        Self {
            software: None,
            version: String::new(),
            transaction: true,
            batch: true,
            types: BTreeMap::new(),
            everything: false,
            assumed: true,
            read_at: now,
        }
    }

    /// How `kind` is written.
    pub fn mode(&self, kind: &str) -> Mode {
        match self.types.get(kind) {
            None if self.types.is_empty() && self.assumed => Mode::Upsert,
            Some(own) if own.update && own.update_create => Mode::Upsert,
            Some(own) if own.create && own.conditional_create => Mode::Conditional,
            Some(own) if own.create => Mode::CreateOnly,
            None | Some(_) => Mode::Closed,
        }
    }

    /// The mode most of a diary is written in: the best that administrations and observations share.
    pub fn main_mode(&self) -> Mode {
        self.mode("MedicationAdministration").max(self.mode("Observation"))
    }

    /// May `kind` be replaced by a PUT to a server's id?
    pub fn updates(&self, kind: &str) -> bool {
        self.types.get(kind).map_or(self.assumed, |own| own.update)
    }

    /// May `kind` be searched?
    pub fn searches(&self, kind: &str) -> bool {
        self.types.get(kind).map_or(self.assumed, |own| own.search)
    }

    /// The search parameter that names the patient for `kind`.
    pub fn patient_parameter(&self, kind: &str) -> Option<&'static str> {
        let listed = self.types.get(kind).map(|own| &own.parameters).filter(|own| !own.is_empty());
        match listed {
            Some(own) => ["patient", "subject"].into_iter().find(|name| own.contains(*name)),
            None if kind == "Medication" => None,
            None if kind == "AdverseEvent" => Some("subject"),
            None => Some("patient"),
        }
    }
}

impl TypeProfile {
    fn read(resource: &Value) -> Self {
        let codes: Vec<&str> =
            list(resource, "interaction").iter().filter_map(|it| text(it, "code")).collect();
        // A server that lists no interaction at all says nothing; a list without one says no.
        let can = |code: &str| codes.is_empty() || codes.contains(&code);
        let yes = |name: &str| resource.get(name).and_then(Value::as_bool).unwrap_or(false);
        Self {
            read: can("read"),
            search: can("search-type"),
            create: can("create"),
            update: can("update"),
            update_create: yes("updateCreate"),
            conditional_create: yes("conditionalCreate"),
            parameters: list(resource, "searchParam")
                .iter()
                .filter_map(|it| text(it, "name"))
                .map(str::to_owned)
                .collect(),
        }
    }
}

fn list<'a>(value: &'a Value, name: &str) -> &'a [Value] {
    value.get(name).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn text<'a>(value: &'a Value, name: &str) -> Option<&'a str> {
    value.get(name).and_then(Value::as_str)
}
