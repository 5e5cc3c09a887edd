//! The rules of `safety.md` on clocks, overrides and the card: 4, 17, 20, 21, 24, 27.

use chrono::TimeDelta;
use nocte_core::catalogue::{medicines, parameters};
use nocte_core::domain::entry::{DoseEntry, DoseStatus};
use nocte_core::domain::journal::Journal;
use nocte_core::domain::medicine::{Answer, Course, Medicine, Question};
use nocte_core::domain::night::Night;
use nocte_core::domain::plan::{AgreementKind, Decision, DecisionKind, HoldReason};
use nocte_core::domain::question::WhyAsked;
use nocte_core::domain::safety::recognise::is_opioid;
use nocte_core::domain::safety::{
    ClearsWhen, Rule, Verdict, WashoutState, before_a_line, before_resuming, beside_the_line, card,
    on_top_of_opioid, one_dose_or_two, out_of_date, swallowed_since, washouts,
};
use nocte_core::words::Lang;
use nocte_core::words::safety as words;
use nocte_tests::facts::{dose, id, night, stamp};
use nocte_tests::recorded::{agreed, answer, answered, date, decision, open, rules, states, with};
use proptest::prelude::*;

#[test]
fn safety_04_only_a_signed_order_overrides_the_opioid_gate() {
    let journal = with(answered(), 1, "tramadol", Course::Current);
    for (kind, lifted) in [(AgreementKind::Signed, true), (AgreementKind::Reported, false)] {
        let mut journal = journal.clone();
        journal.answers.push(agreed(kind, answer(2, 9, Question::Opioids, true)));
        assert_eq!(states(&journal, 2).is_empty(), lifted, "{kind:?}");
        let again = with(journal, 3, "morphine", Course::Current);
        assert!(!states(&again, 3).is_empty(), "an order covers what it saw, not a newer drug");
    }
}

#[test]
fn safety_04_the_end_of_a_methadone_clock_wants_answer_and_signature() {
    let journal = with(answered(), 1, "methadone", Course::Last { on: date(1) });
    assert_eq!(states(&journal, 15), [WashoutState::AskAgain]);
    let mut said = journal.clone();
    said.answers.push(answer(15, 9, Question::Opioids, false));
    assert_eq!(states(&said, 15), [WashoutState::AskAgain]);
    assert_eq!(open(&said, 15), [], "the patient has answered; the clinic has not");
    let signed = agreed(AgreementKind::Signed, answer(16, 10, Question::Opioids, false));
    said.answers.push(signed);
    assert_eq!(rules(&said, 16), []);
}

#[test]
fn safety_20_an_opioid_told_after_the_dose_opens_the_withdrawal_page_too() {
    let journal = Journal { doses: vec![dose(3, 70)], ..answered() };
    let told = |course| swallowed_since(&journal, course, night(3));
    assert!(
        told(Course::Last { on: date(3) }) && told(Course::Last { on: date(1) }) && told(Course::Current)
    );
    assert!(!told(Course::Last { on: date(4) }) && !told(Course::Starting { on: date(4) }));
    assert!(!told(Course::NotTaking) && !swallowed_since(&answered(), Course::Current, night(3)));
}

#[test]
fn safety_17_two_taken_from_two_devices_are_one_dose_or_two() {
    let carer = |minutes| {
        let mut entry = dose(3, 71);
        entry.stamp.source = "carer-phone".to_owned();
        entry.taken_at = entry.taken_at.map(|at| at + TimeDelta::minutes(minutes));
        entry
    };
    let ask = |minutes| {
        let journal = Journal { doses: vec![dose(3, 70), carer(minutes)], ..answered() };
        one_dose_or_two(&journal)
    };
    assert_eq!(ask(5), []);
    assert_eq!(ask(6), [(id(3, 70), id(3, 71))]);
    assert_eq!(ask(-6), [(id(3, 70), id(3, 71))]);
    let same_phone = DoseEntry { stamp: stamp(3), ..carer(60) };
    assert_eq!(one_dose_or_two(&Journal { doses: vec![dose(3, 70), same_phone], ..answered() }), []);
}

