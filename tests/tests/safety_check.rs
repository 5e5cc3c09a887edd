//! The rules of `safety.md` that need no journal: names, dates, caps, doses typed twice.

use chrono::{Days, NaiveDate, NaiveTime};
use nocte_core::catalogue::{medicines, parameters};
use nocte_core::domain::amount::Dose;
use nocte_core::domain::medicine::{Course, MedicineClass};
use nocte_core::domain::night::Night;
use nocte_core::domain::plan::{Agreement, AgreementKind};
use nocte_core::domain::safety::recognise::is_opioid;
use nocte_core::domain::safety::surgery::first_night_without;
use nocte_core::domain::safety::{
    Cap, CheckAnswer, CheckError, CheckRequest, ClearsWhen, HoldStart, Rule, Said, TypedTwice, Verdict, cap,
    cap_allows, check, recording, typed_twice,
};
use nocte_core::domain::setting::Settings;
use nocte_core::words::Lang;
use nocte_core::words::safety::{clears_when, reason, source};
use proptest::prelude::*;

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).expect("a date of the calendar")
}

fn tonight() -> Night {
    Night::of(day(11, 24))
}

fn checked(names: &[&str]) -> CheckAnswer {
    let request = CheckRequest::names(names, tonight().date);
    check(&request, medicines(), parameters(), tonight()).expect("no date was given")
}

fn last(name: &str, on: NaiveDate) -> CheckAnswer {
    let request = CheckRequest { last: Some(on), ..CheckRequest::names(&[name], tonight().date) };
    check(&request, medicines(), parameters(), tonight()).expect("a past date")
}

fn mg(thousandths: u64) -> Dose {
    Dose::from_mcg(thousandths).expect("a small dose fits")
}

#[test]
fn safety_02_each_answer_to_a_found_opioid_says_what_is_recorded() {
    let today = tonight().date;
    let record = |said| recording("tramadol", said, medicines(), parameters(), today, tonight());
    let not = record(Said::NotTaking).expect("no date");
    assert_eq!((not.course, not.hold), (Course::NotTaking, None));
    let took = record(Said::TookOn(day(11, 20))).expect("a past date");
    let until = Some(Night::of(day(11, 30)));
    assert_eq!(took.course, Course::Last { on: day(11, 20) });
    assert_eq!(took.hold, Some(HoldStart { from: tonight(), until }));
    let starting = record(Said::StartingOn(day(12, 1))).expect("a coming date");
    assert_eq!(starting.hold, Some(HoldStart { from: tonight(), until: None }));
    assert_eq!(record(Said::Nothing).expect("no date").course, Course::Unanswered);
    assert_eq!(record(Said::TookOn(day(11, 25))), Err(CheckError::LastInFuture));
    assert_eq!(record(Said::StartingOn(day(11, 23))), Err(CheckError::StartInPast));
}

#[test]
fn safety_02_what_is_no_opioid_is_recorded_without_a_hold() {
    let said = Said::TookOn(day(11, 24));
    let known = recording("levothyroxine", said, medicines(), parameters(), day(11, 24), tonight());
    assert_eq!(known.expect("a past date").hold, None);
    let unknown = recording("qwertz", said, medicines(), parameters(), day(11, 24), tonight());
    assert_eq!(unknown.expect("a past date").class, None);
}

#[test]
fn safety_03_clear_says_what_it_did_not_check() {
    let answer = checked(&["levothyroxine"]);
    assert_eq!(answer.verdict, Verdict::Clear);
    let found = answer.reasons.iter().find(|one| one.rule == Rule::NoOpioidFound).expect("said of each");
    assert!(
        reason(found, Lang::En).contains("no opioid found in this name; other interactions are not checked")
    );
    assert!(reason(found, Lang::De).contains("andere Wechselwirkungen sind nicht geprüft"));
}

#[test]
fn safety_03_a_doubtful_code_is_marked_and_never_opens_the_gate() {
    for name in ["sufentanil", "alfentanil", "remifentanil", "tilidine", "kratom", "tianeptine"] {
        let answer = checked(&[name]);
        assert_eq!(answer.verdict, Verdict::Hold, "{name}");
        assert!(answer.reasons[0].verify && source(&answer.reasons[0]).contains("(verify)"), "{name}");
    }
}

#[test]
fn safety_03_no_slip_in_any_opioid_name_is_ever_cleared() {
    for substance in medicines().substances.iter().filter(|one| is_opioid(one.class)) {
        for name in substance.names.iter().filter(|name| name.name.is_ascii() && name.name.len() >= 4) {
            for at in 0..name.name.len() {
                let mut typed = name.name.clone();
                typed.remove(at);
                assert_ne!(checked(&[&typed]).verdict, Verdict::Clear, "{typed}");
                let mut typed: Vec<char> = name.name.chars().collect();
                typed[at] = 'x';
                let typed: String = typed.into_iter().chain(" 50 mg".chars()).collect();
                assert_ne!(checked(&[&typed]).verdict, Verdict::Clear, "{typed}");
            }
        }
    }
}

