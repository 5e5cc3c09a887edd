//! The bridge from Rust: the shared scenario, and what a shell does wrong.

mod manners;
mod pages;
mod ports;
mod scenario;
mod story;
mod visit;
