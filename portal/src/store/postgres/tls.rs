//! TLS to the database: rustls, with Mozilla's roots or those of a file, and the certificate good for the host's name.

use crate::store::StoreError;
use std::path::Path;
use std::sync::Arc;
use tokio_postgres_rustls::MakeRustlsConnect;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::CertificateDer;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

/// How connections are encrypted.
#[derive(Clone)]
pub(super) struct Tls(pub(super) MakeRustlsConnect);

impl Tls {
    /// With the roots of a PEM file, or Mozilla's.
    pub(super) fn new(roots: Option<&Path>) -> Result<Self, StoreError> {
        let wrong = || StoreError::Address("names a root certificate that cannot be read");
        let mut trusted = RootCertStore::empty();
        match roots {
            None => trusted.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned()),
            Some(file) => {
                for certificate in CertificateDer::pem_file_iter(file).map_err(|_| wrong())? {
                    trusted.add(certificate.map_err(|_| wrong())?).map_err(|_| wrong())?;
                }
                if trusted.is_empty() {
                    return Err(wrong());
                }
            }
        }
        let config = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .map_err(|_| StoreError::Setting("tls"))?
            .with_root_certificates(trusted)
            .with_no_client_auth();
        Ok(Self(MakeRustlsConnect::new(config)))
    }
}
