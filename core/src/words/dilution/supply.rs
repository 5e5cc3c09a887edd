//! Clocks, cost, capsules, fillers and sources of tablets in words.

use crate::domain::capsule::CapsuleCount;
use crate::domain::filler::{Advice, Filler, TabletSource};
use crate::domain::ratio::Ratio;
use crate::domain::supply::{Clock, Clocks, Cost};
use crate::words::Lang;
use crate::words::amount::{decimal_mark, show_dose};
use crate::words::date::show_day;

/// "Use bottle C by 15 March 2026: then it is to be thrown away. 3 nights left. Make the next one on …"
pub fn clocks(letter: &str, clocks: &Clocks, lang: Lang) -> String {
    let by = show_day(clocks.use_by, lang);
    let nights = clocks.nights_left;
    let ends = match (clocks.wins, lang) {
        (Clock::DiscardBy, Lang::En) => {
            format!("Bottle {letter} keeps until {by}; throw it away after that.")
        }
        (Clock::DiscardBy, Lang::De) => format!("Flasche {letter} hält bis zum {by}; danach wegwerfen."),
        (Clock::EmptyBy, Lang::En) => format!("Bottle {letter} lasts until {by}; then it is empty."),
        (Clock::EmptyBy, Lang::De) => format!("Flasche {letter} reicht bis zum {by}; dann ist sie leer."),
    };
    let left = match (nights, lang) {
        (1, Lang::En) => "One night left.".to_owned(),
        (1, Lang::De) => "Noch eine Nacht.".to_owned(),
        (_, Lang::En) => format!("{nights} nights left."),
        (_, Lang::De) => format!("Noch {nights} Nächte."),
    };
    let make = match (clocks.make_on.map(|day| show_day(day, lang)), lang) {
        (None, _) => return format!("{ends} {left}"),
        (Some(day), Lang::En) => format!("Make the next bottle on {day}."),
        (Some(day), Lang::De) => format!("Die nächste Flasche am {day} herstellen."),
    };
    format!("{ends} {left} {make}")
}

/// What a dose costs, with what is thrown away counted.
pub fn cost(cost: &Cost, currency: &str, lang: Lang) -> String {
    let (night, month) = (money(cost.per_night, currency, lang), money(cost.per_month, currency, lang));
    match lang {
        Lang::En => format!("{night} a night, {month} in 30 nights, with what is thrown away."),
        Lang::De => format!("{night} pro Nacht, {month} in 30 Nächten, mit dem, was weggeworfen wird."),
    }
}

/// Currencies without a smaller unit; all others are taken to have hundredths.
const WHOLE: [&str; 6] = ["JPY", "KRW", "ISK", "CLP", "VND", "XAF"];

/// Whether a currency has hundredths, so that "1.50" can be typed in it.
pub fn has_hundredths(currency: &str) -> bool {
    !WHOLE.contains(&currency)
}

/// A sum in the smallest unit of a currency, to the nearest whole one: `about 0.67 EUR`.
pub fn money(minor_units: Ratio, currency: &str, lang: Lang) -> String {
    let doubled = minor_units.num() % minor_units.den() * 2;
    let nearest = minor_units.floor() + u128::from(doubled >= minor_units.den());
    let figure = if WHOLE.contains(&currency) {
        nearest.to_string()
    } else {
        let mark = decimal_mark(lang).char();
        format!("{}{mark}{:02}", nearest / 100, nearest % 100)
    };
    match (minor_units.is_whole(), lang) {
        (true, _) => format!("{figure}\u{a0}{currency}"),
        (false, Lang::En) => format!("about {figure}\u{a0}{currency}"),
        (false, Lang::De) => format!("etwa {figure}\u{a0}{currency}"),
    }
}

/// "2 capsules of 1.5 mg and 1 capsule of 0.5 mg".
pub fn capsules(capsules: &[CapsuleCount], lang: Lang) -> String {
    let (capsule, several, of, and) = match lang {
        Lang::En => ("capsule", "capsules", "of", " and "),
        Lang::De => ("Kapsel", "Kapseln", "zu", " und "),
    };
    let parts: Vec<String> = capsules
        .iter()
        .map(|one| {
            let noun = if one.count == 1 { capsule } else { several };
            format!("{} {noun} {of} {}", one.count, show_dose(one.strength, lang))
        })
        .collect();
    parts.join(and)
}

/// A filler and what its source says of it.
pub fn filler(filler: Filler, lang: Lang) -> String {
    let name = match (filler, lang) {
        (Filler::CalciumCarbonate, Lang::En) => "Calcium carbonate",
        (Filler::CalciumCarbonate, Lang::De) => "Calciumcarbonat",
        (Filler::SlowRelease, Lang::En) => "Slow-release form",
        (Filler::SlowRelease, Lang::De) => "Retardform",
        (Filler::Avicel, Lang::En) => "Microcrystalline cellulose (Avicel)",
        (Filler::Avicel, Lang::De) => "Mikrokristalline Cellulose (Avicel)",
        (Filler::Lactose, Lang::En) => "Lactose",
        (Filler::Lactose, Lang::De) => "Laktose",
        (Filler::Sucrose, Lang::En) => "Sucrose",
        (Filler::Sucrose, Lang::De) => "Saccharose",
        (Filler::Ginger, Lang::En) => "Ginger",
        (Filler::Ginger, Lang::De) => "Ingwer",
    };
    let finding = filler.finding();
    let advice = match (finding.advice, lang) {
        (Advice::Avoid, Lang::En) => "avoid; ask the pharmacy for another",
        (Advice::Avoid, Lang::De) => "meiden; in der Apotheke nach anderem fragen",
        (Advice::Fine, Lang::En) => "no objection found",
        (Advice::Fine, Lang::De) => "kein Einwand gefunden",
        (Advice::FineUnlessSensitive, Lang::En) => "no objection found, unless you react to it",
        (Advice::FineUnlessSensitive, Lang::De) => "kein Einwand gefunden, außer Sie vertragen es nicht",
        (Advice::AlternativeIfSensitive, Lang::En) => "used by people who react to other fillers",
        (Advice::AlternativeIfSensitive, Lang::De) => {
            "wird genommen, wenn andere Füllstoffe nicht vertragen werden"
        }
    };
    match lang {
        Lang::En => format!("{name}: {advice} (source: {}).", finding.source),
        Lang::De => format!("{name}: {advice} (Quelle: {}).", finding.source),
    }
}

/// What was found about where tablets come from; nothing where nothing speaks against it.
pub fn tablet_source(source: TabletSource, lang: Lang) -> Option<String> {
    let finding = source.finding()?;
    Some(match (source, lang) {
        (TabletSource::Pharmacy | TabletSource::CompoundingPharmacy, _) => return None,
        (TabletSource::Internet, Lang::En) => format!(
            "Naltrexone from six internet sites was assayed and none met the US standard (source: {}). Buy from a pharmacy.",
            finding.source
        ),
        (TabletSource::Internet, Lang::De) => format!(
            "Naltrexon von sechs Internetseiten wurde geprüft, keines erfüllte die US-Norm (Quelle: {}). In der Apotheke kaufen.",
            finding.source
        ),
    })
}
