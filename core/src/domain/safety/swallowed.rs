//! What was swallowed can be told, and is answered with advice: an extra dose, a wrong volume, a wrong bottle,
//! a dose during an opioid hold (`safety.md` 17, 20).

use super::cap::{Cap, cap};
use super::washout::washouts;
use crate::domain::amount::Dose;
use crate::domain::entry::{DoseEntry, DoseStatus};
use crate::domain::fact_id::FactId;
use crate::domain::journal::Journal;
use crate::domain::medicine::MedicineTable;
use crate::domain::night::Night;
use crate::domain::parameter::Parameters;
use crate::domain::plan::{DecisionKind, HoldReason};
use crate::domain::ratio::Ratio;
use chrono::{DateTime, Duration, Utc};

/// What the app says after something was swallowed, gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Advice {
    /// A whole tablet or more: poison line, no opioids, note the time.
    PoisonLine,
    /// Naltrexone was taken on top of an opioid: open the withdrawal page.
    WithdrawalPage,
    /// More than 12 mg in 24 hours: ask a doctor or the poison line today.
    AskToday,
    /// More than the soft cap in 24 hours: watch, and tell the prescriber.
    MoreThanUsual,
    /// More than the night's dose: never a further one, tonight or to make up.
    MoreThanPlanned,
    /// Less than the night's dose: leave it, nothing is added.
    LessThanPlanned,
    /// Two *taken* for one night: "one dose or two?"
    OneDoseOrTwo,
    /// Nothing to take now: what every answer ends with (`safety.md` 14).
    NothingNow,
}

/// What is said after a dose: the total of the last 24 hours, and beside it the night's planned dose.
///
/// Always ends with [`Advice::NothingNow`].
pub fn advice_on(
    total_24h: Ratio,
    swallowed: Ratio,
    planned: Option<Dose>,
    parameters: &Parameters,
) -> Vec<Advice> {
    // Rounded up, so that a fraction above a limit is above it.
    let whole = |ng: Ratio| Dose::from_ng(u64::try_from(ng.num().div_ceil(ng.den())).unwrap_or(u64::MAX));
    let mut advice = match cap(whole(total_24h), parameters) {
        Cap::WholeTablet => vec![Advice::PoisonLine],
        Cap::Refused => vec![Advice::AskToday],
        Cap::NeedsSigned | Cap::AboveSoft => vec![Advice::MoreThanUsual],
        Cap::Within => Vec::new(),
    };
    if let Some(planned) = planned {
        let planned = Ratio::whole(planned.ng());
        if total_24h > planned {
            advice.push(Advice::MoreThanPlanned);
        } else if swallowed < planned {
            advice.push(Advice::LessThanPlanned);
        }
    }
    advice.push(Advice::NothingNow);
    advice
}

/// The amount swallowed in the 24 hours up to and including `at`, in exact nanograms.
///
/// Entries without a time count when their night is the same as `night`; an amount nobody knows counts nothing.
pub fn total_24h(journal: &Journal, night: Night, at: DateTime<Utc>) -> Ratio {
    let within = |entry: &DoseEntry| match entry.taken_at {
        Some(taken) => taken <= at && at.signed_duration_since(taken) < Duration::hours(24),
        None => entry.night == night,
    };
    journal
        .doses
        .iter()
        .filter(|entry| within(entry))
        .filter_map(DoseEntry::amount_ng)
        .fold(Ratio::whole(0), |sum, amount| add(sum, amount).unwrap_or(Ratio::whole(u64::MAX)))
}

fn add(a: Ratio, b: Ratio) -> Option<Ratio> {
    let left = a.num().checked_mul(b.den())?;
    let right = b.num().checked_mul(a.den())?;
    Ratio::new(left.checked_add(right)?, a.den().checked_mul(b.den())?)
}

/// Whether a dose on this night was taken on top of an opioid: a clock runs, or an opioid hold is open.
pub fn withdrawal_page(
    journal: &Journal,
    table: &MedicineTable,
    parameters: &Parameters,
    night: Night,
) -> Option<Advice> {
    let running = !washouts(journal, table, parameters, night).is_empty();
    let ended = |id: FactId| {
        let ends = |kind: &DecisionKind| matches!(kind, DecisionKind::HoldEnd { hold } if *hold == id);
        journal.decisions.iter().any(|one| ends(&one.kind) && one.from <= night)
    };
    let held = journal.decisions.iter().any(|one| {
        let opioid = matches!(one.kind, DecisionKind::HoldBegin { reason: HoldReason::Opioid { .. } });
        opioid && one.from <= night && !ended(one.id)
    });
    (running || held).then_some(Advice::WithdrawalPage)
}

/// Minutes within which two *taken* from two devices are one tap seen twice (`safety.md` 17).
pub const SAME_TAP_MIN: i64 = 5;

/// Pairs of *taken* for one night, from different devices and more than five minutes apart: both are kept, and the
/// patient is asked. Until then they count as one dose for stock and gates.
pub fn one_dose_or_two(journal: &Journal) -> Vec<(FactId, FactId)> {
    let taken: Vec<&DoseEntry> =
        journal.doses.iter().filter(|entry| entry.status == DoseStatus::Taken).collect();
    let mut pairs = Vec::new();
    for (index, first) in taken.iter().enumerate() {
        for second in taken.iter().skip(index + 1) {
            let told = |entry: &DoseEntry| entry.taken_at.unwrap_or(entry.stamp.recorded_at);
            let apart = told(first).signed_duration_since(told(second)).abs();
            if first.night == second.night
                && first.stamp.source != second.stamp.source
                && apart > Duration::minutes(SAME_TAP_MIN)
            {
                pairs.push((first.id, second.id));
            }
        }
    }
    pairs
}
