//! Tools that are not part of Rust: pinned versions, each brought by its own script in `tests/toolchains`, and the
//! peers of `tests/peers`.
//!
//! A script with `--find` prints where the tool is, or fails at once when it is not there; without a word
//! it installs the tool into the cache first. The version stands in the script and nowhere else.

use crate::manners::Refusal;
use crate::tally::Tally;
use crate::{child, house};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A tool with a script of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tool {
    /// Licences, bans and sources of dependencies.
    CargoDeny,
    /// Spelling.
    Typos,
    /// Fuzzing; needs the nightly toolchain.
    CargoFuzz,
    /// Mutation testing.
    CargoMutants,
    /// Validators, servers and proxies nobody here wrote, all of them.
    Peers,
    /// PostgreSQL's programs.
    Postgres,
    /// A FHIR server that is built in an hour.
    Hfs,
    /// Chromium, what drives it and what judges its pages.
    Browser,
    /// A JDK from 21 on, with Maven; the tool's path is the JDK's home.
    Jdk,
    /// Kotlin's compiler and the libraries of the Kotlin runner.
    Kotlin,
    /// What `android/` is built of and tested on, behind Maven.
    Android,
    /// The maker of an app's resources.
    Aapt2,
    /// What makes a package out of an app's classes.
    Apk,
    /// Swift; the tool's path is the root's folder, to be entered by `enter.sh`.
    Swift,
    /// A C compiler and linker for arm64, behind cargo.
    Zig,
    /// Builds with an Android NDK.
    CargoNdk,
}

impl Tool {
    /// Every tool, for `doctor`.
    pub(crate) const ALL: [Self; 16] = [
        Self::CargoDeny,
        Self::Typos,
        Self::CargoFuzz,
        Self::CargoMutants,
        Self::Peers,
        Self::Postgres,
        Self::Hfs,
        Self::Browser,
        Self::Jdk,
        Self::Kotlin,
        Self::Android,
        Self::Aapt2,
        Self::Apk,
        Self::Swift,
        Self::Zig,
        Self::CargoNdk,
    ];

    /// The tool's name.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::CargoDeny => "cargo-deny",
            Self::Typos => "typos",
            Self::CargoFuzz => "cargo-fuzz",
            Self::CargoMutants => "cargo-mutants",
            Self::Peers => "peers",
            Self::Postgres => "postgres",
            Self::Hfs => "hfs",
            Self::Browser => "browser",
            Self::Jdk => "jdk",
            Self::Kotlin => "kotlin",
            Self::Android => "android",
            Self::Aapt2 => "aapt2",
            Self::Apk => "apk",
            Self::Swift => "swift",
            Self::Zig => "zig",
            Self::CargoNdk => "cargo-ndk",
        }
    }

    /// The command that installs it, as a contributor would type it in the root.
    pub(crate) fn install_command(self) -> String {
        format!("bash {}", self.script_path())
    }

    /// Its script, from the root.
    fn script_path(self) -> String {
        match self {
            Self::Peers => "tests/peers/all.sh".to_owned(),
            Self::Postgres | Self::Hfs => format!("tests/peers/{}.sh", self.name()),
            Self::Browser => "tests/browser/browser.sh".to_owned(),
            _ => format!("tests/toolchains/{}.sh", self.name()),
        }
    }

    /// Where it is, if it is here already.
    pub(crate) fn find(self, root: &Path) -> Option<PathBuf> {
        let mut command = self.script(root);
        command.arg("--find").stderr(Stdio::null());
        let output = command.output().ok()?;
        output.status.success().then(|| path_in(&output.stdout))
    }

    /// Where it is, after installing it if need be.
    pub(crate) fn bring(self, root: &Path) -> Result<PathBuf, Refusal> {
        if let Some(here) = self.find(root) {
            return Ok(here);
        }
        eprintln!("bringing {} (once per version)", self.name());
        let (text, good) = child::captured(self.script(root))?;
        if good {
            return Ok(path_in(text.as_bytes()));
        }
        Err(Refusal::new(format!("{} could not be installed", self.name()), self.install_command()))
    }

    fn script(self, root: &Path) -> Command {
        let mut command = Command::new("bash");
        command.arg(root.join(self.script_path()));
        command.env("NOCTE_CACHE", house::cache()).current_dir(root);
        // The scripts call cargo themselves and must get the toolchain's own choice, not our package's.
        command.env_remove("CARGO_TARGET_DIR");
        command
    }
}

/// How a lane ends for want of a tool, or nothing when all are here. With `must` the missing ones are brought.
pub(crate) fn wanting(tools: &[Tool], root: &Path, lane: &str, must: bool) -> Option<Tally> {
    for tool in tools {
        if tool.find(root).is_some() {
            continue;
        }
        if must {
            if let Err(refusal) = tool.bring(root) {
                let _status = refusal.tell();
                return Some(Tally::one(false));
            }
        } else {
            println!("{} is not here: lane {lane} is skipped", tool.name());
            println!("install it with `{}`", tool.install_command());
            return Some(Tally::skipped_one());
        }
    }
    None
}

/// The path a script printed on its last line.
fn path_in(output: &[u8]) -> PathBuf {
    let text = String::from_utf8_lossy(output);
    PathBuf::from(text.lines().last().unwrap_or_default().trim())
}
