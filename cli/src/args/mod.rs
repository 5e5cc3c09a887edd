//! The words of the command line. Names and fields of `interface.md` are fixed; the rest is ours.

pub(crate) mod clinic;
pub(crate) mod diary;
pub(crate) mod files;
pub(crate) mod first;
pub(crate) mod log;
pub(crate) mod plan;
pub(crate) mod report;
pub(crate) mod settings;
pub(crate) mod share;
pub(crate) mod things;

use crate::refusal::Refusal;
use clap::error::ErrorKind;
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};
use nocte_core::words::Lang;
use std::ffi::OsString;
use std::path::PathBuf;

/// Nocte carries low-dose naltrexone from the prescriber's plan to tonight's line on your own syringe.
#[derive(Debug, Parser)]
#[command(
    name = "nocte",
    version,
    propagate_version = true,
    max_term_width = 100,
    after_help = "Examples:\n  nocte demo\n  nocte dilute --tablet 50mg --water 50mL --dose 1.5mg --syringe 3mL/0.1mL\n  nocte tonight"
)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// What every command understands.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Everywhere")]
pub(crate) struct Global {
    /// The encrypted file [default: in the platform's data folder].
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) store: Option<PathBuf>,
    /// The key of that file: 64 hex digits, mode 0600 [default: in the platform's configuration folder, or
    /// FILE.key beside --store FILE].
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) key_file: Option<PathBuf>,
    /// Print exactly one JSON value.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// The language of the sentences.
    #[arg(long, global = true, value_enum, default_value = "en")]
    pub(crate) lang: Language,
    /// Make time stand still at this instant (RFC 3339).
    #[arg(long, global = true, value_name = "INSTANT")]
    pub(crate) now: Option<String>,
    /// The time zone [default: the machine's].
    #[arg(long, global = true, value_name = "IANA")]
    pub(crate) zone: Option<String>,
}

/// The languages shipped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Language {
    En,
    De,
}

/// All commands.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Demo(first::Demo),
    Dilute(first::Dilute),
    Check(first::Check),
    Protocols(first::Protocols),
    Evidence(first::Evidence),
    GettingIt(first::GettingIt),
    RedFlags(first::RedFlags),
    Plan(plan::Plan),
    Medicine(things::Medicine),
    Bottle(things::Bottle),
    Supply(things::Supply),
    Tonight(log::Tonight),
    Log(log::Log),
    Symptom(diary::Symptom),
    Effect(diary::Effect),
    Mark(diary::Mark),
    Lab(diary::Lab),
    Note(diary::Note),
    BadDay(diary::BadDay),
    Verdict(diary::Verdict),
    Report(report::Report),
    Questions(things::Questions),
    Answer(things::Answer),
    Card(things::Card),
    Remind(log::Remind),
    History(files::History),
    Export(files::Export),
    Import(files::Import),
    Backup(files::Backup),
    Restore(files::Restore),
    Verify(files::Verify),
    Set(settings::Set),
    Pair(clinic::Pair),
    Sync(clinic::Sync),
    Accesses(clinic::Accesses),
    Share(Box<share::Share>),
    Completions(settings::Completions),
}

/// What the words came to.
pub(crate) enum Read {
    /// A command to run.
    Run(Box<Cli>),
    /// Help or version: printed, status 0.
    Help(String),
}

/// Reads the words. Everything clap would say on stderr in its own way becomes a two-line refusal.
pub(crate) fn read(words: impl IntoIterator<Item = OsString>) -> Result<Read, Refusal> {
    let words: Vec<OsString> = words.into_iter().collect();
    let error = match Cli::try_parse_from(&words) {
        Ok(cli) => return Ok(Read::Run(Box::new(cli))),
        Err(error) => error,
    };
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            Ok(Read::Help(error.render().ansi().to_string()))
        }
        kind => Err(refusal(kind, &error.render().to_string(), &command_words(&words))),
    }
}

impl From<Language> for Lang {
    fn from(language: Language) -> Self {
        match language {
            Language::En => Self::En,
            Language::De => Self::De,
        }
    }
}

