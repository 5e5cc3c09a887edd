//! The safety rules: each answers with a reason, its source and what would clear it.
//!
//! Nothing here asks, waits or writes: a rule is handed the facts and says what stands against a line tonight.
//! Only a clinician's *signed* order relaxes the opioid gate; time alone never does.

pub mod asked;
pub mod before;
pub mod cap;
pub mod card;
pub mod check;
pub(crate) mod course;
pub mod finding;
mod index;
mod name;
mod operation;
pub mod reason;
pub mod recognise;
pub mod red_flag;
pub mod surgery;
pub mod swallowed;
pub mod typed_twice;
pub mod washout;

pub use asked::{ToldMedicine, operation_ahead, told_medicines};
pub use before::{before_a_line, before_resuming, beside_the_line, out_of_date};
pub use cap::{Cap, cap, cap_allows, is_signed};
pub use card::{Card, LastRecorded, card};
pub use check::{CheckAnswer, CheckError, CheckRequest, check};
pub use course::each_medicine;
pub use finding::{HoldStart, Recording, Said, recording, unanswered};
pub use index::NameIndex;
pub use reason::{ClearsWhen, Reason, Rule, Verdict};
pub use recognise::{Found, Recognised, is_opioid, recognise};
pub use red_flag::{RedFlag, RedFlagAction, RedFlagSign, RedFlags};
pub use swallowed::{on_top_of_opioid, one_dose_or_two, swallowed_since};
pub use typed_twice::{TypedTwice, typed_twice};
pub use washout::{Washout, WashoutCause, WashoutState, names_an_opioid, washouts};
