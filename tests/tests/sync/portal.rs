//! The same client as against Medplum's router, against our own portal: one row of the table in `docs/fhir.md` each.

use chrono::TimeDelta;
use nocte_tests::phone::{self, Phone, Row};
use nocte_tests::world::World;
use serde_json::{Value, json};
use std::collections::BTreeSet;

/// A phone with a token of its own, its outbox in memory.
async fn phone_of(world: &World) -> Phone {
    let token = world.clinic.token(&world.patient, TimeDelta::hours(20)).await.expect("a token");
    let mut phone = Phone::paired(&format!("{}/fhir", world.proxy.origin()));
    phone.admit(&world.patient, token.reveal());
    phone.now = world.clock.tick();
    phone
}

/// `count` scores of the world's patient, seven a night.
fn log(phone: &mut Phone, world: &World, count: u32) {
    for n in 0..count {
        let score = of(world, phone::score(n), "subject");
        phone.post(n / 7, &[score]);
    }
}

fn of(world: &World, mut resource: Value, field: &str) -> Value {
    resource[field] = json!({"reference": format!("Patient/{}", world.patient)});
    resource
}

async fn count(world: &World, kind: &str) -> usize {
    let record = world.clinic.export(&world.patient).await.expect("the record");
    let entries = record["entry"].as_array().cloned().unwrap_or_default();
    let ids: BTreeSet<String> = entries
        .iter()
        .filter(|entry| entry["resource"]["resourceType"] == kind)
        .map(|entry| entry["resource"]["id"].to_string())
        .collect();
    ids.len()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn transactions_arrive_and_a_replay_makes_no_duplicate_and_no_version() {
    let world = World::paired().await;
    let mut phone = phone_of(&world).await;
    log(&mut phone, &world, 70);
    phone.sync_until_quiet(3).await;
    assert_eq!((phone.acked(), count(&world, "Observation").await), (70, 70));
    for (_, row) in phone.outbox.values_mut() {
        *row = Row::InFlight;
    }
    phone.sync_until_quiet(3).await;
    assert_eq!((phone.acked(), count(&world, "Observation").await), (70, 70));
    let versions = phone.outbox.values().filter_map(|(_, row)| match row {
        Row::Acked(receipts) => receipts.first()?.version.clone(),
        _ => None,
    });
    assert!(versions.into_iter().all(|version| version == "1"), "the same bytes are no new version here");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn sixty_messages_come_in_pages_and_once_each() {
    let world = World::paired().await;
    for n in 0..60 {
        world.clinic.send_message(&world.patient, "Dr Weber", &format!("Message {n}")).await.expect("sent");
    }
    let mut phone = phone_of(&world).await;
    phone.sync().await;
    let messages = |phone: &Phone| {
        phone.pulled.iter().filter(|resource| resource["resourceType"] == "Communication").count()
    };
    assert_eq!(messages(&phone), 60);
    phone.now += TimeDelta::minutes(1);
    phone.sync().await;
    assert_eq!(messages(&phone), 60, "nothing comes twice");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stale_version_guard_parks_its_entry_and_the_rest_arrives() {
    let world = World::paired().await;
    let task = |status: &str| {
        let task = json!({"resourceType": "Task", "id": phone::id(900), "status": status, "intent": "proposal",
            "code": {"coding": [{"system": "http://hl7.org/fhir/CodeSystem/task-code", "code": "approve"}]}});
        of(&world, task, "for")
    };
    let mut phone = phone_of(&world).await;
    phone.post(0, &[task("requested")]);
    phone.sync_until_quiet(3).await;
    phone.post(0, &[task("cancelled")]);
    phone.sync_until_quiet(3).await;
    let before = phone.acked();
    log(&mut phone, &world, 6);
    let seq = phone.post(0, &[task("requested")]);
    if let Some((parcel, _)) = phone.outbox.get_mut(&seq) {
        parcel.resources[0].version = Some("1".to_owned());
    }
    phone.sync_until_quiet(3).await;
    let rows: Vec<&Row> = phone.outbox.values().map(|(_, row)| row).collect();
    assert_eq!((phone.acked() - before, phone.parked()), (6, vec![seq]), "{rows:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn forty_eight_racing_phones_write_each_record_once() {
    let world = World::paired().await;
    let mut racing = tokio::task::JoinSet::new();
    for _ in 0..48 {
        let mut phone = phone_of(&world).await;
        log(&mut phone, &world, 14);
        racing.spawn(async move {
            phone.sync_until_quiet(20).await;
            phone.acked()
        });
    }
    let acked = racing.join_all().await;
    assert!(acked.iter().all(|acked| *acked == 14), "{acked:?}");
    assert_eq!(count(&world, "Observation").await, 14);
}
