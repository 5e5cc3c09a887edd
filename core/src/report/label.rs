//! The labels of the bottles in use, to cut out and stick on (`safety.md` 13).

use super::Told;
use super::document::{Block, Document, Sheet, Side};
use crate::domain::paper::Paper;
use crate::domain::supply::{BottleState, bottle_state};
use crate::words::Lang;
use crate::words::dilution::label;
use crate::words::report as words;

/// Millimetres: round a bottle of 50 mL.
const LABEL: Sheet = Sheet::Piece(70, 40);

/// One label for each bottle that may be used; without one, no side.
pub(super) fn page(told: &Told<'_>, lang: Lang) -> Document {
    let bottles = told.journal.bottles.iter();
    let usable =
        bottles.filter(|bottle| bottle_state(bottle, told.journal, told.night()) == BottleState::Usable);
    let side = |lines: Vec<String>| {
        let mut lines = lines.into_iter();
        let mut blocks: Vec<Block> = lines.next().map(Block::Heading).into_iter().collect();
        blocks.extend(lines.map(Block::line));
        Side { blocks }
    };
    Document {
        paper: Paper::Label,
        lang,
        title: words::title(Paper::Label, lang).to_owned(),
        foot: format!("{} {}", words::cut(lang), words::foot(told.today, told.parameters, lang)),
        sheet: LABEL,
        sides: usable.map(|bottle| side(label(bottle, lang))).collect(),
    }
}
