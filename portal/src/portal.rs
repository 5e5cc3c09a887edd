//! The portal put together: store, door, limits and routes.

use crate::audit::Names;
use crate::caller::Gate;
use crate::clinic::records::Records;
use crate::clinic::worklist::Lines;
use crate::clock::Clock;
use crate::door::{self, Door};
use crate::keyring::Keyring;
use crate::limits::{Limits, Paces};
use crate::log::Log;
use crate::pages;
use crate::pairing;
use crate::rest;
use crate::roster::Roster;
use crate::routes::{self, Guard, Route};
use crate::serve;
use crate::sharing::{self, Service};
use crate::staff::{self, Reception};
use crate::store::knocks::Knocks;
use crate::store::links::Links;
use crate::store::postgres::{Address, PgStore};
use crate::store::sqlite::SqliteStore;
use crate::store::{Store, StoreError};
use axum::Router;
use axum::http::{Method, StatusCode};
use axum::routing::get;
use core::future::Future;
use std::path::Path;
use std::sync::Arc;
use thiserror::Error;
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

/// What a portal is opened with.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The address clients know it by, without a slash at its end: `https://clinic.example`. Links are made from it,
    /// never from a Host header.
    pub public_url: String,
    /// What one client may ask for.
    pub limits: Limits,
    /// Where the log goes.
    pub log: Log,
    /// Whose links it keeps.
    pub share: Service,
}

impl Settings {
    /// A portal known by this address, with the usual limits and without a log.
    pub fn at(public_url: impl Into<String>) -> Self {
        Self {
            public_url: public_url.into(),
            limits: Limits::default(),
            log: Log::none(),
            share: Service::default(),
        }
    }
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
    /// The address to listen on cannot be had.
    #[error("the address to listen on cannot be had: {0}")]
    Listen(std::io::ErrorKind),
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
    /// Tokens and pairings; `None` for a portal over a foreign gate.
    pub door: Option<Arc<Door>>,
    /// The staff's sign-in; `None` for a portal over a foreign gate.
    pub reception: Option<Arc<Reception>>,
    /// What one client may ask for.
    pub limits: Limits,
    /// How fast each one has been asking.
    pub paces: Paces,
    /// Lines of the worklist as they were last read.
    pub(crate) lines: Lines,
    /// The records that were read last.
    pub(crate) records: Records,
    /// Where the log goes.
    pub log: Log,
    /// Links that patients share; `None` for a portal over a foreign gate.
    pub links: Option<Arc<dyn Links>>,
    /// Whose links are kept.
    pub share: Service,
}

impl Shared {
    /// The FHIR base, without a slash at its end.
    pub fn base(&self) -> String {
        format!("{}/fhir", self.public_url)
    }

    /// What staff are called, for whoever reads the audit.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn staff_names(&self) -> Result<Names, StoreError> {
        let Some(reception) = &self.reception else { return Ok(Names::default()) };
        let members = reception.roster().members().await?;
        Ok(Names::new(members.into_iter().map(|member| (member.id, member.name))))
    }
}

/// What only a portal over its own file has.
#[derive(Default)]
struct Own {
    door: Option<Arc<Door>>,
    reception: Option<Arc<Reception>>,
    links: Option<Arc<dyn Links>>,
}

/// A clinic's portal over one data folder.
pub struct Portal {
    shared: Arc<Shared>,
}

impl Portal {
    /// Opens the portal of a data folder; makes what is not there.
    ///
    /// # Errors
    /// [`OpenError`].
    pub fn open(data: &Path, settings: Settings, clock: Arc<dyn Clock>) -> Result<Self, OpenError> {
        Self::of(Arc::new(SqliteStore::open(data)?), settings, clock)
    }

