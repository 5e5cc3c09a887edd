//! The Android shell: Gradle and Maven name the same things, and Kotlin decides nothing.

use super::code::{Keep, blanked};
use super::shell::counting;
use super::{Finding, Source, Tree};
use std::collections::BTreeSet;

const CATALOGUE: &str = "android/gradle/libs.versions.toml";
const POM: &str = "android/pom.xml";

/// A version of the catalogue, and the name the Maven build gives it.
const VERSIONS: [(&str, &str); 8] = [
    ("minSdk", "minSdk"),
    ("targetSdk", "targetSdk"),
    ("jvmTarget", "jvmTarget"),
    ("kotlin", "kotlin.version"),
    ("coroutines", "coroutines.version"),
    ("jna", "jna.version"),
    ("junit", "junit.version"),
    ("robolectric", "robolectric.version"),
];

/// The modules both builds have, with the folders both compile.
const MODULES: [&str; 2] = ["core", "app"];
const FOLDERS: [&str; 2] = ["src/main/kotlin", "src/test/kotlin"];

/// Versions, libraries, modules and source folders that one build names and the other does not.
pub fn builds(tree: &Tree) -> Vec<Finding> {
    let mut missing = Vec::new();
    let text = |path: &str| tree.text(path).unwrap_or_default();
    let (catalogue, pom) = (text(CATALOGUE), text(POM));
    for (gradle, maven) in VERSIONS {
        let (one, other) = (quoted(catalogue, gradle), element(pom, maven));
        if one.is_none() || one != other {
            missing.push((CATALOGUE, format!("{gradle} is {one:?} here and {maven} is {other:?} in {POM}")));
        }
    }
    for library in libraries(catalogue) {
        let (group, artifact) = library.split_once(':').unwrap_or((&library, ""));
        let named = format!("<groupId>{group}</groupId><artifactId>{artifact}</artifactId>");
        if !pom.contains(&named) {
            missing.push((CATALOGUE, format!("{library} is not in {POM}")));
        }
    }
    let settings = text("android/settings.gradle.kts");
    for module in MODULES {
        let (gradle, maven) =
            (format!("android/{module}/build.gradle.kts"), format!("android/{module}/pom.xml"));
        for folder in FOLDERS {
            if !text(&gradle).contains(&format!("\"{folder}\""))
                || !text(&maven).contains(&format!("/{folder}<"))
            {
                missing.push((POM, format!("{folder} of {module} is compiled by one build only")));
            }
        }
        if !settings.contains(&format!("\":{module}\""))
            || !pom.contains(&format!("<module>{module}</module>"))
        {
            missing.push((POM, format!("{module} is a module of one build only")));
        }
    }
    let finding = |(path, says): (&str, String)| Finding { path: path.to_owned(), line: 0, says };
    missing.into_iter().map(finding).collect()
}

/// `name = "value"`.
fn quoted(toml: &str, name: &str) -> Option<String> {
    let line = toml.lines().find_map(|line| line.strip_prefix(name)?.trim_start().strip_prefix('='))?;
    Some(line.trim().trim_matches('"').to_owned())
}

/// `<name>value</name>`.
fn element(xml: &str, name: &str) -> Option<String> {
    let (_, rest) = xml.split_once(&format!("<{name}>"))?;
    rest.split_once("</").map(|(value, _)| value.to_owned())
}

/// `module = "group:artifact"`.
fn libraries(toml: &str) -> BTreeSet<String> {
    let named = toml.lines().filter_map(|line| line.split_once("module = \"")?.1.split_once('"'));
    named.map(|(module, _)| module.to_owned()).collect()
}

/// Shipped Kotlin of the shell.
fn shell(sources: &[Source]) -> impl Iterator<Item = &Source> {
    sources.iter().filter(|source| {
        source.has_ending("kt")
            && MODULES.iter().any(|module| source.is_in(&format!("android/{module}/src/main")))
    })
}

/// Generated code named outside of `impl` packages.
pub fn generated_code(sources: &[Source]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for source in shell(sources).filter(|source| !source.path.contains("/impl/")) {
        for (number, line) in blanked(&source.text, Keep::Code).lines().enumerate() {
            let own = line.replace("org.nocte.core.", "");
            if own.contains("nocte.core.") {
                let says = "the generated code is for `impl` packages: a screen gets a value of its own and gives an intention";
                findings.push(Finding::new(source, number + 1, says));
            }
        }
    }
    findings
}

/// Words by which Kotlin would count with dates.
const CALENDAR: [&str; 16] = [
    "LocalDate",
    "LocalDateTime",
    "LocalTime",
    "ZonedDateTime",
    "OffsetDateTime",
    "Period",
    "ChronoUnit",
    "Calendar",
    "SimpleDateFormat",
    "DateTimeFormatter",
    "Duration",
    "DAY_IN_MILLIS",
    "HOUR_IN_MILLIS",
    "MINUTE_IN_MILLIS",
    "WEEK_IN_MILLIS",
    "TimeUnit",
];

/// The port that lends the core the platform's zone data, which has to ask the platform for them.
const ZONE_PORT: &str = "android/core/src/main/kotlin/org/nocte/core/impl/ZoneSnapshots.kt";

