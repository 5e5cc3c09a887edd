//! Printing: exactly one JSON value or plain text on stdout, refusals on stderr, and never a panic.

use crate::refusal::Refusal;
use nocte_core::domain::amount::NO_BREAK_SPACE;
use nocte_core::words::Lang;
use serde_json::Value;
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

/// A command's answer.
#[derive(Debug)]
pub(crate) struct Reply {
    /// The fields of the interface, for scripts.
    pub(crate) json: Value,
    /// The same for a person; may hold style codes, which are stripped when stdout is not a terminal.
    pub(crate) text: String,
    /// Status 0 when true, 1 when the answer is "no" or a check failed.
    pub(crate) yes: bool,
    /// What goes on after it was printed: a server that stays up.
    pub(crate) then: Option<Then>,
}

/// Something that goes on after the answer was printed, and what is said of it on stderr.
pub(crate) struct Then {
    notice: String,
    work: Box<dyn FnOnce()>,
}

impl core::fmt::Debug for Then {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Then(..)")
    }
}

impl Reply {
    /// An answer with status 0.
    pub(crate) fn done(json: Value, text: impl Into<String>) -> Self {
        Self { json, text: text.into(), yes: true, then: None }
    }

    /// An answer whose status depends on `yes`.
    pub(crate) fn answer(yes: bool, json: Value, text: impl Into<String>) -> Self {
        Self { json, text: text.into(), yes, then: None }
    }

    /// The same, with something that goes on after it was printed.
    pub(crate) fn then(mut self, notice: String, work: impl FnOnce() + 'static) -> Self {
        self.then = Some(Then { notice, work: Box::new(work) });
        self
    }
}

/// Prints an answer, does what goes on after it, and gives the status.
pub(crate) fn print(reply: Reply, json: bool, lang: Lang) -> ExitCode {
    let status = print_answer(&reply, json, lang);
    if let Some(Then { notice, work }) = reply.then {
        let _ = writeln!(anstream::stderr().lock(), "{notice}");
        work();
    }
    status
}

fn print_answer(reply: &Reply, json: bool, lang: Lang) -> ExitCode {
    let text = if json { format!("{:#}", reply.json) } else { reply.text.clone() };
    // No-break spaces hold amounts together on a screen; in a terminal they would hide "1.5 mg" from grep.
    let text = text.replace(NO_BREAK_SPACE, " ");
    let status = if reply.yes { ExitCode::SUCCESS } else { ExitCode::from(1) };
    write_out(&text, status, lang)
}

/// Prints plain text (help, version, completions) with status 0.
pub(crate) fn print_text(text: &str) -> ExitCode {
    write_out(text, ExitCode::SUCCESS, Lang::En)
}

/// Prints the two lines of a refusal on stderr; status 2.
pub(crate) fn refuse(refusal: &Refusal, lang: Lang) -> ExitCode {
    // Nothing is left to do when stderr is gone too.
    let (reason, next) = refusal.said(lang);
    let lines = format!("{reason}\n{next}").replace(NO_BREAK_SPACE, " ");
    let _ = writeln!(anstream::stderr().lock(), "{lines}");
    ExitCode::from(2)
}

/// A reader that went away (`nocte history | head -1`) is not a failure; a full disk is.
fn write_out(text: &str, status: ExitCode, lang: Lang) -> ExitCode {
    match try_write(text) {
        Ok(()) => status,
        Err(error) if error.kind() == ErrorKind::BrokenPipe => status,
        Err(error) => refuse(
            &Refusal::new(
                format!("the answer could not be written: {error}"),
                "check where the output goes (a full disk, a closed file), then ask again",
            )
            .de(
                format!("die Antwort ließ sich nicht schreiben: {error}"),
                "prüfen Sie, wohin die Ausgabe geht (voller Datenträger, geschlossene Datei), dann fragen Sie noch einmal",
            ),
            lang,
        ),
    }
}

fn try_write(text: &str) -> io::Result<()> {
    let mut out = anstream::stdout().lock();
    out.write_all(text.as_bytes())?;
    if !text.ends_with('\n') {
        out.write_all(b"\n")?;
    }
    out.flush()
}

/// Runs `work`; a fault in Nocte itself ends as a refusal with status 2 and says that it is a fault.
pub(crate) fn guard(work: impl FnOnce() -> ExitCode + std::panic::UnwindSafe) -> ExitCode {
    std::panic::set_hook(Box::new(|info| {
        let place = info.location().map_or_else(String::new, |at| format!(" ({}:{})", at.file(), at.line()));
        let _ = writeln!(io::stderr().lock(), "this is a fault in Nocte, not in what you typed{place}");
    }));
    std::panic::catch_unwind(work).unwrap_or_else(|_| {
        let _ = writeln!(
            io::stderr().lock(),
            "what was acknowledged before is kept; please report the line above"
        );
        ExitCode::from(2)
    })
}
