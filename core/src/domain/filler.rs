//! What is in the tablet or capsule besides naltrexone, and which tablets may be dissolved at all.
//!
//! Only plain 50 mg naltrexone tablets go into water (`safety.md` 13). Combinations and slow-release forms are
//! refused by name, because dissolving them frees another drug or the whole dose at once. Fillers and internet
//! sources are findings with their source, not rules of ours.

use super::protocol::Grade;
use serde::{Deserialize, Serialize};

/// A filler or form a pharmacy may use.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Filler {
    /// Calcium carbonate.
    CalciumCarbonate,
    /// Any slow-release form.
    SlowRelease,
    /// Microcrystalline cellulose.
    Avicel,
    /// Lactose; listed by most 50 mg tablets.
    Lactose,
    /// Sucrose.
    Sucrose,
    /// Ginger.
    Ginger,
}

impl Filler {
    /// All that are known.
    pub const ALL: [Self; 6] =
        [Self::CalciumCarbonate, Self::SlowRelease, Self::Avicel, Self::Lactose, Self::Sucrose, Self::Ginger];

    /// What the sources say.
    pub const fn finding(self) -> Finding {
        let (advice, source, grade) = match self {
            Self::CalciumCarbonate | Self::SlowRelease => {
                (Advice::Avoid, "LDN Science, as quoted by Health Rising; lowdosenaltrexone.org", Grade::B)
            }
            Self::Avicel => {
                (Advice::Fine, "LDN Science, as quoted by Health Rising; 360-day capsule study", Grade::A)
            }
            // Most 50 mg tablets list it; one trial (INNOVA) took care to leave it out.
            Self::Lactose => {
                (Advice::FineUnlessSensitive, "LDN Science, as quoted by Health Rising", Grade::B)
            }
            Self::Sucrose => (Advice::Fine, "LDN Science, as quoted by Health Rising", Grade::B),
            Self::Ginger => (Advice::AlternativeIfSensitive, "lowdosenaltrexone.org; WikiMSK", Grade::B),
        };
        Finding { advice, source, grade }
    }
}

/// What a source says about a filler or a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Finding {
    /// The advice.
    pub advice: Advice,
    /// Who says so.
    pub source: &'static str,
    /// How good that source is.
    pub grade: Grade,
}

/// The kinds of advice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Advice {
    /// Ask the pharmacy for another.
    Avoid,
    /// No objection found.
    Fine,
    /// Fine, but people who react to it ask for another.
    FineUnlessSensitive,
    /// What sensitive people change to.
    AlternativeIfSensitive,
}

/// Where tablets or capsules come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TabletSource {
    /// A pharmacy, on prescription.
    Pharmacy,
    /// A compounding pharmacy.
    CompoundingPharmacy,
    /// Ordered on the internet without a prescription.
    Internet,
}

impl TabletSource {
    /// What was found about that source; `None` where nothing speaks against it.
    pub const fn finding(self) -> Option<Finding> {
        match self {
            Self::Pharmacy | Self::CompoundingPharmacy => None,
            // Naltrexone from six internet sites was assayed; none met the US Pharmacopeia standard.
            Self::Internet => Some(Finding {
                advice: Advice::Avoid,
                source: "Skip Lenz, pharmacist, as reported by Health Rising",
                grade: Grade::C,
            }),
        }
    }
}

/// What a named tablet is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NamedTablet {
    /// Naltrexone alone, as far as the name says.
    Plain,
    /// Never dissolved.
    Refused(TabletRefusal),
    /// Not a name Nocte knows: the pharmacist says whether it is plain naltrexone.
    NotRecognised,
}

/// Why a tablet is never dissolved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TabletRefusal {
    /// Naltrexone with bupropion.
    WithBupropion,
    /// A capsule of an opioid with naltrexone sealed inside.
    WithOpioid,
    /// Slow or extended release.
    SlowRelease,
    /// An injection or implant.
    Depot,
}

impl TabletRefusal {
    /// The stable name of the reason.
    pub const fn code(self) -> &'static str {
        match self {
            Self::WithBupropion => "with_bupropion",
            Self::WithOpioid => "with_opioid",
            Self::SlowRelease => "slow_release",
            Self::Depot => "depot",
        }
    }
}

/// Words that refuse a tablet wherever they stand in its name. Brand names (verify: a pharmacist must confirm
/// that no market uses one of them for something else); the rest are the label's own words.
pub const REFUSED_NAMES: [(&str, TabletRefusal); 23] = [
    ("bupropion", TabletRefusal::WithBupropion),
    ("contrave", TabletRefusal::WithBupropion),
    ("mysimba", TabletRefusal::WithBupropion),
    ("morphine", TabletRefusal::WithOpioid),
    ("morphin", TabletRefusal::WithOpioid),
    ("oxycodone", TabletRefusal::WithOpioid),
    ("oxycodon", TabletRefusal::WithOpioid),
    ("embeda", TabletRefusal::WithOpioid),
    ("troxyca", TabletRefusal::WithOpioid),
    ("vivitrol", TabletRefusal::Depot),
    ("depot", TabletRefusal::Depot),
    ("implant", TabletRefusal::Depot),
    ("injection", TabletRefusal::Depot),
    ("slow", TabletRefusal::SlowRelease),
    ("sr", TabletRefusal::SlowRelease),
    ("er", TabletRefusal::SlowRelease),
    ("xr", TabletRefusal::SlowRelease),
    ("cr", TabletRefusal::SlowRelease),
    ("prolonged", TabletRefusal::SlowRelease),
    ("extended", TabletRefusal::SlowRelease),
    ("sustained", TabletRefusal::SlowRelease),
    ("controlled", TabletRefusal::SlowRelease),
    ("retard", TabletRefusal::SlowRelease),
];

/// Names of naltrexone alone (brand names: verify).
pub const PLAIN_NAMES: [&str; 6] = ["naltrexone", "naltrexon", "naltrexona", "revia", "nalorex", "adepend"];

/// Judges a tablet by the name on its box, word by word and without regard to case.
///
/// One refusing word is enough, whatever else the name says.
pub fn tablet_named(name: &str) -> NamedTablet {
    let lower = name.to_lowercase();
    let words: Vec<&str> = lower.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
    let refused = REFUSED_NAMES.iter().find(|(word, _)| words.contains(word));
    if let Some((_, refusal)) = refused {
        return NamedTablet::Refused(*refusal);
    }
    if words.iter().any(|word| PLAIN_NAMES.contains(word)) {
        NamedTablet::Plain
    } else {
        NamedTablet::NotRecognised
    }
}
