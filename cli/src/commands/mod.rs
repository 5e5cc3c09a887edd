//! One file per noun: words in, an answer out.

mod check;
mod clinic;
mod completions;
mod dilute;
mod protocols;
mod red_flags;
mod second;

use crate::args::Command;
use crate::args::plan::PlanAction;
use crate::machine::Machine;
use crate::manners::Reply;
use crate::refusal::Refusal;

/// Runs one command.
pub(crate) fn run(command: Command, machine: &Machine) -> Result<Reply, Refusal> {
    match command {
        Command::Dilute(args) => dilute::run(&args, machine),
        Command::Check(args) => check::run(&args, machine),
        Command::Protocols(args) => protocols::run(&args, machine),
        Command::RedFlags(_) => Ok(red_flags::run(machine)),
        Command::Completions(args) => completions::run(&args),
        Command::Pair(_) | Command::Sync(_) => Err(clinic::not_paired()),
        Command::Plan(plan) => match plan.action {
            PlanAction::Proposals(_) | PlanAction::Confirm(_) | PlanAction::Decline(_) => {
                Err(clinic::not_paired())
            }
            _ => Err(not_yet(machine)),
        },
        _ => Err(not_yet(machine)),
    }
}

/// For words that stand before what they mean does.
fn not_yet(machine: &Machine) -> Refusal {
    match machine.places() {
        Ok(places) => Refusal::new(
            format!(
                "this command remembers things (in {}), and that is not built yet",
                places.store.display()
            ),
            format!("see `nocte --help`; the key will be {}", places.key.display()),
        ),
        Err(refusal) => refusal,
    }
}
