//! `check` as a script sees it: verdicts, nights, statuses, nothing stored.

use crate::run::Terminal;
use serde_json::{Value, json};

/// Verdict, first night without a dose, first night to ask, the first rule, and the status.
fn check(there: &Terminal, words: &[&str]) -> (Value, Value, Value, i32) {
    let answer = there.json(&[&["check"], words].concat());
    let status = there.run(&[&["check"], words].concat()).status;
    (answer["verdict"].clone(), answer["from"].clone(), answer["until"].clone(), status)
}

#[test]
fn an_opioid_is_a_hold_with_its_countdown() {
    let there = Terminal::new();
    assert_eq!(check(&there, &["tramadol"]), (json!("hold"), json!("2026-11-22"), json!("2026-12-02"), 1));
    let since = check(&there, &["codeine", "--last", "2026-11-20"]);
    assert_eq!(since, (json!("hold"), json!("2026-11-22"), json!("2026-11-30"), 1));
    assert_eq!(check(&there, &["methadone"]).0, json!("hold"));
}

#[test]
fn safety_02_an_opioid_found_is_asked_about_before_any_line() {
    let there = Terminal::ready();
    assert_eq!(there.json(&["tonight"])["state"], json!("planned"));
    assert_eq!(there.json(&["check", "ibuprofen", "tramadol"])["verdict"], json!("hold"));
    let asked = there.json(&["tonight"]);
    assert_eq!((&asked["state"], &asked["line_ul"]), (&json!("questions_open"), &Value::Null), "{asked}");
    // Asked twice is one question, and saying so ends it.
    there.json(&["check", "tramadol"]);
    let names: Vec<Value> = there.json(&["medicine", "list"]).as_array().expect("a list").clone();
    assert_eq!(names.len(), 1, "{names:?}");
    there.json(&["medicine", "add", "tramadol", "--not-taking"]);
    assert_eq!(there.json(&["tonight"])["state"], json!("planned"));
    // A new finding is a new question, whatever was said of an old one.
    there.json(&["check", "tramadol"]);
    assert_eq!(there.json(&["tonight"])["state"], json!("questions_open"));
}

#[test]
fn a_name_that_is_not_known_is_never_clear() {
    let there = Terminal::new();
    for words in [&["xyzzy"][..], &[""], &[], &["\u{202e}lodamart"], &["tra madol forte plus"]] {
        let answer = there.json(&[&["check"], words].concat());
        assert_ne!(answer["verdict"], json!("clear"), "{words:?}");
    }
    let answer = there.json(&["check", "xyzzy"]);
    assert_eq!(answer["verdict"], json!("ask_clinician"));
    assert_eq!(answer["reasons"][0]["rule"], json!("not_recognised"));
    assert_eq!(there.run(&["check", "xyzzy"]).status, 1);
}

#[test]
fn the_worst_verdict_wins_and_every_reason_is_given() {
    let there = Terminal::new();
    let answer = there.json(&["check", "xyzzy", "tramadol", "loperamide"]);
    assert_eq!(answer["verdict"], json!("hold"));
    let reasons = answer["reasons"].as_array().expect("a list");
    assert_eq!(reasons.len(), 3);
    for reason in reasons {
        for field in ["rule", "text", "source"] {
            assert!(reason[field].is_string(), "{reason}");
        }
        assert!(reason.as_object().expect("an object").contains_key("clears_when"));
    }
}

#[test]
fn a_warning_is_clear_with_a_reason_and_status_0() {
    let there = Terminal::new();
    let answer = there.json(&["check", "loperamide"]);
    assert_eq!(answer["verdict"], json!("clear"));
    assert!(!answer["reasons"].as_array().expect("a list").is_empty());
    assert_eq!(there.run(&["check", "loperamide"]).status, 0);
}

#[test]
fn an_operation_leaves_its_full_days_and_has_no_end() {
    let there = Terminal::new();
    let (verdict, from, until, status) = check(&there, &["--surgery", "2026-12-10"]);
    assert_eq!((verdict, until, status), (json!("hold"), Value::Null, 1));
    // Bedtime 22:30 and four hours: the night of 1 December ends on the 2nd at 02:30, over 7 × 24 h before the 10th.
    assert_eq!(from, json!("2026-12-02"));
}

#[test]
fn dates_that_cannot_be_meant_are_refused() {
    let there = Terminal::new();
    there.refused(&["check", "tramadol", "--last", "2026-12-24"]);
    there.refused(&["check", "tramadol", "--last", "2026-11-31"]);
    there.refused(&["check", "tramadol", "--last", "22.11.2026"]);
    there.refused(&["check", "--surgery", "2020-01-01"]);
    assert_eq!(there.files(), Vec::<String>::new(), "a command without a store made one");
}

#[test]
fn both_languages_give_the_same_facts() {
    let there = Terminal::new();
    let (en, de) = (there.json(&["check", "tramadol"]), there.json(&["check", "tramadol", "--lang", "de"]));
    assert_eq!((&en["verdict"], &en["until"]), (&de["verdict"], &de["until"]));
    assert_ne!(en["reasons"][0]["text"], de["reasons"][0]["text"]);
}
