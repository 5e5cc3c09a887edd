//! Sync as a state machine: the status table row by row, push, pull, tokens, pairing links, and whole lives against a
//! server in memory that fails in every way it can.

mod desk;
mod links;
mod pages;
mod push;
mod rows;
mod rows_of_trouble;
mod server;
mod sign_in;
mod stumbles;
mod tokens;
mod whole_lives;
mod write_modes;
