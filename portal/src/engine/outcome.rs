//! What an answer to a transaction means: one place, a test for each row.

use super::wire::Answer;
use core::time::Duration;
use serde_json::Value;

/// What is to be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// All of it is stored.
    Taken,
    /// Nobody knows, or not now: look what is there, and send the rest after this long at least.
    Again(Option<Duration>),
    /// It fails over it: as before, but what fails until the patience ends is in one of the halves.
    Fails(u16, Option<Duration>),
    /// Something of it is not taken: the halves say which.
    Halve(u16),
    /// No transaction is ever taken there: it knows none, or has moved for good.
    Never(u16),
    /// Nothing of ours is taken.
    Forbidden(u16),
}

/// The longest that a server's `Retry-After` is believed.
const BELIEVED: u64 = 300;

/// Judges the answer to a transaction of `sent` entries.
pub(super) fn of(answer: Option<&Answer>, sent: usize) -> Outcome {
    let Some(answer) = answer else { return Outcome::Again(None) };
    let wait = answer.retry_after.map(|seconds| Duration::from_secs(seconds.min(BELIEVED)));
    match answer.status {
        200 | 201 => of_entries(&answer.body, sent),
        401 | 403 => Outcome::Forbidden(answer.status),
        408 | 409 | 425 | 429 => Outcome::Again(wait),
        status @ (301 | 308 | 501) => Outcome::Never(status),
        status @ 400..=499 => Outcome::Halve(status),
        500 => Outcome::Fails(500, wait),
        _ => Outcome::Again(wait),
    }
}

/// A server that is not whole in its transactions says so in each entry.
fn of_entries(body: &[u8], sent: usize) -> Outcome {
    let Ok(Value::Object(bundle)) = serde_json::from_slice::<Value>(body) else {
        return Outcome::Again(None);
    };
    let entries = bundle.get("entry").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    if entries.len() != sent {
        return Outcome::Again(None);
    }
    let mut outcome = Outcome::Taken;
    for entry in entries {
        let status = entry.pointer("/response/status").and_then(Value::as_str).and_then(|text| text.get(..3));
        match status.and_then(|text| text.parse::<u16>().ok()) {
            Some(200..=299) => {}
            Some(status @ (401 | 403)) => return Outcome::Forbidden(status),
            Some(408 | 409 | 425 | 429) => outcome = Outcome::Again(None),
            Some(status @ (400..=499 | 501)) => return Outcome::Halve(status),
            Some(500) => outcome = Outcome::Fails(500, None),
            _ => outcome = Outcome::Again(None),
        }
    }
    outcome
}

#[cfg(test)]
mod tests {
    use super::*;
    use bytes::Bytes;

    fn answer(status: u16, retry_after: Option<u64>, body: &str) -> Answer {
        Answer { status, retry_after, body: Bytes::copy_from_slice(body.as_bytes()) }
    }

    fn entries(statuses: &[&str]) -> String {
        let entries: Vec<Value> =
            statuses.iter().map(|status| serde_json::json!({"response": {"status": status}})).collect();
        serde_json::json!({"resourceType": "Bundle", "type": "transaction-response", "entry": entries})
            .to_string()
    }

    #[test]
    fn an_answer_counts_only_when_it_speaks_of_every_entry() {
        assert_eq!(of(Some(&answer(200, None, &entries(&["201 Created", "200"]))), 2), Outcome::Taken);
        for body in ["", "{}", "[]", "<html>", &entries(&["200"]), &entries(&["200", "200", "200"])] {
            assert_eq!(of(Some(&answer(200, None, body)), 2), Outcome::Again(None), "{body}");
        }
    }

    #[test]
    fn an_entry_that_failed_is_not_taken_for_stored() {
        let judged = |statuses: &[&str]| of(Some(&answer(200, None, &entries(statuses))), statuses.len());
        assert_eq!(judged(&["200", "422 Unprocessable"]), Outcome::Halve(422));
        assert_eq!(judged(&["200", "500"]), Outcome::Fails(500, None));
        assert_eq!(judged(&["501", "200"]), Outcome::Halve(501));
        assert_eq!(judged(&["409", "200"]), Outcome::Again(None));
        assert_eq!(judged(&["200", "403"]), Outcome::Forbidden(403));
        assert_eq!(judged(&["200", ""]), Outcome::Again(None));
    }

    #[test]
    fn who_is_busy_is_asked_again_and_who_says_no_is_believed() {
        assert_eq!(of(None, 1), Outcome::Again(None));
        for status in [408, 409, 425, 429, 502, 503, 504, 520, 302, 303, 307] {
            assert_eq!(of(Some(&answer(status, None, "")), 1), Outcome::Again(None), "{status}");
        }
        assert_eq!(of(Some(&answer(500, Some(1), "")), 1), Outcome::Fails(500, Some(Duration::from_secs(1))));
        for status in [301, 308, 501] {
            assert_eq!(of(Some(&answer(status, None, "")), 1), Outcome::Never(status));
        }
        let patient = of(Some(&answer(503, Some(31_536_000_000), "")), 1);
        assert_eq!(
            patient,
            Outcome::Again(Some(Duration::from_secs(BELIEVED))),
            "no server says a thousand years"
        );
        for status in [400, 404, 405, 412, 413, 422] {
            assert_eq!(of(Some(&answer(status, None, "")), 1), Outcome::Halve(status));
        }
        assert_eq!(of(Some(&answer(401, None, "")), 1), Outcome::Forbidden(401));
    }
}
