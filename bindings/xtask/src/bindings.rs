//! `bindings`: builds the library, and from its metadata the code of one language.
//!
//! Generated code goes to the build folder and never into git. It is made from an unstripped build of this
//! machine: `strip` would take the metadata away.

use crate::house;
use crate::manners::{Answer, Refusal};
use serde_json::Value;
use std::env::consts::{DLL_EXTENSION, DLL_PREFIX, DLL_SUFFIX, EXE_SUFFIX};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The languages a shell or a runner is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Language {
    /// For the runner, the scenario and the generated calls.
    Python,
    /// For Android and the JVM.
    Kotlin,
    /// For iOS and Linux.
    Swift,
}

impl Language {
    /// All of them.
    pub(crate) const ALL: [Self; 3] = [Self::Python, Self::Kotlin, Self::Swift];

    /// The name on the command line, which is the generator's too.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Python => "python",
            Self::Kotlin => "kotlin",
            Self::Swift => "swift",
        }
    }

    /// The language called `name`.
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.name() == name)
    }
}

/// `bindings LANGUAGE…`: prints the folder of each.
pub(crate) fn run(words: &[String]) -> Result<Answer, Refusal> {
    let mut languages = Vec::new();
    for word in words {
        languages.push(Language::named(word).ok_or_else(|| Refusal::unknown_word("bindings", word))?);
    }
    if languages.is_empty() {
        return Err(Refusal::new("no language given", "cargo xtask bindings python|kotlin|swift"));
    }
    let root = house::root()?;
    for language in languages {
        println!("{}", make(&root, language)?.display());
    }
    Ok(Answer::Yes)
}

/// Builds the library (profile `dev`) and generates the code of one language into a folder, with the library
/// beside it.
pub(crate) fn make(root: &Path, language: Language) -> Result<PathBuf, Refusal> {
    // With the exports that panic: what is generated here is for runners and tests.
    let library = library(root, &["--features", "laboratory"])?;
    let target = library.parent().and_then(Path::parent);
    let target = target.ok_or_else(|| Refusal::new("the library is nowhere", "cargo clean"))?;
    let folder = target.join("bindings").join(language.name());
    generate(root, &library, language, &folder)?;
    if language == Language::Python {
        check_at_load(&folder.join("nocte.py"))?;
    }
    replace(&library, &folder.join(library.file_name().unwrap_or_default()))?;
    Ok(folder)
}

/// The code of one language for what is shipped: without the laboratory. Its checksums are those of every target.
pub(crate) fn shipped(root: &Path, language: Language, folder: &Path) -> Result<PathBuf, Refusal> {
    generate(root, &library(root, &[])?, language, folder)?;
    Ok(folder.to_path_buf())
}

/// What benches run: the library as released, and the program that makes the calls in Rust.
pub(crate) struct Released {
    pub(crate) library: PathBuf,
    pub(crate) screens: PathBuf,
}

/// Builds both. With the exports of the laboratory too, so that the code generated for the runners fits it.
pub(crate) fn released(root: &Path) -> Result<Released, Refusal> {
    let words = "build --release --package nocte-bindings --lib --example screens --features laboratory";
    let built = built(root, &words.split(' ').collect::<Vec<_>>())?;
    let named = |name: &str| built.iter().find(|path| path.file_name().is_some_and(|it| it == name)).cloned();
    let library = named(&format!("{DLL_PREFIX}nocte_bindings{DLL_SUFFIX}"));
    match (library, named(&format!("screens{EXE_SUFFIX}"))) {
        (Some(library), Some(screens)) => Ok(Released { library, screens }),
        _ => Err(Refusal::new("cargo built no library to measure", "see bindings/Cargo.toml")),
    }
}

/// A folder with nothing but the library, for who must not see what else cargo built.
pub(crate) fn alone(library: &Path, folder: &Path) -> Result<PathBuf, Refusal> {
    std::fs::create_dir_all(folder).map_err(|error| {
        Refusal::new(format!("{} cannot be made: {error}", folder.display()), "cargo clean")
    })?;
    replace(library, &folder.join(library.file_name().unwrap_or_default()))?;
    Ok(folder.to_path_buf())
}

