//! The line: sends a [`Request`] with `reqwest` and brings back a [`Reply`]. The only file of core that names it.
//!
//! TLS is rustls on ring with Mozilla's roots built in, plus a clinic's own CA when one is given; the platform's
//! verifier is never asked (on Android it wants a JVM handed over). Nothing is followed, nothing goes out
//! unencrypted but to this machine itself, every wait has an end, and an answer has a largest size, counted after
//! decompression. It must be driven from a tokio runtime with time and network turned on.

use super::address::safe;
use super::headers::Headers;
use super::reply::{Failure, Reply};
use super::request::{Method, Request};
use core::error::Error as _;
use core::time::Duration;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use std::sync::Arc;

/// How a line is drawn.
#[derive(Debug, Clone)]
pub struct LineOptions {
    /// A clinic's own CA certificates as PEM, trusted besides the built-in roots.
    pub ca_pem: Option<Vec<u8>>,
    /// Longest wait for a connection with TLS.
    pub connect: Duration,
    /// Longest silence of the server.
    pub read: Duration,
    /// Longest a whole exchange may take.
    pub total: Duration,
    /// Largest answer, in bytes after decompression.
    pub largest: usize,
}

impl Default for LineOptions {
    fn default() -> Self {
        Self {
            ca_pem: None,
            connect: Duration::from_secs(10),
            read: Duration::from_secs(30),
            total: Duration::from_mins(2),
            largest: 8 * 1024 * 1024,
        }
    }
}

/// Why no line could be drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LineError {
    /// The clinic's CA is no PEM certificate.
    #[error("the clinic's certificate cannot be read")]
    Certificate,
    /// The TLS library refused its own settings.
    #[error("the connection cannot be set up")]
    Setup,
}

/// A line to servers. Keeps connections open between requests; make one and keep it.
#[derive(Debug, Clone)]
pub struct Line {
    client: reqwest::Client,
    largest: usize,
}

impl Line {
    /// Draws a line.
    ///
    /// # Errors
    /// When the clinic's CA cannot be read.
    pub fn new(options: &LineOptions) -> Result<Self, LineError> {
        let mut roots = rustls::RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
        if let Some(pem) = &options.ca_pem {
            let mut any = false;
            for certificate in CertificateDer::pem_slice_iter(pem) {
                roots
                    .add(certificate.map_err(|_| LineError::Certificate)?)
                    .map_err(|_| LineError::Certificate)?;
                any = true;
            }
            if !any {
                return Err(LineError::Certificate);
            }
        }
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let mut tls = rustls::ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .map_err(|_| LineError::Setup)?
            .with_root_certificates(roots)
            .with_no_client_auth();
        // One request at a time needs no HTTP/2, and a phone's library is smaller without it.
        tls.alpn_protocols = vec![b"http/1.1".to_vec()];
        let client = reqwest::Client::builder()
            .tls_backend_preconfigured(tls)
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .referer(false)
            .user_agent(concat!("nocte/", env!("CARGO_PKG_VERSION")))
            .connect_timeout(options.connect)
            .read_timeout(options.read)
            .timeout(options.total)
            .http1_max_headers(100)
            .build()
            .map_err(|_| LineError::Setup)?;
        Ok(Self { client, largest: options.largest })
    }

    /// Sends a request once. Every way it can go wrong is a [`Failure`]; none is a panic, none is retried here.
    pub async fn send(&self, request: Request) -> Reply {
        let Some(url) = safe(&request.url) else { return Reply::Failed(Failure::Address) };
        let method = match request.method {
            Method::Get => reqwest::Method::GET,
            Method::Post => reqwest::Method::POST,
            Method::Put => reqwest::Method::PUT,
        };
        let mut outgoing = self.client.request(method, url);
        for (name, value) in request.headers.iter() {
            outgoing = outgoing.header(name, value);
        }
        if let Some(body) = request.body {
            outgoing = outgoing.body(body);
        }
        let mut answer = match outgoing.send().await {
            Ok(answer) => answer,
            Err(error) => return Reply::Failed(failure(&error)),
        };
        let status = answer.status().as_u16();
        let lines = answer.headers().iter();
        let headers: Headers = lines
            .map(|(name, value)| {
                (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned())
            })
            .collect();
        let mut body = Vec::new();
        loop {
            match answer.chunk().await {
                Ok(None) => return Reply::Answer { status, headers, body },
                Ok(Some(chunk)) if body.len() + chunk.len() > self.largest => {
                    return Reply::Failed(Failure::TooLarge);
                }
                Ok(Some(chunk)) => body.extend_from_slice(&chunk),
                Err(error) => return Reply::Failed(failure(&error)),
            }
        }
    }

    /// Sleeps for so long, on the runtime that drives the line.
    pub async fn rest(&self, time: Duration) {
        tokio::time::sleep(time).await;
    }
}

/// What a library error means. Its text is never passed on: it may hold the URL.
fn failure(error: &reqwest::Error) -> Failure {
    if error.is_timeout() {
        return Failure::Timeout;
    }
    if error.is_builder() {
        return Failure::Address;
    }
    if !error.is_connect() {
        return Failure::Cut;
    }
    let mut source = error.source();
    while let Some(inner) = source {
        if is_tls(inner) {
            return Failure::Tls;
        }
        if inner.to_string().contains("dns error") {
            return Failure::Dns;
        }
        source = inner.source();
    }
    Failure::Connect
}

/// Is it, or does it wrap, what the TLS library said? An I/O error hides what it wraps from `source`, and the
/// connector wraps it twice.
fn is_tls(error: &(dyn core::error::Error + 'static)) -> bool {
    let wrapped = error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
    error.is::<rustls::Error>() || wrapped.is_some_and(|inner| is_tls(inner))
}
