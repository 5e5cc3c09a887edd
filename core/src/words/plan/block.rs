//! "Why can't I increase?" answered: each thing the next step waits for, and what would end the wait.

use crate::domain::plan::HoldReason;
use crate::domain::progress::{Block, OpenEffect};
use crate::domain::symptom::Severity;
use crate::words::Lang;
use crate::words::amount::show_dose;
use crate::words::date::{show_day, show_night};
use crate::words::effect::effect;

/// The whole answer: one sentence for each block, or that a tap is all it takes.
pub fn why_not(blocks: &[Block], lang: Lang) -> Vec<String> {
    if blocks.is_empty() {
        let ready = match lang {
            Lang::En => "Nothing stands against the next step. It starts when you confirm it, not before.",
            Lang::De => {
                "Dem nächsten Schritt steht nichts entgegen. Er beginnt, wenn Sie ihn bestätigen, nicht früher."
            }
        };
        return vec![ready.to_owned()];
    }
    blocks.iter().map(|block| show_block(block, lang)).collect()
}

/// One block as a sentence.
pub fn show_block(block: &Block, lang: Lang) -> String {
    match lang {
        Lang::En => english(block),
        Lang::De => german(block),
    }
}

fn english(block: &Block) -> String {
    let lang = Lang::En;
    match block {
        Block::Ended { last } => {
            format!("This plan ended with {}, as your prescriber set it.", show_night(*last, lang))
        }
        Block::TwoPlans => {
            "Two versions of the plan stand side by side. The lower dose is followed until you choose \
                            one of the two."
                .to_owned()
        }
        Block::Confirmed { from } => {
            format!("You have confirmed the next step already. It begins with {}.", show_night(*from, lang))
        }
        Block::ChangePending { from } => {
            format!("A changed plan begins with {}.", show_night(*from, lang))
        }
        Block::LastStep => "This is the plan's last step: stay on it. What comes next is decided with your \
                            prescriber."
            .to_owned(),
        Block::AboveCap { dose, cap } => format!(
            "The next step, {}, lies above this plan's limit of {}.",
            show_dose(*dose, lang),
            show_dose(*cap, lang)
        ),
        Block::Nights { taken, needed } => format!(
            "{taken} of {needed} nights taken on this step. Missed, skipped and unsure nights don't count."
        ),
        Block::EffectOpen(OpenEffect { what, severity, .. }) => format!(
            "A {} side effect is open: {}. Stay on this dose, or go back a step, until you log it as gone \
             or mild.",
            match severity {
                Severity::Severe => "severe",
                Severity::Moderate | Severity::Mild => "moderate",
            },
            effect(what, Lang::En)
        ),
        Block::Hold { reason, .. } => {
            format!("A hold is on: {}. It ends only when it is ended.", held_en(reason))
        }
        Block::SymptomFreeNights { free, needed } => {
            format!("{free} of {needed} nights taken since the last moderate or severe side effect.")
        }
        Block::SymptomFreeNotSaid => {
            "Were the last nights free of side effects that bother you? A blank night doesn't say so: please \
             answer once."
                .to_owned()
        }
        Block::Clinician => "This step needs a clinician's agreement before the next one.".to_owned(),
    }
}

fn german(block: &Block) -> String {
    let lang = Lang::De;
    match block {
        Block::Ended { last } => format!(
            "Dieser Plan ist beendet; die letzte Nacht war {}, so wie festgelegt.",
            show_night(*last, lang)
        ),
        Block::TwoPlans => "Zwei Fassungen des Plans stehen nebeneinander. Bis Sie eine der beiden wählen, gilt \
                            die niedrigere Dosis."
            .to_owned(),
        Block::Confirmed { from } => format!(
            "Den nächsten Schritt haben Sie schon bestätigt. Seine erste Nacht ist {}.",
            show_night(*from, lang)
        ),
        Block::ChangePending { from } => {
            format!("Ein geänderter Plan gilt bald; seine erste Nacht ist {}.", show_night(*from, lang))
        }
        Block::LastStep => "Das ist der letzte Schritt des Plans: bleiben Sie dabei. Wie es weitergeht, \
                            entscheiden Sie mit Ihrer verordnenden Person."
            .to_owned(),
        Block::AboveCap { dose, cap } => format!(
            "Der nächste Schritt, {}, liegt über der Grenze dieses Plans von {}.",
            show_dose(*dose, lang),
            show_dose(*cap, lang)
        ),
        Block::Nights { taken, needed } => format!(
            "{taken} von {needed} Nächten auf diesem Schritt genommen. Verpasste, ausgelassene und unsichere \
             Nächte zählen nicht."
        ),
        Block::EffectOpen(OpenEffect { what, severity, .. }) => format!(
            "Eine {} Nebenwirkung ist offen: {}. Bleiben Sie bei dieser Dosis oder gehen Sie \
             einen Schritt zurück, bis Sie sie als vergangen oder leicht eintragen.",
            match severity {
                Severity::Severe => "schwere",
                Severity::Moderate | Severity::Mild => "mittlere",
            },
            effect(what, lang)
        ),
        Block::Hold { reason, .. } => {
            format!("Eine Pause läuft: {}. Sie endet nur, wenn sie beendet wird.", held_de(reason))
        }
        Block::SymptomFreeNights { free, needed } => format!(
            "{free} von {needed} Nächten genommen seit der letzten mittleren oder schweren Nebenwirkung."
        ),
        Block::SymptomFreeNotSaid => {
            "Waren die letzten Nächte frei von störenden Nebenwirkungen? Eine leere Nacht sagt das nicht: bitte \
             einmal antworten."
                .to_owned()
        }
        Block::Clinician => "Vor dem nächsten Schritt muss eine Fachperson zustimmen.".to_owned(),
    }
}

fn held_en(reason: &HoldReason) -> String {
    match reason {
        HoldReason::Patient => "you paused".to_owned(),
        HoldReason::Opioid { .. } => "an opioid painkiller".to_owned(),
        HoldReason::Surgery { on } => format!("the operation on {}", show_day(*on, Lang::En)),
        HoldReason::Effect { .. } => "a side effect".to_owned(),
        HoldReason::Clinician => "a clinician stopped or paused".to_owned(),
    }
}

fn held_de(reason: &HoldReason) -> String {
    match reason {
        HoldReason::Patient => "Sie haben pausiert".to_owned(),
        HoldReason::Opioid { .. } => "ein Opioid-Schmerzmittel".to_owned(),
        HoldReason::Surgery { on } => format!("die Operation am {}", show_day(*on, Lang::De)),
        HoldReason::Effect { .. } => "eine Nebenwirkung".to_owned(),
        HoldReason::Clinician => "eine Fachperson hat angehalten oder pausiert".to_owned(),
    }
}
