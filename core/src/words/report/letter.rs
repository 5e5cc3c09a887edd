//! What both letters say, and the one for a journey; the one before an operation is in `words/safety`.

use super::answer::blank;
use crate::domain::bottle::{Bottle, Recipe};
use crate::domain::night::Night;
use crate::domain::plan::{Agreement, AgreementKind};
use crate::domain::syringe::Syringe;
use crate::words::Lang;
use crate::words::amount::{show_measure, show_strength, show_syringe};
use crate::words::date::show_day;
use crate::words::safety::shown_name;

/// A hold that is on or to come.
pub fn held(from: Night, lang: Lang) -> String {
    let day = show_day(from.date, lang);
    match lang {
        Lang::En => format!("Nocte holds the dose; the first night without it is that of {day}."),
        Lang::De => format!("Nocte hält die Dosis an; die erste Nacht ohne sie ist die vom {day}."),
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
