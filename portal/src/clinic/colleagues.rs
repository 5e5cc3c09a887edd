//! Colleagues: put on the list, given a role, shut out, given a new way in.

use super::{Clinic, ClinicError};
use crate::keyring::Secret;
use crate::roster::{Changed, LinkKind, Member, NewMember, Role, Roster, StaffLink};
use chrono::{DateTime, TimeDelta, Utc};

/// How long a link to set up one's way in may be used.
const JOIN: TimeDelta = TimeDelta::days(7);

/// How long a link that signs in at once may be used.
const ONCE: TimeDelta = TimeDelta::hours(1);

/// A one-time link for a member of staff: shown once, kept nowhere.
#[derive(Debug, Clone)]
pub struct StaffInvite {
    /// Who it is for.
    pub id: String,
    /// The secret part of the address: `{public}/setup/{secret}`.
    pub secret: Secret,
    /// When it ends.
    pub ends: DateTime<Utc>,
}

impl StaffInvite {
    /// The address, under a public one without a slash at its end. It is a secret.
    pub fn reveal(&self, public_url: &str) -> String {
        format!("{public_url}/setup/{}", self.secret.reveal())
    }
}

impl Clinic {
    fn roster(&self) -> Result<&dyn Roster, ClinicError> {
        self.shared.reception.as_ref().map(|reception| reception.roster()).ok_or(ClinicError::NoDoor)
    }

    fn link(&self, kind: LinkKind, lasts: TimeDelta) -> Result<(Secret, StaffLink), ClinicError> {
        let secret = Secret::mint()?;
        let link = StaffLink { link: secret.digest(), kind, ends: self.access().at + lasts };
        Ok((secret, link))
    }

    /// Everybody on the list, those shut out too.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn colleagues(&self) -> Result<Vec<Member>, ClinicError> {
        Ok(self.roster()?.members().await?)
    }

    /// Somebody by id, or by the address they sign in with.
    ///
    /// # Errors
    /// [`ClinicError::NoColleague`].
    pub async fn colleague(&self, id_or_email: &str) -> Result<Member, ClinicError> {
        let roster = self.roster()?;
        let found = match roster.member(id_or_email.to_owned()).await? {
            None => roster.member_at(id_or_email.to_owned()).await?,
            found => found,
        };
        found.ok_or(ClinicError::NoColleague)
    }

    /// Puts somebody on the list and gives the link with which they set up their way in, within seven days.
    ///
    /// # Errors
    /// [`ClinicError::Colleague`] when the address is on the list.
    pub async fn add_colleague(
        &self,
        email: &str,
        name: &str,
        role: Role,
    ) -> Result<StaffInvite, ClinicError> {
        let access = self.access();
        let id = nocte_core::id::mint(access.at).to_string();
        let (secret, link) = self.link(LinkKind::Join, JOIN)?;
        let ends = link.ends;
        let new = NewMember { id: id.clone(), email: email.to_owned(), name: name.to_owned(), role };
        if self.roster()?.enlist(access, new, link).await? {
            Ok(StaffInvite { id, secret, ends })
        } else {
            Err(ClinicError::Colleague)
        }
    }

    /// Gives another role; their sessions end, and begin anew with it.
    ///
    /// # Errors
    /// [`ClinicError::NoColleague`], [`ClinicError::LastAdmin`].
    pub async fn give_role(&self, id: &str, role: Role) -> Result<(), ClinicError> {
        done(self.roster()?.set_role(self.access(), id.to_owned(), role).await?)
    }

    /// Shuts somebody out, at once.
    ///
    /// # Errors
    /// [`ClinicError::NoColleague`], [`ClinicError::LastAdmin`].
    pub async fn disable_colleague(&self, id: &str) -> Result<(), ClinicError> {
        done(self.roster()?.disable(self.access(), id.to_owned()).await?)
    }

    /// Takes every way in away from somebody and gives a link to set up new ones.
    ///
    /// # Errors
    /// [`ClinicError::NoColleague`].
    pub async fn reset_colleague(&self, id: &str) -> Result<StaffInvite, ClinicError> {
        let (secret, link) = self.link(LinkKind::Join, JOIN)?;
        let ends = link.ends;
        done(self.roster()?.reset(self.access(), id.to_owned(), link).await?)?;
        Ok(StaffInvite { id: id.to_owned(), secret, ends })
    }

    /// A link that signs somebody in at once, once, within an hour: for demonstrations. It gives no more than
    /// [`Self::reset_colleague`] would and takes nothing away.
    ///
    /// # Errors
    /// [`ClinicError::NoColleague`].
    pub async fn sign_in_link(&self, id: &str) -> Result<StaffInvite, ClinicError> {
        let (secret, link) = self.link(LinkKind::Once, ONCE)?;
        let ends = link.ends;
        done(self.roster()?.add_link(self.access(), id.to_owned(), link).await?)?;
        Ok(StaffInvite { id: id.to_owned(), secret, ends })
    }
}

fn done(changed: Changed) -> Result<(), ClinicError> {
    match changed {
        Changed::Done => Ok(()),
        Changed::Nobody => Err(ClinicError::NoColleague),
        Changed::LastAdmin => Err(ClinicError::LastAdmin),
    }
}
