//! Connections: HTTP/1.1 over TCP, with time limits on whoever is slow, and an end that breaks no request off.

use crate::limits::Limits;
use crate::taking::Taking;
use axum::Router;
use axum::body::Body;
use core::future::Future;
use core::pin::pin;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, watch};
use tokio_rustls::TlsAcceptor;
use tower::ServiceExt as _;

/// Where a request comes from, as the listener saw it: behind a proxy, the proxy. In each request's extensions.
#[derive(Debug, Clone, Copy)]
pub struct Remote(pub SocketAddr);

/// How long requests that are being answered may go on after the word to stop.
const LAST: Duration = Duration::from_secs(20);

/// Accepts connections until `stop` is ready; then none is accepted any more, and those that are being answered end
/// with their answer.
pub(crate) async fn serve(
    listener: TcpListener,
    router: Router,
    limits: &Limits,
    tls: Option<TlsAcceptor>,
    stop: impl Future<Output = ()>,
) -> std::io::Result<()> {
    let places = Arc::new(Semaphore::new(limits.connections));
    let (stopping, stopped) = watch::channel(false);
    tokio::select! {
        () = accept(&listener, &router, limits, tls.as_ref(), &places, &stopped) => {}
        () = stop => {}
    }
    drop(listener);
    let _ = stopping.send(true);
    let all = u32::try_from(limits.connections).unwrap_or(u32::MAX);
    // Whoever has not finished by then is broken off, as a phone expects of any connection.
    let _ = tokio::time::timeout(LAST, places.acquire_many(all)).await;
    Ok(())
}

async fn accept(
    listener: &TcpListener,
    router: &Router,
    limits: &Limits,
    tls: Option<&TlsAcceptor>,
    places: &Arc<Semaphore>,
    stopped: &watch::Receiver<bool>,
) {
    let (head, taking) = (limits.head, limits.taking);
    loop {
        // Who comes when all places are taken waits in the system's queue, not in this process's memory.
        let Ok(place) = Arc::clone(places).acquire_owned().await else { return };
        let Ok((stream, from)) = listener.accept().await else {
            // Out of file handles, or the peer has gone again: the next one may be luckier.
            tokio::time::sleep(Duration::from_millis(50)).await;
            continue;
        };
        let _ = stream.set_nodelay(true);
        let router = router.clone();
        let stream = Taking::new(stream, taking);
        let (tls, stopped) = (tls.cloned(), stopped.clone());
        tokio::spawn(async move {
            let _place = place;
            match tls {
                None => connection(stream, from, router, head, stopped).await,
                Some(tls) => {
                    // A handshake has the time a head has; what fails in it is the client's matter.
                    if let Ok(Ok(stream)) = tokio::time::timeout(head, tls.accept(stream)).await {
                        connection(stream, from, router, head, stopped).await;
                    }
                }
            }
        });
    }
}

async fn connection<S>(
    stream: S,
    from: SocketAddr,
    router: Router,
    head: Duration,
    mut stopped: watch::Receiver<bool>,
) where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let service = router.map_request(move |request: hyper::Request<Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(Remote(from));
        request
    });
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(head).max_headers(64).max_buf_size(32 * 1024);
    let mut serving = pin!(builder.serve_connection(TokioIo::new(stream), TowerToHyperService::new(service)));
    // A connection that breaks is the client's matter; nothing about it is written anywhere.
    let told = async {
        // The sender is gone when the server is: that is the word to stop too.
        let _ = stopped.wait_for(|stopped| *stopped).await;
    };
    tokio::select! {
        _ = serving.as_mut() => {}
        () = told => {
            serving.as_mut().graceful_shutdown();
            let _ = serving.await;
        }
    }
}
