//! Kotlin through the bindings, on the JVM: the runner of `tests/kotlin`, compiled with the generated code.
//!
//! Compiling takes most of a lane's time, so a jar is kept as long as nothing that went into it has changed.

use crate::bindings::{self, Language};
use crate::manners::Refusal;
use crate::tally::Tally;
use crate::tool::{self, Tool};
use crate::{child, house, scenario, stale, turn};
use std::ffi::{OsStr, OsString};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The oldest JVM the classes run on; the JDK itself may be newer.
const JVM: &str = "21";

/// What the lane needs.
const TOOLS: [Tool; 2] = [Tool::Jdk, Tool::Kotlin];

/// The lane `kotlin`.
pub(crate) fn lane(root: &Path, must: bool) -> Result<Tally, Refusal> {
    if let Some(tally) = tool::wanting(&TOOLS, root, "kotlin", must) {
        return Ok(tally);
    }
    let _turn = turn::wait(&house::target(root), "kotlin")?;
    let stand = Stand::ready(root)?;
    let mut vectors = stand.program("MainKt");
    vectors.args(house::vector_files(root)?);
    let (tally, good) = child::counted(vectors)?;
    let mut sum = tally.closed(good);
    println!("-- Scenario.kt");
    sum += scenario::told(root, &stand.program("Scenario"))?;
    println!("-- Manners.kt");
    let (tally, good) = child::counted(stand.program("Manners"))?;
    sum += tally.closed(good);
    if let Some(stale) = stale::beside(&stand.generated)? {
        let mut program = Stand { generated: stale, ..stand }.program("MainKt");
        program.arg("no file is asked for");
        sum += stale::refused(program)?;
    }
    Ok(sum)
}

/// The bench over another build of the library; nothing without the tools.
pub(crate) fn bench(root: &Path, library: &Path) -> Result<Option<Command>, Refusal> {
    if TOOLS.iter().any(|tool| tool.find(root).is_none()) {
        return Ok(None);
    }
    let stand = Stand::ready(root)?;
    let generated = bindings::alone(library, &stand.generated.with_file_name("kotlin-released"))?;
    Ok(Some(Stand { generated, ..stand }.program("Bench")))
}

/// The vector runner over these files, built.
pub(crate) fn vectors<I: AsRef<OsStr>>(root: &Path, files: &[I]) -> Result<Command, Refusal> {
    let mut java = Stand::ready(root)?.program("MainKt");
    java.args(files);
    Ok(java)
}

/// A JVM, the compiled runner and the folder of the library.
struct Stand {
    jdk: PathBuf,
    jars: Vec<PathBuf>,
    generated: PathBuf,
}

impl Stand {
    /// Brought, generated, compiled.
    fn ready(root: &Path) -> Result<Self, Refusal> {
        let jdk = Tool::Jdk.bring(root)?;
        let kotlin = Tool::Kotlin.bring(root)?;
        let generated = bindings::make(root, Language::Kotlin)?;
        let library = kotlin.ancestors().nth(2).map(|home| home.join("run"));
        let library =
            library.ok_or_else(|| Refusal::new("Kotlin has no libraries", Tool::Kotlin.install_command()))?;
        let build =
            Build { root, jdk: &jdk, kotlin: &kotlin, generated: &generated, libraries: jars(&library)? };
        let mut jars = vec![build.jar()?];
        jars.extend(build.libraries);
        Ok(Self { jdk, jars, generated })
    }

    /// A class of the runner with a `main`, ready to be started.
    fn program(&self, class: &str) -> Command {
        let mut java = Command::new(self.jdk.join("bin/java"));
        // JNA loads the library, which later JVMs ask to be told.
        java.arg("--enable-native-access=ALL-UNNAMED");
        java.arg(joined("-Djna.library.path=", &self.generated));
        java.arg("-cp").arg(class_path(&self.jars));
        java.arg(format!("nocte.runner.{class}"));
        java
    }
}

/// What goes into the runner's jar.
struct Build<'a> {
    root: &'a Path,
    jdk: &'a Path,
    kotlin: &'a Path,
    generated: &'a Path,
    libraries: Vec<PathBuf>,
}

impl Build<'_> {
    /// The jar, compiled unless it is there already.
    fn jar(&self) -> Result<PathBuf, Refusal> {
        let own = self.root.join("tests/kotlin/src");
        let mut sources = house::files_with_ending(&own, "kt")?;
        sources.extend(house::files_with_ending(self.generated, "kt")?);
        let folder = self.generated.with_file_name("kotlin-runner");
        // A jar is named after everything it was made of: one made of less is never taken for it.
        let jar = folder.join(format!("runner-{:016x}.jar", self.mark(&sources)?));
        if jar.is_file() {
            return Ok(jar);
        }
        let _older = std::fs::remove_dir_all(&folder);
        let half = folder.join("half.jar");
        let mut compiler = Command::new(self.kotlin);
        compiler.env("JAVA_HOME", self.jdk).args(["-no-stdlib", "-no-reflect", "-jvm-target", JVM]);
        compiler.arg("-cp").arg(class_path(&self.libraries)).arg("-d").arg(&half);
        compiler.args(&sources).stdout(Stdio::null()).stderr(Stdio::piped());
        let output =
            compiler.output().map_err(|error| Refusal::cannot_start("the Kotlin compiler", &error))?;
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            // The generated file is full of warnings that are nobody's fault here.
            said.lines().filter(|line| line.contains("error:")).for_each(|line| eprintln!("{line}"));
            return Err(Refusal::new("the Kotlin runner does not compile", "see tests/kotlin/src"));
        }
        std::fs::rename(&half, &jar)
            .map_err(|error| Refusal::new(format!("no jar was written: {error}"), "cargo xtask doctor"))?;
        Ok(jar)
    }

    fn mark(&self, sources: &[PathBuf]) -> Result<u64, Refusal> {
        let mut mark = DefaultHasher::new();
        (JVM, self.kotlin).hash(&mut mark);
        for source in sources {
            let text = std::fs::read(source).map_err(|error| {
                Refusal::new(format!("{} cannot be read: {error}", source.display()), "git status")
            })?;
            (source.file_name(), text).hash(&mut mark);
        }
        Ok(mark.finish())
    }
}

fn jars(folder: &Path) -> Result<Vec<PathBuf>, Refusal> {
    house::files_with_ending(folder, "jar")
}

fn class_path<'a>(jars: impl IntoIterator<Item = &'a PathBuf>) -> OsString {
    std::env::join_paths(jars).unwrap_or_default()
}

fn joined(option: &str, path: &Path) -> OsString {
    let mut word = OsString::from(option);
    word.push(path);
    word
}
