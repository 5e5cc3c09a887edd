//! The commands that remember: what is made, what is refused without a trace, what the fields say.

use crate::run::Terminal;
use serde_json::{Value, json};

const QUESTIONS: [&str; 5] = ["opioids", "liver", "pregnancy", "transplant", "surgery"];

/// A plan, all questions answered, a syringe and a bottle: ready for tonight.
fn ready() -> Terminal {
    let there = Terminal::new();
    there.json(&["plan", "new", "--protocol", "P2", "--by", "Dr Weber", "--on", "2026-11-20"]);
    for question in QUESTIONS {
        there.json(&["answer", question, "no"]);
    }
    there.json(&[
        "bottle",
        "new",
        "--tablet",
        "50mg",
        "--water",
        "50mL",
        "--syringe",
        "3mL/0.1mL",
        "--opioids",
        "no",
    ]);
    there
}

#[test]
fn looking_creates_nothing() {
    let there = Terminal::new();
    assert_eq!(there.json(&["tonight"])["state"], json!("no_plan"));
    assert_eq!(there.json(&["plan", "show"])["plan"], Value::Null);
    assert_eq!(there.json(&["medicine", "list"]), json!([]));
    assert_eq!(there.json(&["bottle", "list"]), json!([]));
    assert_eq!(there.json(&["remind"])["notifications"], json!([]));
    assert_eq!(there.json(&["history"])["doses"], json!(0));
    there.json(&["questions"]);
    there.json(&["card"]);
    there.json(&["set", "show"]);
    there.refused(&["verify"]);
    there.refused(&["backup", "copy", "--passphrase-file", "none"]);
    there.refused(&["export", "--format", "json", "all.json"]);
    assert_eq!(there.files(), Vec::<String>::new());
}

#[test]
fn a_refused_intention_creates_nothing() {
    let there = Terminal::new();
    let agreed = ["--by", "Dr Weber", "--on", "2026-11-20"];
    for words in [
        &["plan", "new", "--protocol", "P99"][..],
        &["plan", "new", "--protocol", "P11"],
        &["plan", "new", "--step", "50mg,30"],
        &["plan", "new", "--step", "12.5mg,30"],
        &["plan", "new", "--step", "7mg,30", "--again", "7mg"],
        &["plan", "new", "--step", "3mg,30"],
        &["plan", "new", "--step", "3mg,30", "--again", "4mg"],
        &["plan", "new", "--step", "1.5mg,30", "--from", "2020-01-01"],
        &["plan", "new"],
        &["plan", "stop", "--after", "2026-12-01"],
        &["plan", "change", "--step", "1mg,30"],
    ] {
        there.refused(&[words, &agreed].concat());
    }
    there.refused(&["plan", "new", "--protocol", "P2"]);
    there.refused(&["plan", "new", "--protocol", "P2", "--by", " ", "--on", "2026-11-20"]);
    there.refused(&["plan", "new", "--protocol", "P2", "--by", "Dr Weber", "--on", "2027-11-20"]);
    there.refused(&["plan", "hold"]);
    there.refused(&["plan", "resume", "--opioids", "no"]);
    there.refused(&["plan", "step-up", "--opioids", "no"]);
    there.refused(&["symptom", "pain", "11"]);
    there.refused(&["symptom", "joy", "3"]);
    there.refused(&["effect", "nausea", "--gone"]);
    there.refused(&["lab", "esr", "many", "--unit", "mm/h"]);
    there.refused(&["note", "  "]);
    there.refused(&["bottle", "new", "--tablet", "50mg", "--water", "50mL"]);
    there.refused(&[
        "bottle",
        "new",
        "--tablet",
        "50mg",
        "--water",
        "50mL",
        "--syringe",
        "1mL/0.01mL",
        "--product",
        "Contrave",
    ]);
    there.refused(&["bottle", "discard"]);
    there.refused(&["set", "bedtime", "13:00"]);
    there.refused(&["set", "cutover", "18:00"]);
    there.refused(&["set", "syringe", "U-100"]);
    there.refused(&["import", "nothing.json"]);
    assert_eq!(there.files(), Vec::<String>::new());
}

#[test]
fn the_first_fact_makes_store_and_key_for_their_owner_only() {
    let there = Terminal::new();
    let answer = there.json(&["symptom", "pain", "4"]);
    assert_eq!(answer["night"], json!("2026-11-22"));
    assert!(answer["id"].is_string());
    let key = std::fs::read_to_string(there.path("key")).expect("made with the store");
    assert_eq!(key.trim_end().len(), 64);
    #[cfg(unix)]
    for name in ["key", "store.db"] {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(there.path(name)).expect("made").permissions().mode();
        assert_eq!(mode & 0o777, 0o600, "{name}");
    }
    let head = std::fs::read(there.path("store.db")).expect("made");
    assert!(!head.starts_with(b"SQLite format 3"));
}

