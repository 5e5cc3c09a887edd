//! The least a client can do: one connection kept open, one request after another, nothing but the status judged.

use crate::proxy::{Message, read_answer};
use serde_json::{Value, json};
use std::net::SocketAddr;
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;

/// A connection to a FHIR server.
#[derive(Debug)]
pub struct Bare {
    stream: TcpStream,
    host: SocketAddr,
    base: &'static str,
    token: Option<String>,
}

impl Bare {
    /// Connects.
    ///
    /// # Panics
    /// When nobody listens.
    pub async fn to(host: SocketAddr, token: Option<&str>) -> Self {
        let stream = TcpStream::connect(host).await.expect("it listens");
        stream.set_nodelay(true).expect("a socket option");
        Self { stream, host, base: "/fhir", token: token.map(str::to_owned) }
    }

    /// The same for a server whose base is another path than `/fhir`.
    #[must_use]
    pub fn below(self, base: &'static str) -> Self {
        Self { base, ..self }
    }

    /// One request; the answer must be a 200.
    ///
    /// # Panics
    /// When it is anything else.
    pub async fn post(&mut self, headers: &str, body: &[u8]) -> Message {
        let token = self.token.as_ref().map(|token| format!("Authorization: Bearer {token}\r\n"));
        let head = format!(
            "POST {} HTTP/1.1\r\nHost: {}\r\nContent-Type: application/fhir+json\r\n{}{headers}Content-Length: {}\r\n\r\n",
            self.base,
            self.host,
            token.unwrap_or_default(),
            body.len()
        );
        let mut bytes = head.into_bytes();
        bytes.extend_from_slice(body);
        self.stream.write_all(&bytes).await.expect("it reads");
        let answer = read_answer(&mut self.stream).await.expect("it answers");
        assert_eq!(answer.status(), 200, "{}", String::from_utf8_lossy(answer.body()));
        answer
    }
}

/// A transaction of these resources, each under its own id.
///
/// # Panics
/// When one has no type or id.
pub fn transaction(resources: &[Value]) -> Vec<u8> {
    let entries: Vec<Value> = resources
        .iter()
        .map(|resource| {
            let text = |name: &str| resource[name].as_str().expect("a type and an id");
            let url = format!("{}/{}", text("resourceType"), text("id"));
            json!({"fullUrl": format!("urn:uuid:{}", text("id")), "resource": resource,
                "request": {"method": "PUT", "url": url}})
        })
        .collect();
    json!({"resourceType": "Bundle", "type": "transaction", "entry": entries}).to_string().into_bytes()
}

/// What a phone asks when it looks for news and there are none.
pub fn empty_poll(patient: &str) -> Vec<u8> {
    let kinds = ["MedicationRequest", "Flag", "Task", "Communication"];
    let entries: Vec<Value> = kinds
        .iter()
        .map(|kind| {
            let by = if *kind == "Task" { "patient" } else { "subject" };
            let url = format!("{kind}?{by}=Patient/{patient}&_lastUpdated=ge2090-01-01T00:00:00Z&_sort=_lastUpdated&_count=50");
            json!({"request": {"method": "GET", "url": url}})
        })
        .collect();
    json!({"resourceType": "Bundle", "type": "batch", "entry": entries}).to_string().into_bytes()
}
