//! What a session wants next, and what it reports when it is done.

use super::request::Request;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// What to do next.
#[derive(Debug, Clone, PartialEq)]
pub enum Step {
    /// Send this once and hand what came of it to [`super::Session::complete`].
    Send(Request),
    /// Nothing may be sent before `until`, by the clock handed in. Sleep if that is soon; else take the
    /// [`super::Session::report`] and drop the session: the time is already in the state.
    Wait {
        /// The instant.
        until: DateTime<Utc>,
    },
    /// Hand over queued parcels with a `seq` larger than `after`, smallest first, a few hundred at most; none if
    /// there are none.
    Offer {
        /// The largest `seq` already handed over in this run; `i64::MIN` at first.
        after: i64,
    },
    /// The run is over.
    Done(Report),
}

/// What a run did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Report {
    /// Parcels the server took.
    pub delivered: u32,
    /// Resources that came.
    pub pulled: u32,
    /// Parcels parked.
    pub parked: u32,
    /// Parcels held back because their resource type is paused; they stay queued.
    pub held: u32,
    /// Requests sent.
    pub requests: u32,
    /// Resources of somebody else that a server sent and that were thrown away unread.
    pub foreign: u32,
    /// Resource types that were read to their end: what the server had of them when the run began is here.
    pub read: BTreeSet<String>,
    /// Every type that can be read was.
    pub read_whole: bool,
    /// When something was last delivered, ever.
    pub last_delivered: Option<DateTime<Utc>>,
    /// Types of which the server has fewer than this phone delivered.
    pub short: Vec<Shortfall>,
    /// What went wrong, in the order it did; empty in a clean run.
    pub problems: Vec<Problem>,
}

/// A count that does not agree.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shortfall {
    /// The resource type.
    pub kind: String,
    /// How many this phone delivered.
    pub here: u64,
    /// How many the server counts.
    pub there: u64,
}

/// Something a run met that the user should be told, as a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// There is no clinic to sync with.
    NotPaired,
    /// The clinic's server wants the pairing renewed. Entries wait.
    SignInAgain,
    /// No answer: no network, a time-out, a certificate that cannot be trusted. Entries wait.
    NoAnswer(super::reply::Failure),
    /// The server is busy or down (its status). Entries wait.
    ServerTrouble(u16),
    /// Something between here and the server answered in its place: a proxy or a sign-in page of a network.
    NotTheServer,
    /// The server sent us elsewhere; nobody followed.
    Redirected,
    /// The server speaks another FHIR version than R4.
    NotR4,
    /// The server does not take or give this resource type, or no longer lets us.
    TypePaused(String),
    /// The server ignored a part of the search; what it sent was not used.
    SearchDropped {
        /// The resource type asked for.
        kind: String,
        /// The parameter that was lost.
        parameter: &'static str,
    },
    /// The server pointed to a page on another host; nobody followed.
    ForeignPage(String),
    /// The server keeps back some of what it says it has, or fails whenever it is asked for it.
    Incomplete(String),
    /// The server refused a search (its status).
    SearchRefused {
        /// The resource type asked for.
        kind: String,
        /// The status.
        status: u16,
    },
    /// A resource of this type came that cannot be read here.
    Unreadable(String),
    /// Entries that the server stumbled over with an answer that proves nothing; they wait and are tried again alone.
    Deferred(u32),
    /// The run stopped because nothing came of many requests.
    NoProgress,
}

/// Counts by resource type.
pub type Counts = BTreeMap<String, u64>;
