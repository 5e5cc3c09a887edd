//! Amounts as typed: one narrow grammar, and a reason for everything outside it.
//!
//! A lost point is a ten-fold error and a comma read as a point a thousand-fold one, so nothing is guessed:
//! `1,500`, `1.500`, `.5`, `5.`, `+1`, `1e3` and `½` are all refused, each with its own reason.
//! Three decimals after a whole part other than 0 are refused even with the right mark, because `1.500`
//! means fifteen hundred to half of Europe.

use core::fmt;

/// The mark between whole part and decimals that a surface accepts.
///
/// The command line takes the point; a phone takes its locale's own mark and refuses the other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum DecimalMark {
    /// `1.5`
    #[default]
    Point,
    /// `1,5`
    Comma,
}

impl DecimalMark {
    /// The character itself.
    pub const fn char(self) -> char {
        match self {
            Self::Point => '.',
            Self::Comma => ',',
        }
    }

    const fn other(self) -> char {
        match self {
            Self::Point => ',',
            Self::Comma => '.',
        }
    }
}

/// The units an amount can have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AmountUnit {
    /// Milligrams.
    Milligram,
    /// Micrograms, on the command line only.
    Microgram,
    /// Millilitres.
    Millilitre,
}

/// Why a typed amount is refused. One variant per thing the reader can do about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AmountError {
    /// Nothing was typed.
    Empty,
    /// It does not begin with an ASCII digit.
    NotANumber,
    /// A plus or minus sign.
    Sign,
    /// `1e3`.
    Exponent,
    /// `1/2` or `½`.
    Fraction,
    /// Thousands marks, or more than one decimal mark.
    Grouping,
    /// The other language's decimal mark.
    WrongMark {
        /// The mark that this surface takes.
        expected: DecimalMark,
    },
    /// `.5` or `5.`: a point needs digits on both sides.
    DigitsMissing,
    /// `1.500`: it could be read as a thousand and a half.
    ThreeDecimals,
    /// Finer than 1 ng or 1 µL.
    TooFine,
    /// Larger than the type can hold.
    TooLarge,
    /// More than one space between number and unit, or spaces around them.
    Spaces,
    /// A number alone.
    UnitMissing,
    /// A unit Nocte does not know.
    UnknownUnit,
    /// Micrograms where only milligrams are taken (`safety.md` 6).
    Micrograms,
    /// `µg` or `ug`: written `mcg`, because a handwritten µ reads as m.
    MicrogramSign,
    /// `ml`, `ML`, `cc`: written `mL`.
    MillilitreSpelling,
    /// Insulin units: never a measure for naltrexone (`safety.md` 6).
    InsulinUnits,
    /// A volume where a dose is wanted, or the reverse.
    WrongUnit {
        /// The unit that was wanted.
        expected: AmountUnit,
    },
    /// A strength is typed as the label prints it: a dose, then "per" or "/", then a volume.
    NotAStrength,
    /// A strength of no drug, or in no liquid.
    ZeroStrength,
}

impl AmountError {
    /// The stable name of the reason.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::NotANumber => "not_a_number",
            Self::Sign => "sign",
            Self::Exponent => "exponent",
            Self::Fraction => "fraction",
            Self::Grouping => "grouping",
            Self::WrongMark { .. } => "wrong_mark",
            Self::DigitsMissing => "digits_missing",
            Self::ThreeDecimals => "three_decimals",
            Self::TooFine => "too_fine",
            Self::TooLarge => "too_large",
            Self::Spaces => "spaces",
            Self::UnitMissing => "unit_missing",
            Self::UnknownUnit => "unknown_unit",
            Self::Micrograms => "micrograms",
            Self::MicrogramSign => "microgram_sign",
            Self::MillilitreSpelling => "millilitre_spelling",
            Self::InsulinUnits => "insulin_units",
            Self::WrongUnit { .. } => "wrong_unit",
            Self::NotAStrength => "not_a_strength",
            Self::ZeroStrength => "zero_strength",
        }
    }
}

impl fmt::Display for AmountError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "amount refused: {}", self.code())
    }
}

impl core::error::Error for AmountError {}

/// The no-break space Nocte itself puts between number and unit; accepted back.
pub const NO_BREAK_SPACE: char = '\u{a0}';

/// A number and its unit, as text that has passed the grammar.
#[derive(Debug, Clone, Copy)]
pub(super) struct Typed<'a> {
    whole: &'a str,
    decimals: &'a str,
    /// What stood after the number and its optional space, never empty.
    pub(super) unit: &'a str,
}

