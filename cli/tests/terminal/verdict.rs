//! "Is it working?", asked at a terminal (`safety.md` 29).

use crate::run::Terminal;
use serde_json::{Value, json};

#[test]
fn safety_29_a_terminal_says_too_early_and_shows_no_change() {
    let mut there = Terminal::ready();
    there.at("2026-11-21T22:20:00+01:00");
    there.json(&["symptom", "pain", "6", "--night", "2026-11-20"]);
    assert_eq!(there.json(&["log", "taken"])["result"], json!("logged"));
    let answer = there.json(&["verdict", "pain"]);
    let verdict = &answer["verdicts"][0];
    assert_eq!((&verdict["verdict"], &verdict["nights_taken"]), (&json!("too_early"), &json!(1)));
    assert_eq!((&verdict["change"], &verdict["interval"]), (&Value::Null, &Value::Null));
    let text = verdict["text"].as_str().expect("a sentence");
    assert!(text.starts_with("Too early to say: 1 of 70"), "{text}");
}

#[test]
fn safety_29_before_anything_is_recorded_it_says_what_to_record() {
    let there = Terminal::new();
    let answer = there.json(&["verdict"]);
    let scales: Vec<&Value> =
        answer["verdicts"].as_array().expect("a list").iter().map(|it| &it["scale"]).collect();
    assert_eq!(scales, [&json!("pain"), &json!("fatigue"), &json!("sleep")]);
    assert_eq!(answer["verdicts"][0]["verdict"], json!("not_begun"));
}

#[test]
fn a_mark_and_a_side_effect_stand_beside_the_verdict() {
    let mut there = Terminal::ready();
    there.at("2026-11-21T22:20:00+01:00");
    there.json(&["symptom", "pain", "6", "--night", "2026-11-20"]);
    assert_eq!(there.json(&["log", "taken"])["result"], json!("logged"));
    there.json(&["effect", "vivid_dreams", "--severity", "mild"]);
    there.json(&["mark", "infection", "--night", "2026-11-20"]);
    there.json(&["mark", "infection", "--over"]);
    there.json(&["lab", "esr", "12", "--unit", "mm/h", "--on", "2026-11-20"]);
    let answer = there.json(&["verdict"]);
    assert_eq!(answer["marked"][0]["code"], json!("infection"));
    let effects = answer["effects"].as_array().expect("a list");
    assert_eq!(effects.len(), 1, "a mark is no side effect");
    assert_eq!(effects[0]["code"], json!("vivid_dreams"));
    assert_eq!(answer["changed"].as_array().map(Vec::len), Some(3));
    let labs = answer["labs"][0].as_str().expect("a value");
    assert!(labs.starts_with("esr: 12 mm/h"), "{labs}");
    there.refused(&["mark", "crash", "--over"]);
}

#[test]
fn a_recheck_runs_only_where_agreed_and_can_be_ended() {
    let mut there = Terminal::ready();
    there.refused(&["plan", "recheck", "--end"]);
    there.refused(&["plan", "recheck"]);
    let steps =
        ["plan", "change", "--step", "1.5mg,1", "--step", "3mg,1", "--by", "Dr Weber", "--on", "2026-11-20"];
    there.json(&steps);
    there.at("2026-11-22T22:20:00+01:00").json(&["log", "taken"]);
    there.at("2026-11-23T22:20:00+01:00").json(&["plan", "step-up", "--opioids", "no"]);
    let agreed = ["plan", "recheck", "--by", "Dr Weber", "--on", "2026-11-23"];
    assert_eq!(there.json(&agreed)["plan"]["steps"].as_array().map(Vec::len), Some(3));
    let answer = there.json(&["verdict"]);
    let running = answer["recheck"][0].as_str().expect("a line");
    assert!(running.starts_with("Re-check, part 1 of 3, on 3 mg: 0 of 14 nights taken."), "{running}");
    there.json(&["plan", "recheck", "--end"]);
    let answer = there.json(&["verdict"]);
    assert!(answer["recheck"][0].as_str().expect("a line").contains("did not run to its end"), "{answer}");
}

#[test]
fn a_step_back_may_carry_when_to_ask_again() {
    let mut there = Terminal::ready();
    let steps =
        ["plan", "change", "--step", "1.5mg,1", "--step", "3mg,1", "--by", "Dr Weber", "--on", "2026-11-20"];
    there.json(&steps);
    there.at("2026-11-22T22:20:00+01:00").json(&["log", "taken"]);
    there.at("2026-11-23T22:20:00+01:00").json(&["plan", "step-up", "--opioids", "no"]);
    let back = there.json(&["plan", "back", "--ask-again", "3"]);
    assert_eq!(back["ask_again"], json!({ "dose": 3_000_000, "from": "2027-02-23" }));
    let text = there.run(&["plan", "show"]).out;
    assert!(text.contains("From 23 February 2027 on: ask your prescriber again about 3 mg."), "{text}");
}
