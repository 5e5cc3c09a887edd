//! The clinic of `nocte_tests::desk` for a program that cannot be started under one of ours: a question a line on
//! stdin, its answer a line on stdout, until stdin ends.

#![allow(clippy::print_stdout, reason = "a program's answer belongs on stdout")]

use nocte_tests::desk::Desk;
use std::io::{BufRead as _, Write as _};
use std::process::ExitCode;

fn main() -> ExitCode {
    let desk = match Desk::open() {
        Ok(desk) => desk,
        Err(why) => {
            eprintln!(
                "error: the clinic does not open: {why}\nnext: cargo test -p nocte-tests --test portal"
            );
            return ExitCode::from(2);
        }
    };
    for question in std::io::stdin().lock().lines() {
        let Ok(question) = question else { break };
        // A no is an answer: whoever asked says whether it was to be one.
        let answer = desk.answer(&question).unwrap_or_else(|why| format!("no: {why}"));
        println!("{answer}");
        let _gone = std::io::stdout().flush();
    }
    ExitCode::SUCCESS
}
