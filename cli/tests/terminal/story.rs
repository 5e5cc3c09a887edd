//! `demo`: the newcomer's first command tells the same story twice, on a real file, and leaves nothing behind.

use crate::run::{Terminal, nocte};
use serde_json::{Value, json};

const NOW: [&str; 4] = ["--now", "2026-11-22T19:00:00+01:00", "--zone", "Europe/Berlin"];

fn demo(there: &Terminal, words: &[&str]) -> String {
    let ran = nocte(&[&NOW[..], &["demo", "--no-wait"], words].concat(), there.folder());
    assert_eq!(ran.status, 0, "{}", ran.err);
    assert_eq!(ran.err, "");
    ran.out
}

#[test]
fn two_runs_tell_the_same_and_write_nothing_here() {
    let (one, other) = (Terminal::new(), Terminal::new());
    let told = demo(&one, &[]);
    assert_eq!(told, demo(&other, &[]));
    for part in [
        "codeine",
        "New York",
        "vivid dreams",
        "3 mg = 3 mL of 1 mg/mL",
        "Bottle F",
        "Bedtime reminder",
        "Sent ",
        "Dr Weber proposes",
        "A clinician stopped or paused it",
    ] {
        assert!(told.contains(part), "{part}\n{told}");
    }
    assert_eq!(one.files(), Vec::<String>::new());
    assert_eq!(other.files(), Vec::<String>::new());
}

#[test]
fn it_ends_with_tonight_the_clocks_and_the_next_reminders() {
    let there = Terminal::new();
    let ending = demo(&there, &["--quiet"]);
    assert!(demo(&there, &[]).ends_with(&ending));
    let fields: Value = serde_json::from_str(&demo(&there, &["--quiet", "--json"])).expect("one JSON value");
    assert_eq!(fields["tonight"]["dose_ng"], json!(3_000_000));
    assert_eq!(fields["tonight"]["line_ul"], json!(3000));
    assert_eq!(fields["bottle"]["letter"], json!("F"));
    assert_eq!(fields["bottle"]["discard_by"], json!("2026-12-01"));
    assert_eq!(fields["bottle"]["empty_by"], json!("2026-11-29"));
    let next = &fields["notifications"][0];
    assert_eq!((&next["kind"], &next["local"]), (&json!("base"), &json!("2026-11-22T21:45")));
    // 84 nights less twelve on hold; 28 + 84 evenings less two forgotten and one bad day.
    assert_eq!(fields["counts"]["doses"], json!(72));
    assert_eq!(fields["counts"]["scores"], json!(3 * (28 + 84 - 3)));
}

#[test]
fn a_kept_story_can_be_looked_around_in_and_is_never_overwritten() {
    let there = Terminal::new();
    demo(&there, &["--keep", "kept", "--quiet"]);
    let on = ["--store", "kept/nocte.db", "--key-file", "kept/nocte.key", "--now", "2026-11-22T20:00:00Z"];
    let ask = |words: &[&str]| -> Value {
        let ran = nocte(&[&on[..], &["--zone", "Europe/Berlin", "--json"], words].concat(), there.folder());
        assert_eq!(ran.status, 0, "{}", ran.err);
        serde_json::from_str(&ran.out).expect("one JSON value")
    };
    assert_eq!(ask(&["verify"]), json!({ "ok": true, "problems": [] }));
    let plan = ask(&["plan", "show"]);
    assert!(plan["plan"]["steps"][0]["nights_taken"].as_u64().expect("a number") >= 28);
    assert_eq!(plan["next"]["waits_for"][0]["code"], json!("clinician"));
    assert_eq!(plan["plan"]["agreement"]["kind"], json!("signed"));
    let left = ask(&["sync", "--status"]);
    assert_eq!((&left["waiting"], &left["parked"]), (&json!(0), &json!([])));
    assert!(left["last_delivered"].is_string());
    ask(&["note", "slept well"]);
    let waiting = nocte(&[&on[..], &["--json", "sync", "--status"]].concat(), there.folder());
    assert_eq!(waiting.status, 1, "something waits: {}", waiting.err);
    let waiting: Value = serde_json::from_str(&waiting.out).expect("one JSON value");
    assert_eq!(
        (&waiting["waiting"], &waiting["pulled"], &waiting["delivered"]),
        (&json!(1), &json!(0), &json!(0))
    );
    let again = nocte(&[&NOW[..], &["demo", "--keep", "kept"]].concat(), there.folder());
    assert_eq!(again.status, 2);
    again.two_lines();
    assert_eq!(there.files(), ["kept"]);
}

#[test]
fn it_is_told_in_german_and_in_other_zones_too() {
    let there = Terminal::new();
    let german = demo(&there, &["--lang", "de"]);
    assert!(german.contains("Schlafenszeit") && !german.contains("She "), "{german}");
    let elsewhere = nocte(
        &["--now", "2026-11-22T06:00:00Z", "--zone", "Pacific/Auckland", "demo", "--quiet", "--no-wait"],
        there.folder(),
    );
    assert_eq!(elsewhere.status, 0, "{}", elsewhere.err);
}
