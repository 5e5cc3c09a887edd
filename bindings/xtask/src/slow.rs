//! `slow`: what takes too long for every change and is run before a release. Each part prints its figures.

use crate::manners::{Answer, Refusal};
use crate::tool::Tool;
use crate::{child, house, package, planted, postgres, python};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The parts of the slow lane.
const NAMES: [&str; 9] =
    ["fuzz", "mutants", "power-cuts", "kills", "calls", "verdict", "package", "planted", "outage"];

/// Phones that come back after an outage, unless `--phones` says otherwise.
const PHONES: &str = "100000";

/// Seconds each fuzz target gets, unless `NOCTE_FUZZ_SECONDS` says otherwise.
const FUZZ_SECONDS: &str = "60";

/// What the mutants are planted in: everything whose mistake would be a wrong dose or a wrong hour.
const MUTATED: [&str; 10] = [
    "core/src/domain/ratio.rs",
    "core/src/domain/amount/*.rs",
    "core/src/domain/syringe.rs",
    "core/src/domain/dilution/*.rs",
    "core/src/domain/second_dilution.rs",
    "core/src/domain/capsule.rs",
    "core/src/domain/night.rs",
    "core/src/domain/zone.rs",
    "core/src/domain/reminder/*.rs",
    "core/src/words/amount/*.rs",
];

/// Who may notice a mutant: the tests that speak of these files. Building every other program of the tests once for
/// each mutant would cost more than running these.
const WITNESSES: [&str; 15] = [
    "amounts",
    "codes",
    "dilution",
    "dilution_oracle",
    "dilution_words",
    "supply",
    "tablets_and_capsules",
    "tonight",
    "plans",
    "vectors",
    "rows_time",
    "rows_reminders",
    "rows_plan",
    "zones",
    "reminder_properties",
];

/// `slow [NAME…] [--phones N]`.
pub(crate) fn run(words: &[String]) -> Result<Answer, Refusal> {
    let (words, phones) = phones(words)?;
    if let Some(word) = words.iter().find(|word| !NAMES.contains(&word.as_str())) {
        return Err(Refusal::new(
            format!("the slow lane has no part called '{word}'"),
            format!("cargo xtask slow [{}] [--phones N]", NAMES.join("|")),
        ));
    }
    let root = house::root()?;
    let mut good = true;
    for name in NAMES {
        if words.is_empty() || words.iter().any(|word| word == name) {
            println!("== {name}");
            good &= match name {
                "fuzz" => fuzz(&root)?,
                "mutants" => mutants(&root)?,
                "calls" => calls(&root)?,
                "planted" => planted::run(&root)?,
                "outage" => postgres::outage(&root, &phones)?,
                "package" => matches!(package::run(&root)?, Answer::Yes),
                "power-cuts" => long_test(&root, "power_cut", ("NOCTE_CUTS", "1000000"))?,
                "kills" => long_test(&root, "kill", ("NOCTE_KILLS", "3000"))?,
                _ => long_test(&root, "verdict", ("NOCTE_PATIENTS", "10000"))?,
            };
        }
    }
    Ok(Answer::when(good))
}

/// The words without `--phones`, and what it says.
fn phones(words: &[String]) -> Result<(Vec<String>, String), Refusal> {
    let Some(at) = words.iter().position(|word| word == "--phones") else {
        return Ok((words.to_vec(), PHONES.to_owned()));
    };
    let number = words.get(at + 1).filter(|number| number.parse::<u32>().is_ok_and(|number| number > 0));
    let number = number
        .cloned()
        .ok_or_else(|| Refusal::new("--phones needs a number", "cargo xtask slow outage --phones 20000"))?;
    let mut rest = words.to_vec();
    rest.drain(at..at + 2);
    if !rest.is_empty() && rest.iter().all(|word| word != "outage") {
        return Err(Refusal::new(
            "--phones is for the part 'outage', which is not named",
            "cargo xtask slow outage --phones 20000",
        ));
    }
    Ok((rest, number))
}

/// Generated calls of everything the bridge exports, from Python.
fn calls(root: &Path) -> Result<bool, Refusal> {
    if !python::is_here() {
        return Err(Refusal::new("python3 is not here", "apt-get install python3"));
    }
    let mut python = python::Stand::ready(root)?.program("calls.py");
    python.env("NOCTE_CALLS", "100000").arg("--rows");
    child::plain(python)
}

/// A test at its full length, in release mode so that a million cuts end within the hour.
fn long_test(root: &Path, test: &str, length: (&str, &str)) -> Result<bool, Refusal> {
    let mut cargo = house::cargo();
    cargo.current_dir(root).env(length.0, length.1);
    cargo.args(["test", "--release", "--quiet", "--package", "nocte-tests"]);
    cargo.args(["--test", test, "--", "--nocapture"]);
    child::plain(cargo)
}

