//! The rules of `safety.md` on what is asked and recorded before a line: 1, 2, 3, 23.

use chrono::TimeDelta;
use nocte_core::catalogue::{medicines, parameters};
use nocte_core::domain::amount::Dose;
use nocte_core::domain::journal::Journal;
use nocte_core::domain::medicine::{Answer, Course, MedicineClass, Question};
use nocte_core::domain::plan::{AgreementKind, Decision, DecisionKind, PlanReason};
use nocte_core::domain::question::WhyAsked;
use nocte_core::domain::safety::{CheckRequest, Rule, WashoutState, beside_the_line, unanswered, washouts};
use nocte_tests::facts::{dose, evening, id, night, plan, stamp};
use nocte_tests::recorded::{agreed, answer, answered, bottle, date, decision, open, rules, states, with};

#[test]
fn safety_01_no_line_until_all_five_questions_are_answered() {
    let mut journal = Journal { plans: vec![plan()], ..Journal::default() };
    for (asked, which) in Question::ALL.into_iter().zip(1..) {
        assert_eq!(open(&journal, 0).len(), Question::ALL.len() + 1 - usize::try_from(which).unwrap_or(0));
        assert!(rules(&journal, 0).contains(&Rule::QuestionOpen));
        journal.answers.push(answer(0, which, asked, false));
    }
    assert_eq!(rules(&journal, 0), []);
}

#[test]
fn safety_01_yes_to_liver_pregnancy_or_transplant_shows_no_line_until_a_clinician_agreed() {
    for (question, rule) in [
        (Question::Liver, Rule::Liver),
        (Question::Pregnancy, Rule::Pregnancy),
        (Question::Transplant, Rule::Transplant),
    ] {
        let mut journal = answered();
        journal.answers.push(answer(1, 9, question, true));
        assert_eq!(rules(&journal, 1), [rule]);
        for kind in [AgreementKind::Signed, AgreementKind::Reported] {
            let mut journal = journal.clone();
            journal.answers.push(agreed(kind, answer(2, 9, question, true)));
            assert_eq!(rules(&journal, 2), [], "{question:?} {kind:?}");
        }
    }
}

#[test]
fn safety_01_yes_to_opioids_wants_the_drug_and_an_unknown_name_is_none() {
    let mut journal = answered();
    journal.answers.push(answer(1, 9, Question::Opioids, true));
    assert_eq!(rules(&journal, 1), [Rule::OpioidNotNamed]);
    let unknown = with(journal.clone(), 1, "the dentist's pills", Course::Current);
    assert_eq!(rules(&unknown, 1), [Rule::OpioidNotNamed]);
    let named = with(journal.clone(), 1, "tramadol", Course::Last { on: date(1) });
    assert_eq!(rules(&named, 1), [Rule::OpioidShort]);
    let not_taken = with(journal.clone(), 1, "tramadol", Course::NotTaking);
    assert_eq!(rules(&not_taken, 1), [Rule::OpioidNotNamed], "yes, and this one is not it");
    let mut reported = journal;
    reported.answers.push(agreed(AgreementKind::Reported, answer(2, 9, Question::Opioids, true)));
    assert_eq!(rules(&reported, 2), [Rule::OpioidNotNamed], "reported lifts no opioid gate");
}

#[test]
fn safety_01_yes_to_surgery_wants_the_date_and_then_holds_in_time() {
    let mut journal = answered();
    journal.answers.push(answer(1, 9, Question::Surgery, true));
    assert_eq!(rules(&journal, 1), [Rule::SurgeryNoDate]);
    journal.answers.push(Answer { on: Some(date(20)), ..answer(1, 10, Question::Surgery, true) });
    assert_eq!(rules(&journal, 11), [], "eight nights before, the last dose may still be taken on the ninth");
    assert_eq!(rules(&journal, 12), [Rule::Surgery]);
}

#[test]
fn safety_02_a_finding_without_an_answer_is_asked_again_before_any_line() {
    let journal = with(answered(), 1, "tramadol", Course::Unanswered);
    assert_eq!(rules(&journal, 1), [Rule::OpioidUnanswered]);
    assert_eq!(rules(&journal, 200), [Rule::OpioidUnanswered]);
    let not = with(journal.clone(), 2, "Tramadol", Course::NotTaking);
    assert_eq!(rules(&not, 2), []);
    let took = with(journal.clone(), 2, "Tramadol", Course::Last { on: date(1) });
    assert_eq!(rules(&took, 2), [Rule::OpioidShort]);
    let starting = with(journal, 2, "Tramadol", Course::Starting { on: date(9) });
    assert_eq!(rules(&starting, 2), [Rule::OpioidShort]);
}

