//! What goes in and out as files, and whether the store is sound.

use clap::Args;
use std::path::PathBuf;

/// How much is recorded, and the last nights.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  nocte history --nights 28")]
pub(crate) struct History {
    /// How many nights to list.
    #[arg(long, value_name = "N", default_value = "14")]
    pub(crate) nights: u32,
}

/// Everything in a readable file. It is not encrypted.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  nocte export --format json everything.json\n  nocte export --format csv nights.csv"
)]
pub(crate) struct Export {
    /// json imports back equal; csv is for a spreadsheet; fhir is one Bundle of what a clinic would be sent.
    #[arg(long, value_enum)]
    pub(crate) format: Format,
    /// The new file; an existing one is never overwritten.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
}

/// The formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    Json,
    Csv,
    Fhir,
}

/// Take in a file written by `nocte export --format json`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  nocte import everything.json")]
pub(crate) struct Import {
    /// The file.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
}

/// One sealed file that opens on another device with your passphrase.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  nocte backup nocte.backup\n  nocte backup nocte.backup --passphrase-file phrase.txt"
)]
pub(crate) struct Backup {
    /// The new file; an existing one is never overwritten.
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) secret: Secret,
}

/// Where the passphrase comes from without a terminal.
#[derive(Debug, Args)]
pub(crate) struct Secret {
    /// A file whose first line is the passphrase or recovery phrase; at a terminal it is asked for.
    #[arg(long, value_name = "FILE")]
    pub(crate) passphrase_file: Option<PathBuf>,
}

/// Open a backup: it is verified first, and the present store is set aside, not deleted.
///
/// Nights since the copy are unknown; no line is shown until that is confirmed.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  nocte restore nocte.backup --passphrase-file phrase.txt\n  nocte restore --confirm"
)]
pub(crate) struct Restore {
    /// The backup.
    #[arg(value_name = "FILE", required_unless_present = "confirm")]
    pub(crate) file: Option<PathBuf>,
    /// After a restore: step, bottle, strength and recent painkillers were checked.
    #[arg(long, conflicts_with = "file")]
    pub(crate) confirm: bool,
    #[command(flatten)]
    pub(crate) secret: Secret,
}

/// Check the encrypted file, page by page and fact by fact. Status 1 if something is wrong.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  nocte verify --json")]
pub(crate) struct Verify {}
