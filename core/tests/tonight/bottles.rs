//! The bottle, the syringe and the line (`safety.md` 8, 11, 12).

use crate::life::{LADDER, Life, date, night, swallowed_at, told};
use nocte_core::domain::amount::{Dose, Volume};
use nocte_core::domain::bottle::{BottleEndReason, DrawnFrom, Recipe};
use nocte_core::domain::entry::DoseStatus;
use nocte_core::domain::logging::{Advice, Answer, LogResult, Swallowed};
use nocte_core::domain::plan::DecisionKind;
use nocte_core::domain::ratio::Ratio;
use nocte_core::domain::setting::Choice;
use nocte_core::domain::syringe::Syringe;
use nocte_core::domain::tonight::{Change, Reason, Tonight};
use nocte_core::words::{self, Lang};

const EVENING: &str = "2026-11-01T22:00";

fn codes(tonight: &Tonight) -> Vec<&'static str> {
    tonight.reasons.iter().map(Reason::code).collect()
}

fn planned() -> Life {
    let mut life = Life::new();
    life.plan("2026-11-01", &LADDER);
    life
}

fn syringe(capacity_ul: u64, graduation_ul: u64) -> Syringe {
    Syringe::new(Volume::from_ul(capacity_ul), Volume::from_ul(graduation_ul)).expect("a whole multiple")
}

#[test]
fn safety_12_one_usable_bottle_gives_a_line_with_its_letter_and_strength() {
    let tonight = Life::usual().tonight(EVENING);
    assert_eq!(tonight.line, Some(Volume::from_ul(500)));
    assert_eq!(tonight.bottle.as_deref(), Some("A"));
    assert!(tonight.strength.is_some() && tonight.shake);
}

#[test]
fn safety_12_no_expired_warm_unnamed_or_discarded_bottle_gives_a_line() {
    let with = |change: &dyn Fn(&mut Life)| {
        let mut life = planned();
        change(&mut life);
        life.no_to_all("2026-11-01T12:30");
        life
    };
    let made = |life: &mut Life| life.bottle("A", "2026-11-01", 50, 50, "2026-11-14");
    let ended = |why| {
        move |life: &mut Life| {
            let bottle = life.bottle("A", "2026-11-01", 50, 50, "2026-11-14");
            life.end_bottle(bottle, why, "2026-11-01T13:00");
        }
    };
    let cases: Vec<(&str, Life)> = vec![
        ("no_bottle", with(&|_| {})),
        ("bottle_warm", with(&ended(BottleEndReason::LeftWarm))),
        ("no_bottle", with(&ended(BottleEndReason::Discarded))),
        ("no_bottle", with(&ended(BottleEndReason::Empty))),
        (
            "bottle_expired",
            with(&|life| {
                made(life);
                life.last_bottle().discard_by = date("2026-10-31");
            }),
        ),
        (
            "bottle_unnamed",
            with(&|life| {
                made(life);
                life.last_bottle().letter = " ".to_owned();
            }),
        ),
    ];
    for (code, mut life) in cases {
        let tonight = life.tonight(EVENING);
        assert_eq!((codes(&tonight), tonight.line), (vec![code], None));
        assert_eq!(tonight.dose, Some(Dose::from_ng(LADDER[0])), "the dose is said all the same");
        let outcome = life.take("2026-11-01T22:30");
        assert!(outcome.result.stores(), "{code}: a dose taken can still be logged");
        assert_eq!(life.journal().doses[0].amount_ng().map(Ratio::floor), Some(500_000), "{code}");
    }
}

#[test]
fn safety_12_two_open_bottles_are_never_guessed_between() {
    let mut life = Life::usual();
    let second = life.bottle("B", "2026-11-01", 50, 100, "2026-11-14");
    life.no_to_all("2026-11-01T13:00");
    let tonight = life.tonight(EVENING);
    assert_eq!(tonight.reasons, [Reason::TwoBottles { letters: vec!["A".to_owned(), "B".to_owned()] }]);
    assert_eq!((tonight.line, tonight.bottle), (None, None));
    let unsaid = life.clone().take("2026-11-01T22:30");
    assert_eq!(unsaid.result, LogResult::Logged);
    assert!(unsaid.advice.contains(&Advice::WhichBottle));
    let said = Swallowed { bottle: Some("b".to_owned()), ..Swallowed::default() };
    let said = life.clone().tell(&told(Answer::Taken(said)), "2026-11-01T22:30");
    let entry = said.entry.expect("logged");
    assert_eq!((entry.bottle.as_deref(), entry.volume), (Some("B"), Some(Volume::from_ul(1_000))));
    let other = Swallowed { bottle: Some("Q".to_owned()), ..Swallowed::default() };
    let other = life.clone().tell(&told(Answer::Taken(other)), "2026-11-01T22:30");
    assert_eq!(other.result, LogResult::RefusedBottle);
    life.end_bottle(second, BottleEndReason::Discarded, "2026-11-01T21:00");
    assert!(life.tonight(EVENING).line.is_some());
}

