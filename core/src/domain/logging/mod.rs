//! Logging a dose: what each answer stores, and what is said about it.
//!
//! What was swallowed can always be told (`safety.md` 17): no rule about when a dose *may* be taken blocks the
//! log of one that *was*. What is not known is asked for and never filled in: a tap at noon on last night's
//! notice would otherwise look like a dose at noon and push tonight's out of its window.

mod outcome;
mod request;

pub use outcome::{Advice, LogOutcome, LogResult, NewDoseEntry};
pub use request::{Answer, LogRequest, Swallowed, Told};
