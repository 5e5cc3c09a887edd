//! Any typed-in plan, lived through any evenings: what is accepted stays under every cap, and no step begins
//! without its nights and its tap.
#![no_main]

use libfuzzer_sys::arbitrary::{self, Arbitrary};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use libfuzzer_sys::fuzz_target;
use nocte_core::catalogue::parameters;
use nocte_core::domain::amount::Dose;
use nocte_core::domain::entry::{DoseEntry, DoseStatus, Stamp};
use nocte_core::domain::fact_id::FactId;
use nocte_core::domain::journal::Journal;
use nocte_core::domain::night::Night;
use nocte_core::domain::plan::{Agreement, AgreementKind, Gate, PlanTerms, Step};
use nocte_core::domain::plan_change::{Moment, typed_plan};
use nocte_core::domain::progress::{progress, step_up};

#[derive(Debug, Arbitrary)]
struct Life {
    steps: Vec<Typed>,
    signed: bool,
    typed_twice: bool,
    evenings: Vec<Evening>,
}

#[derive(Debug, Arbitrary)]
struct Typed {
    dose_mcg: u16,
    min_nights: u8,
    max_nights: Option<u8>,
}

#[derive(Debug, Arbitrary)]
enum Evening {
    Taken,
    Skipped,
    Unknown,
    Blank,
    Tap,
}

fuzz_target!(|life: Life| {
    let Some(first) = NaiveDate::from_ymd_opt(2026, 11, 1) else { return };
    let mut journal = Journal::default();
    let mut tonight = Night::of(first);
    let kind = if life.signed { AgreementKind::Signed } else { AgreementKind::Reported };
    let agreement = Agreement { kind, by: "Dr. Fuzz".to_owned(), on: first };
    let moment = Moment {
        journal: &journal,
        parameters: parameters(),
        tonight,
        from: None,
        typed_twice: life.typed_twice,
    };
    let Ok(plan) = typed_plan(&moment, steps(&life.steps), None, PlanTerms::default(), agreement, None) else {
        return;
    };
    let limit = if life.signed { parameters().refuse_above.value } else { parameters().signed_above.value };
    assert!(plan.steps.iter().all(|step| !step.dose.is_zero() && step.dose <= limit), "a dose above its cap");
    let mut next_id = 1;
    journal.plans.push(plan.recorded(FactId(next_id), stamp(tonight)));
    for evening in life.evenings.iter().take(400) {
        next_id += 1;
        let Some(before) = progress(&journal, tonight) else { return };
        match evening {
            Evening::Tap => {
                let tapped = step_up(&journal, tonight);
                assert!(tapped.is_err() || before.nights_taken >= before.nights_needed, "a step came too early");
                if let Ok(tap) = tapped {
                    journal.decisions.push(tap.recorded(FactId(next_id), stamp(tonight)));
                }
                continue;
            }
            Evening::Taken => journal.doses.push(entry(next_id, tonight, DoseStatus::Taken)),
            Evening::Skipped => journal.doses.push(entry(next_id, tonight, DoseStatus::Skipped)),
            Evening::Unknown => journal.doses.push(entry(next_id, tonight, DoseStatus::Unknown)),
            Evening::Blank => {}
        }
        let after = progress(&journal, tonight).expect("a plan does not vanish");
        assert_eq!(before.dose, after.dose, "a log changed tonight's dose");
        tonight = tonight.next();
    }
});

fn steps(typed: &[Typed]) -> Vec<Step> {
    let step = |(index, step): (usize, &Typed)| Step {
        id: format!("s{}", index + 1),
        dose: Dose::from_ng(u64::from(step.dose_mcg) * 1_000),
        min_nights: step.min_nights.into(),
        max_nights: step.max_nights.map(u32::from),
        gate: Gate::Nights,
    };
    typed.iter().enumerate().map(step).collect()
}

fn evening_of(night: Night) -> DateTime<Utc> {
    night.date.and_time(chrono::NaiveTime::MIN).and_utc() + TimeDelta::hours(22)
}

fn stamp(night: Night) -> Stamp {
    Stamp {
        recorded_at: evening_of(night),
        zone: "Etc/UTC".to_owned(),
        offset_s: 0,
        source: "phone".to_owned(),
        clock_suspect: false,
    }
}

fn entry(id: u128, night: Night, status: DoseStatus) -> DoseEntry {
    DoseEntry {
        id: FactId(id),
        night,
        status,
        taken_at: (status == DoseStatus::Taken).then(|| evening_of(night)),
        planned: None,
        step: None,
        volume: None,
        bottle: None,
        strength: None,
        syringe: None,
        swallowed: None,
        corrects: None,
        stamp: stamp(night),
    }
}
