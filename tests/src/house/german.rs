//! The German of the house: it says *Sie*, everywhere alike.

use super::{Finding, Source};

/// Where words to people stand.
const SPOKEN: [&str; 6] = [
    "core/src/words",
    "core/src/report",
    "core/data",
    "cli/src",
    "android/app/src/main/res/values-de",
    "ios/Sources",
];

/// Words that belong to *du*. `Dir` is left out: in capitals it is an English word of a command line.
const FAMILIAR: [&str; 13] = [
    "du", "Du", "dich", "dir", "dein", "deine", "deinem", "deinen", "deiner", "Dein", "Deine", "Deinen",
    "Dich",
];

/// Sentences that say *du*.
pub fn familiar(sources: &[Source]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for source in sources.iter().filter(|source| SPOKEN.iter().any(|folder| source.is_in(folder))) {
        for (number, line) in source.text.lines().enumerate() {
            if let Some(word) = said(line) {
                let says = format!("`{word}`: Nocte says Sie to a stranger, in every sentence");
                findings.push(Finding::new(source, number + 1, says));
            }
        }
    }
    findings
}

/// The familiar word of a line; one that is a literal by itself is looked for, not said.
fn said(line: &str) -> Option<&str> {
    let words = line.split(|c: char| !c.is_alphabetic() && !"\"_".contains(c));
    words.map(|word| word.strip_prefix('"').unwrap_or(word)).find(|word| FAMILIAR.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn planted_familiar_words_are_caught() {
        let found = |path: &str, text: &str| familiar(&[Source::planted(path, text)]).len();
        assert_eq!(found("core/src/words/verdict.rs", "\"Es geht dir besser.\""), 1);
        assert_eq!(found("core/src/words/verdict.rs", "\"Dein Plan\""), 1);
        assert_eq!(found("core/src/words/verdict.rs", "\"Es geht Ihnen besser.\""), 0);
        assert_eq!(found("core/src/words/others.rs", "[\"du\", \"dich\"]"), 0);
        assert_eq!(found("core/src/words/verdict.rs", "Es geht dir."), 1);
        assert_eq!(found("cli/src/places.rs", "let folder = places.data_dir();"), 0);
        assert_eq!(found("core/src/shlink/jwe.rs", "alg dir"), 0);
        assert_eq!(found("cli/src/demo/mod.rs", "name an empty folder with --keep DIR"), 0);
    }
}
