//! Doses left, so that supply is spoken of in time; it never stands in the way of a log.

use crate::domain::amount::Dose;
use crate::domain::night::Night;
use crate::domain::progress;
use crate::domain::supply;
use crate::domain::tonight::moment::Moment;

/// Nights that the bottle in use and the tablets at hand still serve at the coming steps; `None` when neither
/// was ever told of.
///
/// The bottle's date is not looked at: an old bottle with tablets beside it is no want of supply, and its end
/// has its own notice. The tablets are as many as were last counted.
pub(super) fn doses_left(moment: &Moment<'_>, tonight: Night) -> Option<u32> {
    let in_bottle = in_bottle(moment, tonight);
    let in_tablets = in_tablets(moment, tonight);
    match (in_bottle, in_tablets) {
        (None, None) => None,
        (bottle, tablets) => Some(bottle.unwrap_or(0).saturating_add(tablets.unwrap_or(0))),
    }
}

fn in_bottle(moment: &Moment<'_>, tonight: Night) -> Option<u32> {
    let journal = moment.journal;
    let bottle = moment.bottle(tonight, moment.now).ok()?;
    let progress = progress::progress(journal, tonight)?;
    let plan = progress::plan_in_force(journal, tonight)?;
    let coming = supply::coming(&plan.steps, progress.step_index, progress.nights_taken);
    let left = supply::left_in(bottle, journal).volume;
    let clocks = supply::clocks(bottle, left, &coming, tonight, moment.parameters);
    let nights = (clocks.empty_by? - tonight.date).num_days() + 1;
    u32::try_from(nights.max(0)).ok()
}

fn in_tablets(moment: &Moment<'_>, tonight: Night) -> Option<u32> {
    let journal = moment.journal;
    let count = journal.settings.tablets_left?;
    let tablet = journal.bottles.iter().rev().find_map(|bottle| bottle.tablets.first())?;
    let dose = progress::progress(journal, tonight)?.dose;
    let total = tablet.checked_mul(count.into()).map_or(u64::MAX, Dose::ng);
    u32::try_from(total.checked_div(dose.ng())?).ok()
}
