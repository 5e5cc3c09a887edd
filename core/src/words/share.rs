//! Sharing in words: what a shared summary says, what a link can and cannot do, and why none was made.

use super::Lang;
use super::refusal::Refusal;
use crate::domain::sharing::{ShareKind, ShareRefusal, ShareState};

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

/// What a link shows, as a heading of a list.
pub const fn kind(kind: ShareKind, lang: Lang) -> &'static str {
    match (lang, kind) {
        (Lang::En, ShareKind::Doctor) => "Summary for a doctor",
        (Lang::En, ShareKind::Carer) => "Tonight, for a carer",
        (Lang::De, ShareKind::Doctor) => "Auszug für die Praxis",
        (Lang::De, ShareKind::Carer) => "Heute Nacht, für Angehörige",
    }
}

/// Where a link stands.
pub const fn state(state: ShareState, over: bool, lang: Lang) -> &'static str {
    match (lang, state) {
        (Lang::En, ShareState::Open | ShareState::Making | ShareState::Revoking) if over => "It has ended.",
        (Lang::De, ShareState::Open | ShareState::Making | ShareState::Revoking) if over => {
            "Er ist abgelaufen."
        }
        (Lang::En, ShareState::Open) => "It opens.",
        (Lang::En, ShareState::Making) => "It is being made.",
        (Lang::En, ShareState::Revoking) => {
            "To be taken back: the server has not answered yet, so it still opens."
        }
        (Lang::En, ShareState::Revoked) => "Taken back. It does not open any more.",
        (Lang::En, ShareState::Gone) => {
            "It does not open any more: ended, or closed by five wrong passcodes."
        }
        (Lang::De, ShareState::Open) => "Er öffnet sich.",
        (Lang::De, ShareState::Making) => "Er wird gerade erstellt.",
        (Lang::De, ShareState::Revoking) => {
            "Wird zurückgenommen: Der Server hat noch nicht geantwortet, bis dahin öffnet er sich."
        }
        (Lang::De, ShareState::Revoked) => "Zurückgenommen. Er öffnet sich nicht mehr.",
        (Lang::De, ShareState::Gone) => {
            "Er öffnet sich nicht mehr: abgelaufen, oder durch fünf falsche Kennwörter geschlossen."
        }
    }
}

/// How often a link was opened, as far as the server has said.
pub fn opened(times: Option<u64>, lang: Lang) -> String {
    match (lang, times) {
        (Lang::En, None) => "How often it was opened is not known.".to_owned(),
        (Lang::En, Some(0)) => "Not opened yet.".to_owned(),
        (Lang::En, Some(1)) => "Opened once.".to_owned(),
        (Lang::En, Some(times)) => format!("Opened {times} times."),
        (Lang::De, None) => "Wie oft er geöffnet wurde, ist nicht bekannt.".to_owned(),
        (Lang::De, Some(0)) => "Noch nicht geöffnet.".to_owned(),
        (Lang::De, Some(1)) => "Einmal geöffnet.".to_owned(),
        (Lang::De, Some(times)) => format!("{times}-mal geöffnet."),
    }
}

/// Until when a link opens: a day and a time, as they are where the phone is.
pub fn until(day: &str, time: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("Until {time} on {day}."),
        Lang::De => format!("Bis {day}, {time} Uhr."),
    }
}

/// A link that another phone made.
pub const fn from_copy(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "Another phone made it; it came with the copy.",
        Lang::De => "Ein anderes Telefon hat ihn erstellt; er kam mit der Kopie.",
    }
}

/// What whoever shares has to know: before a link is made.
pub const fn told(kind: ShareKind, lang: Lang) -> &'static str {
    match (lang, kind) {
        (Lang::En, ShareKind::Doctor) => {
            "Whoever has the link reads it: nights, doses, ratings, side effects and medicines of the last 90 nights; no \
             notes. The server keeps it sealed and cannot read it. You can take it back; what was read or printed stays \
             read."
        }
        (Lang::En, ShareKind::Carer) => {
            "Whoever has the link sees tonight and the emergency card, as this phone last knew them. They can log nothing. \
             You can take it back."
        }
        (Lang::De, ShareKind::Doctor) => {
            "Wer den Link hat, liest es: Nächte, Dosen, Bewertungen, Nebenwirkungen und Medikamente der letzten 90 Nächte; \
             keine Notizen. Der Server verwahrt es versiegelt und kann es nicht lesen. Sie können es zurücknehmen; was \
             gelesen oder gedruckt wurde, bleibt gelesen."
        }
        (Lang::De, ShareKind::Carer) => {
            "Wer den Link hat, sieht die heutige Nacht und die Notfallkarte, wie dieses Telefon sie zuletzt kannte. \
             Eintragen lässt sich damit nichts. Sie können ihn zurücknehmen."
        }
    }
}

/// What a file cannot do that a link can.
pub const fn told_of_a_file(lang: Lang) -> &'static str {
    match lang {
        Lang::En => {
            "A file does not end and cannot be taken back. Give the code another way than the file: whoever has both reads \
             it."
        }
        Lang::De => {
            "Eine Datei läuft nicht ab und lässt sich nicht zurücknehmen. Geben Sie den Code auf anderem Weg weiter als die \
             Datei: Wer beides hat, liest sie."
        }
    }
}

/// Before everything is deleted: how many links were taken back, and how many could not be.
pub fn leftover(revoked: usize, open: usize, lang: Lang) -> String {
    match (lang, open) {
        (Lang::En, 0) => format!("Links taken back: {revoked}. None is left."),
        (Lang::De, 0) => format!("Zurückgenommene Links: {revoked}. Keiner ist übrig."),
        (Lang::En, open) => format!(
            "Links taken back: {revoked}. Of {open}, the server did not answer: they open until they end, and once this \
             phone's record is deleted nobody can take them back."
        ),
        (Lang::De, open) => format!(
            "Zurückgenommene Links: {revoked}. Bei {open} antwortete der Server nicht: Sie öffnen sich bis zu ihrem Ende, und \
             ist das Protokoll dieses Telefons gelöscht, kann sie niemand mehr zurücknehmen."
        ),
    }
}

/// After a restore: what was shared before the copy is taken back; what was shared after it is not known.
pub fn restored(open: usize, lang: Lang) -> String {
    match lang {
        Lang::En => format!(
            "Links that were open when the copy was made: {open}; they are taken back with the next exchange. Links that \
             the old phone made later are not known here: take them back there."
        ),
        Lang::De => format!(
            "Links, die zur Zeit der Kopie offen waren: {open}; sie werden beim nächsten Abgleich zurückgenommen. Links, die \
             das alte Telefon später erstellt hat, sind hier nicht bekannt: Nehmen Sie sie dort zurück."
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
