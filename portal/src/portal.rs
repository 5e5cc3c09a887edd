//! The portal put together: store, door, limits and routes.

use crate::caller::{Bearer, Caller, Gate, Pending};
use crate::clock::Clock;
use crate::rest;
use crate::routes::{self, Guard, Route};
use crate::serve;
use crate::store::sqlite::SqliteStore;
use crate::store::{Store, StoreError};
use axum::Router;
use axum::http::{Method, StatusCode};
use axum::routing::get;
use std::path::Path;
use std::sync::Arc;
use thiserror::Error;
use tokio::net::TcpListener;

/// What a portal is opened with.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The address clients know it by, without a slash at its end: `https://clinic.example`. Links are made from it,
    /// never from a Host header.
    pub public_url: String,
}

/// Why a portal could not be opened.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum OpenError {
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The public URL is none.
    #[error("the public URL must begin with https:// or http:// and end without a slash")]
    PublicUrl,
}

/// What every handler shares.
pub struct Shared {
    /// Versions, index, audit.
    pub store: Arc<dyn Store>,
    /// Who a token belongs to.
    pub gate: Arc<dyn Gate>,
    /// What time it is.
    pub clock: Arc<dyn Clock>,
    /// The address clients know.
    pub public_url: String,
}

impl Shared {
    /// The FHIR base, without a slash at its end.
    pub fn base(&self) -> String {
        format!("{}/fhir", self.public_url)
    }
}

/// A clinic's portal over one data folder.
pub struct Portal {
    shared: Arc<Shared>,
}

/// A door without a key: until tokens exist nobody comes in.
struct Shut;

impl Gate for Shut {
    fn caller<'a>(&'a self, _: &'a Bearer) -> Pending<'a, Result<Option<Caller>, StoreError>> {
        Box::pin(async { Ok(None) })
    }
}

impl Portal {
    /// Opens the portal of a data folder; makes what is not there.
    ///
    /// # Errors
    /// [`OpenError`].
    pub fn open(data: &Path, settings: Settings, clock: Arc<dyn Clock>) -> Result<Self, OpenError> {
        let store = SqliteStore::open(data)?;
        Self::with(Arc::new(store), Arc::new(Shut), settings, clock)
    }

    /// A portal over a given store and door.
    ///
    /// # Errors
    /// [`OpenError::PublicUrl`].
    pub fn with(
        store: Arc<dyn Store>,
        gate: Arc<dyn Gate>,
        settings: Settings,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, OpenError> {
        let url = settings.public_url;
        let known = url.starts_with("https://") || url.starts_with("http://");
        if !known || url.ends_with('/') {
            return Err(OpenError::PublicUrl);
        }
        let shared = Shared { store, gate, clock, public_url: url };
        Ok(Self { shared: Arc::new(shared) })
    }

    /// What the handlers share.
    pub fn shared(&self) -> &Arc<Shared> {
        &self.shared
    }

    /// The table of routes.
    pub fn routes(&self) -> Vec<Route> {
        let mut routes = vec![Route {
            method: Method::GET,
            path: "/healthz",
            guard: Guard::Open,
            handler: get(|| async { StatusCode::NO_CONTENT }),
        }];
        routes.extend(rest::routes());
        routes
    }

    /// The router made from the table.
    pub fn router(&self) -> Router {
        routes::router(self.routes(), Arc::clone(&self.shared))
    }

    /// Serves until the process ends or the listener fails.
    ///
    /// # Errors
    /// What the listener says.
    pub async fn serve(&self, listener: TcpListener) -> std::io::Result<()> {
        serve::serve(listener, self.router()).await
    }
}
