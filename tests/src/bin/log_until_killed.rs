//! Logs entries into a store and says each acknowledgement on stdout, until it is killed.
//!
//! `log_until_killed STORE KEY ROUND`: the ids of one round differ from those of every other.

use nocte_core::domain::fact::Fact;
use nocte_core::domain::setting::Choice;
use nocte_core::store::{KeyFile, OpenOptions, Store, StoreError};
use nocte_tests::facts;
use std::io::{self, Write};
use std::process::ExitCode;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [store, key, round] = arguments.as_slice() else { return ExitCode::from(2) };
    let Ok(round) = round.parse() else { return ExitCode::from(2) };
    match log(store, key, round) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

/// Ends only by an error, or by a signal.
fn log(store: &str, key: &str, round: u32) -> Result<(), StoreError> {
    let store = Store::open_or_create(store, &KeyFile::new(key), OpenOptions::new())?;
    let mut stdout = io::stdout().lock();
    for n in 1.. {
        let fact = entry(round, n);
        let _ = store.append(std::slice::from_ref(&fact))?;
        // Only what was acknowledged is said.
        writeln!(stdout, "{}", fact.id())?;
        stdout.flush()?;
    }
    Ok(())
}

fn entry(round: u32, n: u64) -> Fact {
    match n % 4 {
        0 => facts::setting(round, n, Choice::Lead { minutes: 30 }).into(),
        1 => facts::dose(round, n).into(),
        2 => facts::score(round, n, "pain", 4).into(),
        _ => facts::note(round, n, "again and again").into(),
    }
}
