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
