//! What a shared summary says: its headings, its sentences, the names of what is in it.

use crate::words::Lang;

/// A heading or sentence of a shared document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Part {
    /// The title of the doctor's summary.
    DoctorTitle,
    /// The title of the carer's view.
    CarerTitle,
    /// What kind of document the first is.
    DoctorKind,
    /// What kind of document the second is.
    CarerKind,
    /// Heading: where it comes from.
    About,
    /// Where it comes from.
    AboutText,
    /// Heading: tonight.
    Tonight,
    /// Heading: the emergency card.
    Card,
    /// Heading: medicines.
    Medicines,
    /// Which other medicines are asked for.
    MedicinesAsked,
    /// What follows are the plan's steps.
    Steps,
    /// No plan is in force.
    NoPlan,
    /// Heading: problems.
    Problems,
    /// Heading: allergies.
    Allergies,
    /// A list that nobody was asked for.
    NotAsked,
    /// Heading: answers to the questions that cannot be skipped.
    Answers,
    /// None was given.
    NoAnswers,
    /// Heading: the nights.
    Nights,
    /// Heading: what was felt and measured.
    Felt,
    /// Nothing is recorded.
    Nothing,
    /// Heading: the doctor's page.
    Sheet,
    /// It is attached.
    SheetText,
    /// What a carer's view cannot do.
    CarerCannot,
}

/// It in words.
pub const fn part(part: Part, lang: Lang) -> &'static str {
    match lang {
        Lang::En => english(part),
        Lang::De => german(part),
    }
}

const fn english(part: Part) -> &'static str {
    match part {
        Part::DoctorTitle => "Low-dose naltrexone: summary of a patient's diary",
        Part::CarerTitle => "Tonight, for a carer",
        Part::DoctorKind => "Summary of a patient's diary",
        Part::CarerKind => "A carer's view",
        Part::About => "What this is",
        Part::AboutText => {
            "Kept by the patient with Nocte and shared by them. No clinician has checked it. It is an extract and not an \
             International Patient Summary. It proposes no dose."
        }
        Part::Tonight => "Tonight",
        Part::Card => "Emergency card",
        Part::Medicines => "Medicines",
        Part::MedicinesAsked => {
            "Of other medicines, the patient is asked for opioids and for what bears on naltrexone. Others may be missing."
        }
        Part::Steps => "The plan, step by step:",
        Part::NoPlan => "No plan is in force.",
        Part::Problems => "Problems",
        Part::Allergies => "Allergies",
        Part::NotAsked => "Not asked for. Nothing here says that there are none.",
        Part::Answers => "Asked before any dose",
        Part::NoAnswers => "Not answered yet.",
        Part::Nights => "The last 90 nights",
        Part::Felt => "What was felt and measured",
        Part::Nothing => "Nothing is recorded.",
        Part::Sheet => "The doctor's page",
        Part::SheetText => "The page to print, as PDF.",
        Part::CarerCannot => {
            "This page only shows. Nothing can be logged here, nobody is told that it was read, and it may be older than \
             it looks: before a dose is given, look at the phone that gives it, or ask."
        }
    }
}

const fn german(part: Part) -> &'static str {
    match part {
        Part::DoctorTitle => "Niedrig dosiertes Naltrexon: Auszug aus dem Tagebuch",
        Part::CarerTitle => "Heute Nacht, für Angehörige",
        Part::DoctorKind => "Auszug aus dem Tagebuch einer Patientin oder eines Patienten",
        Part::CarerKind => "Ansicht für Angehörige",
        Part::About => "Was das ist",
        Part::AboutText => {
            "Selbst mit Nocte geführt und selbst geteilt. Niemand aus einer Praxis hat es geprüft. Es ist ein Auszug und \
             keine internationale Patientenkurzakte. Es schlägt keine Dosis vor."
        }
        Part::Tonight => "Heute Nacht",
        Part::Card => "Notfallkarte",
        Part::Medicines => "Medikamente",
        Part::MedicinesAsked => {
            "Von anderen Medikamenten wird nach Opioiden gefragt und nach dem, was Naltrexon betrifft. Andere können fehlen."
        }
        Part::Steps => "Der Plan, Schritt für Schritt:",
        Part::NoPlan => "Kein Plan ist in Kraft.",
        Part::Problems => "Diagnosen",
        Part::Allergies => "Allergien",
        Part::NotAsked => "Nicht erfragt. Das heißt nicht, dass es keine gibt.",
        Part::Answers => "Vor jeder Dosis erfragt",
        Part::NoAnswers => "Noch nicht beantwortet.",
        Part::Nights => "Die letzten 90 Nächte",
        Part::Felt => "Beschwerden und Messwerte",
        Part::Nothing => "Nichts ist festgehalten.",
        Part::Sheet => "Die Seite für die Praxis",
        Part::SheetText => "Die Seite zum Ausdrucken, als PDF.",
        Part::CarerCannot => {
            "Diese Seite zeigt nur. Hier lässt sich nichts eintragen, niemand erfährt, dass sie gelesen wurde, und sie kann \
             älter sein, als sie aussieht: Bevor eine Dosis gegeben wird, sehen Sie auf das Telefon, mit dem gegeben wird, \
             oder fragen Sie."
        }
    }
}

/// "Dose now: 1.5 mg".
pub fn dose_now(dose: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("Naltrexone, dose now: {dose}, once a night."),
        Lang::De => format!("Naltrexon, jetzige Dosis: {dose}, einmal je Nacht."),
    }
}

/// What a record of the summary is called, where the record itself is in English.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Record {
    /// The ratings of one evening.
    Evening,
    /// A side effect.
    Effect,
    /// What the patient marked beside the nights: an infection, exertion.
    Mark,
    /// How bad it is.
    Severity,
    /// It is over.
    Resolved,
}

/// It in words.
pub const fn record(record: Record, lang: Lang) -> &'static str {
    match (record, lang) {
        (Record::Evening, Lang::En) => "ratings of one evening (0-10, 0 is none)",
        (Record::Evening, Lang::De) => "Bewertungen eines Abends (0-10, 0 ist nichts)",
        (Record::Effect, Lang::En) => "side effect",
        (Record::Effect, Lang::De) => "Nebenwirkung",
        (Record::Mark, Lang::En) => "marked",
        (Record::Mark, Lang::De) => "markiert",
        (Record::Severity, Lang::En) => "severity",
        (Record::Severity, Lang::De) => "Schwere",
        (Record::Resolved, Lang::En) => "no longer present",
        (Record::Resolved, Lang::De) => "nicht mehr vorhanden",
    }
}

/// An answer: the question as it was put to the patient, yes or no, and the day it was given.
pub fn answered(question: &str, yes: bool, day: &str, lang: Lang) -> String {
    match (lang, yes) {
        (Lang::En, true) => format!("“{question}” Yes, said on {day}."),
        (Lang::En, false) => format!("“{question}” No, said on {day}."),
        (Lang::De, true) => format!("„{question}“ Ja, gesagt am {day}."),
        (Lang::De, false) => format!("„{question}“ Nein, gesagt am {day}."),
    }
}

/// How many nights were taken, skipped and unknown.
pub fn nights(taken: usize, skipped: usize, unknown: usize, lang: Lang) -> String {
    match lang {
        Lang::En => format!(
            "Taken {taken}, skipped {skipped}, not known {unknown}. Nights without an entry are not counted."
        ),
        Lang::De => format!(
            "Genommen {taken}, ausgelassen {skipped}, nicht bekannt {unknown}. Nächte ohne Eintrag sind nicht gezählt."
        ),
    }
}