#[test]
fn safety_12_last_night_came_from_last_nights_bottle() {
    let mut life = Life::usual();
    let first = life.last_bottle().id;
    life.end_bottle(first, BottleEndReason::Discarded, "2026-11-02T08:00");
    life.bottle("B", "2026-11-02", 50, 100, "2026-11-14");
    let at = life.at("2026-11-01T22:30");
    let outcome = life.tell(&told(Answer::Taken(swallowed_at(at))), "2026-11-02T13:00");
    let entry = outcome.entry.expect("logged");
    assert_eq!((entry.bottle.as_deref(), entry.volume), (Some("A"), Some(Volume::from_ul(500))));
}

#[test]
fn a_stock_bottle_is_set_aside_only_where_the_dose_has_no_line_on_it() {
    let mut life = Life::new();
    life.plan("2026-11-01", &[50_000, 100_000]);
    let stock = life.bottle("A", "2026-11-01", 50, 50, "2026-12-31");
    life.last_bottle().syringe = syringe(1_000, 100);
    life.bottle("B", "2026-11-01", 1, 10, "2026-11-02");
    let take = Volume::from_ul(1_000);
    life.last_bottle().recipe = Recipe::SecondDilution;
    life.last_bottle().drawn_from = Some(DrawnFrom { bottle: stock, take });
    life.no_to_all("2026-11-01T12:30");
    let tonight = life.tonight(EVENING);
    assert_eq!((tonight.bottle.as_deref(), tonight.line), (Some("B"), Some(Volume::from_ul(500))));
    if let nocte_core::domain::fact::Fact::Bottle(bottle) = &mut life.facts[1] {
        bottle.syringe = syringe(1_000, 10);
    }
    assert_eq!(codes(&life.tonight(EVENING)), ["two_bottles"], "both have a line: asked, not guessed");
}

#[test]
fn safety_08_a_line_too_far_below_the_dose_or_shared_by_two_steps_is_refused() {
    let mut life = Life::new();
    life.plan("2026-11-01", &[950_000, 2_000_000]);
    life.bottle("A", "2026-11-01", 50, 50, "2026-12-31");
    life.last_bottle().syringe = syringe(3_000, 500);
    life.no_to_all("2026-11-01T12:30");
    let far = life.tonight(EVENING);
    assert_eq!((codes(&far), far.line), (vec!["rounded_too_far"], None), "0.5 mL is 47 % below 0.95 mg");
    let mut life = Life::new();
    life.plan("2026-11-01", &[1_000_000, 1_050_000]);
    life.bottle("A", "2026-11-01", 50, 50, "2026-12-31");
    life.last_bottle().syringe = syringe(3_000, 100);
    life.no_to_all("2026-11-01T12:30");
    let shared = life.tonight(EVENING);
    assert_eq!((codes(&shared), shared.line), (vec!["steps_share_a_line"], None));
}

#[test]
fn safety_11_every_change_shows_both_lines_until_a_dose_was_taken_with_it() {
    type Change_ = fn(&mut Life);
    let cases: [(&str, Change_, Vec<Change>); 3] = [
        (
            "a step",
            |life| {
                let plan = life.last_plan().id;
                let up = DecisionKind::StepUp { to: "s2".to_owned() };
                life.decide(plan, up, "2026-11-16", "2026-11-16T12:30");
            },
            vec![Change::Dose, Change::Line],
        ),
        (
            "a bottle of another strength",
            |life| {
                let old = life.last_bottle().id;
                life.end_bottle(old, BottleEndReason::Empty, "2026-11-16T12:10");
                life.bottle("B", "2026-11-16", 50, 100, "2026-11-30");
            },
            vec![Change::Strength, Change::Bottle, Change::Line],
        ),
        ("a syringe", |life| life.last_bottle().syringe = syringe(3_000, 100), vec![Change::Syringe]),
    ];
    for (name, change, what) in cases {
        let mut life = Life::usual();
        life.take_nights("2026-11-01", "2026-11-15");
        assert_eq!(life.tonight("2026-11-16T12:01").changed, None, "{name}: not before");
        change(&mut life);
        life.no_to_all("2026-11-16T13:00");
        let first = life.tonight("2026-11-16T22:00");
        let changed = first.changed.expect(name);
        assert_eq!(changed.what, what, "{name}");
        assert_eq!(changed.was_line, Some(Volume::from_ul(500)), "{name}");
        assert_eq!(changed.line, first.line, "{name}");
        // Left out that night: the next one is still the first with the change.
        life.tell(&told(Answer::Skipped), "2026-11-16T22:00");
        assert!(life.tonight("2026-11-17T22:00").changed.is_some(), "{name}");
        life.take("2026-11-17T22:30");
        assert_eq!(life.tonight("2026-11-18T22:00").changed, None, "{name}: known by then");
    }
}

