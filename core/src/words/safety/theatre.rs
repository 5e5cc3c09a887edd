//! For whoever gives an anaesthetic or opioids, and for whoever prescribes: what stands between an opioid and a dose.
//!
//! `safety.md` 20, 21, 24, 28; every number is a parameter.

use crate::domain::night::Night;
use crate::domain::parameter::{Parameter, Parameters};
use crate::words::Lang;
use crate::words::date::show_day;
use crate::words::report::blank;
use chrono::NaiveDate;

/// The title of the letter.
pub const fn theatre_title(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "Low-dose naltrexone: for the anaesthetist or dentist",
        Lang::De => "Niedrig dosiertes Naltrexon: für Anästhesie oder Zahnarztpraxis",
    }
}

/// What to look at before deciding, from the five questions and the list of medicines.
pub const fn ask_first(lang: Lang) -> &'static str {
    match lang {
        Lang::En => {
            "Naltrexone blocks opioids: any opioid, tramadol and codeine included, has to be out of the body first. \
             Nocte holds the dose while one is on record."
        }
        Lang::De => {
            "Naltrexon blockiert Opioide: Jedes Opioid, auch Tramadol und Codein, muss vorher aus dem Körper sein. \
             Nocte hält die Dosis an, solange eines aufgezeichnet ist."
        }
    }
}

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
