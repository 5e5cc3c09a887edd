//! One page of a search, and whether what stands on it is ours to read.

use super::address::query;
use super::bundle::{instant, place};
use chrono::{DateTime, Utc};
use serde_json::Value;

/// A page of a search's answer.
#[derive(Debug, Default)]
pub struct Page {
    /// What was found, without included resources and the server's remarks.
    pub matches: Vec<Value>,
    /// How many there are in all, as the server says.
    pub total: Option<u64>,
    /// The link to the next page.
    pub next: Option<String>,
    /// The search as the server understood it.
    pub own: Option<String>,
}

impl Page {
    /// Reads a page. `None` when this is no searchset.
    pub fn read(mut body: Value) -> Option<Self> {
        if body.get("resourceType")?.as_str()? != "Bundle" {
            return None;
        }
        let link = |name: &str| {
            let links = body.get("link").and_then(Value::as_array)?;
            let link = links.iter().find(|link| link.get("relation").is_some_and(|it| it == name))?;
            link.get("url").and_then(Value::as_str).map(str::to_owned)
        };
        let (next, own) = (link("next"), link("self"));
        let total = body.get("total").and_then(Value::as_u64);
        let mut matches = Vec::new();
        if let Some(Value::Array(entries)) = body.get_mut("entry").map(Value::take) {
            for mut entry in entries {
                let mode = entry.pointer("/search/mode").and_then(Value::as_str).unwrap_or("match");
                if mode == "match"
                    && let Some(resource) = entry.get_mut("resource")
                {
                    matches.push(resource.take());
                }
            }
        }
        Some(Self { matches, total, next, own })
    }

    /// The parameter that the server dropped from the search, if its `self` link shows that one is missing.
    pub(super) fn dropped(&self, patient: &str, with_since: bool) -> Option<&'static str> {
        let pairs = query(self.own.as_deref()?);
        if pairs.is_empty() {
            return None; // a link without a query tells nothing
        }
        let named =
            |name: &str| name.split([':', '.']).next().is_some_and(|it| it == "patient" || it == "subject");
        let ours = |value: &str| value.split('/').next_back() == Some(patient);
        if !pairs.iter().any(|(name, value)| named(name) && ours(value)) {
            return Some("patient");
        }
        let since = pairs.iter().any(|(name, _)| name == "_lastUpdated");
        (with_since && !since).then_some("_lastUpdated")
    }
}

/// Is this resource of our patient? Types without a subject are of nobody; what should have one and has none is
/// not ours.
pub(super) fn is_of(resource: &Value, patient: &str) -> bool {
    let kind = kind(resource);
    if kind == "Patient" {
        return resource.get("id").is_some_and(|id| id == patient);
    }
    let names = ["subject", "patient", "for"];
    let subject = names.iter().find_map(|name| resource.get(*name)?.get("reference")?.as_str());
    match subject {
        Some(reference) => place(reference).is_some_and(|(kind, id)| kind == "Patient" && id == patient),
        None => matches!(kind, "Medication" | "Device" | "Provenance" | "Practitioner" | "Organization"),
    }
}

/// A resource's type; empty where it has none.
pub(super) fn kind(resource: &Value) -> &str {
    resource.get("resourceType").and_then(Value::as_str).unwrap_or_default()
}

/// `Type/id version`; `None` without a version, because then nothing tells two apart.
pub(super) fn key(resource: &Value) -> Option<String> {
    let id = resource.get("id")?.as_str()?;
    let meta = resource.get("meta")?;
    let version = meta.get("versionId").or_else(|| meta.get("lastUpdated"))?.as_str()?;
    Some(format!("{}/{id} {version}", kind(resource)))
}

/// When the server stored it.
pub(super) fn updated(resource: &Value) -> Option<DateTime<Utc>> {
    resource.pointer("/meta/lastUpdated").and_then(Value::as_str).and_then(instant)
}

/// The ids of medications a resource points to.
pub(super) fn medications(resource: &Value, found: &mut Vec<String>) {
    match resource {
        Value::Object(fields) => {
            if let Some(reference) = fields.get("reference").and_then(Value::as_str)
                && let Some((kind, id)) = place(reference)
                && kind == "Medication"
            {
                found.push(id);
            }
            fields.values().for_each(|value| medications(value, found));
        }
        Value::Array(list) => list.iter().for_each(|value| medications(value, found)),
        _ => {}
    }
}
