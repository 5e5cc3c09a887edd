//! A page as a PDF: A4, letters embedded and cut down to those used, tagged, and with its text in reading order.
//!
//! Everything is placed in twentieths of a point; only [`pen`] turns them into the floats that a PDF is written in.
//! Each letter has a number of its own in the file, so that what is copied out is what was put in, also where the
//! font has no picture for it.

mod face;
mod file;
mod fit;
mod lay;
mod pen;
mod rows;
mod sheet;

use super::document::Document;

/// The file. Its title names the drug and nothing of the patient; it carries no date of its own and no author, so
/// that the same page gives the same bytes.
pub fn pdf(document: &Document) -> Vec<u8> {
    let pages = sheet::pages(document);
    file::write(document, &pages)
}
