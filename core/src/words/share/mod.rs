//! Sharing in words: what a shared summary says, what a link can and cannot do, and why none was made.

mod part;
mod refused;

pub use part::{Part, Record, answered, dose_now, nights, part, record};
pub use refused::refused;

use super::Lang;
use crate::domain::sharing::{ATTEMPTS, ShareKind, ShareState};

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

/// How many passcodes may still be tried, after so many wrong ones.
pub fn tries(wrong: u32, lang: Lang) -> String {
    let left = ATTEMPTS.saturating_sub(wrong);
    match (lang, left) {
        (Lang::En, 1) => format!("1 of {ATTEMPTS} passcode tries is left."),
        (Lang::En, left) => format!("{left} of {ATTEMPTS} passcode tries are left."),
        (Lang::De, 1) => format!("1 von {ATTEMPTS} Versuchen für das Kennwort ist übrig."),
        (Lang::De, left) => format!("{left} von {ATTEMPTS} Versuchen für das Kennwort sind übrig."),
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
        Lang::En => {
            "Another phone made it; it came with the copy. Links that it made later are not known here: take them back \
             there."
        }
        Lang::De => {
            "Ein anderes Telefon hat ihn erstellt; er kam mit der Kopie. Links, die es später erstellt hat, sind hier nicht \
             bekannt: Nehmen Sie sie dort zurück."
        }
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
