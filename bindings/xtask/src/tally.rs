//! Counting: how many checks passed, failed or were skipped, over all lanes.
//!
//! The closing line is read by people and by machines, so the counts come from the runners' own
//! result lines and not from exit codes alone.

use std::fmt;
use std::ops::AddAssign;

/// Counts of checks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// Ran and held.
    pub(crate) passed: u64,
    /// Ran and did not hold, or could not be built.
    pub(crate) failed: u64,
    /// Did not run.
    pub(crate) skipped: u64,
}

impl Tally {
    /// One check that held or did not.
    pub(crate) fn one(held: bool) -> Self {
        Self { passed: u64::from(held), failed: u64::from(!held), skipped: 0 }
    }

    /// One check that did not run.
    pub(crate) fn skipped_one() -> Self {
        Self { skipped: 1, ..Self::default() }
    }

    /// Adds what one line of a runner's output says, if it is a result line.
    pub(crate) fn read(&mut self, line: &str) {
        if let Some(counts) = libtest(line).or_else(|| plain(line)).or_else(|| swift_testing(line)) {
            *self += counts;
        }
    }

    /// The tally of a runner that ended with `good`. A runner that failed without counting a failure
    /// did not get to its tests (it did not compile, or was killed): that is one failure.
    pub(crate) fn closed(mut self, good: bool) -> Self {
        if !good && self.failed == 0 {
            self.failed = 1;
        }
        self
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { passed, failed, skipped } = self;
        write!(f, "{passed} passed, {failed} failed, {skipped} skipped")
    }
}

/// `test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 3 filtered out; finished in 0.01s`.
/// Filtered tests were not asked for and count nowhere.
fn libtest(line: &str) -> Option<Tally> {
    let rest = line.trim().strip_prefix("test result: ")?;
    let (_, counts) = rest.split_once(". ")?;
    let mut tally = Tally::default();
    for part in counts.split("; ") {
        match part.split_once(' ') {
            Some((n, "passed")) => tally.passed = n.parse().ok()?,
            Some((n, "failed")) => tally.failed = n.parse().ok()?,
            Some((n, "ignored")) => tally.skipped = n.parse().ok()?,
            _ => {}
        }
    }
    Some(tally)
}

/// `12 passed, 0 failed` alone on a line, `, 1 skipped` may follow: the vector runner's closing line.
fn plain(line: &str) -> Option<Tally> {
    let mut tally = Tally::default();
    let mut parts = line.trim().split(", ");
    tally.passed = parts.next()?.strip_suffix(" passed")?.parse().ok()?;
    tally.failed = parts.next()?.strip_suffix(" failed")?.parse().ok()?;
    if let Some(skipped) = parts.next() {
        tally.skipped = skipped.strip_suffix(" skipped")?.parse().ok()?;
    }
    parts.next().is_none().then_some(tally)
}

/// `✔ Test aName() passed after 0.001 seconds.` and its like: swift-testing counts no failed tests in its closing line,
/// so each test's own line is read. The runs and suites around them are not tests.
fn swift_testing(line: &str) -> Option<Tally> {
    let (_, rest) = line.split_once(" Test ").filter(|(mark, _)| mark.trim().chars().count() == 1)?;
    if rest.starts_with("run with ") || rest.starts_with("run started") {
        return None;
    }
    if rest.contains(" passed after ") {
        return Some(Tally::one(true));
    }
    if rest.contains(" failed after ") {
        return Some(Tally::one(false));
    }
    rest.contains(" skipped").then(Tally::skipped_one)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tally(passed: u64, failed: u64, skipped: u64) -> Tally {
        Tally { passed, failed, skipped }
    }

    #[test]
    fn result_lines_of_cargo_test_are_read() {
        let mut seen = Tally::default();
        seen.read(
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 3 filtered out; finished in 0.01s",
        );
        seen.read("test result: FAILED. 2 passed; 5 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.2s");
        seen.read("test safety_14_no_line ... ok");
        assert_eq!(seen, tally(14, 5, 1));
    }

    #[test]
    fn closing_lines_of_the_vector_runner_are_read() {
        let mut seen = Tally::default();
        seen.read("120 passed, 0 failed");
        seen.read("3 passed, 1 failed, 2 skipped");
        seen.read("10 passed, none failed");
        seen.read("we have 10 passed, 0 failed");
        assert_eq!(seen, tally(123, 1, 2));
    }

    #[test]
    fn lines_of_swift_testing_are_read() {
        let mut seen = Tally::default();
        seen.read("◇ Test run started.");
        seen.read("◇ Test takesOnce() started.");
        seen.read("✔ Test takesOnce() passed after 0.012 seconds.");
        seen.read("✔ Test \"a key that is lost\" with 3 test cases passed after 0.012 seconds.");
        seen.read("✘ Test undo() recorded an issue at Tests.swift:9:5: Expectation failed: false");
        seen.read("✘ Test undo() failed after 0.012 seconds with 1 issue.");
        seen.read("➜ Test later() skipped: \"not here\"");
        seen.read("✔ Suite Reminders passed after 0.012 seconds.");
        seen.read("✘ Test run with 4 tests failed after 0.027 seconds with 1 issue.");
        assert_eq!(seen, tally(2, 1, 1));
    }

    #[test]
    fn a_runner_that_dies_before_its_tests_is_a_failure() {
        assert_eq!(Tally::default().closed(false), tally(0, 1, 0));
        assert_eq!(tally(4, 2, 0).closed(false), tally(4, 2, 0));
        assert_eq!(tally(4, 0, 0).closed(true), tally(4, 0, 0));
    }

    #[test]
    fn the_closing_line_is_the_one_the_interface_names() {
        assert_eq!(tally(1, 2, 3).to_string(), "1 passed, 2 failed, 3 skipped");
    }
}
