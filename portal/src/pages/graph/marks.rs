//! Events on the graph: a shape for each kind, a number for each event.

use super::EVENTS;
use super::scale::Across;
use crate::clinic::events::{Event, What};
use maud::{Markup, html};

/// Rows of marks, from top to bottom: what was felt, what was taken or held, what was measured or decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Felt,
    Held,
    Noted,
}

/// The name of an event's shape, for the list beside the graph.
pub(crate) fn shape(what: &What) -> &'static str {
    name(kind(what))
}

fn name(kind: Kind) -> &'static str {
    match kind {
        Kind::Felt => "felt",
        Kind::Held => "held",
        Kind::Noted => "noted",
    }
}

fn kind(what: &What) -> Kind {
    match what {
        What::Effect { .. } | What::BadDay => Kind::Felt,
        What::Medicine { .. }
        | What::HoldBegin { .. }
        | What::HoldEnd { .. }
        | What::Extra
        | What::Flag { .. } => Kind::Held,
        _ => Kind::Noted,
    }
}

/// Half a mark's width.
const HALF: i64 = 95;
/// Nearer marks of one row would cover each other.
const APART: i64 = 2 * HALF + 20;
/// From one row to the next.
const ROW: i64 = 270;

/// Where a mark stands.
struct Placed {
    kind: Kind,
    wanted: i64,
    x: i64,
    y: i64,
}

/// Each mark as near to its night as the one before it in its row allows.
fn placed(events: &[Event], across: Across) -> Vec<Placed> {
    let mut ends = [i64::MIN; 3];
    let place = |event: &Event| {
        let kind = kind(&event.what);
        let row = match kind {
            Kind::Felt => 0,
            Kind::Held => 1,
            Kind::Noted => 2,
        };
        let wanted = across.middle(event.on);
        let x = wanted.max(ends[row]);
        ends[row] = x + APART;
        Placed { kind, wanted, x, y: EVENTS.top + 110 + ROW * i64::try_from(row).unwrap_or(0) }
    };
    events.iter().map(place).collect()
}

/// The marks, numbered as the events come.
pub(super) fn marks(events: &[Event], across: Across) -> Markup {
    html! {
        @for (place, at) in placed(events, across).iter().enumerate() {
            @if at.x != at.wanted { line.leader x1=(at.wanted) y1=(at.y - HALF) x2=(at.x) y2=(at.y) {} }
            (mark(at.kind, at.x, at.y))
            text class=(format!("number {}", name(at.kind))) x=(at.x) y=(at.y + 40) { (place + 1) }
        }
    }
}

fn mark(kind: Kind, x: i64, y: i64) -> Markup {
    html! {
        @match kind {
            Kind::Felt => path.mark.felt d=(format!("M{} {}L{} {}L{} {}Z", x - HALF - 25, y + HALF - 10,
                x + HALF + 25, y + HALF - 10, x, y - HALF - 45)) {},
            Kind::Held => path.mark.held d=(format!("M{x} {}L{} {y}L{x} {}L{} {y}Z", y - HALF - 35, x + HALF + 35,
                y + HALF + 35, x - HALF - 35)) {},
            Kind::Noted => rect.mark.noted x=(x - HALF) y=(y - HALF + 10) width=(HALF * 2) height=(HALF * 2 - 20) {},
        }
    }
}
