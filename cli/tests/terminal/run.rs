//! The real binary in a folder of its own, at an instant and in a zone that stand still.

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// The questions that cannot be skipped.
pub(crate) const QUESTIONS: [&str; 5] = ["opioids", "liver", "pregnancy", "transplant", "surgery"];

/// A folder with (at first) no store in it.
pub(crate) struct Terminal {
    folder: TempDir,
    now: String,
    zone: String,
}

/// What the binary did.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Terminal {
    /// At the instant of the golden reminder cases, in Berlin.
    pub(crate) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().expect("a temporary folder"),
            now: "2026-11-22T19:00:00+01:00".to_owned(),
            zone: "Europe/Berlin".to_owned(),
        }
    }

    /// A plan, all questions answered, a syringe and a bottle: ready for tonight.
    pub(crate) fn ready() -> Self {
        let there = Self::new();
        there.json(&["plan", "new", "--protocol", "P2", "--by", "Dr Weber", "--on", "2026-11-20"]);
        for question in QUESTIONS {
            there.json(&["answer", question, "no"]);
        }
        let bottle = [
            "bottle",
            "new",
            "--tablet",
            "50mg",
            "--water",
            "50mL",
            "--syringe",
            "3mL/0.1mL",
            "--opioids",
            "no",
        ];
        there.json(&bottle);
        there
    }

    /// Moves the clock.
    pub(crate) fn at(&mut self, now: &str) -> &mut Self {
        now.clone_into(&mut self.now);
        self
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub(crate) fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// Everything in the folder, sorted.
    pub(crate) fn files(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.folder.path()).expect("our own folder");
        let mut names: Vec<String> = entries
            .map(|entry| entry.expect("our own folder").file_name().to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    /// Runs `nocte WORDS` on the store of this folder.
    pub(crate) fn run(&self, words: &[&str]) -> Ran {
        let mut all = vec!["--now", &self.now, "--zone", &self.zone];
        let (store, key) = (self.path("store.db"), self.path("key"));
        let (store, key) = (store.to_str().expect("a plain path"), key.to_str().expect("a plain path"));
        all.extend(["--store", store, "--key-file", key]);
        all.extend(words);
        nocte(&all, self.folder.path())
    }

    /// Runs it with `--json`: status 0 or 1, and exactly one JSON value.
    pub(crate) fn json(&self, words: &[&str]) -> Value {
        let ran = self.run(&[words, &["--json"]].concat());
        assert!(ran.status < 2, "nocte {words:?} was refused: {}", ran.err);
        assert_eq!(ran.err, "", "nocte {words:?} answered and complained");
        serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("not one JSON value: {}", ran.out))
    }

    /// Runs it and expects a refusal in the agreed manner; gives the reason's line.
    pub(crate) fn refused(&self, words: &[&str]) -> String {
        let ran = self.run(words);
        assert_eq!(ran.status, 2, "nocte {words:?} was not refused: {}{}", ran.out, ran.err);
        ran.two_lines()
    }
}

impl Ran {
    /// Stdout is empty, stderr has the reason and the next step; gives the reason.
    pub(crate) fn two_lines(&self) -> String {
        assert_eq!(self.out, "", "a refusal leaves stdout empty");
        let lines: Vec<&str> = self.err.lines().collect();
        assert_eq!(lines.len(), 2, "a refusal is two lines: {:?}", self.err);
        assert!(lines.iter().all(|line| !line.trim().is_empty()), "{lines:?}");
        assert!(!self.err.contains("fault in Nocte"), "{}", self.err);
        lines[0].to_owned()
    }
}

/// The binary with exactly these words, no terminal, and a home of its own.
pub(crate) fn nocte(words: &[&str], home: &Path) -> Ran {
    let done = Command::new(env!("CARGO_BIN_EXE_nocte"))
        .args(words)
        .current_dir(home)
        .env("HOME", home)
        .env("XDG_DATA_HOME", home.join("data"))
        .env("XDG_CONFIG_HOME", home.join("config"))
        .env_remove("CLICOLOR_FORCE")
        .stdin(Stdio::null())
        .output()
        .expect("the binary was built for this test");
    Ran {
        status: done.status.code().unwrap_or(-1),
        out: String::from_utf8(done.stdout).expect("stdout is text"),
        err: String::from_utf8(done.stderr).expect("stderr is text"),
    }
}
