//! The letters: for whoever gives an anaesthetic, and for a journey.
//!
//! What is said of opioids is the safety engine's (`safety.md` 20, 21, 24, 28); every number is a parameter.

use super::answer::blank;
use crate::domain::bottle::{Bottle, Recipe};
use crate::domain::night::Night;
use crate::domain::parameter::{Parameter, Parameters};
use crate::domain::plan::{Agreement, AgreementKind};
use crate::domain::syringe::Syringe;
use crate::words::Lang;
use crate::words::amount::{show_measure, show_strength, show_syringe};
use crate::words::date::show_day;
use crate::words::safety::shown_name;
use chrono::NaiveDate;

/// The first line of the letter.
pub const fn antagonist(lang: Lang) -> &'static str {
    match lang {
        Lang::En => {
            "This patient takes low-dose naltrexone, an opioid antagonist, off-label, once a night by mouth."
        }
        Lang::De => {
            "Diese Patientin oder dieser Patient nimmt niedrig dosiertes Naltrexon, einen Opioid-Antagonisten, \
             außerhalb der Zulassung, einmal je Nacht als Trinklösung oder Kapsel."
        }
    }
}

/// The operation and its day.
pub fn operation(on: Option<NaiveDate>, lang: Lang) -> String {
    match (on, lang) {
        (Some(on), Lang::En) => format!("Operation on record: {}.", show_day(on, lang)),
        (Some(on), Lang::De) => format!("Aufgezeichnete Operation: {}.", show_day(on, lang)),
        (None, Lang::En) => format!("Operation: {} (no date on record yet).", blank(3)),
        (None, Lang::De) => format!("Operation: {} (noch kein Datum aufgezeichnet).", blank(3)),
    }
}

/// A hold that is on or to come.
pub fn held(from: Night, lang: Lang) -> String {
    let day = show_day(from.date, lang);
    match lang {
        Lang::En => format!("Nocte holds the dose; the first night without it is that of {day}."),
        Lang::De => format!("Nocte hält die Dosis an; die erste Nacht ohne sie ist die vom {day}."),
    }
}

/// How long before the day nothing is taken, as a range to agree (`safety.md` 21).
pub fn before_operation(parameters: &Parameters, first_without: Option<Night>, lang: Lang) -> String {
    let days = &parameters.surgery_days;
    let mark = mark(days);
    let night = first_without.map(|night| show_day(night.date, lang));
    let (days, night) = (
        days.value,
        night.map(|night| match lang {
            Lang::En => format!(" For the day above: no dose from the night of {night} on."),
            Lang::De => format!(" Für den Tag oben: keine Dosis ab der Nacht vom {night}."),
        }),
    );
    let night = night.unwrap_or_default();
    match lang {
        Lang::En => format!(
            "Unless you agree on another span, Nocte leaves at least {days} times 24 hours between the last possible \
             dose and 00:00 of the day{mark}.{night}"
        ),
        Lang::De => format!(
            "Wenn Sie nichts anderes vereinbaren, lässt Nocte mindestens {days} mal 24 Stunden zwischen der letzten \
             möglichen Dosis und 00:00 Uhr am Tag selbst{mark}.{night}"
        ),
    }
}

/// How long after an opioid nothing is taken (`safety.md` 20).
pub fn afterwards(parameters: &Parameters, lang: Lang) -> String {
    let (short, slow) = (&parameters.short_opioid_nights, &parameters.long_opioid_nights);
    let mark = mark(short);
    match lang {
        Lang::En => format!(
            "No dose for at least {} nights after the last short-acting opioid and {} after a slow-release one or the \
             removal of a patch{mark}, counted from discharge where opioids were given in hospital; then the question is \
             asked again. Methadone, buprenorphine and depots: only on a signed order.",
            short.value, slow.value
        ),
        Lang::De => format!(
            "Keine Dosis für mindestens {} Nächte nach dem letzten kurz wirkenden Opioid und {} nach einem retardierten \
             oder der Entfernung eines Pflasters{mark}, ab Entlassung gezählt, wenn Opioide in der Klinik gegeben \
             wurden; dann wird noch einmal gefragt. Methadon, Buprenorphin und Depots: nur auf signierte Anordnung.",
            short.value, slow.value
        ),
    }
}

/// What a clinician still has to confirm carries its mark wherever it is shown.
fn mark<T>(parameter: &Parameter<T>) -> &'static str {
    if parameter.verify { " (verify)" } else { "" }
}

/// What the anaesthetist ticks and writes.
pub fn theatre_boxes(lang: Lang) -> Vec<String> {
    let (short, wide) = (blank(3), blank(5));
    match lang {
        Lang::En => vec![
            format!("Last dose before: night of {short}"),
            "No opioid is planned".to_owned(),
            format!("Opioids are planned: {wide}"),
            format!("Opioids were given: {wide}   last on {short}   discharge on {short}"),
            format!(
                "Start again: not before {short}   ☐ at the step before   ☐ from the first step   ☐ ask {short}"
            ),
        ],
        Lang::De => vec![
            format!("Letzte Dosis davor: Nacht vom {short}"),
            "Kein Opioid geplant".to_owned(),
            format!("Opioide geplant: {wide}"),
            format!("Opioide gegeben: {wide}   zuletzt am {short}   Entlassung am {short}"),
            format!(
                "Wieder beginnen: nicht vor {short}   ☐ beim Schritt davor   ☐ beim ersten Schritt   ☐ fragen: {short}"
            ),
        ],
    }
}

