//! Where things are: the workspace root, the cache folder, cargo.
//!
//! The root is asked for at run time. A path baked in while compiling would point into another clone as soon
//! as two clones share a target folder, which the CI does.

use crate::manners::Refusal;
use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The workspace root: the folder above `bindings/xtask`.
pub(crate) fn root() -> Result<PathBuf, Refusal> {
    let own = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let above = own.as_deref().and_then(|own| own.ancestors().nth(2));
    if let Some(root) = above.filter(|folder| is_root(folder)) {
        return Ok(root.to_path_buf());
    }
    let here = env::current_dir()
        .map_err(|error| Refusal::new(format!("no current folder: {error}"), "cd into the clone"))?;
    here.ancestors()
        .find(|folder| is_root(folder))
        .map(Path::to_path_buf)
        .ok_or_else(|| Refusal::new("this is not a clone of Nocte", "cd into the clone"))
}

fn is_root(folder: &Path) -> bool {
    folder.join("bindings/xtask").is_dir()
}

/// The cache folder of all tools and builds: `$NOCTE_CACHE`, else `~/.cache/nocte`.
pub(crate) fn cache() -> PathBuf {
    if let Some(own) = env::var_os("NOCTE_CACHE").filter(|value| !value.is_empty()) {
        return PathBuf::from(own);
    }
    let home = env::var_os("HOME").map_or_else(|| PathBuf::from("."), PathBuf::from);
    home.join(".cache/nocte")
}

/// Every file of golden cases, in order of name.
pub(crate) fn vector_files(root: &Path) -> Result<Vec<PathBuf>, Refusal> {
    files_with_ending(&root.join("tests/vectors"), "json")
}

/// The files with an ending under a folder, at any depth, in order.
pub(crate) fn files_with_ending(folder: &Path, ending: &str) -> Result<Vec<PathBuf>, Refusal> {
    let mut found = files(folder)?;
    for below in folders(folder)? {
        found.extend(files_with_ending(&below, ending)?);
    }
    found.retain(|path| path.extension().is_some_and(|own| own == ending));
    found.sort();
    Ok(found)
}

/// The files of a folder itself, in order.
pub(crate) fn files(folder: &Path) -> Result<Vec<PathBuf>, Refusal> {
    Ok(entries(folder)?.into_iter().filter(|path| path.is_file()).collect())
}

/// The folders of a folder itself, in order.
pub(crate) fn folders(folder: &Path) -> Result<Vec<PathBuf>, Refusal> {
    Ok(entries(folder)?.into_iter().filter(|path| path.is_dir()).collect())
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, Refusal> {
    let unreadable = |error: std::io::Error| {
        Refusal::new(format!("{} cannot be read: {error}", folder.display()), "git status")
    };
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(unreadable)? {
        paths.push(entry.map_err(unreadable)?.path());
    }
    paths.sort();
    Ok(paths)
}

/// The target folder in use: `$CARGO_TARGET_DIR`, else `target` in the root.
pub(crate) fn target(root: &Path) -> PathBuf {
    let own = env::var_os("CARGO_TARGET_DIR").filter(|value| !value.is_empty());
    own.map_or_else(|| root.join("target"), |own| root.join(own))
}

/// Cargo of the toolchain that runs us.
pub(crate) fn cargo() -> Command {
    Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Cargo of another toolchain, through rustup's proxy: `+nightly` for fuzzing.
pub(crate) fn cargo_of(toolchain: &str) -> Command {
    let mut command = Command::new("cargo");
    command.arg(format!("+{toolchain}"));
    // Both are set by the proxy that started us and would win over `+nightly`.
    command.env_remove("RUSTUP_TOOLCHAIN").env_remove("CARGO");
    command.env_remove("RUSTC").env_remove("RUSTDOC");
    command
}

/// Does the program answer `--version` (or another harmless word)? Its first line when it does.
pub(crate) fn answers(program: &str, word: &str) -> Option<String> {
    let output = Command::new(program).arg(word).output().ok()?;
    if !output.status.success() {
        return None;
    }
    let text = if output.stdout.is_empty() { output.stderr } else { output.stdout };
    let text = String::from_utf8_lossy(&text);
    Some(text.lines().next().unwrap_or_default().trim().to_owned())
}
