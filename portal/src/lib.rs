//! The clinic's server half: FHIR R4 for its patients' phones, over an encrypted file of its own.
//!
//! ```text
//! rest, door, pairing, clinic -> store -> audit        portal puts them together
//!       door, pairing, clinic -> keyring               commands stand before all of it
//!                       staff -> roster
//!               pages, staff -> frame -> signed_in -> roster
//! ```
//!
//! `store` keeps versions, index and audit behind the trait [`store::Store`], which names no database. `rest` is the
//! FHIR surface; `sharing` keeps what patients seal for others; `door` the tokens, `pairing` the links, `keyring` what is kept of both; `clinic` the decisions;
//! `staff` lets people in by a browser, `roster` says what is kept of them, `signed_in` who it is now; `pages` are what
//! they see, inside a `frame` that sign-in has as well;
//! `engine` moves the record out to another FHIR server;
//! `named` what a name may be; `limits` what a client may ask of it; `audit` the chained trail of every access.

pub mod audit;
pub mod caller;
pub mod clinic;
pub mod clock;
pub mod door;
pub mod engine;
pub mod form;
mod frame;
pub mod keyring;
pub mod limits;
pub mod log;
pub mod named;
pub mod pages;
pub mod pairing;
mod portal;
pub mod rest;
pub mod roster;
pub mod routes;
mod running;
pub mod serve;
pub mod sharing;
pub mod signed_in;
pub mod staff;
pub mod store;
mod stray;
mod taking;
mod trust;

pub use portal::{OpenError, Portal, Settings, Shared};
pub use running::Running;
