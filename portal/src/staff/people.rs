//! The staff's list, for administrators: invited, given a role, shut out, given a new way in.

use super::{Staff, page, visits};
use crate::clinic::{Clinic, ClinicError, StaffInvite};
use crate::form::Form;
use crate::frame::role as role_name;
use crate::frame::say;
use crate::frame::sideways;
use crate::portal::Shared;
use crate::roster::{Member, ROLES, Role};
use axum::extract::{Path, RawQuery, State};
use axum::http::StatusCode;
use axum::response::Response;
use chrono::{DateTime, Utc};
use maud::{Markup, html};
use std::sync::Arc;

fn clinic(shared: &Arc<Shared>, staff: &Staff) -> Result<Clinic, Response> {
    shared.clinic().map(|clinic| clinic.acting_for(&staff.id)).map_err(|_| page::out_of_order())
}

/// `GET /staff`.
pub(crate) async fn show(
    State(shared): State<Arc<Shared>>,
    staff: Staff,
    RawQuery(query): RawQuery,
) -> Result<Response, Response> {
    let query = Form::read(query.unwrap_or_default().as_bytes()).unwrap_or_default();
    let before = query.one("before").and_then(|before| before.parse().ok());
    page_of(&shared, &staff, StatusCode::OK, &html! {}, before).await
}

async fn shown(
    shared: &Arc<Shared>,
    staff: &Staff,
    status: StatusCode,
    said: &Markup,
) -> Result<Response, Response> {
    page_of(shared, staff, status, said, None).await
}

