//! Sync through everything that goes wrong between a phone and a clinic. `cargo xtask test sync` shows the figures.
#![cfg(feature = "store")]

mod habits;
mod proxy;
mod tls;
