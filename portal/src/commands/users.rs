//! Commands about staff: added, listed, given a role, shut out, given a new way in.

use super::Place;
use super::args::UserCommand;
use super::manners::Reply;
use super::refusal::Refusal;
use super::{refused, typed};
use chrono::{DateTime, SecondsFormat, Utc};
use nocte_portal::clinic::{Clinic, StaffInvite};
use nocte_portal::roster::{Member, Role};
use serde_json::{Value, json};

/// `user add|list|role|disable|reset`.
pub(super) async fn user(at: &Place, what: UserCommand) -> Result<Reply, Refusal> {
    match what {
        UserCommand::Add { email, name, role, public_url } => {
            let email = typed::email(&email)?;
            let name =
                name.map(|name| typed::name(&name, "name")).transpose()?.unwrap_or_else(|| email.clone());
            let role = role_of(&role)?;
            let clinic = at.clinic().await?;
            let public = public(&clinic, public_url.as_deref()).await?;
            let invite = clinic.add_colleague(&email, &name, role).await.map_err(refused::clinic)?;
            Ok(link(&invite, &public, "on the list"))
        }
        UserCommand::List => {
            let members = at.clinic().await?.colleagues().await.map_err(refused::clinic)?;
            let lines: Vec<String> = members.iter().map(line).collect();
            let text =
                if lines.is_empty() { "nobody is on the list yet".to_owned() } else { lines.join("\n") };
            Ok(Reply::done(Value::Array(members.iter().map(shown).collect()), text))
        }
        UserCommand::Role { user, role } => {
            let role = role_of(&role)?;
            let (clinic, member) = found(at, &user).await?;
            clinic.give_role(&member.id, role).await.map_err(refused::clinic)?;
            let text = format!("{} is {} now; sessions have ended", member.id, role.word());
            Ok(Reply::done(json!({"id": member.id, "role": role.word()}), text))
        }
        UserCommand::Disable { user } => {
            let (clinic, member) = found(at, &user).await?;
            clinic.disable_colleague(&member.id).await.map_err(refused::clinic)?;
            let text = format!("{} is shut out; sessions have ended", member.id);
            Ok(Reply::done(json!({"id": member.id, "disabled": true}), text))
        }
        UserCommand::Reset { user, public_url } => {
            let (clinic, member) = found(at, &user).await?;
            let public = public(&clinic, public_url.as_deref()).await?;
            let invite = clinic.reset_colleague(&member.id).await.map_err(refused::clinic)?;
            Ok(link(&invite, &public, "reset: keys, password and sessions are gone"))
        }
    }
}

async fn found(at: &Place, user: &str) -> Result<(Clinic, Member), Refusal> {
    let clinic = at.clinic().await?;
    let member = clinic.colleague(user).await.map_err(refused::clinic)?;
    Ok((clinic, member))
}

/// The address links are made under: the one given, the last serve's, or the default of `init`.
async fn public(clinic: &Clinic, given: Option<&str>) -> Result<String, Refusal> {
    let given = given.map(typed::public_url).transpose()?;
    let known = clinic.keyring().address().await.map_err(refused::store)?;
    Ok(given.or(known).unwrap_or_else(|| "http://localhost:8080".to_owned()))
}

fn role_of(word: &str) -> Result<Role, Refusal> {
    Role::of_word(word)
        .ok_or_else(|| Refusal::new("there is no such role", "type one of staff, prescriber, admin"))
}

fn text_of(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

fn link(invite: &StaffInvite, public: &str, done: &str) -> Reply {
    let (address, ends) = (invite.reveal(public), text_of(invite.ends));
    // The link is the last line, so that a script can take it.
    let text = format!("{done}; the link may be used once, until {ends}\n{address}");
    Reply::done(json!({"id": invite.id, "set_up_link": address, "ends": ends}), text)
}

fn shown(member: &Member) -> Value {
    json!({
        "id": member.id,
        "email": member.email,
        "name": member.name,
        "role": member.role.word(),
        "since": text_of(member.since),
        "joined": member.joined.map(text_of),
        "disabled": member.disabled.map(text_of),
    })
}

fn line(member: &Member) -> String {
    let state = match (member.disabled, member.joined) {
        (Some(at), _) => format!("shut out {}", text_of(at)),
        (None, Some(at)) => format!("joined {}", text_of(at)),
        (None, None) => "invited".to_owned(),
    };
    format!("{}  {:<10}  {}  {}  {state}", member.id, member.role.word(), member.email, member.name)
}
