//! Plans and verdicts for whoever is not the patient: a clinic, a doctor with whom a summary was shared. The other words
//! speak to the patient; these speak of them.

use super::amount::show_dose;
use super::date::show_day;
use super::verdict::span;
use super::{Lang, plan};
use crate::domain::amount::Dose;
use crate::domain::plan::{Agreement, AgreementKind, Gate, Step};
use crate::domain::response::Verdict;

/// A verdict on one scale, without its name; never that it works (`safety.md` 29).
pub fn verdict(verdict: &Verdict, lang: Lang) -> String {
    match (verdict, lang) {
        (Verdict::NotBegun, Lang::En) => "No dose recorded yet.".to_owned(),
        (Verdict::NotBegun, Lang::De) => "Noch keine Dosis eingetragen.".to_owned(),
        (Verdict::NoBaseline, Lang::En) => {
            "No verdict: nothing was recorded before the first dose.".to_owned()
        }
        (Verdict::NoBaseline, Lang::De) => {
            "Kein Urteil: Vor der ersten Dosis wurde nichts eingetragen.".to_owned()
        }
        (Verdict::TooEarly { taken, needed }, Lang::En) => {
            format!("Too early to judge: {taken} of {needed} nights taken.")
        }
        (Verdict::TooEarly { taken, needed }, Lang::De) => {
            format!("Zu früh für ein Urteil: {taken} von {needed} Nächten genommen.")
        }
        (Verdict::TooEarlyAgain { taken, needed }, Lang::En) => {
            format!("Too early again: {taken} of {needed} nights taken since the last change or hold.")
        }
        (Verdict::TooEarlyAgain { taken, needed }, Lang::De) => format!(
            "Wieder zu früh: {taken} von {needed} Nächten genommen seit der letzten Änderung oder Pause."
        ),
        (Verdict::NotEnoughNights(missing), Lang::En) => format!(
            "Too few rated weeks for a verdict: {} before, {} now; {} on each side are needed.",
            missing.before, missing.after, missing.needed
        ),
        (Verdict::NotEnoughNights(missing), Lang::De) => format!(
            "Zu wenige bewertete Wochen für ein Urteil: {} vorher, {} jetzt; je {} sind nötig.",
            missing.before, missing.after, missing.needed
        ),
        (Verdict::Better(interval), Lang::En) => format!("Better than before, by {}.", span(*interval, lang)),
        (Verdict::Better(interval), Lang::De) => format!("Besser als vorher, um {}.", span(*interval, lang)),
        (Verdict::Worse(interval), Lang::En) => {
            format!("Worse than before, by {}.", span(interval.turned(), lang))
        }
        (Verdict::Worse(interval), Lang::De) => {
            format!("Schlechter als vorher, um {}.", span(interval.turned(), lang))
        }
        (Verdict::NoClearDifference(interval), Lang::En) => {
            format!("No difference that these nights can tell from chance: {}.", span(*interval, lang))
        }
        (Verdict::NoClearDifference(interval), Lang::De) => {
            format!("Kein Unterschied, den diese Nächte vom Zufall trennen: {}.", span(*interval, lang))
        }
    }
}

/// What must hold before the next step.
pub fn gate(gate: Gate, lang: Lang) -> String {
    match (gate, lang) {
        (Gate::Nights | Gate::Patient, Lang::En) => "when the patient confirms".to_owned(),
        (Gate::Nights | Gate::Patient, Lang::De) => "sobald selbst bestätigt".to_owned(),
        (Gate::Clinician, Lang::En) => "when a clinician has confirmed and the patient confirms".to_owned(),
        (Gate::Clinician, Lang::De) => "sobald von einer Fachperson und selbst bestätigt".to_owned(),
        (Gate::SymptomFree { nights: 1 }, Lang::En) => {
            "after 1 symptom-free night and the patient's confirmation".to_owned()
        }
        (Gate::SymptomFree { nights }, Lang::En) => {
            format!("after {nights} symptom-free nights and the patient's confirmation")
        }
        (Gate::SymptomFree { nights: 1 }, Lang::De) => {
            "nach 1 beschwerdefreien Nacht und sobald selbst bestätigt".to_owned()
        }
        (Gate::SymptomFree { nights }, Lang::De) => {
            format!("nach {nights} beschwerdefreien Nächten und sobald selbst bestätigt")
        }
    }
}

