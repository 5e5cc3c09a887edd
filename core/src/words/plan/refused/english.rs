//! Refused plans and changes, in English.

use crate::domain::plan_change::PlanRefusal;
use crate::domain::safety::TypedTwice;
use crate::words::Lang;
use crate::words::amount::show_dose;
use crate::words::capital;
use crate::words::date::{show_day, show_night};
use crate::words::plan::protocol::missing_list;
use crate::words::refusal::Refusal;

pub(super) fn english(refusal: &PlanRefusal) -> Refusal {
    let lang = Lang::En;
    let mg = |dose| show_dose(dose, lang);
    match refusal {
        PlanRefusal::NoPlan => Refusal::new("There is no plan yet.", "Make one first."),
        PlanRefusal::Ended { last } => Refusal::new(
            format!("The plan ended with {}.", show_night(*last, lang)),
            "Make a new plan with your prescriber.",
        ),
        PlanRefusal::TwoPlans => Refusal::new(
            "Two versions of the plan stand side by side.",
            "Choose one of the two first; until then the lower dose is followed.",
        ),
        PlanRefusal::NoSteps => Refusal::new("The plan has no steps.", "Give at least one dose."),
        PlanRefusal::NoSuchStep => {
            Refusal::new("The plan has no such step to begin with.", "Choose one of its steps.")
        }
        PlanRefusal::StepId { id } => Refusal::new(
            format!("The step name \"{id}\" is missing or used twice."),
            "Give every step its own name.",
        ),
        PlanRefusal::DoseZero { step } => {
            Refusal::new(format!("Step {step} has a dose of nothing."), "To pause, use a hold.")
        }
        PlanRefusal::DoseTooSmall { step, dose } => Refusal::new(
            format!("Step {step}, {}, is less than can be carried out.", mg(*dose)),
            "The least dose is 0.001 mg.",
        ),
        PlanRefusal::WholeTablet { step, dose } => Refusal::new(
            format!("Stop: step {step}, {}, is a whole tablet or more, not a low dose.", mg(*dose)),
            "Check the number and its point with your prescriber or pharmacist.",
        ),
        PlanRefusal::AboveMaximum { step, dose, maximum } => Refusal::new(
            format!(
                "Step {step}, {}, is above {}; nothing above that is planned here.",
                mg(*dose),
                mg(*maximum)
            ),
            "Check the number with your prescriber.",
        ),
        PlanRefusal::NeedsSigned { step, dose, above } => Refusal::new(
            format!(
                "Step {step}, {}, is above {} and needs a signed order from your clinic.",
                mg(*dose),
                mg(*above)
            ),
            "Pair with the clinic and let it send the order; a reported agreement is not enough.",
        ),
        PlanRefusal::AboveCap { step, dose, cap } => Refusal::new(
            format!("Step {step}, {}, is above this plan's limit of {}.", mg(*dose), mg(*cap)),
            "Lower the step, or let your prescriber set another limit.",
        ),
        PlanRefusal::NoInterval { step } => Refusal::new(
            format!("Step {step} does not say how many nights it lasts."),
            "Ask your prescriber and enter the nights.",
        ),
        PlanRefusal::Range { step } => Refusal::new(
            format!("Step {step} ends before it may end: its longest is below its shortest."),
            "Swap the two numbers.",
        ),
        PlanRefusal::TypeTwice { why, dose, before } => {
            let dose = mg(*dose);
            let reason = match (why, before) {
                (TypedTwice::AboveStart, _) => format!("{dose} is above the start of this protocol."),
                (TypedTwice::HighFirst, _) => format!("{dose} is a high first dose."),
                (TypedTwice::Threefold, Some(before)) => {
                    format!("{dose} is three times {} or more.", mg(*before))
                }
                (TypedTwice::Third, Some(before)) => format!("{dose} is a third of {} or less.", mg(*before)),
                (TypedTwice::Threefold, None) => format!("{dose} is three times the dose before, or more."),
                (TypedTwice::Third, None) => format!("{dose} is a third of the dose before, or less."),
            };
            Refusal::new(reason, "If it is right, type the dose a second time.")
        }
        PlanRefusal::NightPast { night } => Refusal::new(
            format!("{} is past; a change never rewrites history.", capital(&show_night(*night, lang))),
            "Let it begin tonight or later.",
        ),
        PlanRefusal::NightAnswered { night, open } => Refusal::new(
            format!("{} has been answered already.", capital(&show_night(*night, lang))),
            format!("Let it begin with {}.", show_night(*open, lang)),
        ),
        PlanRefusal::BeforeVersion { night } => Refusal::new(
            format!("Another version of the plan begins with {}.", show_night(*night, lang)),
            "Let this one begin on or after that night.",
        ),
        PlanRefusal::PrescriberMissing => {
            Refusal::new("Nobody is named who agreed.", "Name the prescriber and the date of the agreement.")
        }
        PlanRefusal::DateAhead { on } => Refusal::new(
            format!("{} lies in the future.", show_day(*on, lang)),
            "Give the date on which it was agreed or began.",
        ),
        PlanRefusal::NotExecutable { missing } => Refusal::new(
            format!(
                "This protocol can't be carried out as it stands; open: {}.",
                missing_list(missing, lang)
            ),
            "Enter what your prescriber gives for it, or type the plan in.",
        ),
        PlanRefusal::NothingMissing => {
            Refusal::new("This protocol leaves nothing open.", "Use it as it stands, or type a plan in.")
        }
        PlanRefusal::NotOnAStep { dose } => Refusal::new(
            format!("No step of this plan has {}.", mg(*dose)),
            "Choose another protocol, or type the plan in as you take it.",
        ),
        PlanRefusal::NothingLower => Refusal::new(
            "There is no lower step that was agreed to.",
            "To take none, pause with a hold; for another dose, ask your prescriber.",
        ),
        PlanRefusal::HalveNotAgreed => Refusal::new(
            "Halving is not part of this plan.",
            "Go back a step instead, or ask your prescriber.",
        ),
        PlanRefusal::HalveNotReadable { dose } => Refusal::new(
            format!("This syringe can't show {}.", mg(*dose)),
            "Go back a step instead, or use a finer syringe.",
        ),
        PlanRefusal::RecheckNotAgreed => Refusal::new(
            "A re-check is not part of this plan.",
            "Agree it with your prescriber, then enter name and date.",
        ),
        PlanRefusal::NoRecheck => {
            Refusal::new("No re-check is running.", "The plan's page shows where you stand.")
        }
        PlanRefusal::RecheckWaits => Refusal::new(
            "Ending the re-check would raise the dose while a side effect or a pause is open.",
            "Say that it is over first, or ask your prescriber.",
        ),
    }
}
