//! A summary as a `document`: what a doctor who has no account is shown, by any reader of FHIR.
//!
//! Its sections are those that an International Patient Summary requires (medicines, problems, allergies) and the
//! diary's own. It claims no profile of that summary: this program asks nobody for problems or allergies, and a list
//! it never asked for is marked as *not asked*, never as empty. What stands in our own extensions is the phone's
//! affair and stays there; a pointer to what is not in the document becomes a name.

use super::measure::dose_mg;
use super::medicine::naltrexone;
use super::resource::Resource;
use super::shape::urn;
use super::systems::{EMPTY_REASON, LOINC, OBSERVATION_VALUE, OWN, URI, US_CORE_TAGS};
use super::writing::Writing;
use crate::domain::amount::Dose;
use crate::domain::fact_id::FactId;
use crate::domain::symptom::Score;
use base64::prelude::{BASE64_STANDARD, Engine};
use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// What a document is made of.
#[derive(Debug, Clone)]
pub struct Document<'a> {
    /// Its id.
    pub id: FactId,
    /// When what it says was true.
    pub at: DateTime<Utc>,
    /// Its language: `en`, `de`.
    pub lang: &'a str,
    /// Its title.
    pub title: &'a str,
    /// What kind of document it is, in words.
    pub kind: &'a str,
    /// Whose it is, as far as they want it said.
    pub person: Person,
    /// This program's version.
    pub version: &'a str,
    /// Its sections, in order.
    pub sections: Vec<Section>,
}

/// Whose a document is.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Person {
    /// Their name; nothing where they would rather not say it.
    pub name: Option<String>,
    /// Their date of birth.
    pub born: Option<NaiveDate>,
}

/// It prints nothing: a name is nobody's business but the reader's.
impl core::fmt::Debug for Person {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Person(..)")
    }
}

/// One section.
#[derive(Debug, Clone, Default)]
pub struct Section {
    /// Its title.
    pub title: String,
    /// What it is in the table of codes (`section/medicines`), where it has one.
    pub code: Option<&'static str>,
    /// What a person reads, a paragraph each. Never empty.
    pub lines: Vec<String>,
    /// What stands behind it.
    pub resources: Vec<Resource>,
    /// Nobody was asked: its lack of entries means nothing.
    pub not_asked: bool,
    /// A sheet to print.
    pub sheet: Option<Sheet>,
}

/// A sheet to print, as a file.
#[derive(Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Its id.
    pub id: FactId,
    /// Its title.
    pub title: String,
    /// The PDF.
    pub pdf: Vec<u8>,
}

impl core::fmt::Debug for Sheet {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "Sheet({} bytes)", self.pdf.len())
    }
}

/// The document as a Bundle.
///
/// # Panics
/// Never: what is put together here names its type.
pub fn write_document(document: &Document<'_>, with: &Writing<'_>) -> Resource {
    let at = document.at.to_rfc3339_opts(SecondsFormat::Secs, true);
    let mut entries: Vec<(String, Value)> = vec![
        (with.patient.to_owned(), person(document, with)),
        (with.install.to_string(), device(document, with)),
    ];
    let mut sections = Vec::new();
    for section in &document.sections {
        let mut own: Vec<(String, Value)> = Vec::new();
        for resource in &section.resources {
            let mut value = serde_json::to_value(resource).unwrap_or_default();
            lighten(&mut value);
            let id = value["id"].as_str().unwrap_or_default().to_owned();
            if !id.is_empty() && entries.iter().chain(&own).all(|(known, _)| *known != id) {
                own.push((id, value));
            }
        }
        own.extend(section.sheet.as_ref().map(|it| (it.id.to_string(), sheet(it, &at, document, with))));
        sections.push(section_of(section, &own, with));
        entries.append(&mut own);
    }
    let composition = json!({
        "resourceType": "Composition",
        "id": document.id.to_string(),
        "language": document.lang,
        "meta": {
            "security": [{"system": OBSERVATION_VALUE, "code": "PATAST", "display": "patient asserted"}],
            "tag": [{"system": US_CORE_TAGS, "code": "patient-supplied"}],
        },
        "status": "final",
        "type": {"text": document.kind},
        "subject": {"reference": format!("Patient/{}", with.patient)},
        "date": at,
        "author": [
            {"reference": format!("Patient/{}", with.patient)},
            {"reference": format!("Device/{}", with.install)},
        ],
        "title": document.title,
        "section": sections,
    });
    entries.insert(0, (document.id.to_string(), composition));
    let kinds: BTreeMap<String, String> = entries
        .iter()
        .map(|(id, it)| {
            (format!("{}/{id}", it["resourceType"].as_str().unwrap_or_default()), format!("urn:uuid:{id}"))
        })
        .collect();
    let entry: Vec<Value> = entries
        .into_iter()
        .map(|(id, mut resource)| {
            tidy(&mut resource, &kinds);
            json!({"fullUrl": format!("urn:uuid:{id}"), "resource": resource})
        })
        .collect();
    let bundle = json!({
        "resourceType": "Bundle",
        "identifier": {"system": URI, "value": urn(document.id)},
        "type": "document",
        "timestamp": at,
        "entry": entry,
    });
    Resource::from_value(bundle).expect("it names its type, and its fields are R4's")
}

