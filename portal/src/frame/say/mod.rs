//! Days, ages, means and events in a reader's words. Sentences that carry a rule or a dose are the core's.

mod event;
mod plan;

pub(crate) use event::{clipped, course, event, lab, replied};
pub(crate) use plan::{gate, step, verdict, warning};

use crate::clinic::need::{HoldWhy, Need};
use crate::clinic::nights::{Answer, Count, Mean};
use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc};
use nocte_core::domain::plan::{Agreement, AgreementKind};
use nocte_core::domain::symptom::Severity;
use nocte_core::words::capital;
use nocte_core::words::effect::effect;
use nocte_core::words::safety::shown_name;
use nocte_core::words::scale::scale as core_scale;

/// The language of the pages.
pub(crate) use nocte_core::words::Lang::En as LANG;

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// `3 Nov 2026`: the month in letters, so that nobody swaps day and month.
pub(crate) fn day(day: NaiveDate) -> String {
    format!("{} {}", short(day), day.year())
}

/// `3 Nov`, where the year stands beside it.
pub(crate) fn short(day: NaiveDate) -> String {
    let month = usize::try_from(day.month0()).unwrap_or(0);
    format!("{} {}", day.day(), MONTHS[month])
}

/// `3 Nov 2026, 14:05 UTC`.
pub(crate) fn instant(at: DateTime<Utc>) -> String {
    format!("{}, {} UTC", day(at.date_naive()), at.format("%H:%M"))
}

/// How long ago, in one unit: `just now`, `5 minutes ago`, `3 days ago`.
pub(crate) fn ago(now: DateTime<Utc>, at: DateTime<Utc>) -> String {
    let past = now - at;
    let (count, unit) = if past < TimeDelta::minutes(1) {
        return "just now".to_owned();
    } else if past < TimeDelta::hours(1) {
        (past.num_minutes(), "minute")
    } else if past < TimeDelta::days(1) {
        (past.num_hours(), "hour")
    } else {
        (past.num_days(), "day")
    };
    format!("{} ago", counted(count, unit))
}

/// `1 night`, `2 nights`.
pub(crate) fn counted(count: impl Into<i64>, noun: &str) -> String {
    let count = count.into();
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// Tenths of a point: `5.3`.
pub(crate) fn tenths(tenths: u32) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}

/// A mean as a number alone.
pub(crate) fn mean(mean: Mean) -> String {
    tenths(mean.tenths())
}

/// A change in tenths, with its sign: `−1.2`, `+0.4`, `±0.0`.
pub(crate) fn change(by: i64) -> String {
    let sign = match by {
        ..0 => "\u{2212}",
        0 => "\u{b1}",
        1.. => "+",
    };
    format!("{sign}{}", tenths(u32::try_from(by.abs()).unwrap_or(u32::MAX)))
}

/// A scale's name as a heading. More is worse on each, and the core's name says so.
pub(crate) fn scale(name: &str) -> String {
    heading(core_scale(name, LANG))
}

/// A name as a heading: its first letter large, a short name's dashes as spaces.
pub(crate) fn heading(name: &str) -> String {
    capital(&shown_name(name).replace('_', " "))
}

/// What became of a night.
pub(crate) const fn answer(answer: Answer) -> &'static str {
    match answer {
        Answer::Taken => "taken",
        Answer::Skipped => "skipped",
        Answer::Unknown => "not sure",
        Answer::Held => "on hold",
        Answer::Open => "no answer",
    }
}

/// The nights that were not taken, by how they ended: `1 skipped, 2 no answer`; `none missed`.
pub(crate) fn not_taken(count: Count) -> String {
    let parts = [
        (count.skipped, Answer::Skipped),
        (count.unknown, Answer::Unknown),
        (count.open, Answer::Open),
        (count.held, Answer::Held),
    ];
    let said: Vec<String> = parts
        .into_iter()
        .filter(|(nights, _)| *nights > 0)
        .map(|(nights, how)| format!("{nights} {}", answer(how)))
        .collect();
    if said.is_empty() { "none missed".to_owned() } else { said.join(", ") }
}

