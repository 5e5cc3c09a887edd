//! Signing in with a password and a code, and signing out.
//!
//! Whatever was wrong, the answer is one and the same, and so is the time it takes: a name that nobody has is hashed
//! as well.

use super::fresh::Fresh;
use super::password::{self, Typed};
use super::{Reception, Staff, cookie, desk, page, totp};
use crate::door::Later;
use crate::form::Form;
use crate::frame::asset::PASSKEYS;
use crate::keyring::Digest;
use crate::portal::Shared;
use crate::roster::{Member, Password, Way};
use crate::serve::{Remote, client};
use crate::store::{Access, Actor, StoreError};
use axum::extract::{Extension, RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use chrono::{DateTime, Utc};
use maud::{Markup, html};
use std::sync::Arc;

/// A path of this server that a browser may be sent back to; `/` for anything else.
pub(crate) fn own_path(text: Option<&str>) -> &str {
    let text = text.unwrap_or("/");
    let plain = text.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
    // Two slashes are another server's name.
    if text.len() <= 512 && plain && text.starts_with('/') && !text.starts_with("//") { text } else { "/" }
}

/// `GET /sign-in`.
pub(crate) async fn show(State(shared): State<Arc<Shared>>, RawQuery(query): RawQuery) -> Response {
    let query = Form::read(query.unwrap_or_default().as_bytes()).unwrap_or_default();
    form(&shared, StatusCode::OK, own_path(query.one("next")), "", None)
}

fn form(shared: &Shared, status: StatusCode, next: &str, email: &str, words: Option<&str>) -> Response {
    let body = html! {
        div.head { h1 { "Sign in" } }
        @if let Some(words) = words { (page::notice(words, false)) }
        @if super::ceremony::party(&shared.public_url).is_ok() { (with_passkey(next)) }
        form.panel method="post" action="/sign-in" {
            h2 { "With a password and a code" }
            input type="hidden" name="next" value=(next);
            p { label for="email" { "Address" }
                input #email name="email" type="email" autocomplete="username" required value=(email); }
            p { label for="password" { "Password" }
                input #password name="password" type="password" autocomplete="current-password" required; }
            p { label for="code" { "Code " span.sub { "six digits from your authenticator app" } }
                input #code name="code" type="text" inputmode="numeric" autocomplete="one-time-code"
                    pattern="[0-9 ]{6,7}" required; }
            p { button { "Sign in" } }
        }
        p { "No way in any more? An administrator of the clinic gives you a new link." }
    };
    page::page(status, "Sign in", None, &body)
}

/// Hidden until the script says that this browser has passkeys.
fn with_passkey(next: &str) -> Markup {
    html! {
        form.panel hidden data-passkey="/sign-in/passkey" data-does="enter" {
            h2 { "With a passkey" }
            input type="hidden" name="next" value=(next);
            p { "Your device asks for your finger, face or PIN. Nothing is typed." }
            p { button.primary { "Sign in with a passkey" } }
            p role="status" {}
        }
        script src=(PASSKEYS.href()) defer {}
    }
}

/// `POST /sign-in`.
pub(crate) async fn with_password(
    State(shared): State<Arc<Shared>>,
    remote: Option<Extension<Remote>>,
    headers: HeaderMap,
    fields: Form,
) -> Result<Response, Response> {
    let desk = desk(&shared)?;
    let next = own_path(fields.one("next")).to_owned();
    let field = |name| fields.one(name).unwrap_or_default();
    let (email, code, now) = (field("email").trim(), field("code"), shared.clock.now());
    let typed = Typed::new(field("password"));
    let member = desk.roster.member_at(email.to_owned()).await.map_err(|_| page::out_of_order())?;
    let known = known_browser(desk, member.as_ref(), &headers).await.map_err(|_| page::out_of_order())?;
    let from = client(remote.as_deref(), &headers);
    let paced = match &known {
        Some(browser) => desk.flood.known(browser, now).await,
        None => desk.flood.unknown(from, email, now).await,
    };
    let paced = paced.map_err(|_| page::out_of_order())?;
    paced.map_err(|later| too_often(&shared, &next, email, later))?;
    let Some(shown) = judged(desk, member, typed, code, known.is_some(), now).await? else {
        let words = "This address, password and code do not open the door. A code counts once: wait for the next one.";
        return Ok(form(&shared, StatusCode::UNAUTHORIZED, &next, email, Some(words)));
    };
    let fresh = Fresh::mint(known.is_some()).map_err(|_| page::out_of_order())?;
    let session = fresh.session(&shown.id, Way::Password, &headers);
    let access = Access { actor: Actor::Staff(shown.id.clone()), at: now, request: String::new() };
    // Two at once with one code: the commit lets the first in.
    match desk.roster.enter_by_code(access, session, shown.step).await {
        Ok(true) => Ok(fresh.sent_to(&next)),
        Ok(false) => {
            let _ = desk.roster.turned_away(Some(shown.id), Way::Password, now).await;
            let words = "This code has counted already: wait for the next one.";
            Ok(form(&shared, StatusCode::UNAUTHORIZED, &next, email, Some(words)))
        }
        Err(_) => Err(page::out_of_order()),
    }
}

/// Who showed both factors, and which code it was.
struct Shown {
    id: String,
    step: u64,
}

/// Judges both factors; `None`, with a row in the audit, when they open nothing.
async fn judged(
    desk: &Reception,
    member: Option<Member>,
    typed: Typed,
    code: &str,
    known: bool,
    now: DateTime<Utc>,
) -> Result<Option<Shown>, Response> {
    let member = member.filter(|member| member.disabled.is_none());
    let kept = match &member {
        Some(member) => desk.roster.password(member.id.clone()).await.map_err(|_| page::out_of_order())?,
        None => None,
    };
    let salt = kept.as_ref().map_or([0; 16], |kept| kept.salt);
    let hash = desk.hashing.hash(typed, salt, known).await.map_err(|_| busy())?;
    let fits = |kept: &Password| {
        let step = totp::step(&kept.totp, code, now).filter(|step| *step > kept.step);
        // Both are looked at, whatever the first one says.
        if password::fits(&kept.kdf, &kept.hash, &hash) { step } else { None }
    };
    let id = member.map(|member| member.id);
    match (kept.as_ref().and_then(fits), id) {
        (Some(step), Some(id)) => Ok(Some(Shown { id, step })),
        (_, id) => {
            let recorded = desk.roster.turned_away(id, Way::Password, now).await;
            recorded.map_err(|_| page::out_of_order())?;
            Ok(None)
        }
    }
}

/// The browser's own cookie, when this member has signed in with it before.
pub(crate) async fn known_browser(
    desk: &Reception,
    member: Option<&Member>,
    headers: &HeaderMap,
) -> Result<Option<Digest>, StoreError> {
    let (Some(member), Some(secret)) = (member, cookie::presented(headers, cookie::BROWSER)) else {
        return Ok(None);
    };
    let digest = secret.digest();
    Ok(desk.roster.knows(member.id.clone(), digest).await?.then_some(digest))
}

fn too_often(shared: &Shared, next: &str, email: &str, later: Later) -> Response {
    let words =
        "Too many attempts, from here or for this address. Wait a little; a passkey works at any time.";
    let mut response = form(shared, StatusCode::TOO_MANY_REQUESTS, next, email, Some(words));
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(later.seconds));
    response
}

/// 503: too many passwords are being judged.
pub(crate) fn busy() -> Response {
    let words =
        "Too many people sign in at this moment. Try again in a few seconds; a passkey works at any time.";
    let mut response = page::refusal(StatusCode::SERVICE_UNAVAILABLE, words);
    response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(3));
    response
}

/// `POST /sign-out`.
pub(crate) async fn out(
    State(shared): State<Arc<Shared>>,
    staff: Staff,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let desk = desk(&shared)?;
    if let Some(secret) = cookie::presented(&headers, cookie::SESSION) {
        let ended = desk.roster.end(staff.access(&shared), secret.digest()).await;
        ended.map_err(|_| page::out_of_order())?;
    }
    let mut response = page::see_other("/sign-in");
    response.headers_mut().append(header::SET_COOKIE, cookie::gone());
    Ok(response)
}

#[cfg(test)]
mod tests {
    use super::own_path;

    #[test]
    fn nobody_is_sent_to_another_site() {
        for good in ["/", "/patients/1?days=90", "/requests#top"] {
            assert_eq!(own_path(Some(good)), good);
        }
        let long = format!("/{}", "a".repeat(600));
        for bad in [
            "//evil.example",
            "/\\evil.example",
            "https://evil.example",
            "evil",
            "",
            "/a b",
            "/\r\nX: y",
            "/ä",
            &long,
        ] {
            assert_eq!(own_path(Some(bad)), "/", "{bad}");
        }
    }
}
