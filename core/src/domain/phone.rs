//! The patient's phones: which of them gives the dose, and what each is called (`safety.md` 18).
//!
//! What a phone says of itself is a fact like any other and reaches the other phones by sync. A choice of the
//! giving phone names the choices it replaces, as far as they were known there: so two phones agree whatever the
//! order in which they hear of it and whatever their clocks say.

use super::entry::Stamp;
use super::fact_id::FactId;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Something a phone says of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhoneWord {
    /// Its id.
    pub id: FactId,
    /// The installation that says it.
    pub phone: FactId,
    /// What it says.
    pub what: PhoneSays,
    /// When and where. Its source is how entries made there name that phone.
    pub stamp: Stamp,
}

/// What a phone can say of itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "says")]
pub enum PhoneSays {
    /// From now on the dose is given with this one.
    Gives {
        /// The choices it takes the place of: all that stood when it was made; none for the first.
        #[serde(default)]
        over: Vec<FactId>,
    },
    /// Who holds it, in the household's words.
    Named {
        /// "Anna".
        name: String,
    },
}

/// This installation among the patient's phones. Known to a paired one, and to one that was made the giving phone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ThisPhone {
    /// Its id.
    pub phone: FactId,
    /// It joined a log that another phone had begun. Until somebody chooses, that one gives.
    pub joined: bool,
    /// When the last sync began that heard everything a dose may stand in; by this phone's clock.
    pub heard_at: Option<DateTime<Utc>>,
}

/// The choices nothing has replaced: one as a rule, none before the first, more when two phones were chosen
/// without knowing of each other.
pub fn standing_choices(words: &[PhoneWord]) -> Vec<&PhoneWord> {
    let replaced = |id: FactId| {
        words.iter().any(|word| {
            word.id != id && matches!(&word.what, PhoneSays::Gives { over } if over.contains(&id))
        })
    };
    let gives = |word: &&PhoneWord| matches!(word.what, PhoneSays::Gives { .. });
    let all: Vec<&PhoneWord> = words.iter().filter(gives).collect();
    let standing: Vec<&PhoneWord> = all.iter().copied().filter(|word| !replaced(word.id)).collect();
    // A circle is made by nobody; were it there, it must not read as "nobody was chosen".
    if standing.is_empty() { all } else { standing }
}

/// Who holds the phone that entries name `source`, where it was said; the last word counts.
pub fn holder<'a>(words: &'a [PhoneWord], source: &str) -> Option<&'a str> {
    words.iter().rev().filter(|word| word.stamp.source == source).find_map(|word| match &word.what {
        PhoneSays::Named { name } => Some(name.as_str()),
        PhoneSays::Gives { .. } => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(id: u128, source: &str, what: PhoneSays) -> PhoneWord {
        let stamp = Stamp {
            recorded_at: DateTime::UNIX_EPOCH,
            zone: "UTC".to_owned(),
            offset_s: 0,
            source: source.to_owned(),
            clock_suspect: false,
        };
        PhoneWord { id: FactId(id), phone: FactId(id % 10), what, stamp }
    }

    fn gives(id: u128, over: &[u128]) -> PhoneWord {
        word(id, "phone", PhoneSays::Gives { over: over.iter().copied().map(FactId).collect() })
    }

    fn standing(words: &[PhoneWord]) -> Vec<u128> {
        let mut ids: Vec<u128> = standing_choices(words).iter().map(|word| word.id.0).collect();
        ids.sort_unstable();
        ids
    }

    #[test]
    fn safety_18_the_choices_that_stand_are_the_same_in_every_order() {
        let one_after_the_other = [gives(1, &[]), gives(2, &[1]), gives(3, &[2])];
        let apart = [gives(1, &[]), gives(2, &[1]), gives(3, &[1])];
        let settled = [gives(1, &[]), gives(2, &[1]), gives(3, &[1]), gives(4, &[2, 3])];
        for (words, expected) in [
            (one_after_the_other.to_vec(), vec![3]),
            (apart.to_vec(), vec![2, 3]),
            (settled.to_vec(), vec![4]),
        ] {
            assert_eq!(standing(&words), expected);
            let mut turned = words;
            turned.reverse();
            assert_eq!(standing(&turned), expected, "heard the other way round");
        }
    }

    #[test]
    fn safety_18_a_circle_of_choices_is_not_read_as_no_choice() {
        assert_eq!(standing(&[gives(1, &[2]), gives(2, &[1])]), [1, 2]);
        assert_eq!(standing(&[gives(1, &[1])]), [1], "a choice cannot replace itself");
    }

    #[test]
    fn safety_18_the_last_name_said_on_a_phone_is_its_holders() {
        let named =
            |id, source: &str, name: &str| word(id, source, PhoneSays::Named { name: name.to_owned() });
        let words =
            [named(1, "phone 01", "Anna"), named(2, "phone 02", "Ben"), named(3, "phone 01", "Anna M.")];
        assert_eq!(holder(&words, "phone 01"), Some("Anna M."));
        assert_eq!(holder(&words, "phone 03"), None);
    }
}
