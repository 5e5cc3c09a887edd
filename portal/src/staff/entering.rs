//! Signing in with a passkey: two requests of the one script.

use super::ceremony::{self, Failed};
use super::fresh::Fresh;
use super::keys::{Sent, refused};
use super::signin::{known_browser, own_path};
use super::{desk, page};
use crate::portal::Shared;
use crate::roster::Way;
use crate::serve::{Remote, client};
use crate::store::{Access, Actor};
use axum::body::Bytes;
use axum::extract::{Extension, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use std::sync::Arc;

/// `POST /sign-in/passkey/options`: a challenge.
pub(crate) async fn options(
    State(shared): State<Arc<Shared>>,
    remote: Option<Extension<Remote>>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let desk = desk(&shared)?;
    let now = shared.clock.now();
    desk.flood.step(client(remote.as_deref(), &headers), now).map_err(super::keys::too_often)?;
    match ceremony::begin_entering(desk.roster(), &shared.public_url, now).await {
        Ok(options) => Ok(page::json(StatusCode::OK, options)),
        Err(failed) => Err(refused(&failed)),
    }
}

/// `POST /sign-in/passkey`: its answer.
pub(crate) async fn enter(
    State(shared): State<Arc<Shared>>,
    remote: Option<Extension<Remote>>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Response> {
    let desk = desk(&shared)?;
    let now = shared.clock.now();
    desk.flood.step(client(remote.as_deref(), &headers), now).map_err(super::keys::too_often)?;
    let sent = Sent::read(&body)?;
    let entered = ceremony::finish_entering(desk.roster(), &shared.public_url, &sent.answer, now).await;
    let (presented, moved) = match entered {
        Ok(entered) => entered,
        Err(failed) => {
            if let Failed::No { staff } = &failed {
                let recorded = desk.roster.turned_away(staff.clone(), Way::Passkey, now).await;
                recorded.map_err(|_| page::out_of_order())?;
            }
            return Err(refused(&failed));
        }
    };
    let member = presented.member;
    let known = known_browser(desk, Some(&member), &headers).await.map_err(|_| page::out_of_order())?;
    let fresh = Fresh::mint(known.is_some()).map_err(|_| page::out_of_order())?;
    let session = fresh.session(&member.id, Way::Passkey, &headers);
    let access = Access { actor: Actor::Staff(member.id), at: now, request: String::new() };
    let entered = desk.roster.enter_by_passkey(access, session, presented.passkey.id, moved).await;
    if !entered.map_err(|_| page::out_of_order())? {
        return Err(refused(&Failed::No { staff: None }));
    }
    let to = serde_json::json!({ "to": own_path(sent.field("next")) }).to_string();
    Ok(fresh.set(page::json(StatusCode::OK, to)))
}
