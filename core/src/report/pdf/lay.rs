//! Blocks into what is drawn: rows of text, lines and shapes, each block from its own upper left corner.

use super::face::Face;
use super::rows::{Part, rows};
use crate::report::document::{Block, Line, Row};
use crate::report::figure::{Anchor, Figure, Shape, Stroke};
use crate::report::text::BOX;

/// Something drawn; places from the block's corner, or from the page's once it is placed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Item {
    /// A run of text with the left end of its base line.
    Text { at: (i32, i32), strong: bool, size: i32, text: String },
    /// Anything else.
    Shape(Shape),
}

/// A block as it is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Laid {
    /// What it is to a screen reader.
    pub(super) tag: &'static str,
    /// What stands for a picture.
    pub(super) instead: Option<String>,
    /// Its height with the space around it.
    pub(super) height: i32,
    /// What is drawn.
    pub(super) items: Vec<Item>,
    /// It stands on the page of what follows it.
    pub(super) keeps: bool,
}

/// Sizes of letters, in percent of the usual ones.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sizes(pub(super) i32);

impl Sizes {
    fn of(self, size: i32) -> i32 {
        size * self.0 / 100
    }
}

/// How a kind of text is set: size, strong, space above and below, and what it is to a screen reader.
struct Style {
    tag: &'static str,
    size: i32,
    above: i32,
    below: i32,
    hang: i32,
}

/// Lays a block out in a width; some blocks are several.
pub(super) fn lay(block: &Block, width: i32, sizes: Sizes) -> Vec<Laid> {
    let style = |tag, size, above, below| Style {
        tag,
        size: sizes.of(size),
        above: sizes.of(above),
        below: sizes.of(below),
        hang: 0,
    };
    let strong = |text| [Part { strong: true, text }];
    let plain = |text| [Part { strong: false, text }];
    match block {
        Block::Title(text) => vec![set(&strong(text), &style("H1", 290, 0, 110), width)],
        Block::Heading(text) => vec![heading(&set(&strong(text), &style("H2", 205, 120, 70), width), width)],
        Block::Line(line) => vec![led(line, &style("P", 188, room_to_write(&line.text), 55), width)],
        Block::Tick(text) => {
            let hang = Face::of(false).measure("☐ ", sizes.of(188));
            let style = Style { hang, ..style("P", 188, room_to_write(text), 55) };
            vec![set(&plain(&format!("{BOX} {text}")), &style, width)]
        }
        Block::Small(line) => vec![led(line, &style("P", 156, room_to_write(&line.text), 36), width)],
        Block::Figure(figure) => {
            vec![picture(figure, width)]
        }
        Block::Grid { heads, rows } => grid(heads, rows, width, sizes),
        Block::Fold => vec![rule(width, sizes.of(140), Stroke::Milestone)],
    }
}

/// A hand needs more room than a printer.
fn room_to_write(text: &str) -> i32 {
    if text.contains("____") { 90 } else { 0 }
}

fn led(line: &Line, style: &Style, width: i32) -> Laid {
    let alone = line.lead.is_empty() || line.text.is_empty();
    let text = if alone { line.text.clone() } else { format!(" {}", line.text) };
    set(&[Part { strong: true, text: &line.lead }, Part { strong: false, text: &text }], style, width)
}

fn set(parts: &[Part<'_>], style: &Style, width: i32) -> Laid {
    let pitch = style.size * 128 / 100;
    let mut y = style.above;
    let mut items = Vec::new();
    for row in rows(parts, style.size, width, style.hang) {
        y += pitch;
        let base = y - style.size * 30 / 100;
        items.extend(row.runs.into_iter().map(|run| Item::Text {
            at: (run.x, base),
            strong: run.strong,
            size: style.size,
            text: run.text,
        }));
    }
    Laid { tag: style.tag, instead: None, height: y + style.below, items, keeps: false }
}

/// A heading with a line under it.
fn heading(laid: &Laid, width: i32) -> Laid {
    let y = laid.height - 45;
    let mut laid = laid.clone();
    laid.items.push(Item::Shape(Shape::Line { points: vec![(0, y), (width, y)], stroke: Stroke::Axis }));
    laid.keeps = true;
    laid
}

fn rule(width: i32, room: i32, stroke: Stroke) -> Laid {
    let line = Shape::Line { points: vec![(0, room / 2), (width, room / 2)], stroke };
    Laid { tag: "Artifact", instead: None, height: room, items: vec![Item::Shape(line)], keeps: false }
}

/// The graph, its labels set as text.
fn picture(figure: &Figure, width: i32) -> Laid {
    let left = (width - figure.size.0).max(0) / 2;
    let items = figure.shapes.iter().map(|shape| match shape {
        Shape::Label { at: (x, y), anchor, size, text } => {
            let wide = Face::of(false).measure(text, *size);
            let x = match anchor {
                Anchor::Start => *x,
                Anchor::Middle => x - wide / 2,
                Anchor::End => x - wide,
            };
            Item::Text { at: (left + x, *y), strong: false, size: *size, text: text.clone() }
        }
        other => Item::Shape(other.clone()).moved((left, 0)),
    });
    let instead = Some(figure.words.join(" "));
    Laid { tag: "Figure", instead, height: figure.size.1 + 60, items: items.collect(), keeps: true }
}

/// A grid, a row a block: its head first.
fn grid(heads: &[(String, u16)], rows: &[Row], width: i32, sizes: Sizes) -> Vec<Laid> {
    let parts: i32 = heads.iter().map(|(_, part)| i32::from(*part)).sum();
    let mut edges = vec![0];
    let mut sum = 0;
    for (_, part) in heads {
        sum += i32::from(*part);
        edges.push(width * sum / parts.max(1));
    }
    let (high, size) = (sizes.of(345), sizes.of(165));
    let row = |cells: &mut dyn Iterator<Item = &String>, strong: bool| {
        let mut items: Vec<Item> = Vec::new();
        for (text, x) in cells.zip(&edges) {
            items.push(Item::Text { at: (x + 60, high - 110), strong, size, text: text.clone() });
        }
        let mut line = |from, to| {
            items.push(Item::Shape(Shape::Line { points: vec![from, to], stroke: Stroke::Grid }));
        };
        for x in &edges {
            line((*x, 0), (*x, high));
        }
        line((0, 0), (width, 0));
        line((0, high), (width, high));
        Laid { tag: "P", instead: None, height: high, items, keeps: strong }
    };
    let mut laid = vec![row(&mut heads.iter().map(|(head, _)| head), true)];
    laid.extend(rows.iter().map(|Row(cells)| row(&mut cells.iter(), false)));
    if let Some(last) = laid.last_mut() {
        last.height += sizes.of(80);
    }
    laid
}

impl Item {
    /// The same, further to the right and down.
    pub(super) fn moved(self, (dx, dy): (i32, i32)) -> Self {
        let shift = |points: Vec<(i32, i32)>| points.into_iter().map(|(x, y)| (x + dx, y + dy)).collect();
        match self {
            Self::Text { at: (x, y), strong, size, text } => {
                Self::Text { at: (x + dx, y + dy), strong, size, text }
            }
            Self::Shape(Shape::Line { points, stroke }) => {
                Self::Shape(Shape::Line { points: shift(points), stroke })
            }
            Self::Shape(Shape::Area { points, grey }) => {
                Self::Shape(Shape::Area { points: shift(points), grey })
            }
            Self::Shape(Shape::Mark { at: (x, y), mark }) => {
                Self::Shape(Shape::Mark { at: (x + dx, y + dy), mark })
            }
            label @ Self::Shape(Shape::Label { .. }) => label,
        }
    }
}
