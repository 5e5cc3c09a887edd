//! The five lines with which the doctor's page begins, for the first talk and for the follow-up alike.

use super::answer::blank;
use crate::domain::amount::Dose;
use crate::domain::medicine::{Answer, Course, Question};
use crate::domain::night::Night;
use crate::domain::plan::{Agreement, AgreementKind};
use crate::domain::safety::course::local_date;
use crate::domain::safety::{Card, ToldMedicine};
use crate::words::Lang;
use crate::words::amount::{show_dose, show_ratio_mg};
use crate::words::date::show_day;
use crate::words::safety::shown_name;
use chrono::NaiveDate;

/// Whose page it is: written by hand, because Nocte knows no name.
pub fn patient(today: NaiveDate, lang: Lang) -> String {
    let (name, born, today) = (blank(4), blank(2), show_day(today, lang));
    match lang {
        Lang::En => format!("Patient: {name}   Born: {born}   Printed: {today}"),
        Lang::De => format!("Patient/in: {name}   Geboren: {born}   Gedruckt: {today}"),
    }
}

/// The first line of the first talk. The licence is the tablet label's (DailyMed 74087d2f).
pub fn off_label(lang: Lang) -> String {
    let what = blank(3);
    match lang {
        Lang::En => format!(
            "a prescription of low-dose naltrexone for {what}. Off-label: the licensed tablet is 50 mg, for \
             alcohol dependence and to block opioids."
        ),
        Lang::De => format!(
            "eine Verordnung von niedrig dosiertem Naltrexon bei {what}. Außerhalb der Zulassung: Zugelassen ist \
             die Tablette zu 50 mg, bei Alkoholabhängigkeit und zur Blockade von Opioiden."
        ),
    }
}

/// The first line of the follow-up: since when, and who agreed, *signed* and *reported* told apart (`safety.md` 4).
pub fn review(since: Option<NaiveDate>, agreement: Option<&Agreement>, lang: Lang) -> String {
    let since = since.map(|since| match lang {
        Lang::En => format!(", taken since {}", show_day(since, lang)),
        Lang::De => format!(", genommen seit {}", show_day(since, lang)),
    });
    let agreed = agreement.map(|one| {
        let (by, on) = (shown_name(&one.by), show_day(one.on, lang));
        match (one.kind, lang) {
            (AgreementKind::Signed, Lang::En) => format!(" Plan ordered and signed by {by}, {on}."),
            (AgreementKind::Signed, Lang::De) => format!(" Plan angeordnet und signiert von {by}, {on}."),
            (AgreementKind::Reported, Lang::En) => {
                format!(" Plan agreed by {by}, {on}, as the patient reports.")
            }
            (AgreementKind::Reported, Lang::De) => format!(" Plan vereinbart mit {by}, {on}, laut Angabe."),
        }
    });
    let what = match lang {
        Lang::En => "review of low-dose naltrexone (off-label)",
        Lang::De => "Überprüfung von niedrig dosiertem Naltrexon (außerhalb der Zulassung)",
    };
    format!("{what}{}.{}", since.unwrap_or_default(), agreed.unwrap_or_default())
}

/// What stands before the answer while an opioid stands against a dose: an answer may be older than what was told since.
pub const fn opioid_stands(lang: Lang) -> (&'static str, &'static str) {
    match lang {
        Lang::En => ("one stands against a dose now.", "Last answer:"),
        Lang::De => ("eines steht jetzt einer Dosis entgegen.", "Letzte Antwort:"),
    }
}

