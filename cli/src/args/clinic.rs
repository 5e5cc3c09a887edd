//! `nocte pair` and `nocte sync`: a clinic's server.

use clap::Args;
use std::path::PathBuf;

/// Pair with a clinic by its link, and compare that its record is yours.
///
/// Status 0 when nothing waits to be sent, 1 when something does.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  nocte pair shlink:/… --passcode 123456\n  \
    nocte pair --confirm --initials AM --born 1980\n  nocte pair --end")]
pub(crate) struct Pair {
    /// The link of the clinic's QR code; without one, the pairing there is.
    #[arg(value_name = "LINK", conflicts_with = "end")]
    pub(crate) link: Option<String>,
    /// The passcode told beside it.
    #[arg(long, value_name = "N", requires = "link")]
    pub(crate) passcode: Option<String>,
    /// Confirm that the clinic's record is yours; before that none of its orders can be followed.
    #[arg(long, conflicts_with = "end")]
    pub(crate) confirm: bool,
    /// Your initials, as in the clinic's record.
    #[arg(long, value_name = "LETTERS", requires = "born")]
    pub(crate) initials: Option<String>,
    /// The year you were born.
    #[arg(long, value_name = "YEAR", requires = "initials")]
    pub(crate) born: Option<i32>,
    /// End the pairing: consent and keys are given back, your log stays here.
    #[arg(long)]
    pub(crate) end: bool,
    #[command(flatten)]
    pub(crate) line: LineArgs,
}

/// Exchange with the paired clinic: send what waits, take what is new.
///
/// Status 0 when nothing waits or is parked, 1 when something is, 2 without a clinic.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  nocte sync\n  nocte sync --status --json")]
pub(crate) struct Sync {
    /// Only say what waits.
    #[arg(long)]
    pub(crate) status: bool,
    /// Try again what the server would not take.
    #[arg(long, conflicts_with = "status")]
    pub(crate) parked: bool,
    #[command(flatten)]
    pub(crate) line: LineArgs,
}

/// Who read or changed your record at the clinic, newest first. This look is itself listed there.
///
/// Status 0 when the clinic's server tells, 1 when it does not, 2 without a clinic.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  nocte accesses\n  nocte accesses --own --count 100 --json")]
pub(crate) struct Accesses {
    /// Your own phones too.
    #[arg(long)]
    pub(crate) own: bool,
    /// At most so many.
    #[arg(long, value_name = "N", default_value_t = 30, value_parser = clap::value_parser!(u16).range(1..))]
    pub(crate) count: u16,
    #[command(flatten)]
    pub(crate) line: LineArgs,
}

/// How the clinic's server is reached.
#[derive(Debug, Args)]
pub(crate) struct LineArgs {
    /// The clinic's own certificate authority, as a PEM file.
    #[arg(long, value_name = "FILE")]
    pub(crate) ca: Option<PathBuf>,
}
