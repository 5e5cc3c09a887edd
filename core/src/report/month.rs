//! A month of nights to fill in by hand, for a household without a second phone (`safety.md` 23).
//!
//! The nights come without a dose: what changes after it was printed, the sheet does not know.

use super::Told;
use super::document::{Block, Document, Row};
use super::start::document;
use crate::domain::night::Night;
use crate::domain::paper::Paper;
use crate::words::Lang;
use crate::words::date::short_day;
use crate::words::report::{self as words, Part, lead};

/// Nights on one sheet.
const NIGHTS: i64 = 31;

/// The sheet, from tonight on.
pub(super) fn page(told: &Told<'_>, lang: Lang) -> Document {
    let (heads, ends) = words::month_heads(lang);
    let first = Night::of(told.night().date);
    let rows = (0..NIGHTS).map(|night| Row(vec![short_day(first.plus(night), lang)])).collect();
    let mut front = vec![
        Block::Title(words::title(Paper::Month, lang).to_owned()),
        Block::line(words::patient(told.today, lang)),
    ];
    front.extend(words::month_now(told.tonight, lang).map(|now| Block::led(lead(Part::DoseNow, lang), now)));
    front.extend(words::month_rules(lang).into_iter().map(Block::line));
    front.push(Block::Grid { heads, rows });
    front.push(Block::small(ends));
    document(Paper::Month, told, lang, front, Vec::new())
}
