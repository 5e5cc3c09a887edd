//! `set`: the patient's own choices.

use crate::args::settings::SetWhat;
use crate::ask;
use crate::machine::Machine;
use crate::manners::Reply;
use crate::read;
use crate::refusal::Refusal;
use nocte_core::domain::giving::Giving;
use nocte_core::domain::setting::{Choice, Settings};
use nocte_core::words;
use serde_json::{Value, json};

/// Records a choice, or shows all in force.
pub(crate) fn run(what: &SetWhat, machine: &Machine) -> Result<Reply, Refusal> {
    let choice = choice(what, machine)?;
    let app = machine.app()?;
    match what {
        SetWhat::Giving => {
            app.give_here().map_err(machine.refuse())?;
        }
        SetWhat::Holder { name } => app.name_holder(name).map_err(machine.refuse())?,
        _ => {}
    }
    if let Some(choice) = choice {
        app.choose(vec![choice]).map_err(machine.refuse())?;
    }
    let settings = app.settings().map_err(machine.refuse())?;
    let giving = app.giving().map_err(machine.refuse())?;
    let mut fields = fields(&settings, machine);
    fields["giving"] = super::tonight::giving(&giving, machine.lang);
    let mut rows = rows(&settings, machine);
    rows.push(giving_row(&giving, machine));
    Ok(Reply::done(fields, rows.join("\n")))
}

fn choice(what: &SetWhat, machine: &Machine) -> Result<Option<Choice>, Refusal> {
    Ok(Some(match what {
        SetWhat::Show | SetWhat::Giving | SetWhat::Holder { .. } => return Ok(None),
        SetWhat::Bedtime { at } => Choice::Bedtime { at: read::time(at)? },
        SetWhat::Cutover { at } => Choice::Cutover { at: cutover(at)? },
        SetWhat::Lead { minutes } => Choice::Lead { minutes: number(minutes, "minutes")? },
        SetWhat::Syringe { syringe } => Choice::Syringe { syringe: read::syringe(syringe, machine.lang)? },
        SetWhat::Price { amount, currency } => {
            let currency = code(currency)?;
            Choice::TabletPrice { minor_units: price(amount, &currency)?, currency }
        }
        SetWhat::Tablets { count } => Choice::TabletsLeft { count: number(count, "whole tablets")? },
        SetWhat::Baseline { accepted } => {
            Choice::Baseline { accepted: ask::yes_no(Some(accepted), false, "baseline", "the answer")? }
        }
        SetWhat::Capsules { strengths } => {
            let drawn = strengths.len() == 1 && strengths.iter().all(|text| text == "none");
            let typed = if drawn { &[] } else { strengths.as_slice() };
            let strengths =
                typed.iter().map(|text| read::dose(text, machine.lang)).collect::<Result<_, _>>()?;
            Choice::Capsules { strengths }
        }
        SetWhat::Scale { name } => Choice::OwnScale { name: name.trim().to_owned() },
    }))
}

/// The two places where a night may begin.
fn cutover(text: &str) -> Result<chrono::NaiveTime, Refusal> {
    match text {
        "12:00" | "00:00" => read::time(text),
        _ => Err(Refusal::new(
            format!("a night cannot begin at \"{text}\""),
            "choose 12:00, or 00:00 for those who sleep by day",
        )
        .de(
            format!("um \"{text}\" kann keine Nacht beginnen"),
            "wählen Sie 12:00, oder 00:00, wenn Sie am Tag schlafen",
        )),
    }
}

fn number<N: core::str::FromStr>(text: &str, what: &str) -> Result<N, Refusal> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|_| digits).ok_or_else(|| {
        Refusal::new(format!("\"{text}\" is no number of {what}"), "write a whole number, digits only")
            .de(format!("\"{text}\" ist keine ganze Zahl"), "schreiben Sie eine ganze Zahl, nur Ziffern")
    })
}

/// "1.00" as 100: exactly two decimals, or none; none at all in a currency without hundredths.
fn price(text: &str, currency: &str) -> Result<u64, Refusal> {
    let hundredths = words::dilution::has_hundredths(currency);
    let wrong = || {
        let like = if hundredths { "write it like 1.00 or 12" } else { "write whole units, like 150" };
        let german = if hundredths {
            "schreiben Sie ihn wie 1.00 oder 12"
        } else {
            "schreiben Sie ganze Einheiten, wie 150"
        };
        Refusal::new(format!("\"{text}\" is not a price in {currency}"), like)
            .de(format!("\"{text}\" ist kein Preis in {currency}"), german)
    };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let number = |part: &str| part.parse::<u64>().ok().filter(|_| digits(part)).ok_or_else(wrong);
    let (whole, cents) = match text.split_once('.') {
        Some((whole, cents)) if hundredths && cents.len() == 2 => (number(whole)?, number(cents)?),
        Some(_) => return Err(wrong()),
        None => (number(text)?, 0),
    };
    let unit = if hundredths { 100 } else { 1 };
    whole.checked_mul(unit).and_then(|whole| whole.checked_add(cents)).ok_or_else(wrong)
}

fn code(text: &str) -> Result<String, Refusal> {
    let fits = text.len() == 3 && text.bytes().all(|byte| byte.is_ascii_alphabetic());
    if fits {
        return Ok(text.to_uppercase());
    }
    Err(Refusal::new(format!("\"{text}\" is not a currency"), "write its three letters, like EUR")
        .de(format!("\"{text}\" ist keine Währung"), "schreiben Sie ihre drei Buchstaben, wie EUR"))
}

fn fields(settings: &Settings, machine: &Machine) -> Value {
    json!({
        "bedtime": settings.bedtime.format("%H:%M").to_string(),
        "cutover": settings.cutover.format("%H:%M").to_string(),
        "lead_min": settings.lead_min,
        "syringe": settings.syringe.map(|syringe| words::amount::show_syringe(syringe, machine.lang)),
        "capacity_ul": settings.syringe.map(|syringe| syringe.capacity().ul()),
        "graduation_ul": settings.syringe.map(|syringe| syringe.graduation().ul()),
        "capsules_ng": settings.capsules.iter().map(|dose| dose.ng()).collect::<Vec<_>>(),
        "baseline": settings.baseline,
        "own_scales": settings.own_scales,
        "tablet_price": settings.tablet_price,
        "tablets_left": settings.tablets_left,
    })
}

/// Which phone gives the dose.
fn giving_row(giving: &Giving, machine: &Machine) -> String {
    let here = || machine.say("this phone", "dieses Gerät").to_owned();
    let which = words::tonight::giving(giving, machine.lang).unwrap_or_else(here);
    format!("{}: {which}", machine.say("giving phone", "gebendes Gerät"))
}

fn rows(settings: &Settings, machine: &Machine) -> Vec<String> {
    let unknown = machine.say("not chosen", "nicht gewählt");
    let row = |en: &'static str, de: &'static str, value: String| format!("{}: {value}", machine.say(en, de));
    let syringe = settings.syringe.map(|syringe| words::amount::show_syringe(syringe, machine.lang));
    vec![
        row("lights-out", "Licht aus", settings.bedtime.format("%H:%M").to_string()),
        row("a night begins", "eine Nacht beginnt", settings.cutover.format("%H:%M").to_string()),
        row(
            "first reminder, minutes before",
            "erste Erinnerung, Minuten vorher",
            settings.lead_min.to_string(),
        ),
        row("syringe", "Spritze", syringe.unwrap_or_else(|| unknown.to_owned())),
    ]
}