/// Naltrexone as it is taken now.
#[derive(Debug, Clone, Copy)]
pub struct Taking<'a> {
    /// The statement's id.
    pub id: FactId,
    /// The dose of each night.
    pub dose: Dose,
    /// How it is taken, as a person reads it.
    pub told: &'a str,
    /// The first night on record.
    pub since: Option<NaiveDate>,
    /// On hold: not taken at present.
    pub held: bool,
    /// The plan it comes from: readers that know both then list one medicine and not two.
    pub plan: FactId,
    /// When this was true.
    pub at: DateTime<Utc>,
}

/// It, for readers that list statements.
///
/// # Panics
/// Never: what is put together here names its type.
pub fn write_taking(taking: &Taking<'_>, with: &Writing<'_>) -> Resource {
    let amount = serde_json::to_value(dose_mg(taking.dose)).unwrap_or_default();
    let mut it = json!({
        "resourceType": "MedicationStatement",
        "id": taking.id.to_string(),
        "basedOn": [{"reference": format!("MedicationRequest/{}", taking.plan)}],
        "status": if taking.held { "on-hold" } else { "active" },
        "medicationCodeableConcept": serde_json::to_value(naltrexone(None, with.codes)).unwrap_or_default(),
        "subject": {"reference": format!("Patient/{}", with.patient)},
        "dateAsserted": taking.at.to_rfc3339_opts(SecondsFormat::Secs, true),
        "informationSource": {"reference": format!("Patient/{}", with.patient)},
        "dosage": [{
            "text": taking.told,
            "route": {"text": "oral"},
            "doseAndRate": [{"doseQuantity": amount}],
        }],
    });
    if let Some(since) = taking.since {
        it["effectivePeriod"] = json!({"start": since.to_string()});
    }
    Resource::from_value(it).expect("it names its type, and its fields are R4's")
}

fn person(document: &Document<'_>, with: &Writing<'_>) -> Value {
    let mut patient = json!({"resourceType": "Patient", "id": with.patient});
    if let Some(name) = document.person.name.as_deref().map(super::parts::cleaned) {
        patient["name"] = json!([{"text": name.trim()}]);
    }
    if let Some(born) = document.person.born {
        patient["birthDate"] = json!(born.to_string());
    }
    patient
}

fn device(document: &Document<'_>, with: &Writing<'_>) -> Value {
    serde_json::to_value(super::sharing::write_device(document.version, with)).unwrap_or_default()
}

fn sheet(sheet: &Sheet, at: &str, document: &Document<'_>, with: &Writing<'_>) -> Value {
    json!({
        "resourceType": "DocumentReference",
        "id": sheet.id.to_string(),
        "status": "current",
        "type": {"text": sheet.title},
        "subject": {"reference": format!("Patient/{}", with.patient)},
        "date": at,
        "content": [{"attachment": {
            "contentType": "application/pdf",
            "language": document.lang,
            "title": sheet.title,
            "data": BASE64_STANDARD.encode(&sheet.pdf),
        }}],
    })
}

