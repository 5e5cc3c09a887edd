//! `bench bridge`: what each call of a screen costs from each language, against the same call in Rust.
//!
//! One library serves all of them, built as released. Each program prints a line a call, `NAME MIN MEDIAN`, in
//! nanoseconds. Rows hold the quickest batches against each other: a busy machine makes the others slower, and in no
//! fixed ratio. What has to do with the bridge is the difference; the call itself is the core's.

use crate::bench_table::Row;
use crate::manners::Refusal;
use crate::{bindings, child, kotlin, python, swift};
use serde_json::{Value, json};
use std::path::Path;
use std::process::Command;

/// The name on the command line.
pub(crate) const NAME: &str = "bridge";

/// What may stand between a call and the same call in Rust, in nanoseconds, for the screen that is opened most.
const GOALS: [(&str, &str, u64); 2] = [("kotlin", "tonight", 100_000), ("swift", "tonight", 25_000)];

/// One line of a program.
struct Timed {
    call: String,
    min: u64,
    median: u64,
}

/// The rows of every language whose tools are here; others are named and left out.
pub(crate) fn rows(root: &Path) -> Result<Option<Vec<Row>>, Refusal> {
    let released = bindings::released(root)?;
    let Some(direct) = timed(Command::new(&released.screens))? else { return Ok(None) };
    let mut rows = Vec::new();
    for (language, program) in [
        ("python", python::bench(root, &released.library)?),
        ("kotlin", kotlin::bench(root, &released.library)?),
        ("swift", swift::bench(root, &released.library)?),
    ] {
        let Some(program) = program else {
            eprintln!("{language} is not here: its calls are not measured (`cargo xtask doctor`)");
            continue;
        };
        eprintln!("measuring {language}");
        let Some(timed) = timed(program)? else { return Ok(None) };
        rows.extend(timed.iter().filter_map(|one| {
            let peer = direct.iter().find(|direct| direct.call == one.call)?;
            Some(row(language, one, peer))
        }));
    }
    Ok(Row::read_all(&Value::Array(rows).to_string()))
}

/// The lines of one program; nothing when it failed.
fn timed(program: Command) -> Result<Option<Vec<Timed>>, Refusal> {
    let (text, good) = child::captured(program)?;
    let lines: Option<Vec<Timed>> = text.lines().map(read).collect();
    let lines = lines.filter(|lines| good && !lines.is_empty());
    if lines.is_none() {
        eprintln!("a bench of the bridge printed no figures:\n{text}");
    }
    Ok(lines)
}

fn read(line: &str) -> Option<Timed> {
    let [call, min, median] = line.split(' ').collect::<Vec<_>>()[..] else { return None };
    Some(Timed { call: call.to_owned(), min: min.parse().ok()?, median: median.parse().ok()? })
}

fn row(language: &str, one: &Timed, direct: &Timed) -> Value {
    let goal = GOALS.iter().find(|(whose, call, _)| *whose == language && *call == one.call);
    let over = one.min.saturating_sub(direct.min);
    let hundredths = one.min * 100 / direct.min.max(1);
    json!({
        "id": format!("{language} {}", one.call),
        "ours": microseconds(one.min),
        "peer": microseconds(direct.min),
        "ratio": format!("{}.{:02}", hundredths / 100, hundredths % 100),
        "goal": goal.map(|(.., most)| format!("≤ {} µs over", most / 1000)),
        "met": goal.map(|(.., most)| over <= *most),
        "note": format!("{} over; middle batch {}, in Rust {}", microseconds(over), microseconds(one.median), microseconds(direct.median)),
    })
}

/// Microseconds with one decimal, in integers.
fn microseconds(ns: u64) -> String {
    let tenths = (ns + 50) / 100;
    format!("{}.{} µs", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_judges_what_is_over_the_direct_call() {
        let timed = |min| Timed { call: "tonight".to_owned(), min, median: min * 2 };
        let near = row("swift", &timed(300_000), &timed(280_000));
        assert_eq!((&near["met"], &near["ratio"]), (&json!(true), &json!("1.07")));
        assert_eq!(near["note"], "20.0 µs over; middle batch 600.0 µs, in Rust 560.0 µs");
        assert_eq!(row("swift", &timed(306_000), &timed(280_000))["met"], json!(false));
        assert_eq!(row("python", &timed(306_000), &timed(280_000))["met"], Value::Null);
    }

    #[test]
    fn only_three_words_are_a_figure() {
        assert!(read("tonight 1 2").is_some_and(|one| one.min == 1 && one.median == 2));
        assert!(read("tonight 1").is_none() && read("tonight 1 2 3").is_none() && read("a b c").is_none());
    }
}
