//! The data types that resources are made of.

mod amount;
mod concept;
mod dosage;
pub(in crate::fhir) mod extension;

pub use amount::{Quantity, Ratio};
pub use concept::{Annotation, CodeableConcept, Coding, Identifier, Meta, Period, Reference};
pub use dosage::{Dosage, DoseAndRate, Timing, TimingRepeat};
pub use extension::Extension;
