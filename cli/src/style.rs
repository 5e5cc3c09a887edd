//! The few styles of the terminal. Colour never carries meaning alone, and `clear` gets no reassuring one.

use anstyle::{AnsiColor, Style};

const STRONG: Style = Style::new().bold();
const FAINT: Style = Style::new().dimmed();
const ALARM: Style = AnsiColor::Red.on_default().bold();

/// What the eye should find first: tonight's dose, the line.
pub(crate) fn strong(text: &str) -> String {
    format!("{STRONG}{text}{STRONG:#}")
}

/// Sources, marks, what can be skipped.
pub(crate) fn faint(text: &str) -> String {
    format!("{FAINT}{text}{FAINT:#}")
}

/// An emergency or a refusal.
pub(crate) fn alarm(text: &str) -> String {
    format!("{ALARM}{text}{ALARM:#}")
}
