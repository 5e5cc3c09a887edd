//! The graph inside the file.

use super::{escaped, put};
use crate::report::figure::{Anchor, Figure, Mark, Shape, Stroke};

/// Puts the picture; a screen reader is led to the words below it.
pub(super) fn put_figure(out: &mut String, figure: &Figure) {
    let (width, height) = figure.size;
    put(
        out,
        format_args!(
            "<svg viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{}\">\n",
            escaped(&figure.words.join(". "))
        ),
    );
    for shape in &figure.shapes {
        put_shape(out, shape);
    }
    out.push_str("</svg>\n");
}

fn put_shape(out: &mut String, shape: &Shape) {
    match shape {
        Shape::Line { points, stroke } => {
            let (width, grey, dash) = pen(*stroke);
            put(
                out,
                format_args!(
                    "<polyline points=\"{}\" fill=\"none\" stroke=\"{}\" stroke-width=\"{width}\" stroke-dasharray=\"{dash}\"/>\n",
                    path(points),
                    colour(grey)
                ),
            );
        }
        Shape::Area { points, grey } => {
            put(out, format_args!("<polygon points=\"{}\" fill=\"{}\"/>\n", path(points), colour(*grey)));
        }
        Shape::Mark { at: (x, y), mark } => match mark {
            Mark::Disc => put(out, format_args!("<circle cx=\"{x}\" cy=\"{y}\" r=\"48\"/>\n")),
            Mark::Square | Mark::Triangle => {
                let white = *mark == Mark::Square;
                let fill = if white { "#fff" } else { "#777" };
                put(
                    out,
                    format_args!(
                        "<polygon points=\"{}\" fill=\"{fill}\" stroke=\"#000\" stroke-width=\"16\"/>\n",
                        path(&mark.corners((*x, *y)))
                    ),
                );
            }
        },
        Shape::Label { at: (x, y), anchor, size, text } => {
            let anchor = match anchor {
                Anchor::Start => "start",
                Anchor::Middle => "middle",
                Anchor::End => "end",
            };
            put(
                out,
                format_args!(
                    "<text x=\"{x}\" y=\"{y}\" font-size=\"{size}\" text-anchor=\"{anchor}\">{}</text>\n",
                    escaped(text)
                ),
            );
        }
    }
}

/// Width, grey and dashes of a line.
fn pen(stroke: Stroke) -> (i32, u8, &'static str) {
    match stroke {
        Stroke::Grid => (8, 82, "none"),
        Stroke::Axis => (14, 0, "none"),
        Stroke::Milestone => (14, 0, "60 40"),
        Stroke::Scale(Mark::Disc) => (28, 0, "none"),
        Stroke::Scale(Mark::Square) => (22, 0, "120 50"),
        Stroke::Scale(Mark::Triangle) => (22, 45, "none"),
    }
}

/// Percent of white as a colour.
fn colour(grey: u8) -> String {
    let part = u16::from(grey) * 255 / 100;
    format!("rgb({part},{part},{part})")
}

fn path(points: &[(i32, i32)]) -> String {
    points.iter().map(|(x, y)| format!("{x},{y}")).collect::<Vec<_>>().join(" ")
}
