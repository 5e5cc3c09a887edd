//! Which file answers which word.

use crate::args::Command;
use crate::commands::{
    accesses, bottle, check, clinic, completions, diary, dilute, evidence, files, history, log, medicine,
    plan, protocols, question, red_flags, remind, report, set, share, supply, tonight, verdict,
};
use crate::demo;
use crate::machine::Machine;
use crate::manners::Reply;
use crate::refusal::Refusal;

/// Runs one command.
pub(crate) fn run(command: Command, machine: &Machine) -> Result<Reply, Refusal> {
    match command {
        Command::Demo(args) => demo::run(&args, machine),
        Command::Dilute(args) => dilute::run(&args, machine),
        Command::Check(args) => check::run(&args, machine),
        Command::Protocols(args) => protocols::run(&args, machine),
        Command::Evidence(args) => evidence::run(&args, machine),
        Command::GettingIt(_) => Ok(evidence::getting(machine)),
        Command::RedFlags(_) => Ok(red_flags::run(machine)),
        Command::Plan(args) => plan::run(&args.action, machine),
        Command::Medicine(args) => medicine::run(&args.action, machine),
        Command::Bottle(args) => bottle::run(&args.action, machine),
        Command::Supply(args) => supply::run(&args, machine),
        Command::Tonight(_) => tonight::run(machine),
        Command::Log(args) => log::run(&args, machine),
        Command::Symptom(args) => diary::symptom(&args, machine),
        Command::Effect(args) => diary::effect(&args, machine),
        Command::Mark(args) => diary::mark(&args, machine),
        Command::Lab(args) => diary::lab(&args, machine),
        Command::Note(args) => diary::note(&args, machine),
        Command::BadDay(args) => diary::bad_day(&args, machine),
        Command::Verdict(args) => verdict::run(&args, machine),
        Command::Report(args) => report::run(&args, machine),
        Command::Questions(_) => question::list(machine),
        Command::Answer(args) => question::answer(&args, machine),
        Command::Card(_) => question::card(machine),
        Command::Remind(args) => remind::run(&args, machine),
        Command::History(args) => history::run(&args, machine),
        Command::Export(args) => files::export(&args, machine),
        Command::Import(args) => files::import(&args, machine),
        Command::Backup(args) => files::backup(&args, machine),
        Command::Restore(args) => files::restore(&args, machine),
        Command::Verify(_) => files::verify(machine),
        Command::Set(args) => set::run(&args.what, machine),
        Command::Pair(args) => clinic::pair(&args, machine),
        Command::Sync(args) => clinic::sync(&args, machine),
        Command::Accesses(args) => accesses::run(&args, machine),
        Command::Share(args) => share::run(&args, machine),
        Command::Completions(args) => completions::run(&args),
    }
}
