//! The *follow-up*: one graph, three numbers, one decision.

use super::document::{Block, Document};
use super::start::document;
use super::{Told, back, course, figure, five};
use crate::domain::paper::Paper;
use crate::domain::response::{Rating, confounders, episodes, last_visit, ratings, since_visit};
use crate::domain::safety::told_medicines;
use crate::words::Lang;
use crate::words::course::{confounder, episode, since_visit as words_since};
use crate::words::report::{self as words, Part, lead, part};

/// The page.
pub(super) fn page(told: &Told<'_>, lang: Lang) -> Document {
    let mut front = vec![
        Block::Title(words::title(Paper::FollowUp, lang).to_owned()),
        Block::line(words::patient(told.today, lang)),
    ];
    front.extend(five::lines(told, false, lang));
    front.extend(numbers(told, lang));
    front.extend(figure::figure(told, lang).map(Block::Figure));
    front.extend(listed(told, lang));
    front.extend(since(told, lang));
    front.extend(answer(told, lang));
    let mut rear = back::evidence(told, &back::STUDIES, lang);
    rear.extend(back::steps(told, lang));
    rear.extend(back::weeks(told, lang));
    rear.push(Block::Heading(part(Part::Sources, lang).to_owned()));
    rear.push(Block::small(words::source_note(told.parameters, lang)));
    document(Paper::FollowUp, told, lang, front, rear)
}

/// The verdicts, a line each.
fn numbers(told: &Told<'_>, lang: Lang) -> Vec<Block> {
    let mut blocks = vec![Block::Heading(part(Part::Working, lang).to_owned())];
    blocks.extend(told.responses.iter().map(|response| {
        let (name, said) = words::number(response, lang);
        Block::led(name, said)
    }));
    if told.responses.iter().any(|response| response.change.is_some()) {
        blocks.push(Block::small(words::not_why(lang).to_owned()));
    }
    blocks
}

/// Nights, side effects, values, medicines.
fn listed(told: &Told<'_>, lang: Lang) -> Vec<Block> {
    let mut blocks = Vec::new();
    let led = |part, text: String| Block::led(lead(part, lang), text);
    blocks.extend(course::count(told).map(|count| led(Part::Nights, words::nights(&count, lang))));
    let effects: Vec<String> =
        episodes(told.journal, told.night()).iter().map(|one| episode(one, lang)).collect();
    let effects = if effects.is_empty() { words::no_effects(lang).to_owned() } else { effects.join(" ") };
    blocks.push(led(Part::Effects, effects));
    blocks.extend(beside(told, lang));
    blocks.extend(back::labs(told, lang));
    let medicines = told_medicines(told.journal, told.medicines);
    blocks.extend(words::other_medicines(&medicines, lang).map(|others| led(Part::Medicines, others)));
    blocks
}

/// What else happened on the compared nights: shown, never taken out.
fn beside(told: &Told<'_>, lang: Lang) -> Option<Block> {
    let compared = told.responses.iter().find(|response| response.before.is_some())?;
    let found = confounders(told.journal, compared.before.as_ref(), compared.after.as_ref(), told.night());
    let rows: Vec<String> = found.iter().map(|one| confounder(one, lang)).collect();
    (!rows.is_empty()).then(|| Block::led(lead(Part::Beside, lang), rows.join(" ")))
}

/// What changed since the last visit, in three lines.
fn since(told: &Told<'_>, lang: Lang) -> Vec<Block> {
    let Some(visit) = last_visit(told.journal, told.night()) else { return Vec::new() };
    let rated: Vec<(&str, Vec<Rating>)> = told
        .responses
        .iter()
        .map(|response| response.scale.as_str())
        .map(|scale| (scale, ratings(told.scores, scale, told.night())))
        .collect();
    let rated: Vec<(&str, &[Rating])> = rated.iter().map(|(scale, all)| (*scale, all.as_slice())).collect();
    let changed = since_visit(told.journal, &rated, visit, told.night());
    let mut blocks = vec![Block::Heading(part(Part::Since, lang).to_owned())];
    blocks.extend(words_since(&changed, lang).into_iter().map(Block::line));
    blocks
}

fn answer(told: &Told<'_>, lang: Lang) -> Vec<Block> {
    let mut blocks = vec![Block::Heading(part(Part::Answer, lang).to_owned())];
    blocks.extend(words::decision_boxes(lang).into_iter().map(Block::Tick));
    blocks.push(Block::line(words::signature(lang)));
    blocks.push(Block::small(words::reported(told.parameters.signed_above.value, lang)));
    blocks
}