/// The language asked for in words that could not be read as a whole.
pub(crate) fn language(words: impl IntoIterator<Item = String>) -> Lang {
    let words: Vec<String> = words.into_iter().collect();
    let apart = words.windows(2).any(|pair| pair == ["--lang", "de"]);
    if apart || words.iter().any(|word| word == "--lang=de") { Lang::De } else { Lang::En }
}

/// "nocte plan new" for whatever part of the words names commands.
fn command_words(words: &[OsString]) -> String {
    let mut at = Cli::command();
    let mut path = String::from("nocte");
    for word in words.iter().skip(1).filter_map(|word| word.to_str()) {
        if let Some(found) = at.find_subcommand(word).cloned() {
            path.push(' ');
            path.push_str(found.get_name());
            at = found;
        }
    }
    path
}

fn refusal(kind: ErrorKind, rendered: &str, command: &str) -> Refusal {
    let next = format!("see `{command} --help`");
    if kind == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand || kind == ErrorKind::MissingSubcommand {
        return Refusal::new(format!("`{command}` needs one of its commands"), next)
            .de(format!("`{command}` braucht einen seiner Befehle"), format!("siehe `{command} --help`"));
    }
    let lines = rendered.lines().map(str::trim).filter(|line| !line.is_empty());
    let (mut reason, mut tip) = (Vec::new(), None);
    for line in
        lines.take_while(|line| !line.starts_with("Usage:") && !line.starts_with("For more information"))
    {
        match line.strip_prefix("tip: ") {
            Some(text) => tip = Some(text.to_owned()),
            None => reason.push(line.strip_prefix("error: ").unwrap_or(line).to_owned()),
        }
    }
    let german = german(kind);
    Refusal::new(reason.join(" "), tip.map_or(next.clone(), |tip| format!("{tip}; {next}")))
        .de(format!("{german} ({})", reason.join(" ")), format!("siehe `{command} --help`"))
}

/// What is wrong with the words; which of them stands behind it, as the parser says it.
fn german(kind: ErrorKind) -> &'static str {
    match kind {
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => "ein Wert ist nicht erlaubt",
        ErrorKind::UnknownArgument => "eine Angabe ist nicht bekannt",
        ErrorKind::InvalidSubcommand => "diesen Befehl gibt es nicht",
        ErrorKind::MissingRequiredArgument => "eine Angabe fehlt",
        ErrorKind::ArgumentConflict => "zwei Angaben schließen einander aus",
        ErrorKind::NoEquals
        | ErrorKind::TooManyValues
        | ErrorKind::TooFewValues
        | ErrorKind::WrongNumberOfValues => "die Zahl der Werte stimmt nicht",
        _ => "diese Wörter ergeben keinen Befehl",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_language_is_found_in_words_that_cannot_be_read() {
        let of = |words: &[&str]| language(words.iter().map(|&word| word.to_owned()));
        assert_eq!(of(&["nocte", "--lang", "de", "nonsense"]), Lang::De);
        assert_eq!(of(&["nocte", "nonsense", "--lang=de"]), Lang::De);
        assert_eq!(of(&["nocte", "nonsense", "--lang", "en"]), Lang::En);
        assert_eq!(of(&["nocte", "de"]), Lang::En);
    }

    #[test]
    fn the_words_are_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn every_command_has_an_example_in_its_help() {
        fn walk(command: &clap::Command, path: &str, without: &mut Vec<String>) {
            for sub in command.get_subcommands() {
                let path = format!("{path} {}", sub.get_name());
                let help = sub.get_after_help().map(ToString::to_string).unwrap_or_default();
                if !help.contains("nocte ") {
                    without.push(path.clone());
                }
                walk(sub, &path, without);
            }
        }
        let mut without = Vec::new();
        walk(&Cli::command(), "nocte", &mut without);
        assert_eq!(without, Vec::<String>::new(), "commands without an example in --help");
    }

    #[test]
    fn a_wrong_word_is_answered_in_two_lines() {
        let words = ["nocte", "plan", "nwe"].map(OsString::from);
        let Err(refusal) = read(words) else { panic!("there is no command nwe") };
        assert!(refusal.reason.contains("nwe"), "{}", refusal.reason);
        assert!(refusal.next.contains("nocte plan --help"), "{}", refusal.next);
    }
}
