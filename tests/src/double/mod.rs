//! A FHIR server's double: small, in memory, with the habits of servers that cannot be run here.
//!
//! What each habit is was seen on a real server; the double plays it back so that the client meets it every time. It
//! is no reference for FHIR: it does what our client asks and nothing else.

mod book;
mod quirks;
mod search;

pub use book::Book;
pub use quirks::{Paging, Quirks, Stale};

use crate::proxy::{Asked, Message, header, read_request};
use flate2::read::GzDecoder;
use serde_json::{Value, json};
use std::fmt::Write as _; // into a String: cannot fail
use std::io::Read as _;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::io::AsyncWriteExt as _;
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// A running double. Dropped, it stops accepting.
#[derive(Debug)]
pub struct Double {
    address: SocketAddr,
    desk: Arc<Desk>,
    task: JoinHandle<()>,
}

/// What the connections share.
#[derive(Debug)]
struct Desk {
    quirks: Quirks,
    base: String,
    book: Mutex<Book>,
    asked: Mutex<Vec<Asked>>,
}

/// Status, body, headers.
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) body: Value,
    pub(crate) headers: Vec<(String, String)>,
}

impl Answer {
    pub(crate) fn new(status: u16, body: Value) -> Self {
        Self { status, body, headers: Vec::new() }
    }

    /// An OperationOutcome with one error.
    pub(crate) fn refused(status: u16, code: &str, text: &str) -> Self {
        Self::new(status, outcome(code, text))
    }
}

/// An OperationOutcome.
pub(crate) fn outcome(code: &str, text: &str) -> Value {
    json!({"resourceType": "OperationOutcome",
        "issue": [{"severity": "error", "code": code, "diagnostics": text}]})
}

impl Double {
    /// Starts one with these habits.
    ///
    /// # Panics
    /// When loopback has no port left.
    pub async fn start(quirks: Quirks) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("loopback has a free port");
        let address = listener.local_addr().expect("it is bound");
        let base = format!("http://{address}/fhir");
        let desk = Arc::new(Desk { quirks, base, book: Mutex::default(), asked: Mutex::default() });
        let task = tokio::spawn(accept(listener, Arc::clone(&desk)));
        Self { address, desk, task }
    }

    /// Its FHIR base.
    pub fn base(&self) -> &str {
        &self.desk.base
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// What it keeps.
    pub fn book(&self) -> MutexGuard<'_, Book> {
        self.desk.book.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What it was asked so far.
    pub fn asked(&self) -> Vec<Asked> {
        self.desk.asked.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for Double {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn accept(listener: TcpListener, desk: Arc<Desk>) {
    while let Ok((stream, _)) = listener.accept().await {
        tokio::spawn(connection(stream, Arc::clone(&desk)));
    }
}

async fn connection(mut stream: TcpStream, desk: Arc<Desk>) {
    while let Some(request) = read_request(&mut stream).await {
        let answer = desk.answer(&request);
        if stream.write_all(&desk.wire(&answer)).await.is_err() {
            return;
        }
    }
}

impl Desk {
    fn answer(&self, request: &Message) -> Answer {
        let asked = request.asked();
        let head = request.head();
        self.asked.lock().unwrap_or_else(PoisonError::into_inner).push(asked.clone());
        let mut body = request.body().to_vec();
        if header(&head, "content-encoding") == Some("gzip") {
            if let Some(status) = self.quirks.gzip_refused {
                return Answer::refused(status, "exception", "the body is no JSON");
            }
            let mut text = Vec::new();
            if GzDecoder::new(body.as_slice()).read_to_end(&mut text).is_err() {
                return Answer::refused(400, "structure", "the body is no gzip");
            }
            body = text;
        }
        let target = asked.target.strip_prefix("/fhir").unwrap_or(&asked.target).to_owned();
        let body: Value = serde_json::from_slice(&body).unwrap_or(Value::Null);
        let mut book = self.book.lock().unwrap_or_else(PoisonError::into_inner);
        let strict = header(&head, "prefer").is_some_and(|prefer| prefer.contains("handling=strict"));
        let matched = header(&head, "if-match").map(str::to_owned);
        book.handle(
            &self.quirks,
            &self.base,
            &book::Ask {
                method: asked.method,
                target,
                body,
                if_match: matched,
                if_none_exist: header(&head, "if-none-exist").map(str::to_owned),
                strict,
            },
        )
    }

    fn wire(&self, answer: &Answer) -> Vec<u8> {
        let mut body = answer.body.to_string().into_bytes();
        if answer.body.is_null() {
            body.clear();
        }
        let mut head = format!(
            "HTTP/1.1 {} X\r\nContent-Type: application/fhir+json\r\nContent-Length: {}\r\n",
            answer.status,
            body.len()
        );
        for (name, value) in &answer.headers {
            let _ = write!(head, "{}: {value}\r\n", (self.quirks.spelling)(name));
        }
        if let Some(version) = answer.body.pointer("/meta/versionId").and_then(Value::as_str) {
            let _ = write!(head, "{}: W/\"{version}\"\r\n", (self.quirks.spelling)("ETag"));
        }
        head.push_str("\r\n");
        let mut bytes = head.into_bytes();
        bytes.extend(body);
        bytes
    }
}
