//! Pages for people who have five minutes: the doctor's page in two forms, letters, a card, labels, a month of nights.
//!
//! A page is a [`Document`]: typed blocks, filled once from the journal and from what `domain` says of it, and drawn
//! in three ways from the same blocks, as plain text, as one HTML file and as a PDF. So a number on paper is the
//! number on the screen, and every line can be copied into a record as it stands.
//!
//! No page proposes a dose: where a prescriber decides, the place is blank (design 1).

mod anaesthetist;
mod back;
mod card;
mod course;
mod document;
mod figure;
mod five;
mod follow_up;
mod html;
mod label;
mod month;
#[cfg(feature = "pdf")]
mod pdf;
mod start;
mod text;
mod told;
mod travel;

pub use document::{Block, Document, Line, Row, Sheet, Side};
pub use figure::{Anchor, Figure, Mark, Shape, Stroke};
pub use html::html;
#[cfg(feature = "pdf")]
pub use pdf::pdf;
pub use text::{lines, text};
pub use told::Told;

use crate::domain::paper::Paper;
use crate::words::Lang;

/// Fills a page.
pub fn document(paper: Paper, told: &Told<'_>, lang: Lang) -> Document {
    match paper {
        Paper::Start => start::page(told, lang),
        Paper::FollowUp => follow_up::page(told, lang),
        Paper::Anaesthetist => anaesthetist::page(told, lang),
        Paper::Travel => travel::page(told, lang),
        Paper::Card => card::page(told, lang),
        Paper::Month => month::page(told, lang),
        Paper::Label => label::page(told, lang),
    }
}
