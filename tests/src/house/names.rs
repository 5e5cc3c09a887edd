//! Names and sizes: what a file, a module or an exported type may be called, and how long a file may be.

use super::code::{Keep, blanked};
use super::{Finding, Source};

/// Names that say nothing about what stands inside.
const EMPTY_WORDS: [&str; 8] = ["utils", "util", "helpers", "helper", "common", "manager", "service", "misc"];

/// Types a target language owns. `Error` is the core's own and is renamed at the boundary, and so is
/// `Protocol`, the field's own noun.
const OWNED_BY_OTHERS: [&str; 10] =
    ["Unit", "Result", "Any", "Nothing", "Data", "Date", "Duration", "Task", "Set", "Type"];

/// Endings that add nothing to a noun.
const EMPTY_ENDINGS: [&str; 5] = ["Dto", "Model", "Info", "Manager", "Helper"];

/// Lines at which a file is split.
pub const SPLIT_AT: usize = 400;

/// So thick the facade of the bridge may be.
const FACADE: usize = 2_500;

/// Files and folders with an empty name.
pub fn empty_names(sources: &[Source]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for source in sources {
        for part in source.path.split('/') {
            let stem = part.split('.').next().unwrap_or_default();
            if EMPTY_WORDS.contains(&stem) {
                let says = format!("`{stem}` says nothing: name the file after its one idea");
                findings.push(Finding::new(source, 0, says));
            }
        }
        if source.is_rust() {
            findings.extend(empty_modules(source));
        }
    }
    findings
}

fn empty_modules(source: &Source) -> Vec<Finding> {
    let code = blanked(&source.text, Keep::Code);
    let mut findings = Vec::new();
    for (number, line) in code.lines().enumerate() {
        let words: Vec<&str> = line.split([' ', '{', ';']).collect();
        for pair in words.windows(2) {
            if pair[0] == "mod" && EMPTY_WORDS.contains(&pair[1]) {
                let says = format!("`mod {}` says nothing: name it after its one idea", pair[1]);
                findings.push(Finding::new(source, number + 1, says));
            }
        }
    }
    findings
}

/// Public types of core and bindings whose name belongs to Kotlin or Swift, or ends in nothing.
pub fn type_names(sources: &[Source]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for source in sources.iter().filter(|source| source.is_rust()) {
        if !source.is_in("core/src") && !source.is_in("bindings/src") {
            continue;
        }
        let code = blanked(&source.text, Keep::Code);
        for (number, line) in code.lines().enumerate() {
            let Some(name) = exported_type(line) else { continue };
            let owned = OWNED_BY_OTHERS.contains(&name.as_str());
            let at_boundary = source.is_in("bindings/src") && (name == "Error" || name == "Protocol");
            let empty = EMPTY_ENDINGS.iter().any(|ending| name.ends_with(ending) && name != *ending);
            if owned || at_boundary {
                let says = format!("`{name}` belongs to Kotlin or Swift: use the field's own noun");
                findings.push(Finding::new(source, number + 1, says));
            } else if empty {
                let says = format!(
                    "`{name}` ends in nothing: no suffix for the thing itself, \
                                    `New…`, `…Edit`, `…View` for what is made of it"
                );
                findings.push(Finding::new(source, number + 1, says));
            }
        }
    }
    findings
}

/// The type a line exports, if it does.
fn exported_type(line: &str) -> Option<String> {
    let rest = line.trim_start().strip_prefix("pub ")?;
    let (kind, rest) = rest.split_once(' ')?;
    if !["struct", "enum", "type", "trait", "union"].contains(&kind) {
        return None;
    }
    let name: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
    (!name.is_empty()).then_some(name)
}

/// Source files past the point to split.
pub fn long_files(sources: &[Source]) -> Vec<Finding> {
    let endings = ["rs", "kt", "swift", "py", "sh", "js"];
    sources
        .iter()
        .filter(|source| endings.iter().any(|ending| source.has_ending(ending)))
        .filter_map(|source| {
            let lines = source.text.lines().count();
            let says = format!("{lines} lines: {SPLIT_AT} is the point to split, one idea a file");
            (lines > SPLIT_AT).then(|| Finding::new(source, 0, says))
        })
        .collect()
}

