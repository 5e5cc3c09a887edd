//! Answers in the server's place.

use super::fault::{Fault, Wait};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::fmt::Write as _;
use std::io::Write as _;
use std::sync::OnceLock;

/// A page, as proxies and wireless networks send them.
const PAGE: &str = "<html><head><title>Please sign in</title></head><body><h1>Welcome</h1></body></html>";

/// The canned answer of a fault, and whether the connection may live on. `None` for faults that are none.
pub(super) fn canned(fault: Fault) -> Option<(Vec<u8>, bool)> {
    let whole = |text: String| Some((text.into_bytes(), true));
    let broken = |text: &str| Some((text.as_bytes().to_vec(), false));
    match fault {
        Fault::Unavailable => whole(html(503, "Retry-After: 1\r\n")),
        Fault::Nothing(empty) => {
            let body =
                if empty { "{}" } else { r#"{"resourceType":"Bundle","type":"transaction-response"}"# };
            whole(answer(200, "application/fhir+json", "", body))
        }
        Fault::Elsewhere => whole(html(302, "Location: http://elsewhere.invalid/fhir\r\n")),
        Fault::TooMany(wait) => whole(too_many(wait)),
        Fault::Unauthorised => whole(html(401, "WWW-Authenticate: Bearer error=\"invalid_token\"\r\n")),
        Fault::TooLarge => whole(html(413, "")),
        Fault::Failing(status) => whole(html(status, "")),
        Fault::Forged(body) => whole(answer(200, "application/fhir+json", "", body)),
        Fault::Captive => whole(answer(200, "text/html", "", PAGE)),
        Fault::WrongChunk(false) => broken(
            "HTTP/1.1 200 OK\r\nContent-Type: application/fhir+json\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n{\"a\":1}\r\n0\r\n\r\n",
        ),
        Fault::WrongChunk(true) => broken(
            "HTTP/1.1 200 OK\r\nContent-Type: application/fhir+json\r\nTransfer-Encoding: chunked\r\n\r\nlong\r\n{}\r\n0\r\n\r\n",
        ),
        Fault::GzipBomb => Some((bomb(), true)),
        Fault::HeaderFlood => Some((flood(), true)),
        Fault::EarlyClose => broken(
            "HTTP/1.1 200 OK\r\nContent-Type: application/fhir+json\r\nContent-Length: 5000\r\n\r\n{\"resourceType\":",
        ),
        _ => None,
    }
}

fn too_many(wait: Wait) -> String {
    html(429, &format!("Retry-After: {}\r\n", wait.header()))
}

fn html(status: u16, headers: &str) -> String {
    answer(status, "text/html", headers, PAGE)
}

fn answer(status: u16, kind: &str, headers: &str, body: &str) -> String {
    let length = body.len();
    format!("HTTP/1.1 {status} X\r\nContent-Type: {kind}\r\nContent-Length: {length}\r\n{headers}\r\n{body}")
}

/// A megabyte that unpacks to a thousand, made once.
fn bomb() -> Vec<u8> {
    static BOMB: OnceLock<Vec<u8>> = OnceLock::new();
    BOMB.get_or_init(|| {
        let mut packed = GzEncoder::new(Vec::new(), Compression::fast());
        let zeros = vec![b' '; 1 << 20];
        for _ in 0..1_000 {
            packed.write_all(&zeros).expect("memory takes it");
        }
        let body = packed.finish().expect("memory takes it");
        let mut bytes = format!(
            "HTTP/1.1 200 OK\r\nContent-Type: application/fhir+json\r\nContent-Encoding: gzip\r\nContent-Length: {}\r\n\r\n",
            body.len()
        )
        .into_bytes();
        bytes.extend(body);
        bytes
    })
    .clone()
}

fn flood() -> Vec<u8> {
    let mut text =
        "HTTP/1.1 200 OK\r\nContent-Type: application/fhir+json\r\nContent-Length: 2\r\n".to_owned();
    for number in 0..20_000 {
        // Writing to a String cannot fail.
        let _ = write!(text, "X-Header-{number}: {number}\r\n");
    }
    text.push_str("\r\n{}");
    text.into_bytes()
}
