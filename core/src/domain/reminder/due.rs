//! What is asked when a notification's time has come: does it still stand, and what in the shade no longer does?
//!
//! A phone may wake late, hours after an alarm was meant, or at once after an answer was given. So it never shows
//! what it once set: it asks again, and the answer may be nothing.

use super::diff::Pending;
use super::nights::NightStatus;
use super::notification::{Kind, Notification};
use super::params::{Params, minutes};
use super::plan::{Planned, plan};
use super::state::{Delivered, PlannerPlan, PlannerState};
use crate::domain::night::Night;
use crate::domain::zone::ZoneWindow;
use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};

/// Nothing by day comes later (requirement Q2): who wakes the phone in the evening is not told the morning's news.
const DAY_ENDS: (u32, u32) = (20, 0);

/// The planner's inputs at an instant.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// What has happened, the shade included.
    pub state: &'a PlannerState,
    /// The plan as confirmed so far.
    pub plan: &'a PlannerPlan,
    /// What the reminders go by.
    pub params: &'a Params,
    /// Now.
    pub now: DateTime<Utc>,
    /// The device's zone.
    pub window: &'a ZoneWindow,
}

impl Asked<'_> {
    /// The set of now, with those requests of the phone whose time has come and that still stand, marked immediate.
    pub fn planned(&self, pending: &[Pending]) -> Planned {
        let mut planned = plan(self.state, self.plan, self.params, self.now, self.window);
        let mut due: Vec<Notification> = Vec::new();
        for one in pending {
            let came = set_for(&one.rev).filter(|at| *at <= self.now && !self.shown(&one.id));
            let Some(found) = came.and_then(|at| self.before(at, &one.id)) else { continue };
            let known = planned.notifications.iter().any(|n| n.id == found.id);
            if !known && planned.fault.is_none() && self.stands(&found, &planned) {
                due.push(Notification { immediate: true, ..found });
            }
        }
        due.append(&mut planned.notifications);
        planned.notifications = due;
        planned
    }

    /// Ids in the shade that say nothing true any more: of a night that is answered, held or over, of a reminder a
    /// snooze has replaced, of another day, of a question that was answered elsewhere.
    pub fn withdrawn(&self, planned: &Planned) -> Vec<String> {
        let gone = |one: &&Delivered| !self.still_shown(&one.id, planned);
        self.state.delivered.iter().filter(gone).map(|one| one.id.clone()).collect()
    }

    fn still_shown(&self, id: &str, planned: &Planned) -> bool {
        if let Some(night) = night_of_id(id) {
            let snoozed = |n: &Notification| n.kind == Kind::Snooze && n.night == Some(night) && !n.immediate;
            return is_open(planned, night) && !planned.notifications.iter().any(snoozed);
        }
        let Some((kind, date)) = date_of_id(id) else { return false };
        let time = if kind == "eve" { self.params.eve_time } else { self.params.day_time };
        let at = self.window.resolve(date.and_time(time)).instant;
        self.window.local(self.now).date() == date && self.before(at, id).is_some()
    }

    /// The notification of this id, had the set been made just before it came.
    fn before(&self, at: DateTime<Utc>, id: &str) -> Option<Notification> {
        let earlier = at.checked_sub_signed(TimeDelta::seconds(1))?;
        let then = plan(self.state, self.plan, self.params, earlier, self.window);
        then.notifications.into_iter().find(|n| n.id == id && n.at <= self.now)
    }

    fn stands(&self, one: &Notification, planned: &Planned) -> bool {
        match one.kind {
            // A base that is due is in the set of now already; one past the quiet limit sounds no more.
            Kind::Base => false,
            Kind::Snooze => one.night.is_some_and(|night| is_open(planned, night)),
            Kind::Followup => {
                let quiet = self
                    .base_of(one)
                    .and_then(|base| base.checked_add_signed(minutes(self.params.quiet_after_min)));
                let first = |n: &Notification| n.kind == Kind::Base && n.night == one.night;
                !planned.notifications.iter().any(first)
                    && one.night.is_some_and(|night| is_open(planned, night))
                    && quiet.is_some_and(|quiet| self.now < quiet)
            }
            Kind::Day | Kind::Eve => {
                let (hour, minute) = DAY_ENDS;
                let ends = NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default();
                let local = self.window.local(self.now);
                local.date() == one.local.date() && local.time() < ends
            }
        }
    }

    /// The base a follow-up follows.
    fn base_of(&self, followup: &Notification) -> Option<DateTime<Utc>> {
        let (_, number) = followup.id.rsplit_once("/fu")?;
        let place = number.parse::<usize>().ok()?.checked_sub(1)?;
        followup.at.checked_sub_signed(minutes(*self.params.followups_min.get(place)?))
    }

    fn shown(&self, id: &str) -> bool {
        self.state.delivered.iter().any(|one| one.id == id)
    }
}

