//! Sync through everything that goes wrong between a phone and a clinic. `cargo xtask test sync` shows the figures.
#![cfg(feature = "store")]

mod canary;
mod count;
mod habits;
mod kills;
mod malice;
mod patience;
mod portal;
mod proxy;
mod storm;
mod tls;
mod trouble;
