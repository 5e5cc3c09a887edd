//! The questions that cannot be skipped, and when they return.
