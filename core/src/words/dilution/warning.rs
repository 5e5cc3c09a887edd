//! What is worth saying about a line that was not refused.

use crate::domain::dilution::{Dilution, DilutionWarning};
use crate::domain::ratio::Ratio;
use crate::words::Lang;
use crate::words::amount::{show_dose, show_pair, show_syringe, show_volume};

/// One warning of a dilution.
pub fn warning(warning: DilutionWarning, of: &Dilution, lang: Lang) -> String {
    match lang {
        Lang::En => english(warning, of),
        Lang::De => german(warning, of),
    }
}

fn asked(of: &Dilution, lang: Lang) -> String {
    show_pair(Ratio::whole(of.dose.ng()), of.volume, of.strength, lang)
}

fn english(warning: DilutionWarning, of: &Dilution) -> String {
    let held = show_volume(of.line, of.strength, Lang::En);
    match warning {
        DilutionWarning::RoundedDown => {
            format!(
                "Rounded down to a line of this syringe: it holds {held}, the dose is {}.",
                asked(of, Lang::En)
            )
        }
        DilutionWarning::RoundingOverBound { percent } => format!(
            "The line holds more than {percent} % less than the dose (verify: the bound awaits a pharmacist). This syringe does not fit this dose."
        ),
        DilutionWarning::SeveralDraws => {
            format!(
                "The syringe is filled {} times for one dose. Swallow each filling; count aloud.",
                of.draws
            )
        }
        DilutionWarning::BetterSyringe { syringe } => {
            format!("A {} reads this dose better.", show_syringe(syringe, Lang::En))
        }
        DilutionWarning::AboveSoftCap { cap } => format!(
            "Above {} in 24 hours, where most published plans end (verify). Check it with your prescriber.",
            show_dose(cap, Lang::En)
        ),
        DilutionWarning::NeedsClinician { above } => format!(
            "Above {} in 24 hours, Nocte follows only an order signed by a paired clinic (verify).",
            show_dose(above, Lang::En)
        ),
        DilutionWarning::RecipeShelfLife { nights, days } => format!(
            "By volume this bottle lasts {nights} nights, but made this way it keeps {days} days in the fridge (verify). Throw away what is left then."
        ),
    }
}

fn german(warning: DilutionWarning, of: &Dilution) -> String {
    let held = show_volume(of.line, of.strength, Lang::De);
    match warning {
        DilutionWarning::RoundedDown => format!(
            "Auf einen Strich dieser Spritze abgerundet: er fasst {held}, die Dosis ist {}.",
            asked(of, Lang::De)
        ),
        DilutionWarning::RoundingOverBound { percent } => format!(
            "Der Strich fasst mehr als {percent} % weniger als die Dosis (zu prüfen: die Grenze ist noch nicht von einer Apotheke bestätigt). Diese Spritze passt nicht zu dieser Dosis."
        ),
        DilutionWarning::SeveralDraws => {
            format!(
                "Für eine Dosis wird die Spritze {}-mal gefüllt. Jede Füllung schlucken; laut mitzählen.",
                of.draws
            )
        }
        DilutionWarning::BetterSyringe { syringe } => {
            format!("Besser lesbar ist diese Dosis mit: {}.", show_syringe(syringe, Lang::De))
        }
        DilutionWarning::AboveSoftCap { cap } => format!(
            "Mehr als {} in 24 Stunden; dort enden die meisten veröffentlichten Pläne (zu prüfen). Bitte mit der verordnenden Person klären.",
            show_dose(cap, Lang::De)
        ),
        DilutionWarning::NeedsClinician { above } => format!(
            "Über {} in 24 Stunden folgt Nocte nur einer Anordnung, die eine verbundene Praxis unterschrieben hat (zu prüfen).",
            show_dose(above, Lang::De)
        ),
        DilutionWarning::RecipeShelfLife { nights, days } => format!(
            "Nach dem Volumen reicht diese Flasche {nights} Nächte, so hergestellt hält sie aber {days} Tage im Kühlschrank (zu prüfen). Den Rest dann wegwerfen."
        ),
    }
}
