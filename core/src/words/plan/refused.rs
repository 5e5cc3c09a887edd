//! Refusals of plans, taps and holds: the reason, and the next step.

use super::block::why_not;
use super::protocol::missing_list;
use crate::domain::hold::HoldRefusal;
use crate::domain::plan_change::PlanRefusal;
use crate::domain::progress::TapRefusal;
use crate::domain::safety::TypedTwice;
use crate::words::Lang;
use crate::words::amount::show_dose;
use crate::words::date::{show_day, show_night};
use crate::words::refusal::Refusal;

/// A refused plan or change.
pub fn plan_refused(refusal: &PlanRefusal, lang: Lang) -> Refusal {
    match lang {
        Lang::En => english(refusal),
        Lang::De => german(refusal),
    }
}

fn english(refusal: &PlanRefusal) -> Refusal {
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
    }
}

fn german(refusal: &PlanRefusal) -> Refusal {
    let lang = Lang::De;
    let mg = |dose| show_dose(dose, lang);
    match refusal {
        PlanRefusal::NoPlan => Refusal::new("Es gibt noch keinen Plan.", "Legen Sie zuerst einen an."),
        PlanRefusal::Ended { last } => Refusal::new(
            format!("Der Plan ist beendet; die letzte Nacht war {}.", show_night(*last, lang)),
            "Legen Sie mit Ihrer verordnenden Person einen neuen Plan an.",
        ),
        PlanRefusal::TwoPlans => Refusal::new(
            "Zwei Fassungen des Plans stehen nebeneinander.",
            "Wählen Sie zuerst eine der beiden Fassungen; bis dahin gilt die niedrigere Dosis.",
        ),
        PlanRefusal::NoSteps => {
            Refusal::new("Der Plan hat keine Schritte.", "Geben Sie mindestens eine Dosis an.")
        }
        PlanRefusal::NoSuchStep => Refusal::new(
            "Der Plan hat keinen solchen Schritt, mit dem er beginnen könnte.",
            "Wählen Sie einen seiner Schritte.",
        ),
        PlanRefusal::StepId { id } => Refusal::new(
            format!("Der Schrittname „{id}“ fehlt oder kommt zweimal vor."),
            "Geben Sie jedem Schritt einen eigenen Namen.",
        ),
        PlanRefusal::DoseZero { step } => {
            Refusal::new(format!("Schritt {step} hat keine Dosis."), "Zum Aussetzen gibt es die Pause.")
        }
        PlanRefusal::DoseTooSmall { step, dose } => Refusal::new(
            format!("Schritt {step}, {}, ist kleiner als ausführbar.", mg(*dose)),
            "Die kleinste Dosis ist 0,001 mg.",
        ),
        PlanRefusal::WholeTablet { step, dose } => Refusal::new(
            format!(
                "Halt: Schritt {step}, {}, ist eine ganze Tablette oder mehr, keine niedrige Dosis.",
                mg(*dose)
            ),
            "Prüfen Sie Zahl und Komma mit Ihrer verordnenden Person oder Apotheke.",
        ),
        PlanRefusal::AboveMaximum { step, dose, maximum } => Refusal::new(
            format!(
                "Schritt {step}, {}, liegt über {}; darüber wird hier nichts geplant.",
                mg(*dose),
                mg(*maximum)
            ),
            "Prüfen Sie die Zahl mit Ihrer verordnenden Person.",
        ),
        PlanRefusal::NeedsSigned { step, dose, above } => Refusal::new(
            format!(
                "Schritt {step}, {}, liegt über {} und braucht eine signierte Verordnung Ihrer Klinik.",
                mg(*dose),
                mg(*above)
            ),
            "Verbinden Sie sich mit der Klinik und lassen Sie sie die Verordnung senden; eine eigene Angabe genügt nicht.",
        ),
        PlanRefusal::AboveCap { step, dose, cap } => Refusal::new(
            format!("Schritt {step}, {}, liegt über der Grenze dieses Plans von {}.", mg(*dose), mg(*cap)),
            "Senken Sie den Schritt, oder lassen Sie die Grenze von Ihrer verordnenden Person ändern.",
        ),
        PlanRefusal::NoInterval { step } => Refusal::new(
            format!("Schritt {step} sagt nicht, wie viele Nächte er dauert."),
            "Fragen Sie Ihre verordnende Person und tragen Sie die Nächte ein.",
        ),
        PlanRefusal::Range { step } => Refusal::new(
            format!(
                "Schritt {step} endet, bevor er enden darf: die längste Dauer liegt unter der kürzesten."
            ),
            "Tauschen Sie die beiden Zahlen.",
        ),
        PlanRefusal::TypeTwice { why, dose, before } => {
            let dose = mg(*dose);
            let reason = match (why, before) {
                (TypedTwice::AboveStart, _) => format!("{dose} liegt über dem Anfang dieses Protokolls."),
                (TypedTwice::HighFirst, _) => format!("{dose} ist eine hohe erste Dosis."),
                (TypedTwice::Threefold, Some(before)) => {
                    format!("{dose} ist das Dreifache von {} oder mehr.", mg(*before))
                }
                (TypedTwice::Third, Some(before)) => {
                    format!("{dose} ist ein Drittel von {} oder weniger.", mg(*before))
                }
                (TypedTwice::Threefold, None) => {
                    format!("{dose} ist das Dreifache der vorigen Dosis oder mehr.")
                }
                (TypedTwice::Third, None) => {
                    format!("{dose} ist ein Drittel der vorigen Dosis oder weniger.")
                }
            };
            Refusal::new(reason, "Wenn es stimmt, geben Sie die Dosis ein zweites Mal ein.")
        }
        PlanRefusal::NightPast { night } => Refusal::new(
            format!(
                "{} ist vorbei; eine Änderung schreibt nie die Vergangenheit um.",
                capital(&show_night(*night, lang))
            ),
            "Lassen Sie sie heute Nacht oder später beginnen.",
        ),
        PlanRefusal::NightAnswered { night, open } => Refusal::new(
            format!("{} ist schon beantwortet.", capital(&show_night(*night, lang))),
            format!("Die erste mögliche ist {}.", show_night(*open, lang)),
        ),
        PlanRefusal::BeforeVersion { night } => Refusal::new(
            format!(
                "Eine andere Fassung des Plans gilt bald; ihre erste Nacht ist {}.",
                show_night(*night, lang)
            ),
            "Lassen Sie diese in jener Nacht oder später beginnen.",
        ),
        PlanRefusal::PrescriberMissing => Refusal::new(
            "Niemand ist genannt, der zugestimmt hat.",
            "Nennen Sie die verordnende Person und das Datum der Absprache.",
        ),
        PlanRefusal::DateAhead { on } => Refusal::new(
            format!("Der {} liegt in der Zukunft.", show_day(*on, lang)),
            "Geben Sie das Datum an, an dem es vereinbart wurde oder begann.",
        ),
        PlanRefusal::NotExecutable { missing } => Refusal::new(
            format!("Dieses Protokoll ist so nicht ausführbar; offen: {}.", missing_list(missing, lang)),
            "Tragen Sie ein, was Ihre verordnende Person dazu angibt, oder geben Sie den Plan selbst ein.",
        ),
        PlanRefusal::NothingMissing => Refusal::new(
            "Dieses Protokoll lässt nichts offen.",
            "Benutzen Sie es, wie es ist, oder geben Sie einen Plan selbst ein.",
        ),
        PlanRefusal::NotOnAStep { dose } => Refusal::new(
            format!("Kein Schritt dieses Plans hat {}.", mg(*dose)),
            "Wählen Sie ein anderes Protokoll, oder geben Sie den Plan ein, wie Sie ihn nehmen.",
        ),
        PlanRefusal::NothingLower => Refusal::new(
            "Es gibt keinen niedrigeren vereinbarten Schritt.",
            "Zum Aussetzen gibt es die Pause; für eine andere Dosis fragen Sie Ihre verordnende Person.",
        ),
        PlanRefusal::HalveNotAgreed => Refusal::new(
            "Halbieren gehört nicht zu diesem Plan.",
            "Gehen Sie stattdessen einen Schritt zurück, oder fragen Sie Ihre verordnende Person.",
        ),
        PlanRefusal::HalveNotReadable { dose } => Refusal::new(
            format!("Diese Spritze kann {} nicht anzeigen.", mg(*dose)),
            "Gehen Sie stattdessen einen Schritt zurück, oder nehmen Sie eine feinere Spritze.",
        ),
        PlanRefusal::RecheckNotAgreed => Refusal::new(
            "Eine Gegenprobe gehört nicht zu diesem Plan.",
            "Sprechen Sie sie mit Ihrer verordnenden Person ab und tragen Sie Name und Datum ein.",
        ),
    }
}

