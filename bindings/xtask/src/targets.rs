//! The workspace's test files, shared out over the lanes. A new file is in a lane without being listed: what
//! is neither a rule of the house nor a long fault test nor in need of a peer is a unit test.

use crate::manners::Refusal;
use std::path::Path;

/// The rules of the house.
const HOUSE: [&str; 2] = ["architecture", "hazards"];

/// The violent ones: power cuts, kills, flipped bits, disks that fail. Their figures are shown.
const FAULTS: [&str; 6] =
    ["bit_flips", "entry_cost", "io_faults", "kill", "power_cut", "power_cut_whole_files"];

/// The sync between a phone and a clinic, and what goes wrong between them. Their figures are shown.
const SYNC: [&str; 1] = ["sync"];

/// Against parts nobody here wrote.
const PEERS: [&str; 1] = ["peers"];

/// Against a server that is built in an hour.
const HFS: [&str; 1] = ["hfs"];

/// In a real browser.
const BROWSER: [&str; 1] = ["browser"];

/// Over PostgreSQL alone; the lane runs the portal's other files too.
const POSTGRES: [&str; 3] = ["postgres", "pressure", "replay"];

/// Folders of packages with test files.
const PACKAGES: [&str; 7] = ["core", "cli", "portal", "bindings", "bindings/xtask", "tests", "tests/vfs"];

/// Which share of the test files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Share {
    /// The rules of the house.
    House,
    /// The violent tests.
    Faults,
    /// The sync through faults.
    Sync,
    /// The peers.
    Peers,
    /// The one that takes an hour to build.
    Hfs,
    /// The clinic's pages in a browser.
    Browser,
    /// The other database.
    Postgres,
    /// All others.
    Rest,
}

/// The words that make cargo run a share: `--test a --test b`. Nothing when there is no such file.
///
/// Every share is run with `--workspace`, so that all of them use one build.
pub(crate) fn words(root: &Path, share: Share) -> Result<Vec<String>, Refusal> {
    let mut names = Vec::new();
    for package in PACKAGES {
        let folder = root.join(package).join("tests");
        for name in files(&folder) {
            if share_of(&name) == share && !names.contains(&name) {
                names.push(name);
            }
        }
    }
    names.sort();
    if names.is_empty() {
        return Err(Refusal::new("no such tests are in this clone", "git status"));
    }
    Ok(names.into_iter().flat_map(|name| ["--test".to_owned(), name]).collect())
}

/// Every test file of the portal, for the lane that runs them over another database.
pub(crate) fn of_portal(root: &Path) -> Vec<String> {
    let mut names = files(&root.join("portal/tests"));
    names.sort();
    names.into_iter().flat_map(|name| ["--test".to_owned(), name]).collect()
}

fn share_of(name: &str) -> Share {
    if HOUSE.contains(&name) {
        Share::House
    } else if FAULTS.contains(&name) {
        Share::Faults
    } else if SYNC.contains(&name) {
        Share::Sync
    } else if PEERS.contains(&name) {
        Share::Peers
    } else if HFS.contains(&name) {
        Share::Hfs
    } else if BROWSER.contains(&name) {
        Share::Browser
    } else if POSTGRES.contains(&name) {
        Share::Postgres
    } else {
        Share::Rest
    }
}

/// Test files as cargo finds them: `name.rs`, and `name/main.rs`.
fn files(folder: &Path) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(folder) else {
        return Vec::new();
    };
    entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            path.extension().is_some_and(|ending| ending == "rs") || path.join("main.rs").is_file()
        })
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_test_file_is_in_exactly_one_share() {
        let root = crate::house::root().expect("the tests run in the clone");
        let of = |share| words(&root, share).unwrap_or_default();
        let (house, faults, rest) = (of(Share::House), of(Share::Faults), of(Share::Rest));
        assert_eq!(house, ["--test", "architecture", "--test", "hazards"]);
        assert!(rest.iter().any(|name| name == "manners") && rest.iter().any(|name| name == "zones"));
        assert!(!rest.iter().any(|name| house[1..].contains(name) && name != "--test"));
        assert!(faults.iter().all(|word| word == "--test" || FAULTS.contains(&word.as_str())));
    }
}
