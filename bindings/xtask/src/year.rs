//! The same simulated year on both phones: what came, an instant and an id a line, held against one list.
//!
//! Each shell plays `tests/scenario/reminder_year.json` over its own platform and writes down what came. The list is the
//! same for both, so that both are the same; nights on which a platform cannot do alike stand in the story, with the
//! rule that says why.

use crate::manners::Refusal;
use crate::tally::Tally;
use serde_json::Value;
use std::path::Path;

const STORY: &str = "tests/scenario/reminder_year.json";
const LIST: &str = "tests/scenario/reminder_year.txt";

/// Compares what one shell wrote down with the list.
pub(crate) fn alike(root: &Path, shell: &str, written: &Path) -> Result<Tally, Refusal> {
    let story: Value = serde_json::from_str(&read(&root.join(STORY))?)
        .map_err(|error| Refusal::new(format!("{STORY}: {error}"), "see tests/scenario"))?;
    let differs = differing(&story, shell);
    // A shell that wrote nothing down has shown nothing.
    let written = std::fs::read_to_string(written).unwrap_or_default();
    let (wanted, got) = (of(&read(&root.join(LIST))?, &differs), of(&written, &differs));
    for line in wanted.iter().filter(|line| !got.contains(line)) {
        println!("{shell}: {line} did not come");
    }
    for line in got.iter().filter(|line| !wanted.contains(line)) {
        println!("{shell}: {line} came and is not in {LIST}");
    }
    let idle = idle(&read(&root.join(LIST))?, &written, &differs);
    for (from, to) in &idle {
        println!("{shell}: {from} to {to} is named as different and is not");
    }
    let held = wanted == got && !wanted.is_empty() && idle.is_empty();
    println!("{} notices of the year {}", got.len(), if held { "are alike" } else { "are not alike" });
    Ok(Tally::one(held))
}

fn read(file: &Path) -> Result<String, Refusal> {
    std::fs::read_to_string(file)
        .map_err(|error| Refusal::new(format!("{} cannot be read: {error}", file.display()), "git status"))
}

/// The dates, from and to, on which this shell may differ.
fn differing(story: &Value, shell: &str) -> Vec<(String, String)> {
    let all = story["differs"].as_array().into_iter().flatten();
    let own = all.filter(|one| one["shell"] == shell);
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    own.map(|one| (text(&one["from"]), text(&one["to"]))).collect()
}

/// Instant and id of every line outside of these dates, in order.
fn of(list: &str, differs: &[(String, String)]) -> Vec<String> {
    picked(list, |date| !differs.iter().any(|span| within(span, date)))
}

/// The dates that are named as different and are alike: a rule that explains nothing any more.
fn idle(list: &str, written: &str, differs: &[(String, String)]) -> Vec<(String, String)> {
    let same = |span: &&(String, String)| {
        picked(list, |date| within(span, date)) == picked(written, |date| within(span, date))
    };
    differs.iter().filter(same).cloned().collect()
}

fn within((from, to): &(String, String), date: &str) -> bool {
    (from.as_str()..=to.as_str()).contains(&date)
}

/// Instant and id of every line whose date is wanted, in order.
fn picked(list: &str, wanted: impl Fn(&str) -> bool) -> Vec<String> {
    let mut lines: Vec<String> = list
        .lines()
        .filter_map(|line| {
            let mut words = line.split(' ');
            let (at, id) = (words.next()?, words.next()?);
            let date = id.split('/').nth(1)?.get(..10)?;
            wanted(date).then(|| format!("{at} {id}"))
        })
        .collect();
    lines.sort();
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_night_that_differs_counts_only_where_it_is_named() {
        let story: Value = serde_json::from_str(
            r#"{"differs": [{"shell": "android", "from": "2027-02-09", "to": "2027-02-09", "rule": "x"}]}"#,
        )
        .expect("a story");
        let list = "2027-02-08T20:45:00Z d/2027-02-08/base\n2027-02-09T20:45:00Z d/2027-02-09/base dose\n";
        assert_eq!(of(list, &differing(&story, "android")), ["2027-02-08T20:45:00Z d/2027-02-08/base"]);
        assert_eq!(of(list, &differing(&story, "ios")).len(), 2);
        let differs = differing(&story, "android");
        let later = list.replace("2027-02-09T20:45", "2027-02-09T20:50");
        assert!(idle(list, &later, &differs).is_empty(), "the named night differs");
        assert_eq!(idle(list, list, &differs), differs, "a rule that explains nothing is told");
    }

    #[test]
    fn every_difference_of_the_story_names_a_shell_its_nights_and_its_rule() {
        let root = crate::house::root().expect("the clone");
        let story: Value =
            serde_json::from_str(&read(&root.join(STORY)).expect("the story")).expect("a story");
        for one in story["differs"].as_array().expect("a list") {
            assert!(["android", "ios"].contains(&one["shell"].as_str().unwrap_or_default()), "{one}");
            let text = |field: &str| one[field].as_str().unwrap_or_default().to_owned();
            assert!(text("from") <= text("to") && text("from").len() == 10, "{one}");
            assert!(text("rule").split_whitespace().count() > 4, "{one}");
        }
    }
}
