//! A resource that is to be written: canonical text, its hash, and what is searched by.

use super::index::Index;
use super::told::Trace;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};

/// A body ready to be stored. Its text is personal: no `Debug`.
#[derive(Clone)]
pub struct Draft {
    /// The resource type.
    pub kind: String,
    /// The resource id.
    pub id: String,
    /// Canonical text: type, id and `meta` first, without `versionId` and `lastUpdated`.
    pub body: String,
    /// SHA-256 of the text: equal hashes are the same version.
    pub sha: [u8; 32],
    /// What is searched by.
    pub index: Index,
    /// What a line of the worklist keeps of it.
    pub trace: Trace,
    /// The parsed body, for whoever judges it.
    pub value: Value,
}

impl Draft {
    /// From a parsed body. `kind` and `id` win over what the body says; callers have compared them before.
    pub fn new(kind: &str, id: &str, value: Value) -> Self {
        let Value::Object(mut fields) = value else {
            return Self::new(kind, id, Value::Object(Map::new()));
        };
        fields.remove("resourceType");
        fields.remove("id");
        let mut meta = match fields.remove("meta") {
            Some(Value::Object(meta)) => meta,
            _ => Map::new(),
        };
        meta.remove("versionId");
        meta.remove("lastUpdated");
        let mut body = String::with_capacity(1024);
        for part in ["{\"resourceType\":\"", kind, "\",\"id\":\"", id, "\",\"meta\":"] {
            body.push_str(part);
        }
        let meta = Value::Object(meta);
        body.push_str(&meta.to_string());
        for (name, field) in &fields {
            body.push(',');
            body.push_str(&Value::String(name.clone()).to_string());
            body.push(':');
            body.push_str(&field.to_string());
        }
        body.push('}');
        let sha = Sha256::digest(body.as_bytes()).into();
        let index = Index::of(kind, &fields);
        let trace = Trace::of(kind, &body);
        fields.insert("meta".to_owned(), meta);
        Self {
            kind: kind.to_owned(),
            id: id.to_owned(),
            body,
            sha,
            index,
            trace,
            value: Value::Object(fields),
        }
    }
}
