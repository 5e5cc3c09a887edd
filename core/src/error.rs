//! The internal error.