#[test]
fn safety_12_a_bottle_with_nothing_left_gives_no_line() {
    let mut life = Life::new();
    life.plan("2026-11-01", &LADDER);
    life.bottle("A", "2026-11-01", 1, 1, "2026-12-31");
    life.no_to_all("2026-11-01T12:30");
    life.take_nights("2026-11-01", "2026-11-02");
    let tonight = life.tonight("2026-11-03T22:00");
    assert_eq!((codes(&tonight), tonight.line), (vec!["bottle_empty"], None), "1 mL was two doses");
}

#[test]
fn safety_11_no_line_slips_out_of_a_change_beside_a_reason_against_it() {
    let mut life = Life::usual();
    life.bedtime(3, 0);
    life.take("2026-11-02T06:30");
    life.bedtime(19, 0);
    life.last_bottle().syringe = syringe(3_000, 100);
    let tonight = life.tonight("2026-11-02T18:00");
    assert_eq!(codes(&tonight), ["too_soon"]);
    let changed = tonight.changed.expect("another syringe");
    assert_eq!((changed.was_line, changed.line), (Some(Volume::from_ul(500)), None));
}

#[test]
fn safety_11_on_a_changed_night_the_notice_offers_open_only() {
    let mut life = Life::usual();
    life.take_nights("2026-11-01", "2026-11-15");
    let plan = life.last_plan().id;
    let quiet = life.reminders("2026-11-16T12:30");
    assert!(quiet.notifications.iter().all(|notice| !notice.open_only), "{:?}", quiet.notifications[0]);
    life.decide(plan, DecisionKind::StepUp { to: "s2".to_owned() }, "2026-11-17", "2026-11-16T12:30");
    life.no_to_all("2026-11-16T13:00");
    let marked = |life: &Life| -> Vec<(String, bool)> {
        let planned = life.reminders("2026-11-16T14:00").notifications;
        let bases = planned.into_iter().filter(|notice| notice.id.ends_with("/base"));
        bases.take(2).map(|notice| (notice.id, notice.open_only)).collect()
    };
    assert_eq!(
        marked(&life),
        [("d/2026-11-16/base".to_owned(), false), ("d/2026-11-17/base".to_owned(), true)]
    );
}

#[test]
fn safety_15_a_detailed_notice_names_the_dose_of_an_earned_step_and_of_no_other() {
    let mut life = Life::usual();
    life.take_nights("2026-11-01", "2026-11-15");
    let told = |life: &Life, at: &str, lang| words::tonight::detail(&life.tonight(at), lang);
    assert_eq!(told(&life, "2026-11-16T22:00", Lang::En).as_deref(), Some("Naltrexone 0.5\u{a0}mg"));
    let plan = life.last_plan().id;
    life.decide(plan, DecisionKind::StepUp { to: "s2".to_owned() }, "2026-11-16", "2026-11-16T12:30");
    assert_eq!(told(&life, "2026-11-16T22:00", Lang::En), None, "a question stands open");
    life.no_to_all("2026-11-16T13:00");
    let new = told(&life, "2026-11-16T22:00", Lang::De);
    assert_eq!(new.as_deref(), Some("Naltrexon 1\u{a0}mg, neu seit heute"));
    life.take("2026-11-16T22:10");
    assert_eq!(told(&life, "2026-11-16T22:20", Lang::En), None, "nothing is to be taken any more");
}

#[test]
fn the_first_dose_ever_is_no_change_and_capsules_need_no_bottle() {
    let mut life = planned();
    life.set(Choice::Capsules { strengths: vec![Dose::from_ng(250_000), Dose::from_ng(500_000)] });
    life.no_to_all("2026-11-01T12:30");
    let tonight = life.tonight(EVENING);
    assert_eq!((tonight.changed, tonight.line), (None, None));
    assert_eq!(tonight.capsules, [Dose::from_ng(500_000)]);
    assert!(tonight.reasons.is_empty(), "{:?}", tonight.reasons);
    let outcome = life.take(EVENING);
    let entry = outcome.entry.expect("logged");
    assert_eq!((outcome.result, entry.status), (LogResult::Logged, DoseStatus::Taken));
    assert_eq!((entry.bottle, entry.volume, entry.night), (None, None, night("2026-11-01")));
    life.last_plan().steps[0].dose = Dose::from_ng(300_000);
    assert_eq!(codes(&life.tonight("2026-11-02T22:00")), ["no_capsule_sum"]);
}
