//! The one graph: dose steps, nights, scores, side effects, holds and values over the weeks, on one axis.
//!
//! Every mark has a shape of its own, so that it is read in print and without colour; events carry a number, and their
//! words stand in the list beside. Drawn with classes and attributes only: no inline style.

mod lanes;
mod marks;
mod scale;

pub(crate) use marks::shape;

use crate::clinic::Chart;
use crate::clinic::events::{Event, What};
use crate::clinic::nights::{Nights, before};
use crate::frame::say;
use chrono::{Datelike, NaiveDate, Weekday};
use maud::{Markup, html};
use nocte_core::catalogue::parameters;
use scale::{Across, LEFT, Lane, RIGHT, WIDTH};

/// The stretches that can be chosen, in nights.
pub(crate) const STRETCHES: [u64; 4] = [30, 90, 180, 365];

const DOSE: Lane = Lane { top: 430, height: 1_000 };
const NIGHTS: Lane = Lane { top: 1_620, height: 260 };
const SCORES: Lane = Lane { top: 2_130, height: 1_750 };
const EVENTS: Lane = Lane { top: 4_080, height: 780 };
const HEIGHT: i64 = 5_300;

/// A graph and the events whose numbers stand on it.
pub(crate) struct Graph {
    /// The picture.
    pub(crate) picture: Markup,
    /// The numbered events, oldest first.
    pub(crate) events: Vec<Event>,
    /// The first night shown.
    pub(crate) first: NaiveDate,
}

/// Draws the last `stretch` nights, or fewer where the record is younger: it begins with the record's first week.
pub(crate) fn graph(chart: &Chart, nights: &Nights<'_>, stretch: u64) -> Graph {
    let last = chart.tonight.date;
    let first = begin(chart, nights, stretch);
    let across = Across::new(first, last);
    let events: Vec<Event> =
        chart.events().into_iter().filter(|event| across.shows(event.on) && is_marked(&event.what)).collect();
    let view = format!("0 0 {WIDTH} {HEIGHT}");
    let picture = html! {
        svg.graph viewBox=(view) role="img" aria-labelledby="graph-title graph-words" {
            title #graph-title { "Dose, nights, scores and events from " (say::day(first)) " to " (say::day(last)) }
            desc #graph-words { "The same data stands in the table and the list of events below." }
            defs {
                pattern #hatch width="80" height="80" patternUnits="userSpaceOnUse" patternTransform="rotate(45)" {
                    line.hatch x1="0" y1="0" x2="0" y2="80" {}
                }
            }
            (judging(nights, across, last))
            (weeks(across, last))
            (lanes::holds(chart, across))
            (lanes::dose(nights, across, last))
            (lanes::nights(chart, nights, across, last))
            (lanes::scores(nights, across, last))
            (marks::marks(&events, across))
            (milestones(nights, across))
            (names())
        }
    };
    Graph { picture, events, first }
}

/// The first night shown.
fn begin(chart: &Chart, nights: &Nights<'_>, stretch: u64) -> NaiveDate {
    let asked = before(chart.tonight.date, stretch.saturating_sub(1));
    let scores = chart.scores.first().map(|score| score.night.date);
    let oldest = scores.into_iter().chain(nights.first_dose).min().unwrap_or(asked);
    // A week before the first entry, so that nothing sticks to the edge; and never less than four weeks.
    asked.max(before(oldest, 2)).min(before(chart.tonight.date, 27))
}

/// What gets a mark of its own; doses, ratings and notes have their lanes or the table.
fn is_marked(what: &What) -> bool {
    !matches!(
        what,
        What::Step { .. }
            | What::Note { .. }
            | What::Plan { .. }
            | What::Message { .. }
            | What::Replied { .. }
    )
}

/// The axis: a line for each Monday, or each month where weeks stand too close.
fn weeks(across: Across, last: NaiveDate) -> Markup {
    let monthly = across.nights > 200;
    let begins = |night: &NaiveDate| {
        if monthly { night.day() == 1 } else { night.weekday() == Weekday::Mon }
    };
    let nights: Vec<NaiveDate> =
        across.first.iter_days().take_while(|night| *night <= last).filter(begins).collect();
    let every = nights.len().div_ceil(10).max(1);
    html! {
        @for (place, night) in nights.iter().enumerate() {
            @let x = across.left(*night);
            line.grid x1=(x) y1=(DOSE.top) x2=(x) y2=(EVENTS.bottom()) {}
            @if place % every == 0 && x < WIDTH - RIGHT - 800 {
                text.tick x=(x) y=(EVENTS.bottom() + 220) { (say::short(*night)) }
            }
        }
        line.axis x1=(LEFT) y1=(EVENTS.bottom()) x2=(WIDTH - RIGHT) y2=(EVENTS.bottom()) {}
        text.tick.end x=(WIDTH - RIGHT) y=(EVENTS.bottom() + 220) { (say::short(last)) }
    }
}

/// The first dose, and the night from which a response is judged at all (parameter `assess_nights`).
fn milestones(nights: &Nights<'_>, across: Across) -> Markup {
    let judged = nights.taken_night(parameters().assess_nights.value);
    let mark = |night: NaiveDate, words: &str| {
        let x = across.left(night);
        // Near the right edge the words stand to the left of their line.
        let left = x > WIDTH - 2 * RIGHT;
        let (at, class) = if left { (x - 50, "milestone end") } else { (x + 50, "milestone") };
        html! {
            line.milestone x1=(x) y1="160" x2=(x) y2=(SCORES.bottom()) {}
            text class=(class) x=(at) y="130" { (words) }
        }
    };
    html! {
        @if let Some(first) = nights.first_dose.filter(|night| across.shows(*night)) {
            (mark(first, "first dose"))
        }
        @if let Some(night) = judged.filter(|night| across.shows(*night)) {
            (mark(night, &format!("{} nights taken: can be judged", parameters().assess_nights.value)))
        }
    }
}

/// Weeks 8 to 10 of nights taken, when a response is first looked for: from parameter `assess_from_nights` to
/// `assess_nights`, or to the last night while they are not reached.
fn judging(nights: &Nights<'_>, across: Across, last: NaiveDate) -> Markup {
    let from = nights.taken_night(parameters().assess_from_nights.value);
    let until = nights.taken_night(parameters().assess_nights.value).unwrap_or(last);
    html! {
        @if let Some(from) = from.filter(|_| across.shows(until)) {
            @let (left, right) = (across.left(from.max(across.first)), across.left(until));
            rect.judging x=(left) y=(DOSE.top) width=((right - left).max(0)) height=(SCORES.bottom() - DOSE.top) {
                title { "Weeks 8 to 10, in nights taken" }
            }
            text.tick x=(left + 30) y=(SCORES.bottom() - 40) { "weeks 8–10" }
        }
    }
}

fn names() -> Markup {
    let name = |lane: Lane, words: &str| html! { text.lane x="0" y=(lane.top + 130) { (words) } };
    html! {
        (name(DOSE, "Dose"))
        (name(NIGHTS, "Nights"))
        (name(SCORES, "Scores"))
        text.tick x="0" y=(SCORES.top + 290) { "7-night mean" }
        (name(EVENTS, "Events"))
    }
}
