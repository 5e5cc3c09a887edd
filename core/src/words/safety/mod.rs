//! What the safety rules say, in English and German.
//!
//! Only this room speaks about opioids, operations and what to do after them (`safety.md` 28).
//! It reassures nobody: `clear` says what was not checked, and no sentence ends in "safe".

mod advice;
mod card;
mod clears;
mod question;
mod reason;
mod theatre;

pub use advice::{cap, check_refused, not_reviewed, typed_twice};
pub use card::{card, last_recorded, staff};
pub use clears::clears_when;
pub use question::{question, why_asked};
pub use reason::{reason, shown_name, source, verdict};
pub use theatre::{
    afterwards, antagonist, ask_first, before_operation, operation, theatre_boxes, theatre_title,
};
