//! Why nothing was shared, and what to do next.

use crate::domain::sharing::ShareRefusal;
use crate::words::Lang;
use crate::words::refusal::Refusal;

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
