//! Certificates, read again without a restart: when the files change, and on SIGHUP.
//!
//! A pair that does not fit, or is half written, changes nothing: the one before goes on, and the log says so.

use super::refusal::Refusal;
use nocte_portal::clock::{Clock as _, WallClock};
use nocte_portal::log::Log;
use serde_json::json;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, SystemTime};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio_rustls::rustls::server::{ClientHello, ResolvesServerCert};
use tokio_rustls::rustls::sign::CertifiedKey;

/// How often the files are looked at.
const LOOK: Duration = Duration::from_secs(30);

/// The certificate that is shown now, and where the next one comes from.
#[derive(Debug)]
pub(super) struct Certificates {
    chain: PathBuf,
    key: PathBuf,
    shown: Arc<Shown>,
}

#[derive(Debug)]
struct Shown(RwLock<Arc<CertifiedKey>>);

impl ResolvesServerCert for Shown {
    fn resolve(&self, _: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(Arc::clone(&self.0.read().unwrap_or_else(PoisonError::into_inner)))
    }
}

impl Certificates {
    /// Reads both files.
    pub(super) fn read(chain: &Path, key: &Path) -> Result<Self, Refusal> {
        let shown = Arc::new(Shown(RwLock::new(Arc::new(pair(chain, key)?))));
        Ok(Self { chain: chain.to_owned(), key: key.to_owned(), shown })
    }

    /// rustls with ring; TLS 1.2 and 1.3.
    pub(super) fn acceptor(&self) -> Result<TlsAcceptor, Refusal> {
        let config = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(|_| refused("this build knows no TLS"))?
            .with_no_client_auth()
            .with_cert_resolver(Arc::clone(&self.shown) as Arc<dyn ResolvesServerCert>);
        Ok(TlsAcceptor::from(Arc::new(config)))
    }

    /// Looks for newer files for as long as what it gives is polled; SIGHUP is listened for from the call on.
    pub(super) fn keep_fresh<'a>(&'a self, log: &'a Log) -> impl Future<Output = ()> + 'a {
        let mut seen = self.written();
        let mut bell = Bell::new();
        async move {
            loop {
                let asked = bell.rang_within(LOOK).await;
                let now = self.written();
                if !asked && now == seen {
                    continue;
                }
                seen = now;
                self.read_again(log);
            }
        }
    }

    /// Shows what the files hold now, if they fit; the log says which.
    fn read_again(&self, log: &Log) {
        match pair(&self.chain, &self.key) {
            Ok(pair) => {
                *self.shown.0.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(pair);
                log.event(WallClock.now(), "certificate", &json!({"read": true}));
            }
            Err(refusal) => {
                log.event(WallClock.now(), "certificate", &json!({"read": false, "why": refusal.reason}));
            }
        }
    }

    fn written(&self) -> [Option<SystemTime>; 2] {
        let at = |path: &Path| std::fs::metadata(path).and_then(|metadata| metadata.modified()).ok();
        [at(&self.chain), at(&self.key)]
    }
}

fn refused(what: &str) -> Refusal {
    Refusal::new(what, "name PEM files: --tls-cert chain.pem --tls-key key.pem")
}

fn pair(chain: &Path, key: &Path) -> Result<CertifiedKey, Refusal> {
    let chain: Vec<CertificateDer<'static>> = CertificateDer::pem_file_iter(chain)
        .and_then(Iterator::collect)
        .map_err(|_| refused("the certificate chain cannot be read"))?;
    if chain.is_empty() {
        return Err(refused("the certificate file holds no certificate"));
    }
    let key = PrivateKeyDer::from_pem_file(key).map_err(|_| refused("the private key cannot be read"))?;
    CertifiedKey::from_der(chain, key, &ring::default_provider())
        .map_err(|_| refused("the private key does not belong to the certificate"))
}

/// SIGHUP, where there is one. Listened to from the first moment on: one that comes while files are read is not lost.
struct Bell {
    #[cfg(unix)]
    asked: Option<tokio::signal::unix::Signal>,
}

impl Bell {
    fn new() -> Self {
        Self {
            #[cfg(unix)]
            asked: tokio::signal::unix::signal(tokio::signal::unix::SignalKind::hangup()).ok(),
        }
    }

    /// Whether it rang before `patience` was over.
    async fn rang_within(&mut self, patience: Duration) -> bool {
        #[cfg(unix)]
        if let Some(asked) = &mut self.asked {
            return tokio::time::timeout(patience, asked.recv()).await.is_ok_and(|rang| rang.is_some());
        }
        tokio::time::sleep(patience).await;
        false
    }
}
