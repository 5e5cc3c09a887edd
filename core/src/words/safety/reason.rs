//! Verdicts, reasons and their sources as sentences.

use super::super::Lang;
use super::super::date::show_day;
use super::question::question;
use crate::domain::safety::{Reason, Rule, Verdict};

/// The verdict in a few words.
pub fn verdict(verdict: Verdict, lang: Lang) -> &'static str {
    match (verdict, lang) {
        (Verdict::Clear, Lang::En) => "nothing found that holds a dose; other interactions are not checked",
        (Verdict::Clear, Lang::De) => {
            "nichts gefunden, was eine Dosis aufhält; andere Wechselwirkungen sind nicht geprüft"
        }
        (Verdict::AskClinician, Lang::En) => "ask your prescriber or pharmacist first",
        (Verdict::AskClinician, Lang::De) => "fragen Sie zuerst in Praxis oder Apotheke",
        (Verdict::Hold, Lang::En) => "hold: no low-dose naltrexone",
        (Verdict::Hold, Lang::De) => "Pause: kein niedrig dosiertes Naltrexon",
        (Verdict::Refuse, Lang::En) => "no: not together with low-dose naltrexone",
        (Verdict::Refuse, Lang::De) => "nein: nicht zusammen mit niedrig dosiertem Naltrexon",
        (Verdict::Emergency, Lang::En) => "emergency: get help now",
        (Verdict::Emergency, Lang::De) => "Notfall: holen Sie jetzt Hilfe",
    }
}

/// On whose authority, with the mark on what still has to be confirmed.
pub fn source(reason: &Reason) -> String {
    if reason.verify && !reason.source.ends_with("(verify)") {
        format!("{} (verify)", reason.source)
    } else {
        reason.source.clone()
    }
}

