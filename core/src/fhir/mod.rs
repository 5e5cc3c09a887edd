//! FHIR R4: facts as resources and back, for a server nobody here wrote.
//!
//! [`Resource`] is any resource as text says it: unknown fields and the text of decimals are kept. [`write()`] turns
//! a fact into resources, [`read`] turns a resource into facts or into something the clinic said. What R4 has a
//! place for stands there and is true for any reader; what it has no place for travels in extensions, so that
//! `read(write(fact))` is the fact again: a phone can be restored from any server that kept its records.
//!
//! Only verified codes of the one table are sent, the rest as text. Nothing here knows of a network or a file.

mod access;
mod answer;
mod basic;
mod bottle;
mod clinic;
mod document;
mod dose;
mod error;
mod felt;
mod issue;
mod kept;
mod measure;
mod medicine;
pub(crate) mod parts;
mod plan;
mod reading;
mod record;
mod resource;
pub mod resources;
mod shape;
mod sharing;
mod steps;
mod systems;
mod taken_back;
mod task;
mod text;
pub mod types;
mod writing;

pub use access::access_of;
pub use answer::answer_request;
pub use clinic::{NALTREXONE_CODES, write_flag, write_message, write_order};
pub use document::{Document, Person, Section, Sheet, Taking, write_document, write_evening, write_taking};
pub use error::FhirError;
pub use issue::write_reaction;
pub use kept::{Decimal, Kept, NotADecimal, Other};
pub use reading::{Read, ReadRefusal, belongs, read};
pub use resource::Resource;
pub use sharing::{Sharing, read_consent, write_consent, write_device};
pub use text::Text;
pub use writing::{Known, Writing, rank, write};
