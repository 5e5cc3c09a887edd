//! Holds: nights without a dose, for an opioid, an operation, a side effect, a clinician, or the patient's own pause.
//!
//! A hold never ends by itself (`safety.md` 16): no date, no countdown and no new plan version ends it,
//! only an explicit *hold end* decision. A countdown that has run out opens a question, nothing more.

use super::fact_id::FactId;
use super::journal::Journal;
use super::night::Night;
use super::parameter::Parameters;
use super::plan::{Decision, DecisionKind, HoldReason, NewDecision};
use super::progress;
use super::safety::surgery::first_night_without;
use chrono::NaiveDate;

/// A hold, open or ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hold {
    /// The decision that began it.
    pub id: FactId,
    /// The plan version in force when it began; a hold outlives it.
    pub plan: FactId,
    /// Why.
    pub reason: HoldReason,
    /// The first night without a dose.
    pub from: Night,
    /// The first night with a dose again, once someone ended the hold. Not after `from`: it never came to be.
    pub until: Option<Night>,
}

/// A hold nobody has ended.
pub type OpenHold = Hold;

/// Every hold ever begun, oldest first, with its end where there is one.
///
/// Ended twice (two phones), the later night counts: the longer hold is the safer reading.
pub fn holds(journal: &Journal) -> Vec<Hold> {
    let end_of = |hold: FactId| {
        let ends = journal.decisions.iter().filter_map(move |decision| match &decision.kind {
            DecisionKind::HoldEnd { hold: ended } if *ended == hold => Some(decision.from),
            _ => None,
        });
        ends.max()
    };
    let begun = |decision: &Decision| match &decision.kind {
        DecisionKind::HoldBegin { reason } => Some(Hold {
            id: decision.id,
            plan: decision.plan,
            reason: reason.clone(),
            from: decision.from,
            until: end_of(decision.id),
        }),
        _ => None,
    };
    journal.decisions.iter().filter_map(begun).collect()
}

/// The holds nobody has ended, those of coming nights included.
pub fn open_holds(journal: &Journal) -> Vec<OpenHold> {
    holds(journal).into_iter().filter(|hold| hold.until.is_none()).collect()
}

/// Whether a night lies in the hold.
pub fn covers(hold: &Hold, night: Night) -> bool {
    hold.from <= night && hold.until.is_none_or(|until| night < until)
}

/// The holds a night lies in: open ones, and ended ones whose first night again is still to come.
pub fn covering(journal: &Journal, night: Night) -> Vec<Hold> {
    holds(journal).into_iter().filter(|hold| covers(hold, night)).collect()
}

/// Why a hold cannot begin or end as asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HoldRefusal {
    /// There is no plan to hold.
    NoPlan,
    /// The night is past; a hold never rewrites history.
    NightPast {
        /// The night asked for.
        night: Night,
    },
    /// There is no such hold.
    NoSuchHold,
    /// It was ended before.
    AlreadyEnded,
}

/// Begins a hold at `from`, tonight or later.
pub fn begin(
    journal: &Journal,
    reason: HoldReason,
    from: Night,
    tonight: Night,
) -> Result<NewDecision, HoldRefusal> {
    if from < tonight {
        return Err(HoldRefusal::NightPast { night: from });
    }
    let plan = progress::plan_in_force(journal, tonight)
        .or_else(|| progress::upcoming(journal, tonight))
        .ok_or(HoldRefusal::NoPlan)?;
    Ok(NewDecision { plan: plan.id, kind: DecisionKind::HoldBegin { reason }, from })
}

/// Ends a hold by an explicit confirmation; `from` is the first night with a dose again.
///
/// Whether it *may* end (a washout, an unanswered class) is asked of the safety rules before.
pub fn end(journal: &Journal, hold: FactId, from: Night, tonight: Night) -> Result<NewDecision, HoldRefusal> {
    if from < tonight {
        return Err(HoldRefusal::NightPast { night: from });
    }
    let all = holds(journal);
    let found = all.iter().find(|one| one.id == hold).ok_or(HoldRefusal::NoSuchHold)?;
    if found.until.is_some() {
        return Err(HoldRefusal::AlreadyEnded);
    }
    Ok(NewDecision { plan: found.plan, kind: DecisionKind::HoldEnd { hold }, from })
}

/// Begins the hold before an operation on `on`: on the night that leaves the full days of `safety.md` 21, or
/// tonight where that night is past already.
pub fn begin_surgery(
    journal: &Journal,
    parameters: &Parameters,
    on: NaiveDate,
    tonight: Night,
) -> Result<NewDecision, HoldRefusal> {
    let from = first_night_without(on, &journal.settings, parameters).max(tonight);
    begin(journal, HoldReason::Surgery { on }, from, tonight)
}
