//! What would clear a reason.

use super::super::Lang;
use super::super::date::show_day;
use crate::domain::safety::ClearsWhen;

/// What would clear it; never "time alone".
pub fn clears_when(when: ClearsWhen, lang: Lang) -> String {
    match lang {
        Lang::En => english(when),
        Lang::De => german(when),
    }
}

fn english(when: ClearsWhen) -> String {
    match when {
        ClearsWhen::LastDoseTold => {
            "you record the date of the last dose, the removal of the patch or the discharge; then the nights count"
                .to_owned()
        }
        ClearsWhen::AskedAgain { on } => format!(
            "from {} on you are asked again, and nothing was taken since",
            show_day(on.date, Lang::En)
        ),
        ClearsWhen::AskedAgainAndSigned { on } => format!(
            "from {} on you are asked again, nothing was taken since, and your paired clinic signs",
            show_day(on.date, Lang::En)
        ),
        ClearsWhen::Signed => "your paired clinic signs an order; nothing typed here replaces it".to_owned(),
        ClearsWhen::ClinicianAgrees => {
            "a clinician who knows of it agrees, signed or reported by you with name and date".to_owned()
        }
        ClearsWhen::PharmacistAsked => "you have asked your pharmacist or prescriber".to_owned(),
        ClearsWhen::NameFromThePack => {
            "you type the active ingredient as the pack prints it, or ask your pharmacist".to_owned()
        }
        ClearsWhen::Answered => "you answer the question".to_owned(),
        ClearsWhen::DrugRecorded => "you record which one, and when the last was".to_owned(),
        ClearsWhen::DateGiven => "you give the date of the operation, or say that none is planned".to_owned(),
        ClearsWhen::DischargeTold => {
            "after the operation you record the painkillers given there (or \"hospital opioids\") with the day of \
             discharge; then the nights count".to_owned()
        }
        ClearsWhen::OtherStopped => "you no longer take the other source of naltrexone".to_owned(),
        ClearsWhen::TableRenewed => "a newer version is installed; until then ask".to_owned(),
    }
}

/// Clauses with the verb at the end, so that they follow "wenn".
fn german(when: ClearsWhen) -> String {
    match when {
        ClearsWhen::LastDoseTold => "Sie den Tag der letzten Einnahme, des entfernten Pflasters oder der \
             Entlassung eingetragen haben; dann zählen die Nächte"
            .to_owned(),
        ClearsWhen::AskedAgain { on } => format!(
            "Sie ab {} wieder gefragt werden und seitdem nichts genommen wurde",
            show_day(on.date, Lang::De)
        ),
        ClearsWhen::AskedAgainAndSigned { on } => format!(
            "Sie ab {} wieder gefragt werden, seitdem nichts genommen wurde und Ihre verbundene Praxis unterschreibt",
            show_day(on.date, Lang::De)
        ),
        ClearsWhen::Signed => {
            "Ihre verbundene Praxis eine Anordnung unterschreibt; nichts hier Eingetipptes ersetzt sie"
                .to_owned()
        }
        ClearsWhen::ClinicianAgrees => {
            "jemand in der Praxis, der davon weiß, zustimmt: unterschrieben oder von \
             Ihnen mit Namen und Tag berichtet"
                .to_owned()
        }
        ClearsWhen::PharmacistAsked => "Sie in Apotheke oder Praxis gefragt haben".to_owned(),
        ClearsWhen::NameFromThePack => {
            "Sie den Wirkstoff so tippen, wie er auf der Packung steht, oder in der Apotheke fragen"
                .to_owned()
        }
        ClearsWhen::Answered => "Sie die Frage beantworten".to_owned(),
        ClearsWhen::DrugRecorded => "Sie eintragen, welches es ist und wann es zuletzt war".to_owned(),
        ClearsWhen::DateGiven => {
            "Sie den Tag der Operation nennen oder sagen, dass keine geplant ist".to_owned()
        }
        ClearsWhen::DischargeTold => {
            "Sie nach der Operation die dort gegebenen Schmerzmittel (oder „Opioide im \
             Krankenhaus“) mit dem Tag der Entlassung eintragen; dann zählen die Nächte"
                .to_owned()
        }
        ClearsWhen::OtherStopped => "Sie das andere Mittel mit Naltrexon nicht mehr nehmen".to_owned(),
        ClearsWhen::TableRenewed => {
            "eine neuere Version installiert ist; bis dahin fragen Sie nach".to_owned()
        }
    }
}
