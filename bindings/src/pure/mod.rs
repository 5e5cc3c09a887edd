//! Pure functions with typed records: the rules themselves, as the golden vectors test them in every language.

mod amounts;
mod plans;
mod reminders;
mod safety;

pub use amounts::*;
pub use plans::*;
pub use reminders::*;
pub use safety::*;
