//! `evidence` and `getting-it`: for and against, and what to ask whom. No file, no key, no network.

use crate::args::first::Evidence;
use crate::machine::Machine;
use crate::manners::Reply;
use crate::refusal::Refusal;
use crate::style;
use nocte_core::app::view::{self, CardView, TopicView, Worded};
use nocte_core::catalogue;
use nocte_core::domain::evidence::{Card, Claim, Topic};
use nocte_core::words;
use serde_json::{Value, json};

/// All topics, or one.
pub(crate) fn run(args: &Evidence, machine: &Machine) -> Result<Reply, Refusal> {
    if let Some(topic) = &args.topic
        && !Topic::ALL.iter().any(|known| known.code() == topic)
    {
        let known = Topic::ALL.map(Topic::code).join(", ");
        return Err(Refusal::new("there is no such topic", format!("one of {known}"))
            .de("dieses Thema gibt es nicht", format!("eines von {known}")));
    }
    let view = view::evidence(today(machine), machine.lang);
    let asked = |code: &str| args.topic.as_deref().is_none_or(|topic| topic == code);
    let cards = catalogue::evidence().cards.iter().filter(|card| asked(card.topic.code()));
    let json = json!({
        "preface": view.preface,
        "notices": view.notices.iter().map(worded).collect::<Vec<_>>(),
        "cards": cards.map(|card| fields(card, machine)).collect::<Vec<_>>(),
    });
    let mut rows = vec![view.preface.clone()];
    rows.extend(view.notices.iter().map(|notice| style::faint(&notice.text)));
    for topic in view.topics.iter().filter(|topic| asked(&topic.heading.code)) {
        rows.extend(section(topic, machine));
    }
    Ok(Reply::done(json, rows.join("\n")))
}

/// The questions to take along.
pub(crate) fn getting(machine: &Machine) -> Reply {
    let view = view::getting(today(machine), machine.lang);
    let asks: Vec<Value> = catalogue::evidence()
        .asks
        .iter()
        .map(|card| {
            json!({
                "ask": card.ask,
                "of": card.of,
                "text": words::evidence::ask(card.ask, machine.lang),
                "sources": sources(&card.sources),
            })
        })
        .collect();
    let json = json!({
        "preface": view.preface,
        "notices": view.notices.iter().map(worded).collect::<Vec<_>>(),
        "asks": asks,
    });
    let mut rows = vec![view.preface.clone()];
    rows.extend(view.notices.iter().map(|notice| style::faint(&notice.text)));
    for asked in &view.asked {
        rows.extend([String::new(), style::strong(&asked.of.text)]);
        rows.extend(asked.questions.iter().map(|question| format!("  □ {}", question.text)));
    }
    Reply::done(json, rows.join("\n"))
}

fn today(machine: &Machine) -> chrono::NaiveDate {
    let moment = machine.moment();
    moment.window.local(moment.now).date()
}

fn section(topic: &TopicView, machine: &Machine) -> Vec<String> {
    let cards = topic.cards.iter().flat_map(|card| rows(card, machine));
    [String::new(), style::strong(&topic.heading.text)].into_iter().chain(cards).collect()
}

fn rows(card: &CardView, machine: &Machine) -> Vec<String> {
    let mut rows = vec![format!("  {}: {}", card.side.text, card.claim.text)];
    let verify = card.verify.iter().map(|mark| format!(" ({mark})"));
    let from = format!("    [{}. {}]{}", card.found, card.sources.join("; "), verify.collect::<String>());
    rows.push(style::faint(&from));
    let beside = words::evidence::beside(machine.lang);
    rows.extend(card.beside.iter().map(|other| style::faint(&format!("    {beside}: {}", other.text))));
    rows
}

fn worded(one: &Worded) -> Value {
    json!({ "code": one.code, "text": one.text })
}

fn fields(card: &Card, machine: &Machine) -> Value {
    json!({
        "claim": card.claim,
        "topic": card.topic,
        "side": card.side,
        "text": words::evidence::claim(card.claim, machine.lang),
        "design": card.design,
        "people": card.people,
        "sources": sources(&card.sources),
        "beside": card.beside.iter().map(|other| Claim::code(*other)).collect::<Vec<_>>(),
        "verify": card.verify,
    })
}

fn sources(ids: &[String]) -> Vec<Value> {
    let known = catalogue::evidence().sources_of(ids);
    known
        .map(|source| {
            json!({
                "name": source.name,
                "address": source.address,
                "grade": source.grade,
                "year": source.year,
            })
        })
        .collect()
}
