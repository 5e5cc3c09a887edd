//! The core's own records and enums, listed once more for the other side.
//!
//! Nothing here is a type of its own: each list says which fields of a core type cross. The generated conversion
//! builds the core's type from the list and takes it apart by it, so a field or case missing here does not compile.

mod amount;
mod plan;
mod reminder;
mod reminder_state;
mod safety;
mod zone;

pub(crate) use amount::*;
pub(crate) use plan::*;
pub(crate) use reminder::*;
pub(crate) use reminder_state::*;
pub(crate) use safety::*;
pub(crate) use zone::*;