#[test]
fn safety_20_a_countdown_never_clears_by_itself() {
    let journal = with(answered(), 1, "codeine", Course::Last { on: date(1) });
    assert_eq!(rules(&journal, 10), [Rule::OpioidShort]);
    assert_eq!(states(&journal, 10), [WashoutState::Running]);
    for n in [11, 12, 100, 1_000] {
        assert_eq!(states(&journal, n), [WashoutState::AskAgain], "night {n}");
        assert_eq!(open(&journal, n), [(Question::Opioids, WhyAsked::CountdownEnded)], "night {n}");
        let against = before_resuming(&journal, medicines(), parameters(), night(n));
        assert!(against.iter().any(|reason| reason.verdict == Verdict::Hold), "night {n}");
    }
    let mut early = journal.clone();
    early.answers.push(answer(10, 9, Question::Opioids, false));
    assert_eq!(states(&early, 11), [WashoutState::AskAgain], "a no before the end clears nothing");
    let mut asked = journal;
    asked.answers.push(answer(11, 9, Question::Opioids, false));
    assert_eq!(rules(&asked, 11), []);
    assert_eq!(before_resuming(&asked, medicines(), parameters(), night(11)), []);
}

#[test]
fn safety_20_each_class_is_asked_at_its_own_end() {
    let journal = with(answered(), 1, "codeine", Course::Last { on: date(1) });
    let mut journal = with(journal, 1, "fentanyl patch", Course::Last { on: date(1) });
    journal.answers.push(answer(11, 9, Question::Opioids, false));
    assert_eq!(states(&journal, 11), [WashoutState::Running], "the patch still counts");
    assert_eq!(open(&journal, 15), [(Question::Opioids, WhyAsked::CountdownEnded)]);
}

#[test]
fn safety_20_a_start_called_off_forgets_no_intake_before_it() {
    let took = with(answered(), 1, "codeine", Course::Last { on: date(1) });
    let announced = with(took.clone(), 2, "codeine", Course::Starting { on: date(9) });
    let called_off = with(announced, 3, "codeine", Course::NotTaking);
    assert_eq!(states(&called_off, 3), [WashoutState::Running]);
    assert_eq!(states(&called_off, 11), [WashoutState::AskAgain]);
    let taking = with(answered(), 1, "codeine", Course::Current);
    let later = with(taking, 2, "codeine", Course::Starting { on: date(9) });
    assert_eq!(states(&with(later, 3, "codeine", Course::NotTaking), 3), [WashoutState::Running]);
    let never = with(answered(), 2, "codeine", Course::Starting { on: date(9) });
    assert_eq!(states(&with(never, 3, "codeine", Course::NotTaking), 3), [], "announced, and never begun");
}

/// Two phones of one patient: what was said first may come in last.
#[test]
fn safety_20_what_another_phone_said_before_shortens_no_clock() {
    let said = |n, course| with(Journal::default(), n, "codeine", course).medicines.remove(0);
    let of = |entries: Vec<Medicine>, n| {
        let clocks = states(&Journal { medicines: entries.clone(), ..answered() }, n);
        let until =
            washouts(&Journal { medicines: entries, ..answered() }, medicines(), parameters(), night(n));
        (clocks, until.first().and_then(|clock| clock.until))
    };
    let (early, late) = (said(2, Course::Last { on: date(1) }), said(6, Course::Last { on: date(5) }));
    let running = (vec![WashoutState::Running], Some(night(15)));
    assert_eq!(of(vec![early.clone(), late.clone()], 7), running);
    assert_eq!(of(vec![late.clone(), early.clone()], 7), running, "the other way round");
    assert_eq!(of(vec![late.clone(), said(2, Course::NotTaking)], 7), running);
    assert_eq!(
        of(vec![said(6, Course::Current), said(2, Course::NotTaking)], 7).0,
        [WashoutState::NotStarted]
    );
    let (said_not, stopped) = (said(8, Course::NotTaking), (vec![WashoutState::Running], Some(night(18))));
    assert_eq!(
        of(vec![said_not, said(2, Course::Current)], 9),
        stopped,
        "taken until the eighth, for all we know"
    );
    let corrected = with(answered(), 6, "codeine", Course::Last { on: date(5) });
    let corrected = with(corrected, 7, "codeine", Course::Last { on: date(3) });
    assert_eq!(of(corrected.medicines, 7).1, Some(night(13)), "said later, a date is put right");
}

