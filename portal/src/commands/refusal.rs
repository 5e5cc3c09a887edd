//! A refusal: why not, and what to do next. Two lines on stderr, status 2.

/// Why a command cannot be done, and the next step. Both are single lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    /// The reason.
    pub(crate) reason: String,
    /// What to do next.
    pub(crate) next: String,
}

impl Refusal {
    /// Both parts are folded to one line: an argument may contain a line break, an escape code or worse.
    pub(crate) fn new(reason: impl AsRef<str>, next: impl AsRef<str>) -> Self {
        Self { reason: one_line(reason.as_ref()), next: one_line(next.as_ref()) }
    }
}

/// The text with every run of white space and control characters as one space.
fn one_line(text: &str) -> String {
    let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    clean.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_is_two_lines_whatever_was_typed() {
        let refusal = Refusal::new("no\nsuch \u{1b}[31mpatient", "try\r\nagain");
        assert_eq!(refusal.reason, "no such [31mpatient");
        assert_eq!(refusal.next, "try again");
    }
}
