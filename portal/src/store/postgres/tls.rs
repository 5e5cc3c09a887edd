//! TLS to the database, for the driver.

use crate::store::StoreError;
use crate::trust::{self, NoTrust};
use std::path::Path;
use tokio_postgres_rustls::MakeRustlsConnect;

/// How connections are encrypted.
#[derive(Clone)]
pub(super) struct Tls(pub(super) MakeRustlsConnect);

impl Tls {
    /// With the roots of a PEM file, or Mozilla's.
    pub(super) fn new(roots: Option<&Path>) -> Result<Self, StoreError> {
        let config = trust::calling(roots).map_err(|no| match no {
            NoTrust::Roots => StoreError::Address("names a root certificate that cannot be read"),
            NoTrust::Versions => StoreError::Setting("tls"),
        })?;
        Ok(Self(MakeRustlsConnect::new(config)))
    }
}
