//! Checking names and dates before anything is recorded: needs no store, and records nothing.

use super::reason::{ClearsWhen, Reason, Rule, Verdict};
use super::recognise::{Found, is_opioid, looks_like, recognise};
use super::surgery::first_night_without;
use crate::domain::code::CodeStatus;
use crate::domain::medicine::{MedicineClass, MedicineTable};
use crate::domain::night::Night;
use crate::domain::parameter::Parameters;
use crate::domain::setting::Settings;
use chrono::{Days, NaiveDate};
use core::fmt;

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckRequest {
    /// Names as typed. None at all, without an operation, is an empty name.
    pub names: Vec<String>,
    /// The civil date now: after midnight it is the day after tonight's.
    pub today: NaiveDate,
    /// The last dose, the removal of the patch, or the discharge. Without it a medicine counts as taken now.
    pub last: Option<NaiveDate>,
    /// The day it will be started.
    pub starting: Option<NaiveDate>,
    /// The date of a planned operation.
    pub surgery: Option<NaiveDate>,
    /// Lights-out and cutover, for the last possible dose before an operation.
    pub settings: Settings,
}

impl CheckRequest {
    /// Only names, taken now.
    pub fn names(names: &[&str], today: NaiveDate) -> Self {
        Self {
            names: names.iter().map(|name| (*name).to_owned()).collect(),
            today,
            last: None,
            starting: None,
            surgery: None,
            settings: Settings::default(),
        }
    }
}

/// The answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckAnswer {
    /// The worst verdict of all reasons.
    pub verdict: Verdict,
    /// The first night without a dose.
    pub from: Option<Night>,
    /// The first night on which resuming may be asked; `None` while that is not known.
    pub until: Option<Night>,
    /// Every reason, gravest first, also those that only warn. Never empty.
    pub reasons: Vec<Reason>,
    /// Every number and table behind this answer was reviewed by a clinician (`safety.md` 27).
    pub clinically_reviewed: bool,
}

/// A date that cannot be meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CheckError {
    /// A last dose lies in the future: it is a start.
    LastInFuture,
    /// A start lies in the past: it is a last dose.
    StartInPast,
    /// Both a last dose and a start.
    LastAndStart,
    /// The operation is over: its painkillers are what counts now.
    SurgeryInPast,
}

impl fmt::Display for CheckError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::LastInFuture => "the last dose lies in the future",
            Self::StartInPast => "the start lies in the past",
            Self::LastAndStart => "a last dose and a start exclude each other",
            Self::SurgeryInPast => "the operation lies in the past",
        })
    }
}

impl core::error::Error for CheckError {}

/// Checks names and an operation; the worst verdict wins, the reasons of all are given.
pub fn check(
    request: &CheckRequest,
    table: &MedicineTable,
    parameters: &Parameters,
    tonight: Night,
) -> Result<CheckAnswer, CheckError> {
    let intake = intake(request)?;
    let mut reasons = Vec::new();
    if request.names.is_empty() && request.surgery.is_none() {
        reasons.push(not_recognised("", table));
    }
    for name in &request.names {
        reasons.extend(reasons_for(name, intake, table, parameters, tonight));
    }
    if let Some(on) = request.surgery {
        reasons.extend(surgery_reasons(on, &request.settings, parameters, tonight));
    }
    reasons.extend(super::before::out_of_date(table, parameters, tonight));
    Ok(answer(reasons, table.reviewed_by.is_some() && parameters.reviewed()))
}

/// When a medicine is, was or will be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Intake {
    /// Last on this date.
    Last(NaiveDate),
    /// From this date on.
    Starting,
}

fn intake(request: &CheckRequest) -> Result<Intake, CheckError> {
    if request.surgery.is_some_and(|on| on < request.today) {
        return Err(CheckError::SurgeryInPast);
    }
    match (request.last, request.starting) {
        (Some(_), Some(_)) => Err(CheckError::LastAndStart),
        (Some(on), None) if on > request.today => Err(CheckError::LastInFuture),
        (None, Some(on)) if on < request.today => Err(CheckError::StartInPast),
        (Some(on), None) => Ok(Intake::Last(on)),
        (None, Some(_)) => Ok(Intake::Starting),
        (None, None) => Ok(Intake::Last(request.today)),
    }
}

