//! Passkeys (WebAuthn level 3): the two ceremonies, by a library that knows the specification.
//!
//! Keys are discoverable and the authenticator verifies its user: one gesture is two factors, and no name is typed.
//! Challenges stand in the database, not in this process, and each is taken out with the first answer.

use crate::keyring::NoRandomness;
use crate::roster::{Member, Passkey, Presented, Roster};
use crate::signed_in::csrf::origin_of;
use crate::store::StoreError;
use chrono::{DateTime, TimeDelta, Utc};
use thiserror::Error;
use webauthn_rp::bin::{Decode, Encode};
use webauthn_rp::request::auth::AuthenticationVerificationOptions;
use webauthn_rp::request::register::{
    CredProtect, PublicKeyCredentialUserEntity, RegistrationVerificationOptions, UserHandle64,
};
use webauthn_rp::request::{
    AsciiDomain, DomainOrigin, PublicKeyCredentialDescriptor, RpId, TimedCeremony as _,
};
use webauthn_rp::response::register::{CompressedPubKey, DynamicState, StaticState};
use webauthn_rp::response::{AuthTransports, CredentialId, SentChallenge};
use webauthn_rp::{
    AuthenticatedCredential, DiscoverableAuthentication64, DiscoverableAuthenticationServerState,
    DiscoverableCredentialRequestOptions, PublicKeyCredentialCreationOptions, Registration,
    RegistrationServerState,
};

/// How long a challenge waits: what the library tells the browser.
const WAITS: TimeDelta = TimeDelta::minutes(5);

