//! Against parts nobody here wrote: validators, servers, an OpenID provider, a proxy. `cargo xtask test peers` brings
//! them and runs these; a bare `cargo test` passes them over.
#![cfg(feature = "store")]

mod emitted;
mod medplum;
mod nginx;
mod oidc;
mod replay;
mod shl;
mod validators;
