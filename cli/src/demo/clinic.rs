//! Phone and clinic: paired, asked, answered, stopped, and gone on with. Everything between them is HTTP.

use super::desk::{BORN, DOCTOR, Desk, INITIALS, PATIENT};
use super::teller::Teller;
use crate::refusal::Refusal;
use chrono::{NaiveDate, TimeDelta};
use nocte_core::app::{Confirmation, Match, ShareWish, SyncReport};
use nocte_core::domain::amount::Dose;
use nocte_core::domain::clinic::{Order, OrderStatus, RequestAnswer, RequestOutcome, Saw};
use nocte_core::domain::plan::{Gate, Step};
use nocte_core::domain::sharing::ShareKind;
use nocte_core::fhir::Person;
use nocte_core::words::{self, Lang};
use nocte_portal::clinic::Clinic;

/// Days 51 to 53, between two ordinary evenings; no night is lost.
pub(super) fn live(teller: &mut Teller<'_>, desk: &Desk) -> Result<(), Refusal> {
    paired(teller, desk)?;
    teller.evening(51)?;
    answered(teller, desk)?;
    teller.evening(52)?;
    stopped(teller, desk)?;
    teller.evening(53)
}

/// The last exchange: what has come together since goes to the clinic.
pub(super) fn all_sent(teller: &mut Teller<'_>, desk: &Desk) -> Result<(), Refusal> {
    teller.at(84, 18, 30);
    let report = desk.sync(teller)?;
    let heading = format!("{}. {}", teller.day_name(84), teller.say("At the clinic", "In der Praxis"));
    let text = teller.say(
        "The phone exchanges once more. What she recorded in these weeks stands in the clinic's record, each entry once; nothing waits, nothing was set aside.",
        "Das Telefon gleicht noch einmal ab. Was sie in diesen Wochen festgehalten hat, steht in der Akte der Praxis, jeder Eintrag einmal; nichts wartet, nichts blieb liegen.",
    );
    let counted = exchanged(&report, teller.lang());
    teller.tell(&heading, text, &[counted]);
    Ok(())
}

/// What the story ends with: a link for a doctor who is no clinic's, made by the phone and kept sealed by the portal.
pub(super) fn shared(teller: &Teller<'_>, desk: &Desk) -> Result<String, Refusal> {
    let wish = ShareWish {
        kind: ShareKind::Doctor,
        server: None,
        label: Some("Dr Lindqvist".to_owned()),
        lasts: TimeDelta::days(30),
        passcode: None,
        person: Person { name: Some(PATIENT.to_owned()), born: NaiveDate::from_ymd_opt(BORN, 4, 12) },
        lang: teller.lang(),
    };
    let made = desk.over_the_line(|line| teller.app.share(&wish, line));
    Ok(made.map_err(teller.machine.refuse())?.link.expose().to_owned())
}

fn paired(teller: &mut Teller<'_>, desk: &Desk) -> Result<(), Refusal> {
    teller.at(51, 18, 30);
    let (link, passcode) = desk.invite()?;
    let refuse = teller.machine.refuse();
    desk.over_the_line(|line| teller.app.pair(&link, Some(&passcode), line)).map_err(&refuse)?;
    let first = desk.sync(teller)?;
    let said = Match { initials: INITIALS.to_owned(), birth_year: BORN };
    let page = desk.over_the_line(|line| teller.app.confirm_match(&said, line)).map_err(&refuse)?;
    desk.confirm_match(page.present_dose)?;
    teller.app.request_step().map_err(&refuse)?;
    let second = desk.sync(teller)?;
    let heading = format!(
        "{}. {}",
        teller.day_name(51),
        teller.say("A clinic at the other end", "Eine Praxis am anderen Ende")
    );
    let text = teller.say(
        "Dr Weber's clinic gives her a link and six digits. The phone pairs, both sides compare initials, birth year and present dose, and her record travels. She asks whether she may go up to the next step.",
        "Die Praxis von Dr. Weber gibt ihr einen Link und sechs Ziffern. Das Telefon koppelt sich, beide Seiten vergleichen Initialen, Geburtsjahr und jetzige Dosis, und ihr Protokoll geht hinüber. Sie fragt, ob sie auf den nächsten Schritt gehen darf.",
    );
    let quotes = [exchanged(&first, teller.lang()), exchanged(&second, teller.lang())];
    teller.tell(&heading, text, &quotes);
    Ok(())
}

