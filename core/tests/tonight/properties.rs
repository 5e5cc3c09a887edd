//! Random lives: whatever is told in whatever order, *Tonight* keeps its promises.

use crate::life::{LADDER, Life, night, swallowed_at, told};
use chrono::{DateTime, TimeDelta, Utc};
use nocte_core::domain::bottle::BottleEndReason;
use nocte_core::domain::entry::DoseStatus;
use nocte_core::domain::hold;
use nocte_core::domain::logging::{Answer, LogRequest, LogResult, Swallowed, Told};
use nocte_core::domain::plan::{DecisionKind, HoldReason};
use nocte_core::domain::progress;
use nocte_core::domain::tonight::{Tonight, TonightState};
use proptest::prelude::*;

/// One thing that happens, and how many minutes after the last.
#[derive(Debug, Clone)]
enum Happens {
    Taken,
    TakenBefore(i64),
    Skipped,
    Unknown,
    Extra,
    Undo,
    Correct(bool),
    StepUp,
    Hold,
    EndHold,
    NewBottle,
    DiscardOne,
    Bedtime(u32),
    Answers,
    Fly(i32),
    Restore,
}

fn happening() -> impl Strategy<Value = Happens> {
    prop_oneof![
        8 => Just(Happens::Taken),
        2 => (0_i64..600).prop_map(Happens::TakenBefore),
        2 => Just(Happens::Skipped),
        2 => Just(Happens::Unknown),
        1 => Just(Happens::Extra),
        1 => Just(Happens::Undo),
        1 => any::<bool>().prop_map(Happens::Correct),
        1 => Just(Happens::StepUp),
        1 => Just(Happens::Hold),
        1 => Just(Happens::EndHold),
        1 => Just(Happens::NewBottle),
        1 => Just(Happens::DiscardOne),
        1 => (0_u32..24).prop_filter("four hours from the cutover", |hour| !(8..16).contains(hour)).prop_map(Happens::Bedtime),
        3 => Just(Happens::Answers),
        1 => (-10_i32..12).prop_map(Happens::Fly),
        1 => Just(Happens::Restore),
    ]
}

/// Lets it happen.
fn happen(life: &mut Life, what: &Happens, now: DateTime<Utc>) {
    let local = life.zone().local(now).format("%Y-%m-%dT%H:%M:%S").to_string();
    let tonight = life.tonight_at(now).night;
    let day = tonight.date.to_string();
    let next = tonight.next().date.to_string();
    let plan = life.last_plan().id;
    match what {
        Happens::Taken => drop(life.tell_at(&LogRequest::taken("phone"), now)),
        Happens::TakenBefore(minutes) => {
            let at = now - TimeDelta::minutes(*minutes);
            life.tell_at(&told(Answer::Taken(swallowed_at(at))), now);
        }
        Happens::Skipped => drop(life.tell_at(&told(Answer::Skipped), now)),
        Happens::Unknown => drop(life.tell_at(&told(Answer::Unknown), now)),
        Happens::Extra => drop(life.tell_at(&told(Answer::Extra(Swallowed::default())), now)),
        Happens::Undo => {
            let undo = Told::Undo { entry: None };
            life.tell_at(&LogRequest { told: undo, night: None, source: "phone".to_owned() }, now);
        }
        Happens::Correct(skipped) => {
            let to = if *skipped { Answer::Skipped } else { Answer::Taken(swallowed_at(now)) };
            let told = Told::Correct { entry: None, to };
            life.tell_at(&LogRequest { told, night: None, source: "phone".to_owned() }, now);
        }
        Happens::StepUp => {
            if let Some(up) = progress::progress(&life.journal(), tonight).and_then(|progress| progress.next)
            {
                life.decide(plan, DecisionKind::StepUp { to: up.id }, &next, &local);
            }
        }
        Happens::Hold => {
            life.decide(plan, DecisionKind::HoldBegin { reason: HoldReason::Patient }, &day, &local);
        }
        Happens::EndHold => {
            for open in hold::open_holds(&life.journal()) {
                life.decide(plan, DecisionKind::HoldEnd { hold: open.id }, &day, &local);
            }
        }
        Happens::NewBottle => {
            let letter = nocte_core::domain::supply::next_letter(&life.journal());
            life.bottle(&letter, &day, 50, if day.ends_with('1') { 100 } else { 50 }, "2027-12-31");
        }
        Happens::DiscardOne => {
            let journal = life.journal();
            let open =
                journal.bottles.iter().find(|one| journal.bottle_ends.iter().all(|end| end.bottle != one.id));
            if let Some(bottle) = open {
                life.end_bottle(bottle.id, BottleEndReason::Discarded, &local);
            }
        }
        Happens::Bedtime(hour) => life.bedtime(*hour, 0),
        Happens::Answers => life.no_to_all(&local),
        Happens::Fly(hours) => life.offset_s = hours * 3600,
        Happens::Restore => {
            life.restored(&local, &local);
        }
    }
}

