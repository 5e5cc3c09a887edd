//! Facts for tests: one of every kind, and as many as asked for, always the same for the same seed.

mod elsewhere;

pub use elsewhere::{order, received};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use nocte_core::domain::amount::{Dose, Strength, Volume};
use nocte_core::domain::bottle::{Bottle, BottleEnd, BottleEndReason, DrawnFrom, Recipe};
use nocte_core::domain::entry::{DoseEntry, DoseStatus, Stamp, StepRef, Tombstone};
use nocte_core::domain::fact::Fact;
use nocte_core::domain::fact_id::FactId;
use nocte_core::domain::medicine::{Answer, Course, Medicine, MedicineClass, Question};
use nocte_core::domain::night::Night;
use nocte_core::domain::plan::{
    Agreement, AgreementKind, Decision, DecisionKind, Gate, HoldReason, PlanReason, PlanTerms, PlanVersion,
    Step,
};
use nocte_core::domain::restored::{RestoreConfirmed, Restored};
use nocte_core::domain::setting::{Choice, SettingChange};
use nocte_core::domain::snooze::Snooze;
use nocte_core::domain::symptom::{BadDay, Effect, EffectCourse, Lab, Note, Score, Severity};
use nocte_core::domain::syringe::Syringe;

/// The first night of every story told here.
///
/// # Panics
/// Never: the numbers are fixed.
pub fn first_night() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 1).expect("a date of the calendar")
}

/// The night `n` nights after the first.
pub fn night(n: u32) -> Night {
    Night::of(first_night() + TimeDelta::days(i64::from(n)))
}

/// Half past ten in the evening of that night, in UTC.
///
/// # Panics
/// Never: the numbers are fixed.
pub fn evening(n: u32) -> DateTime<Utc> {
    (first_night() + TimeDelta::days(i64::from(n))).and_hms_opt(22, 30, 0).expect("a time of day").and_utc()
}

/// A stamp of that evening.
pub fn stamp(n: u32) -> Stamp {
    Stamp {
        recorded_at: evening(n),
        zone: "Europe/Berlin".to_owned(),
        offset_s: 3600,
        source: "phone".to_owned(),
        clock_suspect: false,
    }
}

/// Ids that look like minted ones: the number of the evening first, so that they grow.
pub fn id(n: u32, which: u64) -> FactId {
    let millis = u128::from(evening(n).timestamp_millis().unsigned_abs());
    FactId(millis << 80 | 0x7 << 76 | 0b10 << 62 | u128::from(which))
}

/// One milligram per millilitre.
///
/// # Panics
/// Never: the numbers are fixed.
pub fn strength() -> Strength {
    let volume = Volume::from_ml(50).expect("50 mL fits");
    Strength::new(Dose::from_mg(50).expect("50 mg fits"), volume).expect("neither is zero")
}

/// One millilitre in hundredths.
///
/// # Panics
/// Never: the numbers are fixed.
pub fn syringe() -> Syringe {
    Syringe::new(Volume::from_ul(1_000), Volume::from_ul(10)).expect("a hundred lines")
}

/// The plan every story follows: two steps.
///
/// # Panics
/// Never: the numbers are fixed.
pub fn plan() -> PlanVersion {
    let step = |id: &str, mcg, gate| Step {
        id: id.to_owned(),
        dose: Dose::from_mcg(mcg).expect("a small dose fits"),
        min_nights: 14,
        max_nights: None,
        gate,
    };
    PlanVersion {
        id: id(0, 1),
        version: 1,
        follows: None,
        effective_night: night(0),
        protocol: Some("P2".to_owned()),
        agreement: Agreement {
            kind: AgreementKind::Reported, by: "Dr Öztürk".to_owned(), on: first_night()
        },
        reason: PlanReason::New,
        steps: vec![step("s1", 500, Gate::SymptomFree { nights: 7 }), step("s2", 1_000, Gate::Patient)],
        start_step: 0,
        cap: Dose::from_mcg(4_500),
        stop_after: None,
        already_since: None,
        terms: PlanTerms::default(),
        stamp: stamp(0),
    }
}

