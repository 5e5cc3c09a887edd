//! The first bottle, the first doses, a skipped night, a night nobody is sure of.

use super::teller::Teller;
use crate::refusal::Refusal;
use nocte_core::domain::bottle::BottleEndReason;
use nocte_core::domain::logging::Answer;
use nocte_core::words::Lang;

/// Days 0 to 23.
pub(super) fn live(teller: &mut Teller<'_>) -> Result<(), Refusal> {
    first_night(teller)?;
    teller.evenings(1..=4)?;
    // Late, but inside the window: 00:40 belongs to the evening before.
    teller.at(5, 19, 30);
    teller.rate([6, 7, 6])?;
    teller.at(6, 0, 40);
    teller.take()?;
    teller.evenings(6..=8)?;
    skipped(teller)?;
    teller.evenings(10..=14)?;
    second_bottle(teller)?;
    teller.evenings(15..=16)?;
    not_sure(teller)?;
    teller.evenings(18..=23)
}

fn first_night(teller: &mut Teller<'_>) -> Result<(), Refusal> {
    teller.at(0, 18, 0);
    let (letter, clocks) = teller.make_bottle()?;
    teller.at(0, 21, 0);
    let tonight = teller.tonight()?;
    teller.evening(0)?;
    let heading = format!("{}. {}", teller.day_name(0), teller.say("The first night", "Die erste Nacht"));
    let text = match teller.lang() {
        Lang::En => format!(
            "One 50 mg tablet, 50 mL of water, shaken: bottle {letter}. Her syringe holds 3 mL with a line every 0.1 mL. She draws to the line, swallows, taps Done, and sleeps."
        ),
        Lang::De => format!(
            "Eine Tablette zu 50 mg, 50 mL Wasser, geschüttelt: Flasche {letter}. Ihre Spritze fasst 3 mL, ein Strich je 0,1 mL. Sie zieht bis zum Strich auf, schluckt, tippt auf Erledigt und schläft."
        ),
    };
    teller.tell(&heading, &text, &[clocks, tonight]);
    Ok(())
}

fn skipped(teller: &mut Teller<'_>) -> Result<(), Refusal> {
    teller.at(9, 19, 30);
    teller.rate([6, 7, 7])?;
    teller.at(9, 22, 20);
    let said = teller.log(Answer::Skipped, None)?;
    let heading =
        format!("{}. {}", teller.day_name(9), teller.say("A night left out", "Eine Nacht ausgelassen"));
    let text = teller.say(
        "A stomach bug; she leaves the dose out and says so. The night is closed, nothing rings again, and it does not count towards the thirty.",
        "Magen-Darm; sie lässt die Dosis aus und sagt es. Die Nacht ist abgeschlossen, nichts klingelt mehr, und sie zählt nicht zu den dreißig.",
    );
    teller.tell(&heading, text, &[said]);
    Ok(())
}

/// Bottle A is past its date: thrown away half full, because tablet in water keeps fourteen days.
fn second_bottle(teller: &mut Teller<'_>) -> Result<(), Refusal> {
    teller.at(15, 18, 0);
    let expired = teller.tonight()?;
    teller.end_bottle("A", BottleEndReason::Discarded)?;
    let (letter, clocks) = teller.make_bottle()?;
    let heading = format!("{}. {}", teller.day_name(15), teller.say("Two clocks", "Zwei Uhren"));
    let text = match teller.lang() {
        Lang::En => format!(
            "Bottle A is more than half full and past its date all the same. No line is shown from it. She pours it away and makes bottle {letter}."
        ),
        Lang::De => format!(
            "Flasche A ist mehr als halb voll und trotzdem über ihr Datum. Aus ihr wird kein Strich gezeigt. Sie gießt sie weg und macht Flasche {letter}."
        ),
    };
    teller.tell(&heading, &text, &[expired, clocks]);
    Ok(())
}

fn not_sure(teller: &mut Teller<'_>) -> Result<(), Refusal> {
    teller.at(17, 19, 30);
    teller.rate([5, 7, 6])?;
    teller.at(18, 10, 0);
    let said = teller.log(Answer::Unknown, Some(teller.night(17)))?;
    let heading =
        format!("{}. {}", teller.day_name(18), teller.say("Did I take it?", "Habe ich sie genommen?"));
    let text = teller.say(
        "She fell asleep on the sofa and cannot say. Not sure is an answer: it protects from a second dose, and it is not counted as taken.",
        "Sie ist auf dem Sofa eingeschlafen und weiß es nicht. Nicht sicher ist eine Antwort: Sie schützt vor einer zweiten Dosis und zählt nicht als genommen.",
    );
    teller.tell(&heading, text, &[said]);
    Ok(())
}
