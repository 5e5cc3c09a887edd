//! Records in the language of whoever reads them: what the records carry is English, as FHIR's own names are. Codes and
//! amounts stay as they are.

use crate::domain::plan::PlanVersion;
use crate::domain::response::Mark;
use crate::domain::symptom::{Effect, EffectCourse, Score};
use crate::fhir::Resource;
use crate::fhir::parts::cleaned;
use crate::words::share::{Record, record};
use crate::words::{self, Lang};

/// A plan: its steps as they are told, and who agreed to it.
pub(super) fn plan(resource: &mut Resource, plan: &PlanVersion, steps: &[String], lang: Lang) {
    let Resource::MedicationRequest(it) = resource else { return };
    for (dosage, told) in it.dosage_instruction.iter_mut().zip(steps) {
        dosage.text = Some(cleaned(told).into());
    }
    for note in &mut it.note {
        note.text = Some(cleaned(&words::others::agreement(&plan.agreement, lang)).into());
    }
}

/// The ratings of one evening, a component for each.
pub(super) fn evening(resource: &mut Resource, scores: &[Score], lang: Lang) {
    let Resource::Observation(it) = resource else { return };
    if let Some(code) = &mut it.code {
        code.text = Some(record(Record::Evening, lang).into());
    }
    for (component, score) in it.component.iter_mut().zip(scores) {
        if let Some(code) = &mut component.code {
            code.text = Some(cleaned(words::scale::scale(&score.scale, lang)).into());
        }
    }
}

/// A side effect and how bad it is, or what the patient marked, which is neither and has no grade.
pub(super) fn effect(resource: &mut Resource, effect: &Effect, lang: Lang) {
    let Resource::Observation(it) = resource else { return };
    let mark = Mark::named(&effect.what).is_some();
    if mark {
        it.component.clear();
    }
    if let Some(code) = &mut it.code {
        code.text = Some(record(if mark { Record::Mark } else { Record::Effect }, lang).into());
    }
    let name = cleaned(words::effect::effect(&effect.what, lang));
    if let Some(value) = &mut it.value_codeable_concept {
        value.text = Some(match effect.course {
            EffectCourse::Open => name.into(),
            EffectCourse::Resolved => format!("{name}: {}", record(Record::Resolved, lang)).into(),
        });
    }
    for component in &mut it.component {
        if let Some(code) = &mut component.code {
            code.text = Some(record(Record::Severity, lang).into());
        }
        if let Some(value) = &mut component.value_codeable_concept {
            value.text = Some(words::course::severity(effect.severity, lang).into());
        }
    }
}
