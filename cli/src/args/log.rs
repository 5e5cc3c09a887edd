//! Tonight, its answer, and the reminders.

use clap::{Args, Subcommand};

/// Tonight's dose, the line on your syringe, or why there is none.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  nocte tonight --json")]
pub(crate) struct Tonight {}

/// The answer to a night. What is stored stays; corrections are added.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  nocte log taken\n  nocte log skipped --night 2026-11-21\n  nocte log undo"
)]
pub(crate) struct Log {
    #[command(subcommand)]
    pub(crate) what: LogWhat,
}

/// The answers.
#[derive(Debug, Subcommand)]
pub(crate) enum LogWhat {
    Taken(LogTaken),
    /// Left out on purpose
    Skipped(LogNight),
    /// Not sure whether it was taken: counts as taken for the gap, as not taken for steps and stock
    Unknown(LogNight),
    Extra(LogExtra),
    Correct(LogCorrect),
    /// Take back the newest answer; it stays in the file
    Undo(LogNight),
}

/// Taken: now, or at an instant.
#[derive(Debug, Args)]
#[command(
    name = "taken",
    after_help = "Examples:\n  nocte log taken\n  nocte log taken --at 2026-11-22T23:10:00+01:00\n  \
    nocte log taken --volume 1mL\n  nocte log taken --just-now"
)]
pub(crate) struct LogTaken {
    /// When it was swallowed [default: now].
    #[arg(long, value_name = "INSTANT")]
    pub(crate) at: Option<String>,
    /// "I gave it myself just now": for a phone that is not the giving one and cannot ask the others.
    #[arg(long, conflicts_with = "at")]
    pub(crate) just_now: bool,
    /// What was really drawn, when it was not the line.
    #[arg(long, value_name = "VOLUME")]
    pub(crate) volume: Option<String>,
    /// The night it answers [default: the night of the time it was taken].
    #[arg(long, value_name = "NIGHT")]
    pub(crate) night: Option<String>,
    /// The bottle it came from, when two are open.
    #[arg(long, value_name = "LETTER")]
    pub(crate) bottle: Option<String>,
}

/// Left out on purpose, not sure, or taken back.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  nocte log skipped\n  nocte log unknown --night 2026-11-21\n  nocte log undo"
)]
pub(crate) struct LogNight {
    /// The night [default: the present one].
    #[arg(long, value_name = "NIGHT")]
    pub(crate) night: Option<String>,
}

/// A second or wrong dose beyond the night's own. It is kept, and answered with advice.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  nocte log extra --volume 1.5mL\n  nocte log extra --dose 50mg")]
pub(crate) struct LogExtra {
    /// When it was swallowed [default: now].
    #[arg(long, value_name = "INSTANT")]
    pub(crate) at: Option<String>,
    /// What was really drawn.
    #[arg(long, value_name = "VOLUME")]
    pub(crate) volume: Option<String>,
    /// What was really swallowed, where it was told in milligrams: a whole tablet, a capsule.
    #[arg(long, value_name = "DOSE", conflicts_with = "volume")]
    pub(crate) dose: Option<String>,
    /// The night [default: the night of the time it was taken].
    #[arg(long, value_name = "NIGHT")]
    pub(crate) night: Option<String>,
    /// The bottle it came from.
    #[arg(long, value_name = "LETTER")]
    pub(crate) bottle: Option<String>,
}

/// Put a night right; the earlier answer stays in the file.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  nocte log correct --night 2026-11-21 --to taken --at 2026-11-21T22:40:00+01:00"
)]
pub(crate) struct LogCorrect {
    /// The night.
    #[arg(long, value_name = "NIGHT")]
    pub(crate) night: String,
    /// The right answer.
    #[arg(long, value_enum)]
    pub(crate) to: To,
    /// When it was swallowed.
    #[arg(long, value_name = "INSTANT")]
    pub(crate) at: Option<String>,
    /// What was really drawn.
    #[arg(long, value_name = "VOLUME")]
    pub(crate) volume: Option<String>,
    /// The bottle it came from.
    #[arg(long, value_name = "LETTER")]
    pub(crate) bottle: Option<String>,
}

/// What a night is corrected to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum To {
    Taken,
    Skipped,
    Unknown,
}

/// The notifications a phone would hold, at most 60.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  nocte remind --nights 7 --json")]
pub(crate) struct Remind {
    /// How many nights ahead.
    #[arg(long, value_name = "N")]
    pub(crate) nights: Option<u32>,
}
