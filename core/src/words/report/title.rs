//! Titles, headings and the strong words before a line.

use crate::domain::paper::Paper;
use crate::words::Lang;
use crate::words::safety::theatre_title;

/// A part of a page, or what a line is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// What is asked for, the first of the five lines.
    Request,
    /// Opioids, and when the last.
    Opioids,
    /// Liver, pregnancy, transplant, operation.
    Standing,
    /// The present dose.
    DoseNow,
    /// The one decision.
    Decision,
    /// Where the prescriber ticks and writes.
    Answer,
    /// Other medicines.
    Medicines,
    /// What was rated.
    Symptoms,
    /// The comparison.
    Working,
    /// Nights counted.
    Nights,
    /// Side effects.
    Effects,
    /// Laboratory values.
    Labs,
    /// The doses so far.
    Steps,
    /// Week by week.
    Weeks,
    /// Others' schemes.
    Schemes,
    /// Evidence for and against.
    Evidence,
    /// Where the numbers come from.
    Sources,
    /// Before an operation.
    Before,
    /// During it.
    During,
    /// After it.
    After,
    /// What else happened on the compared nights.
    Beside,
    /// What changed since the last visit.
    Since,
    /// What is filled in by hand.
    FillIn,
    /// What is carried.
    Carried,
}

/// The title of a page.
pub fn title(paper: Paper, lang: Lang) -> &'static str {
    match (paper, lang) {
        (Paper::Start, Lang::En) => "Low-dose naltrexone: starting the conversation",
        (Paper::Start, Lang::De) => "Niedrig dosiertes Naltrexon: das erste Gespräch",
        (Paper::FollowUp, Lang::En) => "Low-dose naltrexone: follow-up",
        (Paper::FollowUp, Lang::De) => "Niedrig dosiertes Naltrexon: Verlauf",
        (Paper::Anaesthetist, lang) => theatre_title(lang),
        (Paper::Travel, Lang::En) => "Travelling with a liquid medicine",
        (Paper::Travel, Lang::De) => "Reisen mit flüssiger Arznei",
        (Paper::Card, Lang::En) => "Emergency card",
        (Paper::Card, Lang::De) => "Notfallkarte",
        (Paper::Month, Lang::En) => "Low-dose naltrexone: a month of nights",
        (Paper::Month, Lang::De) => "Niedrig dosiertes Naltrexon: ein Monat Nächte",
        (Paper::Label, Lang::En) => "Bottle labels",
        (Paper::Label, Lang::De) => "Etiketten der Flaschen",
    }
}

/// The heading of a part.
pub fn part(part: Part, lang: Lang) -> &'static str {
    match (part, lang) {
        (Part::Request, Lang::En) => "Request",
        (Part::Request, Lang::De) => "Anliegen",
        (Part::Opioids, Lang::En) => "Opioids",
        (Part::Opioids, Lang::De) => "Opioide",
        (Part::Standing, Lang::En) => "Liver, pregnancy, surgery",
        (Part::Standing, Lang::De) => "Leber, Schwangerschaft, Operation",
        (Part::DoseNow, Lang::En) => "Dose now",
        (Part::DoseNow, Lang::De) => "Dosis jetzt",
        (Part::Decision, Lang::En) => "Decision asked",
        (Part::Decision, Lang::De) => "Gefragt ist",
        (Part::Answer, Lang::En) => "Your decision",
        (Part::Answer, Lang::De) => "Ihre Entscheidung",
        (Part::Medicines, Lang::En) => "Other medicines told",
        (Part::Medicines, Lang::De) => "Andere Medikamente laut Angabe",
        (Part::Symptoms, Lang::En) => "Symptoms recorded",
        (Part::Symptoms, Lang::De) => "Aufgezeichnete Beschwerden",
        (Part::Working, Lang::En) => "Before the first dose and now",
        (Part::Working, Lang::De) => "Vor der ersten Dosis und jetzt",
        (Part::Nights, Lang::En) => "Nights",
        (Part::Nights, Lang::De) => "Nächte",
        (Part::Effects, Lang::En) => "Side effects",
        (Part::Effects, Lang::De) => "Nebenwirkungen",
        (Part::Labs, Lang::En) => "Laboratory",
        (Part::Labs, Lang::De) => "Labor",
        (Part::Steps, Lang::En) => "Doses so far",
        (Part::Steps, Lang::De) => "Dosen bisher",
        (Part::Weeks, Lang::En) => "Week by week",
        (Part::Weeks, Lang::De) => "Woche für Woche",
        (Part::Schemes, Lang::En) => "Schemes others have published",
        (Part::Schemes, Lang::De) => "Veröffentlichte Schemata anderer",
        (Part::Evidence, Lang::En) => "Evidence, for and against",
        (Part::Evidence, Lang::De) => "Belege, dafür und dagegen",
        (Part::Sources, Lang::En) => "Where the numbers come from",
        (Part::Sources, Lang::De) => "Woher die Zahlen kommen",
        (Part::Before, Lang::En) => "Before",
        (Part::Before, Lang::De) => "Davor",
        (Part::During, Lang::En) => "During and after",
        (Part::During, Lang::De) => "Während und danach",
        (Part::After, Lang::En) => "Going on with it",
        (Part::After, Lang::De) => "Wiederbeginn",
        (Part::Beside, Lang::En) => "Also on these nights",
        (Part::Beside, Lang::De) => "Auch in diesen Nächten",
        (Part::Since, Lang::En) => "Since the last visit",
        (Part::Since, Lang::De) => "Seit dem letzten Besuch",
        (Part::FillIn, Lang::En) => "To be filled in",
        (Part::FillIn, Lang::De) => "Bitte ausfüllen",
        (Part::Carried, Lang::En) => "Carried",
        (Part::Carried, Lang::De) => "Im Gepäck",
    }
}

/// The same before a line.
pub fn lead(one: Part, lang: Lang) -> String {
    format!("{}:", part(one, lang))
}
