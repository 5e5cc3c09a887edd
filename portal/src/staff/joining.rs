//! The page behind a one-time link: the first administrator's, an invited colleague's, one whose keys are lost.
//!
//! Looking at it uses nothing up: mail programs open links too. The link is spent in the commit that keeps the new way
//! in, so that nobody is left with neither.

use super::fresh::Fresh;
use super::keys::{Sent, key_name, refused, too_often};
use super::{Reception, ceremony, desk, own, page, totp};
use crate::form::Form;
use crate::frame::asset::PASSKEYS;
use crate::frame::role as role_name;
use crate::keyring::{Digest, Secret};
use crate::named;
use crate::portal::Shared;
use crate::roster::{LinkKind, Member, NewWay, Way};
use crate::serve::{Remote, client};
use axum::body::Bytes;
use axum::extract::{Extension, Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use maud::{Markup, html};
use std::sync::Arc;

/// An unknown, used, ended or withdrawn link: one answer for all.
fn no_link() -> Response {
    let words = "This link has been used, has ended, or never was. Ask an administrator for a new one.";
    page::refusal(StatusCode::NOT_FOUND, words)
}

/// Whose link it is.
async fn opened(
    shared: &Shared,
    desk: &Reception,
    secret: &str,
) -> Result<(Digest, Member, LinkKind), Response> {
    let secret = Secret::presented(secret).ok_or_else(no_link)?;
    let digest = secret.digest();
    let found = desk.roster.link(digest, shared.clock.now()).await.map_err(|_| page::out_of_order())?;
    let (member, kind) = found.ok_or_else(no_link)?;
    Ok((digest, member, kind))
}

/// `GET /setup/{secret}`.
pub(crate) async fn show(
    State(shared): State<Arc<Shared>>,
    Path(secret): Path<String>,
) -> Result<Response, Response> {
    let desk = desk(&shared)?;
    let (_, member, kind) = opened(&shared, desk, &secret).await?;
    match kind {
        LinkKind::Once => Ok(once(&member)),
        LinkKind::Join => {
            let totp = totp::mint().map_err(|_| page::out_of_order())?;
            Ok(join(&shared, StatusCode::OK, &secret, &member, &totp, None))
        }
    }
}

fn once(member: &Member) -> Response {
    let body = html! {
        div.head { h1 { "Sign in" } }
        form.panel method="post" {
            p { "This link signs " strong { (member.name) } " in, once." }
            p { button.primary { "Sign in" } }
        }
    };
    page::page(StatusCode::OK, "Sign in", None, &body)
}

fn join(
    shared: &Shared,
    status: StatusCode,
    secret: &str,
    member: &Member,
    totp: &[u8; 20],
    words: Option<&str>,
) -> Response {
    let address = format!("/setup/{secret}");
    let passkeys = ceremony::party(&shared.public_url).is_ok();
    // Before somebody has said their name, the list knows their address only.
    let name = if member.name == member.email { "" } else { member.name.as_str() };
    let body = html! {
        div.head { h1 { "Set up your way in" } }
        p { "You sign in as " strong { (member.email) } ", " (role_name(member.role)) "." }
        @if let Some(words) = words { (page::notice(words, false)) }
        @if passkeys {
            form.panel hidden data-passkey={ (address) "/passkey" } data-does="make" {
                h2 { "With a passkey" }
                p { "Best: your device keeps the key and asks for your finger, face or PIN." }
                (name_field("name", name))
                p { label for="key" { "What this device is called" }
                    input #key name="key" type="text" maxlength="60" placeholder="Laptop in room 2"; }
                p { button.primary { "Make a passkey" } }
                p role="status" {}
            }
            script src=(PASSKEYS.href()) defer {}
        }
        form.panel method="post" action=(address) {
            h2 { "With a password and a code" }
            (name_field("person", name))
            (own::password_fields(totp, &member.email))
            p { button { "Keep them and sign in" } }
        }
    };
    page::page(status, "Set up your way in", None, &body)
}

/// The name field; two forms of a page must not share an id.
fn name_field(id: &str, name: &str) -> Markup {
    html! {
        p { label for=(id) { "Your name " span.sub { "as patients and colleagues read it" } }
            input id=(id) name="name" type="text" autocomplete="name" maxlength="200" required value=(name); }
    }
}

/// A name as it may be kept.
pub(crate) fn name_of(text: Option<&str>) -> Option<String> {
    named::name(text?).map(str::to_owned)
}

/// `POST /setup/{secret}`.
pub(crate) async fn with_password(
    State(shared): State<Arc<Shared>>,
    Path(secret): Path<String>,
    remote: Option<Extension<Remote>>,
    headers: HeaderMap,
    fields: Form,
) -> Result<Response, Response> {
    let desk = desk(&shared)?;
    let now = shared.clock.now();
    desk.flood.step(client(remote.as_deref(), &headers), now).map_err(too_often)?;
    let (link, member, kind) = opened(&shared, desk, &secret).await?;
    let fresh = Fresh::mint(false).map_err(|_| page::out_of_order())?;
    if kind == LinkKind::Once {
        let session = fresh.session(&member.id, Way::Link, &headers);
        return match desk.roster.enter_once(link, session, now).await {
            Ok(true) => Ok(fresh.sent_to("/")),
            Ok(false) => Err(no_link()),
            Err(_) => Err(page::out_of_order()),
        };
    }
    let totp = fields.one("totp").and_then(totp::read);
    let totp = totp.map_or_else(totp::mint, Ok).map_err(|_| page::out_of_order())?;
    let again =
        |words: &str| join(&shared, StatusCode::UNPROCESSABLE_ENTITY, &secret, &member, &totp, Some(words));
    let Some(name) = name_of(fields.one("name")) else { return Ok(again("Your name is one line of text.")) };
    let new = match own::new_password(desk, &fields, &member.email, now).await {
        Ok(new) => new,
        Err(own::Unfit::Words(words)) => return Ok(again(words)),
        Err(own::Unfit::Answer(answer)) => return Err(*answer),
    };
    let session = fresh.session(&member.id, Way::Password, &headers);
    match desk.roster.join(link, name, NewWay::Password(new), session, now).await {
        Ok(true) => Ok(fresh.sent_to("/")),
        Ok(false) => Err(no_link()),
        Err(_) => Err(page::out_of_order()),
    }
}

/// `POST /setup/{secret}/passkey/options`.
pub(crate) async fn passkey_options(
    State(shared): State<Arc<Shared>>,
    Path(secret): Path<String>,
    remote: Option<Extension<Remote>>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let desk = desk(&shared)?;
    let now = shared.clock.now();
    desk.flood.step(client(remote.as_deref(), &headers), now).map_err(too_often)?;
    let (_, member, LinkKind::Join) = opened(&shared, desk, &secret).await? else { return Err(no_link()) };
    let options = ceremony::begin_making(desk.roster(), &shared.public_url, &member, now).await;
    options.map(|options| page::json(StatusCode::OK, options)).map_err(|failed| refused(&failed))
}

/// `POST /setup/{secret}/passkey`.
pub(crate) async fn with_passkey(
    State(shared): State<Arc<Shared>>,
    Path(secret): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Response> {
    let desk = desk(&shared)?;
    let now = shared.clock.now();
    let (link, member, LinkKind::Join) = opened(&shared, desk, &secret).await? else { return Err(no_link()) };
    let sent = Sent::read(&body)?;
    let Some(name) = name_of(sent.field("name")) else {
        return Err(page::said(StatusCode::UNPROCESSABLE_ENTITY, "Your name is one line of text."));
    };
    let key = key_name(sent.field("key"));
    let made =
        ceremony::finish_making(desk.roster(), &shared.public_url, &sent.answer, &key, &member, now).await;
    let passkey = made.map_err(|failed| refused(&failed))?;
    let fresh = Fresh::mint(false).map_err(|_| page::out_of_order())?;
    let session = fresh.session(&member.id, Way::Passkey, &headers);
    match desk.roster.join(link, name, NewWay::Passkey(passkey), session, now).await {
        Ok(true) => Ok(fresh.set(page::json(StatusCode::OK, "{\"to\":\"/\"}"))),
        Ok(false) => Err(no_link()),
        Err(_) => Err(page::out_of_order()),
    }
}

#[cfg(test)]
mod tests {
    use super::name_of;

    #[test]
    fn a_name_is_one_line() {
        assert_eq!(name_of(Some("  Dr Ada Muster ")).as_deref(), Some("Dr Ada Muster"));
        let long = "a".repeat(201);
        for bad in [None, Some(""), Some("  "), Some("a\nb"), Some(long.as_str())] {
            assert_eq!(name_of(bad), None);
        }
    }
}