/// The lines of a signature.
pub fn signature(lang: Lang) -> String {
    match lang {
        Lang::En => format!("Name: {}   Date: {}   Signature: {}", blank(5), blank(3), blank(5)),
        Lang::De => format!("Name: {}   Datum: {}   Unterschrift: {}", blank(5), blank(3), blank(5)),
    }
}

/// The first line of the travel letter.
pub const fn bearer(lang: Lang) -> &'static str {
    match lang {
        Lang::En => {
            "To whom it may concern: the bearer takes low-dose naltrexone by mouth and carries it for own use. The bottle \
             below holds that medicine and nothing else."
        }
        Lang::De => {
            "An alle, die es angeht: Wer diesen Brief trägt, nimmt niedrig dosiertes Naltrexon ein und führt es zum \
             eigenen Gebrauch mit. Die Flasche unten enthält dieses Arzneimittel und sonst nichts."
        }
    }
}

/// Whose signature the travel letter wants.
pub const fn to_be_signed(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "Signed and stamped by the prescriber or the pharmacy:",
        Lang::De => "Unterschrift und Stempel der Praxis oder Apotheke:",
    }
}

/// What is carried: each bottle with strength and dates, and the syringe without a needle.
pub fn carries(bottle: &Bottle, lang: Lang) -> String {
    let (volume, strength) = (show_measure(bottle.volume, lang), show_strength(bottle.strength, lang));
    let (made, until) = (show_day(bottle.made_on, lang), show_day(bottle.discard_by, lang));
    let letter = &bottle.letter;
    match (bottle.recipe, lang) {
        (Recipe::Pharmacy, Lang::En) => format!(
            "Bottle {letter}: naltrexone {strength}, {volume}, made by a pharmacy, opened {made}, to be used by {until}."
        ),
        (Recipe::Pharmacy, Lang::De) => format!(
            "Flasche {letter}: Naltrexon {strength}, {volume}, aus der Apotheke, geöffnet {made}, zu verbrauchen bis {until}."
        ),
        (_, Lang::En) => format!(
            "Bottle {letter}: naltrexone {strength}, {volume}, made from tablets {made}, to be used by {until}."
        ),
        (_, Lang::De) => format!(
            "Flasche {letter}: Naltrexon {strength}, {volume}, aus Tabletten hergestellt {made}, zu verbrauchen bis {until}."
        ),
    }
}

/// The syringe, and how the liquid travels.
pub fn kept_cool(syringe: Option<Syringe>, lang: Lang) -> Vec<String> {
    let syringe = syringe.map(|syringe| show_syringe(syringe, lang));
    match lang {
        Lang::En => {
            let mut rows: Vec<String> = Vec::new();
            rows.extend(syringe.map(|syringe| format!("An oral syringe without a needle: {syringe}.")));
            rows.push("The liquid has to stay cool and dark, and is taken by mouth once a night.".to_owned());
            rows.push("It is for the bearer alone.".to_owned());
            rows
        }
        Lang::De => {
            let mut rows: Vec<String> = Vec::new();
            rows.extend(
                syringe
                    .map(|syringe| format!("Eine Spritze ohne Nadel, zum Eingeben in den Mund: {syringe}.")),
            );
            rows.push(
                "Die Flüssigkeit muss kühl und dunkel bleiben und wird einmal je Nacht eingenommen."
                    .to_owned(),
            );
            rows.push("Sie ist nur für die Person, die diesen Brief trägt.".to_owned());
            rows
        }
    }
}

/// Who prescribed it, *signed* and *reported* told apart (`safety.md` 4).
pub fn recorded(agreement: Option<&Agreement>, lang: Lang) -> String {
    let Some(one) = agreement else {
        return match lang {
            Lang::En => format!("Prescribed by: {}", blank(5)),
            Lang::De => format!("Verordnet von: {}", blank(5)),
        };
    };
    let (by, on) = (shown_name(&one.by), show_day(one.on, lang));
    match (one.kind, lang) {
        (AgreementKind::Signed, Lang::En) => format!("Prescribed by {by}, {on} (signed order)."),
        (AgreementKind::Signed, Lang::De) => format!("Verordnet von {by}, {on} (signierte Anordnung)."),
        (AgreementKind::Reported, Lang::En) => format!("Agreed with {by}, {on}, as the bearer reports."),
        (AgreementKind::Reported, Lang::De) => format!("Vereinbart mit {by}, {on}, laut eigener Angabe."),
    }
}
