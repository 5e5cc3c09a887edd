//! A protocol in words: where it comes from, what it says, and what its source leaves open.

use crate::domain::plan::Completion;
use crate::domain::protocol::{
    DoseRange, Grade, Ladder, Missing, OnReaction, Protocol, ProtocolStep, Recheck, RecheckKind, Remark, Slot,
};
use crate::words::Lang;
use crate::words::amount::show_dose;
use crate::words::date::show_day;
use crate::words::safety::not_reviewed;

/// How a protocol is called among others: `P2, Lenz`.
pub fn show_title(protocol: &Protocol) -> String {
    format!("{}, {}", protocol.id, protocol.name)
}

/// The provenance line: `P2, Lenz. Source: …, grade C, version 1, not clinically reviewed.`
pub fn show_provenance(protocol: &Protocol, lang: Lang) -> String {
    let Protocol { source, version, .. } = protocol;
    let title = show_title(protocol);
    let grade = show_grade(protocol.grade, lang);
    let reviewed = match (&protocol.reviewed_by, lang) {
        (None, _) => not_reviewed(lang).to_owned(),
        (Some(by), Lang::En) => format!("reviewed by {by}"),
        (Some(by), Lang::De) => format!("geprüft von {by}"),
    };
    let verify = match (protocol.verify, lang) {
        (false, _) => "",
        (true, Lang::En) => " (verify)",
        (true, Lang::De) => " (zu prüfen)",
    };
    match lang {
        Lang::En => {
            format!("{title}. Source: {source}, {grade}, version {version}, {reviewed}{verify}.")
        }
        Lang::De => {
            format!("{title}. Quelle: {source}, {grade}, Fassung {version}, {reviewed}{verify}.")
        }
    }
}

fn show_grade(grade: Grade, lang: Lang) -> &'static str {
    match (lang, grade) {
        (Lang::En, Grade::A) => "grade A (label, paper or registry)",
        (Lang::De, Grade::A) => "Grad A (Fachinformation, Studie oder Register)",
        (Lang::En, Grade::B) => "grade B (specialist clinic or pharmacist)",
        (Lang::De, Grade::B) => "Grad B (Fachklinik oder Apotheke)",
        (Lang::En, Grade::C) => "grade C (general or patient page)",
        (Lang::De, Grade::C) => "Grad C (allgemeine Seite oder Patientenseite)",
        (Lang::En, Grade::D) => "grade D (weak page)",
        (Lang::De, Grade::D) => "Grad D (schwache Quelle)",
        (Lang::En, Grade::Derived) => "own proposal, no source",
        (Lang::De, Grade::Derived) => "eigener Vorschlag, keine Quelle",
    }
}

/// What a source leaves open.
pub fn show_missing(missing: Missing, lang: Lang) -> &'static str {
    match (lang, missing) {
        (Lang::En, Missing::Start) => "the starting dose",
        (Lang::De, Missing::Start) => "die Anfangsdosis",
        (Lang::En, Missing::Interval) => "how long each step lasts",
        (Lang::De, Missing::Interval) => "wie lange jeder Schritt dauert",
        (Lang::En, Missing::Steps) => "the steps on the way",
        (Lang::De, Missing::Steps) => "die Schritte auf dem Weg",
        (Lang::En, Missing::TwoDosesPerDay) => "two doses a day, which this version does not carry out",
        (Lang::De, Missing::TwoDosesPerDay) => "zwei Dosen am Tag, die diese Version nicht ausführt",
        (Lang::En, Missing::Ladder) => "every step: it only names a limit",
        (Lang::De, Missing::Ladder) => "alle Schritte: sie nennt nur eine Grenze",
    }
}

/// Several gaps in a row.
pub(super) fn missing_list(missing: &[Missing], lang: Lang) -> String {
    let parts: Vec<&str> = missing.iter().map(|one| show_missing(*one, lang)).collect();
    parts.join("; ")
}

