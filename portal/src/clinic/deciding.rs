//! A decision before it is signed: the order it would make, what that changes, and what stands against it.
//!
//! The phone's own rules are asked here first, so that what it would refuse is not signed. No dose is chosen here:
//! it is the plan's own next or earlier step, or what the prescriber types.

use super::Chart;
use nocte_core::catalogue::{medicines, parameters};
use nocte_core::domain::amount::Dose;
use nocte_core::domain::clinic::{Order, OrderStatus, Saw};
use nocte_core::domain::hold;
use nocte_core::domain::night::Night;
use nocte_core::domain::plan::{Gate, HoldReason, PlanVersion, Step};
use nocte_core::domain::plan_change::{self, Moment, PlanRefusal, PlanWarning};
use nocte_core::domain::progress::{
    OpenEffect, first_open_night, open_effects, plan_in_force, step_on, upcoming,
};
use nocte_core::domain::proposal::{Difference, differences};
use nocte_core::domain::safety::{Cap, Reason, Verdict, before_a_line, cap};

/// The four ways on, and the pause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// The same dose goes on.
    Stay,
    /// A higher one.
    Up,
    /// A lower one.
    Down,
    /// No dose for now: holds at once.
    Pause,
    /// No dose any more: holds at once.
    Stop,
}

impl Way {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::Stay, Self::Up, Self::Down, Self::Pause, Self::Stop];

    /// The word of the forms.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Stay => "stay",
            Self::Up => "up",
            Self::Down => "down",
            Self::Pause => "pause",
            Self::Stop => "stop",
        }
    }

    /// From the word.
    pub fn of_word(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|way| way.word() == word)
    }
}

/// What a prescriber asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// The steps, first to last.
    pub steps: Vec<Step>,
    /// The order's own cap; the present plan's stays without one.
    pub cap: Option<Dose>,
    /// What the page showed.
    pub saw: Option<Saw>,
    /// Words with it.
    pub note: Option<String>,
    /// The doses were typed a second time.
    pub typed_twice: bool,
}

/// Why a wish is not signed as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Obstacle {
    /// The record has moved on since the page was made: look again.
    Outdated,
    /// *Up* does not go up, *down* does not go down.
    WrongWay,
    /// A higher dose while an opioid or an operation stands against every dose (`domain.md` 1.2: never advance
    /// during an opioid or surgery hold).
    Held,
    /// A rule for plans says no, or asks for the dose a second time.
    Plan(PlanRefusal),
}

/// What signing would do.
#[derive(Debug, Clone, PartialEq)]
pub struct Preview {
    /// The order as it would be signed.
    pub order: Order,
    /// The first night it could govern.
    pub from: Night,
    /// What it would change.
    pub differences: Vec<Difference>,
    /// Why it cannot be signed as it is.
    pub obstacle: Option<Obstacle>,
    /// What is said before it is signed.
    pub warnings: Vec<PlanWarning>,
    /// What stands against a dose and goes on standing: an order lifts none of it.
    pub stands: Vec<Reason>,
    /// Moderate and severe effects that are open; a higher dose beside one is signed only knowingly.
    pub effects: Vec<OpenEffect>,
    /// Above 6 mg: this signature is the agreement (`safety.md` 4).
    pub above_signed: bool,
}

impl Chart {
    /// The plan in force, or the one agreed for a coming night.
    pub fn plan(&self) -> Option<&PlanVersion> {
        plan_in_force(&self.journal, self.tonight).or_else(|| upcoming(&self.journal, self.tonight))
    }

    /// The present step and its place.
    pub fn step(&self) -> Option<(usize, &Step)> {
        let plan = self.plan()?;
        step_on(&self.journal, plan, self.tonight)
            .or_else(|| plan.steps.get(plan.start_step).map(|step| (plan.start_step, step)))
    }

    /// The plan's own next step above the present one, and its nearest earlier one below.
    pub fn neighbours(&self) -> (Option<&Step>, Option<&Step>) {
        let (Some(plan), Some((at, now))) = (self.plan(), self.step()) else { return (None, None) };
        let up = plan.steps.get(at + 1).filter(|step| step.dose > now.dose);
        let down = plan.steps.iter().take(at).rev().find(|step| step.dose < now.dose);
        (up, down)
    }

