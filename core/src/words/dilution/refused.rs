//! Why there is no line, no bottle or no capsule, each with the next step.

use super::bottle::state_reason;
use crate::domain::amount::Dose;
use crate::domain::capsule::CapsuleError;
use crate::domain::dilution::{DilutionError, MOST_DRAWS, StepsRefusal, StepsRefused};
use crate::domain::filler::TabletRefusal;
use crate::domain::second_dilution::SecondDilutionError;
use crate::domain::supply::MakeRefusal;
use crate::domain::syringe::Syringe;
use crate::words::Lang;
use crate::words::amount::{show_dose, show_strength, show_syringe};
use crate::words::refusal::Refusal;

/// Why a dilution has no line.
pub fn dilution_refused(error: DilutionError, lang: Lang) -> Refusal {
    match lang {
        Lang::En => dilution_en(error),
        Lang::De => dilution_de(error),
    }
}

fn dilution_en(error: DilutionError) -> Refusal {
    let ask = "Ask your prescriber or pharmacist.";
    match error {
        DilutionError::NothingDissolved => {
            Refusal::new("No tablet was named.", "Name every tablet, like 50mg.")
        }
        DilutionError::NoWater => Refusal::new("No water was named.", "Say how much is added, like 50mL."),
        DilutionError::TooMuch => {
            Refusal::new("So many tablets cannot be right.", "Check their number and strength.")
        }
        DilutionError::DoseZero => {
            Refusal::new("A dose of nothing has no line.", "Type the dose of your plan in mg.")
        }
        DilutionError::WholeTablet { tablet } => Refusal::new(
            format!("{} is a whole tablet, the full dose and not a low one.", show_dose(tablet, Lang::En)),
            "Check the decimal point. If it was swallowed, call a doctor or the poison line.",
        ),
        DilutionError::AboveLimit { limit } => Refusal::new(
            format!("Nocte plans nothing above {} in 24 hours (verify).", show_dose(limit, Lang::En)),
            format!("Check the decimal point. {ask}"),
        ),
        DilutionError::TooWeak { weakest } => Refusal::new(
            format!("Nothing weaker than {} is made.", show_strength(weakest, Lang::En)),
            "Use less water, or make one second dilution.",
        ),
        DilutionError::BottleTooSmall => {
            Refusal::new("One dose is more than the bottle holds.", "Check the volume of the bottle.")
        }
        DilutionError::LineZero { better } => Refusal::new(
            "The dose lies below the first line of this syringe.",
            other_syringe(
                better,
                "No common syringe reads it at this strength. Ask your pharmacist.",
                Lang::En,
            ),
        ),
        DilutionError::TooManyDraws { draws, better } => Refusal::new(
            format!(
                "The syringe would be filled {draws} times for one dose; at most {MOST_DRAWS} are counted safely."
            ),
            other_syringe(
                better,
                "No common syringe holds it at this strength. Ask your pharmacist.",
                Lang::En,
            ),
        ),
    }
}

