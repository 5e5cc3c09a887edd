//! The clinical parameters.
