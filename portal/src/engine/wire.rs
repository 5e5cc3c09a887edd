//! One connection to the server, kept open and made anew when it breaks. HTTP/1.1, as every server speaks it.

use super::EngineError;
use super::address::Base;
use crate::trust;
use axum::http::{HeaderValue, Method, Request, header};
use bytes::Bytes;
use core::future::Future;
use core::pin::Pin;
use core::time::Duration;
use http_body_util::{BodyExt as _, Full, Limited};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use std::path::Path;
use std::sync::Arc;
use thiserror::Error;
use tokio::net::{TcpStream, lookup_host};
use tokio::sync::Mutex;
use tokio::time::timeout;
use tokio_rustls::TlsConnector;
use tokio_rustls::rustls::pki_types::ServerName;

/// The longest answer that is read, in bytes.
const LARGEST: usize = 64 * 1024 * 1024;

/// A request has this long until its answer is there.
const WHOLE: Duration = Duration::from_mins(2);

/// A name and each of its addresses has this long.
const CONNECT: Duration = Duration::from_secs(10);

/// What the last request failed of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Error)]
pub enum Lost {
    /// Nobody knows the name.
    #[error("its name is not known")]
    Name,
    /// It takes no connection, or not in time.
    #[error("it takes no connection")]
    Connection,
    /// It speaks no TLS, or its certificate is not trusted.
    #[error("it speaks no TLS, or its certificate is not trusted")]
    Tls,
    /// It took a request and its answer did not come.
    #[error("its answer did not come")]
    Answer,
    /// It answered, and not what was asked.
    #[default]
    #[error("it answers that it cannot, or nothing that can be read")]
    Busy,
}

/// What came back.
pub(super) struct Answer {
    /// HTTP's.
    pub(super) status: u16,
    /// `Retry-After` in seconds, when it is a number.
    pub(super) retry_after: Option<u64>,
    /// The body.
    pub(super) body: Bytes,
}

/// The way to the server.
pub(super) struct Wire {
    base: Base,
    token: Option<HeaderValue>,
    tls: Option<TlsConnector>,
    open: Mutex<Option<SendRequest<Full<Bytes>>>>,
}

impl Wire {
    pub(super) fn new(base: &Base, token: Option<String>, roots: Option<&Path>) -> Result<Self, EngineError> {
        let token = token.map(|token| HeaderValue::try_from(format!("Bearer {token}"))).transpose();
        let mut token = token.map_err(|_| EngineError::Token)?;
        if let Some(token) = &mut token {
            token.set_sensitive(true);
        }
        let wrong = |_| EngineError::Roots;
        let tls = base.tls.then(|| trust::calling(roots)).transpose().map_err(wrong)?;
        let tls = tls.map(|config| TlsConnector::from(Arc::new(config)));
        Ok(Self { base: base.clone(), token, tls, open: Mutex::new(None) })
    }

    /// One request; an error when it or its answer was lost on the way, and then nobody knows whether it took place.
    pub(super) async fn ask(&self, method: Method, path: &str, body: Bytes) -> Result<Answer, Lost> {
        let mut open = self.open.lock().await;
        let answer = timeout(WHOLE, self.over(&mut open, method, path, body)).await;
        let answer = answer.unwrap_or(Err(Lost::Answer));
        if answer.is_err() {
            *open = None;
        }
        answer
    }

    async fn over(
        &self,
        open: &mut Option<SendRequest<Full<Bytes>>>,
        method: Method,
        path: &str,
        body: Bytes,
    ) -> Result<Answer, Lost> {
        let usable = match open.as_mut() {
            Some(sender) => sender.ready().await.is_ok(),
            None => false,
        };
        if !usable {
            *open = Some(self.connect().await?);
        }
        let mut request = Request::builder()
            .method(method)
            .uri(self.base.target(path))
            .header(header::HOST, &self.base.authority)
            .header(header::ACCEPT, "application/fhir+json");
        if !body.is_empty() {
            request = request.header(header::CONTENT_TYPE, "application/fhir+json");
        }
        if let Some(token) = &self.token {
            request = request.header(header::AUTHORIZATION, token);
        }
        let request = request.body(Full::new(body)).map_err(|_| Lost::Answer)?;
        let sender = open.as_mut().ok_or(Lost::Connection)?;
        let answer = sender.send_request(request).await.map_err(|_| Lost::Answer)?;
        let (parts, body) = answer.into_parts();
        let named = parts.headers.get(header::RETRY_AFTER).and_then(|value| value.to_str().ok());
        let retry_after = named.and_then(|text| text.trim().parse().ok());
        let body = Limited::new(body, LARGEST).collect().await.map_err(|_| Lost::Answer)?.to_bytes();
        Ok(Answer { status: parts.status.as_u16(), retry_after, body })
    }

    async fn connect(&self) -> Result<SendRequest<Full<Bytes>>, Lost> {
        let stream = self.reached().await?;
        let _ = stream.set_nodelay(true);
        let (sender, connection): (_, Pin<Box<dyn Future<Output = ()> + Send>>) = match &self.tls {
            None => {
                let (sender, connection) =
                    handshake(TokioIo::new(stream)).await.map_err(|_| Lost::Connection)?;
                (sender, Box::pin(async move { drop(connection.await) }))
            }
            Some(tls) => {
                let name = ServerName::try_from(self.base.host.clone()).map_err(|_| Lost::Name)?;
                let stream = tls.connect(name, stream).await.map_err(|_| Lost::Tls)?;
                let (sender, connection) =
                    handshake(TokioIo::new(stream)).await.map_err(|_| Lost::Connection)?;
                (sender, Box::pin(async move { drop(connection.await) }))
            }
        };
        tokio::spawn(connection);
        Ok(sender)
    }

    /// The first of the name's addresses that takes a connection.
    async fn reached(&self) -> Result<TcpStream, Lost> {
        let named = lookup_host((self.base.host.as_str(), self.base.port));
        let addresses = timeout(CONNECT, named).await.ok().and_then(Result::ok).ok_or(Lost::Name)?;
        for address in addresses {
            if let Ok(Ok(stream)) = timeout(CONNECT, TcpStream::connect(address)).await {
                return Ok(stream);
            }
        }
        Err(Lost::Connection)
    }
}
