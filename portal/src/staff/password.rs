//! Passwords: argon2id with 19 MiB and two passes (OWASP's first choice), few at a time.
//!
//! Each hash costs a core some 25 ms, so a flood of attempts would be a flood of work: one hash runs at a time for
//! browsers nobody knows, one more for those that are known, and only so many may wait. Whoever comes after that is
//! told to come again, before anything was computed.

use crate::keyring::{NoRandomness, random_bytes};
use argon2::{Algorithm, Argon2, Params, Version};
use core::sync::atomic::{AtomicUsize, Ordering};
use tokio::sync::Semaphore;
use zeroize::Zeroizing;

/// The function and its costs as they are kept with each hash.
const KDF: &str = "argon2id,19456,2,1";

/// Attempts that may wait in one queue.
const WAITING: usize = 32;

/// Letters of a password, at least: together with a code from another device.
pub(crate) const SHORTEST: usize = 12;

/// Words that anybody would try here first.
const OWN_WORDS: [&str; 4] = ["nocte", "clinic", "naltrexone", "portal"];

/// Bytes of a password, at most: more is a way to make the server work.
const LONGEST: usize = 512;

/// Too many are waiting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Busy;

/// A password as it was typed. Wiped when dropped, never printed: no `Debug`.
pub(crate) struct Typed(Zeroizing<String>);

impl Typed {
    /// As it came in a form.
    pub(crate) fn new(text: &str) -> Self {
        Self(Zeroizing::new(text.to_owned()))
    }

    /// Why it may not become a new password, in one sentence.
    pub(crate) fn unfit(&self, email: &str) -> Option<&'static str> {
        let text = self.0.to_lowercase();
        let local = email.split('@').next().unwrap_or_default().to_lowercase();
        let mut letters = text.chars();
        let first = letters.next();
        if text.chars().count() < SHORTEST {
            Some("The password is shorter than 12 letters.")
        } else if text.len() > LONGEST {
            Some("The password is longer than this server reads.")
        } else if letters.all(|letter| Some(letter) == first) {
            Some("The password is one letter over and over.")
        } else if local.len() > 2 && text.contains(&local) {
            Some("The password holds your own address.")
        } else if self.guessed_first(email) {
            Some(
                "The password is among those that are guessed first. A few words that belong together for you alone \
                 are easier to keep, and nobody's list has them.",
            )
        } else {
            None
        }
    }

    /// Whether somebody who tries the usual first would find it soon: the common passwords of many leaks, names and
    /// words, rows of keys, dates, and what people make of them (zxcvbn, which carries its lists).
    fn guessed_first(&self, email: &str) -> bool {
        let own: Vec<&str> = email.split(['@', '.', '-', '_', '+']).chain(OWN_WORDS).collect();
        zxcvbn::zxcvbn(&self.0, &own).score() < zxcvbn::Score::Three
    }
}

/// The places at which passwords are hashed.
#[derive(Debug)]
pub(crate) struct Hashing {
    known: Queue,
    unknown: Queue,
}

#[derive(Debug)]
struct Queue {
    places: Semaphore,
    waiting: AtomicUsize,
}

impl Queue {
    fn new() -> Self {
        Self { places: Semaphore::new(1), waiting: AtomicUsize::new(0) }
    }
}

impl Default for Hashing {
    fn default() -> Self {
        Self { known: Queue::new(), unknown: Queue::new() }
    }
}

/// Counts one who waits, for as long as it lives.
struct Waits<'a>(&'a AtomicUsize);

impl Drop for Waits<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

impl Hashing {
    /// The hash of a password, when it is this one's turn. A kdf that is not known gives a hash that fits nothing.
    pub(crate) async fn hash(
        &self,
        typed: Typed,
        salt: [u8; 16],
        known: bool,
    ) -> Result<Zeroizing<[u8; 32]>, Busy> {
        let queue = if known { &self.known } else { &self.unknown };
        let waiting = queue.waiting.fetch_add(1, Ordering::SeqCst);
        let _waits = Waits(&queue.waiting);
        if waiting >= WAITING || typed.0.len() > LONGEST {
            return Err(Busy);
        }
        let _place = queue.places.acquire().await.map_err(|_| Busy)?;
        let hashed = tokio::task::spawn_blocking(move || {
            let mut out = Zeroizing::new([0_u8; 32]);
            let params = Params::new(19_456, 2, 1, Some(32)).map_err(|_| Busy)?;
            Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
                .hash_password_into(typed.0.as_bytes(), &salt, out.as_mut_slice())
                .map_err(|_| Busy)?;
            Ok(out)
        });
        hashed.await.map_err(|_| Busy)?
    }
}

