//! The *follow-up*: one graph, three numbers, one decision.

use super::document::{Block, Document};
use super::start::document;
use super::{Told, back, course, figure, five};
use crate::domain::paper::Paper;
use crate::domain::safety::told_medicines;
use crate::words::Lang;
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
    front.extend(answer(told, lang));
    let mut rear = back::evidence(told, lang);
    rear.extend(back::steps(told, lang));
    rear.extend(back::weeks(told, lang));
    rear.push(Block::Heading(part(Part::Sources, lang).to_owned()));
    rear.push(Block::Small(words::source_note(told.parameters, lang)));
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
        blocks.push(Block::Small(words::not_why(lang).to_owned()));
    }
    blocks
}

/// Nights, side effects, values, medicines.
fn listed(told: &Told<'_>, lang: Lang) -> Vec<Block> {
    let mut blocks = Vec::new();
    let led = |part, text: String| Block::led(lead(part, lang), text);
    blocks.extend(course::count(told).map(|count| led(Part::Nights, words::nights(&count, lang))));
    let effects: Vec<String> =
        course::episodes(told.journal).iter().map(|one| words::effect_row(one, lang)).collect();
    let effects = if effects.is_empty() {
        words::no_effects(lang).to_owned()
    } else {
        format!("{}.", effects.join("; "))
    };
    blocks.push(led(Part::Effects, effects));
    blocks.extend(back::labs(told, lang));
    let medicines = told_medicines(told.journal, told.medicines);
    blocks.extend(words::other_medicines(&medicines, lang).map(|others| led(Part::Medicines, others)));
    blocks
}

fn answer(told: &Told<'_>, lang: Lang) -> Vec<Block> {
    let mut blocks = vec![Block::Heading(part(Part::Answer, lang).to_owned())];
    blocks.extend(words::decision_boxes(lang).into_iter().map(Block::Tick));
    blocks.push(Block::line(words::signature(lang)));
    blocks.push(Block::Small(words::reported(told.parameters.signed_above.value, lang)));
    blocks
}
