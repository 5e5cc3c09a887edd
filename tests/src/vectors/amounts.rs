//! Doses, volumes, strengths and syringes: as typed, as shown, as drawn.

use super::input::Fields;
use nocte_core::catalogue;
use nocte_core::domain::amount::{AmountError, DecimalMark, Dose, Strength, Volume};
use nocte_core::domain::bottle::Recipe;
use nocte_core::domain::dilution::{
    Dilution, DilutionError, DilutionWarning, StepsRefused, dilute, steps_on_syringe, strength_of,
};
use nocte_core::domain::ratio::Ratio;
use nocte_core::domain::second_dilution::second_dilution;
use nocte_core::domain::syringe::{Syringe, SyringeError};
use nocte_core::words::{Lang, amount, dilution as words};
use serde_json::{Value, json};

/// What every case may carry besides its inputs.
const FRAME: [&str; 4] = ["id", "type", "title", "expect"];

pub(super) fn run(case: &Value, file: &Value) -> Result<Value, String> {
    let fields = Fields::of(case, "")?;
    match fields.need::<String>("type")?.as_str() {
        "dilute" => diluted(&fields, file),
        "plan_on_syringe" => planned(&fields),
        "second_dilution" => second(&fields),
        "show" => shown(&fields),
        "parse" => parsed(&fields, file),
        other => Err(format!("no amounts case is of type {other}")),
    }
}

fn known(fields: &Fields<'_>, inputs: &[&str]) -> Result<(), String> {
    fields.only(&[&FRAME[..], inputs].concat())
}

/// An input that must be an amount for the case to make sense.
fn typed<T>(text: &str, read: Result<T, AmountError>) -> Result<T, String> {
    read.map_err(|error| format!("{text:?} is not an amount: {}", error.code()))
}

fn dose(text: &str) -> Result<Dose, String> {
    typed(text, Dose::parse_with_mcg(text))
}

fn strength(text: &str) -> Result<Strength, String> {
    typed(text, Strength::parse(text))
}

fn syringe(fields: &Fields<'_>) -> Result<Syringe, String> {
    let text: String = fields.need("syringe")?;
    Syringe::parse(&text).map_err(|error| format!("{text:?} is not a syringe: {}", error.code()))
}

fn language(fields: &Fields<'_>, file: &Value) -> Result<Lang, String> {
    let own = fields.read("lang")?;
    let default = file.pointer("/defaults/lang").cloned().and_then(|it| serde_json::from_value(it).ok());
    Ok(own.or(default).unwrap_or_default())
}

fn diluted(fields: &Fields<'_>, file: &Value) -> Result<Value, String> {
    known(fields, &["tablets", "water", "strength", "dose", "syringe", "steps", "lang"])?;
    let lang = language(fields, file)?;
    let asked = dose(&fields.need::<String>("dose")?)?;
    let syringe = syringe(fields)?;
    let (strength, water) = liquid(fields)?;
    let parameters = catalogue::parameters();
    let one = match dilute(strength, asked, syringe, parameters) {
        Ok(one) => one,
        Err(error) => return Ok(refused_line(error)),
    };
    let one = match water {
        Some(water) => one.in_bottle(water, Recipe::TabletInWater, parameters),
        None => one,
    };
    let mut answer = told(&one, lang);
    if let Some(steps) = fields.read::<Vec<String>>("steps")? {
        let drawn = |text: &String| dilute(strength, dose(text)?, syringe, parameters).map_err(refused_text);
        answer["steps"] =
            steps.iter().map(|text| drawn(text).map(|one| step(&one))).collect::<Result<_, _>>()?;
    }
    Ok(answer)
}

fn refused_text(error: DilutionError) -> String {
    format!("a step is refused: {}", error.code())
}

fn planned(fields: &Fields<'_>) -> Result<Value, String> {
    known(fields, &["strength", "doses", "syringe"])?;
    let strength = strength(&fields.need::<String>("strength")?)?;
    let syringe = syringe(fields)?;
    let doses: Vec<String> = fields.need("doses")?;
    let doses: Vec<Dose> = doses.iter().map(|text| dose(text)).collect::<Result<_, _>>()?;
    Ok(match steps_on_syringe(strength, &doses, syringe, catalogue::parameters()) {
        Ok(steps) => json!({ "lines_ul": steps.iter().map(|one| one.line.ul()).collect::<Vec<_>>() }),
        Err(StepsRefused { refusal, would_do }) => {
            json!({ "refused": refusal.code(), "better": would_do.map(name) })
        }
    })
}

/// What is drawn from: a label's strength, or tablets in water with the volume they make.
fn liquid(fields: &Fields<'_>) -> Result<(Strength, Option<Volume>), String> {
    let Some(tablets) = fields.read::<Vec<String>>("tablets")? else {
        return Ok((strength(&fields.need::<String>("strength")?)?, None));
    };
    let tablets: Vec<Dose> = tablets.iter().map(|tablet| dose(tablet)).collect::<Result<_, _>>()?;
    let water: String = fields.need("water")?;
    let water = typed(&water, Volume::parse(&water))?;
    let strength = strength_of(&tablets, water).map_err(|error| error.code().to_owned())?;
    Ok((strength, Some(water)))
}

