//! The tables that both databases have, in an order in which they can be filled.

use super::cell::Line;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Whole numbers.
    Number,
    /// Texts.
    Text,
    /// Bytes.
    Bytes,
}

/// A table.
#[derive(Debug)]
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// Its columns; those of the key come first, in the key's order.
    pub columns: &'static [(&'static str, Kind)],
    /// How many of them are the key.
    pub key: usize,
    /// The first column is the patient, whose rows nobody else's sees.
    pub of_patient: bool,
    /// Only ever grows with the record: moved in parts, and gone on with.
    pub long: bool,
}

impl Table {
    /// The key of a row.
    pub fn key_of(&self, line: &Line) -> Line {
        line.iter().take(self.key).cloned().collect()
    }

    /// The names of its columns, for a statement.
    pub fn names(&self) -> String {
        self.columns.iter().map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
    }

    /// The names of the key's columns.
    pub fn key_names(&self) -> String {
        self.columns.iter().take(self.key).map(|(name, _)| *name).collect::<Vec<_>>().join(", ")
    }
}

use Kind::{Bytes as B, Number as N, Text as T};

const fn of_patient(name: &'static str, columns: &'static [(&'static str, Kind)], key: usize) -> Table {
    Table { name, columns, key, of_patient: true, long: true }
}

const fn short(name: &'static str, columns: &'static [(&'static str, Kind)]) -> Table {
    Table { name, columns, key: 1, of_patient: false, long: false }
}

/// All of them. Nothing refers to what comes after it; what triggers move stands behind what moves it.
pub const TABLES: [Table; 25] = [
    of_patient(
        "res",
        &[
            ("patient", T),
            ("seq", N),
            ("type", T),
            ("id", T),
            ("ver", N),
            ("upd", N),
            ("own", T),
            ("sha", B),
            ("json", T),
        ],
        2,
    ),
    of_patient("cur", &[("patient", T), ("type", T), ("id", T), ("seq", N), ("upd", N)], 3),
    of_patient("ident", &[("patient", T), ("type", T), ("value", T), ("system", T), ("id", T)], 5),
    of_patient(
        "ix_token",
        &[("patient", T), ("type", T), ("param", T), ("val", T), ("system", T), ("id", T)],
        6,
    ),
    of_patient("ix_date", &[("patient", T), ("type", T), ("lo", N), ("hi", N), ("id", T)], 5),
    of_patient(
        "told",
        &[
            ("patient", T),
            ("part", T),
            ("day", N),
            ("type", T),
            ("id", T),
            ("seq", N),
            ("ver", N),
            ("upd", N),
            ("said", T),
        ],
        5,
    ),
    Table {
        name: "audit",
        columns: &[
            ("seq", N),
            ("at", N),
            ("patient", T),
            ("actor", T),
            ("token", T),
            ("action", T),
            ("type", T),
            ("id", T),
            ("ver", N),
            ("status", N),
            ("found", N),
            ("sha", B),
            ("request", T),
            ("query", T),
            ("hash", B),
        ],
        key: 1,
        of_patient: false,
        long: true,
    },
    short("clinic", &[("one", N), ("name", T), ("admin", T), ("since", N), ("set_up", B), ("set_up_end", N)]),
    short("address", &[("one", N), ("url", T)]),
    short("listed", &[("patient", T), ("since", N), ("closed", N), ("synthetic", N)]),
    short(
        "invitation",
        &[
            ("link", B),
            ("patient", T),
            ("verifier", B),
            ("key", B),
            ("made", N),
            ("ends", N),
            ("wrong", N),
            ("claimed", N),
            ("withdrawn", N),
        ],
    ),
    short(
        "family",
        &[
            ("id", T),
            ("patient", T),
            ("kind", T),
            ("scope", T),
            ("device", T),
            ("since", N),
            ("consent", T),
            ("phone", N),
            ("staff", N),
            ("revoked", N),
            ("why", T),
        ],
    ),
    short(
        "token",
        &[
            ("digest", B),
            ("family", T),
            ("kind", T),
            ("scope", T),
            ("ends", N),
            ("spent", N),
            ("retry", B),
            ("source", B),
        ],
    ),
    short(
        "staff",
        &[
            ("id", T),
            ("email", T),
            ("name", T),
            ("role", T),
            ("handle", B),
            ("since", N),
            ("joined", N),
            ("disabled", N),
        ],
    ),
    short("staff_link", &[("link", B), ("staff", T), ("kind", T), ("made", N), ("ends", N), ("used", N)]),
    short(
        "password",
        &[("staff", T), ("kdf", T), ("salt", B), ("hash", B), ("totp", B), ("step", N), ("since", N)],
    ),
    short(
        "passkey",
        &[("id", B), ("staff", T), ("name", T), ("fixed", B), ("moving", B), ("since", N), ("used", N)],
    ),
    short("challenge", &[("challenge", B), ("state", B), ("ends", N)]),
    short("session", &[("digest", B), ("staff", T), ("way", T), ("since", N), ("seen", N), ("ended", N)]),
    short("browser", &[("digest", B), ("staff", T), ("since", N)]),
    short(
        "link",
        &[
            ("address", B),
            ("manage", B),
            ("passcode", B),
            ("file", T),
            ("kind", T),
            ("long_term", N),
            ("at", N),
            ("ends", N),
            ("opened", N),
            ("wrong", N),
        ],
    ),
    short("ticket", &[("ticket", B), ("address", B), ("ends", N)]),
    short("standing", &[("patient", T), ("shape", N), ("moved", N), ("arrived", N), ("offset_s", N)]),
    short("moves", &[("one", N), ("era", B), ("n", N), ("list", N)]),
    short("head", &[("one", N), ("audit_seq", N), ("hash", B), ("upd", N)]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_has_a_name_of_its_own_and_a_key() {
        let names: std::collections::BTreeSet<&str> = TABLES.iter().map(|table| table.name).collect();
        assert_eq!(names.len(), TABLES.len());
        for table in &TABLES {
            assert!(table.key >= 1 && table.key <= table.columns.len(), "{}", table.name);
            assert!(!table.of_patient || table.columns[0].0 == "patient", "{}", table.name);
        }
    }
}
