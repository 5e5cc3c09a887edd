//! The emergency card as text: for a wallet, or the phone's own medical ID.

use super::super::Lang;
use super::super::amount::show_ratio_mg;
use super::super::date::show_day;
use crate::domain::safety::Card;
use chrono::{DateTime, Utc};

/// The card, one statement a line. It names the drug: it leaves the phone only when its owner prints or copies it.
pub fn card(card: &Card, lang: Lang) -> Vec<String> {
    let mut lines = match lang {
        Lang::En => vec!["I take low-dose naltrexone. Opioids may be blocked.".to_owned()],
        Lang::De => {
            vec!["Ich nehme niedrig dosiertes Naltrexon. Opioide wirken möglicherweise nicht.".to_owned()]
        }
    };
    lines.extend(last_recorded(card, lang));
    if let Some(copied) = card.restored_from {
        let day = show_day(copied.date_naive(), lang);
        lines.push(match lang {
            Lang::En => format!("Restored from a copy of {day}: what was taken since is not known."),
            Lang::De => format!(
                "Aus einer Kopie vom {day} wiederhergestellt: Was seitdem genommen wurde, ist nicht bekannt."
            ),
        });
    }
    let as_of = show_day(card.as_of.date, lang);
    lines.push(staff(lang).to_owned());
    lines.push(match lang {
        Lang::En => format!("As of {as_of}, from the patient's own record."),
        Lang::De => format!("Stand {as_of}, nach eigener Aufzeichnung."),
    });
    lines
}

/// What whoever treats the patient has to know, on the card and in the letter alike.
pub const fn staff(lang: Lang) -> &'static str {
    match lang {
        Lang::En => {
            "Staff: opioid pain relief may need higher doses, with monitoring; withdrawal is possible if opioids \
             were taken recently (verify)."
        }
        Lang::De => {
            "Für Behandelnde: Opioide brauchen gegen Schmerz vielleicht höhere Dosen, unter Überwachung; nach \
             kürzlich genommenen Opioiden ist ein Entzug möglich (verify)."
        }
    }
}

/// The last recorded dose and the nights unrecorded since.
pub fn last_recorded(card: &Card, lang: Lang) -> Vec<String> {
    let mut lines = vec![last_dose(card, lang)];
    if card.last_recorded.is_some() {
        lines.push(unrecorded(card.nights_unrecorded, lang));
    }
    lines
}

fn last_dose(card: &Card, lang: Lang) -> String {
    let Some(last) = &card.last_recorded else {
        return match lang {
            Lang::En => "No dose is recorded.".to_owned(),
            Lang::De => "Es ist keine Dosis aufgezeichnet.".to_owned(),
        };
    };
    let amount = last.amount_ng.map_or_else(
        || match lang {
            Lang::En => "amount not known".to_owned(),
            Lang::De => "Menge nicht bekannt".to_owned(),
        },
        |ng| show_ratio_mg(ng, lang),
    );
    let night = show_day(last.night.date, lang);
    let at = last.taken_at.map_or(String::new(), |at| format!(", {}", utc(at)));
    match lang {
        Lang::En => format!("Last recorded dose: {amount}, night of {night}{at}."),
        Lang::De => format!("Letzte aufgezeichnete Dosis: {amount}, Nacht vom {night}{at}."),
    }
}

/// The instant in UTC: a card is read in another zone than it was written in.
fn utc(at: DateTime<Utc>) -> String {
    at.format("%Y-%m-%d %H:%M UTC").to_string()
}

fn unrecorded(nights: u32, lang: Lang) -> String {
    match (nights, lang) {
        (1, Lang::En) => "1 night since then is unrecorded.".to_owned(),
        (nights, Lang::En) => format!("{nights} nights since then are unrecorded."),
        (1, Lang::De) => "1 Nacht seitdem ist nicht aufgezeichnet.".to_owned(),
        (nights, Lang::De) => format!("{nights} Nächte seitdem sind nicht aufgezeichnet."),
    }
}
