//! The commands that remember: what is made, what is refused without a trace, what the fields say.

use crate::run::{QUESTIONS, Terminal};
use serde_json::{Value, json};

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
        &["plan", "stop"],
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

#[cfg(unix)]
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
    let tonight = Terminal::ready().json(&["tonight"]);
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
    let mut there = Terminal::ready();
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
    let mut there = Terminal::ready();
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
fn without_a_clinic_its_commands_say_so() {
    let there = Terminal::new();
    for words in [
        &["pair"][..],
        &["pair", "--confirm"],
        &["pair", "--end"],
        &["sync"],
        &["sync", "--status"],
        &["accesses"],
        &["plan", "proposals"],
        &["plan", "confirm", "x"],
        &["plan", "decline", "x"],
        &["plan", "request"],
    ] {
        let reason = there.refused(words);
        assert!(reason.contains("not paired"), "{reason}");
    }
    for link in ["shlink:/x", "https://example.org", "x"] {
        assert!(there.refused(&["pair", link, "--passcode", "1"]).contains("no pairing link"), "{link}");
    }
}

#[test]
fn supplies_count_what_is_thrown_away_and_the_users_own_price() {
    let there = Terminal::ready();
    there.json(&["set", "price", "1.00", "EUR"]);
    there.json(&["set", "tablets", "3"]);
    let supply = there.json(&["supply", "--nights", "28"]);
    // 1.5 mL a night: a bottle keeps 15 nights and 27.5 mL of it are thrown away.
    let expected = json!([28, 2, 2, 27_500, 3]);
    let got: Vec<&Value> = ["nights", "bottles", "tablets", "thrown_ul", "tablets_left"]
        .iter()
        .map(|name| &supply[*name])
        .collect();
    assert_eq!(json!(got), expected);
    assert_eq!(supply["cost_minor_units"]["per_month"], json!("200"));
    for price in
        [["1.5", "EUR"], ["-1", "EUR"], ["1,00", "EUR"], ["1.00", "JPY"], ["1", "euro"], ["1e3", "EUR"]]
    {
        there.refused(&["set", "price", price[0], price[1]]);
    }
    Terminal::new().refused(&["supply"]);
}

#[test]
fn safety_10_a_high_first_dose_is_typed_twice() {
    let there = Terminal::new();
    let words = ["plan", "new", "--step", "3mg,30", "--by", "Dr Weber", "--on", "2026-11-20"];
    there.refused(&words);
    there.refused(&[&words[..], &["--again", "30mg"]].concat());
    let plan = there.json(&[&words[..], &["--again", "3mg"]].concat());
    assert_eq!(plan["plan"]["steps"][0]["dose_ng"], json!(3_000_000));
    assert_eq!(
        plan["plan"]["agreement"],
        json!({ "kind": "reported", "by": "Dr Weber", "on": "2026-11-20" })
    );
}

#[test]
fn safety_05_already_taking_it_begins_at_that_step() {
    let there = Terminal::new();
    let plan = there.json(&[
        "plan",
        "new",
        "--protocol",
        "P2",
        "--by",
        "Dr Weber",
        "--on",
        "2026-08-01",
        "--taking",
        "3mg",
        "--since",
        "2026-08-01",
        "--last-dose",
        "2026-11-21T22:30:00+01:00",
        "--again",
        "3mg",
    ]);
    assert_eq!(plan["plan"]["already_since"], json!("2026-08-01"));
    assert_eq!(plan["plan"]["steps"][1]["state"], json!("current"));
    assert_eq!(there.json(&["history"])["nights"][0]["night"], json!("2026-11-21"));
}

#[test]
fn safety_21_an_operation_holds_from_the_night_that_leaves_its_full_days() {
    let there = Terminal::ready();
    there.refused(&["answer", "surgery", "yes"]);
    there.json(&["answer", "surgery", "yes", "--date", "2026-12-10"]);
    assert_eq!(there.json(&["plan", "show"])["holds"][0]["from"], json!("2026-12-02"));
    let tonight = there.json(&["tonight"]);
    assert_eq!((&tonight["line_ul"], &tonight["hold_ahead"]), (&json!(1500), &json!("2026-12-02")));
}

#[test]
fn design_06_supply_is_not_spoken_of_in_a_hold() {
    let there = Terminal::ready();
    let speaks_of_supply = || {
        let rings = there.json(&["remind"]);
        rings["notifications"].as_array().expect("a list").iter().any(|one| {
            let parts = one["parts"].to_string();
            parts.contains("stock") || parts.contains("expiry")
        })
    };
    there.json(&["set", "tablets", "0"]);
    assert!(speaks_of_supply(), "the bottle ends within the lead");
    there.json(&["plan", "hold"]);
    assert!(!speaks_of_supply());
}

#[test]
fn a_stop_without_a_last_night_is_at_once() {
    let there = Terminal::ready();
    let agreed = ["--by", "Dr Weber", "--on", "2026-11-20"];
    there.json(&[&["plan", "stop"][..], &agreed].concat());
    assert_eq!(there.json(&["tonight"])["state"], json!("ended"));
    assert_eq!(there.json(&["plan", "show"])["plan"]["state"], json!("ended"));
    let rings = there.json(&["remind"]);
    let doses = rings["notifications"].as_array().expect("a list").iter();
    assert_eq!(doses.filter(|one| one["parts"].to_string().contains("base")).count(), 0);
}
