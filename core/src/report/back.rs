//! The back of the doctor's page: evidence, what others have published, the doses so far.

use super::document::Block;
use super::{Told, course, figure};
use crate::domain::symptom::Lab;
use crate::words::Lang;
use crate::words::report::{self as words, Part, lead, part};

/// Laboratory values of one page.
const MOST_LABS: usize = 4;

/// The evidence, for and against.
pub(super) fn evidence(_told: &Told<'_>, _lang: Lang) -> Vec<Block> {
    Vec::new()
}

/// The schemes others have published that can be carried out as they stand, with source and grade. None is proposed.
pub(super) fn schemes(told: &Told<'_>, lang: Lang) -> Vec<Block> {
    let ready = told.protocols.iter().filter(|protocol| protocol.executable);
    let mut blocks = vec![
        Block::Heading(part(Part::Schemes, lang).to_owned()),
        Block::Small(words::scheme_note(lang).to_owned()),
    ];
    blocks.extend(ready.map(|protocol| Block::Small(words::scheme_row(protocol, lang))));
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
    vec![Block::Heading(part(Part::Steps, lang).to_owned()), Block::Small(format!("{}.", rows.join("; ")))]
}

/// The graph's numbers, week by week.
pub(super) fn weeks(told: &Told<'_>, lang: Lang) -> Vec<Block> {
    let rows = figure::weeks(told, lang);
    if rows.is_empty() {
        return Vec::new();
    }
    let mut blocks = vec![Block::Heading(part(Part::Weeks, lang).to_owned())];
    blocks.extend(rows.into_iter().map(Block::Small));
    blocks
}

/// The newest laboratory values; no prediction is made of any.
pub(super) fn labs(told: &Told<'_>, lang: Lang) -> Option<Block> {
    let mut labs: Vec<&Lab> = told.labs.iter().collect();
    labs.sort_by_key(|lab| core::cmp::Reverse(lab.on));
    labs.truncate(MOST_LABS);
    (!labs.is_empty()).then(|| Block::led(lead(Part::Labs, lang), words::labs(&labs, lang)))
}
