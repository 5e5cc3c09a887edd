//! `cargo xtask …`: every command a contributor or the CI needs, with nothing but Rust to start.
//!
//! One file per command. The runner knows nothing about doses: it starts other programs, counts what they
//! say and repeats it. What a machine cannot do is said, never passed over (see `test.rs`).

#![allow(clippy::print_stdout, reason = "a command runner's answers belong on stdout")]

mod android;
mod bench;
mod bench_bridge;
mod bench_table;
mod bindings;
mod check;
mod child;
mod desk;
mod doctor;
mod elf;
mod help;
mod house;
mod icon;
mod ios;
mod kotlin;
mod lane;
mod lay;
mod manners;
mod package;
mod parts;
mod phones;
mod planted;
mod postgres;
mod python;
mod release;
mod scenario;
mod size;
mod slow;
mod stale;
mod swift;
mod swift_root;
mod tally;
mod targets;
mod test;
mod tool;
mod turn;
mod vectors;
mod year;

use manners::{Answer, Refusal};
use std::process::ExitCode;

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&words) {
        Ok(answer) => answer.into(),
        Err(refusal) => refusal.tell(),
    }
}

/// Finds the command; asks for help come first, so that `cargo xtask slow --help` never starts anything.
fn dispatch(words: &[String]) -> Result<Answer, Refusal> {
    let Some((command, rest)) = words.split_first() else {
        return Err(Refusal::new("no command given", help::SHORT));
    };
    if matches!(command.as_str(), "help" | "--help" | "-h") {
        print!("{}", help::overview());
        return Ok(Answer::Yes);
    }
    let Some(page) = help::page(command) else {
        return Err(Refusal::new(format!("no command is called '{command}'"), help::SHORT));
    };
    if rest.iter().any(|word| word == "--help" || word == "-h") {
        print!("{page}");
        return Ok(Answer::Yes);
    }
    match command.as_str() {
        "test" => test::run(rest),
        "check" => check::check(rest),
        "fix" => check::fix(rest),
        "vectors" => vectors::run(rest),
        "bench" => bench::run(rest),
        "slow" => slow::run(rest),
        "bindings" => bindings::run(rest),
        "doctor" => doctor::run(rest),
        "android" => phones::run(phones::Maker::Android, rest),
        "ios" => phones::run(phones::Maker::Ios, rest),
        "size" => size::run(rest),
        _ => Err(Refusal::new(format!("no command is called '{command}'"), help::SHORT)),
    }
}