#[test]
fn a_store_without_its_key_is_locked_and_left_alone() {
    let there = ready();
    std::fs::rename(there.path("key"), there.path("elsewhere")).expect("our own file");
    let before = there.files();
    let bytes = std::fs::read(there.path("store.db")).expect("there");
    for words in [
        &["tonight"][..],
        &["log", "taken"],
        &["plan", "show"],
        &["verify"],
        &["note", "x"],
        &["restore", "store.db"],
    ] {
        there.refused(words);
    }
    assert_eq!(there.files(), before);
    assert_eq!(std::fs::read(there.path("store.db")).expect("there"), bytes);
    std::fs::write(there.path("key"), "0".repeat(64)).expect("our own folder");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let owner = std::fs::Permissions::from_mode(0o600);
        std::fs::set_permissions(there.path("key"), owner).expect("our own file");
    }
    there.refused(&["tonight"]);
    std::fs::rename(there.path("elsewhere"), there.path("key")).expect("our own file");
    assert_eq!(there.json(&["tonight"])["state"], json!("planned"));
}

#[cfg(unix)]
#[test]
fn a_key_that_others_may_read_is_refused() {
    use std::os::unix::fs::PermissionsExt;
    let there = ready();
    for mode in [0o644, 0o640, 0o604, 0o660, 0o666] {
        std::fs::set_permissions(there.path("key"), std::fs::Permissions::from_mode(mode))
            .expect("our own file");
        there.refused(&["tonight"]);
    }
    let fresh = Terminal::new();
    std::fs::write(fresh.path("key"), "a".repeat(64)).expect("our own folder");
    std::fs::set_permissions(fresh.path("key"), std::fs::Permissions::from_mode(0o644))
        .expect("our own file");
    fresh.refused(&["note", "x"]);
    assert_eq!(fresh.files(), ["key"]);
}

#[test]
fn safety_01_no_line_before_the_questions_are_answered() {
    let there = Terminal::new();
    there.json(&["plan", "new", "--protocol", "P2", "--by", "Dr Weber", "--on", "2026-11-20"]);
    there.json(&["bottle", "new", "--tablet", "50mg", "--water", "50mL", "--syringe", "3mL/0.1mL"]);
    for question in QUESTIONS {
        let tonight = there.json(&["tonight"]);
        assert_eq!(tonight["state"], json!("questions_open"));
        assert_eq!(tonight["line_ul"], Value::Null);
        there.json(&["answer", question, "no"]);
    }
    let tonight = there.json(&["tonight"]);
    assert_eq!((&tonight["state"], &tonight["line_ul"]), (&json!("planned"), &json!(1500)));
}

#[test]
fn tonight_has_the_fields_of_the_interface() {
    let tonight = ready().json(&["tonight"]);
    assert_eq!(tonight["night"], json!("2026-11-22"));
    assert_eq!(tonight["dose_ng"], json!(1_500_000));
    assert_eq!(tonight["line_dose_ng"], json!("1500000"));
    assert_eq!(tonight["bottle"], json!("A"));
    assert_eq!(tonight["strength"], json!("1 mg/mL"));
    assert_eq!(tonight["changed"], Value::Null);
    assert_eq!(tonight["reasons"], json!([]));
    assert!(tonight["text"].as_str().expect("text").contains("1.5 mg"));
    assert!(tonight["spoken"].as_str().expect("text").contains("one point five milligrams"));
}

#[test]
fn a_night_is_answered_once_and_put_right_by_a_correction() {
    let mut there = ready();
    there.at("2026-11-22T22:10:00+01:00");
    assert_eq!(there.json(&["log", "taken"])["result"], json!("logged"));
    let again = there.run(&["log", "taken", "--json"]);
    assert_eq!(again.status, 1);
    assert!(again.out.contains("already_closed"));
    assert_eq!(there.json(&["history"])["doses"], json!(1));
    assert_eq!(
        there.json(&["log", "correct", "--night", "2026-11-22", "--to", "skipped"])["result"],
        json!("logged")
    );
    assert_eq!(there.json(&["tonight"])["state"], json!("skipped"));
    assert_eq!(there.json(&["log", "undo"])["result"], json!("undone"));
    assert_eq!(there.json(&["tonight"])["state"], json!("taken"));
    there.at("2026-11-24T12:30:00+01:00");
    let stale = there.run(&["log", "taken", "--night", "2026-11-23", "--json"]);
    assert_eq!(stale.status, 1);
    assert!(stale.out.contains("ask_time"), "{}", stale.out);
}

