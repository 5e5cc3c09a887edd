//! Sending a parcel until all of it is there, whatever the server says on the way.

use super::body::{Alike, alike};
use super::cut::Version;
use super::mark::{ID, Mark};
use super::outcome::{self, Outcome};
use super::wire::Lost;
use super::{Engine, EngineError};
use axum::http::Method;
use core::time::Duration;
use serde_json::Value;
use std::borrow::Cow;

/// How long a server that is away is waited for: pauses that double, each a little longer or shorter than the last
/// time, so that a server that comes back is not met by everybody at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    /// The first pause.
    pub first: Duration,
    /// The longest.
    pub longest: Duration,
    /// Pauses in a row.
    pub tries: u32,
}

impl Default for Patience {
    /// Some ten minutes, of which a restart takes one.
    fn default() -> Self {
        Self { first: Duration::from_millis(250), longest: Duration::from_mins(1), tries: 18 }
    }
}

impl Patience {
    /// With a third of the tries: some twenty seconds of the usual ones.
    pub(super) fn shortly(self) -> Self {
        Self { tries: self.tries / 3, ..self }
    }

    pub(super) fn begin(self) -> Tries {
        Tries { patience: self, done: 0 }
    }
}

/// The pauses of one request.
pub(super) struct Tries {
    patience: Patience,
    done: u32,
}

impl Tries {
    /// Waits, for as long as the server says or longer, after this failure.
    ///
    /// # Errors
    /// [`EngineError::Busy`] when the patience is at its end.
    pub(super) async fn wait(&mut self, told: Option<Duration>, lost: Lost) -> Result<(), EngineError> {
        if self.done >= self.patience.tries {
            return Err(EngineError::Busy(lost));
        }
        let pause = self.patience.first.saturating_mul(1 << self.done.min(16)).min(self.patience.longest);
        self.done += 1;
        let mut luck = [0_u8; 1];
        // Without randomness the pause is merely the same for everybody.
        let _ = getrandom::fill(&mut luck);
        let pause = pause.max(told.unwrap_or_default());
        tokio::time::sleep(pause + pause * u32::from(luck[0]) / 512).await;
        Ok(())
    }
}

impl Engine {
    /// Sends a parcel. The mark that goes with it speaks of what was taken before it: a server that keeps half of a
    /// transaction keeps no mark that is ahead of its resources. With `look`, what is there already is not sent.
    pub(super) async fn put(
        &self,
        parcel: Vec<Version>,
        mark: &mut Mark,
        look: bool,
    ) -> Result<(), EngineError> {
        // The halves of a parcel that was not taken, the first on top.
        let mut stack = vec![parcel];
        let mut halved = false;
        while let Some(mut parcel) = stack.pop() {
            let mut sent = parcel.clone();
            sent.push(mark.version());
            // A half of what failed for the whole patience is not what is waited for: the one at the end of the halving is.
            let failing = if halved && parcel.len() > 1 { self.patience.shortly() } else { self.patience };
            match (self.put_until_there(sent, look, failing).await?, parcel.pop()) {
                (None, Some(last)) => mark.after = last.key,
                (Some(status), Some(Version { kind, id, .. })) if parcel.is_empty() => {
                    return Err(EngineError::Refused { kind, id, status });
                }
                (Some(_), Some(last)) => {
                    parcel.push(last);
                    let second = parcel.split_off(parcel.len() / 2);
                    stack.extend([second, parcel]);
                    halved = true;
                }
                (_, None) => {}
            }
        }
        Ok(())
    }

    /// Sends a mark alone.
    pub(super) async fn put_mark(&self, mark: &Mark) -> Result<(), EngineError> {
        match self.put_until_there(vec![mark.version()], false, self.patience).await? {
            None => Ok(()),
            Some(status) => Err(EngineError::Refused { kind: "Basic".to_owned(), id: ID.to_owned(), status }),
        }
    }

