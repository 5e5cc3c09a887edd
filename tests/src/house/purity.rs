//! What the core, and the domain above all, never contains: floats, the machine, SQL, sentences.

use super::arrows::has_word;
use super::code::{Keep, blanked, shipped};
use super::rooms::test_files;
use super::{Finding, Source};

/// What `domain` never names, with what to do instead.
const MACHINE: [(&str, &str); 10] = [
    ("std::fs", "files are read by catalogue or store"),
    ("std::net", "nothing in the core speaks to a network by itself"),
    ("std::time", "take the instant as an argument"),
    ("std::env", "take the value as an argument"),
    ("std::process", "a rule returns; it starts and ends nothing"),
    ("std::io", "a rule returns a value"),
    ("std::thread", "rules are pure functions"),
    ("std::path", "files are read by catalogue or store"),
    ("SystemTime", "take the instant as an argument"),
    ("Instant", "take the instant as an argument"),
];

/// `domain` files that name the machine. Its tests may not either.
pub fn machine(sources: &[Source]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for source in rust_in(sources, "core/src/domain") {
        for (number, line) in blanked(&source.text, Keep::Code).lines().enumerate() {
            for (name, instead) in MACHINE {
                let named = if name.contains("::") { line.contains(name) } else { has_word(line, name) };
                if named {
                    let says = format!("domain may not name {name}: {instead}");
                    findings.push(Finding::new(source, number + 1, says));
                }
            }
        }
    }
    findings
}

/// A PDF is written in points, and its library takes them as floats: whole numbers become floats in this one file.
const POINTS_ON_PAPER: &str = "core/src/report/pdf/pen.rs";

/// Floats anywhere in the core, tests included: as types and as literals.
pub fn floats(sources: &[Source]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for source in rust_in(sources, "core").filter(|source| source.path != POINTS_ON_PAPER) {
        for (number, line) in blanked(&source.text, Keep::Code).lines().enumerate() {
            if has_word(line, "f32") || has_word(line, "f64") || has_float_literal(line) {
                let says = "no floats in the core: amounts are integers in ng and µL, \
                            a quotient is a `Ratio`";
                findings.push(Finding::new(source, number + 1, says));
            }
        }
    }
    findings
}

/// `1.5` or `2.` with digits, but not `x.0.1`, `1..5` or `1.max(2)`.
fn has_float_literal(line: &str) -> bool {
    let chars: Vec<char> = line.chars().collect();
    (1..chars.len().saturating_sub(1)).any(|at| {
        if chars[at] != '.' || !chars[at - 1].is_ascii_digit() || !chars[at + 1].is_ascii_digit() {
            return false;
        }
        let start = chars[..at]
            .iter()
            .rposition(|c| !c.is_ascii_alphanumeric() && *c != '_')
            .map_or(0, |before| before + 1);
        chars[start].is_ascii_digit() && (start == 0 || chars[start - 1] != '.')
    })
}

/// The first words of SQL statements, as they stand at the start of a string.
const SQL: [&str; 9] = [
    "SELECT ",
    "INSERT ",
    "UPDATE ",
    "DELETE FROM ",
    "CREATE TABLE ",
    "CREATE INDEX ",
    "PRAGMA ",
    "BEGIN IMMEDIATE",
    "ALTER TABLE ",
];

/// SQL outside the store, in what is shipped, and `.sql` files outside it.
pub fn sql(sources: &[Source]) -> Vec<Finding> {
    let says =
        "only core/src/store and the rooms of portal/src/store write SQL: add a method there and call it";
    // And the file with what both of the portal's say alike.
    let rooms =
        ["core/src/store", "portal/src/store/postgres", "portal/src/store/sqlite", "portal/src/store/sql.rs"];
    let mut findings = Vec::new();
    for source in sources.iter().filter(|source| !rooms.iter().any(|room| source.is_in(room))) {
        if source.has_ending("sql") {
            findings.push(Finding::new(source, 0, says));
        }
        let shipped_code =
            ["core/src", "cli/src", "portal/src", "bindings/src"].iter().any(|folder| source.is_in(folder));
        if !source.is_rust() || !shipped_code {
            continue;
        }
        let text = shipped(&source.text, Keep::CodeAndStrings);
        for (number, line) in text.lines().enumerate() {
            let starts = |sql: &str| line.contains(&format!("\"{sql}"));
            if SQL.iter().any(|sql| starts(sql)) {
                findings.push(Finding::new(source, number + 1, says));
            }
        }
    }
    findings
}

