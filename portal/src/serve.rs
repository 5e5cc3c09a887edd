//! Connections: HTTP/1.1 over TCP, with time limits on whoever is slow, and an end that breaks no request off.

use crate::limits::Limits;
use crate::taking::Taking;
use axum::Router;
use axum::body::Body;
use axum::http::HeaderMap;
use core::future::Future;
use core::pin::pin;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use std::net::{IpAddr, SocketAddr};
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

/// Where a request comes from. Behind a proxy on this very machine it is what the proxy saw: the last name it wrote
/// into `X-Forwarded-For`; what anybody wrote before it is not believed, and nobody else is asked.
pub(crate) fn client(remote: Option<&Remote>, headers: &HeaderMap) -> IpAddr {
    let direct = remote.map_or(IpAddr::from([0, 0, 0, 0]), |Remote(from)| from.ip());
    let forwarded = || {
        let last = headers.get_all("x-forwarded-for").iter().next_back()?;
        last.to_str().ok()?.rsplit(',').next()?.trim().parse().ok()
    };
    let address = if direct.is_loopback() { forwarded().unwrap_or(direct) } else { direct };
    match address {
        // One person's provider hands out whole /64 networks: there the network is the address.
        IpAddr::V6(v6) => IpAddr::V6((v6.to_bits() & !u128::from(u64::MAX)).into()),
        v4 @ IpAddr::V4(_) => v4,
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn a_proxy_is_believed_on_this_machine_only_and_only_its_own_word() {
        let mut headers = HeaderMap::new();
        headers.append("x-forwarded-for", HeaderValue::from_static("1.1.1.1, 203.0.113.9"));
        let remote = |text: &str| Remote(text.parse().expect("an address"));
        assert_eq!(client(Some(&remote("127.0.0.1:1")), &headers), IpAddr::from([203, 0, 113, 9]));
        assert_eq!(client(Some(&remote("198.51.100.1:1")), &headers), IpAddr::from([198, 51, 100, 1]));
        let network = client(Some(&remote("[2001:db8:1:2:3:4:5:6]:1")), &HeaderMap::new());
        assert_eq!(network.to_string(), "2001:db8:1:2::");
    }
}
