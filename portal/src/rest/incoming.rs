//! From the bytes of a body to a draft that may be written.

use super::kinds::Kind;
use super::outcome::Problem;
use super::shape;
use crate::limits::Limits;
use crate::store::Draft;
use nocte_core::fhir::Resource;
use serde_json::{Map, Value};

/// Parses JSON no deeper than the limit. Numbers keep their text.
pub(crate) fn parse(bytes: &[u8], limits: &Limits) -> Result<Value, Problem> {
    if !limits.is_shallow(bytes) {
        return Err(Problem::new(400, "too-costly", "the body is nested too deeply"));
    }
    serde_json::from_slice(bytes).map_err(|_| Problem::malformed("the body is no JSON"))
}

/// A resource for `kind` and `id` as the URL names them; `id` is `None` when the server gives one.
pub(crate) fn draft(
    kind: &'static Kind,
    id: Option<&str>,
    minted: &str,
    value: Value,
    patient: &str,
) -> Result<Draft, Problem> {
    let Value::Object(fields) = value else {
        return Err(Problem::malformed("a resource is a JSON object"));
    };
    let named = fields.get("resourceType").and_then(Value::as_str);
    if named != Some(kind.name) {
        return Err(Problem::new(400, "invalid", "the body's resourceType is not the URL's"));
    }
    if let Some(id) = id
        && fields.get("id").and_then(Value::as_str) != Some(id)
    {
        return Err(Problem::new(400, "invalid", "the body's id is not the URL's"));
    }
    shape::check(kind, &fields, patient)?;
    // The types that the phone writes with read it too: what they cannot read would be lost on the way back.
    if Resource::from_value(Value::Object(fields.clone())).is_err() {
        return Err(Problem::new(422, "structure", "an element has another type than R4 gives it"));
    }
    Ok(Draft::new(kind.name, id.unwrap_or(minted), Value::Object(fields)))
}

/// Replaces references to `from` by `to`, at any depth.
pub(crate) fn rename_references(value: &mut Value, names: &Map<String, Value>) {
    match value {
        Value::Object(fields) => {
            for (name, field) in fields {
                let renamed = field.as_str().filter(|_| name == "reference").and_then(|text| names.get(text));
                match renamed {
                    Some(to) => *field = to.clone(),
                    None => rename_references(field, names),
                }
            }
        }
        Value::Array(list) => list.iter_mut().for_each(|one| rename_references(one, names)),
        _ => {}
    }
}
