//! Reading back by id: many in one batch where the server takes batches of reads, one by one where it does not.

use super::cut::Version;
use super::send::Patience;
use super::wire::Answer;
use super::{Engine, EngineError};
use axum::http::Method;
use bytes::Bytes;
use serde_json::{Value, json};

impl Engine {
    /// Whether it is a server for FHIR R4.
    pub(super) async fn is_r4(&self) -> Result<(), EngineError> {
        // A mistyped name is told of soon; later on a server is known, and waited for.
        let statement = self.read_within("metadata", self.patience.shortly()).await?;
        let statement = statement.ok_or(EngineError::NotR4("it has no metadata"))?;
        let version = statement["fhirVersion"].as_str().unwrap_or_default();
        if version.starts_with("4.0") {
            Ok(())
        } else {
            Err(EngineError::NotR4("metadata names another version"))
        }
    }

    /// What stands under a path; nothing when nothing does.
    pub(super) async fn read(&self, path: &str) -> Result<Option<Value>, EngineError> {
        self.read_within(path, self.patience).await
    }

    async fn read_within(&self, path: &str, patience: Patience) -> Result<Option<Value>, EngineError> {
        let mut tries = patience.begin();
        loop {
            let answer = self.wire.ask(Method::GET, path, Bytes::new()).await;
            let lost = answer.as_ref().err().copied().unwrap_or_default();
            match answer.as_ref().ok().map(|answer| answer.status) {
                Some(200) => {
                    let value = answer.ok().and_then(|answer| serde_json::from_slice(&answer.body).ok());
                    // A page of somebody's network in the server's place is no resource.
                    if let Some(value @ Value::Object(_)) = value {
                        return Ok(Some(value));
                    }
                }
                Some(404 | 410) => return Ok(None),
                Some(status @ (401 | 403)) => return Err(EngineError::Forbidden(status)),
                Some(status @ (301 | 308 | 400..=407 | 411..=424 | 426..=428 | 501)) => {
                    return Err(EngineError::Refused { kind: "GET".to_owned(), id: path.to_owned(), status });
                }
                _ => {}
            }
            tries.wait(None, lost).await?;
        }
    }

    /// The current versions of these resources, in their order.
    pub(super) async fn read_all(&self, wanted: &[Version]) -> Result<Vec<Option<Value>>, EngineError> {
        let names: Vec<String> =
            wanted.iter().map(|version| format!("{}/{}", version.kind, version.id)).collect();
        if names.len() > 1
            && let Some(found) = self.batch(&names).await
        {
            return Ok(found);
        }
        let mut found = Vec::with_capacity(names.len());
        for name in &names {
            found.push(self.read(name).await?);
        }
        Ok(found)
    }

    /// All of them in one batch; nothing when the answer is not one to every entry.
    async fn batch(&self, names: &[String]) -> Option<Vec<Option<Value>>> {
        let entries: Vec<Value> =
            names.iter().map(|name| json!({"request": {"method": "GET", "url": name}})).collect();
        let body = json!({"resourceType": "Bundle", "type": "batch", "entry": entries}).to_string();
        let answer: Answer = self.wire.ask(Method::POST, "", body.into()).await.ok()?;
        let bundle: Value = serde_json::from_slice(&answer.body).ok().filter(|_| answer.status == 200)?;
        let entries = bundle["entry"].as_array().filter(|entries| entries.len() == names.len())?;
        let mut found = Vec::with_capacity(entries.len());
        for (entry, name) in entries.iter().zip(names) {
            let resource = &entry["resource"];
            let own = format!("{}/{}", text(resource, "resourceType"), text(resource, "id"));
            let status = entry.pointer("/response/status").and_then(Value::as_str).unwrap_or_default();
            match status.get(..3) {
                Some("200") if own == *name => found.push(Some(resource.clone())),
                Some("404" | "410") => found.push(None),
                _ => return None,
            }
        }
        Some(found)
    }

    /// How many versions of a resource the server keeps; nothing when it keeps none to be asked for.
    pub(super) async fn versions(&self, kind: &str, id: &str) -> Result<Option<u64>, EngineError> {
        let mut path = format!("{kind}/{id}/_history?_count=200");
        let mut counted = 0_u64;
        // A server whose pages lead in a circle is not followed for ever.
        for _ in 0..1000 {
            let page = match self.read(&path).await {
                Ok(Some(page)) => page,
                Ok(None) | Err(EngineError::Refused { .. }) => return Ok(None),
                Err(error) => return Err(error),
            };
            let entries = page["entry"].as_array().map_or(0, Vec::len) as u64;
            counted += entries;
            let total = page["total"].as_u64().unwrap_or(0);
            let links = page["link"].as_array().map_or(&[][..], Vec::as_slice);
            let next =
                links.iter().find(|link| link["relation"] == "next").and_then(|link| link["url"].as_str());
            // A missing `next` is not the end when `total` is larger, but then the number is known.
            match next.and_then(|url| self.base.leads_below(url)) {
                Some(next) if entries > 0 => path = next.to_owned(),
                _ => return Ok(Some(counted.max(total))),
            }
        }
        Ok(Some(counted))
    }
}

fn text<'a>(resource: &'a Value, name: &str) -> &'a str {
    resource[name].as_str().unwrap_or_default()
}
