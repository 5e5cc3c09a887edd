//! Medicines, bottles, questions and the emergency card.

use clap::{Args, Subcommand};

/// Other medicines. An opioid on the list begins a hold at once.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  nocte medicine add tramadol --last 2026-11-20\n  nocte medicine list")]
pub(crate) struct Medicine {
    #[command(subcommand)]
    pub(crate) action: MedicineAction,
}

/// What can be done with the list.
#[derive(Debug, Subcommand)]
pub(crate) enum MedicineAction {
    Add(MedicineAdd),
    List(MedicineList),
}

/// Record a medicine as taken, as starting, or as not taken.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  nocte medicine add tramadol --last 2026-11-20\n  \
    nocte medicine add codeine --starting 2026-12-01\n  nocte medicine add morphine --not-taking")]
pub(crate) struct MedicineAdd {
    /// The name on the box.
    #[arg(value_name = "NAME")]
    pub(crate) name: String,
    /// Last taken on this day; for a patch, the day it was removed; after hospital, the day of discharge.
    #[arg(long, value_name = "DATE", allow_hyphen_values = true, conflicts_with_all = ["starting", "not_taking"])]
    pub(crate) last: Option<String>,
    /// Starting on this day.
    #[arg(long, value_name = "DATE", allow_hyphen_values = true, conflicts_with = "not_taking")]
    pub(crate) starting: Option<String>,
    /// Not taking it: the answer when a check found a name by mistake.
    #[arg(long)]
    pub(crate) not_taking: bool,
}

/// The list, with what each means for tonight.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  nocte medicine list --json")]
pub(crate) struct MedicineList {}

/// Bottles: every one has a letter and two clocks.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  nocte bottle new --tablet 50mg --water 50mL --syringe 3mL/0.1mL\n  nocte bottle list"
)]
pub(crate) struct Bottle {
    #[command(subcommand)]
    pub(crate) action: BottleAction,
}

/// What can be done with bottles.
#[derive(Debug, Subcommand)]
pub(crate) enum BottleAction {
    New(Box<BottleNew>),
    List(BottleList),
    Discard(BottleDiscard),
}

/// A bottle just made, or one from a pharmacy. It gets the next letter.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  nocte bottle new --tablet 50mg --water 50mL --syringe 3mL/0.1mL\n  \
    nocte bottle new --strength \"5 mg per 5 mL\" --volume 100mL --discard-by 2026-12-20 --syringe 1mL/0.01mL\n  \
    nocte bottle new --second-from A --syringe 1mL/0.01mL")]
pub(crate) struct BottleNew {
    /// The tablets that went in: plain naltrexone only.
    #[arg(long, value_name = "DOSE[,DOSE…]", value_delimiter = ',')]
    pub(crate) tablet: Vec<String>,
    /// The water that was added; it counts as the final volume.
    #[arg(long, value_name = "VOLUME")]
    pub(crate) water: Option<String>,
    /// A pharmacy's bottle: the strength as its label prints it.
    #[arg(long, value_name = "STRENGTH", conflicts_with_all = ["tablet", "water"], requires = "volume")]
    pub(crate) strength: Option<String>,
    /// A pharmacy's bottle: how much is in it.
    #[arg(long, value_name = "VOLUME", requires = "strength")]
    pub(crate) volume: Option<String>,
    /// A second dilution, made from this bottle.
    #[arg(long, value_name = "LETTER", conflicts_with_all = ["tablet", "water", "strength"])]
    pub(crate) second_from: Option<String>,
    /// Made with ascorbic acid, preservative and glycerol, as in the stability study.
    #[arg(long, conflicts_with_all = ["strength", "second_from"])]
    pub(crate) preserved: bool,
    /// What the product is called, as it stands on the box; combinations and slow release are refused.
    #[arg(long, value_name = "NAME", default_value = "naltrexone")]
    pub(crate) product: String,
    /// The syringe it is drawn with [default: the one set].
    #[arg(long, value_name = "CAP/GRAD")]
    pub(crate) syringe: Option<String>,
    /// The day it was made or opened [default: today].
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub(crate) made: Option<String>,
    /// The date printed on a pharmacy's label.
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub(crate) discard_by: Option<String>,
    /// Any opioid in the last 14 nights, or planned? Every new bottle asks.
    #[arg(long, value_name = "yes|no")]
    pub(crate) opioids: Option<String>,
}

/// The bottles that are open.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  nocte bottle list --all")]
pub(crate) struct BottleList {
    /// Also those that are gone.
    #[arg(long)]
    pub(crate) all: bool,
}

/// A bottle is thrown away, was left warm, or is empty.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  nocte bottle discard A --why left-warm")]
pub(crate) struct BottleDiscard {
    /// Its letter; can be left out when only one is open.
    #[arg(value_name = "LETTER")]
    pub(crate) letter: Option<String>,
    /// Why.
    #[arg(long, value_enum, default_value = "discarded")]
    pub(crate) why: Why,
}

/// Why a bottle is no longer drawn from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Why {
    Discarded,
    LeftWarm,
    Empty,
}

/// Tablets and bottles for the coming nights, what is thrown away, and the cost at your own price.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  nocte supply --nights 28")]
pub(crate) struct Supply {
    /// How many nights.
    #[arg(long, value_name = "N", default_value = "28", value_parser = clap::value_parser!(u32).range(1..=3650))]
    pub(crate) nights: u32,
}

/// The questions that cannot be skipped, and which are open.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  nocte questions")]
pub(crate) struct Questions {}

/// Answer a question that cannot be skipped; at a terminal without arguments, all that are open.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  nocte answer opioids no\n  nocte answer\n  nocte answer surgery yes --date 2026-12-10"
)]
pub(crate) struct Answer {
    /// opioids, liver, pregnancy, transplant or surgery.
    #[arg(value_name = "QUESTION", requires = "yes_no")]
    pub(crate) question: Option<String>,
    /// yes or no.
    #[arg(value_name = "yes|no")]
    pub(crate) yes_no: Option<String>,
    /// With "surgery yes": the date of the operation.
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub(crate) date: Option<String>,
    /// With a "yes": who agreed in spite of it.
    #[command(flatten)]
    pub(crate) agreed: super::plan::ReportedBy,
}

/// The emergency card: a wallet card, and text for the phone's own medical ID.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  nocte card --lang de")]
pub(crate) struct Card {}