#[test]
fn safety_20_a_long_form_is_a_slow_one_however_the_pack_says_it() {
    for name in [
        "tramadol long 100 mg",
        "Tramadol retard",
        "tramadol XR",
        "Tramadol Retardkapseln",
        "tramadol prolonged release",
    ] {
        let journal = with(answered(), 1, name, Course::Last { on: date(1) });
        assert_eq!(rules(&journal, 12), [Rule::OpioidLong], "{name}: still counting after the shorter wait");
    }
}

#[test]
fn safety_20_a_depot_is_the_clinicians_alone() {
    let mut journal = with(answered(), 1, "Buvidal", Course::Last { on: date(1) });
    journal.answers.push(answer(400, 9, Question::Opioids, false));
    assert_eq!(states(&journal, 400), [WashoutState::ClinicianOnly]);
    let reason = before_a_line(&journal, medicines(), parameters(), night(400)).remove(0);
    assert_eq!((reason.until, reason.clears_when), (None, Some(ClearsWhen::Signed)));
}

#[test]
fn safety_20_after_an_operation_hospital_opioids_are_assumed_until_discharge_is_told() {
    let mut journal = answered();
    journal.answers.push(Answer { on: Some(date(20)), ..answer(1, 9, Question::Surgery, true) });
    let mut called_off = journal.clone();
    called_off.answers.push(answer(19, 10, Question::Surgery, false));
    assert_eq!(rules(&called_off, 25), []);
    journal.answers.push(answer(22, 10, Question::Surgery, false));
    assert_eq!(rules(&journal, 22), [Rule::OpioidHospital]);
    let told = with(journal, 23, "hospital opioids", Course::Last { on: date(22) });
    assert_eq!(rules(&told, 23), [Rule::OpioidHospital]);
    assert_eq!(open(&told, 36), [(Question::Opioids, WhyAsked::CountdownEnded)]);
}

#[test]
fn safety_20_taken_during_an_opioid_hold_opens_the_withdrawal_page() {
    let on = |journal: &Journal, n| on_top_of_opioid(journal, medicines(), parameters(), night(n));
    assert!(!on(&answered(), 3));
    let clock = with(answered(), 3, "codeine", Course::Last { on: date(3) });
    assert!(on(&clock, 4));
    let mut held = answered();
    let reason = HoldReason::Opioid { medicine: id(3, 40) };
    held.decisions.push(decision(3, DecisionKind::HoldBegin { reason }));
    assert!(!on(&held, 2));
    assert!(on(&held, 3));
    held.decisions.push(Decision { id: id(9, 61), ..decision(9, DecisionKind::HoldEnd { hold: id(3, 60) }) });
    assert!(on(&held, 8) && !on(&held, 9));
}

#[test]
fn safety_21_an_announced_operation_holds_in_time_and_says_when_it_is_too_near() {
    let mut journal = answered();
    journal.answers.push(Answer { on: Some(date(20)), ..answer(18, 9, Question::Surgery, true) });
    let rules = rules(&journal, 18);
    assert!(rules.contains(&Rule::Surgery) && rules.contains(&Rule::SurgeryTooNear));
}

