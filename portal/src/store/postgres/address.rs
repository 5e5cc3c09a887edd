//! Where a PostgreSQL is: `postgres://USER@HOST/DATABASE`, with what the driver does not know taken out of it.
//!
//! Patients' data leaves this machine under TLS or not at all: a host that is not this machine is asked for it whatever
//! `sslmode` says, and its certificate must be good for its name.

use super::tls;
use crate::store::StoreError;
use crate::trust;
use core::fmt;
use std::path::PathBuf;
use tokio_postgres::Config;
use tokio_postgres::config::{Host, SslMode};

/// Connections of one process when the address names no `pool`.
const POOL: usize = 16;

/// The address of a database, with a password in it perhaps: printed without.
#[derive(Clone)]
pub struct Address {
    pub(super) config: Config,
    pub(super) roots: Option<PathBuf>,
    /// Connections of this process at most.
    pub(super) pool: usize,
}

impl fmt::Debug for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Address(..)")
    }
}

impl Address {
    /// Whether a text is meant as such an address.
    pub fn is_one(text: &str) -> bool {
        text.starts_with("postgres://") || text.starts_with("postgresql://")
    }

    /// Reads an address. Besides what the driver knows there may be `sslrootcert=FILE` (PEM, instead of Mozilla's
    /// roots) and `pool=N`, the connections of one process.
    ///
    /// # Errors
    /// [`StoreError::Address`], which repeats nothing of the text.
    pub fn of_text(text: &str) -> Result<Self, StoreError> {
        let wrong = StoreError::Address("is none: postgres://USER@HOST/DATABASE");
        let (place, words) = text.split_once('?').unwrap_or((text, ""));
        let (mut roots, mut pool, mut left) = (None, POOL, Vec::new());
        for word in words.split('&').filter(|word| !word.is_empty()) {
            match word.split_once('=') {
                Some(("sslrootcert", file)) => roots = Some(PathBuf::from(file)),
                Some(("pool", count)) => {
                    pool = count
                        .parse()
                        .ok()
                        .filter(|count| (2..=1000).contains(count))
                        .ok_or(StoreError::Address("names no pool of 2 to 1000 connections"))?;
                }
                _ => left.push(word),
            }
        }
        let text = if left.is_empty() { place.to_owned() } else { format!("{place}?{}", left.join("&")) };
        let mut config: Config = text.parse().map_err(|_| wrong)?;
        if config.get_hosts().is_empty() || config.get_dbname().is_none() {
            return Err(StoreError::Address("must name a host and a database"));
        }
        if config.get_hosts().iter().any(is_elsewhere) {
            config.ssl_mode(SslMode::Require);
        }
        config.application_name("nocte-portal");
        Ok(Self { config, roots, pool })
    }

    /// Host and database, for a message: no user, no password.
    pub fn shown(&self) -> String {
        let host = match self.config.get_hosts().first() {
            Some(Host::Tcp(name)) => name.clone(),
            _ => "this machine".to_owned(),
        };
        format!("PostgreSQL \"{}\" on {host}", self.config.get_dbname().unwrap_or_default())
    }

    /// How its connections are encrypted.
    pub(super) fn tls(&self) -> Result<tls::Tls, StoreError> {
        tls::Tls::new(self.roots.as_deref())
    }
}

/// Whether a connection to it leaves this machine.
fn is_elsewhere(host: &Host) -> bool {
    match host {
        Host::Tcp(name) => trust::is_elsewhere(name),
        #[cfg(unix)]
        Host::Unix(_) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_elsewhere_is_asked_for_tls_whatever_is_said() {
        let of = |text: &str| Address::of_text(text).expect(text).config.get_ssl_mode();
        assert_eq!(of("postgres://nocte@db.clinic.example/nocte?sslmode=disable"), SslMode::Require);
        assert_eq!(of("postgres://nocte@10.0.0.7/nocte"), SslMode::Require);
        assert_eq!(of("postgres://nocte@127.0.0.1:5433/nocte"), SslMode::Prefer);
        assert_eq!(of("postgres://nocte@%2Frun%2Fpostgresql/nocte"), SslMode::Prefer);
    }

    #[test]
    fn nothing_secret_is_printed() {
        let address = Address::of_text("postgresql://nocte:hunter2@localhost/night?pool=3").expect("reads");
        let shown = format!("{address:?} {}", address.shown());
        assert!(
            !shown.contains("hunter2") && !shown.contains("nocte:") && shown.contains("night"),
            "{shown}"
        );
        assert_eq!(address.pool, 3);
        for text in
            ["postgres://", "postgres://localhost", "postgres://u@h/d?pool=0", "postgres://u@h/d?pool=x"]
        {
            let error = Address::of_text(text).expect_err(text).to_string();
            assert!(!error.contains("u@h"), "{error}");
        }
    }
}
