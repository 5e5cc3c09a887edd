//! The Android shell without Android's SDK: `android/` built by Maven against the framework itself, its tests run on
//! the framework's own code at three API levels, over the real library. No network and no emulator.

use crate::bindings::{self, Language};
use crate::manners::Refusal;
use crate::tally::Tally;
use crate::tool::{self, Tool};
use crate::{child, desk, house, turn, year};
use std::ffi::OsString;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::Path;
use std::process::Command;

/// What the lane needs.
const TOOLS: [Tool; 3] = [Tool::Jdk, Tool::Aapt2, Tool::Android];

/// The modules with tests, and what their tests run on.
const MODULES: [(&str, &str); 2] = [("core", "the JVM"), ("app", "the framework, API 26, 34 and 36")];

/// The lane `android`.
pub(crate) fn lane(root: &Path, must: bool) -> Result<Tally, Refusal> {
    if let Some(tally) = tool::wanting(&TOOLS, root, "android", must) {
        return Ok(tally);
    }
    let _turn = turn::wait(&house::target(root), "kotlin")?;
    let generated = bindings::make(root, Language::Kotlin)?;
    let target = house::target(root).join("android/maven");
    for (module, _) in MODULES {
        // Reports of an earlier run would be counted, and classes of a deleted file would still be there.
        let _former = std::fs::remove_dir_all(target.join(module));
    }
    let mark = mark(root, &generated)?;
    let marked = target.join("facade/mark");
    let compiled = std::fs::read_to_string(&marked).is_ok_and(|former| former == mark);
    let _former = std::fs::remove_file(&marked);
    let mut maven = build(root, &target, &generated)?;
    maven.arg(told("nocte.desk", &desk::program(root)?));
    if compiled {
        maven.arg("-Dfacade.phase=none");
    } else {
        let _former = std::fs::remove_dir_all(target.join("facade"));
    }
    let good = child::plain(maven)?;
    // Written only now: a run that was interrupted leaves no mark over half of the classes.
    if target.join("facade/facade-1.jar").is_file() {
        let _unmarked = std::fs::write(&marked, mark);
    }
    let mut sum = lints(root)?;
    for (module, on) in MODULES {
        let tally = reports(&target.join(module).join("surefire-reports"));
        println!("{module} on {on}: {tally}");
        sum += tally;
    }
    sum = sum.closed(good);
    sum += year::alike(root, "android", &target.join("app/reminder-year.txt"))?;
    Ok(sum)
}

/// ktlint and detekt over the text, by `android/.editorconfig` and `android/detekt.yml`.
fn lints(root: &Path) -> Result<Tally, Refusal> {
    let mut sum = Tally::default();
    for words in [
        "ktlint android/app/**/*.kt android/core/**/*.kt android/**/*.kts",
        "detekt --input android/core/src/main,android/app/src/main --build-upon-default-config --config android/detekt.yml",
    ] {
        let mut lint = Command::new(Tool::Android.bring(root)?);
        lint.current_dir(root).env("JAVA_HOME", Tool::Jdk.bring(root)?).args(words.split(' '));
        let held = child::plain(lint)?;
        println!(
            "{} {}",
            words.split(' ').next().unwrap_or_default(),
            if held { "holds" } else { "does not hold" }
        );
        sum += Tally::one(held);
    }
    Ok(sum)
}

/// Maven over `android/`, with what it has to be told.
pub(crate) fn build(root: &Path, target: &Path, generated: &Path) -> Result<Command, Refusal> {
    let mut maven = Command::new(Tool::Android.bring(root)?);
    maven.current_dir(root).env("JAVA_HOME", Tool::Jdk.bring(root)?);
    // One process, which compiles too; a daemon would stay behind.
    maven.env("MAVEN_OPTS", "-Xmx2g -XX:+UseSerialGC");
    maven.args(["-q", "--fail-at-end", "--file"]).arg(root.join("android/pom.xml"));
    maven.arg(told("nocte.target", target)).arg(told("nocte.root", root));
    maven.arg(told("nocte.generated", generated)).arg(told("aapt2", &Tool::Aapt2.bring(root)?));
    maven.arg("package");
    Ok(maven)
}

/// What the compiled bindings are made of: the generated code, and the versions of the build.
fn mark(root: &Path, generated: &Path) -> Result<String, Refusal> {
    let mut sources = house::files_with_ending(generated, "kt")?;
    sources.extend([root.join("android/pom.xml"), root.join("android/facade/pom.xml")]);
    let mut mark = DefaultHasher::new();
    for source in sources {
        let text = std::fs::read(&source).map_err(|error| {
            Refusal::new(format!("{} cannot be read: {error}", source.display()), "git status")
        })?;
        text.hash(&mut mark);
    }
    Ok(format!("{:016x}", mark.finish()))
}

fn told(name: &str, path: &Path) -> OsString {
    let mut word = OsString::from(format!("-D{name}="));
    word.push(path);
    word
}

/// What the runner wrote down: one file a class.
fn reports(folder: &Path) -> Tally {
    let mut sum = Tally::default();
    for file in house::files_with_ending(folder, "xml").unwrap_or_default() {
        sum += std::fs::read_to_string(&file).ok().as_deref().and_then(suite).unwrap_or(Tally::one(false));
    }
    sum
}

/// The counts of `<testsuite … tests="4" errors="0" skipped="1" failures="0">`.
fn suite(report: &str) -> Option<Tally> {
    let (_, rest) = report.split_once("<testsuite ")?;
    let (head, _) = rest.split_once('>')?;
    let count = |name: &str| -> Option<u64> {
        let (_, value) = head.split_once(&format!(" {name}=\""))?;
        value.split_once('"')?.0.parse().ok()
    };
    let (failed, skipped) = (count("errors")? + count("failures")?, count("skipped")?);
    Some(Tally { passed: count("tests")?.checked_sub(failed + skipped)?, failed, skipped })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_is_counted_and_one_that_is_cut_off_is_not() {
        let head = r#"<testsuite xmlns:xsi="x" version="3.0.2" name="a.B" time="2.5" tests="9" errors="1" skipped="2" failures="3">"#;
        assert_eq!(suite(head), Some(Tally { passed: 3, failed: 4, skipped: 2 }));
        assert_eq!(suite(r#"<testsuite tests="9" errors="1""#), None);
        assert_eq!(suite("<testsuite tests=\"x\" errors=\"1\" skipped=\"0\" failures=\"0\">"), None);
    }
}
