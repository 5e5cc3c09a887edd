//! What stands around the verdict, in words: what happened beside it, side effects against the steps, sleep after a
//! step, and what changed since the last visit.

use super::Lang;
use super::amount::show_dose;
use super::date::{short_day, show_day};
use super::effect::effect;
use super::safety::shown_name;
use super::scale::scale;
use super::verdict::{points, span};
use crate::domain::plan::AskAgain;
use crate::domain::response::{
    Confounder, Episode, RecheckResult, RecheckVerdict, Rung, SinceVisit, Sleepless,
};
use crate::domain::symptom::Severity;

/// Something that happened on compared nights.
pub fn confounder(one: &Confounder, lang: Lang) -> String {
    match (one, lang) {
        (Confounder::Marked { mark, before, after }, _) => {
            let name = super::capital(effect(mark.code(), lang));
            let (before, after) = (nights(*before, lang), nights(*after, lang));
            match lang {
                Lang::En => format!("{name}: {before} before, {after} of the last ones."),
                Lang::De => format!("{name}: {before} davor, {after} in der letzten Zeit."),
            }
        }
        (Confounder::CrashAfter { night, nights: since }, Lang::En) => {
            format!("Crash on {}: {} after exertion.", short_day(*night, lang), nights(*since, lang))
        }
        (Confounder::CrashAfter { night, nights: since }, Lang::De) => {
            let since = if *since == 1 { "eine Nacht".to_owned() } else { format!("{since} Nächte") };
            format!("Einbruch am {}: {since} nach einer Anstrengung.", short_day(*night, lang))
        }
        (Confounder::Medicine { name, on, ended }, Lang::En) => {
            let turned = if *ended { "ended" } else { "began" };
            format!("Another medicine {turned}: {}, {}.", shown_name(name), show_day(*on, lang))
        }
        (Confounder::Medicine { name, on, ended }, Lang::De) => {
            let turned = if *ended { "beendet" } else { "begonnen" };
            format!("Anderes Mittel {turned}: {}, {}.", shown_name(name), show_day(*on, lang))
        }
    }
}

/// Over what happened beside the verdict.
pub const fn marked(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "Also on these nights. It is shown and not taken out of the numbers.",
        Lang::De => "Auch in diesen Nächten. Es wird gezeigt und nicht aus den Zahlen herausgerechnet.",
    }
}

/// A side effect with when it began, on which dose, and when it was gone.
pub fn episode(one: &Episode, lang: Lang) -> String {
    let name = super::capital(&shown_name(effect(&one.what, lang)));
    let (how, first) = (severity(one.worst, lang), short_day(one.first, lang));
    let step = one.step.map(|step| {
        let dose = show_dose(step.dose, lang);
        match (step.nights, lang) {
            (0, Lang::En) => format!(", the night {dose} began"),
            (0, Lang::De) => format!(", in der Nacht, in der {dose} begannen"),
            (count, Lang::En) => format!(", {} after {dose} began", nights(count, lang)),
            (1, Lang::De) => format!(", eine Nacht nach Beginn von {dose}"),
            (count, Lang::De) => format!(", {count} Nächte nach Beginn von {dose}"),
        }
    });
    let end = match (one.gone, lang) {
        (Some(gone), Lang::En) => format!("gone {}", short_day(gone, lang)),
        (Some(gone), Lang::De) => format!("weg {}", short_day(gone, lang)),
        (None, Lang::En) => "still there".to_owned(),
        (None, Lang::De) => "noch da".to_owned(),
    };
    format!("{name}, {how}: {first}{}; {end}.", step.unwrap_or_default())
}

/// How bad a side effect is.
pub const fn severity(severity: Severity, lang: Lang) -> &'static str {
    match (severity, lang) {
        (Severity::Mild, Lang::En) => "mild",
        (Severity::Mild, Lang::De) => "leicht",
        (Severity::Moderate, Lang::En) => "moderate",
        (Severity::Moderate, Lang::De) => "mittel",
        (Severity::Severe, Lang::En) => "severe",
        (Severity::Severe, Lang::De) => "schwer",
    }
}

/// Over the rungs: how many nights were disturbed and since when the dose is the present one.
pub fn sleepless(one: &Sleepless, lang: Lang) -> String {
    let dose = show_dose(one.step.dose, lang);
    let since = nights(one.step.nights, lang);
    match lang {
        Lang::En => format!(
            "Sleep was disturbed on {} of the last 7 nights; {dose} began {since} ago. In this order, as you choose:",
            one.disturbed
        ),
        Lang::De => format!(
            "In {} der letzten 7 Nächte war der Schlaf gestört; {dose} begannen vor {}. In dieser Reihenfolge, wie Sie wollen:",
            one.disturbed,
            if one.step.nights == 1 {
                "einer Nacht".to_owned()
            } else {
                format!("{} Nächten", one.step.nights)
            }
        ),
    }
}