fn section_of(section: &Section, own: &[(String, Value)], with: &Writing<'_>) -> Value {
    let mut out = json!({"title": section.title});
    let code = section.code.and_then(|what| with.codes.sendable(what));
    if let Some(code) = code {
        out["code"] = json!({"coding": [{"system": LOINC, "code": code.code}], "text": section.title});
    }
    let mut paragraphs = String::new();
    for line in &section.lines {
        paragraphs.push_str("<p>");
        paragraphs.push_str(&escaped(line));
        paragraphs.push_str("</p>");
    }
    let div = format!("<div xmlns=\"http://www.w3.org/1999/xhtml\">{paragraphs}</div>");
    out["text"] = json!({"status": "additional", "div": div});
    if own.is_empty() && section.code.is_none() {
        return out;
    }
    if own.is_empty() {
        let reason = if section.not_asked { "notasked" } else { "unavailable" };
        let display = if section.not_asked { "Not Asked" } else { "Unavailable" };
        out["emptyReason"] =
            json!({"coding": [{"system": EMPTY_REASON, "code": reason, "display": display}]});
    } else {
        let to = |(id, it): &(String, Value)| json!({"reference": format!("{}/{id}", it["resourceType"].as_str().unwrap_or_default())});
        out["entry"] = own.iter().map(to).collect();
    }
    out
}

/// Text inside XHTML. What XML cannot hold is not said.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in super::parts::cleaned(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
    out
}

/// What a document says once for all of it, or in its `fullUrl`, is not said again by each entry: common readers refuse
/// more than 250,000 bytes unpacked (`jose` does so by default).
fn lighten(resource: &mut Value) {
    let Some(fields) = resource.as_object_mut() else { return };
    for once in ["meta", "identifier", "performer"] {
        fields.remove(once);
    }
    let usual = |it: &Value| ["survey", "community"].iter().any(|one| it.to_string().contains(one));
    if fields.get("category").is_some_and(usual) {
        fields.remove("category");
    }
}

/// The ratings of one evening as one observation with a component for each scale; `None` without any.
pub fn write_evening(scores: &[Score], with: &Writing<'_>) -> Option<Resource> {
    let mut all =
        scores.iter().map(|it| serde_json::to_value(super::felt::score(it, with)).unwrap_or_default());
    let mut first = all.next()?;
    let component = |it: &Value| json!({"code": it["code"], "valueQuantity": it["valueQuantity"]});
    let components: Vec<Value> =
        core::iter::once(component(&first)).chain(all.map(|it| component(&it))).collect();
    let fields = first.as_object_mut()?;
    fields.remove("valueQuantity");
    fields.remove("extension");
    fields.insert("code".to_owned(), json!({"text": "ratings of one evening (0-10, 0 is none)"}));
    fields.insert("component".to_owned(), Value::Array(components));
    Resource::from_value(first).ok()
}

/// Takes our own extensions out, points inside the document, and leaves nothing empty.
fn tidy(value: &mut Value, inside: &BTreeMap<String, String>) {
    match value {
        Value::Array(items) => {
            for item in items.iter_mut() {
                tidy(item, inside);
            }
            items.retain(|item| !is_own(item) && !is_empty(item));
        }
        Value::Object(fields) => tidy_fields(fields, inside),
        _ => {}
    }
}

fn tidy_fields(fields: &mut Map<String, Value>, inside: &BTreeMap<String, String>) {
    if let Some(Value::String(to)) = fields.get("reference").cloned() {
        match inside.get(&to) {
            Some(here) => fields.insert("reference".to_owned(), Value::String(here.clone())),
            // What is not in the document is no use to its reader.
            None if !fields.contains_key("display") => {
                fields.clear();
                None
            }
            None => fields.remove("reference"),
        };
    }
    for (_, value) in fields.iter_mut() {
        tidy(value, inside);
    }
    fields.retain(|_, value| !is_empty(value));
}

fn is_own(value: &Value) -> bool {
    let address = value.get("url").or_else(|| value.get("system"));
    address.and_then(Value::as_str).is_some_and(|address| address.starts_with(OWN))
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.is_empty(),
        Value::Object(fields) => fields.is_empty(),
        _ => false,
    }
}
