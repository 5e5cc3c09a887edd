//! The clinic's decisions, as audited calls that commands use today and pages later.
//!
//! A [`Clinic`] acts for one person (or for a command on the machine). Everything it reads or writes leaves a row in
//! the audit under that name. Orders are refused until a pairing is confirmed on both sides (`safety.md` 25).

mod chart;
mod colleagues;
pub mod deciding;
pub mod events;
mod matching;
pub mod need;
pub mod nights;
mod orders;
mod patients;
mod record;
pub mod records;
mod replies;
mod synthetic;
pub mod worklist;

pub use chart::{Chart, Said};
pub use colleagues::StaffInvite;
pub use matching::{Difference, Seen};
pub use orders::OrderRefusal;
pub use patients::NewPatient;
pub use record::Sight;
pub use synthetic::Seeded;

use crate::audit::Trail;
use crate::door::Door;
use crate::keyring::{Keyring, NoRandomness, Pairing, Why};
use crate::pairing::{self, Invite, InviteError};
use crate::portal::{Portal, Shared};
use crate::store::{Access, Actor, Draft, Found, May, Reading, Refusal, StoreError, Stored, Work, Write};
use chrono::TimeDelta;
use core::fmt;
use serde_json::Value;
use std::sync::Arc;
use thiserror::Error;

/// Why the clinic could not.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum ClinicError {
    /// This portal keeps no tokens and no list: it was built over a foreign gate.
    #[error("this portal keeps no list of patients")]
    NoDoor,
    /// There is no such patient on the list.
    #[error("there is no such patient on the list")]
    NoPatient,
    /// There is no such member of staff.
    #[error("there is no such member of staff")]
    NoColleague,
    /// Somebody signs in with this address already.
    #[error("somebody signs in with this address already")]
    Colleague,
    /// Nobody would be left who decides who comes in.
    #[error("the clinic would be left without an administrator who can sign in")]
    LastAdmin,
    /// There is no such living pairing of this patient.
    #[error("there is no such pairing, or it has ended")]
    NoPairing,
    /// No pairing of this patient is confirmed on both sides yet (`safety.md` 25).
    #[error("no phone of this patient is confirmed on both sides; nothing is sent before")]
    NotMatched,
    /// What staff sees and what the record says differ.
    #[error("the match is not confirmed: the {0} differs")]
    Differs(Difference),
    /// The order is not signed.
    #[error(transparent)]
    Order(#[from] OrderRefusal),
    /// There is no such thing to answer or to take back, or it is not open any more.
    #[error("there is no such open request or warning")]
    NotThere,
    /// No public address is known: the portal has not been served yet.
    #[error("no public address is known yet")]
    NoAddress,
    /// An invitation could not be made.
    #[error(transparent)]
    Invite(InviteError),
    /// The store refused the write.
    #[error("the record refused it: {}", .0.words())]
    Refused(Refusal),
    /// The store did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The system gives no random bytes.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
}

impl From<InviteError> for ClinicError {
    fn from(error: InviteError) -> Self {
        match error {
            InviteError::NoPatient => Self::NoPatient,
            InviteError::Store(error) => Self::Store(error),
            InviteError::NoRandomness(error) => Self::NoRandomness(error),
            other @ InviteError::Link(_) => Self::Invite(other),
        }
    }
}

/// The clinic, acting for somebody.
#[derive(Clone)]
pub struct Clinic {
    shared: Arc<Shared>,
    door: Arc<Door>,
    actor: Actor,
}

impl fmt::Debug for Clinic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Clinic(..)")
    }
}

impl Shared {
    /// The clinic's decisions, acted for by nobody yet: see [`Clinic::acting_for`].
    ///
    /// # Errors
    /// [`ClinicError::NoDoor`] for a portal over a foreign gate.
    pub(crate) fn clinic(self: &Arc<Self>) -> Result<Clinic, ClinicError> {
        let door = self.door.clone().ok_or(ClinicError::NoDoor)?;
        Ok(Clinic { shared: Arc::clone(self), door, actor: Actor::Command })
    }
}

impl Portal {
    /// The clinic's decisions, acted for by a command on this machine.
    ///
    /// # Errors
    /// [`ClinicError::NoDoor`] for a portal over a foreign gate.
    pub fn clinic(&self) -> Result<Clinic, ClinicError> {
        self.shared().clinic()
    }
}

impl Clinic {
    /// The same, acting for a member of staff by an id of theirs.
    #[must_use]
    pub fn acting_for(&self, staff: &str) -> Self {
        Self { actor: Actor::Staff(staff.to_owned()), ..self.clone() }
    }

