//! The blocks a page is made of. They say what stands there, not how large or where.

use super::figure::Figure;
use crate::domain::paper::Paper;
use crate::words::Lang;

/// A page to print, front and back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// What it is for.
    pub paper: Paper,
    /// The language it is written in.
    pub lang: Lang,
    /// Its title; names the drug, and nothing of the patient.
    pub title: String,
    /// What stands small at the foot of every page: as of when, and that nobody has reviewed the numbers.
    pub foot: String,
    /// What it is printed on.
    pub sheet: Sheet,
    /// Front and back, or one label each.
    pub sides: Vec<Side>,
}

/// What a side is printed on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sheet {
    /// A whole A4 page, 210 by 297 mm; a side that is too long is set smaller.
    Page,
    /// Pieces to cut out of an A4 page, width and height in millimetres.
    Piece(u16, u16),
}

/// One side.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Side {
    /// From the top.
    pub blocks: Vec<Block>,
}

/// A line of words, some of them strong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What it is about, printed strong before the rest: "Opioids:". Empty for none.
    pub lead: String,
    /// The rest.
    pub text: String,
}

/// One thing on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// The title.
    Title(String),
    /// The heading of a part.
    Heading(String),
    /// A line.
    Line(Line),
    /// A box to tick, and what it means.
    Tick(String),
    /// A remark in small type.
    Small(Line),
    /// The graph, with the words that stand for it where nothing can be drawn.
    Figure(Figure),
    /// A grid to fill in by hand: the heads of its columns, and the beginnings of its rows.
    Grid {
        /// The heads, with the width of each column in parts.
        heads: Vec<(String, u16)>,
        /// What stands in the cells; missing cells are empty.
        rows: Vec<Row>,
    },
    /// A line to fold along.
    Fold,
}

/// A row of a grid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row(pub Vec<String>);

impl Block {
    /// A line with something strong before it.
    pub fn led(lead: impl Into<String>, text: impl Into<String>) -> Self {
        Self::Line(Line { lead: lead.into(), text: text.into() })
    }

    /// A remark.
    pub fn small(text: impl Into<String>) -> Self {
        Self::note("", text)
    }

    /// A remark with something strong before it.
    pub fn note(lead: impl Into<String>, text: impl Into<String>) -> Self {
        Self::Small(Line { lead: lead.into(), text: text.into() })
    }

    /// A plain line.
    pub fn line(text: impl Into<String>) -> Self {
        Self::led("", text)
    }
}

impl Line {
    /// As it is copied.
    pub fn plain(&self) -> String {
        match (self.lead.as_str(), self.text.as_str()) {
            ("", text) => text.to_owned(),
            (lead, "") => lead.to_owned(),
            (lead, text) => format!("{lead} {text}"),
        }
    }
}
