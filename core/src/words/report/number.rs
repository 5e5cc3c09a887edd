//! The numbers of the follow-up: the same as `verdict` tells the patient, said of them in the third person.
//!
//! "Better than before, by …", never "it works" (`safety.md` 29).

use crate::domain::response::{Response, Verdict};
use crate::words::scale::{ends, scale};
use crate::words::verdict::{points, span};
use crate::words::{Lang, capital};

/// One scale: what may be said, and both levels where there are two.
pub fn number(response: &Response, lang: Lang) -> (String, String) {
    let name = format!("{}:", capital(scale(&response.scale, lang)));
    let levels = levels(response, lang).map(|levels| format!("; {levels}"));
    (name, format!("{}{}.", said(&response.verdict, lang), levels.unwrap_or_default()))
}

fn said(verdict: &Verdict, lang: Lang) -> String {
    match (verdict, lang) {
        (Verdict::NotBegun, Lang::En) => "no dose recorded yet".to_owned(),
        (Verdict::NotBegun, Lang::De) => "noch keine Dosis aufgezeichnet".to_owned(),
        (Verdict::NoBaseline, Lang::En) => {
            "no comparison: no night before the first dose was recorded".to_owned()
        }
        (Verdict::NoBaseline, Lang::De) => {
            "kein Vergleich: vor der ersten Dosis ist keine Nacht aufgezeichnet".to_owned()
        }
        (Verdict::TooEarly { taken, needed }, Lang::En) => {
            format!("too early to say, {taken} of {needed} nights taken")
        }
        (Verdict::TooEarly { taken, needed }, Lang::De) => {
            format!("zu früh für ein Urteil, {taken} von {needed} Nächten genommen")
        }
        (Verdict::TooEarlyAgain { taken, needed }, Lang::En) => {
            format!("too early again after a hold or a new dose, {taken} of {needed} nights taken since")
        }
        (Verdict::TooEarlyAgain { taken, needed }, Lang::De) => {
            format!(
                "wieder zu früh nach Pause oder neuer Dosis, {taken} von {needed} Nächten seitdem genommen"
            )
        }
        (Verdict::NotEnoughNights(missing), Lang::En) => format!(
            "not enough nights for an interval, {} rated weeks before and {} now of {} each",
            missing.before, missing.after, missing.needed
        ),
        (Verdict::NotEnoughNights(missing), Lang::De) => format!(
            "nicht genug Nächte für einen Bereich, {} bewertete Wochen vorher und {} jetzt von je {}",
            missing.before, missing.after, missing.needed
        ),
        (Verdict::Better(interval), Lang::En) => format!("better than before, by {}", span(*interval, lang)),
        (Verdict::Better(interval), Lang::De) => format!("besser als vorher, um {}", span(*interval, lang)),
        (Verdict::Worse(interval), Lang::En) => {
            format!("worse than before, by {}", span(interval.turned(), lang))
        }
        (Verdict::Worse(interval), Lang::De) => {
            format!("schlechter als vorher, um {}", span(interval.turned(), lang))
        }
        (Verdict::NoClearDifference(interval), Lang::En) => {
            format!("no difference these nights can tell from chance, {}", span(*interval, lang))
        }
        (Verdict::NoClearDifference(interval), Lang::De) => {
            format!("kein Unterschied, den diese Nächte vom Zufall trennen, {}", span(*interval, lang))
        }
    }
}

/// `6.2 → 4.7 (26, 28 nights), −24 %`; nothing while there is nothing to compare.
pub fn levels(response: &Response, lang: Lang) -> Option<String> {
    let (before, after) = (response.before.as_ref()?, response.after.as_ref()?);
    let moved = response.change.as_ref()?;
    let [level, now] = [before.mean, after.mean].map(|mean| points(mean, lang));
    let (rated, lately) = (before.rated, after.rated);
    let percent = moved.percent.map(|percent| {
        let sign = match percent.cmp(&0) {
            core::cmp::Ordering::Greater => "−",
            core::cmp::Ordering::Equal => "",
            core::cmp::Ordering::Less => "+",
        };
        format!(", {sign}{} %", percent.unsigned_abs())
    });
    let percent = percent.unwrap_or_default();
    Some(match lang {
        Lang::En => format!("{level} → {now} ({rated}, {lately} nights){percent}"),
        Lang::De => format!("{level} → {now} ({rated}, {lately} Nächte){percent}"),
    })
}

/// What was rated before any dose: `pain 6.2, fatigue 7.1 (means of 26 nights; 0 is none …)`.
pub fn recorded_so_far(levels: &[(&str, i64, u32)], lang: Lang) -> Option<String> {
    let most = levels.iter().map(|(_, _, rated)| *rated).max()?;
    let parts: Vec<String> = levels
        .iter()
        .map(|(name, mean, _)| format!("{} {}", scale(name, lang), points(*mean, lang)))
        .collect();
    let (parts, ends) = (parts.join(", "), ends(lang));
    Some(match lang {
        Lang::En => format!("{parts}; nights rated: {most}; {ends}."),
        Lang::De => format!("{parts}; bewertete Nächte: {most}; {ends}."),
    })
}

/// What the comparison does not say, with the placebo arm beside it (FINAL, Due Bruun 2024).
pub const fn not_why(lang: Lang) -> &'static str {
    match lang {
        Lang::En => {
            "Nights against nights; why they differ it cannot say. A start in a bad spell, other changes and hope do \
             the same: in the largest trial pain fell by 0.9 points on placebo and 1.3 on LDN (FINAL, 2024)."
        }
        Lang::De => {
            "Nächte gegen Nächte; warum sie verschieden sind, kann es nicht sagen. Ein Beginn in einer schlechten Zeit, \
             anderes Neues und Hoffnung wirken genauso: In der größten Studie sank der Schmerz mit Placebo um 0,9 \
             Punkte und mit LDN um 1,3 (FINAL, 2024)."
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::response::{Interval, Missing};

    #[test]
    fn safety_29_no_verdict_on_paper_says_that_it_works() {
        let interval = Interval { change: 150, low: 40, high: 260, degrees: 5 };
        let missing = Missing { before: 2, after: 4, needed: 4 };
        let all = [
            Verdict::NotBegun,
            Verdict::NoBaseline,
            Verdict::TooEarly { taken: 3, needed: 70 },
            Verdict::TooEarlyAgain { taken: 3, needed: 14 },
            Verdict::NotEnoughNights(missing),
            Verdict::Better(interval),
            Verdict::Worse(interval),
            Verdict::NoClearDifference(interval),
        ];
        for verdict in all {
            for lang in [Lang::En, Lang::De] {
                let text = said(&verdict, lang).to_lowercase();
                assert!(!text.contains("work") && !text.contains("wirkt"), "{text}");
                assert!(!text.ends_with('.'), "{text}");
            }
        }
    }
}
