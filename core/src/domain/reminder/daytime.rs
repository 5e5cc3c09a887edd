//! The morning's and the evening's one notification: everything that is not a dose reminder, gathered by date.
//!
//! A tired patient gets one digest, not five notices; it has the tier of its best part.

use super::budget::Item;
use super::nights::{Inputs, NightStatus, Outlook};
use super::notification::{Kind, Notification, Part, date_id};
use crate::domain::night::Night;
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use std::collections::BTreeMap;

/// How often an open hold is asked about, a week apart; then silence.
const HOLD_QUESTIONS: i64 = 4;

/// Parts by date, for mornings and evenings.
#[derive(Default)]
struct Digest {
    mornings: BTreeMap<NaiveDate, Vec<Part>>,
    evenings: BTreeMap<NaiveDate, Vec<Part>>,
}

impl Digest {
    fn morning(&mut self, date: NaiveDate, part: Part) {
        let parts = self.mornings.entry(date).or_default();
        if !parts.contains(&part) {
            parts.push(part);
        }
    }

    fn evening(&mut self, date: NaiveDate, part: Part) {
        self.evenings.entry(date).or_default().push(part);
    }
}

/// All morning and evening notifications still ahead.
pub(super) fn daytime(
    inputs: &Inputs<'_>,
    nights: &[Outlook],
    last_base: Option<Night>,
    silent_from: Option<Night>,
) -> Vec<Item> {
    let mut digest = Digest::default();
    questions(inputs, nights, &mut digest);
    plan_notices(inputs, nights, &mut digest);
    supply(inputs, &mut digest);
    check_ins(inputs, nights, &mut digest);
    ends(inputs, nights, last_base, silent_from, &mut digest);
    let mornings = digest.mornings.into_iter().map(|(date, parts)| (Kind::Day, date, parts));
    let evenings = digest.evenings.into_iter().map(|(date, parts)| (Kind::Eve, date, parts));
    mornings.chain(evenings).filter_map(|(kind, date, parts)| inputs.digest_item(kind, date, parts)).collect()
}

/// The morning question for the first nights without an answer, and the weekly question of a hold.
fn questions(inputs: &Inputs<'_>, nights: &[Outlook], digest: &mut Digest) {
    let unanswered =
        nights.iter().filter(|n| matches!(n.planned.status, NightStatus::Open | NightStatus::Unconfirmed));
    for night in unanswered.take(inputs.params.confirm_nights as usize) {
        if let Some(key) = night.planned.key {
            digest.morning(inputs.morning_after(night.planned.night), Part::Confirm(key));
        }
    }
    for hold in inputs.state.holds.iter().filter(|hold| hold.resumed_from.is_none()) {
        for week in 1..=HOLD_QUESTIONS {
            digest.morning(hold.from_night.plus(7 * week).date, Part::HoldCheck);
        }
    }
}

/// A step that begins, announced in the evening; a review that is due, on its own day and some days ahead.
fn plan_notices(inputs: &Inputs<'_>, nights: &[Outlook], digest: &mut Digest) {
    for night in nights.iter().filter(|night| night.reminder.is_some()) {
        let begins =
            inputs.plan.steps.iter().skip(1).find(|step| step.first_night.date == night.planned.night.date);
        if let Some(step) = begins.filter(|step| Some(&step.id) == night.step.as_ref()) {
            digest.evening(night.planned.night.date, Part::Step(step.id.clone()));
        }
    }
    if let Some(review) = inputs.plan.reeval_night {
        digest.morning(review.date, Part::Reeval);
        digest.morning(review.plus(-i64::from(inputs.params.reeval_lead_days)).date, Part::Reeval);
    }
}

/// Low supply at the next morning, a bottle's end some days ahead. Never at night, never in the way of a log.
fn supply(inputs: &Inputs<'_>, digest: &mut Digest) {
    let low = inputs.state.stock_doses.is_some_and(|left| left <= inputs.params.stock_lead_nights);
    if low && !inputs.state.stock_acknowledged {
        digest.morning(inputs.next_morning(), Part::Stock);
    }
    if let Some(expiry) = inputs.state.bottle_expiry {
        for &days in &inputs.params.expiry_lead_days {
            digest.morning(Night::of(expiry).plus(-i64::from(days)).date, Part::Expiry);
        }
    }
}

