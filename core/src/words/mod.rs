//! Sentences that carry a rule, dose, date or number, made once from typed values, in every language shipped.

pub mod amount;
pub mod clinic;
pub mod course;
pub mod date;
pub mod dilution;
pub mod effect;
pub mod evidence;
pub mod others;
pub mod plan;
pub mod red_flag;
pub mod refusal;
pub mod report;
pub mod safety;
pub mod scale;
pub mod share;
pub mod tonight;
pub mod verdict;

/// The languages shipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// British English.
    #[default]
    En,
    /// German.
    De,
}

/// A sentence or heading with its first letter large.
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