#[test]
fn safety_03_the_part_of_a_name_that_is_not_understood_is_named() {
    let answer = checked(&["Levothyroxine 50 mcg + Xyzal"]);
    assert_eq!(answer.verdict, Verdict::AskClinician);
    assert_eq!(answer.reasons[0].name.as_deref(), Some("xyzal"));
}

#[test]
fn safety_03_a_name_that_looks_like_an_opioid_is_asked_about() {
    let answer = checked(&["codiene"]);
    assert_eq!(answer.verdict, Verdict::AskClinician);
    assert_eq!(answer.reasons[0].substance.as_deref(), Some("codeine"));
    assert!(reason(&answer.reasons[0], Lang::En).contains("codeine"));
}

#[test]
fn safety_04_more_than_six_milligrams_needs_a_signed_order_and_twelve_is_the_end() {
    let by = |kind| Agreement { kind, by: "Dr Lenz".to_owned(), on: day(11, 1) };
    let (signed, reported) = (by(AgreementKind::Signed), by(AgreementKind::Reported));
    for (dose, where_it_lies) in [
        (4_500, Cap::Within),
        (4_501, Cap::AboveSoft),
        (6_000, Cap::AboveSoft),
        (6_001, Cap::NeedsSigned),
        (12_000, Cap::NeedsSigned),
        (12_001, Cap::Refused),
        (49_999, Cap::Refused),
        (50_000, Cap::WholeTablet),
    ] {
        assert_eq!(cap(mg(dose), parameters()), where_it_lies, "{dose}");
    }
    assert!(cap_allows(mg(6_000), None, parameters()));
    assert!(!cap_allows(mg(6_001), Some(&reported), parameters()));
    assert!(cap_allows(mg(6_001), Some(&signed), parameters()));
    assert!(!cap_allows(mg(12_001), Some(&signed), parameters()));
}

#[test]
fn safety_04_methadone_and_buprenorphine_clear_only_with_a_signature() {
    for name in ["methadone", "buprenorphine", "Suboxone", "buprenorphine patch"] {
        let running = last(name, day(11, 20)).reasons.remove(0);
        let ended = last(name, day(1, 1)).reasons.remove(0);
        for one in [running, ended] {
            assert!(matches!(one.clears_when, Some(ClearsWhen::AskedAgainAndSigned { .. })), "{name}");
            assert!(clears_when(ClearsWhen::Signed, Lang::En).contains("clinic"));
        }
    }
}

#[test]
fn safety_10_high_first_doses_and_leaps_are_typed_twice() {
    let twice = |dose, start, last| typed_twice(dose, start, last, parameters());
    assert_eq!(twice(mg(1_500), None, None), None);
    assert_eq!(twice(mg(1_501), None, None), Some(TypedTwice::HighFirst));
    assert_eq!(twice(mg(501), Some(mg(500)), None), Some(TypedTwice::AboveStart));
    assert_eq!(twice(mg(500), Some(mg(500)), None), None);
    assert_eq!(twice(mg(4_500), Some(mg(4_500)), None), Some(TypedTwice::HighFirst));
    assert_eq!(twice(mg(1_499), Some(mg(500)), Some(mg(500))), None);
    assert_eq!(twice(mg(1_500), None, Some(mg(500))), Some(TypedTwice::Threefold));
    assert_eq!(twice(mg(500), None, Some(mg(1_500))), Some(TypedTwice::Third));
    assert_eq!(twice(mg(501), None, Some(mg(1_500))), None);
    assert_eq!(twice(Dose::from_ng(u64::MAX), None, Some(Dose::from_ng(u64::MAX))), None);
}

#[test]
fn safety_20_a_clock_starts_at_the_last_dose_or_removal_and_slow_release_takes_the_longer_one() {
    for (name, until) in [
        ("tramadol", day(11, 30)),
        ("tramadol ER", day(12, 4)),
        ("fentanyl patch", day(12, 4)),
        ("morphine", day(11, 30)),
        ("morphine modified release", day(12, 4)),
        ("codeine cough syrup", day(11, 30)),
        ("nalbuphine", day(11, 30)),
        ("hospital opioids", day(12, 4)),
    ] {
        assert_eq!(last(name, day(11, 20)).until, Some(Night::of(until)), "{name}");
    }
}

#[test]
fn safety_20_a_depot_or_implant_has_no_countdown() {
    for name in ["buprenorphine depot", "buprenorphine implant", "Sublocade", "morphine implant"] {
        let answer = last(name, day(1, 1));
        assert_eq!((answer.verdict, answer.until), (Verdict::Hold, None), "{name}");
        assert_eq!(answer.reasons[0].clears_when, Some(ClearsWhen::Signed), "{name}");
    }
}

