//! The month sheet and what is cut out.

use crate::domain::tonight::Tonight;
use crate::words::Lang;
use crate::words::amount::{show_dose, show_syringe, show_volume};
use crate::words::date::show_day;
use crate::words::safety::shown_name;
use crate::words::scale::ends;

/// The present dose, as drawn with the present bottle and syringe; without a line only the dose.
pub fn month_now(tonight: &Tonight, lang: Lang) -> Option<String> {
    let dose = tonight.dose?;
    let as_of = show_day(tonight.night.date, lang);
    let drawn = tonight.line.zip(tonight.strength).zip(tonight.bottle.as_deref());
    let drawn = drawn.map(|((line, strength), letter)| {
        let (volume, letter) = (show_volume(line, strength, lang), shown_name(letter));
        let syringe = tonight.syringe.map(|syringe| format!(", {}", show_syringe(syringe, lang)));
        let syringe = syringe.unwrap_or_default();
        match lang {
            Lang::En => format!("{volume}, bottle {letter}{syringe}"),
            Lang::De => format!("{volume}, Flasche {letter}{syringe}"),
        }
    });
    let now = drawn.unwrap_or_else(|| show_dose(dose, lang));
    Some(match lang {
        Lang::En => format!("{now}; on the night of {as_of}."),
        Lang::De => format!("{now}; in der Nacht vom {as_of}."),
    })
}

/// How the sheet is used (`safety.md` 11, 14): it knows nothing of what changed after it was printed.
pub fn month_rules(lang: Lang) -> [&'static str; 2] {
    match lang {
        Lang::En => [
            "A new dose, bottle or syringe: look at the phone, not at this sheet. One dose a night.",
            "Missed it? Leave it, and take tonight's as usual. Not sure? Write “?”: nothing to take now. (verify)",
        ],
        Lang::De => [
            "Neue Dosis, Flasche oder Spritze: auf das Telefon sehen, nicht auf dieses Blatt. Eine Dosis je Nacht.",
            "Vergessen? Auslassen, und heute wie immer. Unsicher? „?“ schreiben: jetzt nichts nehmen. (verify)",
        ],
    }
}

/// The heads of its columns with their widths in parts, and what the ratings mean.
pub fn month_heads(lang: Lang) -> (Vec<(String, u16)>, String) {
    let heads: [(&str, u16); 8] = match lang {
        Lang::En => [
            ("Night", 15),
            ("Taken at", 11),
            ("Amount", 11),
            ("Bottle", 8),
            ("Pain", 8),
            ("Fatigue", 9),
            ("Sleep", 9),
            ("Notes", 45),
        ],
        Lang::De => [
            ("Nacht", 15),
            ("Um", 11),
            ("Menge", 11),
            ("Flasche", 9),
            ("Schmerz", 10),
            ("Erschöpfung", 14),
            ("Schlaf", 9),
            ("Notizen", 37),
        ],
    };
    (heads.map(|(head, width)| (head.to_owned(), width)).into(), ends(lang).to_owned())
}

/// Above the pieces to cut out.
pub const fn cut(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "Cut along the dotted line.",
        Lang::De => "An der gepunkteten Linie ausschneiden.",
    }
}
