//! `bottle new`, `list`, `discard`: letters, strengths, clocks.

use crate::args::things::{BottleAction, BottleDiscard, BottleList, BottleNew, Why};
use crate::ask;
use crate::machine::Machine;
use crate::manners::Reply;
use crate::read;
use crate::refusal::Refusal;
use crate::style;
use nocte_core::app::{App, BottleView};
use nocte_core::catalogue::parameters::parameters;
use nocte_core::domain::amount::Dose;
use nocte_core::domain::bottle::BottleEndReason;
use nocte_core::domain::dilution::steps_on_syringe;
use nocte_core::domain::filler::{NamedTablet, tablet_named};
use nocte_core::domain::medicine::Question;
use nocte_core::domain::supply::{BottleRequest, BottleState, Clocks, Made};
use nocte_core::words;
use serde_json::{Value, json};

/// Makes, lists or ends.
pub(crate) fn run(action: &BottleAction, machine: &Machine) -> Result<Reply, Refusal> {
    match action {
        BottleAction::New(args) => new(args, machine),
        BottleAction::List(args) => list(args, machine),
        BottleAction::Discard(args) => discard(args, machine),
    }
}

fn new(args: &BottleNew, machine: &Machine) -> Result<Reply, Refusal> {
    let lang = machine.lang;
    let made = made(args, machine)?;
    if matches!(made, Made::TabletInWater { .. } | Made::Preserved { .. }) {
        plain(&args.product, lang)?;
    }
    let moment = machine.moment();
    let today = moment.window.local(moment.now).date();
    let made_on = args.made.as_deref().map(read::date).transpose()?.unwrap_or(today);
    if made_on > today {
        return Err(Refusal::new("this day is still to come", "record a bottle when it has been made")
            .de("dieser Tag liegt noch vor uns", "tragen Sie eine Flasche ein, wenn sie hergestellt ist"));
    }
    let printed = args.discard_by.as_deref().map(read::date).transpose()?;
    let typed = args.syringe.as_deref().map(|text| read::syringe(text, lang)).transpose()?;
    let opioids = opioids(args.opioids.as_deref(), machine)?;
    let app = machine.app()?;
    let syringe = match typed {
        Some(syringe) => syringe,
        None => app.settings().map_err(machine.refuse())?.syringe.ok_or_else(|| {
            ask::missing("the syringe", "--syringe 3mL/0.1mL, choose one with `nocte set syringe 3mL/0.1mL`")
        })?,
    };
    let request = BottleRequest { made, made_on, syringe, printed };
    let view = app.make_bottle_saying(request, opioids == Some(false)).map_err(machine.refuse())?;
    let mut rows = words::dilution::label(&view.bottle, lang);
    rows.push(String::new());
    rows.extend(clocks(&view, &app, machine)?);
    Ok(Reply::done(fields(&view, &app, machine)?, rows.join("\n")))
}

/// The opioid question, which every new bottle asks. A "yes" is told by naming the drug, not here.
fn opioids(given: Option<&str>, machine: &Machine) -> Result<Option<bool>, Refusal> {
    if given.is_none() && !machine.there {
        return Ok(None);
    }
    let question = words::safety::question(Question::Opioids, machine.lang);
    let yes = ask::yes_no(given, machine.there, question, "--opioids")?;
    if yes {
        let next =
            "name it: `nocte medicine add NAME --last DATE` or `--starting DATE`; then record the bottle";
        return Err(Refusal::new("an opioid comes before the bottle", next).de(
            "ein Opioid geht der Flasche vor",
            "nennen Sie es: `nocte medicine add NAME --last DATE` oder `--starting DATE`; dann tragen Sie die Flasche ein",
        ));
    }
    Ok(Some(yes))
}

/// Only plain naltrexone goes into water.
fn plain(product: &str, lang: words::Lang) -> Result<(), Refusal> {
    match tablet_named(product) {
        NamedTablet::Plain => Ok(()),
        NamedTablet::Refused(refusal) => Err(words::dilution::tablet_refused(refusal, lang).into()),
        NamedTablet::NotRecognised => Err(Refusal::new(
            format!("\"{product}\" is not known as plain naltrexone"),
            "type the name as it stands on the box with --product NAME, or ask a pharmacist",
        )
        .de(
            format!("\"{product}\" ist nicht als reines Naltrexon bekannt"),
            "geben Sie den Namen von der Schachtel mit --product NAME an, oder fragen Sie die Apotheke",
        )),
    }
}

