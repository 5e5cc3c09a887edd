//! Commands whose subject does not exist yet. They are known words, so that a script gets an honest 2
//! with a reason instead of "unknown command".

use crate::manners::{Answer, Refusal};

/// Says what is missing.
pub(crate) fn not_built_yet(command: &str) -> Result<Answer, Refusal> {
    let reason = match command {
        "size" => "no library is shipped yet, so there is no size to measure",
        "android" => "the Android shell is not built yet",
        _ => "the iOS shell is not built yet",
    };
    Err(Refusal::new(
        reason,
        "`cargo run --release -- demo` shows what is built; ARCHITECTURE.md lists the rooms to come",
    ))
}