/// What a prescriber filled in: `Not in the source: how long each step lasts. Given by Dr Example, 1 May 2026.`
pub fn show_completion(completion: &Completion, lang: Lang) -> String {
    let what = show_missing(completion.missing, lang);
    let (by, on) = (&completion.by, show_day(completion.on, lang));
    match lang {
        Lang::En => format!("Not in the source: {what}. Given by {by}, {on}."),
        Lang::De => format!("Nicht in der Quelle: {what}. Angegeben von {by}, {on}."),
    }
}

/// A step as the source gives it; what it leaves open is said, not filled in.
pub fn show_protocol_step(step: &ProtocolStep, lang: Lang) -> String {
    let open = match lang {
        Lang::En => "not given",
        Lang::De => "nicht angegeben",
    };
    let dose = match (step.dose, step.dose_max) {
        (Some(low), Some(high)) => format!("{}–{}", show_dose(low, lang), show_dose(high, lang)),
        (Some(dose), None) => show_dose(dose, lang),
        (None, _) => open.to_owned(),
    };
    let nights = match (lang, step.min_nights, step.max_nights) {
        (_, None, _) => open.to_owned(),
        (Lang::En, Some(low), Some(high)) => format!("{low} to {high} nights"),
        (Lang::De, Some(low), Some(high)) => format!("{low} bis {high} Nächte"),
        (Lang::En, Some(nights), None) => format!("{nights} nights"),
        (Lang::De, Some(nights), None) => format!("{nights} Nächte"),
    };
    let mut text = format!("{dose}, {nights}");
    if step.doses_per_day != 1 {
        text.push_str(match lang {
            Lang::En => ", twice a day (not executable)",
            Lang::De => ", zweimal am Tag (nicht ausführbar)",
        });
    }
    match (lang, step.slot) {
        (_, None) => {}
        (Lang::En, Some(Slot::Morning)) => text.push_str(", in the morning"),
        (Lang::De, Some(Slot::Morning)) => text.push_str(", morgens"),
        (Lang::En, Some(Slot::Night)) => text.push_str(", at night"),
        (Lang::De, Some(Slot::Night)) => text.push_str(", abends"),
    }
    text
}

/// Everything else the source says: ladder, target, times, re-check, reactions, remarks. One sentence each.
pub fn show_rules(protocol: &Protocol, lang: Lang) -> Vec<String> {
    let mut rules = Vec::new();
    rules.extend(protocol.ladder.and_then(|ladder| show_ladder(ladder, lang)));
    rules.extend(protocol.target.and_then(|target| show_target(target, lang)));
    rules.extend(protocol.cap.map(|cap| match lang {
        Lang::En => format!("Not above {}.", show_dose(cap, lang)),
        Lang::De => format!("Nicht über {}.", show_dose(cap, lang)),
    }));
    rules.extend(protocol.on_reaction.iter().map(|rule| show_on_reaction(*rule, lang)));
    rules.extend(protocol.assess_after_days.map(|days| match lang {
        Lang::En => format!("The source judges the effect after {days} days."),
        Lang::De => format!("Die Quelle beurteilt die Wirkung nach {days} Tagen."),
    }));
    rules.extend(protocol.stop_if_no_effect_days.map(|days| match lang {
        Lang::En => format!("Without any effect by {days} days the source stops."),
        Lang::De => format!("Ohne Wirkung nach {days} Tagen hört die Quelle auf."),
    }));
    rules.extend(protocol.recheck.map(|recheck| show_recheck(recheck, lang)));
    rules.extend(protocol.remarks.iter().map(|remark| show_remark(*remark, lang).to_owned()));
    rules
}