/// Every target of `tests/fuzz`, with the nightly toolchain that cargo-fuzz needs.
fn fuzz(root: &Path) -> Result<bool, Refusal> {
    let targets = targets(root);
    if targets.is_empty() {
        println!("no fuzz target is built yet");
        return Ok(false);
    }
    let tool = Tool::CargoFuzz.bring(root)?;
    let seconds = std::env::var("NOCTE_FUZZ_SECONDS").unwrap_or_else(|_| FUZZ_SECONDS.to_owned());
    let mut good = true;
    for target in targets {
        println!("-- {target}, {seconds} s");
        let mut cargo = house::cargo_of("nightly");
        with_folder(&mut cargo, &tool);
        cargo.current_dir(root);
        cargo.args(["fuzz", "run", "--fuzz-dir", "tests/fuzz", &target]);
        let seeds = format!("tests/fuzz/seeds/{target}");
        if root.join(&seeds).is_dir() {
            // What it finds goes to the first folder, which git does not see; the second only starts it off.
            let corpus = format!("tests/fuzz/corpus/{target}");
            std::fs::create_dir_all(root.join(&corpus)).map_err(|error| {
                Refusal::new(format!("{corpus} cannot be made: {error}"), "look at its rights")
            })?;
            cargo.args([&corpus, &seeds]);
        }
        cargo.arg("--");
        cargo.arg(format!("-max_total_time={seconds}"));
        cargo.args(["-print_final_stats=1", "-verbosity=0"]);
        good &= child::plain(cargo)?;
    }
    Ok(good)
}

fn targets(root: &Path) -> Vec<String> {
    let mut names: Vec<String> = std::fs::read_dir(root.join("tests/fuzz/fuzz_targets"))
        .into_iter()
        .flatten()
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.extension().is_some_and(|ending| ending == "rs"))
        .filter_map(|path| Some(path.file_stem()?.to_str()?.to_owned()))
        .collect();
    names.sort();
    names
}

/// Plants mistakes and lists those that no test of the core noticed. All of them take a night; with
/// `NOCTE_MUTANTS=K/N` it is every Nth, beginning with the Kth from 0, so that N runs cover them.
fn mutants(root: &Path) -> Result<bool, Refusal> {
    let tool = Tool::CargoMutants.bring(root)?;
    let mut cargo = house::cargo();
    with_folder(&mut cargo, &tool);
    cargo.current_dir(root);
    cargo.args(["mutants", "--package", "nocte-core", "--no-default-features"]);
    cargo.args(["--test-package", "nocte-core,nocte-tests", "--output", "target"]);
    for file in MUTATED {
        cargo.args(["--file", file]);
    }
    cargo.arg("--cargo-arg=--lib");
    for witness in WITNESSES {
        cargo.arg(format!("--cargo-arg=--test={witness}"));
    }
    if let Ok(share) = std::env::var("NOCTE_MUTANTS") {
        println!("only share {share} of the mutants");
        cargo.args(["--shard", &share, "--sharding", "round-robin"]);
    }
    let good = child::plain(cargo)?;
    let survivors = std::fs::read_to_string(root.join("target/mutants.out/missed.txt"));
    if let Ok(survivors) = survivors {
        println!("survivors: {}", survivors.lines().count());
        print!("{survivors}");
    }
    Ok(good)
}

/// Cargo finds its subcommands on the path.
fn with_folder(cargo: &mut Command, tool: &Path) {
    let mut folders: Vec<PathBuf> = tool.parent().map(Path::to_path_buf).into_iter().collect();
    if let Some(path) = std::env::var_os("PATH") {
        folders.extend(std::env::split_paths(&path));
    }
    if let Ok(joined) = std::env::join_paths(folders) {
        cargo.env("PATH", joined);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phones_come_to_an_outage_and_to_nothing_else() {
        let read = |words: &str| phones(&words.split_whitespace().map(str::to_owned).collect::<Vec<_>>());
        for (words, rest, count) in [
            ("", 0, PHONES),
            ("--phones 20", 0, "20"),
            ("outage --phones 20 fuzz", 2, "20"),
            ("fuzz", 1, PHONES),
        ] {
            assert!(read(words).is_ok_and(|(left, number)| left.len() == rest && number == count), "{words}");
        }
        for words in ["fuzz --phones 20", "--phones", "outage --phones 0", "outage --phones many"] {
            assert!(read(words).is_err(), "{words}");
        }
    }
}
