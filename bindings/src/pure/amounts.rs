//! Amounts: read as typed, shown, diluted.

use crate::error::ApiError;
use crate::mirror::{DecimalMark, DilutionStage, DilutionView, Lang, Shown};
use nocte_core::app::view::Refused;
use nocte_core::catalogue;
use nocte_core::domain::amount::{Dose, Strength, Volume};
use nocte_core::domain::bottle::Recipe;
use nocte_core::domain::dilution;
use nocte_core::domain::ratio::Ratio;
use nocte_core::domain::syringe::Syringe;

/// The line for a dose. With `water`, the liquid is tablets in that much water and its shelf life is judged too.
#[uniffi::export]
pub fn dilute(
    strength: Strength,
    water: Option<Volume>,
    dose: Dose,
    syringe: Syringe,
    lang: Lang,
) -> Result<DilutionView, ApiError> {
    let parameters = catalogue::parameters();
    let mut one = dilution::dilute(strength, dose, syringe, parameters).map_err(Refused::Dilution)?;
    if let Some(water) = water {
        one = one.in_bottle(water, Recipe::TabletInWater, parameters);
    }
    Ok(DilutionView::of(one, lang))
}

/// The strength that tablets make in so much water; the water counts as the final volume.
#[uniffi::export]
pub fn strength_of(tablets: Vec<Dose>, water: Volume) -> Result<Strength, ApiError> {
    dilution::strength_of(&tablets, water).map_err(|error| Refused::Dilution(error).into())
}

/// The lines of every dose of a plan on one syringe, or which two fall together.
#[uniffi::export]
pub fn plan_on_syringe(
    strength: Strength,
    doses: Vec<Dose>,
    syringe: Syringe,
    lang: Lang,
) -> Result<Vec<DilutionView>, ApiError> {
    match dilution::steps_on_syringe(strength, &doses, syringe, catalogue::parameters()) {
        Ok(steps) => Ok(steps.into_iter().map(|one| DilutionView::of(one, lang)).collect()),
        Err(refused) => Err(Refused::Steps(refused, doses).into()),
    }
}

/// How a liquid is thinned to a weaker one, by measures that syringes have.
#[uniffi::export]
pub fn second_dilution(from: Strength, to: Strength, lang: Lang) -> Result<Vec<DilutionStage>, ApiError> {
    DilutionStage::all(from, to, lang).map_err(|error| Refused::Second(error).into())
}

/// A dose in milligrams.
#[uniffi::export]
pub fn show_dose(dose: Dose, lang: Lang) -> Result<Shown, ApiError> {
    Ok(Shown::dose(dose, lang))
}

/// An exact amount in nanograms, in milligrams.
#[uniffi::export]
pub fn show_ratio(ng: Ratio, lang: Lang) -> Result<Shown, ApiError> {
    Ok(Shown::ratio(ng, lang))
}

/// A volume with the dose it holds and the strength it is of.
#[uniffi::export]
pub fn show_volume(volume: Volume, strength: Strength, lang: Lang) -> Result<Shown, ApiError> {
    Ok(Shown::volume(volume, strength, lang))
}

/// A strength as a label prints it.
#[uniffi::export]
pub fn show_strength(strength: Strength, lang: Lang) -> Result<Shown, ApiError> {
    Ok(Shown::strength(strength, lang))
}

/// A dose as typed, in milligrams. `micrograms` lets micrograms in.
#[uniffi::export]
pub fn parse_dose(text: &str, mark: DecimalMark, micrograms: bool) -> Result<Dose, ApiError> {
    let read = if micrograms { Dose::parse_with_mcg(text) } else { Dose::parse_in(text, mark) };
    read.map_err(|error| Refused::Amount(error).into())
}

/// A volume as typed, in millilitres.
#[uniffi::export]
pub fn parse_volume(text: &str, mark: DecimalMark) -> Result<Volume, ApiError> {
    Volume::parse_in(text, mark).map_err(|error| Refused::Amount(error).into())
}

/// A strength as a label prints it.
#[uniffi::export]
pub fn parse_strength(text: &str, mark: DecimalMark) -> Result<Strength, ApiError> {
    Strength::parse_in(text, mark).map_err(|error| Refused::Amount(error).into())
}

/// A syringe by its capacity and its lines, `1 mL/0.01 mL`.
#[uniffi::export]
pub fn parse_syringe(text: &str, mark: DecimalMark) -> Result<Syringe, ApiError> {
    Syringe::parse_in(text, mark).map_err(|error| Refused::Syringe(error).into())
}

/// The common oral syringes as they are printed, smallest first; each reads back with the language's mark.
#[uniffi::export]
pub fn common_syringes(lang: Lang) -> Result<Vec<String>, ApiError> {
    Ok(nocte_core::words::amount::common_syringes(lang))
}
