//! Protocols P1–P20.
