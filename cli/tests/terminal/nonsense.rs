//! No input makes any command panic: random words, random strings, status 0, 1 or 2 and nothing else.

use crate::run::{Terminal, nocte};
use proptest::prelude::*;

const WORDS: [&str; 69] = [
    "dilute",
    "check",
    "protocols",
    "red-flags",
    "evidence",
    "getting-it",
    "plan",
    "new",
    "show",
    "hold",
    "resume",
    "back",
    "repeat",
    "halve",
    "stop",
    "change",
    "step-up",
    "medicine",
    "add",
    "list",
    "bottle",
    "discard",
    "tonight",
    "log",
    "taken",
    "skipped",
    "unknown",
    "extra",
    "correct",
    "undo",
    "symptom",
    "effect",
    "mark",
    "lab",
    "note",
    "bad-day",
    "questions",
    "answer",
    "card",
    "remind",
    "history",
    "export",
    "import",
    "verify",
    "set",
    "bedtime",
    "syringe",
    "--json",
    "--now",
    "--zone",
    "--lang",
    "--dose",
    "--tablet",
    "--water",
    "--syringe",
    "--strength",
    "--second",
    "--from",
    "--to",
    "--at",
    "--night",
    "--volume",
    "--by",
    "--on",
    "--protocol",
    "--step",
    "--nights",
    "--last",
    "--surgery",
];

const VALUES: [&str; 40] = [
    "1.5mg",
    "50mg",
    "0mg",
    "12mg",
    "250mcg",
    "50mL",
    "0.001mL",
    "18446744073709551615mg",
    "1mL/0.01mL",
    "20mL/0.001mL",
    "1mg/mL",
    "5 mg per 5 mL",
    "0.1mg/mL",
    "2026-11-22",
    "2026-11-22+2",
    "1970-01-01",
    "2199-12-31",
    "0000-01-01",
    "9999-12-31",
    "2026-11-22T22:00:00Z",
    "1970-01-01T00:00:00-23:59",
    "2199-12-31T23:59:59Z",
    "Europe/Berlin",
    "Pacific/Apia",
    "P2",
    "P11",
    "1.5mg,30",
    "3mg,0-4294967295,symptom-free:9",
    "yes",
    "no",
    "opioids",
    "pain",
    "-1",
    "0",
    "4294967295",
    "99999999999999999999",
    "tramadol",
    "\u{202e}x",
    "",
    "💊",
];

/// A command line: mostly words and values that mean something, now and then anything at all.
fn words() -> impl Strategy<Value = Vec<String>> {
    let word = prop_oneof![
        4 => prop::sample::select(&WORDS[..]).prop_map(str::to_owned),
        3 => prop::sample::select(&VALUES[..]).prop_map(str::to_owned),
        1 => "\\PC{0,12}",
    ];
    prop::collection::vec(word.prop_map(|word| word.replace('\0', "")), 0..9)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 250, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_words_never_panic(words in words()) {
        let there = Terminal::new();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let ran = nocte(&words, there.folder());
        prop_assert!((0..=2).contains(&ran.status), "{words:?}: {} {}", ran.status, ran.err);
        if ran.status == 2 {
            ran.two_lines();
        } else {
            prop_assert_eq!(ran.err, "");
        }
    }

    #[test]
    fn random_amounts_never_panic(dose in "[0-9.,]{0,6} ?(mg|mcg|mL|µg)?", water in "[0-9.]{1,5} ?mL", cap in "[0-9.]{1,4}", grad in "[0-9.]{1,5}") {
        let there = Terminal::new();
        let syringe = format!("{cap}mL/{grad}mL");
        let words = ["dilute", "--tablet", "50mg", "--water", &water, "--dose", &dose, "--syringe", &syringe];
        let (text, json) = (nocte(&words, there.folder()), nocte(&[&words[..], &["--json"]].concat(), there.folder()));
        prop_assert_eq!(text.status, json.status);
        if json.status == 2 {
            json.two_lines();
        } else {
            let value: Result<serde_json::Value, _> = serde_json::from_str(&json.out);
            prop_assert!(value.is_ok(), "{}", json.out);
        }
    }
}