fn answer(mut reasons: Vec<Reason>, clinically_reviewed: bool) -> CheckAnswer {
    reasons.sort_by_key(|reason| core::cmp::Reverse(reason.verdict));
    let verdict = reasons.iter().map(|reason| reason.verdict).max().unwrap_or(Verdict::AskClinician);
    let endless = reasons.iter().any(|reason| reason.verdict >= Verdict::Hold && reason.until.is_none());
    CheckAnswer {
        verdict,
        from: reasons.iter().filter_map(|reason| reason.from).min(),
        until: if endless { None } else { reasons.iter().filter_map(|reason| reason.until).max() },
        reasons,
        clinically_reviewed,
    }
}

/// Every reason one name gives.
fn reasons_for(
    name: &str,
    intake: Intake,
    table: &MedicineTable,
    parameters: &Parameters,
    tonight: Night,
) -> Vec<Reason> {
    let Some(recognised) = recognise(name, table) else {
        return vec![not_recognised(name, table)];
    };
    let gated = recognised.found.iter().any(|found| is_opioid(found.class));
    let mut reasons: Vec<Reason> = recognised
        .found
        .iter()
        // Beside an opioid (Suboxone) its antagonist partner has nothing to add.
        .filter(|found| !(gated && found.class == MedicineClass::OpioidAntagonist))
        // Said once for the whole name, below, and never beside an opioid.
        .filter(|found| found.class != MedicineClass::NoOpioid)
        .map(|found| {
            let mut reason = reason_for(found, intake, parameters, tonight);
            reason.name = Some(name.to_owned());
            reason.substance = Some(found.substance.id.clone());
            reason
        })
        .collect();
    if !recognised.unknown.is_empty() && !gated {
        reasons.push(not_recognised(&recognised.unknown.join(" "), table));
    } else if recognised.found.iter().all(|found| clears(found.class)) {
        let verify = recognised.found.iter().any(|found| found.verify);
        reasons.push(Reason { name: Some(name.to_owned()), verify, ..Reason::of(Rule::NoOpioidFound) });
    }
    reasons
}

/// Only a name that is cleared is told "no opioid found": beside a "no" or an "ask" it would be a comfort.
fn clears(class: MedicineClass) -> bool {
    mild_reason(class).verdict == Verdict::Clear && class != MedicineClass::AntidiarrhoealOpioid
}

fn not_recognised(name: &str, table: &MedicineTable) -> Reason {
    Reason {
        name: Some(name.to_owned()),
        substance: looks_like(name, table).map(|substance| substance.id.clone()),
        ..Reason::of(Rule::NotRecognised).clears(ClearsWhen::NameFromThePack)
    }
}

/// The reason of one ingredient.
fn reason_for(found: &Found<'_>, intake: Intake, parameters: &Parameters, tonight: Night) -> Reason {
    let mut reason = match found.class {
        class if is_opioid(class) => opioid_reason(class, intake, parameters, tonight),
        class => Reason { from: duplicate(class).then_some(tonight), ..mild_reason(class) },
    };
    let code_doubtful = found.substance.rxnorm.as_ref().is_none_or(|code| code.status == CodeStatus::Verify);
    reason.verify |= found.verify || (is_opioid(found.class) && code_doubtful);
    reason
}

fn duplicate(class: MedicineClass) -> bool {
    class == MedicineClass::DuplicateNaltrexone
}

/// The reason of a class that does not gate as an opioid.
pub(super) fn mild_reason(class: MedicineClass) -> Reason {
    let of = Reason::of;
    match class {
        MedicineClass::DuplicateNaltrexone => of(Rule::DuplicateNaltrexone).clears(ClearsWhen::OtherStopped),
        MedicineClass::OtherSubstance => of(Rule::OtherSubstance),
        MedicineClass::AntidiarrhoealOpioid => of(Rule::Antidiarrhoeal),
        MedicineClass::AskPharmacist => of(Rule::Dextromethorphan).clears(ClearsWhen::PharmacistAsked),
        MedicineClass::OpioidAntagonist => of(Rule::OpioidAntagonist).clears(ClearsWhen::PharmacistAsked),
        MedicineClass::Thyroid => of(Rule::Thyroid),
        MedicineClass::Immunosuppressant => of(Rule::Immunosuppressant).clears(ClearsWhen::ClinicianAgrees),
        MedicineClass::AskClinician => of(Rule::AskBeforeBoth).clears(ClearsWhen::ClinicianAgrees),
        MedicineClass::NoOpioid => of(Rule::NoOpioidFound),
        MedicineClass::ShortOpioid
        | MedicineClass::LongOpioid
        | MedicineClass::Methadone
        | MedicineClass::Buprenorphine
        | MedicineClass::MixedOpioid
        | MedicineClass::Depot
        | MedicineClass::SurgicalOpioid
        | MedicineClass::CoughOpioid
        | MedicineClass::UnclassifiedOpioid => of(opioid_rule(class)).clears(ClearsWhen::LastDoseTold),
    }
}

