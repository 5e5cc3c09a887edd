//! `nocte share`: a link for a doctor without an account, or for a carer.

use super::clinic::LineArgs;
use clap::{Args, Subcommand};
use std::path::PathBuf;

/// Share a sealed summary by a link that any browser opens: nights, doses, ratings, side effects and medicines of the
/// last 90 nights. No account, nothing to install; the server that keeps it cannot read it.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
#[command(after_help = "Examples:\n  nocte share --for \"Dr Lindqvist\" --days 30\n  \
    nocte share --passcode 4711 --hours 1\n  nocte share --carer --days 365\n  nocte share --file summary.html\n  \
    nocte share list\n  nocte share revoke ID")]
pub(crate) struct Share {
    #[command(subcommand)]
    pub(crate) action: Option<ShareAction>,
    #[command(flatten)]
    pub(crate) make: ShareMake,
}

/// What is done with links that are out.
#[derive(Debug, Subcommand)]
pub(crate) enum ShareAction {
    List(ShareList),
    Revoke(ShareRevoke),
}

/// What is shared.
#[derive(Debug, Args)]
pub(crate) struct ShareMake {
    /// For whom, in your words; whoever has the link reads it, 80 characters at most.
    #[arg(long = "for", value_name = "LABEL")]
    pub(crate) whom: Option<String>,
    /// Tonight and the emergency card for a carer instead, renewed with each exchange; nothing can be logged by it.
    #[arg(long)]
    pub(crate) carer: bool,
    /// How long it opens, in days [default: 30]; 90 at most, 365 for a carer.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=365), conflicts_with = "hours")]
    pub(crate) days: Option<u32>,
    /// How long it opens, in hours.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=2160))]
    pub(crate) hours: Option<u32>,
    /// Ask for this passcode, which you tell them another way: 4 to 64 characters. Five wrong ones close the link.
    #[arg(long, value_name = "P")]
    pub(crate) passcode: Option<String>,
    /// Your name in it; without one it names nobody.
    #[arg(long, value_name = "NAME")]
    pub(crate) name: Option<String>,
    /// Your date of birth in it.
    #[arg(long, value_name = "DATE")]
    pub(crate) born: Option<String>,
    /// A server that keeps it, by its public address [default: the paired clinic's].
    #[arg(long, value_name = "URL")]
    pub(crate) server: Option<String>,
    /// Write a page to hand over instead, sealed, that opens in any browser without a network.
    #[arg(long, value_name = "FILE", conflicts_with_all = ["server", "passcode", "days", "hours"])]
    pub(crate) file: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) line: LineArgs,
}

/// The links that are out, and how often each was opened.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  nocte share list --json")]
pub(crate) struct ShareList {
    /// Ask nobody; say what this device knows.
    #[arg(long)]
    pub(crate) offline: bool,
    #[command(flatten)]
    pub(crate) line: LineArgs,
}

/// Take a link back: what is sealed is deleted on the server, and the link opens nothing.
///
/// Status 0 when the server did, 1 when it did not answer: it is tried again with each exchange.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  nocte share revoke 0192f0c4-7a10-7b6e-9c7e-5f2d6f0a1b01\n  nocte share revoke --all"
)]
pub(crate) struct ShareRevoke {
    /// Its id, or the beginning of it.
    #[arg(value_name = "ID", required_unless_present = "all", conflicts_with = "all")]
    pub(crate) id: Option<String>,
    /// Every link that is open.
    #[arg(long)]
    pub(crate) all: bool,
    #[command(flatten)]
    pub(crate) line: LineArgs,
}
