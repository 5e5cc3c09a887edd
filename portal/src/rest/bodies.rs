//! Bundles that go out, put together from texts: a stored body is never parsed to be sent.

use super::params::Params;
use crate::store::{Found, Stored};
use serde_json::{Value, json};

/// A link's relation and address.
pub(crate) type Link = (&'static str, String);

/// The address of a search or history with these parameters.
pub(crate) fn address(base: &str, path: &str, params: &Params) -> String {
    let query = params.to_text();
    if query.is_empty() { format!("{base}/{path}") } else { format!("{base}/{path}?{query}") }
}

/// The same parameters with this cursor.
pub(crate) fn with_cursor(params: &Params, name: &str, cursor: String) -> Params {
    let mut pairs: Vec<_> =
        params.0.iter().filter(|(one, _)| one != "_cursor" && one != name).cloned().collect();
    pairs.push((name.to_owned(), cursor));
    Params(pairs)
}

/// A Bundle of this type. `total` only when it was counted.
pub(crate) fn bundle(kind: &str, links: &[Link], total: Option<u64>, entries: &[String]) -> String {
    let size: usize = entries.iter().map(String::len).sum();
    let mut text = String::with_capacity(size + entries.len() + 512);
    text.push_str("{\"resourceType\":\"Bundle\",\"type\":\"");
    text.push_str(kind);
    text.push('"');
    if let Some(total) = total {
        text.push_str(",\"total\":");
        text.push_str(&total.to_string());
    }
    if !links.is_empty() {
        let links: Vec<Value> =
            links.iter().map(|(relation, url)| json!({"relation": relation, "url": url})).collect();
        text.push_str(",\"link\":");
        text.push_str(&Value::Array(links).to_string());
    }
    if !entries.is_empty() {
        text.push_str(",\"entry\":[");
        text.push_str(&entries.join(","));
        text.push(']');
    }
    text.push('}');
    text
}

/// An entry of a searchset.
pub(crate) fn matched(base: &str, stored: &Stored) -> String {
    format!(
        "{{\"fullUrl\":\"{base}/{}/{}\",\"resource\":{},\"search\":{{\"mode\":\"match\"}}}}",
        stored.kind,
        stored.id,
        stored.json()
    )
}

/// An entry of a history.
pub(crate) fn past(base: &str, stored: &Stored) -> String {
    let method = if stored.version == 1 { "POST" } else { "PUT" };
    let status = if stored.version == 1 { "201" } else { "200" };
    let (kind, id) = (&stored.kind, &stored.id);
    let url = if stored.version == 1 { kind.clone() } else { format!("{kind}/{id}") };
    format!(
        "{{\"fullUrl\":\"{base}/{kind}/{id}\",\"resource\":{},\"request\":{{\"method\":\"{method}\",\"url\":\"{url}\"}},\
         \"response\":{{\"status\":\"{status}\",\"etag\":\"W/\\\"{}\\\"\",\"lastModified\":\"{}\"}}}}",
        stored.json(),
        stored.version,
        stored.updated()
    )
}

/// A page of a history, with the link `next` when there is more and `latest` where the next poll begins.
pub(crate) fn history(base: &str, path: &str, params: &Params, found: &Found) -> String {
    let mut links = vec![("self", address(base, path, params))];
    if let Some(next) = found.next {
        let params = with_cursor(params, "_since", next.to_text());
        links.push(("next", address(base, path, &params)));
    }
    if let (None, Some(latest)) = (found.next, found.latest) {
        let params = with_cursor(params, "_since", latest.to_text());
        links.push(("latest", address(base, path, &params)));
    }
    let entries: Vec<String> = found.entries.iter().map(|stored| past(base, stored)).collect();
    bundle("history", &links, None, &entries)
}
