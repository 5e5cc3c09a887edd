//! `serve`: phones are answered until the process is told to stop.

use super::args;
use super::manners;
use super::refusal::Refusal;
use super::{Place, refused, typed};
use std::path::Path;
use std::sync::Arc;
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};

/// Serves. The first line on stdout is `listening on …`, written once requests are answered.
pub(super) async fn serve(at: &Place, command: &args::Serve) -> Result<(), Refusal> {
    let address = typed::listen(&command.listen)?;
    let public = command.public_url.as_deref().map(typed::public_url).transpose()?;
    let tls = match (&command.tls_cert, &command.tls_key) {
        (Some(chain), Some(key)) => Some(acceptor(chain, key)?),
        _ => None,
    };
    let listener = TcpListener::bind(address).await.map_err(|error| {
        Refusal::new(
            format!("the address {address} cannot be had: {}", error.kind()),
            "name another one: --listen HOST:PORT, port 0 takes a free one",
        )
    })?;
    let bound = listener
        .local_addr()
        .map_err(|error| Refusal::new(format!("the address was lost: {}", error.kind()), "start it again"))?;
    let scheme = if tls.is_some() { "https" } else { "http" };
    let public = public.unwrap_or_else(|| format!("{scheme}://localhost:{}", bound.port()));
    let portal = at.made(&public)?;
    let clinic = portal.clinic().map_err(refused::clinic)?;
    clinic.keyring().remember_url(public.clone()).await.map_err(refused::store)?;
    let line = format!("listening on {scheme}://{bound}");
    let served = async {
        match tls {
            Some(tls) => portal.serve_tls(listener, tls).await,
            None => portal.serve(listener).await,
        }
    };
    manners::try_write(&line).map_err(|error| {
        Refusal::new(
            format!("the address could not be printed: {}", error.kind()),
            "check where the output goes",
        )
    })?;
    tokio::select! {
        ended = served => ended.map_err(|error| {
            Refusal::new(format!("the listener failed: {}", error.kind()), "start it again")
        })?,
        () = told_to_stop() => {}
    }
    Ok(())
}

/// rustls with ring; TLS 1.2 and 1.3.
fn acceptor(chain: &Path, key: &Path) -> Result<TlsAcceptor, Refusal> {
    let refused = |what: &str| Refusal::new(what, "name PEM files: --tls-cert chain.pem --tls-key key.pem");
    let chain: Vec<CertificateDer<'static>> = CertificateDer::pem_file_iter(chain)
        .and_then(Iterator::collect)
        .map_err(|_| refused("the certificate chain cannot be read"))?;
    if chain.is_empty() {
        return Err(refused("the certificate file holds no certificate"));
    }
    let key = PrivateKeyDer::from_pem_file(key).map_err(|_| refused("the private key cannot be read"))?;
    let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|_| refused("this build knows no TLS"))?
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .map_err(|_| refused("the private key does not belong to the certificate"))?;
    Ok(TlsAcceptor::from(Arc::new(config)))
}

/// Ctrl-C, or SIGTERM where there is one.
async fn told_to_stop() {
    let interrupted = async {
        if tokio::signal::ctrl_c().await.is_err() {
            core::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminated) = signal(SignalKind::terminate()) {
            tokio::select! {
                () = interrupted => {}
                _ = terminated.recv() => {}
            }
            return;
        }
    }
    interrupted.await;
}