fn dilution_de(error: DilutionError) -> Refusal {
    let ask = "Fragen Sie die verordnende Person oder die Apotheke.";
    match error {
        DilutionError::NothingDissolved => {
            Refusal::new("Es ist keine Tablette genannt.", "Nennen Sie jede Tablette, wie 50mg.")
        }
        DilutionError::NoWater => {
            Refusal::new("Es ist kein Wasser genannt.", "Sagen Sie, wie viel hinzukommt, wie 50mL.")
        }
        DilutionError::TooMuch => {
            Refusal::new("So viele Tabletten können nicht stimmen.", "Prüfen Sie Anzahl und Stärke.")
        }
        DilutionError::DoseZero => Refusal::new(
            "Eine Dosis von nichts hat keinen Strich.",
            "Schreiben Sie die Dosis Ihres Plans in mg.",
        ),
        DilutionError::WholeTablet { tablet } => Refusal::new(
            format!(
                "{} ist eine ganze Tablette, die volle Dosis und keine niedrige.",
                show_dose(tablet, Lang::De)
            ),
            "Prüfen Sie das Dezimalzeichen. Wurde sie geschluckt: Ärztin, Arzt oder Giftnotruf anrufen.",
        ),
        DilutionError::AboveLimit { limit } => Refusal::new(
            format!("Nocte plant nichts über {} in 24 Stunden (zu prüfen).", show_dose(limit, Lang::De)),
            format!("Prüfen Sie das Dezimalzeichen. {ask}"),
        ),
        DilutionError::TooWeak { weakest } => Refusal::new(
            format!("Schwächer als {} wird nichts hergestellt.", show_strength(weakest, Lang::De)),
            "Nehmen Sie weniger Wasser, oder machen Sie eine zweite Verdünnung.",
        ),
        DilutionError::BottleTooSmall => {
            Refusal::new("Eine Dosis ist mehr, als die Flasche fasst.", "Prüfen Sie den Inhalt der Flasche.")
        }
        DilutionError::LineZero { better } => Refusal::new(
            "Die Dosis liegt unter dem ersten Strich dieser Spritze.",
            other_syringe(
                better,
                "Keine übliche Spritze liest sie bei dieser Stärke. Fragen Sie die Apotheke.",
                Lang::De,
            ),
        ),
        DilutionError::TooManyDraws { draws, better } => Refusal::new(
            format!(
                "Die Spritze würde für eine Dosis {draws}-mal gefüllt; höchstens {MOST_DRAWS}-mal zählt man sicher."
            ),
            other_syringe(
                better,
                "Keine übliche Spritze fasst sie bei dieser Stärke. Fragen Sie die Apotheke.",
                Lang::De,
            ),
        ),
    }
}

/// "A 3 mL syringe … would do", or what to say when none does.
fn other_syringe(syringe: Option<Syringe>, none: &str, lang: Lang) -> String {
    match (syringe, lang) {
        (None, _) => none.to_owned(),
        (Some(syringe), Lang::En) => format!("A {} would do.", show_syringe(syringe, lang)),
        (Some(syringe), Lang::De) => format!("Geeignet wäre: {}.", show_syringe(syringe, lang)),
    }
}

/// Why a syringe does not fit a plan; `doses` are the plan's, as they were asked about.
pub fn steps_refused(refused: StepsRefused, doses: &[Dose], lang: Lang) -> Refusal {
    let dose = |index: usize| show_dose(doses.get(index).copied().unwrap_or_default(), lang);
    let reason = match (refused.refusal, lang) {
        (StepsRefusal::SameLine { first, second }, Lang::En) => {
            format!("On this syringe {} and {} fall on one line.", dose(first), dose(second))
        }
        (StepsRefusal::SameLine { first, second }, Lang::De) => {
            format!("Auf dieser Spritze fallen {} und {} auf einen Strich.", dose(first), dose(second))
        }
        (StepsRefusal::OverBound { step, percent }, Lang::En) => {
            format!("On this syringe the line for {} holds more than {percent} % less (verify).", dose(step))
        }
        (StepsRefusal::OverBound { step, percent }, Lang::De) => format!(
            "Auf dieser Spritze fasst der Strich für {} mehr als {percent} % weniger (zu prüfen).",
            dose(step)
        ),
        (StepsRefusal::NoLine { step, error }, Lang::En) => {
            format!("The step of {} has no line: {}", dose(step), dilution_refused(error, lang).reason)
        }
        (StepsRefusal::NoLine { step, error }, Lang::De) => {
            format!(
                "Der Schritt mit {} hat keinen Strich: {}",
                dose(step),
                dilution_refused(error, lang).reason
            )
        }
    };
    let none = match lang {
        Lang::En => "No common syringe reads every step at this strength. Ask your pharmacist.",
        Lang::De => "Keine übliche Spritze liest alle Schritte bei dieser Stärke. Fragen Sie die Apotheke.",
    };
    Refusal::new(reason, other_syringe(refused.would_do, none, lang))
}