    /// Opens the portal of a PostgreSQL database, on the present tokio runtime; brings its tables up to date first.
    /// Any number of processes may have it open.
    ///
    /// # Errors
    /// [`OpenError`].
    pub async fn connect(
        address: &Address,
        settings: Settings,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, OpenError> {
        let store = Arc::new(PgStore::open(address).await?);
        let knocks = Arc::clone(&store) as Arc<dyn Knocks>;
        Self::over(store, Some(knocks), settings, clock)
    }

    /// A portal over a store that keeps everything: records, doors, staff and links.
    ///
    /// # Errors
    /// [`OpenError::PublicUrl`].
    pub fn of<S>(store: Arc<S>, settings: Settings, clock: Arc<dyn Clock>) -> Result<Self, OpenError>
    where
        S: Store + Keyring + Roster + Links + 'static,
    {
        Self::over(store, None, settings, clock)
    }

    fn over<S>(
        store: Arc<S>,
        knocks: Option<Arc<dyn Knocks>>,
        settings: Settings,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, OpenError>
    where
        S: Store + Keyring + Roster + Links + 'static,
    {
        let door = Arc::new(Door::new(Arc::clone(&store) as Arc<dyn Keyring>, Arc::clone(&clock)));
        let reception = Arc::new(Reception::new(Arc::clone(&store) as Arc<dyn Roster>, knocks));
        let links = Some(Arc::clone(&store) as Arc<dyn Links>);
        let own = Own { door: Some(Arc::clone(&door)), reception: Some(reception), links };
        Self::build(store, door, own, settings, clock)
    }

    /// A portal over a given store and gate, without pairing: nobody gets a token here.
    ///
    /// # Errors
    /// [`OpenError::PublicUrl`].
    pub fn with(
        store: Arc<dyn Store>,
        gate: Arc<dyn Gate>,
        settings: Settings,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, OpenError> {
        Self::build(store, gate, Own::default(), settings, clock)
    }

    fn build(
        store: Arc<dyn Store>,
        gate: Arc<dyn Gate>,
        own: Own,
        settings: Settings,
        clock: Arc<dyn Clock>,
    ) -> Result<Self, OpenError> {
        let (url, log, share) = (settings.public_url, settings.log, settings.share);
        let known = url.starts_with("https://") || url.starts_with("http://");
        if !known || url.ends_with('/') {
            return Err(OpenError::PublicUrl);
        }
        let (limits, paces) = (settings.limits, Paces::default());
        let Own { door, reception, links } = own;
        let (lines, records) = (Lines::default(), Records::default());
        let shared = Shared {
            store,
            gate,
            clock,
            public_url: url,
            door,
            reception,
            limits,
            paces,
            lines,
            records,
            log,
            links,
            share,
        };
        Ok(Self { shared: Arc::new(shared) })
    }

    /// The same portal under another public address.
    ///
    /// # Errors
    /// [`OpenError::PublicUrl`].
    pub fn at(&self, public_url: &str) -> Result<Self, OpenError> {
        let Shared { store, gate, clock, door, reception, limits, log, links, share, .. } = &*self.shared;
        let settings = Settings {
            public_url: public_url.to_owned(),
            limits: limits.clone(),
            log: log.clone(),
            share: *share,
        };
        let own = Own { door: door.clone(), reception: reception.clone(), links: links.clone() };
        Self::build(Arc::clone(store), Arc::clone(gate), own, settings, Arc::clone(clock))
    }

    /// The same portal, with another keeper of links.
    #[cfg(test)]
    pub(crate) fn keeping(&self, links: Arc<dyn Links>) -> Result<Self, OpenError> {
        let Shared { store, gate, clock, public_url, door, share, .. } = &*self.shared;
        let settings = Settings { share: *share, ..Settings::at(public_url) };
        let own = Own { door: door.clone(), links: Some(links), ..Own::default() };
        Self::build(Arc::clone(store), Arc::clone(gate), own, settings, Arc::clone(clock))
    }

    /// What the handlers share.
    pub fn shared(&self) -> &Arc<Shared> {
        &self.shared
    }

    /// The table of routes.
    pub fn routes(&self) -> Vec<Route> {
        let mut routes =
            vec![Route::new(Method::GET, "/healthz", Guard::Open, get(|| async { StatusCode::NO_CONTENT }))];
        routes.extend(rest::routes());
        if self.shared.door.is_some() {
            routes.extend(door::routes());
            routes.extend(pairing::routes());
            routes.extend(sharing::routes());
        }
        if self.shared.reception.is_some() {
            routes.extend(staff::routes());
            routes.extend(pages::routes());
        }
        routes
    }

    /// The router made from the table.
    pub fn router(&self) -> Router {
        routes::router(self.routes(), Arc::clone(&self.shared))
    }

    /// Serves until `stop` is ready, over TLS when there is an acceptor. Requests that are being answered then are
    /// answered; nothing new is taken.
    ///
    /// # Errors
    /// What the listener says.
    pub async fn serve_until(
        &self,
        listener: TcpListener,
        tls: Option<TlsAcceptor>,
        stop: impl Future<Output = ()>,
    ) -> std::io::Result<()> {
        serve::serve(listener, self.router(), &self.shared.limits, tls, stop).await
    }

    /// Serves until the process ends.
    ///
    /// # Errors
    /// What the listener says.
    pub async fn serve(&self, listener: TcpListener) -> std::io::Result<()> {
        self.serve_until(listener, None, core::future::pending()).await
    }
}
