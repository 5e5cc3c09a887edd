//! What the portal keeps of its doors: the clinic, its list of patients, invitations, pairings and tokens.
//!
//! Secrets are kept as digests only. Every method is one commit together with its audit row, and the rules ([`claim`],
//! [`refresh`]) are asked inside it: two requests at once cannot both be the first.

pub mod claim;
mod passcode;
mod record;
pub mod refresh;
mod secret;

pub use passcode::{ATTEMPTS, Passcode};
pub use record::{
    Attempted, Clinic, Fresh, Grant, Invitation, Knock, Listed, Pairing, Rotated, SetUp, Side, Tally, Turn,
    Why,
};
pub(crate) use secret::random_bytes;
pub use secret::{Digest, NoRandomness, SECRET_CHARS, Secret};

use crate::caller::Pending;
use crate::store::{Access, StoreError};
use chrono::{DateTime, Utc};

/// What is asked of the database about doors. Names no database, as [`crate::store::Store`] does not.
pub trait Keyring: Send + Sync {
    /// The clinic, once it has a name.
    fn clinic(&self) -> Pending<'_, Result<Option<Clinic>, StoreError>>;

    /// Names the clinic and keeps its one-time set-up link; `false` when it has a name already.
    fn found(&self, access: Access, clinic: Clinic, set_up: SetUp) -> Pending<'_, Result<bool, StoreError>>;

    /// The public address of the last `serve`.
    fn address(&self) -> Pending<'_, Result<Option<String>, StoreError>>;

    /// Remembers the public address of the last `serve`, for links made by other commands.
    fn remember_url(&self, url: String) -> Pending<'_, Result<(), StoreError>>;

    /// Puts a patient on the list.
    fn enrol(&self, access: Access, patient: String, synthetic: bool) -> Pending<'_, Result<(), StoreError>>;

    /// Takes a patient off the list and revokes every door; `false` when there is no such patient.
    fn close(&self, access: Access, patient: String) -> Pending<'_, Result<bool, StoreError>>;

    /// One patient, or all of them: by id when given.
    fn patients(&self, patient: Option<String>) -> Pending<'_, Result<Vec<Listed>, StoreError>>;

    /// Keeps an invitation; an older one of this patient that nobody claimed is withdrawn.
    fn invite(&self, access: Access, invitation: Invitation) -> Pending<'_, Result<(), StoreError>>;

    /// One attempt to claim a link, judged by [`claim::judge`].
    fn attempt(&self, knock: Knock, at: DateTime<Utc>) -> Pending<'_, Result<Attempted, StoreError>>;

    /// Keeps a token made by a command, in a family of its own that nothing refreshes.
    fn issue(&self, access: Access, grant: Grant, token: Digest) -> Pending<'_, Result<(), StoreError>>;

    /// What an access token opens at `at`, if anything.
    fn admit(&self, token: Digest, at: DateTime<Utc>) -> Pending<'_, Result<Option<Grant>, StoreError>>;

    /// Spends a refresh token for a new pair, judged by [`refresh::judge`]. A reused one revokes its family.
    fn rotate(&self, turn: Turn, at: DateTime<Utc>) -> Pending<'_, Result<Rotated, StoreError>>;

    /// Revokes the family of whichever token this is; `false` when it is none of ours.
    fn forget(&self, token: Digest, at: DateTime<Utc>) -> Pending<'_, Result<bool, StoreError>>;

    /// Revokes one pairing of a patient; `false` when there is none, or it is revoked already.
    fn revoke(
        &self,
        access: Access,
        patient: String,
        pairing: String,
        why: Why,
    ) -> Pending<'_, Result<bool, StoreError>>;

    /// The pairings of a patient, newest first, revoked ones too.
    fn pairings(&self, patient: String) -> Pending<'_, Result<Vec<Pairing>, StoreError>>;

    /// Marks one side's confirmation of the match; `false` when there is no such open pairing.
    fn confirm(
        &self,
        access: Access,
        patient: String,
        pairing: String,
        side: Side,
    ) -> Pending<'_, Result<bool, StoreError>>;

    /// Counts for `status`.
    fn tally(&self, at: DateTime<Utc>) -> Pending<'_, Result<Tally, StoreError>>;
}
