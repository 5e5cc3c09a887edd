//! Another syringe that reads the same dose from the same bottle better.
//!
//! A suggestion names a syringe and nothing else: another strength or dose is a decision, not a convenience
//! (`safety.md` 7). *Better* means fewer fillings without a lower line, or a closer line without more fillings;
//! a syringe that is merely smaller is not worth a trip to the pharmacy.

use super::Drawn;
use crate::domain::amount::{Dose, Strength};
use crate::domain::syringe::{COMMON_SYRINGES, Syringe};

/// The common syringe that reads `dose` best, if it reads it better than `present` does.
///
/// Rows without a source for their graduation are never suggested: a 0.5 mL syringe from a shelf is most often
/// an insulin syringe.
pub fn better_syringe(strength: Strength, dose: Dose, present: Syringe) -> Option<Syringe> {
    let now = Drawn::of(strength, dose, present);
    let candidates = COMMON_SYRINGES.iter().filter(|row| !row.verify).map(|row| row.syringe);
    candidates
        .map(|syringe| (syringe, Drawn::of(strength, dose, syringe)))
        .filter(|(_, drawn)| drawn.usable() && improves(*drawn, now))
        .min_by_key(|(syringe, drawn)| {
            let lowest_last = u128::MAX - drawn.line_ul;
            // Equal otherwise: the smallest that holds it, then the scale with fewer lines to count.
            (lowest_last, drawn.draws, syringe.capacity(), u64::MAX - syringe.graduation().ul())
        })
        .map(|(syringe, _)| syringe)
}

fn improves(new: Drawn, now: Drawn) -> bool {
    if !now.usable() {
        return true;
    }
    let no_worse = new.line_ul >= now.line_ul && new.draws <= now.draws;
    no_worse && (new.line_ul > now.line_ul || new.draws < now.draws)
}
