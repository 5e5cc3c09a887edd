//! Names of the 0 to 10 scales, each said so that more is worse.
//!
//! One direction for all of them: a tired person who has to think which end is the good one answers at random.
//! So sleep asks for the trouble with it and mood for how low it is, and no chart has to be turned over.

use super::Lang;

/// The scales everyone can choose: short name, English, German.
const NAMES: [(&str, &str, &str); 6] = [
    ("pain", "pain", "Schmerz"),
    ("fatigue", "fatigue", "Erschöpfung"),
    ("sleep", "trouble sleeping", "schlechter Schlaf"),
    ("mood", "low mood", "gedrückte Stimmung"),
    ("stress", "stress", "Anspannung"),
    ("brain_fog", "brain fog", "Hirnnebel"),
];

/// A scale as a person reads it; an own scale stays as it was typed.
pub fn scale(name: &str, lang: Lang) -> &str {
    let known = NAMES.iter().find(|(short, _, _)| *short == name);
    match (known, lang) {
        (Some((_, english, _)), Lang::En) => english,
        (Some((_, _, german)), Lang::De) => german,
        (None, _) => name,
    }
}

/// What the two ends mean, for every scale.
pub const fn ends(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "0 is none, 10 is as bad as can be",
        Lang::De => "0 ist nichts, 10 ist so schlimm wie nur möglich",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::symptom::{DAILY_SCALES, MORE_SCALES};

    #[test]
    fn every_scale_of_ours_has_a_name() {
        for name in DAILY_SCALES.iter().chain(&MORE_SCALES) {
            assert!(NAMES.iter().any(|(short, _, _)| short == name), "{name}");
            assert!(!scale(name, Lang::De).contains('_'), "{name}");
        }
        assert_eq!(scale("tinnitus", Lang::De), "tinnitus");
    }
}
