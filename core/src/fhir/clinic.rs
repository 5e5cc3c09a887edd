//! The clinic's side: orders, flags, messages and answers, written by the portal and read by the phone.
//!
//! A stop has to hold whatever else is wrong with it, so from an order that is stopped or on hold, and from a
//! standing flag, no more is asked than whose and about what it is.

use super::medicine::naltrexone;
use super::parts::{Fields, fields_in, fields_of, fill, noun_of, parts_of, show, too_long};
use super::reading::ReadRefusal;
use super::resource::Resource;
use super::resources::{
    Communication, CommunicationPayload, DispenseRequest, FhirTask, Flag, MedicationRequest,
};
use super::shape::{coding, reference_words, words_only};
use super::steps;
use super::systems::{COMMUNICATION_CATEGORY, FLAG_CATEGORY, ORDER, REQUEST_CATEGORY, RXNORM};
use super::text::Text;
use super::types::extension::find;
use super::types::{Annotation, CodeableConcept, Coding, Extension, Period, Reference};
use crate::domain::clinic::{ClinicFlag, ClinicMessage, Order, OrderStatus};
use crate::domain::code::CodeTable;
use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use serde_json::Value;

/// The RxNorm codes by which a stranger's order is known to be about naltrexone: the ingredient and the 50 mg
/// tablet. Read only, never sent from here; a test holds them to the table of codes.
pub const NALTREXONE_CODES: [&str; 2] = ["7243", "1483744"];

/// An order as a `MedicationRequest` with `intent` *order*. In milligrams only (`safety.md` 25).
pub fn write_order(id: &str, patient: &str, order: &Order, codes: &CodeTable) -> Resource {
    let mut fields = fields_of(order);
    for carried in ["status", "on", "start", "steps", "stop_after"] {
        fields.remove(carried);
    }
    let requester = show(&mut fields, "by");
    let note = show(&mut fields, "note");
    let before = order.replaces.as_deref().filter(|id| steps::is_id(id));
    if before.is_some() {
        fields.remove("replaces");
    }
    let day = |date: Option<NaiveDate>| date.map(|date| Text::from(date.to_string()));
    let validity = Period { start: day(order.start), end: day(order.stop_after), ..Period::default() };
    MedicationRequest {
        id: Some(id.into()),
        status: Some(Text::fixed(match order.status {
            OrderStatus::Active => "active",
            OrderStatus::OnHold => "on-hold",
            OrderStatus::Stopped => "stopped",
        })),
        intent: Some(Text::fixed("order")),
        category: vec![CodeableConcept {
            coding: vec![coding(REQUEST_CATEGORY, "community", Some("Community"))],
            ..CodeableConcept::default()
        }],
        medication_codeable_concept: Some(naltrexone(None, codes)),
        subject: Some(Reference::to("Patient", patient)),
        authored_on: Some(order.on.to_string().into()),
        requester: requester.map(|name| Reference { display: Some(name), ..Reference::default() }),
        note: note.into_iter().map(|text| Annotation { text: Some(text), ..Annotation::default() }).collect(),
        dosage_instruction: steps::write(&order.steps),
        dispense_request: (validity != Period::default())
            .then(|| DispenseRequest { validity_period: Some(validity), ..DispenseRequest::default() }),
        prior_prescription: before.map(|id| Reference::to("MedicationRequest", id)),
        extension: exact(&fields),
        ..MedicationRequest::default()
    }
    .into()
}

/// The order a request is; `None` when it is another medicine's, a draft, or has run its course.
pub(super) fn read_order(it: &MedicationRequest) -> Result<Option<Order>, ReadRefusal> {
    let status = match it.status.as_deref() {
        Some("active") => OrderStatus::Active,
        Some("on-hold") => OrderStatus::OnHold,
        // Withdrawn before or after it was followed: until the patient has looked, nothing is taken by it.
        Some("stopped" | "cancelled" | "entered-in-error") => OrderStatus::Stopped,
        Some("completed" | "draft" | "unknown") => return Ok(None),
        _ => return Err(ReadRefusal::Field("status")),
    };
    if !is_naltrexone(it)? {
        return Ok(None);
    }
    let parts = find(&it.extension, ORDER).map(|parts| fields_in(&parts.extension)).transpose();
    if status == OrderStatus::Active {
        return whole(it, status, parts?.unwrap_or_default()).map(Some);
    }
    let parts = parts.ok().flatten().unwrap_or_default();
    Ok(Some(whole(it, status, parts).unwrap_or_else(|_| bare(it, status))))
}