    /// What is kept of doors.
    pub fn keyring(&self) -> &dyn Keyring {
        self.door.keyring()
    }

    /// This access, now.
    pub fn access(&self) -> Access {
        Access { actor: self.actor.clone(), at: self.shared.clock.now(), request: String::new() }
    }

    /// Makes a pairing link for a patient, under the public address of the portal that serves.
    ///
    /// # Errors
    /// [`ClinicError::NoPatient`], [`ClinicError::NoAddress`].
    pub async fn invite(&self, patient: &str) -> Result<Invite, ClinicError> {
        let public = self.keyring().address().await?.ok_or(ClinicError::NoAddress)?;
        self.invite_at(patient, &public).await
    }

    /// Makes a pairing link under a given public address.
    ///
    /// # Errors
    /// [`ClinicError`].
    pub async fn invite_at(&self, patient: &str, public: &str) -> Result<Invite, ClinicError> {
        Ok(pairing::invite(self.keyring(), self.access(), patient, public).await?)
    }

    /// Who claimed this patient's links: device names, times, confirmations; newest first.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn pairings(&self, patient: &str) -> Result<Vec<Pairing>, ClinicError> {
        Ok(self.keyring().pairings(patient.to_owned()).await?)
    }

    /// Ends a pairing from the clinic's side.
    ///
    /// # Errors
    /// [`ClinicError::NoPairing`].
    pub async fn end_pairing(&self, patient: &str, pairing: &str) -> Result<(), ClinicError> {
        let (patient, pairing) = (patient.to_owned(), pairing.to_owned());
        if self.keyring().revoke(self.access(), patient, pairing, Why::Clinic).await? {
            Ok(())
        } else {
            Err(ClinicError::NoPairing)
        }
    }

    /// A token for a patient's FHIR access that nothing refreshes; recorded in the audit.
    ///
    /// # Errors
    /// [`ClinicError::NoPatient`].
    pub async fn token(
        &self,
        patient: &str,
        lasts: TimeDelta,
    ) -> Result<crate::keyring::Secret, ClinicError> {
        self.listed(patient).await?;
        Ok(self.door.issue(self.access(), patient, lasts).await?)
    }

    /// The audit rows about a patient, newest first, before `before`.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn trail(
        &self,
        patient: &str,
        before: Option<i64>,
        count: usize,
    ) -> Result<Trail, ClinicError> {
        Ok(self.shared.store.trail_back(self.access(), patient.to_owned(), before, count).await?)
    }

    /// The audit rows about staff, newest first, before `before`.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn visits(&self, before: Option<i64>, count: usize) -> Result<Trail, ClinicError> {
        Ok(self.shared.store.visits(self.access(), before, count).await?)
    }

    /// Refuses a patient who is not on the list, or no longer.
    async fn listed(&self, patient: &str) -> Result<(), ClinicError> {
        let listed = self.keyring().patients(Some(patient.to_owned())).await?;
        if listed.iter().any(|listed| listed.closed.is_none()) { Ok(()) } else { Err(ClinicError::NoPatient) }
    }

    /// Readings of one patient's record, each with its row in the audit.
    async fn read(&self, patient: &str, what: Vec<Reading>) -> Result<Vec<Found>, ClinicError> {
        Ok(self.shared.store.read(self.access(), patient.to_owned(), what).await?)
    }

    /// One current resource.
    async fn current(&self, patient: &str, kind: &str, id: &str) -> Result<Option<Stored>, ClinicError> {
        let reading = Reading::Current { kind: kind.to_owned(), id: id.to_owned() };
        let found = self.read(patient, vec![reading]).await?;
        Ok(found.into_iter().flat_map(|found| found.entries).next())
    }

    /// Writes resources, all or none. The clinic's own rules are asked before; the record's only rule is the id.
    async fn write(&self, patient: &str, resources: Vec<Value>) -> Result<Vec<Stored>, ClinicError> {
        let writes = resources.into_iter().map(|value| {
            let field = |name: &str| value.get(name).and_then(Value::as_str).unwrap_or_default().to_owned();
            let draft = Draft::new(&field("resourceType"), &field("id"), value.clone());
            Write::Put { draft: Box::new(draft), if_match: None, may: May::BOTH }
        });
        let work = Work {
            access: self.access(),
            patient: patient.to_owned(),
            writes: writes.collect(),
            whole: true,
            judge: crate::rest::judge,
        };
        let mut stored = Vec::new();
        for done in self.shared.store.apply(work).await? {
            match done {
                crate::store::Done::Refused(refusal) => return Err(ClinicError::Refused(refusal)),
                other => stored.extend(other.stored().cloned()),
            }
        }
        Ok(stored)
    }
}
