//! Where the prescriber answers: boxes to tick and places to write. Every dose is a blank.

use crate::domain::amount::Dose;
use crate::words::Lang;
use crate::words::amount::show_dose;

/// A place to write, so many times four letters long.
pub fn blank(length: usize) -> String {
    "____".repeat(length)
}

/// A dose to fill in. There is never a number in it.
fn dose() -> String {
    format!("{} mg", blank(2))
}

/// The answers to the first talk.
pub fn start_boxes(lang: Lang) -> Vec<String> {
    let (short, wide, wider) = (blank(2), blank(5), blank(9));
    match lang {
        Lang::En => vec![
            "Yes, as written below".to_owned(),
            format!("First this (values, another opinion, a medicine to stop): {wider}"),
            format!("Not now, because {wider}. Ask again in {short} months"),
            format!("No, because {wide}"),
        ],
        Lang::De => vec![
            "Ja, wie unten geschrieben".to_owned(),
            format!("Zuerst dies (Werte, eine zweite Meinung, ein Medikament absetzen): {wider}"),
            format!("Jetzt nicht, weil {wider}. Wieder fragen in {short} Monaten"),
            format!("Nein, weil {wide}"),
        ],
    }
}

/// What to write for a first prescription.
pub fn write_here(lang: Lang) -> Vec<String> {
    let (dose, short, wide) = (dose(), blank(2), blank(4));
    match lang {
        Lang::En => vec![
            format!("First dose: {dose}   once a night, for {short} nights taken"),
            format!("Then {dose} for {short} nights, then {dose} for {short} nights; not above {dose}"),
            format!(
                "Form: ☐ capsules {short} mg   ☐ liquid {short} mg/mL   ☐ tablets for a liquid {short} mg/mL"
            ),
            format!("On side effects: ☐ stay until gone   ☐ one step back   ☐ call {wide}"),
            format!("Look again on: {wide}   Before that if: {wide}"),
        ],
        Lang::De => vec![
            format!("Erste Dosis: {dose}   einmal je Nacht, für {short} genommene Nächte"),
            format!("Dann {dose} für {short} Nächte, dann {dose} für {short} Nächte; nicht über {dose}"),
            format!(
                "Form: ☐ Kapseln {short} mg   ☐ Lösung {short} mg/mL   ☐ Tabletten für eine Lösung {short} mg/mL"
            ),
            format!(
                "Bei Nebenwirkungen: ☐ bleiben, bis sie weg sind   ☐ ein Schritt zurück   ☐ anrufen {wide}"
            ),
            format!("Nächster Blick am: {wide}   Vorher, wenn: {wide}"),
        ],
    }
}

/// The answers to the follow-up.
pub fn decision_boxes(lang: Lang) -> Vec<String> {
    let (dose, short, wide) = (dose(), blank(2), blank(5));
    match lang {
        Lang::En => vec![
            "Stay on the present dose".to_owned(),
            format!("Up, to {dose}, after {short} more nights taken"),
            format!("Down, to {dose}"),
            format!("Stop; last night {wide}"),
            format!("First this: {wide}   Look again on {wide}"),
        ],
        Lang::De => vec![
            "Bei der jetzigen Dosis bleiben".to_owned(),
            format!("Höher, auf {dose}, nach {short} weiteren genommenen Nächten"),
            format!("Niedriger, auf {dose}"),
            format!("Aufhören; letzte Nacht {wide}"),
            format!("Zuerst dies: {wide}   Nächster Blick am {wide}"),
        ],
    }
}

/// How the answer comes back: as *reported*, and what needs more than that (`safety.md` 4).
pub fn reported(signed_above: Dose, lang: Lang) -> String {
    let above = show_dose(signed_above, lang);
    match lang {
        Lang::En => format!(
            "The patient types this in as reported, with your name and date. An exception for an opioid, and more \
             than {above}, need an order signed in a paired clinic's portal (verify)."
        ),
        Lang::De => format!(
            "Die Patientin oder der Patient tippt dies als Angabe ein, mit Ihrem Namen und Datum. Eine Ausnahme bei \
             einem Opioid und mehr als {above} brauchen eine signierte Anordnung aus dem Portal einer verbundenen \
             Praxis (verify)."
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn design_1_every_dose_on_the_form_is_a_blank() {
        for lang in [Lang::En, Lang::De] {
            let all = [start_boxes(lang), write_here(lang), decision_boxes(lang)].concat();
            let with_unit: Vec<&String> = all.iter().filter(|line| line.contains(" mg")).collect();
            assert!(with_unit.len() >= 5, "{all:?}");
            for line in with_unit {
                for (at, _) in line.match_indices(" mg") {
                    let before = line.get(..at).unwrap_or_default();
                    assert!(before.ends_with("____"), "{line}");
                }
                assert!(!line.chars().any(|letter| letter.is_ascii_digit()), "{line}");
            }
        }
    }
}
