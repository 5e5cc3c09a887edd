//! Pages on paper.

use clap::{Args, ValueEnum};
use nocte_core::domain::paper::Paper;
use std::path::PathBuf;

/// A page for the doctor, a letter, a card, a month of nights, a label: printed here, or as a file.
///
/// No page proposes a dose: where a prescriber decides, the place is blank.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  nocte report\n  nocte report start --pdf talk.pdf\n  \
    nocte report anaesthetist --lang de --html letter.html\n  nocte report label")]
pub(crate) struct Report {
    /// Which page [default: start before the first dose, follow-up after it].
    #[arg(value_enum, value_name = "PAGE")]
    pub(crate) page: Option<Page>,
    /// The new PDF file; an existing one is never overwritten.
    #[arg(long, value_name = "FILE")]
    pub(crate) pdf: Option<PathBuf>,
    /// The new HTML file, complete in itself; an existing one is never overwritten.
    #[arg(long, value_name = "FILE")]
    pub(crate) html: Option<PathBuf>,
}

/// The pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Page {
    /// Starting the conversation: for a doctor who has not prescribed it before.
    Start,
    /// One graph, three numbers, one decision.
    FollowUp,
    /// For the anaesthetist, surgeon or dentist.
    Anaesthetist,
    /// For a journey with the liquid.
    Travel,
    /// The emergency card for a wallet.
    Card,
    /// A month of nights to fill in by hand.
    Month,
    /// The labels of the bottles in use.
    Label,
}

impl From<Page> for Paper {
    fn from(page: Page) -> Self {
        match page {
            Page::Start => Self::Start,
            Page::FollowUp => Self::FollowUp,
            Page::Anaesthetist => Self::Anaesthetist,
            Page::Travel => Self::Travel,
            Page::Card => Self::Card,
            Page::Month => Self::Month,
            Page::Label => Self::Label,
        }
    }
}
