//! The clinic's server half: FHIR R4 for its patients' phones, over an encrypted file of its own.
//!
//! ```text
//! rest, door, pairing, clinic -> store -> audit        portal puts them together
//! ```
//!
//! `store` keeps versions, index and audit behind the trait [`store::Store`], which names no database. `rest` is the
//! FHIR surface; `limits` what a client may ask of it; `audit` the chained trail of every access.

pub mod audit;
pub mod caller;
pub mod clock;
pub mod limits;
mod portal;
pub mod rest;
pub mod routes;
pub mod serve;
pub mod store;

pub use portal::{OpenError, Portal, Settings};
