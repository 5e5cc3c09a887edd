//! A patient's life on paper: nights counted from the first, facts appended as the app would.

use chrono::{DateTime, NaiveDate};
use nocte_core::catalogue;
use nocte_core::domain::amount::Dose;
use nocte_core::domain::entry::{DoseEntry, DoseStatus, Stamp, StepRef};
use nocte_core::domain::fact_id::FactId;
use nocte_core::domain::journal::Journal;
use nocte_core::domain::night::Night;
use nocte_core::domain::plan::{
    Agreement, AgreementKind, Gate, HoldReason, NewDecision, PlanTerms, PlanVersion, Step,
};
use nocte_core::domain::plan_change::{Moment, NewPlan, new_plan, typed_plan};
use nocte_core::domain::progress::{Block, Progress, confirmed_steps, plan_in_force, progress, step_on};
use nocte_core::domain::symptom::{Effect, EffectCourse, Severity};
use nocte_core::domain::{hold, progress as rules};

/// The facts so far, and which night it is.
#[derive(Debug, Clone, Default)]
pub(crate) struct Life {
    pub(crate) journal: Journal,
    pub(crate) tonight: i64,
    ids: u128,
}

/// The night so many nights after the first, 1 November 2026.
pub(crate) fn night(number: i64) -> Night {
    Night::of(NaiveDate::from_ymd_opt(2026, 11, 1).expect("a date of the calendar")).plus(number)
}

pub(crate) fn mg(text: &str) -> Dose {
    Dose::parse(&format!("{text}mg")).expect("a dose of this file")
}

pub(crate) fn reported() -> Agreement {
    Agreement { kind: AgreementKind::Reported, by: "Dr Example".to_owned(), on: night(0).date }
}

pub(crate) fn signed() -> Agreement {
    Agreement { kind: AgreementKind::Signed, ..reported() }
}

/// A step with the nights gate.
pub(crate) fn step(id: &str, dose: &str, min_nights: u32) -> Step {
    Step { id: id.to_owned(), dose: mg(dose), min_nights, max_nights: None, gate: Gate::Nights }
}

pub(crate) fn gated(id: &str, dose: &str, min_nights: u32, gate: Gate) -> Step {
    Step { gate, ..step(id, dose, min_nights) }
}

pub(crate) fn stamp() -> Stamp {
    Stamp {
        recorded_at: DateTime::UNIX_EPOCH,
        zone: "UTC".to_owned(),
        offset_s: 0,
        source: "phone".to_owned(),
        clock_suspect: false,
    }
}

impl Life {
    /// A life on a shipped protocol from night 0.
    pub(crate) fn on(protocol: &str) -> Self {
        let mut life = Self::default();
        let protocol = catalogue::protocol(protocol).expect("a shipped protocol");
        let plan = new_plan(&life.typed_twice(), protocol, reported(), None).expect("an executable protocol");
        life.record(plan);
        life
    }

    /// A life on a typed-in plan from night 0.
    pub(crate) fn with(steps: Vec<Step>) -> Self {
        Self::with_terms(steps, None, PlanTerms::default())
    }

    pub(crate) fn with_terms(steps: Vec<Step>, cap: Option<Dose>, terms: PlanTerms) -> Self {
        let mut life = Self::default();
        let plan = typed_plan(&life.typed_twice(), steps, cap, terms, reported(), None);
        life.record(plan.expect("a plan of this file"));
        life
    }

    /// Now, nothing typed twice.
    pub(crate) fn moment(&self) -> Moment<'_> {
        Moment {
            journal: &self.journal,
            parameters: catalogue::parameters(),
            tonight: night(self.tonight),
            from: None,
            typed_twice: false,
        }
    }

    pub(crate) fn typed_twice(&self) -> Moment<'_> {
        Moment { typed_twice: true, ..self.moment() }
    }

    pub(crate) fn id(&mut self) -> FactId {
        self.ids += 1;
        FactId(self.ids)
    }

    pub(crate) fn record(&mut self, plan: NewPlan) -> FactId {
        let id = self.id();
        self.journal.plans.push(plan.recorded(id, stamp()));
        id
    }

    pub(crate) fn decide(&mut self, decision: NewDecision) -> FactId {
        let id = self.id();
        self.journal.decisions.push(decision.recorded(id, stamp()));
        id
    }

    /// Logs a night as the app does: with the version and step of that night.
    pub(crate) fn log(&mut self, number: i64, status: DoseStatus) -> FactId {
        let id = self.id();
        let of = plan_in_force(&self.journal, night(number)).and_then(|plan| {
            step_on(&self.journal, plan, night(number))
                .map(|(_, step)| (StepRef { plan: plan.id, step: step.id.clone() }, step.dose))
        });
        let (step, planned) = of.map_or((None, None), |(step, dose)| (Some(step), Some(dose)));
        self.journal.doses.push(DoseEntry {
            id,
            night: night(number),
            status,
            taken_at: None,
            planned,
            step,
            volume: None,
            bottle: None,
            strength: None,
            syringe: None,
            swallowed: None,
            corrects: None,
            stamp: stamp(),
        });
        id
    }

    /// Takes every night from tonight up to and including `last`, which is then tonight.
    pub(crate) fn take_to(&mut self, last: i64) {
        for number in self.tonight..=last {
            self.log(number, DoseStatus::Taken);
        }
        self.tonight = last;
    }

    pub(crate) fn effect(&mut self, what: &str, severity: Severity) -> FactId {
        self.effect_entry(what, severity, EffectCourse::Open, None)
    }

    pub(crate) fn effect_entry(
        &mut self,
        what: &str,
        severity: Severity,
        course: EffectCourse,
        continues: Option<FactId>,
    ) -> FactId {
        let id = self.id();
        let night = night(self.tonight);
        let what = what.to_owned();
        self.journal.effects.push(Effect { id, night, what, severity, course, continues, stamp: stamp() });
        id
    }

    pub(crate) fn hold(&mut self, reason: HoldReason, from: i64) -> FactId {
        let decision = hold::begin(&self.journal, reason, night(from), night(self.tonight));
        self.decide(decision.expect("a hold from tonight on"))
    }

    pub(crate) fn end_hold(&mut self, id: FactId, from: i64) {
        let decision = hold::end(&self.journal, id, night(from), night(self.tonight));
        self.decide(decision.expect("an open hold"));
    }

    /// Taps the next step; it must be earned.
    pub(crate) fn step_up(&mut self) {
        let decision = rules::step_up(&self.journal, night(self.tonight)).expect("an earned step");
        self.decide(decision);
    }

    pub(crate) fn progress(&self) -> Progress {
        progress(&self.journal, night(self.tonight)).expect("a plan in force")
    }

    pub(crate) fn blocks(&self) -> Vec<&'static str> {
        self.progress().blocks.iter().map(Block::code).collect()
    }

    /// The dose of a night as confirmed so far; `None` outside every span.
    pub(crate) fn dose_on(&self, number: i64) -> Option<Dose> {
        let spans = confirmed_steps(&self.journal);
        spans.iter().find(|span| span.covers(night(number))).map(|span| span.dose)
    }

    pub(crate) fn plan(&self) -> &PlanVersion {
        plan_in_force(&self.journal, night(self.tonight)).expect("a plan in force")
    }
}
