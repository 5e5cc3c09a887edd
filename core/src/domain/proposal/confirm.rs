//! Confirming: every rule runs again, at the moment of the tap and with the bottle and syringe at hand.

use super::newer::{Newer, newer};
use super::{Proposal, standing_stops};
use crate::domain::amount::{Dose, Volume};
use crate::domain::bottle::Bottle;
use crate::domain::clinic::Arrival;
use crate::domain::dilution::{DilutionError, StepsRefusal, dilute, steps_on_syringe};
use crate::domain::fact_id::FactId;
use crate::domain::hold;
use crate::domain::journal::Journal;
use crate::domain::medicine::MedicineTable;
use crate::domain::parameter::Parameters;
use crate::domain::plan::{HoldReason, NewDecision};
use crate::domain::plan_change::{self, Moment, NewPlan, PlanRefusal};
use crate::domain::ratio::Ratio;
use crate::domain::supply::{TonightsBottle, tonights_bottle};
use crate::domain::syringe::Syringe;

/// Why a proposal is not followed, or not yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ProposalRefusal {
    /// There is no such proposal, or it was answered, replaced or withdrawn.
    NotOpen,
    /// The plan changed since the diff was read: it is made anew, look again.
    PlanChanged,
    /// Initials, birth year and present dose have not been compared yet (`safety.md` 25).
    NotMatched,
    /// Newer facts than the prescriber saw: it goes back to the clinic.
    SentBack(Vec<Newer>),
    /// A rule for plans says no, or asks for the dose a second time.
    Plan(PlanRefusal),
    /// The first dose has no line on the syringe at hand.
    NoLine {
        /// The dose.
        dose: Dose,
        /// Why.
        error: DilutionError,
    },
    /// The line at hand holds too much less than the first dose (`safety.md` 8).
    RoundedTooFar {
        /// The dose.
        dose: Dose,
        /// What the line would hold, nanograms.
        line_dose: Ratio,
        /// A graduation that would do.
        graduation: Option<Volume>,
    },
    /// Two steps fall on one line of the syringe at hand (`safety.md` 8).
    StepsShareALine {
        /// A graduation that would do.
        graduation: Option<Volume>,
    },
}

/// What confirming makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Confirming {
    /// The version, with a signed agreement.
    pub plan: NewPlan,
    /// The ends of the clinic's own holds, which a newer order ends; `from` is the version's first night.
    pub holds_ended: Vec<NewDecision>,
    /// The stops this answers along with the order.
    pub answers: Vec<FactId>,
}

/// The version that follows from a proposal, after every rule.
///
/// `seen` is the journal as the prescriber saw it ([`super::as_seen`]). Holds for an opioid, an operation, an
/// effect or the patient's own pause stay on: an order changes the plan and not what stands against a dose. The
/// clinic's own holds end, unless a flag still stands.
pub fn confirm(
    moment: &Moment<'_>,
    proposal: &Proposal,
    seen: &Journal,
    table: &MedicineTable,
) -> Result<Confirming, ProposalRefusal> {
    let newer = newer(moment.journal, seen, table, moment.tonight);
    if !newer.is_empty() {
        return Err(ProposalRefusal::SentBack(newer));
    }
    let moment = Moment { from: Some(proposal.effective_night), ..*moment };
    let plan = plan_change::signed(&moment, &proposal.order).map_err(ProposalRefusal::Plan)?;
    if moment.journal.settings.capsules.is_empty()
        && let TonightsBottle::One(bottle) = tonights_bottle(moment.journal, moment.tonight)
    {
        drawn_from(bottle, &plan, moment.parameters)?;
    }
    let flagged = |stop: FactId| {
        moment.journal.received.iter().any(|it| it.id == stop && matches!(it.what, Arrival::Flag(_)))
    };
    let stops: Vec<FactId> = standing_stops(moment.journal).iter().map(|stop| stop.id).collect();
    if stops.iter().any(|stop| flagged(*stop)) {
        return Ok(Confirming { plan, holds_ended: Vec::new(), answers: Vec::new() });
    }
    let holds_ended = hold::open_holds(moment.journal)
        .into_iter()
        .filter(|open| open.reason == HoldReason::Clinician)
        .filter_map(|open| hold::end(moment.journal, open.id, plan.effective_night, moment.tonight).ok())
        .collect();
    Ok(Confirming { plan, holds_ended, answers: stops })
}

/// The first dose, and every later step against it, on the syringe of the bottle at hand.
fn drawn_from(bottle: &Bottle, plan: &NewPlan, parameters: &Parameters) -> Result<(), ProposalRefusal> {
    let Some(dose) = plan.first_dose() else { return Ok(()) };
    let (strength, syringe) = (bottle.strength, bottle.syringe);
    let would_do = |doses: &[Dose]| {
        let refused = steps_on_syringe(strength, doses, syringe, parameters).err()?;
        refused.would_do.map(Syringe::graduation)
    };
    let drawn = dilute(strength, dose, syringe, parameters)
        .map_err(|error| ProposalRefusal::NoLine { dose, error })?;
    if drawn.below_by_more_than(parameters.rounding_percent.value) {
        let graduation = would_do(&[dose]);
        return Err(ProposalRefusal::RoundedTooFar { dose, line_dose: drawn.line_dose, graduation });
    }
    for step in &plan.steps {
        let pair = [dose, step.dose];
        let shared = steps_on_syringe(strength, &pair, syringe, parameters)
            .is_err_and(|refused| matches!(refused.refusal, StepsRefusal::SameLine { .. }));
        if shared {
            return Err(ProposalRefusal::StepsShareALine { graduation: would_do(&pair) });
        }
    }
    Ok(())
}
