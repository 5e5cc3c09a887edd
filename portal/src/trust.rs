//! Whom the portal trusts when it is the one who calls, a database or a FHIR server: Mozilla's roots, or those of a
//! file, and a certificate good for the host's name.

use std::path::Path;
use std::sync::Arc;
use thiserror::Error;
use tokio_rustls::rustls::crypto::ring;
use tokio_rustls::rustls::pki_types::CertificateDer;
use tokio_rustls::rustls::pki_types::pem::PemObject as _;
use tokio_rustls::rustls::{ClientConfig, RootCertStore};

/// Why nobody can be trusted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub(crate) enum NoTrust {
    /// The file is missing, or holds no certificate.
    #[error("names a root certificate that cannot be read")]
    Roots,
    /// The cryptography knows no version of TLS.
    #[error("no version of TLS is known")]
    Versions,
}

/// The side that calls, with the roots of a PEM file or Mozilla's.
///
/// # Errors
/// [`NoTrust`].
pub(crate) fn calling(roots: Option<&Path>) -> Result<ClientConfig, NoTrust> {
    let mut trusted = RootCertStore::empty();
    match roots {
        None => trusted.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned()),
        Some(file) => {
            for certificate in CertificateDer::pem_file_iter(file).map_err(|_| NoTrust::Roots)? {
                trusted.add(certificate.map_err(|_| NoTrust::Roots)?).map_err(|_| NoTrust::Roots)?;
            }
            if trusted.is_empty() {
                return Err(NoTrust::Roots);
            }
        }
    }
    Ok(ClientConfig::builder_with_provider(Arc::new(ring::default_provider()))
        .with_safe_default_protocol_versions()
        .map_err(|_| NoTrust::Versions)?
        .with_root_certificates(trusted)
        .with_no_client_auth())
}

/// Whether a host is another machine than this one: what is a patient's goes there under TLS or not at all.
pub(crate) fn is_elsewhere(host: &str) -> bool {
    let address = host.trim_start_matches('[').trim_end_matches(']').parse::<std::net::IpAddr>();
    host != "localhost" && !address.is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_machine_is_known_by_its_names() {
        for here in ["localhost", "127.0.0.1", "127.0.0.53", "::1", "[::1]"] {
            assert!(!is_elsewhere(here), "{here}");
        }
        for there in ["10.0.0.7", "localhost.evil.example", "db", "[2001:db8::1]", ""] {
            assert!(is_elsewhere(there), "{there}");
        }
    }

    #[test]
    fn a_file_without_a_certificate_trusts_nobody() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("roots.pem");
        std::fs::write(&file, "nothing").expect("written");
        assert_eq!(calling(Some(&file)).err(), Some(NoTrust::Roots));
        assert_eq!(calling(Some(&folder.path().join("none.pem"))).err(), Some(NoTrust::Roots));
        assert!(calling(None).is_ok());
    }
}
