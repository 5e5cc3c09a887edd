//! What holds for any plan: thousands of random lives over real zones, none of them likely, all of them possible.

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use jiff::Timestamp;
use jiff::tz::TimeZoneDatabase;
use nocte_core::domain::night::{Night, bedtime_fits, night_of, window_start};
use nocte_core::domain::reminder::{
    Delivered, Kind, LogEntry, LogStatus, NightStatus, Params, Pending, PlannedHold, PlannerPlan,
    PlannerState, PlannerStep, Snooze, diff, plan,
};
use nocte_core::domain::zone::{Transition, Trigger, ZoneWindow};
use nocte_tests::scene::Scene;
use proptest::prelude::*;
use std::collections::BTreeSet;
use std::sync::OnceLock;

/// Zones whose changes bite: at midnight, in the evening, by half an hour, by two, by a day.
const ZONES: [&str; 16] = [
    "Europe/Berlin",
    "America/New_York",
    "America/Santiago",
    "America/Havana",
    "America/Nuuk",
    "America/St_Johns",
    "Africa/Cairo",
    "Africa/Casablanca",
    "Asia/Beirut",
    "Asia/Gaza",
    "Atlantic/Azores",
    "Australia/Lord_Howe",
    "Antarctica/Troll",
    "Pacific/Apia",
    "Pacific/Chatham",
    "Asia/Kathmandu",
];

/// Each zone from 2009 to 2029.
fn windows() -> &'static [ZoneWindow] {
    static WINDOWS: OnceLock<Vec<ZoneWindow>> = OnceLock::new();
    WINDOWS.get_or_init(|| {
        let database = TimeZoneDatabase::bundled();
        let (from, to) = (Timestamp::from_second(1_230_768_000), Timestamp::from_second(1_893_456_000));
        let (from, to) = (from.expect("in range"), to.expect("in range"));
        let window = |name: &&str| {
            let zone = database.get(name).expect("a zone of the database");
            let changes = zone.following(from).take_while(|change| change.timestamp() < to);
            let transitions = changes.map(|change| Transition {
                at: DateTime::from_timestamp(change.timestamp().as_second(), 0).expect("in range"),
                offset_s: change.offset().seconds(),
            });
            let transitions = transitions.collect();
            let initial_offset_s = zone.to_offset(from).seconds();
            ZoneWindow { zone: (*name).to_owned(), initial_offset_s, transitions, until: None }
        };
        ZONES.iter().map(window).collect()
    })
}

fn status() -> impl Strategy<Value = LogStatus> {
    prop_oneof![
        5 => Just(LogStatus::Taken),
        2 => Just(LogStatus::Skipped),
        1 => Just(LogStatus::Unknown),
        1 => Just(LogStatus::Extra),
    ]
}

/// A wall time and cutover that fit each other.
fn bedtime() -> impl Strategy<Value = (NaiveTime, NaiveTime)> {
    let quarter = |n: u32| NaiveTime::from_hms_opt(n / 4, n % 4 * 15, 0).expect("a quarter of a day's hour");
    (0_u32..96, prop::bool::weighted(0.15)).prop_filter_map(
        "four hours from the cutover",
        move |(n, by_day)| {
            let cutover = quarter(if by_day { 0 } else { 48 });
            bedtime_fits(cutover, quarter(n)).then(|| (quarter(n), cutover))
        },
    )
}

fn params() -> impl Strategy<Value = Params> {
    let choices = (0_u32..70, prop::collection::vec(1_u32..150, 0..4), 1_u32..40, 0_u32..10, 0_u32..4);
    let more = (0_u32..8, prop::option::of(0_u8..7), any::<bool>(), 4_u32..80, prop::option::of(1_u32..40));
    (bedtime(), choices, more).prop_map(|((bedtime, cutover), choices, more)| Params {
        bedtime,
        cutover,
        lead_min: choices.0,
        followups_min: choices.1,
        horizon_nights: choices.2,
        followup_nights: choices.3,
        confirm_nights: choices.4,
        checkin_every_days: more.0,
        review_weekday: more.1.and_then(|day| chrono::Weekday::try_from(day).ok()),
        sentinels: more.2,
        budget: more.3,
        silence_nights: more.4,
        ..Params::default()
    })
}

