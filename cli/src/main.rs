//! `nocte`: the whole product in a terminal.
//!
//! The shell decides nothing about doses or nights. It reads words, asks what is missing when a person sits at
//! the terminal, hands typed values to the core and prints the answer, as text or as one JSON value.
//! Its manners are fixed: status 0 done, 1 the answer is no, 2 the input or the state does not allow it;
//! with 2 stdout stays empty and stderr says the reason and the next step, one line each.

mod args;
mod ask;
mod clock;
mod commands;
mod demo;
mod dispatch;
mod draw;
mod machine;
mod manners;
mod places;
mod progress;
mod read;
mod refusal;
mod style;
mod vault;
mod zone;

use std::process::ExitCode;

fn main() -> ExitCode {
    manners::guard(|| match args::read(std::env::args_os()) {
        Ok(args::Read::Run(cli)) => {
            let (json, lang) = (cli.global.json, cli.global.lang.into());
            match machine::Machine::from(&cli.global).and_then(|machine| dispatch::run(cli.command, &machine))
            {
                Ok(reply) => manners::print(reply, json, lang),
                Err(refusal) => manners::refuse(&refusal, lang),
            }
        }
        Ok(args::Read::Help(text)) => manners::print_text(&text),
        Err(refusal) => manners::refuse(&refusal, args::language(std::env::args())),
    })
}
