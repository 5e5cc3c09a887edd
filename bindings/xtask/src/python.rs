//! Python through the bindings: the vectors, the scenario, and every other program of `tests/python`.

use crate::bindings::{self, Language};
use crate::manners::Refusal;
use crate::tally::Tally;
use crate::{child, house, scenario};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The programs of the lane, after the vectors and the scenario. Each closes with `N passed, N failed`.
const PROGRAMS: [&str; 2] = ["manners.py", "calls.py"];

/// Is there a Python to speak of?
pub(crate) fn is_here() -> bool {
    house::answers("python3", "--version").is_some()
}

/// The programs of `tests/python` with the bindings in their path.
pub(crate) struct Stand {
    programs: PathBuf,
    bindings: PathBuf,
}

impl Stand {
    /// With the bindings made.
    pub(crate) fn ready(root: &Path) -> Result<Self, Refusal> {
        let bindings = bindings::make(root, Language::Python)?;
        Ok(Self { programs: root.join("tests/python"), bindings })
    }

    /// A program, ready to be started.
    pub(crate) fn program(&self, name: &str) -> Command {
        let mut python = Command::new("python3");
        python.env("PYTHONPATH", &self.bindings).env("PYTHONDONTWRITEBYTECODE", "1");
        python.arg(self.programs.join(name));
        python
    }
}

/// The vector runner over these files.
pub(crate) fn vectors<I: AsRef<OsStr>>(root: &Path, files: &[I]) -> Result<Command, Refusal> {
    let mut python = Stand::ready(root)?.program("vectors.py");
    python.args(files);
    Ok(python)
}

/// The bench over another build of the library; nothing without Python.
pub(crate) fn bench(root: &Path, library: &Path) -> Result<Option<Command>, Refusal> {
    if !is_here() {
        return Ok(None);
    }
    let mut stand = Stand::ready(root)?;
    let folder = bindings::alone(library, &stand.bindings.with_file_name("python-released"))?;
    // The generated code loads the library that stands beside it.
    std::fs::copy(stand.bindings.join("nocte.py"), folder.join("nocte.py"))
        .map_err(|error| Refusal::new(format!("nocte.py cannot be copied: {error}"), "cargo clean"))?;
    stand.bindings = folder;
    Ok(Some(stand.program("bench.py")))
}

/// The lane `python`.
pub(crate) fn lane(root: &Path, must: bool) -> Result<Tally, Refusal> {
    if !is_here() {
        println!("python3 is not here: lane python is {}", if must { "failed" } else { "skipped" });
        println!("install it with `apt-get install python3`");
        return Ok(if must { Tally::one(false) } else { Tally::skipped_one() });
    }
    let stand = Stand::ready(root)?;
    let mut vectors = stand.program("vectors.py");
    vectors.args(house::vector_files(root)?);
    let (tally, good) = child::counted(vectors)?;
    let mut sum = tally.closed(good);
    println!("-- scenario.py");
    sum += scenario::told(root, &stand.program("scenario.py"))?;
    for name in PROGRAMS {
        println!("-- {name}");
        let (tally, good) = child::counted(stand.program(name))?;
        sum += tally.closed(good);
    }
    println!("-- verdict.py");
    let mut verdict = stand.program("verdict.py");
    verdict.arg(terminal(root)?);
    let (tally, good) = child::counted(verdict)?;
    sum += tally.closed(good);
    Ok(sum)
}

/// The terminal shell, built: the demonstration's patient is computed once more by a program that has none of our code.
fn terminal(root: &Path) -> Result<PathBuf, Refusal> {
    let mut cargo = house::cargo();
    cargo.current_dir(root).args(["build", "--quiet", "--package", "nocte"]);
    if !child::plain(cargo)? {
        return Err(Refusal::new("the terminal shell does not build", "cargo build -p nocte"));
    }
    Ok(house::target(root).join("debug/nocte"))
}
