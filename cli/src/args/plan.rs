//! `nocte plan …`: the words around a titration plan.

use clap::{Args, Subcommand};

/// The plan a prescriber agreed to: make it, look at it, hold it, go on.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  nocte plan new --protocol P2 --by \"Dr Weber\" --on 2026-11-20\n  nocte plan show"
)]
pub(crate) struct Plan {
    #[command(subcommand)]
    pub(crate) action: PlanAction,
}

/// What can be done with a plan.
#[derive(Debug, Subcommand)]
pub(crate) enum PlanAction {
    New(Box<PlanNew>),
    Show(PlanShow),
    Hold(PlanHold),
    Resume(PlanResume),
    StepUp(PlanStepUp),
    Back(PlanBack),
    Repeat(PlanRepeat),
    Halve(PlanHalve),
    Change(PlanChange),
    Retitrate(PlanRetitrate),
    Recheck(PlanRecheck),
    Stop(PlanStop),
    Proposals(PlanProposals),
    Confirm(PlanConfirm),
    Decline(PlanDecline),
    Request(PlanRequest),
}

/// Who agreed, as the patient reports it.
#[derive(Debug, Clone, Args)]
pub(crate) struct ReportedBy {
    /// The prescriber who agreed.
    #[arg(long, value_name = "NAME")]
    pub(crate) by: Option<String>,
    /// The date of the agreement.
    #[arg(long, value_name = "DATE", allow_hyphen_values = true)]
    pub(crate) on: Option<String>,
}

/// Start a plan from a protocol, or from steps typed in.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  nocte plan new --protocol P2 --by \"Dr Weber\" --on 2026-11-20\n  \
    nocte plan new --step 0.5mg,7 --step 1mg,7,patient --step 1.5mg,28,clinician --by \"Dr Weber\" --on 2026-11-20\n  \
    nocte plan new --protocol P4 --every 14 --by \"Dr Weber\" --on 2026-11-20\n  \
    nocte plan new --protocol P2 --taking 3mg --since 2026-08-01 --last-dose 2026-11-21T22:30:00+01:00 --by \"Dr Weber\" --on 2026-08-01")]
pub(crate) struct PlanNew {
    /// The protocol ("P2"); see `nocte protocols`.
    #[arg(long, value_name = "ID")]
    pub(crate) protocol: Option<String>,
    /// A step: `DOSE,NIGHTS[-MAX][,GATE]`; gates are nights, symptom-free:N, patient, clinician. Without a protocol,
    /// or to complete one whose source leaves the steps open.
    #[arg(long = "step", value_name = "STEP")]
    pub(crate) steps: Vec<String>,
    /// The prescriber's nights per step, where the protocol's source gives none.
    #[arg(long, value_name = "NIGHTS")]
    pub(crate) every: Option<u32>,
    /// The first night [default: tonight].
    #[arg(long, value_name = "NIGHT")]
    pub(crate) from: Option<String>,
    /// The prescriber's own maximum.
    #[arg(long, value_name = "DOSE")]
    pub(crate) cap: Option<String>,
    /// Already taking it: the present dose. The plan begins at its step; there is no verdict against a baseline.
    #[arg(long, value_name = "DOSE", requires = "since")]
    pub(crate) taking: Option<String>,
    /// Already taking it since this date, as remembered.
    #[arg(long, value_name = "DATE", allow_hyphen_values = true, requires = "taking")]
    pub(crate) since: Option<String>,
    /// When the last dose was taken, for those already taking it.
    #[arg(long, value_name = "INSTANT", requires = "taking")]
    pub(crate) last_dose: Option<String>,
    /// The dose typed a second time, where a rule asks for it.
    #[arg(long, value_name = "DOSE")]
    pub(crate) again: Option<String>,
    /// Four weeks of check-ins before the first dose: yes or no.
    #[arg(long, value_name = "yes|no")]
    pub(crate) baseline: Option<String>,
    #[command(flatten)]
    pub(crate) agreed: ReportedBy,
}

/// The plan in force: steps, nights counted, what the next step waits for.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  nocte plan show --json")]
pub(crate) struct PlanShow {}

/// Pause everything from a night on. A hold never ends by itself.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  nocte plan hold\n  nocte plan hold --surgery 2026-12-10\n  nocte plan hold --effect"
)]
pub(crate) struct PlanHold {
    /// The first night on hold [default: tonight].
    #[arg(long, value_name = "NIGHT")]
    pub(crate) from: Option<String>,
    /// For an operation on this date.
    #[arg(long, value_name = "DATE", allow_hyphen_values = true, conflicts_with_all = ["effect", "from"])]
    pub(crate) surgery: Option<String>,
    /// Because of the newest side effect.
    #[arg(long)]
    pub(crate) effect: bool,
}

/// End the holds, from a night on, after the questions have been answered.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  nocte plan resume --opioids no --from 2026-12-08")]
pub(crate) struct PlanResume {
    /// The first night with a dose again [default: tonight].
    #[arg(long, value_name = "NIGHT")]
    pub(crate) from: Option<String>,
    /// Any opioid in the last 14 nights, or planned? It is asked again before the first dose.
    #[arg(long, value_name = "yes|no")]
    pub(crate) opioids: Option<String>,
}

/// The tap that starts the next step, once it has been earned.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  nocte plan step-up --opioids no\n  nocte plan step-up --opioids no --symptom-free\n  \
    nocte plan step-up --opioids no --by \"Dr Weber\" --on 2026-11-20"
)]
pub(crate) struct PlanStepUp {
    /// Any opioid in the last 14 nights, or planned? Every step up asks.
    #[arg(long, value_name = "yes|no")]
    pub(crate) opioids: Option<String>,
    /// Say once that the nights were free of symptoms, where the gate asks for it.
    #[arg(long)]
    pub(crate) symptom_free: bool,
    /// Where the gate asks for a clinician: who agreed, and when.
    #[command(flatten)]
    pub(crate) agreed: ReportedBy,
}

