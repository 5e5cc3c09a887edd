//! `replay`: everything from one database to the other, or the records to a FHIR server.

use super::args::Replay;
use super::manners::Reply;
use super::place::Place;
use super::refusal::Refusal;
use super::refused;
use nocte_portal::engine::{Base, Engine, EngineError, Lost, Patience, Replayed};
use nocte_portal::store::replay::{End, Moved, ReplayError, replay as moved, shown as digest_shown};
use serde_json::{Map, Value, json};
use std::fmt::Write as _;

/// `replay --to FOLDER|URL`.
pub(super) async fn replay(at: &Place, command: Replay) -> Result<Reply, Refusal> {
    if let Some(base) = command.to.to_str().filter(|text| Base::is_one(text)) {
        return to_engine(at, base, &command).await;
    }
    if command.token_file.is_some() || command.roots.is_some() {
        return Err(Refusal::new(
            "--token-file and --roots are for a FHIR server",
            "a database says both in its address: docs/scale.md",
        ));
    }
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

async fn to_engine(at: &Place, base: &str, command: &Replay) -> Result<Reply, Refusal> {
    let base = Base::of_text(base).map_err(why_not)?;
    let shown = base.shown();
    let token = command.token_file.as_deref().map(token).transpose()?;
    let engine = Engine::new(base, token, command.roots.as_deref(), Patience::default()).map_err(why_not)?;
    at.there().await?;
    let from = at.end().await?;
    let done = engine.replay(&*from).await.map_err(why_not)?;
    Ok(arrived(&done, &shown))
}

/// The one line of a file.
fn token(file: &std::path::Path) -> Result<String, Refusal> {
    let text = std::fs::read_to_string(file).map_err(|error| {
        Refusal::new(
            format!("the token cannot be read: {}", error.kind()),
            "name a file with one line: --token-file",
        )
    })?;
    Ok(text.trim().to_owned())
}

fn arrived(done: &Replayed, shown: &str) -> Reply {
    let count: u64 = done.types.values().map(|kept| kept.count).sum();
    let types: Map<String, Value> = done
        .types
        .iter()
        .map(|(name, kept)| {
            (name.clone(), json!({"resources": kept.count, "sha256": digest_shown(&kept.sha256)}))
        })
        .collect();
    let mut text = format!(
        "moved to {shown}{}: {count} resources in {} versions, each of the current ones read again and equal",
        again(done.resumed),
        done.versions
    );
    let histories = done.histories + done.without_history;
    if histories > 0 {
        let _ =
            write!(text, "; the server shows the history of {} of {histories} that have one", done.histories);
    }
    if done.less_exact > 0 {
        let _ = write!(
            text,
            "; in {} a decimal came back with fewer digits of the same value (1.50 as 1.5)",
            done.less_exact
        );
    }
    let json = json!({
        "resources": count, "versions": done.versions, "types": types, "resumed": done.resumed,
        "histories": done.histories, "without_history": done.without_history, "less_exact": done.less_exact,
    });
    Reply::done(json, text)
}

fn again(resumed: bool) -> &'static str {
    if resumed { ", going on where it had been broken off" } else { "" }
}

fn told(done: &Moved, shown: &str) -> Reply {
    let rows: u64 = done.tables.iter().map(|(_, rows, _)| rows).sum();
    let tables: Map<String, Value> = done
        .tables
        .iter()
        .map(|(name, rows, sha)| ((*name).to_owned(), json!({"rows": rows, "sha256": digest_shown(sha)})))
        .collect();
    let text = format!(
        "moved to {shown}{}: {rows} rows, each of them read again and equal on both sides",
        again(done.resumed)
    );
    Reply::done(json!({"rows": rows, "tables": tables, "resumed": done.resumed}), text)
}

/// Why a FHIR server did not get everything.
fn why_not(error: EngineError) -> Refusal {
    let error = match error {
        EngineError::Store(error) => return refused::store(error),
        other => other,
    };
    let next = match &error {
        EngineError::Address(_) => {
            "type its base: https://fhir.clinic.example/r4; plain http is for this machine"
        }
        EngineError::Token => "name a file with one line, the token as the server gave it: --token-file FILE",
        EngineError::Roots => "name a PEM file with the certificates its own is signed with: --roots FILE",
        EngineError::NotR4(_) => "check the base: BASE/metadata must be a CapabilityStatement of FHIR 4.0",
        EngineError::Forbidden(_) => {
            "name the file with a token that may write everything: --token-file FILE"
        }
        EngineError::Busy(Lost::Name) => {
            "look at the name in --to; the same command goes on when it is known"
        }
        EngineError::Busy(Lost::Tls) => "name the certificates it is signed with: --roots FILE",
        EngineError::Busy(_) => {
            "run the same command again when it answers: it goes on where it was broken off"
        }
        EngineError::Refused { .. } => {
            "see what the server asks of such a resource; the same command goes on before it"
        }
        EngineError::Occupied => {
            "name an empty server, or delete Basic/nocte-replay there to write all of it anew"
        }
        EngineError::Changed => {
            "stop every portal that serves from it, delete Basic/nocte-replay on the server, and begin again"
        }
        EngineError::Differs { .. } => {
            "keep the source; see who writes on the server, and begin with an empty one"
        }
        _ => "keep the source, and begin again",
    };
    Refusal::new(error.to_string(), next)
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
