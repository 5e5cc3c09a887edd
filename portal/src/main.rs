//! `nocte-portal`: the clinic's server and its commands.
//!
//! Its manners are fixed: status 0 done, 1 the answer is no, 2 the input or the state does not allow it; with 2
//! stdout stays empty and stderr says the reason and the next step, one line each.

mod commands;

use commands::refusal::Refusal;
use commands::{line, manners};
use std::process::ExitCode;

fn main() -> ExitCode {
    manners::guard(|| match line::read(std::env::args_os()) {
        Ok(line::Read::Run(cli)) => {
            let json = cli.json;
            let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build();
            let answer = match runtime {
                Ok(runtime) => runtime.block_on(commands::run(*cli)),
                Err(error) => Err(Refusal::new(
                    format!("the machine gives no threads: {}", error.kind()),
                    "close something and try again",
                )),
            };
            match answer {
                Ok(Some(reply)) => manners::print(&reply, json),
                Ok(None) => ExitCode::SUCCESS,
                Err(refusal) => manners::refuse(&refusal),
            }
        }
        Ok(line::Read::Help(text)) => manners::print_text(&text),
        Err(refusal) => manners::refuse(&refusal),
    })
}
