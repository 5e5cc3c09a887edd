//! The shipped tables, read once from `core/data` into the types of `domain`.

pub mod codes;
pub mod evidence;
pub mod medicines;
pub mod parameters;
pub mod protocols;
pub mod red_flags;

pub use codes::codes;
pub use evidence::evidence;
pub use medicines::medicines;
pub use parameters::parameters;
pub use protocols::{protocol, protocols};
pub use red_flags::red_flags;
