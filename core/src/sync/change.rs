//! What the driver writes down, all of it in one transaction, before it asks for the next step.

use super::state::State;
use crate::domain::parked::ParkedReason;
use crate::fhir::Resource;
use chrono::{DateTime, Utc};
use core::fmt;

/// A change to what the store keeps about sync.
#[derive(Clone, PartialEq)]
pub enum Change {
    /// Keep this document in place of the last one.
    State(Box<State>),
    /// These parcels are about to be sent: queued becomes in flight, and their attempt counts one up.
    /// After a crash everything in flight is queued again; sending twice is harmless.
    InFlight(Vec<i64>),
    /// The server has this parcel.
    Acked {
        /// Its place in the outbox.
        seq: i64,
        /// What the server said of each resource.
        receipts: Vec<Receipt>,
    },
    /// The server will not have this parcel as it is. It is kept, shown, and stands in nobody's way.
    Parked {
        /// Its place in the outbox.
        seq: i64,
        /// The status of the answer that decided it.
        status: Option<u16>,
        /// Why.
        reason: ParkedReason,
    },
    /// These parcels are not in flight any more and wait.
    Queued(Vec<i64>),
    /// These parcels were got ready and not sent: they wait, and that attempt does not count.
    Unsent(Vec<i64>),
    /// Resources of this patient that came from the server, each type, id and version once a run.
    /// The `State` behind them moves the cursor: both or neither.
    Pulled(Vec<Resource>),
}

/// What the server said of one delivered resource.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// Its type.
    pub kind: String,
    /// Its id, ours.
    pub id: String,
    /// Its id on the server, where that is another (write modes B and C).
    pub server_id: Option<String>,
    /// Its version there, where the server told.
    pub version: Option<String>,
    /// When the server says it was stored.
    pub stored: Option<DateTime<Utc>>,
}

/// Without what was pulled and without the state: both are personal.
impl fmt::Debug for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::State(_) => f.write_str("State(…)"),
            Self::InFlight(seqs) => write!(f, "InFlight({seqs:?})"),
            Self::Acked { seq, receipts } => write!(f, "Acked({seq}, {} resources)", receipts.len()),
            Self::Parked { seq, status, .. } => write!(f, "Parked({seq}, {status:?})"),
            Self::Queued(seqs) => write!(f, "Queued({seqs:?})"),
            Self::Unsent(seqs) => write!(f, "Unsent({seqs:?})"),
            Self::Pulled(resources) => write!(f, "Pulled({} resources)", resources.len()),
        }
    }
}
