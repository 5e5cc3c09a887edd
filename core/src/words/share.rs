//! Sharing in words: what a shared summary says, what a link can and cannot do, and why none was made.

use super::Lang;
use super::refusal::Refusal;
use crate::domain::sharing::ShareRefusal;

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

/// An answer: the question, yes or no, and the day it was given.
pub fn answered(question: &str, yes: bool, day: &str, lang: Lang) -> String {
    match (lang, yes) {
        (Lang::En, true) => format!("{question} Yes, said on {day}."),
        (Lang::En, false) => format!("{question} No, said on {day}."),
        (Lang::De, true) => format!("{question} Ja, gesagt am {day}."),
        (Lang::De, false) => format!("{question} Nein, gesagt am {day}."),
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

/// Why nothing was shared, and what to do next.
pub fn refused(refusal: ShareRefusal, lang: Lang) -> Refusal {
    let (reason, next) = match lang {
        Lang::En => refused_english(refusal),
        Lang::De => refused_german(refusal),
    };
    Refusal::new(reason, next)
}

const fn refused_english(refusal: ShareRefusal) -> (&'static str, &'static str) {
    match refusal {
        ShareRefusal::NoServer => (
            "This phone is paired with no clinic, and no server was named.",
            "Name a server that keeps links for others, or make a file to hand over.",
        ),
        ShareRefusal::Address => (
            "The server's address cannot be used for a link.",
            "Type it as https://NAME, without a path longer than a few words.",
        ),
        ShareRefusal::NotOffered => {
            ("This server keeps no links.", "Name another server, or make a file to hand over.")
        }
        ShareRefusal::NotAllowed => (
            "This server keeps links of its own patients only.",
            "Pair with that clinic, name another server, or make a file to hand over.",
        ),
        ShareRefusal::ServerFull => {
            ("The server takes no more links now.", "Try again later, or make a file to hand over.")
        }
        ShareRefusal::NoAnswer => {
            ("The server did not answer as it should.", "Try again where there is a network.")
        }
        ShareRefusal::TooLarge => ("The summary is larger than a link may be.", "Make a file to hand over."),
        ShareRefusal::Ends => (
            "A link ends after a minute at least, and after 90 days at most; a carer's after 365.",
            "Choose another time.",
        ),
        ShareRefusal::Passcode => ("A passcode has 4 to 64 characters.", "Choose another one."),
        ShareRefusal::NoRandomness => ("The system gives no random numbers.", "Restart it and try again."),
    }
}

const fn refused_german(refusal: ShareRefusal) -> (&'static str, &'static str) {
    match refusal {
        ShareRefusal::NoServer => (
            "Dieses Telefon ist mit keiner Praxis gekoppelt, und kein Server wurde genannt.",
            "Nennen Sie einen Server, der Links für andere verwahrt, oder erstellen Sie eine Datei zum Weitergeben.",
        ),
        ShareRefusal::Address => (
            "Die Adresse des Servers taugt nicht für einen Link.",
            "Tippen Sie sie als https://NAME, ohne langen Pfad.",
        ),
        ShareRefusal::NotOffered => (
            "Dieser Server verwahrt keine Links.",
            "Nennen Sie einen anderen Server oder erstellen Sie eine Datei zum Weitergeben.",
        ),
        ShareRefusal::NotAllowed => (
            "Dieser Server verwahrt nur Links der eigenen Patienten.",
            "Koppeln Sie sich mit der Praxis, nennen Sie einen anderen Server oder erstellen Sie eine Datei zum Weitergeben.",
        ),
        ShareRefusal::ServerFull => (
            "Der Server nimmt gerade keine Links mehr an.",
            "Versuchen Sie es später noch einmal oder erstellen Sie eine Datei zum Weitergeben.",
        ),
        ShareRefusal::NoAnswer => (
            "Der Server hat nicht richtig geantwortet.",
            "Versuchen Sie es noch einmal, wo es ein Netz gibt.",
        ),
        ShareRefusal::TooLarge => {
            ("Der Auszug ist größer, als ein Link sein darf.", "Erstellen Sie eine Datei zum Weitergeben.")
        }
        ShareRefusal::Ends => (
            "Ein Link endet frühestens nach einer Minute und spätestens nach 90 Tagen; einer für Angehörige nach 365.",
            "Wählen Sie eine andere Dauer.",
        ),
        ShareRefusal::Passcode => ("Ein Kennwort hat 4 bis 64 Zeichen.", "Wählen Sie ein anderes."),
        ShareRefusal::NoRandomness => {
            ("Das System gibt keine Zufallszahlen.", "Starten Sie es neu und versuchen Sie es noch einmal.")
        }
    }
}
