//! The rooms of the house and what each may name. This table is the drawing in `ARCHITECTURE.md`, as data.

use super::Source;
use super::code::test_modules;

/// A room of `core/src`.
#[derive(Debug, Clone, Copy)]
pub struct Room {
    /// Its module.
    pub name: &'static str,
    /// Other rooms it may name.
    pub rooms: &'static [&'static str],
    /// Crates it may name besides `core` and `std`.
    pub crates: &'static [&'static str],
    /// What to do instead of naming something else.
    pub instead: &'static str,
}

/// The rooms of core. What is not listed may not be named.
pub const ROOMS: [Room; 12] = [
    Room {
        name: "domain",
        rooms: &[],
        crates: &["chrono", "serde"],
        instead: "domain is values and rules: take what you need as an argument, return a code and \
                  values; sentences stand in words/, tables in catalogue/, facts in store/",
    },
    Room {
        name: "catalogue",
        rooms: &["domain"],
        crates: &["chrono", "serde", "serde_json"],
        instead: "catalogue reads the tables of core/data into types of domain and does nothing else",
    },
    Room {
        name: "words",
        rooms: &["domain"],
        crates: &["chrono", "serde"],
        instead: "words makes sentences from typed values: let the caller hand the value in",
    },
    Room {
        name: "report",
        rooms: &["domain", "words"],
        crates: &["chrono", "flate2", "pdf_writer", "subsetter"],
        instead: "report puts on paper what it is handed: a rule belongs to domain/, a sentence to words/, reading the \
                  log to app/",
    },
    Room {
        name: "store",
        rooms: &["domain", "error", "id", "shlink", "time"],
        crates: &[
            "argon2",
            "chrono",
            "getrandom",
            "rusqlite",
            "serde",
            "serde_json",
            "sha2",
            "thiserror",
            "zeroize",
        ],
        instead: "store keeps facts; intentions stand in app, rules in domain, sentences in words",
    },
    Room {
        name: "shlink",
        rooms: &["domain"],
        crates: &[
            "aes_gcm",
            "base64",
            "chrono",
            "flate2",
            "qrcode",
            "serde",
            "serde_json",
            "sha2",
            "thiserror",
            "zeroize",
        ],
        instead: "shlink is what both ends of a link need: randomness is handed in, rows stand in store/, requests \
                  in sync/ and app/",
    },
    Room {
        name: "sync",
        rooms: &["domain", "fhir", "shlink"],
        crates: &[
            "base64",
            "chrono",
            "flate2",
            "reqwest",
            "rustls",
            "serde",
            "serde_json",
            "sha2",
            "thiserror",
            "tokio",
            "url",
            "webpki_roots",
            "zeroize",
        ],
        instead: "sync decides what to send; what is kept stands in store, what is meant in fhir, and only \
                  sync/http.rs speaks",
    },
    Room {
        name: "app",
        rooms: &[
            "catalogue",
            "domain",
            "error",
            "fhir",
            "id",
            "report",
            "shlink",
            "store",
            "sync",
            "time",
            "words",
        ],
        crates: &["chrono", "getrandom", "serde", "serde_json", "thiserror", "zeroize"],
        instead: "app is glue: SQL belongs to store/, a rule to domain/",
    },
    Room {
        name: "fhir",
        rooms: &["domain"],
        crates: &["base64", "chrono", "serde", "serde_json"],
        instead: "fhir turns facts into resources and back: the table of codes and what else is in the log are \
                  handed in, sending belongs to sync/, a rule to domain/",
    },
    Room {
        name: "error",
        rooms: &["domain", "store", "sync"],
        crates: &["rusqlite", "serde_json", "thiserror"],
        instead: "an error carries codes and values",
    },
    Room {
        name: "id",
        rooms: &["domain"],
        crates: &["chrono", "uuid"],
        instead: "id mints ids and does nothing else",
    },
    Room {
        name: "time",
        rooms: &["domain"],
        crates: &["chrono", "serde", "thiserror"],
        instead: "time is handed in by the shells: an instant and a zone snapshot",
    },
];

/// The room of a file of core, `None` for `lib.rs` and everything outside.
pub fn room_of(source: &Source) -> Option<Room> {
    let inside = source.path.strip_prefix("core/src/")?;
    let first = inside.split('/').next()?.trim_end_matches(".rs");
    ROOMS.into_iter().find(|room| room.name == first)
}

/// The module path of a file inside core: `core/src/domain/amount/dose.rs` is `[domain, amount, dose]`.
pub fn module_path(source: &Source) -> Vec<String> {
    let inside = source.path.strip_prefix("core/src/").unwrap_or_default();
    let mut path: Vec<String> = inside.trim_end_matches(".rs").split('/').map(str::to_owned).collect();
    if path.last().is_some_and(|last| last == "mod" || last == "lib") {
        path.pop();
    }
    path
}

/// Files that hold a test module of another file: they are not shipped and may use what tests use.
pub fn test_files(sources: &[Source]) -> Vec<String> {
    let mut files = Vec::new();
    for source in sources.iter().filter(|source| source.is_rust()) {
        let folder = match source.name() {
            "mod.rs" | "lib.rs" | "main.rs" => source.path.rsplit_once('/').map(|(folder, _)| folder),
            _ => source.path.strip_suffix(".rs"),
        };
        for module in test_modules(&source.text) {
            let folder = folder.unwrap_or_default();
            files.push(format!("{folder}/{module}.rs"));
            files.push(format!("{folder}/{module}/mod.rs"));
        }
    }
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_room_names_only_rooms_that_exist() {
        for room in ROOMS {
            for other in room.rooms {
                assert!(ROOMS.iter().any(|known| known.name == *other), "{other}");
                assert_ne!(*other, room.name, "a room may always name itself");
            }
        }
    }

    #[test]
    fn files_know_their_room() {
        let dose = Source::planted("core/src/domain/amount/dose.rs", "");
        assert_eq!(room_of(&dose).map(|room| room.name), Some("domain"));
        assert_eq!(module_path(&dose), ["domain", "amount", "dose"]);
        let app = Source::planted("core/src/app.rs", "");
        assert_eq!(room_of(&app).map(|room| room.name), Some("app"));
        assert!(room_of(&Source::planted("cli/src/main.rs", "")).is_none());
    }
}
