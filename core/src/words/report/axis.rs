//! The few words on the graph.

use crate::words::Lang;

/// A name on the graph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Axis {
    /// The doses of the plan.
    Dose,
    /// The ratings.
    Scores,
    /// Side effects.
    Effects,
    /// The numbers of the weeks.
    Week,
    /// A hold.
    Hold,
    /// The night of the first dose.
    FirstDose,
}

/// Its words, short: they stand beside a lane.
pub const fn axis(axis: Axis, lang: Lang) -> &'static str {
    match (axis, lang) {
        (Axis::Dose, Lang::En) => "Dose",
        (Axis::Dose, Lang::De) => "Dosis",
        (Axis::Scores, Lang::En) => "0–10, weekly",
        (Axis::Scores, Lang::De) => "0–10, je Woche",
        (Axis::Effects, Lang::En) => "Side effects",
        (Axis::Effects, Lang::De) => "Nebenwirkung",
        (Axis::Week, Lang::En) => "Week",
        (Axis::Week, Lang::De) => "Woche",
        (Axis::Hold, Lang::En) => "hold",
        (Axis::Hold, Lang::De) => "Pause",
        (Axis::FirstDose, Lang::En) => "first dose",
        (Axis::FirstDose, Lang::De) => "erste Dosis",
    }
}

/// From here on the nights are judged (`safety.md` 29).
pub fn judged(nights: u32, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{nights} nights taken: judged from here"),
        Lang::De => format!("{nights} Nächte genommen: ab hier beurteilt"),
    }
}

/// A week by its number: 1 is the week of the first dose, −1 the one before it.
pub fn week_number(from_first_dose: i64) -> String {
    if from_first_dose < 0 {
        format!("−{}", from_first_dose.unsigned_abs())
    } else {
        (from_first_dose + 1).to_string()
    }
}
