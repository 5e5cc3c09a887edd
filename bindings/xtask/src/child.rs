//! Running another program: its output goes through at once, and its result lines are counted on the way.

use crate::manners::Refusal;
use crate::tally::Tally;
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

/// Runs `command`, repeating its stdout line by line; answers with what it counted and whether it ended well.
pub(crate) fn counted(mut command: Command) -> Result<(Tally, bool), Refusal> {
    let name = command.get_program().to_string_lossy().into_owned();
    let refused = |error: std::io::Error| Refusal::cannot_start(&name, &error);
    let mut child = command.stdout(Stdio::piped()).spawn().map_err(refused)?;
    let mut tally = Tally::default();
    if let Some(output) = child.stdout.take() {
        let mut stdout = std::io::stdout();
        for line in BufReader::new(output).split(b'\n') {
            let line = line.map_err(refused)?;
            let line = String::from_utf8_lossy(&line);
            tally.read(&line);
            // A reader that went away (`| head`) is no reason to stop counting.
            let _gone = writeln!(stdout, "{line}");
        }
    }
    let status = child.wait().map_err(refused)?;
    Ok((tally, status.success()))
}

/// Runs `command` with its output going straight through; answers whether it ended well.
pub(crate) fn plain(mut command: Command) -> Result<bool, Refusal> {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command.status().map_err(|error| Refusal::cannot_start(&name, &error))?;
    Ok(status.success())
}

/// Runs `command` and keeps its stdout; stderr goes through.
pub(crate) fn captured(mut command: Command) -> Result<(String, bool), Refusal> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output =
        command.stderr(Stdio::inherit()).output().map_err(|error| Refusal::cannot_start(&name, &error))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    Ok((text, output.status.success()))
}