/// A step in one line; the last one of a plan has no end.
pub fn step(step: &Step, last: bool, lang: Lang) -> String {
    let dose = show_dose(step.dose, lang);
    let nights = (step.min_nights > 0).then(|| plan::nights_taken(step.min_nights, lang));
    let then = || gate(step.gate, lang);
    match (last, nights, lang) {
        (false, Some(nights), Lang::En) => format!("{dose}, {nights}, then {}", then()),
        (false, Some(nights), Lang::De) => format!("{dose}, {nights}, weiter {}", then()),
        (false, None, Lang::En) => format!("{dose}, then {}", then()),
        (false, None, Lang::De) => format!("{dose}, weiter {}", then()),
        (true, Some(nights), Lang::En) => format!("{dose}, open-ended; review due after {nights}"),
        (true, Some(nights), Lang::De) => {
            format!("{dose}, ohne festes Ende; Überprüfung, sobald {nights} zusammen sind")
        }
        (true, None, Lang::En) => format!("{dose}, open-ended"),
        (true, None, Lang::De) => format!("{dose}, ohne festes Ende"),
    }
}

/// Who agreed to a plan, and how that is known (`safety.md` 4).
pub fn agreement(agreement: &Agreement, lang: Lang) -> String {
    let (by, on) = (&agreement.by, show_day(agreement.on, lang));
    match (agreement.kind, lang) {
        (AgreementKind::Signed, Lang::En) => format!("Signed order of {by}, {on}."),
        (AgreementKind::Signed, Lang::De) => format!("Signierte Verordnung von {by}, {on}."),
        (AgreementKind::Reported, Lang::En) => format!("Agreed with {by}, {on}, as the patient reports."),
        (AgreementKind::Reported, Lang::De) => format!("Abgesprochen mit {by}, {on}, nach eigener Angabe."),
    }
}

/// A dose as it is taken: once each night.
pub fn each_night(dose: Dose, lang: Lang) -> String {
    let dose = show_dose(dose, lang);
    match lang {
        Lang::En => format!("{dose} once a night"),
        Lang::De => format!("{dose} einmal je Nacht"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::response::{Interval, Missing};

    /// Words that speak to somebody.
    fn speaks_to(text: &str) -> bool {
        let words: Vec<&str> = text.split(|c: char| !c.is_alphabetic()).collect();
        ["you", "your", "You", "Your", "du", "dir", "dich", "Sie", "Ihnen", "Ihr"]
            .iter()
            .any(|to| words.contains(to))
    }

    #[test]
    fn safety_29_what_is_said_of_a_patient_says_no_more_than_what_is_said_to_them() {
        let better = Interval { change: 150, low: 40, high: 260, degrees: 5 };
        let worse = Interval { change: -150, low: -260, high: -40, degrees: 5 };
        let said = verdict(&Verdict::Better(better), Lang::En);
        assert_eq!(said, "Better than before, by 1.5 points (95 % interval 0.4 to 2.6).");
        let said = verdict(&Verdict::Worse(worse), Lang::De);
        assert_eq!(said, "Schlechter als vorher, um 1,5 Punkte (95-%-Bereich 0,4 bis 2,6).");
        let all = [
            Verdict::NotBegun,
            Verdict::NoBaseline,
            Verdict::TooEarly { taken: 3, needed: 28 },
            Verdict::TooEarlyAgain { taken: 3, needed: 14 },
            Verdict::NotEnoughNights(Missing { before: 1, after: 2, needed: 4 }),
            Verdict::Better(better),
            Verdict::Worse(worse),
            Verdict::NoClearDifference(better),
        ];
        for (one, lang) in all.iter().flat_map(|one| [(one, Lang::En), (one, Lang::De)]) {
            let said = verdict(one, lang);
            let small = said.to_lowercase();
            assert!(!small.contains("work") && !small.contains("wirkt") && !speaks_to(&said), "{said}");
        }
    }

    #[test]
    fn a_step_speaks_of_the_patient_and_not_to_them() {
        let of = |gate, min_nights| Step {
            id: "s1".to_owned(),
            dose: Dose::from_ng(1_500_000),
            min_nights,
            max_nights: None,
            gate,
        };
        assert_eq!(
            step(&of(Gate::SymptomFree { nights: 7 }, 14), false, Lang::En),
            "1.5\u{a0}mg, 14 nights taken, then after 7 symptom-free nights and the patient's confirmation"
        );
        assert_eq!(step(&of(Gate::Patient, 0), true, Lang::De), "1,5\u{a0}mg, ohne festes Ende");
        for gate in [Gate::Nights, Gate::Patient, Gate::Clinician, Gate::SymptomFree { nights: 1 }] {
            for (last, lang) in [(false, Lang::En), (false, Lang::De), (true, Lang::En), (true, Lang::De)] {
                let said = step(&of(gate, 7), last, lang);
                assert!(!speaks_to(&said), "{said}");
            }
        }
    }
}
