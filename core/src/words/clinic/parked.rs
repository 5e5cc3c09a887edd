//! Why something waits for a person, in one sentence.

use crate::domain::parked::{Issue, IssueKind, ParkedReason, Unreadable};
use crate::words::Lang;
use crate::words::safety::shown_name;

/// The reason in words. Nobody's name and nothing of a record stands in it.
pub fn parked_reason(reason: &ParkedReason, lang: Lang) -> String {
    match (lang, reason) {
        (Lang::En, ParkedReason::NotTaken { status, issues }) => {
            format!("The clinic's server did not take it ({status}): {}.", found(*status, issues, lang))
        }
        (Lang::De, ParkedReason::NotTaken { status, issues }) => {
            format!(
                "Der Server der Praxis hat es nicht angenommen ({status}): {}.",
                found(*status, issues, lang)
            )
        }
        (Lang::En, ParkedReason::NoChanges) => {
            "The clinic's server has an earlier version of it and takes no changes.".to_owned()
        }
        (Lang::De, ParkedReason::NoChanges) => {
            "Der Server der Praxis hat eine frühere Fassung davon und nimmt keine Änderungen an.".to_owned()
        }
        (Lang::En, ParkedReason::AnotherWord) => {
            "Something else stands here under the same number; nothing was overwritten.".to_owned()
        }
        (Lang::De, ParkedReason::AnotherWord) => {
            "Unter derselben Nummer steht hier etwas anderes; nichts wurde überschrieben.".to_owned()
        }
        (Lang::En, ParkedReason::Unfit) => "One of its values cannot be kept.".to_owned(),
        (Lang::De, ParkedReason::Unfit) => "Einer seiner Werte lässt sich nicht aufbewahren.".to_owned(),
        (Lang::En, ParkedReason::Unreadable { how }) => {
            format!("It came from the clinic's server and cannot be read: {}.", unreadable(how, lang))
        }
        (Lang::De, ParkedReason::Unreadable { how }) => {
            format!("Es kam vom Server der Praxis und ist nicht zu lesen: {}.", unreadable(how, lang))
        }
        (_, ParkedReason::Told { text }) => text.clone(),
    }
}

fn found(status: u16, issues: &[Issue], lang: Lang) -> String {
    if issues.is_empty() {
        return by_status(status, lang).to_owned();
    }
    let said = issues.iter().map(|issue| match &issue.place {
        Some(place) => format!("{} ({})", kind(issue.kind, lang), shown_name(place)),
        None => kind(issue.kind, lang).to_owned(),
    });
    said.collect::<Vec<_>>().join("; ")
}

/// What a status says by itself.
const fn by_status(status: u16, lang: Lang) -> &'static str {
    match (status, lang) {
        (409, Lang::En) => "another entry stands in its way",
        (409, Lang::De) => "ein anderer Eintrag steht im Weg",
        (410, Lang::En) => "the clinic's server has deleted this entry; it is kept on this phone",
        (410, Lang::De) => "der Server der Praxis hat diesen Eintrag gelöscht; auf diesem Telefon bleibt er",
        (412, Lang::En) => "the clinic's copy was changed meanwhile and differs from this phone's",
        (412, Lang::De) => "die Fassung der Praxis wurde inzwischen geändert und weicht von der hiesigen ab",
        (413, Lang::En) => "it is too large for the clinic's server",
        (413, Lang::De) => "es ist zu groß für den Server der Praxis",
        (_, Lang::En) => "no reason was given",
        (_, Lang::De) => "ein Grund wurde nicht genannt",
    }
}

const fn kind(kind: IssueKind, lang: Lang) -> &'static str {
    match lang {
        Lang::En => english(kind),
        Lang::De => german(kind),
    }
}

const fn english(kind: IssueKind) -> &'static str {
    match kind {
        IssueKind::Invalid => "its content is not valid",
        IssueKind::Structure => "its structure is not valid",
        IssueKind::Required => "something required is missing",
        IssueKind::Value => "a value is not allowed",
        IssueKind::Invariant => "two of its values do not go together",
        IssueKind::Access => "access was not granted",
        IssueKind::NotSupported => "this kind of entry is not supported",
        IssueKind::Duplicate => "it is there already",
        IssueKind::SeveralThere => "it is there several times",
        IssueKind::NotFound => "something it points to is not there",
        IssueKind::Deleted => "it was deleted there",
        IssueKind::TooLong => "it is too long",
        IssueKind::Code => "one of its codes is not accepted",
        IssueKind::Extension => "an extension is not accepted",
        IssueKind::Busy => "the server has too much to do",
        IssueKind::Rule => "a rule of the clinic stands against it",
        IssueKind::Changed => "the clinic's copy was changed meanwhile",
        IssueKind::Other => "the server could not process it",
    }
}

