//! Bundles of writes, and the answers to their entries.

use super::names::{Names, full_url, together};
use super::parcel::Letter;
use super::profile::Mode;
use chrono::{DateTime, Utc};
use serde_json::Value;

/// Where a type stands in a bundle: what others point to comes first.
pub(super) fn rank(kind: &str) -> u8 {
    match kind {
        "Patient" => 0,
        "Device" => 1,
        "Medication" => 2,
        "MedicationRequest" => 3,
        "Provenance" => 5,
        _ => 4,
    }
}

/// The search that finds a resource by our own id.
pub(super) fn identifier(id: &str) -> String {
    format!("urn:ietf:rfc:3986|urn:uuid:{id}")
}

/// A bundle of writes as text. The bodies stand in it byte for byte as they were frozen.
pub(super) fn written<'a>(
    base: &str,
    kind: &str,
    entries: impl Iterator<Item = (&'a Letter, Mode)> + Clone,
    names: &Names,
) -> String {
    let created = entries.clone().filter(|(_, mode)| *mode != Mode::Upsert).map(|(letter, _)| letter);
    let together = together(created);
    let mut text = format!(r#"{{"resourceType":"Bundle","type":"{kind}","entry":["#);
    for (at, (letter, mode)) in entries.enumerate() {
        if at > 0 {
            text.push(',');
        }
        let (full, body) = if mode == Mode::Upsert {
            (format!("{base}/{}", letter.reference()), letter.body.clone())
        } else {
            (full_url(&letter.id), names.addressed(&letter.body, None, &together))
        };
        let full = quoted(&full);
        let (method, url, condition) = if mode == Mode::Upsert {
            let condition = letter.version.as_ref().map(|version| ("ifMatch", weak(version)));
            ("PUT", letter.reference(), condition)
        } else {
            let found_by = format!("identifier={}", super::address::encoded(&identifier(&letter.id)));
            ("POST", letter.kind.clone(), Some(("ifNoneExist", found_by)))
        };
        let url = quoted(&url);
        let condition =
            condition.map(|(name, value)| format!(r#","{name}":{}"#, quoted(&value))).unwrap_or_default();
        let request = format!(r#""request":{{"method":"{method}","url":{url}{condition}}}"#);
        for part in [r#"{"fullUrl":"#, &full, r#","resource":"#, &body, ",", &request, "}"] {
            text.push_str(part);
        }
    }
    text.push_str("]}");
    text
}

/// A version as an entity tag.
pub(super) fn weak(version: &str) -> String {
    format!("W/\"{version}\"")
}

/// The version in an entity tag: `W/"3"`, `"3"` and `3` are one.
pub(super) fn version(tag: &str) -> Option<String> {
    let tag = tag.trim();
    let tag = tag.strip_prefix("W/").or_else(|| tag.strip_prefix("w/")).unwrap_or(tag).trim_matches('"');
    (!tag.is_empty()).then(|| tag.to_owned())
}

/// What a server said of one entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct EntryAnswer {
    /// The first three digits of its status.
    pub status: u16,
    /// Its version there.
    pub version: Option<String>,
    /// The id in its location.
    pub id: Option<String>,
    /// Its type in its location.
    pub kind: Option<String>,
    /// When it was stored.
    pub stored: Option<DateTime<Utc>>,
}

/// The answers to `count` entries, in their order. `None` when this is not that: another number of entries, one
/// without a status, no bundle.
pub(super) fn answers(body: &Value, count: usize) -> Option<Vec<EntryAnswer>> {
    if body.get("resourceType")?.as_str()? != "Bundle" {
        return None;
    }
    let entries = body.get("entry")?.as_array()?;
    if entries.len() != count {
        return None;
    }
    entries.iter().map(answer).collect()
}

fn answer(entry: &Value) -> Option<EntryAnswer> {
    let response = entry.get("response")?;
    let field = |name: &str| response.get(name).and_then(Value::as_str);
    let (kind, id) = field("location").and_then(place).unzip();
    Some(EntryAnswer {
        status: digits(response.get("status")?)?,
        version: field("etag").and_then(version),
        id,
        kind,
        stored: field("lastModified").and_then(instant),
    })
}

/// The status in `"201 Created"`, `"200"` or `200`.
pub(super) fn digits(status: &Value) -> Option<u16> {
    let text = status.as_str().map_or_else(|| status.to_string(), |text| text.trim().to_owned());
    let digits: String = text.chars().take(3).collect();
    digits.parse().ok().filter(|status| (100..=999).contains(status))
}

/// Type and id in a location, absolute or not, with a version behind them or not.
pub(super) fn place(location: &str) -> Option<(String, String)> {
    let path = location.split(['?', '#']).next()?;
    let mut parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
    if let Some(at) = parts.iter().rposition(|part| *part == "_history") {
        parts.truncate(at);
    }
    let id = parts.pop()?;
    let kind = parts.pop()?;
    Some((kind.to_owned(), id.to_owned()))
}

/// A FHIR instant.
pub(super) fn instant(text: &str) -> Option<DateTime<Utc>> {
    DateTime::parse_from_rfc3339(text).ok().map(|at| at.with_timezone(&Utc))
}

fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

impl EntryAnswer {
    /// An answer that says nothing but that it went well.
    pub(super) fn silent() -> Self {
        Self { status: 200, version: None, id: None, kind: None, stored: None }
    }

    /// What a resource says of itself.
    pub(super) fn of(resource: &Value) -> Self {
        let text = |path: &str| resource.pointer(path).and_then(Value::as_str);
        Self {
            status: 200,
            version: text("/meta/versionId").map(str::to_owned),
            id: text("/id").map(str::to_owned),
            kind: text("/resourceType").map(str::to_owned),
            stored: text("/meta/lastUpdated").and_then(instant),
        }
    }
}
