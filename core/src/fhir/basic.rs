//! Facts R4 has no resource for: a `Basic` with a code of our own and the fact in typed parts.

use super::parts::{Fields, fields_in, fields_of, fill, noun_of, parts_of};
use super::reading::ReadRefusal;
use super::resource::Resource;
use super::resources::Basic;
use super::shape::{Source, day_of, identifiers, meta, own_concept, patient};
use super::systems::{FACT, FACT_KIND};
use super::types::Extension;
use super::types::extension::find;
use super::writing::Writing;
use crate::domain::fact::Fact;
use serde_json::Value;

/// A fact as a `Basic`.
pub(super) fn write(fact: &Fact, with: &Writing<'_>) -> Resource {
    let mut fields = fields_of(fact);
    fields.remove("id");
    let kind = match fields.remove("fact") {
        Some(Value::String(kind)) => kind,
        _ => String::new(),
    };
    Basic {
        id: Some(fact.id().to_string().into()),
        meta: Some(meta(with)),
        identifier: identifiers(fact.id()),
        code: Some(own_concept(FACT_KIND, &kind, &kind.replace('_', " "))),
        subject: Some(patient(with)),
        created: Some(day_of(fact.stamp()).into()),
        author: Some(patient(with)),
        extension: vec![Extension::of(FACT, parts_of(&fields))],
        ..Basic::default()
    }
    .into()
}

/// The fact a `Basic` holds; `None` when it is another program's.
pub(super) fn read(it: &Basic) -> Result<Option<Fact>, ReadRefusal> {
    let kind = it.code.as_ref().and_then(|code| code.code_in(FACT_KIND));
    let (Some(kind), Some(parts)) = (kind, find(&it.extension, FACT)) else { return Ok(None) };
    let mut fields = fields_in(&parts.extension)?;
    fields.insert("id".to_owned(), Value::String(it.fact_id()?.to_string()));
    fields.insert("fact".to_owned(), Value::String(kind.to_owned()));
    fill_lists(kind, &mut fields);
    noun_of(fields).map(Some)
}

/// Lists that may be empty: FHIR has no empty list, so they were left out.
fn fill_lists(kind: &str, fields: &mut Fields) {
    if kind == "bottle" {
        fill(fields, "tablets", Value::Array(Vec::new()));
    }
    if let ("setting", Some(Value::Object(choice))) = (kind, fields.get_mut("choice"))
        && choice.get("set").and_then(Value::as_str) == Some("capsules")
    {
        fill(choice, "strengths", Value::Array(Vec::new()));
    }
}
