//! Opens a store in each of so many threads in the first moment of a process: `open_at_once FOLDER THREADS`.
//!
//! SQLite calls itself ready before SQLCipher is; a thread that opens its first file just then finds no cipher. The
//! moment is short and comes once in a process, so a test that wants to meet it starts many.

use nocte_core::store::{OpenOptions, Store, StoreError};
use nocte_tests::vault::MemoryVault;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Barrier;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [folder, threads] = arguments.as_slice() else { return ExitCode::from(2) };
    let Ok(threads) = threads.parse() else { return ExitCode::from(2) };
    match open(Path::new(folder), threads) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:?}");
            ExitCode::FAILURE
        }
    }
}

fn open(folder: &Path, threads: usize) -> Result<(), StoreError> {
    let together = Barrier::new(threads);
    let one = |n: usize| {
        let vault = MemoryVault::with(7);
        together.wait();
        Store::create(folder.join(format!("{n}.db")), &vault, OpenOptions::new())?.close()
    };
    std::thread::scope(|scope| {
        let all: Vec<_> = (0..threads).map(|n| scope.spawn(move || one(n))).collect();
        all.into_iter().try_for_each(|thread| thread.join().unwrap_or(Err(StoreError::Busy)))
    })
}
