//! How far a move is, as the server itself keeps it: a `Basic` in each transaction, which says what was taken before it.

use super::cut::Version;
use super::{Engine, EngineError};
use crate::store::replay::Line;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

/// The id of the one resource of ours there.
pub(super) const ID: &str = "nocte-replay";

/// What its identifier is of.
const SYSTEM: &str = "https://nocte.example/fhir/replay";

/// A place in a move.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Mark {
    /// What the source was when it began.
    pub(super) source: Vec<u8>,
    /// The key of the last version that is known to be there; empty before the first. More may be there.
    pub(super) after: Line,
    /// All are there.
    pub(super) ended: bool,
}

impl Mark {
    /// Before the first version.
    pub(super) fn first(source: Vec<u8>) -> Self {
        Self { source, after: Vec::new(), ended: false }
    }

    /// As it is sent.
    pub(super) fn version(&self) -> Version {
        let text = URL_SAFE_NO_PAD.encode(serde_json::to_vec(self).unwrap_or_default());
        let body = json!({
            "resourceType": "Basic", "id": ID,
            "identifier": [{"system": SYSTEM, "value": text}],
            "code": {"text": "How far a move from a Nocte portal has come"}
        });
        Version { key: Vec::new(), kind: "Basic".to_owned(), id: ID.to_owned(), body: body.to_string() }
    }

    fn of(resource: &Value) -> Option<Self> {
        let text = resource.get("identifier")?.get(0)?.get("value")?.as_str()?;
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(text).ok()?).ok()
    }
}

impl Engine {
    /// The mark of a move that has begun.
    pub(super) async fn mark(&self) -> Result<Option<Mark>, EngineError> {
        match self.read(&format!("Basic/{ID}")).await? {
            None => Ok(None),
            Some(resource) => Mark::of(&resource).map(Some).ok_or(EngineError::Occupied),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::replay::Cell;

    #[test]
    fn a_mark_comes_back_and_nonsense_does_not() {
        let after = vec![Cell::Text("0192f0c4".to_owned()), Cell::Number(7)];
        let mark = Mark { source: vec![1, 2, 3], after, ended: false };
        let sent: Value = serde_json::from_str(&mark.version().body).expect("JSON");
        assert!(Mark::of(&sent).is_some_and(|back| back == mark));
        for other in [json!({}), json!({"identifier": []}), json!({"identifier": [{"value": "e30"}]})] {
            assert!(Mark::of(&other).is_none());
        }
    }
}
