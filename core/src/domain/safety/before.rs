//! What stands against a line tonight, and what is only said beside it.

use super::check::{mild_reason, surgery_reasons};
use super::course::told;
use super::operation::operations;
use super::reason::{ClearsWhen, Reason, Rule, Verdict};
use super::recognise::is_opioid;
use super::washout::{class_of, washouts};
use crate::domain::journal::Journal;
use crate::domain::medicine::{Course, MedicineClass, MedicineTable, Question};
use crate::domain::night::Night;
use crate::domain::parameter::Parameters;
use crate::domain::question::{open_questions, standing_answer};

/// Every reason why tonight may show no line; empty means that safety has nothing against it.
///
/// Holds, bottles and the plan itself are other rooms' business.
pub fn before_a_line(
    journal: &Journal,
    table: &MedicineTable,
    parameters: &Parameters,
    tonight: Night,
) -> Vec<Reason> {
    let mut reasons: Vec<Reason> = open_questions(journal, table, parameters, tonight)
        .into_iter()
        .map(|open| Reason {
            question: Some(open.question),
            ..Reason::of(Rule::QuestionOpen).clears(ClearsWhen::Answered)
        })
        .collect();
    reasons.extend(washouts(journal, table, parameters, tonight).into_iter().map(|clock| clock.reason));
    reasons.extend(answered_yes(journal, table, tonight));
    reasons.extend(operations_ahead(journal, parameters, tonight));
    reasons.extend(medicines(journal, table, tonight).into_iter().filter(|r| r.verdict >= Verdict::Hold));
    reasons.sort_by_key(|reason| core::cmp::Reverse(reason.verdict));
    reasons
}

/// What stands against ending an opioid or surgery hold; ending one is asked for, never automatic.
pub fn before_resuming(
    journal: &Journal,
    table: &MedicineTable,
    parameters: &Parameters,
    tonight: Night,
) -> Vec<Reason> {
    let clocks = washouts(journal, table, parameters, tonight).into_iter().map(|clock| clock.reason);
    let mut reasons: Vec<Reason> = clocks.collect();
    reasons.extend(answered_yes(journal, table, tonight));
    reasons.extend(operations_ahead(journal, parameters, tonight));
    reasons
}

/// What is said beside the line and stops nothing: names not recognised, warnings, a table out of date.
pub fn beside_the_line(
    journal: &Journal,
    table: &MedicineTable,
    parameters: &Parameters,
    tonight: Night,
) -> Vec<Reason> {
    let mut reasons: Vec<Reason> =
        medicines(journal, table, tonight).into_iter().filter(|r| r.verdict < Verdict::Hold).collect();
    reasons.extend(out_of_date(table, parameters, tonight));
    reasons
}

/// The reason that a table is past its review-by date, for new plans and checks (`safety.md` 27).
pub fn out_of_date(table: &MedicineTable, parameters: &Parameters, tonight: Night) -> Option<Reason> {
    let past = table.review_by < tonight.date || parameters.out_of_date(tonight.date);
    past.then(|| Reason::of(Rule::TableOutOfDate).clears(ClearsWhen::TableRenewed))
}

/// The consequences of a "yes".
fn answered_yes(journal: &Journal, table: &MedicineTable, tonight: Night) -> Vec<Reason> {
    let mut reasons = Vec::new();
    for question in Question::ALL {
        let Some(answer) = standing_answer(journal, question).filter(|answer| answer.yes) else { continue };
        let (rule, clears) = match question {
            Question::Opioids => {
                // A name the table does not know names nothing, nor does one that is not taken: no clock starts.
                let named = told(&journal.medicines).iter().any(|told| {
                    told.entry.stamp.recorded_at >= answer.at
                        && told.course != Course::NotTaking
                        && class_of(told, table).is_some_and(is_opioid)
                });
                if named || answer.agreement.as_ref().is_some_and(super::is_signed) {
                    continue;
                }
                (Rule::OpioidNotNamed, ClearsWhen::DrugRecorded)
            }
            Question::Surgery if answer.on.is_some() => continue,
            Question::Surgery => {
                let told = operations(journal).iter().any(|operation| !operation.cancelled);
                if told {
                    continue;
                }
                (Rule::SurgeryNoDate, ClearsWhen::DateGiven)
            }
            // Signed or reported: a clinician who knows of it agreed.
            _ if answer.agreement.is_some() => continue,
            Question::Liver => (Rule::Liver, ClearsWhen::ClinicianAgrees),
            Question::Pregnancy => (Rule::Pregnancy, ClearsWhen::ClinicianAgrees),
            Question::Transplant => (Rule::Transplant, ClearsWhen::ClinicianAgrees),
        };
        reasons.push(Reason {
            question: Some(question),
            from: Some(tonight),
            ..Reason::of(rule).clears(clears)
        });
    }
    reasons
}

/// Operations whose dose-free days have begun.
fn operations_ahead(journal: &Journal, parameters: &Parameters, tonight: Night) -> Vec<Reason> {
    operations(journal)
        .into_iter()
        .filter(|operation| !operation.cancelled && operation.on > tonight.date)
        .flat_map(|operation| surgery_reasons(operation.on, &journal.settings, parameters, tonight))
        .filter(|reason| reason.from.is_none_or(|from| from <= tonight))
        .collect()
}

/// What recorded medicines other than opioids amount to.
fn medicines(journal: &Journal, table: &MedicineTable, tonight: Night) -> Vec<Reason> {
    let mut reasons = Vec::new();
    for told in told(&journal.medicines) {
        let class = class_of(&told, table);
        let ended = matches!(told.course, Course::NotTaking | Course::Last { .. });
        let reason = match class {
            Some(class) if is_opioid(class) => continue,
            _ if ended => continue,
            None => Reason::of(Rule::NotRecognised).clears(ClearsWhen::NameFromThePack),
            Some(class @ MedicineClass::DuplicateNaltrexone) => {
                Reason { from: Some(tonight), ..mild_reason(class) }
            }
            Some(class) => mild_reason(class),
        };
        reasons.push(Reason { name: Some(told.entry.name.clone()), medicine: Some(told.entry.id), ..reason });
    }
    reasons
}
