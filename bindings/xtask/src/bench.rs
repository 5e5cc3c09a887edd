//! `bench`: runs the benches of `tests/benches` and lays their rows into one table.
//!
//! Agreement with every bench there: called with `--json` it prints one JSON array of rows
//! `{id, ours, peer, ratio, goal, met, note}`; both sides are measured in the same run, and a peer that is
//! not on this machine is `null`. Only ratios are judged, since machines differ.

use crate::bench_table::{Row, table};
use crate::manners::{Answer, Refusal};
use crate::{bench_bridge, child, house};
use serde_json::Value;
use std::path::Path;

/// `bench [NAME…] [--json FILE]`. A missed goal is an answer of the table, not a failure of the command.
pub(crate) fn run(words: &[String]) -> Result<Answer, Refusal> {
    let root = house::root()?;
    let known = names(&root)?;
    let mut wanted = Vec::new();
    let mut file = None;
    let mut words = words.iter();
    while let Some(word) = words.next() {
        if word == "--json" {
            file =
                Some(words.next().ok_or_else(|| {
                    Refusal::new("--json needs a file", "cargo xtask bench --json rows.json")
                })?);
        } else if known.contains(word) {
            wanted.push(word.clone());
        } else {
            return Err(Refusal::new(
                format!("no bench is called '{word}'"),
                format!("cargo xtask bench [{}] [--json FILE]", known.join("|")),
            ));
        }
    }
    if known.is_empty() {
        return Err(Refusal::new("no bench is built yet", "benches stand in tests/benches, one file each"));
    }
    let wanted = if wanted.is_empty() { known } else { wanted };
    let before = load();
    let mut rows = Vec::new();
    let mut good = true;
    for name in &wanted {
        match measure(&root, name)? {
            Some(more) => rows.extend(more),
            None => good = false,
        }
    }
    if let Some(file) = file {
        write(file, &rows, before.as_deref())?;
    }
    print!("{}", table(&rows));
    println!("{}", load_line(before.as_deref()));
    Ok(Answer::when(good))
}

/// The benches: one file of `tests/benches` each, and the bridge's, which is measured in every language.
fn names(root: &Path) -> Result<Vec<String>, Refusal> {
    let Ok(folder) = std::fs::read_dir(root.join("tests/benches")) else {
        return Ok(Vec::new());
    };
    let mut names = Vec::new();
    for entry in folder {
        let path =
            entry.map_err(|error| Refusal::new(format!("tests/benches: {error}"), "git status"))?.path();
        if path.extension().is_some_and(|ending| ending == "rs") {
            names.extend(path.file_stem().and_then(|stem| stem.to_str()).map(str::to_owned));
        }
    }
    if root.join("bindings/examples/screens.rs").is_file() {
        names.push(bench_bridge::NAME.to_owned());
    }
    names.sort();
    Ok(names)
}

/// One bench's rows, or nothing when it failed; what it said is then on the terminal.
fn measure(root: &Path, name: &str) -> Result<Option<Vec<Row>>, Refusal> {
    eprintln!("measuring {name}");
    if name == bench_bridge::NAME {
        return bench_bridge::rows(root);
    }
    let mut cargo = house::cargo();
    cargo.current_dir(root);
    cargo.args(["bench", "--quiet", "--package", "nocte-tests", "--bench", name]);
    cargo.args(["--", "--json"]);
    let (text, good) = child::captured(cargo)?;
    let rows = if good { Row::read_all(&text) } else { None };
    if rows.is_none() {
        eprintln!("bench {name} printed no rows:\n{text}");
    }
    Ok(rows)
}

fn write(file: &str, rows: &[Row], load: Option<&str>) -> Result<(), Refusal> {
    let values: Vec<Value> = rows.iter().map(|row| row.with_load(load)).collect();
    let text = format!("{:#}\n", Value::Array(values));
    std::fs::write(file, text)
        .map_err(|error| Refusal::new(format!("{file} cannot be written: {error}"), "name another file"))
}

/// The one-minute load average, where the system tells it.
fn load() -> Option<String> {
    let text = std::fs::read_to_string("/proc/loadavg").ok()?;
    text.split(' ').next().map(str::to_owned)
}

fn load_line(before: Option<&str>) -> String {
    let cores = std::thread::available_parallelism().map_or(0, usize::from);
    match before {
        Some(load) => format!("load {load} before the first bench, {cores} cores"),
        None => format!("load not known on this system, {cores} cores"),
    }
}