/// The facade of the bridge, which is to stay thin: the lines of `bindings/src`, all of them.
pub fn thick_facade(sources: &[Source]) -> Vec<Finding> {
    let inside = sources.iter().filter(|source| source.is_rust() && source.is_in("bindings/src"));
    let lines: usize = inside.map(|source| source.text.lines().count()).sum();
    let says = format!(
        "{lines} lines: {FACADE} are the limit; a screen is finished in core/src/app/view, and a method no screen \
         needs goes"
    );
    let path = "bindings/src".to_owned();
    (lines > FACADE).then_some(Finding { path, line: 0, says }).into_iter().collect()
}

/// Lint exceptions without a reason: in the attribute, behind it, or in a comment above it.
pub fn silent_exceptions(sources: &[Source]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for source in sources.iter().filter(|source| source.is_rust()) {
        let code = blanked(&source.text, Keep::Code);
        let lines: Vec<&str> = source.text.lines().collect();
        for (number, line) in code.lines().enumerate() {
            if !line.contains("[allow(") && !line.contains("[expect(") {
                continue;
            }
            let attribute: Vec<&str> = code.lines().skip(number).take(8).collect();
            let end = attribute.iter().position(|line| line.contains(']')).unwrap_or(0);
            let inside = attribute[..=end].iter().any(|line| line.contains("reason"));
            let behind = lines[number].contains("//");
            let above = number > 0 && lines[number - 1].trim_start().starts_with("//");
            if !inside && !behind && !above {
                let says = "an exception to a lint needs its reason in place: `reason = \"…\"`";
                findings.push(Finding::new(source, number + 1, says));
            }
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plant(path: &str, text: &str) -> [Source; 1] {
        [Source::planted(path, text)]
    }

    #[test]
    fn planted_empty_names_are_caught() {
        assert_eq!(empty_names(&plant("core/src/utils.rs", "")).len(), 1);
        assert_eq!(empty_names(&plant("core/src/helpers/dose.rs", "")).len(), 1);
        assert_eq!(empty_names(&plant("cli/src/main.rs", "mod common;")).len(), 1);
        assert_eq!(empty_names(&plant("core/src/domain/night.rs", "// common sense")).len(), 0);
    }

    #[test]
    fn planted_type_names_are_caught() {
        let core = "core/src/domain/dose.rs";
        assert_eq!(type_names(&plant(core, "pub struct Unit(u8);")).len(), 1);
        assert_eq!(type_names(&plant(core, "pub enum Result { A }")).len(), 1);
        assert_eq!(type_names(&plant(core, "pub struct DoseInfo {}")).len(), 1);
        assert_eq!(type_names(&plant(core, "pub(crate) struct Unit;\npub struct Dose;")).len(), 0);
        assert_eq!(type_names(&plant("core/src/error.rs", "pub enum Error {}")).len(), 0);
        assert_eq!(type_names(&plant("bindings/src/error.rs", "pub enum Error {}")).len(), 1);
    }

    #[test]
    fn planted_long_files_are_caught() {
        assert_eq!(long_files(&plant("core/src/app.rs", &"\n".repeat(401))).len(), 1);
        assert_eq!(long_files(&plant("core/src/app.rs", &"\n".repeat(400))).len(), 0);
        assert_eq!(long_files(&plant("core/data/medicines.json", &"\n".repeat(900))).len(), 0);
    }

    #[test]
    fn a_planted_thick_facade_is_caught() {
        assert_eq!(thick_facade(&plant("bindings/src/pure/plans.rs", &"\n".repeat(2_501))).len(), 1);
        assert_eq!(thick_facade(&plant("bindings/src/pure/plans.rs", &"\n".repeat(2_500))).len(), 0);
        assert_eq!(thick_facade(&plant("bindings/xtask/src/test.rs", &"\n".repeat(2_501))).len(), 0);
    }

    #[test]
    fn planted_silent_exceptions_are_caught() {
        let path = "core/src/app.rs";
        assert_eq!(silent_exceptions(&plant(path, "#[allow(dead_code)]\nfn f() {}")).len(), 1);
        assert_eq!(silent_exceptions(&plant(path, "#[allow(dead_code)] // used by tests")).len(), 0);
        let reason = "#[allow(\n    dead_code,\n    reason = \"read by the linker\"\n)]";
        assert_eq!(silent_exceptions(&plant(path, reason)).len(), 0);
    }
}
