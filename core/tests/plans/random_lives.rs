//! Random lives: whatever a patient logs, undoes and taps in whatever order, the invariants hold.
//!
//! A second, simpler book is kept beside the journal: which nights were answered how, which effects are open,
//! which holds are on. Each tap is judged from that book alone and must agree with the rules, both ways.

use crate::book::{Book, Felt, Held};
use crate::life::{Life, gated, mg, night, reported, step};
use nocte_core::domain::amount::Dose;
use nocte_core::domain::entry::{DoseStatus, StepRef};
use nocte_core::domain::night::Night;
use nocte_core::domain::plan::{Gate, HoldReason, PlanTerms, Step};
use nocte_core::domain::plan_change;
use nocte_core::domain::progress::{
    StepSpan, confirm_clinician, confirmed_steps, rivals, say_symptom_free, step_up,
};
use nocte_core::domain::protocol::{OnReaction, Recheck, RecheckKind};
use nocte_core::domain::symptom::{EffectCourse, Severity};
use proptest::prelude::*;

/// What can happen on an evening.
#[derive(Debug, Clone, Copy)]
enum Event {
    NextNight,
    Log(DoseStatus),
    LogLate(i64, DoseStatus),
    Correct(usize, DoseStatus),
    Undo(usize),
    EffectBegins(Severity),
    EffectEnds,
    HoldBegins(i64),
    HoldEnds,
    Tap,
    SayFree,
    ClinicianConfirms,
    Repeat,
    Back,
    Halve,
    Retitrate,
    Recheck,
    Change,
}

fn status() -> impl Strategy<Value = DoseStatus> {
    prop_oneof![
        6 => Just(DoseStatus::Taken),
        1 => Just(DoseStatus::Skipped),
        1 => Just(DoseStatus::Unknown),
        1 => Just(DoseStatus::Extra),
    ]
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        20 => Just(Event::NextNight),
        16 => status().prop_map(Event::Log),
        3 => ((1_i64..6), status()).prop_map(|(ago, status)| Event::LogLate(ago, status)),
        2 => ((0_usize..8), status()).prop_map(|(entry, status)| Event::Correct(entry, status)),
        1 => (0_usize..8).prop_map(Event::Undo),
        2 => prop_oneof![Just(Severity::Mild), Just(Severity::Moderate), Just(Severity::Severe)]
            .prop_map(Event::EffectBegins),
        3 => Just(Event::EffectEnds),
        1 => (0_i64..3).prop_map(Event::HoldBegins),
        2 => Just(Event::HoldEnds),
        14 => Just(Event::Tap),
        5 => Just(Event::SayFree),
        5 => Just(Event::ClinicianConfirms),
        1 => Just(Event::Repeat),
        1 => Just(Event::Back),
        1 => Just(Event::Halve),
        1 => Just(Event::Retitrate),
        1 => Just(Event::Recheck),
        1 => Just(Event::Change),
    ]
}

fn gate() -> impl Strategy<Value = Gate> {
    prop_oneof![
        3 => Just(Gate::Nights),
        2 => (1_u32..4).prop_map(|nights| Gate::SymptomFree { nights }),
        1 => Just(Gate::Patient),
        1 => Just(Gate::Clinician),
    ]
}

fn ladder() -> impl Strategy<Value = Vec<Step>> {
    prop::collection::vec(((1_u32..4), gate()), 3..6).prop_map(|steps| {
        let doses = ["0.5", "1", "1.5", "2", "2.5"];
        steps
            .into_iter()
            .zip(doses)
            .enumerate()
            .map(|(index, ((nights, gate), dose))| gated(&format!("s{}", index + 1), dose, nights, gate))
            .collect()
    })
}

/// The doses of all nights as confirmed, for comparison.
fn history(life: &Life) -> Vec<(i64, Option<Dose>)> {
    let spans = confirmed_steps(&life.journal);
    let dose = |number| spans.iter().find(|span| span.covers(night(number))).map(|span| span.dose);
    (0..=life.tonight + 2).map(|number| (number, dose(number))).collect()
}

fn answered(life: &Life, night: Night) -> bool {
    life.journal.doses.iter().any(|entry| entry.night == night && entry.status != DoseStatus::Extra)
}

