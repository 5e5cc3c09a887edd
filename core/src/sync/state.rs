//! The one document about sync that the store keeps.

use super::profile::Profile;
use super::step::{Counts, Shortfall};
use crate::domain::fact_id::FactId;
use crate::shlink::Secret;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Everything sync has to remember between runs.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
#[expect(clippy::struct_excessive_bools, reason = "each is one thing to remember for the next run")]
pub struct State {
    /// The clinic this phone is paired with.
    pub pairing: Option<Pairing>,
    /// The server refuses our tokens for good; only pairing or signing in again helps.
    pub sign_in_again: bool,
    /// What the server says it can do.
    pub profile: Option<Profile>,
    /// Per resource type: the newest `lastUpdated` up to which everything was stored, in the server's time.
    pub cursors: BTreeMap<String, DateTime<Utc>>,
    /// What was pulled inside the overlap behind the cursors (`Type/id version`): it comes again and is not new.
    pub recent: BTreeSet<String>,
    /// Medications fetched because a resource pointed to them.
    pub medications: BTreeSet<String>,
    /// Before this nothing is sent.
    pub rest: Option<Rest>,
    /// Failures in a row of the server as a whole.
    pub failures: u32,
    /// The server's clock minus ours, in seconds.
    pub clock_offset_s: Option<i64>,
    /// Whether the server takes compressed requests.
    pub gzip: Gzip,
    /// Entries in a bundle at most: halved when the server finds one too large or is too slow for it, doubled with
    /// every run.
    pub bundle_limit: Option<u32>,
    /// When a parcel was last delivered, by this phone's clock.
    pub last_delivered: Option<DateTime<Utc>>,
    /// The last count.
    pub counted: Option<Counted>,
    /// Resource types that are not sent for now.
    pub paused: BTreeMap<String, Paused>,
    /// Resource types that are not asked for, for now.
    pub unread: BTreeMap<String, Paused>,
    /// The server knows this install.
    pub introduced: bool,
    /// Everything this server had was pulled once.
    pub restored: bool,
    /// The last run ended among its searches: the next one sends what waits before it asks for what is new.
    pub push_first: bool,
    /// Where the jitter's random numbers have come to.
    pub seed: u64,
}

/// A pairing with one clinic's server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pairing {
    /// The FHIR base URL, without a closing slash.
    pub base: String,
    /// The patient's logical id there.
    pub patient: String,
    /// This install; `urn:uuid:<install>` is the `meta.source` of what it writes.
    pub install: FactId,
    /// Our name as an OAuth client.
    pub client_id: String,
    /// What opens the server; `None` for one that wants nothing.
    pub tokens: Option<Tokens>,
    /// Where tokens are refreshed; found out when needed.
    pub token_endpoint: Option<String>,
    /// Where tokens are given back.
    pub revocation_endpoint: Option<String>,
    /// The clinic's label on the pairing link.
    pub label: Option<String>,
    /// When.
    pub paired_at: DateTime<Utc>,
}

/// What a token endpoint gave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tokens {
    /// The access token.
    pub access: Secret,
    /// The refresh token, where one was given. A new one replaces it with every refresh.
    pub refresh: Option<Secret>,
    /// When the access token ends, by this phone's clock; `None` where the server did not say.
    pub expires_at: Option<DateTime<Utc>>,
    /// The scopes granted, separated by spaces.
    pub scope: String,
}

/// A pause for the whole server.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rest {
    /// When it began, by this phone's clock.
    pub since: DateTime<Utc>,
    /// How long it lasts, in milliseconds. A clock set back can't make it longer.
    pub for_ms: i64,
}

/// Whether compressed requests may be sent: only after the server took one.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Gzip {
    /// Not tried yet.
    #[default]
    Untried,
    /// It took one.
    Taken,
    /// It refused one.
    Refused,
}

/// A count of everything on the server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counted {
    /// When, by this phone's clock.
    pub at: DateTime<Utc>,
    /// What the server said, by type.
    pub there: Counts,
    /// Where that was fewer than this phone had delivered.
    #[serde(default)]
    pub short: Vec<Shortfall>,
}

/// A resource type that is not sent for now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paused {
    /// Since when.
    pub since: DateTime<Utc>,
    /// Why.
    pub why: PauseReason,
}

/// Why a type is paused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PauseReason {
    /// 403: the clinic does not let us, consent may be withdrawn. Tried again after a day.
    Forbidden,
    /// The server has no such type. Tried again when it says it has.
    Unsupported,
}

impl State {
    /// A fresh state for a new pairing. Nothing of an earlier one is kept: another server, another history.
    pub fn paired(pairing: Pairing) -> Self {
        let bytes = pairing.install.0.to_be_bytes();
        let seed = bytes.iter().fold(0, |seed: u64, byte| seed.rotate_left(7) ^ u64::from(*byte));
        Self { pairing: Some(pairing), seed, ..Self::default() }
    }

    /// The same pairing with new tokens, after signing in again. Cursors and pauses for want of rights are kept
    /// and dropped, in that order.
    #[must_use]
    pub fn signed_in_again(mut self, tokens: Tokens) -> Self {
        if let Some(pairing) = &mut self.pairing {
            pairing.tokens = Some(tokens);
        }
        self.sign_in_again = false;
        self.rest = None;
        self.failures = 0;
        self.paused.retain(|_, paused| paused.why != PauseReason::Forbidden);
        self.unread.retain(|_, paused| paused.why != PauseReason::Forbidden);
        self
    }
}
