//! A bottle as a `Medication`.

use super::measure::{mg, ml, quantity};
use super::medicine::naltrexone;
use super::parts::{fields_in, fields_of, fill, noun_of, parts_of, show};
use super::reading::ReadRefusal;
use super::resources::{Batch, Ingredient, Medication};
use super::shape::{Source, identifiers, meta, sendable, words_only};
use super::systems::FACT;
use super::text::Text;
use super::types::extension::find;
use super::types::{CodeableConcept, Extension, Ratio};
use super::writing::Writing;
use crate::domain::bottle::Bottle;
use serde_json::Value;

/// The resource of a bottle; inactive once it has come to its end.
pub(super) fn write(bottle: &Bottle, in_use: bool, with: &Writing<'_>) -> Medication {
    let mut fields = fields_of(bottle);
    for carried in ["id", "discard_by"] {
        fields.remove(carried);
    }
    let batch = Batch {
        lot_number: show(&mut fields, "letter"),
        expiration_date: Some(bottle.discard_by.to_string().into()),
        ..Batch::default()
    };
    Medication {
        id: Some(bottle.id.to_string().into()),
        meta: Some(meta(with)),
        identifier: identifiers(bottle.id),
        code: Some(naltrexone(Some(bottle.strength), with.codes)),
        status: Some(Text::fixed(if in_use { "active" } else { "inactive" })),
        form: Some(words_only("oral liquid")),
        ingredient: vec![Ingredient {
            item_codeable_concept: Some(CodeableConcept {
                coding: sendable(with.codes, "ingredient/naltrexone", Some("naltrexone"))
                    .into_iter()
                    .collect(),
                text: Some(Text::fixed("naltrexone")),
                ..CodeableConcept::default()
            }),
            is_active: Some(true),
            strength: Some(strength(bottle)),
            ..Ingredient::default()
        }],
        batch: Some(batch),
        extension: vec![Extension::of(FACT, parts_of(&fields))],
        ..Medication::default()
    }
}

/// The strength as an exact ratio of milligrams and millilitres, in lowest terms.
fn strength(bottle: &Bottle) -> Ratio {
    let per_ul = bottle.strength.ng_per_ul();
    let mg = mg(per_ul.num().saturating_mul(1_000));
    let den = u64::try_from(per_ul.den()).unwrap_or(u64::MAX).saturating_mul(1_000);
    let ml = ml(crate::domain::amount::Volume::from_ul(den));
    Ratio { numerator: Some(quantity(&mg, "mg")), denominator: Some(quantity(&ml, "mL")), ..Ratio::default() }
}

/// The bottle a resource holds; `None` when it is another program's.
pub(super) fn read(it: &Medication) -> Result<Option<Bottle>, ReadRefusal> {
    let Some(parts) = find(&it.extension, FACT) else { return Ok(None) };
    let mut fields = fields_in(&parts.extension)?;
    fill(&mut fields, "id", it.fact_id()?.to_string());
    fill(&mut fields, "tablets", Value::Array(Vec::new()));
    let batch = it.batch.as_ref();
    if let Some(letter) = batch.and_then(|it| it.lot_number.as_deref()) {
        fill(&mut fields, "letter", letter);
    }
    if let Some(day) = batch.and_then(|it| it.expiration_date.as_deref()) {
        fill(&mut fields, "discard_by", day);
    }
    noun_of(fields).map(Some)
}
