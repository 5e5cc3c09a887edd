//! The shared scenario: a program in any language tells it beside the clinic, and one program compares.

use crate::manners::Refusal;
use crate::tally::Tally;
use crate::{bindings, child};
use std::path::Path;
use std::process::Command;

/// What every language tells, byte for byte.
const OUTCOME: &str = "tests/scenario/outcome.txt";

/// Has `teller` tell the story.
pub(crate) fn told(root: &Path, teller: &Command) -> Result<Tally, Refusal> {
    // A program of the tests' own package, as the other lanes build it: with them it costs nothing.
    let words = ["test", "--workspace", "--no-run", "--test", "vectors"];
    let built = bindings::built(root, &words)?;
    let judge = built.into_iter().find(|path| path.file_stem().is_some_and(|name| name == "scenario"));
    let judge =
        judge.ok_or_else(|| Refusal::new("nobody compares the story", "see tests/src/bin/scenario.rs"))?;
    let mut command = Command::new(judge);
    command.current_dir(root).arg(OUTCOME).arg(teller.get_program()).args(teller.get_args());
    for (name, value) in teller.get_envs() {
        match value {
            Some(value) => command.env(name, value),
            None => command.env_remove(name),
        };
    }
    let (tally, good) = child::counted(command)?;
    Ok(tally.closed(good))
}
