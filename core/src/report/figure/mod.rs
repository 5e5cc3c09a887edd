//! The one graph: the doses of the plan as stairs, the ratings week by week, side effects and holds, on one axis.
//!
//! It is a list of shapes in whole units, drawn alike into HTML and PDF. Each line has a mark of its own, so that it
//! is read in grey, on a bad printer, and by those who see no colours. The same numbers stand below it as words.

mod axis;
mod lanes;

use super::{Told, course};
use crate::domain::night::Night;
use crate::domain::response::{Week, weekly};
use crate::words::Lang;
use crate::words::report as words;
use axis::Across;

/// Width of the picture, in twentieths of a point: the width between the margins of a page.
const WIDTH: i32 = 10_200;
/// Its height.
const HEIGHT: i32 = 3_500;

/// A picture and the words that stand for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Width and height, in twentieths of a point.
    pub size: (i32, i32),
    /// What is drawn, in this order; x to the right, y downwards.
    pub shapes: Vec<Shape>,
    /// The same numbers in words, for a screen reader; on paper they stand on the back.
    pub words: Vec<String>,
}

/// Something drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shape {
    /// A line through points.
    Line {
        /// The points.
        points: Vec<(i32, i32)>,
        /// How it is drawn.
        stroke: Stroke,
    },
    /// A filled area.
    Area {
        /// Its corners.
        points: Vec<(i32, i32)>,
        /// 0 is black, 100 white.
        grey: u8,
    },
    /// A mark around a point.
    Mark {
        /// The point.
        at: (i32, i32),
        /// Its form.
        mark: Mark,
    },
    /// A word or two.
    Label {
        /// The point on the base line that it is anchored to.
        at: (i32, i32),
        /// Which of its ends stands there.
        anchor: Anchor,
        /// Height of the letters.
        size: i32,
        /// The words.
        text: String,
    },
}

/// How a line is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stroke {
    /// Thin and light.
    Grid,
    /// Thin and dark.
    Axis,
    /// Dashed, dark.
    Milestone,
    /// The lines of the first, second and third scale.
    Scale(Mark),
}

/// The form of a mark, one for each scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// The first.
    Disc,
    /// The second.
    Square,
    /// The third, and every further one.
    Triangle,
}

impl Mark {
    /// Of the first, second, third line.
    const fn of(place: usize) -> Self {
        match place {
            0 => Self::Disc,
            1 => Self::Square,
            _ => Self::Triangle,
        }
    }

    /// The corners of a mark that has some, around its point.
    pub const fn corners(self, (x, y): (i32, i32)) -> [(i32, i32); 4] {
        match self {
            Self::Disc | Self::Square => {
                [(x - 42, y - 42), (x + 42, y - 42), (x + 42, y + 42), (x - 42, y + 42)]
            }
            Self::Triangle => [(x, y - 58), (x, y - 58), (x + 54, y + 40), (x - 54, y + 40)],
        }
    }
}

/// Which end of a label stands at its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// Its beginning.
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}

/// A scale's weeks.
struct Line<'a> {
    scale: &'a str,
    weeks: Vec<Week>,
}

/// The graph; `None` where nothing is rated and no dose is planned.
pub(super) fn figure(told: &Told<'_>, lang: Lang) -> Option<Figure> {
    let tonight = told.night();
    let first_dose = course::first_dose(told.journal, tonight);
    let doses = course::doses(told.journal, tonight);
    let anchor = first_dose.unwrap_or_else(|| tonight.next());
    let lines = lines(told, anchor);
    let oldest = lines.iter().filter_map(|line| line.weeks.first()).map(|week| week.first);
    let oldest = oldest.chain(doses.first().map(|one| one.first)).min()?;
    let across = Across::new(oldest, tonight);
    let mut shapes = Vec::new();
    lanes::weeks(&mut shapes, across, anchor, lang);
    lanes::doses(&mut shapes, across, &doses, lang);
    lanes::holds(&mut shapes, across, told, lang);
    lanes::milestones(&mut shapes, across, told, first_dose, lang);
    lanes::scores(&mut shapes, across, &lines, lang);
    lanes::effects(&mut shapes, across, told, lang);
    Some(Figure { size: (WIDTH, HEIGHT), shapes, words: weeks(told, lang) })
}

/// The lines of the graph as rows of numbers, and how they are read; none where nothing is rated.
pub(super) fn weeks(told: &Told<'_>, lang: Lang) -> Vec<String> {
    let first_dose = course::first_dose(told.journal, told.night());
    let lines = lines(told, first_dose.unwrap_or_else(|| told.night().next()));
    let rows = lines.iter().filter(|line| !line.weeks.is_empty());
    let mut said: Vec<String> =
        rows.map(|line| words::week_row(line.scale, &line.weeks, first_dose, lang)).collect();
    if !said.is_empty() {
        said.push(words::weeks_note(told.parameters.week_rated_nights.value, lang));
    }
    said
}

/// The means of everything rated so far, for a talk before any dose.
pub(super) fn levels<'a>(told: &Told<'a>) -> Vec<(&'a str, i64, u32)> {
    let of = |scale: &'a str| {
        let values: Vec<i64> = told
            .scores
            .iter()
            .filter(|score| score.scale == scale)
            .map(|score| i64::from(score.value))
            .collect();
        let count = i64::try_from(values.len()).ok().filter(|count| *count > 0)?;
        let sum: i64 = values.iter().sum();
        Some((scale, (sum * 200 + count).div_euclid(2 * count), u32::try_from(count).unwrap_or(u32::MAX)))
    };
    told.responses.iter().filter_map(|response| of(&response.scale)).collect()
}

fn lines<'a>(told: &Told<'a>, anchor: Night) -> Vec<Line<'a>> {
    let enough = told.parameters.week_rated_nights.value;
    let line =
        |scale: &'a str| Line { scale, weeks: weekly(told.scores, scale, anchor, told.night(), enough) };
    told.responses.iter().map(|response| line(&response.scale)).collect()
}
