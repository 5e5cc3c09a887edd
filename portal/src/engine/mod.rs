//! Moving out to another FHIR R4 server: every version of every resource as transactions of PUT, in the order in which
//! they were committed to each patient's record, and at the end everything is read back and compared.
//!
//! How far it is stands at the server itself, in a `Basic` of each transaction that speaks of the one before: killed at
//! any point, the same command looks what of the last one is there and goes on, and a server that lost its memory is
//! begun with anew. Ids are kept, so that nothing has to be mapped;
//! version numbers and instants are the other server's. Pairing, sign-in, links and the audit are not FHIR and stay.
//!
//! What real servers do, and what stands against it:
//!
//! | it | so |
//! | --- | --- |
//! | answers 500, or not at all, though all was stored | what was sent is read back before it is sent again |
//! | stores a part of a transaction | what is there is not sent again; the mark in it is of what was taken before |
//! | answers 500 to one resource for ever | halved when the patience ends, down to that one, which is then named |
//! | knows no transaction (501), or has moved for good (301, 308) | said at once |
//! | sends elsewhere for now, as the sign-in page of a network does (302, 307) | not followed; asked again |
//! | takes smaller bodies than it says | halved, down to one resource, which is then named |
//! | gives 10 of 25 and no `next` | read back by id and never by a search |
//! | knows no gzip | none is sent |
//! | gives no precision to decimals | compared by value; what lost digits is counted and said |

mod address;
mod body;
mod cut;
mod mark;
mod outcome;
mod read_back;
mod send;
mod tally;
mod wire;

pub use address::Base;
pub use send::Patience;
pub use tally::{Kept, Replayed};
pub use wire::Lost;

use crate::store::StoreError;
use crate::store::replay::End;
use cut::Versions;
use mark::Mark;
use thiserror::Error;
use wire::Wire;

/// Another FHIR server.
pub struct Engine {
    base: Base,
    wire: Wire,
    patience: Patience,
}

/// Why a move out did not end. Ids are in it and nothing else of a patient's.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum EngineError {
    /// The portal's own database.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The address is none, or not one that patients' data may go to.
    #[error("the server's address {0}")]
    Address(&'static str),
    /// The token is none.
    #[error("the token holds a character that no token has")]
    Token,
    /// The PEM file is none.
    #[error("the root certificates cannot be read")]
    Roots,
    /// There is no FHIR R4 server.
    #[error("the server is none for FHIR R4: {0}")]
    NotR4(&'static str),
    /// It does not let us in.
    #[error("the server does not let this token write (HTTP {0})")]
    Forbidden(u16),
    /// It is away, or too busy, for longer than our patience.
    #[error("the server cannot be reached, or is too busy: {0}")]
    Busy(Lost),
    /// It does not take a resource; or, as `Bundle/transaction`, no transaction at all.
    #[error("the server refuses {kind}/{id} (HTTP {status})")]
    Refused {
        /// The type.
        kind: String,
        /// The id.
        id: String,
        /// What it answers.
        status: u16,
    },
    /// Something else has been moved there.
    #[error("the server holds another move, or this portal's before it changed")]
    Occupied,
    /// The source has moved since the move began.
    #[error("the source has changed since the move began")]
    Changed,
    /// A resource is not there as it was sent.
    #[error("{kind}/{id} is not there as it was sent")]
    Differs {
        /// The type.
        kind: String,
        /// The id.
        id: String,
    },
}

impl Engine {
    /// A server by its base address. With a token, it goes out with each request; with roots, a PEM file, they stand
    /// instead of Mozilla's.
    ///
    /// # Errors
    /// [`EngineError::Token`] and [`EngineError::Roots`].
    pub fn new(
        base: Base,
        token: Option<String>,
        roots: Option<&std::path::Path>,
        patience: Patience,
    ) -> Result<Self, EngineError> {
        let wire = Wire::new(&base, token, roots)?;
        Ok(Self { base, wire, patience })
    }

    /// Moves everything there and compares.
    ///
    /// # Errors
    /// [`EngineError`]. What was moved stays, and the same call goes on.
    pub async fn replay(&self, from: &dyn End) -> Result<Replayed, EngineError> {
        self.is_r4().await?;
        let source = from.state().await?;
        let begun = self.mark().await?;
        let resumed = begun.is_some();
        let mark = match begun {
            Some(mark) if mark.source == source => mark,
            Some(_) => return Err(EngineError::Occupied),
            None => Mark::first(source.clone()),
        };
        if !mark.ended {
            self.send_all(from, mark, resumed).await?;
        }
        let mut told = self.compare(from).await?;
        if from.state().await? != source {
            return Err(EngineError::Changed);
        }
        told.resumed = resumed;
        Ok(told)
    }

    async fn send_all(&self, from: &dyn End, mut mark: Mark, resumed: bool) -> Result<(), EngineError> {
        let source = mark.source.clone();
        let mut versions = Versions::after(from, mark.after.clone());
        // The parcel behind the mark may be there, wholly or not: it is looked for once.
        let mut look = resumed;
        while let Some(parcel) = versions.parcel().await? {
            self.put(parcel, &mut mark, look).await?;
            look = false;
        }
        if from.state().await? != source {
            return Err(EngineError::Changed);
        }
        let end = Mark { ended: true, ..Mark::first(source) };
        self.put_mark(&end).await
    }
}
