//! How often one may try to sign in, so that a flood neither guesses a password nor keeps its owner out.
//!
//! Two buckets, one for the address that asks and one for the account that is asked for. A browser that somebody has
//! signed in with before has a bucket of its own instead of both: whoever floods an account from elsewhere empties
//! the strangers' buckets and not its owner's. A passkey cannot be guessed: its steps
//! have a wide bucket of their own.

use crate::door::{Later, Throttle};
use crate::keyring::Digest;
use chrono::{DateTime, TimeDelta, Utc};
use core::num::NonZeroU32;
use std::net::IpAddr;

const fn times(count: u32) -> NonZeroU32 {
    NonZeroU32::new(count).expect("not zero")
}

/// The buckets. In memory: a restart forgives, which an attacker cannot bring about.
#[derive(Debug)]
pub(crate) struct Flood {
    address: Throttle<IpAddr>,
    account: Throttle<String>,
    browser: Throttle<[u8; 32]>,
    step: Throttle<IpAddr>,
}

impl Default for Flood {
    fn default() -> Self {
        Self {
            address: Throttle::new(times(20), TimeDelta::seconds(6)),
            account: Throttle::new(times(10), TimeDelta::seconds(30)),
            browser: Throttle::new(times(10), TimeDelta::seconds(30)),
            step: Throttle::new(times(60), TimeDelta::milliseconds(500)),
        }
    }
}

impl Flood {
    /// One attempt from a browser that this account knows.
    pub(crate) fn known(&self, browser: &Digest, now: DateTime<Utc>) -> Result<(), Later> {
        self.browser.knock(browser.0, now)
    }

    /// One step of something that cannot be guessed: a passkey's ceremony, a one-time link.
    pub(crate) fn step(&self, from: IpAddr, now: DateTime<Utc>) -> Result<(), Later> {
        self.step.knock(from, now)
    }

    /// One attempt from anywhere else. Accounts that do not exist have buckets too.
    pub(crate) fn unknown(&self, from: IpAddr, email: &str, now: DateTime<Utc>) -> Result<(), Later> {
        self.address.knock(from, now)?;
        // A long name would be a way to fill the memory.
        let account: String = email.chars().take(254).collect::<String>().to_lowercase();
        self.account.knock(account, now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flood_from_elsewhere_leaves_a_known_browser_its_own_bucket() {
        let flood = Flood::default();
        let now = DateTime::UNIX_EPOCH;
        let mut passed = 0;
        for number in 0..200_u8 {
            let from = IpAddr::from([10, 0, 0, number]);
            passed += u32::from(flood.unknown(from, "Ada@clinic.example", now).is_ok());
        }
        assert_eq!(passed, 10, "two hundred addresses, one account");
        assert!(flood.unknown(IpAddr::from([10, 0, 1, 1]), "ada@clinic.example", now).is_err());
        assert!(flood.known(&Digest([7; 32]), now).is_ok());
    }

    #[test]
    fn one_address_empties_its_bucket_whatever_names_it_tries() {
        let flood = Flood::default();
        let from = IpAddr::from([10, 0, 0, 1]);
        let passed =
            (0..100).filter(|n| flood.unknown(from, &format!("{n}@x"), DateTime::UNIX_EPOCH).is_ok()).count();
        assert_eq!(passed, 20);
    }
}
