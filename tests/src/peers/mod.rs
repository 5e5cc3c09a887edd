//! Peers: parts nobody here wrote, brought by the scripts of `tests/peers` and run on loopback.
//!
//! Tests that need one are marked `#[ignore]`, so that a bare `cargo test` needs neither node nor network; the lanes
//! of `cargo xtask test` run them, and fail under `--all` when a peer cannot be had.

mod server;
pub mod validators;

pub use server::{Server, free_port, hfs, nginx};

use crate::house::tree;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A peer with a script of its own in `tests/peers`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Peer {
    /// Medplum's router, validator and definitions.
    Medplum,
    /// An OpenID provider.
    Oidc,
    /// Readers of SMART Health Links, in JavaScript.
    Shl,
    /// HL7's reader of them, in Java.
    Hl7,
    /// The validators in Python.
    Validators,
    /// A proxy that answers as proxies do.
    Nginx,
    /// A whole FHIR server on a file, built in an hour.
    Hfs,
    /// PostgreSQL's programs.
    Postgres,
}

impl Peer {
    fn name(self) -> &'static str {
        match self {
            Self::Medplum => "medplum",
            Self::Oidc => "oidc",
            Self::Shl => "shl",
            Self::Hl7 => "hl7",
            Self::Validators => "validators",
            Self::Nginx => "nginx",
            Self::Hfs => "hfs",
            Self::Postgres => "postgres",
        }
    }

    /// Where it is on this machine, if it is.
    ///
    /// # Panics
    /// Without bash.
    pub fn find(self) -> Option<PathBuf> {
        let script = format!("tests/peers/{}.sh", self.name());
        let output = Command::new("bash")
            .args([script.as_str(), "--find"])
            .current_dir(root())
            .stderr(Stdio::null())
            .output()
            .expect("bash runs the project's scripts");
        let text = String::from_utf8_lossy(&output.stdout);
        let path = text.lines().last().map(PathBuf::from);
        path.filter(|_| output.status.success())
    }

    /// Where it is on this machine.
    ///
    /// # Panics
    /// When it is not here, with the command that brings it.
    pub fn place(self) -> PathBuf {
        let name = self.name();
        self.find()
            .unwrap_or_else(|| panic!("{name} is not here: bring it with `bash tests/peers/{name}.sh`"))
    }
}

/// The workspace root.
pub fn root() -> PathBuf {
    tree::root()
}

/// A file of `tests/peers`.
pub fn file(path: impl AsRef<Path>) -> PathBuf {
    root().join("tests/peers").join(path)
}
