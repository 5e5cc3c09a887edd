//! Printing: exactly one JSON value or plain text on stdout, refusals on stderr, and never a panic.

use super::refusal::Refusal;
use serde_json::Value;
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

/// A command's answer.
#[derive(Debug)]
pub(crate) struct Reply {
    /// For scripts.
    pub(crate) json: Value,
    /// The same for a person.
    pub(crate) text: String,
    /// Status 0 when true, 1 when the answer is "no" or a check failed.
    pub(crate) yes: bool,
}

impl Reply {
    /// An answer with status 0.
    pub(crate) fn done(json: Value, text: impl Into<String>) -> Self {
        Self { json, text: text.into(), yes: true }
    }

    /// An answer whose status depends on `yes`.
    pub(crate) fn answer(yes: bool, json: Value, text: impl Into<String>) -> Self {
        Self { json, text: text.into(), yes }
    }
}

/// Prints an answer and gives the status.
pub(crate) fn print(reply: &Reply, json: bool) -> ExitCode {
    let status = if reply.yes { ExitCode::SUCCESS } else { ExitCode::from(1) };
    let text = if json { format!("{:#}", reply.json) } else { reply.text.clone() };
    write_out(&text, status)
}

/// Prints plain text (help, version) with status 0.
pub(crate) fn print_text(text: &str) -> ExitCode {
    write_out(text, ExitCode::SUCCESS)
}

/// Prints the two lines of a refusal on stderr; status 2.
pub(crate) fn refuse(refusal: &Refusal) -> ExitCode {
    // Nothing is left to do when stderr is gone too.
    let _ = writeln!(io::stderr().lock(), "{}\n{}", refusal.reason, refusal.next);
    ExitCode::from(2)
}

/// A reader that went away is not a failure; a full disk is.
fn write_out(text: &str, status: ExitCode) -> ExitCode {
    match try_write(text) {
        Ok(()) => status,
        Err(error) if error.kind() == ErrorKind::BrokenPipe => status,
        Err(error) => refuse(&Refusal::new(
            format!("the answer could not be written: {error}"),
            "check where the output goes (a full disk, a closed file), then ask again",
        )),
    }
}

/// Writes a line at once: scripts wait for `listening on …`.
pub(crate) fn try_write(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    if !text.ends_with('\n') {
        out.write_all(b"\n")?;
    }
    out.flush()
}

/// Runs `work`; a fault in the portal itself ends as a refusal with status 2 and says that it is a fault.
pub(crate) fn guard(work: impl FnOnce() -> ExitCode + std::panic::UnwindSafe) -> ExitCode {
    std::panic::set_hook(Box::new(|info| {
        // The place and nothing else: a panic's own words may hold what it fell over.
        let place = info.location().map_or_else(String::new, |at| format!(" ({}:{})", at.file(), at.line()));
        let _ = writeln!(io::stderr().lock(), "this is a fault in the portal, not in what you typed{place}");
    }));
    std::panic::catch_unwind(work).unwrap_or_else(|_| {
        let _ = writeln!(
            io::stderr().lock(),
            "what was acknowledged before is kept; please report the line above"
        );
        ExitCode::from(2)
    })
}
