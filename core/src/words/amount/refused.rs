//! Why a typed amount or syringe is not taken, and how to type it.

use super::show_measure;
use crate::domain::amount::{AmountError, AmountUnit, DecimalMark, Volume};
use crate::domain::syringe::SyringeError;
use crate::words::Lang;
use crate::words::refusal::Refusal;

/// Why an amount is refused.
pub fn amount_refused(error: AmountError, lang: Lang) -> Refusal {
    match lang {
        Lang::En => Refusal::new(reason_en(error), next_en(error)),
        Lang::De => Refusal::new(reason_de(error), next_de(error)),
    }
}

/// Why a syringe is refused.
pub fn syringe_refused(error: SyringeError, lang: Lang) -> Refusal {
    let largest = show_measure(Volume::from_ul(20_000), lang);
    let (reason, next) = match (error, lang) {
        (SyringeError::Amount(error), _) => return amount_refused(error, lang),
        (SyringeError::InsulinUnits, _) => return amount_refused(AmountError::InsulinUnits, lang),
        (SyringeError::Needle, Lang::En) => {
            ("A syringe with a needle is never used for a liquid to swallow.", ORAL_EN)
        }
        (SyringeError::Needle, Lang::De) => {
            ("Eine Spritze mit Nadel ist nie für eine Flüssigkeit zum Schlucken da.", ORAL_DE)
        }
        (SyringeError::Capacity, Lang::En) => {
            let reason = format!("An oral syringe holds more than nothing and at most {largest}.");
            return Refusal::new(reason, SCALE_EN);
        }
        (SyringeError::Capacity, Lang::De) => {
            let reason = format!("Eine Dosierspritze fasst mehr als nichts und höchstens {largest}.");
            return Refusal::new(reason, SCALE_DE);
        }
        (SyringeError::NotAMultiple, Lang::En) => {
            ("The syringe's volume is not a whole number of its lines.", SCALE_EN)
        }
        (SyringeError::NotAMultiple, Lang::De) => {
            ("Der Inhalt der Spritze ist kein ganzes Vielfaches ihrer Striche.", SCALE_DE)
        }
        (SyringeError::Shape, Lang::En) => ("A syringe is written as volume/line.", SCALE_EN),
        (SyringeError::Shape, Lang::De) => ("Eine Spritze schreibt man als Inhalt/Strich.", SCALE_DE),
    };
    Refusal::new(reason, next)
}

const ORAL_EN: &str = "Ask the pharmacy for an oral syringe marked in mL, without a needle.";
const ORAL_DE: &str = "Fragen Sie in der Apotheke nach einer Dosierspritze mit mL-Skala, ohne Nadel.";
const SCALE_EN: &str = "Read both numbers off the syringe and type them like 1mL/0.01mL.";
const SCALE_DE: &str =
    "Lesen Sie Inhalt und Strichabstand von der Spritze ab und schreiben Sie sie wie 10mL/1mL.";

fn reason_en(error: AmountError) -> &'static str {
    match error {
        AmountError::Empty => "No amount was typed.",
        AmountError::NotANumber => "An amount begins with a digit.",
        AmountError::Sign => "An amount has no plus or minus sign.",
        AmountError::Exponent => "An amount is written out, without an exponent.",
        AmountError::Fraction => "An amount is written with decimals, not as a fraction.",
        AmountError::Grouping => "An amount has at most one decimal mark and no marks between thousands.",
        AmountError::WrongMark { expected: DecimalMark::Point } => {
            "Decimals follow a point here, not a comma."
        }
        AmountError::WrongMark { expected: DecimalMark::Comma } => {
            "Decimals follow a comma here, not a point."
        }
        AmountError::DigitsMissing => "The decimal mark needs a digit before and after it.",
        AmountError::ThreeDecimals => "Exactly three decimals can be misread as thousands.",
        AmountError::TooFine => "The amount is finer than Nocte measures.",
        AmountError::TooLarge => "The amount is too large.",
        AmountError::Spaces => "There is a space too many.",
        AmountError::UnitMissing => "The unit is missing.",
        AmountError::UnknownUnit => "The unit is not known.",
        AmountError::Micrograms => "Doses are typed in milligrams only.",
        AmountError::MicrogramSign => "The sign for micro is easily misread.",
        AmountError::MillilitreSpelling => "Millilitres are written mL, with a capital L.",
        AmountError::InsulinUnits => {
            "Insulin units never measure naltrexone, and an insulin syringe is refused."
        }
        AmountError::WrongUnit { expected: AmountUnit::Millilitre } => "A volume is wanted here, in mL.",
        AmountError::WrongUnit { expected: AmountUnit::Milligram | AmountUnit::Microgram } => {
            "A dose is wanted here, in mg."
        }
        AmountError::NotAStrength => "This is not a strength as a label prints it.",
        AmountError::ZeroStrength => "A strength has some drug in some liquid.",
    }
}