/// A dose taken that night.
pub fn dose(n: u32, which: u64) -> DoseEntry {
    DoseEntry {
        id: id(n, which),
        night: night(n),
        status: DoseStatus::Taken,
        taken_at: Some(evening(n)),
        planned: Dose::from_mcg(500),
        step: Some(StepRef { plan: plan().id, step: "s1".to_owned() }),
        volume: Some(Volume::from_ul(500)),
        bottle: Some("A".to_owned()),
        strength: Some(strength()),
        syringe: Some(syringe()),
        swallowed: None,
        corrects: None,
        stamp: stamp(n),
    }
}

/// A rating of that night.
pub fn score(n: u32, which: u64, scale: &str, value: u8) -> Score {
    Score { id: id(n, which), night: night(n), scale: scale.to_owned(), value, stamp: stamp(n) }
}

/// That fact taken back, on that evening.
pub fn undo(n: u32, which: u64, target: FactId) -> Tombstone {
    Tombstone { id: id(n, which), target, stamp: stamp(n) }
}

/// A changed choice.
pub fn setting(n: u32, which: u64, choice: Choice) -> SettingChange {
    SettingChange { id: id(n, which), choice, stamp: stamp(n) }
}

/// A note.
pub fn note(n: u32, which: u64, text: &str) -> Note {
    Note { id: id(n, which), night: night(n), text: text.to_owned(), stamp: stamp(n) }
}

/// At least one fact of every kind, with what is awkward: NULLs, a night twice, nanoseconds, quotes, other scripts.
pub fn one_of_each() -> Vec<Fact> {
    let mut facts: Vec<Fact> = vec![plan().into()];
    facts.extend(decisions());
    facts.extend(answers_to_nights());
    facts.extend(felt());
    facts.extend(medicines());
    facts.extend(bottles());
    facts.extend(choices());
    facts.push(undo(3, 90, id(2, 12)).into());
    facts.push(Snooze { id: id(3, 91), night: night(3), until: evening(3), stamp: stamp(3) }.into());
    facts.push(Restored { id: id(3, 92), copied_at: evening(1), stamp: stamp(3) }.into());
    facts.push(RestoreConfirmed { id: id(3, 93), restored: id(3, 92), stamp: stamp(3) }.into());
    facts.extend(elsewhere::arrivals());
    facts.extend(elsewhere::sent_back());
    facts.extend(elsewhere::phones());
    facts
}

fn decisions() -> Vec<Fact> {
    let agreement = Agreement { kind: AgreementKind::Signed, by: "Clinic".to_owned(), on: first_night() };
    let kinds = [
        DecisionKind::StepUp { to: "s2".to_owned() },
        DecisionKind::SymptomFree { step: "s1".to_owned() },
        DecisionKind::ClinicianGate { step: "s1".to_owned(), agreement },
        DecisionKind::HoldBegin { reason: HoldReason::Opioid { medicine: id(1, 41) } },
        DecisionKind::HoldBegin { reason: HoldReason::Surgery { on: first_night() } },
        DecisionKind::HoldBegin { reason: HoldReason::Patient },
        DecisionKind::HoldEnd { hold: id(1, 13) },
    ];
    let place = |which| 10 + u64::try_from(which).unwrap_or(0);
    let made = |(which, kind)| Decision {
        id: id(1, place(which)),
        plan: plan().id,
        kind,
        from: night(1),
        stamp: stamp(1),
    };
    kinds.into_iter().enumerate().map(made).map(Fact::from).collect()
}

fn answers_to_nights() -> Vec<Fact> {
    let skipped = DoseEntry {
        status: DoseStatus::Skipped,
        taken_at: None,
        planned: None,
        step: None,
        volume: None,
        bottle: None,
        strength: None,
        syringe: None,
        ..dose(1, 20)
    };
    let over_the_date_line = DoseEntry {
        night: Night::second_of(first_night()),
        taken_at: Some(evening(1) + TimeDelta::nanoseconds(123_456_789)),
        strength: Strength::new(
            Dose::from_mg(50).expect("50 mg fits"),
            Volume::from_ml(30).expect("30 mL fits"),
        ),
        ..dose(1, 21)
    };
    let swallowed = DoseEntry { swallowed: Dose::from_mg(50), status: DoseStatus::Extra, ..dose(2, 11) };
    let corrected = DoseEntry { corrects: Some(id(0, 10)), volume: Some(Volume::ZERO), ..dose(2, 12) };
    vec![
        dose(0, 10).into(),
        skipped.into(),
        over_the_date_line.into(),
        swallowed.into(),
        corrected.into(),
        DoseEntry { status: DoseStatus::Unknown, ..dose(2, 13) }.into(),
    ]
}