#[test]
fn safety_02_an_opioid_on_the_list_holds_tonight_at_once() {
    let mut there = ready();
    let told = there.json(&["medicine", "add", "tramadol", "--last", "2026-11-21"]);
    assert_eq!(told["class"], json!("short_opioid"));
    assert_eq!(told["hold"], json!({ "from": "2026-11-22", "until": "2026-12-01" }));
    let tonight = there.json(&["tonight"]);
    assert_eq!((&tonight["state"], &tonight["line_ul"]), (&json!("held"), &Value::Null));
    let rings = there.json(&["remind"]);
    let base = |one: &Value| one["kind"] == json!("base");
    assert!(!rings["notifications"].as_array().expect("a list").iter().any(base));
    there.refused(&["plan", "resume", "--opioids", "no"]);
    there.at("2026-12-01T19:00:00+01:00");
    assert_eq!(there.json(&["tonight"])["state"], json!("held"), "a countdown never clears by itself");
    there.refused(&["plan", "resume"]);
    there.json(&["plan", "resume", "--opioids", "no"]);
    assert_eq!(there.json(&["tonight"])["line_ul"], json!(1500));
}

#[test]
fn an_opioid_told_before_there_is_a_plan_holds_the_plan() {
    let there = Terminal::new();
    there.json(&["medicine", "add", "codeine", "--last", "2026-11-20"]);
    there.json(&["plan", "new", "--protocol", "P2", "--by", "Dr Weber", "--on", "2026-11-20"]);
    assert_eq!(there.json(&["plan", "show"])["holds"][0]["reason"]["why"], json!("opioid"));
    let rings = there.json(&["remind"]);
    let base = |one: &Value| one["kind"] == json!("base");
    assert!(!rings["notifications"].as_array().expect("a list").iter().any(base));
}

#[test]
fn export_imports_back_equal() {
    let mut there = ready();
    there.at("2026-11-22T22:10:00+01:00");
    there.json(&["log", "taken"]);
    there.json(&["symptom", "pain", "4"]);
    there.json(&["effect", "nausea", "--severity", "mild"]);
    there.json(&["lab", "esr", "12", "--unit", "mm/h", "--method", "westergren"]);
    there.json(&["note", "slept on the train"]);
    let counts = there.json(&["export", "--format", "json", "all.json"]);
    let expected = json!({ "doses": 1, "scores": 1, "effects": 1, "labs": 1, "notes": 1, "plans": 1 });
    assert_eq!(counts, expected);
    there.refused(&["export", "--format", "json", "all.json"]);
    there.refused(&["export", "--format", "fhir", "all.fhir"]);
    there.json(&["export", "--format", "csv", "all.csv"]);
    let other = Terminal::new();
    let file = there.path("all.json");
    other.json(&["import", file.to_str().expect("a plain path")]);
    other.json(&["export", "--format", "json", "all.json"]);
    let read = |there: &Terminal| std::fs::read_to_string(there.path("all.json")).expect("exported");
    assert_eq!(read(&there), read(&other));
    assert_eq!(other.json(&["import", file.to_str().expect("a plain path")])["added"], json!(0));
    std::fs::write(other.path("not.json"), "{}").expect("our own folder");
    other.refused(&["import", "not.json"]);
}

#[test]
fn safety_23_a_backup_opens_elsewhere_and_asks_before_a_line() {
    let mut there = ready();
    std::fs::write(there.path("phrase"), "correct horse battery staple\n").expect("our own folder");
    let copy = there.path("copy");
    let copy = copy.to_str().expect("a plain path");
    there.json(&["backup", copy, "--passphrase-file", "phrase"]);
    there.refused(&["backup", copy, "--passphrase-file", "phrase"]);
    let mut other = Terminal::new();
    let phrase = there.path("phrase");
    let phrase = phrase.to_str().expect("a plain path");
    std::fs::write(other.path("wrong"), "another phrase altogether").expect("our own folder");
    other.refused(&["restore", copy, "--passphrase-file", "wrong"]);
    assert_eq!(other.files(), ["wrong"]);
    other.at("2026-11-24T19:00:00+01:00");
    other.json(&["restore", copy, "--passphrase-file", phrase]);
    assert_eq!(other.json(&["tonight"])["line_ul"], Value::Null);
    other.json(&["restore", "--confirm"]);
    other.refused(&["restore", "--confirm"]);
    assert_eq!(other.json(&["verify"]), json!({ "ok": true, "problems": [] }));
    there.at("2026-11-23T19:00:00+01:00");
    assert_eq!(there.json(&["verify"])["ok"], json!(true));
}

#[test]
fn what_comes_with_the_clinic_says_so() {
    let there = Terminal::new();
    for words in [
        &["pair", "shlink:/x"][..],
        &["pair", "shlink:/x", "--passcode", "1"],
        &["sync"],
        &["sync", "--status"],
        &["plan", "proposals"],
        &["plan", "confirm", "x"],
        &["plan", "decline", "x"],
    ] {
        let reason = there.refused(words);
        assert!(reason.contains("not paired"), "{reason}");
    }
}
