//! Commands about patients: added, exported, closed, erased, invited, let in, made up.

use super::Place;
use super::args::{Invite, PatientCommand, Seed, Token};
use super::manners::Reply;
use super::refusal::Refusal;
use super::{refused, typed};
use chrono::{NaiveDate, SecondsFormat, TimeDelta};
use nocte_portal::clinic::NewPatient;
use serde_json::json;

/// `patient add|export|close|erase`.
pub(super) async fn patient(at: &Place, what: PatientCommand) -> Result<Reply, Refusal> {
    match what {
        PatientCommand::Add { name, birth } => add(at, &name, birth).await,
        PatientCommand::Export { patient } => {
            let bundle = at.clinic().await?.export(&patient).await.map_err(refused::clinic)?;
            let text = format!("{bundle:#}");
            Ok(Reply::done(bundle, text))
        }
        PatientCommand::Close { patient } => {
            at.clinic().await?.close_patient(&patient).await.map_err(refused::clinic)?;
            let text = "closed: links and tokens are dead, the patient is off the list, the record is kept";
            Ok(Reply::done(json!({"patient": patient, "closed": true}), text))
        }
        PatientCommand::Erase { patient } => {
            let gone = at.clinic().await?.erase_patient(&patient).await.map_err(refused::clinic)?;
            let text = format!("erased: {gone} versions are gone for good; the audit keeps ids and digests");
            Ok(Reply::done(json!({"patient": patient, "erased": true, "versions": gone}), text))
        }
    }
}

async fn add(at: &Place, name: &str, birth: NaiveDate) -> Result<Reply, Refusal> {
    let name = typed::name(name, "patient's name")?;
    let clinic = at.clinic().await?;
    let today = clinic.access().at.date_naive();
    if !NewPatient::may_be_born(birth, today) {
        return Err(Refusal::new(
            "nobody is born on that day: it lies ahead, or more than 130 years back",
            "type the day of birth as YYYY-MM-DD",
        ));
    }
    let new = NewPatient { name, birth, synthetic: false };
    let id = clinic.add_patient(&new).await.map_err(refused::clinic)?;
    Ok(Reply::done(json!({"id": id, "patient": id}), id))
}

/// `invite`.
pub(super) async fn invite(at: &Place, command: &Invite) -> Result<Reply, Refusal> {
    let public = command.public_url.as_deref().map(typed::public_url).transpose()?;
    let clinic = at.clinic().await?;
    let invite = match public {
        Some(public) => clinic.invite_at(&command.patient, &public).await,
        None => clinic.invite(&command.patient).await,
    };
    let invite = invite.map_err(refused::clinic)?;
    let (link, passcode) = (invite.link.reveal(), invite.passcode.reveal());
    let ends = invite.link.ends().to_rfc3339_opts(SecondsFormat::Secs, true);
    let text = format!("{link}\npasscode {passcode}\nends {ends}");
    Ok(Reply::done(json!({"link": link, "passcode": passcode, "ends": ends}), text))
}

/// `token`.
pub(super) async fn token(at: &Place, command: &Token) -> Result<Reply, Refusal> {
    let lasts: TimeDelta = typed::ttl(&command.ttl)?;
    let clinic = at.clinic().await?;
    let token = clinic.token(&command.patient, lasts).await.map_err(refused::clinic)?;
    let ends = (clinic.access().at + lasts).to_rfc3339_opts(SecondsFormat::Secs, true);
    let text = format!("recorded in the audit; ends {ends}\n{}", token.reveal());
    Ok(Reply::done(json!({"token": token.reveal(), "patient": command.patient, "ends": ends}), text))
}

/// `seed`.
pub(super) async fn seed(at: &Place, command: &Seed) -> Result<Reply, Refusal> {
    let clinic = at.made("http://localhost").await?.clinic().map_err(refused::clinic)?;
    let made = clinic.seed(command.patients, command.days).await.map_err(refused::clinic)?;
    let counted = match made.patients.len() {
        1 => "1 synthetic patient".to_owned(),
        several => format!("{several} synthetic patients"),
    };
    let text = format!("{} with {} resources in {} nights each", counted, made.resources, command.days);
    Ok(Reply::done(json!({"patients": made.patients, "resources": made.resources, "synthetic": true}), text))
}
