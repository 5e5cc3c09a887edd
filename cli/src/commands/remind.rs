//! `remind`: the notifications a phone would hold now.

use crate::args::log::Remind;
use crate::machine::Machine;
use crate::manners::Reply;
use crate::refusal::Refusal;
use nocte_core::domain::reminder::{Kind, Notification, Part, Planned};
use serde_json::json;

/// At most 60, exactly as in the golden cases.
pub(crate) fn run(args: &Remind, machine: &Machine) -> Result<Reply, Refusal> {
    let planned = machine.app()?.reminders(Vec::new(), args.nights).map_err(machine.refuse())?;
    let json = json!({ "notifications": planned.notifications });
    Ok(Reply::done(json, show(&planned, machine)))
}

/// One line each: when, and the neutral words a locked screen shows.
pub(crate) fn show(planned: &Planned, machine: &Machine) -> String {
    if planned.notifications.is_empty() {
        return machine.say("Nothing rings.", "Nichts klingelt.").to_owned();
    }
    planned.notifications.iter().map(|one| row(one, machine)).collect::<Vec<_>>().join("\n")
}

/// "Tue 24 Nov 21:45  Bedtime reminder".
pub(crate) fn row(one: &Notification, machine: &Machine) -> String {
    let when = one.local.format("%Y-%m-%d %H:%M");
    let mut row = format!("{when}  {}", title(one, machine));
    if one.open_only {
        row.push_str(machine.say(" (Open only)", " (nur Öffnen)"));
    }
    if one.quiet {
        row.push_str(machine.say(" (no sound)", " (ohne Ton)"));
    }
    row
}

/// The neutral titles: no drug, no dose, no symptom.
fn title(one: &Notification, machine: &Machine) -> &'static str {
    let (en, de) = match one.kind {
        Kind::Base | Kind::Snooze => ("Bedtime reminder", "Erinnerung zur Nacht"),
        Kind::Followup if one.id.ends_with("/fu1") => {
            ("Bedtime reminder, still open", "Erinnerung zur Nacht, noch offen")
        }
        Kind::Followup => ("Last reminder tonight", "Letzte Erinnerung heute"),
        Kind::Day | Kind::Eve => match one.parts.first() {
            Some(Part::Confirm(_)) => ("About last night", "Zur letzten Nacht"),
            Some(Part::Reeval) => ("A review is due", "Eine Durchsicht steht an"),
            Some(Part::Stock | Part::Expiry) => ("Supply check", "Vorrat prüfen"),
            Some(Part::Review) => ("Weekly look back", "Rückblick auf die Woche"),
            Some(Part::Checkin) => ("How was today?", "Wie war der Tag?"),
            Some(Part::HoldCheck) => ("Still on pause?", "Noch in der Pause?"),
            Some(Part::Step(_)) => ("A change starts tonight", "Heute beginnt etwas Neues"),
            Some(Part::Sentinel) => ("Reminders end in 2 days", "Erinnerungen enden in 2 Tagen"),
            Some(Part::Stopped | Part::Silence) | None => {
                ("Reminders have stopped", "Die Erinnerungen haben aufgehört")
            }
        },
    };
    machine.say(en, de)
}
