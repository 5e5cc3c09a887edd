//! Export and import as JSON: every fact with its kind, one a line, in the order of acknowledgement.
//!
//! An import is all or nothing, and doing it twice changes nothing: a fact that is there already, word for word,
//! is passed over; one that says something else under the same id is a conflict and refuses the whole file.

use super::error::{ImportRefusal, StoreError};
use crate::domain::fact::Fact;
use serde::Deserialize;
use std::io::{self, Write};

/// The format's name in the file.
const FORMAT: &str = "nocte-facts";
/// The newest version of it this version knows.
const VERSION: u32 = 2;
/// The version that brought the words of phones. What holds none is written as the first, for older builds.
const WITH_PHONES: u32 = 2;

/// Writes facts. The same facts give the same bytes.
pub(super) fn write(facts: &[Fact], to: &mut dyn Write) -> io::Result<()> {
    let version = if facts.iter().any(|fact| matches!(fact, Fact::Phone(_))) { WITH_PHONES } else { 1 };
    write!(to, "{{\"format\":\"{FORMAT}\",\"version\":{version},\"facts\":[")?;
    for (place, fact) in facts.iter().enumerate() {
        to.write_all(if place == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut *to, fact)?;
    }
    to.write_all(b"\n]}\n")
}

/// Reads facts back.
pub(super) fn read(text: &str) -> Result<Vec<Fact>, StoreError> {
    #[derive(Deserialize)]
    struct Head {
        format: String,
        version: u32,
    }
    #[derive(Deserialize)]
    struct File {
        facts: Vec<Fact>,
    }
    let refused = |error: serde_json::Error| ImportRefusal::NotAnExport { line: error.line() };
    let head: Head = serde_json::from_str(text).map_err(refused)?;
    if head.format != FORMAT {
        return Err(ImportRefusal::NotAnExport { line: 1 }.into());
    }
    // Asked before the facts are read: a newer version may know kinds that this one does not.
    if head.version > VERSION {
        return Err(ImportRefusal::Newer.into());
    }
    Ok(serde_json::from_str::<File>(text).map_err(refused)?.facts)
}
