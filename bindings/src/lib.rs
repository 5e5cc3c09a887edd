//! The bridge: Nocte's core for Kotlin, Swift and Python. No rule lives here.
//!
//! `mirror` lists the core's own types for the other side: a field or case added in the core and forgotten there
//! does not compile. `scalar` says how amounts, nights and instants cross. `pure` exports the rules that the golden
//! vectors test. `nocte` is the one object, a call a screen; `ports` is what the shell lends it.
//! Nothing crosses as JSON.

#![allow(clippy::needless_pass_by_value, reason = "what crosses the bridge is owned on both sides")]

mod error;
#[cfg(feature = "laboratory")]
mod laboratory;
mod mirror;
mod nocte;
mod ports;
mod pure;
mod refusal;
mod scalar;

pub use error::{ApiError, InputKind, PortName};
#[cfg(feature = "laboratory")]
pub use laboratory::laboratory_panic;
pub use mirror::view::*;
pub use nocte::*;
pub use ports::{ChangeListener, Clock, KeyVault, LogSink, PortError};
pub use pure::*;
pub use refusal::Refusal;

uniffi::setup_scaffolding!("nocte");