/// Logs unless the night is answered; a phone refuses a second answer.
fn log(life: &mut Life, number: i64, status: DoseStatus) {
    if number >= 0 && (status == DoseStatus::Extra || !answered(life, night(number))) {
        life.log(number, status);
    }
}

fn correct(life: &mut Life, back: usize, status: DoseStatus) {
    let place = life.journal.doses.len().checked_sub(1 + back);
    if let Some(entry) = place.and_then(|place| life.journal.doses.get_mut(place))
        && entry.status != DoseStatus::Extra
        && status != DoseStatus::Extra
    {
        entry.status = status;
    }
}

fn undo(life: &mut Life, back: usize) {
    if let Some(place) = life.journal.doses.len().checked_sub(1 + back) {
        life.journal.doses.remove(place);
    }
}

/// Plays one event; `true` if it made a decision or version that changes coming doses.
fn play(event: Event, life: &mut Life, book: &mut Book) -> Result<bool, TestCaseError> {
    let tonight = night(life.tonight);
    match event {
        Event::NextNight => life.tonight += 1,
        Event::Log(status) => log(life, life.tonight, status),
        Event::LogLate(ago, status) => log(life, life.tonight - ago, status),
        Event::Correct(entry, status) => correct(life, entry, status),
        Event::Undo(entry) => undo(life, entry),
        Event::EffectBegins(severity) => {
            let entry = life.effect("headache", severity);
            book.effects.push(Felt { entry, severity, began: life.tonight, ended: None });
        }
        Event::EffectEnds => {
            if let Some(felt) = book.effects.iter_mut().rfind(|felt| felt.ended.is_none()) {
                felt.ended = Some(life.tonight);
                life.effect_entry("gone", felt.severity, EffectCourse::Resolved, Some(felt.entry));
            }
        }
        Event::HoldBegins(later) => {
            let from = life.tonight + later;
            let id = life.hold(HoldReason::Patient, from);
            book.holds.push(Held { id, from, until: None });
        }
        Event::HoldEnds => {
            if let Some(hold) = book.holds.iter_mut().rfind(|hold| hold.until.is_none()) {
                hold.until = Some(life.tonight);
                life.end_hold(hold.id, life.tonight);
            }
        }
        Event::SayFree => {
            if let Ok(decision) = say_symptom_free(&life.journal, tonight) {
                book.said.insert(present(life), life.tonight);
                life.decide(decision);
            }
        }
        Event::ClinicianConfirms => {
            if let Ok(decision) = confirm_clinician(&life.journal, reported(), tonight) {
                book.confirmed.insert(present(life));
                life.decide(decision);
            }
        }
        Event::Tap => return tap(life, book),
        Event::Repeat | Event::Back | Event::Halve | Event::Retitrate | Event::Recheck | Event::Change => {
            return change(event, life);
        }
    }
    Ok(false)
}

fn present(life: &Life) -> StepRef {
    StepRef { plan: life.plan().id, step: life.progress().step }
}

/// A tap works exactly when the book says it is earned, and begins the next step on an open night.
fn tap(life: &mut Life, book: &Book) -> Result<bool, TestCaseError> {
    let (earned, before) = (book.earned(life), life.progress());
    let decision = step_up(&life.journal, night(life.tonight));
    prop_assert_eq!(decision.is_ok(), earned, "tap at night {} with {:?}", life.tonight, before.blocks);
    if let (Ok(decision), Some(next)) = (decision, before.next) {
        let from = decision.from;
        prop_assert!(from >= night(life.tonight) && !answered(life, from), "a step begins on an open night");
        life.decide(decision);
        let spans = confirmed_steps(&life.journal);
        let begun = spans.iter().find(|span| span.covers(from)).map(|span| span.dose);
        prop_assert_eq!(begun, Some(next.dose));
    }
    Ok(earned)
}

/// A new version begins on an open night; back and halve go down.
fn change(event: Event, life: &mut Life) -> Result<bool, TestCaseError> {
    let moment = life.typed_twice();
    let plan = match event {
        Event::Repeat => plan_change::repeat(&moment),
        Event::Back => plan_change::back(&moment),
        Event::Halve => plan_change::halve(&moment, |dose| dose.ng() >= 100_000),
        Event::Retitrate => plan_change::retitrate(&moment, reported()),
        Event::Recheck => plan_change::recheck(&moment, None),
        _ => plan_change::change(&moment, vec![step("c1", "1", 2), step("c2", "2", 2)], 0, None, reported()),
    };
    let Ok(plan) = plan else { return Ok(false) };
    let from = plan.effective_night;
    prop_assert!(from >= night(life.tonight) && !answered(life, from), "a version begins on an open night");
    if matches!(event, Event::Back | Event::Halve) {
        let spans = confirmed_steps(&life.journal);
        let now = spans.iter().find(|span| span.covers(from)).map(|span| span.dose);
        prop_assert!(plan.first_dose() < now, "back and halve go down");
    }
    life.record(plan);
    Ok(true)
}

