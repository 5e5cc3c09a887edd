//! Tonight: the one state a patient sees before bed, the line to draw to, and every reason against it.
//!
//! The rooms below decide one thing each (which night, which dose, which bottle, which line, what stands
//! against it); this one puts them together and never overrules any. A line is shown only when no reason
//! is left, because a tired patient acts on the line and not on the sentence beside it.

mod change;
mod reason;
mod state;
mod window;

pub use change::{Change, Changed};
pub use reason::Reason;
pub use state::{Answered, Tonight, TonightState};
pub use window::DoseWindow;
