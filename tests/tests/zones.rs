//! Our wall-clock arithmetic against jiff's, over all IANA zones and forty years of transitions, and against the
//! `rrule` crate's next bedtimes. The zone data are jiff's bundled ones; the core itself links none.

use chrono::{DateTime, Datelike, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Utc};
use jiff::Timestamp;
use jiff::tz::{AmbiguousOffset, TimeZone, TimeZoneDatabase};
use nocte_core::domain::night::{Night, civil, night_of, window_start};
use nocte_core::domain::zone::{Resolution, Transition, Trigger, ZoneWindow};
use std::collections::BTreeMap;

const FROM: &str = "1990-01-01T00:00:00Z";
const TO: &str = "2030-01-01T00:00:00Z";

fn instant(text: &str) -> DateTime<Utc> {
    text.parse().expect("a literal instant")
}

fn to_jiff(instant: DateTime<Utc>) -> Timestamp {
    Timestamp::from_second(instant.timestamp()).expect("within jiff's calendar")
}

fn to_chrono(timestamp: Timestamp) -> DateTime<Utc> {
    DateTime::from_timestamp(timestamp.as_second(), 0).expect("within chrono's calendar")
}

fn to_civil(wall: NaiveDateTime) -> jiff::civil::DateTime {
    let part = |value: u32| i8::try_from(value).expect("below sixty");
    let year = i16::try_from(wall.year()).expect("within jiff's calendar");
    let date = jiff::civil::date(year, part(wall.month()), part(wall.day()));
    date.at(part(wall.hour()), part(wall.minute()), part(wall.second()), 0)
}

/// A snapshot as a shell would make it: the offset at `from` and every real change up to `to`.
fn snapshot(name: &str, zone: &TimeZone, from: DateTime<Utc>, to: DateTime<Utc>) -> ZoneWindow {
    let initial_offset_s = zone.to_offset(to_jiff(from)).seconds();
    let mut last = initial_offset_s;
    let mut transitions = Vec::new();
    for change in zone.following(to_jiff(from)) {
        let at = to_chrono(change.timestamp());
        if at > to {
            break;
        }
        let offset_s = change.offset().seconds();
        if offset_s != last {
            transitions.push(Transition { at, offset_s });
            last = offset_s;
        }
    }
    ZoneWindow { zone: name.to_owned(), initial_offset_s, transitions, until: Some(to) }
}

/// Every zone's window, one zone for each set of rules.
fn rule_sets() -> Vec<(TimeZone, ZoneWindow)> {
    let database = TimeZoneDatabase::bundled();
    let mut names = 0;
    let mut distinct = BTreeMap::new();
    for name in database.available() {
        let zone = database.get(name.as_str()).expect("a name the database gave");
        let window = snapshot(name.as_str(), &zone, instant(FROM), instant(TO));
        let rules: Vec<_> = window.transitions.iter().map(|change| (change.at, change.offset_s)).collect();
        distinct.entry((window.initial_offset_s, rules)).or_insert((zone, window));
        names += 1;
    }
    assert!(names > 400, "only {names} zones in the database");
    assert!(distinct.len() > 200, "only {} sets of rules", distinct.len());
    distinct.into_values().collect()
}

/// Compares one wall time.
fn agree(zone: &TimeZone, window: &ZoneWindow, wall: NaiveDateTime) {
    let place = || format!("{} {wall}", window.zone);
    let theirs = zone.to_ambiguous_timestamp(to_civil(wall));
    let ours = window.resolve(wall);
    let expected = match theirs.offset() {
        AmbiguousOffset::Unambiguous { .. } => Resolution::Exact,
        AmbiguousOffset::Fold { .. } => Resolution::OverlapFirst,
        AmbiguousOffset::Gap { before, after } if after.seconds() - before.seconds() >= 12 * 3600 => {
            Resolution::Nonexistent
        }
        AmbiguousOffset::Gap { .. } => Resolution::GapShift,
    };
    assert_eq!(ours.resolution, expected, "{}", place());
    let at = theirs.compatible().expect("within jiff's calendar");
    assert_eq!(ours.instant, to_chrono(at), "{}", place());
    assert_eq!(to_civil(ours.local), zone.to_datetime(at), "{}", place());
    assert_eq!(ours.offset_s, zone.to_offset(at).seconds(), "{}", place());
    assert_eq!(TimeDelta::seconds(ours.shift_s), ours.local - wall, "{}", place());
    let shown = zone.to_ambiguous_timestamp(to_civil(ours.local)).offset();
    let floating = matches!(shown, AmbiguousOffset::Unambiguous { .. });
    assert_eq!(ours.trigger == Trigger::Floating, floating, "{}", place());
}

