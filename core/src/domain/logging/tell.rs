//! From what is told to what is stored: which night, which time, and whether the night is still open.

use super::outcome::{Advice, LogOutcome, LogResult, NewDoseEntry};
use super::request::{Answer, LogRequest, Swallowed};
use super::{advice, fill};
use crate::domain::entry::{DoseEntry, DoseStatus};
use crate::domain::night::Night;
use crate::domain::tonight::moment::{Moment, far_apart, told_at};
use crate::domain::tonight::plan_tonight;
use chrono::{DateTime, Utc};

/// An answer or, with `replaces`, the correction of an earlier entry.
pub(super) fn tell(
    moment: &Moment<'_>,
    request: &LogRequest,
    answer: &Answer,
    replaces: Option<&DoseEntry>,
) -> LogOutcome {
    let night = match night_of(moment, request, answer, replaces) {
        Ok(night) => night,
        Err(result) => return LogOutcome::refused(result, moment.tonight()),
    };
    let target = replaces.map(|entry| entry.id);
    let is_extra = matches!(answer, Answer::Extra(_));
    if let Some(standing) = moment.answers(night).find(|entry| !is_extra && Some(entry.id) != target) {
        return closed(moment, request, answer, standing);
    }
    let (mut entry, mut said) = match build(moment, request, answer, night, replaces) {
        Ok(built) => built,
        Err(result) => return refused(moment, result, night),
    };
    entry.corrects = target;
    let mut all = advice::on(moment, &entry, target);
    all.append(&mut said);
    all.append(&mut closing(moment, &entry));
    let result = if all.iter().any(Advice::warns) { LogResult::LoggedWithWarning } else { LogResult::Logged };
    LogOutcome { entry: Some(entry), advice: all, ..LogOutcome::refused(result, night) }
}

/// The night an answer belongs to: the one named, else the corrected entry's, else the one that holds the time.
fn night_of(
    moment: &Moment<'_>,
    request: &LogRequest,
    answer: &Answer,
    replaces: Option<&DoseEntry>,
) -> Result<Night, LogResult> {
    let at = said(answer).and_then(|swallowed| swallowed.at);
    if at.is_some_and(|at| at > moment.now) {
        return Err(LogResult::RefusedFuture);
    }
    let named = request.night.or(replaces.map(|entry| entry.night));
    let Some(night) = named else {
        return Ok(moment.key(at.map_or_else(|| moment.label(moment.now), |at| moment.label(at))));
    };
    let label = moment.label(moment.now);
    if night.date > label.date {
        return Err(LogResult::RefusedFuture);
    }
    // A notification's night wins over the clock (A07): its dose may have been swallowed after the cutover.
    // Anything further apart than that is a slip of the finger, unless it is an old entry that is put right.
    if let Some(at) = at {
        let told = moment.label(at);
        let apart = told.date != night.date && told.date != night.next().date;
        if apart && request.night.is_some() {
            return Err(LogResult::RefusedNight);
        }
        if apart {
            return Ok(told);
        }
    }
    Ok(night)
}

/// The entry for an answer, and what is said about how it was drawn.
fn build(
    moment: &Moment<'_>,
    request: &LogRequest,
    answer: &Answer,
    night: Night,
    replaces: Option<&DoseEntry>,
) -> Result<(NewDoseEntry, Vec<Advice>), LogResult> {
    match answer {
        Answer::Skipped => Ok((fill::answered(moment, night, DoseStatus::Skipped), Vec::new())),
        Answer::Unknown => Ok((fill::answered(moment, night, DoseStatus::Unknown), Vec::new())),
        Answer::Taken(swallowed) => {
            let said = swallowed.at.or(replaces.and_then(|entry| entry.taken_at));
            let just_now = (swallowed.myself && night == moment.tonight()).then_some(moment.now);
            let at = match said.or(just_now) {
                Some(at) => at,
                None => done(moment, request, night)?,
            };
            fill::swallowed(moment, night, DoseStatus::Taken, at, swallowed)
        }
        // The time of an extra dose defaults to now even at noon: too late a time only lengthens the gap. Beside the
        // dose of an earlier night it does not: the totals of both days would be wrong (`safety.md` 9, 17).
        Answer::Extra(swallowed) => {
            let known = replaces.and_then(|entry| entry.taken_at);
            let now = (request.night.is_none() || night == moment.tonight()).then_some(moment.now);
            let at = swallowed.at.or(known).or(now).ok_or(LogResult::AskTime)?;
            let (entry, advice) = fill::swallowed(moment, night, DoseStatus::Extra, at, swallowed)?;
            match replaces.filter(|known| known.amount_ng().is_some() && fill::says_no_amount(swallowed)) {
                Some(known) => Ok((fill::drawn_as(entry, known), Vec::new())),
                None => Ok((entry, advice)),
            }
        }
    }
}

