//! HTTP/1.1 on the wire: whole messages as the bytes they came in.

use tokio::io::{AsyncRead, AsyncReadExt as _};

/// Nothing a test sends is larger.
const LARGEST: usize = 256 * 1024 * 1024;

/// One request or answer, byte for byte.
#[derive(Clone, Default)]
pub struct Message {
    /// Everything.
    pub bytes: Vec<u8>,
    /// Where the body begins.
    pub body_at: usize,
}

/// What a request asks, for whoever chooses its fault.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// `GET`, `POST`.
    pub method: String,
    /// With the query.
    pub target: String,
    /// Bytes of the body on the wire.
    pub body: usize,
    /// Did it carry a token?
    pub bearer: bool,
}

impl Message {
    /// Its head, without the empty line.
    pub fn head(&self) -> String {
        let end = self.body_at.saturating_sub(4).min(self.bytes.len());
        String::from_utf8_lossy(&self.bytes[..end]).into_owned()
    }

    /// Its body as it stands on the wire.
    pub fn body(&self) -> &[u8] {
        &self.bytes[self.body_at.min(self.bytes.len())..]
    }

    /// The first line's words.
    pub fn asked(&self) -> Asked {
        let head = self.head();
        let mut words = head.lines().next().unwrap_or_default().split(' ').map(str::to_owned);
        Asked {
            method: words.next().unwrap_or_default(),
            target: words.next().unwrap_or_default(),
            body: self.body().len(),
            bearer: header(&head, "authorization").is_some(),
        }
    }

    /// An answer's status; 0 when it has none.
    pub fn status(&self) -> u16 {
        let head = self.head();
        head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or(0)
    }
}

/// A header's value; names are compared without case.
pub fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.lines().skip(1).find_map(|line| {
        let (own, value) = line.split_once(':')?;
        own.trim().eq_ignore_ascii_case(name).then(|| value.trim())
    })
}

/// Reads one request. `None` when the client has gone.
pub async fn read_request(stream: &mut (impl AsyncRead + Unpin)) -> Option<Message> {
    read(stream, false).await
}

/// Reads one answer. `None` when the server has gone before its end.
pub async fn read_answer(stream: &mut (impl AsyncRead + Unpin)) -> Option<Message> {
    read(stream, true).await
}

async fn read(stream: &mut (impl AsyncRead + Unpin), answer: bool) -> Option<Message> {
    let mut bytes = Vec::new();
    let body_at = loop {
        if let Some(at) = bytes.windows(4).position(|four| four == b"\r\n\r\n") {
            break at + 4;
        }
        more(stream, &mut bytes).await?;
    };
    let mut message = Message { bytes, body_at };
    let head = message.head();
    let chunked = header(&head, "transfer-encoding").is_some_and(|coding| coding.contains("chunked"));
    let length = header(&head, "content-length").and_then(|length| length.parse::<usize>().ok());
    let bodiless = answer && matches!(message.status(), 100..=199 | 204 | 304);
    if chunked {
        while !message.body().ends_with(b"0\r\n\r\n") {
            more(stream, &mut message.bytes).await?;
        }
    } else if let Some(length) = length.filter(|_| !bodiless) {
        while message.body().len() < length {
            more(stream, &mut message.bytes).await?;
        }
    } else if answer && !bodiless {
        while more(stream, &mut message.bytes).await.is_some() {}
    }
    Some(message)
}

/// Reads what is there. `None` at the end of the stream, on any error, and past the largest size.
async fn more(stream: &mut (impl AsyncRead + Unpin), bytes: &mut Vec<u8>) -> Option<()> {
    let read = stream.read_buf(bytes).await.ok()?;
    (read > 0 && bytes.len() <= LARGEST).then_some(())
}
