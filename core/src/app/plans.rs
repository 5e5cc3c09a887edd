//! The plan: begun, read, changed, stepped up.

use super::App;
use crate::catalogue;
use crate::domain::amount::Dose;
use crate::domain::dilution::dilute;
use crate::domain::fact::Fact;
use crate::domain::fact_id::FactId;
use crate::domain::hold::{self, Hold};
use crate::domain::medicine::{Answer, Question};
use crate::domain::night::Night;
use crate::domain::plan::{Agreement, AskAgain, PlanTerms, PlanVersion, Step};
use crate::domain::plan_change::{self, Filling, Moment, NewPlan, PlanWarning, Taking};
use crate::domain::progress::{self, PlanState, Progress, StepState};
use crate::domain::safety::{self, Reason};
use crate::domain::supply::{TonightsBottle, tonights_bottle};
use crate::error::Error;
use crate::id;

/// How a plan begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlanStart {
    /// From a protocol that can be executed as it stands.
    Protocol {
        /// "P2".
        id: String,
    },
    /// From a protocol a prescriber completed.
    Completed {
        /// "P4"
        id: String,
        /// What was added.
        filling: Filling,
    },
    /// Typed in as a prescriber wrote it.
    Typed {
        /// The steps.
        steps: Vec<Step>,
        /// The prescriber's own cap.
        cap: Option<Dose>,
    },
}

/// A version just recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    /// The version.
    pub plan: PlanVersion,
    /// What to say of it.
    pub warnings: Vec<PlanWarning>,
    /// What safety says beside it (a table out of date).
    pub reasons: Vec<Reason>,
}

/// Where one step of the plan stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct StepStanding {
    /// Nights counted.
    pub nights_taken: u32,
    /// Its state.
    pub state: StepState,
}

/// The plan's page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanPage {
    /// The version in force, or the one that begins next.
    pub plan: PlanVersion,
    /// Its state in one word.
    pub state: PlanState,
    /// Nights counted and state of each of its steps, in order.
    pub steps: Vec<StepStanding>,
    /// Where the patient stands; `None` before its first night.
    pub progress: Option<Progress>,
    /// Every hold nobody has ended.
    pub holds: Vec<Hold>,
}

/// From which night a change shall hold, and whether its dose was typed a second time.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct When {
    /// `None` is the first night nobody has answered.
    pub from: Option<Night>,
    /// The dose was typed twice, after having been asked to (`safety.md` 10).
    pub typed_twice: bool,
}

impl PlanPage {
    /// Whether a re-check is under way, so that it can be ended and another cannot begin.
    pub fn rechecking(&self) -> bool {
        self.progress.as_ref().is_some_and(|now| plan_change::rechecking(&self.plan, now.step_index))
    }

    /// What may be asked about again, while the dose is below it.
    pub fn ask_again(&self) -> Option<AskAgain> {
        let dose = self.progress.as_ref().map(|progress| progress.dose);
        self.plan.terms.ask_again.filter(|one| dose.is_some_and(|dose| dose < one.dose))
    }
}

impl App {
    /// Begins a plan.
    pub fn begin_plan(
        &self,
        start: PlanStart,
        agreement: Agreement,
        taking: Option<Taking>,
        when: When,
    ) -> Result<Planned, Error> {
        let agreement = agreement.told();
        self.change(when, |moment| match start {
            PlanStart::Protocol { id } => {
                let protocol = catalogue::protocol(&id).ok_or(Error::NoSuch("protocol"))?;
                Ok(plan_change::new_plan(moment, protocol, agreement, taking)?)
            }
            PlanStart::Completed { id, filling } => {
                let protocol = catalogue::protocol(&id).ok_or(Error::NoSuch("protocol"))?;
                Ok(plan_change::complete_protocol(moment, protocol, &filling, agreement, taking)?)
            }
            PlanStart::Typed { steps, cap } => {
                let terms = PlanTerms::default();
                Ok(plan_change::typed_plan(moment, steps, cap, terms, agreement, taking)?)
            }
        })
    }

    /// The present step again, from 0.
    pub fn repeat_step(&self, when: When) -> Result<Planned, Error> {
        self.change(when, |moment| Ok(plan_change::repeat(moment)?))
    }

    /// One step back.
    pub fn step_back(&self, when: When) -> Result<Planned, Error> {
        self.change(when, |moment| Ok(plan_change::back(moment)?))
    }

    /// One step back, to ask about the present one again after so many months.
    pub fn step_back_and_ask(&self, months: u32, when: When) -> Result<Planned, Error> {
        self.change(when, |moment| Ok(plan_change::back_and_ask(moment, months)?))
    }

    /// Half the dose, where the plan has it and the syringe at hand can show it.
    pub fn halve(&self, when: When) -> Result<Planned, Error> {
        self.change(when, |moment| Ok(plan_change::halve(moment, |dose| readable(moment, dose))?))
    }

