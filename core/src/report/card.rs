//! The wallet card: the emergency card's own lines, to cut out and fold (`safety.md` 24).

use super::Told;
use super::document::{Block, Document, Sheet, Side};
use crate::domain::paper::Paper;
use crate::domain::safety;
use crate::words::Lang;
use crate::words::report as words;

/// Millimetres: a bank card, twice as high and folded.
const CARD: Sheet = Sheet::Piece(86, 108);

/// The card.
pub(super) fn page(told: &Told<'_>, lang: Lang) -> Document {
    let lines = crate::words::safety::card(&safety::card(told.journal, told.night()), lang);
    let half = lines.len().saturating_sub(2);
    let (front, rear) = lines.split_at(half);
    let mut blocks = vec![Block::Heading(words::title(Paper::Card, lang).to_owned())];
    blocks.extend(front.iter().map(Block::line));
    blocks.push(Block::Fold);
    blocks.extend(rear.iter().map(Block::line));
    Document {
        paper: Paper::Card,
        lang,
        title: words::title(Paper::Card, lang).to_owned(),
        foot: format!("{} {}", words::cut(lang), words::foot(told.today, told.parameters, lang)),
        sheet: CARD,
        sides: vec![Side { blocks }],
    }
}
