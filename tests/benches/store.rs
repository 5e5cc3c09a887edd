//! The encrypted store against its own floor: the raw medium, and the same library without a key.

#[path = "store/entry.rs"]
mod entry;
#[path = "store/import.rs"]
mod import;
#[path = "store/open.rs"]
mod open;

use nocte_core::store::{Fold, OpenOptions, Store};
use nocte_tests::bench::print;
use nocte_tests::vault::MemoryVault;
use std::path::Path;

fn main() {
    let role = std::env::args().find_map(|word| word.strip_prefix("--child=").map(str::to_owned));
    if let Some(role) = role {
        open::child(&role);
        return;
    }
    let mut rows = entry::rows();
    rows.extend(open::rows());
    rows.extend(import::rows());
    print(&rows);
}

/// The two sides of every comparison here.
#[derive(Clone, Copy)]
enum Side {
    /// As shipped.
    Encrypted,
    /// The same library without a key.
    Plain,
}

impl Side {
    fn options(self) -> OpenOptions {
        let options = OpenOptions::new().fold(Fold::WhenAsked);
        match self {
            Self::Encrypted => options,
            Self::Plain => options.unencrypted(),
        }
    }

    fn create(self, folder: &Path) -> Store {
        Store::create(folder.join(self.name()), &vault(), self.options())
            .expect("an empty folder takes a store")
    }

    fn name(self) -> &'static str {
        match self {
            Self::Encrypted => "encrypted.db",
            Self::Plain => "plain.db",
        }
    }
}

/// One key for all, so that a child process opens what its parent wrote.
fn vault() -> MemoryVault {
    MemoryVault::with(7)
}

/// A folder on the disk the sources lie on: `/tmp` may be memory, which has no medium to wait for.
fn folder() -> tempfile::TempDir {
    tempfile::Builder::new()
        .prefix("bench-")
        .tempdir_in(env!("CARGO_TARGET_TMPDIR"))
        .expect("a writable target")
}
