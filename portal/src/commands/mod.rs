//! The commands: each opens the portal of a folder, does one thing, and answers with text or one JSON value.
//!
//! All of them may run while `serve` runs on the same folder: SQLite orders the writers, and nothing is kept in a
//! process that another could change behind its back.

pub(crate) mod args;
mod certificate;
mod files;
pub(crate) mod manners;
mod patients;
pub(crate) mod refusal;
mod refused;
mod serve;
mod standing;
mod tls;
mod typed;
mod users;

use args::{Cli, Command};
use manners::Reply;
use nocte_portal::clinic::Clinic;
use nocte_portal::clock::WallClock;
use nocte_portal::store::sqlite::{SqliteStore, care};
use nocte_portal::{Portal, Settings};
use refusal::Refusal;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Runs a command.
///
/// # Errors
/// A [`Refusal`]: the input or the state does not allow it.
pub(crate) async fn run(cli: Cli) -> Result<Option<Reply>, Refusal> {
    let at = Place::new(cli.data)?;
    let reply = match cli.command {
        Command::Serve(command) => {
            // It has said its line already; whoever stops it knows that it stopped.
            serve::serve(&at, &command).await?;
            return Ok(None);
        }
        Command::Init(command) => standing::init(&at, &command).await,
        Command::User(command) => users::user(&at, command.what).await,
        Command::Patient(command) => patients::patient(&at, command.what).await,
        Command::Invite(command) => patients::invite(&at, &command).await,
        Command::Token(command) => patients::token(&at, &command).await,
        Command::Audit(_) => standing::verify(&at).await,
        Command::Status(command) => standing::status(&at, &command).await,
        Command::Migrate(command) => files::migrate(&at, &command),
        Command::Backup(command) => files::backup(&at, &command).await,
        Command::Restore(command) => files::restore(&at, &command),
        Command::Seed(command) => patients::seed(&at, &command).await,
    };
    reply.map(Some)
}

/// The folder a command works on.
pub(crate) struct Place {
    folder: PathBuf,
}

impl Place {
    fn new(data: Option<PathBuf>) -> Result<Self, Refusal> {
        let folder =
            data.ok_or_else(|| Refusal::new("no portal was named", "name its folder: --data FOLDER"))?;
        Ok(Self { folder })
    }

    fn folder(&self) -> &Path {
        &self.folder
    }

    /// As it was typed, for a message.
    fn shown(&self) -> String {
        self.folder.display().to_string()
    }

    /// Refuses a folder without a portal: a mistyped name must not make one.
    fn there(&self) -> Result<(), Refusal> {
        if care::is_there(&self.folder) {
            return Ok(());
        }
        Err(Refusal::new(
            format!("there is no portal in {}", self.shown()),
            "nocte-portal init --data FOLDER --clinic NAME --admin EMAIL makes one",
        ))
    }

    /// The portal there, which must exist, under the public address of the last `serve`.
    async fn portal(&self) -> Result<Portal, Refusal> {
        self.there()?;
        let portal = self.made("http://localhost")?;
        let Some(door) = &portal.shared().door else { return Ok(portal) };
        match door.keyring().address().await.map_err(refused::store)? {
            Some(address) => portal.at(&address).map_err(refused::open),
            None => Ok(portal),
        }
    }

    /// The portal there, made when it is not.
    fn made(&self, public_url: &str) -> Result<Portal, Refusal> {
        let settings = Settings::at(public_url);
        Portal::open(&self.folder, settings, Arc::new(WallClock)).map_err(refused::open)
    }

    /// The clinic of the portal there, which must exist.
    async fn clinic(&self) -> Result<Clinic, Refusal> {
        self.portal().await?.clinic().map_err(refused::clinic)
    }

    /// The database there, which must exist.
    fn store(&self) -> Result<SqliteStore, Refusal> {
        self.there()?;
        SqliteStore::open(&self.folder).map_err(refused::store)
    }
}
