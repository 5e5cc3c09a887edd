//! The commands: each opens the portal of a folder, or of a PostgreSQL database, does one thing, and answers with text
//! or one JSON value.
//!
//! All of them may run while `serve` runs on the same data: the database orders the writers, and nothing is kept in a
//! process that another could change behind its back.

pub(crate) mod args;
mod certificate;
mod files;
pub(crate) mod line;
pub(crate) mod manners;
mod patients;
mod place;
pub(crate) mod refusal;
mod refused;
mod replay;
mod serve;
mod standing;
mod tls;
mod typed;
mod users;

use args::{Cli, Command};
use manners::Reply;
use place::Place;
use refusal::Refusal;

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
        Command::Migrate(command) => files::migrate(&at, &command).await,
        Command::Backup(command) => files::backup(&at, &command).await,
        Command::Restore(command) => files::restore(&at, &command),
        Command::Replay(command) => replay::replay(&at, command).await,
        Command::Seed(command) => patients::seed(&at, &command).await,
    };
    reply.map(Some)
}
