//! Two carers, one night (`safety.md` 18), over the real portal: who gives travels by sync, and both phones agree.

use crate::house::{House, give_it_oneself, take};
use nocte_core::app::{App, Wire};
use nocte_core::domain::giving::{Giver, Giving};
use nocte_core::domain::logging::{LogRequest, LogResult};
use nocte_core::domain::tonight::TonightState;
use nocte_core::error::{ChoiceRefusal, Error};
use nocte_core::sync::{Failure, Reply, Request};
use std::future::Future;
use std::time::Duration;

/// Two phones of one patient; the second joined the first one's log, and knows it.
fn two_phones(house: &House) -> (App, App) {
    let one = house.begun("one");
    house.pair(&one);
    house.sync(&one);
    let two = house.phone("two");
    house.pair(&two);
    house.sync(&two);
    two.confirm_restore().expect("a copy that was confirmed");
    house.later(24 * 60);
    (one, two)
}

fn giving(app: &App) -> Giving {
    app.giving().expect("an answer")
}

fn is_there(app: &App) -> bool {
    matches!(giving(app).giver, Giver::There { .. })
}

fn refused_to_take_over(app: &App) -> bool {
    matches!(app.give_here(), Err(Error::Choice(ChoiceRefusal::SyncFirst)))
}

#[test]
fn safety_18_the_giving_phone_is_known_to_the_other_which_asks_before_it_gives() {
    let house = House::new();
    let (one, two) = two_phones(&house);
    assert_eq!(giving(&one).giver, Giver::Here, "it was the first");
    assert_eq!(giving(&two).giver, Giver::Unchosen, "it joined");
    one.name_holder("Anna").expect("a name");
    one.give_here().expect("it gives already, and now says so");
    house.sync(&one);
    house.sync(&two);
    assert!(is_there(&two) && giving(&two).fresh);
    house.later(11);
    let (outcome, stored) = two.log(&LogRequest::taken("phone")).expect("an answer");
    assert_eq!((outcome.result, stored), (LogResult::RefusedNotGiving, None));
    assert!(refused_to_take_over(&two), "not before it has heard what the other did");
    take(&one);
    house.sync(&one);
    house.sync(&two);
    let tonight = two.tonight().expect("a screen");
    assert_eq!(tonight.state, TonightState::Taken);
    assert_eq!(tonight.answered.and_then(|answered| answered.by).as_deref(), Some("Anna"));
}

#[test]
fn safety_18_the_giving_phone_changes_hands_and_both_agree() {
    let house = House::new();
    let (one, two) = two_phones(&house);
    one.give_here().expect("the first choice");
    for phone in [&one, &two] {
        house.sync(phone);
    }
    two.give_here().expect("it has just heard everything");
    for phone in [&two, &one] {
        house.sync(phone);
    }
    assert_eq!(giving(&two).giver, Giver::Here);
    assert!(is_there(&one));
    house.later(60);
    assert!(refused_to_take_over(&one));
    give_it_oneself(&one);
}

#[test]
fn safety_18_two_choices_made_apart_are_seen_on_both_and_settled_by_one() {
    let house = House::new();
    let (one, two) = two_phones(&house);
    for phone in [&one, &two] {
        house.sync(phone);
    }
    one.give_here().expect("a choice");
    two.give_here().expect("another, made at the same time");
    for phone in [&one, &two, &one] {
        house.sync(phone);
    }
    assert_eq!((giving(&one).giver, giving(&two).giver), (Giver::Disputed, Giver::Disputed));
    two.give_here().expect("settled on either");
    for phone in [&two, &one] {
        house.sync(phone);
    }
    assert_eq!(giving(&two).giver, Giver::Here);
    assert!(is_there(&one));
}

/// A network that is not there.
struct Dead;

impl Wire for Dead {
    fn carry(&self, _: Request) -> impl Future<Output = Reply> + Send {
        core::future::ready(Reply::Failed(Failure::Connect))
    }

    /// The clock stands still, so the run ends.
    async fn sleep(&self, _: Duration) {}
}

#[test]
fn safety_18_a_sync_that_heard_nothing_makes_no_knowledge_younger() {
    let house = House::new();
    let (one, two) = two_phones(&house);
    one.give_here().expect("a choice");
    for phone in [&one, &two] {
        house.sync(phone);
    }
    let before = giving(&two).as_of;
    house.later(30);
    let report = house.go(two.sync(&Dead)).expect("a run");
    assert!(!report.problems.is_empty() || report.not_before.is_some(), "{report:?}");
    assert_eq!(giving(&two).as_of, before);
    assert!(!giving(&two).fresh);
}