/// No step begins tonight or tomorrow over an open effect, in a hold, or on too few nights, unless it was lived.
fn nothing_begins_unearned(life: &Life, book: &Book) -> Result<(), TestCaseError> {
    let spans = confirmed_steps(&life.journal);
    for pair in spans.windows(2) {
        let [before, after] = pair else { continue };
        prop_assert_eq!(before.last.map(Night::next), Some(after.first), "spans touch and never overlap");
        if before.step.plan != after.step.plan {
            continue;
        }
        let plan = life.journal.plans.iter().find(|plan| plan.id == after.step.plan).expect("its version");
        let index =
            |of: &StepSpan| plan.steps.iter().position(|step| step.id == of.step.step).expect("its step");
        prop_assert_eq!(index(before) + 1, index(after), "one step at a time");
        for number in [life.tonight, life.tonight + 1] {
            if night(number) == after.first && !answered(life, after.first) {
                prop_assert!(!book.bad(), "a step begins over an open effect");
                prop_assert!(!book.held(number), "a step begins in a hold");
                let least = plan.steps.get(index(before)).map_or(0, |step| step.min_nights as usize);
                prop_assert!(book.counted(life, before, number - 1).len() >= least, "too few nights");
            }
        }
    }
    Ok(())
}

/// What an event without a decision may not move: nights that were answered, nor any past night, except that a
/// night nobody answered can fall back to the step before when the log behind a tap is corrected.
fn may_move(event: Event, number: i64, tonight: i64, life: &Life) -> bool {
    let log = matches!(event, Event::Undo(_) | Event::Correct(..) | Event::LogLate(..));
    let coming = matches!(
        event,
        Event::Log(_) | Event::EffectBegins(_) | Event::EffectEnds | Event::HoldBegins(_) | Event::HoldEnds
    );
    !answered(life, night(number)) && (log || (coming && number >= tonight))
}

fn start(steps: Vec<Step>) -> Life {
    let terms = PlanTerms {
        on_reaction: vec![OnReaction::Halve { weeks_min: 1, weeks_max: 1 }],
        recheck: Some(Recheck { kind: RecheckKind::DownThenUp, months: None }),
        ..PlanTerms::default()
    };
    Life::with_terms(steps, Some(mg("2.5")), terms)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_life_breaks_an_invariant(steps in ladder(), events in prop::collection::vec(event(), 1..160)) {
        let mut life = start(steps);
        let mut book = Book::default();
        for event in events {
            let (before, tonight) = (history(&life), life.tonight);
            let changed = play(event, &mut life, &mut book)?;
            // Two versions side by side are `two_phones`' subject; this book knows one.
            let now = night(life.tonight);
            let several = life.journal.plans.iter().filter(|plan| plan.effective_night > now).count() > 1;
            if several || rivals(&life.journal, now).len() > 1 || rivals(&life.journal, now.next()).len() > 1 {
                return Ok(());
            }

            // A change is forward-dated and never rewrites history.
            for ((number, before), (_, after)) in before.into_iter().zip(history(&life)) {
                if (changed && number >= tonight) || may_move(event, number, tonight, &life) {
                    continue;
                }
                prop_assert_eq!(after, before, "night {} after {:?}", number, event);
            }
            nothing_begins_unearned(&life, &book)?;
            // Never above the cap, and never an end without a stop night.
            let spans = confirmed_steps(&life.journal);
            prop_assert!(spans.iter().all(|span| span.dose <= mg("2.5")));
            prop_assert_eq!(spans.last().map(|span| span.last), Some(None));
            // The count is the book's.
            let span = spans.iter().find(|span| span.covers(now)).expect("every night has a step");
            let counted = book.counted(&life, span, life.tonight).len();
            prop_assert_eq!(life.progress().nights_taken as usize, counted, "{:?}", event);
        }
    }
}