fn next_en(error: AmountError) -> &'static str {
    match error {
        AmountError::ThreeDecimals => "Leave out the last zeros, or type more or fewer decimals.",
        AmountError::TooFine => "Type at most 6 decimals in mg, or 3 in mL.",
        AmountError::TooLarge => "Check the number and its unit.",
        AmountError::Micrograms => "Divide by 1000 and type mg; ask your pharmacist if unsure.",
        AmountError::MicrogramSign => "Type the dose in mg; on the command line mcg is taken too.",
        AmountError::InsulinUnits => ORAL_EN,
        AmountError::NotAStrength | AmountError::ZeroStrength => {
            "Type it from the label, like \"1 mg/mL\" or \"5 mg per 5 mL\"."
        }
        AmountError::WrongUnit { expected: AmountUnit::Millilitre } | AmountError::MillilitreSpelling => {
            "Type it like 1.5 mL."
        }
        AmountError::WrongMark { expected: DecimalMark::Comma } => "Type it like 1,5 mg.",
        AmountError::Empty
        | AmountError::NotANumber
        | AmountError::Sign
        | AmountError::Exponent
        | AmountError::Fraction
        | AmountError::Grouping
        | AmountError::WrongMark { expected: DecimalMark::Point }
        | AmountError::DigitsMissing
        | AmountError::Spaces
        | AmountError::UnitMissing
        | AmountError::UnknownUnit
        | AmountError::WrongUnit { expected: AmountUnit::Milligram | AmountUnit::Microgram } => {
            "Type a number and its unit, like 1.5 mg or 50 mL."
        }
    }
}

fn reason_de(error: AmountError) -> &'static str {
    match error {
        AmountError::Empty => "Es steht keine Menge da.",
        AmountError::NotANumber => "Eine Menge beginnt mit einer Ziffer.",
        AmountError::Sign => "Eine Menge hat kein Plus- oder Minuszeichen.",
        AmountError::Exponent => "Eine Menge wird ausgeschrieben, ohne Exponent.",
        AmountError::Fraction => "Eine Menge wird mit Nachkommastellen geschrieben, nicht als Bruch.",
        AmountError::Grouping => "Eine Menge hat höchstens ein Dezimalzeichen und keine Tausendertrennung.",
        AmountError::WrongMark { expected: DecimalMark::Point } => {
            "Vor den Nachkommastellen steht hier ein Punkt, kein Komma."
        }
        AmountError::WrongMark { expected: DecimalMark::Comma } => {
            "Vor den Nachkommastellen steht hier ein Komma, kein Punkt."
        }
        AmountError::DigitsMissing => "Das Dezimalzeichen braucht eine Ziffer davor und danach.",
        AmountError::ThreeDecimals => "Genau drei Nachkommastellen sind mit Tausendern zu verwechseln.",
        AmountError::TooFine => "Die Menge ist feiner, als Nocte misst.",
        AmountError::TooLarge => "Die Menge ist zu groß.",
        AmountError::Spaces => "Da ist ein Leerzeichen zu viel.",
        AmountError::UnitMissing => "Die Einheit fehlt.",
        AmountError::UnknownUnit => "Die Einheit ist nicht bekannt.",
        AmountError::Micrograms => "Dosen werden nur in Milligramm eingegeben.",
        AmountError::MicrogramSign => "Das Zeichen für Mikro wird leicht verlesen.",
        AmountError::MillilitreSpelling => "Milliliter schreibt man mL, mit großem L.",
        AmountError::InsulinUnits => {
            "Insulin-Einheiten messen kein Naltrexon; eine Insulinspritze wird nicht angenommen."
        }
        AmountError::WrongUnit { expected: AmountUnit::Millilitre } => "Hier ist ein Volumen gefragt, in mL.",
        AmountError::WrongUnit { expected: AmountUnit::Milligram | AmountUnit::Microgram } => {
            "Hier ist eine Dosis gefragt, in mg."
        }
        AmountError::NotAStrength => "Das ist keine Stärke, wie ein Etikett sie nennt.",
        AmountError::ZeroStrength => "Eine Stärke hat etwas Wirkstoff in etwas Flüssigkeit.",
    }
}

fn next_de(error: AmountError) -> &'static str {
    match error {
        AmountError::ThreeDecimals => {
            "Lassen Sie die letzten Nullen weg, oder schreiben Sie mehr oder weniger Nachkommastellen."
        }
        AmountError::TooFine => "Schreiben Sie höchstens 6 Nachkommastellen in mg oder 3 in mL.",
        AmountError::TooLarge => "Prüfen Sie die Zahl und ihre Einheit.",
        AmountError::Micrograms => {
            "Teilen Sie durch 1000 und schreiben Sie mg; fragen Sie im Zweifel in der Apotheke."
        }
        AmountError::MicrogramSign => "Schreiben Sie die Dosis in mg; auf der Kommandozeile geht auch mcg.",
        AmountError::InsulinUnits => ORAL_DE,
        AmountError::NotAStrength | AmountError::ZeroStrength => {
            "Schreiben Sie sie vom Etikett ab, wie \"1 mg/mL\" oder \"5 mg pro 5 mL\"."
        }
        AmountError::WrongMark { expected: DecimalMark::Point } => "Schreiben Sie es wie 1.5 mg.",
        AmountError::WrongMark { expected: DecimalMark::Comma } => "Schreiben Sie es wie 1,5 mg.",
        AmountError::WrongUnit { expected: AmountUnit::Millilitre } | AmountError::MillilitreSpelling => {
            "Schreiben Sie es wie 50 mL."
        }
        AmountError::Empty
        | AmountError::NotANumber
        | AmountError::Sign
        | AmountError::Exponent
        | AmountError::Fraction
        | AmountError::Grouping
        | AmountError::DigitsMissing
        | AmountError::Spaces
        | AmountError::UnitMissing
        | AmountError::UnknownUnit
        | AmountError::WrongUnit { expected: AmountUnit::Milligram | AmountUnit::Microgram } => {
            "Schreiben Sie eine Zahl und ihre Einheit, wie 3 mg oder 50 mL."
        }
    }
}
