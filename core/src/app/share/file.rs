//! The same as a file to hand over: a page that shows itself, sealed, and the code that opens it.
//!
//! It needs no server and no network. It cannot be taken back and does not end; who has both file and code reads it.

use super::super::App;
use super::{ShareWish, code, random};
use crate::domain::sharing::ShareRefusal;
use crate::error::Error;
use crate::shlink::{FHIR_JSON, Flags, IV_BYTES, Key, Payload, Secret, entropy, seal, viewer};
use zeroize::Zeroizing;

/// A file to hand over, and what opens it. Give the two on different ways.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedFile {
    /// The page: HTML with the sealed summary in it, and nothing from elsewhere.
    pub html: String,
    /// The code, `shlink:/…`: scanned or pasted into the page, or put behind its address and a `#`.
    pub code: Secret,
}

/// An address of a link that stands in no network: names under `.invalid` lead nowhere (RFC 6761).
const NOWHERE: &str = "https://file.invalid/";

impl App {
    /// Makes a file to hand over. What the wish says of a server, an end and a passcode does not apply.
    ///
    /// # Errors
    /// As [`App::share`], without the server's.
    pub fn share_file(&self, wish: &ShareWish) -> Result<SharedFile, Error> {
        let plain = Zeroizing::new(self.shown(wish.kind, &wish.person, wish.lang)?);
        let key = Key::new(random()?);
        let mut iv = [0; IV_BYTES];
        getrandom::fill(&mut iv).map_err(|_| ShareRefusal::NoRandomness)?;
        let sealed = seal(plain.as_bytes(), FHIR_JSON, &key, iv);
        let url = Secret::new(format!("{NOWHERE}{}", entropy(&*random()?).expose()));
        let flags = Flags { direct: true, ..Flags::default() };
        let payload = Payload { url, key, ends: None, flags, label: wish.label.clone() };
        let link = payload.link().map_err(|_| ShareRefusal::Address)?;
        Ok(SharedFile { html: viewer::file(&sealed, code(wish.lang)), code: link })
    }
}
