//! What the patient felt. Missing is missing, never zero.

use clap::Args;

/// A 0 to 10 rating.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  nocte symptom pain 4\n  nocte symptom sleep 6 --night 2026-11-21")]
pub(crate) struct Symptom {
    /// pain, fatigue, sleep, or an own scale (see `nocte set scale`).
    #[arg(value_name = "SCALE")]
    pub(crate) scale: String,
    /// 0 is none, 10 is as bad as can be; on every scale, sleep (the trouble with it) included.
    #[arg(value_name = "0–10", allow_hyphen_values = true)]
    pub(crate) value: String,
    /// The night it belongs to [default: the present one].
    #[arg(long, value_name = "NIGHT")]
    pub(crate) night: Option<String>,
}

/// A side effect. Moderate and severe ones hold a step until they are gone.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  nocte effect vivid_dreams --severity moderate\n  nocte effect vivid_dreams --gone"
)]
pub(crate) struct Effect {
    /// insomnia, vivid_dreams, nausea, headache, or own words.
    #[arg(value_name = "WHAT")]
    pub(crate) what: String,
    /// How bad.
    #[arg(long, value_enum, required_unless_present = "gone")]
    pub(crate) severity: Option<HowBad>,
    /// It is gone.
    #[arg(long)]
    pub(crate) gone: bool,
    /// The night it belongs to [default: the present one].
    #[arg(long, value_name = "NIGHT")]
    pub(crate) night: Option<String>,
}

/// How bad a side effect is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum HowBad {
    Mild,
    Moderate,
    Severe,
}

/// Something else that happened, shown beside the verdict and corrected for nowhere.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  nocte mark infection\n  nocte mark infection --over\n  nocte mark crash --night 2026-11-21"
)]
pub(crate) struct Mark {
    /// What.
    #[arg(value_enum)]
    pub(crate) what: Marked,
    /// It is over: the nights since it was marked last count as well.
    #[arg(long)]
    pub(crate) over: bool,
    /// The night it belongs to [default: the present one].
    #[arg(long, value_name = "NIGHT")]
    pub(crate) night: Option<String>,
}

/// What can be marked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Marked {
    Infection,
    Exertion,
    Crash,
    Period,
}

/// A laboratory value as the report prints it; kept for the doctor, no prediction is made of it.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  nocte lab esr 12 --unit mm/h --method westergren --on 2026-11-20")]
pub(crate) struct Lab {
    /// esr, or another name.
    #[arg(value_name = "WHAT")]
    pub(crate) what: String,
    /// The value as printed.
    #[arg(value_name = "VALUE", allow_hyphen_values = true)]
    pub(crate) value: String,
    /// The unit as printed.
    #[arg(long, value_name = "UNIT")]
    pub(crate) unit: String,
    /// The method, where known.
    #[arg(long, value_name = "METHOD")]
    pub(crate) method: Option<String>,
    /// The day the sample was taken [default: today].
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub(crate) on: Option<String>,
}

/// A note in your own words.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  nocte note \"slept on the train\"")]
pub(crate) struct Note {
    /// The words.
    #[arg(value_name = "TEXT")]
    pub(crate) text: String,
    /// The night it belongs to [default: the present one].
    #[arg(long, value_name = "NIGHT")]
    pub(crate) night: Option<String>,
}

/// A bad day: one word, and everything else of it is missing.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  nocte bad-day")]
pub(crate) struct BadDay {
    /// The night it belongs to [default: the present one].
    #[arg(long, value_name = "NIGHT")]
    pub(crate) night: Option<String>,
}

/// Is it working? The nights before the first dose against the last ones on one dose.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  nocte verdict\n  nocte verdict pain --json")]
pub(crate) struct Verdict {
    /// One scale [default: pain, fatigue and sleep].
    #[arg(value_name = "SCALE")]
    pub(crate) scale: Option<String>,
}
