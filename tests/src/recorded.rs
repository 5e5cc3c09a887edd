//! Journals for the safety rules: all five questions answered on the first evening, then what a test records.

use crate::facts::{evening, first_night, id, night, plan, stamp, strength, syringe};
use chrono::{NaiveDate, TimeDelta};
use nocte_core::catalogue::{medicines, parameters};
use nocte_core::domain::amount::Volume;
use nocte_core::domain::bottle::{Bottle, Recipe};
use nocte_core::domain::journal::Journal;
use nocte_core::domain::medicine::{Answer, Course, Medicine, Question};
use nocte_core::domain::plan::{Agreement, AgreementKind, Decision, DecisionKind};
use nocte_core::domain::question::{WhyAsked, open_questions};
use nocte_core::domain::safety::{Rule, WashoutState, before_a_line, washouts};

/// The date of the `n`th night.
pub fn date(n: u32) -> NaiveDate {
    night(n).date
}

/// An answer given that evening.
pub fn answer(n: u32, which: u64, question: Question, yes: bool) -> Answer {
    Answer { id: id(n, which), question, yes, on: None, agreement: None, at: evening(n), stamp: stamp(n) }
}

/// The same, with a clinician's agreement.
pub fn agreed(kind: AgreementKind, answer: Answer) -> Answer {
    let by = Agreement { kind, by: "Dr Öztürk".to_owned(), on: first_night() };
    Answer { agreement: Some(by), ..answer }
}

/// A plan, and all five questions answered "no" on the first evening.
pub fn answered() -> Journal {
    let no = |(question, which)| answer(0, which, question, false);
    let answers = Question::ALL.into_iter().zip(1..).map(no).collect();
    Journal { plans: vec![plan()], answers, ..Journal::default() }
}

/// The same with a medicine recorded that evening.
pub fn with(mut journal: Journal, n: u32, name: &str, course: Course) -> Journal {
    journal.medicines.push(Medicine {
        id: id(n, 40),
        name: name.to_owned(),
        class: None,
        course,
        stamp: stamp(n),
    });
    journal
}

/// A bottle made that evening.
pub fn bottle(n: u32) -> Bottle {
    Bottle {
        id: id(n, 50),
        letter: "A".to_owned(),
        recipe: Recipe::TabletInWater,
        tablets: Vec::new(),
        volume: Volume::from_ul(50_000),
        strength: strength(),
        made_on: date(n),
        discard_by: date(n) + TimeDelta::days(14),
        syringe: syringe(),
        drawn_from: None,
        stamp: stamp(n),
    }
}

/// A decision taken that evening.
pub fn decision(n: u32, kind: DecisionKind) -> Decision {
    Decision { id: id(n, 60), plan: plan().id, kind, from: night(n), stamp: stamp(n) }
}

/// The questions open on that night.
pub fn open(journal: &Journal, n: u32) -> Vec<(Question, WhyAsked)> {
    let open = open_questions(journal, medicines(), parameters(), night(n));
    open.into_iter().map(|one| (one.question, one.why)).collect()
}

/// The rules that stand against a line on that night.
pub fn rules(journal: &Journal, n: u32) -> Vec<Rule> {
    let reasons = before_a_line(journal, medicines(), parameters(), night(n));
    reasons.into_iter().map(|reason| reason.rule).collect()
}

/// How the clocks stand on that night.
pub fn states(journal: &Journal, n: u32) -> Vec<WashoutState> {
    washouts(journal, medicines(), parameters(), night(n)).into_iter().map(|clock| clock.state).collect()
}
