//! Commands about the file as a whole: its schema, copies of it, a copy put back.

use super::Place;
use super::args::{Backup, Migrate, Restore};
use super::manners::Reply;
use super::refusal::Refusal;
use super::refused;
use nocte_portal::clock::{Clock as _, WallClock};
use nocte_portal::store::sqlite::SqliteStore;
use nocte_portal::store::sqlite::care::{self, Contents};
use nocte_portal::store::{Access, Actor};
use serde_json::{Map, Value, json};

/// `migrate [--check]`.
pub(super) fn migrate(at: &Place, command: &Migrate) -> Result<Reply, Refusal> {
    at.there()?;
    let (found, known) = care::schemas(at.folder()).map_err(refused::store)?;
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
    drop(SqliteStore::open(at.folder()).map_err(refused::store)?);
    let text = format!("schema {found} brought to {known}; the file as it was stands beside it");
    Ok(Reply::done(answer(true), text))
}

/// `backup FILE`.
pub(super) async fn backup(at: &Place, command: &Backup) -> Result<Reply, Refusal> {
    let store = at.store()?;
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
    let key_file = command.key_file.as_deref();
    if command.dry_run {
        let contents = care::check(at.folder(), &command.file, key_file).map_err(refused::copy)?;
        let text = format!("the backup is whole: {} rows; nothing was changed", total(&contents));
        return Ok(Reply::done(json!({"restored": false, "verified": true, "rows": rows(&contents)}), text));
    }
    let put = care::restore(at.folder(), &command.file, key_file, &access()).map_err(refused::copy)?;
    let mut text = format!("restored and compared: {} rows", total(&put.contents));
    let aside = put.aside.map(|path| path.display().to_string());
    if let Some(aside) = &aside {
        text = format!("{text}\nwhat was there before stands in {aside}");
    }
    if command.verify {
        let again = care::check(at.folder(), &command.file, key_file).map_err(refused::copy)?;
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