#[test]
fn safety_20_no_opioid_is_ever_cleared_by_time() {
    for substance in medicines().substances.iter().filter(|one| is_opioid(one.class)) {
        let answer = last(&substance.names[0].name, NaiveDate::from_ymd_opt(1990, 1, 1).expect("a date"));
        assert!(answer.verdict >= Verdict::AskClinician, "{}", substance.id);
        assert!(answer.reasons.iter().all(|one| one.clears_when.is_some()), "{}", substance.id);
    }
}

/// Against the rule itself, minute by minute, for every bedtime and both cutovers.
#[test]
fn safety_21_whole_days_lie_between_the_last_possible_dose_and_the_operation() {
    let on = day(12, 20);
    for quarter in 0..96 {
        for cutover in [0, 12] {
            let bedtime = NaiveTime::from_hms_opt(quarter / 4, quarter % 4 * 15, 0).expect("a time");
            let cutover = NaiveTime::from_hms_opt(cutover, 0, 0).expect("a time");
            let settings = Settings { bedtime, cutover, ..Settings::default() };
            let first = first_night_without(on, &settings, parameters());
            let last_possible = |night: NaiveDate| {
                let evening = if bedtime < cutover { night + Days::new(1) } else { night };
                let end_of_night = (night + Days::new(1)).and_time(cutover);
                (evening.and_time(bedtime) + chrono::Duration::hours(4)).min(end_of_night)
            };
            let whole_days = chrono::Duration::days(7);
            let operation = on.and_time(NaiveTime::MIN);
            let before = first.date - Days::new(1);
            // When the clock goes forward in that week, an hour of these civil days is not lived.
            let forward = chrono::Duration::hours(1);
            assert!(operation - last_possible(before) - forward >= whole_days, "{bedtime} too late");
            let later = operation - last_possible(first.date) - forward;
            assert!(later < whole_days, "{bedtime} earlier than needed");
        }
    }
}

#[test]
fn safety_27_past_the_review_date_a_check_says_so_and_an_unreviewed_one_too() {
    let late = Night::of(parameters().review_by + Days::new(1));
    let request = CheckRequest::names(&["levothyroxine"], late.date);
    let answer = check(&request, medicines(), parameters(), late).expect("no date was given");
    assert_eq!(answer.verdict, Verdict::AskClinician);
    assert!(answer.reasons.iter().any(|one| one.rule == Rule::TableOutOfDate));
    assert!(!answer.clinically_reviewed, "no clinician has reviewed the tables yet");
}

#[test]
fn the_class_a_medicine_is_filed_under_is_the_gravest_of_its_ingredients() {
    let record = |name| {
        let said = recording(name, Said::Taking, medicines(), parameters(), day(11, 24), tonight());
        said.expect("no date").class
    };
    assert_eq!(record("morphine/naltrexone"), Some(MedicineClass::ShortOpioid));
    assert_eq!(record("codeine and methadone"), Some(MedicineClass::Methadone));
    assert_eq!(record("Embeda"), Some(MedicineClass::LongOpioid));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn safety_03_any_text_has_an_answer_and_none_is_cleared_by_accident(text in any::<String>()) {
        let answer = checked(&[&text]);
        prop_assert!(!answer.reasons.is_empty());
        prop_assert!(answer.verdict != Verdict::Clear, "{text:?}");
        for one in &answer.reasons {
            prop_assert!(!reason(one, Lang::En).chars().any(char::is_control));
        }
    }

    #[test]
    fn safety_03_an_opioid_named_anywhere_in_a_text_gates(
        before in "\\PC{0,20}",
        after in "\\PC{0,20}",
        which in 0_usize..1000,
    ) {
        let opioids: Vec<&str> = medicines().substances.iter()
            .filter(|one| is_opioid(one.class)).map(|one| one.names[0].name.as_str()).collect();
        let name = opioids[which % opioids.len()];
        // A letter glued on in front, or a combining mark, makes another word of it.
        let text = format!("{before} / {name} / {after}");
        prop_assert!(checked(&[&text]).verdict >= Verdict::Hold, "{text:?}");
    }

    #[test]
    fn dates_at_the_ends_of_the_calendar_have_an_answer(year in -262_000_i32..262_000, name in 0_usize..3) {
        let on = NaiveDate::from_ymd_opt(year, 6, 15).expect("within the calendar");
        let name = ["codeine", "fentanyl patch", "buprenorphine implant"][name];
        for (last, starting, surgery) in [(Some(on), None, None), (None, Some(on), None), (None, None, Some(on))] {
            let request = CheckRequest {
                last, starting, surgery, ..CheckRequest::names(&[name], tonight().date)
            };
            if let Ok(answer) = check(&request, medicines(), parameters(), tonight()) {
                prop_assert!(answer.verdict != Verdict::Clear);
            }
        }
    }
}
