//! Who may come in: opaque access tokens of ten minutes, rotating refresh tokens, and where to get them.
//!
//! ```text
//! POST {public}/oauth/token    refresh_token grant: a new pair for the old
//! POST {public}/oauth/revoke   a phone gives its tokens back
//! GET  {fhir}/.well-known/smart-configuration
//! ```

mod answer;
mod route;
pub mod scope;
mod smart;
mod throttle;

pub use answer::TokenAnswer;
pub use route::routes;
pub(crate) use route::{out_of_order, too_many};
pub use smart::configuration;
pub use throttle::{Later, Throttle};

use crate::caller::{Bearer, Caller, Gate, Pending, Scopes};
use crate::clock::Clock;
use crate::keyring::{Digest, Fresh, Grant, Keyring, NoRandomness, Secret, refresh};
use crate::store::{Access, StoreError};
use chrono::{DateTime, TimeDelta, Utc};
use core::num::NonZeroU32;
use std::net::IpAddr;
use std::sync::Arc;

/// Knocks of one address at once.
const BURST: NonZeroU32 = NonZeroU32::new(60).expect("sixty is not zero");
/// One more knock every so often.
const EVERY: TimeDelta = TimeDelta::milliseconds(500);

/// The door: answers who a token belongs to, and hands out new ones.
pub struct Door {
    keyring: Arc<dyn Keyring>,
    clock: Arc<dyn Clock>,
    knocks: Throttle<IpAddr>,
}

/// A new pair of tokens in clear, for the one answer they go out in.
#[derive(Debug, Clone)]
pub struct Pair {
    /// Opens the door for ten minutes.
    pub access: Secret,
    /// Gets the next pair, once.
    pub refresh: Secret,
}

impl Pair {
    /// A new pair.
    ///
    /// # Errors
    /// [`NoRandomness`].
    pub fn mint() -> Result<Self, NoRandomness> {
        Ok(Self { access: Secret::mint()?, refresh: Secret::mint()? })
    }

    /// What is kept of it when it is handed out at `at`.
    pub fn kept(&self, at: DateTime<Utc>) -> Fresh {
        Fresh {
            access: self.access.digest(),
            access_ends: at + refresh::ACCESS,
            refresh: self.refresh.digest(),
            refresh_ends: at + refresh::REFRESH,
        }
    }
}

impl Door {
    /// A door onto `keyring`.
    pub fn new(keyring: Arc<dyn Keyring>, clock: Arc<dyn Clock>) -> Self {
        Self { keyring, clock, knocks: Throttle::new(BURST, EVERY) }
    }

    /// What is kept.
    pub fn keyring(&self) -> &dyn Keyring {
        &*self.keyring
    }

    /// The present instant.
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// Counts a knock of `from`; requests without a known address share one bucket.
    ///
    /// # Errors
    /// [`Later`] when it knocked too often.
    pub fn knock(&self, from: IpAddr) -> Result<(), Later> {
        self.knocks.knock(from, self.now())
    }

    /// A token for one patient that nothing refreshes, as `nocte-portal token` makes it.
    ///
    /// # Errors
    /// When the store does not answer, or there are no random bytes.
    pub async fn issue(&self, access: Access, patient: &str, lasts: TimeDelta) -> Result<Secret, StoreError> {
        let token = Secret::mint()?;
        let grant = Grant {
            patient: patient.to_owned(),
            family: nocte_core::id::mint(access.at).to_string(),
            scope: scope::PAIRED.to_owned(),
            ends: access.at + lasts,
        };
        self.keyring.issue(access, grant, token.digest()).await?;
        Ok(token)
    }
}

impl Gate for Door {
    fn caller<'a>(&'a self, bearer: &'a Bearer) -> Pending<'a, Result<Option<Caller>, StoreError>> {
        let presented: Option<Digest> = Secret::presented(bearer.text()).map(|secret| secret.digest());
        Box::pin(async move {
            let Some(digest) = presented else { return Ok(None) };
            let grant = self.keyring.admit(digest, self.now()).await?;
            Ok(grant.map(|grant| Caller {
                patient: grant.patient,
                scopes: Scopes::new(&grant.scope),
                token_id: grant.family,
            }))
        })
    }
}
