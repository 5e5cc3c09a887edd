//! The letter for whoever gives an anaesthetic: what is taken, what is agreed, what comes back on paper.

use super::document::{Block, Document};
use super::start::document;
use super::{Told, five};
use crate::domain::hold;
use crate::domain::paper::Paper;
use crate::domain::safety::surgery::first_night_without;
use crate::domain::safety::{self, told_medicines};
use crate::words::Lang;
use crate::words::report::{self as words, Part, lead, part};
use crate::words::safety::{last_recorded, staff};

/// The letter.
pub(super) fn page(told: &Told<'_>, lang: Lang) -> Document {
    let operation = five::operation(told);
    let led = |part, text: String| Block::led(lead(part, lang), text);
    let mut front = vec![
        Block::Title(words::title(Paper::Anaesthetist, lang).to_owned()),
        Block::line(words::patient(told.today, lang)),
        Block::line(words::antagonist(lang)),
        led(Part::DoseNow, five::plan_now(told, lang)),
    ];
    let card = safety::card(told.journal, told.night());
    front.extend(last_recorded(&card, lang).into_iter().map(Block::line));
    front.push(led(Part::Opioids, five::opioids(told, lang)));
    let medicines = told_medicines(told.journal, told.medicines);
    front.extend(words::other_medicines(&medicines, lang).map(|others| led(Part::Medicines, others)));
    front.push(Block::Heading(part(Part::Before, lang).to_owned()));
    front.push(Block::line(words::operation(operation, lang)));
    let first_without = operation.map(|on| first_night_without(on, &told.journal.settings, told.parameters));
    front.push(Block::line(words::before_operation(told.parameters, first_without, lang)));
    let held = hold::open_holds(told.journal).into_iter().map(|hold| hold.from).min();
    front.extend(held.map(|from| Block::line(words::held(from, lang))));
    front.push(Block::Heading(part(Part::During, lang).to_owned()));
    front.push(Block::line(staff(lang)));
    front.push(Block::Heading(part(Part::After, lang).to_owned()));
    front.push(Block::line(words::afterwards(told.parameters, lang)));
    front.push(Block::Heading(part(Part::FillIn, lang).to_owned()));
    front.extend(words::theatre_boxes(lang).into_iter().map(Block::Tick));
    front.push(Block::line(words::signature(lang)));
    document(Paper::Anaesthetist, told, lang, front, Vec::new())
}