    /// Other steps, agreed with the prescriber.
    pub fn change_plan(
        &self,
        steps: Vec<Step>,
        start_step: usize,
        cap: Option<Dose>,
        agreement: Agreement,
        when: When,
    ) -> Result<Planned, Error> {
        self.change(when, |moment| Ok(plan_change::change(moment, steps, start_step, cap, agreement.told())?))
    }

    /// A stop night; `None` stops at once.
    pub fn stop_plan(&self, last: Option<Night>, agreement: Agreement) -> Result<Planned, Error> {
        self.change(When::default(), |moment| Ok(plan_change::stop(moment, last, agreement.told())?))
    }

    /// Step 1 of the same plan again, agreed with the prescriber.
    pub fn retitrate(&self, agreement: Agreement, when: When) -> Result<Planned, Error> {
        self.change(when, |moment| Ok(plan_change::retitrate(moment, agreement.told())?))
    }

    /// The periodic down-then-up.
    pub fn recheck(&self, agreement: Option<Agreement>, when: When) -> Result<Planned, Error> {
        self.change(when, |moment| Ok(plan_change::recheck(moment, agreement.map(Agreement::told))?))
    }

    /// Ends a running re-check: the usual dose again.
    pub fn end_recheck(&self, when: When) -> Result<Planned, Error> {
        self.change(when, |moment| Ok(plan_change::end_recheck(moment)?))
    }

    /// Starts the next step, if it is earned. `no_opioids` is the patient's answer to the question that returns
    /// with every step up, kept in the same transaction; without it *Tonight* asks before any line.
    pub fn step_up(&self, no_opioids: bool) -> Result<FactId, Error> {
        let look = self.look()?;
        let decision = progress::step_up(&look.journal, look.tonight)?;
        let (id, stamp) = (id::mint(look.now), look.stamp.clone());
        let mut facts: Vec<Fact> = vec![decision.recorded(id, stamp.clone()).into()];
        if no_opioids {
            let (question, yes, at) = (Question::Opioids, false, look.now);
            let answer =
                Answer { id: id::mint(look.now), question, yes, on: None, agreement: None, at, stamp };
            facts.push(answer.into());
        }
        self.append(&facts)?;
        Ok(id)
    }

    /// The present step's gate is confirmed: by a clinician's word, with name and day, or without one by the
    /// patient's own, once, that the nights were free of symptoms.
    pub fn confirm_gate(&self, clinician: Option<Agreement>) -> Result<FactId, Error> {
        let look = self.look()?;
        let decision = match clinician {
            Some(agreement) => {
                plan_change::agreed(&agreement, look.tonight)?;
                progress::confirm_clinician(&look.journal, agreement.told(), look.tonight)?
            }
            None => progress::say_symptom_free(&look.journal, look.tonight)?,
        };
        self.decide(&look, decision)
    }

    /// The plan in force, or the one that begins next; `None` without any.
    pub fn plan(&self) -> Result<Option<PlanPage>, Error> {
        let look = self.look()?;
        let journal = &look.journal;
        let plan = progress::plan_in_force(journal, look.tonight)
            .or_else(|| progress::upcoming(journal, look.tonight));
        Ok(plan.map(|plan| PlanPage {
            state: progress::plan_state(journal, plan, look.tonight),
            steps: progress::step_views(journal, plan, look.tonight)
                .iter()
                .map(|view| StepStanding { nights_taken: view.nights_taken, state: view.state })
                .collect(),
            progress: progress::progress(journal, look.tonight).filter(|now| now.plan == plan.id),
            holds: hold::open_holds(journal),
            plan: plan.clone(),
        }))
    }

    /// Lets the domain make a version, and records it.
    fn change(
        &self,
        when: When,
        make: impl FnOnce(&Moment<'_>) -> Result<NewPlan, Error>,
    ) -> Result<Planned, Error> {
        let look = self.look()?;
        let When { from, typed_twice } = when;
        let (parameters, tonight) = (look.parameters, look.tonight);
        let moment = Moment { journal: &look.journal, parameters, tonight, from, typed_twice };
        let new = make(&moment)?;
        let warnings = new.warnings.clone();
        let reasons = safety::out_of_date(look.medicines, parameters, tonight).into_iter().collect();
        let plan = new.recorded(id::mint(look.now), look.stamp.clone());
        let mut facts = vec![Fact::from(plan.clone())];
        facts.extend(look.with_plan(&plan).due_holds());
        self.append(&facts)?;
        Ok(Planned { plan, warnings, reasons })
    }
}

/// Whether tonight's bottle and its syringe have a line for a dose, within the bound on rounding.
fn readable(moment: &Moment<'_>, dose: Dose) -> bool {
    let TonightsBottle::One(bottle) = tonights_bottle(moment.journal, moment.tonight) else { return false };
    let percent = moment.parameters.rounding_percent.value;
    dilute(bottle.strength, dose, bottle.syringe, moment.parameters)
        .is_ok_and(|dilution| !dilution.below_by_more_than(percent))
}
