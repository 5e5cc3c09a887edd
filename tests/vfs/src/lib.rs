//! An in-memory SQLite file system that can lose power, fail, and be looked into. Tests only.
//!
//! [`Medium`] is the thing with the power cord: files, and a log of every write, truncation, sync, deletion and
//! rename in order. [`Vfs`] lets SQLite work on it. [`Cut::image`] says what would be left had the power gone at
//! some point of the log: what was synced is there, every 512-byte sector written since is there or not, each by
//! its own luck (torn and reordered writes). [`Fault`] makes a chosen call fail.
//!
//! The model keeps SQLite's contract: a sync is honest, and a write touches no byte beside it. It does not model a
//! lying flash controller.
//!
//! This is the one crate with `unsafe`: SQLite's file system is a table of C callbacks.

mod callbacks;
mod cut;
mod medium;
mod vfs;

pub use cut::Cut;
pub use medium::{Counts, Failed, Fault, FaultKind, Files, Medium, Op};
pub use vfs::Vfs;