/// A rung.
pub fn rung(rung: Rung, lang: Lang) -> String {
    match (rung, lang) {
        (Rung::Wait { until }, Lang::En) => {
            format!("Wait until night {until} of this dose: it mostly passes by then.")
        }
        (Rung::Wait { until }, Lang::De) => {
            format!("Bis zur Nacht {until} auf dieser Dosis warten: Meist ist es dann vorbei.")
        }
        (Rung::Hold, Lang::En) => "Stay on this step for longer.".to_owned(),
        (Rung::Hold, Lang::De) => "Länger auf diesem Schritt bleiben.".to_owned(),
        (Rung::Earlier, Lang::En) => "Take it earlier in the evening, within the window.".to_owned(),
        (Rung::Earlier, Lang::De) => "Am Abend früher nehmen, innerhalb des Fensters.".to_owned(),
        (Rung::Morning, Lang::En) => "Change to the morning. Ask your prescriber first.".to_owned(),
        (Rung::Morning, Lang::De) => "Auf den Morgen wechseln. Vorher in der Praxis fragen.".to_owned(),
        (Rung::Back, Lang::En) => "Go one step back, and tell your prescriber.".to_owned(),
        (Rung::Back, Lang::De) => "Einen Schritt zurückgehen und es der Praxis sagen.".to_owned(),
    }
}

/// What changed since the last visit, in three lines: dose, scales, what else was told.
pub fn since_visit(since: &SinceVisit, lang: Lang) -> [String; 3] {
    [dose_line(since, lang), scales_line(since, lang), told_line(since, lang)]
}

fn dose_line(since: &SinceVisit, lang: Lang) -> String {
    let day = show_day(since.on, lang);
    let none = match lang {
        Lang::En => "no dose",
        Lang::De => "keine Dosis",
    };
    let [then, now] = [since.dose_then, since.dose_now]
        .map(|dose| dose.map_or(none.to_owned(), |dose| show_dose(dose, lang)));
    let (taken, of) = (since.taken, since.nights);
    match (then == now, lang) {
        (true, Lang::En) => format!("Since {day}: {now}, as then; {taken} of {of} nights taken."),
        (false, Lang::En) => format!("Since {day}: from {then} to {now}; {taken} of {of} nights taken."),
        (true, Lang::De) => format!("Seit {day}: {now}, wie damals; {taken} von {of} Nächten genommen."),
        (false, Lang::De) => {
            let then = if since.dose_then.is_none() { "keiner Dosis" } else { &then };
            format!("Seit {day}: von {then} auf {now}; {taken} von {of} Nächten genommen.")
        }
    }
}

fn scales_line(since: &SinceVisit, lang: Lang) -> String {
    let each = since.scales.iter().map(|it| {
        let (then, now) = (points(it.then, lang), points(it.now, lang));
        format!("{} {then} → {now}", scale(&it.scale, lang))
    });
    let all: Vec<String> = each.collect();
    match (all.is_empty(), lang) {
        (true, Lang::En) => "Ratings: too few on both sides of that day to compare.".to_owned(),
        (true, Lang::De) => "Bewertungen: zu wenige vor und nach diesem Tag für einen Vergleich.".to_owned(),
        (false, Lang::En) => format!("Mean of four weeks, then and now: {}.", all.join(", ")),
        (false, Lang::De) => format!("Mittel aus vier Wochen, damals und jetzt: {}.", all.join(", ")),
    }
}

fn told_line(since: &SinceVisit, lang: Lang) -> String {
    let effects = since.effects.iter().map(|it| {
        let open = match (it.gone, lang) {
            (Some(_), Lang::En) => "gone",
            (Some(_), Lang::De) => "weg",
            (None, Lang::En) => "still there",
            (None, Lang::De) => "noch da",
        };
        format!("{} ({}, {open})", shown_name(effect(&it.what, lang)), severity(it.worst, lang))
    });
    let counted = |count: u32, en: [&str; 2], de: [&str; 2]| {
        let pair = match lang {
            Lang::En => en,
            Lang::De => de,
        };
        let noun = if count == 1 { pair[0] } else { pair[1] };
        (count > 0).then(|| format!("{count} {noun}"))
    };
    let others = [
        counted(since.medicines, ["other medicine", "other medicines"], ["anderes Mittel", "andere Mittel"]),
        counted(since.holds, ["pause", "pauses"], ["Pause", "Pausen"]),
        counted(
            since.marks,
            ["mark (infection, crash …)", "marks (infection, crash …)"],
            ["Zeichen (Infekt, Einbruch …)", "Zeichen (Infekt, Einbruch …)"],
        ),
    ];
    let all: Vec<String> = effects.chain(others.into_iter().flatten()).collect();
    match (all.is_empty(), lang) {
        (true, Lang::En) => "New: nothing else was told.".to_owned(),
        (true, Lang::De) => "Neu: sonst wurde nichts eingetragen.".to_owned(),
        (false, Lang::En) => format!("New: {}.", all.join(", ")),
        (false, Lang::De) => format!("Neu: {}.", all.join(", ")),
    }
}