/// The word for the present function.
pub(crate) fn kdf() -> String {
    KDF.to_owned()
}

/// Whether a kept hash was made with the present function and is this one, looking at every byte.
pub(crate) fn fits(kdf: &str, kept: &[u8; 32], given: &[u8; 32]) -> bool {
    let same = kept.iter().zip(given).fold(0, |sum, (a, b)| sum | (a ^ b)) == 0;
    same && kdf == KDF
}

/// A new salt.
pub(crate) fn salt() -> Result<[u8; 16], NoRandomness> {
    let mut salt = [0; 16];
    let bytes = random_bytes()?;
    for (to, from) in salt.iter_mut().zip(bytes.iter()) {
        *to = *from;
    }
    Ok(salt)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_hash_fits_its_password_and_salt_only() {
        let hashing = Hashing::default();
        let one = hashing.hash(Typed::new("correct horse"), [1; 16], false).await.expect("a turn");
        let again = hashing.hash(Typed::new("correct horse"), [1; 16], true).await.expect("a turn");
        assert!(fits(&kdf(), &one, &again));
        let other = hashing.hash(Typed::new("correct horse"), [2; 16], false).await.expect("a turn");
        assert!(!fits(&kdf(), &one, &other) && !fits("md5", &one, &again));
    }

    #[tokio::test]
    async fn at_most_one_runs_in_each_queue_and_the_rest_is_turned_away() {
        let hashing = std::sync::Arc::new(Hashing::default());
        let held = hashing.unknown.places.acquire().await.expect("free");
        let mut waiting = Vec::new();
        for _ in 0..WAITING {
            let hashing = std::sync::Arc::clone(&hashing);
            waiting.push(tokio::spawn(
                async move { hashing.hash(Typed::new("x"), [0; 16], false).await.is_ok() },
            ));
        }
        while hashing.unknown.waiting.load(Ordering::SeqCst) < WAITING {
            tokio::task::yield_now().await;
        }
        assert_eq!(hashing.hash(Typed::new("x"), [0; 16], false).await.err(), Some(Busy));
        assert!(
            hashing.hash(Typed::new("x"), [0; 16], true).await.is_ok(),
            "a known browser has a place of its own"
        );
        drop(held);
        for one in waiting {
            assert!(one.await.expect("ran"), "whoever waited had a turn");
        }
        assert_eq!(hashing.unknown.waiting.load(Ordering::SeqCst), 0);
    }

    #[test]
    fn what_is_guessed_first_is_unfit_and_a_few_words_of_ones_own_are_not() {
        let email = "ada@clinic.example";
        for bad in [
            "password1234",
            "Password123!",
            "qwertyuiop12",
            "123456789012",
            "iloveyou1234",
            "passwordpassword",
            "abcdefghijkl",
            "naltrexone12",
            "1qaz2wsx3edc",
        ] {
            let why = Typed::new(bad).unfit(email).unwrap_or_default();
            assert!(why.contains("guessed first"), "{bad}: {why}");
        }
        for good in ["zwölf Löffel am Abend", "correct horse battery staple", "vH7#kq2!Lm9x"] {
            assert_eq!(Typed::new(good).unfit(email), None, "{good}");
        }
        // The longest that is read is judged as well, and in a moment.
        assert_eq!(Typed::new(&"aB3$ xkq Zwölf ".repeat(30)).unfit(email), None);
    }

    #[test]
    fn short_single_and_own_passwords_are_unfit() {
        for bad in ["", "elevenchars", "aaaaaaaaaaaaaaaa", "Ada.Lovelace-1234"] {
            assert!(Typed::new(bad).unfit("ada.lovelace@clinic.example").is_some(), "{bad}");
        }
        assert!(Typed::new(&"x1".repeat(300)).unfit("a@b").is_some());
        assert_eq!(Typed::new("zwölf Löffel am Abend").unfit("ada@clinic.example"), None);
    }
}