impl<'a> Typed<'a> {
    /// Splits text into number and unit, or says what is wrong with it.
    pub(super) fn read(text: &'a str, mark: DecimalMark) -> Result<Self, AmountError> {
        let (whole, rest) = leading_digits(text);
        if whole.is_empty() {
            return Err(without_digits(text));
        }
        let (decimals, rest) = decimals(rest, mark)?;
        if let Some(error) = after_number(rest) {
            return Err(error);
        }
        let unit = rest.strip_prefix([' ', NO_BREAK_SPACE]).unwrap_or(rest);
        if unit.is_empty() {
            return Err(if rest.is_empty() { AmountError::UnitMissing } else { AmountError::Spaces });
        }
        if unit.trim() != unit {
            return Err(AmountError::Spaces);
        }
        Ok(Self { whole, decimals, unit })
    }

    /// The value in the base unit, `places` decimals finer than the unit typed.
    pub(super) fn in_base(self, places: usize) -> Result<u64, AmountError> {
        if self.decimals.len() == 3 && self.whole.bytes().any(|b| b != b'0') {
            return Err(AmountError::ThreeDecimals);
        }
        if self.decimals.len() > places {
            return Err(AmountError::TooFine);
        }
        let zeros = core::iter::repeat_n(b'0', places - self.decimals.len());
        let digits = self.whole.bytes().chain(self.decimals.bytes()).chain(zeros);
        digits
            .map(|digit| u64::from(digit - b'0'))
            .try_fold(0_u64, |sum, digit| sum.checked_mul(10)?.checked_add(digit))
            .ok_or(AmountError::TooLarge)
    }
}

/// The unit a text names, or why it is not one.
pub(super) fn unit(text: &str) -> Result<AmountUnit, AmountError> {
    match text {
        "mg" => Ok(AmountUnit::Milligram),
        "mcg" => Ok(AmountUnit::Microgram),
        "mL" => Ok(AmountUnit::Millilitre),
        "ug" | "\u{b5}g" | "\u{3bc}g" => Err(AmountError::MicrogramSign),
        "ml" | "ML" | "Ml" | "cc" | "CC" | "ccm" => Err(AmountError::MillilitreSpelling),
        _ if is_insulin(text) => Err(AmountError::InsulinUnits),
        _ => Err(AmountError::UnknownUnit),
    }
}

/// Whether a unit is one of the ways insulin syringes are marked, in English or German.
pub(crate) fn is_insulin(unit: &str) -> bool {
    let lower = unit.to_lowercase();
    matches!(lower.as_str(), "u" | "iu" | "ie" | "i.e." | "i.u." | "unit" | "units" | "einheit" | "einheiten")
        || ["u-100", "u100", "u-40", "u40", "insulin"].iter().any(|mark| lower.contains(mark))
}

fn leading_digits(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len()))
}

/// What to say about a text that does not begin with a digit.
fn without_digits(text: &str) -> AmountError {
    match text.chars().next() {
        None => AmountError::Empty,
        Some('+' | '-' | '\u{2212}' | '\u{b1}') => AmountError::Sign,
        Some('.' | ',') => AmountError::DigitsMissing,
        Some('\u{bc}'..='\u{be}') => AmountError::Fraction,
        Some(c) if c.is_whitespace() => AmountError::Spaces,
        Some(_) if is_insulin(text) => AmountError::InsulinUnits,
        Some(_) => AmountError::NotANumber,
    }
}

/// The digits after the mark, none when there is no mark.
fn decimals(rest: &str, mark: DecimalMark) -> Result<(&str, &str), AmountError> {
    if rest.starts_with(mark.other()) {
        return Err(AmountError::WrongMark { expected: mark });
    }
    let Some(after) = rest.strip_prefix(mark.char()) else {
        return Ok(("", rest));
    };
    let (digits, rest) = leading_digits(after);
    if digits.is_empty() { Err(AmountError::DigitsMissing) } else { Ok((digits, rest)) }
}

/// What may not follow a number, before the unit is looked at.
fn after_number(rest: &str) -> Option<AmountError> {
    let mut chars = rest.chars();
    let (first, second) = (chars.next()?, chars.next());
    let digit_follows = second.is_some_and(|c| c.is_ascii_digit());
    match first {
        '.' | ',' => Some(AmountError::Grouping),
        '\'' | '\u{2019}' | '_' if digit_follows => Some(AmountError::Grouping),
        c if c.is_whitespace() && digit_follows => Some(AmountError::Grouping),
        'e' | 'E' if digit_follows || matches!(second, Some('+' | '-')) => Some(AmountError::Exponent),
        '/' if digit_follows => Some(AmountError::Fraction),
        '\u{2044}' | '\u{bc}'..='\u{be}' => Some(AmountError::Fraction),
        _ => None,
    }
}