/// The reason of an opioid class: gate, countdown, and at its end the question again.
pub(super) fn opioid_reason(
    class: MedicineClass,
    intake: Intake,
    parameters: &Parameters,
    tonight: Night,
) -> Reason {
    let base = Reason { from: Some(tonight), ..Reason::of(opioid_rule(class)) };
    let Some((nights, source)) = countdown(class, parameters) else {
        return base.clears(ClearsWhen::Signed);
    };
    let base = Reason { length: Some(nights), source: source.to_owned(), ..base };
    let Intake::Last(last) = intake else {
        return base.clears(ClearsWhen::LastDoseTold);
    };
    let until = ends(last, nights);
    let clears = if needs_signed(class) {
        ClearsWhen::AskedAgainAndSigned { on: until }
    } else {
        ClearsWhen::AskedAgain { on: until }
    };
    if until.date > tonight.date {
        return Reason { until: Some(until), ..base.clears(clears) };
    }
    let again = Reason::of(Rule::OpioidAskAgain);
    Reason { rule: again.rule, verdict: again.verdict, from: None, until: Some(until), ..base.clears(clears) }
}

/// The first night on which resuming may be asked, after a last dose on `last`.
pub(super) fn ends(last: NaiveDate, nights: u32) -> Night {
    Night::of(last.checked_add_days(Days::new(u64::from(nights))).unwrap_or(NaiveDate::MAX))
}

/// Nights without a dose after the last intake, with their source; `None` for depots, which have no countdown.
///
/// Classes without a clock of their own in any source (given in hospital, unclassified) take the longer one.
pub fn countdown(class: MedicineClass, parameters: &Parameters) -> Option<(u32, &str)> {
    let of = match class {
        MedicineClass::ShortOpioid | MedicineClass::MixedOpioid | MedicineClass::CoughOpioid => {
            &parameters.short_opioid_nights
        }
        MedicineClass::Depot => return None,
        _ => &parameters.long_opioid_nights,
    };
    Some((of.value, &of.source))
}

/// Whether the end of a countdown needs a *signed* order besides the patient's answer (`safety.md` 4).
pub const fn needs_signed(class: MedicineClass) -> bool {
    matches!(class, MedicineClass::Methadone | MedicineClass::Buprenorphine | MedicineClass::Depot)
}

fn opioid_rule(class: MedicineClass) -> Rule {
    match class {
        MedicineClass::ShortOpioid => Rule::OpioidShort,
        MedicineClass::LongOpioid => Rule::OpioidLong,
        MedicineClass::Methadone => Rule::OpioidMethadone,
        MedicineClass::Buprenorphine => Rule::OpioidBuprenorphine,
        MedicineClass::MixedOpioid => Rule::OpioidMixed,
        MedicineClass::Depot => Rule::OpioidDepot,
        MedicineClass::SurgicalOpioid => Rule::OpioidHospital,
        MedicineClass::CoughOpioid => Rule::OpioidCough,
        _ => Rule::OpioidUnclassified,
    }
}

/// The reasons a planned operation gives.
pub(super) fn surgery_reasons(
    on: NaiveDate,
    settings: &Settings,
    parameters: &Parameters,
    tonight: Night,
) -> Vec<Reason> {
    let first = first_night_without(on, settings, parameters);
    let speak = |rule| Reason {
        on: Some(on),
        length: Some(parameters.surgery_days.value),
        source: parameters.surgery_days.source.clone(),
        ..Reason::of(rule)
    };
    let mut reasons = vec![Reason {
        from: Some(first.max(tonight)),
        ..speak(Rule::Surgery).clears(ClearsWhen::DischargeTold)
    }];
    if first < tonight {
        reasons.push(speak(Rule::SurgeryTooNear).clears(ClearsWhen::ClinicianAgrees));
    }
    reasons
}
