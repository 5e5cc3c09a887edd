//! The foot of every page, and where its numbers come from.

use crate::domain::parameter::Parameters;
use crate::domain::protocol::Protocol;
use crate::words::Lang;
use crate::words::date::show_day;
use crate::words::plan::{show_protocol_step, show_provenance};
use crate::words::safety::not_reviewed;
use chrono::NaiveDate;

/// Made from what, as of when, and that no clinician has reviewed the numbers (`safety.md` 27).
pub fn foot(today: NaiveDate, parameters: &Parameters, lang: Lang) -> String {
    let day = show_day(today, lang);
    let from = match lang {
        Lang::En => {
            format!("Nocte: made on {day} from the patient's own record; later entries are not in it.")
        }
        Lang::De => {
            format!("Nocte: am {day} aus den eigenen Aufzeichnungen gemacht; Späteres steht nicht darin.")
        }
    };
    let reviewed = (!parameters.reviewed()).then(|| match lang {
        Lang::En => format!(" The rules and numbers behind it are {}.", not_reviewed(lang)),
        Lang::De => format!(" Regeln und Zahlen dahinter: {}.", not_reviewed(lang)),
    });
    let old = parameters.out_of_date(today).then(|| match lang {
        Lang::En => " Its tables are out of date: ask.".to_owned(),
        Lang::De => " Die Tabellen sind überholt: fragen Sie nach.".to_owned(),
    });
    format!("{from}{}{}", reviewed.unwrap_or_default(), old.unwrap_or_default())
}

/// Above the published schemes.
pub const fn scheme_note(lang: Lang) -> &'static str {
    match lang {
        Lang::En => {
            "Sources differ in start, interval and target. None of these is proposed here: the dose in front is yours."
        }
        Lang::De => {
            "Die Quellen sind uneins über Beginn, Abstand und Ziel. Keines davon wird hier vorgeschlagen: Die Dosis vorn \
             ist Ihre."
        }
    }
}

/// One published scheme: its steps, source, grade and that it is not reviewed.
pub fn scheme_row(protocol: &Protocol, lang: Lang) -> String {
    let steps: Vec<String> = protocol.steps.iter().map(|step| show_protocol_step(step, lang)).collect();
    format!("{} {}", show_provenance(protocol, lang), steps.join("; "))
}

/// Where the verdict's numbers come from, and that they wait for a review.
pub fn source_note(parameters: &Parameters, lang: Lang) -> String {
    let Parameters { verdict_nights, follow_up_nights, verdict_weeks, week_rated_nights, .. } = parameters;
    let (nights, last) = (verdict_nights.value, follow_up_nights.value);
    let (weeks, rated) = (verdict_weeks.value, week_rated_nights.value);
    match lang {
        Lang::En => format!(
            "Comparison: nights rated before the first dose against the last {last} nights on one dose, from {nights} \
             nights taken on; means of weeks with at least {rated} rated nights, {weeks} weeks a side, Welch's t, 95 %. \
             Missing nights are missing, not zero. Own proposal (verify)."
        ),
        Lang::De => format!(
            "Vergleich: bewertete Nächte vor der ersten Dosis gegen die letzten {last} Nächte mit einer Dosis, ab \
             {nights} genommenen Nächten; Mittel aus Wochen mit mindestens {rated} bewerteten Nächten, {weeks} Wochen je \
             Seite, Welch-t, 95 %. Fehlende Nächte fehlen, sie sind nicht null. Eigener Vorschlag (verify)."
        ),
    }
}