fn is_open(planned: &Planned, night: Night) -> bool {
    planned.nights.iter().any(|one| one.key == Some(night) && one.status == NightStatus::Open)
}

/// The instant a revision begins with.
pub(super) fn set_for(rev: &str) -> Option<DateTime<Utc>> {
    let (at, _) = rev.split_once('|')?;
    DateTime::parse_from_rfc3339(at).ok().map(|at| at.to_utc())
}

/// The night of `d/<night>/…`.
fn night_of_id(id: &str) -> Option<Night> {
    id.strip_prefix("d/")?.split_once('/')?.0.parse().ok()
}

/// The date of `day/<date>` and `eve/<date>`.
fn date_of_id(id: &str) -> Option<(&str, NaiveDate)> {
    let (kind, date) = id.split_once('/').filter(|(kind, _)| ["day", "eve"].contains(kind))?;
    Some((kind, date.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use super::super::diff::Pending;
    use super::super::state::{LogEntry, LogStatus, PlannerStep, Snooze};
    use super::*;

    const NIGHT: &str = "2026-11-22";

    fn at(text: &str) -> DateTime<Utc> {
        DateTime::parse_from_rfc3339(text).expect("an instant").to_utc()
    }

    fn night(text: &str) -> Night {
        text.parse().expect("a night")
    }

    /// Bedtime 22:30 UTC, open-ended.
    fn asked(state: &PlannerState, now: &str, pending: &[(&str, &str)]) -> (Vec<String>, Vec<String>) {
        let step = PlannerStep { id: "s1".to_owned(), first_night: night("2026-11-20"), last_night: None };
        let plan = PlannerPlan { steps: vec![step], reeval_night: None };
        let window =
            ZoneWindow { zone: "UTC".to_owned(), initial_offset_s: 0, transitions: Vec::new(), until: None };
        let params = Params::default();
        let asked = Asked { state, plan: &plan, params: &params, now: at(now), window: &window };
        let pending: Vec<Pending> = pending
            .iter()
            .map(|(id, at)| Pending { id: (*id).to_owned(), rev: format!("{at}|floating|x|s1|-|sound") })
            .collect();
        let planned = asked.planned(&pending);
        let immediate = planned.notifications.iter().filter(|n| n.immediate).map(|n| n.id.clone()).collect();
        (immediate, asked.withdrawn(&planned))
    }

    fn shade(ids: &[&str]) -> Vec<Delivered> {
        ids.iter().map(|id| Delivered { id: (*id).to_owned(), at: None }).collect()
    }

    fn taken() -> LogEntry {
        let (status, source) = (LogStatus::Taken, None);
        LogEntry { night: night(NIGHT), status, at: at("2026-11-22T22:41:00Z"), source }
    }

    const FOLLOW_UP: (&str, &str) = ("d/2026-11-22/fu1", "2026-11-22T22:50:00Z");

    #[test]
    fn a_follow_up_whose_time_has_come_stands_while_the_night_is_open() {
        let open = PlannerState { delivered: shade(&["d/2026-11-22/base"]), ..PlannerState::default() };
        assert_eq!(asked(&open, "2026-11-22T22:50:00Z", &[FOLLOW_UP]).0, ["d/2026-11-22/fu1"]);
        assert_eq!(asked(&open, "2026-11-22T22:49:59Z", &[FOLLOW_UP]).0, [""; 0]);
        let answered = PlannerState { log: vec![taken()], ..open };
        assert_eq!(asked(&answered, "2026-11-22T22:50:00Z", &[FOLLOW_UP]).0, [""; 0]);
    }

    #[test]
    fn an_alarm_that_comes_past_the_quiet_limit_says_nothing() {
        let open = PlannerState::default();
        // With the first one still to be shown, that one is shown and not both.
        assert_eq!(asked(&open, "2026-11-22T23:29:00Z", &[FOLLOW_UP]).0, ["d/2026-11-22/base"]);
        assert_eq!(asked(&open, "2026-11-22T23:30:00Z", &[FOLLOW_UP]).0, [""; 0]);
    }

    #[test]
    fn what_stands_in_the_shade_is_not_shown_twice() {
        let shown = PlannerState {
            delivered: shade(&["d/2026-11-22/base", "d/2026-11-22/fu1"]),
            ..PlannerState::default()
        };
        assert_eq!(asked(&shown, "2026-11-22T22:51:00Z", &[FOLLOW_UP]), (Vec::new(), Vec::new()));
    }

    #[test]
    fn the_snooze_asked_for_comes_and_replaces_what_was_shown() {
        let until = at("2026-11-22T23:55:00Z");
        let snooze = Snooze { night: night(NIGHT), count: 1, until, bedtime: None };
        let state = PlannerState {
            snooze: Some(snooze),
            delivered: shade(&["d/2026-11-22/base"]),
            ..PlannerState::default()
        };
        let pending = [("d/2026-11-22/snz1", "2026-11-22T23:55:00Z")];
        assert_eq!(
            asked(&state, "2026-11-22T23:40:00Z", &pending),
            (Vec::new(), vec!["d/2026-11-22/base".to_owned()])
        );
        assert_eq!(asked(&state, "2026-11-22T23:56:00Z", &pending).0, ["d/2026-11-22/snz1"]);
    }

    #[test]
    fn the_morning_is_told_by_day_and_of_its_own_day() {
        let open = PlannerState::default();
        let pending = [("day/2026-11-23", "2026-11-23T10:00:00Z")];
        assert_eq!(asked(&open, "2026-11-23T10:40:00Z", &pending).0, ["day/2026-11-23"]);
        assert_eq!(asked(&open, "2026-11-23T20:00:00Z", &pending).0, [""; 0]);
        assert_eq!(asked(&open, "2026-11-24T10:40:00Z", &pending).0, [""; 0]);
        let answered = PlannerState { log: vec![taken()], ..PlannerState::default() };
        assert_eq!(asked(&answered, "2026-11-23T10:40:00Z", &pending).0, [""; 0]);
    }

    #[test]
    fn the_shade_loses_what_is_answered_over_or_of_another_day() {
        let ids = ["d/2026-11-22/base", "d/2026-11-21/base", "day/2026-11-21", "eve/2026-11-21", "old"];
        let state = PlannerState { delivered: shade(&ids), log: vec![taken()], ..PlannerState::default() };
        assert_eq!(asked(&state, "2026-11-22T22:45:00Z", &[]).1, ids);
        let open = PlannerState { delivered: shade(&ids[..1]), ..PlannerState::default() };
        assert_eq!(asked(&open, "2026-11-22T22:45:00Z", &[]).1, [""; 0]);
        assert_eq!(asked(&open, "2026-11-23T04:00:00Z", &[]).1, ids[..1]);
    }
}
