//! What an answer means, from its status and from whether it is FHIR at all.
//!
//! Only an answer that reads as coming from the FHIR server itself can decide something for good. HTML, and JSON
//! cut short, are something in between: a proxy, a sign-in page of a hotel's network.

use super::backoff::retry_after;
use super::reply::{Failure, Reply};
use super::step::Problem;
use chrono::{DateTime, Utc};

/// What an answer means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verdict {
    /// 2xx, and nothing speaks against it coming from the server. Whether it proves anything is another question.
    Fine,
    /// 401.
    SignIn,
    /// 403.
    Forbidden,
    /// 404, 405, 501.
    Unsupported,
    /// 409.
    Conflict,
    /// 410.
    Gone,
    /// 412.
    Stale,
    /// 413.
    TooLarge,
    /// Any other 4xx: this content is not taken.
    Refused,
    /// The whole server has trouble, or was not reached.
    Trouble(Trouble),
}

/// Trouble that passes by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trouble {
    /// 429, 503: with the wait it asked for, in milliseconds.
    Busy(u16, Option<i64>),
    /// 408, 425, 5xx.
    Down(u16),
    /// No answer.
    NoAnswer(Failure),
    /// An answer that is not the server's.
    NotTheServer,
    /// A 3xx.
    Redirected,
}

impl Trouble {
    /// What the user is told.
    pub(super) fn problem(self) -> Problem {
        match self {
            Self::Busy(status, _) | Self::Down(status) => Problem::ServerTrouble(status),
            Self::NoAnswer(failure) => Problem::NoAnswer(failure),
            Self::NotTheServer => Problem::NotTheServer,
            Self::Redirected => Problem::Redirected,
        }
    }

    /// It was given no answer in time: perhaps it was given too much at once.
    pub(super) fn is_slow(self) -> bool {
        matches!(self, Self::Down(408 | 504 | 524) | Self::NoAnswer(Failure::Timeout))
    }

    /// It says nothing of what was asked: there was no network, or the server only wants peace.
    pub(super) fn is_general(self) -> bool {
        use Failure::{Connect, Dns, Tls};
        matches!(self, Self::Busy(..) | Self::Redirected | Self::NoAnswer(Connect | Dns | Tls))
    }

    /// The wait the server asked for, in milliseconds.
    pub(super) fn asked(self) -> Option<i64> {
        match self {
            Self::Busy(_, asked) => asked,
            _ => None,
        }
    }
}

/// Judges what came of a request to the FHIR server. `now` is the server's time as far as it is known.
pub(super) fn judge(reply: &Reply, now: DateTime<Utc>) -> Verdict {
    let status = match reply {
        Reply::Answer { status, .. } => *status,
        Reply::Failed(failure) => return Verdict::Trouble(Trouble::NoAnswer(*failure)),
    };
    let empty = reply.body().iter().all(u8::is_ascii_whitespace);
    // Read only where it matters: an answer may be long.
    let servers_own = || empty || reply.json().is_some();
    match status {
        200..=299 if empty || reply.fhir().is_some() => Verdict::Fine,
        300..=399 => Verdict::Trouble(Trouble::Redirected),
        // A token that ended is said in a header; a network's sign-in page does not know that header.
        401 if servers_own() || reply.header("www-authenticate").is_some() => Verdict::SignIn,
        413 => Verdict::TooLarge, // nginx says so in HTML, and it is as true
        429 | 503 => Verdict::Trouble(Trouble::Busy(status, retry_after(reply, now))),
        501 if servers_own() => Verdict::Unsupported,
        407 | 511 => Verdict::Trouble(Trouble::NotTheServer),
        408 | 425 | 500..=599 => Verdict::Trouble(Trouble::Down(status)),
        _ if !servers_own() => Verdict::Trouble(Trouble::NotTheServer),
        403 => Verdict::Forbidden,
        404 | 405 => Verdict::Unsupported,
        409 => Verdict::Conflict,
        410 => Verdict::Gone,
        412 => Verdict::Stale,
        400..=499 => Verdict::Refused,
        _ => Verdict::Trouble(Trouble::NotTheServer),
    }
}

/// Judges one entry of a bundle's answer by its own status.
pub(super) fn judge_entry(status: u16) -> Verdict {
    match status {
        200..=299 => Verdict::Fine,
        _ => judge(&Reply::answer(status, Vec::new()), DateTime::UNIX_EPOCH),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(status: u16, body: &str) -> Verdict {
        judge(&Reply::answer(status, body), DateTime::UNIX_EPOCH)
    }

    #[test]
    fn html_is_never_a_decision() {
        let page = "<html><body>Sign in to the hotel</body></html>";
        for status in [200, 201, 400, 401, 403, 404, 405, 409, 410, 412, 422, 451, 501, 511] {
            let Verdict::Trouble(_) = verdict(status, page) else { panic!("{status} decided something") };
        }
    }

    #[test]
    fn the_servers_own_words_are() {
        let outcome = r#"{"resourceType":"OperationOutcome"}"#;
        assert_eq!(verdict(200, outcome), Verdict::Fine);
        assert_eq!(verdict(401, outcome), Verdict::SignIn);
        assert_eq!(verdict(403, outcome), Verdict::Forbidden);
        assert_eq!(verdict(404, outcome), Verdict::Unsupported);
        assert_eq!(verdict(422, outcome), Verdict::Refused);
        assert_eq!(verdict(501, outcome), Verdict::Unsupported);
        assert_eq!(verdict(200, r#"{"resourceType":"Bund"#), Verdict::Trouble(Trouble::NotTheServer));
        assert_eq!(verdict(302, ""), Verdict::Trouble(Trouble::Redirected));
        assert_eq!(verdict(520, "<html>"), Verdict::Trouble(Trouble::Down(520)));
    }
}