/// Kotlin that counts with dates or doses: a shell decides nothing.
pub fn arithmetic(sources: &[Source]) -> Vec<Finding> {
    counting(shell(sources).filter(|source| source.path != ZONE_PORT), &CALENDAR)
}

/// Where the requirements of the reminders stand, each with the tests that hold it.
const PAGE: &str = "docs/android.md";

/// Rows of the table of requirements that name a test nobody has, or none and no reason.
pub fn requirements(tree: &Tree) -> Vec<Finding> {
    let named: BTreeSet<&str> = tree
        .sources
        .iter()
        .filter(|source| source.is_in("android") && source.has_ending("kt") || source.is_in("core/tests"))
        .flat_map(|source| source.text.split(['.', ' ', '(', ')', '\n']))
        .collect();
    let mut findings = Vec::new();
    for (number, line) in tree.text(PAGE).unwrap_or_default().lines().enumerate() {
        let cells: Vec<&str> = line.split('|').map(str::trim).collect();
        let ["", row, _, by, ""] = cells.as_slice() else { continue };
        if !row.starts_with(|c: char| c.is_ascii_uppercase()) || !row.contains(|c: char| c.is_ascii_digit()) {
            continue;
        }
        let tests: Vec<&str> = by.split('`').skip(1).step_by(2).collect();
        let mut say = |says: String| findings.push(Finding { path: PAGE.to_owned(), line: number + 1, says });
        if let Some(reason) = by.strip_prefix("none: ") {
            if reason.len() < 20 {
                say(format!("{row} has no test and no reason"));
            }
        } else if !tests.iter().any(|test| named.contains(test)) {
            say(format!("{row} is held by no test"));
        }
        for test in
            tests.iter().filter(|test| test.len() > 20 && !test.contains(' ') && !named.contains(*test))
        {
            say(format!("{row} names `{test}`, which is no test of the shell's or the core's"));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn planted(path: &str, text: &str) -> Vec<Source> {
        vec![Source::planted(&format!("android/app/src/main/kotlin/org/nocte/app/{path}"), text)]
    }

    #[test]
    fn planted_differences_of_the_builds_are_caught() {
        let tree = |catalogue: &str, pom: &str| Tree {
            root: std::path::PathBuf::new(),
            sources: vec![Source::planted(CATALOGUE, catalogue), Source::planted(POM, pom)],
            binaries: Vec::new(),
        };
        let about = |tree: &Tree, word: &str| builds(tree).iter().any(|finding| finding.says.contains(word));
        let same = tree("jna = \"5.19.1\"\n", "<jna.version>5.19.1</jna.version>");
        assert!(!about(&same, "jna is"));
        assert!(about(&tree("jna = \"5.19.1\"\n", "<jna.version>5.19.2</jna.version>"), "jna is"));
        assert!(about(&tree("a = { module = \"junit:junit\" }\n", ""), "junit:junit is not"));
        assert!(about(&same, "src/main/kotlin of core"));
        assert!(about(&same, "app is a module"));
    }

    #[test]
    fn planted_rows_without_a_test_are_caught() {
        let kotlin = "android/app/src/test/kotlin/A.kt";
        let tree = |page: &str| Tree {
            root: std::path::PathBuf::new(),
            sources: vec![
                Source::planted(PAGE, page),
                Source::planted(kotlin, "    fun aHoldTakesEverythingAway() {"),
            ],
            binaries: Vec::new(),
        };
        let caught = |page: &str| requirements(&tree(page)).len();
        assert_eq!(caught("| row | what | held by |\n| H1 | a hold | `aHoldTakesEverythingAway` |"), 0);
        assert_eq!(caught("| H1 | a hold | `aHoldTakesNothingAwayAtAll` |"), 2);
        assert_eq!(caught("| H1 | a hold | by hand |"), 1);
        assert_eq!(caught("| S13 | a watch | none: the system bridges notifications |"), 0);
        assert_eq!(caught("| S13 | a watch | none: no |"), 1);
    }

    #[test]
    fn planted_decisions_of_the_shell_are_caught() {
        let caught = |text: &str| arithmetic(&planted("screen/Tonight.kt", text)).len();
        assert_eq!(caught("val next = LocalDate.now()"), 1);
        assert_eq!(caught("val line = view.dose * 2"), 1);
        assert_eq!(caught("val left = total - usedVolume"), 1);
        assert_eq!(caught("val half = dose / 2"), 1);
        assert_eq!(caught("text(view.doseText) // dose / 2"), 0);
        assert_eq!(caught("when (night) { is Dose -> doses + 1 }"), 0);
        assert_eq!(caught("\"$dose - $night\""), 0);
    }

    #[test]
    fn planted_imports_of_generated_code_are_caught() {
        let caught = |path: &str, text: &str| generated_code(&planted(path, text)).len();
        assert_eq!(caught("screen/Tonight.kt", "import nocte.core.TonightView"), 1);
        assert_eq!(caught("screen/Tonight.kt", "import org.nocte.core.Trouble"), 0);
        assert_eq!(caught("impl/Tonight.kt", "import nocte.core.TonightView"), 0);
    }
}
