//! An entry keeps what plan, bottle and syringe said that night, so that no later change rewrites it.

use super::outcome::{Advice, LogResult, NewDoseEntry};
use super::request::Swallowed;
use crate::domain::amount::{Dose, Volume};
use crate::domain::bottle::Bottle;
use crate::domain::entry::{DoseEntry, DoseStatus};
use crate::domain::night::Night;
use crate::domain::ratio::Ratio;
use crate::domain::tonight::draw;
use crate::domain::tonight::moment::Moment;
use crate::domain::tonight::plan_tonight;
use chrono::{DateTime, Utc};

/// An entry with nothing swallowed: skipped, unknown.
pub(super) fn answered(moment: &Moment<'_>, night: Night, status: DoseStatus) -> NewDoseEntry {
    let planned = plan_tonight::planned(moment.journal, night);
    NewDoseEntry {
        night,
        status,
        taken_at: None,
        planned: planned.as_ref().map(|(_, dose)| *dose),
        step: planned.map(|(step, _)| step),
        volume: None,
        bottle: None,
        strength: None,
        syringe: None,
        swallowed: None,
        corrects: None,
    }
}

/// An entry of something swallowed, and what is worth saying about how it was drawn.
///
/// What was said wins over what the plan would have been. Without a bottle that can be named the amount falls
/// back to the planned dose: an unusable bottle is no reason to lose the log (`safety.md` 12).
pub(super) fn swallowed(
    moment: &Moment<'_>,
    night: Night,
    status: DoseStatus,
    at: DateTime<Utc>,
    said: &Swallowed,
) -> Result<(NewDoseEntry, Vec<Advice>), LogResult> {
    if said.volume.is_some_and(Volume::is_zero) || said.dose.is_some_and(Dose::is_zero) {
        return Err(LogResult::RefusedAmount);
    }
    let mut entry = NewDoseEntry { taken_at: Some(at), ..answered(moment, night, status) };
    let mut advice = Vec::new();
    entry.swallowed = said.dose;
    // Said in milligrams and no bottle named: a tablet or a capsule, nothing was drawn.
    if said.dose.is_some() && said.bottle.is_none() {
        compare(&entry, entry.planned.map(whole), &mut advice);
        return Ok((entry, advice));
    }
    let Some(bottle) = drawn_from(moment, night, at, said, &mut advice)? else {
        entry.volume = said.volume;
        return Ok((entry, advice));
    };
    entry.bottle = Some(bottle.letter.clone());
    entry.strength = Some(bottle.strength);
    entry.syringe = Some(bottle.syringe);
    let line =
        entry.planned.and_then(|dose| draw::line(moment, night, dose, bottle).ok()).map(|drawn| drawn.line);
    entry.volume = said.volume.or(line);
    if said.volume.is_some() || said.dose.is_some() {
        let planned = line.map(|line| bottle.strength.dose_in(line));
        compare(&entry, planned.or_else(|| entry.planned.map(whole)), &mut advice);
    }
    Ok((entry, advice))
}

/// Whether nothing is said of how much it was and where it came from.
pub(super) fn says_no_amount(said: &Swallowed) -> bool {
    said.volume.is_none() && said.dose.is_none() && said.bottle.is_none()
}

/// What an entry that is put right as one dose more keeps: how much it was and where it came from, as it was told.
pub(super) fn drawn_as(entry: NewDoseEntry, known: &DoseEntry) -> NewDoseEntry {
    NewDoseEntry {
        volume: known.volume,
        bottle: known.bottle.clone(),
        strength: known.strength,
        syringe: known.syringe,
        swallowed: known.swallowed,
        ..entry
    }
}

/// The bottle it was drawn from: the one said, else the only usable one, else the only one that is still there.
fn drawn_from<'a>(
    moment: &Moment<'a>,
    night: Night,
    at: DateTime<Utc>,
    said: &Swallowed,
    advice: &mut Vec<Advice>,
) -> Result<Option<&'a Bottle>, LogResult> {
    let journal = moment.journal;
    let usable = moment.usable(night, at);
    let not_usable = |bottle: &Bottle| usable.iter().all(|one| one.id != bottle.id);
    let bottle = if let Some(letter) = &said.bottle {
        Some(moment.bottle_named(letter).ok_or(LogResult::RefusedBottle)?)
    } else if !journal.settings.capsules.is_empty() && said.volume.is_none() {
        None
    } else if usable.len() > 1 {
        advice.push(Advice::WhichBottle);
        None
    } else {
        let mut there = moment.in_the_house(at);
        let only = there.next().filter(|_| there.next().is_none());
        usable.first().copied().or(only)
    };
    if let Some(bottle) = bottle.filter(|bottle| not_usable(bottle)) {
        advice.push(Advice::BottleNotUsable { letter: bottle.letter.clone() });
    }
    Ok(bottle)
}

/// The night's own dose against the plan's; an extra one has nothing to be compared with.
fn compare(entry: &NewDoseEntry, planned: Option<Ratio>, advice: &mut Vec<Advice>) {
    if entry.status != DoseStatus::Taken {
        return;
    }
    let (Some(amount), Some(planned)) = (entry.amount_ng(), planned) else { return };
    match amount.cmp(&planned) {
        core::cmp::Ordering::Greater => advice.push(Advice::MoreThanPlanned),
        core::cmp::Ordering::Less => advice.push(Advice::LessThanPlanned),
        core::cmp::Ordering::Equal => {}
    }
}

fn whole(dose: Dose) -> Ratio {
    Ratio::whole(dose.ng())
}
