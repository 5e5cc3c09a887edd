//! The back of the doctor's page: evidence, what others have published, the doses so far.

use super::document::Block;
use super::{Told, course, figure};
use crate::domain::evidence::Topic;
use crate::domain::symptom::Lab;
use crate::words::Lang;
use crate::words::evidence;
use crate::words::report::{self as words, Part, lead, part};

/// Laboratory values of one page.
const MOST_LABS: usize = 4;

/// What a doctor wants to know who has prescribed it.
pub(super) const STUDIES: [Topic; 5] =
    [Topic::Fibromyalgia, Topic::MeCfs, Topic::Waiting, Topic::SideEffects, Topic::Mechanism];
/// And one who has not: first what it is.
pub(super) const FIRST_TALK: [Topic; 5] =
    [Topic::Mechanism, Topic::Fibromyalgia, Topic::MeCfs, Topic::Waiting, Topic::SideEffects];

/// The evidence, for and against, each statement with its source, year and grade.
pub(super) fn evidence(told: &Told<'_>, topics: &[Topic], lang: Lang) -> Vec<Block> {
    let mut blocks = vec![
        Block::Heading(part(Part::Evidence, lang).to_owned()),
        Block::small(words::grades(told.evidence, told.today, lang)),
    ];
    for topic in topics {
        blocks.push(Block::note(evidence::topic(*topic, lang), ""));
        let cards = told.evidence.cards.iter().filter(|card| card.topic == *topic);
        blocks.extend(cards.map(|card| {
            let (side, said) = words::evidence_row(card, told.evidence, lang);
            Block::note(side, said)
        }));
    }
    blocks
}

/// The schemes others have published that can be carried out as they stand, with source and grade. None is proposed.
pub(super) fn schemes(told: &Told<'_>, lang: Lang) -> Vec<Block> {
    let ready = told.protocols.iter().filter(|protocol| protocol.executable);
    let mut blocks = vec![
        Block::Heading(part(Part::Schemes, lang).to_owned()),
        Block::small(words::scheme_note(lang).to_owned()),
    ];
    blocks.extend(ready.map(|protocol| {
        let (from, steps) = words::scheme_row(protocol, lang);
        Block::note(from, steps)
    }));
    blocks
}

/// The doses so far, oldest first.
pub(super) fn steps(told: &Told<'_>, lang: Lang) -> Vec<Block> {
    let doses = course::doses(told.journal, told.night());
    let rows: Vec<String> =
        doses.iter().map(|one| words::step_row(one.dose, one.first, one.last, lang)).collect();
    if rows.is_empty() {
        return Vec::new();
    }
    vec![Block::Heading(part(Part::Steps, lang).to_owned()), Block::small(format!("{}.", rows.join("; ")))]
}

/// The graph's numbers, week by week.
pub(super) fn weeks(told: &Told<'_>, lang: Lang) -> Vec<Block> {
    let rows = figure::weeks(told, lang);
    if rows.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![Block::Heading(part(Part::Weeks, lang).to_owned())];
    blocks.extend(rows.into_iter().map(Block::small));
    blocks
}

/// The newest laboratory values; no prediction is made of any.
pub(super) fn labs(told: &Told<'_>, lang: Lang) -> Option<Block> {
    let mut labs: Vec<&Lab> = told.labs.iter().collect();
    labs.sort_by_key(|lab| core::cmp::Reverse(lab.on));
    labs.truncate(MOST_LABS);
    (!labs.is_empty()).then(|| Block::led(lead(Part::Labs, lang), words::labs(&labs, lang)))
}
