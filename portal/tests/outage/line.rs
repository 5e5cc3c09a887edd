//! A phone's connection: kept for a bundle and the poll behind it, made anew when it broke.

use std::net::SocketAddr;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// An answer.
pub(crate) struct Said {
    pub(crate) status: u16,
    /// `Retry-After`, seconds.
    pub(crate) later: Option<u64>,
    pub(crate) body: String,
}

/// A connection, or none yet.
#[derive(Default)]
pub(crate) struct Line(Option<TcpStream>);

impl Line {
    /// One request; nothing when it broke, and then nobody knows whether it took place.
    pub(crate) async fn ask(
        &mut self,
        to: SocketAddr,
        method: &str,
        path: &str,
        token: &str,
        body: &str,
    ) -> Option<Said> {
        let mut stream = match self.0.take() {
            Some(stream) => stream,
            None => TcpStream::connect(to).await.ok()?,
        };
        let mut request = format!(
            "{method} {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n\
             Content-Type: application/fhir+json\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        request.push_str(body);
        stream.write_all(request.as_bytes()).await.ok()?;
        let mut bytes = Vec::with_capacity(1024);
        let (head, length) = loop {
            if let Some(head) = head(&bytes) {
                break head;
            }
            if stream.read_buf(&mut bytes).await.ok()? == 0 {
                return None;
            }
        };
        while bytes.len() < head.len() + length {
            // A connection that broke off in the middle is no answer.
            if stream.read_buf(&mut bytes).await.ok()? == 0 {
                return None;
            }
        }
        self.0 = Some(stream);
        let status = head.get(9..12)?.parse().ok()?;
        let later = value(&head, "retry-after").and_then(|text| text.parse().ok());
        Some(Said { status, later, body: String::from_utf8_lossy(bytes.get(head.len()..)?).into_owned() })
    }
}

/// The head with its empty line, and how long the body is.
fn head(bytes: &[u8]) -> Option<(String, usize)> {
    let end = bytes.windows(4).position(|four| four == b"\r\n\r\n")? + 4;
    let head = String::from_utf8_lossy(bytes.get(..end)?).into_owned();
    let length = value(&head, "content-length").and_then(|text| text.parse().ok()).unwrap_or(0);
    Some((head, length))
}

fn value(head: &str, name: &str) -> Option<String> {
    head.lines().skip(1).find_map(|line| {
        let (own, value) = line.split_once(':')?;
        own.eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
    })
}
