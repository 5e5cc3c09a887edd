//! The browser of `tests/browser`: brought by its own script, used by the tests of the clinic's pages.

use crate::house::tree;
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// The folder of what drives and judges the browser.
///
/// # Panics
/// When it is not here, with the command that brings it.
pub fn place() -> PathBuf {
    let output = Command::new("bash")
        .args(["tests/browser/browser.sh", "--find"])
        .current_dir(tree::root())
        .stderr(Stdio::null())
        .output()
        .expect("bash runs the project's scripts");
    let text = String::from_utf8_lossy(&output.stdout);
    let path = text.lines().last().map(PathBuf::from).filter(|_| output.status.success());
    path.expect("no browser is here: bring it with `bash tests/browser/browser.sh`")
}

/// A file of `tests/browser`.
pub fn file(name: &str) -> PathBuf {
    tree::root().join("tests/browser").join(name)
}
