//! What no shell does: count with dates or doses. Each language brings its own words for a calendar.

use super::arrows::has_word;
use super::code::{Keep, blanked};
use super::{Finding, Source};

/// Names that may not stand beside an operator.
const AMOUNTS: [&str; 8] =
    ["dose", "volume", "strength", "milligrams", "nanograms", "microlitres", "bedtime", "night"];

/// Lines that count with one of these calendars, or with an amount.
pub(super) fn counting<'a>(sources: impl Iterator<Item = &'a Source>, calendar: &[&str]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for source in sources {
        for (number, line) in blanked(&source.text, Keep::Code).lines().enumerate() {
            if let Some(word) = calendar.iter().find(|word| has_word(line, word)) {
                let says =
                    format!("`{word}` counts with the calendar; the core does, and gives text or an instant");
                findings.push(Finding::new(source, number + 1, says));
            }
            if let Some(word) = AMOUNTS.into_iter().find(|word| reckoned(line, word)) {
                let says = format!("`{word}` is reckoned with; the core does, and gives the result");
                findings.push(Finding::new(source, number + 1, says));
            }
        }
    }
    findings
}

/// Does a name that ends in `word` stand beside `+`, `-`, `*`, `/` or `%`?
fn reckoned(line: &str, word: &str) -> bool {
    let line = line.to_ascii_lowercase().replace("->", " ");
    let parts = parts(&line);
    let counts = |part: Option<&&str>| part.is_some_and(|part| part.starts_with(['+', '-', '*', '/', '%']));
    parts.iter().enumerate().any(|(at, part)| {
        let before = at.checked_sub(1).and_then(|before| parts.get(before));
        part.ends_with(word) && (counts(before) || counts(parts.get(at + 1)))
    })
}

/// Names with their dots, and everything between them, without spaces.
fn parts(line: &str) -> Vec<&str> {
    let named = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
    let mut parts: Vec<&str> = Vec::new();
    let mut rest = line.trim_start();
    while let Some(first) = rest.chars().next() {
        let end = rest.find(|c: char| named(c) != named(first) || c.is_whitespace()).unwrap_or(rest.len());
        let (part, after) = rest.split_at(end);
        parts.push(part);
        rest = after.trim_start();
    }
    parts
}
