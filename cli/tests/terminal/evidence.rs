//! For and against, and what to ask whom, as a script and a person read it.

use crate::run::{Terminal, nocte};
use serde_json::Value;

#[test]
fn every_statement_comes_with_its_source_and_grade() {
    let there = Terminal::new();
    let answer = there.json(&["evidence"]);
    let cards = answer["cards"].as_array().expect("a list");
    assert!(cards.len() >= 45, "{}", cards.len());
    for card in cards {
        let sources = card["sources"].as_array().expect("a list");
        assert!(!sources.is_empty(), "{}", card["claim"]);
        assert!(sources.iter().all(|source| source["grade"].is_string()), "{}", card["claim"]);
    }
    assert_eq!(there.files(), Vec::<String>::new(), "it needs no store and makes none");
}

#[test]
fn where_page_and_trial_disagree_both_are_shown() {
    let there = Terminal::new();
    let text = nocte(&["evidence", "fibromyalgia"], there.folder()).out;
    let (_, after) = text.split_once("about 60 of 100").expect("what the page says");
    assert!(after.contains("Beside it: In that trial 32 of 100"), "{text}");
    assert!(!text.contains("Dr Klimas"), "one topic was asked for");
    nocte(&["evidence", "miracles"], there.folder()).two_lines();
}

#[test]
fn safety_27_unreviewed_evidence_says_so_and_an_old_file_says_more() {
    let mut there = Terminal::new();
    let codes = |answer: &Value| -> Vec<String> {
        let list = answer["notices"].as_array().expect("a list").iter();
        list.map(|notice| notice["code"].as_str().expect("a code").to_owned()).collect()
    };
    assert_eq!(codes(&there.json(&["evidence"])), ["not_reviewed"]);
    there.at("2028-01-01T19:00:00+01:00");
    assert_eq!(codes(&there.json(&["evidence"])), ["out_of_date", "not_reviewed"]);
    assert_eq!(codes(&there.json(&["getting-it"])), ["out_of_date", "not_reviewed"]);
}

#[test]
fn getting_it_asks_three_and_names_nobody() {
    let there = Terminal::new();
    let answer = there.json(&["getting-it", "--lang", "de"]);
    for of in ["prescriber", "pharmacy", "insurer"] {
        let asks = answer["asks"].as_array().expect("a list");
        assert!(asks.iter().filter(|ask| ask["of"] == of).count() >= 3, "{of}");
    }
    let text = nocte(&["getting-it", "--lang", "de"], there.folder()).out;
    assert!(text.contains("In der Apotheke fragen") && text.contains("sofort freisetzend"), "{text}");
    assert!(!text.contains("http"), "{text}");
}
