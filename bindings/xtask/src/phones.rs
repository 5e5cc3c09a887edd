//! `android` and `ios`: the library for phones. `--check` judges the Rust code for every phone target on a machine
//! that has neither NDK nor Xcode; `--release` (release.rs) builds it where there is one.
//!
//! Type-checking links nothing, so the C code of the store may be compiled by a stand-in that writes empty
//! objects (`tests/toolchains/stand-in`). These must never reach a linker: they have a target folder of their own.

use crate::manners::{Answer, Refusal};
use crate::{child, house, package, release};
use std::path::Path;
use std::process::{Command, Stdio};

/// What every phone's code is built of.
const PACKAGE: &str = "nocte-bindings";

/// The devices and emulators of one maker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Maker {
    /// Android: two kinds of phone, and the emulator.
    Android,
    /// iPhone and its simulator.
    Ios,
}

impl Maker {
    fn name(self) -> &'static str {
        match self {
            Self::Android => "android",
            Self::Ios => "ios",
        }
    }

    pub(crate) fn targets(self) -> &'static [&'static str] {
        match self {
            Self::Android => &["aarch64-linux-android", "armv7-linux-androideabi", "x86_64-linux-android"],
            Self::Ios => &["aarch64-apple-ios", "aarch64-apple-ios-sim"],
        }
    }
}

/// `android --check`, `ios --check`.
pub(crate) fn run(maker: Maker, words: &[String]) -> Result<Answer, Refusal> {
    let name = maker.name();
    match words {
        [word] if word == "--check" => check(&house::root()?, maker).map(Answer::when),
        [word] if word == "--release" => match maker {
            Maker::Android => release::android(&house::root()?),
            Maker::Ios => release::ios(&house::root()?),
        },
        [word] if word == "--package" && maker == Maker::Android => package::run(&house::root()?),
        [] => Err(Refusal::new(format!("`{name}` needs a word"), format!("cargo xtask {name} --check"))),
        [word, ..] => Err(Refusal::unknown_word(name, word)),
    }
}

/// Type-checks the library for every target of one maker. Lints are the lane clippy's, once, for the host.
pub(crate) fn check(root: &Path, maker: Maker) -> Result<bool, Refusal> {
    let mut good = true;
    for target in maker.targets() {
        let held = child::plain(type_check(root, target, standard_library(root, target)?))?;
        println!("{} {target}", if held { "holds    " } else { "does not " });
        good &= held;
    }
    Ok(good)
}

/// Where the standard library of a target comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Std {
    /// Installed by rustup.
    Installed,
    /// Compiled from its source on the way; asks the pinned compiler for an unstable flag.
    FromSource,
}

/// Brings a target's standard library: compiled if rustup has it, else as source.
pub(crate) fn standard_library(root: &Path, target: &str) -> Result<Std, Refusal> {
    if has_standard_library(root, target) || rustup(root, &["target", "add", target]) {
        return Ok(Std::Installed);
    }
    if rustup(root, &["component", "add", "rust-src"]) {
        return Ok(Std::FromSource);
    }
    Err(Refusal::new(
        format!("there is no standard library for {target}"),
        format!("rustup target add {target}, or rustup component add rust-src"),
    ))
}

/// Is the target's standard library here? For `doctor` too.
pub(crate) fn has_standard_library(root: &Path, target: &str) -> bool {
    let mut rustc = Command::new("rustc");
    rustc.current_dir(root).args(["--print", "target-libdir", "--target", target]).stderr(Stdio::null());
    let Ok(output) = rustc.output() else { return false };
    let folder = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    output.status.success() && std::fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some())
}

/// Every target of both makers, for `doctor`.
pub(crate) fn all_targets() -> impl Iterator<Item = &'static str> {
    [Maker::Android, Maker::Ios].into_iter().flat_map(|maker| maker.targets().iter().copied())
}

/// Runs rustup for the pinned toolchain; silent, since what it cannot bring has another way or a message of ours.
fn rustup(root: &Path, words: &[&str]) -> bool {
    let mut command = Command::new("rustup");
    command.current_dir(root).args(words).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

fn type_check(root: &Path, target: &str, library: Std) -> Command {
    let stand_in = root.join("tests/toolchains/stand-in");
    let under = target.replace('-', "_");
    let mut cargo = house::cargo();
    cargo.current_dir(root);
    cargo.env(format!("CC_{under}"), stand_in.join("cc"));
    cargo.env(format!("CXX_{under}"), stand_in.join("cc"));
    cargo.env(format!("AR_{under}"), stand_in.join("ar"));
    cargo.env(format!("RANLIB_{under}"), "true");
    // Any folder keeps the C build scripts from asking Xcode where its SDK is.
    cargo.env("SDKROOT", &stand_in);
    cargo.env("CARGO_TARGET_DIR", house::target(root).join("type-check"));
    cargo.args(["check", "--quiet", "--package", PACKAGE, "--target", target]);
    if library == Std::FromSource {
        cargo.env("RUSTC_BOOTSTRAP", "1").arg("-Zbuild-std=std,panic_unwind");
    }
    cargo
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_maker_has_its_phone_and_something_to_try_it_on() {
        let targets: Vec<_> = all_targets().collect();
        for needed in
            ["aarch64-linux-android", "x86_64-linux-android", "aarch64-apple-ios", "aarch64-apple-ios-sim"]
        {
            assert!(targets.contains(&needed), "{needed}");
        }
    }

    #[test]
    fn only_the_words_it_knows_are_taken() {
        for maker in [Maker::Android, Maker::Ios] {
            assert!(run(maker, &[]).is_err());
            assert!(run(maker, &["--test".to_owned()]).is_err());
            assert!(run(maker, &["--check".to_owned(), "now".to_owned()]).is_err());
        }
    }
}
