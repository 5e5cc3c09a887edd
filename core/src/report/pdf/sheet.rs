//! Where blocks stand on their pages: a side to a page, or pieces to cut out side by side.

use super::fit::{PAGE_STEPS, PIECE_STEPS, fit, high};
use super::lay::{Item, Laid, Sizes, lay};
use super::pen::PAGE;
use crate::report::document::{Block, Document, Sheet, Side};
use crate::report::figure::{Shape, Stroke};

/// From every edge of the page.
const MARGIN: i32 = 850;
/// Above the first line.
const TOP: i32 = 740;
/// Between two pieces, and between a piece's edge and its words.
const APART: i32 = 280;
const PADDING: i32 = 150;
/// Twentieths of a point in ten millimetres, rounded.
const CENTIMETRE: i32 = 567;

/// A page: its blocks where they stand.
#[derive(Debug, Default)]
pub(super) struct PageLaid {
    pub(super) blocks: Vec<Laid>,
}

/// The pages of a document; at least one, with the foot on each.
pub(super) fn pages(document: &Document) -> Vec<PageLaid> {
    let width = PAGE.0 - 2 * MARGIN;
    let foot = lay(&Block::small(document.foot.clone()), width, Sizes(92));
    let bottom = PAGE.1 - 600 - high(&foot);
    let mut pages = match document.sheet {
        Sheet::Page => document.sides.iter().flat_map(|side| page(side, width, bottom)).collect(),
        Sheet::Piece(wide, tall) => {
            let millimetres = |length: u16| i32::from(length) * CENTIMETRE / 10;
            pieces(&document.sides, (millimetres(wide), millimetres(tall)), bottom)
        }
    };
    if pages.is_empty() {
        pages.push(PageLaid::default());
    }
    for page in &mut pages {
        page.blocks.extend(foot.iter().cloned().map(|laid| placed(laid, (MARGIN, bottom + 60))));
    }
    pages
}

/// One side, on one page where it fits at all.
fn page(side: &Side, width: i32, bottom: i32) -> Vec<PageLaid> {
    let laid = fit(side, width, bottom - TOP, &PAGE_STEPS);
    let mut pages = vec![PageLaid::default()];
    let mut y = TOP;
    for (place, one) in laid.iter().enumerate() {
        let next = laid.get(place + 1).filter(|_| one.keeps).map_or(0, |next| next.height);
        if y > TOP && y + one.height + next > bottom {
            pages.push(PageLaid::default());
            y = TOP;
        }
        if let Some(page) = pages.last_mut() {
            page.blocks.push(placed(one.clone(), (MARGIN, y)));
        }
        y += one.height;
    }
    pages
}

/// Pieces from left to right, then below.
fn pieces(sides: &[Side], (wide, tall): (i32, i32), bottom: i32) -> Vec<PageLaid> {
    let mut pages = vec![PageLaid::default()];
    let (mut x, mut y) = (MARGIN, TOP);
    for side in sides {
        let laid = fit(side, wide - 2 * PADDING, tall - 2 * PADDING, &PIECE_STEPS);
        let tall = tall.max(high(&laid) + 2 * PADDING);
        if x > MARGIN && x + wide > PAGE.0 - MARGIN {
            (x, y) = (MARGIN, y + tall + APART);
        }
        if y > TOP && y + tall > bottom {
            pages.push(PageLaid::default());
            (x, y) = (MARGIN, TOP);
        }
        if let Some(page) = pages.last_mut() {
            page.blocks.push(frame((x, y), (wide, tall)));
            let mut inside = y + PADDING;
            for one in laid {
                let high = one.height;
                page.blocks.push(placed(one, (x + PADDING, inside)));
                inside += high;
            }
        }
        x += wide + APART;
    }
    pages
}

/// The line to cut along.
fn frame((x, y): (i32, i32), (wide, tall): (i32, i32)) -> Laid {
    let corners = vec![(x, y), (x + wide, y), (x + wide, y + tall), (x, y + tall), (x, y)];
    let line = Item::Shape(Shape::Line { points: corners, stroke: Stroke::Milestone });
    Laid { tag: "Artifact", instead: None, height: 0, items: vec![line], keeps: false }
}

fn placed(laid: Laid, by: (i32, i32)) -> Laid {
    let items = laid.items.into_iter().map(|item| item.moved(by)).collect();
    Laid { items, ..laid }
}