fn show_ladder(ladder: Ladder, lang: Lang) -> Option<String> {
    let by = match (lang, ladder.increase_min, ladder.increase_max) {
        (_, Some(low), Some(high)) if low == high => Some(show_dose(low, lang)),
        (_, Some(low), Some(high)) => Some(format!("{}–{}", show_dose(low, lang), show_dose(high, lang))),
        (Lang::En, None, Some(high)) => Some(format!("at most {}", show_dose(high, lang))),
        (Lang::De, None, Some(high)) => Some(format!("höchstens {}", show_dose(high, lang))),
        (_, _, None) => None,
    };
    let every = match (lang, ladder.every_days_min, ladder.every_days_max) {
        (_, None, _) => None,
        (Lang::En, Some(low), Some(high)) if low == high => Some(format!("every {low} days")),
        (Lang::De, Some(low), Some(high)) if low == high => Some(format!("alle {low} Tage")),
        (Lang::En, Some(low), Some(high)) => Some(format!("every {low} to {high} days")),
        (Lang::De, Some(low), Some(high)) => Some(format!("alle {low} bis {high} Tage")),
        (Lang::En, Some(low), None) => Some(format!("no faster than every {low} days")),
        (Lang::De, Some(low), None) => Some(format!("nicht schneller als alle {low} Tage")),
    };
    let over = ladder.over_days.map(|days| match lang {
        Lang::En => format!("over about {days} days"),
        Lang::De => format!("über etwa {days} Tage"),
    });
    let parts: Vec<String> = [by, every, over].into_iter().flatten().collect();
    let rule = (!parts.is_empty()).then(|| parts.join(", "))?;
    Some(match lang {
        Lang::En => format!("Raised: {rule}."),
        Lang::De => format!("Gesteigert: {rule}."),
    })
}

fn show_target(target: DoseRange, lang: Lang) -> Option<String> {
    let range = match (lang, target.low, target.high) {
        (_, Some(low), Some(high)) if low == high => show_dose(low, lang),
        (_, Some(low), Some(high)) => format!("{}–{}", show_dose(low, lang), show_dose(high, lang)),
        (Lang::En, Some(low), None) => format!("{} or more", show_dose(low, lang)),
        (Lang::De, Some(low), None) => format!("{} oder mehr", show_dose(low, lang)),
        (Lang::En, None, Some(high)) => format!("up to {}", show_dose(high, lang)),
        (Lang::De, None, Some(high)) => format!("bis {}", show_dose(high, lang)),
        (_, None, None) => return None,
    };
    Some(match lang {
        Lang::En => format!("Target: {range}."),
        Lang::De => format!("Ziel: {range}."),
    })
}

fn show_recheck(recheck: Recheck, lang: Lang) -> String {
    let when = match (lang, recheck.months) {
        (Lang::En, None) => "every few months (no number given)".to_owned(),
        (Lang::De, None) => "alle paar Monate (keine Zahl angegeben)".to_owned(),
        (Lang::En, Some(months)) => format!("after {months} stable months"),
        (Lang::De, Some(months)) => format!("nach {months} stabilen Monaten"),
    };
    match (lang, recheck.kind) {
        (Lang::En, RecheckKind::DownThenUp) => {
            format!("Re-check {when}: down, then up, to see whether the need has changed.")
        }
        (Lang::De, RecheckKind::DownThenUp) => {
            format!(
                "Gegenprobe {when}: herunter und wieder hinauf, um zu sehen, ob sich der Bedarf geändert hat."
            )
        }
        (Lang::En, RecheckKind::TrialReduction) => {
            format!("Re-check {when}: a trial reduction or stop, with a symptom diary.")
        }
        (Lang::De, RecheckKind::TrialReduction) => {
            format!("Gegenprobe {when}: versuchsweise weniger oder aufhören, mit Symptomtagebuch.")
        }
    }
}

