//! Two carers, one night (`safety.md` 18): who gives, and as of when this phone knows.

use crate::domain::giving::{Giver, Giving};
use crate::words::Lang;
use crate::words::date::show_day;
use crate::words::safety::shown_name;
use chrono::{DateTime, FixedOffset};

/// "Anna (phone 3f2a) gives the dose. As of 18:05."; nothing on the giving phone itself.
pub fn giving(giving: &Giving, lang: Lang) -> Option<String> {
    let who = giver(&giving.giver, lang)?;
    Some(format!("{who} {}", as_of(giving, lang)))
}

/// Why there is no line on a phone that does not give, and the two ways out.
pub(super) fn not_giving(told: &Giving, lang: Lang) -> String {
    let known = giving(told, lang).unwrap_or_default();
    let way_out = match lang {
        Lang::En => "Sync before you give it; or, if you gave it yourself just now, say so.",
        Lang::De => {
            "Gleichen Sie ab, bevor Sie sie geben; oder sagen Sie es, wenn Sie sie gerade selbst gegeben haben."
        }
    };
    format!("{known} {way_out}").trim_start().to_owned()
}

/// A phone by its holder and its name: "Anna (phone 3f2a)".
pub(super) fn phone(source: &str, name: Option<&str>) -> String {
    let source = shown_name(source);
    match name.map(shown_name).filter(|name| !name.is_empty()) {
        Some(name) => format!("{name} ({source})"),
        None => source,
    }
}

fn giver(giver: &Giver, lang: Lang) -> Option<String> {
    Some(match (giver, lang) {
        (Giver::Here, _) => return None,
        (Giver::There { source, name }, Lang::En) => {
            format!("{} gives the dose.", phone(source, name.as_deref()))
        }
        (Giver::There { source, name }, Lang::De) => {
            format!("{} gibt die Dosis.", phone(source, name.as_deref()))
        }
        (Giver::Unchosen, Lang::En) => {
            "Another phone kept this log first, and nobody has chosen which one gives the dose.".to_owned()
        }
        (Giver::Unchosen, Lang::De) => {
            "Ein anderes Telefon hat dieses Protokoll begonnen, und niemand hat gewählt, welches die Dosis gibt."
                .to_owned()
        }
        (Giver::Disputed, Lang::En) => {
            "Two phones were chosen to give the dose: choose one of them.".to_owned()
        }
        (Giver::Disputed, Lang::De) => {
            "Zwei Telefone sind gewählt, die Dosis zu geben: wählen Sie eines.".to_owned()
        }
    })
}

fn as_of(giving: &Giving, lang: Lang) -> String {
    match (giving.as_of, lang) {
        (Some(at), Lang::En) => format!("As of {}.", when(at, giving.today, lang)),
        (Some(at), Lang::De) => format!("Stand: {} Uhr.", when(at, giving.today, lang)),
        (None, Lang::En) => "This phone has not heard yet what was logged there.".to_owned(),
        (None, Lang::De) => "Dieses Telefon hat noch nicht gehört, was dort eingetragen wurde.".to_owned(),
    }
}

/// The hour; with its day where that is another one.
fn when(at: DateTime<FixedOffset>, today: bool, lang: Lang) -> String {
    let hour = at.format("%H:%M");
    if today { hour.to_string() } else { format!("{}, {hour}", show_day(at.date_naive(), lang)) }
}
