//! The lanes of the graph: holds behind, the dose as stairs, a sign for each night, a line for each scale.

use super::scale::{Across, LEFT, RIGHT, WIDTH, spread};
use super::{DOSE, NIGHTS, SCORES};
use crate::clinic::Chart;
use crate::clinic::nights::{Answer, Mean, Nights, before, each};
use crate::frame::say;
use chrono::NaiveDate;
use core::fmt::Write as _;
use maud::{Markup, html};
use nocte_core::domain::amount::Dose;
use nocte_core::domain::hold;
use nocte_core::words::amount::show_dose;

/// Nights of a moving mean, and how many of them must be rated: fewer make a line out of chance.
const WINDOW: u64 = 7;
const RATED: u32 = 3;
/// Lines at most: more cannot be told apart. The table has them all.
const LINES: usize = 3;
/// Nights beyond which the signs are drawn as plain strokes.
const DENSE: i64 = 130;

/// Hatched stretches, behind everything.
pub(super) fn holds(chart: &Chart, across: Across) -> Markup {
    let last = chart.tonight.date;
    let shown = hold::holds(&chart.journal).into_iter().filter_map(|one| {
        let end = one.until.map_or(last, |until| until.previous().date).min(last);
        let begin = one.from.date.max(across.first);
        (begin <= end).then(|| (across.left(begin), across.right(end)))
    });
    html! {
        @for (left, right) in shown {
            rect.hold fill="url(#hatch)" x=(left) y=(DOSE.top) width=(right - left) height=(NIGHTS.bottom() - DOSE.top) {}
        }
    }
}

/// The dose in force, as stairs, each named where it begins.
pub(super) fn dose(nights: &Nights<'_>, across: Across, last: NaiveDate) -> Markup {
    let stairs = stairs(nights, across.first, last);
    let most = stairs.iter().map(|(_, _, dose)| dose.ng()).max().unwrap_or(1);
    let mut path = String::new();
    let mut before: Option<NaiveDate> = None;
    for (first, until, dose) in &stairs {
        let (left, right, y) = (across.left(*first), across.right(*until), DOSE.y(dose.ng(), most));
        let joins = before.is_some_and(|before| before.succ_opt() == Some(*first));
        let start = if joins { "L" } else { "M" };
        // Writing to a String cannot fail.
        let _ = write!(path, "{start}{left} {y}L{right} {y}");
        before = Some(*until);
    }
    html! {
        line.axis x1=(LEFT) y1=(DOSE.bottom()) x2=(WIDTH - RIGHT) y2=(DOSE.bottom()) {}
        @for (first, until, dose) in &stairs {
            @let (left, right, y) = (across.left(*first), across.right(*until), DOSE.y(dose.ng(), most));
            rect.stair x=(left) y=(y) width=(right - left) height=(DOSE.bottom() - y) {}
        }
        path.stairs d=(path) {}
        @for (first, _, dose) in &stairs {
            text.dose x=(across.left(*first) + 40) y=(DOSE.y(dose.ng(), most) - 50) { (show_dose(*dose, say::LANG)) }
        }
    }
}

/// Stretches of one dose without a break.
fn stairs(nights: &Nights<'_>, first: NaiveDate, last: NaiveDate) -> Vec<(NaiveDate, NaiveDate, Dose)> {
    let mut stairs: Vec<(NaiveDate, NaiveDate, Dose)> = Vec::new();
    for night in each(first, last) {
        let Some(dose) = nights.dose(night) else { continue };
        match stairs.last_mut() {
            Some((_, until, same)) if *same == dose && until.succ_opt() == Some(night) => *until = night,
            _ => stairs.push((night, night, dose)),
        }
    }
    stairs
}

/// A sign for each night from the first dose on: a full bar, a cross, a question, a hollow bar, a point.
pub(super) fn nights(chart: &Chart, nights: &Nights<'_>, across: Across, last: NaiveDate) -> Markup {
    let from = nights.first_dose.map(|first| first.max(across.first));
    html! {
        @if let Some(from) = from {
            @for night in each(from, last) {
                @let answer = nights.answer(night);
                @if night < chart.tonight.date || answer != Answer::Open {
                    (sign(answer, across, night))
                }
            }
        }
    }
}

