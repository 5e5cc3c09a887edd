//! Holds: they end by a decision only, and nothing advances under one.

use crate::life::{Life, mg, night, reported, signed, step};
use chrono::NaiveTime;
use nocte_core::catalogue;
use nocte_core::domain::hold::{HoldRefusal, begin, begin_surgery, covering, covers, end, holds, open_holds};
use nocte_core::domain::journal::Journal;
use nocte_core::domain::plan::HoldReason;
use nocte_core::domain::plan_change;
use nocte_core::domain::progress::PlanState;

fn earned() -> Life {
    let mut life = Life::with(vec![step("s1", "0.5", 2), step("s2", "1", 2), step("s3", "1.5", 2)]);
    life.take_to(1);
    life
}

#[test]
fn safety_16_a_hold_never_ends_by_itself() {
    let mut life = earned();
    let hold = life.hold(HoldReason::Patient, 2);
    life.tonight = 3_000;
    assert!(covering(&life.journal, night(3_000)).iter().any(|one| one.id == hold));
    assert_eq!(life.progress().state, PlanState::Held);
    let repeated = plan_change::repeat(&life.moment()).expect("a step may always be repeated");
    life.record(repeated);
    assert_eq!(open_holds(&life.journal).len(), 1, "a new version ends no hold either");
    assert!(life.blocks().contains(&"hold"));
}

#[test]
fn a_hold_ends_with_the_first_night_again() {
    let mut life = earned();
    let paused = life.hold(HoldReason::Patient, 2);
    life.tonight = 5;
    life.end_hold(paused, 6);
    assert!(!covering(&life.journal, night(5)).is_empty(), "tonight is still held");
    assert!(covering(&life.journal, night(6)).is_empty());
    assert!(open_holds(&life.journal).is_empty());
    let spans = holds(&life.journal);
    let one = spans.first().expect("the hold");
    let nights: Vec<i64> = (0..10).filter(|number| covers(one, night(*number))).collect();
    assert_eq!(nights, [2, 3, 4, 5]);
    assert_eq!(life.blocks(), ["hold"], "no step up on a held night");
    life.tonight = 6;
    assert!(life.progress().may_step_up);
}

#[test]
fn no_step_begins_inside_a_hold_that_begins_tomorrow() {
    let mut life = earned();
    life.hold(HoldReason::Surgery { on: night(9).date }, 2);
    assert_eq!(
        life.blocks(),
        ["hold"],
        "tonight is taken, so the step would begin tomorrow, inside the hold"
    );
}

#[test]
fn ended_twice_by_two_phones_the_longer_hold_counts() {
    let mut life = earned();
    let hold = life.hold(HoldReason::Patient, 2);
    life.tonight = 4;
    let early = end(&life.journal, hold, night(4), night(4)).expect("an open hold");
    life.end_hold(hold, 6);
    life.decide(early);
    assert!(!covering(&life.journal, night(5)).is_empty());
    assert!(covering(&life.journal, night(6)).is_empty());
}

#[test]
fn what_cannot_be_is_refused() {
    let mut life = earned();
    let past = begin(&life.journal, HoldReason::Patient, night(0), night(1));
    assert_eq!(past, Err(HoldRefusal::NightPast { night: night(0) }));
    let empty = Journal::default();
    assert_eq!(begin(&empty, HoldReason::Patient, night(0), night(0)), Err(HoldRefusal::NoPlan));
    let hold = life.hold(HoldReason::Clinician, 1);
    assert_eq!(end(&life.journal, hold, night(0), night(1)), Err(HoldRefusal::NightPast { night: night(0) }));
    let nobody = life.plan().id;
    assert_eq!(end(&life.journal, nobody, night(2), night(1)), Err(HoldRefusal::NoSuchHold));
    life.end_hold(hold, 2);
    assert_eq!(end(&life.journal, hold, night(3), night(1)), Err(HoldRefusal::AlreadyEnded));
}

#[test]
fn safety_21_full_days_lie_between_the_last_possible_dose_and_the_operation() {
    let parameters = catalogue::parameters();
    let operation = night(30).date;
    // Bedtime, the cutover, and the first night without a dose counted from the first of the month.
    let table = [
        ("22:30", "12:00", 22),
        ("00:30", "12:00", 22),
        ("20:00", "12:00", 22),
        ("19:00", "12:00", 23),
        ("09:00", "00:00", 23),
    ];
    for (bedtime, cutover, first) in table {
        let mut life = Life::with(vec![step("s1", "0.5", 2), step("s2", "1", 2)]);
        let time = |text| NaiveTime::parse_from_str(text, "%H:%M").expect("a time of day");
        life.journal.settings.bedtime = time(bedtime);
        life.journal.settings.cutover = time(cutover);
        let hold = begin_surgery(&life.journal, parameters, operation, night(0)).expect("a plan to hold");
        assert_eq!(hold.from, night(first), "bedtime {bedtime}");
        let bed = nocte_core::domain::night::civil(night(first - 1), time(cutover), time(bedtime));
        let last = bed + chrono::TimeDelta::minutes(i64::from(parameters.late_window_min.value));
        let gap = operation.and_time(NaiveTime::MIN) - last;
        let full = chrono::TimeDelta::hours(24 * i64::from(parameters.surgery_days.value));
        // Where the clock goes forward in between, an hour of it is not lived.
        let lived = gap - chrono::TimeDelta::hours(1);
        assert!(lived >= full, "the night before the hold is far enough");
        assert!(lived - chrono::TimeDelta::hours(24) < full, "and not a night too far");
    }
}

#[test]
fn safety_21_an_operation_within_the_days_holds_from_tonight_and_stays_held_after_its_date() {
    let mut life = earned();
    life.tonight = 2;
    let hold =
        begin_surgery(&life.journal, catalogue::parameters(), night(5).date, night(2)).expect("a plan");
    assert_eq!(hold.from, night(2));
    life.decide(hold);
    life.tonight = 60;
    assert_eq!(life.progress().state, PlanState::Held, "resuming is asked, never assumed");
}

#[test]
fn safety_15_going_back_is_allowed_in_a_hold() {
    let mut life = earned();
    life.step_up();
    life.tonight = 2;
    life.take_to(2);
    life.hold(HoldReason::Patient, 3);
    life.tonight = 3;
    let back = plan_change::back(&life.moment()).expect("always allowed");
    assert_eq!(back.first_dose(), Some(mg("0.5")));
    for agreement in [reported(), signed()] {
        assert!(plan_change::stop(&life.moment(), None, agreement).is_ok(), "and so is the stop");
    }
}
