//! The notice that names drug and dose, for who has asked for it: one line, from the step in force and no other.

use crate::domain::tonight::{Change, Tonight, TonightState};
use crate::words::{Lang, amount};

/// `Naltrexone 0.5 mg`, on the first night of another dose `Naltrexone 0.75 mg, new since tonight`.
///
/// Nothing where no dose is to be taken: only an earned and confirmed step has a dose here (`safety.md` 15).
pub fn detail(tonight: &Tonight, lang: Lang) -> Option<String> {
    let open = matches!(tonight.state, TonightState::Planned | TonightState::Due | TonightState::Late);
    let dose = tonight.dose.filter(|_| open && tonight.reasons.is_empty())?;
    let dose = amount::show_dose(dose, lang);
    let new = tonight.changed.as_ref().is_some_and(|changed| changed.what.contains(&Change::Dose));
    Some(match (lang, new) {
        (Lang::En, false) => format!("Naltrexone {dose}"),
        (Lang::De, false) => format!("Naltrexon {dose}"),
        (Lang::En, true) => format!("Naltrexone {dose}, new since tonight"),
        (Lang::De, true) => format!("Naltrexon {dose}, neu seit heute"),
    })
}