/// The page, with the rows of the door before a row.
async fn page_of(
    shared: &Arc<Shared>,
    staff: &Staff,
    status: StatusCode,
    said: &Markup,
    before: Option<i64>,
) -> Result<Response, Response> {
    let clinic = clinic(shared, staff)?;
    let members = clinic.colleagues().await.map_err(|_| page::out_of_order())?;
    let lately = clinic.visits(before, visits::SHOWN).await.map_err(|_| page::out_of_order())?;
    let body = html! {
        div.head {
            h1 { "Staff" }
            p.lead { "Who may come in, and what they may do. " a href="/clinic" { "To the clinic" } }
        }
        (said)
        section.panel aria-label="Members" { (sideways("Members", &html! { table.weeks {
            thead { tr { th scope="col" { "Name" } th scope="col" { "Address" } th scope="col" { "Role" }
                th scope="col" { "Since" } th scope="col" { "Change" } } }
            tbody { @for member in &members { (line(member, staff)) } }
        } })) }
        form.panel method="post" action="/staff" {
            h2 { "Invite a colleague" }
            (page::csrf(staff))
            p { label for="name" { "Name" } input #name name="name" type="text" maxlength="200" required; }
            p { label for="email" { "Address" } input #email name="email" type="email" maxlength="254" required; }
            p { label for="role" { "Role" } select #role name="role" { (options(Role::Staff)) } }
            p { button { "Make an invitation" } }
            p { small { "You get a link to hand over. It may be used once, within seven days. The portal sends no mail." } }
        }
        (visits::show(&lately, before.is_some(), &members))
    };
    Ok(page::page(status, "Staff", Some(staff), &body))
}

fn options(present: Role) -> Markup {
    html! { @for role in ROLES { option value=(role.word()) selected[role == present] { (role_name(role)) } } }
}

/// In a table that scrolls a hidden label would stand outside of it: the name is the field's own.
fn roles_of(member: &Member) -> Markup {
    html! { select name="role" aria-label={ "Role of " (member.name) } { (options(member.role)) } }
}

fn day(at: DateTime<Utc>) -> String {
    say::day(at.date_naive())
}

fn line(member: &Member, staff: &Staff) -> Markup {
    let state = match (member.disabled, member.joined) {
        (Some(at), _) => format!("shut out since {}", day(at)),
        (None, Some(at)) => day(at),
        (None, None) => "invited".to_owned(),
    };
    html! {
        tr {
            th scope="row" { (member.name) @if member.id == staff.id { " (you)" } }
            td { (member.email) }
            td { (role_name(member.role)) }
            td { (state) }
            td { div.answers {
                form method="post" action={ "/staff/" (member.id) "/role" } {
                    (page::csrf(staff))
                    (roles_of(member))
                    button { "Change role" }
                }
                form method="post" action={ "/staff/" (member.id) "/reset" } {
                    (page::csrf(staff))
                    button aria-label={ "New way in for " (member.name) } { "New way in" }
                }
                @if member.disabled.is_none() {
                    form method="post" action={ "/staff/" (member.id) "/disable" } {
                        (page::csrf(staff))
                        button.danger aria-label={ "Shut out " (member.name) } { "Shut out" }
                    }
                }
            } }
        }
    }
}

/// The link of an invitation: shown in this answer and in no other.
fn link(shared: &Shared, invite: &StaffInvite, name: &str) -> Markup {
    html! {
        div.notice.done role="status" {
            p { "Hand this link to " strong { (name) } ". It is shown once, may be used once, and ends on " (day(invite.ends)) "." }
            p.link { code { (invite.reveal(&shared.public_url)) } }
        }
    }
}

fn refused(error: &ClinicError) -> (StatusCode, Markup) {
    let (status, words) = match error {
        ClinicError::Colleague => (StatusCode::CONFLICT, "Somebody signs in with this address already."),
        ClinicError::NoColleague => (StatusCode::NOT_FOUND, "There is no such member of staff."),
        ClinicError::LastAdmin => (
            StatusCode::CONFLICT,
            "The clinic would be left without an administrator who can sign in. Make another one first.",
        ),
        _ => (StatusCode::SERVICE_UNAVAILABLE, "The record does not answer. Nothing was done; try again."),
    };
    (status, page::notice(words, false))
}

/// `POST /staff`.
pub(crate) async fn invite(
    State(shared): State<Arc<Shared>>,
    staff: Staff,
    fields: Form,
) -> Result<Response, Response> {
    let field = |name| fields.one(name).unwrap_or_default().trim();
    let (name, email) = (field("name"), field("email"));
    let unfit = |words| (StatusCode::UNPROCESSABLE_ENTITY, page::notice(words, false));
    let (status, said) =
        match (super::joining::name_of(Some(name)), is_address(email), Role::of_word(field("role"))) {
            (None, _, _) => unfit("The name is one line of text."),
            (_, false, _) => unfit("The address is not one: type it as NAME@HOST."),
            (_, _, None) => unfit("There is no such role."),
            (Some(name), true, Some(role)) => {
                match clinic(&shared, &staff)?.add_colleague(email, &name, role).await {
                    Ok(invite) => (StatusCode::OK, link(&shared, &invite, &name)),
                    Err(error) => refused(&error),
                }
            }
        };
    shown(&shared, &staff, status, &said).await
}

/// Something, an @, something. Whether it exists, only a message can tell.
pub(crate) fn is_address(text: &str) -> bool {
    let parts = text
        .split_once('@')
        .is_some_and(|(user, host)| !user.is_empty() && !host.is_empty() && !host.contains('@'));
    parts && text.len() <= 254 && text.bytes().all(|b| b.is_ascii_graphic())
}

/// `POST /staff/{id}/role`.
pub(crate) async fn give_role(
    State(shared): State<Arc<Shared>>,
    Path(id): Path<String>,
    staff: Staff,
    fields: Form,
) -> Result<Response, Response> {
    let (status, said) = match fields.one("role").and_then(Role::of_word) {
        None => (StatusCode::UNPROCESSABLE_ENTITY, page::notice("There is no such role.", false)),
        Some(role) => match clinic(&shared, &staff)?.give_role(&id, role).await {
            // Their sessions have ended, and so has this one.
            Ok(()) if id == staff.id => return Ok(page::see_other("/sign-in")),
            Ok(()) => (StatusCode::OK, page::notice("The role is changed. They sign in anew with it.", true)),
            Err(error) => refused(&error),
        },
    };
    shown(&shared, &staff, status, &said).await
}

/// `POST /staff/{id}/disable`.
pub(crate) async fn disable(
    State(shared): State<Arc<Shared>>,
    Path(id): Path<String>,
    staff: Staff,
) -> Result<Response, Response> {
    let (status, said) = match clinic(&shared, &staff)?.disable_colleague(&id).await {
        Ok(()) if id == staff.id => return Ok(page::see_other("/sign-in")),
        Ok(()) => (StatusCode::OK, page::notice("Shut out. Their sessions have ended.", true)),
        Err(error) => refused(&error),
    };
    shown(&shared, &staff, status, &said).await
}

/// `POST /staff/{id}/reset`.
pub(crate) async fn reset(
    State(shared): State<Arc<Shared>>,
    Path(id): Path<String>,
    staff: Staff,
) -> Result<Response, Response> {
    let clinic = clinic(&shared, &staff)?;
    let member = match clinic.colleague(&id).await {
        Ok(member) => member,
        Err(error) => {
            let (status, said) = refused(&error);
            return shown(&shared, &staff, status, &said).await;
        }
    };
    let (status, said) = match clinic.reset_colleague(&member.id).await {
        Ok(invite) => (StatusCode::OK, link(&shared, &invite, &member.name)),
        Err(error) => refused(&error),
    };
    shown(&shared, &staff, status, &said).await
}
