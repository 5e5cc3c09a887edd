//! `size`: what a phone would be shipped, built for the stand-in that links here, stripped and weighed.
//!
//! A library for Android links with an NDK only. The one for arm64 Linux has the same code and, measured once against
//! an Android link, is within a hundredth of it. Built twice: as shipped, and with plain SQLite in place of SQLCipher,
//! which shows what the encryption weighs.

use crate::manners::{Answer, Refusal};
use crate::parts::{self, Part};
use crate::tool::Tool;
use crate::{child, house};
use serde_json::{Value, json};
use std::path::Path;
use std::process::{Command, Stdio};

/// The stand-in for arm64 phones.
const TARGET: &str = "aarch64-unknown-linux-gnu";

/// So many of the largest parts are named.
const NAMED: usize = 14;

/// One way to build it, and what it may weigh, in bytes.
struct Kind {
    name: &'static str,
    flags: &'static str,
    limit: u64,
    gzipped: Option<u64>,
}

const KINDS: [Kind; 2] = [
    // The store refuses to open without its cipher: this one is for weighing alone.
    Kind { name: "plain SQLite", flags: "--cfg nocte_plain_sqlite", limit: 4_000_000, gzipped: None },
    Kind { name: "as shipped", flags: "", limit: 8_000_000, gzipped: Some(4_000_000) },
];

/// What was weighed.
struct Weighed {
    stripped: u64,
    gzipped: u64,
    parts: Vec<Part>,
}

/// `size [--json FILE]`.
pub(crate) fn run(words: &[String]) -> Result<Answer, Refusal> {
    let file = match words {
        [] => None,
        [word, file] if word == "--json" => Some(file),
        [word] if word == "--json" => {
            return Err(Refusal::new("--json needs a file", "cargo xtask size --json size.json"));
        }
        [word, ..] => return Err(Refusal::unknown_word("size", word)),
    };
    let root = house::root()?;
    let zig = Tool::Zig.bring(&root)?;
    let mut rows = Vec::new();
    let mut good = true;
    for kind in &KINDS {
        let of = weigh(&root, &zig, kind)?;
        let met = of.stripped <= kind.limit && kind.gzipped.is_none_or(|limit| of.gzipped <= limit);
        good &= met;
        tell(kind, &of, met);
        rows.push(row(kind, &of, met));
    }
    if let Some(file) = file {
        let text = format!("{:#}\n", Value::Array(rows));
        std::fs::write(file, text).map_err(|error| {
            Refusal::new(format!("{file} cannot be written: {error}"), "name another file")
        })?;
    }
    Ok(Answer::when(good))
}

/// Builds one kind, strips a copy and weighs it.
fn weigh(root: &Path, zig: &Path, kind: &Kind) -> Result<Weighed, Refusal> {
    eprintln!("building {} for {TARGET}", kind.name);
    let mut cargo = Command::new(zig);
    let flags = format!("-Cllvm-args=-enable-machine-outliner=never {}", kind.flags);
    cargo.current_dir(root).env("CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_RUSTFLAGS", flags);
    // As an NDK's linker is told to for Android.
    let linker = root.join("tests/toolchains/stand-in/phone-cc");
    cargo.env("CARGO_TARGET_AARCH64_UNKNOWN_LINUX_GNU_LINKER", linker);
    cargo.env("NOCTE_ZIG", zig.parent().unwrap_or(root));
    cargo.args(["rustc", "--quiet", "--package", "nocte-bindings", "--lib", "--crate-type", "cdylib"]);
    // The linker would take the table of symbols away with the rest.
    cargo.args(["--profile", "mobile", "--target", TARGET, "--config", "profile.mobile.strip=\"none\""]);
    if !child::plain(cargo)? {
        let next = format!("rustup target add {TARGET}");
        return Err(Refusal::new(format!("the library was not built for {TARGET}"), next));
    }
    let built = house::target(root).join(TARGET).join("mobile/libnocte_bindings.so");
    let bytes = std::fs::read(&built).map_err(|error| {
        Refusal::new(format!("{} cannot be read: {error}", built.display()), "cargo xtask size")
    })?;
    let stripped = built.with_extension("stripped");
    let mut strip = objcopy(root)?;
    strip.arg("--strip-all").arg(&built).arg(&stripped);
    if !child::plain(strip)? {
        return Err(Refusal::new("the library was not stripped", "rustup component add llvm-tools"));
    }
    let weight = std::fs::metadata(&stripped).map(|it| it.len());
    let weight = weight.map_err(|error| Refusal::cannot_start("rust-objcopy", &error))?;
    Ok(Weighed { stripped: weight, gzipped: gzipped(&stripped)?, parts: parts::largest(&bytes) })
}

