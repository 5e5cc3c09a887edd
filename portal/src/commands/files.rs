//! Commands about the file as a whole: its schema, copies of it, a copy put back.

use super::args::{Backup, Migrate, Restore};
use super::manners::Reply;
use super::place::Place;
use super::refusal::Refusal;
use super::refused;
use nocte_portal::clock::{Clock as _, WallClock};
use nocte_portal::store::sqlite::{SqliteStore, care};
use nocte_portal::store::{Access, Actor, Contents, postgres};
use serde_json::{Map, Value, json};

/// `migrate [--check]`.
pub(super) async fn migrate(at: &Place, command: &Migrate) -> Result<Reply, Refusal> {
    at.there().await?;
    let (found, known) = match at {
        Place::Folder(folder) => care::schemas(folder),
        Place::Server(address) => postgres::care::schemas(address).await,
    }
    .map_err(refused::store)?;
    let answer = |done: bool| json!({"schema": found, "known": known, "migrated": done});
    if command.check || found == known {
        if found > known {
            return Err(refused::store(nocte_portal::store::StoreError::Newer { found, known }));
        }
        let text = if found == known {
            format!("schema {found}: nothing to do")
        } else {
            format!(
                "schema {found} of {known}: nocte-portal migrate brings it up to date and keeps a copy aside"
            )
        };
        return Ok(Reply::answer(found == known, answer(false), text));
    }
    // Opening is migrating; the copy set aside is part of it.
    drop(at.store().await?);
    let aside = match at {
        Place::Folder(_) => "the file as it was stands beside it",
        Place::Server(_) => "no copy was made: PostgreSQL's own backup is the way back",
    };
    let text = format!("schema {found} brought to {known}; {aside}");
    Ok(Reply::done(answer(true), text))
}

/// `backup FILE`.
pub(super) async fn backup(at: &Place, command: &Backup) -> Result<Reply, Refusal> {
    let folder = at.folder("backup")?;
    at.there().await?;
    let store = SqliteStore::open(folder).map_err(refused::store)?;
    let contents = store.backup(access(), &command.file).await.map_err(refused::copy)?;
    let file = command.file.display().to_string();
    let text = format!(
        "written and checked: {file}, {} rows\nit opens with this portal's key alone: keep {}/key in another place",
        total(&contents),
        at.shown()
    );
    Ok(Reply::done(json!({"file": file, "checked": true, "rows": rows(&contents)}), text))
}

/// `restore FILE --verify`.
pub(super) fn restore(at: &Place, command: &Restore) -> Result<Reply, Refusal> {
    let (folder, key_file) = (at.folder("restore")?, command.key_file.as_deref());
    if command.dry_run {
        let contents = care::check(folder, &command.file, key_file).map_err(refused::copy)?;
        let text = format!("the backup is whole: {} rows; nothing was changed", total(&contents));
        return Ok(Reply::done(json!({"restored": false, "verified": true, "rows": rows(&contents)}), text));
    }
    let put = care::restore(folder, &command.file, key_file, &access()).map_err(refused::copy)?;
    let mut text = format!("restored and compared: {} rows", total(&put.contents));
    let aside = put.aside.map(|path| path.display().to_string());
    if let Some(aside) = &aside {
        text = format!("{text}\nwhat was there before stands in {aside}");
    }
    if command.verify {
        let again = care::check(folder, &command.file, key_file).map_err(refused::copy)?;
        if again != put.contents {
            return Ok(Reply::answer(
                false,
                json!({"restored": true, "verified": false}),
                "the backup has changed",
            ));
        }
    }
    let answer = json!({"restored": true, "verified": true, "rows": rows(&put.contents), "aside": aside});
    Ok(Reply::done(answer, text))
}

/// A command on this machine, now.
fn access() -> Access {
    Access { actor: Actor::Command, at: WallClock.now(), request: String::new() }
}

/// Rows of each table.
pub(super) fn rows(contents: &Contents) -> Value {
    let rows: Map<String, Value> =
        contents.rows.iter().map(|(name, count)| (name.clone(), Value::from(*count))).collect();
    Value::Object(rows)
}

fn total(contents: &Contents) -> u64 {
    contents.rows.iter().map(|(_, count)| count).sum()
}
