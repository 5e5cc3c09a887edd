//! Python through the bindings: the vectors, and every other program of `tests/python`.

use crate::bindings::{self, Language};
use crate::manners::Refusal;
use crate::tally::Tally;
use crate::{child, house};
use std::ffi::OsStr;
use std::path::Path;
use std::process::Command;

/// The programs of the lane, after the vectors. Each closes with `N passed, N failed`.
const PROGRAMS: [&str; 3] = ["scenario.py", "manners.py", "calls.py"];

/// Is there a Python to speak of?
pub(crate) fn is_here() -> bool {
    house::answers("python3", "--version").is_some()
}

/// A program of `tests/python`, with the bindings made and in its path.
pub(crate) fn program(root: &Path, name: &str) -> Result<Command, Refusal> {
    let folder = bindings::make(root, Language::Python)?;
    let mut python = Command::new("python3");
    python.env("PYTHONPATH", &folder).env("PYTHONDONTWRITEBYTECODE", "1");
    python.arg(root.join("tests/python").join(name));
    Ok(python)
}

/// The vector runner over these files.
pub(crate) fn vectors<I: AsRef<OsStr>>(root: &Path, files: &[I]) -> Result<Command, Refusal> {
    let mut python = program(root, "vectors.py")?;
    python.args(files);
    Ok(python)
}

/// The lane `python`.
pub(crate) fn lane(root: &Path, must: bool) -> Result<Tally, Refusal> {
    if !is_here() {
        println!("python3 is not here: lane python is {}", if must { "failed" } else { "skipped" });
        println!("install it with `apt-get install python3`");
        return Ok(if must { Tally::one(false) } else { Tally::skipped_one() });
    }
    let (tally, good) = child::counted(vectors(root, &house::vector_files(root)?)?)?;
    let mut sum = tally.closed(good);
    for name in PROGRAMS {
        println!("-- {name}");
        let (tally, good) = child::counted(program(root, name)?)?;
        sum += tally.closed(good);
    }
    Ok(sum)
}
