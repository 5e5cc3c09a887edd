//! Laying out a package in the build folder: committed sources and generated code side by side.
//!
//! A file is copied only when it differs, so that a compiler's own bookkeeping sees what has changed and nothing else.

use crate::house;
use crate::manners::Refusal;
use std::path::{Path, PathBuf};

/// Copies a folder with everything below it, and takes away what is no longer committed there; what stands in `kept`
/// stays, since it comes from elsewhere.
pub(crate) fn tree(from: &Path, to: &Path, kept: &[PathBuf]) -> Result<(), Refusal> {
    let mut wanted = Vec::new();
    copy_all(from, to, &mut wanted)?;
    sweep(to, &wanted, kept)
}

fn copy_all(from: &Path, to: &Path, wanted: &mut Vec<PathBuf>) -> Result<(), Refusal> {
    for file in house::files(from)? {
        let place = to.join(file.file_name().unwrap_or_default());
        copy(&file, &place)?;
        wanted.push(place);
    }
    for below in house::folders(from)? {
        copy_all(&below, &to.join(below.file_name().unwrap_or_default()), wanted)?;
    }
    Ok(())
}

fn sweep(folder: &Path, wanted: &[PathBuf], kept: &[PathBuf]) -> Result<(), Refusal> {
    if !folder.is_dir() {
        return Ok(());
    }
    for old in house::files(folder)? {
        if !wanted.contains(&old) && !kept.contains(&old) {
            let _gone = std::fs::remove_file(old);
        }
    }
    for below in house::folders(folder)? {
        sweep(&below, wanted, kept)?;
    }
    Ok(())
}

/// Copies a file unless the same bytes are there.
pub(crate) fn copy(from: &Path, to: &Path) -> Result<(), Refusal> {
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

    fn folder(name: &str) -> PathBuf {
        let folder = std::env::temp_dir().join(format!("nocte-lay-{name}-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a temporary folder");
        folder
    }

    #[test]
    fn a_file_of_the_same_text_is_not_touched() {
        let folder = folder("file");
        let (from, to) = (folder.join("from"), folder.join("deep/to"));
        std::fs::write(&from, "one").expect("a file in it");
        copy(&from, &to).expect("laid");
        let old = std::fs::metadata(&to).and_then(|it| it.modified()).expect("its time");
        copy(&from, &to).expect("laid again");
        assert_eq!(std::fs::metadata(&to).and_then(|it| it.modified()).expect("its time"), old);
        std::fs::write(&from, "two").expect("another text");
        copy(&from, &to).expect("laid anew");
        assert_eq!(std::fs::read_to_string(&to).expect("the copy"), "two");
        std::fs::remove_dir_all(&folder).expect("cleared away");
    }

    #[test]
    fn what_is_no_longer_committed_goes_and_what_comes_from_elsewhere_stays() {
        let folder = folder("tree");
        let (from, to) = (folder.join("from"), folder.join("to"));
        for path in ["from/a", "from/deep/b", "to/deep/old", "to/made/code"] {
            let file = folder.join(path);
            std::fs::create_dir_all(file.parent().expect("its folder")).expect("made");
            std::fs::write(file, path).expect("written");
        }
        tree(&from, &to, &[to.join("made/code")]).expect("laid");
        let there: Vec<bool> =
            ["a", "deep/b", "deep/old", "made/code"].iter().map(|it| to.join(it).exists()).collect();
        assert_eq!(there, [true, true, false, true]);
        std::fs::remove_dir_all(&folder).expect("cleared away");
    }
}
