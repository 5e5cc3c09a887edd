//! The clocks that run after an opioid, and that none of them clears by itself.

use super::check::{Intake, countdown, ends, needs_signed, opioid_reason};
use super::course::{Told, local_date, told};
use super::operation::{Operation, operations};
use super::reason::{ClearsWhen, Reason, Rule, Verdict};
use super::recognise::{is_opioid, recognise, weight};
use crate::domain::fact_id::FactId;
use crate::domain::journal::Journal;
use crate::domain::medicine::{Answer, Course, Medicine, MedicineClass, MedicineTable, Question};
use crate::domain::night::Night;
use crate::domain::parameter::Parameters;
use crate::domain::plan::AgreementKind;
use chrono::NaiveDate;

/// One clock, as long as it stands against a dose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Washout {
    /// What it runs for.
    pub cause: WashoutCause,
    /// The opioid class.
    pub class: MedicineClass,
    /// How it stands.
    pub state: WashoutState,
    /// The last intake, removal or discharge; `None` while it has not ended.
    pub last: Option<NaiveDate>,
    /// The first night on which resuming may be asked; `None` while the clock cannot start.
    pub until: Option<Night>,
    /// The same as a reason.
    pub reason: Reason,
}

/// What a clock runs for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WashoutCause {
    /// A recorded medicine.
    Medicine(FactId),
    /// An operation on that date: opioids are assumed given there (`safety.md` 20).
    Operation(NaiveDate),
}

/// How a clock stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WashoutState {
    /// A check found it, and whether it was taken is not answered.
    Unanswered,
    /// Still being taken, or about to be: no clock yet.
    NotStarted,
    /// Counting.
    Running,
    /// Counted; the question is asked again.
    AskAgain,
    /// No countdown exists: clinician only.
    ClinicianOnly,
}

/// Every clock that stands against a dose tonight; a cleared one is not in the list.
pub fn washouts(
    journal: &Journal,
    table: &MedicineTable,
    parameters: &Parameters,
    tonight: Night,
) -> Vec<Washout> {
    let medicines = told(&journal.medicines);
    let mut all: Vec<Washout> = medicines
        .iter()
        .filter_map(|told| of_medicine(told, &journal.answers, table, parameters, tonight))
        .collect();
    for operation in operations(journal) {
        all.extend(after_operation(operation, &medicines, journal, table, parameters, tonight));
    }
    all
}

/// The gravest class of a medicine: by today's table or by the one it was recorded with, whichever is graver.
pub(super) fn class_of(told: &Told<'_>, table: &MedicineTable) -> Option<MedicineClass> {
    let now = recognise(&told.entry.name, table).map(|known| known.class());
    let then = told.entry.class;
    [now, then].into_iter().flatten().max_by_key(|class| weight(*class))
}

/// Whether an entry says that an opioid was or will be taken, by its name now or as it was recorded.
pub fn names_an_opioid(entry: &Medicine, table: &MedicineTable) -> bool {
    entry.course != Course::NotTaking && class_of(&Told::first(entry), table).is_some_and(is_opioid)
}

fn of_medicine(
    told: &Told<'_>,
    answers: &[Answer],
    table: &MedicineTable,
    parameters: &Parameters,
    tonight: Night,
) -> Option<Washout> {
    let class = class_of(told, table).filter(|class| is_opioid(*class))?;
    let (state, last, reason) = match told.course {
        Course::NotTaking => return None,
        Course::Unanswered => unanswered(tonight),
        Course::Current | Course::Starting { .. } => {
            let reason = opioid_reason(class, Intake::Starting, parameters, tonight);
            (WashoutState::NotStarted, None, reason)
        }
        Course::Last { on } => {
            let reason = opioid_reason(class, Intake::Last(on), parameters, tonight);
            let over = reason.rule == Rule::OpioidAskAgain;
            (if over { WashoutState::AskAgain } else { WashoutState::Running }, Some(on), reason)
        }
    };
    let state = match state {
        WashoutState::NotStarted | WashoutState::Running if class == MedicineClass::Depot => {
            WashoutState::ClinicianOnly
        }
        state => state,
    };
    let end = last.and_then(|on| countdown(class, parameters).map(|(nights, _)| ends(on, nights)));
    let (state, last, mut reason) =
        if state == WashoutState::Unanswered || !cleared(class, end, told, answers, tonight) {
            (state, last, reason)
        } else if told.entry.course == Course::Unanswered {
            // A new finding of a medicine whose old clock is long cleared: was it taken again?
            unanswered(tonight)
        } else {
            return None;
        };
    // An ended countdown only asks; for someone with a plan that question stands against every dose.
    reason.verdict = Verdict::Hold;
    reason.name = Some(told.entry.name.clone());
    reason.medicine = Some(told.entry.id);
    Some(Washout {
        cause: WashoutCause::Medicine(told.entry.id),
        class,
        state,
        last,
        until: reason.until,
        reason,
    })
}

/// A finding nobody has answered: no clock, and no line either.
fn unanswered(tonight: Night) -> (WashoutState, Option<NaiveDate>, Reason) {
    let reason = Reason { from: Some(tonight), ..Reason::of(Rule::OpioidUnanswered) };
    (WashoutState::Unanswered, None, reason.clears(ClearsWhen::Answered))
}

/// Whether the patient's answer after the end, or a signed order after the record, clears the clock.
///
/// "No" to the question before the end clears nothing. Methadone, buprenorphine and depots want the signed order
/// in every case (`safety.md` 4); *reported* is never enough for an opioid.
fn cleared(
    class: MedicineClass,
    end: Option<Night>,
    told: &Told<'_>,
    answers: &[Answer],
    tonight: Night,
) -> bool {
    answers.iter().filter(|answer| answer.question == Question::Opioids).any(|answer| {
        let signed = answer.agreement.as_ref().is_some_and(|by| by.kind == AgreementKind::Signed);
        let later = answer.at >= told.said_at;
        let over = end.is_some_and(|end| end.date <= tonight.date && local_date(&answer.stamp) >= end.date);
        (signed && later) || (!answer.yes && over && !needs_signed(class))
    })
}

/// After an operation: opioids are assumed given until discharge and painkillers are told.
fn after_operation(
    operation: Operation,
    medicines: &[Told<'_>],
    journal: &Journal,
    table: &MedicineTable,
    parameters: &Parameters,
    tonight: Night,
) -> Option<Washout> {
    if operation.cancelled || operation.on > tonight.date {
        return None;
    }
    // A painkiller recorded on or after the day carries the clock from here on.
    let told = medicines.iter().any(|told| {
        let since = matches!(told.course, Course::Last { on } if on >= operation.on);
        since && class_of(told, table).is_some_and(is_opioid)
    });
    let signed = journal.answers.iter().any(|answer| {
        matches!(answer.question, Question::Surgery | Question::Opioids)
            && answer.agreement.as_ref().is_some_and(|by| by.kind == AgreementKind::Signed)
            && local_date(&answer.stamp) >= operation.on
    });
    if told || signed {
        return None;
    }
    let class = MedicineClass::SurgicalOpioid;
    let reason = Reason {
        on: Some(operation.on),
        ..opioid_reason(class, Intake::Starting, parameters, tonight).clears(ClearsWhen::DischargeTold)
    };
    Some(Washout {
        cause: WashoutCause::Operation(operation.on),
        class,
        state: WashoutState::NotStarted,
        last: None,
        until: None,
        reason,
    })
}
