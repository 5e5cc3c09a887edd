//! The core's own records and enums, listed once more for the other side.
//!
//! Nothing here is a type of its own: each list says which fields of a core type cross. The generated conversion
//! builds the core's type from the list and takes it apart by it, so a field or case missing here does not compile.

/// Each entry as `#[uniffi::remote(…)]` wants it: a list of fields or cases and no type of its own.
macro_rules! mirror {
    () => {};
    ($(#[$doc:meta])* struct $name:ident { $($body:tt)* } $($rest:tt)*) => {
        #[uniffi::remote(Record)] $(#[$doc])* struct $name { $($body)* }
        mirror! { $($rest)* }
    };
    ($(#[$doc:meta])* enum $name:ident { $($body:tt)* } $($rest:tt)*) => {
        #[uniffi::remote(Enum)] $(#[$doc])* enum $name { $($body)* }
        mirror! { $($rest)* }
    };
}

mod amount;
mod bottle;
mod clinic;
mod diary;
mod pages;
mod plan;
mod reminder;
mod reminder_state;
mod safety;
mod share;
mod tonight;
pub(crate) mod view;
mod zone;

pub(crate) use amount::*;
pub(crate) use bottle::*;
pub(crate) use clinic::*;
pub(crate) use diary::*;
pub(crate) use pages::*;
pub(crate) use plan::*;
pub(crate) use reminder::*;
pub(crate) use reminder_state::*;
pub(crate) use safety::*;
pub(crate) use share::*;
pub(crate) use tonight::*;
pub(crate) use view::*;
pub(crate) use zone::*;
