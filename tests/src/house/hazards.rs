//! The hazard log, read back: every safety rule is on it, with a control and with tests that carry its number.

use super::{Source, code};

/// The log.
pub const LOG: &str = "docs/hazards.md";

/// Rules whose whole control lies in rooms that are not built. Anything else needs a test today.
/// A room that gets built takes its rules off this list, and the log's lines off *planned*.
pub const PLANNED: [u8; 0] = [];

/// Rules there are.
pub const RULES: u8 = 29;

/// One line of the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hazard {
    /// `H-01`.
    pub id: String,
    /// The safety rule it belongs to.
    pub rule: u8,
    /// What could go wrong.
    pub hazard: String,
    /// What keeps it from happening.
    pub control: String,
    /// The prefix of its tests' names: `safety_01_`.
    pub tests: String,
    /// `here`, or `planned: …` with the room that will hold it.
    pub status: String,
}

/// The log's lines.
pub fn read(log: &str) -> Vec<Hazard> {
    log.lines()
        .filter_map(|line| {
            let cells: Vec<String> = line
                .trim()
                .strip_prefix('|')?
                .strip_suffix('|')?
                .split('|')
                .map(|cell| cell.trim().trim_matches('`').to_owned())
                .collect();
            let [id, rule, hazard, control, tests, status] = <[String; 6]>::try_from(cells).ok()?;
            let rule = rule.parse().ok()?;
            Some(Hazard { id, rule, hazard, control, tests, status })
        })
        .collect()
}

/// Names of the test functions of a tree: `fn` directly after a test attribute.
pub fn test_names(sources: &[Source]) -> Vec<String> {
    let mut names = Vec::new();
    for source in sources.iter().filter(|source| source.is_rust()) {
        let text = code::blanked(&source.text, code::Keep::Code);
        let mut marked = false;
        for line in text.lines().map(str::trim) {
            // `proptest!` functions carry `#[test]` too.
            if line.starts_with("#[test]") {
                marked = true;
            } else if marked {
                if let Some(rest) = line.strip_prefix("fn ") {
                    names.push(rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect());
                    marked = false;
                } else if !line.is_empty() && !line.starts_with("#[") {
                    marked = false;
                }
            }
        }
    }
    names
}

/// What is wrong with the log, given the tests there are.
pub fn faults(hazards: &[Hazard], tests: &[String]) -> Vec<String> {
    let mut faults = Vec::new();
    for rule in 1..=RULES {
        if !hazards.iter().any(|hazard| hazard.rule == rule) {
            faults.push(format!("safety rule {rule} is not in {LOG}: add its line"));
        }
    }
    for (place, hazard) in hazards.iter().enumerate() {
        let id = &hazard.id;
        if hazards.iter().skip(place + 1).any(|other| other.id == *id) {
            faults.push(format!("{id} stands twice: ids are never used again"));
        }
        if !hazard.id.starts_with("H-") || hazard.hazard.is_empty() || hazard.control.is_empty() {
            faults.push(format!("{id} needs an id `H-…`, a hazard and a control"));
        }
        if hazard.tests != format!("safety_{:02}_", hazard.rule) {
            faults.push(format!("{id}: its tests start with `safety_{:02}_`", hazard.rule));
        }
        let planned = PLANNED.contains(&hazard.rule);
        let has_test = tests.iter().any(|test| test.starts_with(&hazard.tests));
        if hazard.status == "here" {
            if planned {
                faults
                    .push(format!("{id} is here, yet its rule is planned in house/hazards.rs: take it off"));
            }
            if !has_test {
                faults.push(format!("{id} has no test: write one named `{}…`", hazard.tests));
            }
        } else if !planned || !hazard.status.starts_with("planned: ") {
            faults.push(format!("{id}: status `{}` is not for this rule: `here`", hazard.status));
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::*;

    fn whole_log() -> Vec<Hazard> {
        (1..=RULES)
            .map(|rule| Hazard {
                id: format!("H-{rule:02}"),
                rule,
                hazard: "harm".to_owned(),
                control: "control".to_owned(),
                tests: format!("safety_{rule:02}_"),
                status: if PLANNED.contains(&rule) { "planned: sync" } else { "here" }.to_owned(),
            })
            .collect()
    }

    fn all_tests() -> Vec<String> {
        (1..=RULES).map(|rule| format!("safety_{rule:02}_holds")).collect()
    }

    #[test]
    fn a_whole_log_has_no_fault() {
        assert_eq!(faults(&whole_log(), &all_tests()), Vec::<String>::new());
    }

    #[test]
    fn planted_faults_are_caught() {
        let mut without_rule = whole_log();
        without_rule.remove(4);
        assert_eq!(faults(&without_rule, &all_tests()).len(), 1);
        let mut without_test = all_tests();
        without_test.remove(0);
        assert_eq!(faults(&whole_log(), &without_test).len(), 1);
        let mut postponed = whole_log();
        postponed[0].status = "planned: later".to_owned();
        assert_eq!(faults(&postponed, &all_tests()).len(), 1);
        let mut twice = whole_log();
        twice[1].id = "H-01".to_owned();
        assert_eq!(faults(&twice, &all_tests()).len(), 1);
        let mut no_control = whole_log();
        no_control[2].control = String::new();
        assert_eq!(faults(&no_control, &all_tests()).len(), 1);
    }

    #[test]
    fn the_log_and_the_tests_are_read() {
        let line = "| H-06 | 6 | grams for milligrams | milligrams only | `safety_06_` | here |";
        let read = read(&format!("| id | rule | h | c | t | s |\n|---|---|---|---|---|---|\n{line}\n"));
        assert_eq!(read.len(), 1);
        assert_eq!((read[0].rule, read[0].tests.as_str()), (6, "safety_06_"));
        let text = "#[test]\nfn safety_06_a() {}\nfn safety_07_no_test() {}\n// #[test]\nfn b() {}";
        assert_eq!(test_names(&[Source::planted("a.rs", text)]), ["safety_06_a"]);
    }
}
