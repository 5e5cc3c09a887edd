//! Six-digit codes (RFC 6238): SHA-1, thirty seconds, one step of a wrong clock forgiven on either side.
//!
//! A code counts once. Which step it was is kept with the password, and the store lets no step count that is not later
//! than the last one that did.

use crate::keyring::{NoRandomness, random_bytes};
use chrono::{DateTime, Utc};
use totp_rs::{Algorithm, Builder, Secret, Totp};
use zeroize::Zeroizing;

fn generator(secret: &[u8; 20]) -> Totp {
    // Not the checked way to build one: all it checks is what is fixed here.
    Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(6)
        .with_skew(1)
        .with_step_duration(30)
        .with_secret(Secret::new_stack(*secret))
        .build_noncompliant()
}

/// A new secret, 160 bits as RFC 4226 recommends.
pub(crate) fn mint() -> Result<Zeroizing<[u8; 20]>, NoRandomness> {
    let mut secret = Zeroizing::new([0_u8; 20]);
    let bytes = random_bytes()?;
    for (to, from) in secret.iter_mut().zip(bytes.iter()) {
        *to = *from;
    }
    Ok(secret)
}

/// The step of a code at `at`, spaces in it forgiven; `None` when it is not the code of one of the three.
pub(crate) fn step(secret: &[u8; 20], code: &str, at: DateTime<Utc>) -> Option<u64> {
    let code: String = code.chars().filter(|letter| !letter.is_whitespace()).collect();
    if code.len() != 6 || !code.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let seconds = u64::try_from(at.timestamp()).ok()?;
    generator(secret).check(&code, seconds)
}

/// The secret as people type it: base32 in groups of four.
pub(crate) fn shown(secret: &[u8; 20]) -> String {
    let text = base32(secret);
    let groups: Vec<&str> = (0..text.len()).step_by(4).filter_map(|at| text.get(at..at + 4)).collect();
    groups.join(" ")
}

/// The secret as base32.
pub(crate) fn base32(secret: &[u8; 20]) -> String {
    Secret::new_stack(*secret).to_base32()
}

/// A secret that was shown before; `None` when it is none.
pub(crate) fn read(text: &str) -> Option<Zeroizing<[u8; 20]>> {
    let text: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    let secret = Secret::try_from_base32(text.to_ascii_uppercase()).ok()?;
    secret.as_bytes().try_into().ok().map(Zeroizing::new)
}

/// The address an authenticator app reads from a QR code. Secret.
pub(crate) fn address(secret: &[u8; 20], clinic: &str, email: &str) -> Zeroizing<String> {
    use crate::form::encoded;
    let (issuer, account, secret) = (encoded(clinic), encoded(email), base32(secret));
    Zeroizing::new(format!("otpauth://totp/{issuer}:{account}?secret={secret}&issuer={issuer}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;

    /// RFC 6238, appendix B: the last six of its eight digits, for the secret "12345678901234567890".
    const PUBLISHED: [(i64, &str); 5] = [
        (59, "287082"),
        (1_111_111_109, "081804"),
        (1_111_111_111, "050471"),
        (1_234_567_890, "005924"),
        (2_000_000_000, "279037"),
    ];

    #[test]
    fn the_published_codes_are_the_codes_of_their_steps() {
        let secret = *b"12345678901234567890";
        for (second, code) in PUBLISHED {
            let at = DateTime::from_timestamp(second, 0).expect("a date");
            let own = u64::try_from(second / 30).expect("after 1970");
            assert_eq!(step(&secret, code, at), Some(own));
            let (front, back) = code.split_at(3);
            let spaced = format!(" {front} {back}");
            assert_eq!(step(&secret, &spaced, at), Some(own));
            for minutes in [-1, 1] {
                assert_eq!(step(&secret, code, at + TimeDelta::minutes(minutes)), None, "two steps away");
            }
        }
    }

    #[test]
    fn what_is_no_code_is_refused() {
        let at = DateTime::from_timestamp(59, 0).expect("a date");
        for text in ["", "28708", "2870822", "28708a", "٢٨٧٠٨٢", "287-082"] {
            assert_eq!(step(b"12345678901234567890", text, at), None, "{text}");
        }
    }

    #[test]
    fn a_secret_is_shown_and_read_again() {
        let secret = mint().expect("random");
        assert_eq!(read(&shown(&secret)).as_deref(), Some(&*secret));
        assert_eq!(read("ABC"), None);
        let address = address(&secret, "Night Clinic", "ada@clinic.example");
        assert!(address.starts_with("otpauth://totp/Night%20Clinic:ada%40clinic.example?secret="));
    }
}