#[test]
fn safety_02_an_old_answer_is_none_to_a_new_finding() {
    let mut journal = with(answered(), 1, "tramadol", Course::Last { on: date(1) });
    journal.answers.push(answer(11, 9, Question::Opioids, false));
    assert_eq!(rules(&journal, 30), [], "asked again and cleared");
    let found = |names: &[&str], last: Option<u32>, journal: &Journal, n: u32| {
        let request = CheckRequest { last: last.map(date), ..CheckRequest::names(names, date(n)) };
        unanswered(&request, journal, medicines(), parameters(), night(n)).len()
    };
    assert_eq!(found(&["Tramadol"], None, &journal, 30), 1, "taken now, as the check has it");
    assert_eq!(found(&["Tramadol"], Some(29), &journal, 30), 1, "a later day than the one told");
    assert_eq!(found(&["tramadol"], Some(1), &journal, 30), 0, "the day that was told");
    assert_eq!(found(&["ibuprofen", "codeine"], None, &journal, 30), 1);
    assert_eq!(found(&["tramadol"], None, &journal, 5), 0, "its clock runs: nothing more to ask");
    let asked = with(journal, 30, "tramadol", Course::Unanswered);
    assert_eq!(rules(&asked, 30), [Rule::OpioidUnanswered]);
    assert_eq!(found(&["tramadol"], None, &asked, 31), 0, "asked once");
    for (course, stands) in [
        (Course::NotTaking, vec![]),
        (Course::Last { on: date(1) }, vec![]),
        (Course::Last { on: date(30) }, vec![Rule::OpioidShort]),
    ] {
        assert_eq!(rules(&with(asked.clone(), 31, "tramadol", course), 31), stands, "{course:?}");
    }
}

#[test]
fn safety_02_the_opioid_question_returns_at_every_step_up_and_every_new_bottle() {
    let mut journal = answered();
    journal.doses.push(dose(1, 70));
    assert_eq!(open(&journal, 2), []);
    journal.decisions.push(decision(14, DecisionKind::StepUp { to: "s2".to_owned() }));
    assert_eq!(open(&journal, 14), [(Question::Opioids, WhyAsked::StepUp)]);
    journal.answers.push(answer(14, 20, Question::Opioids, false));
    assert_eq!(open(&journal, 14), [], "answered with the step, at one instant");
    journal.bottles.push(bottle(15));
    assert_eq!(open(&journal, 15), [(Question::Opioids, WhyAsked::NewBottle)]);
    journal.answers.push(answer(16, 21, Question::Opioids, false));
    assert_eq!(open(&journal, 16), []);
}

#[test]
fn safety_02_a_version_that_begins_higher_is_a_step_up_whoever_agreed() {
    let mut journal = Journal { doses: vec![dose(1, 70)], ..answered() };
    let version = |n: u32, which: u64, mcg: u64, kind, follows| {
        let mut one = plan();
        (one.id, one.version, one.follows) = (id(n, which), 2, Some(follows));
        (one.effective_night, one.reason, one.stamp) = (night(n), PlanReason::Change, stamp(n));
        one.agreement.kind = kind;
        one.steps.truncate(1);
        one.steps[0].dose = Dose::from_mcg(mcg).expect("a small dose fits");
        one
    };
    let first = plan().id;
    for kind in [AgreementKind::Reported, AgreementKind::Signed] {
        let mut higher = journal.clone();
        higher.plans.push(version(3, 30, 3_000, kind, first));
        assert_eq!(open(&higher, 3), [(Question::Opioids, WhyAsked::StepUp)], "{kind:?}");
        let mut lower = journal.clone();
        lower.plans.push(version(3, 30, 250, kind, first));
        assert_eq!(open(&lower, 3), [], "{kind:?}");
    }
    // Two phones: the lower one is followed, and choosing the other is a step up.
    let reported = AgreementKind::Reported;
    journal.plans.push(version(3, 30, 250, reported, first));
    journal.plans.push(version(3, 31, 400, reported, first));
    assert_eq!(open(&journal, 3), []);
    let choose = |chosen, over| {
        let choice = decision(4, DecisionKind::Choose { over });
        Journal { decisions: vec![Decision { plan: chosen, ..choice }], ..journal.clone() }
    };
    assert_eq!(open(&choose(id(3, 31), id(3, 30)), 4), [(Question::Opioids, WhyAsked::StepUp)]);
    assert_eq!(open(&choose(id(3, 30), id(3, 31)), 4), []);
}

