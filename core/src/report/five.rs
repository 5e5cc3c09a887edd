//! The five lines with which both forms of the doctor's page begin.

use super::course::first_dose;
use super::document::Block;
use super::{Told, course};
use crate::domain::hold;
use crate::domain::medicine::Question;
use crate::domain::night::Night;
use crate::domain::progress::{plan_in_force, progress, upcoming};
use crate::domain::question::standing_answer;
use crate::domain::response::present_dose_since;
use crate::domain::safety::{self, operation_ahead, told_medicines, washouts};
use crate::words::Lang;
use crate::words::report::{self as words, Part, lead};
use chrono::NaiveDate;

/// The five lines; `first` for the first talk.
pub(super) fn lines(told: &Told<'_>, first: bool, lang: Lang) -> Vec<Block> {
    let request = if first { words::off_label(lang) } else { review(told, lang) };
    let led = |part, text: String| Block::led(lead(part, lang), text);
    vec![
        led(Part::Request, request),
        led(Part::Opioids, opioids(told, lang)),
        led(Part::Standing, standing(told, lang)),
        led(Part::DoseNow, dose_now(told, lang)),
        led(Part::Decision, words::decision(first, lang).to_owned()),
    ]
}

fn review(told: &Told<'_>, lang: Lang) -> String {
    let plan = plan_in_force(told.journal, told.night()).or_else(|| upcoming(told.journal, told.night()));
    // What was taken before this log began counts from the date remembered (`safety.md` 5).
    let already = told.journal.plans.iter().find_map(|plan| plan.already_since);
    let logged = first_dose(told.journal, told.night()).map(|night| night.date);
    words::review(already.or(logged), plan.map(|plan| &plan.agreement), lang)
}

/// Opioids, told again in the letter for the anaesthetist; what stands against a dose now before an older answer.
pub(super) fn opioids(told: &Told<'_>, lang: Lang) -> String {
    let mut medicines = told_medicines(told.journal, told.medicines);
    medicines.retain(safety::ToldMedicine::opioid);
    let answered = words::opioids(standing_answer(told.journal, Question::Opioids), &medicines, lang);
    if washouts(told.journal, told.medicines, told.parameters, told.night()).is_empty() {
        return answered;
    }
    let (stands, last_answer) = words::opioid_stands(lang);
    format!("{stands} {last_answer} {answered}")
}

fn standing(told: &Told<'_>, lang: Lang) -> String {
    let answers = Question::ALL.map(|question| (question, standing_answer(told.journal, question)));
    words::standing(&answers, operation(told), lang)
}

/// The operation to come.
pub(super) fn operation(told: &Told<'_>) -> Option<NaiveDate> {
    operation_ahead(told.journal, told.night())
}

/// The dose of the plan in force and the last one recorded.
pub(super) fn dose_now(told: &Told<'_>, lang: Lang) -> String {
    let (plan, held) = in_force(told);
    words::dose_now(plan, held, &safety::card(told.journal, told.night()), lang)
}

/// The dose of the plan in force, where the last one recorded stands on a line of its own.
pub(super) fn plan_now(told: &Told<'_>, lang: Lang) -> String {
    let (plan, held) = in_force(told);
    words::plan_now(plan, held, lang)
}

/// Dose, since when, nights taken on it; and since when it is held.
fn in_force(told: &Told<'_>) -> (Option<words::Present>, Option<Night>) {
    let night = told.night();
    let held = hold::covering(told.journal, night).into_iter().map(|hold| hold.from).min();
    let plan = progress(told.journal, night).map(|now| {
        let since = present_dose_since(told.journal, night);
        let taken = since.map_or(0, |since| course::taken_since(told.journal, since, night));
        words::Present { dose: now.dose, since, taken }
    });
    (plan, held)
}