/// Opioids: the answer with its date, and each opioid told with its last date.
pub fn opioids(answer: Option<&Answer>, told: &[ToldMedicine<'_>], lang: Lang) -> String {
    let named: Vec<String> =
        told.iter().map(|one| format!("{} ({})", shown_name(one.name), course(one.course, lang))).collect();
    let named = (!named.is_empty()).then(|| named.join(", "));
    let asked = answer.map(|answer| show_day(local_date(&answer.stamp), lang));
    let said = match (answer.map(|answer| answer.yes).zip(asked), lang) {
        (None, Lang::En) => "not asked yet.".to_owned(),
        (None, Lang::De) => "noch nicht gefragt.".to_owned(),
        (Some((true, asked)), Lang::En) => format!("YES (asked {asked})."),
        (Some((true, asked)), Lang::De) => format!("JA (gefragt {asked})."),
        (Some((false, asked)), Lang::En) => {
            format!("no, none in the last 14 nights and none planned (asked {asked}).")
        }
        (Some((false, asked)), Lang::De) => {
            format!("nein, keine in den letzten 14 Nächten und keine geplant (gefragt {asked}).")
        }
    };
    match (named, lang) {
        (Some(named), Lang::En) => format!("{said} On record: {named}."),
        (Some(named), Lang::De) => format!("{said} Aufgezeichnet: {named}."),
        (None, Lang::En) => format!("{said} None on record."),
        (None, Lang::De) => format!("{said} Keine aufgezeichnet."),
    }
}

/// When a medicine was or will be taken.
pub(super) fn course(course: Course, lang: Lang) -> String {
    match (course, lang) {
        (Course::Current, Lang::En) => "being taken".to_owned(),
        (Course::Current, Lang::De) => "wird genommen".to_owned(),
        (Course::Last { on }, Lang::En) => format!("last on {}", show_day(on, lang)),
        (Course::Last { on }, Lang::De) => format!("zuletzt am {}", show_day(on, lang)),
        (Course::Starting { on }, Lang::En) => format!("from {}", show_day(on, lang)),
        (Course::Starting { on }, Lang::De) => format!("ab {}", show_day(on, lang)),
        (Course::NotTaking, Lang::En) => "not taken".to_owned(),
        (Course::NotTaking, Lang::De) => "wird nicht genommen".to_owned(),
        (Course::Unanswered, Lang::En) => "whether taken is not answered".to_owned(),
        (Course::Unanswered, Lang::De) => "ob genommen, ist nicht beantwortet".to_owned(),
    }
}

/// Liver, pregnancy, transplant and operation: each answer as it stands, a "yes" before everything else.
pub fn standing(answers: &[(Question, Option<&Answer>)], operation: Option<NaiveDate>, lang: Lang) -> String {
    let asked = || answers.iter().filter(|(question, _)| *question != Question::Opioids);
    let named = |said: Option<bool>| {
        let these = asked().filter(move |(_, answer)| answer.map(|answer| answer.yes) == said);
        let names = these.map(|(question, _)| {
            let on = operation.filter(|_| *question == Question::Surgery && said == Some(true));
            let on = on.map_or(String::new(), |on| format!(", {}", show_day(on, lang)));
            format!("{}{on}", question_name(*question, lang))
        });
        names.collect::<Vec<_>>()
    };
    let mut parts = Vec::new();
    for (said, before) in
        [(Some(true), words_yes(lang)), (None, words_open(lang)), (Some(false), words_no(lang))]
    {
        let these = named(said);
        if !these.is_empty() {
            parts.push(format!("{before} {}", these.join(", ")));
        }
    }
    format!("{}.", parts.join("; "))
}

const fn words_yes(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "YES to",
        Lang::De => "JA bei",
    }
}

const fn words_no(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "no to",
        Lang::De => "nein bei",
    }
}

const fn words_open(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "not asked yet about",
        Lang::De => "noch nicht gefragt nach",
    }
}

const fn question_name(question: Question, lang: Lang) -> &'static str {
    match (question, lang) {
        (Question::Opioids, Lang::En) => "opioids",
        (Question::Opioids, Lang::De) => "Opioide",
        (Question::Liver, Lang::En) => "liver failure or acute hepatitis",
        (Question::Liver, Lang::De) => "Leberversagen oder akuter Hepatitis",
        (Question::Pregnancy, Lang::En) => "pregnancy (or perhaps) or breastfeeding",
        (Question::Pregnancy, Lang::De) => "Schwangerschaft (auch vermutet) oder Stillzeit",
        (Question::Transplant, Lang::En) => "transplant",
        (Question::Transplant, Lang::De) => "Transplantat",
        (Question::Surgery, Lang::En) => "a planned operation",
        (Question::Surgery, Lang::De) => "geplanter Operation",
    }
}