    /// The steps of *stay*, *up* or *down*: one dose, and after it, where the plan goes on from there and the
    /// prescriber wants it to, the plan's later steps as they were agreed. What comes after is the clinic's decision.
    pub fn steps_of(&self, dose: Dose, nights: u32, onward: bool) -> Vec<Step> {
        let later: &[Step] = match (onward, self.plan()) {
            (true, Some(plan)) => {
                let place = plan.steps.iter().position(|step| step.dose == dose);
                place.and_then(|place| plan.steps.get(place + 1..)).unwrap_or_default()
            }
            _ => &[],
        };
        let first =
            Step { id: "p1".to_owned(), dose, min_nights: nights, max_nights: None, gate: Gate::Clinician };
        let renamed = later
            .iter()
            .enumerate()
            .map(|(place, step)| Step { id: format!("p{}", place + 2), ..step.clone() });
        core::iter::once(first).chain(renamed).collect()
    }

    /// Whether a page that showed `saw` still shows the record: nothing but nights, ratings and notes came since.
    pub fn still_shows(&self, saw: Option<Saw>) -> bool {
        match (saw, self.sight.saw) {
            (None, None) => true,
            (Some(saw), Some(now)) => saw.plan == now.plan && self.only_nights_since(saw.last_fact),
            _ => false,
        }
    }

    /// What signing a wish would do, in the name of `by`.
    pub fn preview(&self, way: Option<Way>, wish: &Wish, by: &str) -> Preview {
        let plan_cap = self.plan().and_then(|plan| plan.cap);
        let highest = wish.steps.iter().map(|step| step.dose).max().unwrap_or_default();
        let order = Order {
            status: OrderStatus::Active,
            by: by.to_owned(),
            on: self.now.date_naive(),
            start: None,
            steps: wish.steps.clone(),
            cap: wish.cap.or_else(|| plan_cap.filter(|own| highest > *own).map(|_| highest)),
            stop_after: None,
            saw: wish.saw,
            replaces: None,
            note: wish.note.clone(),
        };
        let from = first_open_night(&self.journal, self.tonight);
        let plan = plan_in_force(&self.journal, from).or_else(|| upcoming(&self.journal, self.tonight));
        let moment = Moment {
            journal: &self.journal,
            parameters: parameters(),
            tonight: self.tonight,
            from: Some(from),
            typed_twice: wish.typed_twice,
        };
        let signed = plan_change::signed(&moment, &order);
        let stands = before_a_line(&self.journal, medicines(), parameters(), self.tonight);
        let now = self.step().map(|(_, step)| step.dose);
        let raises = now.is_some_and(|now| wish.steps.first().is_some_and(|step| step.dose > now));
        let obstacle = if !self.still_shows(wish.saw) {
            Some(Obstacle::Outdated)
        } else if wrong_way(way, now, wish.steps.first().map(|step| step.dose)) {
            Some(Obstacle::WrongWay)
        } else if raises && self.barred(&stands) {
            Some(Obstacle::Held)
        } else {
            signed.as_ref().err().map(|refusal| Obstacle::Plan(refusal.clone()))
        };
        Preview {
            differences: differences(&self.journal, plan, &order, from),
            from,
            obstacle,
            warnings: signed.map(|plan| plan.warnings).unwrap_or_default(),
            stands,
            effects: if raises { open_effects(&self.journal) } else { Vec::new() },
            above_signed: cap(highest, parameters()) >= Cap::NeedsSigned,
            order,
        }
    }

    /// Whether an opioid or an operation stands against every dose.
    fn barred(&self, stands: &[Reason]) -> bool {
        let held = hold::covering(&self.journal, self.tonight)
            .iter()
            .any(|one| matches!(one.reason, HoldReason::Opioid { .. } | HoldReason::Surgery { .. }));
        held || stands.iter().any(|reason| reason.verdict >= Verdict::Hold)
    }
}

fn wrong_way(way: Option<Way>, now: Option<Dose>, first: Option<Dose>) -> bool {
    match (way, now, first) {
        (Some(Way::Up), Some(now), Some(first)) => first <= now,
        (Some(Way::Down), Some(now), Some(first)) => first >= now,
        _ => false,
    }
}
