//! Planted mistakes: each is put into the iOS shell's laid-out copy, which then must not build or must fail its tests.
//!
//! The copy is built over stand-ins of Apple's frameworks, so this says how far they bite. What only layout would show is
//! not seen, and the list says so.

use crate::ios;
use crate::manners::Refusal;
use crate::swift_root::SwiftRoot;
use serde_json::Value;
use std::path::Path;
use std::process::Command;

/// The mistakes: a name, a file, a text that stands in it, and what is put in its place.
const LIST: &str = "ios/planted.json";
/// So many may go unseen: what only layout would show.
const UNSEEN: usize = 2;

/// Plants all of them, one after another.
pub(crate) fn run(root: &Path) -> Result<bool, Refusal> {
    let text = std::fs::read_to_string(root.join(LIST))
        .map_err(|error| Refusal::new(format!("{LIST}: {error}"), "git status"))?;
    let list: Vec<Value> = serde_json::from_str(&text)
        .map_err(|error| Refusal::new(format!("{LIST}: {error}"), "git status"))?;
    let stand = ios::laid(root)?;
    stand.build(&["--build-tests"], "ios")?;
    let mut caught = 0;
    for one in &list {
        let by = planted(&stand, one)?;
        caught += usize::from(by.is_some());
        println!("{:<16} {}", by.unwrap_or("not seen"), said(one, "name"));
    }
    println!("{caught} of {} planted mistakes were seen", list.len());
    Ok(!list.is_empty() && caught + UNSEEN >= list.len())
}

/// What saw one of them.
fn planted(stand: &SwiftRoot, one: &Value) -> Result<Option<&'static str>, Refusal> {
    let file = stand.package.join(said(one, "file").trim_start_matches("ios/"));
    let failed =
        |error: std::io::Error| Refusal::new(format!("{}: {error}", file.display()), "cargo xtask test ios");
    let sound = std::fs::read_to_string(&file).map_err(failed)?;
    let (text, mistake) = (said(one, "text"), said(one, "mistake"));
    if text.is_empty() || !sound.contains(text) {
        let reason = format!("`{}` has nowhere to be planted", said(one, "name"));
        return Err(Refusal::new(reason, format!("see {LIST}")));
    }
    std::fs::write(&file, sound.replace(text, mistake)).map_err(failed)?;
    let seen = seen(stand);
    // Whatever came of it, the copy is sound again.
    std::fs::write(&file, sound).map_err(failed)?;
    seen
}

fn seen(stand: &SwiftRoot) -> Result<Option<&'static str>, Refusal> {
    if !quiet(stand.swift("build", &["--build-tests"]))? {
        return Ok(Some("by the build"));
    }
    Ok(if quiet(stand.tests(&[]))? { None } else { Some("by the tests") })
}

fn quiet(mut command: Command) -> Result<bool, Refusal> {
    let output = command.output().map_err(|error| Refusal::cannot_start("Swift's root", &error))?;
    Ok(output.status.success())
}

fn said<'a>(one: &'a Value, field: &str) -> &'a str {
    one[field].as_str().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::house;

    #[test]
    fn every_mistake_has_a_place_to_be_planted() {
        let root = house::root().expect("the clone");
        let read = |path: &str| std::fs::read_to_string(root.join(path)).expect(path);
        let list: Vec<Value> = serde_json::from_str(&read(LIST)).expect("a list");
        assert!(list.len() >= 30, "{} mistakes", list.len());
        for one in &list {
            let (file, text) = (said(one, "file"), said(one, "text"));
            assert!(!text.is_empty() && read(file).contains(text), "{}", said(one, "name"));
        }
    }
}
