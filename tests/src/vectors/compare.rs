//! What differs between an expectation and an answer.

use serde_json::{Map, Value};
use std::collections::BTreeSet;
use std::fmt;

/// Lists that stand for sets: their order means nothing.
const SETS: [&str; 7] = ["notifications", "sentinel", "ids", "add", "replace", "remove", "keep"];

/// Flags of a notification: absent means false.
const FLAGS: [&str; 4] = ["immediate", "deferred", "quiet", "open_only"];

/// One difference.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Difference {
    path: String,
    expected: String,
    got: String,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: expected {}, got {}", self.path, self.expected, self.got)
    }
}

/// Everything in `expect` that `got` does not answer alike.
pub(super) fn differences(expect: &Value, got: &Value) -> Vec<Difference> {
    let mut found = Vec::new();
    walk("", "", expect, Some(got), &mut found);
    found
}

fn walk(path: &str, key: &str, expect: &Value, got: Option<&Value>, found: &mut Vec<Difference>) {
    match (expect, got) {
        // What is not known is null, and a flag that is not set is left out.
        (Value::Null | Value::Bool(false), None) => {}
        (Value::Object(expect), Some(Value::Object(got))) => walk_object(path, expect, got, found),
        (Value::Array(expect), Some(Value::Array(got))) if SETS.contains(&key) => {
            walk_set(path, expect, got, found);
        }
        (Value::Array(expect), Some(Value::Array(got))) if expect.len() == got.len() => {
            for (index, (expect, got)) in expect.iter().zip(got).enumerate() {
                walk(&format!("{path}[{index}]"), "", expect, Some(got), found);
            }
        }
        (expect, Some(got)) if expect == got => {}
        (expect, got) => found.push(difference(path, expect, got)),
    }
}

fn walk_object(
    path: &str,
    expect: &Map<String, Value>,
    got: &Map<String, Value>,
    found: &mut Vec<Difference>,
) {
    for (key, value) in expect {
        walk(&under(path, key), key, value, got.get(key), found);
    }
    if expect.contains_key("id") && got.contains_key("trigger") {
        for flag in FLAGS {
            if !expect.contains_key(flag) && got.get(flag) == Some(&Value::Bool(true)) {
                found.push(difference(&under(path, flag), &Value::Bool(false), Some(&Value::Bool(true))));
            }
        }
    }
}

/// Elements are matched by their `id`, or by themselves if they have none.
fn walk_set(path: &str, expect: &[Value], got: &[Value], found: &mut Vec<Difference>) {
    let name = |value: &Value| value.get("id").unwrap_or(value).to_string();
    let names = |list: &[Value]| list.iter().map(name).collect::<BTreeSet<String>>();
    let (wanted, present) = (names(expect), names(got));
    let only_in = |a: &BTreeSet<String>, b: &BTreeSet<String>| {
        let only: Vec<&str> = a.difference(b).map(String::as_str).collect();
        if only.is_empty() { "nothing else".to_owned() } else { format!("also {}", only.join(" ")) }
    };
    if wanted != present {
        let (expected, got) = (only_in(&wanted, &present), only_in(&present, &wanted));
        found.push(Difference { path: path.to_owned(), expected, got });
    } else if expect.len() != got.len() {
        let count = |list: &[Value]| format!("{} elements", list.len());
        found.push(Difference { path: path.to_owned(), expected: count(expect), got: count(got) });
    }
    for element in expect {
        let place = format!("{path}[{}]", name(element).trim_matches('"'));
        if let Some(same) = got.iter().find(|other| name(other) == name(element)) {
            walk(&place, "", element, Some(same), found);
        }
    }
}

fn difference(path: &str, expect: &Value, got: Option<&Value>) -> Difference {
    let path = if path.is_empty() { "expect" } else { path };
    let got = got.map_or_else(|| "nothing".to_owned(), Value::to_string);
    Difference { path: path.to_owned(), expected: expect.to_string(), got }
}

fn under(path: &str, key: &str) -> String {
    if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn lines(expect: &Value, got: &Value) -> Vec<String> {
        differences(expect, got).iter().map(Difference::to_string).collect()
    }

    #[test]
    fn sets_match_in_any_order_and_say_what_is_missing() {
        let got = json!({ "add": ["b", "a"] });
        assert!(lines(&json!({ "add": ["a", "b"] }), &got).is_empty());
        assert_eq!(lines(&json!({ "add": ["a", "c"] }), &got), ["add: expected also \"c\", got also \"b\""]);
        assert_eq!(lines(&json!({ "add": ["a", "b", "b"] }), &got).len(), 1);
    }

    #[test]
    fn a_flag_not_expected_must_not_be_set() {
        let plain = json!({ "notifications": [{ "id": "x" }] });
        let quiet = json!({ "notifications": [{ "id": "x", "trigger": "floating", "quiet": true }] });
        assert_eq!(lines(&plain, &quiet), ["notifications[x].quiet: expected false, got true"]);
        let expects_false = json!({ "notifications": [{ "id": "x", "quiet": false }] });
        let none = json!({ "notifications": [{ "id": "x", "trigger": "floating" }] });
        assert!(lines(&expects_false, &none).is_empty());
    }

    #[test]
    fn lists_are_compared_in_order() {
        assert_eq!(lines(&json!({ "lines_ul": [1, 2] }), &json!({ "lines_ul": [2, 1] })).len(), 2);
        assert_eq!(lines(&json!({ "lines_ul": [1] }), &json!({ "lines_ul": [1, 2] })).len(), 1);
    }

    #[test]
    fn null_and_absent_are_the_same_unknown() {
        assert!(lines(&json!({ "key": null }), &json!({})).is_empty());
        assert_eq!(lines(&json!({ "key": null }), &json!({ "key": 1 })).len(), 1);
    }
}
