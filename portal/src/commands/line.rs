//! The command line as it was typed: a command, a wish for help, or a refusal of one line.

use super::args::Cli;
use super::refusal::Refusal;
use clap::Parser as _;
use clap::error::ErrorKind;
use std::ffi::OsString;

/// What was typed.
#[derive(Debug)]
pub(crate) enum Read {
    /// A command.
    Run(Box<Cli>),
    /// `--help` or `--version`.
    Help(String),
}

/// Reads the command line.
///
/// # Errors
/// A [`Refusal`] with the reason in one line and where to read on.
pub(crate) fn read(words: impl IntoIterator<Item = OsString>) -> Result<Read, Refusal> {
    match Cli::try_parse_from(words) {
        Ok(cli) => Ok(Read::Run(Box::new(cli))),
        Err(error) => match error.kind() {
            ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => Ok(Read::Help(error.to_string())),
            ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
                Err(Refusal::new("no command was given", "nocte-portal --help lists them"))
            }
            _ => Err(mistyped(&error)),
        },
    }
}

/// clap's first paragraph as the reason.
fn mistyped(error: &clap::Error) -> Refusal {
    let text = error.to_string();
    let reason: Vec<&str> = text.lines().map(str::trim).take_while(|line| !line.is_empty()).collect();
    let reason = reason.join(" ");
    Refusal::new(
        reason.strip_prefix("error: ").unwrap_or(&reason),
        "the command with --help shows an example",
    )
}

/// For tests: the command as clap knows it.
#[cfg(test)]
fn command() -> clap::Command {
    use clap::CommandFactory as _;
    Cli::command()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn every(command: &clap::Command, path: &str, out: &mut Vec<(String, String)>) {
        let path = format!("{path} {}", command.get_name());
        let help = command.get_after_help().map(ToString::to_string).unwrap_or_default();
        out.push((path.trim().to_owned(), help));
        for sub in command.get_subcommands() {
            every(sub, &path, out);
        }
    }

    #[test]
    fn every_command_has_an_example() {
        let mut all = Vec::new();
        every(&command(), "", &mut all);
        assert!(all.len() > 16, "{all:?}");
        for (path, help) in all {
            assert!(help.contains("Example") && help.contains("nocte-portal "), "{path}: {help}");
        }
        command().debug_assert();
    }

    #[test]
    fn what_is_mistyped_is_one_line() {
        let words = |line: &str| line.split(' ').map(OsString::from).collect::<Vec<_>>();
        for line in [
            "nocte-portal",
            "nocte-portal fly",
            "nocte-portal patient",
            "nocte-portal patient add --name x",
            "nocte-portal patient add --name x --birth 14.3.1975",
            "nocte-portal seed --patients 0 --days 1",
            "nocte-portal serve --tls-cert only",
        ] {
            let refusal = read(words(line)).expect_err(line);
            assert!(!refusal.reason.contains('\n') && !refusal.next.contains('\n'), "{line}");
            assert!(!refusal.reason.is_empty(), "{line}");
        }
        assert!(matches!(read(words("nocte-portal serve --help")), Ok(Read::Help(_))));
    }
}
