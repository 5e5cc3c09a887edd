//! Nocte's core: everything that is true about the product.
//!
//! ```text
//! app -> sync -> fhir -> domain        app -> store -> domain        app -> catalogue -> domain        words -> domain        report -> words
//! ```
//!
//! `domain` is pure values and rules; `catalogue` reads the shipped tables (protocols, medicines, parameters)
//! into its types; `words` makes English and German sentences from typed values; `report` puts them on paper; `store` keeps the facts
//! in an encrypted file; `fhir` turns them into FHIR R4 resources and back; `sync` decides what a clinic's server is
//! sent and asked; `app` has one method per intention and no rule of its own.

#[cfg(feature = "store")]
pub mod app;
pub mod catalogue;
pub mod domain;
#[cfg(feature = "store")]
pub mod error;
pub mod fhir;
pub mod id;
pub mod report;
pub mod shlink;
#[cfg(feature = "store")]
pub mod store;
pub mod sync;
pub mod time;
pub mod words;
