//! A refusal: why not, and what to do next. Two lines, status 2.

use nocte_core::words::Lang;

/// Why a command cannot be done, and the next step. Both are single lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    /// The reason.
    pub(crate) reason: String,
    /// What to do next.
    pub(crate) next: String,
    /// Both in German, where they are the shell's own: what the core refuses comes in the language asked for.
    german: Option<(String, String)>,
}

impl Refusal {
    /// Both parts are folded to one line: an argument may contain a line break, an escape code or worse.
    pub(crate) fn new(reason: impl AsRef<str>, next: impl AsRef<str>) -> Self {
        Self { reason: one_line(reason.as_ref()), next: one_line(next.as_ref()), german: None }
    }

    /// The same in German.
    pub(crate) fn de(mut self, reason: impl AsRef<str>, next: impl AsRef<str>) -> Self {
        self.german = Some((one_line(reason.as_ref()), one_line(next.as_ref())));
        self
    }

    /// The two lines in a language.
    pub(crate) fn said(&self, lang: Lang) -> (&str, &str) {
        match (lang, &self.german) {
            (Lang::De, Some((reason, next))) => (reason, next),
            _ => (&self.reason, &self.next),
        }
    }
}

impl From<nocte_core::words::refusal::Refusal> for Refusal {
    fn from(refusal: nocte_core::words::refusal::Refusal) -> Self {
        Self::new(refusal.reason, refusal.next)
    }
}

/// The text with every run of white space and control characters as one space.
pub(crate) fn one_line(text: &str) -> String {
    let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_two_lines_whatever_was_typed() {
        let refusal = Refusal::new("no\nsuch \u{1b}[31mdose", "try\r\nagain");
        assert_eq!(refusal.reason, "no such [31mdose");
        assert_eq!(refusal.next, "try again");
        let both = refusal.de("keine\nDosis", "noch einmal");
        assert_eq!(both.said(Lang::De), ("keine Dosis", "noch einmal"));
        assert_eq!(both.said(Lang::En).1, "try again");
    }
}
