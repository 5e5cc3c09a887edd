//! The outbox on its way, and what a pull may do to the file.
#![cfg(feature = "store")]

use nocte_core::domain::clinic::{Arrival, OrderStatus, ResourceRef};
use nocte_core::domain::fact::Fact;
use nocte_core::domain::parked::{Issue, IssueKind, ParkedReason, Unreadable};
use nocte_core::domain::plan::{Decision, DecisionKind, HoldReason};
use nocte_core::store::{Applied, Change, OpenOptions, Passphrase, Store, StoreError};
use nocte_tests::facts;
use nocte_tests::medium::Laboratory;
use nocte_tests::vault::MemoryVault;
use nocte_vfs::Cut;

fn store_of(folder: &tempfile::TempDir) -> Store {
    Store::create(folder.path().join("nocte.db"), &MemoryVault::with(1), OpenOptions::new())
        .expect("a new store")
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

fn from(id: &str) -> ResourceRef {
    ResourceRef { kind: "Basic".to_owned(), id: id.to_owned(), version: "1".to_owned() }
}

fn pulled(id: &str, facts: Vec<Fact>) -> Change {
    Change::Pulled { from: from(id), facts, body: "{}".to_owned() }
}

fn hold() -> Fact {
    let kind = DecisionKind::HoldBegin { reason: HoldReason::Clinician };
    Decision {
        id: facts::id(4, 9),
        plan: facts::plan().id,
        kind,
        from: facts::night(4),
        stamp: facts::stamp(4),
    }
    .into()
}

fn stop() -> Change {
    let order = nocte_core::domain::clinic::Order { status: OrderStatus::Stopped, ..facts::order() };
    let received = facts::received(4, 1, "MedicationRequest", Arrival::Order(order));
    Change::Received { received: Box::new(received), follows: vec![hold()] }
}

fn apply(store: &Store, changes: &[Change]) -> Applied {
    store.apply(changes).expect("a step that stands")
}

#[test]
fn a_fact_goes_from_queued_to_in_flight_to_delivered_and_keeps_the_words_it_was_first_sent_in() {
    let folder = folder();
    let store = store_of(&folder);
    let said: [Fact; 2] = [facts::dose(0, 1).into(), facts::dose(1, 1).into()];
    let _ = store.append(&said).expect("an acknowledgement");
    let _ = apply(&store, &[Change::InFlight { seq: 1, letters: "[1]".to_owned() }]);
    assert_eq!(store.waiting().expect("a count"), 2, "in flight waits, too");
    assert_eq!(store.outbox(9).expect("an outbox").len(), 1, "and is not sent twice at once");

    assert_eq!(store.land().expect("a start"), 1);
    assert_eq!(store.land().expect("a start"), 0);
    let again = store.outbox(9).expect("an outbox");
    assert_eq!((again[0].seq, again[0].attempt, again[0].letters.as_deref()), (1, 1, Some("[1]")));
    let _ =
        apply(&store, &[Change::InFlight { seq: 1, letters: "[2]".to_owned() }, Change::Queued { seq: 1 }]);
    let again = store.outbox(9).expect("an outbox");
    assert_eq!(
        (again[0].attempt, again[0].letters.as_deref()),
        (2, Some("[1]")),
        "frozen at the first attempt"
    );

    let _ = apply(&store, &[Change::Acked { seq: 1 }]);
    assert_eq!(store.outbox_after(0, 9).expect("an outbox").len(), 1);
    assert_eq!(store.outbox_after(2, 9).expect("an outbox").len(), 0);
    assert_eq!(store.facts().expect("facts"), said, "delivered is not gone");
    assert!(store.verify().expect("a self-check").is_ok());
}

#[test]
fn a_parked_fact_is_shown_with_its_reason_and_holds_nothing_up() {
    let folder = folder();
    let store = store_of(&folder);
    let said: [Fact; 2] = [facts::note(0, 1, "poison").into(), facts::dose(1, 1).into()];
    let _ = store.append(&said).expect("an acknowledgement");
    let issues = vec![Issue { kind: IssueKind::Value, place: Some("Observation.value".to_owned()) }];
    let reason = ParkedReason::NotTaken { status: 422, issues };
    let _ = apply(&store, &[Change::Parked { seq: 1, status: Some(422), reason: reason.clone() }]);
    assert_eq!(store.waiting().expect("a count"), 1);
    assert_eq!(store.outbox(9).expect("an outbox")[0].seq, 2);
    let parked = store.parked().expect("what is parked");
    assert_eq!((parked[0].fact, parked[0].status, &parked[0].reason), (said[0].id(), Some(422), &reason));
    assert_eq!(store.unpark().expect("asked for"), 1);
    assert_eq!((store.waiting().expect("a count"), store.parked().expect("none").len()), (2, 0));
}

#[test]
fn what_is_pulled_is_not_sent_back_and_pulling_it_again_changes_nothing() {
    let folder = folder();
    let store = store_of(&folder);
    let other: Fact = facts::dose(3, 5).into();
    let page = [pulled("a", vec![other.clone()]), pulled("b", vec![facts::note(3, 6, "so").into()])];
    assert_eq!(apply(&store, &page), Applied { facts: 2, ..Applied::default() });
    assert_eq!(apply(&store, &page), Applied::default(), "the overlap of a pull");
    assert_eq!(store.waiting().expect("a count"), 0);
    assert_eq!(store.facts().expect("facts").len(), 2);
    assert_eq!(store.fact(other.id()).expect("a look"), Some(other));
    assert_eq!(store.fact(facts::id(8, 8)).expect("a look"), None);
}

#[test]
fn a_pull_never_rewrites_history_and_what_contradicts_it_is_set_apart_and_shown() {
    let folder = folder();
    let store = store_of(&folder);
    let ours: Fact = facts::dose(3, 5).into();
    let _ = store.append(std::slice::from_ref(&ours)).expect("an acknowledgement");
    let mut other = facts::dose(3, 5);
    other.night = facts::night(7);
    let mut note = facts::note(1, 1, "an id of another table");
    note.id = ours.id();
    let page = [
        pulled("same-id", vec![other.into()]),
        pulled("other-table", vec![note.into()]),
        pulled("fine", vec![facts::dose(4, 5).into()]),
        Change::SetApart { from: from("unread"), reason: unreadable(), body: "{}".to_owned() },
    ];
    let done = apply(&store, &page);
    assert_eq!(done, Applied { facts: 1, set_apart: 3, arrivals: 0 }, "one bad one keeps no other out");
    assert_eq!(store.facts().expect("facts")[0], ours);
    let shown: Vec<String> =
        store.set_apart().expect("what is set apart").into_iter().map(|it| it.from.id).collect();
    assert_eq!(shown, ["other-table", "same-id", "unread"]);
    let _ = apply(&store, &[pulled("same-id", vec![ours])]);
    assert_eq!(store.set_apart().expect("what is set apart").len(), 2, "mended over there");
}

#[test]
fn an_arrival_and_its_hold_stand_together_and_once() {
    let folder = folder();
    let store = store_of(&folder);
    let _ = store.append(&[facts::plan().into()]).expect("an acknowledgement");
    assert_eq!(apply(&store, &[stop()]).arrivals, 1);
    assert_eq!(apply(&store, &[stop()]), Applied::default(), "received again, it holds nothing again");
    let journal = store.journal().expect("a journal");
    assert_eq!((journal.received.len(), journal.decisions.len()), (1, 1));
    let waiting = store.outbox(9).expect("an outbox");
    assert_eq!(waiting.last().map(|it| it.fact.clone()), Some(hold()), "the clinic hears of the hold");
    assert_eq!(waiting.len(), 2, "the arrival itself stays here");
    let broken = [
        stop(),
        Change::Received {
            received: Box::new(facts::received(5, 5, "Flag", Arrival::Order(facts::order()))),
            follows: vec![facts::plan().into(), {
                let mut other = facts::plan();
                other.version = 9;
                other.into()
            }],
        },
    ];
    assert!(matches!(store.apply(&broken), Err(StoreError::Conflict { .. })));
    assert_eq!(store.journal().expect("a journal"), journal, "all or nothing");
}

#[test]
fn the_documents_of_sync_are_replaced_as_one_and_travel_in_no_backup() {
    let folder = folder();
    let store = store_of(&folder);
    let name = "session";
    for body in ["{\"token\":1}", "{\"token\":2}"] {
        let _ = apply(&store, &[Change::Document { name, body: body.to_owned() }]);
        assert_eq!(store.document(name).expect("a look").as_deref(), Some(body));
    }
    let copy = folder.path().join("copy.nocte");
    let passphrase = Passphrase::new("a long enough passphrase").expect("long enough");
    store.backup(&copy, &passphrase, facts::evening(1)).expect("a backup");
    let path = folder.path().join("second.db");
    let restored = (facts::id(2, 1), facts::stamp(2));
    let vault = MemoryVault::with(2);
    Store::restore(&path, &vault, &copy, &passphrase, restored, &OpenOptions::new()).expect("a restore");
    let second = Store::open(&path, &vault, OpenOptions::new()).expect("the second phone");
    assert_eq!(second.document(name).expect("a look"), None, "the new phone pairs anew");
    assert!(store.document(name).expect("a look").is_some());
    let _ = apply(&store, &[Change::Forget { name }]);
    assert_eq!(store.document(name).expect("a look"), None);
}

fn unreadable() -> ParkedReason {
    ParkedReason::Unreadable { how: Unreadable::Field { name: "dosage".to_owned() } }
}

#[test]
fn a_reason_that_an_earlier_build_kept_as_a_sentence_is_still_told() {
    let folder = folder();
    let store = store_of(&folder);
    let _ = store.append(&[facts::note(0, 1, "poison").into()]).expect("an acknowledgement");
    let raw = rusqlite::Connection::open(folder.path().join("nocte.db")).expect("the file");
    let hex = MemoryVault::with(1).key().expect("a key").to_hex();
    raw.execute_batch(&format!("PRAGMA key = \"x'{}'\";", hex.as_str())).expect("the key");
    let old = "The clinic's server did not take it (400): no reason was given.";
    raw.execute("UPDATE outbox SET state = 'parked', status = 400, reason = ?1", [old]).expect("a sentence");
    let parked = store.parked().expect("what is parked");
    assert_eq!(parked[0].reason, ParkedReason::Told { text: old.to_owned() });
}

/// The steps of a sync, each marked in a document, and what stands after each.
fn steps() -> Vec<Vec<Change>> {
    let mark = |n: usize| Change::Document { name: "step", body: n.to_string() };
    let fly = |seq| Change::InFlight { seq, letters: "[\"frozen\"]".to_owned() };
    let mut steps = vec![
        vec![fly(1), fly(2)],
        vec![
            Change::Acked { seq: 1 },
            Change::Parked { seq: 2, status: Some(400), reason: ParkedReason::NoChanges },
        ],
        vec![pulled("a", vec![facts::dose(5, 5).into()]), stop()],
        vec![pulled("b", vec![facts::dose(6, 5).into(), facts::undo(6, 6, facts::id(5, 5)).into()]), fly(3)],
        vec![Change::Queued { seq: 3 }],
    ];
    for (n, step) in steps.iter_mut().enumerate() {
        step.push(mark(n + 1));
    }
    steps
}

fn seen(store: &Store) -> (usize, usize, usize, u64, usize) {
    (
        store.facts().expect("facts").len(),
        store.journal().expect("a journal").received.len(),
        store.outbox(99).expect("an outbox").len(),
        store.waiting().expect("a count"),
        store.parked().expect("what is parked").len(),
    )
}

#[test]
fn the_power_may_go_between_and_within_any_two_steps_of_a_sync() {
    let laboratory = Laboratory::new();
    let store = laboratory.open_or_create().expect("a new store");
    let said: [Fact; 3] = [facts::plan().into(), facts::dose(1, 1).into(), facts::dose(2, 1).into()];
    let _ = store.append(&said).expect("an acknowledgement");
    store.fold().expect("a fold");
    let before = laboratory.medium.files();
    let begin = laboratory.medium.log_len();
    let mut expected = vec![seen(&store)];
    let mut ends = vec![0];
    for step in steps() {
        let _ = apply(&store, &step);
        ends.push(laboratory.medium.log_len() - begin);
        expected.push(seen(&store));
    }
    let log = laboratory.medium.log().split_off(begin);
    drop(store);
    let mut luck = fastrand::Rng::with_seed(7);
    let mut reached = [0_usize; 6];
    for after in 0..=log.len() {
        for kept_tenths in [0, 5, 10] {
            laboratory.medium.put(Cut { after, kept_tenths }.image(&before, &log, &mut luck));
            let store = laboratory.open().expect("a store after a cut");
            let step =
                store.document("step").expect("a look").map_or(0, |text| text.parse().expect("a number"));
            let acknowledged = ends.iter().filter(|end| **end <= after).count() - 1;
            assert!(step >= acknowledged, "step {acknowledged} was acknowledged, {step} stands");
            assert_eq!(seen(&store), expected[step], "half a step stands after {after} operations");
            assert!(store.verify().expect("a self-check").is_ok());
            reached[step] += 1;
        }
    }
    assert!(reached.iter().all(|cuts| *cuts > 0), "a cut in every step: {reached:?}");
}

#[test]
fn what_was_got_ready_and_not_sent_waits_as_if_nothing_had_been() {
    let folder = folder();
    let store = store_of(&folder);
    let _ = store.append(&[facts::dose(0, 1).into()]).expect("an acknowledgement");
    let attempts = || store.outbox(9).expect("the outbox").iter().map(|it| it.attempt).collect::<Vec<_>>();
    let in_flight = Change::InFlight { seq: 1, letters: "[1]".to_owned() };
    let _ = apply(&store, &[in_flight.clone(), Change::Unsent { seq: 1 }]);
    assert_eq!(attempts(), [0]);
    let _ = apply(&store, &[in_flight, Change::Queued { seq: 1 }, Change::Unsent { seq: 1 }]);
    assert_eq!(attempts(), [1], "what was sent stays counted");
}

/// Each step stands when it returns; the log is folded in once.
#[test]
fn an_exchange_folds_at_its_end_and_at_once_what_is_new() {
    let folder = folder();
    let store = store_of(&folder);
    let log = folder.path().join("nocte.db-wal");
    let length = || std::fs::metadata(&log).map_or(0, |found| found.len());
    let is_empty = || {
        (0..5_000_000).any(|_| {
            std::thread::yield_now();
            length() == 0
        })
    };
    let exchange = store.exchange();
    for n in 0..20 {
        let _ = apply(&store, &[Change::Document { name: "session", body: format!("{{\"n\":{n}}}") }]);
    }
    assert!(length() > 0, "nobody folds what the server can be asked for again");
    let _ = apply(&store, &[stop()]);
    assert!(is_empty(), "a stop is in the file at once");
    let _ = apply(&store, &[Change::Document { name: "session", body: "{}".to_owned() }]);
    assert!(length() > 0);
    drop(exchange);
    assert!(is_empty(), "and everything at the end");
}
