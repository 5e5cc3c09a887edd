//! Against parts nobody here wrote: validators, servers, an OpenID provider, a proxy. `cargo xtask test peers` brings
//! them and runs these; a bare `cargo test` passes them over.
#![cfg(feature = "store")]

#[path = "../phone_and_clinic/house.rs"]
#[allow(dead_code, reason = "sharing uses its part of the house")]
mod house;

mod emitted;
mod medplum;
mod nginx;
mod oidc;
mod replay;
mod shl;
mod validators;
