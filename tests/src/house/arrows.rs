//! Arrows: which room names which. A path is followed through `crate::` and `super::` to the room it ends in.

use super::code::{Keep, blanked, shipped};
use super::paths::named;
use super::rooms::{ROOMS, Room, module_path, room_of, test_files};
use super::{Finding, Source};

/// Crates known by name: the workspace's table and what must never appear. A path that starts with
/// another name is a module or a type.
pub fn known_crates(root_manifest: &str) -> Vec<String> {
    let table = root_manifest.split_once("[workspace.dependencies]").map_or("", |(_, rest)| rest);
    let table = table.split_once("\n[").map_or(table, |(table, _)| table);
    let mut names: Vec<String> = table
        .lines()
        .filter_map(|line| line.split_once('='))
        .map(|(name, _)| name.trim().replace('-', "_"))
        .filter(|name| !name.starts_with('#'))
        .collect();
    names.extend(["uniffi", "tokio", "reqwest", "axum", "chrono_tz", "rand"].map(str::to_owned));
    names
}

/// Rooms of core that name what they may not.
pub fn rooms(sources: &[Source], crates: &[String]) -> Vec<Finding> {
    let tests = test_files(sources);
    let mut findings = Vec::new();
    for source in sources.iter().filter(|source| source.is_rust()) {
        let Some(room) = room_of(source) else { continue };
        if tests.contains(&source.path) {
            continue;
        }
        let here = module_path(source);
        for path in named(&shipped(&source.text, Keep::Code)) {
            let says =
                names_room(&path.segments, &here, room).or_else(|| names_crate(&path.segments, room, crates));
            if let Some(says) = says {
                let says = format!("{says}; {}", room.instead);
                findings.push(Finding::new(source, path.line, says));
            }
        }
    }
    findings
}

/// The room a path ends in, when this room may not name it.
fn names_room(segments: &[String], here: &[String], room: Room) -> Option<String> {
    let target = match segments.first()?.as_str() {
        "crate" => segments.get(1)?.clone(),
        "super" => {
            let ups = segments.iter().take_while(|segment| *segment == "super").count();
            if ups < here.len() {
                return None; // still inside its own room
            }
            segments.get(ups)?.clone()
        }
        _ => return None,
    };
    let known = ROOMS.iter().any(|other| other.name == target);
    let may = target == room.name || room.rooms.contains(&target.as_str());
    // `words` may name its own `Lang` re-exported at the crate's root, were there one.
    (known && !may).then(|| format!("{} may not name {target}", room.name))
}

/// The crate a path starts with, when this room may not name it.
fn names_crate(segments: &[String], room: Room, crates: &[String]) -> Option<String> {
    let first = segments.first()?;
    let may = room.crates.contains(&first.as_str());
    (crates.contains(first) && !may).then(|| format!("{} may not name the crate {first}", room.name))
}

/// Words that only some folders may contain, outside comments and strings.
struct Reserved {
    word: &'static str,
    only: &'static [&'static str],
    instead: &'static str,
}

const RESERVED: [Reserved; 9] = [
    Reserved {
        word: "rusqlite",
        // Two tests of the portal make files that no present store can write: of earlier schemas, and meddled with. A third
        // reads every cell of a table, to find nothing there.
        only: &[
            "core/src/store",
            "core/src/error.rs",
            "portal/src/store/sqlite",
            "portal/tests/sharing/main.rs",
            "portal/tests/standing/main.rs",
            "portal/tests/upgrade.rs",
            "tests",
        ],
        instead: "ask the store; only core/src/store and portal/src/store/sqlite speak to SQLite",
    },
    Reserved {
        word: "tokio_postgres",
        // The ground of the portal's tests makes a database and a role for each of them.
        only: &["portal/src/store/postgres", "portal/tests", "tests"],
        instead: "ask the store; only portal/src/store/postgres speaks to PostgreSQL",
    },
    Reserved {
        word: "uuid",
        only: &["core/src/id.rs"],
        instead: "mint with `nocte_core::id::mint`, compare `FactId`s",
    },
    Reserved {
        word: "uniffi",
        only: &["bindings"],
        instead: "the boundary to Kotlin and Swift is the crate bindings/ alone",
    },
    Reserved {
        word: "reqwest",
        only: &["core/src/sync/http.rs"],
        instead: "sync decides what to send; core/src/sync/http.rs sends it",
    },
    Reserved {
        word: "rustls",
        only: &[
            "core/src/sync/http.rs",
            "portal/src/commands",
            "portal/src/engine/wire.rs",
            "portal/src/trust.rs",
            "portal/tests/operations.rs",
            "tests",
        ],
        instead: "how a certificate is shown is said in portal/src/commands; how one is judged is said in \
                  core/src/sync/http.rs, and by the portal, when it calls, in portal/src/trust.rs",
    },
    Reserved {
        word: "tokio",
        only: &["core/src/sync/http.rs", "core/tests", "bindings", "cli", "portal", "tests"],
        instead: "the core is synchronous; core/src/sync/http.rs alone awaits",
    },
    Reserved {
        word: "jiff",
        only: &["cli/src", "tests"],
        instead: "resolve with the zone snapshot (`ZoneWindow`): the core has no time-zone database",
    },
    Reserved {
        word: "unsafe",
        only: &["tests/vfs/src"],
        instead: "only the crash tests' file system is a table of C callbacks",
    },
];

