//! Sixty-four bedtimes across a clock change: ours over the zone window, against bare jiff and the `rrule` crate.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc, Weekday};
use jiff::tz::{Offset, TimeZone};
use nocte_core::domain::night::{Night, civil};
use nocte_core::domain::reminder::{Params, PlannerPlan, PlannerState, PlannerStep, plan};
use nocte_core::domain::zone::{Transition, ZoneWindow};
use nocte_tests::bench::{Goal, Row, cpu_of, median, pair, print};
use rrule::RRuleSet;
use std::hint::black_box;

const NIGHTS: u32 = 64;

fn main() {
    let window = new_york();
    let first = NaiveDate::from_ymd_opt(2026, 10, 1).expect("a real date");
    let bedtime = NaiveTime::from_hms_opt(21, 30, 0).expect("a real time");
    let noon = NaiveTime::from_hms_opt(12, 0, 0).expect("a real time");
    let zone = TimeZone::get("America/New_York").expect("jiff's bundled zones have New York");
    let rule: RRuleSet = "DTSTART;TZID=America/New_York:20261001T213000\nRRULE:FREQ=DAILY;COUNT=64"
        .parse()
        .expect("a well-formed rule");

    let ours = || -> Vec<DateTime<Utc>> {
        let mut night = Night::of(first);
        (0..NIGHTS)
            .map(|_| {
                let instant = window.resolve(civil(night, noon, bedtime)).instant;
                night = night.next();
                instant
            })
            .collect()
    };
    let bare_jiff = || -> Vec<jiff::Timestamp> {
        let mut day = jiff::civil::date(2026, 10, 1);
        (0..NIGHTS)
            .map(|_| {
                let wall = day.at(21, 30, 0, 0);
                let instant = zone.to_ambiguous_timestamp(wall).compatible().expect("inside jiff's calendar");
                day = day.tomorrow().expect("inside jiff's calendar");
                instant
            })
            .collect()
    };
    let by_rrule = || rule.clone().all(64).dates;

    agree(&ours(), &bare_jiff(), &by_rrule().iter().map(|d| d.with_timezone(&Utc)).collect::<Vec<_>>());

    let per = f64::from(NIGHTS);
    let (a, b) = pair(15, 4_000, || _ = black_box(ours()), || _ = black_box(bare_jiff()));
    let (c, d) = pair(15, 1_500, || _ = black_box(ours()), || _ = black_box(by_rrule()));
    print(&[
        Row {
            id: "schedule.resolve_64_vs_jiff",
            ours: a / per,
            peer: Some(b / per),
            unit: "ns per bedtime",
            goal: Goal::AtMost(1.0),
            note: "peer: jiff 1.0 `to_ambiguous_timestamp().compatible()`".to_owned(),
        },
        Row {
            id: "schedule.resolve_64_vs_rrule",
            ours: c / per,
            peer: Some(d / per),
            unit: "ns per bedtime",
            goal: Goal::FasterBy(4.0),
            note: "peer: rrule 0.14, parsed once".to_owned(),
        },
        whole_plan(&window),
    ]);
}

/// The same instants from all three, or the figures compare nothing.
fn agree(ours: &[DateTime<Utc>], jiff: &[jiff::Timestamp], rrule: &[DateTime<Utc>]) {
    let ours: Vec<i64> = ours.iter().map(DateTime::timestamp).collect();
    assert_eq!(ours, jiff.iter().map(|t| t.as_second()).collect::<Vec<_>>(), "jiff disagrees");
    assert_eq!(ours, rrule.iter().map(DateTime::timestamp).collect::<Vec<_>>(), "rrule disagrees");
}

/// A whole reminder plan of 28 nights with everything switched on; no peer does the same.
fn whole_plan(window: &ZoneWindow) -> Row {
    let first = NaiveDate::from_ymd_opt(2026, 10, 1).expect("a real date");
    let step = PlannerStep { id: "s1".to_owned(), first_night: Night::of(first), last_night: None };
    let confirmed = PlannerPlan { steps: vec![step], reeval_night: None };
    let state = PlannerState {
        stock_doses: Some(3),
        bottle_expiry: Some(first + Days::new(12)),
        ..PlannerState::default()
    };
    let params = Params { checkin_every_days: 1, review_weekday: Some(Weekday::Sun), ..Params::default() };
    let now = first.and_hms_opt(16, 0, 0).expect("a real time").and_utc();
    let mut notifications = 0;
    let mut once =
        || notifications = black_box(plan(&state, &confirmed, &params, now, window)).notifications.len();
    let spent = median((0..15).map(|_| cpu_of(400, &mut once)).collect());
    Row {
        id: "schedule.plan_28_nights",
        ours: spent,
        peer: None,
        unit: "ns per plan",
        goal: Goal::None,
        note: format!("{notifications} notifications; no peer"),
    }
}

/// New York from jiff's own data, as a shell would hand it in.
fn new_york() -> ZoneWindow {
    let zone = TimeZone::get("America/New_York").expect("jiff's bundled zones have New York");
    let start: jiff::Timestamp = "2026-09-20T00:00:00Z".parse().expect("an instant");
    let end: jiff::Timestamp = "2027-01-10T00:00:00Z".parse().expect("an instant");
    let seconds = |offset: Offset| offset.seconds();
    ZoneWindow {
        zone: "America/New_York".to_owned(),
        initial_offset_s: seconds(zone.to_offset(start)),
        transitions: zone
            .following(start)
            .take_while(|t| t.timestamp() < end)
            .map(|t| Transition {
                at: DateTime::from_timestamp(t.timestamp().as_second(), 0).expect("inside chrono's calendar"),
                offset_s: seconds(t.offset()),
            })
            .collect(),
        until: None,
    }
}
