//! Signing in and out.

use super::fresh::Fresh;
use super::{Staff, cookie, page};
use crate::form::{Form, encoded};
use crate::keyring::Secret;
use crate::portal::Shared;
use crate::roster::{LinkKind, Role, Way};
use crate::routes::{Guard, Route};
use crate::store::{Access, Actor};
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::response::Response;
use axum::routing::{get, post};
use std::sync::Arc;

/// This room's part of the table of routes.
pub fn routes() -> Vec<Route> {
    let route = |method, path, guard, handler| Route { method, path, guard, serves: &[], handler };
    vec![
        route(Method::GET, "/sign-in", Guard::Page, get(sign_in)),
        route(Method::GET, "/me", Guard::Staff(Role::Staff), get(me)),
        route(Method::POST, "/sign-out", Guard::Staff(Role::Staff), post(sign_out)),
        route(Method::GET, "/setup/{secret}", Guard::Page, get(set_up)),
        route(Method::POST, "/setup/{secret}", Guard::Page, post(enter_once)),
    ]
}

/// A path of this server that a browser may be sent back to; `/` for anything else.
pub(crate) fn own_path(text: Option<&str>) -> &str {
    let text = text.unwrap_or("/");
    let plain = text.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
    // Two slashes are another server's name.
    if text.len() <= 512 && plain && text.starts_with('/') && !text.starts_with("//") { text } else { "/" }
}

async fn sign_in(RawQuery(query): RawQuery) -> Response {
    let query = Form::read(query.unwrap_or_default().as_bytes()).unwrap_or_default();
    let next = page::escaped(&encoded(own_path(query.one("next"))));
    page::page(StatusCode::OK, "Sign in", &format!("<p>Use the link you were given.</p><!-- {next} -->"))
}

async fn me(staff: Staff) -> Response {
    let (name, csrf) = (page::escaped(&staff.name), staff.csrf.text());
    let body = format!(
        "<p>{name}</p><form method=\"post\" action=\"/sign-out\"><input type=\"hidden\" name=\"csrf\" \
         value=\"{csrf}\"><button>Sign out</button></form>"
    );
    page::page(StatusCode::OK, "You", &body)
}

async fn sign_out(State(shared): State<Arc<Shared>>, staff: Staff, headers: HeaderMap) -> Response {
    let (Some(reception), Some(secret)) = (&shared.reception, cookie::presented(&headers, cookie::SESSION))
    else {
        return page::out_of_order();
    };
    let access = Access { actor: Actor::Staff(staff.id), at: shared.clock.now(), request: String::new() };
    if reception.roster().end(access, secret.digest()).await.is_err() {
        return page::out_of_order();
    }
    let mut response = page::see_other("/sign-in");
    response.headers_mut().append(header::SET_COOKIE, cookie::gone());
    response
}

/// An unknown, used, ended or withdrawn link: one answer for all.
fn no_link() -> Response {
    let words = "This link has been used, has ended, or never was. Ask for a new one.";
    page::refusal(StatusCode::NOT_FOUND, words)
}

async fn set_up(State(shared): State<Arc<Shared>>, Path(secret): Path<String>) -> Response {
    let (Some(reception), Some(secret)) = (&shared.reception, Secret::presented(&secret)) else {
        return no_link();
    };
    match reception.roster().link(secret.digest(), shared.clock.now()).await {
        Ok(Some((member, LinkKind::Once))) => {
            let name = page::escaped(&member.name);
            let body = format!(
                "<form method=\"post\"><p>This link signs {name} in, once.</p><button>Sign in</button></form>"
            );
            page::page(StatusCode::OK, "Sign in", &body)
        }
        Ok(_) => no_link(),
        Err(_) => page::out_of_order(),
    }
}

async fn enter_once(
    State(shared): State<Arc<Shared>>,
    Path(secret): Path<String>,
    headers: HeaderMap,
) -> Response {
    let (Some(reception), Some(link)) = (&shared.reception, Secret::presented(&secret)) else {
        return no_link();
    };
    let now = shared.clock.now();
    let member = match reception.roster().link(link.digest(), now).await {
        Ok(Some((member, LinkKind::Once))) => member,
        Ok(_) => return no_link(),
        Err(_) => return page::out_of_order(),
    };
    let Ok(fresh) = Fresh::mint() else { return page::out_of_order() };
    let session = fresh.session(&member.id, Way::Link, &headers);
    match reception.roster().enter_once(link.digest(), session, now).await {
        Ok(true) => fresh.sent_to("/"),
        Ok(false) => no_link(),
        Err(_) => page::out_of_order(),
    }
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
