//! Steps as typed on the command line: `DOSE,NIGHTS[-MAX][,GATE]`.

use crate::refusal::Refusal;
use nocte_core::domain::plan::{Gate, Step};
use nocte_core::words::Lang;

/// The steps in order, with ids `s1`, `s2` …
pub(crate) fn read(typed: &[String], lang: Lang) -> Result<Vec<Step>, Refusal> {
    typed.iter().enumerate().map(|(index, text)| step(index, text, lang)).collect()
}

fn step(index: usize, text: &str, lang: Lang) -> Result<Step, Refusal> {
    let wrong = |what: &str| {
        let german = match what {
            NOT_TWO => "ein Schritt ist eine Dosis und ihre Nächte",
            NO_NUMBER => "seine Nächte sind keine Zahl",
            _ => "sein Tor ist keines von nights, symptom-free:N, patient, clinician",
        };
        Refusal::new(
            format!("\"{text}\": {what}"),
            "write a step as DOSE,NIGHTS[-MAX][,GATE], like 1.5mg,30 or 3mg,30-60,clinician",
        )
        .de(
            format!("\"{text}\": {german}"),
            "schreiben Sie einen Schritt als DOSIS,NÄCHTE[-MAX][,TOR], wie 1.5mg,30 oder 3mg,30-60,clinician",
        )
    };
    let parts: Vec<&str> = text.split(',').map(str::trim).collect();
    let (dose, nights, how) = match parts.as_slice() {
        [dose, nights] => (*dose, *nights, None),
        [dose, nights, how] => (*dose, *nights, Some(*how)),
        _ => return Err(wrong(NOT_TWO)),
    };
    let number = |text: &str| text.parse::<u32>().ok().filter(|nights| *nights <= MOST_NIGHTS);
    let (min_nights, max_nights) = match nights.split_once('-') {
        Some((min, max)) => (number(min), Some(number(max).ok_or_else(|| wrong(NO_NUMBER))?)),
        None => (number(nights), None),
    };
    Ok(Step {
        id: format!("s{}", index + 1),
        dose: crate::read::dose(dose, lang)?,
        min_nights: min_nights.ok_or_else(|| wrong(NO_NUMBER))?,
        max_nights,
        gate: gate(how)
            .ok_or_else(|| wrong("its gate is none of nights, symptom-free:N, patient, clinician"))?,
    })
}

const NOT_TWO: &str = "a step is a dose and its nights";
const NO_NUMBER: &str = "its nights are no number";

/// Ten years; more is a slip of the finger.
const MOST_NIGHTS: u32 = 3_650;

fn gate(text: Option<&str>) -> Option<Gate> {
    match text {
        None | Some("nights") => Some(Gate::Nights),
        Some("patient") => Some(Gate::Patient),
        Some("clinician") => Some(Gate::Clinician),
        Some(text) => {
            let nights = text.strip_prefix("symptom-free:")?.parse().ok()?;
            (nights <= MOST_NIGHTS).then_some(Gate::SymptomFree { nights })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> Result<Step, Refusal> {
        read(&[text.to_owned()], Lang::En).map(|mut steps| steps.remove(0))
    }

    #[test]
    fn a_step_is_read_as_it_is_written() {
        let step = one("3mg, 30-60, symptom-free:7").expect("all its parts");
        assert_eq!((step.dose.ng(), step.min_nights, step.max_nights), (3_000_000, 30, Some(60)));
        assert_eq!(step.gate, Gate::SymptomFree { nights: 7 });
        assert_eq!(one("1.5mg,30").expect("two parts").gate, Gate::Nights);
    }

    #[test]
    fn anything_else_is_refused() {
        for text in [
            "",
            "1.5mg",
            "1.5mg,",
            "1.5mg,x",
            "1.5mg,3,doctor",
            "1,5mg,30",
            "1mg,-3",
            "1mg,3,patient,x",
            "1mg,9999999",
        ] {
            assert!(one(text).is_err(), "{text}");
        }
    }
}
