//! Two carers, one night (`safety.md` 18), as two terminals see it.

use crate::run::Terminal;
use serde_json::{Value, json};

/// What one terminal knows, taken to another one: a household's second phone.
fn carried_over(from: &Terminal) -> Terminal {
    let there = Terminal::new();
    let file = there.path("log.json");
    let file = file.to_str().expect("a plain path");
    from.json(&["export", "--format", "json", file]);
    there.json(&["import", file]);
    there
}

#[test]
fn safety_18_tonight_and_the_choices_say_who_gives_and_who_logged_it() {
    let mut there = Terminal::ready();
    there.at("2026-11-22T22:20:00+01:00");
    let alone = there.json(&["tonight"]);
    assert_eq!(
        (&alone["giving"]["phone"], &alone["done"], &alone["answered"]),
        (&json!("here"), &json!(true), &Value::Null)
    );
    assert_eq!(alone["giving"]["text"], Value::Null, "a household with one phone hears nothing of it");
    there.json(&["set", "holder", "Anna"]);
    assert_eq!(there.json(&["set", "giving"])["giving"]["phone"], json!("here"));
    assert_eq!(there.json(&["log", "taken"])["result"], json!("logged"));
    let done = there.json(&["tonight"]);
    assert_eq!((&done["answered"]["by"], &done["done"]), (&json!("Anna"), &json!(false)));
    let from = done["answered"]["from"].as_str().expect("a source");
    assert!(from.starts_with("terminal "), "{from}");
    let text = done["text"].as_str().expect("a text");
    assert!(text.contains(&format!("Anna ({from})")), "{text}");
    there.refused(&["set", "holder", " "]);
}

#[test]
fn safety_18_another_terminal_shows_no_line_refuses_done_and_says_the_ways_out() {
    let one = Terminal::ready();
    one.json(&["set", "giving"]);
    let mut other = carried_over(&one);
    other.at("2026-11-22T22:20:00+01:00");
    let tonight = other.json(&["tonight"]);
    assert_eq!(
        (&tonight["giving"]["phone"], &tonight["line_ul"], &tonight["done"]),
        (&json!("there"), &Value::Null, &json!(false))
    );
    assert_eq!(tonight["reasons"][0]["code"], json!("not_giving"));
    assert_eq!((&tonight["giving"]["as_of"], &tonight["giving"]["fresh"]), (&Value::Null, &json!(false)));
    let shown = other.run(&["tonight"]);
    assert!(shown.out.contains("nocte log taken --just-now"), "{}", shown.out);

    let refused = other.run(&["log", "taken"]);
    assert_eq!(refused.status, 1, "{}", refused.out);
    assert!(
        refused.out.contains("nothing was logged") && refused.out.contains("nocte sync"),
        "{}",
        refused.out
    );
    let german = other.run(&["--lang", "de", "log", "taken"]);
    assert!(german.out.contains("nichts wurde eingetragen"), "{}", german.out);
    assert_eq!(other.json(&["log", "taken"])["result"], json!("refused_not_giving"));
    assert_eq!(other.json(&["history"])["doses"], json!(0));

    assert_eq!(other.json(&["log", "taken", "--just-now"])["result"], json!("logged"));
    // Without a clinic there is nobody to ask: the household says itself which phone gives.
    assert_eq!(other.json(&["set", "giving"])["giving"]["phone"], json!("here"));
}
