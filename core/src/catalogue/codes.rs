//! The table of codes, read once from `core/data/codes.json`.

use crate::domain::code::CodeTable;
use std::sync::LazyLock;

static CODES: LazyLock<CodeTable> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../data/codes.json"))
        .expect("the shipped table of codes is read by a test of this module")
});

/// The shipped table of codes.
pub fn codes() -> &'static CodeTable {
    &CODES
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::code::{CodeStatus, CodeSystem};
    use std::collections::BTreeSet;

    #[test]
    fn safety_03_a_code_that_is_not_verified_is_never_sendable() {
        for what in [
            "ingredient/loperamide",
            "ingredient/diphenoxylate",
            "ingredient/sufentanil",
            "ingredient/alfentanil",
            "ingredient/remifentanil",
            "lab/esr",
            "lab/esr_westergren",
        ] {
            assert_eq!(codes().find(what).expect("listed").status, CodeStatus::Verify, "{what}");
            assert!(codes().sendable(what).is_none(), "{what}");
        }
        assert_eq!(codes().sendable("ingredient/tramadol").expect("verified").code, "10689");
        assert!(codes().find("ingredient/kratom").is_none());
    }

    #[test]
    fn every_code_stands_once_with_a_source() {
        let (mut whats, mut pairs) = (BTreeSet::new(), BTreeSet::new());
        for entry in &codes().codes {
            assert!(!entry.source.is_empty(), "{}", entry.what);
            assert!(whats.insert(&entry.what), "{} twice", entry.what);
            assert!(pairs.insert((entry.system, &entry.code)), "{} twice", entry.code);
        }
    }

    /// A slip of a digit in these systems breaks the code's own check digit.
    #[test]
    fn every_snomed_and_loinc_code_has_a_valid_check_digit() {
        for entry in &codes().codes {
            let valid = match entry.system {
                CodeSystem::Snomed => verhoeff(&entry.code),
                CodeSystem::Loinc => luhn(&entry.code),
                CodeSystem::Rxnorm => entry.code.bytes().all(|b| b.is_ascii_digit()),
                CodeSystem::Unii => entry.code.len() == 10,
            };
            assert!(valid, "{} {}", entry.what, entry.code);
        }
        assert!(!verhoeff("193462002") && !luhn("72514-4"), "the check must be able to fail");
    }

    #[test]
    fn no_shipped_table_but_this_one_holds_a_code() {
        for file in [
            include_str!("../../data/medicines.json"),
            include_str!("../../data/red_flags.json"),
            include_str!("../../data/parameters.json"),
        ] {
            for key in ["\"code\"", "\"rxnorm\"", "\"snomed\"", "\"loinc\""] {
                assert!(!file.contains(key), "move the code to core/data/codes.json");
            }
        }
    }

    fn digits(code: &str) -> Vec<usize> {
        code.bytes().rev().filter(u8::is_ascii_digit).map(|b| usize::from(b - b'0')).collect()
    }

    fn luhn(code: &str) -> bool {
        let twice = |digit: usize| if digit > 4 { digit * 2 - 9 } else { digit * 2 };
        let weigh = |(place, digit)| if place % 2 == 1 { twice(digit) } else { digit };
        digits(code).into_iter().enumerate().map(weigh).sum::<usize>().is_multiple_of(10)
    }

    /// Multiplication in the dihedral group of order ten, and the permutation applied once a place.
    fn verhoeff(code: &str) -> bool {
        let multiply = |a: usize, b: usize| match (a < 5, b < 5) {
            (true, true) => (a + b) % 5,
            (true, false) => 5 + (a + b) % 5,
            (false, true) => 5 + (a + 5 - b) % 5,
            (false, false) => (a + 5 - b) % 5,
        };
        let permute = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];
        let check = digits(code).into_iter().enumerate().fold(0, |check, (place, digit)| {
            let digit = (0..place % 8).fold(digit, |digit, _| permute[digit]);
            multiply(check, digit)
        });
        check == 0
    }
}
