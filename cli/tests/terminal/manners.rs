//! How every command behaves: statuses, two lines, one JSON value, nothing made by looking, never a panic.

use crate::run::{Terminal, nocte};
use std::io::Read;
use std::process::{Command, Stdio};

/// All commands that need no further words to be looked at.
const COMMANDS: [&[&str]; 59] = [
    &["demo"],
    &["dilute"],
    &["check"],
    &["protocols"],
    &["red-flags"],
    &["evidence"],
    &["getting-it"],
    &["plan"],
    &["plan", "new"],
    &["plan", "show"],
    &["plan", "hold"],
    &["plan", "resume"],
    &["plan", "back"],
    &["plan", "repeat"],
    &["plan", "halve"],
    &["plan", "stop"],
    &["plan", "change"],
    &["plan", "step-up"],
    &["plan", "proposals"],
    &["plan", "confirm"],
    &["plan", "decline"],
    &["plan", "request"],
    &["medicine", "add"],
    &["medicine", "list"],
    &["bottle", "new"],
    &["bottle", "list"],
    &["bottle", "discard"],
    &["tonight"],
    &["log", "taken"],
    &["log", "skipped"],
    &["log", "unknown"],
    &["log", "extra"],
    &["log", "correct"],
    &["log", "undo"],
    &["symptom"],
    &["effect"],
    &["mark"],
    &["lab"],
    &["note"],
    &["bad-day"],
    &["card"],
    &["remind"],
    &["history"],
    &["export"],
    &["import"],
    &["backup"],
    &["restore"],
    &["verify"],
    &["sync"],
    &["accesses"],
    &["pair"],
    &["plan", "retitrate"],
    &["plan", "recheck"],
    &["supply"],
    &["questions"],
    &["answer"],
    &["completions"],
    &["set", "bedtime"],
    &["set", "capsules"],
];

#[test]
fn every_command_has_help_with_an_example() {
    let there = Terminal::new();
    for words in COMMANDS {
        let ran = nocte(&[words, &["--help"]].concat(), there.folder());
        assert_eq!(ran.status, 0, "{words:?}");
        assert!(ran.out.contains("Example"), "nocte {words:?} --help has no example");
    }
    assert_eq!(there.files(), Vec::<String>::new(), "help made files");
}

#[test]
fn words_that_make_no_command_are_refused_in_two_lines() {
    let there = Terminal::new();
    for words in [
        &[][..],
        &["tonigt"],
        &["plan"],
        &["plan", "nwe"],
        &["log", "takn"],
        &["tonight", "--jsn"],
        &["check", "--last"],
        &["--lang", "fr", "tonight"],
        &["completions", "dos"],
        &["symptom", "pain"],
        &["effect", "nausea", "--severity", "awful"],
        &["tonight\n\nextra", "--json"],
        &[
            "dilute",
            "--tablet",
            "50mg\nand more",
            "--water",
            "50mL",
            "--dose",
            "1mg",
            "--syringe",
            "1mL/0.1mL",
        ],
    ] {
        let ran = nocte(words, there.folder());
        assert_eq!(ran.status, 2, "{words:?}");
        ran.two_lines();
    }
}

#[test]
fn an_instant_or_zone_that_is_none_is_refused() {
    let there = Terminal::new();
    for now in
        ["yesterday", "2026-11-22", "2026-11-22T19:00:00", "1969-01-01T00:00:00Z", "9999-12-31T23:59:59Z", ""]
    {
        nocte(&["--now", now, "tonight"], there.folder()).two_lines();
    }
    for zone in ["Mars/Olympus", "", "Europe/Berlin\n", "../../etc/passwd"] {
        nocte(&["--zone", zone, "tonight"], there.folder()).two_lines();
    }
}

#[test]
fn a_reader_that_went_away_is_no_panic() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_nocte"))
        .args(["protocols", "--json"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary was built for this test");
    drop(child.stdout.take());
    let mut err = String::new();
    child.stderr.take().expect("piped above").read_to_string(&mut err).expect("text");
    assert_eq!(child.wait().expect("it ends").code(), Some(0), "{err}");
    assert_eq!(err, "");
}

#[test]
fn output_that_is_no_terminal_has_no_colours() {
    let there = Terminal::new();
    for words in [&["protocols"][..], &["red-flags"], &["check", "tramadol"], &["--help"]] {
        let ran = nocte(words, there.folder());
        assert!(!ran.out.contains('\u{1b}'), "nocte {words:?} coloured a pipe");
        let dull = nocte(&[&["--json"], words].concat(), there.folder());
        assert!(!dull.out.contains("\\u001b"), "nocte {words:?} coloured its JSON");
    }
}

#[test]
fn completions_are_there_for_every_shell() {
    let there = Terminal::new();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let ran = nocte(&["completions", shell], there.folder());
        assert_eq!(ran.status, 0);
        assert!(ran.out.contains("step-up"), "{shell}");
    }
}