/// The library, built with these words besides.
fn library(root: &Path, words: &[&str]) -> Result<PathBuf, Refusal> {
    let built = built(root, &[&["build", "--package", "nocte-bindings", "--lib"], words].concat())?;
    let shared = |path: &PathBuf| path.extension().is_some_and(|ending| ending == DLL_EXTENSION);
    built
        .into_iter()
        .filter(shared)
        .find(|path| path.file_stem().is_some_and(|stem| stem.to_string_lossy().contains("nocte_bindings")))
        .ok_or_else(|| Refusal::new("cargo built no shared library", "see bindings/Cargo.toml, `crate-type`"))
}

/// Runs the generator into `folder`, emptied first: a file of an older version must not be found there.
fn generate(root: &Path, library: &Path, language: Language, folder: &Path) -> Result<(), Refusal> {
    let words = ["build", "--package", "xtask", "--features", "generator", "--bin", "generator"];
    let generator =
        built(root, &words)?.into_iter().find(|path| path.file_stem().is_some_and(|it| it == "generator"));
    let generator =
        generator.ok_or_else(|| Refusal::new("cargo built no generator", "cargo xtask doctor"))?;
    let _old = std::fs::remove_dir_all(folder);
    let mut command = Command::new(&generator);
    command.current_dir(root).arg("generate").arg(library).args(["--config", "bindings/crate-roots.toml"]);
    command.args(["--language", language.name(), "--no-format", "--out-dir"]).arg(folder);
    command.stdout(Stdio::null()).stderr(Stdio::piped());
    let output = command.output().map_err(|error| Refusal::cannot_start("the bindings generator", &error))?;
    if output.status.success() {
        return Ok(());
    }
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    Err(Refusal::new(format!("no {} was generated: {said}", language.name()), "see bindings/uniffi.toml"))
}

/// uniffi 0.32 writes the comparison of checksums into Python's code and comments its call out: a library of another
/// version would be taken without a word. The call is let in again.
fn check_at_load(code: &Path) -> Result<(), Refusal> {
    const CALL: &str = "\n_uniffi_check_api_checksums(_UniffiLib)\n";
    let broken = |error: std::io::Error| Refusal::new(format!("{}: {error}", code.display()), "cargo clean");
    let text = std::fs::read_to_string(code).map_err(broken)?;
    let checked = text.replace(&CALL.replacen('\n', "\n# ", 1), CALL);
    if !checked.contains(CALL) {
        let reason = "the generated Python does not compare checksums at load";
        return Err(Refusal::new(reason, "see `check_at_load` in bindings/xtask/src/bindings.rs"));
    }
    std::fs::write(code, checked).map_err(broken)
}

/// Runs cargo and answers with the files it says it made. Its own messages go through.
pub(crate) fn built(root: &Path, words: &[&str]) -> Result<Vec<PathBuf>, Refusal> {
    let mut cargo = house::cargo();
    cargo.current_dir(root).args(words).args(["--quiet", "--message-format", "json-render-diagnostics"]);
    cargo.stderr(Stdio::inherit());
    let output = cargo.output().map_err(|error| Refusal::cannot_start("cargo", &error))?;
    if !output.status.success() {
        return Err(Refusal::new("the bindings were not built", "cargo build --package nocte-bindings"));
    }
    let text = String::from_utf8_lossy(&output.stdout);
    let messages = text.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let files = messages.flat_map(|message| match &message["filenames"] {
        Value::Array(files) => files.iter().filter_map(Value::as_str).map(PathBuf::from).collect(),
        _ => Vec::new(),
    });
    Ok(files.collect())
}

/// Puts a copy in place in one step, so that a process that has the old one open keeps it.
fn replace(from: &Path, to: &Path) -> Result<(), Refusal> {
    let beside = to.with_extension("new");
    std::fs::copy(from, &beside)
        .and_then(|_| std::fs::rename(&beside, to))
        .map_err(|error| Refusal::new(format!("{} cannot be written: {error}", to.display()), "cargo clean"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_is_found_by_its_name() {
        for language in Language::ALL {
            assert_eq!(Language::named(language.name()), Some(language));
        }
        assert_eq!(Language::named("latin"), None);
    }
}