#[test]
fn safety_24_the_card_says_how_old_its_knowledge_is_and_that_opioids_may_be_blocked() {
    let mut journal = answered();
    let empty = card(&journal, night(3));
    assert_eq!((empty.last_recorded.clone(), empty.nights_unrecorded), (None, 0));
    journal.doses = vec![
        dose(0, 70),
        dose(1, 71),
        DoseEntry { status: DoseStatus::Skipped, ..dose(2, 72) },
        DoseEntry { status: DoseStatus::Unknown, ..dose(3, 73) },
    ];
    let full = card(&journal, night(6));
    assert_eq!(full.last_recorded.as_ref().map(|last| last.night), Some(night(1)));
    assert_eq!(full.nights_unrecorded, 3, "the unknown night and two blank ones; the skipped one is known");
    for (lang, words) in [
        (
            Lang::En,
            ["Opioids may be blocked", "Last recorded dose: 0.5", "3 nights since then are unrecorded"],
        ),
        (Lang::De, ["Opioide wirken möglicherweise nicht", "Letzte aufgezeichnete Dosis: 0,5", "3 Nächte"]),
    ] {
        let text = words::card(&full, lang).join("\n");
        assert!(words.iter().all(|one| text.contains(one)), "{text}");
        assert!(words::card(&empty, lang)[1].len() > 10);
    }
}

#[test]
fn safety_27_an_out_of_date_table_stands_beside_the_line_and_before_a_new_plan() {
    let late = Night::of(medicines().review_by + TimeDelta::days(1));
    let reason = out_of_date(medicines(), parameters(), late).expect("past its date");
    assert_eq!(reason.clears_when, Some(ClearsWhen::TableRenewed));
    assert!(out_of_date(medicines(), parameters(), night(0)).is_none());
    let beside = beside_the_line(&answered(), medicines(), parameters(), late);
    assert!(beside.iter().any(|one| one.rule == Rule::TableOutOfDate));
}

#[test]
fn a_second_source_of_naltrexone_shows_no_line_while_it_is_taken() {
    let journal = with(answered(), 1, "Contrave", Course::Current);
    assert_eq!(rules(&journal, 1), [Rule::DuplicateNaltrexone]);
    let stopped = with(journal, 2, "contrave", Course::NotTaking);
    assert_eq!(rules(&stopped, 2), []);
}

fn course() -> impl Strategy<Value = Course> {
    prop_oneof![
        Just(Course::Current),
        (0_u32..30).prop_map(|n| Course::Last { on: date(n) }),
        (0_u32..30).prop_map(|n| Course::Starting { on: date(n) }),
        Just(Course::NotTaking),
        Just(Course::Unanswered),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// Whatever was recorded: without an answer after the end of its clock, an opioid that was ever taken stands
    /// against a line, on any later night.
    #[test]
    fn safety_20_no_opioid_ever_taken_is_forgotten_without_a_question(
        entries in prop::collection::vec((0_u32..30, 0_usize..4, course()), 1..8),
        later in 30_u32..2_000,
    ) {
        let opioids: Vec<&str> = medicines().substances.iter()
            .filter(|one| is_opioid(one.class)).map(|one| one.names[0].name.as_str()).collect();
        let mut entries = entries;
        entries.sort_by_key(|(n, _, _)| *n);
        let mut journal = answered();
        for (n, which, course) in &entries {
            journal = with(journal, *n, opioids[which * 7 % opioids.len()], *course);
        }
        let taken = entries.iter().any(|(_, _, course)| matches!(course, Course::Current | Course::Last { .. }));
        let found = entries.iter().any(|(_, _, course)| matches!(course, Course::Unanswered));
        let not_taken = entries.iter().any(|(_, _, course)| matches!(course, Course::NotTaking));
        let reasons = before_a_line(&journal, medicines(), parameters(), night(later));
        if taken || (found && !not_taken) {
            prop_assert!(!reasons.is_empty());
        }
    }
}
