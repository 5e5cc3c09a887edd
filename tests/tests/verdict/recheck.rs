//! The re-check's own verdict, and where it got worse: both from the same weeks and the same interval.

use super::{night, scores};
use nocte_core::catalogue::parameters;
use nocte_core::domain::amount::Dose;
use nocte_core::domain::entry::DoseEntry;
use nocte_core::domain::fact_id::FactId;
use nocte_core::domain::journal::Journal;
use nocte_core::domain::plan::{Decision, DecisionKind, Gate, HoldReason, PlanReason, PlanVersion, Step};
use nocte_core::domain::response::{LastGoodDose, RecheckVerdict, last_good_dose, ratings, recheck_result};
use nocte_core::words::{Lang, course};
use nocte_tests::facts;

const USUAL: Dose = Dose::from_ng(4_500_000);
const LOWER: Dose = Dose::from_ng(3_000_000);

fn step(id: &str, dose: Dose) -> Step {
    Step { id: id.to_owned(), dose, min_nights: 14, max_nights: None, gate: Gate::Nights }
}

fn decision(id: u128, plan: FactId, kind: DecisionKind, day: i64) -> Decision {
    Decision { id: FactId(id), plan, kind, from: night(day), stamp: facts::stamp(0) }
}

/// On the usual dose from day 0, a re-check from day 100 on: its legs begin on days 100, 114 and 128.
fn rechecked(legs: usize) -> Journal {
    let first = PlanVersion { effective_night: night(0), steps: vec![step("s1", USUAL)], ..facts::plan() };
    let second = PlanVersion {
        id: FactId(500),
        version: 2,
        follows: Some(first.id),
        effective_night: night(100),
        reason: PlanReason::Recheck,
        steps: vec![step("r1", USUAL), step("r2", LOWER), step("r3", USUAL)],
        start_step: 0,
        ..facts::plan()
    };
    let taps = [("r2", 114), ("r3", 128)].into_iter().take(legs.saturating_sub(1));
    let taps = taps
        .zip(600_u128..)
        .map(|((to, day), id)| decision(id, second.id, DecisionKind::StepUp { to: to.to_owned() }, day));
    let decisions = taps.collect();
    let dose =
        |day: i64| DoseEntry { night: night(day), step: None, ..facts::dose(0, 1_000 + day.unsigned_abs()) };
    Journal {
        decisions,
        plans: vec![first, second],
        doses: (0..200).map(dose).collect(),
        ..Journal::default()
    }
}

fn verdict(journal: &Journal, lower: u8, today: i64) -> RecheckVerdict {
    let level = |day: i64| (if (114..128).contains(&day) { lower } else { 3 }) + u8::from(day % 5 == 0);
    let all = scores((0..200).map(|day| (day, level(day))));
    let rated = ratings(&all, "pain", night(today));
    let result = recheck_result(journal, &rated, parameters(), night(today)).expect("there was one");
    assert_eq!((result.usual, result.lower), (USUAL, LOWER));
    result.verdict
}

#[test]
fn a_recheck_runs_leg_by_leg_and_is_judged_when_all_three_are_lived() {
    assert_eq!(verdict(&rechecked(1), 3, 103), RecheckVerdict::Running { leg: 1, taken: 4, needed: 14 });
    assert_eq!(verdict(&rechecked(2), 3, 120), RecheckVerdict::Running { leg: 2, taken: 7, needed: 14 });
    assert_eq!(verdict(&rechecked(3), 3, 130), RecheckVerdict::Running { leg: 3, taken: 3, needed: 14 });
    let RecheckVerdict::LowerWorse(by) = verdict(&rechecked(3), 8, 141) else { panic!("clearly worse") };
    assert!(by.low > 0 && by.change > 400, "{by:?}");
    let RecheckVerdict::LowerBetter(by) = verdict(&rechecked(3), 0, 141) else { panic!("clearly better") };
    assert!(by.low > 0, "told as it is: better on the lower dose, by so much");
    assert!(matches!(verdict(&rechecked(3), 3, 141), RecheckVerdict::NoClearDifference(_)));
    let never = Journal { plans: rechecked(1).plans.drain(..1).collect(), ..Journal::default() };
    assert_eq!(recheck_result(&never, &[], parameters(), night(90)), None);
}

