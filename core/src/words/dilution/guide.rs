//! Making a bottle, one step a screen, with one wording for water: "add 50 mL" (`safety.md` 13).

use crate::domain::amount::{Dose, Strength, Volume};
use crate::domain::second_dilution::Stage;
use crate::domain::syringe::{Fills, Syringe};
use crate::words::Lang;
use crate::words::amount::{show_dose, show_measure, show_strength, show_syringe, show_volume};

/// One step: what to do, and how many fillings to tick off while doing it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuideStep {
    /// What to do.
    pub text: String,
    /// Fillings to count, when the step is one of measuring.
    pub count: Option<u64>,
}

impl GuideStep {
    fn plain(text: impl Into<String>) -> Self {
        Self { text: text.into(), count: None }
    }
}

/// Tablets in water. `None` when the syringe has no line for the rest of the water: another is then needed.
pub fn mixing(
    letter: &str,
    tablets: &[Dose],
    water: Volume,
    strength: Strength,
    syringe: Syringe,
    lang: Lang,
) -> Option<Vec<GuideStep>> {
    let mut steps = vec![named(letter, lang)];
    for (tablet, count) in counted(tablets) {
        steps.push(GuideStep::plain(put_in(tablet, count, lang)));
    }
    steps.push(add(water, syringe, lang)?);
    steps.extend(shaken_and_read_back(strength, lang));
    Some(steps)
}

/// The second dilution out of bottle `stock_letter` of `stock` strength. `None` as in [`mixing`].
pub fn second_stage(
    letter: &str,
    stock_letter: &str,
    stock: Strength,
    stage: &Stage,
    syringe: Syringe,
    lang: Lang,
) -> Option<Vec<GuideStep>> {
    let take = show_volume(stage.take, stock, lang);
    let (shake, take) = match lang {
        Lang::En => (
            format!("Shake bottle {stock_letter} first."),
            format!("From bottle {stock_letter} take {take}."),
        ),
        Lang::De => (
            format!("Erst Flasche {stock_letter} schütteln."),
            format!("Aus Flasche {stock_letter} entnehmen: {take}."),
        ),
    };
    let taken = GuideStep { text: take, count: Some(fillings(syringe.fills(stage.take)?)) };
    let mut steps =
        vec![named(letter, lang), GuideStep::plain(shake), taken, add(stage.water, syringe, lang)?];
    steps.extend(shaken_and_read_back(stage.strength, lang));
    Some(steps)
}

fn named(letter: &str, lang: Lang) -> GuideStep {
    GuideStep::plain(match lang {
        Lang::En => format!("Take a clean, empty bottle and stick the label with the letter {letter} on it."),
        Lang::De => format!(
            "Eine saubere, leere Flasche nehmen und das Etikett mit dem Buchstaben {letter} aufkleben."
        ),
    })
}

fn put_in(tablet: Dose, count: usize, lang: Lang) -> String {
    let tablet = show_dose(tablet, lang);
    match (lang, count) {
        (Lang::En, 1) => format!("Put in one plain naltrexone tablet of {tablet}."),
        (Lang::En, _) => format!("Put in {count} plain naltrexone tablets of {tablet} each."),
        (Lang::De, 1) => format!("Eine reine Naltrexon-Tablette zu {tablet} hineingeben."),
        (Lang::De, _) => format!("{count} reine Naltrexon-Tabletten zu je {tablet} hineingeben."),
    }
}

/// The one wording. The arithmetic takes it as the final volume.
fn add(water: Volume, syringe: Syringe, lang: Lang) -> Option<GuideStep> {
    let fills = syringe.fills(water)?;
    let (water, with) = (show_measure(water, lang), show_syringe(syringe, lang));
    let rest = (!fills.rest.is_zero()).then(|| show_measure(fills.rest, lang));
    let text = match (lang, fills.full, rest) {
        (Lang::En, full, None) => {
            format!("Add {water} of water: fill the {with} {full} times to the top line.")
        }
        (Lang::En, 0, Some(rest)) => {
            format!("Add {water} of water: fill the {with} once to the line {rest}.")
        }
        (Lang::En, full, Some(rest)) => format!(
            "Add {water} of water: fill the {with} {full} times to the top line, then once to the line {rest}."
        ),
        (Lang::De, full, None) => {
            format!("{water} Wasser hinzugeben: {full}-mal bis zum obersten Strich füllen ({with}).")
        }
        (Lang::De, 0, Some(rest)) => {
            format!("{water} Wasser hinzugeben: einmal bis zum Strich {rest} füllen ({with}).")
        }
        (Lang::De, full, Some(rest)) => format!(
            "{water} Wasser hinzugeben: {full}-mal bis zum obersten Strich füllen, dann einmal bis zum Strich {rest} ({with})."
        ),
    };
    Some(GuideStep { text, count: Some(fillings(fills)) })
}

fn fillings(fills: Fills) -> u64 {
    fills.full + u64::from(!fills.rest.is_zero())
}

fn shaken_and_read_back(strength: Strength, lang: Lang) -> [GuideStep; 3] {
    let strength = show_strength(strength, lang);
    match lang {
        Lang::En => [
            // The drug dissolves; coating and fillers do not, so grit is no sign of a bad bottle.
            GuideStep::plain("Close it and shake well. Fine grit may stay: that is filler, not medicine."),
            GuideStep::plain(format!("Read back: the bottle now holds {strength}, and the label says so.")),
            GuideStep::plain(
                "Keep it in the fridge, in the dark, away from children. Shake first, every time.",
            ),
        ],
        Lang::De => [
            GuideStep::plain(
                "Verschließen und gut schütteln. Feiner Satz darf bleiben: das ist Füllstoff, nicht Wirkstoff.",
            ),
            GuideStep::plain(format!(
                "Vorlesen: die Flasche enthält jetzt {strength}, und so steht es auf dem Etikett."
            )),
            GuideStep::plain(
                "Im Kühlschrank aufbewahren, dunkel und fern von Kindern. Jedes Mal erst schütteln.",
            ),
        ],
    }
}

/// Equal tablets together, in the order they first came.
fn counted(tablets: &[Dose]) -> Vec<(Dose, usize)> {
    let mut groups: Vec<(Dose, usize)> = Vec::new();
    for tablet in tablets {
        match groups.iter_mut().find(|(strength, _)| strength == tablet) {
            Some((_, count)) => *count += 1,
            None => groups.push((*tablet, 1)),
        }
    }
    groups
}
