//! A FHIR server in this process that stores what it is told and answers as the test wants.

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{Method, StatusCode, Uri};
use hyper::server::conn::http1;
use hyper_util::rt::TokioIo;
use hyper_util::service::TowerToHyperService;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::net::TcpListener;
use tokio::sync::Notify;

/// What becomes of one transaction.
pub(crate) enum Fate {
    /// Stored and acknowledged.
    Taken,
    /// Nothing is stored.
    Refused(u16),
    /// All is stored, and the answer is this.
    StoredAndSays(u16),
    /// Only what `Keep` says is stored, and nobody ever answers.
    Hangs(Keep),
}

/// Which entries of a transaction are stored, by their place and how many there are.
pub(crate) type Keep = fn(usize, usize) -> bool;

/// Decides about a transaction: the names in it, and how many there were before.
pub(crate) type Rule = Box<dyn FnMut(&[String], usize) -> Fate + Send>;

struct Inner {
    versions: BTreeMap<String, Vec<Value>>,
    rule: Rule,
    history: bool,
    sizes: Vec<usize>,
}

/// The server.
#[derive(Clone)]
pub(crate) struct Double {
    inner: Arc<Mutex<Inner>>,
    hangs: Arc<Notify>,
    pub(crate) address: SocketAddr,
}

impl Double {
    /// Listens on a port of its own, and takes everything until it is told otherwise.
    pub(crate) async fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = listener.local_addr().expect("an address");
        let rule: Rule = Box::new(|_, _| Fate::Taken);
        let inner = Inner { versions: BTreeMap::new(), rule, history: true, sizes: Vec::new() };
        let double = Self { inner: Arc::new(Mutex::new(inner)), hangs: Arc::default(), address };
        let router = Router::new().fallback(answer).with_state(double.clone());
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let service = TowerToHyperService::new(router.clone());
                tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
            }
        });
        double
    }

    /// From now on.
    pub(crate) fn rules(&self, rule: impl FnMut(&[String], usize) -> Fate + Send + 'static) {
        let mut inner = self.inner();
        inner.sizes.clear();
        inner.rule = Box::new(rule);
    }

    pub(crate) fn hides_history(&self) {
        self.inner().history = false;
    }

    /// When a transaction hangs.
    pub(crate) async fn hung(&self) {
        self.hangs.notified().await;
    }

    /// Entries of each transaction since the rule was set, marks included.
    pub(crate) fn sizes(&self) -> Vec<usize> {
        self.inner().sizes.clone()
    }

    /// How many versions there are of each Observation.
    pub(crate) fn counts(&self) -> BTreeMap<String, usize> {
        let inner = self.inner();
        let own = inner.versions.iter().filter(|(name, _)| name.starts_with("Observation/"));
        own.map(|(name, versions)| (name.clone(), versions.len())).collect()
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn read(&self, name: &str) -> (u16, Value) {
        match self.inner().versions.get(name).and_then(|versions| versions.last()) {
            Some(resource) => (200, resource.clone()),
            None => (404, json!({"resourceType": "OperationOutcome"})),
        }
    }

    /// A history has one version a page, and says neither how many there are nor where the next page is but by a link.
    fn get(&self, path: &str, query: &str) -> (u16, Value) {
        if path == "metadata" {
            return (200, json!({"resourceType": "CapabilityStatement", "fhirVersion": "4.0.1"}));
        }
        let (name, place) = match (path.strip_suffix("/_history"), query.split_once('@')) {
            (Some(name), _) => (name, 0),
            (None, Some((name, place))) => (name, place.parse().expect("a place")),
            (None, None) => return self.read(path),
        };
        let inner = self.inner();
        if !inner.history {
            return (404, json!({}));
        }
        let versions = inner.versions.get(name).map_or(&[][..], Vec::as_slice);
        let entries: Vec<Value> =
            versions.iter().skip(place).take(1).map(|resource| json!({"resource": resource})).collect();
        let next = format!("http://{}/r4?{name}@{}", self.address, place + 1);
        let links =
            if place + 1 < versions.len() { json!([{"relation": "next", "url": next}]) } else { json!([]) };
        (200, json!({"resourceType": "Bundle", "type": "history", "link": links, "entry": entries}))
    }

    fn batch(&self, entries: &[Value]) -> (u16, Value) {
        let answers = entries.iter().map(|entry| {
            let (status, resource) = self.read(entry["request"]["url"].as_str().expect("an address"));
            json!({"resource": resource, "response": {"status": status.to_string()}})
        });
        let answers: Vec<Value> = answers.collect();
        (200, json!({"resourceType": "Bundle", "type": "batch-response", "entry": answers}))
    }

    /// Nothing when nobody shall answer.
    fn transaction(&self, entries: &[Value]) -> Option<(u16, Value)> {
        let name = |entry: &Value| entry["request"]["url"].as_str().expect("an address").to_owned();
        let names: Vec<String> = entries.iter().map(name).collect();
        let mut inner = self.inner();
        let before = inner.sizes.len();
        inner.sizes.push(names.len());
        let fate = (inner.rule)(&names, before);
        let all: Keep = |_, _| true;
        let (keep, says) = match fate {
            Fate::Taken => (all, Some(200)),
            Fate::StoredAndSays(status) => (all, Some(status)),
            Fate::Refused(status) => return Some((status, json!({"resourceType": "OperationOutcome"}))),
            Fate::Hangs(keep) => (keep, None),
        };
        for (place, (name, entry)) in names.iter().zip(entries).enumerate() {
            if keep(place, entries.len()) {
                inner.versions.entry(name.clone()).or_default().push(entry["resource"].clone());
            }
        }
        let answers = vec![json!({"response": {"status": "201 Created"}}); names.len()];
        says.map(|status| (status, json!({"resourceType": "Bundle", "entry": answers})))
    }
}

async fn answer(State(double): State<Double>, method: Method, uri: Uri, body: Bytes) -> (StatusCode, String) {
    let path = uri.path().trim_start_matches("/r4").trim_start_matches('/');
    let (status, said) = if method == Method::GET {
        double.get(path, uri.query().unwrap_or_default())
    } else {
        let bundle: Value = serde_json::from_slice(&body).expect("JSON");
        let entries = bundle["entry"].as_array().expect("entries");
        if bundle["type"] == "batch" {
            double.batch(entries)
        } else if let Some(answered) = double.transaction(entries) {
            answered
        } else {
            double.hangs.notify_one();
            std::future::pending().await
        }
    };
    (StatusCode::from_u16(status).expect("a status"), said.to_string())
}
