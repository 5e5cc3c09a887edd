//! An evening in New York to plan reminders for: what row tests change one thing of at a time.
//!
//! It panics on malformed literals: it is for tests, whose literals are their own.
// Said once above instead of on every function.
#![allow(clippy::missing_panics_doc)]

use chrono::{DateTime, NaiveTime, Utc};
use nocte_core::domain::night::Night;
use nocte_core::domain::reminder::{
    Action, ActionKind, ActionOutcome, LogEntry, LogStatus, Params, Planned, PlannedHold, PlannerPlan,
    PlannerState, PlannerStep, Snooze, apply_action, plan,
};
use nocte_core::domain::zone::ZoneWindow;
use serde_json::Value;
use std::path::Path;

/// Everything `plan` takes. By default: step "s1" since 1 November 2026, bedtime 22:30, three nights ahead, nothing
/// logged, 17:00 on Sunday 22 November.
#[derive(Debug, Clone)]
pub struct Scene {
    /// What has happened.
    pub state: PlannerState,
    /// The steps.
    pub plan: PlannerPlan,
    /// The choices.
    pub params: Params,
    /// UTC-5 throughout.
    pub window: ZoneWindow,
    /// Now.
    pub now: DateTime<Utc>,
}

impl Default for Scene {
    fn default() -> Self {
        let steps =
            vec![PlannerStep { id: "s1".to_owned(), first_night: night("2026-11-01"), last_night: None }];
        let params = Params { horizon_nights: 3, confirm_nights: 0, sentinels: false, ..Params::default() };
        let zone = "America/New_York".to_owned();
        Self {
            state: PlannerState::default(),
            plan: PlannerPlan { steps, reeval_night: None },
            params,
            window: ZoneWindow { zone, initial_offset_s: -5 * 3600, transitions: Vec::new(), until: None },
            now: local("2026-11-22T17:00"),
        }
    }
}

impl Scene {
    /// The default evening at another local time.
    pub fn at(time: &str) -> Self {
        Self { now: local(time), ..Self::default() }
    }

    /// With an answer to a night, at a local time.
    #[must_use]
    pub fn answered(mut self, key: &str, status: LogStatus, time: &str) -> Self {
        self.state.log.push(LogEntry { night: night(key), status, at: local(time), source: None });
        self
    }

    /// With a hold from a night on.
    #[must_use]
    pub fn held_from(mut self, first: &str) -> Self {
        self.state.holds.push(PlannedHold { from_night: night(first), resumed_from: None });
        self
    }

    /// With the n-th snooze of a night, ringing at a local time.
    #[must_use]
    pub fn snoozed(mut self, key: &str, count: u32, until: &str) -> Self {
        let bedtime = Some(self.params.bedtime);
        self.state.snooze = Some(Snooze { night: night(key), count, until: local(until), bedtime });
        self
    }

    /// With parameters changed.
    #[must_use]
    pub fn with(mut self, change: impl FnOnce(&mut Params)) -> Self {
        change(&mut self.params);
        self
    }

    /// Plans.
    pub fn plan(&self) -> Planned {
        plan(&self.state, &self.plan, &self.params, self.now, &self.window)
    }

    /// The planned ids, earliest first.
    pub fn ids(&self) -> Vec<String> {
        self.plan().notifications.into_iter().map(|n| n.id).collect()
    }

    /// The planned ids with local time and parts, as `id HH:MM part+part`.
    pub fn lines(&self) -> Vec<String> {
        let line = |n: nocte_core::domain::reminder::Notification| {
            let parts: Vec<String> = n.parts.iter().map(ToString::to_string).collect();
            format!("{} {} {}", n.id, n.local.format("%H:%M"), parts.join("+")).trim_end().to_owned()
        };
        self.plan().notifications.into_iter().map(line).collect()
    }

    /// A tap on a night's notification at a local time.
    pub fn tap(&self, kind: ActionKind, key: &str, time: &str) -> ActionOutcome {
        let action = Action { kind, night: night(key), at: local(time), source: None };
        apply_action(&self.state, &action, &self.params, &self.window)
    }
}

/// A night from its key.
pub fn night(key: &str) -> Night {
    key.parse().expect("a literal night")
}

/// A time of day from `HH:MM`.
pub fn time(text: &str) -> NaiveTime {
    NaiveTime::parse_from_str(text, "%H:%M").expect("a literal time of day")
}

/// The instant at which a clock in New York shows a winter time, `YYYY-MM-DDTHH:MM`.
pub fn local(text: &str) -> DateTime<Utc> {
    format!("{text}:00-05:00").parse().expect("a literal local time")
}

/// The golden cases of reminders.
pub fn golden() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors/reminders.json");
    crate::vectors::read_file(path).expect("the golden cases are in the repository")
}

/// Fails unless the golden cases with these ids pass.
pub fn golden_cases_pass(ids: &[&str]) {
    let report = crate::vectors::run_named(&golden(), ids);
    let lines: Vec<String> = report.failures.iter().map(ToString::to_string).collect();
    assert!(lines.is_empty(), "{}", lines.join("\n"));
}

/// As above, for every case whose id begins so.
pub fn golden_family_passes(prefix: &str) {
    let golden = golden();
    let all = golden["cases"].as_array().into_iter().flatten().filter_map(|case| case["id"].as_str());
    let ids: Vec<&str> = all.filter(|id| id.starts_with(prefix)).collect();
    assert!(!ids.is_empty(), "no case begins with {prefix}");
    golden_cases_pass(&ids);
}
