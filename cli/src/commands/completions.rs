//! Completions for the user's shell.

use crate::args::Cli;
use crate::args::settings::Completions;
use crate::manners::Reply;
use crate::refusal::Refusal;
use clap::CommandFactory;
use serde_json::json;

/// The script for the shell asked for.
pub(crate) fn run(args: &Completions) -> Result<Reply, Refusal> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "nocte", &mut script);
    let script = String::from_utf8(script).map_err(|_| {
        Refusal::new("the completions are not text", "report this as a fault in Nocte")
            .de("die Ergänzungen sind kein Text", "melden Sie das als Fehler von Nocte")
    })?;
    let shell = args.shell.to_string();
    Ok(Reply::done(json!({ "shell": shell, "script": script }), script))
}
