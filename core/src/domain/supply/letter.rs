//! Bottle letters: A … Z, AA, AB …

use crate::domain::journal::Journal;

/// The letter of the bottle with this index, counted from 0.
pub fn letter(index: usize) -> String {
    let mut left = index + 1;
    let mut letters = Vec::new();
    while left > 0 {
        left -= 1;
        letters.push(b'A' + u8::try_from(left % 26).unwrap_or(0));
        left /= 26;
    }
    letters.iter().rev().map(|byte| char::from(*byte)).collect()
}

/// The letter of the next bottle: one after the highest on record.
///
/// A letter is not given again when its bottle was thrown away: an old label may still stand in the fridge.
/// Letters in dose entries count too, so that a bottle recorded by mistake and taken back after a dose keeps its own.
pub fn next_letter(journal: &Journal) -> String {
    let made = journal.bottles.iter().map(|bottle| bottle.letter.as_str());
    let logged = journal.doses.iter().filter_map(|entry| entry.bottle.as_deref());
    letter(made.chain(logged).filter_map(index).map(|i| i + 1).max().unwrap_or(0))
}

/// The index of a letter; `None` for anything that is not one.
fn index(letter: &str) -> Option<usize> {
    if letter.is_empty() || letter.len() > 6 {
        return None;
    }
    letter
        .bytes()
        .try_fold(0_usize, |sum, byte| {
            byte.is_ascii_uppercase().then(|| sum * 26 + usize::from(byte - b'A') + 1)
        })?
        .checked_sub(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn safety_12_letters_run_from_a_to_z_and_on_and_read_back() {
        for (i, text) in [(0, "A"), (25, "Z"), (26, "AA"), (51, "AZ"), (52, "BA"), (701, "ZZ"), (702, "AAA")]
        {
            assert_eq!(letter(i), text);
        }
        for i in 0..20_000 {
            assert_eq!(index(&letter(i)), Some(i));
        }
        for text in ["", "a", "A1", "AAAAAAA", "Ä"] {
            assert_eq!(index(text), None, "{text}");
        }
    }
}
