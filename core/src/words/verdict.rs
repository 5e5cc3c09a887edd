//! The verdict in words: "you are better than before, by …", never "it works" (`safety.md` 29).

use super::{Lang, capital, scale::scale};
use crate::domain::response::{Change, Interval, Response, Verdict};

/// The verdict in one or two sentences.
pub fn verdict(response: &Response, lang: Lang) -> String {
    let name = scale(&response.scale, lang);
    match (&response.verdict, lang) {
        (Verdict::NotBegun, Lang::En) => {
            "No dose is recorded yet. The nights before the first one are what it will be \
            compared with: record them."
                .to_owned()
        }
        (Verdict::NotBegun, Lang::De) => {
            "Es ist noch keine Dosis eingetragen. Mit den Nächten davor wird später \
            verglichen: Tragen Sie sie ein."
                .to_owned()
        }
        (Verdict::NoBaseline, Lang::En) => {
            format!(
                "No verdict on {name}: no night before the first dose was recorded, and memory is no measure."
            )
        }
        (Verdict::NoBaseline, Lang::De) => format!(
            "Kein Urteil über {name}: Vor der ersten Dosis ist keine Nacht eingetragen, und Erinnerung ist kein Maß."
        ),
        (Verdict::TooEarly { taken, needed }, Lang::En) => {
            format!("Too early to say: {taken} of {needed} nights taken.")
        }
        (Verdict::TooEarly { taken, needed }, Lang::De) => {
            format!("Zu früh für ein Urteil: {taken} von {needed} Nächten genommen.")
        }
        (Verdict::TooEarlyAgain { taken, needed }, Lang::En) => format!(
            "Too early again: after a pause or a new dose {needed} nights taken are needed, and {taken} are recorded."
        ),
        (Verdict::TooEarlyAgain { taken, needed }, Lang::De) => format!(
            "Wieder zu früh: Nach einer Pause oder neuen Dosis braucht es {needed} genommene Nächte; \
             eingetragen sind {taken}."
        ),
        (Verdict::NotEnoughNights(missing), Lang::En) => format!(
            "Not enough nights for a verdict on {name}: {} rated weeks before and {} now, {} are needed on each side.",
            missing.before, missing.after, missing.needed
        ),
        (Verdict::NotEnoughNights(missing), Lang::De) => format!(
            "Nicht genug Nächte für ein Urteil über {name}: {} bewertete Wochen vorher und {} jetzt, je {} sind nötig.",
            missing.before, missing.after, missing.needed
        ),
        (Verdict::Better(interval), Lang::En) => {
            format!("{}: you are better than before, by {}.", capital(name), span(*interval, lang))
        }
        (Verdict::Better(interval), Lang::De) => {
            format!("{}: Es geht Ihnen besser als vorher, um {}.", capital(name), span(*interval, lang))
        }
        (Verdict::Worse(interval), Lang::En) => {
            format!("{}: you are worse than before, by {}.", capital(name), span(interval.turned(), lang))
        }
        (Verdict::Worse(interval), Lang::De) => {
            format!(
                "{}: Es geht Ihnen schlechter als vorher, um {}.",
                capital(name),
                span(interval.turned(), lang)
            )
        }
        (Verdict::NoClearDifference(interval), Lang::En) => format!(
            "{}: no difference that these nights can tell from chance: {}.",
            capital(name),
            span(*interval, lang)
        ),
        (Verdict::NoClearDifference(interval), Lang::De) => format!(
            "{}: kein Unterschied, den diese Nächte vom Zufall trennen: {}.",
            capital(name),
            span(*interval, lang)
        ),
    }
}

/// `1.5 points (95 % interval 0.4 to 2.6)`.
pub fn span(interval: Interval, lang: Lang) -> String {
    let [change, low, high] = [interval.change, interval.low, interval.high].map(|it| points(it, lang));
    match lang {
        Lang::En => format!("{change} points (95 % interval {low} to {high})"),
        Lang::De => format!("{change} Punkte (95-%-Bereich {low} bis {high})"),
    }
}

/// The two ends of an interval: `0.4 to 2.6`.
pub fn ends(interval: Interval, lang: Lang) -> String {
    let [low, high] = [interval.low, interval.high].map(|it| points(it, lang));
    match lang {
        Lang::En => format!("{low} to {high}"),
        Lang::De => format!("{low} bis {high}"),
    }
}

/// What the verdict does not say. Stands under every comparison.
pub const fn caution(lang: Lang) -> &'static str {
    match lang {
        Lang::En => {
            "This compares your nights; it cannot say why they differ. A start in a bad spell, other changes and hope \
             do the same. In the largest trial the tablets without medicine brought 0.9 points less pain, LDN 1.3; \
             28 in 100 without medicine and 45 in 100 with it had 30 % less pain (FINAL, Due Bruun 2024)."
        }
        Lang::De => {
            "Das vergleicht Nächte mit Nächten; warum sie verschieden sind, kann es nicht sagen. Ein Beginn in einer \
             schlechten Zeit, anderes Neues und Hoffnung wirken genauso. In der größten Studie brachten Tabletten ohne \
             Wirkstoff 0,9 Punkte weniger Schmerz, LDN 1,3; 28 von 100 ohne und 45 von 100 mit Wirkstoff hatten 30 % \
             weniger Schmerz (FINAL, Due Bruun 2024)."
        }
    }
}

/// The change as a part of the level before; `None` from a level of nothing.
pub fn change(change: &Change, lang: Lang) -> Option<String> {
    let percent = change.percent?;
    let less = percent >= 0;
    let size = percent.unsigned_abs();
    Some(match (lang, less) {
        (Lang::En, true) => format!("{size} % less than before"),
        (Lang::En, false) => format!("{size} % more than before"),
        (Lang::De, true) => format!("{size} % weniger als vorher"),
        (Lang::De, false) => format!("{size} % mehr als vorher"),
    })
}

/// Hundredths of a point: `1.5`, `0.07`, `-2`.
pub fn points(hundredths: i64, lang: Lang) -> String {
    let size = hundredths.unsigned_abs();
    let sign = if hundredths < 0 { "-" } else { "" };
    let mark = match lang {
        Lang::En => '.',
        Lang::De => ',',
    };
    match (size / 100, size % 100) {
        (whole, 0) => format!("{sign}{whole}"),
        (whole, part) if part % 10 == 0 => format!("{sign}{whole}{mark}{}", part / 10),
        (whole, part) => format!("{sign}{whole}{mark}{part:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_shown_without_a_trailing_zero() {
        let shown: Vec<String> = [150, 7, -200, 0, -35].map(|it| points(it, Lang::En)).into();
        assert_eq!(shown, ["1.5", "0.07", "-2", "0", "-0.35"]);
        assert_eq!(points(150, Lang::De), "1,5");
    }

    #[test]
    fn safety_29_the_verdict_never_says_that_it_works() {
        let interval = Interval { change: 150, low: 40, high: 260, degrees: 5 };
        let verdicts =
            [Verdict::Better(interval), Verdict::Worse(interval), Verdict::NoClearDifference(interval)];
        for verdict in verdicts {
            let response = Response {
                scale: "pain".to_owned(),
                verdict,
                nights_taken: 80,
                before: None,
                after: None,
                change: None,
            };
            for lang in [Lang::En, Lang::De] {
                let text = super::verdict(&response, lang).to_lowercase();
                assert!(!text.contains("work") && !text.contains("wirkt"), "{text}");
            }
        }
    }
}
