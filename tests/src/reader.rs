//! Whoever was given a shared link: asks its server as any reader does and opens what comes with the link's own key.

use nocte_core::shlink::{Payload, Secret, open};
use nocte_core::sync::Request;
use nocte_core::sync::http::Line;
use serde_json::{Value, json};

/// What the link shows; `None` where it does not open.
///
/// # Panics
/// When the text is no link, or what came is not sealed with its key.
pub async fn read(line: &Line, shared: &Secret, passcode: Option<&str>) -> Option<Value> {
    let payload = Payload::read(shared.expose()).expect("a link");
    let request = if payload.flags.direct {
        Request::get(format!("{}?recipient=Dr", payload.url.expose()))
    } else {
        let body = json!({"recipient": "Dr", "passcode": passcode}).to_string();
        Request::post(payload.url.expose(), "application/json", body)
    };
    let reply = line.send(request).await;
    let sealed = match (reply.status(), reply.json()) {
        (Some(200), Some(manifest)) => manifest["files"][0]["embedded"].as_str()?.to_owned(),
        (Some(200), None) => String::from_utf8(reply.body().to_vec()).ok()?,
        _ => return None,
    };
    let plain = open(&sealed, &payload.key.encoded()).expect("the link's own key");
    Some(serde_json::from_slice(&plain).expect("JSON"))
}

/// The kinds of resource in a document, in order, each as often as it comes.
pub fn kinds(document: &Value) -> Vec<String> {
    let entries = document["entry"].as_array().into_iter().flatten();
    entries.filter_map(|entry| entry["resource"]["resourceType"].as_str().map(str::to_owned)).collect()
}