fn sign(answer: Answer, across: Across, night: NaiveDate) -> Markup {
    let (x, top, bottom) = (across.middle(night), NIGHTS.top, NIGHTS.bottom());
    let half = (across.width() / 3).clamp(8, 38);
    let tall = (half * 2).max(50);
    let middle = i64::midpoint(top, bottom);
    let dense = across.nights > DENSE;
    html! {
        @match answer {
            Answer::Taken => rect.taken x=(x - half) y=(top) width=(half * 2) height=(NIGHTS.height) {},
            Answer::Skipped => {
                path.skipped d=(format!("M{} {}L{} {}M{} {}L{} {}", x - half, middle - tall, x + half, middle + tall,
                    x - half, middle + tall, x + half, middle - tall)) {}
            }
            Answer::Unknown if dense => rect.unknown x=(x - half) y=(middle) width=(half * 2) height=(NIGHTS.height / 2) {},
            Answer::Unknown => text.unknown x=(x) y=(middle + 70) { "?" },
            Answer::Held => rect.held x=(x - half) y=(top) width=(half * 2) height=(NIGHTS.height) {},
            Answer::Open => circle.open cx=(x) cy=(bottom - 40) r=(half.min(18)) {},
        }
    }
}

/// A moving mean of each scale, broken where too few nights were rated; named at its end with its newest value.
pub(super) fn scores(nights: &Nights<'_>, across: Across, last: NaiveDate) -> Markup {
    let scales: Vec<&String> = nights.scales.iter().take(LINES).collect();
    let lines: Vec<Vec<(NaiveDate, Mean)>> =
        scales.iter().map(|scale| moving(nights, scale, across.first, last)).collect();
    let y = |mean: Mean| SCORES.y(u64::from(mean.tenths()), 100);
    let mut labels: Vec<(i64, usize)> = lines
        .iter()
        .enumerate()
        .filter_map(|(place, line)| line.last().map(|(_, mean)| (y(*mean) + 45, place)))
        .collect();
    spread(&mut labels, 165, SCORES);
    html! {
        @for value in [0_u64, 5, 10] {
            line.grid x1=(LEFT) y1=(SCORES.y(value, 10)) x2=(WIDTH - RIGHT) y2=(SCORES.y(value, 10)) {}
            text.value x=(LEFT - 60) y=(SCORES.y(value, 10) + 45) { (value) }
        }
        @for (place, line) in lines.iter().enumerate() {
            path class=(format!("score s{}", place + 1)) d=(path(line, across, &y)) {}
            @for (night, mean) in line.iter().rev().step_by(14) {
                (point(place, across.middle(*night), y(*mean)))
            }
        }
        @for (at, place) in &labels {
            @if let Some((_, mean)) = lines[*place].last() {
                text class=(format!("name s{}", place + 1)) x=(WIDTH - RIGHT + 90) y=(at) {
                    (say::scale(scales[*place])) " " (say::mean(*mean))
                }
            }
        }
    }
}

fn moving(nights: &Nights<'_>, scale: &str, first: NaiveDate, last: NaiveDate) -> Vec<(NaiveDate, Mean)> {
    each(first, last)
        .filter_map(|night| {
            let mean = nights.mean(scale, before(night, WINDOW - 1), night)?;
            (mean.of >= RATED).then_some((night, mean))
        })
        .collect()
}

fn path(line: &[(NaiveDate, Mean)], across: Across, y: &impl Fn(Mean) -> i64) -> String {
    let mut path = String::new();
    let mut before: Option<NaiveDate> = None;
    for (night, mean) in line {
        let joins = before.is_some_and(|before| before.succ_opt() == Some(*night));
        // Writing to a String cannot fail.
        let _ = write!(path, "{}{} {}", if joins { "L" } else { "M" }, across.middle(*night), y(*mean));
        before = Some(*night);
    }
    path
}

/// A point of the first, second or third line: round, square, three-cornered.
fn point(place: usize, x: i64, y: i64) -> Markup {
    let class = format!("point s{}", place + 1);
    html! {
        @match place {
            0 => circle class=(class) cx=(x) cy=(y) r="50" {},
            1 => rect class=(class) x=(x - 45) y=(y - 45) width="90" height="90" {},
            _ => path class=(class) d=(format!("M{} {}L{} {}L{} {}Z", x - 55, y + 45, x + 55, y + 45, x, y - 60)) {},
        }
    }
}
