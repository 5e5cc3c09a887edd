//! The reminder planner over any state: no panic, at most sixty, each id once, nothing in a hold or a closed night,
//! and a second look changes nothing.
#![no_main]

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use libfuzzer_sys::arbitrary::{self, Arbitrary};
use libfuzzer_sys::fuzz_target;
use nocte_core::domain::night::{Night, bedtime_fits, night_of};
use nocte_core::domain::reminder::{
    Delivered, LogEntry, LogStatus, Params, Pending, PlannedHold, PlannerPlan, PlannerState, PlannerStep,
    Snooze, diff, plan,
};
use nocte_core::domain::zone::{Transition, ZoneWindow};
use std::collections::BTreeSet;

#[derive(Debug, Arbitrary)]
struct Life {
    now_min: u32,
    offset_quarters: i8,
    changes: Vec<(i16, i8)>,
    until_days: Option<u8>,
    bedtime_quarter: u8,
    by_day: bool,
    numbers: [u8; 8],
    followups: Vec<u8>,
    steps: Vec<(i8, u8, bool)>,
    log: Vec<(i8, u8, i16)>,
    holds: Vec<(i8, Option<u8>)>,
    snooze: Option<(i8, u8, i16)>,
    stock: Option<u8>,
    expiry: Option<i8>,
    review: Option<i8>,
}

fn quarter(n: u8) -> NaiveTime {
    let n = u32::from(n) % 96;
    NaiveTime::from_hms_opt(n / 4, n % 4 * 15, 0).expect("a quarter of a day's hour")
}

fn offset(quarters: i8) -> i32 {
    i32::from(quarters.clamp(-48, 56)) * 900
}

fuzz_target!(|life: Life| {
    let now: DateTime<Utc> =
        DateTime::from_timestamp(1_400_000_000 + i64::from(life.now_min % 30_000_000) * 60, 0)
            .expect("within a century");
    let mut transitions: Vec<Transition> = life
        .changes
        .iter()
        .map(|(hours, quarters)| Transition {
            at: now + TimeDelta::hours((*hours).into()),
            offset_s: offset(*quarters),
        })
        .collect();
    transitions.sort_by_key(|change| change.at);
    transitions.dedup_by_key(|change| change.at);
    let window = ZoneWindow {
        zone: "Test/Zone".to_owned(),
        initial_offset_s: offset(life.offset_quarters),
        transitions,
        until: life.until_days.map(|days| now + TimeDelta::days(days.into())),
    };
    let (bedtime, cutover) = (quarter(life.bedtime_quarter), quarter(if life.by_day { 0 } else { 48 }));
    if !bedtime_fits(cutover, bedtime) {
        return;
    }
    let [lead, horizon, follow, confirm, checkin, budget, silence, weekday] = life.numbers;
    let params = Params {
        bedtime,
        cutover,
        lead_min: u32::from(lead) % 121,
        followups_min: life.followups.iter().take(6).map(|minutes| u32::from(*minutes)).collect(),
        horizon_nights: horizon.into(),
        followup_nights: follow.into(),
        confirm_nights: confirm.into(),
        checkin_every_days: checkin.into(),
        budget: budget.into(),
        silence_nights: (silence > 0).then_some(silence.into()),
        review_weekday: chrono::Weekday::try_from(weekday).ok(),
        ..Params::default()
    };
    let tonight = night_of(&window, cutover, now);
    let near = |days: i8| tonight.plus(days.into());
    let state = PlannerState {
        log: life.log.iter().map(|entry| answered(near(entry.0), entry.1, now, entry.2)).collect(),
        delivered: Vec::<Delivered>::new(),
        snooze: life.snooze.map(|(night, count, minutes)| Snooze {
            night: near(night),
            count: count.into(),
            until: now + TimeDelta::minutes(minutes.into()),
            bedtime: None,
        }),
        holds: life.holds.iter().map(|hold| held(near(hold.0), hold.1)).collect(),
        stock_doses: life.stock.map(u32::from),
        bottle_expiry: life.expiry.map(|days| near(days).date),
        ..PlannerState::default()
    };
    let steps = life.steps.iter().enumerate().map(|(place, (first, length, ends))| PlannerStep {
        id: format!("s{place}"),
        first_night: near(*first),
        last_night: ends.then(|| near(*first).plus((*length).into())),
    });
    let steps = PlannerPlan { steps: steps.collect(), reeval_night: life.review.map(near) };
    let planned = plan(&state, &steps, &params, now, &window);
    assert!(planned.fault.is_none(), "{:?}", planned.fault);
    assert!(planned.notifications.len() <= 60);
    let ids: BTreeSet<&str> = planned.notifications.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids.len(), planned.notifications.len(), "an id stands twice");
    let pending = planned.notifications.iter().map(|one| Pending { id: one.id.clone(), rev: one.rev() });
    let pending: Vec<Pending> = pending.collect();
    assert!(diff(&pending, &planned.notifications).is_empty(), "a second look changes something");
});

fn answered(night: Night, status: u8, now: DateTime<Utc>, minutes: i16) -> LogEntry {
    let status = match status % 4 {
        0 => LogStatus::Taken,
        1 => LogStatus::Skipped,
        2 => LogStatus::Unknown,
        _ => LogStatus::Extra,
    };
    LogEntry { night, status, at: now + TimeDelta::minutes(minutes.into()), source: None }
}

fn held(from_night: Night, nights: Option<u8>) -> PlannedHold {
    PlannedHold { from_night, resumed_from: nights.map(|nights| from_night.plus(nights.into())) }
}
