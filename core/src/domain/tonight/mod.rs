//! Tonight: the one state a patient sees before bed, the line to draw to, and every reason against it.
//!
//! The rooms below decide one thing each (which night, which dose, which bottle, which line, what stands
//! against it); this one puts them together and never overrules any. A line is shown only when no reason
//! is left, because a tired patient acts on the line and not on the sentence beside it.

mod bottles;
pub(in crate::domain) mod change;
mod decide;
pub(in crate::domain) mod draw;
mod gap;
pub(in crate::domain) mod moment;
pub(in crate::domain) mod plan_tonight;
mod reason;
mod silence;
mod state;
mod times;

pub use change::{Change, Changed};
pub use reason::Reason;
pub use state::{Answered, Tonight, TonightState};
pub use times::NightTimes;

pub(in crate::domain) use times::minutes;

use super::hold;
use super::journal::Journal;
use super::medicine::MedicineTable;
use super::parameter::Parameters;
use super::safety;
use super::zone::ZoneWindow;
use chrono::{DateTime, Utc};
use decide::Decided;
use draw::Drawing;
use moment::Moment;

/// Tonight at an instant; before the cutover that is still last night.
pub fn tonight(
    journal: &Journal,
    medicines: &MedicineTable,
    parameters: &Parameters,
    now: DateTime<Utc>,
    zone: &ZoneWindow,
) -> Tonight {
    let moment = Moment { journal, medicines, parameters, now, zone };
    let night = moment.tonight();
    let Decided { state, planned, drawing, reasons } = decide::decide(&moment, night);
    let changed = planned.as_ref().zip(drawing.as_ref()).and_then(|((_, dose), drawing)| {
        let changed = change::since_last(&moment, night, *dose, drawing)?;
        // The line of a change is tonight's line, and no line slips out beside a reason against it.
        Some(if reasons.is_empty() { changed } else { Changed { line: None, ..changed } })
    });
    let (step, dose) = planned.unzip();
    let times = moment.times(night);
    let mut tonight = Tonight {
        night,
        by_day: journal.settings.by_day(),
        state,
        dose,
        step,
        line: None,
        lines: Vec::new(),
        line_dose: None,
        capsules: Vec::new(),
        bottle: drawing.as_ref().and_then(|drawing| drawing.letter().map(str::to_owned)),
        strength: drawing.as_ref().and_then(Drawing::strength),
        syringe: drawing.as_ref().and_then(Drawing::syringe),
        shake: false,
        changed,
        beside: safety::beside_the_line(journal, medicines, parameters, night),
        hold_ahead: hold_ahead(journal, night),
        answered: moment.answer(night).map(|entry| Answered::of(&moment, entry)),
        giving: moment.giving(),
        clock: times
            .map(|times| (moment.on_the_clock(times.opens).time(), moment.on_the_clock(times.closes).time())),
        times,
        next_possible: next_possible(&moment, state),
        reasons,
    };
    if tonight.reasons.is_empty() {
        tonight.show(drawing);
    }
    tonight
}

impl Tonight {
    /// Fills in what is drawn or swallowed; only ever called when no reason is left.
    fn show(&mut self, drawing: Option<Drawing>) {
        match drawing {
            Some(Drawing::Line { dilution, .. }) => {
                self.line = Some(dilution.line);
                self.lines = dilution.lines;
                self.line_dose = Some(dilution.line_dose);
                self.shake = true;
            }
            Some(Drawing::Capsules(capsules)) => self.capsules = capsules,
            None => {}
        }
    }
}

/// The first night of an open hold that has not begun (a planned operation).
fn hold_ahead(journal: &Journal, night: super::night::Night) -> Option<super::night::Night> {
    hold::open_holds(journal).into_iter().map(|hold| hold.from).filter(|from| *from > night).min()
}

/// The earliest instant at which the next dose may be taken, window and gap together; `None` where no dose is
/// asked for.
fn next_possible(moment: &Moment<'_>, state: TonightState) -> Option<DateTime<Utc>> {
    let tonight = moment.tonight();
    let gap = moment.gap_ends();
    let first = if state.open() { tonight } else { tonight.next() };
    // The gap can rule out one night, never two in a row.
    [first, first.next()].into_iter().find_map(|night| {
        if !plan_tonight::asked_for(moment.journal, night) {
            return None;
        }
        let times = moment.times(night)?;
        let from = gap.map_or(times.opens, |gap| gap.max(times.opens));
        (from <= times.closes).then_some(from)
    })
}
