//! Choices, the clinic, and the shell's own completions.

use clap::{Args, Subcommand};

/// Your own choices; the newest of each kind holds.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  nocte set bedtime 22:30\n  nocte set syringe 3mL/0.1mL\n  nocte set price 1.00 EUR\n  nocte set show"
)]
pub(crate) struct Set {
    #[command(subcommand)]
    pub(crate) what: SetWhat,
}

/// What can be chosen.
#[derive(Debug, Subcommand)]
pub(crate) enum SetWhat {
    /// All choices in force.
    #[command(after_help = "Example:\n  nocte set show")]
    Show,
    /// Lights-out, local time.
    #[command(after_help = "Example:\n  nocte set bedtime 22:30")]
    Bedtime {
        /// HH:MM.
        #[arg(value_name = "HH:MM")]
        at: String,
    },
    /// Where a night begins: 12:00, or 00:00 for those who sleep by day.
    #[command(after_help = "Example:\n  nocte set cutover 12:00")]
    Cutover {
        /// 12:00 or 00:00.
        #[arg(value_name = "HH:MM")]
        at: String,
    },
    /// Minutes between the first reminder and lights-out; 45 lets all notices end by then.
    #[command(after_help = "Example:\n  nocte set lead 45")]
    Lead {
        /// Minutes.
        #[arg(value_name = "MINUTES", allow_hyphen_values = true)]
        minutes: String,
    },
    /// The syringe in use: capacity / distance between two lines.
    #[command(after_help = "Example:\n  nocte set syringe 3mL/0.1mL")]
    Syringe {
        /// Such as 3mL/0.1mL.
        #[arg(value_name = "CAP/GRAD")]
        syringe: String,
    },
    /// What one tablet costs you.
    #[command(after_help = "Example:\n  nocte set price 1.00 EUR")]
    Price {
        /// Such as 1.00.
        #[arg(value_name = "AMOUNT", allow_hyphen_values = true)]
        amount: String,
        /// Such as EUR.
        #[arg(value_name = "CURRENCY")]
        currency: String,
    },
    /// Whole tablets in the cupboard, counted now.
    #[command(after_help = "Example:\n  nocte set tablets 30")]
    Tablets {
        /// Whole tablets.
        #[arg(value_name = "COUNT", allow_hyphen_values = true)]
        count: String,
    },
    /// The dose is swallowed as capsules of these strengths, and not drawn; "none" goes back to drawing.
    #[command(after_help = "Examples:\n  nocte set capsules 1.5mg,0.5mg\n  nocte set capsules none")]
    Capsules {
        /// The strengths at hand.
        #[arg(value_name = "DOSE,…", value_delimiter = ',', required = true)]
        strengths: Vec<String>,
    },
    /// Four weeks of check-ins before the first dose.
    #[command(after_help = "Example:\n  nocte set baseline yes")]
    Baseline {
        /// yes or no.
        #[arg(value_name = "yes|no")]
        accepted: String,
    },
    /// Make this phone the giving one: the others then show how old their knowledge is
    #[command(after_help = "Example:\n  nocte sync && nocte set giving")]
    Giving,
    /// Who holds this phone; named beside what was logged on it
    #[command(after_help = "Example:\n  nocte set holder Anna")]
    Holder {
        /// Their name.
        #[arg(value_name = "NAME")]
        name: String,
    },
    /// An own 0 to 10 scale beside pain, fatigue and sleep.
    #[command(after_help = "Example:\n  nocte set scale \"light sensitivity\"")]
    Scale {
        /// Its name.
        #[arg(value_name = "NAME")]
        name: String,
    },
}

/// Completions for your shell.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  nocte completions bash > ~/.local/share/bash-completion/completions/nocte\n  \
    nocte completions zsh > ~/.zfunc/_nocte\n  nocte completions fish > ~/.config/fish/completions/nocte.fish"
)]
pub(crate) struct Completions {
    /// The shell.
    #[arg(value_enum)]
    pub(crate) shell: clap_complete::Shell,
}
