//! The help pages: one a command, each with an example.

/// The one line under a refusal.
pub(crate) const SHORT: &str = "cargo xtask test|check|fix|vectors|bench|slow|doctor|size [--help]";

/// Every command with its page. The first line of a page is its line in the overview.
const PAGES: [(&str, &str); 11] = [
    ("test", TEST),
    ("check", CHECK),
    ("fix", FIX),
    ("vectors", VECTORS),
    ("bench", BENCH),
    ("slow", SLOW),
    ("doctor", DOCTOR),
    ("size", SIZE),
    ("bindings", BINDINGS),
    ("android", ANDROID),
    ("ios", IOS),
];

/// The page of one command.
pub(crate) fn page(command: &str) -> Option<&'static str> {
    PAGES.iter().find(|(name, _)| *name == command).map(|(_, page)| *page)
}

/// All commands, a line each.
pub(crate) fn overview() -> String {
    let lines: Vec<String> = PAGES
        .iter()
        .map(|(name, page)| format!("  {name:<9} {}", page.lines().next().unwrap_or_default()))
        .collect();
    format!(
        "cargo xtask COMMAND: every chore of the house\n\n{}\n\n\
         Each has a page: cargo xtask COMMAND --help\nExample: cargo xtask test fmt unit\n",
        lines.join("\n")
    )
}

const TEST: &str = "Runs every test this machine can run, and says what it cannot.

Usage: cargo xtask test [--all] [LANE…]

Lanes: fmt typos deny clippy docs architecture unit faults sync peers postgres browser vectors python kotlin swift android ios demo (all, unless some are named).
Only when named: hfs, moving out to a FHIR server that `bash tests/peers/hfs.sh` builds in an hour.
A lane whose tool is missing is named with the command that installs it, and counts as skipped.
--all brings the missing tools itself and fails if it cannot.
The last line is the sum over all lanes: N passed, N failed, N skipped.

Example: cargo xtask test unit vectors
";

const CHECK: &str =
    "Format, spelling, licences and bans, clippy, docs, architecture: the text, not the behaviour.

Usage: cargo xtask check

Example: cargo xtask check
";

const FIX: &str = "Mends what `check` finds, as far as the tools can: spelling, clippy, format.

Usage: cargo xtask fix

Example: cargo xtask fix && git diff
";

const VECTORS: &str = "Runs files of golden cases, from this repository or from anywhere.

Usage: cargo xtask vectors [--language rust|python|kotlin|swift] FILE…

One line a failing case, with what was expected and what came; last line: N passed, N failed.
What Kotlin and Swift need is brought once. A language without a runner ends with status 2.

Example: cargo xtask vectors tests/vectors/reminders.json
";

const BENCH: &str = "Measures ours against a peer in one run and prints the ratios.

Usage: cargo xtask bench [NAME…] [--json FILE]

Rows: id, ours, peer, ratio, goal, met. A peer that is not here is `not measured`. The machine's load
stands under the table; ratios of a busy machine are worth less. Names are the files of tests/benches, and `bridge`:
each call of a screen from Python, Kotlin and Swift against the same call in Rust.
--json also writes the rows to FILE, as one array. A missed goal is said in the table; the status stays 0.

Example: cargo xtask bench --json rows.json
";

const SLOW: &str = "Fuzzing, planted mistakes, a million power cuts, thousands of kills, a hundred thousand calls. Hours, not minutes.

Usage: cargo xtask slow [fuzz|mutants|power-cuts|kills|calls|verdict|package|planted|outage …] [--phones N]

NOCTE_FUZZ_SECONDS sets the time of each fuzz target (60). NOCTE_MUTANTS=K/N plants every Nth mutant only.
outage lets 100,000 phones (or --phones N) come back to two portals on one PostgreSQL, one of them killed meanwhile.

Example: NOCTE_FUZZ_SECONDS=600 cargo xtask slow fuzz
";

const DOCTOR: &str = "Lists the toolchains that are here, what they open, and how to install the others.

Usage: cargo xtask doctor

Example: cargo xtask doctor
";

const BINDINGS: &str = "Generates the code by which other languages call the core.

Usage: cargo xtask bindings python|kotlin|swift …

Builds the library and prints the folder of the generated code, one line a language. It lies in the build
folder and never in git.

Example: cargo xtask bindings kotlin
";

const SIZE: &str =
    "Stripped size of the shipped library, for the arm64 stand-in that links here, and its largest parts.

Usage: cargo xtask size [--json FILE]

Builds it twice with zig (brought once): as shipped, and with plain SQLite to show what the encryption weighs.
Status 1 if one is above its limit: 8.0 MB and 4.0 MB gzipped, 4.0 MB. Ten minutes the first time, one later.

Example: cargo xtask size
";

const ANDROID: &str = "Type-checks the library for every Android target without an NDK, or builds it with one.

Usage: cargo xtask android --check|--release|--package

The C half is compiled by a stand-in that writes empty objects, since type-checking links nothing. What rustup
lacks is brought. One line a target; status 1 if one does not hold.
--release needs an NDK (ANDROID_NDK_HOME): libraries for arm64, armv7 and x86_64 in target/android/jniLibs, on pages
of 16 kB or status 1, and the Kotlin in target/android/kotlin. They keep their symbols; the app's build strips them.

--package packs the app with what is here, R8's rules in force, and signs it with a key that is thrown away; it says
for how many processors our library is in it.

Example: cargo xtask android --check
";

const IOS: &str = "Type-checks the library for iPhone and simulator without Xcode, or builds it with Xcode.

Usage: cargo xtask ios --check|--release

As `android --check`. Where rustup has no standard library for a target, it is compiled from its source.
--release runs on a Mac with Xcode: NocteCoreFFI.xcframework and the Swift in target/ios.

Example: cargo xtask ios --check
";

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_has_its_usage_and_an_example() {
        for (name, page) in PAGES {
            assert!(page.contains("Usage: "), "{name} has no usage");
            assert!(page.contains("Example: "), "{name} has no example");
            assert!(overview().contains(name), "{name} is not in the overview");
        }
    }
}