/// What the source does on a reaction.
pub fn show_on_reaction(rule: OnReaction, lang: Lang) -> String {
    match (lang, rule) {
        (Lang::En, OnReaction::Hold) => "On a reaction: stay until it has passed.".to_owned(),
        (Lang::De, OnReaction::Hold) => "Bei einer Reaktion: bleiben, bis sie vorbei ist.".to_owned(),
        (Lang::En, OnReaction::BackOne) => "On a reaction: one step back.".to_owned(),
        (Lang::De, OnReaction::BackOne) => "Bei einer Reaktion: einen Schritt zurück.".to_owned(),
        (Lang::En, OnReaction::Halve { weeks_min, weeks_max }) => {
            format!("On a reaction: half the dose for {weeks_min} to {weeks_max} weeks.")
        }
        (Lang::De, OnReaction::Halve { weeks_min, weeks_max }) => {
            format!("Bei einer Reaktion: die halbe Dosis für {weeks_min} bis {weeks_max} Wochen.")
        }
        (Lang::En, OnReaction::LastGoodDose) => {
            "No gain, or worse, at the next step: return to the last good dose and stop raising.".to_owned()
        }
        (Lang::De, OnReaction::LastGoodDose) => {
            "Kein Gewinn oder schlechter beim nächsten Schritt: zurück zur letzten guten Dosis und nicht weiter \
             steigern."
                .to_owned()
        }
        (Lang::En, OnReaction::DropTo { low, high }) => {
            format!("Worse at the top dose: down to {}–{}.", show_dose(low, lang), show_dose(high, lang))
        }
        (Lang::De, OnReaction::DropTo { low, high }) => {
            format!("Schlechter bei der Höchstdosis: herunter auf {}–{}.", show_dose(low, lang), show_dose(high, lang))
        }
        (Lang::En, OnReaction::AskClinician) => "On a reaction: ask the prescriber.".to_owned(),
        (Lang::De, OnReaction::AskClinician) => "Bei einer Reaktion: die verordnende Person fragen.".to_owned(),
    }
}

/// What else a source says.
pub fn show_remark(remark: Remark, lang: Lang) -> &'static str {
    match (lang, remark) {
        (Lang::En, Remark::MostSettleBelowTarget) => {
            "Most settle between 3 and 4.5 mg; 1.5 mg is usually too little and 6 mg too much."
        }
        (Lang::De, Remark::MostSettleBelowTarget) => {
            "Die meisten bleiben zwischen 3 und 4,5 mg; 1,5 mg ist meist zu wenig und 6 mg zu viel."
        }
        (Lang::En, Remark::LowerByLiquid) => "Lower still as a liquid, where needed.",
        (Lang::De, Remark::LowerByLiquid) => "Wo nötig, als Flüssigkeit noch niedriger.",
        (Lang::En, Remark::HighestTolerated) => "The target is the highest dose that is tolerated.",
        (Lang::De, Remark::HighestTolerated) => "Ziel ist die höchste Dosis, die vertragen wird.",
        (Lang::En, Remark::ManyNeedLess) => "Many with long COVID need less than 4.5 mg.",
        (Lang::De, Remark::ManyNeedLess) => "Viele mit Long COVID brauchen weniger als 4,5 mg.",
        (Lang::En, Remark::FewTolerateTarget) => {
            "In the author's opinion about three in ten tolerate 4.5 mg."
        }
        (Lang::De, Remark::FewTolerateTarget) => {
            "Nach Meinung des Autors vertragen etwa drei von zehn 4,5 mg."
        }
        (Lang::En, Remark::SensitiveStartLower) => "Sensitive patients start at 1 mg.",
        (Lang::De, Remark::SensitiveStartLower) => "Empfindliche beginnen mit 1 mg.",
        (Lang::En, Remark::IndividualTarget) => "The target is individual.",
        (Lang::De, Remark::IndividualTarget) => "Das Ziel ist individuell.",
        (Lang::En, Remark::TwiceDaily) => "The daily amount is split over two doses.",
        (Lang::De, Remark::TwiceDaily) => "Die Tagesmenge verteilt sich auf zwei Dosen.",
        (Lang::En, Remark::SlowerAfterHalving) => "After halving, raised again every one to two weeks.",
        (Lang::De, Remark::SlowerAfterHalving) => {
            "Nach dem Halbieren alle ein bis zwei Wochen wieder gesteigert."
        }
        (Lang::En, Remark::Slowly) => "Raised slowly; no number is given.",
        (Lang::De, Remark::Slowly) => "Langsam gesteigert; eine Zahl steht nicht da.",
        (Lang::En, Remark::UntilBetter) => "Small steps until pain or mood improves.",
        (Lang::De, Remark::UntilBetter) => "Kleine Schritte, bis Schmerz oder Stimmung besser wird.",
    }
}
