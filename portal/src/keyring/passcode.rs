//! The six digits that staff read out beside a pairing link.
//!
//! Kept as a digest bound to the link's own secret address: a copied database does not hold that address, so the
//! million possibilities cannot be tried on it. Over HTTP they cannot be tried either: five wrong ones, counted
//! over the link's whole life, end it.

use super::secret::{Digest, NoRandomness, Secret, random_bytes};
use core::fmt;
use zeroize::Zeroizing;

/// Wrong passcodes a link endures in its life.
pub const ATTEMPTS: u32 = 5;

/// A passcode: exactly six ASCII digits. Never printed by `Debug`.
#[derive(Clone)]
pub struct Passcode(Zeroizing<String>);

impl Passcode {
    /// A new one, every number equally likely.
    ///
    /// # Errors
    /// [`NoRandomness`] when the system gives none.
    pub fn mint() -> Result<Self, NoRandomness> {
        // Numbers past the last whole million are thrown away, or small passcodes would be likelier.
        const LIMIT: u32 = u32::MAX - u32::MAX % 1_000_000;
        loop {
            let bytes = random_bytes()?;
            for four in bytes.chunks_exact(4) {
                let number = four.iter().fold(0_u32, |sum, byte| (sum << 8) | u32::from(*byte));
                if number < LIMIT {
                    return Ok(Self(Zeroizing::new(format!("{:06}", number % 1_000_000))));
                }
            }
        }
    }

    /// One that somebody hands in, spaces around it forgiven; `None` when it is not six digits.
    pub fn presented(text: &str) -> Option<Self> {
        let text = text.trim();
        (text.len() == 6 && text.bytes().all(|b| b.is_ascii_digit()))
            .then(|| Self(Zeroizing::new(text.to_owned())))
    }

    /// The digits, for the one person who reads them out.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What is kept of it: bound to the link's secret address.
    pub fn verifier(&self, link: &Secret) -> Digest {
        link.bound("nocte pairing passcode", &self.0)
    }
}

impl fmt::Debug for Passcode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passcode(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passcode_is_six_digits_and_never_printed() {
        for _ in 0..200 {
            let code = Passcode::mint().expect("random bytes");
            assert!(Passcode::presented(code.reveal()).is_some());
            assert_eq!(format!("{code:?}"), "Passcode(..)");
        }
        for text in ["", "12345", "1234567", "12345a", "١٢٣٤٥٦"] {
            assert!(Passcode::presented(text).is_none(), "{text}");
        }
    }

    #[test]
    fn the_digest_hangs_on_the_link() {
        let (one, two) = (Secret::mint().expect("random"), Secret::mint().expect("random"));
        let code = Passcode::presented(" 012345 ").expect("six digits");
        assert_eq!(code.verifier(&one), code.verifier(&one));
        assert_ne!(code.verifier(&one), code.verifier(&two));
    }
}