/// Why there is no second dilution.
pub fn second_refused(error: SecondDilutionError, lang: Lang) -> Refusal {
    match (error, lang) {
        (SecondDilutionError::TooWeak { only } | SecondDilutionError::OtherTarget { only }, Lang::En) => {
            Refusal::new(
                format!("A second dilution goes to {} and to nothing else.", show_strength(only, lang)),
                format!("Ask for {}.", show_strength(only, lang)),
            )
        }
        (SecondDilutionError::TooWeak { only } | SecondDilutionError::OtherTarget { only }, Lang::De) => {
            Refusal::new(
                format!(
                    "Eine zweite Verdünnung geht auf {} und auf nichts anderes.",
                    show_strength(only, lang)
                ),
                format!("Verlangen Sie {}.", show_strength(only, lang)),
            )
        }
        (SecondDilutionError::NotStronger, Lang::En) => Refusal::new(
            "The bottle it would be made from is not stronger.",
            "Read the strength off its label again.",
        ),
        (SecondDilutionError::NotStronger, Lang::De) => Refusal::new(
            "Die Flasche dafür ist nicht stärker.",
            "Lesen Sie die Stärke noch einmal vom Etikett ab.",
        ),
        (SecondDilutionError::NotMeasurable, Lang::En) => {
            Refusal::new("This strength cannot be diluted in measurable parts.", "Ask your pharmacist.")
        }
        (SecondDilutionError::NotMeasurable, Lang::De) => Refusal::new(
            "Diese Stärke lässt sich nicht in messbaren Teilen verdünnen.",
            "Fragen Sie die Apotheke.",
        ),
    }
}

/// Why a bottle is not recorded.
pub fn make_refused(refusal: MakeRefusal, lang: Lang) -> Refusal {
    let (reason, next) = match (refusal, lang) {
        (MakeRefusal::Strength(error), _) => return dilution_refused(error, lang),
        (MakeRefusal::Second(error), _) => return second_refused(error, lang),
        (MakeRefusal::StockUnusable(state), Lang::En) => {
            return Refusal::new(state_reason(state, lang), "Make a new bottle first.");
        }
        (MakeRefusal::StockUnusable(state), Lang::De) => {
            return Refusal::new(state_reason(state, lang), "Stellen Sie zuerst eine neue Flasche her.");
        }
        (MakeRefusal::OtherTablet { only }, _) => return other_tablet(only, lang),
        (MakeRefusal::NoVolume, Lang::En) => {
            ("A bottle holds more than nothing.", "Say how much it holds, like 50mL.")
        }
        (MakeRefusal::NoVolume, Lang::De) => {
            ("Eine Flasche enthält mehr als nichts.", "Sagen Sie, wie viel sie enthält, wie 50mL.")
        }
        (MakeRefusal::LabelDateMissing, Lang::En) => {
            ("A pharmacy's bottle keeps as long as its label says.", "Type the date printed on the label.")
        }
        (MakeRefusal::LabelDateMissing, Lang::De) => (
            "Eine Flasche aus der Apotheke hält, wie ihr Etikett sagt.",
            "Schreiben Sie das Datum vom Etikett ab.",
        ),
        (MakeRefusal::LabelDatePast, Lang::En) => (
            "The printed date lies before the day it was opened.",
            "Check both dates; do not use an expired bottle.",
        ),
        (MakeRefusal::LabelDatePast, Lang::De) => (
            "Das gedruckte Datum liegt vor dem Tag des Öffnens.",
            "Prüfen Sie beide Daten; eine abgelaufene Flasche wird nicht benutzt.",
        ),
        (MakeRefusal::NoSuchBottle, Lang::En) => {
            ("There is no bottle with this letter.", "Read the letter off its label.")
        }
        (MakeRefusal::NoSuchBottle, Lang::De) => {
            ("Es gibt keine Flasche mit diesem Buchstaben.", "Lesen Sie den Buchstaben vom Etikett ab.")
        }
        (MakeRefusal::StockIsSecond, Lang::En) => {
            ("That bottle is itself a second dilution.", "Dilute from the stronger bottle.")
        }
        (MakeRefusal::StockIsSecond, Lang::De) => {
            ("Diese Flasche ist selbst eine zweite Verdünnung.", "Verdünnen Sie aus der stärkeren Flasche.")
        }
        (MakeRefusal::StockTooLittle { .. }, Lang::En) => {
            ("There should not be enough left in that bottle.", "Make a new bottle first.")
        }
        (MakeRefusal::StockTooLittle { .. }, Lang::De) => {
            ("In dieser Flasche dürfte nicht mehr genug sein.", "Stellen Sie zuerst eine neue Flasche her.")
        }
    };
    Refusal::new(reason, next)
}

