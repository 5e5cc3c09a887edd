//! The plan, a version just made, and the shipped protocols.

use super::Worded;
use crate::app::{App, PlanPage, Planned};
use crate::catalogue;
use crate::domain::entry::DoseEntry;
use crate::domain::journal::Journal;
use crate::domain::night::Night;
use crate::domain::plan::{Decision, PlanVersion};
use crate::domain::progress::{self, Progress};
use crate::domain::protocol::Protocol;
use crate::domain::symptom::Effect;
use crate::error::Error;
use crate::words::{self, Lang};

/// The facts a titration is judged by, each list oldest first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PlanFacts {
    /// All versions.
    pub plans: Vec<PlanVersion>,
    /// All decisions, holds among them.
    pub decisions: Vec<Decision>,
    /// Dose entries that stand.
    pub doses: Vec<DoseEntry>,
    /// Side effects.
    pub effects: Vec<Effect>,
}

impl PlanFacts {
    /// The step in force tonight and everything the next one waits for; `None` without a plan in force.
    pub fn progress(self, tonight: Night) -> Option<Progress> {
        let Self { plans, decisions, doses, effects } = self;
        progress::progress(&Journal { plans, decisions, doses, effects, ..Journal::default() }, tonight)
    }
}

/// The plan's page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanView {
    /// The values.
    pub page: PlanPage,
    /// The state in words.
    pub state_text: String,
    /// The steps in words, in their order.
    pub steps: Vec<String>,
    /// What the next step waits for, in words.
    pub waits_for: Vec<Worded>,
    /// That a step that was not borne may be asked about again, while the dose is below it.
    pub ask_again: Option<String>,
    /// A re-check is under way: it can be ended, and another cannot begin.
    pub rechecking: bool,
}

/// A version just made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedView {
    /// The values.
    pub made: Planned,
    /// What to say of it, in words.
    pub warnings: Vec<String>,
}

/// A protocol to begin from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProtocolView {
    /// "P2".
    pub id: String,
    /// How it is called among others: "P2, Lenz".
    pub title: String,
    /// Where it comes from.
    pub provenance: String,
    /// Whether it can be begun as it stands.
    pub executable: bool,
    /// Its steps in words.
    pub steps: Vec<String>,
    /// Its rules and remarks in words.
    pub rules: Vec<String>,
    /// What its source leaves open.
    pub missing: Vec<String>,
}

impl PlannedView {
    /// With its warnings and the reasons of safety in words.
    pub fn of(made: Planned, lang: Lang) -> Self {
        let warnings = made.warnings.iter().map(|warning| words::plan::show_warning(warning, lang));
        let reasons = made.reasons.iter().map(|reason| words::safety::reason(reason, lang));
        Self { warnings: warnings.chain(reasons).collect(), made }
    }
}

impl App {
    /// [`App::plan`], finished.
    pub fn plan_view(&self, lang: Lang) -> Result<Option<PlanView>, Error> {
        Ok(self.plan()?.map(|page| view(page, lang)))
    }
}

fn view(page: PlanPage, lang: Lang) -> PlanView {
    let last = page.plan.steps.len().saturating_sub(1);
    let steps = page.plan.steps.iter().enumerate();
    let steps = steps.map(|(index, step)| words::plan::show_step(step, index == last, lang)).collect();
    let blocks = page.progress.iter().flat_map(|progress| &progress.blocks);
    let waits_for = blocks.map(|one| Worded::new(one.code(), words::plan::show_block(one, lang))).collect();
    let ask_again = page.ask_again().map(|one| words::course::ask_again(one, lang));
    let state_text = words::plan::show_state(page.state, lang).to_owned();
    let rechecking = page.rechecking();
    PlanView { page, state_text, steps, waits_for, ask_again, rechecking }
}

/// The shipped protocols. None is proposed: a prescriber names one.
pub fn protocols(lang: Lang) -> Vec<ProtocolView> {
    let view = |one: &Protocol| ProtocolView {
        id: one.id.clone(),
        title: words::plan::show_title(one),
        provenance: words::plan::show_provenance(one, lang),
        executable: one.executable,
        steps: one.steps.iter().map(|step| words::plan::show_protocol_step(step, lang)).collect(),
        rules: words::plan::show_rules(one, lang),
        missing: one
            .missing
            .iter()
            .map(|missing| words::plan::show_missing(*missing, lang).to_owned())
            .collect(),
    };
    catalogue::protocols().iter().map(view).collect()
}
