//! A FHIR server in memory, with a hook that may answer in its place.

use crate::desk::{BASE, PATIENT, Server, outcome, statement};
use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use flate2::read::GzDecoder;
use nocte_core::sync::{Headers, Method, Reply, Request};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::io::Read;

type Hook<'a> = Box<dyn FnMut(&Request, &mut Model) -> Option<Reply> + 'a>;

/// What is stored of one resource.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Kept {
    pub versions: u32,
    pub updated: DateTime<Utc>,
    pub body: Value,
}

/// The server itself.
#[derive(Debug, Clone)]
pub(crate) struct Model {
    pub kept: BTreeMap<(String, String), Kept>,
    pub statement: Value,
    pub log: Vec<String>,
    pub takes_gzip: bool,
    /// Ids that it refuses with 422.
    pub poison: Vec<String>,
    /// Answers to entries say nothing but their status.
    pub terse: bool,
    /// How pages are given.
    pub paging: Paging,
    now: DateTime<Utc>,
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Paging {
    /// With `next` links.
    Links,
    /// Never more than this many, with `total`, without a link (Medplum's router).
    Short(usize),
    /// The same, and deaf to `_lastUpdated` too.
    OffsetOnly(usize),
}

/// The server behind a hook.
pub(crate) struct Planted<'a> {
    pub model: Model,
    pub hook: Hook<'a>,
}

impl<'a> Planted<'a> {
    pub(crate) fn new() -> Self {
        Self::with(|_, _| None)
    }

    pub(crate) fn with(hook: impl FnMut(&Request, &mut Model) -> Option<Reply> + 'a) -> Self {
        Self { model: Model::new(), hook: Box::new(hook) }
    }
}

impl Server for Planted<'_> {
    fn answer(&mut self, request: &Request, now: DateTime<Utc>) -> Reply {
        self.model.now = now;
        let path = request.url.strip_prefix(BASE).unwrap_or(&request.url).to_owned();
        self.model.log.push(format!("{} {path}", request.method.text()));
        (self.hook)(request, &mut self.model).unwrap_or_else(|| self.model.serve(request))
    }
}

/// Is this a write of entries: a transaction, a PUT, or a POST of one resource?
pub(crate) fn is_write(request: &Request) -> bool {
    match request.method {
        Method::Get => false,
        Method::Put => true,
        Method::Post => !is_poll(request) && request.url.starts_with(BASE),
    }
}

/// Is this the batch of first pages?
pub(crate) fn is_poll(request: &Request) -> bool {
    request.url == BASE && request.headers.get("Prefer") == Some("handling=strict")
}

pub(crate) fn is_bundle(request: &Request) -> bool {
    request.url == BASE && !is_poll(request)
}

pub(crate) fn fhir(status: u16, body: impl Into<Vec<u8>>) -> Reply {
    let headers = Headers::new().with("Content-Type", "application/fhir+json");
    Reply::Answer { status, headers, body: body.into() }
}

impl Model {
    pub(crate) fn new() -> Self {
        Self {
            kept: BTreeMap::new(),
            statement: statement(),
            log: Vec::new(),
            takes_gzip: true,
            poison: Vec::new(),
            terse: false,
            paging: Paging::Links,
            now: crate::desk::start(),
        }
    }

    pub(crate) fn serve(&mut self, request: &Request) -> Reply {
        let Some(path) = request.url.strip_prefix(BASE) else { return fhir(404, outcome("not-found")) };
        let path = path.trim_start_matches('/').to_owned();
        let mut body = request.body.clone().unwrap_or_default();
        if request.headers.get("content-encoding") == Some("gzip") {
            if !self.takes_gzip {
                return fhir(400, outcome("invalid"));
            }
            let mut plain = Vec::new();
            GzDecoder::new(body.as_slice()).read_to_end(&mut plain).expect("well packed");
            body = plain;
        }
        let body: Value = serde_json::from_slice(&body).unwrap_or(Value::Null);
        match request.method {
            Method::Get if path == "metadata" => fhir(200, self.statement.to_string()),
            Method::Get => self.get(&path),
            Method::Post if path.is_empty() => self.bundle(&body),
            Method::Post => self.create(&path, body, request.headers.get("If-None-Exist")),
            Method::Put => self.put(&path, body, request.headers.get("If-Match")),
        }
    }

    fn get(&self, path: &str) -> Reply {
        if let Some((kind, query)) = path.split_once('?') {
            return fhir(200, self.search(kind, query).to_string());
        }
        let (kind, id) = path.split_once('/').expect("a read names type and id");
        match self.kept.get(&(kind.to_owned(), id.to_owned())) {
            Some(kept) => fhir(200, kept.body.to_string()),
            None => fhir(404, outcome("not-found")),
        }
    }