fn made(args: &BottleNew, machine: &Machine) -> Result<Made, Refusal> {
    let (there, lang) = (machine.there, machine.lang);
    if let Some(from) = &args.second_from {
        return Ok(Made::SecondDilution { from: from.to_uppercase() });
    }
    if let Some(strength) = &args.strength {
        let volume = ask::text(args.volume.as_deref(), there, "the volume", "--volume 100mL")?;
        return Ok(Made::Pharmacy {
            strength: read::strength(strength, lang)?,
            volume: read::volume(&volume, lang)?,
        });
    }
    let mut typed = args.tablet.clone();
    if typed.is_empty() {
        let line = ask::text(None, there, "the tablets", "--tablet 50mg")?;
        typed = line.split(',').map(str::to_owned).collect();
    }
    let tablets = typed.iter().map(|text| read::dose(text, lang)).collect::<Result<Vec<_>, _>>()?;
    let water = read::volume(&ask::text(args.water.as_deref(), there, "the water", "--water 50mL")?, lang)?;
    Ok(if args.preserved {
        Made::Preserved { tablets, volume: water }
    } else {
        Made::TabletInWater { tablets, water }
    })
}

fn list(args: &BottleList, machine: &Machine) -> Result<Reply, Refusal> {
    let app = machine.app()?;
    let mut views = app.bottles().map_err(machine.refuse())?;
    views.retain(|view| args.all || !is_gone(view));
    let mut json = Vec::new();
    let mut rows = Vec::new();
    for view in &views {
        json.push(fields(view, &app, machine)?);
        rows.extend(show(view, &app, machine)?);
    }
    let none = machine.say("No bottle is open.", "Keine Flasche ist offen.");
    Ok(Reply::done(json!(json), if rows.is_empty() { none.to_owned() } else { rows.join("\n") }))
}

/// Somebody said so, or nothing is left; one past its date still waits to be thrown away.
pub(crate) fn is_gone(view: &BottleView) -> bool {
    matches!(view.state, BottleState::Discarded | BottleState::LeftWarm | BottleState::Empty)
}

fn discard(args: &BottleDiscard, machine: &Machine) -> Result<Reply, Refusal> {
    let why = match args.why {
        Why::Discarded => BottleEndReason::Discarded,
        Why::LeftWarm => BottleEndReason::LeftWarm,
        Why::Empty => BottleEndReason::Empty,
    };
    let app = machine.app()?;
    let open: Vec<BottleView> =
        app.bottles().map_err(machine.refuse())?.into_iter().filter(|view| !is_gone(view)).collect();
    let letters: Vec<&str> = open.iter().map(|view| view.bottle.letter.as_str()).collect();
    let letter = match (&args.letter, letters.as_slice()) {
        (Some(letter), _) => letters.iter().find(|open| open.eq_ignore_ascii_case(letter)).copied(),
        (None, [one]) => Some(*one),
        (None, []) => None,
        (None, several) => {
            let reason = format!("several bottles are open: {}", several.join(", "));
            return Err(Refusal::new(reason, "name one of these letters").de(
                format!("mehrere Flaschen sind offen: {}", several.join(", ")),
                "nennen Sie einen dieser Buchstaben",
            ));
        }
    };
    let letter = letter.ok_or_else(|| {
        Refusal::new("there is no such open bottle", "see `nocte bottle list --all`")
            .de("eine solche offene Flasche gibt es nicht", "siehe `nocte bottle list --all`")
    })?;
    app.end_bottle(letter, why).map_err(machine.refuse())?;
    let ended =
        app.bottles().map_err(machine.refuse())?.into_iter().find(|view| view.bottle.letter == letter);
    let view = ended.ok_or_else(|| {
        Refusal::new("the bottle is not on record any more", "see `nocte bottle list --all`")
            .de("die Flasche ist nicht mehr verzeichnet", "siehe `nocte bottle list --all`")
    })?;
    let text = words::dilution::bottle_state(letter, view.state, machine.lang);
    Ok(Reply::done(fields(&view, &app, machine)?, text.unwrap_or_default()))
}

