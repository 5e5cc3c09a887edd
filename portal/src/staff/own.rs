//! One's own page: passkeys, password and code, sessions. Keys are changed shortly after signing in only.

use super::ceremony;
use super::keys::{Sent, key_name, refused};
use super::password::{self, Typed};
use super::signin::busy;
use super::{Reception, Staff, desk, page, totp};
use crate::form::Form;
use crate::frame::asset::PASSKEYS;
use crate::frame::qr;
use crate::frame::role as role_name;
use crate::frame::say;
use crate::frame::sideways;
use crate::portal::Shared;
use crate::roster::{NewWay, Password, Removed, Shown, Ways};
use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::{DateTime, Utc};
use maud::{Markup, html};
use std::sync::Arc;

/// Why a password is not taken.
pub(crate) enum Unfit {
    /// To be said on the form.
    Words(&'static str),
    /// A whole answer.
    Answer(Box<Response>),
}

/// The new password and the secret of its codes, as the form shows them.
pub(crate) fn password_fields(totp: &[u8; 20], email: &str) -> Markup {
    let shown = totp::shown(totp);
    let address = totp::address(totp, "Nocte", email);
    html! {
        p { label for="password" { "Password " span.sub { "12 letters or more; a sentence is good" } }
            input #password name="password" type="password" autocomplete="new-password" minlength=(password::SHORTEST) required; }
        p { label for="again" { "The same again" }
            input #again name="again" type="password" autocomplete="new-password" required; }
        p { "Now add this account to your authenticator app: with this picture, "
            a href=(address.as_str()) { "on this device" }
            ", or by typing the key " code.key { (shown) } " there." }
        @if let Some(picture) = qr::code(&address, "The key of your codes as a QR code") { (picture) }
        input type="hidden" name="totp" value=(shown);
        p { label for="code" { "Code " span.sub { "six digits that the app shows now" } }
            input #code name="code" type="text" inputmode="numeric" autocomplete="one-time-code"
                pattern="[0-9 ]{6,7}" required; }
    }
}

/// The new password of such a form, hashed.
pub(crate) async fn new_password(
    desk: &Reception,
    fields: &Form,
    email: &str,
    now: DateTime<Utc>,
) -> Result<Password, Unfit> {
    let field = |name| fields.one(name).unwrap_or_default();
    if field("password") != field("again") {
        return Err(Unfit::Words("The two passwords are not the same."));
    }
    let typed = Typed::new(field("password"));
    if let Some(words) = typed.unfit(email) {
        return Err(Unfit::Words(words));
    }
    let Some(secret) = totp::read(field("totp")) else {
        return Err(Unfit::Words("The key for the app was lost; here is a new one."));
    };
    let Some(step) = totp::step(&secret, field("code"), now) else {
        return Err(Unfit::Words(
            "The code does not fit the key. Check the clock of the device with the app.",
        ));
    };
    let answer = |answer| Unfit::Answer(Box::new(answer));
    let salt = password::salt().map_err(|_| answer(page::out_of_order()))?;
    let hash = desk.hashing.hash(typed, salt, true).await.map_err(|_| answer(busy()))?;
    Ok(Password { kdf: password::kdf(), salt, hash: *hash, totp: secret, step })
}

/// `GET /me`.
pub(crate) async fn show(State(shared): State<Arc<Shared>>, staff: Staff) -> Result<Response, Response> {
    shown(&shared, &staff, StatusCode::OK, None).await
}

async fn shown(
    shared: &Shared,
    staff: &Staff,
    status: StatusCode,
    said: Option<(&str, bool)>,
) -> Result<Response, Response> {
    let desk = desk(shared)?;
    let ways = desk.roster.ways(staff.id.clone()).await.map_err(|_| page::out_of_order())?;
    let member = desk.roster.member(staff.id.clone()).await.map_err(|_| page::out_of_order())?;
    let email = member.map(|member| member.email).unwrap_or_default();
    let fresh = staff.is_fresh(shared.clock.now());
    let totp = totp::mint().map_err(|_| page::out_of_order())?;
    let body = html! {
        div.head { h1 { (staff.name) } p.lead { (email) ", " (role_name(staff.role)) } }
        @if let Some((words, done)) = said { (page::notice(words, done)) }
        (keys(&ways, staff))
        @if fresh {
            @if ceremony::party(&shared.public_url).is_ok() { (add(staff)) }
            form.panel method="post" action="/me/password" {
                h2 { @if ways.password.is_some() { "Another password" } @else { "A password and a code" } }
                (page::csrf(staff))
                (password_fields(&totp, &email))
                p { button { "Keep them" } }
            }
        } @else {
            p { "Keys are changed within ten minutes of signing in. "
                a href="/sign-in?next=%2Fme" { "Sign in again" } " to change yours." }
        }
        form.panel method="post" action="/me/sessions/end" {
            h2 { "Signed in elsewhere?" }
            (page::csrf(staff))
            p { "Ends every session of yours, this one too." }
            p { button { "Sign out everywhere" } }
        }
        form method="post" action="/sign-out" { (page::csrf(staff)) p { button { "Sign out" } } }
    };
    Ok(page::page(status, "You", Some(staff), &body))
}

fn add(staff: &Staff) -> Markup {
    html! {
        form.panel hidden data-passkey="/me/passkey" data-does="make" {
            h2 { "One more passkey" }
            (page::csrf(staff))
            p { label for="key" { "What this device is called" }
                input #key name="key" type="text" maxlength="60"; }
            p { button { "Make a passkey" } }
            p role="status" {}
        }
        script src=(PASSKEYS.href()) defer {}
    }
}

fn keys(ways: &Ways, staff: &Staff) -> Markup {
    let day = |at: DateTime<Utc>| say::day(at.date_naive());
    let used = |key: &Shown| key.used.map_or("never used".to_owned(), |at| format!("last used {}", day(at)));
    html! {
        section.panel aria-labelledby="keys" { h2 #keys { "Your keys" }
        (sideways("Your passkeys", &html! { table.weeks {
            thead { tr { th scope="col" { "Key" } th scope="col" { "Since" } th scope="col" { "Used" } th scope="col" { "Remove" } } }
            tbody {
                @for key in &ways.passkeys {
                    tr {
                        th scope="row" { (key.name) }
                        td { (day(key.since)) } td { (used(key)) }
                        td { (remove(staff, &URL_SAFE_NO_PAD.encode(&key.id), &key.name)) }
                    }
                }
                @if let Some(since) = ways.password {
                    tr {
                        th scope="row" { "Password and code" }
                        td { (day(since)) } td {}
                        td { (remove(staff, "password", "password and code")) }
                    }
                }
            }
        } })) }
    }
}

fn remove(staff: &Staff, key: &str, name: &str) -> Markup {
    html! {
        form method="post" action="/me/remove" {
            (page::csrf(staff))
            input type="hidden" name="key" value=(key);
            button aria-label={ "Remove " (name) } { "Remove" }
        }
    }
}

/// Whoever finds an open browser must not make themselves a key.
fn stale() -> Response {
    page::see_other("/sign-in?next=%2Fme")
}

/// `POST /me/password`.
pub(crate) async fn set_password(
    State(shared): State<Arc<Shared>>,
    staff: Staff,
    fields: Form,
) -> Result<Response, Response> {
    let desk = desk(&shared)?;
    let now = shared.clock.now();
    if !staff.is_fresh(now) {
        return Err(stale());
    }
    let member = desk.roster.member(staff.id.clone()).await.map_err(|_| page::out_of_order())?;
    let email = member.map(|member| member.email).unwrap_or_default();
    let new = match new_password(desk, &fields, &email, now).await {
        Ok(new) => new,
        Err(Unfit::Words(words)) => {
            return shown(&shared, &staff, StatusCode::UNPROCESSABLE_ENTITY, Some((words, false))).await;
        }
        Err(Unfit::Answer(answer)) => return Err(*answer),
    };
    let added = desk.roster.add_way(staff.access(&shared), staff.id.clone(), NewWay::Password(new)).await;
    added.map_err(|_| page::out_of_order())?;
    shown(&shared, &staff, StatusCode::OK, Some(("The password and its codes are kept.", true))).await
}

/// `POST /me/passkey/options`.
pub(crate) async fn passkey_options(
    State(shared): State<Arc<Shared>>,
    staff: Staff,
) -> Result<Response, Response> {
    let desk = desk(&shared)?;
    let now = shared.clock.now();
    if !staff.is_fresh(now) {
        return Err(page::said(StatusCode::FORBIDDEN, "Sign in again to change your keys."));
    }
    let member = desk.roster.member(staff.id.clone()).await.map_err(|_| page::out_of_order())?;
    let member = member.ok_or_else(page::out_of_order)?;
    let options = ceremony::begin_making(desk.roster(), &shared.public_url, &member, now).await;
    options.map(|options| page::json(StatusCode::OK, options)).map_err(|failed| refused(&failed))
}

/// `POST /me/passkey`.
pub(crate) async fn add_passkey(
    State(shared): State<Arc<Shared>>,
    staff: Staff,
    body: Bytes,
) -> Result<Response, Response> {
    let desk = desk(&shared)?;
    let now = shared.clock.now();
    if !staff.is_fresh(now) {
        return Err(page::said(StatusCode::FORBIDDEN, "Sign in again to change your keys."));
    }
    let sent = Sent::read(&body)?;
    let member = desk.roster.member(staff.id.clone()).await.map_err(|_| page::out_of_order())?;
    let member = member.ok_or_else(page::out_of_order)?;
    let key = key_name(sent.field("key"));
    let made =
        ceremony::finish_making(desk.roster(), &shared.public_url, &sent.answer, &key, &member, now).await;
    let passkey = made.map_err(|failed| refused(&failed))?;
    let added = desk.roster.add_way(staff.access(&shared), staff.id.clone(), NewWay::Passkey(passkey)).await;
    if added.map_err(|_| page::out_of_order())? {
        Ok(page::json(StatusCode::OK, "{\"to\":\"/me\"}"))
    } else {
        Err(page::said(StatusCode::CONFLICT, "This passkey is known already."))
    }
}

/// `POST /me/remove`.
pub(crate) async fn remove_key(
    State(shared): State<Arc<Shared>>,
    staff: Staff,
    fields: Form,
) -> Result<Response, Response> {
    let desk = desk(&shared)?;
    if !staff.is_fresh(shared.clock.now()) {
        return Err(stale());
    }
    let passkey = match fields.one("key") {
        Some("password") => None,
        Some(key) => Some(URL_SAFE_NO_PAD.decode(key).unwrap_or_default()),
        None => return Err(page::refusal(StatusCode::BAD_REQUEST, "No key was named.")),
    };
    let removed = desk.roster.remove_way(staff.access(&shared), staff.id.clone(), passkey).await;
    let (status, words, done) = match removed.map_err(|_| page::out_of_order())? {
        Removed::Done => (StatusCode::OK, "The key is removed.", true),
        Removed::Nothing => (StatusCode::NOT_FOUND, "There is no such key of yours.", false),
        Removed::LastWay => (
            StatusCode::CONFLICT,
            "This is your last key: without it you could not sign in. Make another first.",
            false,
        ),
    };
    shown(&shared, &staff, status, Some((words, done))).await
}

/// `POST /me/sessions/end`.
pub(crate) async fn end_sessions(
    State(shared): State<Arc<Shared>>,
    staff: Staff,
) -> Result<Response, Response> {
    let desk = desk(&shared)?;
    let ended = desk.roster.end_all(staff.access(&shared), staff.id.clone()).await;
    ended.map_err(|_| page::out_of_order())?;
    Ok(page::see_other("/sign-in"))
}
