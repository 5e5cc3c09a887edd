//! A file that a reader does not want inside its manifest: an address of its own, good for one request within minutes.
//!
//! The address names neither the link nor its owner. Whoever finds it later, in a log of a proxy or a history, finds
//! what every link that is over answers.

use super::{gone, looked_up, said};
use crate::door::{out_of_order, too_many};
use crate::keyring::Secret;
use crate::portal::Shared;
use crate::serve::{Remote, client};
use axum::extract::{Extension, Path, State};
use axum::http::{HeaderMap, Method, StatusCode};
use axum::response::Response;
use std::sync::Arc;

/// Whether a file fits into a manifest of a reader that takes `most` characters of one; without a word all do.
pub(super) fn embeds(file: &str, most: Option<u64>) -> bool {
    most.is_none_or(|most| u64::try_from(file.len()).is_ok_and(|length| length <= most))
}

/// Where the file of a link, just opened, can be fetched.
pub(super) async fn of(shared: &Shared, address: &str) -> Result<String, Response> {
    let Some(links) = &shared.links else { return Err(out_of_order()) };
    let ticket = Secret::mint().map_err(|_| out_of_order())?;
    let lent = links.lend(ticket.digest(), looked_up(address).digest(), shared.clock.now()).await;
    lent.map_err(|_| out_of_order())?;
    Ok(format!("{}/shl/file/{}", shared.public_url, ticket.reveal()))
}

pub(super) async fn fetch(
    State(shared): State<Arc<Shared>>,
    remote: Option<Extension<Remote>>,
    method: Method,
    headers: HeaderMap,
    Path(ticket): Path<String>,
) -> Response {
    let (Some(door), Some(links)) = (&shared.door, &shared.links) else { return out_of_order() };
    if let Err(later) = door.knock(client(remote.as_deref(), &headers)) {
        return too_many(later);
    }
    if method != Method::GET {
        // Whoever only asks what there is must not spend the ticket of whoever reads.
        return gone();
    }
    match links.fetch(looked_up(&ticket).digest(), shared.clock.now()).await {
        Ok(Some(file)) => said(StatusCode::OK, "application/jose", file),
        Ok(None) => gone(),
        Err(_) => out_of_order(),
    }
}
