//! The lanes of the graph, from top to bottom: doses, ratings, side effects; holds and milestones across them.

use super::axis::{Across, LEFT, Lane, RIGHT, spread};
use super::{Anchor, Line, Mark, Shape, Stroke, WIDTH};
use crate::domain::entry::DoseStatus;
use crate::domain::hold;
use crate::domain::night::Night;
use crate::domain::response::episodes;
use crate::report::Told;
use crate::report::course::{self, OnDose};
use crate::words::Lang;
use crate::words::amount::show_dose;
use crate::words::effect::effect;
use crate::words::report::{Axis, axis, judged, week_number};
use crate::words::safety::shown_name;
use crate::words::scale::scale;
use std::collections::BTreeSet;

const DOSE: Lane = Lane { top: 380, bottom: 900 };
const SCORES: Lane = Lane { top: 1_080, bottom: 2_580 };
const EFFECTS: Lane = Lane { top: 2_700, bottom: 3_150 };
/// Letters of the labels.
const SMALL: i32 = 150;
const END: i32 = WIDTH - RIGHT;

fn label(shapes: &mut Vec<Shape>, at: (i32, i32), anchor: Anchor, text: impl Into<String>) {
    shapes.push(Shape::Label { at, anchor, size: SMALL, text: text.into() });
}

fn line(shapes: &mut Vec<Shape>, from: (i32, i32), to: (i32, i32), stroke: Stroke) {
    shapes.push(Shape::Line { points: vec![from, to], stroke });
}

fn block(shapes: &mut Vec<Shape>, (left, right): (i32, i32), lane: Lane, grey: u8) {
    let Lane { top, bottom } = lane;
    shapes
        .push(Shape::Area { points: vec![(left, top), (right, top), (right, bottom), (left, bottom)], grey });
}

/// A thin line for each week, a number for some of them: the weeks before the first dose are negative.
pub(super) fn weeks(shapes: &mut Vec<Shape>, across: Across, anchor: Night, lang: Lang) {
    let every = (across.nights() / 7 / 16 + 1).max(1);
    let before = (across.first().date - anchor.date).num_days().div_euclid(7);
    for week in before..=before + i64::from(across.nights()) / 7 {
        let x = across.left(anchor.plus(week * 7));
        if x >= END {
            break;
        }
        line(shapes, (x, SCORES.top), (x, EFFECTS.bottom), Stroke::Grid);
        let middle = i32::midpoint(x, across.left(anchor.plus(week * 7 + 7)));
        if week.rem_euclid(i64::from(every)) == 0 && middle < END - 60 {
            label(shapes, (middle, EFFECTS.bottom + 190), Anchor::Middle, week_number(week));
        }
    }
    line(shapes, (LEFT, EFFECTS.bottom), (END, EFFECTS.bottom), Stroke::Axis);
    label(shapes, (0, EFFECTS.bottom + 190), Anchor::Start, axis(Axis::Week, lang));
}

/// The doses of the plan as stairs.
pub(super) fn doses(shapes: &mut Vec<Shape>, across: Across, doses: &[OnDose], lang: Lang) {
    label(shapes, (0, DOSE.bottom - 60), Anchor::Start, axis(Axis::Dose, lang));
    let most = doses.iter().map(|one| one.dose.ng()).max().unwrap_or(1);
    for one in doses {
        let (left, right) = (across.left(one.first), across.right(one.last));
        let top = DOSE.y(one.dose.ng(), most);
        block(shapes, (left, right), Lane { top, bottom: DOSE.bottom }, 80);
        line(shapes, (left, top), (right, top), Stroke::Axis);
        let text = show_dose(one.dose, lang);
        label(shapes, (left + 40, top - 40), Anchor::Start, text);
    }
    line(shapes, (LEFT, DOSE.bottom), (END, DOSE.bottom), Stroke::Axis);
}

/// Holds as pale bands over everything, named at the top.
pub(super) fn holds(shapes: &mut Vec<Shape>, across: Across, told: &Told<'_>, lang: Lang) {
    for one in hold::holds(told.journal) {
        let until = one.until.map_or(told.night(), Night::previous);
        if until < one.from || one.from > told.night() {
            continue;
        }
        let (left, right) = (across.left(one.from), across.right(until));
        block(shapes, (left, right), Lane { top: DOSE.top, bottom: SCORES.bottom }, 90);
        label(shapes, (left + 30, SCORES.bottom - 60), Anchor::Start, axis(Axis::Hold, lang));
    }
}