fn refused_line(error: DilutionError) -> Value {
    let better = match error {
        DilutionError::LineZero { better } | DilutionError::TooManyDraws { better, .. } => better,
        _ => None,
    };
    json!({ "refused": error.code(), "better": better.map(name) })
}

/// A syringe as typed.
fn name(syringe: Syringe) -> String {
    let volume = |volume| amount::show_measure(volume, Lang::En).replace('\u{a0}', "");
    format!("{}/{}", volume(syringe.capacity()), volume(syringe.graduation()))
}

fn told(one: &Dilution, lang: Lang) -> Value {
    let lines: Vec<u64> = one.lines.iter().map(|line| line.ul()).collect();
    let warnings: Vec<Value> = one.warnings.iter().map(|warning| told_warning(*warning, one, lang)).collect();
    let mut answer = step(one);
    answer["strength"] = amount::show_strength(one.strength, lang).into();
    answer["strength_ng_per_ul"] = one.strength.ng_per_ul().to_string().into();
    answer["lines_ul"] = lines.into();
    answer["text"] = words::dilution(one, lang).into();
    answer["warnings"] = warnings.into();
    answer
}

fn step(one: &Dilution) -> Value {
    json!({
        "dose_ng": one.dose.ng(),
        "volume_ul": one.volume.to_string(),
        "draws": one.draws,
        "line_ul": one.line.ul(),
        "line_dose_ng": one.line_dose.to_string(),
        "exact": one.exact,
    })
}

fn told_warning(warning: DilutionWarning, one: &Dilution, lang: Lang) -> Value {
    let syringe = match warning {
        DilutionWarning::BetterSyringe { syringe } => Some(name(syringe)),
        _ => None,
    };
    json!({ "code": warning.code(), "text": words::warning(warning, one, lang), "syringe": syringe })
}

fn second(fields: &Fields<'_>) -> Result<Value, String> {
    known(fields, &["from", "to"])?;
    let (from, to) = (strength(&fields.need::<String>("from")?)?, strength(&fields.need::<String>("to")?)?);
    let made = match second_dilution(from, to, catalogue::parameters()) {
        Ok(made) => made,
        Err(error) => return Ok(json!({ "refused": error.code() })),
    };
    let stages: Vec<Value> = made
        .stages
        .iter()
        .map(|stage| {
            json!({
                "name": stage.name,
                "take_ul": stage.take.ul(),
                "water_ul": stage.water.ul(),
                "strength": amount::show_strength(stage.strength, Lang::En),
            })
        })
        .collect();
    Ok(json!({ "stages": stages }))
}

fn shown(fields: &Fields<'_>) -> Result<Value, String> {
    known(fields, &["lang", "dose_ng", "ng", "volume_ul", "strength"])?;
    let lang: Lang = fields.need("lang")?;
    let dose = fields.read::<u64>("dose_ng")?.map(Dose::from_ng);
    let (text, spoken) = match (dose, fields.read::<Ratio>("ng")?) {
        (Some(dose), _) => (amount::show_dose(dose, lang), amount::speak_dose(dose, lang)),
        (None, Some(ng)) => (amount::show_ratio_mg(ng, lang), amount::speak_ratio_mg(ng, lang)),
        (None, None) => {
            let volume = Volume::from_ul(fields.need("volume_ul")?);
            let strength = strength(&fields.need::<String>("strength")?)?;
            (amount::show_volume(volume, strength, lang), amount::speak_volume(volume, strength, lang))
        }
    };
    Ok(json!({ "text": text, "spoken": spoken }))
}

fn parsed(fields: &Fields<'_>, file: &Value) -> Result<Value, String> {
    known(fields, &["what", "text", "mark", "mcg"])?;
    let text: String = fields.need("text")?;
    let default = file.pointer("/defaults/mark").and_then(Value::as_str).unwrap_or("point");
    let mark = match fields.read::<String>("mark")?.as_deref().unwrap_or(default) {
        "point" => DecimalMark::Point,
        "comma" => DecimalMark::Comma,
        other => return Err(format!("unknown mark {other}")),
    };
    let answer = match fields.need::<String>("what")?.as_str() {
        "dose" if fields.read("mcg")?.unwrap_or(false) => dosed(Dose::parse_with_mcg(&text)),
        "dose" => dosed(Dose::parse_in(&text, mark)),
        "volume" => {
            Volume::parse_in(&text, mark).map(|it| json!({ "ul": it.ul() })).map_err(AmountError::code)
        }
        "strength" => Strength::parse_in(&text, mark)
            .map(|it| json!({ "ng_per_ul": it.ng_per_ul().to_string() }))
            .map_err(AmountError::code),
        "syringe" => Syringe::parse_in(&text, mark)
            .map(|it| json!({ "capacity_ul": it.capacity().ul(), "graduation_ul": it.graduation().ul() }))
            .map_err(SyringeError::code),
        other => return Err(format!("nothing to read as {other}")),
    };
    Ok(answer.unwrap_or_else(|code| json!({ "refused": code })))
}

fn dosed(read: Result<Dose, AmountError>) -> Result<Value, &'static str> {
    read.map(|dose| json!({ "ng": dose.ng() })).map_err(AmountError::code)
}
