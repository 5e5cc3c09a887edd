//! One file per noun: words in, an answer out.

mod clinic;
mod completions;

use crate::args::Command;
use crate::machine::Machine;
use crate::manners::Reply;
use crate::refusal::Refusal;

/// Runs one command.
pub(crate) fn run(command: Command, machine: &Machine) -> Result<Reply, Refusal> {
    match command {
        Command::Pair(_) | Command::Sync(_) => Err(clinic::not_paired()),
        Command::Completions(args) => completions::run(&args),
        _ => Err(Refusal::new("not built yet", "wait")),
    }
}