/// One step back, count 0. Always allowed.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  nocte plan back")]
pub(crate) struct PlanBack {
    /// Remind me after so many months to ask the prescriber about this step again.
    #[arg(long, value_name = "MONTHS", value_parser = clap::value_parser!(u32).range(1..=24))]
    pub(crate) ask_again: Option<u32>,
    /// From this night [default: tonight].
    #[arg(long, value_name = "NIGHT")]
    pub(crate) from: Option<String>,
}

/// The same step again, count 0.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  nocte plan repeat")]
pub(crate) struct PlanRepeat {
    /// From this night [default: tonight].
    #[arg(long, value_name = "NIGHT")]
    pub(crate) from: Option<String>,
}

/// Half the dose, where the plan has it and the syringe can read it.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  nocte plan halve")]
pub(crate) struct PlanHalve {
    /// From this night [default: tonight].
    #[arg(long, value_name = "NIGHT")]
    pub(crate) from: Option<String>,
}

/// Other steps, agreed with the prescriber. What was, stays as it was.
#[derive(Debug, Args)]
#[command(
    after_help = "Example:\n  nocte plan change --step 3mg,30 --step 4.5mg,30,clinician --by \"Dr Weber\" --on 2026-11-20"
)]
pub(crate) struct PlanChange {
    /// The new steps: `DOSE,NIGHTS[-MAX][,GATE]`.
    #[arg(long = "step", value_name = "STEP", required = true)]
    pub(crate) steps: Vec<String>,
    /// From this night [default: tonight].
    #[arg(long, value_name = "NIGHT")]
    pub(crate) from: Option<String>,
    /// The prescriber's own maximum.
    #[arg(long, value_name = "DOSE")]
    pub(crate) cap: Option<String>,
    /// The dose typed a second time, where a rule asks for it.
    #[arg(long, value_name = "DOSE")]
    pub(crate) again: Option<String>,
    #[command(flatten)]
    pub(crate) agreed: ReportedBy,
}

/// Step 1 of the same plan again after a long break, agreed with the prescriber.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  nocte plan retitrate --by \"Dr Weber\" --on 2026-11-20")]
pub(crate) struct PlanRetitrate {
    /// From this night [default: tonight].
    #[arg(long, value_name = "NIGHT")]
    pub(crate) from: Option<String>,
    #[command(flatten)]
    pub(crate) agreed: ReportedBy,
}

/// The periodic look at whether the need has changed: one step down, then back, each by a tap.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  nocte plan recheck\n  nocte plan recheck --by \"Dr Weber\" --on 2026-11-20\n  \
    nocte plan recheck --end"
)]
pub(crate) struct PlanRecheck {
    /// End the one that runs: the usual dose again.
    #[arg(long, conflicts_with_all = ["by", "on"])]
    pub(crate) end: bool,
    /// From this night [default: tonight].
    #[arg(long, value_name = "NIGHT")]
    pub(crate) from: Option<String>,
    /// Where the plan has no re-check: who agreed to one.
    #[command(flatten)]
    pub(crate) agreed: ReportedBy,
}

/// The prescriber's stop: at once, or after a last night with a dose. Nothing else ends a plan.
#[derive(Debug, Args)]
#[command(after_help = "Examples:\n  nocte plan stop --by \"Dr Weber\" --on 2026-11-20\n  \
    nocte plan stop --after 2026-12-31 --by \"Dr Weber\" --on 2026-11-20")]
pub(crate) struct PlanStop {
    /// The last night with a dose; without it there is none from tonight on.
    #[arg(long, value_name = "NIGHT")]
    pub(crate) after: Option<String>,
    #[command(flatten)]
    pub(crate) agreed: ReportedBy,
}

/// What a paired clinic has said: the proposal that waits, what it stopped, its messages.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  nocte plan proposals")]
pub(crate) struct PlanProposals {}

/// Follow the clinic's proposal. Every rule runs again; something the prescriber has not seen sends it back.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  nocte plan confirm --opioids no\n  nocte plan confirm 0197… --opioids no --again 3mg"
)]
pub(crate) struct PlanConfirm {
    /// The proposal's id [default: the one that waits].
    #[arg(value_name = "ID")]
    pub(crate) id: Option<String>,
    /// Any opioid in the last 14 nights, or planned? Every step up asks.
    #[arg(long, value_name = "yes|no")]
    pub(crate) opioids: Option<String>,
    /// The dose typed a second time, where a rule asks for it.
    #[arg(long, value_name = "DOSE")]
    pub(crate) again: Option<String>,
    /// The plan version the proposal was read against (`against` of `plan proposals --json`).
    #[arg(long, value_name = "ID")]
    pub(crate) against: Option<String>,
}

/// Do not follow the clinic's proposal; the clinic is told.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  nocte plan decline --reason \"I sleep too badly at the moment\"")]
pub(crate) struct PlanDecline {
    /// The proposal's id [default: the one that waits].
    #[arg(value_name = "ID")]
    pub(crate) id: Option<String>,
    /// Why, in your words, for the clinic.
    #[arg(long, value_name = "WORDS")]
    pub(crate) reason: Option<String>,
}

/// Ask the clinic for the next step.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  nocte plan request && nocte sync")]
pub(crate) struct PlanRequest {}
