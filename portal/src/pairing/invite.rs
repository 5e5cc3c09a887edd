//! Making an invitation: a fresh address, a fresh key, a fresh passcode.

use super::jwe::ContentKey;
use super::link::{LIFETIME, LinkRefusal, PairingLink};
use crate::keyring::{Invitation, Keyring, NoRandomness, Passcode, Secret};
use crate::store::{Access, StoreError};
use thiserror::Error;

/// An invitation in clear. Shown once; only digests of it are kept.
#[derive(Debug, Clone)]
pub struct Invite {
    /// The link for the QR code.
    pub link: PairingLink,
    /// The digits that staff read out.
    pub passcode: Passcode,
}

/// Why no invitation was made.
#[derive(Debug, Error)]
pub enum InviteError {
    /// There is no such patient on the list.
    #[error("there is no such patient on the list")]
    NoPatient,
    /// The link cannot be made.
    #[error(transparent)]
    Link(#[from] LinkRefusal),
    /// The store did not answer.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The system gives no random bytes.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
}

/// The label that masks a content key with the link's address.
pub(super) const KEY_LABEL: &str = "nocte pairing key";

/// Makes an invitation for `patient` under the public address `public`.
///
/// # Errors
/// [`InviteError`].
pub async fn invite(
    keyring: &dyn Keyring,
    access: Access,
    patient: &str,
    public: &str,
) -> Result<Invite, InviteError> {
    let listed = keyring.patients(Some(patient.to_owned())).await?;
    if !listed.iter().any(|listed| listed.closed.is_none()) {
        return Err(InviteError::NoPatient);
    }
    let (address, key, passcode) = (Secret::mint()?, ContentKey::mint()?, Passcode::mint()?);
    // Whole seconds: `exp` in the link and the end that is judged are the same instant.
    let ends = access.at + LIFETIME;
    let ends = ends - chrono::TimeDelta::nanoseconds(i64::from(ends.timestamp_subsec_nanos()));
    let label = keyring.clinic().await?.map_or_else(|| "Clinic".to_owned(), |clinic| clinic.name);
    let link = PairingLink::new(format!("{public}/pair/{}", address.reveal()), &key, ends, &label)?;
    let kept = Invitation {
        patient: patient.to_owned(),
        link: address.digest(),
        verifier: passcode.verifier(&address),
        key: key.masked(&address.bound(KEY_LABEL, "")),
        ends,
    };
    keyring.invite(access, kept).await?;
    Ok(Invite { link, passcode })
}
