//! The part of the story with the clinic in it: paired with, synced with, an order confirmed, a stop obeyed.

use crate::ports::Hand;
use crate::story::{Story, refusal, tell_plan, tell_tonight, yes};
use nocte_bindings::{ApiError, Nocte, SyncView};
use nocte_core::app::{Confirmation, PairPage};
use nocte_core::domain::amount::Dose;
use nocte_tests::desk::Desk;
use std::future::Future;

/// Waits for what speaks to the clinic.
fn wait<T>(call: impl Future<Output = Result<T, ApiError>>) -> Result<T, ApiError> {
    tokio::runtime::Builder::new_current_thread().build().expect("a runtime").block_on(call)
}

fn asked(desk: &Desk, question: &str) -> String {
    desk.answer(question).expect("the clinic answers")
}

/// The same hour for the phone and the clinic.
fn at(clock: &Hand, desk: &Desk, hour: &str) {
    clock.set(hour);
    asked(desk, &format!("now {hour}"));
}

fn tell_pairing(story: &mut Story, page: &PairPage) {
    story.maybe("initials", page.initials.as_ref());
    story.maybe("birth year", page.birth_year);
    story.maybe("present dose", page.present_dose.map(Dose::ng));
    story.say("matched", yes(page.matched));
}

fn tell_sync(story: &mut Story, app: &Nocte) {
    let SyncView { delivered, pulled, waiting, parked, troubles, .. } = wait(app.sync()).expect("a run");
    story.say("synced", format!("{delivered} {pulled} {waiting} {} {}", parked.len(), troubles.len()));
}

/// The first visit.
pub(crate) fn visit(story: &mut Story, app: &Nocte, clock: &Hand, desk: &Desk) {
    at(clock, desk, "2026-11-05T19:10:00Z");
    story.say("alone", refusal(wait(app.sync())));
    let answer = asked(desk, "link");
    let (link, passcode) = answer.split_once(' ').expect("a link and a passcode");
    let pair = |passcode: &str| wait(app.pair(link.to_owned(), Some(passcode.to_owned())));
    story.say("wrong passcode", refusal(pair("none")));
    tell_pairing(story, &pair(passcode).expect("a pairing"));
    tell_sync(story, app);
    let confirm = |initials: &str| wait(app.confirm_match(initials.to_owned(), 1980));
    story.say("other initials", refusal(confirm("x.y.")));
    let page = confirm("a.m.").expect("the same person");
    tell_pairing(story, &page);
    asked(desk, &format!("match {}", page.present_dose.expect("a dose").ng()));
    asked(desk, "order 750000 7");
    at(clock, desk, "2026-11-05T19:20:00Z");
    tell_sync(story, app);
    let view = app.clinic().expect("a page");
    story.maybe("proposal", view.proposal_text.as_ref());
    story.each("changes", view.changes);
    let how = Confirmation { no_opioids: true, ..Confirmation::default() };
    let made = app.confirm_proposal(None, how).expect("a plan");
    story.say("plan", made.made.plan.version);
    story.each("warnings", made.warnings);
    tell_sync(story, app);
    tell_plan(story, app);
    tell_tonight(story, app);
    at(clock, desk, "2026-11-05T19:30:00Z");
    asked(desk, "stop");
    tell_sync(story, app);
    let view = app.clinic().expect("a page");
    story.each("stops", view.stops);
    tell_tonight(story, app);
    let resumed = app.resume(None, true).expect("the patient's word ends it");
    story.say("ended holds", resumed.ended.len());
    story.say("from", resumed.from);
}

/// After a restore the phone is paired no more. Paired anew, it tells the clinic what it no longer knows.
pub(crate) fn visit_again(story: &mut Story, app: &Nocte, clock: &Hand, desk: &Desk) {
    at(clock, desk, "2026-11-07T19:00:00Z");
    story.say("after the restore", refusal(wait(app.sync())));
    let answer = asked(desk, "link");
    let (link, passcode) = answer.split_once(' ').expect("a link and a passcode");
    let page = wait(app.pair(link.to_owned(), Some(passcode.to_owned())));
    tell_pairing(story, &page.expect("a pairing"));
    tell_sync(story, app);
    wait(app.unpair()).expect("an end");
    story.say("alone again", refusal(wait(app.sync())));
}
