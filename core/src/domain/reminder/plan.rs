//! The plan: from state to the set of notifications a phone should hold now.

use super::budget::{Fault, Item, MOST_PENDING, fault_in, kept, within};
use super::daytime::daytime;
use super::nights::{Inputs, Outlook, PlannedNight, Reminder};
use super::notification::{Kind, Notification, dose_id};
use super::params::{Params, minutes};
use super::state::{PlannerPlan, PlannerState, Snooze};
use crate::domain::night::{Night, night_of};
use crate::domain::zone::ZoneWindow;
use chrono::{DateTime, Utc};
use serde::Serialize;

/// Nights whose reminders are never dropped for the budget.
const NEAR_NIGHTS: usize = 3;

/// No horizon is longer; a budget of 60 holds fewer bases anyway.
const LONGEST_HORIZON: u32 = 366;

/// What a phone should hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Planned {
    /// The night at hand.
    pub tonight: Night,
    /// Each night of the horizon.
    pub nights: Vec<PlannedNight>,
    /// The notifications, earliest first.
    pub notifications: Vec<Notification>,
    /// Why the set was withheld, should it ever break its own promises.
    #[serde(skip)]
    pub fault: Option<Fault>,
}

/// The whole horizon, from state alone. Pure: the same arguments always give the same set.
pub fn plan(
    state: &PlannerState,
    plan: &PlannerPlan,
    params: &Params,
    now: DateTime<Utc>,
    window: &ZoneWindow,
) -> Planned {
    let inputs = Inputs { state, plan, params, now, window };
    let tonight = night_of(window, params.cutover, now);
    let budget = usize::try_from(params.budget).unwrap_or(MOST_PENDING).min(MOST_PENDING);
    let mut horizon = inputs.covered(tonight, params.horizon_nights.min(LONGEST_HORIZON));
    loop {
        let (nights, items) = draft(&inputs, tonight, horizon);
        let excess = kept(&items).saturating_sub(budget);
        if excess == 0 || horizon <= 1 {
            return settle(tonight, &nights, items, budget);
        }
        // A night holds at most three of the items that may not be dropped: never shorten by more than needed.
        horizon = horizon.saturating_sub(u32::try_from(excess / 3).unwrap_or(1).max(1)).max(1);
    }
}

/// Everything a horizon of this length asks for.
fn draft(inputs: &Inputs<'_>, tonight: Night, horizon: u32) -> (Vec<Outlook>, Vec<Item>) {
    let silent_from = inputs.silent_from(tonight, tonight.plus(horizon.into()));
    let nights: Vec<Outlook> =
        (0..horizon).map(|index| inputs.outlook(tonight.plus(index.into()), tonight, silent_from)).collect();
    let mut items = Vec::new();
    let mut last_base = None;
    for (index, night) in nights.iter().enumerate() {
        let before = items.len();
        night_items(inputs, night, index, &mut items);
        if items.iter().skip(before).any(|item| item.notification.kind == Kind::Base) {
            last_base = Some(night.planned.night);
        }
    }
    items.extend(daytime(inputs, &nights, last_base, silent_from));
    (nights, items)
}

/// Drops what the budget cannot hold and checks what is left; a set that breaks its promises is withheld.
fn settle(tonight: Night, nights: &[Outlook], items: Vec<Item>, budget: usize) -> Planned {
    let notifications = within(items, budget);
    let fault = fault_in(&notifications);
    Planned {
        tonight,
        nights: nights.iter().map(|night| night.planned).collect(),
        notifications: if fault.is_none() { notifications } else { Vec::new() },
        fault,
    }
}

/// One night's own reminders.
fn night_items(inputs: &Inputs<'_>, night: &Outlook, index: usize, items: &mut Vec<Item>) {
    let (Some(reminder), Some(key)) = (night.reminder, night.planned.key) else { return };
    let mut push = |kind, which: &str, at| {
        let id = dose_id(key, which);
        if inputs.came_later_than_now(&id) {
            return;
        }
        let tier = match kind {
            Kind::Snooze => 0,
            _ if index < NEAR_NIGHTS => 0,
            Kind::Base => 1,
            _ => 2,
        };
        let mut notification = Notification::at(inputs.window, id, kind, at);
        notification.night = Some(key);
        notification.step.clone_from(&night.step);
        notification.immediate = kind == Kind::Base && at == inputs.now;
        notification.deferred = kind == Kind::Base && reminder.deferred;
        notification.quiet = reminder.quiet && kind != Kind::Snooze;
        notification.open_only = inputs.state.changed_nights.contains(&key);
        items.push(Item { tier, notification });
    };
    // A snooze before the base is left over from another bedtime, or would ring within the least gap.
    let snooze = inputs.snooze_of(key).filter(|snooze| snooze.until >= reminder.base);
    if let Some(snooze) = snooze {
        if snooze.until > inputs.now && snooze.until <= reminder.late_end {
            push(Kind::Snooze, &format!("snz{}", snooze.count), snooze.until);
        }
        return;
    }
    if let Some(base) = inputs.base_time(reminder, key, index) {
        push(Kind::Base, "base", base);
    }
    if inputs.follow_ups_wanted(reminder, index) {
        for (number, at) in inputs.follow_ups(reminder) {
            push(Kind::Followup, &format!("fu{number}"), at);
        }
    }
}

impl Inputs<'_> {
    /// When the base reminder comes: at its time if ahead, at once if due and not in the shade.
    fn base_time(&self, reminder: Reminder, key: Night, index: usize) -> Option<DateTime<Utc>> {
        if reminder.base > self.now {
            return Some(reminder.base);
        }
        let id = dose_id(key, "base");
        let shown = self.state.delivered.iter().any(|delivered| delivered.id == id);
        (index == 0 && self.is_due(reminder) && !shown).then_some(self.now)
    }

    /// Whether the base has come and the quiet limit has not.
    fn is_due(&self, reminder: Reminder) -> bool {
        reminder
            .base
            .checked_add_signed(minutes(self.params.quiet_after_min))
            .is_some_and(|quiet| self.now < quiet)
    }

    /// Whether a night has follow-ups at all.
    fn follow_ups_wanted(&self, reminder: Reminder, index: usize) -> bool {
        let near = u32::try_from(index).is_ok_and(|index| index < self.params.followup_nights);
        let due = index == 0 && self.is_due(reminder);
        !reminder.quiet && if reminder.base > self.now { near } else { due }
    }

    /// Follow-ups still ahead, elapsed minutes after the base; none past the quiet limit or the late window.
    fn follow_ups(&self, reminder: Reminder) -> impl Iterator<Item = (usize, DateTime<Utc>)> {
        let Self { params, now, .. } = *self;
        params.followups_min.iter().enumerate().filter_map(move |(index, &after)| {
            let at = reminder.base.checked_add_signed(minutes(after))?;
            (after <= params.quiet_after_min && at > now && at < reminder.late_end).then_some((index + 1, at))
        })
    }

    /// The snooze of a night, unless bedtime was changed since it was asked for.
    fn snooze_of(&self, key: Night) -> Option<&Snooze> {
        let bedtime = self.params.bedtime;
        self.state
            .snooze
            .as_ref()
            .filter(|s| s.night == key && s.bedtime.is_none_or(|asked| asked == bedtime))
    }

    /// Whether a notification came at an instant that now lies ahead: the clock was set back, it has been seen.
    fn came_later_than_now(&self, id: &str) -> bool {
        self.state.delivered.iter().any(|d| d.id == id && d.at.is_some_and(|at| at > self.now))
    }
}
