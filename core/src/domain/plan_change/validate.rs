//! The checks every new version passes, in a fixed order, so that one slip has one answer.

use super::refusal::{PlanRefusal, PlanWarning};
use super::{Moment, NewPlan};
use crate::domain::amount::Dose;
use crate::domain::entry::DoseStatus;
use crate::domain::journal::Journal;
use crate::domain::night::Night;
use crate::domain::parameter::Parameters;
use crate::domain::plan::{Agreement, PlanReason, Step};
use crate::domain::progress::{first_open_night, plan_in_force, rivals, step_on, upcoming};
use crate::domain::protocol::Protocol;
use crate::domain::safety::{self, Cap};
use chrono::NaiveDate;
use std::collections::BTreeSet;

/// The least that can occur: 0.001 mg (`safety.md` 6).
const LEAST: Dose = Dose::from_ng(1_000);

/// Checks a new version and fills in its warnings.
pub(super) fn validated(
    moment: &Moment<'_>,
    mut plan: NewPlan,
    protocol: Option<&Protocol>,
) -> Result<NewPlan, PlanRefusal> {
    agreed(&plan.agreement, moment.tonight)?;
    steps(&plan)?;
    // A stop adds no dose: whoever says it, the steps before it stay as they were agreed.
    if plan.reason != PlanReason::Stop {
        for step in &plan.steps {
            dose(step, &plan, moment.parameters)?;
        }
    }
    night(moment, &plan)?;
    if !moment.typed_twice {
        typed_twice(moment, &plan, protocol)?;
    }
    let mut warnings = warnings(moment, &plan, protocol);
    plan.warnings.append(&mut warnings);
    Ok(plan)
}

/// A date the patient names may be today or past; after midnight, today is the night's next date.
pub(super) fn not_ahead(on: NaiveDate, tonight: Night) -> Result<(), PlanRefusal> {
    if on > tonight.next().date { Err(PlanRefusal::DateAhead { on }) } else { Ok(()) }
}

/// Somebody is named, on a day that is not ahead (`safety.md` 4): nothing is agreed to by nobody.
///
/// # Errors
/// [`PlanRefusal::PrescriberMissing`] and [`PlanRefusal::DateAhead`].
pub fn agreed(agreement: &Agreement, tonight: Night) -> Result<(), PlanRefusal> {
    if agreement.by.trim().is_empty() {
        return Err(PlanRefusal::PrescriberMissing);
    }
    not_ahead(agreement.on, tonight)
}

fn steps(plan: &NewPlan) -> Result<(), PlanRefusal> {
    if plan.steps.is_empty() {
        return Err(PlanRefusal::NoSteps);
    }
    if plan.start_step >= plan.steps.len() {
        return Err(PlanRefusal::NoSuchStep);
    }
    let mut ids = BTreeSet::new();
    for (index, step) in plan.steps.iter().enumerate() {
        if step.id.is_empty() || !ids.insert(step.id.as_str()) {
            return Err(PlanRefusal::StepId { id: step.id.clone() });
        }
        if step.min_nights == 0 && index + 1 < plan.steps.len() {
            return Err(PlanRefusal::NoInterval { step: step.id.clone() });
        }
        if step.max_nights.is_some_and(|longest| longest < step.min_nights) {
            return Err(PlanRefusal::Range { step: step.id.clone() });
        }
    }
    Ok(())
}

fn dose(step: &Step, plan: &NewPlan, parameters: &Parameters) -> Result<(), PlanRefusal> {
    let (id, dose) = (step.id.clone(), step.dose);
    if dose.is_zero() {
        return Err(PlanRefusal::DoseZero { step: id });
    }
    if dose < LEAST {
        return Err(PlanRefusal::DoseTooSmall { step: id, dose });
    }
    match safety::cap(dose, parameters) {
        Cap::Within | Cap::AboveSoft => {}
        Cap::NeedsSigned if safety::is_signed(&plan.agreement) => {}
        Cap::NeedsSigned => {
            return Err(PlanRefusal::NeedsSigned { step: id, dose, above: parameters.signed_above.value });
        }
        Cap::Refused => {
            return Err(PlanRefusal::AboveMaximum { step: id, dose, maximum: parameters.refuse_above.value });
        }
        Cap::WholeTablet => return Err(PlanRefusal::WholeTablet { step: id, dose }),
    }
    match plan.cap {
        Some(cap) if dose > cap => Err(PlanRefusal::AboveCap { step: id, dose, cap }),
        _ => Ok(()),
    }
}

