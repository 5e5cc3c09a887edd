//! A refusal in two lines: why, and what to do next. No surface shows one without the other.

/// What a refusal says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// Why it is refused.
    pub reason: String,
    /// The next step.
    pub next: String,
}

impl Refusal {
    /// From two texts.
    pub fn new(reason: impl Into<String>, next: impl Into<String>) -> Self {
        Self { reason: reason.into(), next: next.into() }
    }
}
