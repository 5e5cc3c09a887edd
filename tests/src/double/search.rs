//! The double's searches: by patient, identifier and time, in pages.

use super::Answer;
use super::book::Book;
use super::quirks::{Paging, Quirks};
use serde_json::{Value, json};

/// Parameters it knows; another is refused or passed over.
const KNOWN: [&str; 11] = [
    "subject",
    "patient",
    "identifier",
    "_id",
    "_lastUpdated",
    "_sort",
    "_count",
    "_summary",
    "_page",
    "_format",
    "_total",
];

/// More than these are never given at once.
const LIMIT: usize = 10;

pub(super) fn answer(
    book: &Book,
    quirks: &Quirks,
    base: &str,
    kind: &str,
    query: &str,
    strict: bool,
) -> Answer {
    let mut parameters: Vec<(String, String)> = Vec::new();
    for part in query.split('&').filter(|part| !part.is_empty()) {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        if KNOWN.contains(&name) {
            parameters.push((name.to_owned(), decoded(value)));
        } else if strict && quirks.strict {
            return Answer::refused(400, "not-supported", "unknown search parameter");
        }
    }
    let of =
        |wanted: &str| parameters.iter().find(|(name, _)| name == wanted).map(|(_, value)| value.as_str());
    let mut found: Vec<&Value> = book
        .current()
        .map(|(_, resource)| resource)
        .filter(|resource| resource["resourceType"] == kind)
        .filter(|resource| parameters.iter().all(|(name, value)| fits(quirks, resource, kind, name, value)))
        .collect();
    found.sort_by_key(|resource| resource["meta"]["lastUpdated"].as_str().unwrap_or_default());
    if of("_summary") == Some("count") {
        return Answer::new(
            200,
            json!({"resourceType": "Bundle", "type": "searchset", "total": found.len()}),
        );
    }
    let asked = of("_count").and_then(|count| count.parse().ok()).unwrap_or(LIMIT);
    let page: usize = of("_page").and_then(|page| page.parse().ok()).unwrap_or(0);
    let size = if quirks.paging == Paging::TotalNoNext { LIMIT.min(asked) } else { asked.min(LIMIT) };
    let entries: Vec<Value> = found
        .iter()
        .skip(page * size)
        .take(size)
        .map(|resource| json!({"fullUrl": full(base, resource), "resource": resource, "search": {"mode": "match"}}))
        .collect();
    let kept: Vec<&str> = query.split('&').filter(|part| !part.starts_with("_page=")).collect();
    let mut links = vec![json!({"relation": "self", "url": format!("{base}/{kind}?{query}")})];
    let mut bundle = json!({"resourceType": "Bundle", "type": "searchset", "entry": entries});
    match quirks.paging {
        Paging::NextNoTotal if (page + 1) * size < found.len() => {
            let url = format!("{base}/{kind}?{}&_page={}", kept.join("&"), page + 1);
            links.push(json!({"relation": "next", "url": url}));
        }
        Paging::NextNoTotal => {}
        Paging::TotalNoNext => bundle["total"] = json!(found.len()),
    }
    bundle["link"] = json!(links);
    Answer::new(200, bundle)
}

fn full(base: &str, resource: &Value) -> String {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    format!("{base}/{}/{}", text(&resource["resourceType"]), text(&resource["id"]))
}

fn fits(quirks: &Quirks, resource: &Value, kind: &str, name: &str, value: &str) -> bool {
    match name {
        "subject" | "patient" => {
            let wanted = value.trim_start_matches("Patient/");
            ["subject", "patient", "for"]
                .iter()
                .filter_map(|field| resource[field]["reference"].as_str())
                .any(|reference| reference.trim_start_matches("Patient/") == wanted)
        }
        "identifier" => identified(resource, kind, value),
        "_id" => value.split(',').any(|id| resource["id"] == id),
        "_lastUpdated" => {
            let own = resource["meta"]["lastUpdated"].as_str().unwrap_or_default();
            let own = own.trim_end_matches('Z').trim_end_matches(".000");
            let (prefix, time) = value.split_at(value.len().min(2));
            let time = time.trim_end_matches('Z').trim_end_matches("+00:00");
            let time = time.split('.').next().unwrap_or_default();
            match prefix {
                "ge" => own >= time,
                "gt" if quirks.gt_includes => own >= time,
                "gt" => own > time,
                _ => true,
            }
        }
        _ => true,
    }
}

/// Does it carry the identifier `system|value`?
pub(super) fn identified(resource: &Value, kind: &str, wanted: &str) -> bool {
    let (system, value) = wanted.split_once('|').unwrap_or(("", wanted));
    let identifiers = match &resource["identifier"] {
        Value::Array(many) => many.clone(),
        one => vec![one.clone()],
    };
    resource["resourceType"] == kind
        && identifiers
            .iter()
            .any(|own| own["value"] == value && (system.is_empty() || own["system"] == system))
}

/// Percent-decoded; a plus is left alone, since times carry one.
pub(super) fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = (bytes[at] == b'%').then(|| bytes.get(at + 1..at + 3)).flatten();
        let byte = hex.and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        out.push(byte.unwrap_or(bytes[at]));
        at += if byte.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&out).into_owned()
}