#[test]
fn t2_every_transition_of_every_zone_resolves_as_jiff_does() {
    let steps: Vec<i64> =
        (-180..=180).step_by(15).map(|minute| minute * 60).chain([-3601, -1, 1, 3599]).collect();
    let mut compared = 0_u32;
    for (zone, window) in rule_sets() {
        let before = |index: usize| match index.checked_sub(1) {
            None => window.initial_offset_s,
            Some(last) => window.transitions[last].offset_s,
        };
        for (index, change) in window.transitions.iter().enumerate() {
            for offset_s in [before(index), change.offset_s] {
                let edge = change.at.naive_utc() + TimeDelta::seconds(offset_s.into());
                for &step in &steps {
                    agree(&zone, &window, edge + TimeDelta::seconds(step));
                    compared += 1;
                }
            }
        }
    }
    assert!(compared > 400_000, "only {compared} wall times compared");
}

#[test]
fn t2_bedtimes_far_from_any_transition_resolve_as_jiff_does() {
    for (zone, window) in rule_sets() {
        let mut day = instant("1990-01-15T00:00:00Z").naive_utc();
        while day < instant("2029-12-15T00:00:00Z").naive_utc() {
            agree(&zone, &window, day + TimeDelta::minutes(22 * 60 + 30));
            agree(&zone, &window, day + TimeDelta::minutes(30));
            day += TimeDelta::days(11);
        }
    }
}

#[test]
fn t4_a_shells_short_snapshot_resolves_as_the_long_one() {
    for (zone, long) in rule_sets() {
        for change in long.transitions.iter().rev().take(4) {
            let now = change.at - TimeDelta::days(40);
            let short = snapshot(&long.zone, &zone, now - TimeDelta::days(10), now + TimeDelta::days(100));
            let mut wall = long.local(now);
            while wall < long.local(now + TimeDelta::days(28)) {
                assert_eq!(short.resolve(wall), long.resolve(wall), "{} {wall}", long.zone);
                wall += TimeDelta::hours(7);
            }
        }
    }
}

#[test]
fn n1_every_instant_lies_in_the_night_it_is_given() {
    let noon = NaiveTime::from_hms_opt(12, 0, 0).expect("noon");
    for (_, window) in rule_sets() {
        for change in &window.transitions {
            for quarter in (-100..=100).step_by(3) {
                let at = change.at + TimeDelta::minutes(15 * quarter);
                let night = night_of(&window, noon, at);
                let place = || format!("{} {at} {night}", window.zone);
                assert!(window_start(&window, noon, night) <= at, "{}", place());
                assert!(at < window_start(&window, noon, night.next()), "{}", place());
            }
        }
    }
}

/// The recurrence rule agrees with us wherever bedtime is neither skipped nor doubled; its zone data are older,
/// so the two zones compared are ones whose rules have not changed since.
#[test]
fn t2_forty_years_of_next_bedtimes_equal_the_recurrence_rules() {
    let bedtime = NaiveTime::from_hms_opt(22, 30, 0).expect("a time of day");
    let noon = NaiveTime::from_hms_opt(12, 0, 0).expect("noon");
    let database = TimeZoneDatabase::bundled();
    for name in ["Europe/Berlin", "America/New_York"] {
        let zone = database.get(name).expect("a common zone");
        let window = snapshot(name, &zone, instant("1989-12-01T00:00:00Z"), instant("2030-06-01T00:00:00Z"));
        let mut start = Night::of(instant(FROM).date_naive());
        while start.date < instant(TO).date_naive() {
            let rule = format!(
                "DTSTART;TZID={name}:{}T223000\nRRULE:FREQ=DAILY;COUNT=64",
                start.date.format("%Y%m%d")
            );
            let set: rrule::RRuleSet = rule.parse().expect("a rule in the crate's grammar");
            let theirs: Vec<DateTime<Utc>> =
                set.all(64).dates.into_iter().map(|date| date.with_timezone(&Utc)).collect();
            let ours: Vec<DateTime<Utc>> =
                (0..64).map(|n| window.resolve(civil(start.plus(n), noon, bedtime)).instant).collect();
            assert_eq!(ours, theirs, "{name} from {start}");
            start = start.plus(97);
        }
    }
}
