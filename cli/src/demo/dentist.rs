//! A dentist prescribes an opioid: found, held, counted down, asked again, and only then gone on with.

use super::teller::Teller;
use crate::refusal::Refusal;
use nocte_core::domain::bottle::BottleEndReason;
use nocte_core::domain::reminder::Part;
use nocte_core::domain::safety::{CheckRequest, Said};
use nocte_core::words::{self, Lang};

/// Days 24 to 36. Twelve nights without a dose, fewer than would ask for a new titration.
pub(super) fn live(teller: &mut Teller<'_>) -> Result<(), Refusal> {
    found(teller)?;
    counted(teller)?;
    asked_again(teller)
}

fn found(teller: &mut Teller<'_>) -> Result<(), Refusal> {
    teller.at(24, 14, 0);
    let refuse = teller.machine.refuse();
    let request = CheckRequest::names(&["codeine"], teller.date(24));
    let answer = teller.app.check(&request).map_err(&refuse)?;
    let mut quotes: Vec<String> =
        answer.reasons.iter().map(|reason| words::safety::reason(reason, teller.lang())).collect();
    teller.app.add_medicine("codeine", Said::StartingOn(teller.date(24))).map_err(&refuse)?;
    let rings = teller.app.reminders(Vec::new(), None).map_err(&refuse)?;
    let still_on = rings.notifications.iter().find(|one| one.parts.contains(&Part::HoldCheck));
    let asked = still_on.map(|one| crate::commands::remind_row(one, teller.machine));
    quotes.push(teller.tonight()?);
    quotes.extend(asked);
    let heading = format!("{}. {}", teller.day_name(24), teller.say("The dentist", "Der Zahnarzt"));
    let text = teller.say(
        "A wisdom tooth comes out and the dentist writes codeine on the prescription. She types the name before she takes any. From this moment nothing rings for a dose; once a week it is asked whether the pause still holds.",
        "Ein Weisheitszahn kommt heraus, und der Zahnarzt schreibt Codein auf. Sie tippt den Namen ein, bevor sie etwas nimmt. Ab jetzt klingelt nichts mehr für eine Dosis; einmal die Woche wird gefragt, ob die Pause noch gilt.",
    );
    teller.tell(&heading, text, &quotes);
    teller.ratings(24..=26)
}

fn counted(teller: &mut Teller<'_>) -> Result<(), Refusal> {
    teller.at(27, 9, 0);
    teller.app.add_medicine("codeine", Said::TookOn(teller.date(26))).map_err(teller.machine.refuse())?;
    teller.ratings(27..=29)?;
    teller.at(30, 20, 0);
    let too_soon = teller.refusal(teller.app.resume_saying(None, true))?;
    let heading = format!("{}. {}", teller.day_name(30), teller.say("Not yet", "Noch nicht"));
    let text = teller.say(
        "The last tablet was four days ago. She feels well and would like to go on. The countdown starts at the last dose, and nothing shortens it.",
        "Die letzte Tablette ist vier Tage her. Es geht ihr gut, sie möchte weitermachen. Die Frist beginnt mit der letzten Einnahme, und nichts verkürzt sie.",
    );
    teller.tell(&heading, text, &[too_soon]);
    teller.end_bottle("B", BottleEndReason::Discarded)?;
    teller.ratings(30..=35)
}

fn asked_again(teller: &mut Teller<'_>) -> Result<(), Refusal> {
    teller.at(36, 18, 0);
    let still = teller.tonight()?;
    teller.app.resume_saying(None, true).map_err(teller.machine.refuse())?;
    let (letter, _) = teller.make_bottle()?;
    let now = teller.tonight()?;
    let heading = format!("{}. {}", teller.day_name(36), teller.say("Asked again", "Noch einmal gefragt"));
    let text = match teller.lang() {
        Lang::En => format!(
            "Ten nights are over, and still nothing starts by itself. She is asked again, answers that there was no opioid since, and makes bottle {letter}. The step goes on where it stood; the nights on hold did not count."
        ),
        Lang::De => format!(
            "Zehn Nächte sind um, und noch immer beginnt nichts von selbst. Sie wird noch einmal gefragt, antwortet, dass seither kein Opioid dabei war, und macht Flasche {letter}. Der Schritt geht weiter, wo er stand; die Nächte der Pause zählten nicht."
        ),
    };
    teller.tell(&heading, &text, &[still, now]);
    Ok(())
}
