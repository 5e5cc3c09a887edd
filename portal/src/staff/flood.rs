//! How often one may try to sign in, so that a flood neither guesses a password nor keeps its owner out.
//!
//! Two buckets, one for the address that asks and one for the account that is asked for. A browser that somebody has
//! signed in with before has a bucket of its own instead of both: whoever floods an account from elsewhere empties
//! the strangers' buckets and not its owner's. A passkey cannot be guessed: its steps
//! have a wide bucket of their own.

use crate::door::{Later, Throttle};
use crate::keyring::Digest;
use crate::store::StoreError;
use crate::store::knocks::{Knock, Knocks};
use chrono::{DateTime, TimeDelta, Utc};
use core::num::NonZeroU32;
use sha2::{Digest as _, Sha256};
use std::net::IpAddr;
use std::sync::Arc;

const fn times(count: u32) -> NonZeroU32 {
    NonZeroU32::new(count).expect("not zero")
}

/// How fast an address, an account and a known browser may try.
const ADDRESS: (NonZeroU32, TimeDelta) = (times(20), TimeDelta::seconds(6));
const ACCOUNT: (NonZeroU32, TimeDelta) = (times(10), TimeDelta::seconds(30));
const BROWSER: (NonZeroU32, TimeDelta) = (times(10), TimeDelta::seconds(30));

/// The buckets. Those of passwords are the database's where several processes share one, and in memory otherwise: a
/// restart forgives, which an attacker cannot bring about. Those of steps are always in memory: nothing is guessed there.
pub(crate) struct Flood {
    shared: Option<Arc<dyn Knocks>>,
    address: Throttle<IpAddr>,
    account: Throttle<String>,
    browser: Throttle<[u8; 32]>,
    step: Throttle<IpAddr>,
}

impl Flood {
    /// With what several processes share, if they do.
    pub(crate) fn new(shared: Option<Arc<dyn Knocks>>) -> Self {
        Self {
            shared,
            address: Throttle::new(ADDRESS.0, ADDRESS.1),
            account: Throttle::new(ACCOUNT.0, ACCOUNT.1),
            browser: Throttle::new(BROWSER.0, BROWSER.1),
            step: Throttle::new(times(60), TimeDelta::milliseconds(500)),
        }
    }

    /// One attempt from a browser that this account knows.
    pub(crate) async fn known(&self, browser: &Digest, now: DateTime<Utc>) -> Counted {
        match &self.shared {
            None => Ok(self.browser.knock(browser.0, now)),
            Some(shared) => counted(&**shared, "browser", &browser.0, BROWSER, now).await,
        }
    }

    /// One step of something that cannot be guessed: a passkey's ceremony, a one-time link.
    pub(crate) fn step(&self, from: IpAddr, now: DateTime<Utc>) -> Result<(), Later> {
        self.step.knock(from, now)
    }

    /// One attempt from anywhere else. Accounts that do not exist have buckets too.
    pub(crate) async fn unknown(&self, from: IpAddr, email: &str, now: DateTime<Utc>) -> Counted {
        // A long name would be a way to fill the memory.
        let account: String = email.chars().take(254).collect::<String>().to_lowercase();
        let Some(shared) = &self.shared else {
            return Ok(self.address.knock(from, now).and_then(|()| self.account.knock(account, now)));
        };
        match counted(&**shared, "address", from.to_string().as_bytes(), ADDRESS, now).await? {
            Ok(()) => counted(&**shared, "account", account.as_bytes(), ACCOUNT, now).await,
            Err(later) => Ok(Err(later)),
        }
    }
}

/// Whether an attempt may be made now; or why nobody can tell.
type Counted = Result<Result<(), Later>, StoreError>;

/// Counts where everybody counts. What is kept there is a digest without a secret, for minutes: no name or address can be
/// read from it, and whoever reads the table can find out whether a guessed one is in it. The processes share no secret
/// that does not stand in the same database.
async fn counted(
    shared: &dyn Knocks,
    label: &str,
    whose: &[u8],
    (burst, every): (NonZeroU32, TimeDelta),
    now: DateTime<Utc>,
) -> Counted {
    let mut sha = Sha256::new();
    sha.update(label);
    sha.update([0]);
    sha.update(whose);
    let knock = Knock { key: Digest(sha.finalize().into()), burst, every, inventable: label != "browser" };
    let wait = shared.knock(knock, now).await?;
    Ok(wait.map_or(Ok(()), |seconds| Err(Later { seconds })))
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn passes(counted: impl Future<Output = Counted>) -> bool {
        counted.await.expect("memory answers").is_ok()
    }

    #[tokio::test]
    async fn a_flood_from_elsewhere_leaves_a_known_browser_its_own_bucket() {
        let flood = Flood::new(None);
        let now = DateTime::UNIX_EPOCH;
        let mut passed = 0;
        for number in 0..200_u8 {
            let from = IpAddr::from([10, 0, 0, number]);
            passed += u32::from(passes(flood.unknown(from, "Ada@clinic.example", now)).await);
        }
        assert_eq!(passed, 10, "two hundred addresses, one account");
        assert!(!passes(flood.unknown(IpAddr::from([10, 0, 1, 1]), "ada@clinic.example", now)).await);
        assert!(passes(flood.known(&Digest([7; 32]), now)).await);
    }

    #[tokio::test]
    async fn one_address_empties_its_bucket_whatever_names_it_tries() {
        let flood = Flood::new(None);
        let from = IpAddr::from([10, 0, 0, 1]);
        let mut passed = 0;
        for n in 0..100 {
            passed += u32::from(passes(flood.unknown(from, &format!("{n}@x"), DateTime::UNIX_EPOCH)).await);
        }
        assert_eq!(passed, 20);
    }
}
