//! Exit statuses and refusals: 0 done, 1 the answer is "no", 2 the input or the state does not allow it.
//!
//! A refusal leaves stdout empty and says two lines on stderr: the reason, then the next step.
//! Scripts rely on both halves, so a refusal is a value that only `main` turns into text.

use std::process::ExitCode;

/// How a command that could be carried out ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Answer {
    /// Done, or every check passed.
    Yes,
    /// At least one check failed.
    No,
    /// The input was refused, and whoever refused it has said its two lines already.
    Told,
}

impl Answer {
    /// `Yes` when `good` holds.
    pub(crate) fn when(good: bool) -> Self {
        if good { Self::Yes } else { Self::No }
    }
}

impl From<Answer> for ExitCode {
    fn from(answer: Answer) -> Self {
        match answer {
            Answer::Yes => Self::SUCCESS,
            Answer::No => Self::from(1),
            Answer::Told => Self::from(2),
        }
    }
}

/// Why a command was not carried out, and what to do next. One line each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refusal {
    reason: String,
    next: String,
}

impl Refusal {
    /// A refusal; line breaks are folded, since each half is one line by contract.
    pub(crate) fn new(reason: impl Into<String>, next: impl Into<String>) -> Self {
        let one_line = |text: String| text.lines().map(str::trim).collect::<Vec<_>>().join(" ");
        Self { reason: one_line(reason.into()), next: one_line(next.into()) }
    }

    /// The refusal for words a command does not know.
    pub(crate) fn unknown_word(command: &str, word: &str) -> Self {
        Self::new(
            format!("`{command}` does not know '{word}'"),
            format!("see `cargo xtask {command} --help`"),
        )
    }

    /// A program that could not be started at all.
    pub(crate) fn cannot_start(program: &str, error: &std::io::Error) -> Self {
        Self::new(
            format!("{program} could not be started: {error}"),
            "`cargo xtask doctor` lists what is missing",
        )
    }

    /// Prints the two lines and answers with status 2.
    pub(crate) fn tell(self) -> ExitCode {
        eprintln!("error: {}", self.reason);
        eprintln!("next: {}", self.next);
        ExitCode::from(2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_half_of_a_refusal_is_one_line() {
        let refusal = Refusal::new("first\n second", "third\r\nfourth");
        assert_eq!(refusal.reason, "first second");
        assert_eq!(refusal.next, "third fourth");
    }
}