#[test]
fn a_recheck_with_a_hold_in_it_or_ended_early_is_not_compared() {
    let mut held = rechecked(3);
    let plan = held.plans[1].id;
    held.decisions.push(decision(700, plan, DecisionKind::HoldBegin { reason: HoldReason::Patient }, 116));
    held.decisions.push(decision(701, plan, DecisionKind::HoldEnd { hold: FactId(700) }, 118));
    assert_eq!(verdict(&held, 8, 141), RecheckVerdict::Cancelled);
    let mut ended = rechecked(2);
    let low = ended.plans[1].clone();
    ended.plans.push(PlanVersion {
        id: FactId(501),
        version: 3,
        follows: Some(low.id),
        effective_night: night(119),
        start_step: 2,
        ..low
    });
    assert_eq!(verdict(&ended, 8, 141), RecheckVerdict::Cancelled);
}

#[test]
fn unrated_weeks_give_no_interval() {
    let thin = scores((100..142).filter(|day| day % 3 == 0).map(|day| (day, 5)));
    let rated = ratings(&thin, "pain", night(141));
    let result = recheck_result(&rechecked(3), &rated, parameters(), night(141)).expect("there was one");
    assert_eq!(result.verdict, RecheckVerdict::NotEnoughNights { usual: 0, lower: 0 });
}

#[test]
fn safety_29_a_recheck_never_says_that_it_works_and_proposes_no_dose() {
    for (lower, today) in [(8, 141), (0, 141), (3, 141), (3, 130)] {
        let level = |day: i64| if (114..128).contains(&day) { lower } else { 3 + u8::from(day % 5 == 0) };
        let all = scores((0..200).map(|day| (day, level(day))));
        let rated = ratings(&all, "pain", night(today));
        let result = recheck_result(&rechecked(3), &rated, parameters(), night(today)).expect("one");
        for lang in [Lang::En, Lang::De] {
            let text = course::recheck(&result, "pain", lang).to_lowercase();
            for word in ["work", "wirkt", "should", "solltest", "take ", "nimm"] {
                assert!(!text.contains(word), "{text}");
            }
        }
    }
}

#[test]
fn safety_29_the_last_good_dose_comes_with_its_interval_or_not_at_all() {
    let climb = PlanVersion {
        effective_night: night(0),
        steps: vec![step("s1", LOWER), step("s2", USUAL)],
        ..facts::plan()
    };
    let up = decision(600, climb.id, DecisionKind::StepUp { to: "s2".to_owned() }, 28);
    let dose =
        |day: i64| DoseEntry { night: night(day), step: None, ..facts::dose(0, 1_000 + day.unsigned_abs()) };
    let doses = (0..60).map(dose).collect();
    let journal = Journal { plans: vec![climb], decisions: vec![up], doses, ..Journal::default() };
    let found = |before: u8, after: u8, nights: i64| {
        let level = move |day: i64| (if day < 28 { before } else { after }) + u8::from(day % 5 == 0);
        let all = scores((0..nights).map(move |day| (day, level(day))));
        let rated = ratings(&all, "pain", night(nights - 1));
        last_good_dose(&journal, &rated, parameters(), night(nights - 1))
    };
    let LastGoodDose { dose, worse_on, by } = found(3, 7, 56).expect("clearly worse");
    assert_eq!((dose, worse_on), (LOWER, USUAL));
    assert!(by.low > 0 && by.low <= by.change && by.change <= by.high, "{by:?}");
    assert_eq!(found(7, 3, 56), None, "better is no reason");
    assert_eq!(found(5, 5, 56), None, "chance is no reason");
    assert_eq!(found(3, 7, 36), None, "one week is too little to say");
}