/// A stop or hold of which nothing else could be read.
fn bare(it: &MedicationRequest, status: OrderStatus) -> Order {
    Order {
        status,
        by: by(it.requester.as_ref()).filter(|by| !too_long(by)).unwrap_or_default(),
        on: signed_on(it).unwrap_or_default(),
        start: None,
        steps: Vec::new(),
        cap: None,
        stop_after: None,
        saw: None,
        replaces: None,
        note: None,
    }
}

fn whole(it: &MedicationRequest, status: OrderStatus, mut fields: Fields) -> Result<Order, ReadRefusal> {
    let steps = steps::read(&it.dosage_instruction)?;
    fields.insert("status".to_owned(), serde_json::to_value(status).unwrap_or_default());
    fields.insert("steps".to_owned(), steps.iter().map(|step| Value::Object(fields_of(step))).collect());
    fill(&mut fields, "by", by(it.requester.as_ref()).ok_or(ReadRefusal::Field("requester"))?);
    fill(&mut fields, "on", signed_on(it).ok_or(ReadRefusal::Field("authoredOn"))?.to_string());
    let validity = it.dispense_request.as_ref().and_then(|request| request.validity_period.as_ref());
    let end = |text: Option<&Text>| match text {
        Some(text) => day(text).map(|day| Some(day.to_string())).ok_or(ReadRefusal::Field("dispenseRequest")),
        None => Ok(None),
    };
    if let Some(start) = end(validity.and_then(|period| period.start.as_ref()))? {
        fill(&mut fields, "start", start);
    }
    if let Some(stop) = end(validity.and_then(|period| period.end.as_ref()))? {
        fill(&mut fields, "stop_after", stop);
    }
    if let Some(note) = it.note.iter().find_map(|note| note.text.as_deref()) {
        fill(&mut fields, "note", note);
    }
    if let Some(before) = it.prior_prescription.as_ref().and_then(|prior| prior.id_of("MedicationRequest")) {
        fill(&mut fields, "replaces", before);
    }
    noun_of(fields)
}

fn by(who: Option<&Reference>) -> Option<String> {
    who.and_then(reference_words).map(str::to_owned)
}

fn signed_on(it: &MedicationRequest) -> Option<NaiveDate> {
    day(it.authored_on.as_ref()?)
}

/// The day of a date or an instant, as it is written.
fn day(text: &str) -> Option<NaiveDate> {
    text.get(..10)?.parse().ok()
}

/// Whether a request is about naltrexone. One that names its medicine only by a reference cannot be judged.
fn is_naltrexone(it: &MedicationRequest) -> Result<bool, ReadRefusal> {
    let names_it = |text: &str| {
        let text = text.to_lowercase();
        text.contains("naltrexon") && !text.contains("methylnaltrexon")
    };
    if find(&it.extension, ORDER).is_some() {
        return Ok(true);
    }
    if let Some(concept) = &it.medication_codeable_concept {
        let coded = |coding: &Coding| coding.display.as_deref().is_some_and(names_it);
        let coded_so = |coding: &Coding| {
            coding.system.as_deref() == Some(RXNORM)
                && coding.code.as_deref().is_some_and(|code| NALTREXONE_CODES.contains(&code))
        };
        return Ok(concept.coding.iter().any(coded_so)
            || concept.text.as_deref().is_some_and(names_it)
            || concept.coding.iter().any(coded));
    }
    let named = it.medication_reference.as_ref().and_then(|medicine| medicine.display.as_deref());
    named.map(names_it).ok_or(ReadRefusal::UnknownMedicine)
}

/// A standing warning as a `Flag`.
pub fn write_flag(id: &str, patient: &str, flag: &ClinicFlag) -> Resource {
    let mut fields = fields_of(flag);
    for carried in ["active", "from", "until"] {
        fields.remove(carried);
    }
    let day = |date: Option<NaiveDate>| date.map(|date| Text::from(date.to_string()));
    let period = Period { start: day(flag.from), end: day(flag.until), ..Period::default() };
    let (text, by) = (show(&mut fields, "text"), show(&mut fields, "by"));
    Flag {
        id: Some(id.into()),
        status: Some(Text::fixed(if flag.active { "active" } else { "inactive" })),
        category: vec![CodeableConcept {
            coding: vec![coding(FLAG_CATEGORY, "drug", Some("Drug"))],
            ..CodeableConcept::default()
        }],
        code: Some(CodeableConcept { text, ..CodeableConcept::default() }),
        subject: Some(Reference::to("Patient", patient)),
        period: (period != Period::default()).then_some(period),
        author: by.map(|name| Reference { display: Some(name), ..Reference::default() }),
        extension: exact(&fields),
        ..Flag::default()
    }
    .into()
}