fn night(moment: &Moment<'_>, plan: &NewPlan) -> Result<(), PlanRefusal> {
    let night = plan.effective_night;
    if night < moment.tonight {
        return Err(PlanRefusal::NightPast { night });
    }
    let open = first_open_night(moment.journal, moment.tonight);
    if night < open {
        return Err(PlanRefusal::NightAnswered { night, open });
    }
    // These are always open. A version still to come is not set aside by them: on its night the two stand side
    // by side, and the lower dose is followed until the patient chooses.
    if matches!(plan.reason, PlanReason::Back | PlanReason::Repeat | PlanReason::Halve | PlanReason::Stop) {
        return Ok(());
    }
    if rivals(moment.journal, moment.tonight).len() > 1 {
        return Err(PlanRefusal::TwoPlans);
    }
    match upcoming(moment.journal, moment.tonight) {
        Some(other) if other.effective_night > night => {
            Err(PlanRefusal::BeforeVersion { night: other.effective_night })
        }
        _ => Ok(()),
    }
}

/// Typed twice: a first dose above the protocol's start or above 1.5 mg; three times or more, or a third or
/// less, of the one before (`safety.md` 10). *Back*, *repeat* and *halve* are taps on known doses, not typed.
fn typed_twice(moment: &Moment<'_>, plan: &NewPlan, protocol: Option<&Protocol>) -> Result<(), PlanRefusal> {
    if matches!(plan.reason, PlanReason::Back | PlanReason::Repeat | PlanReason::Halve | PlanReason::Stop) {
        return Ok(());
    }
    let Some(dose) = plan.first_dose() else { return Err(PlanRefusal::NoSuchStep) };
    let begins = matches!(plan.reason, PlanReason::New | PlanReason::Retitrate);
    let start = protocol.and_then(Protocol::highest_start);
    let twice = |dose: Dose, before: Option<Dose>| {
        let start = start.filter(|_| before.is_none());
        safety::typed_twice(dose, start, before, moment.parameters)
            .map_or(Ok(()), |why| Err(PlanRefusal::TypeTwice { why, dose, before }))
    };
    if begins || !anything_taken(moment.journal) {
        twice(dose, None)?;
    }
    let before = plan_in_force(moment.journal, moment.tonight)
        .and_then(|plan| step_on(moment.journal, plan, moment.tonight))
        .map(|(_, step)| step.dose);
    let ahead = plan.steps.iter().skip(plan.start_step).map(|step| step.dose);
    let doses: Vec<Dose> = before.into_iter().chain(ahead).collect();
    for pair in doses.windows(2) {
        if let [before, dose] = *pair {
            twice(dose, Some(before))?;
        }
    }
    Ok(())
}

fn anything_taken(journal: &Journal) -> bool {
    journal.doses.iter().any(|entry| entry.status == DoseStatus::Taken)
}

fn warnings(moment: &Moment<'_>, plan: &NewPlan, protocol: Option<&Protocol>) -> Vec<PlanWarning> {
    let mut warnings = Vec::new();
    let parameters = moment.parameters;
    if !parameters.reviewed() || protocol.is_some_and(|protocol| protocol.reviewed_by.is_none()) {
        warnings.push(PlanWarning::NotReviewed);
    }
    if parameters.out_of_date(moment.tonight.date) {
        warnings.push(PlanWarning::OutOfDate { review_by: parameters.review_by });
    }
    if protocol.is_some_and(|protocol| protocol.verify) {
        warnings.push(PlanWarning::Verify);
    }
    let cap = parameters.soft_cap.value;
    if let Some(dose) = plan.steps.iter().map(|step| step.dose).max().filter(|dose| *dose > cap) {
        warnings.push(PlanWarning::AboveSoftCap { dose, cap });
    }
    warnings
}