const fn german(kind: IssueKind) -> &'static str {
    match kind {
        IssueKind::Invalid => "sein Inhalt ist nicht gültig",
        IssueKind::Structure => "sein Aufbau ist nicht gültig",
        IssueKind::Required => "etwas Notwendiges fehlt",
        IssueKind::Value => "ein Wert ist nicht erlaubt",
        IssueKind::Invariant => "zwei seiner Werte passen nicht zusammen",
        IssueKind::Access => "der Zugriff wurde nicht erlaubt",
        IssueKind::NotSupported => "diese Art von Eintrag wird nicht unterstützt",
        IssueKind::Duplicate => "es ist schon dort",
        IssueKind::SeveralThere => "es ist mehrmals dort",
        IssueKind::NotFound => "etwas, worauf es verweist, ist nicht dort",
        IssueKind::Deleted => "es wurde dort gelöscht",
        IssueKind::TooLong => "es ist zu lang",
        IssueKind::Code => "einer seiner Codes wird nicht angenommen",
        IssueKind::Extension => "eine Erweiterung wird nicht angenommen",
        IssueKind::Busy => "der Server hat zu viel zu tun",
        IssueKind::Rule => "eine Regel der Praxis steht dagegen",
        IssueKind::Changed => "die Fassung der Praxis wurde inzwischen geändert",
        IssueKind::Other => "der Server konnte es nicht verarbeiten",
    }
}

fn unreadable(how: &Unreadable, lang: Lang) -> String {
    match (lang, how) {
        (Lang::En, Unreadable::OtherPatient) => "it speaks of another patient".to_owned(),
        (Lang::De, Unreadable::OtherPatient) => "es spricht von jemand anderem".to_owned(),
        (Lang::En, Unreadable::Field { name }) => format!("{} is missing or not allowed", shown_name(name)),
        (Lang::De, Unreadable::Field { name }) => {
            format!("{} fehlt oder ist nicht erlaubt", shown_name(name))
        }
        (Lang::En, Unreadable::Parts) => "its parts make no entry".to_owned(),
        (Lang::De, Unreadable::Parts) => "seine Teile ergeben keinen Eintrag".to_owned(),
        (Lang::En, Unreadable::TooLong) => "a text in it is too long".to_owned(),
        (Lang::De, Unreadable::TooLong) => "ein Text darin ist zu lang".to_owned(),
        (Lang::En, Unreadable::UnknownMedicine) => "it does not say which medicine it means".to_owned(),
        (Lang::De, Unreadable::UnknownMedicine) => "es sagt nicht, welches Medikament gemeint ist".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_is_said_in_both_languages_and_an_old_sentence_stays_what_it_was() {
        let place = Some("Observation.code".to_owned());
        let issues =
            vec![Issue { kind: IssueKind::Required, place }, Issue { kind: IssueKind::Rule, place: None }];
        let refused = ParkedReason::NotTaken { status: 422, issues };
        assert_eq!(
            parked_reason(&refused, Lang::En),
            "The clinic's server did not take it (422): something required is missing (Observation.code); a rule of \
             the clinic stands against it."
        );
        assert_eq!(
            parked_reason(&refused, Lang::De),
            "Der Server der Praxis hat es nicht angenommen (422): etwas Notwendiges fehlt (Observation.code); eine \
             Regel der Praxis steht dagegen."
        );
        let silent = ParkedReason::NotTaken { status: 410, issues: vec![] };
        assert!(parked_reason(&silent, Lang::De).contains("gelöscht; auf diesem Telefon bleibt er"));
        let old = ParkedReason::Told { text: "The clinic's server did not take it (400).".to_owned() };
        assert_eq!(parked_reason(&old, Lang::De), "The clinic's server did not take it (400).");
    }
}
