//! Who read the record at the clinic, in one line.

use crate::domain::access::{Access, Did, Who};
use crate::words::Lang;

/// `Dr Bea read doses`; the time stands beside it, in the shell's way.
pub fn show_access(access: &Access, lang: Lang) -> String {
    let who = match (&access.who, lang) {
        (Who::Own, Lang::En) => "your own phone",
        (Who::Own, Lang::De) => "Ihr eigenes Gerät",
        (Who::Person(name), _) => name.as_str(),
        (Who::Program, Lang::En) => "a program of the clinic",
        (Who::Program, Lang::De) => "ein Programm der Praxis",
        (Who::Unknown, Lang::En) => "somebody unknown",
        (Who::Unknown, Lang::De) => "jemand Unbekanntes",
    };
    let what = what(access.kind.as_deref(), lang);
    let said = match (access.did, lang) {
        (Did::Read, Lang::En) => format!("{who} read {what}"),
        (Did::Read, Lang::De) => format!("{who} hat gelesen: {what}"),
        (Did::Wrote, Lang::En) => format!("{who} wrote {what}"),
        (Did::Wrote, Lang::De) => format!("{who} hat geschrieben: {what}"),
        (Did::Changed, Lang::En) => format!("{who} changed {what}"),
        (Did::Changed, Lang::De) => format!("{who} hat geändert: {what}"),
        (Did::Removed, Lang::En) => format!("{who} took away {what}"),
        (Did::Removed, Lang::De) => format!("{who} hat entfernt: {what}"),
        (Did::Asked, Lang::En) => format!("{who} looked at {what}"),
        (Did::Asked, Lang::De) => format!("{who} hat angesehen: {what}"),
    };
    match (access.refused, lang) {
        (false, _) => said,
        (true, Lang::En) => format!("{said} (refused)"),
        (true, Lang::De) => format!("{said} (abgelehnt)"),
    }
}

/// A type of record in a reader's words.
fn what(kind: Option<&str>, lang: Lang) -> &'static str {
    let (en, de) = match kind {
        Some("Patient") => ("your record", "Ihre Akte"),
        Some("Observation") => ("ratings and values", "Bewertungen und Werte"),
        Some("MedicationAdministration") => ("doses", "Dosen"),
        Some("MedicationRequest") => ("plan and orders", "Plan und Verordnungen"),
        Some("MedicationStatement") => ("other medicines", "andere Medikamente"),
        Some("Medication") => ("bottles", "Flaschen"),
        Some("Task") => ("requests and answers", "Anfragen und Antworten"),
        Some("Communication") => ("messages", "Nachrichten"),
        Some("Flag") => ("warnings", "Warnhinweise"),
        Some("Basic") => ("decisions and choices", "Entscheidungen und Einstellungen"),
        Some("Consent") => ("your consent", "Ihre Einwilligung"),
        Some("AuditEvent") => ("this list", "diese Liste"),
        Some("AdverseEvent" | "DetectedIssue") => ("reactions and conflicts", "Reaktionen und Konflikte"),
        Some(_) | None => ("something of your record", "etwas aus Ihrer Akte"),
    };
    match lang {
        Lang::En => en,
        Lang::De => de,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;

    #[test]
    fn an_access_is_one_sentence() {
        let access = Access {
            at: DateTime::UNIX_EPOCH,
            who: Who::Person("Dr Bea".to_owned()),
            did: Did::Asked,
            kind: Some("Patient".to_owned()),
            refused: false,
        };
        assert_eq!(show_access(&access, Lang::En), "Dr Bea looked at your record");
        assert_eq!(show_access(&access, Lang::De), "Dr Bea hat angesehen: Ihre Akte");
        let refused = Access { who: Who::Own, did: Did::Changed, kind: None, refused: true, ..access };
        assert_eq!(
            show_access(&refused, Lang::En),
            "your own phone changed something of your record (refused)"
        );
    }
}
