//! What may stand in the repository at all: text, nothing generated, no path of one machine, no registry's host.

use super::{Finding, Source, Tree};

/// Folders whose files may be binary: stores written by every released schema, fuzzing seeds, pictures of the pages.
const BINARY_FOLDERS: [&str; 4] =
    ["tests/databases/", "tests/fuzz/corpus/", "tests/fuzz/seeds/", "docs/screens/"];

/// Folders that only builds write to.
const BUILD_FOLDERS: [&str; 7] =
    ["target", "build", "dist", "generated", "node_modules", "__pycache__", ".gradle"];

/// Binary files outside the folders that are there for them.
pub fn binaries(paths: &[String]) -> Vec<Finding> {
    paths
        .iter()
        .filter(|path| !BINARY_FOLDERS.iter().any(|folder| path.starts_with(folder)))
        .map(|path| Finding {
            path: path.clone(),
            line: 0,
            says: "binary files are built, not committed; old stores go to tests/databases".to_owned(),
        })
        .collect()
}

/// Files that a build wrote.
pub fn generated(tree: &Tree) -> Vec<Finding> {
    let texts = tree.sources.iter().map(|source| source.path.as_str());
    let paths = texts.chain(tree.binaries.iter().map(String::as_str));
    paths
        .filter(|path| is_generated(path))
        .map(|path| Finding {
            path: path.to_owned(),
            line: 0,
            says: "generated files go to a build folder and into .gitignore".to_owned(),
        })
        .collect()
}

fn is_generated(path: &str) -> bool {
    let mut folders: Vec<&str> = path.split('/').collect();
    folders.pop();
    folders.iter().any(|folder| BUILD_FOLDERS.contains(folder))
}

/// Words that must not stand anywhere. Put together here, or this file would be a finding itself.
fn banned_words() -> Vec<(String, &'static str)> {
    let host = "registries are reached through their ordinary clients: name no host";
    let join = |parts: [&str; 2]| parts.concat();
    let mut words: Vec<(String, &'static str)> = [
        ["crates", ".io"],
        ["pypi", ".org"],
        ["pythonhosted", ".org"],
        ["npmjs", ".org"],
        ["npmjs", ".com"],
        ["maven", ".org"],
        ["maven.", "apache.org"],
        ["proxy.golang", ".org"],
        ["deb.debian", ".org"],
        ["static.rust-lang", ".org"],
    ]
    .map(|parts| (join(parts), host))
    .to_vec();
    let shared = "what a test needs is taken over into tests/ and pinned by hash";
    words.push((join(["../", "shared"]), shared));
    words.push((join(["/work", "/"]), "name no folder of one machine"));
    words
}

/// Banned words in any text file. The lock file's own way to name its source is left alone.
pub fn banned(sources: &[Source]) -> Vec<Finding> {
    let words = banned_words();
    let mut findings = Vec::new();
    for source in sources.iter().filter(|source| source.name() != "Cargo.lock") {
        for (number, line) in source.text.lines().enumerate() {
            let line = line.to_ascii_lowercase();
            for (word, instead) in &words {
                if line.contains(word.as_str()) {
                    let says = format!("`{word}` may not stand in the repository: {instead}");
                    findings.push(Finding::new(source, number + 1, says));
                }
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn planted_binaries_and_generated_files_are_caught() {
        let paths = ["android/app.apk".to_owned(), "tests/databases/v001.sqlite".to_owned()];
        assert_eq!(binaries(&paths).len(), 1);
        let tree = Tree {
            root: std::path::PathBuf::new(),
            sources: vec![
                Source::planted("bindings/generated/nocte.kt", ""),
                Source::planted("core/src/domain/night.rs", ""),
            ],
            binaries: vec!["target/debug/nocte".to_owned()],
        };
        assert_eq!(generated(&tree).len(), 2);
    }

    #[test]
    fn planted_hosts_and_foreign_paths_are_caught() {
        for (word, _) in banned_words() {
            let text = format!("first line\nsee https://{word}/thing\n");
            let found = banned(&[Source::planted("README.md", &text)]);
            assert!(found.iter().any(|finding| finding.line == 2), "{word}");
            assert_eq!(banned(&[Source::planted("Cargo.lock", &text)]).len(), 0);
        }
        assert_eq!(banned(&[Source::planted("README.md", "a registry, by its client")]).len(), 0);
    }
}
