//! What the outbox hands over: one fact, with the resources it gives.

use crate::domain::fact_id::FactId;
use crate::domain::night::Night;
use core::fmt;

/// One row of the outbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parcel {
    /// Its place in the outbox. Only this orders parcels, never a clock.
    pub seq: i64,
    /// The fact.
    pub fact: FactId,
    /// The night it belongs to; parcels of one night travel in one bundle.
    pub night: Option<Night>,
    /// How many times it was in flight before without an end. Nought for one that was never sent.
    pub attempt: u32,
    /// Its resources, in rank order.
    pub resources: Vec<Letter>,
}

/// One resource to be written to the server.
#[derive(Clone, PartialEq, Eq)]
pub struct Letter {
    /// Its type ("Observation").
    pub kind: String,
    /// Its id, ours.
    pub id: String,
    /// Its JSON, frozen when it was first sent, so that sending it again sends the same bytes.
    pub body: String,
    /// The version on the server this edit was made from, where another hand may have written too (Task).
    /// Opaque text. `None` for what only this phone writes.
    pub version: Option<String>,
}

impl Letter {
    /// `Type/id`.
    pub fn reference(&self) -> String {
        format!("{}/{}", self.kind, self.id)
    }
}

/// The type only: the body is personal.
impl fmt::Debug for Letter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Letter({}, {} bytes)", self.kind, self.body.len())
    }
}
