//! What a handler answers: a page, the way to the next one, or why not, as a page too.

use crate::clinic::{Clinic, ClinicError, OrderRefusal};
use crate::form::Form;
use crate::frame::answer::see_other;
use crate::frame::{Frame, Notice, Place, page};
use crate::portal::Shared;
use crate::signed_in::Staff;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse as _, Response};
use chrono::{DateTime, Utc};
use maud::{Markup, html};
use nocte_core::words::refusal::Refusal;
use std::sync::Arc;

/// The clinic, acting for who is signed in.
pub(super) fn desk(shared: &Arc<Shared>, staff: &Staff) -> Result<Clinic, ClinicError> {
    Ok(shared.clinic()?.acting_for(&staff.id))
}

/// A page.
pub(super) fn shown(status: StatusCode, markup: Markup) -> Response {
    (status, Html(markup.into_string())).into_response()
}

/// A page, or why there is none.
pub(super) fn answer(staff: &Staff, at: DateTime<Utc>, result: Result<Markup, ClinicError>) -> Response {
    match result {
        Ok(markup) => shown(StatusCode::OK, markup),
        Err(error) => failed(staff, at, &error),
    }
}

/// What was done, said on the page that it leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Done {
    /// An order.
    Signed,
    /// A stop.
    Stopped,
    /// A pause.
    Paused,
    /// A request.
    Answered,
    /// A request that was only seen.
    Seen,
    /// A warning.
    Warned,
    /// A warning taken back.
    Unwarned,
    /// Words.
    Sent,
    /// The match.
    Matched,
    /// A pairing.
    Ended,
    /// A patient.
    Enrolled,
}

impl Done {
    const ALL: [(Self, &'static str, &'static str); 11] = [
        (
            Self::Signed,
            "signed",
            "Signed. It reaches the phone at its next exchange, and the patient confirms it there.",
        ),
        (
            Self::Stopped,
            "stopped",
            "The stop is signed. The phone holds at its next exchange. Until it answers, this stays on the worklist.",
        ),
        (
            Self::Paused,
            "paused",
            "The pause is signed. The phone holds at its next exchange. Until it answers, this stays on the worklist.",
        ),
        (Self::Answered, "answered", "Answered. The patient reads it at the phone's next exchange."),
        (Self::Seen, "seen", "Marked as seen. It stays here until it is decided."),
        (Self::Warned, "warned", "The warning stands. The phone holds at its next exchange."),
        (
            Self::Unwarned,
            "unwarned",
            "The warning is taken back. The phone's hold stays until the patient ends it.",
        ),
        (Self::Sent, "sent", "Sent. The patient reads it at the phone's next exchange."),
        (
            Self::Matched,
            "matched",
            "The match is confirmed here. Orders travel once the patient has agreed on the phone too.",
        ),
        (Self::Ended, "ended", "The pairing has ended. Pairing again needs a new link."),
        (Self::Enrolled, "enrolled", "On the list. Pair a phone next."),
    ];

    /// From the query of the page it led to.
    pub(super) fn of(query: &Form) -> Option<Notice> {
        let word = query.one("done")?;
        let found = Self::ALL.iter().find(|(_, name, _)| *name == word);
        found.map(|(_, _, text)| Notice::Done((*text).to_owned()))
    }
}

/// Go to `path` and say there what was done.
pub(super) fn done(path: &str, what: Done) -> Response {
    let word = Done::ALL.iter().find(|(one, _, _)| *one == what).map_or("", |(_, word, _)| word);
    see_other(&format!("{path}?done={word}"))
}

/// A refusal in two lines.
pub(super) fn refused(refusal: Refusal) -> Notice {
    Notice::Refused { reason: refusal.reason, next: refusal.next }
}

/// Why the clinic could not, as a notice on the page it was asked on.
pub(super) fn notice(error: &ClinicError) -> Notice {
    let (reason, next) = match error {
        ClinicError::NotMatched => (
            "No phone of this patient is confirmed on both sides: nothing was sent.",
            "Pair a phone and confirm its match first.",
        ),
        ClinicError::Differs(what) => {
            let reason = format!("The match is not confirmed: the {what} differs from the record.");
            let next =
                "Ask the person again. If it still differs, this is not their phone, or not their record.";
            return Notice::Refused { reason, next: next.to_owned() };
        }
        ClinicError::NotThere => (
            "There is no such open request or warning any more.",
            "Somebody may have answered it meanwhile: look at the page as it is now.",
        ),
        ClinicError::NoPairing => {
            ("There is no such pairing, or it has ended.", "Look at the phones as they are now.")
        }
        ClinicError::NoAddress => {
            ("No public address is known, so no link can be made.", "Start the portal with --public-url.")
        }
        ClinicError::Order(OrderRefusal::Outdated | OrderRefusal::SawNothing) => (
            "The record has changed since you opened the page: nothing was signed.",
            "Look at it as it is now, below, and decide again.",
        ),
        other => {
            let reason = format!("{other}.");
            return Notice::Refused { reason, next: "Nothing was done. Look at the page again.".to_owned() };
        }
    };
    Notice::Refused { reason: reason.to_owned(), next: next.to_owned() }
}

/// The status of an error.
pub(super) fn status(error: &ClinicError) -> StatusCode {
    match error {
        ClinicError::NoPatient | ClinicError::NoPairing | ClinicError::NotThere => StatusCode::NOT_FOUND,
        ClinicError::NotMatched | ClinicError::Order(OrderRefusal::Outdated | OrderRefusal::SawNothing) => {
            StatusCode::CONFLICT
        }
        ClinicError::Store(_) | ClinicError::NoDoor | ClinicError::NoRandomness(_) => {
            StatusCode::SERVICE_UNAVAILABLE
        }
        _ => StatusCode::UNPROCESSABLE_ENTITY,
    }
}

/// An error without a page to stand on.
pub(super) fn failed(staff: &Staff, at: DateTime<Utc>, error: &ClinicError) -> Response {
    let status = status(error);
    let (title, words, next) = if status == StatusCode::SERVICE_UNAVAILABLE {
        ("Not now", "The record does not answer at the moment.".to_owned(), "Nothing was done; try again.")
    } else {
        ("Not found", format!("{error}."), "They may have been closed since this page was linked to.")
    };
    let body = html! { div.head { h1 { (title) } } p { (words) } p { (next) } p { a href="/" { "To the worklist" } } };
    shown(status, page(&Frame { title, place: Place::Outside, staff: Some(staff), at }, &body))
}
