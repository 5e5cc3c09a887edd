//! The commands that need no file: `demo`, `dilute`, `check`, `protocols`, `evidence`, `getting-it`,
//! `red-flags`.

use clap::Args;
use std::path::PathBuf;

/// Watch twelve weeks of a patient pass through the real core.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  nocte demo --now 2026-11-22T19:00:00Z\n  nocte demo --quiet --keep ./demo"
)]
pub(crate) struct Demo {
    /// Print only the end: tonight, the clocks, the next reminders.
    #[arg(long)]
    pub(crate) quiet: bool,
    /// Keep the encrypted file and its key in this folder instead of a temporary one.
    #[arg(long, value_name = "DIR")]
    pub(crate) keep: Option<PathBuf>,
    /// End after the story instead of keeping the clinic's address up.
    #[arg(long)]
    pub(crate) no_wait: bool,
}

/// From tablets and water to the line on your own syringe.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  nocte dilute --tablet 50mg --water 50mL --dose 1.5mg --syringe 3mL/0.1mL\n  \
    nocte dilute --tablet 50mg --water 50mL --dose 0.5mg --syringe 1mL/0.01mL --steps 0.5mg,1mg,1.5mg\n  \
    nocte dilute --second --from 1mg/mL --to 0.1mg/mL"
)]
pub(crate) struct Dilute {
    /// The tablets that go in, comma-separated when several.
    #[arg(long, value_name = "DOSE[,DOSE…]", value_delimiter = ',')]
    pub(crate) tablet: Vec<String>,
    /// The water that is added; it counts as the final volume.
    #[arg(long, value_name = "VOLUME")]
    pub(crate) water: Option<String>,
    /// Instead of tablets and water: the strength as the label prints it ("5 mg per 5 mL").
    #[arg(long, value_name = "STRENGTH", conflicts_with_all = ["tablet", "water"])]
    pub(crate) strength: Option<String>,
    /// The dose.
    #[arg(long, value_name = "DOSE")]
    pub(crate) dose: Option<String>,
    /// The syringe: capacity / distance between two lines.
    #[arg(long, value_name = "CAP/GRAD")]
    pub(crate) syringe: Option<String>,
    /// Further doses of the plan to read on the same syringe.
    #[arg(long, value_name = "DOSE,…", value_delimiter = ',')]
    pub(crate) steps: Vec<String>,
    /// Make a weaker bottle from a stronger one.
    #[arg(long, conflicts_with_all = ["tablet", "water", "strength", "dose", "syringe", "steps"])]
    pub(crate) second: bool,
    /// The bottle that is there.
    #[arg(long, value_name = "STRENGTH", requires = "second")]
    pub(crate) from: Option<String>,
    /// The bottle that is wanted; nothing weaker than 0.1 mg/mL.
    #[arg(long, value_name = "STRENGTH", requires = "second")]
    pub(crate) to: Option<String>,
}

/// Ask whether a name is an opioid, and what it means for tonight.
///
/// Status 0 only for "clear"; everything else is 1.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  nocte check tramadol\n  nocte check codeine --last 2026-11-20\n  \
    nocte check --surgery 2026-12-10")]
pub(crate) struct Check {
    /// Names of medicines as they stand on the box.
    #[arg(value_name = "NAME")]
    pub(crate) names: Vec<String>,
    /// The day it was last taken, or a patch removed; without it the medicine counts as taken now.
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub(crate) last: Option<String>,
    /// The day of a planned operation.
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub(crate) surgery: Option<String>,
}

/// The published protocols, with source, grade and what each leaves open.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  nocte protocols\n  nocte protocols P2")]
pub(crate) struct Protocols {
    /// Only this one (P1 to P20).
    #[arg(value_name = "ID")]
    pub(crate) id: Option<String>,
}

/// What is said for and against it, each with its source, grade and year.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  nocte evidence\n  nocte evidence fibromyalgia --lang de")]
pub(crate) struct Evidence {
    /// One topic [default: all]: mechanism, fibromyalgia, me_cfs, practice, waiting, side_effects, dosing, form,
    /// other_substance.
    #[arg(value_name = "TOPIC")]
    pub(crate) topic: Option<String>,
}

/// What to ask the prescriber, the pharmacy and the insurer. Always here, offline; nobody is named.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  nocte getting-it --lang de")]
pub(crate) struct GettingIt {}

/// Signs that need help now. Always here, offline.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  nocte red-flags --lang de")]
pub(crate) struct RedFlags {}
