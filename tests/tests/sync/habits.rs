//! What servers do that the specification does not promise: each habit seen on a real server is a test of the client.
//! Medplum's router is also met in person, in the peers' lane.

use nocte_core::domain::parked::ParkedReason;
use nocte_core::sync::Gzip;
use nocte_tests::double::{Double, Paging, Quirks};
use nocte_tests::phone::{self, Phone, Row};
use serde_json::{Value, json};
use std::collections::BTreeSet;

type Habit = (&'static str, fn() -> Quirks);

const ALL: [Habit; 3] = [("Go", Quirks::go), ("Helios", Quirks::hfs), ("Medplum", Quirks::medplum)];

async fn phone_and(quirks: Quirks, entries: u32) -> (Phone, Double) {
    let double = Double::start(quirks).await;
    let mut phone = Phone::paired(double.base());
    phone.log(entries);
    (phone, double)
}

/// Every entry is there once, and nothing waits.
fn all_there(phone: &Phone, double: &Double, entries: usize) {
    assert_eq!(phone.acked(), entries, "{:?}", phone.outbox.values().map(|(_, row)| row).collect::<Vec<_>>());
    assert_eq!(double.book().count("Observation"), entries);
}

#[tokio::test]
async fn a_put_that_creates_is_answered_201_or_200() {
    for (name, quirks) in ALL {
        let (mut phone, double) = phone_and(quirks(), 12).await;
        phone.sync_until_quiet(3).await;
        all_there(&phone, &double, 12);
        assert!(
            double.book().versions(&format!("Observation/{}", phone::id(0))) >= 1,
            "{name}: the client's own id"
        );
    }
}

#[tokio::test]
async fn the_same_transaction_twice_makes_no_duplicate() {
    for (name, quirks) in ALL {
        let (mut phone, double) = phone_and(quirks(), 7).await;
        phone.sync_until_quiet(3).await;
        for (_, row) in phone.outbox.values_mut() {
            *row = Row::Queued;
        }
        phone.sync_until_quiet(3).await;
        all_there(&phone, &double, 7);
        let second = double.book().versions(&format!("Observation/{}", phone::id(3)));
        assert!(second <= 2, "{name}: {second} versions");
    }
}

#[tokio::test]
async fn a_500_may_mean_already_there() {
    let (mut phone, double) = phone_and(Quirks { stored_but_500: 3, ..Quirks::go() }, 20).await;
    phone.sync_until_quiet(6).await;
    all_there(&phone, &double, 20);
}

#[tokio::test]
async fn a_parallel_conditional_create_may_make_a_duplicate_so_the_own_id_is_used() {
    let (mut phone, double) = phone_and(Quirks { duplicates: 5, ..Quirks::go() }, 10).await;
    phone.sync_until_quiet(3).await;
    all_there(&phone, &double, 10);
    let entries = double.asked();
    assert!(
        entries.iter().all(|asked| !asked.target.contains("identifier=")),
        "no conditional write was needed"
    );
}

#[tokio::test]
async fn a_conditional_create_is_percent_encoded_and_never_doubles() {
    let (mut phone, double) =
        phone_and(Quirks { raw_slash_refused: true, ..Quirks::conditional() }, 10).await;
    phone.sync_until_quiet(4).await;
    all_there(&phone, &double, 10);
    for (_, row) in phone.outbox.values_mut() {
        *row = Row::Queued;
    }
    phone.sync_until_quiet(4).await;
    all_there(&phone, &double, 10);
}

#[tokio::test]
async fn a_server_that_only_creates_gets_each_observation_once() {
    let (mut phone, double) = phone_and(Quirks::create_only(), 6).await;
    phone.sync_until_quiet(4).await;
    all_there(&phone, &double, 6);
    for (_, row) in phone.outbox.values_mut() {
        *row = Row::InFlight;
    }
    phone.sync_until_quiet(4).await;
    all_there(&phone, &double, 6);
}

/// A Task two hands may write to: its version guard is out of date, in the three ways servers say so.
#[tokio::test]
async fn a_stale_version_guard_holds_back_its_own_entry_alone() {
    for (name, quirks) in ALL {
        let (mut phone, double) = phone_and(quirks(), 3).await;
        let task = |status: &str| -> Value {
            json!({"resourceType": "Task", "id": phone::id(900), "status": status, "intent": "proposal",
                "for": {"reference": format!("Patient/{}", phone::PATIENT)}})
        };
        double.book().put(task("requested"));
        double.book().put(task("accepted"));
        let seq = phone.post(0, &[task("cancelled")]);
        if let Some((parcel, _)) = phone.outbox.get_mut(&seq) {
            parcel.resources[0].version = Some("1".to_owned());
        }
        phone.sync_until_quiet(4).await;
        assert_eq!(phone.acked(), 3, "{name}: the scores");
        assert_eq!(phone.parked(), [seq], "{name}: the stale task");
        let book = double.book();
        let kept =
            book.current().find(|(key, _)| key.starts_with("Task/")).map(|(_, task)| task["status"].clone());
        assert_eq!(kept, Some(json!("accepted")), "{name}: the clinic's word stands");
    }
}

#[tokio::test]
async fn what_a_bundle_lets_pass_and_a_single_write_does_not_parks_alone() {
    let (mut phone, double) = phone_and(Quirks { transactions: false, ..Quirks::go() }, 5).await;
    let mut poison = phone::score(700);
    poison.as_object_mut().expect("an object").remove("code");
    phone.sync_until_quiet(2).await; // it waits alone: no bundle lets it pass
    let seq = phone.post(2, &[poison]);
    phone.sync_until_quiet(4).await;
    assert_eq!((phone.acked(), phone.parked()), (5, vec![seq]));
    let Some((_, Row::Parked(status, reason))) = phone.outbox.get(&seq) else { panic!("it is parked") };
    assert_eq!(*status, Some(422));
    let ParkedReason::NotTaken { status: 422, issues } = reason else { panic!("{reason:?}") };
    assert!(!issues.is_empty(), "it says what is missing");
    assert_eq!(double.book().count("Observation"), 5);
}

fn message(n: u32) -> Value {
    json!({"resourceType": "Communication", "id": format!("message-{n}"), "status": "completed",
        "subject": {"reference": format!("Patient/{}", phone::PATIENT)}, "payload": [{"contentString": "Hello"}]})
}

#[tokio::test]
async fn pages_without_total_and_totals_without_pages_both_end_with_everything() {
    for paging in [Paging::NextNoTotal, Paging::TotalNoNext] {
        let (mut phone, double) = phone_and(Quirks { paging, ..Quirks::hfs() }, 0).await;
        for n in 0..25 {
            double.book().put(message(n));
        }
        phone.sync_until_quiet(1).await;
        let got: BTreeSet<&str> =
            phone.pulled.iter().filter_map(|resource| resource["id"].as_str()).collect();
        assert_eq!(got.len(), 25, "{paging:?}");
    }
}

#[tokio::test]
async fn a_search_that_returns_its_own_time_again_brings_nothing_twice() {
    let (mut phone, double) = phone_and(Quirks::go(), 0).await;
    for n in 0..4 {
        double.book().put(message(n));
    }
    for _ in 0..3 {
        phone.sync().await;
        phone.now += chrono::TimeDelta::minutes(20);
    }
    assert_eq!(phone.pulled.len(), 4, "each version once, however often it is sent");
    double.book().put(message(2));
    phone.sync().await;
    assert_eq!(phone.pulled.len(), 5, "a new version is new");
}

#[tokio::test]
async fn strictness_is_asked_for_and_neither_answer_to_it_hurts() {
    for strict in [false, true] {
        let (mut phone, double) = phone_and(Quirks { strict, ..Quirks::hfs() }, 2).await;
        double.book().put(message(1));
        let report = phone.sync().await;
        assert!(report.problems.is_empty(), "{:?}", report.problems);
        assert_eq!(phone.pulled.len(), 1);
    }
}

#[tokio::test]
async fn a_server_that_refuses_compression_is_not_asked_again() {
    for (status, quirks) in [(400, Quirks::go()), (500, Quirks::medplum())] {
        let (mut phone, double) = phone_and(quirks, 120).await;
        phone.sync_until_quiet(6).await;
        all_there(&phone, &double, 120);
        assert_ne!(phone.state.gzip, Gzip::Taken, "{status}");
    }
    let (mut phone, double) = phone_and(Quirks::hfs(), 120).await;
    phone.sync_until_quiet(3).await;
    all_there(&phone, &double, 120);
    assert_eq!(phone.state.gzip, Gzip::Taken, "the control: one that takes it");
}

#[tokio::test]
async fn header_names_are_read_without_case() {
    for spelling in
        [str::to_owned as fn(&str) -> String, |name| name.to_lowercase(), |name| name.to_uppercase()]
    {
        let (mut phone, double) =
            phone_and(Quirks { spelling, transactions: false, ..Quirks::hfs() }, 3).await;
        phone.sync_until_quiet(3).await;
        all_there(&phone, &double, 3);
        let versions = phone.outbox.values().filter(|(_, row)| match row {
            Row::Acked(receipts) => receipts.iter().all(|receipt| receipt.version.as_deref() == Some("1")),
            _ => false,
        });
        assert_eq!(versions.count(), 3);
    }
}
