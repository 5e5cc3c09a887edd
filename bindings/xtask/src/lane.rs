//! The lanes: what `test` and `check` are made of. A lane is one command with a name and a count.

use crate::manners::Refusal;
use crate::tally::Tally;
use crate::targets::{self, Share};
use crate::tool::{self, Tool};
use crate::{android, child, house, ios, kotlin, postgres, python, swift};
use std::path::Path;
use std::process::Command;

/// One lane.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lane {
    /// `cargo fmt --check`.
    Fmt,
    /// Clippy over every target, warnings denied.
    Clippy,
    /// Licences, bans and sources.
    Deny,
    /// Spelling.
    Typos,
    /// Rust docs, warnings denied.
    Docs,
    /// Arrows, names, bans, hazards, pinned files.
    Architecture,
    /// Every other test of the workspace.
    Unit,
    /// Power cuts, kills, flipped bits, disks that fail; with their figures.
    Faults,
    /// The sync through a proxy that fails, a malicious server, broken TLS; with their figures.
    Sync,
    /// Validators, servers and proxies nobody here wrote.
    Peers,
    /// Every test of the portal again, over a private PostgreSQL.
    Postgres,
    /// The clinic's pages in a real browser, every one judged by axe.
    Browser,
    /// The golden vectors through the command a stranger would use.
    Vectors,
    /// The same vectors, the scenario and generated calls, from Python through the bindings.
    Python,
    /// The same vectors from Kotlin on the JVM.
    Kotlin,
    /// The same vectors from Swift on Linux.
    Swift,
    /// The Android shell on the framework's own code.
    Android,
    /// The iOS shell on Linux, over stand-ins for Apple's frameworks.
    Ios,
    /// The newcomer's first command.
    Demo,
    /// Moving out to HFS, which is built in an hour: only when it is named.
    Hfs,
}

impl Lane {
    /// In the order in which `test` runs them: the quick ones first.
    pub(crate) const ALL: [Self; 19] = [
        Self::Fmt,
        Self::Typos,
        Self::Deny,
        Self::Clippy,
        Self::Docs,
        Self::Architecture,
        Self::Unit,
        Self::Faults,
        Self::Sync,
        Self::Peers,
        Self::Postgres,
        Self::Browser,
        Self::Vectors,
        Self::Python,
        Self::Kotlin,
        Self::Swift,
        Self::Android,
        Self::Ios,
        Self::Demo,
    ];

    /// What `check` runs: everything that judges the text and not the behaviour.
    pub(crate) const CHECKS: [Self; 6] =
        [Self::Fmt, Self::Typos, Self::Deny, Self::Clippy, Self::Docs, Self::Architecture];

    /// Those that run only when they are named, `--all` or not: what they need takes longer than everything else.
    pub(crate) const NAMED: [Self; 1] = [Self::Hfs];

    /// The lane's name on the command line.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Fmt => "fmt",
            Self::Clippy => "clippy",
            Self::Deny => "deny",
            Self::Typos => "typos",
            Self::Docs => "docs",
            Self::Architecture => "architecture",
            Self::Unit => "unit",
            Self::Faults => "faults",
            Self::Sync => "sync",
            Self::Peers => "peers",
            Self::Postgres => "postgres",
            Self::Browser => "browser",
            Self::Vectors => "vectors",
            Self::Python => "python",
            Self::Kotlin => "kotlin",
            Self::Swift => "swift",
            Self::Android => "android",
            Self::Ios => "ios",
            Self::Demo => "demo",
            Self::Hfs => "hfs",
        }
    }

    /// The lane called `name`.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().chain(Self::NAMED).find(|lane| lane.name() == name)
    }

    /// The tool without which the lane cannot run.
    pub(crate) fn tool(self) -> Option<Tool> {
        match self {
            Self::Deny => Some(Tool::CargoDeny),
            Self::Typos => Some(Tool::Typos),
            Self::Peers => Some(Tool::Peers),
            Self::Postgres => Some(Tool::Postgres),
            Self::Browser => Some(Tool::Browser),
            Self::Hfs => Some(Tool::Hfs),
            _ => None,
        }
    }

    /// Runs the lane. `must` brings a missing tool, and fails if it cannot; otherwise a lane without its
    /// tool says so and counts as skipped.
    pub(crate) fn run(self, root: &Path, must: bool) -> Result<Tally, Refusal> {
        let Some(tool) = self.tool() else {
            return self.without_tool(root, must);
        };
        match tool::wanting(&[tool], root, self.name(), must) {
            Some(tally) => Ok(tally),
            None => judged_by(tool, &tool.bring(root)?, root),
        }
    }

    fn without_tool(self, root: &Path, must: bool) -> Result<Tally, Refusal> {
        let mut cargo = house::cargo();
        cargo.current_dir(root);
        match self {
            Self::Fmt => once(with(cargo, "fmt --all -- --check")),
            Self::Clippy => once(with(cargo, "clippy --workspace --all-targets --quiet -- -D warnings")),
            Self::Docs => {
                cargo.env("RUSTDOCFLAGS", "-D warnings");
                once(with(cargo, "doc --workspace --no-deps --quiet"))
            }
            Self::Architecture => {
                // Its failures say what to do; where the assertion stands helps nobody.
                cargo.env("RUST_BACKTRACE", "0");
                counted(tests(cargo, targets::words(root, Share::House)?, &[]))
            }
            Self::Unit => {
                let mut words = targets::words(root, Share::Rest)?;
                words.extend(["--lib", "--bins"].map(str::to_owned));
                let mut tally = counted(tests(cargo, words, &[]))?;
                let mut docs = house::cargo();
                docs.current_dir(root);
                tally += counted(tests(docs, vec!["--doc".to_owned()], &[]))?;
                Ok(tally)
            }
            Self::Faults => counted(tests(cargo, targets::words(root, Share::Faults)?, &["--nocapture"])),
            Self::Sync => counted(tests(cargo, targets::words(root, Share::Sync)?, &["--nocapture"])),
            Self::Vectors => counted(vector_files(cargo, root)?),
            Self::Python => python::lane(root, must),
            Self::Kotlin => kotlin::lane(root, must),
            Self::Swift => swift::lane(root, must),
            Self::Android => android::lane(root, must),
            Self::Ios => ios::lane(root, must),
            Self::Demo => demo(cargo),
            Self::Deny | Self::Typos | Self::Peers | Self::Postgres | Self::Browser | Self::Hfs => {
                unreachable!("these lanes have a tool")
            }
        }
    }
}

