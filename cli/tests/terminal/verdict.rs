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