/// Why a ceremony did not succeed.
#[derive(Debug, Error)]
pub(crate) enum Failed {
    /// The public address is an IP address or no domain: browsers make no passkeys for it.
    #[error("passkeys need a name, not a number, in the public address")]
    NoDomain,
    /// The answer is none, is late, is a second one, or proves nothing. From outside they look alike.
    #[error("the answer proves nothing")]
    No {
        /// Whose key it was, when that is known: for the audit.
        staff: Option<String>,
    },
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No random bytes.
    #[error(transparent)]
    NoRandomness(#[from] NoRandomness),
}

const NOBODY: Failed = Failed::No { staff: None };

/// The party that relies on the keys: the host of the public address.
pub(crate) fn party(public_url: &str) -> Result<RpId, Failed> {
    let origin = origin_of(public_url);
    let host = origin.split("://").nth(1).and_then(|host| host.split(':').next()).unwrap_or_default();
    let numbers = host.split('.').next_back().is_none_or(|last| last.bytes().all(|b| b.is_ascii_digit()));
    if numbers || host.starts_with('[') {
        return Err(Failed::NoDomain);
    }
    AsciiDomain::try_from(host.to_owned()).map(RpId::Domain).map_err(|_| Failed::NoDomain)
}

/// Begins to make a passkey for somebody; gives the options as JSON for the browser.
pub(crate) async fn begin_making(
    roster: &dyn Roster,
    public_url: &str,
    member: &Member,
    at: DateTime<Utc>,
) -> Result<String, Failed> {
    let party = party(public_url)?;
    let handle = roster.handle(member.id.clone()).await?.ok_or(NOBODY)?;
    let Ok(handle) = UserHandle64::decode(handle);
    let mut exclude = Vec::new();
    for key in roster.ways(member.id.clone()).await?.passkeys {
        let id = CredentialId::<Vec<u8>>::decode(key.id).map_err(|_| StoreError::Damaged("passkey"))?;
        exclude.push(PublicKeyCredentialDescriptor {
            id,
            transports: AuthTransports::decode(0).map_err(|_| NOBODY)?,
        });
    }
    let name = member.email.as_str().try_into().map_err(|_| NOBODY)?;
    let user = PublicKeyCredentialUserEntity {
        name,
        id: &handle,
        display_name: member.name.as_str().try_into().ok(),
    };
    let mut options = PublicKeyCredentialCreationOptions::passkey(&party, user, exclude);
    // Enforced, it makes browsers refuse every device that does not know this extension, most platforms' own among
    // them. The user is verified at each use all the same: the answer is judged by it.
    options.extensions.cred_protect = CredProtect::None;
    let (server, client) = options.start_ceremony().map_err(|_| NOBODY)?;
    let text = serde_json::to_string(&client).map_err(|_| NOBODY)?;
    let state = server.encode().map_err(|_| NOBODY)?;
    roster.keep_challenge(kept(&server.sent_challenge()), state, at + WAITS, at).await?;
    Ok(text)
}

/// Judges a new passkey; the answer is that of the browser, as JSON.
pub(crate) async fn finish_making(
    roster: &dyn Roster,
    public_url: &str,
    answer: &[u8],
    name: &str,
    member: &Member,
    at: DateTime<Utc>,
) -> Result<Passkey, Failed> {
    let party = party(public_url)?;
    let answer = Registration::from_json_relaxed(answer).map_err(|_| NOBODY)?;
    let challenge = answer.challenge_relaxed().map_err(|_| NOBODY)?;
    let Some(state) = roster.take_challenge(kept(&challenge), at).await? else { return Err(NOBODY) };
    let state = RegistrationServerState::<64>::decode(&state).map_err(|_| NOBODY)?;
    let origins = [DomainOrigin::try_from(origin_of(public_url)).map_err(|_| Failed::NoDomain)?];
    let options = RegistrationVerificationOptions::<DomainOrigin<'_, '_>, DomainOrigin<'_, '_>> {
        allowed_origins: &origins,
        // Authenticators may say more than they were asked; what they say is not relied on.
        error_on_unsolicited_extensions: false,
        ..RegistrationVerificationOptions::default()
    };
    let made = state.verify(&party, &answer, &options).map_err(|_| NOBODY)?;
    // The challenge must have been this person's: a key made for another does not open their door.
    let Ok(handle) = made.user_id().encode();
    if roster.handle(member.id.clone()).await? != Some(handle) {
        return Err(NOBODY);
    }
    let Ok(fixed) = made.static_state().encode();
    let Ok(moving) = made.dynamic_state().encode();
    Ok(Passkey { id: made.id().as_ref().to_vec(), name: name.to_owned(), fixed, moving: moving.to_vec() })
}

/// Begins to sign somebody in, whoever it is; gives the options as JSON.
pub(crate) async fn begin_entering(
    roster: &dyn Roster,
    public_url: &str,
    at: DateTime<Utc>,
) -> Result<String, Failed> {
    let party = party(public_url)?;
    let options = DiscoverableCredentialRequestOptions::passkey(&party);
    let (server, client) = options.start_ceremony().map_err(|_| NOBODY)?;
    let text = serde_json::to_string(&client).map_err(|_| NOBODY)?;
    let state = server.encode().map_err(|_| NOBODY)?;
    roster.keep_challenge(kept(&server.sent_challenge()), state, at + WAITS, at).await?;
    Ok(text)
}

/// Judges an answer: whose key it is, and the key's moved counter.
pub(crate) async fn finish_entering(
    roster: &dyn Roster,
    public_url: &str,
    answer: &[u8],
    at: DateTime<Utc>,
) -> Result<(Presented, Vec<u8>), Failed> {
    let party = party(public_url)?;
    let answer = DiscoverableAuthentication64::from_json_relaxed(answer).map_err(|_| NOBODY)?;
    let challenge = answer.challenge_relaxed().map_err(|_| NOBODY)?;
    let Some(state) = roster.take_challenge(kept(&challenge), at).await? else { return Err(NOBODY) };
    let Some(known) = roster.passkey(answer.raw_id().as_ref().to_vec()).await? else { return Err(NOBODY) };
    let no = || Failed::No { staff: Some(known.member.id.clone()) };
    let state = DiscoverableAuthenticationServerState::decode(&state).map_err(|_| no())?;
    let origins = [DomainOrigin::try_from(origin_of(public_url)).map_err(|_| Failed::NoDomain)?];
    let fixed = StaticState::<CompressedPubKey<[u8; 32], [u8; 32], [u8; 48], Vec<u8>>>::decode(
        known.passkey.fixed.as_slice(),
    );
    let fixed = fixed.map_err(|_| StoreError::Damaged("passkey"))?;
    let moving = known.passkey.moving.as_slice().try_into().map_err(|_| StoreError::Damaged("passkey"))?;
    let moving = DynamicState::decode(moving).map_err(|_| StoreError::Damaged("passkey"))?;
    let Ok(handle) = UserHandle64::decode(known.handle);
    let mut credential =
        AuthenticatedCredential::new(answer.raw_id(), &handle, fixed, moving).map_err(|_| no())?;
    let options = AuthenticationVerificationOptions::<DomainOrigin<'_, '_>, DomainOrigin<'_, '_>> {
        allowed_origins: &origins,
        error_on_unsolicited_extensions: false,
        ..AuthenticationVerificationOptions::default()
    };
    state.verify(&party, &answer, &mut credential, &options).map_err(|_| no())?;
    let Ok(moved) = credential.dynamic_state().encode();
    drop(credential);
    Ok((known, moved.to_vec()))
}

fn kept(challenge: &SentChallenge) -> Vec<u8> {
    challenge.0.to_le_bytes().to_vec()
}