#[test]
fn safety_02_during_set_up_one_answer_covers_the_bottle_of_the_same_night_only() {
    let later = |n: u32, minutes| {
        let mut made = bottle(n);
        made.stamp.recorded_at += TimeDelta::minutes(minutes);
        made
    };
    let mut journal = answered();
    journal.bottles.push(later(0, 30));
    assert_eq!(open(&journal, 0), []);
    let mut after_a_dose = journal.clone();
    after_a_dose.doses.push(dose(0, 70));
    assert_eq!(open(&after_a_dose, 0), [(Question::Opioids, WhyAsked::NewBottle)]);
    journal.bottles.push(later(3, 0));
    assert_eq!(open(&journal, 3), [(Question::Opioids, WhyAsked::NewBottle)]);
}

#[test]
fn safety_02_not_taking_it_any_more_does_not_stop_the_clock() {
    let taken = with(answered(), 1, "codeine", Course::Last { on: date(1) });
    let not_any_more = with(taken, 2, "Codeine", Course::NotTaking);
    assert_eq!(states(&not_any_more, 2), [WashoutState::Running]);
    let current = with(answered(), 1, "codeine", Course::Current);
    let stopped = with(current, 5, "codeine", Course::NotTaking);
    let clock = washouts(&stopped, medicines(), parameters(), night(5)).remove(0);
    assert_eq!((clock.last, clock.until), (Some(date(5)), Some(night(15))));
}

#[test]
fn safety_03_a_name_not_recognised_is_said_beside_the_line_and_an_opioid_without_a_code_gates() {
    let journal = with(answered(), 1, "magnesium-x", Course::Current);
    assert_eq!(rules(&journal, 1), []);
    let beside = beside_the_line(&journal, medicines(), parameters(), night(1));
    assert_eq!(beside.iter().map(|one| one.rule).collect::<Vec<_>>(), [Rule::NotRecognised]);
    let kratom = with(answered(), 1, "Kratom", Course::Current);
    assert_eq!(rules(&kratom, 1), [Rule::OpioidUnclassified]);
}

#[test]
fn safety_03_the_table_of_the_day_it_was_recorded_and_of_today_both_gate() {
    let mut journal = with(answered(), 1, "a brand nobody knows", Course::Current);
    journal.medicines[0].class = Some(MedicineClass::Methadone);
    assert_eq!(rules(&journal, 1), [Rule::OpioidMethadone]);
    let mut journal = with(answered(), 1, "methadone", Course::Current);
    journal.medicines[0].class = Some(MedicineClass::NoOpioid);
    assert_eq!(rules(&journal, 1), [Rule::OpioidMethadone]);
}

#[test]
fn safety_23_after_a_restore_recent_painkillers_are_asked_before_a_line() {
    let mut journal = answered();
    journal.restored_from = Some(evening(5));
    assert_eq!(open(&journal, 6), [(Question::Opioids, WhyAsked::Restored)]);
    journal.answers.push(answer(6, 9, Question::Opioids, false));
    assert_eq!(open(&journal, 6), []);
    let mut confirmed = Journal { copied_last: Some(evening(5)), ..answered() };
    assert_eq!(
        open(&confirmed, 7),
        [(Question::Opioids, WhyAsked::Restored)],
        "the confirmation is no answer to it"
    );
    confirmed.answers.push(answer(7, 9, Question::Opioids, false));
    assert_eq!(open(&confirmed, 7), []);
}

#[test]
fn an_answer_from_a_wrong_clock_is_asked_again() {
    let mut journal = answered();
    journal.answers.push(answer(90, 9, Question::Liver, false));
    assert_eq!(open(&journal, 3), [(Question::Liver, WhyAsked::ClockMoved)]);
}
