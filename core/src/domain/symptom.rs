//! What the patient felt: scales, side effects, labs, notes, the bad day. Missing is missing, never zero.

use super::entry::Stamp;
use super::fact_id::FactId;
use super::night::Night;
use super::setting::Settings;
use chrono::NaiveDate;
use core::fmt;
use serde::{Deserialize, Serialize};

/// The three scales asked for by default: the daily log is at most three taps (`domain.md` 2.1).
pub const DAILY_SCALES: [&str; 3] = ["pain", "fatigue", "sleep"];

/// More by choice, in our own words; none of them is a copyrighted questionnaire.
pub const MORE_SCALES: [&str; 3] = ["mood", "stress", "brain_fog"];

/// The highest rating; 0 is the lowest. On every scale more is worse: sleep is the trouble with it, mood how low it is.
pub const HIGHEST_RATING: u8 = 10;

/// Longest note or name, in characters.
pub const LONGEST_TEXT: usize = 4_000;

/// Whether ratings can be given on a scale.
pub fn is_scale(name: &str, settings: &Settings) -> bool {
    DAILY_SCALES.contains(&name)
        || MORE_SCALES.contains(&name)
        || settings.own_scales.iter().any(|own| own == name)
}

/// Why something about a symptom cannot be kept. Nothing of what was typed stands in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SymptomError {
    /// A rating is a whole number from 0 to 10.
    Rating,
    /// There is no such scale; an own one is added first.
    Scale,
    /// Nothing was typed.
    Empty,
    /// Longer than [`LONGEST_TEXT`].
    TooLong,
    /// A laboratory value is a decimal number, with `<` or `>` before it where the report prints one.
    Value,
    /// The night or the day is still to come.
    Future,
    /// There is no open effect of that name.
    NoOpenEffect,
}

impl fmt::Display for SymptomError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Rating => "a rating is a whole number from 0 to 10",
            Self::Scale => "there is no such scale",
            Self::Empty => "nothing was typed",
            Self::TooLong => "the text is too long",
            Self::Value => "a laboratory value is a decimal number",
            Self::Future => "the day is still to come",
            Self::NoOpenEffect => "there is no open effect of that name",
        })
    }
}

impl core::error::Error for SymptomError {}

/// A rating that can be kept.
pub fn rating(scale: &str, value: u8, settings: &Settings) -> Result<(), SymptomError> {
    if !is_scale(scale, settings) {
        return Err(SymptomError::Scale);
    }
    if value > HIGHEST_RATING { Err(SymptomError::Rating) } else { Ok(()) }
}

/// A text that can be kept, without the white space around it.
pub fn words(text: &str) -> Result<&str, SymptomError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(SymptomError::Empty);
    }
    if text.chars().count() > LONGEST_TEXT { Err(SymptomError::TooLong) } else { Ok(text) }
}

/// A laboratory value as a report prints it: digits with at most one point, `<` or `>` allowed in front.
pub fn lab_value(text: &str) -> Result<&str, SymptomError> {
    let text = text.trim();
    let digits = text.strip_prefix(['<', '>']).unwrap_or(text);
    let (whole, part) = digits.split_once('.').unwrap_or((digits, "0"));
    let all_digits =
        |text: &str| !text.is_empty() && text.len() <= 12 && text.bytes().all(|b| b.is_ascii_digit());
    if all_digits(whole) && all_digits(part) { Ok(text) } else { Err(SymptomError::Value) }
}

/// One 0–10 rating.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Score {
    /// Its id.
    pub id: FactId,
    /// The night it belongs to.
    pub night: Night,
    /// Which scale ("pain", "fatigue", "sleep", or an own one).
    pub scale: String,
    /// 0 to 10.
    pub value: u8,
    /// When and where.
    pub stamp: Stamp,
}

/// A side effect, or a change in one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effect {
    /// Its id.
    pub id: FactId,
    /// The night it belongs to.
    pub night: Night,
    /// What ("insomnia", "vivid_dreams", "nausea", own words).
    pub what: String,
    /// How bad.
    pub severity: Severity,
    /// Still there, or gone.
    pub course: EffectCourse,
    /// The earlier entry of the same episode.
    pub continues: Option<FactId>,
    /// When and where.
    pub stamp: Stamp,
}

/// How bad a side effect is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// Noticed.
    Mild,
    /// Bothers; holds a step.
    Moderate,
    /// Cannot be borne; holds a step.
    Severe,
}

/// Whether an effect is still there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum EffectCourse {
    /// Still there.
    Open,
    /// Gone.
    Resolved,
}

/// A laboratory value, kept for the doctor; no prediction is made of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lab {
    /// Its id.
    pub id: FactId,
    /// The night it belongs to.
    pub night: Night,
    /// "esr", or an own name.
    pub what: String,
    /// The value as the report prints it, decimal text.
    pub value: String,
    /// The unit as printed ("mm/h").
    pub unit: String,
    /// The method ("westergren"), where known.
    pub method: Option<String>,
    /// The day the sample was taken.
    pub on: NaiveDate,
    /// When and where.
    pub stamp: Stamp,
}

/// A note in the patient's words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// Its id.
    pub id: FactId,
    /// The night it belongs to.
    pub night: Night,
    /// The words.
    pub text: String,
    /// When and where.
    pub stamp: Stamp,
}

/// A bad day: counted as such, everything else of it is missing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BadDay {
    /// Its id.
    pub id: FactId,
    /// The night it belongs to.
    pub night: Night,
    /// When and where.
    pub stamp: Stamp,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rating_is_from_0_to_10_on_a_known_scale() {
        let settings = Settings { own_scales: vec!["tinnitus".to_owned()], ..Settings::default() };
        for scale in ["pain", "fatigue", "sleep", "mood", "tinnitus"] {
            assert_eq!(rating(scale, 0, &settings), Ok(()));
            assert_eq!(rating(scale, 10, &settings), Ok(()));
            assert_eq!(rating(scale, 11, &settings), Err(SymptomError::Rating));
        }
        assert_eq!(rating("itch", 3, &settings), Err(SymptomError::Scale));
    }

    #[test]
    fn a_lab_value_is_kept_as_printed_and_never_guessed() {
        for good in ["12", "0.5", "<2", ">100", " 7.25 "] {
            assert_eq!(lab_value(good), Ok(good.trim()));
        }
        for bad in ["", "<", "1,5", "1.2.3", ".5", "5.", "-3", "1e3", "twelve", "1234567890123"] {
            assert_eq!(lab_value(bad), Err(SymptomError::Value), "{bad}");
        }
    }

    #[test]
    fn a_text_has_something_in_it_and_an_end() {
        assert_eq!(words("  slept badly "), Ok("slept badly"));
        assert_eq!(words(" \u{a0}\n"), Err(SymptomError::Empty));
        assert_eq!(words(&"x".repeat(LONGEST_TEXT + 1)), Err(SymptomError::TooLong));
    }
}
