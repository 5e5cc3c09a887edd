//! References to our own resources on a server that gives ids itself (write modes B and C).
//!
//! Our bodies point to `Type/<our id>` and carry the identifier beside it. Such a server has nothing of that address,
//! and one that keeps references whole refuses the entry. So a reference goes out as what the server can follow: the
//! entry's `urn:uuid:` where it is created in the same bundle, the server's own id where that is known, and else the
//! identifier alone, which is true anywhere (a logical reference, R4 2.3.0).

use super::parcel::Letter;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};

/// What our resources are called on this server, by `Type/<our id>`: only those it calls otherwise.
#[derive(Debug, Default)]
pub(super) struct Names(BTreeMap<String, String>);

impl Names {
    /// The server's id of one of ours.
    pub(super) fn learn(&mut self, kind: &str, ours: &str, theirs: &str) {
        self.0.insert(format!("{kind}/{ours}"), theirs.to_owned());
    }

    /// A frozen body as a server with its own ids gets it: with that id or none, and with references it can follow.
    /// `together` are the addresses of what is created in the same bundle. A body that is no JSON stays as it is.
    pub(super) fn addressed(&self, body: &str, id: Option<&str>, together: &BTreeSet<String>) -> String {
        let Ok(mut value) = serde_json::from_str(body) else { return body.to_owned() };
        self.follow(&mut value, together);
        let Value::Object(mut fields) = value else { return body.to_owned() };
        match id {
            Some(id) => fields.insert("id".to_owned(), Value::from(id)),
            None => fields.remove("id"),
        };
        Value::Object(fields).to_string()
    }

    fn follow(&self, value: &mut Value, together: &BTreeSet<String>) {
        match value {
            Value::Object(fields) => {
                if let Some((kind, id)) = ours(fields) {
                    let address = format!("{kind}/{id}");
                    let instead = if together.contains(&address) {
                        Some(full_url(&id))
                    } else {
                        self.0.get(&address).map(|theirs| format!("{kind}/{theirs}"))
                    };
                    match instead {
                        Some(instead) => fields.insert("reference".to_owned(), Value::from(instead)),
                        None => fields.remove("reference"),
                    };
                }
                fields.values_mut().for_each(|inner| self.follow(inner, together));
            }
            Value::Array(list) => list.iter_mut().for_each(|inner| self.follow(inner, together)),
            _ => {}
        }
    }
}

/// The address in a bundle of an entry that the server is to name.
pub(super) fn full_url(id: &str) -> String {
    format!("urn:uuid:{id}")
}

/// The addresses of letters that are created together.
pub(super) fn together<'a>(letters: impl Iterator<Item = &'a Letter>) -> BTreeSet<String> {
    letters.map(Letter::reference).collect()
}

/// Type and id, where this is a reference to one of our own: it carries the identifier beside the address.
fn ours(fields: &Map<String, Value>) -> Option<(String, String)> {
    let (kind, id) = fields.get("reference")?.as_str()?.split_once('/')?;
    let named = fields.get("identifier")?.get("value")?.as_str()?.strip_prefix("urn:uuid:")?;
    (named == id).then(|| (kind.to_owned(), id.to_owned()))
}