/// The first dose, and the night from which the nights are judged at all.
pub(super) fn milestones(
    shapes: &mut Vec<Shape>,
    across: Across,
    told: &Told<'_>,
    first: Option<Night>,
    lang: Lang,
) {
    let Some(first) = first else { return };
    let mark = |shapes: &mut Vec<Shape>, night: Night, text: String| {
        let x = across.left(night);
        line(shapes, (x, 180), (x, EFFECTS.bottom), Stroke::Milestone);
        let (at, anchor) =
            if x > END - 1_800 { ((x - 40, 150), Anchor::End) } else { ((x + 40, 150), Anchor::Start) };
        label(shapes, at, anchor, text);
    };
    mark(shapes, first, axis(Axis::FirstDose, lang).to_owned());
    let taken = told.journal.doses.iter().filter(|entry| entry.status == DoseStatus::Taken);
    let nights: BTreeSet<Night> =
        taken.map(|entry| entry.night).filter(|night| *night <= told.night()).collect();
    let needed = told.parameters.verdict_nights.value;
    let there =
        usize::try_from(needed).ok().and_then(|needed| nights.into_iter().nth(needed.saturating_sub(1)));
    if let Some(night) = there {
        mark(shapes, night, judged(needed, lang));
    }
}

/// The scales, their names at the right where their last week stands.
pub(super) fn scores(shapes: &mut Vec<Shape>, across: Across, lines: &[Line<'_>], lang: Lang) {
    label(shapes, (0, SCORES.top + 420), Anchor::Start, axis(Axis::Scores, lang));
    for value in [0_u64, 5, 10] {
        let y = SCORES.y(value, 10);
        line(shapes, (LEFT, y), (END, y), Stroke::Grid);
        label(shapes, (LEFT - 60, y + 50), Anchor::End, value.to_string());
    }
    let mut names = Vec::new();
    for (place, one) in lines.iter().enumerate() {
        let mark = Mark::of(place);
        let mut run: Vec<(i32, i32)> = Vec::new();
        let mut marks = Vec::new();
        for week in &one.weeks {
            match week.mean.and_then(|mean| u64::try_from(mean).ok()) {
                Some(mean) => {
                    let x = i32::midpoint(across.left(week.first), across.left(week.first.plus(7)).min(END));
                    let at = (x, SCORES.y(mean, 1_000));
                    run.push(at);
                    marks.push(Shape::Mark { at, mark });
                }
                None => finish(shapes, &mut run, mark),
            }
        }
        let last = run.last().copied();
        finish(shapes, &mut run, mark);
        let last = last.or_else(|| marks.last().and_then(mark_at));
        shapes.append(&mut marks);
        names.extend(last.map(|(_, y)| (y + 50, place)));
    }
    spread(&mut names, 190, SCORES);
    for (y, place) in names {
        if let Some(one) = lines.get(place) {
            shapes.push(Shape::Mark { at: (END + 110, y - 50), mark: Mark::of(place) });
            label(shapes, (END + 210, y), Anchor::Start, shown_name(scale(one.scale, lang)));
        }
    }
}

fn mark_at(shape: &Shape) -> Option<(i32, i32)> {
    match shape {
        Shape::Mark { at, .. } => Some(*at),
        _ => None,
    }
}

/// A run of weeks without a gap.
fn finish(shapes: &mut Vec<Shape>, run: &mut Vec<(i32, i32)>, mark: Mark) {
    if run.len() > 1 {
        shapes.push(Shape::Line { points: core::mem::take(run), stroke: Stroke::Scale(mark) });
    }
    run.clear();
}

/// Side effects as bars from their first night to their end, named where they are more than mild.
pub(super) fn effects(shapes: &mut Vec<Shape>, across: Across, told: &Told<'_>, lang: Lang) {
    label(shapes, (0, EFFECTS.top + 150), Anchor::Start, axis(Axis::Effects, lang));
    let mut rows = [LEFT; 2];
    for one in episodes(told.journal, told.night()) {
        let (left, right) = (across.left(one.first), across.right(one.gone.unwrap_or(told.night())));
        let row = usize::from(left < rows[0] && rows[1] < rows[0]);
        let top = EFFECTS.top + 40 + 210 * i32::from(row == 1);
        block(shapes, (left, right.max(left + 60)), Lane { top, bottom: top + 130 }, 45);
        rows[row] = right + 40;
        if course::is_marked(&one) {
            let text = shown_name(effect(&one.what, lang));
            let width = 90 * i32::try_from(text.chars().count()).unwrap_or(0);
            let end = right.max(left + 60) + 50;
            let (at, anchor) = if end + width > WIDTH {
                ((left - 40, top + 120), Anchor::End)
            } else {
                ((end, top + 120), Anchor::Start)
            };
            label(shapes, at, anchor, text);
            rows[row] = end + width;
        }
    }
}
