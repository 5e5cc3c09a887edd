//! What a library is made of: the sizes in its own table of symbols, summed by where they come from.
//!
//! A Rust symbol names its crate. A symbol of C belongs to SQLite if its name or its source file says so, to ring by
//! its prefix, and otherwise to OpenSSL, which is all the C there is besides.

use crate::elf::{self, number, text};
use std::collections::{BTreeMap, BTreeSet};

/// One part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Part {
    /// A crate, or a library of C.
    pub(crate) name: String,
    /// The sum of its symbols.
    pub(crate) bytes: u64,
}

/// The parts of a 64-bit little-endian ELF file, the largest first; none where there is no table.
pub(crate) fn largest(elf: &[u8]) -> Vec<Part> {
    let mut sums: BTreeMap<String, u64> = BTreeMap::new();
    for (name, bytes) in symbols(elf).unwrap_or_default() {
        *sums.entry(name).or_default() += bytes;
    }
    let mut parts: Vec<Part> = sums.into_iter().map(|(name, bytes)| Part { name, bytes }).collect();
    parts.sort_by(|one, other| other.bytes.cmp(&one.bytes).then_with(|| one.name.cmp(&other.name)));
    parts
}

const SYMTAB: u64 = 2;
const OBJECT: u64 = 1;
const FUNCTION: u64 = 2;
const FILE: u64 = 4;

/// Where each function and object comes from, and its size.
fn symbols(elf: &[u8]) -> Option<Vec<(String, u64)>> {
    if !elf::is_ours(elf) {
        return None;
    }
    let (start, each, count) = (number(elf, 0x28, 8)?, number(elf, 0x3A, 2)?, number(elf, 0x3C, 2)?);
    let header = |index: u64| start.checked_add(index.checked_mul(each)?);
    let mut tables = (0..count).filter_map(header);
    let table = tables.find(|at| number(elf, at + 4, 4) == Some(SYMTAB))?;
    let (offset, size) = (number(elf, table + 0x18, 8)?, number(elf, table + 0x20, 8)?);
    let names = number(elf, header(number(elf, table + 0x28, 4)?)? + 0x18, 8)?;
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    let mut file = String::new();
    for at in (0..size / 24).map(|index| offset + index * 24) {
        let name = text(elf, names + number(elf, at, 4)?)?;
        let (kind, local) = (number(elf, at + 4, 1)? & 15, number(elf, at + 4, 1)? >> 4 == 0);
        let (value, bytes) = (number(elf, at + 8, 8)?, number(elf, at + 16, 8)?);
        if kind == FILE {
            file = name;
        } else if matches!(kind, OBJECT | FUNCTION) && bytes > 0 && seen.insert(value) {
            // Two names of one place weigh once. Source files are told of local symbols only.
            found.push((origin(&name, if local { &file } else { "" }), bytes));
        }
    }
    Some(found)
}

fn origin(name: &str, file: &str) -> String {
    if let Some(name) = rust_crate(name) {
        return name;
    }
    let from = if name.starts_with("sqlite3") || file.starts_with("sqlite3") {
        "SQLite"
    } else if name.starts_with("ring_core") {
        "ring"
    } else if name.starts_with("uniffi_") || name.starts_with("ffi_") {
        "nocte_bindings"
    } else if name.starts_with("anon.") || name.starts_with(".L") || name.starts_with("switch.table") {
        "constants of Rust"
    } else {
        "OpenSSL"
    };
    from.to_owned()
}

/// The crate of a mangled name: the first name in it, a type's own crate for an implementation.
fn rust_crate(name: &str) -> Option<String> {
    if let Some(rest) = name.strip_prefix("_ZN") {
        let digits = rest.find(|c: char| !c.is_ascii_digit())?;
        let first = rest.get(digits..)?.trim_start_matches('_');
        let first = first.trim_start_matches(|c: char| !c.is_ascii_alphabetic());
        // `_$LT$core..option..Option…` begins with a type, of a reference perhaps.
        let first = ["LT$", "RF$", "mut$u20$", "BP$", "dyn$u20$"].iter().fold(first, |text, mark| {
            text.strip_prefix(mark).unwrap_or(text).trim_start_matches(['$', '_', '.'])
        });
        let end = first.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(first.len());
        let first = first.get(..end)?;
        let length: usize = rest.get(..digits)?.parse().ok()?;
        return Some(first.get(..first.len().min(length))?.to_owned());
    }
    // `_RNv…Cs1a2b_4core…`: the first crate in the path.
    let rest = name.strip_prefix("_R")?;
    let (_, rest) = rest.split_once("Cs")?;
    let (_, rest) = rest.split_once('_')?;
    let digits = rest.find(|c: char| !c.is_ascii_digit())?;
    let length: usize = rest.get(..digits)?.parse().ok()?;
    rest.get(digits..)?.trim_start_matches('_').get(..length).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mangled_name_tells_its_crate() {
        let cases = [
            ("_ZN10nocte_core6domain4plan4show17h0123456789abcdefE", "nocte_core"),
            ("_ZN71_$LT$rustls..error..Error$u20$as$u20$core..fmt..Debug$GT$3fmt17h0E", "rustls"),
            ("_ZN4core3ptr42drop_in_place$LT$alloc..string..String$GT$17h0E", "core"),
            ("_RNvMs_NtCs1a2b3c_5tokio7runtimeNtB4_7Runtime5block", "tokio"),
        ];
        for (name, wanted) in cases {
            assert_eq!(rust_crate(name).as_deref(), Some(wanted), "{name}");
        }
        assert_eq!(rust_crate("sqlite3_step"), None);
        assert_eq!(origin("sqlite3_step", ""), "SQLite");
        assert_eq!(origin("walFrames", "sqlite3.c"), "SQLite");
        assert_eq!(origin("EVP_sha256", ""), "OpenSSL");
    }

    #[test]
    fn what_is_no_library_has_no_parts() {
        assert!(largest(b"").is_empty());
        assert!(largest(b"\x7fELF\x02\x01 and then nothing that fits").is_empty());
    }
}
