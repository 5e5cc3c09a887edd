//! Connections: HTTP/1.1 over TCP, with time limits on whoever is slow.

use crate::limits::Limits;
use crate::taking::Taking;
use axum::Router;
use axum::body::Body;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio::sync::Semaphore;
use tokio_rustls::TlsAcceptor;
use tower::ServiceExt as _;

/// Where a request comes from, as the listener saw it: behind a proxy, the proxy. In each request's extensions.
#[derive(Debug, Clone, Copy)]
pub struct Remote(pub SocketAddr);

/// Accepts connections until the listener fails for good.
pub(crate) async fn serve(
    listener: TcpListener,
    router: Router,
    limits: &Limits,
    tls: Option<TlsAcceptor>,
) -> std::io::Result<()> {
    let (head, taking) = (limits.head, limits.taking);
    let places = Arc::new(Semaphore::new(limits.connections));
    loop {
        // Who comes when all places are taken waits in the system's queue, not in this process's memory.
        let Ok(place) = Arc::clone(&places).acquire_owned().await else { return Ok(()) };
        let Ok((stream, from)) = listener.accept().await else {
            // Out of file handles, or the peer has gone again: the next one may be luckier.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        let _ = stream.set_nodelay(true);
        let router = router.clone();
        let stream = Taking::new(stream, taking);
        let tls = tls.clone();
        tokio::spawn(async move {
            let _place = place;
            match tls {
                None => connection(stream, from, router, head).await,
                Some(tls) => {
                    // A handshake has the time a head has; what fails in it is the client's matter.
                    if let Ok(Ok(stream)) = tokio::time::timeout(head, tls.accept(stream)).await {
                        connection(stream, from, router, head).await;
                    }
                }
            }
        });
    }
}

async fn connection<S>(stream: S, from: SocketAddr, router: Router, head: Duration)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let service = router.map_request(move |request: hyper::Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(Remote(from));
        request
    });
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(head).max_headers(64).max_buf_size(32 * 1024);
    // A connection that breaks is the client's matter; nothing about it is written anywhere.
    let _ = builder.serve_connection(TokioIo::new(stream), TowerToHyperService::new(service)).await;
}
