//! `--lang de` is kept also where the shell itself says no: both lines, for every kind of refusal it makes.

use crate::run::Terminal;

/// The reason and the next step in a language.
fn said(there: &Terminal, words: &[&str], lang: &str) -> (String, String) {
    let ran = there.run(&[&["--lang", lang], words].concat());
    assert_eq!(ran.status, 2, "nocte {words:?} was not refused: {}{}", ran.out, ran.err);
    ran.two_lines();
    let mut lines = ran.err.lines().map(str::to_owned);
    (lines.next().expect("a reason"), lines.next().expect("a next step"))
}

#[test]
fn every_refusal_of_the_shells_own_is_german_when_german_is_asked_for() {
    let empty = Terminal::new();
    let ready = Terminal::ready();
    std::fs::write(ready.path("there"), "a file").expect("our own folder");
    let there = ready.path("there");
    let there = there.to_str().expect("a plain path");
    for words in [
        &["plan"][..],
        &["plan", "nwe"],
        &["tonight", "--bright"],
        &["remind", "--nights", "many"],
        &["--now", "yesterday", "tonight"],
        &["--zone", "Mars/Olympus", "tonight"],
        &["protocols", "P99"],
        &["dilute"],
        &["dilute", "--tablet", "50mg"],
        &["dilute", "--second"],
        &["plan", "new"],
        &["plan", "new", "--step", "1mg"],
        &["plan", "new", "--step", "1mg,x"],
        &["plan", "new", "--step", "1mg,3,doctor"],
        &["plan", "new", "--protocol", "P2", "--cap", "3mg"],
        &["plan", "new", "--protocol", "P2", "--by", "Dr Weber", "--on", "the third"],
        &["plan", "new", "--protocol", "P2", "--by", "Dr Weber", "--on", "1066-01-01"],
        &["plan", "confirm", "that one"],
        &["answer", "weather", "no"],
        &["answer", "liver", "perhaps"],
        &["symptom", "pain", "11"],
        &["symptom", "happiness", "3"],
        &["symptom", "pain", "3", "--night", "tonight"],
        &["note", " "],
        &["set", "bedtime", "late"],
        &["set", "bedtime", "11:00"],
        &["set", "cutover", "13:00"],
        &["set", "lead", "many"],
        &["set", "lead", "500"],
        &["set", "price", "1.2.3", "EUR"],
        &["set", "price", "1.00", "EURO"],
        &["set", "holder", " "],
        &["bottle", "new", "--tablet", "50mg", "--water", "50mL", "--made", "2100-01-01"],
        &["bottle", "new", "--tablet", "50mg", "--water", "50mL", "--product", "Mysterium"],
        &["bottle", "new", "--tablet", "50mg", "--water", "50mL", "--opioids", "yes"],
        &["bottle", "discard", "Z"],
        &["restore", "nowhere"],
        &["restore", "--confirm"],
        &["import", "nowhere"],
        &["backup", there, "--passphrase-file", there],
        &["sync"],
        &["accesses"],
        &["pair", "nonsense"],
    ] {
        let (english, german) = (said(&ready, words, "en"), said(&ready, words, "de"));
        assert!(english.0 != german.0 && english.1 != german.1, "nocte {words:?}: {german:?}");
    }
    for words in [&["verify"][..], &["supply"], &["export", "--format", "json", "all.json"]] {
        let (english, german) = (said(&empty, words, "en"), said(&empty, words, "de"));
        assert!(english.0 != german.0 && english.1 != german.1, "nocte {words:?}: {german:?}");
    }
}
