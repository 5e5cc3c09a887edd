//! The files of the repository, as git knows them: what is committed, and what would be with `git add`.

use std::collections::BTreeSet;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// One text file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Source {
    /// Path from the root, with `/`.
    pub path: String,
    /// The whole text.
    pub text: String,
}

impl Source {
    /// A source made of strings, for planted violations.
    pub fn planted(path: &str, text: &str) -> Self {
        Self { path: path.to_owned(), text: text.to_owned() }
    }

    /// Is it Rust?
    pub fn is_rust(&self) -> bool {
        self.has_ending("rs")
    }

    /// Does the name end in `.ending`?
    pub fn has_ending(&self, ending: &str) -> bool {
        Path::new(&self.path).extension().is_some_and(|own| own == ending)
    }

    /// Does it stand in `folder` (a path from the root without a closing slash), or is it that file?
    pub fn is_in(&self, folder: &str) -> bool {
        self.path.strip_prefix(folder).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }

    /// The file's name without folders.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// The file's name without folders and ending.
    pub fn stem(&self) -> &str {
        self.name().split('.').next().unwrap_or_default()
    }
}

/// The repository.
#[derive(Debug, Clone)]
pub struct Tree {
    /// The root on this machine.
    pub root: PathBuf,
    /// Every text file.
    pub sources: Vec<Source>,
    /// Paths of the files that are not UTF-8 text.
    pub binaries: Vec<String>,
}

impl Tree {
    /// Reads every file git knows or would take. Submodules and links that lead nowhere are passed over.
    ///
    /// # Errors
    /// When git cannot be asked or a file cannot be read.
    pub fn read() -> io::Result<Self> {
        let root = root();
        let output = Command::new("git")
            .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
            .current_dir(&root)
            .output()?;
        if !output.status.success() {
            return Err(io::Error::other("git ls-files failed: is this a clone?"));
        }
        let names = String::from_utf8_lossy(&output.stdout).into_owned();
        let names: BTreeSet<&str> = names.split('\0').filter(|name| !name.is_empty()).collect();
        let mut tree = Self { root, sources: Vec::new(), binaries: Vec::new() };
        for name in names {
            let file = tree.root.join(name);
            if !file.is_file() {
                continue; // deleted but not yet committed
            }
            match String::from_utf8(std::fs::read(&file)?) {
                Ok(text) if !text.contains('\0') => tree.sources.push(Source { path: name.to_owned(), text }),
                _ => tree.binaries.push(name.to_owned()),
            }
        }
        Ok(tree)
    }

    /// The Rust files.
    pub fn rust(&self) -> impl Iterator<Item = &Source> {
        self.sources.iter().filter(|source| source.is_rust())
    }

    /// The text of one file.
    pub fn text(&self, path: &str) -> Option<&str> {
        self.sources.iter().find(|source| source.path == path).map(|source| source.text.as_str())
    }
}

/// The workspace root. Asked for at run time: clones may share a target folder.
pub fn root() -> PathBuf {
    let own = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    own.parent().map_or(own.clone(), Path::to_path_buf)
}
