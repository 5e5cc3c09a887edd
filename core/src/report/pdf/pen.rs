//! Draws on one page. The one place with floats: a PDF is written in points, and its library takes them so. Every
//! place and size comes as a whole number, and no amount of medicine passes through here.

use super::face::Letters;
use crate::report::figure::{Mark, Shape, Stroke};
use pdf_writer::{Content, Name, Str};

/// Height of an A4 page in twentieths of a point.
pub(super) const PAGE: (i32, i32) = (11_906, 16_838);

/// Twentieths of a point as points. Places off the page are clamped far outside it.
pub(super) fn points(units: i32) -> f32 {
    f32::from(i16::try_from(units.clamp(-32_000, 32_000)).unwrap_or(0)) / 20.0
}

/// A whole number as a PDF takes it: thousandths of a face's size.
pub(super) fn whole(number: i16) -> f32 {
    f32::from(number)
}

/// Percent of white.
fn grey(percent: u8) -> f32 {
    f32::from(percent) / 100.0
}

/// One page being drawn.
pub(super) struct Pen {
    content: Content,
    marks: i32,
}

impl Pen {
    pub(super) fn new() -> Self {
        Self { content: Content::new(), marks: 0 }
    }

    /// What follows belongs to a paragraph, heading or figure; gives its number on this page.
    pub(super) fn begin(&mut self, tag: &str) -> i32 {
        let mark = self.marks;
        self.marks += 1;
        let mut begun = self.content.begin_marked_content_with_properties(Name(tag.as_bytes()));
        begun.properties().identify(mark);
        mark
    }

    /// What follows is decoration.
    pub(super) fn begin_decoration(&mut self) {
        self.content.begin_marked_content(Name(b"Artifact"));
    }

    /// The end of either.
    pub(super) fn end(&mut self) {
        self.content.end_marked_content();
    }

    /// A text in one face; `at` is the left end of its base line, `y` downwards.
    pub(super) fn text(&mut self, letters: &mut Letters, font: &str, size: i32, at: (i32, i32), text: &str) {
        let (x, y) = place(at);
        self.content.begin_text().set_font(Name(font.as_bytes()), points(size));
        self.content.next_line(x, y).show(Str(&letters.encode(text))).end_text();
    }

    /// A line, an area or a mark; labels are set as text.
    pub(super) fn shape(&mut self, shape: &Shape) {
        match shape {
            Shape::Line { points, stroke } => self.line(points, *stroke),
            Shape::Area { points, grey } => self.area(points, *grey, false),
            Shape::Mark { at, mark } => {
                let fill = match mark {
                    Mark::Disc => 0,
                    Mark::Square => 100,
                    Mark::Triangle => 47,
                };
                if *mark == Mark::Disc { self.disc(*at) } else { self.area(&mark.corners(*at), fill, true) }
            }
            Shape::Label { .. } => {}
        }
    }

    fn line(&mut self, along: &[(i32, i32)], stroke: Stroke) {
        let (width, shade, dash): (i32, u8, &[i32]) = match stroke {
            Stroke::Grid => (6, 80, &[]),
            Stroke::Axis => (12, 0, &[]),
            Stroke::Milestone => (12, 0, &[60, 40]),
            Stroke::Scale(Mark::Disc) => (26, 0, &[]),
            Stroke::Scale(Mark::Square) => (20, 0, &[110, 50]),
            Stroke::Scale(Mark::Triangle) => (20, 45, &[]),
        };
        self.content.set_line_width(points(width)).set_stroke_gray(grey(shade));
        self.content.set_dash_pattern(dash.iter().map(|length| points(*length)), points(0));
        self.path(along);
        self.content.stroke();
    }

    fn area(&mut self, corners: &[(i32, i32)], shade: u8, edged: bool) {
        self.content.set_fill_gray(grey(shade)).set_stroke_gray(grey(0)).set_line_width(points(14));
        self.content.set_dash_pattern([], points(0));
        self.path(corners);
        self.content.close_path();
        if edged {
            self.content.fill_nonzero_and_stroke()
        } else {
            self.content.fill_nonzero()
        };
        self.content.set_fill_gray(grey(0));
    }

    /// A dot: a line of no length with round ends.
    fn disc(&mut self, at: (i32, i32)) {
        let (x, y) = place(at);
        self.content.save_state().set_line_cap(pdf_writer::types::LineCapStyle::RoundCap);
        self.content.set_line_width(points(96)).set_stroke_gray(grey(0)).set_dash_pattern([], points(0));
        self.content.move_to(x, y).line_to(x, y).stroke().restore_state();
    }

    fn path(&mut self, along: &[(i32, i32)]) {
        for (place_in_line, at) in along.iter().enumerate() {
            let (x, y) = place(*at);
            if place_in_line == 0 {
                self.content.move_to(x, y)
            } else {
                self.content.line_to(x, y)
            };
        }
    }

    /// The page's content.
    pub(super) fn finish(self) -> Vec<u8> {
        self.content.finish().into_vec()
    }
}

/// From the upper left corner downwards to the lower left corner upwards.
fn place((x, y): (i32, i32)) -> (f32, f32) {
    (points(x), points(PAGE.1 - y))
}