/// Sentences in `domain`: a string of three words or more that is not for the patient. Left alone are the
/// texts of invariants and of errors, which developers read, and the names of sources.
pub fn sentences(sources: &[Source]) -> Vec<Finding> {
    let tests = test_files(sources);
    let says = "domain returns codes and values; the sentence belongs to core/src/words, in every language";
    let mut findings = Vec::new();
    for source in rust_in(sources, "core/src/domain") {
        if tests.contains(&source.path) {
            continue;
        }
        let text = shipped(&source.text, Keep::CodeAndStrings);
        let mut left_alone: Option<&str> = None;
        for (number, line) in text.lines().enumerate() {
            let indent = line.split(|c: char| !c.is_whitespace()).next().unwrap_or_default();
            let item = line.replace("const fn", "fn");
            if left_alone.is_none() && LEFT_ALONE.iter().any(|word| item.contains(word)) {
                left_alone = Some(indent);
            }
            if left_alone.is_none() && is_wordy(line) {
                findings.push(Finding::new(source, number + 1, says));
            }
            let ended = line.trim_end().ends_with([';', '}', ')', ']', ',']) && !line.trim().is_empty();
            if ended && left_alone.is_some_and(|start| indent.len() <= start.len()) {
                left_alone = None;
            }
        }
    }
    findings
}

/// Items and calls whose strings are not sentences for a patient, up to the line that closes them.
const LEFT_ALONE: [&str; 11] = [
    "Display for ",
    "fn source(",
    "const ",
    "expect(",
    "panic!(",
    "assert",
    "unreachable!(",
    "write_str(",
    "write!(",
    "#[",
    "source: ",
];

/// Does a string literal of this line have three plain words?
fn is_wordy(line: &str) -> bool {
    line.split('"').skip(1).step_by(2).any(|literal| {
        let words = literal.split(' ').filter(|word| !word.is_empty());
        words.filter(|word| word.chars().all(char::is_alphabetic)).count() >= 3
    })
}

fn rust_in<'a>(sources: &'a [Source], folder: &'a str) -> impl Iterator<Item = &'a Source> {
    sources.iter().filter(move |source| source.is_rust() && source.is_in(folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    const NIGHT: &str = "core/src/domain/night.rs";

    #[test]
    fn planted_machines_are_caught() {
        let plant = |text: &str| machine(&[Source::planted(NIGHT, text)]).len();
        assert_eq!(plant("use std::fs;"), 1);
        assert_eq!(plant("let now = SystemTime::now();"), 1);
        assert_eq!(plant("#[cfg(test)]\nmod tests { use std::env; }"), 1);
        assert_eq!(plant("// std::fs is for the store\nuse core::fmt;"), 0);
        assert_eq!(plant("let instant = resolved.instant;"), 0);
    }

    #[test]
    fn planted_floats_are_caught() {
        let plant = |text: &str| floats(&[Source::planted(NIGHT, text)]).len();
        assert_eq!(plant("fn f(x: f64) {}"), 1);
        assert_eq!(plant("let x = 1.5;"), 1);
        assert_eq!(plant("let x = (2_000.0, 1);"), 1);
        assert_eq!(plant("let x = pair.0.1; let y = 0..5; let z = 1.max(2);"), 0);
        assert_eq!(plant("let x = \"1.5 mg\"; // 1.5 and f64"), 0);
        assert_eq!(floats(&[Source::planted(POINTS_ON_PAPER, "fn f(x: f32) {}")]).len(), 0);
        assert_eq!(floats(&[Source::planted("core/src/report/pdf/lay.rs", "let x = 1.5;")]).len(), 1);
        assert_eq!(floats(&[Source::planted("cli/src/demo.rs", "let x = 1.5;")]).len(), 0);
    }

    #[test]
    fn planted_sql_is_caught() {
        let plant = |path: &str, text: &str| sql(&[Source::planted(path, text)]).len();
        assert_eq!(plant("core/src/app.rs", "c.execute(\"INSERT INTO fact VALUES (1)\");"), 1);
        assert_eq!(plant("cli/src/main.rs", "let q = \"PRAGMA key\";"), 1);
        assert_eq!(plant("core/data/one.sql", "CREATE TABLE a (b);"), 1);
        assert_eq!(plant("core/src/store/open.rs", "let q = \"PRAGMA key\";"), 0);
        assert_eq!(plant("core/src/app.rs", "let help = \"SELECTED\";"), 0);
    }

    #[test]
    fn planted_sentences_are_caught() {
        let plant = |text: &str| sentences(&[Source::planted(NIGHT, text)]).len();
        assert_eq!(plant("fn text() -> &'static str { \"take tonight as usual\" }"), 1);
        assert_eq!(plant("let x = y.expect(\"a night has a date\");"), 0);
        assert_eq!(plant("let code = \"rounded_down\";"), 0);
        assert_eq!(plant("const SOURCE: &str =\n    \"A book on nights\";"), 0);
        assert_eq!(plant("const fn a() {\n    \"take tonight as usual\"\n}"), 1);
        let error = "impl fmt::Display for NotANight {\n    a(\"no such night ever\")\n}\n";
        assert_eq!(plant(error), 0);
        assert_eq!(plant(&format!("{error}fn a() {{\n    \"take tonight as usual\"\n}}")), 1);
    }
}