    /// Sends until all is there; or gives the status with which something of it is not taken.
    async fn put_until_there(
        &self,
        mut sent: Vec<Version>,
        look: bool,
        failing: Patience,
    ) -> Result<Option<u16>, EngineError> {
        let (mut tries, mut failing) = (self.patience.begin(), failing.begin());
        if look {
            sent = self.missing(sent).await?;
        }
        while !sent.is_empty() {
            let body = self.transaction(&sent);
            let answer = self.wire.ask(Method::POST, "", body.into()).await;
            let lost = answer.as_ref().err().copied().unwrap_or_default();
            match outcome::of(answer.as_ref().ok(), sent.len()) {
                Outcome::Taken => return Ok(None),
                Outcome::Forbidden(status) => return Err(EngineError::Forbidden(status)),
                Outcome::Halve(status) => return Ok(Some(status)),
                Outcome::Never(status) => {
                    let (kind, id) = ("Bundle".to_owned(), "transaction".to_owned());
                    return Err(EngineError::Refused { kind, id, status });
                }
                Outcome::Fails(status, told) => {
                    let over = failing.wait(told, lost).await.is_err();
                    sent = self.missing(sent).await?;
                    if over && !sent.is_empty() {
                        return Ok(Some(status));
                    }
                }
                Outcome::Again(told) => {
                    tries.wait(told, lost).await?;
                    sent = self.missing(sent).await?;
                }
            }
        }
        Ok(None)
    }

    /// Those that are not there as they were sent.
    async fn missing(&self, sent: Vec<Version>) -> Result<Vec<Version>, EngineError> {
        let found = self.read_all(&sent).await?;
        let there = |version: &Version, found: Option<Value>| {
            let own: Result<Value, _> = serde_json::from_str(&version.body);
            matches!((own, found), (Ok(own), Some(found)) if alike(&own, &found) != Alike::No)
        };
        Ok(sent
            .into_iter()
            .zip(found)
            .filter_map(|(one, found)| (!there(&one, found)).then_some(one))
            .collect())
    }

    /// As it goes out. Put together as text: a body keeps every digit it has.
    fn transaction(&self, sent: &[Version]) -> String {
        let size: usize = sent.iter().map(|version| version.body.len() + 256).sum();
        let mut text = String::with_capacity(size);
        text.push_str(r#"{"resourceType":"Bundle","type":"transaction","entry":["#);
        for (number, version) in sent.iter().enumerate() {
            let name = format!("{}/{}", version.kind, version.id);
            if number > 0 {
                text.push(',');
            }
            // Not a `urn:uuid:`: some servers put their own id for it wherever it stands, in identifiers too.
            let parts = [
                r#"{"fullUrl":""#,
                &self.base.below(&name),
                r#"","resource":"#,
                &without_empty_meta(version),
                r#","request":{"method":"PUT","url":""#,
                &name,
                r#""}}"#,
            ];
            text.extend(parts);
        }
        text.push_str("]}");
        text
    }
}

/// FHIR knows no empty element: a body of ours has one where its version would stand.
fn without_empty_meta(version: &Version) -> Cow<'_, str> {
    let head = format!(r#"{{"resourceType":"{}","id":"{}","#, version.kind, version.id);
    match version.body.strip_prefix(&head).and_then(|rest| rest.strip_prefix(r#""meta":{},"#)) {
        Some(rest) => Cow::Owned(head + rest),
        None => Cow::Borrowed(&version.body),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_meta_is_left_out_and_a_full_one_is_not() {
        let version = |body: &str| Version {
            key: Vec::new(),
            kind: "Flag".to_owned(),
            id: "1".to_owned(),
            body: body.to_owned(),
        };
        let empty = version(r#"{"resourceType":"Flag","id":"1","meta":{},"status":"active"}"#);
        assert_eq!(without_empty_meta(&empty), r#"{"resourceType":"Flag","id":"1","status":"active"}"#);
        let full = version(r#"{"resourceType":"Flag","id":"1","meta":{"tag":[]},"x":{"meta":{},"y":1}}"#);
        assert_eq!(without_empty_meta(&full), full.body);
    }

    #[tokio::test]
    async fn patience_has_an_end_and_waits_as_long_as_it_is_told() {
        let patience =
            Patience { first: Duration::from_millis(1), longest: Duration::from_millis(4), tries: 3 };
        let mut tries = patience.begin();
        let begun = tokio::time::Instant::now();
        assert!(tries.wait(Some(Duration::from_millis(30)), Lost::Busy).await.is_ok());
        assert!(begun.elapsed() >= Duration::from_millis(30));
        for _ in 0..2 {
            assert!(tries.wait(None, Lost::Busy).await.is_ok());
        }
        assert!(matches!(tries.wait(None, Lost::Tls).await, Err(EngineError::Busy(Lost::Tls))));
    }
}