fn answered(teller: &mut Teller<'_>, desk: &Desk) -> Result<(), Refusal> {
    teller.at(52, 9, 0);
    desk.sync(teller)?;
    let open = desk.decide(Clinic::open_requests)?;
    let request = open
        .first()
        .map(|request| request.id)
        .ok_or_else(|| Refusal::new("the request did not reach the clinic", "please report this"))?;
    let saw = desk.decide(Clinic::sight)?.saw;
    let note = teller.say(
        "Four weeks on this dose first, then we talk.",
        "Erst vier Wochen mit dieser Dosis, dann sprechen wir.",
    );
    let order = order(teller, saw, note);
    let signed = desk.decide(|clinic, patient| clinic.sign_order(patient, order))?;
    let answer = RequestAnswer {
        request,
        outcome: RequestOutcome::Completed,
        by: DOCTOR.to_owned(),
        reason: None,
        order: Some(signed),
    };
    desk.decide(|clinic, patient| async move { clinic.answer_request(patient, &answer).await })?;
    teller.at(52, 18, 0);
    desk.sync(teller)?;
    let quotes = proposal(teller)?;
    confirm(teller)?;
    desk.sync(teller)?;
    let heading = format!("{}. {}", teller.day_name(52), teller.say("The answer", "Die Antwort"));
    let text = teller.say(
        "Dr Weber sees the nights and the dreams on one page and signs an order. It arrives as a proposal: what would change, against the plan she follows now. Every rule runs again when she confirms; the new version is signed, not reported.",
        "Dr. Weber sieht die Nächte und die Träume auf einer Seite und unterschreibt eine Verordnung. Sie kommt als Vorschlag an: was sich gegenüber ihrem jetzigen Plan ändern würde. Beim Bestätigen läuft jede Regel noch einmal; die neue Fassung ist unterschrieben, nicht nur angegeben.",
    );
    teller.tell(&heading, text, &quotes);
    Ok(())
}

fn stopped(teller: &mut Teller<'_>, desk: &Desk) -> Result<(), Refusal> {
    teller.at(53, 8, 0);
    desk.sync(teller)?;
    let note = teller.say("A liver value is high. Wait.", "Ein Leberwert ist erhöht. Bitte warten.");
    desk.decide(|clinic, patient| clinic.stop(patient, DOCTOR, Some(note)))?;
    teller.at(53, 9, 0);
    desk.sync(teller)?;
    let held = teller.tonight()?;
    let heading = format!("{}. {}", teller.day_name(53), teller.say("A stop", "Ein Halt"));
    let text = teller.say(
        "In the morning the laboratory calls, and Dr Weber stops the treatment. At its next exchange the phone holds, at once and without a tap; no line is shown and nothing rings for a dose.",
        "Am Morgen ruft das Labor an, und Dr. Weber beendet die Behandlung. Beim nächsten Abgleich hält das Telefon an, sofort und ohne ein Tippen; kein Strich wird gezeigt, und nichts klingelt für eine Dosis.",
    );
    teller.tell(&heading, text, &[held]);
    gone_on(teller, desk)
}

fn gone_on(teller: &mut Teller<'_>, desk: &Desk) -> Result<(), Refusal> {
    teller.at(53, 15, 0);
    let saw = desk.decide(Clinic::sight)?.saw;
    let note = teller.say(
        "The value was a mix-up in the laboratory. Go on as agreed.",
        "Der Wert war im Labor verwechselt. Weiter wie besprochen.",
    );
    let order = order(teller, saw, note);
    desk.decide(|clinic, patient| clinic.sign_order(patient, order))?;
    teller.at(53, 18, 0);
    desk.sync(teller)?;
    let still = teller.tonight()?;
    confirm(teller)?;
    desk.sync(teller)?;
    teller.at(53, 20, 0);
    let now = teller.tonight()?;
    let heading = format!("{}. {}", teller.day_name(53), teller.say("Gone on with", "Weiter"));
    let text = teller.say(
        "The value belonged to somebody else. A newer order comes the same afternoon; the hold stays until she confirms it, and ends with that.",
        "Der Wert gehörte zu jemand anderem. Noch am Nachmittag kommt eine neuere Verordnung; die Pause bleibt, bis sie sie bestätigt, und endet damit.",
    );
    teller.tell(&heading, text, &[still, now]);
    Ok(())
}

/// The order of the story: four weeks on the present dose, then 4.5 mg when the clinic agrees.
fn order(teller: &Teller<'_>, saw: Option<Saw>, note: &str) -> Order {
    let on = teller.today();
    let step = |id: &str, ng, gate| Step {
        id: id.to_owned(),
        dose: Dose::from_ng(ng),
        min_nights: 28,
        max_nights: None,
        gate,
    };
    Order {
        status: OrderStatus::Active,
        by: DOCTOR.to_owned(),
        on,
        start: None,
        steps: vec![step("w1", 3_000_000, Gate::Clinician), step("w2", 4_500_000, Gate::Clinician)],
        cap: Some(Dose::from_ng(4_500_000)),
        stop_after: None,
        saw,
        replaces: None,
        note: Some(note.to_owned()),
    }
}

fn proposal(teller: &Teller<'_>) -> Result<Vec<String>, Refusal> {
    let page = teller.app.clinic_page().map_err(teller.machine.refuse())?;
    let proposal = page
        .proposal
        .ok_or_else(|| Refusal::new("the order did not reach the phone", "please report this"))?;
    let mut quotes = vec![words::clinic::show_proposal(&proposal, teller.lang())];
    quotes.extend(words::clinic::proposal_changes(&proposal, teller.lang()));
    Ok(quotes)
}

fn confirm(teller: &Teller<'_>) -> Result<(), Refusal> {
    let how = Confirmation { no_opioids: true, ..Confirmation::default() };
    teller.app.confirm_proposal(None, how).map_err(teller.machine.refuse()).map(|_| ())
}

/// What an exchange did, in one line.
fn exchanged(report: &SyncReport, lang: Lang) -> String {
    match lang {
        Lang::En => format!("Sent {}; waiting {}.", report.delivered, report.waiting),
        Lang::De => format!("Gesendet {}; wartet {}.", report.delivered, report.waiting),
    }
}
