//! The bridge: Nocte's core for Kotlin, Swift and Python. No rule lives here.
//!
//! `mirror` lists the core's own types for the other side: a field or case added in the core and forgotten there
//! does not compile. `scalar` says how amounts, nights and instants cross. `pure` exports the rules that the golden
//! vectors test.
//! Nothing crosses as JSON.

mod error;
mod mirror;
mod pure;
mod refusal;
mod scalar;

pub use error::ApiError;
pub use pure::*;
pub use refusal::{Refusal, RefusalWords};

uniffi::setup_scaffolding!("nocte");
