//! The last weeks on one dose, and tonight: the screen, the bottle's clocks, the next reminders.

use super::clinic;
use super::desk::Desk;
use super::teller::Teller;
use crate::commands;
use crate::refusal::Refusal;
use crate::style;
use chrono::SecondsFormat;
use nocte_core::domain::bottle::BottleEndReason;
use nocte_core::time::Clock;
use nocte_core::words::Lang;
use serde_json::Value;

/// What the story ends with.
pub(super) struct Ending {
    /// For a person.
    pub(super) text: String,
    /// Tonight's fields.
    pub(super) tonight: Value,
    /// The bottle's fields.
    pub(super) bottle: Value,
    /// The next notifications.
    pub(super) notifications: Value,
    /// How much is recorded.
    pub(super) counts: Value,
    /// The instant at which the story ends.
    pub(super) now: String,
}

/// How many of the next notifications are told.
const NEXT: usize = 5;

/// Days 64 to 84.
pub(super) fn live(teller: &mut Teller<'_>, desk: &Desk) -> Result<Ending, Refusal> {
    teller.evenings(64..=78)?;
    teller.at(79, 18, 0);
    teller.end_bottle("E", BottleEndReason::Discarded)?;
    teller.make_bottle()?;
    teller.evenings(79..=83)?;
    review(teller)?;
    clinic::all_sent(teller, desk)?;
    tonight(teller)
}

fn review(teller: &mut Teller<'_>) -> Result<(), Refusal> {
    teller.at(84, 18, 0);
    let page = teller.app.plan().map_err(teller.machine.refuse())?;
    let progress = page.and_then(|page| page.progress);
    let (taken, why) = progress.map_or((0, Vec::new()), |now| {
        (now.nights_taken, nocte_core::words::plan::why_not(&now.blocks, teller.lang()))
    });
    let heading = format!("{}. {}", teller.day_name(84), teller.say("Twelve weeks", "Zwölf Wochen"));
    let text = match teller.lang() {
        Lang::En => format!(
            "{taken} nights are taken on this one dose. Whether to stay, go up, go down or stop is Dr Weber's decision and hers; Nocte waits for it, and goes on reminding of the present dose until then."
        ),
        Lang::De => format!(
            "{taken} Nächte sind mit dieser einen Dosis genommen. Ob bleiben, höher, niedriger oder aufhören, entscheiden Dr. Weber und sie; Nocte wartet darauf und erinnert bis dahin an die jetzige Dosis."
        ),
    };
    teller.tell(&heading, &text, &why);
    Ok(())
}

fn tonight(teller: &mut Teller<'_>) -> Result<Ending, Refusal> {
    teller.at(84, 21, 0);
    let (machine, refuse) = (teller.machine, teller.machine.refuse());
    let tonight = teller.app.tonight().map_err(&refuse)?;
    let bottles = teller.app.bottles().map_err(&refuse)?;
    let bottle = bottles.iter().find(|view| tonight.bottle.as_ref() == Some(&view.bottle.letter));
    let planned = teller.app.reminders(Vec::new(), None).map_err(&refuse)?;
    let next: Vec<_> = planned.notifications.iter().take(NEXT).collect();
    let mut rows = vec![style::strong(teller.say("Tonight", "Heute")), String::new()];
    rows.push(commands::show_tonight(&tonight, machine));
    rows.push(style::strong(teller.say("The bottle", "Die Flasche")));
    let mut bottle_json = Value::Null;
    if let Some(view) = bottle {
        rows.extend(commands::show_bottle(view, &teller.app, machine)?);
        bottle_json = commands::bottle_fields(view, &teller.app, machine)?;
        // The only thing that differs between two runs.
        if let Some(fields) = bottle_json.as_object_mut() {
            fields.remove("id");
        }
    }
    rows.push(String::new());
    rows.push(style::strong(teller.say(
        "The next reminders, as a locked screen shows them",
        "Die nächsten Erinnerungen, wie ein gesperrtes Telefon sie zeigt",
    )));
    rows.extend(next.iter().map(|one| commands::remind_row(one, machine)));
    let counts = teller.app.store().and_then(|store| Ok(store.counts()?)).map_err(&refuse)?;
    Ok(Ending {
        text: rows.join("\n") + "\n",
        tonight: commands::tonight_fields(&tonight, machine.lang),
        bottle: bottle_json,
        notifications: serde_json::to_value(&next).unwrap_or(Value::Null),
        counts: commands::count_fields(counts),
        now: teller.clock.moment().now.to_rfc3339_opts(SecondsFormat::Secs, true),
    })
}