    fn search(&self, kind: &str, query: &str) -> Value {
        let pairs: Vec<(String, String)> = query
            .split('&')
            .filter_map(|pair| pair.split_once('='))
            .map(|(name, value)| {
                (
                    name.to_owned(),
                    value.replace("%2F", "/").replace("%3A", ":").replace("%7C", "|").replace("%2C", ","),
                )
            })
            .collect();
        let one = |name: &str| pairs.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str());
        let since: Option<DateTime<Utc>> = one("_lastUpdated")
            .filter(|_| !matches!(self.paging, Paging::OffsetOnly(_)))
            .map(|value| value.trim_start_matches("ge").parse().expect("an instant"));
        let identifier =
            one("identifier").and_then(|value| value.split_once('|')).map(|(_, value)| value.to_owned());
        let ids: Option<Vec<&str>> = one("_id").map(|ids| ids.split(',').collect());
        let mut found: Vec<&Kept> = self
            .kept
            .iter()
            .filter(|((own, id), _)| own == kind && ids.as_ref().is_none_or(|ids| ids.contains(&id.as_str())))
            .map(|(_, kept)| kept)
            .filter(|kept| since.is_none_or(|since| kept.updated >= since))
            .filter(|kept| {
                identifier.as_ref().is_none_or(|wanted| kept.body["identifier"][0]["value"] == **wanted)
            })
            .collect();
        found.sort_by_key(|kept| kept.updated);
        let total = found.len();
        if one("_summary") == Some("count") {
            return json!({"resourceType": "Bundle", "type": "searchset", "total": total});
        }
        let asked = one("_count").map_or(20, |count| count.parse().expect("a number"));
        let offset: usize = one("_offset").map_or(0, |offset| offset.parse().expect("a number"));
        let (count, links) = match self.paging {
            Paging::Links => (asked, true),
            Paging::Short(most) | Paging::OffsetOnly(most) => (asked.min(most), false),
        };
        let entries: Vec<Value> = found
            .iter()
            .skip(offset)
            .take(count)
            .map(|kept| json!({"resource": kept.body, "search": {"mode": "match"}}))
            .collect();
        let mut link = vec![json!({"relation": "self", "url": format!("{BASE}/{kind}?{query}")})];
        if links && offset + count < total {
            let rest: Vec<&str> = query.split('&').filter(|pair| !pair.starts_with("_offset")).collect();
            link.push(json!({"relation": "next", "url": format!("{BASE}/{kind}?{}&_offset={}", rest.join("&"), offset + count)}));
        }
        let mut set = json!({"resourceType": "Bundle", "type": "searchset", "link": link, "entry": entries});
        if !links {
            set["total"] = json!(total);
        }
        set
    }

    fn bundle(&mut self, body: &Value) -> Reply {
        let transaction = body["type"] == "transaction";
        let entries = body["entry"].as_array().cloned().unwrap_or_default();
        let before = self.clone();
        let mut answers = Vec::new();
        for entry in entries {
            let request = &entry["request"];
            let url = request["url"].as_str().unwrap_or_default().to_owned();
            let reply = match request["method"].as_str() {
                Some("GET") => self.get(&url),
                Some("PUT") => self.put(&url, entry["resource"].clone(), request["ifMatch"].as_str()),
                _ => self.create(&url, entry["resource"].clone(), request["ifNoneExist"].as_str()),
            };
            let status = reply.status().unwrap_or_default();
            if transaction && status >= 400 {
                *self = before;
                return fhir(400, outcome("processing"));
            }
            let mut response = json!({"status": status.to_string()});
            if !self.terse
                && let (Some(etag), Some(location)) = (reply.header("etag"), reply.header("location"))
            {
                response["etag"] = json!(etag);
                response["location"] = json!(location);
            }
            let mut answer = json!({"response": response});
            if request["method"] == "GET" {
                answer["resource"] = reply.fhir().unwrap_or(Value::Null);
            }
            answers.push(answer);
        }
        let kind = if transaction { "transaction-response" } else { "batch-response" };
        fhir(200, json!({"resourceType": "Bundle", "type": kind, "entry": answers}).to_string())
    }

    fn create(&mut self, kind: &str, body: Value, condition: Option<&str>) -> Reply {
        if let Some(condition) = condition {
            let found = self.search(kind, condition);
            if let Some(there) = found["entry"].get(0) {
                let id = there["resource"]["id"].as_str().expect("stored with an id");
                return stored(200, kind, id, 1);
            }
        }
        let id = format!("s{}", self.kept.len() + 1);
        let mut body = body;
        body["id"] = json!(id);
        self.put(&format!("{kind}/{id}"), body, None)
    }

    fn put(&mut self, path: &str, mut body: Value, condition: Option<&str>) -> Reply {
        let (kind, id) = path.split_once('/').expect("a PUT names type and id");
        let identifier = body["identifier"][0]["value"].as_str().unwrap_or_default().to_owned();
        if self.poison.iter().any(|poison| poison == id || identifier.ends_with(poison.as_str())) {
            return fhir(422, outcome("required"));
        }
        let key = (kind.to_owned(), id.to_owned());
        let before = self.kept.get(&key);
        let version = before.map_or(0, |kept| kept.versions);
        if condition.is_some_and(|condition| condition != format!("W/\"{version}\"")) {
            return fhir(412, outcome("conflict"));
        }
        let status = if before.is_some() { 200 } else { 201 };
        let versions = version + 1;
        // The server's clock is its own: it runs behind the phone's here.
        let updated = self.now - TimeDelta::minutes(3);
        body["meta"]["versionId"] = json!(versions.to_string());
        body["meta"]["lastUpdated"] = json!(updated.to_rfc3339_opts(SecondsFormat::Millis, true));
        self.kept.insert(key, Kept { versions, updated, body });
        stored(status, kind, id, versions)
    }

    /// Puts a resource of the clinic there.
    pub(crate) fn plant(&mut self, kind: &str, id: &str, more: Value, now: DateTime<Utc>) {
        self.now = now;
        let mut body =
            json!({"resourceType": kind, "id": id, "subject": {"reference": format!("Patient/{PATIENT}")}});
        if let (Value::Object(body), Value::Object(more)) = (&mut body, more) {
            body.extend(more);
        }
        self.put(&format!("{kind}/{id}"), body, None);
    }
}

fn stored(status: u16, kind: &str, id: &str, version: u32) -> Reply {
    let headers = Headers::new()
        .with("etag", format!("W/\"{version}\""))
        .with("location", format!("{BASE}/{kind}/{id}/_history/{version}"));
    Reply::Answer { status, headers, body: Vec::new() }
}