/// Tests of the workspace. Always all packages, so that every lane uses one build.
pub(crate) fn tests(mut cargo: Command, words: Vec<String>, to_them: &[&str]) -> Command {
    cargo.args(["test", "--workspace", "--no-fail-fast", "--quiet"]).args(words);
    cargo.arg("--").args(to_them);
    cargo
}

/// What a tool says about the house.
fn judged_by(tool: Tool, path: &Path, root: &Path) -> Result<Tally, Refusal> {
    let share = match tool {
        Tool::Postgres => return postgres::lane(root),
        Tool::Peers => Some(Share::Peers),
        Tool::Browser => Some(Share::Browser),
        Tool::Hfs => Some(Share::Hfs),
        _ => None,
    };
    if let Some(share) = share {
        // Marked `#[ignore]`, so that a bare `cargo test` needs none of them.
        let mut cargo = house::cargo();
        cargo.current_dir(root);
        let words = targets::words(root, share)?;
        return counted(tests(cargo, words, &["--include-ignored", "--nocapture"]));
    }
    let mut command = Command::new(path);
    command.current_dir(root);
    if tool == Tool::CargoDeny {
        // It judges the dependencies of every target, so all of them must be here; then it needs no network.
        let mut cargo = house::cargo();
        cargo.current_dir(root);
        if !child::plain(with(cargo, "fetch --quiet"))? {
            return Ok(Tally::one(false));
        }
        // Advisories need a database from the network and are asked at release time, not here.
        command = with(command, "--offline --log-level warn check licenses bans sources");
    }
    once(command)
}

fn with(mut command: Command, words: &str) -> Command {
    command.args(words.split(' '));
    command
}

fn once(command: Command) -> Result<Tally, Refusal> {
    child::plain(command).map(Tally::one)
}

pub(crate) fn counted(command: Command) -> Result<Tally, Refusal> {
    child::counted(command).map(|(tally, good)| tally.closed(good))
}

/// The vector runner over every file of `tests/vectors`.
fn vector_files(mut cargo: Command, root: &Path) -> Result<Command, Refusal> {
    cargo.args(crate::vectors::RUNNER.split(' ')).arg("--").args(house::vector_files(root)?);
    Ok(cargo)
}

/// The demo passes when it ends well and has told something.
fn demo(mut cargo: Command) -> Result<Tally, Refusal> {
    cargo.args("run --quiet --package nocte -- demo --quiet --no-wait".split(' '));
    let (story, good) = child::captured(cargo)?;
    print!("{story}");
    Ok(Tally::one(good && !story.trim().is_empty()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_lane_is_found_by_its_name_and_by_no_other() {
        for lane in Lane::ALL.into_iter().chain(Lane::NAMED) {
            assert_eq!(Lane::named(lane.name()), Some(lane));
        }
        assert_eq!(Lane::named("everything"), None);
    }

    #[test]
    fn each_check_is_a_lane_of_the_test_command_too() {
        for lane in Lane::CHECKS {
            assert!(Lane::ALL.contains(&lane), "{} is only checked", lane.name());
        }
    }
}
