//! Caps, doses typed twice, refused dates, and the line on every page nobody has reviewed.

use super::super::Lang;
use super::super::refusal::Refusal;
use crate::domain::safety::{Cap, CheckError, TypedTwice};

/// What a total per 24 hours amounts to; `None` within the soft cap.
pub fn cap(cap: Cap, lang: Lang) -> Option<&'static str> {
    match (cap, lang) {
        (Cap::Within, _) => None,
        (Cap::AboveSoft, Lang::En) => Some("more than most plans ever reach in 24 hours (verify)"),
        (Cap::AboveSoft, Lang::De) => Some("mehr, als die meisten Pläne in 24 Stunden je erreichen (verify)"),
        (Cap::NeedsSigned, Lang::En) => Some("only with an order signed by your paired clinic (verify)"),
        (Cap::NeedsSigned, Lang::De) => {
            Some("nur mit einer Anordnung, die Ihre verbundene Praxis unterschrieben hat (verify)")
        }
        (Cap::Refused, Lang::En) => Some("more than Nocte plans in 24 hours, whoever agreed (verify)"),
        (Cap::Refused, Lang::De) => {
            Some("mehr, als Nocte in 24 Stunden plant, gleich wer zugestimmt hat (verify)")
        }
        (Cap::WholeTablet, Lang::En) => {
            Some("as much as a whole tablet: call the poison line, take no opioids, note the time")
        }
        (Cap::WholeTablet, Lang::De) => Some(
            "so viel wie eine ganze Tablette: rufen Sie den Giftnotruf an, nehmen Sie keine Opioide, notieren Sie die Uhrzeit",
        ),
    }
}

/// Why a dose is typed a second time.
pub fn typed_twice(why: TypedTwice, lang: Lang) -> &'static str {
    match (why, lang) {
        (TypedTwice::AboveStart, Lang::En) => "This first dose is above the protocol's start. Type it again.",
        (TypedTwice::AboveStart, Lang::De) => {
            "Diese erste Dosis liegt über dem Beginn des Protokolls. Tippen Sie sie noch einmal."
        }
        (TypedTwice::HighFirst, Lang::En) => "This is a high first dose. Type it again.",
        (TypedTwice::HighFirst, Lang::De) => "Das ist eine hohe erste Dosis. Tippen Sie sie noch einmal.",
        (TypedTwice::Threefold, Lang::En) => {
            "This is three times the last dose or more. Check the point, and type it again."
        }
        (TypedTwice::Threefold, Lang::De) => {
            "Das ist das Dreifache der letzten Dosis oder mehr. Prüfen Sie das Komma und tippen Sie sie noch einmal."
        }
        (TypedTwice::Third, Lang::En) => {
            "This is a third of the last dose or less. Check the point, and type it again."
        }
        (TypedTwice::Third, Lang::De) => {
            "Das ist ein Drittel der letzten Dosis oder weniger. Prüfen Sie das Komma und tippen Sie sie noch einmal."
        }
    }
}

/// Why a date is refused, and what to type instead.
pub fn check_refused(error: CheckError, lang: Lang) -> Refusal {
    match (error, lang) {
        (CheckError::LastInFuture, Lang::En) => Refusal::new(
            "The last dose cannot lie in the future.",
            "For a medicine that begins later, give the day it starts.",
        ),
        (CheckError::LastInFuture, Lang::De) => Refusal::new(
            "Die letzte Einnahme kann nicht in der Zukunft liegen.",
            "Nennen Sie für ein Mittel, das später beginnt, den Tag des Beginns.",
        ),
        (CheckError::StartInPast, Lang::En) => Refusal::new(
            "A start cannot lie in the past.",
            "For a medicine already taken, give the day of the last dose, or no date while it is taken.",
        ),
        (CheckError::StartInPast, Lang::De) => Refusal::new(
            "Ein Beginn kann nicht in der Vergangenheit liegen.",
            "Nennen Sie für ein schon genommenes Mittel den Tag der letzten Einnahme, oder keinen, solange Sie es nehmen.",
        ),
        (CheckError::LastAndStart, Lang::En) => {
            Refusal::new("A last dose and a start exclude each other.", "Give one of the two dates.")
        }
        (CheckError::LastAndStart, Lang::De) => {
            Refusal::new("Letzte Einnahme und Beginn schließen einander aus.", "Nennen Sie eines von beiden.")
        }
        (CheckError::SurgeryInPast, Lang::En) => Refusal::new(
            "This operation lies in the past.",
            "Check the painkillers given there, with the day of discharge as the last dose.",
        ),
        (CheckError::SurgeryInPast, Lang::De) => Refusal::new(
            "Diese Operation liegt in der Vergangenheit.",
            "Prüfen Sie die dort gegebenen Schmerzmittel, mit dem Tag der Entlassung als letzter Einnahme.",
        ),
    }
}

/// The line on set-up, plan, check, letters and the doctor's page while one parameter has no reviewer.
pub fn not_reviewed(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "not clinically reviewed",
        Lang::De => "nicht klinisch geprüft",
    }
}