/// Check-ins and the weekly look back, on the mornings of the horizon. A hold has its own question, nothing else.
fn check_ins(inputs: &Inputs<'_>, nights: &[Outlook], digest: &mut Digest) {
    let every = i64::from(inputs.params.checkin_every_days);
    let first = nights.first().map(|night| night.planned.night);
    let mornings = first.into_iter().chain(nights.iter().map(|night| night.planned.night.next()));
    for morning in mornings.filter(|morning| !inputs.state.held(morning.previous())) {
        if every > 0 && i64::from(morning.date.num_days_from_ce()) % every == 0 {
            digest.morning(morning.date, Part::Checkin);
        }
        if inputs.params.review_weekday == Some(morning.date.weekday()) {
            digest.morning(morning.date, Part::Review);
        }
    }
}

/// What says that reminders end: two evenings before the last one, and the morning after it.
///
/// Nothing is said where a plan ends or a hold begins: that end was decided and told.
fn ends(
    inputs: &Inputs<'_>,
    nights: &[Outlook],
    last_base: Option<Night>,
    silent_from: Option<Night>,
    digest: &mut Digest,
) {
    let Some(after) = nights.last().map(|night| night.planned.night.next()) else { return };
    let silenced = silent_from.filter(|&silent| silent <= after);
    if let Some(silent) = silenced {
        digest.morning(silent.date, Part::Silence);
    }
    let goes_on = inputs.plan.step_of(after).is_some() && !inputs.state.held(after);
    let Some(last) = last_base.filter(|_| inputs.params.sentinels && (goes_on || silenced.is_some())) else {
        return;
    };
    digest.evening(last.plus(-2).date, Part::Sentinel);
    if silenced.is_none() {
        digest.morning(inputs.morning_after(last), Part::Stopped);
    }
}

impl Inputs<'_> {
    /// The next morning that exists after a night.
    fn morning_after(&self, night: Night) -> NaiveDate {
        let real =
            |morning: &Night| self.window.resolve(morning.date.and_time(self.params.day_time)).exists();
        (1..=3).map(|days| night.plus(days)).find(real).unwrap_or_else(|| night.next()).date
    }

    /// The next morning whose time is still ahead.
    fn next_morning(&self) -> NaiveDate {
        let today = Night::of(self.window.local(self.now).date());
        let time = self.window.resolve(today.date.and_time(self.params.day_time));
        if time.exists() && time.instant > self.now { today.date } else { self.morning_after(today) }
    }

    /// A date's one notification, if it is ahead and within the zone window.
    fn digest_item(&self, kind: Kind, date: NaiveDate, mut parts: Vec<Part>) -> Option<Item> {
        let time = if kind == Kind::Eve { self.params.eve_time } else { self.params.day_time };
        let moment = self.window.resolve(date.and_time(time));
        let at: DateTime<Utc> = moment.instant;
        if !moment.exists() || at <= self.now || !self.window.covers(at) {
            return None;
        }
        parts.sort_by_cached_key(|part| (part.tier(), part.to_string()));
        let tier = parts.iter().map(Part::tier).min()?;
        let mut notification = Notification::at(self.window, date_id(kind, date), kind, at);
        notification.parts = parts;
        Some(Item { tier, notification })
    }

    /// How many nights of a horizon the zone window reaches, each with the morning after it.
    pub(super) fn covered(&self, tonight: Night, horizon: u32) -> u32 {
        let end = |index: u32| {
            let next = tonight.plus(i64::from(index) + 1).date;
            let morning = self.params.day_time.max(self.params.cutover);
            self.window.resolve(next.and_time(morning)).instant
        };
        (0..horizon).take_while(|&index| self.window.covers(end(index))).fold(0, |count, _| count + 1)
    }
}
