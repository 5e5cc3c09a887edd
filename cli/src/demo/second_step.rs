//! Thirty nights are taken, vivid dreams hold the step, and when they are gone a tap starts the next.

use super::clinic;
use super::desk::Desk;
use super::teller::Teller;
use crate::refusal::Refusal;
use nocte_core::app::{EffectReport, StepTap};
use nocte_core::domain::bottle::BottleEndReason;
use nocte_core::domain::symptom::{EffectCourse, Severity};

/// Days 36 to 57.
pub(super) fn live(teller: &mut Teller<'_>, desk: &Desk) -> Result<(), Refusal> {
    teller.evenings(36..=39)?;
    dreams(teller)?;
    step(teller)?;
    teller.evenings(48..=50)?;
    teller.at(51, 18, 0);
    teller.end_bottle("C", BottleEndReason::Discarded)?;
    teller.make_bottle()?;
    clinic::live(teller, desk)?;
    teller.evenings(54..=57)
}

fn report(severity: Option<Severity>, course: EffectCourse) -> EffectReport {
    EffectReport { what: "vivid_dreams".to_owned(), severity, course, night: None }
}

fn dreams(teller: &mut Teller<'_>) -> Result<(), Refusal> {
    teller.at(40, 9, 0);
    let refuse = teller.machine.refuse();
    teller.app.report_effect(&report(Some(Severity::Moderate), EffectCourse::Open)).map_err(&refuse)?;
    teller.evenings(40..=43)?;
    teller.at(44, 18, 0);
    let held =
        teller.refusal(teller.app.step_up_saying(StepTap { no_opioids: true, ..StepTap::default() }))?;
    let heading = format!(
        "{}. {}",
        teller.day_name(44),
        teller.say("Thirty nights, and dreams", "Dreißig Nächte, und Träume")
    );
    let text = teller.say(
        "Thirty nights are taken. But for four nights she has dreamt so vividly that she wakes, and she has recorded it as moderate. The step is held; the dose stays where it is, and is still reminded of.",
        "Dreißig Nächte sind genommen. Aber seit vier Nächten träumt sie so lebhaft, dass sie aufwacht, und hat es als mäßig festgehalten. Der Schritt wartet; die Dosis bleibt, und erinnert wird weiter.",
    );
    teller.tell(&heading, text, &[held]);
    teller.evenings(44..=47)
}

fn step(teller: &mut Teller<'_>) -> Result<(), Refusal> {
    teller.at(48, 9, 0);
    let refuse = teller.machine.refuse();
    teller.app.report_effect(&report(None, EffectCourse::Resolved)).map_err(&refuse)?;
    teller.at(48, 18, 0);
    teller.app.step_up_saying(StepTap { no_opioids: true, ..StepTap::default() }).map_err(&refuse)?;
    teller.at(48, 21, 0);
    let tonight = teller.tonight()?;
    let heading = format!("{}. {}", teller.day_name(48), teller.say("The second step", "Der zweite Schritt"));
    let text = teller.say(
        "The dreams are gone. No step begins by itself, however many nights are counted: she is asked about opioids once more, and a tap starts it. Tonight shows both lines, what was and what is.",
        "Die Träume sind weg. Kein Schritt beginnt von selbst, wie viele Nächte auch gezählt sind: Sie wird noch einmal nach Opioiden gefragt, und ein Tippen beginnt ihn. Heute stehen beide Striche da, der alte und der neue.",
    );
    teller.tell(&heading, text, &[tonight]);
    Ok(())
}