/// What R4's own fields do not hold, if anything.
fn exact(fields: &Fields) -> Vec<Extension> {
    let parts = parts_of(fields);
    if parts.is_empty() { Vec::new() } else { vec![Extension::of(ORDER, parts)] }
}

fn kept(extensions: &[Extension]) -> Fields {
    find(extensions, ORDER).and_then(|parts| fields_in(&parts.extension).ok()).unwrap_or_default()
}

/// Categories of flags that never concern a medicine, unless their words name it.
const OTHER_FLAGS: [&str; 7] =
    ["diet", "lab", "admin", "contact", "behavioral", "research", "advance-directive"];

/// The warning a flag is; `None` when it is about something else.
pub(super) fn read_flag(it: &Flag) -> Option<ClinicFlag> {
    let fields = kept(&it.extension);
    let exact = |name: &str| fields.get(name).and_then(Value::as_str).map(str::to_owned);
    let words = it.code.as_ref().and_then(CodeableConcept::words).unwrap_or_default();
    let text = exact("text").unwrap_or_else(|| words.to_owned());
    let elsewhere = |category: &CodeableConcept| {
        category.code_in(FLAG_CATEGORY).is_some_and(|code| OTHER_FLAGS.contains(&code))
    };
    let lower = text.to_lowercase();
    let named =
        lower.contains("naltrexon") || lower.split(|c: char| !c.is_alphanumeric()).any(|word| word == "ldn");
    if !named && !it.category.is_empty() && it.category.iter().all(elsewhere) {
        return None;
    }
    let shorten = |text: String| if too_long(&text) { String::new() } else { text };
    let period = it.period.as_ref();
    Some(ClinicFlag {
        active: it.status.as_deref() == Some("active"),
        by: shorten(exact("by").or_else(|| by(it.author.as_ref())).unwrap_or_default()),
        text: shorten(text),
        from: period.and_then(|period| day(period.start.as_ref()?)),
        until: period.and_then(|period| day(period.end.as_ref()?)),
    })
}

/// Words to the patient as a `Communication`.
pub fn write_message(id: &str, patient: &str, message: &ClinicMessage) -> Resource {
    let mut fields = fields_of(message);
    fields.remove("sent");
    let (text, by) = (show(&mut fields, "text"), show(&mut fields, "by"));
    let patient = Reference::to("Patient", patient);
    Communication {
        id: Some(id.into()),
        status: Some(Text::fixed("completed")),
        category: vec![CodeableConcept {
            coding: vec![coding(COMMUNICATION_CATEGORY, "instruction", Some("Instruction"))],
            ..CodeableConcept::default()
        }],
        subject: Some(patient.clone()),
        sent: message.sent.map(|at| at.to_rfc3339_opts(SecondsFormat::AutoSi, true).into()),
        recipient: vec![patient],
        sender: by.map(|name| Reference { display: Some(name), ..Reference::default() }),
        payload: vec![CommunicationPayload { content_string: text, ..CommunicationPayload::default() }],
        extension: exact(&fields),
        ..Communication::default()
    }
    .into()
}

/// The message a communication is; `None` for one from the patient, or one that never was sent.
pub(super) fn read_message(it: &Communication) -> Result<Option<ClinicMessage>, ReadRefusal> {
    let from_patient = it.sender.as_ref().is_some_and(|sender| sender.id_of("Patient").is_some());
    if from_patient || !matches!(it.status.as_deref(), Some("completed" | "in-progress")) {
        return Ok(None);
    }
    let mut fields = kept(&it.extension);
    let words: Vec<&str> = it.payload.iter().filter_map(|piece| piece.content_string.as_deref()).collect();
    fill(&mut fields, "text", words.join("\n"));
    fill(&mut fields, "by", by(it.sender.as_ref()).unwrap_or_default());
    if let Some(sent) = &it.sent {
        let at = DateTime::parse_from_rfc3339(sent).map_err(|_| ReadRefusal::Field("sent"))?;
        fill(&mut fields, "sent", at.with_timezone(&Utc).to_rfc3339_opts(SecondsFormat::AutoSi, true));
    }
    noun_of(fields).map(Some)
}

/// A task's words for its state, by the clinic.
pub(super) fn state_words(task: &mut FhirTask, words: &'static str) {
    task.business_status = Some(words_only(words));
}
