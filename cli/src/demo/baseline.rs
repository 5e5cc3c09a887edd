//! Four weeks before the first dose: the plan is made, the questions are answered, and the evenings are recorded.

use super::teller::{Teller, syringe};
use crate::refusal::Refusal;
use nocte_core::app::{Answering, PlanStart, When};
use nocte_core::domain::medicine::Question;
use nocte_core::domain::plan::{Agreement, AgreementKind};
use nocte_core::domain::setting::Choice;
use nocte_core::words;

/// Days −28 to −1.
pub(super) fn live(teller: &mut Teller<'_>) -> Result<(), Refusal> {
    teller.at(-28, 10, 0);
    let agreement =
        Agreement { kind: AgreementKind::Reported, by: "Dr Weber".to_owned(), on: teller.date(-29) };
    let start = PlanStart::Protocol { id: "P2".to_owned() };
    let when = When { from: Some(teller.night(0)), typed_twice: false };
    let refuse = teller.machine.refuse();
    let made = teller.app.begin_plan(start, agreement, None, when).map_err(&refuse)?;
    let steps = made.plan.steps.len();
    let mut quotes: Vec<String> = made
        .plan
        .steps
        .iter()
        .enumerate()
        .map(|(index, step)| words::plan::show_step(step, index + 1 == steps, teller.lang()))
        .collect();
    quotes.extend(made.warnings.iter().map(|warning| words::plan::show_warning(warning, teller.lang())));
    teller
        .app
        .choose(vec![Choice::Syringe { syringe: syringe()? }, Choice::Baseline { accepted: true }])
        .map_err(&refuse)?;
    let day = teller.day_name(-28);
    let heading = format!("{day}. {}", teller.say("A plan", "Ein Plan"));
    let text = teller.say(
        "Mara has fibromyalgia. Her doctor, Dr Weber, has agreed to low-dose naltrexone after Lenz (P2), and she types it in. Nocte records who agreed and when, and says what nobody has reviewed yet. It proposes no dose of its own.",
        "Mara hat Fibromyalgie. Ihr Arzt, Dr. Weber, hat niedrig dosiertem Naltrexon nach Lenz (P2) zugestimmt, und sie tippt es ein. Nocte behält, wer wann zugestimmt hat, und sagt, was noch niemand geprüft hat. Eine eigene Dosis schlägt es nicht vor.",
    );
    teller.tell(&heading, text, &quotes);
    questions(teller)?;
    evenings(teller)
}

/// Five questions that cannot be skipped.
fn questions(teller: &mut Teller<'_>) -> Result<(), Refusal> {
    let before = teller.tonight()?;
    for question in Question::ALL {
        let answer = Answering { question, yes: false, on: None, agreement: None };
        teller.app.answer(answer).map_err(teller.machine.refuse())?;
    }
    let heading = teller.say("Five questions first", "Erst fünf Fragen").to_owned();
    let text = teller.say(
        "Opioids, liver, pregnancy, transplant, a planned operation: until all five are answered no line will be shown. She answers no to each.",
        "Opioide, Leber, Schwangerschaft, Transplantat, geplante Operation: Bevor alle fünf beantwortet sind, wird kein Strich gezeigt. Sie antwortet jedes Mal nein.",
    );
    let quote = first_sentence(&before);
    teller.tell(&heading, text, &[quote]);
    Ok(())
}

/// Four weeks of evenings. Two stay blank and one is a bad day: missing is missing, never zero.
fn evenings(teller: &mut Teller<'_>) -> Result<(), Refusal> {
    teller
        .app
        .keep_lab("esr", ("18", "mm/h"), Some("westergren".to_owned()), None)
        .map_err(teller.machine.refuse())?;
    teller.ratings(-28..=-21)?;
    teller.ratings(-19..=-16)?;
    teller.at(-15, 19, 30);
    teller.app.bad_day(None).map_err(teller.machine.refuse())?;
    teller.ratings(-14..=-12)?;
    teller.ratings(-10..=-1)?;
    let heading = teller.say("Four weeks without a dose", "Vier Wochen ohne Dosis").to_owned();
    let text = teller.say(
        "Every evening three numbers: pain, fatigue, sleep. Two evenings she forgets, one is a bad day and only that. What is missing stays missing; nothing is counted as zero. These nights are what any later answer is measured against.",
        "Jeden Abend drei Zahlen: Schmerz, Erschöpfung, Schlaf. Zwei Abende vergisst sie, einer ist ein schlechter Tag und nur das. Was fehlt, bleibt fehlend; nichts zählt als null. An diesen Nächten wird jede spätere Antwort gemessen.",
    );
    teller.tell(&heading, text, &[]);
    Ok(())
}

fn first_sentence(text: &str) -> String {
    text.split_inclusive(". ").next().unwrap_or(text).trim_end().to_owned()
}
