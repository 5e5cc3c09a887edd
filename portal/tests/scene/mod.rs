//! A portal on a port of its own, two patients with a token each, and a client that can be rude.
#![allow(dead_code, unreachable_pub, reason = "each test file is a crate that uses its part")]

#[allow(clippy::duplicate_mod, reason = "one test stands on a scene and on a wire")]
#[path = "../ground/mod.rs"]
mod ground;

use chrono::{DateTime, Utc};
pub use ground::Ground;
use nocte_portal::caller::{Bearer, Caller, Gate, Pending, Scopes};
use nocte_portal::limits::Limits;
use nocte_portal::store::{Store, StoreError};
use nocte_portal::{Portal, Settings};
use serde_json::{Value, json};
use std::collections::HashMap;
use std::fmt::Write as _;
use std::net::SocketAddr;
use std::path::Path;
use std::sync::Arc;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

/// Two patients and an id of nobody's.
pub const ANNA: &str = "0192f0c4-7a10-7b6e-9c7e-5f2d6f0a1b01";
pub const BERT: &str = "0192f0c4-7a10-7b6e-9c7e-5f2d6f0a1b02";
pub const NOBODY: &str = "0192f0c4-7a10-7b6e-9c7e-5f2d6f0a1bff";

/// Tokens that hold, by their text.
pub struct Tokens(pub HashMap<String, Caller>);

impl Gate for Tokens {
    fn caller<'a>(&'a self, bearer: &'a Bearer) -> Pending<'a, Result<Option<Caller>, StoreError>> {
        Box::pin(async move { Ok(self.0.get(bearer.text()).cloned()) })
    }
}

/// A running portal.
pub struct Scene {
    pub ground: Ground,
    pub address: SocketAddr,
    pub portal: Arc<Portal>,
    pub store: Arc<dyn Store>,
}

/// An answer as it came.
pub struct Reply {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Reply {
    /// The body as JSON.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).expect("every body of the portal is JSON")
    }

    /// A header, by its lower-case name.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (one, value) = line.split_once(':')?;
            one.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }

    fn entries(&self) -> Vec<Value> {
        self.json()["entry"].as_array().cloned().unwrap_or_default()
    }

    /// The ids of a bundle's resources.
    pub fn ids(&self) -> Vec<String> {
        let id = |entry: &Value| entry["resource"]["id"].as_str().unwrap_or("").to_owned();
        self.entries().iter().map(id).collect()
    }

    /// The statuses of a bundle's responses, three digits each.
    pub fn statuses(&self) -> Vec<String> {
        let status =
            |entry: &Value| entry["response"]["status"].as_str().unwrap_or("").chars().take(3).collect();
        self.entries().iter().map(status).collect()
    }

    /// Was every entry of a bundle taken?
    pub fn statuses_are_good(&self) -> bool {
        let statuses = self.statuses();
        !statuses.is_empty() && statuses.iter().all(|status| status.starts_with('2'))
    }

    /// The address of a link.
    pub fn link(&self, relation: &str) -> Option<String> {
        let links = self.json()["link"].as_array().cloned().unwrap_or_default();
        let link = links.iter().find(|link| link["relation"] == relation)?;
        link["url"].as_str().map(str::to_owned)
    }
}

impl Scene {
    /// With the usual limits.
    pub async fn new() -> Self {
        Self::with(Limits::default()).await
    }

    /// With limits of its own.
    pub async fn with(limits: Limits) -> Self {
        let ground = Ground::new();
        let store = ground.store().await;
        Self::around(ground, store, limits).await
    }

    /// Over the embedded database, whatever the environment says.
    pub async fn embedded() -> Self {
        let ground = Ground::embedded();
        let store = ground.store().await;
        Self::around(ground, store, Limits::default()).await
    }

    /// Over a folder that is somebody else's to remove.
    pub async fn over(folder: &Path) -> Self {
        let ground = Ground::embedded();
        let store = ground.store_at(folder).await;
        Self::around(ground, store, Limits::default()).await
    }

    /// Over a database that is somebody else's to remove.
    pub async fn over_address(address: &str) -> Self {
        Self::over_address_with(address, Limits::default()).await
    }

    /// The same with limits of its own.
    pub async fn over_address_with(address: &str, limits: Limits) -> Self {
        let store: Arc<dyn Store> = Arc::new(ground::postgres(address).await);
        Self::around(Ground::embedded(), store, limits).await
    }

