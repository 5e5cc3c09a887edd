//! Where the portal of a command is: a folder with the embedded database, or a PostgreSQL database.

use super::refusal::Refusal;
use super::refused;
use nocte_portal::clinic::Clinic;
use nocte_portal::clock::WallClock;
use nocte_portal::store::postgres::{self, Address, PgStore};
use nocte_portal::store::sqlite::{SqliteStore, care};
use nocte_portal::{Portal, Settings};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What a command works on.
#[derive(Debug)]
pub(crate) enum Place {
    /// A folder of this machine.
    Folder(PathBuf),
    /// A database of its own.
    Server(Box<Address>),
}

/// A place whose database is open.
pub(super) enum Opened {
    /// The embedded one.
    File(SqliteStore),
    /// PostgreSQL.
    Server(PgStore),
}

impl Place {
    /// As it was typed after `--data`.
    pub(super) fn new(data: Option<PathBuf>) -> Result<Self, Refusal> {
        let data =
            data.ok_or_else(|| Refusal::new("no portal was named", "name its folder: --data FOLDER"))?;
        match data.to_str() {
            Some(text) if Address::is_one(text) => {
                let address = Address::of_text(text).map_err(refused::store)?;
                Ok(Self::Server(Box::new(address)))
            }
            _ => Ok(Self::Folder(data)),
        }
    }

    /// The folder, for what only the embedded database has.
    pub(super) fn folder(&self, what: &str) -> Result<&Path, Refusal> {
        match self {
            Self::Folder(folder) => Ok(folder),
            Self::Server(_) => Err(Refusal::new(
                format!(
                    "{what} is for the embedded database: PostgreSQL has its own (pg_dump, or its archive)"
                ),
                "docs/scale.md says what to set up",
            )),
        }
    }

    /// As it was typed, for a message, without user and password.
    pub(super) fn shown(&self) -> String {
        match self {
            Self::Folder(folder) => folder.display().to_string(),
            Self::Server(address) => address.shown(),
        }
    }

    /// Refuses a place without a portal: a mistyped name must not make one.
    pub(super) async fn there(&self) -> Result<(), Refusal> {
        let there = match self {
            Self::Folder(folder) => care::is_there(folder),
            Self::Server(address) => {
                let (found, _) = postgres::care::schemas(address).await.map_err(refused::store)?;
                found > 0
            }
        };
        if there {
            return Ok(());
        }
        Err(Refusal::new(
            format!("there is no portal in {}", self.shown()),
            "nocte-portal init --data FOLDER --clinic NAME --admin EMAIL makes one",
        ))
    }

    /// The portal there, which must exist, under the public address of the last `serve`.
    pub(super) async fn portal(&self) -> Result<Portal, Refusal> {
        self.there().await?;
        let portal = self.made("http://localhost").await?;
        let Some(door) = &portal.shared().door else { return Ok(portal) };
        match door.keyring().address().await.map_err(refused::store)? {
            Some(address) => portal.at(&address).map_err(refused::open),
            None => Ok(portal),
        }
    }

    /// The portal there, made when it is not.
    pub(super) async fn made(&self, public_url: &str) -> Result<Portal, Refusal> {
        self.with(Settings::at(public_url)).await
    }

    /// The same with settings of its own.
    pub(super) async fn with(&self, settings: Settings) -> Result<Portal, Refusal> {
        let clock = Arc::new(WallClock);
        let portal = match self {
            Self::Folder(folder) => Portal::open(folder, settings, clock),
            Self::Server(address) => Portal::connect(address, settings, clock).await,
        };
        portal.map_err(refused::open)
    }

    /// The clinic of the portal there, which must exist.
    pub(super) async fn clinic(&self) -> Result<Clinic, Refusal> {
        self.portal().await?.clinic().map_err(refused::clinic)
    }

    /// The database there, which must exist.
    pub(super) async fn store(&self) -> Result<Opened, Refusal> {
        self.there().await?;
        Ok(match self {
            Self::Folder(folder) => Opened::File(SqliteStore::open(folder).map_err(refused::store)?),
            Self::Server(address) => Opened::Server(PgStore::open(address).await.map_err(refused::store)?),
        })
    }
}
