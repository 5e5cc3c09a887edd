//! A Swift package in the root that holds Swift: entered by `enter.sh`, the package at `/pkg`, the library at
//! `/lib-rust`.

use crate::bindings::{self, Language};
use crate::lay;
use crate::manners::Refusal;
use crate::tool::Tool;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What every build is linked with: the folder of the library; and Debian's Observation library lacks a symbol that
/// nothing here calls.
const LINKED: &str = "-Xlinker -L/lib-rust -Xlinker --allow-shlib-undefined";

/// The root, a package and the library's folder.
pub(crate) struct SwiftRoot {
    pub(crate) enter: PathBuf,
    pub(crate) swift: PathBuf,
    pub(crate) package: PathBuf,
    pub(crate) library: PathBuf,
}

impl SwiftRoot {
    /// The package of this name in the build folder: the committed one of `own`, and the generated code.
    pub(crate) fn laid(root: &Path, own: &Path, name: &str) -> Result<Self, Refusal> {
        let swift = Tool::Swift.bring(root)?;
        let library = bindings::make(root, Language::Swift)?;
        let package = library.with_file_name(name);
        let made = ["NocteCore/NocteCore.swift", "NocteCoreFFI/NocteCoreFFI.h", "Runner/ZoneSnapshots.swift"];
        let made = made.map(|file| package.join("Sources").join(file));
        lay::tree(&own.join("Sources"), &package.join("Sources"), &made)?;
        lay::copy(&own.join("Package.swift"), &package.join("Package.swift"))?;
        lay::copy(&library.join("NocteCore.swift"), &made[0])?;
        lay::copy(&library.join("NocteCoreFFI.h"), &made[1])?;
        Ok(Self { enter: root.join("tests/toolchains/enter.sh"), swift, package, library })
    }

    /// Its tests, already built. `entered` are words for `enter.sh`.
    pub(crate) fn tests(&self, entered: &[&str]) -> Command {
        self.entered(entered, "test", &["--skip-build", "--disable-xctest"])
    }

    /// `swift WHAT …` in the package, linked with the library.
    pub(crate) fn swift(&self, what: &str, words: &[&str]) -> Command {
        self.entered(&[], what, words)
    }

    fn entered(&self, entered: &[&str], what: &str, words: &[&str]) -> Command {
        let mut swift = self.command(entered);
        swift.args(["swift", what, "-j", "2"]).args(LINKED.split(' ')).args(words);
        swift
    }

    /// Builds it, with these words besides. What the compiler says is repeated only when it fails.
    pub(crate) fn build(&self, words: &[&str], see: &str) -> Result<(), Refusal> {
        let output = self
            .swift("build", words)
            .output()
            .map_err(|error| Refusal::cannot_start("Swift's root", &error))?;
        if output.status.success() {
            return Ok(());
        }
        eprint!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        Err(Refusal::new("a Swift package does not build", format!("see {see}")))
    }

    /// Something to be run in the root, in the package's folder. `entered` are words for `enter.sh`.
    pub(crate) fn command(&self, entered: &[&str]) -> Command {
        let mut command = Command::new("bash");
        command.arg(&self.enter).args(entered);
        command.arg(&self.swift).arg(&self.package).arg(&self.library);
        command
    }
}
