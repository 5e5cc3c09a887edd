//! *Starting the conversation*: for a doctor who has not prescribed it before.

use super::document::{Block, Document, Sheet, Side};
use super::{Told, back, figure, five};
use crate::domain::paper::Paper;
use crate::domain::safety::told_medicines;
use crate::words::Lang;
use crate::words::report::{self as words, Part, lead, part};

/// The page.
pub(super) fn page(told: &Told<'_>, lang: Lang) -> Document {
    let mut front = vec![
        Block::Title(words::title(Paper::Start, lang).to_owned()),
        Block::line(words::patient(told.today, lang)),
    ];
    front.extend(five::lines(told, true, lang));
    front.push(Block::small(words::ask_first(lang).to_owned()));
    front.extend(answer(told, lang));
    front.extend(symptoms(told, lang));
    let mut rear = back::evidence(told, &back::FIRST_TALK, lang);
    rear.extend(back::weeks(told, lang));
    rear.extend(back::schemes(told, lang));
    document(Paper::Start, told, lang, front, rear)
}

/// Two sides of a page.
pub(super) fn document(
    paper: Paper,
    told: &Told<'_>,
    lang: Lang,
    front: Vec<Block>,
    rear: Vec<Block>,
) -> Document {
    let mut sides = vec![Side { blocks: front }];
    if !rear.is_empty() {
        sides.push(Side { blocks: rear });
    }
    Document {
        paper,
        lang,
        title: words::title(paper, lang).to_owned(),
        foot: words::foot(told.today, told.parameters, lang),
        sheet: Sheet::Page,
        sides,
    }
}

fn answer(told: &Told<'_>, lang: Lang) -> Vec<Block> {
    let mut blocks = vec![Block::Heading(part(Part::Answer, lang).to_owned())];
    blocks.extend(words::start_boxes(lang).into_iter().map(Block::Tick));
    blocks.extend(words::write_here(lang).into_iter().map(Block::line));
    blocks.push(Block::line(words::signature(lang)));
    blocks.push(Block::small(words::reported(told.parameters.signed_above.value, lang)));
    blocks
}

/// Medicines, what was rated so far, and the graph of it.
fn symptoms(told: &Told<'_>, lang: Lang) -> Vec<Block> {
    let mut blocks = Vec::new();
    let medicines = told_medicines(told.journal, told.medicines);
    let others = words::other_medicines(&medicines, lang);
    blocks.extend(others.map(|others| Block::led(lead(Part::Medicines, lang), others)));
    let levels: Vec<(&str, i64, u32)> = told
        .responses
        .iter()
        .filter_map(|response| {
            let before = response.before.as_ref()?;
            Some((response.scale.as_str(), before.mean, before.rated))
        })
        .collect();
    let levels = if levels.is_empty() { figure::levels(told) } else { levels };
    blocks.extend(
        words::recorded_so_far(&levels, lang).map(|levels| Block::led(lead(Part::Symptoms, lang), levels)),
    );
    blocks.extend(back::labs(told, lang));
    blocks.extend(figure::figure(told, lang).map(Block::Figure));
    blocks
}
