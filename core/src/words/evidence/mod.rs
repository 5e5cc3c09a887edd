//! Evidence in words: each statement with its side, how it was found and where it is from.
//!
//! Every statement has a sentence in both languages, or this does not compile. None says that it works.

mod asks;
mod dosing;
mod forms;
mod practice;
mod trials;

use super::Lang;
use super::date::show_day;
use crate::domain::evidence::{Ask, Asked, Card, Claim, Design, EvidenceSource, Side, Topic};
use crate::domain::protocol::Grade;
use chrono::NaiveDate;

/// One sentence in every language.
#[derive(Debug, Clone, Copy)]
struct Said {
    en: &'static str,
    de: &'static str,
}

impl Said {
    const fn in_(self, lang: Lang) -> &'static str {
        match lang {
            Lang::En => self.en,
            Lang::De => self.de,
        }
    }
}

/// The statement.
pub const fn claim(claim: Claim, lang: Lang) -> &'static str {
    sentence(claim).in_(lang)
}

/// The question.
pub const fn ask(ask: Ask, lang: Lang) -> &'static str {
    asks::said(ask).in_(lang)
}

/// How it was found and on how many people it rests: "trial against placebo, 99 people".
pub fn design(card: &Card, lang: Lang) -> String {
    let how = said_design(card.design).in_(lang);
    match (card.people, lang) {
        (None, _) => how.to_owned(),
        (Some(1), Lang::En) => format!("{how}, 1 person"),
        (Some(people), Lang::En) => format!("{how}, {people} people"),
        (Some(1), Lang::De) => format!("{how}, 1 Person"),
        (Some(people), Lang::De) => format!("{how}, {people} Personen"),
    }
}

/// A source with its year and grade: "Polo and others 2019, ME/CFS (2019, grade A)".
pub fn source(of: &EvidenceSource, lang: Lang) -> String {
    let year = match (of.year, lang) {
        (Some(year), _) => year.to_string(),
        (None, Lang::En) => "undated".to_owned(),
        (None, Lang::De) => "ohne Jahr".to_owned(),
    };
    let grade = match (of.grade, lang) {
        (Grade::Derived, Lang::En) => "no source".to_owned(),
        (Grade::Derived, Lang::De) => "ohne Quelle".to_owned(),
        (grade, Lang::En) => format!("grade {grade:?}"),
        (grade, Lang::De) => format!("Grad {grade:?}"),
    };
    format!("{} ({year}, {grade})", of.name)
}

/// The heading over statements of a topic.
pub const fn topic(topic: Topic, lang: Lang) -> &'static str {
    let (en, de) = match topic {
        Topic::Mechanism => ("What it may do", "Was es tun könnte"),
        Topic::Fibromyalgia => ("Studies in fibromyalgia", "Studien bei Fibromyalgie"),
        Topic::MeCfs => ("Studies in ME/CFS and long COVID", "Studien bei ME/CFS und Long Covid"),
        Topic::Practice => ("What doctors report", "Was Ärzte berichten"),
        Topic::Dosing => ("What others do with doses", "Wie andere dosieren"),
        Topic::Waiting => ("How long until one knows", "Wie lange, bis man es weiß"),
        Topic::Form => ("Liquid, fillers, buying, cost", "Flüssigkeit, Füllstoffe, Kauf, Kosten"),
        Topic::SideEffects => ("Side effects", "Nebenwirkungen"),
        Topic::OtherSubstance => ("Something else", "Etwas anderes"),
    };
    Said { en, de }.in_(lang)
}

/// Whom a statement speaks for.
pub const fn side(side: Side, lang: Lang) -> &'static str {
    let (en, de) = match side {
        Side::For => ("for", "dafür"),
        Side::Against => ("against", "dagegen"),
        Side::Open => ("open", "offen"),
        Side::Caution => ("take care", "Vorsicht"),
    };
    Said { en, de }.in_(lang)
}

/// The heading over the questions to someone.
pub const fn asked(of: Asked, lang: Lang) -> &'static str {
    let (en, de) = match of {
        Asked::Prescriber => ("Ask the prescriber", "In der Praxis fragen"),
        Asked::Pharmacy => ("Ask the pharmacy", "In der Apotheke fragen"),
        Asked::Insurer => ("Ask the insurer", "Die Krankenkasse fragen"),
    };
    Said { en, de }.in_(lang)
}

/// Over the evidence: what it is and what it is not.
pub const fn preface(lang: Lang) -> &'static str {
    let said = Said {
        en: "For and against, with source and grade. A: paper, register or label; B: specialist clinic or pharmacist; \
             C: patients' page. It promises nothing, and it names no dose for you.",
        de: "Dafür und dagegen, mit Quelle und Grad. A: Fachartikel, Register oder Packungsbeilage; B: Fachpraxis \
             oder Apotheke; C: Seite für Betroffene. Es verspricht nichts und nennt keine Dosis für Sie.",
    };
    said.in_(lang)
}

/// Over the questions: nobody is recommended, and the rest of the safety rules stands elsewhere.
pub const fn getting(lang: Lang) -> &'static str {
    let said = Said {
        en: "Questions to take along. No doctor, pharmacy or maker is named: lists are out of date when they are \
             printed. What must not be taken with it is checked under safety, not here.",
        de: "Fragen zum Mitnehmen. Keine Praxis, Apotheke oder Firma ist genannt: Listen sind beim Druck schon alt. \
             Was nicht dazu genommen werden darf, wird unter Sicherheit geprüft, nicht hier.",
    };
    said.in_(lang)
}

/// Beside a statement nobody has read in its source yet.
pub const fn verify(lang: Lang) -> &'static str {
    Said { en: "to be read in the source itself", de: "noch in der Quelle selbst nachzulesen" }.in_(lang)
}

