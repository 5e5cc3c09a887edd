//! What the safety rules say: in both languages, about everything, reassuring nobody, and nowhere else.

use chrono::NaiveDate;
use nocte_core::domain::medicine::Question;
use nocte_core::domain::night::Night;
use nocte_core::domain::safety::{ClearsWhen, Reason, Rule, Verdict};
use nocte_core::words::Lang;
use nocte_core::words::safety::{clears_when, question, reason, shown_name, verdict};
use std::path::{Path, PathBuf};

const RULES: [Rule; 30] = [
    Rule::OpioidShort,
    Rule::OpioidLong,
    Rule::OpioidMethadone,
    Rule::OpioidBuprenorphine,
    Rule::OpioidMixed,
    Rule::OpioidDepot,
    Rule::OpioidHospital,
    Rule::OpioidCough,
    Rule::OpioidUnclassified,
    Rule::OpioidAskAgain,
    Rule::OpioidUnanswered,
    Rule::OpioidNotNamed,
    Rule::Antidiarrhoeal,
    Rule::Dextromethorphan,
    Rule::DuplicateNaltrexone,
    Rule::OtherSubstance,
    Rule::OpioidAntagonist,
    Rule::Thyroid,
    Rule::Immunosuppressant,
    Rule::AskBeforeBoth,
    Rule::NotRecognised,
    Rule::NoOpioidFound,
    Rule::Surgery,
    Rule::SurgeryTooNear,
    Rule::SurgeryNoDate,
    Rule::QuestionOpen,
    Rule::Liver,
    Rule::Pregnancy,
    Rule::Transplant,
    Rule::TableOutOfDate,
];

fn full(rule: Rule) -> Reason {
    let on = NaiveDate::from_ymd_opt(2026, 12, 4).expect("a date");
    Reason {
        question: Some(Question::Liver),
        until: Some(Night::of(on)),
        length: Some(10),
        on: Some(on),
        ..Reason::of(rule)
    }
}

#[test]
fn safety_03_no_sentence_reassures() {
    for rule in RULES {
        for lang in [Lang::En, Lang::De] {
            let said = reason(&full(rule), lang).to_lowercase();
            for comfort in ["safe", "harmless", "no problem", "sicher", "harmlos", "unbedenklich"] {
                assert!(!said.contains(comfort), "{said}");
            }
        }
    }
    for lang in [Lang::En, Lang::De] {
        assert!(verdict(Verdict::Clear, lang).contains(match lang {
            Lang::En => "not checked",
            Lang::De => "nicht geprüft",
        }));
    }
}

#[test]
fn every_rule_speaks_both_languages_and_names_a_source() {
    for rule in RULES {
        let one = full(rule);
        let (english, german) = (reason(&one, Lang::En), reason(&one, Lang::De));
        assert!(english != german && english.len() > 20 && german.len() > 20, "{english}");
        assert!(!one.source.is_empty() && !rule.code().is_empty());
    }
    for asked in Question::ALL {
        assert!(question(asked, Lang::En).ends_with('?') && question(asked, Lang::De).ends_with('?'));
    }
}

#[test]
fn safety_20_no_sentence_says_that_time_alone_clears() {
    let on = Night::of(NaiveDate::from_ymd_opt(2026, 12, 4).expect("a date"));
    for when in [ClearsWhen::AskedAgain { on }, ClearsWhen::AskedAgainAndSigned { on }] {
        assert!(clears_when(when, Lang::En).contains("you are asked again"));
        assert!(clears_when(when, Lang::De).contains("wieder gefragt werden"));
    }
    assert!(reason(&full(Rule::OpioidAskAgain), Lang::En).contains("alone clears nothing"));
    assert!(reason(&full(Rule::Surgery), Lang::En).contains("Nothing resumes by itself"));
}

#[test]
fn safety_21_the_days_before_an_operation_are_shown_as_a_range_to_agree() {
    let said = reason(&full(Rule::Surgery), Lang::En);
    assert!(said.contains("2 to 4 days") && said.contains("anaesthetist"), "{said}");
}

#[test]
fn a_typed_name_is_shown_without_what_could_turn_the_line_around() {
    assert_eq!(shown_name(" a\u{202e}b\u{7}c\u{200b}\n "), "abc");
    assert_eq!(shown_name(&"x".repeat(500)).len(), 60);
}

/// What naltrexone does with opioids, what to do before an operation, how to stop: no other room says it,
/// and no shipped table but the safety rules' own speaks of them as evidence.
#[test]
fn safety_28_only_the_safety_rules_speak_on_opioids_and_operations() {
    let core = Path::new(env!("CARGO_MANIFEST_DIR")).join("../core");
    let own = ["medicines.json", "red_flags.json", "parameters.json", "codes.json"];
    for file in files(&core.join("data"), "json") {
        let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        let text = std::fs::read_to_string(&file).expect("a shipped table is text").to_lowercase();
        // An address is a source, not a statement.
        let text = text.lines().filter(|line| !line.contains("http")).collect::<String>();
        for topic in ["opioid", "surgery", "anaesth", "missed dose", "withdrawal"] {
            assert!(own.contains(&name) || !text.contains(topic), "{name} speaks of {topic}");
        }
    }
    for file in files(&core.join("src/words"), "rs") {
        let shown = file.display().to_string();
        if shown.contains("words/safety") || shown.ends_with("red_flag.rs") {
            continue;
        }
        // The name of a page is no sentence.
        let text = std::fs::read_to_string(&file).expect("source is text").replace("Paper::Anaesthetist", "");
        let text = text.to_lowercase();
        for claim in ["blocks opioids", "blockiert opioide", "anaesthe", "anästhe", "overdose", "überdos"] {
            assert!(!text.contains(claim), "{shown} says {claim}; let words/safety say it");
        }
    }
}

fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder of the repository");
    let mut found = Vec::new();
    for entry in entries {
        let path = entry.expect("a readable folder").path();
        if path.is_dir() {
            found.extend(files(&path, extension));
        } else if path.extension().is_some_and(|one| one == extension) {
            found.push(path);
        }
    }
    found
}
