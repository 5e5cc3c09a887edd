//! Swift through the bindings, on Linux: the package of `tests/swift`, laid out with the generated code and built in a
//! root that holds Swift.

use crate::bindings;
use crate::manners::Refusal;
use crate::swift_root::SwiftRoot;
use crate::tally::Tally;
use crate::tool::{self, Tool};
use crate::{child, house, lay, scenario, stale};
use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;

/// The built runner, in the package's folder.
const RUNNER: &str = ".build/debug/Runner";
/// Where its sources are.
const OWN: &str = "tests/swift";

/// The lane `swift`.
pub(crate) fn lane(root: &Path, must: bool) -> Result<Tally, Refusal> {
    if let Some(tally) = tool::wanting(&[Tool::Swift], root, "swift", must) {
        return Ok(tally);
    }
    let mut stand = ready(root)?;
    let (tally, good) = child::counted(over(&stand, &house::vector_files(root)?)?)?;
    let mut sum = tally.closed(good);
    println!("-- Story.swift");
    sum += scenario::told(root, &program(&stand, "scenario", &["--network"]))?;
    println!("-- Manners.swift");
    let (tally, good) = child::counted(program(&stand, "manners", &[]))?;
    sum += tally.closed(good);
    if let Some(stale) = stale::beside(&stand.library)? {
        stand.library = stale;
        sum += stale::refused(program(&stand, "manners", &[]))?;
    }
    Ok(sum)
}

/// The bench over another build of the library, itself built as released; nothing without Swift.
pub(crate) fn bench(root: &Path, library: &Path) -> Result<Option<Command>, Refusal> {
    if Tool::Swift.find(root).is_none() {
        return Ok(None);
    }
    let mut stand = laid(root)?;
    stand.library = bindings::alone(library, &stand.library.with_file_name("swift-released"))?;
    stand.build(&["-c", "release"], OWN)?;
    let mut command = stand.command(&[]);
    command.args([".build/release/Runner", "bench"]);
    Ok(Some(command))
}

/// The vector runner over these files, built.
pub(crate) fn vectors<I: AsRef<OsStr>>(root: &Path, files: &[I]) -> Result<Command, Refusal> {
    over(&ready(root)?, files)
}

/// Laid out and built.
fn ready(root: &Path) -> Result<SwiftRoot, Refusal> {
    let stand = laid(root)?;
    stand.build(&[], OWN)?;
    Ok(stand)
}

/// Laid out, with the shell's own builder of zone windows: what is held against the golden ones is what a phone uses.
fn laid(root: &Path) -> Result<SwiftRoot, Refusal> {
    let stand = SwiftRoot::laid(root, &root.join(OWN), "swift-runner")?;
    let windows = root.join("ios/Sources/NocteKit/Ports/ZoneSnapshots.swift");
    lay::copy(&windows, &stand.package.join("Sources/Runner/ZoneSnapshots.swift"))?;
    Ok(stand)
}

/// The vector runner. The files are copied to where the root can see them.
fn over<I: AsRef<OsStr>>(stand: &SwiftRoot, files: &[I]) -> Result<Command, Refusal> {
    let shown = stand.package.join("files");
    let _former = std::fs::remove_dir_all(&shown);
    let mut runner = stand.command(&[]);
    runner.arg(RUNNER);
    for (place, file) in files.iter().enumerate() {
        let file = Path::new(file.as_ref());
        // A folder each: two files of one name stay two.
        let inside = Path::new("files").join(place.to_string()).join(file.file_name().unwrap_or_default());
        lay::copy(file, &stand.package.join(&inside))?;
        runner.arg(inside);
    }
    Ok(runner)
}

/// One of the runner's programs. `entered` are words for `enter.sh`.
fn program(stand: &SwiftRoot, name: &str, entered: &[&str]) -> Command {
    let mut command = stand.command(entered);
    command.args([RUNNER, name]);
    command
}