/// The compiler's own objcopy, which knows every target, with the compiler's own libraries.
fn objcopy(root: &Path) -> Result<Command, Refusal> {
    let mut rustc = Command::new("rustc");
    rustc.current_dir(root).args(["--print", "target-libdir"]);
    let (text, _) = child::captured(rustc)?;
    // lib/rustlib/TARGET/lib, and beside it TARGET/bin.
    let folder = Path::new(text.trim());
    let program = folder.with_file_name("bin").join("rust-objcopy");
    let (true, Some(libraries)) = (program.is_file(), folder.ancestors().nth(3)) else {
        return Err(Refusal::new("the toolchain has no rust-objcopy", "rustup toolchain install 1.95.0"));
    };
    let mut command = Command::new(program);
    command.env("LD_LIBRARY_PATH", libraries);
    Ok(command)
}

fn gzipped(file: &Path) -> Result<u64, Refusal> {
    let mut gzip = Command::new("gzip");
    gzip.args(["-9", "--stdout"]).arg(file).stderr(Stdio::inherit());
    let output = gzip.output().map_err(|error| Refusal::cannot_start("gzip", &error))?;
    Ok(u64::try_from(output.stdout.len()).unwrap_or(u64::MAX))
}

fn tell(kind: &Kind, of: &Weighed, met: bool) {
    let limit = match kind.gzipped {
        Some(gzipped) => format!("{} and {} gzipped", megabytes(kind.limit), megabytes(gzipped)),
        None => megabytes(kind.limit),
    };
    let (stripped, packed) = (megabytes(of.stripped), megabytes(of.gzipped));
    let verdict = if met { "within" } else { "ABOVE" };
    println!("{TARGET}, {}: {stripped} MB stripped, {packed} MB gzipped; {verdict} {limit} MB", kind.name);
    for part in of.parts.iter().take(NAMED) {
        println!("  {:>6} kB  {}", part.bytes / 1000, part.name);
    }
    let named: u64 = of.parts.iter().take(NAMED).map(|part| part.bytes).sum();
    println!(
        "  {:>6} kB  the rest, with relocations and unwind tables",
        of.stripped.saturating_sub(named) / 1000
    );
}

fn row(kind: &Kind, of: &Weighed, met: bool) -> Value {
    let parts: Vec<Value> =
        of.parts.iter().map(|part| json!({"name": part.name, "bytes": part.bytes})).collect();
    json!({
        "target": TARGET, "kind": kind.name, "stripped": of.stripped, "gzipped": of.gzipped, "limit": kind.limit,
        "gzipped_limit": kind.gzipped, "met": met, "parts": parts,
    })
}

/// Millions of bytes with two decimals, in integers.
fn megabytes(bytes: u64) -> String {
    let hundredths = (bytes + 5_000) / 10_000;
    format!("{}.{:02}", hundredths / 100, hundredths % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn megabytes_are_rounded_to_hundredths() {
        assert_eq!([0, 4_999, 5_000, 7_326_000].map(megabytes), ["0.00", "0.00", "0.01", "7.33"]);
    }
}