/// The fixed fields; the clocks are null while no plan tells the doses to come.
pub(crate) fn fields(view: &BottleView, app: &App, machine: &Machine) -> Result<Value, Refusal> {
    let bottle = &view.bottle;
    Ok(json!({
        "id": bottle.id,
        "letter": bottle.letter,
        "strength": words::amount::show_strength(bottle.strength, machine.lang),
        "strength_ng_per_ul": bottle.strength.ng_per_ul().to_string(),
        "made": bottle.made_on,
        "discard_by": bottle.discard_by,
        "empty_by": view.clocks.and_then(|clocks| clocks.empty_by),
        "use_by": view.clocks.map(|clocks| clocks.use_by),
        "make_on": view.clocks.and_then(|clocks| clocks.make_on),
        "remaining_ul": view.left.volume.ul(),
        "nights_left": view.clocks.map(|clocks| clocks.nights_left),
        "state": view.state.code(),
        "syringe": words::amount::show_syringe(bottle.syringe, machine.lang),
        "label": words::dilution::label(bottle, machine.lang),
        "fits_plan": misfit(view, app, machine)?.is_none(),
    }))
}

/// The bottle as a person reads it: strength, what should be left, the two clocks.
pub(crate) fn show(view: &BottleView, app: &App, machine: &Machine) -> Result<Vec<String>, Refusal> {
    let lang = machine.lang;
    let bottle = &view.bottle;
    let (word, left) = (machine.say("Bottle", "Flasche"), machine.say("should hold", "sollte enthalten"));
    let strength = words::amount::show_strength(bottle.strength, lang);
    let held = words::amount::show_measure(view.left.volume, lang);
    let mut rows = vec![style::strong(&format!("{word} {}, {strength}; {left} {held}", bottle.letter))];
    rows.extend(clocks(view, app, machine)?.into_iter().map(|row| format!("  {row}")));
    Ok(rows)
}

/// The two clocks, the state, and whether the plan fits the syringe.
pub(crate) fn clocks(view: &BottleView, app: &App, machine: &Machine) -> Result<Vec<String>, Refusal> {
    let lang = machine.lang;
    let letter = &view.bottle.letter;
    let mut rows = Vec::new();
    rows.extend(words::dilution::bottle_state(letter, view.state, lang));
    match &view.clocks {
        Some(clocks) => {
            rows.push(words::dilution::clocks(letter, clocks, lang));
            rows.push(both(clocks, machine));
        }
        None => rows.push(format!(
            "{} {}",
            machine.say("Discard by", "Verwerfen nach dem"),
            words::date::show_day(view.bottle.discard_by, lang)
        )),
    }
    rows.extend(misfit(view, app, machine)?.map(|misfit| format!("! {misfit}")));
    Ok(rows)
}

/// Both clocks side by side; the sentence before names the one that wins.
fn both(clocks: &Clocks, machine: &Machine) -> String {
    let day = |date| words::date::show_day(date, machine.lang);
    let (discard, empty) =
        (machine.say("discard by", "verwerfen nach dem"), machine.say("empty after", "leer nach dem"));
    let empty_by = clocks.empty_by.map_or_else(|| "–".to_owned(), day);
    format!("{discard} {}; {empty} {empty_by}", day(clocks.discard_by))
}

/// Why the syringe is refused for the plan, with a graduation that would do (`safety.md` 8).
fn misfit(view: &BottleView, app: &App, machine: &Machine) -> Result<Option<String>, Refusal> {
    let Some(page) = app.plan().map_err(machine.refuse())?.filter(|_| !is_gone(view)) else {
        return Ok(None);
    };
    let doses: Vec<Dose> = page.plan.steps.iter().map(|step| step.dose).collect();
    let refused = steps_on_syringe(view.bottle.strength, &doses, view.bottle.syringe, parameters()).err();
    Ok(refused.map(|refused| {
        let said = words::dilution::steps_refused(refused, &doses, machine.lang);
        format!("{} {}", said.reason, said.next)
    }))
}
