//! `cargo xtask test`: every test this machine can run, with the minutes each lane took.

use crate::house;
use crate::lane::Lane;
use crate::manners::{Answer, Refusal};
use crate::tally::Tally;
use std::path::Path;
use std::time::Instant;

/// `test [--all] [LANE…]`.
pub(crate) fn run(words: &[String]) -> Result<Answer, Refusal> {
    let mut must = false;
    let mut lanes = Vec::new();
    for word in words {
        match (word.as_str(), Lane::named(word)) {
            ("--all", _) => must = true,
            (_, Some(lane)) => lanes.push(lane),
            _ => return Err(unknown(word)),
        }
    }
    if lanes.is_empty() {
        lanes = Lane::ALL.to_vec();
    }
    walk(&house::root()?, &lanes, must)
}

/// Runs the lanes one after another, all of them even if one fails, and closes with the sum.
pub(crate) fn walk(root: &Path, lanes: &[Lane], must: bool) -> Result<Answer, Refusal> {
    let mut sum = Tally::default();
    let mut rows = Vec::new();
    for lane in lanes {
        println!("== {}", lane.name());
        let start = Instant::now();
        let mut tally = lane.run(root, must)?;
        if must && tally.passed == 0 && tally.failed == 0 {
            println!("lane {} ran nothing, which --all does not accept", lane.name());
            tally.failed = 1;
        }
        sum += tally;
        rows.push((lane.name(), start.elapsed().as_secs(), tally));
    }
    println!();
    for (name, seconds, tally) in rows {
        println!("{name:<13} {:>6} min   {tally}", minutes(seconds));
    }
    println!("{sum}");
    Ok(Answer::when(sum.failed == 0))
}

/// Minutes with one decimal, in integers: 89 s are 1.5.
fn minutes(seconds: u64) -> String {
    let tenths = (seconds + 3) / 6;
    format!("{}.{}", tenths / 10, tenths % 10)
}

fn unknown(word: &str) -> Refusal {
    let names: Vec<_> = Lane::ALL.iter().chain(&Lane::NAMED).map(|lane| lane.name()).collect();
    Refusal::new(
        format!("no lane is called '{word}'"),
        format!("cargo xtask test [--all] [{}]", names.join("|")),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn minutes_are_rounded_to_tenths() {
        let shown: Vec<_> = [0, 2, 3, 59, 89, 600].into_iter().map(minutes).collect();
        assert_eq!(shown, ["0.0", "0.0", "0.1", "1.0", "1.5", "10.0"]);
    }

    #[test]
    fn an_unknown_lane_is_refused_before_anything_runs() {
        let words = ["fmt".to_owned(), "everything".to_owned()];
        assert!(run(&words).is_err());
    }
}
