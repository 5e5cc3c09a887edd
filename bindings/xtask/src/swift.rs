//! Swift through the bindings, on Linux: the package of `tests/swift`, laid out with the generated code and built in a
//! root that holds Swift.
//!
//! The package is copied to the build folder, a file only when it differs, so that the compiler's own bookkeeping sees
//! what has changed and nothing else.

use crate::bindings::{self, Language};
use crate::manners::Refusal;
use crate::tally::Tally;
use crate::tool::{self, Tool};
use crate::{child, house, scenario, stale};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The built runner, in the package's folder.
const RUNNER: &str = ".build/debug/Runner";

/// The lane `swift`.
pub(crate) fn lane(root: &Path, must: bool) -> Result<Tally, Refusal> {
    if let Some(tally) = tool::wanting(&[Tool::Swift], root, "swift", must) {
        return Ok(tally);
    }
    let mut stand = Stand::ready(root)?;
    let (tally, good) = child::counted(stand.over(&house::vector_files(root)?)?)?;
    let mut sum = tally.closed(good);
    println!("-- Story.swift");
    sum += scenario::told(root, &stand.program("scenario", &["--network"]))?;
    println!("-- Manners.swift");
    let (tally, good) = child::counted(stand.program("manners", &[]))?;
    sum += tally.closed(good);
    if let Some(stale) = stale::beside(&stand.library)? {
        stand.library = stale;
        sum += stale::refused(stand.program("manners", &[]))?;
    }
    Ok(sum)
}

/// The bench over another build of the library, itself built as released; nothing without Swift.
pub(crate) fn bench(root: &Path, library: &Path) -> Result<Option<Command>, Refusal> {
    if Tool::Swift.find(root).is_none() {
        return Ok(None);
    }
    let mut stand = Stand::laid(root)?;
    stand.library = bindings::alone(library, &stand.library.with_file_name("swift-released"))?;
    stand.build(&["-c", "release"])?;
    let mut command = stand.command(&[]);
    command.args([".build/release/Runner", "bench"]);
    Ok(Some(command))
}

/// The vector runner over these files, built.
pub(crate) fn vectors<I: AsRef<OsStr>>(root: &Path, files: &[I]) -> Result<Command, Refusal> {
    Stand::ready(root)?.over(files)
}

/// The root, the package inside and the library's folder.
struct Stand {
    enter: PathBuf,
    swift: PathBuf,
    package: PathBuf,
    library: PathBuf,
}

impl Stand {
    /// Laid out and built.
    fn ready(root: &Path) -> Result<Self, Refusal> {
        let stand = Self::laid(root)?;
        stand.build(&[])?;
        Ok(stand)
    }

    /// Laid out: the committed sources and the generated code in one package.
    fn laid(root: &Path) -> Result<Self, Refusal> {
        let swift = Tool::Swift.bring(root)?;
        let library = bindings::make(root, Language::Swift)?;
        let package = library.with_file_name("swift-runner");
        let own = root.join("tests/swift");
        sources_only(&package.join("Sources"), &own.join("Sources"))?;
        lay(&own.join("Package.swift"), &package.join("Package.swift"))?;
        lay(&library.join("NocteCore.swift"), &package.join("Sources/NocteCore/NocteCore.swift"))?;
        lay(&library.join("NocteCoreFFI.h"), &package.join("Sources/NocteCoreFFI/NocteCoreFFI.h"))?;
        Ok(Self { enter: root.join("tests/toolchains/enter.sh"), swift, package, library })
    }

    /// Builds it, with these words besides.
    fn build(&self, words: &[&str]) -> Result<(), Refusal> {
        let mut swift = self.command(&[]);
        // Debian's Observation library lacks a symbol that nothing here calls.
        swift.args("swift build -j 2 -Xlinker -L/lib-rust -Xlinker --allow-shlib-undefined".split(' '));
        swift.args(words);
        let output = swift.output().map_err(|error| Refusal::cannot_start("Swift's root", &error))?;
        if output.status.success() {
            return Ok(());
        }
        eprint!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
        Err(Refusal::new("the Swift runner does not build", "see tests/swift/Sources"))
    }

    /// The vector runner. The files are copied to where the root can see them.
    fn over<I: AsRef<OsStr>>(&self, files: &[I]) -> Result<Command, Refusal> {
        let shown = self.package.join("files");
        let _former = std::fs::remove_dir_all(&shown);
        let mut runner = self.command(&[]);
        runner.arg(RUNNER);
        for (place, file) in files.iter().enumerate() {
            let file = Path::new(file.as_ref());
            // A folder each: two files of one name stay two.
            let inside =
                Path::new("files").join(place.to_string()).join(file.file_name().unwrap_or_default());
            lay(file, &self.package.join(&inside))?;
            runner.arg(inside);
        }
        Ok(runner)
    }

    /// One of the runner's programs. `entered` are words for `enter.sh`.
    fn program(&self, name: &str, entered: &[&str]) -> Command {
        let mut command = self.command(entered);
        command.args([RUNNER, name]);
        command
    }

    /// Something to be run in the root, in the package's folder.
    fn command(&self, entered: &[&str]) -> Command {
        let mut command = Command::new("bash");
        command.arg(&self.enter).args(entered);
        command.arg(&self.swift).arg(&self.package).arg(&self.library);
        command
    }
}

/// Lays every file of the committed sources, and takes away those that are no longer committed.
fn sources_only(to: &Path, from: &Path) -> Result<(), Refusal> {
    for module in house::folders(from)? {
        let name = module.file_name().unwrap_or_default();
        let (mut wanted, there) = (Vec::new(), to.join(name));
        for file in house::files(&module)? {
            let place = there.join(file.file_name().unwrap_or_default());
            lay(&file, &place)?;
            wanted.push(place);
        }
        for old in house::files_with_ending(&there, "swift")? {
            if !wanted.contains(&old) {
                let _gone = std::fs::remove_file(old);
            }
        }
    }
    Ok(())
}

/// Copies a file unless the same text is there.
fn lay(from: &Path, to: &Path) -> Result<(), Refusal> {
    let failed = |error: std::io::Error| {
        Refusal::new(format!("{} cannot be laid out: {error}", from.display()), "cargo xtask doctor")
    };
    let text = std::fs::read(from).map_err(failed)?;
    if std::fs::read(to).is_ok_and(|there| there == text) {
        return Ok(());
    }
    if let Some(folder) = to.parent() {
        std::fs::create_dir_all(folder).map_err(failed)?;
    }
    std::fs::write(to, text).map_err(failed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_the_same_text_is_not_touched() {
        let folder = std::env::temp_dir().join(format!("nocte-lay-{}", std::process::id()));
        let (from, to) = (folder.join("from"), folder.join("deep/to"));
        std::fs::create_dir_all(&folder).expect("a temporary folder");
        std::fs::write(&from, "one").expect("a file in it");
        lay(&from, &to).expect("laid");
        let old = std::fs::metadata(&to).and_then(|it| it.modified()).expect("its time");
        lay(&from, &to).expect("laid again");
        assert_eq!(std::fs::metadata(&to).and_then(|it| it.modified()).expect("its time"), old);
        std::fs::write(&from, "two").expect("another text");
        lay(&from, &to).expect("laid anew");
        assert_eq!(std::fs::read_to_string(&to).expect("the copy"), "two");
        std::fs::remove_dir_all(&folder).expect("cleared away");
    }
}