/// A tap on *Done*: now, unless another phone gives and may have logged what this one has not heard of. A dose told
/// with its time, or as one's own, is never kept from being told.
fn done(moment: &Moment<'_>, request: &LogRequest, night: Night) -> Result<DateTime<Utc>, LogResult> {
    let at = unasked(moment, request, night).ok_or(LogResult::AskTime)?;
    if moment.giving().offers_done() { Ok(at) } else { Err(LogResult::RefusedNotGiving) }
}

/// A refusal, with the way out where there is more than one.
fn refused(moment: &Moment<'_>, result: LogResult, night: Night) -> LogOutcome {
    let way_out = (result == LogResult::RefusedNotGiving).then(|| Advice::NotGiving(moment.giving()));
    LogOutcome { advice: way_out.into_iter().collect(), ..LogOutcome::refused(result, night) }
}

/// Now, where *now* can only mean this night's dose; else nothing, and the time is asked for (A2).
///
/// It cannot after the window, for another night than tonight's, and before the window while last night is
/// still without an answer: at noon a tap far more often means the dose before sleep than one just swallowed.
fn unasked(moment: &Moment<'_>, request: &LogRequest, night: Night) -> Option<DateTime<Utc>> {
    if night != moment.tonight() {
        return None;
    }
    let window = moment.times(night)?;
    if moment.now > window.closes {
        return None;
    }
    let last = night.previous();
    let last_open = request.night.is_none()
        && moment.answer(last).is_none()
        && plan_tonight::asked_for(moment.journal, last);
    (moment.now >= window.opens || !last_open).then_some(moment.now)
}

/// The night has its answer: the first is kept. A *taken* from another device much later may be a second dose.
fn closed(moment: &Moment<'_>, request: &LogRequest, answer: &Answer, standing: &DoseEntry) -> LogOutcome {
    let mut advice = Vec::new();
    if let Answer::Taken(swallowed) = answer
        && standing.status == DoseStatus::Taken
        && standing.stamp.source != request.source
        && far_apart(told_at(standing), swallowed.at.unwrap_or(moment.now))
    {
        advice.push(Advice::OneDoseOrTwo);
    }
    advice.push(Advice::NothingToTakeNow);
    LogOutcome {
        closed_by: Some(standing.id),
        advice,
        ..LogOutcome::refused(LogResult::AlreadyClosed, standing.night)
    }
}

/// How every answer ends: nothing to take now; and after the window, tonight's as usual (`safety.md` 14).
fn closing(moment: &Moment<'_>, entry: &NewDoseEntry) -> Vec<Advice> {
    let over = moment.times(entry.night).is_none_or(|window| moment.now > window.closes);
    let left_out = matches!(entry.status, DoseStatus::Skipped | DoseStatus::Unknown);
    let as_usual = (over && left_out).then_some(Advice::TonightAsUsual);
    as_usual.into_iter().chain([Advice::NothingToTakeNow]).collect()
}

fn said(answer: &Answer) -> Option<&Swallowed> {
    match answer {
        Answer::Taken(swallowed) | Answer::Extra(swallowed) => Some(swallowed),
        Answer::Skipped | Answer::Unknown => None,
    }
}
