//! SMART Health Links (HL7 SMART Health Cards and Links, 2025-06): what both ends of one need, written once.
//!
//! ```text
//! Payload   {url, key, exp, flag, label}  <->  shlink:/…          what a QR code holds
//! seal      plain text  ->  compact JWE: dir, A256GCM, DEF        what a server keeps
//! Share     a link that this phone made, with what takes it back  what the phone keeps
//! ```
//!
//! The room touches no network, no file and no source of random numbers: keys and initialisation vectors are handed
//! in. A clinic's server pairs phones by it, a phone reads such a link and makes links of its own.

mod jwe;
mod key;
mod payload;
mod qr;
mod secret;
mod share;
pub mod viewer;

pub use jwe::{JweError, open, seal};
pub use key::{IV_BYTES, KEY_BYTES, Key, entropy};
pub use payload::{Flags, LABEL_CHARS, Payload, PayloadError, URL_CHARS};
pub use qr::{QrCode, qr_code};
pub use secret::Secret;
pub use share::{Share, ShareKind, ShareState};

/// The content type of a FHIR document in a link.
pub const FHIR_JSON: &str = "application/fhir+json";