/// A tap that changes nothing.
pub fn tap_refused(refusal: &TapRefusal, lang: Lang) -> Refusal {
    match (lang, refusal) {
        (_, TapRefusal::NoPlan) => plan_refused(&PlanRefusal::NoPlan, lang),
        (Lang::En, TapRefusal::Blocked(blocks)) => {
            Refusal::new(why_not(blocks, lang).join(" "), "Stay on the present dose until then.")
        }
        (Lang::De, TapRefusal::Blocked(blocks)) => {
            Refusal::new(why_not(blocks, lang).join(" "), "Bleiben Sie bis dahin bei der jetzigen Dosis.")
        }
        (Lang::En, TapRefusal::NoSuchGate) => {
            Refusal::new("The present step does not wait for this.", "See what it waits for in the plan.")
        }
        (Lang::De, TapRefusal::NoSuchGate) => Refusal::new(
            "Der jetzige Schritt wartet nicht darauf.",
            "Sehen Sie im Plan nach, worauf er wartet.",
        ),
        (Lang::En, TapRefusal::NothingToChoose) => {
            Refusal::new("These two are not open to choose between.", "Look at the plan again.")
        }
        (Lang::De, TapRefusal::NothingToChoose) => {
            Refusal::new("Diese beiden stehen nicht zur Wahl.", "Sehen Sie sich den Plan noch einmal an.")
        }
    }
}

/// A hold that cannot begin or end as asked.
pub fn hold_refused(refusal: HoldRefusal, lang: Lang) -> Refusal {
    match (lang, refusal) {
        (_, HoldRefusal::NoPlan) => plan_refused(&PlanRefusal::NoPlan, lang),
        (_, HoldRefusal::NightPast { night }) => plan_refused(&PlanRefusal::NightPast { night }, lang),
        (Lang::En, HoldRefusal::NoSuchHold) => {
            Refusal::new("There is no such hold.", "See which holds are on in the plan.")
        }
        (Lang::De, HoldRefusal::NoSuchHold) => {
            Refusal::new("Diese Pause gibt es nicht.", "Sehen Sie im Plan nach, welche Pausen laufen.")
        }
        (Lang::En, HoldRefusal::AlreadyEnded) => {
            Refusal::new("This hold was ended before.", "Nothing more is needed for it.")
        }
        (Lang::De, HoldRefusal::AlreadyEnded) => {
            Refusal::new("Diese Pause wurde schon beendet.", "Dafür ist nichts weiter nötig.")
        }
    }
}

/// The sentence with its first letter large.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