/// Only the plain tablet of one strength goes into water.
fn other_tablet(only: Dose, lang: Lang) -> Refusal {
    let only = show_dose(only, lang);
    match lang {
        Lang::En => Refusal::new(
            format!("Only whole, plain naltrexone tablets of {only} go into water."),
            "A pharmacy's liquid is recorded by the strength on its label. Ask your pharmacist.",
        ),
        Lang::De => Refusal::new(
            format!("Nur ganze, reine Naltrexon-Tabletten zu {only} kommen ins Wasser."),
            "Eine Lösung der Apotheke wird mit der Stärke auf dem Etikett eingetragen. Fragen Sie die Apotheke.",
        ),
    }
}

/// Why no whole capsules make a dose.
pub fn capsules_refused(error: CapsuleError, lang: Lang) -> Refusal {
    match (error, lang) {
        (CapsuleError::DoseZero, _) => dilution_refused(DilutionError::DoseZero, lang),
        (CapsuleError::AboveLimit { limit }, _) => {
            dilution_refused(DilutionError::AboveLimit { limit }, lang)
        }
        (CapsuleError::WholeTablet { tablet }, _) => {
            dilution_refused(DilutionError::WholeTablet { tablet }, lang)
        }
        (CapsuleError::NoStrength, Lang::En) => {
            Refusal::new("No capsule strength was named.", "Name the strengths you have, like 1.5mg.")
        }
        (CapsuleError::NoStrength, Lang::De) => {
            Refusal::new("Es ist keine Kapselstärke genannt.", "Nennen Sie die vorhandenen Stärken, wie 3mg.")
        }
        (CapsuleError::NoSum { .. }, Lang::En) => Refusal::new(
            "No whole capsules make exactly this dose; capsules are never opened or halved.",
            "Ask the pharmacy for a strength that does.",
        ),
        (CapsuleError::NoSum { .. }, Lang::De) => Refusal::new(
            "Keine ganzen Kapseln ergeben genau diese Dosis; Kapseln werden nie geöffnet oder geteilt.",
            "Fragen Sie die Apotheke nach einer passenden Stärke.",
        ),
    }
}

/// Why a tablet is never dissolved (`safety.md` 13).
pub fn tablet_refused(refusal: TabletRefusal, lang: Lang) -> Refusal {
    let reason = match (refusal, lang) {
        (TabletRefusal::WithBupropion, Lang::En) => "This tablet holds bupropion too and is never dissolved.",
        (TabletRefusal::WithBupropion, Lang::De) => {
            "Diese Tablette enthält auch Bupropion und wird nie aufgelöst."
        }
        (TabletRefusal::WithOpioid, Lang::En) => "This capsule holds an opioid and is never dissolved.",
        (TabletRefusal::WithOpioid, Lang::De) => "Diese Kapsel enthält ein Opioid und wird nie aufgelöst.",
        (TabletRefusal::SlowRelease, Lang::En) => {
            "A slow-release form is never dissolved: water would free all of it at once."
        }
        (TabletRefusal::SlowRelease, Lang::De) => {
            "Eine Retardform wird nie aufgelöst: Wasser setzte alles auf einmal frei."
        }
        (TabletRefusal::Depot, Lang::En) => "An injection or implant is nothing to dissolve.",
        (TabletRefusal::Depot, Lang::De) => "Eine Depotspritze oder ein Implantat löst man nicht auf.",
    };
    let next = match lang {
        Lang::En => "Only plain 50\u{a0}mg naltrexone tablets go into water. Ask your pharmacist.",
        Lang::De => "Nur reine Naltrexon-Tabletten zu 50\u{a0}mg kommen ins Wasser. Fragen Sie die Apotheke.",
    };
    Refusal::new(reason, next)
}
