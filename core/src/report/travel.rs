//! The travel letter: what is in the bottle, whose it is, and who agreed to it.

use super::document::{Block, Document};
use super::start::document;
use super::{Told, five};
use crate::domain::paper::Paper;
use crate::domain::progress::{plan_in_force, upcoming};
use crate::domain::supply::{BottleState, bottle_state};
use crate::words::Lang;
use crate::words::report::{self as words, Part, lead, part};

/// The letter.
pub(super) fn page(told: &Told<'_>, lang: Lang) -> Document {
    let plan = plan_in_force(told.journal, told.night()).or_else(|| upcoming(told.journal, told.night()));
    let usable = told.journal.bottles.iter();
    let usable =
        usable.filter(|bottle| bottle_state(bottle, told.journal, told.night()) == BottleState::Usable);
    let mut front = vec![
        Block::Title(words::title(Paper::Travel, lang).to_owned()),
        Block::line(words::patient(told.today, lang)),
        Block::line(words::bearer(lang)),
        Block::led(lead(Part::DoseNow, lang), five::dose_now(told, lang)),
        Block::line(words::recorded(plan.map(|plan| &plan.agreement), lang)),
        Block::Heading(part(Part::Carried, lang).to_owned()),
    ];
    front.extend(usable.map(|bottle| Block::line(words::carries(bottle, lang))));
    let syringe = told.tonight.syringe.or(told.journal.settings.syringe);
    front.extend(words::kept_cool(syringe, lang).into_iter().map(Block::line));
    front.push(Block::line(words::to_be_signed(lang)));
    front.push(Block::line(words::signature(lang)));
    document(Paper::Travel, told, lang, front, Vec::new())
}