/// A typed name as it may be shown: no control or direction characters, not longer than a line.
pub fn shown_name(name: &str) -> String {
    let shown: String = name
        .chars()
        .filter(|c| !c.is_control() && !matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'))
        .take(60)
        .collect();
    shown.trim().to_owned()
}

/// The reason as one or two sentences.
pub fn reason(reason: &Reason, lang: Lang) -> String {
    let said = match lang {
        Lang::En => english(reason),
        Lang::De => german(reason),
    };
    match reason.name.as_deref().map(shown_name).filter(|name| !name.is_empty()) {
        Some(name) => format!("{name}: {said}"),
        None => said,
    }
}

fn english(reason: &Reason) -> String {
    match reason.rule {
        Rule::OpioidShort => gated("a short-acting opioid.", reason),
        Rule::OpioidLong => {
            gated("an opioid that acts long (slow release, or a patch, counted from its removal).", reason)
        }
        Rule::OpioidMethadone => gated("methadone; your clinic has to sign before any restart.", reason),
        Rule::OpioidBuprenorphine => {
            gated("buprenorphine; your clinic has to sign before any restart.", reason)
        }
        Rule::OpioidMixed => gated("an opioid of the mixed kind.", reason),
        Rule::OpioidDepot => "an opioid depot or implant. How long it acts cannot be counted down here: \
             only your clinic can say when. No dose until then."
            .to_owned(),
        Rule::OpioidHospital => {
            gated("opioids given in hospital, or assumed given there; counted from discharge.", reason)
        }
        Rule::OpioidCough => gated("a cough remedy with an opioid in it.", reason),
        Rule::OpioidUnclassified => {
            gated("acts like an opioid, and how long is not settled; the longer wait is used.", reason)
        }
        Rule::OpioidAskAgain => format!(
            "the wait of {} is over. That alone clears nothing: have you had any opioid since?",
            nights_en(reason.length)
        ),
        Rule::OpioidUnanswered => {
            "a check found an opioid in this. Are you not taking it, did you take it (when last?), \
             or are you starting it (when)? No dose until that is answered."
                .to_owned()
        }
        Rule::OpioidNotNamed => {
            "you said yes to opioids. Which one, and when was the last? No dose until it is recorded."
                .to_owned()
        }
        Rule::Antidiarrhoeal => "an opioid that acts in the gut. It may stop working beside naltrexone. \
             Other interactions are not checked."
            .to_owned(),
        Rule::Dextromethorphan => "dextromethorphan. Ask your pharmacist before taking both.".to_owned(),
        Rule::DuplicateNaltrexone => {
            "contains naltrexone, the drug of your plan. Never both: the doses add up.".to_owned()
        }
        Rule::OtherSubstance => {
            "is another substance than naltrexone. Plans and bottles here are for naltrexone only.".to_owned()
        }
        Rule::OpioidAntagonist => {
            "blocks opioids like naltrexone does. No source read says what both together do: ask.".to_owned()
        }
        Rule::Thyroid => {
            "thyroid hormone. The need for it may fall; watch for a racing heart or overheating, \
             and have it measured as your prescriber says."
                .to_owned()
        }
        Rule::Immunosuppressant => {
            "acts on the immune system. Sources disagree on whether both go together: ask.".to_owned()
        }
        Rule::AskBeforeBoth => "drowsiness is reported with both together: ask first.".to_owned(),
        Rule::NotRecognised => match &reason.substance {
            Some(like) => format!(
                "this name is not in the table, and it looks like {like}. Nothing is cleared by a guess."
            ),
            None => "this name is not in the table. Nothing is cleared by a guess.".to_owned(),
        },
        Rule::NoOpioidFound => "no opioid found in this name; other interactions are not checked.".to_owned(),
        Rule::Surgery => format!(
            "an operation{}. No dose in the {} full days before it. Other sources say 2 to 4 days: \
             agree it with your anaesthetist. Nothing resumes by itself afterwards.",
            reason.on.map_or(String::new(), |on| format!(" on {}", show_day(on, Lang::En))),
            reason.length.unwrap_or_default()
        ),
        Rule::SurgeryTooNear => format!(
            "fewer than {} full days are left before the operation. Stop now, and tell the anaesthetist \
             the last dose and its time.",
            reason.length.unwrap_or_default()
        ),
        Rule::SurgeryNoDate => {
            "an operation is planned. On which date? No dose until that is known.".to_owned()
        }
        Rule::QuestionOpen => match reason.question {
            Some(asked) => format!("not answered yet: {}", question(asked, Lang::En)),
            None => "a question that cannot be skipped is not answered yet.".to_owned(),
        },
        Rule::Liver => {
            "liver failure or acute hepatitis: no dose until a clinician who knows agrees.".to_owned()
        }
        Rule::Pregnancy => {
            "pregnancy or breastfeeding: no dose until a clinician who knows agrees.".to_owned()
        }
        Rule::Transplant => "a transplant: low-dose naltrexone may work against the drugs that protect it. \
             No dose until a clinician who knows agrees."
            .to_owned(),
        Rule::TableOutOfDate => "the tables behind this answer are out of date: ask.".to_owned(),
    }
}

fn gated(what: &str, reason: &Reason) -> String {
    let wait = match reason.until {
        Some(until) => format!(
            "No dose for {} after the last one; resuming may be asked from {}.",
            nights_en(reason.length),
            show_day(until.date, Lang::En)
        ),
        None => {
            format!("No dose while it is taken, and for {} after the last one.", nights_en(reason.length))
        }
    };
    format!("{what} Naltrexone blocks opioids and can bring on withdrawal at once. {wait}")
}

fn nights_en(nights: Option<u32>) -> String {
    match nights {
        Some(1) => "1 night".to_owned(),
        Some(nights) => format!("{nights} nights"),
        None => "some nights".to_owned(),
    }
}

fn german(reason: &Reason) -> String {
    match reason.rule {
        Rule::OpioidShort => gated_de("ein kurz wirkendes Opioid.", reason),
        Rule::OpioidLong => gated_de(
            "ein lang wirkendes Opioid (retardiert, oder ein Pflaster, gezählt ab dem Entfernen).",
            reason,
        ),
        Rule::OpioidMethadone => {
            gated_de("Methadon; vor jedem Neubeginn muss Ihre Praxis unterschreiben.", reason)
        }
        Rule::OpioidBuprenorphine => {
            gated_de("Buprenorphin; vor jedem Neubeginn muss Ihre Praxis unterschreiben.", reason)
        }
        Rule::OpioidMixed => gated_de("ein Opioid der gemischten Art.", reason),
        Rule::OpioidDepot => {
            "ein Opioid als Depot oder Implantat. Wie lange es wirkt, lässt sich hier nicht \
             herunterzählen: Nur Ihre Praxis kann sagen, wann. Bis dahin keine Dosis."
                .to_owned()
        }
        Rule::OpioidHospital => gated_de(
            "Opioide, die im Krankenhaus gegeben wurden oder vermutlich gegeben wurden; gezählt ab der Entlassung.",
            reason,
        ),
        Rule::OpioidCough => gated_de("ein Hustenmittel, das ein Opioid enthält.", reason),
        Rule::OpioidUnclassified => gated_de(
            "wirkt wie ein Opioid, und wie lange, ist nicht geklärt; es gilt die längere Frist.",
            reason,
        ),
        Rule::OpioidAskAgain => format!(
            "die Frist ({}) ist um. Das allein hebt nichts auf: Haben Sie seitdem ein Opioid genommen?",
            nights_de(reason.length)
        ),
        Rule::OpioidUnanswered => {
            "eine Prüfung hat darin ein Opioid gefunden. Nehmen Sie es nicht, haben Sie es \
             genommen (wann zuletzt?), oder beginnen Sie damit (wann)? Bis zur Antwort keine Dosis."
                .to_owned()
        }
        Rule::OpioidNotNamed => "Sie haben die Frage nach Opioiden bejaht. Welches, und wann zuletzt? \
             Keine Dosis, bis es eingetragen ist."
            .to_owned(),
        Rule::Antidiarrhoeal => {
            "ein Opioid, das im Darm wirkt. Neben Naltrexon wirkt es vielleicht nicht mehr. \
             Andere Wechselwirkungen sind nicht geprüft."
                .to_owned()
        }
        Rule::Dextromethorphan => {
            "Dextromethorphan. Fragen Sie in der Apotheke, bevor Sie beides nehmen.".to_owned()
        }
        Rule::DuplicateNaltrexone => {
            "enthält Naltrexon, den Wirkstoff Ihres Plans. Nie beides: Die Dosen addieren sich.".to_owned()
        }
        Rule::OtherSubstance => {
            "ist ein anderer Stoff als Naltrexon. Pläne und Flaschen gelten hier nur für Naltrexon."
                .to_owned()
        }
        Rule::OpioidAntagonist => "blockiert Opioide wie Naltrexon. Keine gelesene Quelle sagt, was beides \
             zusammen bewirkt: Fragen Sie nach."
            .to_owned(),
        Rule::Thyroid => {
            "Schilddrüsenhormon. Der Bedarf kann sinken; achten Sie auf Herzrasen oder Hitzegefühl \
             und lassen Sie messen, wie es Ihre Praxis vorsieht."
                .to_owned()
        }
        Rule::Immunosuppressant => {
            "wirkt auf das Immunsystem. Ob beides zusammengeht, sehen Quellen verschieden: Fragen Sie nach."
                .to_owned()
        }
        Rule::AskBeforeBoth => {
            "mit beidem zusammen ist Schläfrigkeit beschrieben: Fragen Sie zuerst.".to_owned()
        }
        Rule::NotRecognised => match &reason.substance {
            Some(like) => format!(
                "dieser Name steht nicht in der Tabelle und ähnelt „{like}“. Nichts wird auf Verdacht freigegeben."
            ),
            None => {
                "dieser Name steht nicht in der Tabelle. Nichts wird auf Verdacht freigegeben.".to_owned()
            }
        },
        Rule::NoOpioidFound => {
            "kein Opioid in diesem Namen gefunden; andere Wechselwirkungen sind nicht geprüft.".to_owned()
        }
        Rule::Surgery => format!(
            "eine Operation{}. Keine Dosis in den {} vollen Tagen davor. Andere Quellen nennen 2 bis 4 Tage: \
             Sprechen Sie es mit der Anästhesie ab. Danach beginnt nichts von selbst wieder.",
            reason.on.map_or(String::new(), |on| format!(" am {}", show_day(on, Lang::De))),
            reason.length.unwrap_or_default()
        ),
        Rule::SurgeryTooNear => format!(
            "bis zur Operation bleiben weniger als {} volle Tage. Hören Sie jetzt auf und nennen Sie der \
             Anästhesie die letzte Dosis und ihre Uhrzeit.",
            reason.length.unwrap_or_default()
        ),
        Rule::SurgeryNoDate => {
            "eine Operation ist geplant. An welchem Tag? Keine Dosis, bis das bekannt ist.".to_owned()
        }
        Rule::QuestionOpen => match reason.question {
            Some(asked) => format!("noch nicht beantwortet: {}", question(asked, Lang::De)),
            None => "eine Frage, die nicht übersprungen werden kann, ist noch offen.".to_owned(),
        },
        Rule::Liver => {
            "Leberversagen oder akute Hepatitis: keine Dosis, bis jemand in der Praxis, der es weiß, \
             zustimmt."
                .to_owned()
        }
        Rule::Pregnancy => {
            "Schwangerschaft oder Stillzeit: keine Dosis, bis jemand in der Praxis, der es weiß, \
             zustimmt."
                .to_owned()
        }
        Rule::Transplant => {
            "eine Transplantation: Niedrig dosiertes Naltrexon kann den Mitteln entgegenwirken, \
             die das Organ schützen. Keine Dosis, bis jemand in der Praxis, der es weiß, zustimmt."
                .to_owned()
        }
        Rule::TableOutOfDate => {
            "die Tabellen hinter dieser Antwort sind veraltet: Fragen Sie nach.".to_owned()
        }
    }
}

fn gated_de(what: &str, reason: &Reason) -> String {
    let wait = match reason.until {
        Some(until) => format!(
            "Keine Dosis für {} nach der letzten Einnahme; nach dem Neubeginn darf ab {} gefragt werden.",
            nights_de(reason.length),
            show_day(until.date, Lang::De)
        ),
        None => format!(
            "Keine Dosis, solange es genommen wird, und für {} nach der letzten Einnahme.",
            nights_de(reason.length)
        ),
    };
    format!("{what} Naltrexon blockiert Opioide und kann sofort einen Entzug auslösen. {wait}")
}

fn nights_de(nights: Option<u32>) -> String {
    match nights {
        Some(1) => "1 Nacht".to_owned(),
        Some(nights) => format!("{nights} Nächte"),
        None => "einige Nächte".to_owned(),
    }
}
