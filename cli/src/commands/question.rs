//! `questions`, `answer` and `card`: what cannot be skipped, and what a stranger must know.

use crate::args::things::Answer;
use crate::ask;
use crate::machine::Machine;
use crate::manners::Reply;
use crate::read;
use crate::refusal::Refusal;
use nocte_core::app::{Answering, App};
use nocte_core::domain::medicine::Question;
use nocte_core::words;
use serde_json::{Value, json};

/// The open ones.
pub(crate) fn list(machine: &Machine) -> Result<Reply, Refusal> {
    let app = machine.app()?;
    open(&app, machine)
}

fn open(app: &App, machine: &Machine) -> Result<Reply, Refusal> {
    let lang = machine.lang;
    let open = app.open_questions().map_err(machine.refuse())?;
    let fields: Vec<Value> = open
        .iter()
        .map(|one| {
            json!({
                "question": one.question,
                "text": words::safety::question(one.question, lang),
                "why": words::safety::why_asked(one.why, lang),
            })
        })
        .collect();
    let mut rows: Vec<String> = open
        .iter()
        .map(|one| format!("{}: {}", code(one.question), words::safety::question(one.question, lang)))
        .collect();
    if rows.is_empty() {
        rows.push(machine.say("No question is open.", "Keine Frage ist offen.").to_owned());
    }
    Ok(Reply::done(json!({ "open": fields }), rows.join("\n")))
}

/// Records one answer, or at a terminal asks all that are open.
pub(crate) fn answer(args: &Answer, machine: &Machine) -> Result<Reply, Refusal> {
    let Some(name) = &args.question else {
        if !machine.there {
            return Err(ask::missing(
                "the question",
                "opioids, liver, pregnancy, transplant or surgery, then yes or no",
            ));
        }
        return ask_all(machine);
    };
    let question = named(name)?;
    let yes = ask::yes_no(args.yes_no.as_deref(), machine.there, name, "yes or no after it")?;
    let agreement = super::plan::reported(&args.agreed, machine)?;
    let on = args.date.as_deref().map(read::date).transpose()?;
    if question == Question::Surgery && yes && on.is_none() {
        return Err(ask::missing("the date of the operation", "--date YYYY-MM-DD"));
    }
    let app = machine.app()?;
    app.answer(Answering { question, yes, on, agreement }).map_err(machine.refuse())?;
    open(&app, machine)
}

fn ask_all(machine: &Machine) -> Result<Reply, Refusal> {
    let app = machine.app()?;
    for one in app.open_questions().map_err(machine.refuse())? {
        let yes = ask::yes_no(None, true, words::safety::question(one.question, machine.lang), "yes or no")?;
        let mut told = Answering { question: one.question, yes, on: None, agreement: None };
        if yes && one.question == Question::Surgery {
            let date = machine.say("the date of the operation", "das Datum der Operation");
            told.on = Some(read::date(&ask::text(None, true, date, "--date YYYY-MM-DD")?)?);
        }
        app.answer(told).map_err(machine.refuse())?;
    }
    open(&app, machine)
}

fn code(question: Question) -> &'static str {
    match question {
        Question::Opioids => "opioids",
        Question::Liver => "liver",
        Question::Pregnancy => "pregnancy",
        Question::Transplant => "transplant",
        Question::Surgery => "surgery",
    }
}

fn named(text: &str) -> Result<Question, Refusal> {
    Question::ALL.into_iter().find(|question| code(*question) == text).ok_or_else(|| {
        Refusal::new(
            format!("there is no question \"{text}\""),
            "the questions are opioids, liver, pregnancy, transplant and surgery",
        )
        .de(
            format!("es gibt keine Frage \"{text}\""),
            "die Fragen heißen opioids, liver, pregnancy, transplant und surgery",
        )
    })
}

/// The emergency card. It names the drug: print it only for its owner.
pub(crate) fn card(machine: &Machine) -> Result<Reply, Refusal> {
    let card = machine.app()?.card().map_err(machine.refuse())?;
    let lines = words::safety::card(&card, machine.lang);
    let last = card.last_recorded.as_ref().map(|last| {
        json!({
            "night": last.night,
            "taken_at": last.taken_at,
            "dose_ng": last.amount_ng.map(|ng| ng.to_string()),
        })
    });
    let json = json!({
        "lines": lines,
        "as_of": card.as_of,
        "last_recorded": last,
        "nights_unrecorded": card.nights_unrecorded,
        "restored_from": card.restored_from,
    });
    Ok(Reply::done(json, lines.join("\n") + "\n"))
}
