//! The recovery phrase: ten groups of five digits, for paper.
//!
//! Digits, because they are the same in every language and hard to misread. Four digits of each group carry the
//! secret, 132 bits in all; the fifth is a check digit (Damm's, over the group's place and its four digits),
//! so that a typing mistake is found in its group instead of ending in "wrong phrase".

use super::vault::VaultError;
use core::fmt;
use zeroize::Zeroizing;

const GROUPS: usize = 10;

/// A phrase made by us. Wiped when dropped; shown once, to be written down.
pub struct RecoveryPhrase(Zeroizing<String>);

/// Why typed text is not a recovery phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PhraseError {
    /// Not ten groups of five digits.
    #[error("a recovery phrase has ten groups of five digits")]
    Form,
    /// This group, counted from 1, is mistyped or stands in another's place.
    #[error("group {group} is mistyped")]
    Group {
        /// Which.
        group: usize,
    },
}

impl RecoveryPhrase {
    /// A new random one.
    ///
    /// # Errors
    /// [`VaultError::NoRandomness`] when the system gives no random bytes.
    pub fn generate() -> Result<Self, VaultError> {
        let mut digits = Zeroizing::new(String::with_capacity(GROUPS * 5));
        for place in 0..GROUPS {
            let mut group = Zeroizing::new([0_u8; 4]);
            for digit in group.iter_mut() {
                *digit = random_digit()?;
            }
            for digit in group.iter().copied().chain([check_digit(place, group.as_slice())]) {
                digits.push(char::from(b'0' + digit));
            }
        }
        Ok(Self(digits))
    }

    /// What was typed: spaces, dashes and line breaks between digits do not matter.
    ///
    /// # Errors
    /// Which group is mistyped.
    pub fn parse(text: &str) -> Result<Self, PhraseError> {
        let mut digits = Zeroizing::new(String::with_capacity(GROUPS * 5));
        for letter in text.chars() {
            match letter {
                '0'..='9' => digits.push(letter),
                ' ' | '-' | '\n' | '\r' | '\t' => {}
                _ => return Err(PhraseError::Form),
            }
        }
        if digits.len() != GROUPS * 5 {
            return Err(PhraseError::Form);
        }
        for (place, group) in digits.as_bytes().chunks_exact(5).enumerate() {
            let values: Zeroizing<Vec<u8>> = Zeroizing::new(group.iter().map(|digit| digit - b'0').collect());
            let (four, check) = values.split_at(4);
            if check != [check_digit(place, four)] {
                return Err(PhraseError::Group { group: place + 1 });
            }
        }
        Ok(Self(digits))
    }

    /// Its digits without spaces: what the key is made from.
    pub(super) fn digits(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RecoveryPhrase {
    /// In its groups, as it is to be written down.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, digit) in self.0.chars().enumerate() {
            if place > 0 && place % 5 == 0 {
                f.write_str(" ")?;
            }
            write!(f, "{digit}")?;
        }
        Ok(())
    }
}

impl fmt::Debug for RecoveryPhrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecoveryPhrase(..)")
    }
}

/// One of ten, each as likely: bytes from 250 on are thrown away.
fn random_digit() -> Result<u8, VaultError> {
    loop {
        let mut byte = [0_u8; 1];
        getrandom::fill(&mut byte).map_err(|_| VaultError::NoRandomness)?;
        if byte[0] < 250 {
            return Ok(byte[0] % 10);
        }
    }
}

/// Damm's quasigroup: finds every single wrong digit and every swap of two neighbours.
const DAMM: [[u8; 10]; 10] = [
    [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
    [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
    [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
    [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
    [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
    [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
    [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
    [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
    [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
    [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
];

fn check_digit(place: usize, digits: &[u8]) -> u8 {
    let start = DAMM[0][place % 10];
    digits.iter().fold(start, |at, digit| DAMM[usize::from(at)][usize::from(*digit % 10)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_down_reads_back() {
        let phrase = RecoveryPhrase::generate().expect("the system has randomness");
        let shown = phrase.to_string();
        assert_eq!(shown.split(' ').count(), GROUPS);
        let typed = shown.replace(' ', "-\n ");
        assert_eq!(RecoveryPhrase::parse(&typed).expect("its own text").digits(), phrase.digits());
        assert_eq!(format!("{phrase:?}"), "RecoveryPhrase(..)", "never in a log");
    }

    #[test]
    fn every_wrong_digit_and_every_swap_is_found_in_its_group() {
        let phrase = RecoveryPhrase::generate().expect("the system has randomness");
        let digits: Vec<char> = phrase.digits().chars().collect();
        let group_of = |typed: &[char]| RecoveryPhrase::parse(&typed.iter().collect::<String>()).err();
        for at in 0..digits.len() {
            for wrong in '0'..='9' {
                let mut typed = digits.clone();
                typed[at] = wrong;
                let expected = (wrong != digits[at]).then_some(PhraseError::Group { group: at / 5 + 1 });
                assert_eq!(group_of(&typed), expected);
            }
            if at % 5 < 4 && digits[at] != digits[at + 1] {
                let mut typed = digits.clone();
                typed.swap(at, at + 1);
                assert_eq!(group_of(&typed), Some(PhraseError::Group { group: at / 5 + 1 }));
            }
        }
        for at in 0..GROUPS - 1 {
            let mut typed = digits.clone();
            typed.rotate_left(5 * (at + 1));
            assert!(group_of(&typed).is_some(), "groups in another order");
        }
        assert_eq!(RecoveryPhrase::parse("12345").err(), Some(PhraseError::Form));
        assert_eq!(RecoveryPhrase::parse("twelve").err(), Some(PhraseError::Form));
    }
}
