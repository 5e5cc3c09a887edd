//! What a shared summary says of medicines: the dose now, the plan it comes from, and what else is taken.

use super::super::Look;
use super::document::told;
use super::tongue;
use crate::domain::entry::DoseStatus;
use crate::domain::fact::Fact;
use crate::domain::plan::PlanVersion;
use crate::domain::progress::{PlanState, Progress, plan_in_force, progress};
use crate::domain::safety::each_medicine;
use crate::fhir::parts::cleaned;
use crate::fhir::{Resource, Section, Taking, Writing, write, write_taking};
use crate::id;
use crate::words::share::{Part, dose_now, part};
use crate::words::{self, Lang};

pub(super) fn medicines(look: &Look, with: &Writing<'_>, lang: Lang) -> Section {
    let mut lines = Vec::new();
    let mut resources = Vec::new();
    let now = progress(&look.journal, look.tonight);
    match (&now, plan_in_force(&look.journal, look.tonight)) {
        (Some(now), Some(plan)) => {
            lines.push(dose_now(&words::amount::show_dose(now.dose, lang), lang));
            lines.push(words::capital(words::plan::show_state(now.state, lang)) + ".");
            lines.push(words::others::agreement(&plan.agreement, lang));
            lines.push(part(Part::Steps, lang).to_owned());
            lines.extend(
                (1..).zip(steps(plan, lang)).map(|(number, step): (u32, _)| format!("{number}. {step}")),
            );
            resources.push(taking(look, now, plan, with, lang));
            let mut planned = write(&Fact::Plan(plan.clone()), &(), with);
            for resource in &mut planned {
                tongue::plan(resource, plan, &steps(plan, lang), lang);
            }
            resources.extend(planned);
        }
        _ => lines.push(part(Part::NoPlan, lang).to_owned()),
    }
    for medicine in each_medicine(&look.journal.medicines) {
        resources.extend(write(&Fact::Medicine(medicine), &(), with));
    }
    lines.push(part(Part::MedicinesAsked, lang).to_owned());
    Section { code: Some("section/medicines"), resources, ..told(part(Part::Medicines, lang), lines) }
}

/// The steps of a plan, a line each.
fn steps(plan: &PlanVersion, lang: Lang) -> Vec<String> {
    let last = plan.steps.len();
    (1..).zip(&plan.steps).map(|(at, step)| words::others::step(step, at == last, lang)).collect()
}

fn taking(look: &Look, now: &Progress, plan: &PlanVersion, with: &Writing<'_>, lang: Lang) -> Resource {
    let taken = look.journal.doses.iter().filter(|dose| dose.status == DoseStatus::Taken);
    let taking = Taking {
        id: id::mint(look.now),
        dose: now.dose,
        told: &cleaned(&words::others::each_night(now.dose, lang)),
        since: taken.map(|dose| dose.night.date).min(),
        held: now.state == PlanState::Held,
        plan: plan.id,
        at: look.now,
    };
    write_taking(&taking, with)
}
