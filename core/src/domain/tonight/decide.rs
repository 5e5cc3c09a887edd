//! The state of a night and the reasons against its line, worst first.
//!
//! The order is the one in which a wrong line would harm: a hold and a stop before everything, then the night's
//! own answer, then what is not known (a restored copy, open questions, a long silence), and time only at last.

use super::draw::{self, Drawing};
use super::moment::Moment;
use super::plan_tonight;
use super::reason::Reason;
use super::state::TonightState;
use super::times::NightTimes;
use crate::domain::amount::Dose;
use crate::domain::entry::{DoseEntry, DoseStatus, StepRef};
use crate::domain::night::Night;
use crate::domain::progress;
use crate::domain::safety;
use chrono::{DateTime, Utc};

/// What was decided about a night.
pub(super) struct Decided {
    pub(super) state: TonightState,
    pub(super) planned: Option<(StepRef, Dose)>,
    pub(super) drawing: Option<Drawing>,
    pub(super) reasons: Vec<Reason>,
}

impl Decided {
    fn without(state: TonightState, reasons: Vec<Reason>) -> Self {
        Self { state, planned: None, drawing: None, reasons }
    }
}

/// Decides a night.
pub(super) fn decide(moment: &Moment<'_>, night: Night) -> Decided {
    let journal = moment.journal;
    let holds = plan_tonight::holds_over(journal, night);
    if !holds.is_empty() {
        let reasons = holds.into_iter().map(|hold| Reason::Held { why: hold.reason, from: hold.from });
        return Decided::without(TonightState::Held, reasons.collect());
    }
    let Some(plan) = progress::plan_in_force(journal, night) else { return before_the_plan(moment, night) };
    if let Some(after) = plan_tonight::stopped(plan, night) {
        return Decided::without(TonightState::Ended, vec![Reason::Ended { after }]);
    }
    let planned = plan_tonight::planned(journal, night);
    let mut decided = Decided { planned, ..Decided::without(TonightState::Planned, Vec::new()) };
    if let Some(entry) = moment.answer(night) {
        answered(moment, entry, &mut decided);
    } else if let Some(copied_at) = journal.restored_from {
        decided.state = TonightState::Unknown;
        decided.reasons.push(Reason::Restored { copied_at: moment.on_the_clock(copied_at) });
    } else if let Some(nights) = moment.long_silence(night) {
        decided.state = TonightState::Review;
        decided.reasons.push(Reason::Review { nights });
        decided.reasons.extend(questions(moment, night));
    } else {
        by_time(moment, night, &mut decided);
    }
    decided
}

/// No plan is in force: a coming one, check-ins, or nothing.
fn before_the_plan(moment: &Moment<'_>, night: Night) -> Decided {
    if let Some(plan) = progress::upcoming(moment.journal, night) {
        let questions = questions(moment, night);
        let state = if questions.is_empty() { TonightState::Baseline } else { TonightState::QuestionsOpen };
        let ahead = Reason::PlanAhead { from: plan.effective_night };
        return Decided::without(state, [ahead].into_iter().chain(questions).collect());
    }
    let baseline = moment.journal.settings.baseline == Some(true);
    let state = if baseline { TonightState::Baseline } else { TonightState::NoPlan };
    Decided::without(state, vec![Reason::NoPlan])
}

fn answered(moment: &Moment<'_>, entry: &DoseEntry, decided: &mut Decided) {
    decided.state = match entry.status {
        DoseStatus::Taken | DoseStatus::Extra => TonightState::Taken,
        DoseStatus::Skipped => TonightState::Skipped,
        DoseStatus::Unknown => TonightState::Unknown,
    };
    decided.reasons.push(Reason::Answered);
    if moment.one_dose_or_two(entry.night) {
        decided.reasons.push(Reason::OneDoseOrTwo);
    }
    if let Some(copied_at) = moment.journal.restored_from {
        decided.reasons.push(Reason::Restored { copied_at: moment.on_the_clock(copied_at) });
    }
}

/// An open night: questions first, then the window, the gap, the bottle and the line.
fn by_time(moment: &Moment<'_>, night: Night, decided: &mut Decided) {
    let questions = questions(moment, night);
    if !questions.is_empty() {
        decided.state = TonightState::QuestionsOpen;
        decided.reasons = questions;
        return;
    }
    let Some(times) = moment.times(night) else {
        decided.reasons.push(Reason::NoSuchNight);
        return;
    };
    let gap = moment.gap_ends().filter(|until| *until > moment.now);
    decided.state = state_at(moment.now, &times, gap);
    if decided.state == TonightState::Unconfirmed {
        decided.reasons.push(Reason::WindowOver { since: moment.on_the_clock(times.closes) });
        return;
    }
    if let Some(until) = gap {
        let never = until > times.closes;
        let until = moment.on_the_clock(until);
        decided.reasons.push(if never { Reason::LeftOut { until } } else { Reason::TooSoon { until } });
    }
    let giving = moment.giving();
    if !giving.offers_done() {
        decided.reasons.push(Reason::NotGiving(giving));
    }
    let Some((_, dose)) = decided.planned else { return };
    match draw::drawing(moment, night, dose) {
        Ok(drawing) => decided.drawing = Some(drawing),
        Err(reason) => decided.reasons.push(reason),
    }
}

/// Planned, due, late or over; a gap that ends inside the window moves the reminder and this with it.
fn state_at(now: DateTime<Utc>, times: &NightTimes, gap: Option<DateTime<Utc>>) -> TonightState {
    let moved = gap.filter(|until| *until <= times.closes).map_or(times.due, |until| until.max(times.due));
    if now > times.closes {
        TonightState::Unconfirmed
    } else if now < moved {
        TonightState::Planned
    } else if now < times.late {
        TonightState::Due
    } else {
        TonightState::Late
    }
}

fn questions(moment: &Moment<'_>, night: Night) -> Vec<Reason> {
    let reasons = safety::before_a_line(moment.journal, moment.medicines, moment.parameters, night);
    reasons.into_iter().map(|reason| Reason::Safety(Box::new(reason))).collect()
}
