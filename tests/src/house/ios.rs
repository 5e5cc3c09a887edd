//! The iOS shell: screens see no generated code, and Swift decides nothing.

use super::arrows::has_word;
use super::code::{Keep, blanked};
use super::shell::counting;
use super::{Finding, Source};

/// Where the shell's own Swift is, the stand-ins and the tests aside.
const OWN: [&str; 7] = [
    "ios/App",
    "ios/Widget",
    "ios/Sources/NocteKit",
    "ios/Sources/NocteApple",
    "ios/Sources/NocteScreens",
    "ios/Sources/NocteSign",
    "ios/Sources/NocteWidgetParts",
];
const SCREENS: &str = "ios/Sources/NocteScreens";

/// Words by which Swift would count with dates.
const CALENDAR: [&str; 8] = [
    "Calendar",
    "DateComponents",
    "DateInterval",
    "DateFormatter",
    "ISO8601DateFormatter",
    "TimeInterval",
    "addingTimeInterval",
    "timeIntervalSince",
];

/// The ports that hand the platform's zone, clock and calendar over: they have to name them.
const PORTS: [&str; 3] = [
    "ios/Sources/NocteKit/Ports/ZoneSnapshots.swift",
    "ios/Sources/NocteKit/Ports/SystemClock.swift",
    "ios/Sources/NocteApple/AppleNotices.swift",
];

fn shell(sources: &[Source]) -> impl Iterator<Item = &Source> {
    sources.iter().filter(|source| source.has_ending("swift") && OWN.iter().any(|own| source.is_in(own)))
}

/// Generated code named by a screen.
pub fn generated_code(sources: &[Source]) -> Vec<Finding> {
    let mut findings = Vec::new();
    for source in shell(sources).filter(|source| source.is_in(SCREENS)) {
        for (number, line) in blanked(&source.text, Keep::Code).lines().enumerate() {
            if has_word(line, "NocteCore") {
                let says = "the generated code is for NocteKit: a screen gets a value of its own and gives an intention";
                findings.push(Finding::new(source, number + 1, says));
            }
        }
    }
    findings
}

/// Swift that counts with dates or doses: a shell decides nothing.
pub fn arithmetic(sources: &[Source]) -> Vec<Finding> {
    counting(shell(sources).filter(|source| !PORTS.contains(&source.path.as_str())), &CALENDAR)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn planted(path: &str, text: &str) -> Vec<Source> {
        vec![Source::planted(&format!("ios/Sources/{path}"), text)]
    }

    #[test]
    fn planted_decisions_of_the_ios_shell_are_caught() {
        let caught = |text: &str| arithmetic(&planted("NocteKit/Models/TonightModel.swift", text)).len();
        assert_eq!(caught("let next = Calendar.current.date(byAdding: .day, value: 1, to: now)"), 1);
        assert_eq!(caught("let half = card.dose / 2"), 1);
        assert_eq!(caught("let left = total - usedVolume"), 1);
        assert_eq!(caught("Sentence(card.dose) // dose / 2"), 0);
        assert_eq!(caught("\"\\(dose) - \\(night)\""), 0);
        assert_eq!(arithmetic(&planted("NocteKit/Ports/SystemClock.swift", "Calendar")).len(), 0);
        assert_eq!(arithmetic(&planted("../Stubs/SwiftUI/Core.swift", "Calendar")).len(), 0);
    }

    #[test]
    fn planted_imports_of_generated_code_by_a_screen_are_caught() {
        let caught = |path: &str| generated_code(&planted(path, "import NocteCore")).len();
        assert_eq!(caught("NocteScreens/TonightScreen.swift"), 1);
        assert_eq!(caught("NocteKit/Models/TonightModel.swift"), 0);
    }
}