fn felt() -> Vec<Fact> {
    let effect = Effect {
        id: id(2, 20),
        night: night(2),
        what: "vivid_dreams".to_owned(),
        severity: Severity::Moderate,
        course: EffectCourse::Open,
        continues: None,
        stamp: stamp(2),
    };
    let gone = Effect {
        id: id(2, 21),
        course: EffectCourse::Resolved,
        continues: Some(effect.id),
        ..effect.clone()
    };
    let lab = Lab {
        id: id(2, 22),
        night: night(2),
        what: "esr".to_owned(),
        value: "12.50".to_owned(),
        unit: "mm/h".to_owned(),
        method: Some("westergren".to_owned()),
        on: first_night(),
        stamp: stamp(2),
    };
    vec![
        score(2, 30, "pain", 0).into(),
        score(2, 31, "müdigkeit 睡眠", 10).into(),
        effect.into(),
        gone.into(),
        Lab { id: id(2, 23), method: None, ..lab.clone() }.into(),
        lab.into(),
        note(2, 24, "\"'; DROP TABLE dose; --\n\t\u{0}end").into(),
        note(2, 25, "").into(),
        BadDay { id: id(2, 26), night: night(2), stamp: stamp(2) }.into(),
    ]
}

fn medicines() -> Vec<Fact> {
    let medicine = |which, class, course| Medicine {
        id: id(1, which),
        name: "Tilidin 50/4".to_owned(),
        class,
        course,
        stamp: stamp(1),
    };
    let answer = |which, question, yes| Answer {
        id: id(1, which),
        question,
        yes,
        on: None,
        agreement: None,
        at: evening(1),
        stamp: stamp(1),
    };
    let agreement = Agreement { kind: AgreementKind::Signed, by: "Clinic".to_owned(), on: first_night() };
    let planned =
        Answer { on: Some(first_night()), agreement: Some(agreement), ..answer(46, Question::Surgery, true) };
    vec![
        medicine(40, None, Course::Current).into(),
        medicine(41, Some(MedicineClass::ShortOpioid), Course::Last { on: first_night() }).into(),
        medicine(42, Some(MedicineClass::NoOpioid), Course::Starting { on: first_night() }).into(),
        medicine(43, Some(MedicineClass::Depot), Course::NotTaking).into(),
        answer(44, Question::Opioids, true).into(),
        answer(45, Question::Surgery, false).into(),
        planned.into(),
    ]
}

fn bottles() -> Vec<Fact> {
    let bottle = Bottle {
        id: id(0, 50),
        letter: "A".to_owned(),
        recipe: Recipe::TabletInWater,
        tablets: vec![Dose::from_mg(50).expect("50 mg fits")],
        volume: Volume::from_ml(50).expect("50 mL fits"),
        strength: strength(),
        made_on: first_night(),
        discard_by: first_night() + TimeDelta::days(14),
        syringe: syringe(),
        drawn_from: None,
        stamp: stamp(0),
    };
    let second = Bottle {
        id: id(0, 52),
        letter: "B".to_owned(),
        recipe: Recipe::SecondDilution,
        drawn_from: Some(DrawnFrom { bottle: bottle.id, take: Volume::from_ul(1_000) }),
        ..bottle.clone()
    };
    let end = BottleEnd { id: id(1, 51), bottle: bottle.id, why: BottleEndReason::LeftWarm, stamp: stamp(1) };
    vec![bottle.into(), second.into(), end.into()]
}

fn choices() -> Vec<Fact> {
    let bedtime = chrono::NaiveTime::from_hms_opt(23, 15, 0).expect("a time of day");
    let choices = [
        Choice::Bedtime { at: bedtime },
        Choice::Lead { minutes: 30 },
        Choice::Syringe { syringe: syringe() },
        Choice::Baseline { accepted: true },
        Choice::OwnScale { name: "brain fog".to_owned() },
        Choice::TabletPrice { minor_units: 129, currency: "EUR".to_owned() },
        Choice::TabletsLeft { count: 28 },
    ];
    let place = |which| 60 + u64::try_from(which).unwrap_or(0);
    choices.into_iter().enumerate().map(|(which, choice)| setting(1, place(which), choice).into()).collect()
}