    async fn around(ground: Ground, store: Arc<dyn Store>, limits: Limits) -> Self {
        let mut tokens = HashMap::new();
        let every = "patient/*.cruds";
        let few = "patient/Observation.rs patient/DetectedIssue.c";
        for (token, patient, scopes) in [("anna", ANNA, every), ("bert", BERT, every), ("reader", ANNA, few)]
        {
            let caller = Caller {
                patient: patient.to_owned(),
                scopes: Scopes::new(scopes),
                token_id: format!("id-of-{token}"),
            };
            tokens.insert(token.to_owned(), caller);
        }
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("a bound port has an address");
        let settings = Settings { limits, ..Settings::at(format!("http://{address}")) };
        let clock = Arc::new(at("2026-03-14T10:00:00Z"));
        let portal = Portal::with(Arc::clone(&store), Arc::new(Tokens(tokens)), settings, clock);
        let portal = Arc::new(portal.expect("the settings are good"));
        let serving = Arc::clone(&portal);
        tokio::spawn(async move { serving.serve(listener).await });
        Self { ground, address, portal, store }
    }

    /// One request on a connection of its own.
    pub async fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Reply {
        let length = body.len();
        let mut head = format!("{method} {path} HTTP/1.1\r\nHost: portal\r\nConnection: close\r\n");
        let _ = write!(head, "Content-Length: {length}\r\n");
        for (name, value) in headers {
            let _ = write!(head, "{name}: {value}\r\n");
        }
        head.push_str("\r\n");
        let mut bytes = head.into_bytes();
        bytes.extend_from_slice(body);
        self.raw(&bytes).await
    }

    /// Bytes as they are.
    pub async fn raw(&self, bytes: &[u8]) -> Reply {
        let mut stream = TcpStream::connect(self.address).await.expect("the portal listens");
        // The portal may answer and close before it has read everything.
        let _ = stream.write_all(bytes).await;
        let mut answer = Vec::new();
        let _ = stream.read_to_end(&mut answer).await;
        let text = String::from_utf8(answer).expect("the portal writes UTF-8");
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0);
        Reply { status, head: head.to_owned(), body: body.to_owned() }
    }

    /// A GET with a token.
    pub async fn get(&self, token: &str, path: &str) -> Reply {
        let bearer = format!("Bearer {token}");
        self.ask("GET", path, &[("Authorization", &bearer)], b"").await
    }

    /// A body with a token.
    pub async fn send(&self, token: &str, method: &str, path: &str, body: &Value) -> Reply {
        self.send_with(token, method, path, body, &[]).await
    }

    /// The same with more headers.
    pub async fn send_with(
        &self,
        token: &str,
        method: &str,
        path: &str,
        body: &Value,
        more: &[(&str, &str)],
    ) -> Reply {
        let bearer = format!("Bearer {token}");
        let mut headers = vec![("Authorization", bearer.as_str()), ("Content-Type", "application/fhir+json")];
        headers.extend_from_slice(more);
        self.ask(method, path, &headers, body.to_string().as_bytes()).await
    }

    /// A transaction of PUTs.
    pub async fn transaction(&self, token: &str, resources: &[Value]) -> Reply {
        self.send(token, "POST", "/fhir", &bundle("transaction", resources)).await
    }
}

/// A bundle of PUTs.
pub fn bundle(kind: &str, resources: &[Value]) -> Value {
    let entry = |resource: &Value| {
        let text = |name: &str| resource[name].as_str().unwrap_or("");
        let url = format!("{}/{}", text("resourceType"), text("id"));
        json!({"resource": resource, "request": {"method": "PUT", "url": url}})
    };
    let entries: Vec<Value> = resources.iter().map(entry).collect();
    json!({"resourceType": "Bundle", "type": kind, "entry": entries})
}

/// An instant.
pub fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant of the test")
}

/// The id of a test's n-th resource.
pub fn id(number: u32) -> String {
    format!("0192f5e1-0000-7111-8111-{number:012}")
}

/// A score of a patient's.
pub fn score(patient: &str, number: u32, value: u32) -> Value {
    let survey = "http://terminology.hl7.org/CodeSystem/observation-category";
    json!({
        "resourceType": "Observation",
        "id": id(number),
        "identifier": [{"system": "urn:ietf:rfc:3986", "value": format!("urn:uuid:{}", id(number))}],
        "status": "final",
        "category": [{"coding": [{"system": survey, "code": "survey"}]}],
        "code": {"coding": [{"system": "http://loinc.org", "code": "72514-3"}]},
        "subject": {"reference": format!("Patient/{patient}")},
        "effectiveDateTime": format!("2026-03-{:02}T21:00:00+01:00", number % 28 + 1),
        "valueQuantity": {"value": value, "unit": "{score}"}
    })
}