/// Who agreed, and how we know. *Signed* and *reported* are never shown alike (`safety.md` 4).
pub(crate) fn agreement(agreement: &Agreement) -> String {
    let (by, on) = (shown_name(&agreement.by), day(agreement.on));
    match agreement.kind {
        AgreementKind::Signed => format!("signed order by {by}, {on}"),
        AgreementKind::Reported => format!("reported by the patient, not signed: {by}, {on}"),
    }
}

/// How bad.
pub(crate) const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Mild => "mild",
        Severity::Moderate => "moderate",
        Severity::Severe => "severe",
    }
}

/// Why a hold is on.
pub(crate) const fn hold(why: HoldWhy) -> &'static str {
    match why {
        HoldWhy::Clinician => "the clinic",
        HoldWhy::Opioid => "an opioid",
        HoldWhy::Surgery => "an operation",
        HoldWhy::Effect => "a side effect",
        HoldWhy::Patient => "the patient's own pause",
    }
}

/// A badge of the worklist.
pub(crate) fn need(need: &Need, now: DateTime<Utc>) -> String {
    match need {
        Need::RedFlag { what, on } => format!("Red flag: {}, {}", effect(what, LANG), short(*on)),
        Need::Opioid => "Opioid".to_owned(),
        Need::Asks { since } => format!("Asks to step up, {}", ago(now, *since)),
        Need::Gate => "Next step waits for the clinic".to_owned(),
        Need::SentBack { since } => format!("Order sent back, {}", ago(now, *since)),
        Need::Declined { since } => format!("Order declined, {}", ago(now, *since)),
        Need::OnHold { why, from } => {
            let since = if *from > now.date_naive() { "Hold from" } else { "On hold since" };
            format!("{since} {}: {}", short(*from), hold(*why))
        }
        Need::Stopped { since } => format!("Stop not answered, sent {}", ago(now, *since)),
        Need::Effect { what, severe } => {
            let how = if *severe { Severity::Severe } else { Severity::Moderate };
            format!("{}, {}", heading(effect(what, LANG)), severity(how))
        }
        Need::Match => "Phone waits for its match".to_owned(),
        Need::Skipped { nights } => format!("{nights} of 14 nights skipped"),
        Need::Silent { days } => format!("Silent for {}", counted(*days, "day")),
        Need::Review => "Review due".to_owned(),
        Need::Waiting { since } => format!("Order with the patient, {}", ago(now, *since)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("an instant")
    }

    #[test]
    fn a_day_is_written_with_its_month_in_letters() {
        assert_eq!(day(NaiveDate::from_ymd_opt(2026, 11, 3).expect("a date")), "3 Nov 2026");
        assert_eq!(instant(at("2026-03-04T05:06:07Z")), "4 Mar 2026, 05:06 UTC");
    }

    #[test]
    fn safety_26_an_age_is_said_in_words() {
        let now = at("2026-11-25T12:00:00Z");
        for (then, said) in [
            ("2026-11-25T11:59:30Z", "just now"),
            ("2026-11-25T11:59:00Z", "1 minute ago"),
            ("2026-11-25T10:01:00Z", "1 hour ago"),
            ("2026-11-23T12:00:00Z", "2 days ago"),
            ("2026-11-25T12:00:30Z", "just now"),
        ] {
            assert_eq!(ago(now, at(then)), said);
        }
    }

    #[test]
    fn a_change_has_a_sign_and_missing_is_not_said_here() {
        assert_eq!(change(-12), "\u{2212}1.2");
        assert_eq!(change(4), "+0.4");
        assert_eq!(change(0), "\u{b1}0.0");
        assert_eq!(not_taken(Count::default()), "none missed");
        assert_eq!(not_taken(Count { skipped: 1, open: 2, ..Count::default() }), "1 skipped, 2 no answer");
    }

    #[test]
    fn safety_04_signed_and_reported_are_never_shown_alike() {
        let on = NaiveDate::from_ymd_opt(2026, 11, 3).expect("a date");
        let said = |kind| agreement(&Agreement { kind, by: "Dr Bea".to_owned(), on });
        assert_eq!(said(AgreementKind::Signed), "signed order by Dr Bea, 3 Nov 2026");
        assert!(said(AgreementKind::Reported).contains("not signed"));
    }
}
