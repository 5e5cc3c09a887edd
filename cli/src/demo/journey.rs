//! A journey across zones: reminders follow the clock she sees, and nobody takes a dose twice.

use super::teller::Teller;
use crate::refusal::Refusal;
use crate::zone;
use jiff::tz::TimeZone;
use nocte_core::domain::bottle::BottleEndReason;
use nocte_core::time::Clock;
use nocte_core::words::Lang;

/// Places to fly to; the first one three to eight hours away from home is taken, so that no date line is crossed.
const PLACES: [(&str, &str, &str); 4] = [
    ("America/New_York", "New York", "New York"),
    ("Europe/Lisbon", "Lisbon", "Lissabon"),
    ("Asia/Dubai", "Dubai", "Dubai"),
    ("Asia/Tokyo", "Tokyo", "Tokio"),
];

/// Days 58 to 64.
pub(super) fn live(teller: &mut Teller<'_>) -> Result<(), Refusal> {
    let (there, name) = destination(teller);
    // The dose of the flight night is taken while the phone still shows the old zone.
    on_the_plane(teller, 58)?;
    teller.at(59, 9, 0);
    teller.clock.travel(there);
    let rings = teller.app.reminders(Vec::new(), Some(2)).map_err(teller.machine.refuse())?;
    let quotes: Vec<String> = rings
        .notifications
        .iter()
        .take(1)
        .map(|one| crate::commands::remind_row(one, teller.machine))
        .collect();
    let heading = format!("{}. {name}", teller.day_name(59));
    let text = teller.say(
        "She flies to her sister. The dose of the flight night is taken on the plane. On landing the phone's clock jumps, and the reminders with it: the next one comes at her bedtime there, and not before twelve hours have passed.",
        "Sie fliegt zu ihrer Schwester. Die Dosis der Flugnacht nimmt sie im Flugzeug. Bei der Landung springt die Uhr des Telefons, und die Erinnerungen mit ihr: Die nächste kommt zu ihrer Schlafenszeit dort, und nicht vor Ablauf von zwölf Stunden.",
    );
    teller.tell(&heading, text, &quotes);
    teller.evenings(59..=62)?;
    on_the_plane(teller, 63)?;
    home_again(teller)
}

fn on_the_plane(teller: &Teller<'_>, day: i64) -> Result<(), Refusal> {
    teller.at(day, 20, 45);
    teller.rate([5, 7, 5])?;
    teller.take()
}

/// The bottle stood in a hot car: no line from it, a new one is made.
fn home_again(teller: &mut Teller<'_>) -> Result<(), Refusal> {
    teller.at(64, 9, 0);
    teller.clock.travel(teller.home.clone());
    teller.at(64, 18, 30);
    teller.end_bottle("D", BottleEndReason::LeftWarm)?;
    let without = teller.tonight()?;
    let (letter, clocks) = teller.make_bottle()?;
    let heading = format!("{}. {}", teller.day_name(64), teller.say("A warm bottle", "Eine warme Flasche"));
    let text = match teller.lang() {
        Lang::En => format!(
            "Home again, and bottle D stood in the hot car all afternoon. She says so; no line is shown from it any more. Bottle {letter} is made the same evening."
        ),
        Lang::De => format!(
            "Wieder zu Hause, und Flasche D stand den ganzen Nachmittag im heißen Auto. Sie sagt es; aus ihr wird kein Strich mehr gezeigt. Flasche {letter} entsteht noch am selben Abend."
        ),
    };
    teller.tell(&heading, &text, &[without, clocks]);
    Ok(())
}

fn destination(teller: &Teller<'_>) -> (TimeZone, &'static str) {
    teller.at(59, 9, 0);
    let now = teller.clock.moment().now;
    let away = |zone: &TimeZone| (zone::offset_s(zone, now) - zone::offset_s(&teller.home, now)).abs();
    let found = PLACES.iter().find_map(|(iana, en, de)| {
        let zone = zone::find(Some(iana)).ok()?;
        (3 * 3600..=8 * 3600).contains(&away(&zone)).then(|| (zone, teller.say(en, de)))
    });
    found.unwrap_or((teller.home.clone(), "…"))
}