/// The dose of the plan in force.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Present {
    /// The dose.
    pub dose: Dose,
    /// Since which night it has been the same.
    pub since: Option<Night>,
    /// Nights taken since then.
    pub taken: u32,
}

/// The present dose: of the plan in force with its nights, and the last one recorded.
pub fn dose_now(plan: Option<Present>, held_since: Option<Night>, card: &Card, lang: Lang) -> String {
    let mut parts: Vec<String> = in_force(plan, held_since, lang).into_iter().collect();
    let last = card.last_recorded.as_ref().map(|last| {
        let day = show_day(last.night.date, lang);
        let amount = last.amount_ng.map(|ng| show_ratio_mg(ng, lang));
        match (amount, lang) {
            (Some(amount), Lang::En) => format!("last recorded dose {amount}, night of {day}"),
            (Some(amount), Lang::De) => format!("letzte aufgezeichnete Dosis {amount}, Nacht vom {day}"),
            (None, Lang::En) => format!("last recorded dose of unknown size, night of {day}"),
            (None, Lang::De) => format!("letzte aufgezeichnete Dosis von unbekannter Größe, Nacht vom {day}"),
        }
    });
    match (last, lang) {
        (Some(last), _) => parts.push(last),
        (None, Lang::En) if parts.is_empty() => parts.push("none; no dose is recorded".to_owned()),
        (None, Lang::De) if parts.is_empty() => {
            parts.push("keine; es ist keine Dosis aufgezeichnet".to_owned());
        }
        (None, Lang::En) => parts.push("no dose is recorded yet".to_owned()),
        (None, Lang::De) => parts.push("noch keine Dosis aufgezeichnet".to_owned()),
    }
    let blank =
        (card.last_recorded.is_some() && card.nights_unrecorded > 0).then_some(card.nights_unrecorded);
    parts.extend(blank.map(|nights| match (nights, lang) {
        (1, Lang::En) => "1 night since is unrecorded".to_owned(),
        (_, Lang::En) => format!("{nights} nights since are unrecorded"),
        (1, Lang::De) => "1 Nacht seitdem ist nicht aufgezeichnet".to_owned(),
        (_, Lang::De) => format!("{nights} Nächte seitdem sind nicht aufgezeichnet"),
    }));
    format!("{}.", parts.join("; "))
}

/// The present dose of the plan alone.
pub fn plan_now(plan: Option<Present>, held_since: Option<Night>, lang: Lang) -> String {
    let none = match lang {
        Lang::En => "no plan on record",
        Lang::De => "kein Plan aufgezeichnet",
    };
    format!("{}.", in_force(plan, held_since, lang).unwrap_or_else(|| none.to_owned()))
}

fn in_force(plan: Option<Present>, held_since: Option<Night>, lang: Lang) -> Option<String> {
    let held = held_since.map(|night| {
        let from = show_day(night.date, lang);
        match lang {
            Lang::En => format!("none: on hold since {from}"),
            Lang::De => format!("keine: Pause seit {from}"),
        }
    });
    held.or_else(|| plan.map(|plan| on_dose(plan, lang)))
}

fn on_dose(Present { dose, since, taken: nights }: Present, lang: Lang) -> String {
    let dose = show_dose(dose, lang);
    match (since, lang) {
        (Some(since), Lang::En) => {
            format!("{dose} once a night since {}, {nights} nights taken on it", show_day(since.date, lang))
        }
        (Some(since), Lang::De) => {
            format!(
                "{dose} einmal je Nacht seit {}, {nights} Nächte damit genommen",
                show_day(since.date, lang)
            )
        }
        (None, Lang::En) => format!("{dose} once a night"),
        (None, Lang::De) => format!("{dose} einmal je Nacht"),
    }
}

/// The one decision.
pub fn decision(first: bool, lang: Lang) -> &'static str {
    match (first, lang) {
        (true, Lang::En) => "prescribe it or not; if so, with which dose and steps, and when to look again.",
        (true, Lang::De) => {
            "verordnen oder nicht; wenn ja, mit welcher Dosis, welchen Schritten und wann der nächste Blick."
        }
        (false, Lang::En) => "stay, go up, go down, or stop.",
        (false, Lang::De) => "bleiben, höher, niedriger oder aufhören.",
    }
}
