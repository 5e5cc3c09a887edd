//! The foot of every page, and where its numbers come from.

use crate::domain::evidence::{Card, Evidence};
use crate::domain::parameter::Parameters;
use crate::domain::protocol::{Grade, Protocol, ProtocolStep};
use crate::words::amount::show_dose;
use crate::words::date::show_day;
use crate::words::evidence::{claim, out_of_date, side, source};
use crate::words::safety::not_reviewed;
use crate::words::{Lang, capital};
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

/// One published scheme: where it is from, its grade, and its steps as the source gives them.
pub fn scheme_row(protocol: &Protocol, lang: Lang) -> (String, String) {
    let source: Vec<String> = protocol.source.split(' ').map(site).collect();
    let grade = match (protocol.grade, lang) {
        (Grade::Derived, Lang::En) => "no source".to_owned(),
        (Grade::Derived, Lang::De) => "ohne Quelle".to_owned(),
        (grade, Lang::En) => format!("grade {grade:?}"),
        (grade, Lang::De) => format!("Grad {grade:?}"),
    };
    let from = format!("{}, {} ({}, {grade}):", protocol.id, protocol.name, source.join(" "));
    (from, format!("{}.", ladder(&protocol.steps, lang)))
}

/// Neighbours of one length together: `0.5 mg, 1 mg, 7 nights each; then 1.5 mg`.
fn ladder(steps: &[ProtocolStep], lang: Lang) -> String {
    let length = |step: &ProtocolStep| (step.min_nights, step.max_nights);
    let runs = steps.chunk_by(|one, next| length(one) == length(next));
    let runs = runs.enumerate().map(|(place, run)| {
        let doses: Vec<String> = run.iter().map(|step| dose(step, lang)).collect();
        let doses = doses.join(", ");
        let each = run.len() > 1;
        match (
            run.first().and_then(|step| step.min_nights),
            run.first().and_then(|step| step.max_nights),
            lang,
        ) {
            (None, _, _) if place == 0 => doses,
            (None, _, Lang::En) => format!("then {doses}"),
            (None, _, Lang::De) => format!("dann {doses}"),
            (Some(low), Some(high), Lang::En) => {
                format!("{doses}, {low} to {high} nights{}", if each { " each" } else { "" })
            }
            (Some(low), Some(high), Lang::De) => {
                format!("{doses}, {}{low} bis {high} Nächte", if each { "je " } else { "" })
            }
            (Some(nights), None, Lang::En) => {
                format!("{doses}, {nights} nights{}", if each { " each" } else { "" })
            }
            (Some(nights), None, Lang::De) => {
                format!("{doses}, {}{nights} Nächte", if each { "je " } else { "" })
            }
        }
    });
    runs.collect::<Vec<_>>().join("; ")
}

fn dose(step: &ProtocolStep, lang: Lang) -> String {
    match (step.dose, step.dose_max) {
        (Some(low), Some(high)) => format!("{}–{}", show_dose(low, lang), show_dose(high, lang)),
        (Some(dose), None) => show_dose(dose, lang),
        (None, _) => "–".to_owned(),
    }
}

/// An address as far as its site: the whole of it stands in `protocols`, and nobody types it from paper.
fn site(word: &str) -> String {
    let Some((before, rest)) = word.split_once("https://") else { return word.to_owned() };
    let (site, path) = rest.split_once('/').unwrap_or((rest, ""));
    let after = path
        .chars()
        .next_back()
        .filter(|sign| matches!(sign, ',' | ';' | '.'))
        .map_or(String::new(), String::from);
    format!("{before}{site}{after}")
}

/// Over the evidence: what the grades mean, and how old the table is.
pub fn grades(evidence: &Evidence, today: NaiveDate, lang: Lang) -> String {
    let grades = match lang {
        Lang::En => {
            "A: paper, register or label; B: specialist clinic or pharmacist; C: patients' page. It promises nothing."
        }
        Lang::De => {
            "A: Fachartikel, Register oder Fachinformation; B: Fachpraxis oder Apotheke; C: Seite für Betroffene. Es \
             verspricht nichts."
        }
    };
    let old = evidence.out_of_date(today).then(|| format!(" {}", out_of_date(evidence.review_by, lang)));
    format!("{grades}{}", old.unwrap_or_default())
}

/// One statement: whom it speaks for, and the sentence with its first source.
pub fn evidence_row(card: &Card, evidence: &Evidence, lang: Lang) -> (String, String) {
    let side = format!("{}:", capital(side(card.side, lang)));
    let from = evidence.sources_of(&card.sources).next().map(|from| source(from, lang));
    let mark = if card.verify { " (verify)" } else { "" };
    (side, format!("{} {}{mark}.", claim(card.claim, lang), from.unwrap_or_default()))
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