/// Before a statement that says something else of the same thing.
pub const fn beside(lang: Lang) -> &'static str {
    Said { en: "Beside it", de: "Daneben" }.in_(lang)
}

/// Past the day of its last review.
pub fn out_of_date(review_by: NaiveDate, lang: Lang) -> String {
    let day = show_day(review_by, lang);
    match lang {
        Lang::En => {
            format!("Out of date: it was to be reviewed by {day}. Newer studies may say something else.")
        }
        Lang::De => {
            format!("Veraltet: Bis {day} war es zu prüfen. Neuere Studien können etwas anderes sagen.")
        }
    }
}

const fn said_design(design: Design) -> Said {
    let (en, de) = match design {
        Design::Pooled => {
            ("trials against placebo, taken together", "Studien gegen Placebo, zusammengefasst")
        }
        Design::Trial => ("trial against placebo", "Studie gegen Placebo"),
        Design::Pilot => ("small first study against placebo", "kleine Vorstudie gegen Placebo"),
        Design::DoseFinding => ("study that looked for the dose", "Studie zur Dosisfindung"),
        Design::Charts => ("charts, no comparison", "Akten, kein Vergleich"),
        Design::CaseReports => ("single reports", "einzelne Berichte"),
        Design::Laboratory => ("laboratory", "Labor"),
        Design::Assay => ("samples tested", "geprüfte Proben"),
        Design::Survey => ("survey", "Umfrage"),
        Design::Review => ("review", "Übersicht"),
        Design::Registry => ("register of trials", "Studienregister"),
        Design::Label => ("label", "Packungsbeilage"),
        Design::Impression => ("an impression, not counted", "ein Eindruck, nicht gezählt"),
        Design::Page => ("the page's own words", "Worte der Seite"),
        Design::Own => ("our own wording", "eigene Worte"),
    };
    Said { en, de }
}

const fn sentence(claim: Claim) -> Said {
    match claim {
        Claim::AnotherUse => practice::ANOTHER_USE,
        Claim::ReboundProposed => practice::REBOUND_PROPOSED,
        Claim::GliaProposed => practice::GLIA_PROPOSED,
        Claim::YoungerPilot => trials::YOUNGER_PILOT,
        Claim::YoungerTrialPain => trials::YOUNGER_TRIAL_PAIN,
        Claim::YoungerTrialResponders => trials::YOUNGER_TRIAL_RESPONDERS,
        Claim::PageSixInTen => trials::PAGE_SIX_IN_TEN,
        Claim::YoungerTrialFatigue => trials::YOUNGER_TRIAL_FATIGUE,
        Claim::FinalPain => trials::FINAL_PAIN,
        Claim::FinalResponders => trials::FINAL_RESPONDERS,
        Claim::FinalMemory => trials::FINAL_MEMORY,
        Claim::PooledPain => trials::POOLED_PAIN,
        Claim::PooledImpact => trials::POOLED_IMPACT,
        Claim::EsrPilot => trials::ESR_PILOT,
        Claim::PoloAny => trials::POLO_ANY,
        Claim::PagePoloHalf => trials::PAGE_POLO_HALF,
        Claim::ThreeCases => trials::THREE_CASES,
        Claim::KillerCells => trials::KILLER_CELLS,
        Claim::NoControlledTrial => trials::NO_CONTROLLED_TRIAL,
        Claim::Klimas => practice::KLIMAS,
        Claim::Liptan => practice::LIPTAN,
        Claim::Chheda => practice::CHHEDA,
        Claim::YoungerPreliminary => practice::YOUNGER_PRELIMINARY,
        Claim::BatemanHorne => practice::BATEMAN_HORNE,
        Claim::DosesDiffer => dosing::DOSES_DIFFER,
        Claim::CommonStart => dosing::COMMON_START,
        Claim::LenzLadder => dosing::LENZ_LADDER,
        Claim::DeMeirleirRange => dosing::DE_MEIRLEIR_RANGE,
        Claim::FinalDose => dosing::FINAL_DOSE,
        Claim::DownThenUp => dosing::DOWN_THEN_UP,
        Claim::VeryLowStart => dosing::VERY_LOW_START,
        Claim::LiquidLadder => dosing::LIQUID_LADDER,
        Claim::OneAtTwelve => dosing::ONE_AT_TWELVE,
        Claim::RetryMonthsLater => dosing::RETRY_MONTHS_LATER,
        Claim::UpDownDose => dosing::UP_DOWN_DOSE,
        Claim::EightToTenWeeks => practice::EIGHT_TO_TEN_WEEKS,
        Claim::OtherWaits => practice::OTHER_WAITS,
        Claim::PageLiquidStable => forms::PAGE_LIQUID_STABLE,
        Claim::TestedLiquid => forms::TESTED_LIQUID,
        Claim::SyringesAreInMillilitres => forms::SYRINGES_ARE_IN_MILLILITRES,
        Claim::Fillers => forms::FILLERS,
        Claim::PharmaciesVary => forms::PHARMACIES_VARY,
        Claim::InternetSamples => forms::INTERNET_SAMPLES,
        Claim::TabletCost => forms::TABLET_COST,
        Claim::SurveySleep => forms::SURVEY_SLEEP,
        Claim::PooledDreams => forms::POOLED_DREAMS,
        Claim::FinalAdverse => forms::FINAL_ADVERSE,
        Claim::PoloGaveUp => forms::POLO_GAVE_UP,
        Claim::RareEffects => forms::RARE_EFFECTS,
        Claim::SomeStruggle => forms::SOME_STRUGGLE,
        Claim::DextroNaltrexone => practice::DEXTRO_NALTREXONE,
    }
}

#[cfg(test)]
mod tests;
