//! Verdicts and reasons in words.
