//! The clinic beside a shell's tests: the real portal in a process of its own (`tests/src/bin/desk.rs`).

use crate::bindings;
use crate::manners::Refusal;
use std::fs::{File, OpenOptions};
use std::path::{Path, PathBuf};
use std::process::{Child, Command};

/// The program, built.
pub(crate) fn program(root: &Path) -> Result<PathBuf, Refusal> {
    // A program of the tests' own package, as the other lanes build it: with them it costs nothing.
    let built = bindings::built(root, &["test", "--workspace", "--no-run", "--test", "vectors"])?;
    let desk = built.into_iter().find(|path| path.file_stem().is_some_and(|name| name == "desk"));
    desk.ok_or_else(|| Refusal::new("nobody plays the clinic", "see tests/src/bin/desk.rs"))
}

/// A clinic that is asked over two pipes of a folder, `ask` and `answer`: for tests that run where they cannot start a
/// program of this machine's. Dropped, it closes and takes the pipes away.
#[derive(Debug)]
pub(crate) struct Beside {
    child: Child,
    folder: PathBuf,
}

impl Beside {
    /// Opens it.
    pub(crate) fn open(root: &Path, folder: &Path) -> Result<Self, Refusal> {
        let failed = |error: std::io::Error| {
            Refusal::new(format!("no clinic beside {}: {error}", folder.display()), "cargo xtask doctor")
        };
        let program = program(root)?;
        let _former = std::fs::remove_dir_all(folder);
        std::fs::create_dir_all(folder).map_err(failed)?;
        let pipes = ["ask", "answer"].map(|name| folder.join(name));
        let made = Command::new("mkfifo").args(&pipes).status().map_err(failed)?;
        if !made.success() {
            return Err(failed(std::io::Error::other("mkfifo")));
        }
        let [ask, answer] = pipes;
        // Read and written both: neither opening waits for the other side, and the clinic sees no end between two questions.
        let open = |pipe: &Path| -> Result<File, Refusal> {
            OpenOptions::new().read(true).write(true).open(pipe).map_err(failed)
        };
        let child =
            Command::new(program).stdin(open(&ask)?).stdout(open(&answer)?).spawn().map_err(failed)?;
        Ok(Self { child, folder: folder.to_owned() })
    }
}

impl Drop for Beside {
    fn drop(&mut self) {
        // It has nothing to say goodbye for: its folder is a temporary one.
        let _ended = self.child.kill();
        let _ended = self.child.wait();
        let _gone = std::fs::remove_dir_all(&self.folder);
    }
}
