//! `dilute`: tablets and water to the line, exact in text and JSON.

use crate::args::first::Dilute;
use crate::ask;
use crate::draw;
use crate::machine::Machine;
use crate::manners::Reply;
use crate::read;
use crate::refusal::Refusal;
use crate::style;
use nocte_core::catalogue::parameters::parameters;
use nocte_core::domain::amount::{Dose, Strength, Volume};
use nocte_core::domain::bottle::Recipe;
use nocte_core::domain::dilution::{self, Dilution, DilutionError};
use nocte_core::domain::syringe::Syringe;
use nocte_core::words::{self, Lang};
use serde_json::{Value, json};
use std::fmt::Write;

/// The line, or a second dilution.
pub(crate) fn run(args: &Dilute, machine: &Machine) -> Result<Reply, Refusal> {
    if args.second {
        return super::second::run(args, machine);
    }
    let (there, lang) = (machine.there, machine.lang);
    let liquid = Liquid::read(args, machine)?;
    let dose = ask::text(args.dose.as_deref(), there, "the dose", "--dose 1.5mg")?;
    let dose = read::dose(&dose, lang)?;
    let syringe = ask::text(args.syringe.as_deref(), there, "the syringe", "--syringe 1mL/0.01mL")?;
    let syringe = read::syringe(&syringe, lang)?;
    let steps = args.steps.iter().map(|text| read::dose(text, lang)).collect::<Result<Vec<_>, _>>()?;
    let answer = liquid.dilute(dose, syringe, lang)?;
    let steps =
        steps.into_iter().map(|step| liquid.dilute(step, syringe, lang)).collect::<Result<Vec<_>, _>>()?;
    let (mut json, mut text) = (fields(&answer, lang), show(&answer, machine));
    if !steps.is_empty() {
        json["steps"] = steps.iter().map(step_fields).collect();
        text.push_str(&show_steps(&steps, machine));
        let doses: Vec<Dose> = steps.iter().map(|step| step.dose).collect();
        for against in dilution::against_syringe(liquid.strength, &doses, syringe, parameters()) {
            let said = words::dilution::steps_refused(against, &doses, lang);
            let said = format!("{} {}", said.reason, said.next);
            let _ = writeln!(text, "! {said}");
            if let Some(warnings) = json["warnings"].as_array_mut() {
                warnings.push(json!({ "code": against.refusal.code(), "text": said }));
            }
        }
    }
    Ok(Reply::done(json, text))
}

/// What the dose is drawn from.
struct Liquid {
    strength: Strength,
    /// Tablets in water have a volume and a shelf life; a strength alone has neither.
    made: Option<Volume>,
}

impl Liquid {
    fn read(args: &Dilute, machine: &Machine) -> Result<Self, Refusal> {
        let (there, lang) = (machine.there, machine.lang);
        if let Some(text) = &args.strength {
            return Ok(Self { strength: read::strength(text, lang)?, made: None });
        }
        let mut tablets = args.tablet.clone();
        if tablets.is_empty() {
            let typed = ask::text(None, there, "the tablets", "--tablet 50mg")?;
            tablets = typed.split(',').map(str::to_owned).collect();
        }
        let tablets = tablets.iter().map(|text| read::dose(text, lang)).collect::<Result<Vec<_>, _>>()?;
        let water = ask::text(args.water.as_deref(), there, "the water", "--water 50mL")?;
        let water = read::volume(&water, lang)?;
        let strength = dilution::strength_of(&tablets, water).map_err(|error| refused(error, lang))?;
        Ok(Self { strength, made: Some(water) })
    }

    fn dilute(&self, dose: Dose, syringe: Syringe, lang: Lang) -> Result<Dilution, Refusal> {
        let parameters = parameters();
        let answer = dilution::dilute(self.strength, dose, syringe, parameters)
            .map_err(|error| refused(error, lang))?;
        Ok(match self.made {
            Some(volume) => answer.in_bottle(volume, Recipe::TabletInWater, parameters),
            None => answer,
        })
    }
}

fn refused(error: DilutionError, lang: Lang) -> Refusal {
    words::dilution::dilution_refused(error, lang).into()
}

/// The fixed fields.
fn fields(answer: &Dilution, lang: Lang) -> Value {
    let warnings: Vec<Value> = answer
        .warnings
        .iter()
        .map(|warning| json!({ "code": warning.code(), "text": words::dilution::warning(*warning, answer, lang) }))
        .collect();
    json!({
        "strength": words::amount::show_strength(answer.strength, lang),
        "strength_ng_per_ul": answer.strength.ng_per_ul().to_string(),
        "dose_ng": answer.dose.ng(),
        "volume_ul": answer.volume.to_string(),
        "draws": answer.draws,
        "line_ul": answer.line.ul(),
        "lines_ul": answer.lines.iter().map(|line| line.ul()).collect::<Vec<_>>(),
        "line_dose_ng": answer.line_dose.to_string(),
        "exact": answer.exact,
        "text": words::dilution::dilution(answer, lang),
        "spoken": words::dilution::speak_dilution(answer, lang),
        "warnings": warnings,
    })
}

/// The fixed fields of one of several steps.
fn step_fields(step: &Dilution) -> Value {
    json!({
        "dose_ng": step.dose.ng(),
        "volume_ul": step.volume.to_string(),
        "draws": step.draws,
        "line_ul": step.line.ul(),
        "line_dose_ng": step.line_dose.to_string(),
        "exact": step.exact,
    })
}

fn show(answer: &Dilution, machine: &Machine) -> String {
    let mut rows = vec![style::strong(&words::dilution::dilution(answer, machine.lang)), String::new()];
    rows.extend(draw::draws(answer.syringe, &answer.lines, machine));
    for warning in &answer.warnings {
        rows.push(format!("! {}", words::dilution::warning(*warning, answer, machine.lang)));
    }
    rows.join("\n") + "\n"
}

fn show_steps(steps: &[Dilution], machine: &Machine) -> String {
    let mut rows = vec![
        String::new(),
        machine.say("The plan on this syringe:", "Der Plan auf dieser Spritze:").to_owned(),
    ];
    rows.extend(steps.iter().map(|step| format!("  {}", words::dilution::dilution(step, machine.lang))));
    rows.join("\n") + "\n"
}