/// `1 night`, `3 nights`.
fn nights(count: u32, lang: Lang) -> String {
    match (count, lang) {
        (1, Lang::En) => "1 night".to_owned(),
        (_, Lang::En) => format!("{count} nights"),
        (1, Lang::De) => "1 Nacht".to_owned(),
        (_, Lang::De) => format!("{count} Nächte"),
    }
}

/// How a re-check stands on one scale. It decides nothing: what goes on is the prescriber's.
pub fn recheck(result: &RecheckResult, of: &str, lang: Lang) -> String {
    let (usual, lower) = (show_dose(result.usual, lang), show_dose(result.lower, lang));
    let name = scale(of, lang);
    match (result.verdict, lang) {
        (RecheckVerdict::Running { leg, taken, needed }, Lang::En) => {
            let on = if leg == 2 { &lower } else { &usual };
            format!(
                "Re-check, part {leg} of 3, on {on}: {taken} of {needed} nights taken. It can be ended at any time."
            )
        }
        (RecheckVerdict::Running { leg, taken, needed }, Lang::De) => {
            let on = if leg == 2 { &lower } else { &usual };
            format!(
                "Gegenprobe, Teil {leg} von 3, mit {on}: {taken} von {needed} Nächten genommen. Sie kann jederzeit enden."
            )
        }
        (RecheckVerdict::Cancelled, Lang::En) => {
            "The last re-check did not run to its end; nothing is compared.".to_owned()
        }
        (RecheckVerdict::Cancelled, Lang::De) => {
            "Die letzte Gegenprobe lief nicht bis zum Ende; verglichen wird nichts.".to_owned()
        }
        (RecheckVerdict::NotEnoughNights { usual: weeks, lower: low }, Lang::En) => format!(
            "Re-check, {name}: not enough nights; {weeks} rated weeks on {usual}, {low} on {lower}, 2 are needed on each."
        ),
        (RecheckVerdict::NotEnoughNights { usual: weeks, lower: low }, Lang::De) => format!(
            "Gegenprobe, {name}: nicht genug Nächte; {weeks} bewertete Wochen mit {usual}, {low} mit {lower}, je 2 sind nötig."
        ),
        (RecheckVerdict::LowerWorse(by), Lang::En) => {
            format!("Re-check, {name}: worse on {lower} than on {usual}, by {}.", span(by, lang))
        }
        (RecheckVerdict::LowerWorse(by), Lang::De) => {
            format!("Gegenprobe, {name}: mit {lower} schlechter als mit {usual}, um {}.", span(by, lang))
        }
        (RecheckVerdict::LowerBetter(by), Lang::En) => {
            format!("Re-check, {name}: better on {lower} than on {usual}, by {}.", span(by, lang))
        }
        (RecheckVerdict::LowerBetter(by), Lang::De) => {
            format!("Gegenprobe, {name}: mit {lower} besser als mit {usual}, um {}.", span(by, lang))
        }
        (RecheckVerdict::NoClearDifference(by), Lang::En) => format!(
            "Re-check, {name}: no difference between {lower} and {usual} that these nights can tell from chance: {}.",
            span(by, lang)
        ),
        (RecheckVerdict::NoClearDifference(by), Lang::De) => format!(
            "Gegenprobe, {name}: kein Unterschied zwischen {lower} und {usual}, den diese Nächte vom Zufall trennen: {}.",
            span(by, lang)
        ),
    }
}

/// That a step that was not borne may be asked about again.
pub fn ask_again(one: AskAgain, lang: Lang) -> String {
    let (dose, day) = (show_dose(one.dose, lang), show_day(one.from, lang));
    match lang {
        Lang::En => format!("From {day} on: ask your prescriber again about {dose}."),
        Lang::De => format!("Ab {day}: in der Praxis noch einmal nach {dose} fragen."),
    }
}

/// Over the laboratory's values.
pub const fn labs(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "Values as the report prints them. Nothing is predicted from them.",
        Lang::De => "Werte, wie der Befund sie druckt. Nichts wird daraus vorhergesagt.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::amount::Dose;

    #[test]
    fn from_no_dose_is_said_in_the_case_it_wants() {
        let on = chrono::NaiveDate::from_ymd_opt(2025, 11, 25).expect("a date");
        let now = Some(Dose::from_ng(2_500_000));
        let since = SinceVisit {
            on,
            dose_then: None,
            dose_now: now,
            taken: 343,
            nights: 365,
            scales: Vec::new(),
            effects: Vec::new(),
            medicines: 0,
            holds: 0,
            marks: 0,
        };
        let said = |since: &SinceVisit| dose_line(since, Lang::De).replace('\u{a0}', " ");
        assert_eq!(
            said(&since),
            "Seit 25. November 2025: von keiner Dosis auf 2,5 mg; 343 von 365 Nächten genommen."
        );
        let ended = SinceVisit { dose_then: now, dose_now: None, ..since };
        assert!(said(&ended).contains("von 2,5 mg auf keine Dosis;"), "{}", said(&ended));
    }
}