/// Nights relative to tonight, as offsets in days; instants relative to now, as minutes.
#[derive(Debug, Clone)]
struct Raw {
    zone: usize,
    now: i64,
    params: Params,
    first: i64,
    lengths: Vec<i64>,
    ends: bool,
    log: Vec<(i64, LogStatus, i64)>,
    holds: Vec<(i64, Option<i64>)>,
    snooze: Option<(i64, u32)>,
    delivered: Vec<(i64, bool)>,
    stock: Option<u32>,
    expiry: Option<i64>,
    review: Option<i64>,
    changed: bool,
}

fn raw() -> impl Strategy<Value = Raw> {
    // Half the nights lie near a change of the clocks.
    let when = (0..ZONES.len(), any::<prop::sample::Index>(), any::<bool>(), -3000_i64..3000);
    let when = when.prop_map(|(zone, index, near, minutes)| {
        let changes = &windows()[zone].transitions;
        let base =
            if near && !changes.is_empty() { index.get(changes).at.timestamp() } else { 1_500_000_000 };
        (zone, base + minutes * 60 + if near { 0 } else { (minutes % 900) * 86_400 })
    });
    let steps = (-60_i64..6, prop::collection::vec(1_i64..40, 1..4), prop::bool::weighted(0.3));
    let log = prop::collection::vec((-40_i64..2, status(), -900_i64..900), 0..12);
    let holds = prop::collection::vec((-20_i64..30, prop::option::of(1_i64..20)), 0..3);
    let snooze = prop::option::of((-30_i64..300, 1_u32..4));
    let shade = prop::collection::vec((-1_i64..2, any::<bool>()), 0..3);
    let rest = (
        prop::option::of(0_u32..20),
        prop::option::of(-3_i64..20),
        prop::option::of(-3_i64..20),
        any::<bool>(),
    );
    (when, params(), steps, log, holds, snooze, shade, rest).prop_map(
        |(
            (zone, now),
            params,
            (first, lengths, ends),
            log,
            holds,
            snooze,
            delivered,
            (stock, expiry, review, changed),
        )| {
            Raw {
                zone,
                now,
                params,
                first,
                lengths,
                ends,
                log,
                holds,
                snooze,
                delivered,
                stock,
                expiry,
                review,
                changed,
            }
        },
    )
}

/// Makes the random numbers a life.
fn scene(raw: &Raw) -> Scene {
    let window = windows()[raw.zone].clone();
    let now = DateTime::from_timestamp(raw.now, 0).expect("in range");
    let tonight = night_of(&window, raw.params.cutover, now);
    let mut first = tonight.plus(raw.first);
    let mut steps = Vec::new();
    for (index, &length) in raw.lengths.iter().enumerate() {
        let last = (index + 1 < raw.lengths.len() || raw.ends).then(|| first.plus(length - 1));
        steps.push(PlannerStep { id: format!("s{}", index + 1), first_night: first, last_night: last });
        first = first.plus(length);
    }
    let log = raw.log.iter().map(|&(days, status, minutes)| {
        let night = tonight.plus(days);
        let start = window_start(&window, raw.params.cutover, night);
        LogEntry { night, status, at: start + TimeDelta::minutes(600 + minutes), source: None }
    });
    let holds = raw.holds.iter().map(|&(from, nights)| {
        let from_night = tonight.plus(from);
        PlannedHold { from_night, resumed_from: nights.map(|nights| from_night.plus(nights)) }
    });
    let delivered = raw.delivered.iter().map(|&(days, base)| {
        let which = if base { "base" } else { "fu1" };
        Delivered::from(format!("d/{}/{which}", tonight.plus(days)).as_str())
    });
    let state = PlannerState {
        log: log.collect(),
        holds: holds.collect(),
        delivered: delivered.collect(),
        snooze: raw.snooze.map(|(minutes, count)| Snooze {
            night: tonight,
            count,
            until: now + TimeDelta::minutes(minutes),
            bedtime: None,
        }),
        stock_doses: raw.stock,
        bottle_expiry: raw.expiry.map(|days| tonight.plus(days).date),
        changed_nights: if raw.changed { vec![tonight] } else { Vec::new() },
        ..PlannerState::default()
    };
    let plan = PlannerPlan { steps, reeval_night: raw.review.map(|days| tonight.plus(days)) };
    Scene { state, plan, params: raw.params.clone(), window, now }
}

