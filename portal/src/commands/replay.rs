//! `replay`: everything from one database to the other.

use super::args::Replay;
use super::manners::Reply;
use super::place::Place;
use super::refusal::Refusal;
use super::refused;
use nocte_portal::store::replay::{End, Moved, ReplayError, replay as moved};
use serde_json::{Map, Value, json};
use std::fmt::Write as _;

/// `replay --to FOLDER|URL`.
pub(super) async fn replay(at: &Place, command: Replay) -> Result<Reply, Refusal> {
    let to = Place::new(Some(command.to))?;
    at.there().await?;
    if at.shown() == to.shown() {
        return Err(Refusal::new("the two are one and the same", "name another folder or database: --to"));
    }
    let from = at.end().await?;
    let to_end = to.end().await?;
    let done = moved(&*from, &*to_end).await.map_err(why)?;
    Ok(told(&done, &to.shown()))
}

fn told(done: &Moved, shown: &str) -> Reply {
    let rows: u64 = done.tables.iter().map(|(_, rows, _)| rows).sum();
    let digest = |bytes: &[u8; 32]| {
        let mut text = String::with_capacity(64);
        for byte in bytes {
            let _ = write!(text, "{byte:02x}");
        }
        text
    };
    let tables: Map<String, Value> = done
        .tables
        .iter()
        .map(|(name, rows, sha)| ((*name).to_owned(), json!({"rows": rows, "sha256": digest(sha)})))
        .collect();
    let again = if done.resumed { ", going on where it had been broken off" } else { "" };
    let text =
        format!("moved to {shown}{again}: {rows} rows, each of them read again and equal on both sides");
    Reply::done(json!({"rows": rows, "tables": tables, "resumed": done.resumed}), text)
}

fn why(error: ReplayError) -> Refusal {
    match error {
        ReplayError::Store(error) => refused::store(error),
        ReplayError::Occupied => {
            Refusal::new(error.to_string(), "name a new folder or an empty database; nothing was changed")
        }
        ReplayError::Changed => Refusal::new(
            error.to_string(),
            "stop every portal that serves from it, and begin again with an empty target",
        ),
        other => Refusal::new(other.to_string(), "keep the source; begin again with an empty target"),
    }
}

impl Place {
    /// This place as one end of a move; made when it is not there.
    async fn end(&self) -> Result<Box<dyn End>, Refusal> {
        use nocte_portal::store::postgres::PgStore;
        use nocte_portal::store::sqlite::SqliteStore;
        Ok(match self {
            Self::Folder(folder) => Box::new(SqliteStore::open_to_move(folder).map_err(refused::store)?),
            Self::Server(address) => Box::new(PgStore::open_to_move(address).await.map_err(refused::store)?),
        })
    }
}
