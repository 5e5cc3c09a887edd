//! A page as plain text: every line can be copied into a record as it stands.

use super::document::{Block, Document, Row};

/// The sign of a box to tick.
pub(super) const BOX: &str = "☐";

/// Every line of a page, front to back. The foot stands once, at the end.
pub fn lines(document: &Document) -> Vec<String> {
    let blocks = document.sides.iter().flat_map(|side| &side.blocks);
    let mut lines: Vec<String> = blocks.flat_map(block).collect();
    lines.push(document.foot.clone());
    lines
}

/// A page as one text, an empty line before each heading and each side.
pub fn text(document: &Document) -> String {
    let mut text = String::new();
    for side in &document.sides {
        for one in &side.blocks {
            let part = matches!(one, Block::Heading(_) | Block::Title(_));
            if part && !text.is_empty() {
                text.push('\n');
            }
            for line in block(one) {
                text.push_str(&line);
                text.push('\n');
            }
        }
    }
    text.push('\n');
    text.push_str(&document.foot);
    text.push('\n');
    text
}

/// The lines of one block.
pub(super) fn block(block: &Block) -> Vec<String> {
    match block {
        Block::Title(text) | Block::Heading(text) => vec![text.clone()],
        Block::Line(line) | Block::Small(line) => vec![line.plain()],
        Block::Tick(text) => vec![format!("{BOX} {text}")],
        Block::Grid { heads, rows } => grid(heads, rows),
        // The words that stand for the picture are lines of their own, on the back.
        Block::Figure(_) | Block::Fold => Vec::new(),
    }
}

fn grid(heads: &[(String, u16)], rows: &[Row]) -> Vec<String> {
    let head: Vec<&str> = heads.iter().map(|(head, _)| head.as_str()).collect();
    let mut lines = vec![head.join(" | ")];
    lines.extend(rows.iter().map(|Row(cells)| cells.join(" | ")));
    lines
}
