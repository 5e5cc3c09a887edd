//! The questions that cannot be skipped, and when they return.
//!
//! Until all five are answered a plan can be made, but *Tonight* shows no line (`safety.md` 1). The opioid question
//! returns at every step up, at every new bottle (`safety.md` 2) and when a countdown has ended (`safety.md` 20).

use super::entry::{DoseStatus, Stamp};
use super::journal::Journal;
use super::medicine::{Answer, MedicineTable, Question};
use super::night::Night;
use super::parameter::Parameters;
use super::plan::{Decision, DecisionKind, PlanVersion};
use super::progress::step_on;
use super::safety::course::{local, local_date};
use super::safety::washout::{Washout, WashoutState, washouts};
use chrono::{DateTime, NaiveTime, Utc};

/// A question to ask now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenQuestion {
    /// The question.
    pub question: Question,
    /// Why it is asked.
    pub why: WhyAsked,
}

/// Why a question is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WhyAsked {
    /// It was never answered.
    Never,
    /// A step up was confirmed since the last answer.
    StepUp,
    /// A bottle was made since the last answer.
    NewBottle,
    /// A countdown has ended, or the day of an operation has passed.
    CountdownEnded,
    /// The file was restored from a copy since the last answer (`safety.md` 23).
    Restored,
    /// The answer carries a date that has not come: the phone's clock was wrong.
    ClockMoved,
}

/// The answer that stands: the one stored last.
pub fn standing_answer(journal: &Journal, question: Question) -> Option<&Answer> {
    journal.answers.iter().rev().find(|answer| answer.question == question)
}

/// The questions to ask before any line, in the order they are asked.
pub fn open_questions(
    journal: &Journal,
    table: &MedicineTable,
    parameters: &Parameters,
    tonight: Night,
) -> Vec<OpenQuestion> {
    let why = |question| {
        let Some(answer) = standing_answer(journal, question) else { return Some(WhyAsked::Never) };
        // After midnight the phone's date is one ahead of the night's; two ahead, the clock was wrong.
        if local_date(&answer.stamp).pred_opt().is_some_and(|before| before > tonight.date) {
            return Some(WhyAsked::ClockMoved);
        }
        if question != Question::Opioids {
            return None;
        }
        opioids_again(journal, answer).or_else(|| countdown_over(journal, answer, table, parameters, tonight))
    };
    Question::ALL
        .into_iter()
        .filter_map(|question| why(question).map(|why| OpenQuestion { question, why }))
        .collect()
}

/// What has happened since the opioid question was answered.
///
/// An answer recorded together with the step or the bottle (at one instant) covers it.
fn opioids_again(journal: &Journal, answer: &Answer) -> Option<WhyAsked> {
    let since = |at: DateTime<Utc>| at > answer.at;
    let step_up =
        |one: &Decision| matches!(one.kind, DecisionKind::StepUp { .. }) || chosen_higher(journal, one);
    // Confirming the restore answers for step, bottle and strength; painkillers have a question of their own.
    if journal.restored_from.max(journal.copied_last).is_some_and(|copied| copied >= answer.at) {
        Some(WhyAsked::Restored)
    } else if journal.decisions.iter().any(|one| step_up(one) && since(one.stamp.recorded_at))
        || journal.plans.iter().any(|plan| since(plan.stamp.recorded_at) && raises(journal, plan))
    {
        Some(WhyAsked::StepUp)
    } else if journal
        .bottles
        .iter()
        .any(|bottle| since(bottle.stamp.recorded_at) && !setting_up(journal, answer, &bottle.stamp))
    {
        Some(WhyAsked::NewBottle)
    } else {
        None
    }
}

/// Whether a version begins above the dose before it, without a tap on a step: a signed order's, one that the patient
/// tells of, or a re-check that was ended on its low leg.
fn raises(journal: &Journal, plan: &PlanVersion) -> bool {
    let before = journal.plans.iter().find(|before| Some(before.id) == plan.follows);
    before.is_some_and(|before| above(journal, plan, before, plan.effective_night))
}

/// Whether the version that was chosen of two asks for more than the one it was chosen over: until then the lower one
/// was followed.
fn chosen_higher(journal: &Journal, decision: &Decision) -> bool {
    let DecisionKind::Choose { over } = decision.kind else { return false };
    let version = |id| journal.plans.iter().find(|plan| plan.id == id);
    version(decision.plan)
        .zip(version(over))
        .is_some_and(|(chosen, over)| above(journal, chosen, over, decision.from))
}

fn above(journal: &Journal, plan: &PlanVersion, other: &PlanVersion, night: Night) -> bool {
    let dose = |plan: &PlanVersion| step_on(journal, plan, night).map(|(_, step)| step.dose);
    dose(other).is_some_and(|other| dose(plan) > Some(other))
}

/// During set-up, before any dose, an answer covers the bottle made later the same night: nothing was swallowed
/// that a question could have missed, and asking twice within minutes teaches people to tap "no".
fn setting_up(journal: &Journal, answer: &Answer, made: &Stamp) -> bool {
    let swallowed = journal.doses.iter().any(|dose| dose.status != DoseStatus::Skipped);
    let cutover = journal.settings.cutover.signed_duration_since(NaiveTime::MIN);
    let night = |stamp: &Stamp| local(stamp).checked_sub_signed(cutover).map(|time| time.date());
    !swallowed && night(made) == night(&answer.stamp)
}

/// A countdown that ended after the last answer; a "no" given since stands, also where a signed order is missing.
fn countdown_over(
    journal: &Journal,
    answer: &Answer,
    table: &MedicineTable,
    parameters: &Parameters,
    tonight: Night,
) -> Option<WhyAsked> {
    let unanswered = |clock: &Washout| {
        clock.state == WashoutState::AskAgain
            && clock.until.is_some_and(|until| local_date(&answer.stamp) < until.date)
    };
    let any = washouts(journal, table, parameters, tonight).iter().any(unanswered);
    any.then_some(WhyAsked::CountdownEnded)
}
