//! The iOS shell without Xcode: `ios/` built in the Swift root, its tests run over the real library. No network, no
//! simulator, none of Apple's frameworks; what of them is stood in for stands in `ios/Stubs`.

use crate::desk::Beside;
use crate::manners::Refusal;
use crate::swift_root::SwiftRoot;
use crate::tally::Tally;
use crate::tool::{self, Tool};
use crate::{child, house, lay, year};
use std::path::Path;

/// Where its sources are.
const OWN: &str = "ios";
/// What its tests read besides: the golden windows, and the story of a year.
const SHOWN: [&str; 2] = ["tests/vectors/reminders.json", "tests/scenario/reminder_year.json"];

/// Where the clinic is asked. It is reached over this machine's own network; planted mistakes are sought without it.
const CLINIC: &str = "shown/clinic";

/// The lane `ios`.
pub(crate) fn lane(root: &Path, must: bool) -> Result<Tally, Refusal> {
    if let Some(tally) = tool::wanting(&[Tool::Swift], root, "ios", must) {
        return Ok(tally);
    }
    let stand = laid(root)?;
    let mut sum = formatted(root, &stand)?;
    stand.build(&["--build-tests"], OWN)?;
    // Of an earlier run: it would be compared if this one wrote none.
    let _former = std::fs::remove_file(stand.package.join(".build/reminder-year.txt"));
    let clinic = Beside::open(root, &stand.package.join(CLINIC))?;
    let (tally, good) = child::counted(stand.tests(&["--network"]))?;
    drop(clinic);
    println!("{tally}");
    sum += tally.closed(good);
    sum += year::alike(root, "ios", &stand.package.join(".build/reminder-year.txt"))?;
    Ok(sum)
}

/// The package with everything its tests read.
pub(crate) fn laid(root: &Path) -> Result<SwiftRoot, Refusal> {
    let own = root.join(OWN);
    let stand = SwiftRoot::laid(root, &own, "ios-package")?;
    for folder in ["Tests", "Stubs", "App", "Widget"] {
        if own.join(folder).is_dir() {
            lay::tree(&own.join(folder), &stand.package.join(folder), &[])?;
        }
    }
    lay::copy(&own.join(".swift-format"), &stand.package.join(".swift-format"))?;
    for file in SHOWN {
        let file = root.join(file);
        lay::copy(&file, &stand.package.join("shown").join(file.file_name().unwrap_or_default()))?;
    }
    Ok(stand)
}

/// Its sources in the house's form. The stand-ins are not: they follow Apple's declarations, many to a line.
fn formatted(root: &Path, stand: &SwiftRoot) -> Result<Tally, Refusal> {
    let mut format = stand.command(&[]);
    format.args([
        "swift",
        "format",
        "lint",
        "--strict",
        "--recursive",
        "Package.swift",
        "App",
        "Widget",
        "Tests",
    ]);
    for module in house::folders(&root.join(OWN).join("Sources"))? {
        format.arg(Path::new("Sources").join(module.file_name().unwrap_or_default()));
    }
    let held = child::plain(format)?;
    println!("swift format lint --strict {}", if held { "holds" } else { "does not hold" });
    Ok(Tally::one(held))
}
