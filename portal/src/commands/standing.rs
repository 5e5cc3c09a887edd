//! Commands about the portal itself: made, checked, described.

use super::args::{Init, Status};
use super::manners::Reply;
use super::place::{Opened, Place};
use super::refusal::Refusal;
use super::{certificate, files, refused, typed};
use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};
use nocte_portal::keyring::{Clinic, Secret, SetUp};
use serde_json::json;

/// How long the set-up link may be used.
const SET_UP: TimeDelta = TimeDelta::days(7);

/// `init`.
pub(super) async fn init(at: &Place, command: &Init) -> Result<Reply, Refusal> {
    let name = typed::name(&command.clinic, "clinic's name")?;
    let admin = typed::email(&command.admin)?;
    let given = command.public_url.as_deref().map(typed::public_url).transpose()?;
    let clinic = at.made("http://localhost").await?.clinic().map_err(refused::clinic)?;
    let keyring = clinic.keyring();
    let known = keyring.address().await.map_err(refused::store)?;
    let public = given.clone().or(known).unwrap_or_else(|| "http://localhost:8080".to_owned());
    let secret = Secret::mint().map_err(|error| refused::store(error.into()))?;
    let access = clinic.access();
    let (since, ends) = (access.at, access.at + SET_UP);
    let kept = Clinic { name: name.clone(), admin, public_url: None, since };
    let set_up = SetUp { link: secret.digest(), ends };
    if !keyring.found(access, kept, set_up).await.map_err(refused::store)? {
        return Err(Refusal::new(
            format!("the portal in {} has a clinic already", at.shown()),
            "nocte-portal status says which; choose another folder for another clinic",
        ));
    }
    if let Some(given) = given {
        // What was typed once is meant for the links of later commands too; `serve` says it anew.
        keyring.remember_url(given).await.map_err(refused::store)?;
    }
    let link = format!("{public}/setup/{}", secret.reveal());
    let ends = ends.to_rfc3339_opts(SecondsFormat::Secs, true);
    // The link is the last line, so that a script can take it.
    let key = match at {
        Place::Folder(folder) => {
            format!("its key stands in {}/key: copy it to another place", folder.display())
        }
        Place::Server(_) => "its rows stand in PostgreSQL: backups are PostgreSQL's own".to_owned(),
    };
    let text = format!(
        "the clinic \"{name}\" is made; {key}\n\
         the first administrator sets up their way in behind this link, once, until {ends}; nocte-portal serve must run\n{link}"
    );
    Ok(Reply::done(json!({"clinic": name, "set_up_link": link, "ends": ends}), text))
}

/// `audit verify`.
pub(super) async fn verify(at: &Place) -> Result<Reply, Refusal> {
    let portal = at.portal().await?;
    match portal.shared().store.verify().await.map_err(refused::store)? {
        Ok(verified) => {
            let text = format!("the audit holds: {} rows", verified.rows);
            Ok(Reply::done(json!({"ok": true, "rows": verified.rows, "broken_row": null}), text))
        }
        Err(broken) => {
            let answer = json!({"ok": false, "rows": null, "broken_row": broken.row});
            Ok(Reply::answer(false, answer, broken.to_string()))
        }
    }
}

/// `status`: 1 when the clock runs behind the audit, or the certificate has ended.
pub(super) async fn status(at: &Place, command: &Status) -> Result<Reply, Refusal> {
    let end = command.tls_cert.as_deref().map(certificate::end_of).transpose()?;
    let portal = at.portal().await?;
    let now = portal.shared().clock.now();
    let clinic = portal.clinic().map_err(refused::clinic)?;
    let keyring = clinic.keyring();
    let tally = keyring.tally(now).await.map_err(refused::store)?;
    let address = keyring.address().await.map_err(refused::store)?;
    let clinic = keyring.clinic().await.map_err(refused::store)?;
    let (contents, ends) = match at.store().await? {
        Opened::File(store) => (store.contents().await, store.last_backup().await),
        // When PostgreSQL was last set aside, PostgreSQL knows.
        Opened::Server(store) => (store.contents().await, store.newest().await.map(|newest| (None, newest))),
    };
    let (contents, (backup, newest)) = (contents.map_err(refused::store)?, ends.map_err(refused::store)?);
    let at_ms = |ms: Option<i64>| ms.and_then(DateTime::<Utc>::from_timestamp_millis);
    let (backup, newest) = (at_ms(backup), at_ms(newest));
    let behind = newest.filter(|newest| *newest > now).map(|newest| (newest - now).num_seconds().max(1));
    let ended = end.is_some_and(|end| end <= now);
    let text_of = |at: DateTime<Utc>| at.to_rfc3339_opts(SecondsFormat::Secs, true);
    let answer = json!({
        "version": env!("CARGO_PKG_VERSION"),
        "schema": contents.schema,
        "clinic": clinic.as_ref().map(|clinic| clinic.name.clone()),
        "public_url": address,
        "patients": tally.patients,
        "closed": tally.closed,
        "pairings": tally.pairings,
        "unmatched": tally.unmatched,
        "invitations": tally.invitations,
        "rows": files::rows(&contents),
        "last_backup": backup.map(text_of),
        "backup_age_s": backup.map(|at| (now - at).num_seconds().max(0)),
        "certificate_ends": end.map(text_of),
        "now": text_of(now),
        "clock_behind_s": behind,
    });
    let mut lines = vec![
        format!("nocte-portal {}, schema {}", env!("CARGO_PKG_VERSION"), contents.schema),
        clinic.map_or_else(
            || "no clinic yet: nocte-portal init names it".to_owned(),
            |clinic| format!("clinic \"{}\" since {}", clinic.name, text_of(clinic.since)),
        ),
        format!("public address {}", address.as_deref().unwrap_or("not known until the first serve")),
        format!(
            "{} patients, {} closed; {} pairings, {} of them not confirmed; {} open links",
            tally.patients, tally.closed, tally.pairings, tally.unmatched, tally.invitations
        ),
        backup.map_or_else(
            || match at {
                Place::Folder(_) => "no backup yet: nocte-portal backup FILE".to_owned(),
                Place::Server(_) => "backups are PostgreSQL's own".to_owned(),
            },
            |at| format!("last backup {}, {} hours ago", text_of(at), (now - at).num_hours().max(0)),
        ),
        clock_line(now, behind),
    ];
    if let Some(end) = end {
        let days = (end - now).num_days();
        lines.push(if ended {
            format!("the certificate ended {}", text_of(end))
        } else {
            format!("the certificate ends {}, in {days} days", text_of(end))
        });
    }
    Ok(Reply::answer(behind.is_none() && !ended, answer, lines.join("\n")))
}

fn clock_line(now: DateTime<Utc>, behind: Option<i64>) -> String {
    let shown = now.to_rfc3339_opts(SecondsFormat::Secs, true);
    match behind {
        Some(seconds) => format!("the clock says {shown}, {seconds} s behind the newest row of the audit"),
        None => format!("the clock says {shown}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_runs_behind_is_said() {
        let now = DateTime::UNIX_EPOCH;
        assert!(clock_line(now, Some(7)).contains("7 s behind"));
        assert!(!clock_line(now, None).contains("behind"));
    }
}
