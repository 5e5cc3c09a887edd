//! What stands on paper: the doctor's page, letters, the month sheet.
//!
//! Written for someone who reads it once and in a hurry, about the patient and not to them. No line proposes a dose.

mod answer;
mod axis;
mod counted;
mod five;
mod foot;
mod letter;
mod number;
mod sheet;
mod title;

pub use answer::{blank, decision_boxes, reported, start_boxes, write_here};
pub use axis::{Axis, axis, judged, week_number};
pub use counted::{NightCount, labs, nights, no_effects, other_medicines, step_row, week_row, weeks_note};
pub use five::{
    Present, decision, dose_now, off_label, opioid_stands, opioids, patient, plan_now, review, standing,
};
pub use foot::{evidence_row, foot, grades, scheme_note, scheme_row, source_note};
pub use letter::{bearer, carries, held, kept_cool, recorded, signature, to_be_signed};
pub use number::{levels, not_why, number, recorded_so_far};
pub use sheet::{cut, month_heads, month_now, month_rules};
pub use title::{Part, lead, part, title};

// What is said of opioids and operations is the safety rules' own (`safety.md` 28).
pub use super::safety::{afterwards, antagonist, ask_first, before_operation, operation, theatre_boxes};
