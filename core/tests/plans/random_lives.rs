//! Random lives: whatever a patient logs, undoes and taps in whatever order, the invariants hold.
//!
//! A second, simpler book is kept beside the journal: which nights were answered how, which effects are open,
//! which holds are on. Each tap is judged from that book alone and must agree with the rules, both ways.

use crate::book::{Book, Felt};
use crate::life::{Life, gated, mg, night, reported, step};
use nocte_core::domain::amount::Dose;
use nocte_core::domain::entry::DoseStatus;
use nocte_core::domain::plan::{Gate, HoldReason, PlanTerms, Step};
use nocte_core::domain::plan_change;
use nocte_core::domain::progress::{
    confirm_clinician, confirmed_steps, rivals, say_symptom_free, step_up, upcoming,
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
    HoldBegins,
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
        1 => Just(Event::HoldBegins),
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

fn number_of(life: &Life, of: nocte_core::domain::night::Night) -> i64 {
    (life.tonight - 1..=life.tonight + 2).find(|number| night(*number) == of).expect("a night about now")
}

fn answered(life: &Life, number: i64) -> bool {
    life.journal.doses.iter().any(|entry| entry.night == night(number) && entry.status != DoseStatus::Extra)
}

/// Logs unless the night is answered; a phone refuses a second answer.
fn log(life: &mut Life, number: i64, status: DoseStatus) {
    if number >= 0 && (status == DoseStatus::Extra || !answered(life, number)) {
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

/// Plays one event; `true` if it made a decision or version that may change coming doses.
fn play(event: Event, life: &mut Life, book: &mut Book) -> Result<bool, TestCaseError> {
    let tonight = night(life.tonight);
    let changed = match event {
        Event::NextNight => {
            life.tonight += 1;
            if book.ahead == Some(life.tonight) {
                // A word or a confirmation since then was still about the step before.
                book.begin(life.tonight, life.tonight);
            }
            false
        }
        Event::Log(status) => {
            log(life, life.tonight, status);
            false
        }
        Event::LogLate(ago, status) => {
            log(life, life.tonight - ago, status);
            false
        }
        Event::Correct(entry, status) => {
            correct(life, entry, status);
            false
        }
        Event::Undo(entry) => {
            undo(life, entry);
            false
        }
        Event::EffectBegins(severity) => {
            let entry = life.effect("headache", severity);
            book.effects.push(Felt { entry, severity, began: life.tonight, ended: None });
            false
        }
        Event::EffectEnds => {
            if let Some(felt) = book.effects.iter_mut().rfind(|felt| felt.ended.is_none()) {
                felt.ended = Some(life.tonight);
                life.effect_entry("gone", felt.severity, EffectCourse::Resolved, Some(felt.entry));
            }
            false
        }
        Event::HoldBegins => {
            book.holds.push(life.hold(HoldReason::Patient, life.tonight));
            false
        }
        Event::HoldEnds => {
            // From tonight on: tonight is free again unless another hold lies over it.
            if let Some(hold) = book.holds.pop() {
                life.end_hold(hold, life.tonight);
                if book.holds.is_empty() {
                    book.held.remove(&life.tonight);
                }
            }
            false
        }
        Event::Tap => {
            let earned = book.earned(life);
            let before = life.progress();
            let decision = step_up(&life.journal, tonight);
            prop_assert_eq!(
                decision.is_ok(),
                earned,
                "tap at night {} with {:?}",
                life.tonight,
                before.blocks
            );
            if let Ok(decision) = decision {
                let from = number_of(life, decision.from);
                prop_assert!(!answered(life, from), "a step begins on an open night");
                book.begin(from, life.tonight);
                life.decide(decision);
            }
            earned
        }
        Event::SayFree => {
            if let Ok(decision) = say_symptom_free(&life.journal, tonight) {
                life.decide(decision);
                book.said = Some(life.tonight);
            }
            false
        }
        Event::ClinicianConfirms => {
            if let Ok(decision) = confirm_clinician(&life.journal, reported(), tonight) {
                life.decide(decision);
                book.confirmed = true;
            }
            false
        }
        Event::Repeat | Event::Back | Event::Halve | Event::Retitrate | Event::Recheck | Event::Change => {
            let moment = life.typed_twice();
            let plan = match event {
                Event::Repeat => plan_change::repeat(&moment),
                Event::Back => plan_change::back(&moment),
                Event::Halve => plan_change::halve(&moment, |dose| dose.ng() >= 100_000),
                Event::Retitrate => plan_change::retitrate(&moment, reported()),
                Event::Recheck => plan_change::recheck(&moment, None),
                _ => plan_change::change(
                    &moment,
                    vec![step("c1", "1", 2), step("c2", "2", 2)],
                    0,
                    None,
                    reported(),
                ),
            };
            let made = plan.is_ok();
            if let Ok(plan) = plan {
                let from = number_of(life, plan.effective_night);
                if matches!(event, Event::Back | Event::Halve) {
                    let present = life.dose_on(from);
                    prop_assert!(plan.first_dose() < present, "back and halve go down");
                }
                book.begin(from, life.tonight);
                life.record(plan);
            }
            made
        }
    };
    Ok(changed)
}

fn start(steps: Vec<Step>) -> Life {
    let terms = PlanTerms {
        on_reaction: vec![OnReaction::Halve { weeks_min: 1, weeks_max: 1 }],
        recheck: Some(Recheck { kind: RecheckKind::DownThenUp, months: None }),
        completed: Vec::new(),
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
            let (before, dose, tonight) = (history(&life), life.progress().dose, life.tonight);
            let changed = play(event, &mut life, &mut book)?;
            book.mark(life.tonight);
            // Two versions side by side are `two_phones`' subject; this book knows one.
            let now = night(life.tonight);
            if rivals(&life.journal, now).len() > 1 || (book.ahead.is_none() && upcoming(&life.journal, now).is_some()) {
                return Ok(());
            }

            // A change is forward-dated and never rewrites history; without one, nothing moves at all.
            for ((number, before), (_, after)) in before.into_iter().zip(history(&life)) {
                if !changed || number < tonight {
                    prop_assert_eq!(after, before, "night {} after {:?}", number, event);
                }
            }
            // Tonight's dose moves only by a decision or by the night on which one begins.
            if !changed && life.tonight == tonight {
                prop_assert_eq!(life.progress().dose, dose);
            }
            // Never above the cap, and never an end without a stop night.
            let spans = confirmed_steps(&life.journal);
            prop_assert!(spans.iter().all(|span| span.dose <= mg("2.5")));
            prop_assert_eq!(spans.last().map(|span| span.last), Some(None));
            // Spans touch and never overlap.
            for pair in spans.windows(2) {
                if let [one, other] = pair {
                    prop_assert_eq!(one.last.map(nocte_core::domain::night::Night::next), Some(other.first));
                }
            }
            // The count is the book's.
            if book.ahead.is_none() {
                prop_assert_eq!(life.progress().nights_taken as usize, book.counted(&life).len(), "{:?}", event);
            }
        }
    }
}