/// The base reminder's own time, before any deferral.
fn base_of(scene: &Scene, night: Night) -> DateTime<Utc> {
    let bedtime = nocte_core::domain::night::civil(night, scene.params.cutover, scene.params.bedtime);
    scene.window.resolve(bedtime - TimeDelta::minutes(scene.params.lead_min.into())).instant
}

/// Does what a shell does; says whether anything was posted at once.
fn apply(scene: &mut Scene, phone: &mut Vec<Pending>) -> bool {
    let planned = scene.plan().notifications;
    let changes = diff(phone, &planned);
    phone.retain(|request| !changes.remove.contains(&request.id));
    for n in planned.iter().filter(|n| changes.add.contains(&n.id) || changes.replace.contains(&n.id)) {
        phone.retain(|request| request.id != n.id);
        if n.immediate {
            scene.state.delivered.push(Delivered { id: n.id.clone(), at: Some(n.at) });
        } else {
            phone.push(Pending { id: n.id.clone(), rev: n.rev() });
        }
    }
    planned.iter().any(|n| n.immediate)
}

fn swallowed(scene: &Scene) -> impl Iterator<Item = DateTime<Utc>> {
    scene.state.log.iter().filter(|entry| entry.status != LogStatus::Skipped).map(|entry| entry.at)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn b5_at_most_sixty_ids_once_and_no_two_bases_at_one_instant(raw in raw()) {
        let scene = scene(&raw);
        let planned = scene.plan();
        prop_assert_eq!(planned.fault, None);
        prop_assert!(planned.notifications.len() <= 60);
        prop_assert!(planned.notifications.len() <= scene.params.budget as usize);
        let ids: BTreeSet<&str> = planned.notifications.iter().map(|n| n.id.as_str()).collect();
        prop_assert_eq!(ids.len(), planned.notifications.len());
        let bases: Vec<_> = planned.notifications.iter().filter(|n| n.kind == Kind::Base).map(|n| n.at).collect();
        prop_assert_eq!(bases.iter().collect::<BTreeSet<_>>().len(), bases.len());
    }

    #[test]
    fn b2_every_open_night_of_the_horizon_has_its_base(raw in raw()) {
        let scene = scene(&raw);
        let planned = scene.plan();
        for night in planned.nights.iter().skip(1).filter(|night| night.status == NightStatus::Open) {
            let key = night.key.expect("an open night has a key");
            let count = planned.notifications.iter().filter(|n| n.kind == Kind::Base && n.night == Some(key)).count();
            prop_assert_eq!(count, 1, "{}", key);
        }
    }

    #[test]
    fn h1_d2_b0_nothing_in_a_hold_an_answered_night_or_past_the_steps(raw in raw()) {
        let scene = scene(&raw);
        for n in scene.plan().notifications {
            let Some(night) = n.night else { continue };
            prop_assert!(!scene.state.held(night), "{}", n.id);
            prop_assert!(scene.plan.step_of(night).is_some(), "{}", n.id);
            let start = window_start(&scene.window, scene.params.cutover, night);
            let answers = |e: &LogEntry| e.status.closes() && e.night.date == night.date && e.at >= start;
            prop_assert!(!scene.state.log.iter().any(answers), "{}", n.id);
        }
    }

    #[test]
    fn q1_nothing_louder_than_an_hour_after_the_base(raw in raw()) {
        let scene = scene(&raw);
        for n in scene.plan().notifications.iter().filter(|n| n.kind != Kind::Snooze && !n.quiet) {
            let Some(night) = n.night else { continue };
            let base = base_of(&scene, night);
            let gap = TimeDelta::minutes(scene.params.min_gap_min.into());
            let moved = swallowed(&scene).map(|at| at + gap).filter(|&at| at > base && at <= n.at).max();
            prop_assert!(n.at <= moved.unwrap_or(base) + TimeDelta::hours(1), "{} at {}", n.id, n.at);
        }
    }

    #[test]
    fn safety_14_no_reminder_within_the_least_gap_or_past_the_late_window(raw in raw()) {
        let scene = scene(&raw);
        let gap = TimeDelta::minutes(scene.params.min_gap_min.into());
        for n in scene.plan().notifications {
            let Some(night) = n.night else { continue };
            let near = |at: &DateTime<Utc>| *at < n.at && n.at - *at < gap;
            prop_assert_eq!(swallowed(&scene).find(near), None, "{}", n.id);
            let bedtime = base_of(&scene, night) + TimeDelta::minutes(scene.params.lead_min.into());
            let late = bedtime + TimeDelta::minutes(scene.params.late_window_min.into());
            // The lead is wall time: a change of the clocks within it moves bedtime by up to two hours.
            prop_assert!(n.at <= late + TimeDelta::hours(2), "{}", n.id);
            prop_assert!(n.at <= window_start(&scene.window, scene.params.cutover, night.next()), "{}", n.id);
        }
    }

    #[test]
    fn t3_everything_is_ahead_in_order_and_as_the_clock_shows_it(raw in raw()) {
        let scene = scene(&raw);
        let planned = scene.plan();
        prop_assert!(planned.notifications.windows(2).all(|pair| pair[0].at <= pair[1].at));
        for n in planned.notifications {
            prop_assert!(n.at > scene.now || (n.immediate && n.at == scene.now), "{}", n.id);
            prop_assert_eq!(n.local, scene.window.local(n.at));
            prop_assert_eq!(n.offset_s, scene.window.offset_at(n.at));
            if n.trigger == Trigger::Floating {
                prop_assert_eq!(scene.window.resolve(n.local).instant, n.at, "{}", n.id);
            }
        }
    }

    #[test]
    fn i5_plan_apply_plan_diff_is_empty(raw in raw(), held in prop::collection::vec("d/2[0-9]{3}|old-[0-9]", 0..4)) {
        let mut scene = scene(&raw);
        let mut phone: Vec<Pending> = held.into_iter().map(|id| Pending { id, rev: "x".to_owned() }).collect();
        // What is posted at once leaves room for one more under a full budget: then the second run adds it.
        let runs = if apply(&mut scene, &mut phone) { 2 } else { 1 };
        for _ in 1..runs {
            prop_assert!(!apply(&mut scene, &mut phone), "posted twice");
        }
        let rest = diff(&phone, &scene.plan().notifications);
        prop_assert!(rest.is_empty(), "{:?}", rest);
    }

    #[test]
    fn t1_the_order_in_which_facts_arrived_does_not_matter(raw in raw()) {
        let scene = scene(&raw);
        let mut turned = scene.clone();
        // One answer a night is the log's own promise (A3); only unordered lists are turned.
        turned.state.holds.reverse();
        turned.state.delivered.reverse();
        turned.params.expiry_lead_days.reverse();
        prop_assert_eq!(scene.plan(), turned.plan());
    }

    #[test]
    fn t4_a_short_snapshot_only_cuts(raw in raw(), hours in 0_i64..900) {
        let long = scene(&raw);
        let mut short = long.clone();
        let until = long.now + TimeDelta::hours(hours);
        short.window.until = Some(until);
        let planned = plan(&short.state, &short.plan, &short.params, short.now, &short.window);
        prop_assert!(planned.notifications.iter().all(|n| n.at <= until));
        prop_assert!(planned.nights.len() <= long.params.horizon_nights as usize);
    }
}