/// What must hold of *Tonight* at any instant of any life.
fn keeps_its_promises(life: &Life, tonight: &Tonight, now: DateTime<Utc>) {
    let journal = life.journal();
    let shown = tonight.line.is_some() || !tonight.capsules.is_empty();
    assert_eq!(shown, tonight.reasons.is_empty(), "{:?} {:?}", tonight.state, tonight.reasons);
    if let Some(dose) = tonight.dose {
        let span =
            progress::confirmed_steps(&journal).into_iter().rev().find(|span| span.covers(tonight.night));
        assert_eq!(Some(dose), span.map(|span| span.dose), "the confirmed step's dose and no other");
    }
    if !shown {
        return;
    }
    assert!(tonight.state.open(), "{:?}", tonight.state);
    assert!(hold::covering(&journal, tonight.night).is_empty(), "a line in a hold");
    assert!(journal.restored_from.is_none(), "a line after an unconfirmed restore");
    assert!(journal.answers.len() >= 5, "a line with questions open");
    let times = tonight.times.expect("a line has a window");
    assert!(now <= times.closes, "a line after the window");
    for entry in &journal.doses {
        assert!(
            entry.night != tonight.night || entry.status == DoseStatus::Extra,
            "a line for an answered night"
        );
        if let Some(at) = entry.taken_at {
            assert!(now - at >= TimeDelta::hours(12), "a line within twelve hours of a dose");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    /// Never a line while held, asked, answered, over or within twelve hours; never another dose than the
    /// confirmed step's; and never two doses *suggested* within twelve hours of one another: every line shown
    /// is, in half of the lives, followed by a dose at that very moment.
    #[test]
    fn no_life_leads_to_a_line_that_must_not_be(
        happenings in prop::collection::vec((happening(), 1_i64..900), 1..40),
        obedient in any::<bool>(),
    ) {
        let mut life = Life::usual();
        let mut now = life.at("2026-11-01T18:00");
        let mut suggested: Option<DateTime<Utc>> = None;
        for (what, minutes) in &happenings {
            now += TimeDelta::minutes(*minutes);
            // Who takes every line as shown has nothing to take back.
            if obedient && matches!(what, Happens::Undo | Happens::Correct(_)) {
                continue;
            }
            happen(&mut life, what, now);
            let tonight = life.tonight_at(now);
            keeps_its_promises(&life, &tonight, now);
            if obedient && tonight.line.is_some() {
                let apart = suggested.is_none_or(|last| now - last >= TimeDelta::hours(12));
                prop_assert!(apart, "two doses suggested");
                let outcome = life.tell_at(&told(Answer::Taken(swallowed_at(now))), now);
                prop_assert!(outcome.result.stores(), "a dose shown can be told: {:?}", outcome.result);
                prop_assert_eq!(outcome.result, LogResult::Logged, "and is no mistake: {:?}", outcome.advice);
                prop_assert_eq!(life.tonight_at(now).line, None, "the line is gone once it is taken");
                suggested = Some(now);
            }
        }
    }

    /// Telling anything a second time adds no second *taken* to any night.
    #[test]
    fn telling_twice_never_adds_a_second_taken(
        happenings in prop::collection::vec((happening(), 1_i64..900), 1..40),
    ) {
        let mut life = Life::usual();
        let mut now = life.at("2026-11-01T18:00");
        for (what, minutes) in &happenings {
            now += TimeDelta::minutes(*minutes);
            happen(&mut life, what, now);
            if matches!(what, Happens::Taken | Happens::TakenBefore(_) | Happens::Skipped | Happens::Unknown) {
                let before = life.journal().doses.len();
                happen(&mut life, what, now);
                prop_assert_eq!(life.journal().doses.len(), before, "{:?} twice", what);
            }
            let journal = life.journal();
            for entry in journal.doses.iter().filter(|entry| entry.status == DoseStatus::Taken) {
                let of_night = journal.doses.iter().filter(|other| other.night == entry.night);
                prop_assert_eq!(of_night.filter(|other| other.status != DoseStatus::Extra).count(), 1);
            }
        }
    }

    /// The planner rings for no night that *Tonight* holds, has answered, or ended.
    #[test]
    fn nothing_rings_that_should_not(
        happenings in prop::collection::vec((happening(), 1_i64..900), 1..30),
    ) {
        let mut life = Life::usual();
        let mut now = life.at("2026-11-01T18:00");
        for (what, minutes) in &happenings {
            now += TimeDelta::minutes(*minutes);
            happen(&mut life, what, now);
        }
        let tonight = life.tonight_at(now);
        let local = life.zone().local(now).format("%Y-%m-%dT%H:%M:%S").to_string();
        let planned = life.reminders(&local);
        prop_assert_eq!(planned.fault, None);
        let journal = life.journal();
        for notice in &planned.notifications {
            let Some(of) = notice.night else { continue };
            prop_assert!(hold::covering(&journal, of).is_empty(), "{} rings in a hold", notice.id);
            let answered = journal.doses.iter().any(|e| e.night == of && e.status != DoseStatus::Extra);
            prop_assert!(!answered, "{} rings for an answered night", notice.id);
            if of == tonight.night {
                prop_assert!(tonight.state != TonightState::Unknown, "{} rings for an unknown night", notice.id);
            }
        }
    }
}

#[test]
fn the_usual_life_is_not_all_refusals() {
    // The properties above would hold of a *Tonight* that never shows anything.
    let mut life = Life::usual();
    for day in 1..=9 {
        let evening = format!("2026-11-0{day}T22:00");
        assert!(life.tonight(&evening).line.is_some(), "{evening}");
        assert_eq!(life.take(&evening).result, LogResult::Logged);
    }
    assert_eq!(progress::progress(&life.journal(), night("2026-11-09")).map(|p| p.nights_taken), Some(9));
    assert_eq!(LADDER.len(), life.last_plan().steps.len());
}