/// Reserved words outside their folders, in every Rust file.
pub fn reserved(sources: &[Source]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for source in sources.iter().filter(|source| source.is_rust()) {
        let code = blanked(&source.text, Keep::Code);
        for (number, line) in code.lines().enumerate() {
            for reserved in &RESERVED {
                let here = reserved.only.iter().any(|folder| source.is_in(folder));
                if !here && has_word(line, reserved.word) {
                    let says = format!("`{}` is not for this file; {}", reserved.word, reserved.instead);
                    findings.push(Finding::new(source, number + 1, says));
                }
            }
        }
    }
    findings
}

/// Is `word` in `line` as a whole name?
pub fn has_word(line: &str, word: &str) -> bool {
    line.split(|c: char| !c.is_alphanumeric() && c != '_').any(|part| part == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(path: &str, text: &str) -> usize {
        let manifest = "[workspace.dependencies]\nserde_json = \"1\"\nuuid = \"1\"\nchrono = \"0\"\n";
        rooms(&[Source::planted(path, text)], &known_crates(manifest)).len()
    }

    #[test]
    fn planted_arrows_against_the_grain_are_caught() {
        let dose = "core/src/domain/amount/dose.rs";
        assert_eq!(found(dose, "use crate::words::amount::show_dose;"), 1);
        assert_eq!(found(dose, "use crate::{domain::Night, store::Store};"), 1);
        assert_eq!(found(dose, "use super::super::super::words::Lang;"), 1);
        assert_eq!(found(dose, "fn f() { let v = serde_json::from_str(x); }"), 1);
        assert_eq!(found(dose, "fn f() -> uuid::Uuid {}"), 1);
        assert_eq!(found("core/src/store/mod.rs", "use crate::app::App;"), 1);
        assert_eq!(found("core/src/words/plan.rs", "use crate::catalogue::protocols;"), 1);
        assert_eq!(found("core/src/catalogue/mod.rs", "use crate::words::Lang;"), 1);
    }

    #[test]
    fn what_is_allowed_is_no_finding() {
        let dose = "core/src/domain/amount/dose.rs";
        assert_eq!(found(dose, "use crate::domain::ratio::Ratio; use chrono::NaiveDate;"), 0);
        assert_eq!(found(dose, "use super::super::night::Night; // crate::store::Store"), 0);
        assert_eq!(found(dose, "#[cfg(test)]\nmod tests { use serde_json::Value; }"), 0);
        assert_eq!(found("core/src/app.rs", "use crate::{domain::Night, store::Store};"), 0);
        assert_eq!(found("cli/src/main.rs", "use serde_json::Value;"), 0);
    }

    #[test]
    fn planted_reserved_words_are_caught() {
        let plant = |path: &str, text: &str| reserved(&[Source::planted(path, text)]).len();
        assert_eq!(plant("cli/src/main.rs", "use rusqlite::Connection;"), 1);
        assert_eq!(plant("core/src/app.rs", "fn f() -> Uuid { uuid::Uuid::nil() }"), 1);
        assert_eq!(plant("core/src/lib.rs", "#[derive(uniffi::Record)] struct A;"), 1);
        assert_eq!(plant("core/src/time.rs", "use jiff::Zoned;"), 1);
        assert_eq!(plant("core/src/store/open.rs", "unsafe { f() }"), 1);
        assert_eq!(plant("core/src/store/open.rs", "use rusqlite::Connection; // unsafe"), 0);
        assert_eq!(plant("core/src/store/open.rs", "#![deny(unsafe_code)]"), 0);
    }
}
