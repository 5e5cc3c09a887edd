//! The same client against Medplum's router, which nobody here wrote.

use nocte_tests::moving::{self, count};
use nocte_tests::peers::Server;
use nocte_tests::phone::{self, Phone, Row};
use nocte_tests::proxy::{Fault, Proxy, Random};
use serde_json::{Value, json};
use std::collections::BTreeSet;

async fn ask(base: &str, method: &str, path: &str, body: &Value) -> Value {
    moving::ask(base, method, path, body).await.1
}

/// Nothing waits, nothing is parked, everything is there once.
async fn all_there(phone: &Phone, base: &str, entries: usize) {
    let rows: Vec<&Row> =
        phone.outbox.values().map(|(_, row)| row).filter(|row| !matches!(row, Row::Acked(_))).collect();
    assert!(rows.is_empty(), "{rows:?}");
    assert_eq!(count(base, "Observation").await, entries as u64);
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs peers: cargo xtask test peers"]
async fn transactions_arrive_and_a_replay_makes_no_duplicate() {
    let server = Server::medplum();
    let mut phone = Phone::paired(server.address());
    phone.log(70);
    phone.sync_until_quiet(3).await;
    all_there(&phone, server.address(), 70).await;
    for (_, row) in phone.outbox.values_mut() {
        *row = Row::InFlight;
    }
    phone.sync_until_quiet(3).await;
    all_there(&phone, server.address(), 70).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs peers: cargo xtask test peers"]
async fn twenty_five_messages_are_pulled_though_it_gives_ten_and_no_next() {
    let server = Server::medplum();
    let base = server.address();
    let patient = json!({"resourceType": "Patient", "id": phone::PATIENT});
    ask(base, "PUT", &format!("Patient/{}", phone::PATIENT), &patient).await;
    for n in 0..25 {
        let id = phone::id(n);
        let message = json!({"resourceType": "Communication", "id": id, "status": "completed",
            "subject": {"reference": format!("Patient/{}", phone::PATIENT)}, "payload": [{"contentString": "Hello"}]});
        ask(base, "PUT", &format!("Communication/{id}"), &message).await;
    }
    let mut phone = Phone::paired(base);
    let report = phone.sync().await;
    let got: BTreeSet<&str> = phone
        .pulled
        .iter()
        .filter(|resource| resource["resourceType"] == "Communication")
        .filter_map(|resource| resource["id"].as_str())
        .collect();
    assert_eq!(got.len(), 25, "{:?}", report.problems);
    let before = phone.pulled.len();
    phone.now += chrono::TimeDelta::minutes(1);
    phone.sync().await;
    assert_eq!(phone.pulled.len(), before, "nothing comes twice");
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs peers: cargo xtask test peers"]
async fn a_stale_version_guard_parks_its_entry_and_the_rest_arrives() {
    let server = Server::medplum();
    let base = server.address();
    let id = phone::id(900);
    let task = |status: &str| {
        json!({"resourceType": "Task", "id": id, "status": status, "intent": "proposal",
            "for": {"reference": format!("Patient/{}", phone::PATIENT)}})
    };
    let path = format!("Task/{id}");
    let first = ask(base, "PUT", &path, &task("requested")).await;
    let version = first["meta"]["versionId"].as_str().expect("a version").to_owned();
    ask(base, "PUT", &path, &task("accepted")).await;
    let mut phone = Phone::paired(base);
    phone.log(6);
    let seq = phone.post(0, &[task("cancelled")]);
    if let Some((parcel, _)) = phone.outbox.get_mut(&seq) {
        parcel.resources[0].version = Some(version);
    }
    phone.sync_until_quiet(3).await;
    assert_eq!((phone.acked(), phone.parked()), (6, vec![seq]));
    assert_eq!(ask(base, "GET", &path, &Value::Null).await["status"], "accepted");
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs peers: cargo xtask test peers"]
async fn forty_eight_racing_phones_write_each_record_once() {
    let server = Server::medplum();
    let base = server.address();
    let mut racing = tokio::task::JoinSet::new();
    for _ in 0..48 {
        let mut phone = Phone::paired(base);
        phone.log(14);
        racing.spawn(async move {
            phone.sync_until_quiet(3).await;
            phone.acked()
        });
    }
    let acked = racing.join_all().await;
    assert!(acked.iter().all(|acked| *acked == 14), "{acked:?}");
    assert_eq!(count(base, "Observation").await, 14);
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs peers: cargo xtask test peers"]
async fn through_random_faults_everything_arrives_once() {
    let server = Server::medplum();
    let host = server.address().trim_start_matches("http://").trim_end_matches("/fhir");
    let upstream = host.parse().expect("an address of loopback");
    let luck = Random::new(11, 25).without(|fault| matches!(fault, Fault::Stale | Fault::Nothing(_)));
    let proxy = Proxy::start(upstream, luck).await;
    let mut phone = Phone::paired(&format!("{}/fhir", proxy.origin()));
    phone.log(1_400);
    let runs = phone.sync_until_quiet(100).await;
    eprintln!("200 nights, {runs} runs, {:?}", proxy.tally());
    all_there(&phone, server.address(), 1_400).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs peers: cargo xtask test peers"]
async fn killed_in_the_middle_of_a_transaction_it_is_sent_again_to_its_successor() {
    let mut server = Server::medplum();
    let host = server.address().trim_start_matches("http://").trim_end_matches("/fhir").to_owned();
    let upstream = host.parse().expect("an address of loopback");
    // Its repository is memory: what it took before is gone with it, so everything goes to the next one.
    let proxy = Proxy::start(upstream, nocte_tests::proxy::Script::default()).await;
    let mut phone = Phone::paired(&format!("{}/fhir", proxy.origin()));
    phone.log(35);
    proxy.turn(
        |asked: &nocte_tests::proxy::Asked| {
            if asked.method == "POST" { Fault::CutRequest(1_500) } else { Fault::Clean }
        },
    );
    phone.sync().await;
    server.kill();
    phone.sync().await;
    assert_eq!(phone.acked(), 0);
    let next = Server::medplum();
    let host = next.address().trim_start_matches("http://").trim_end_matches("/fhir");
    proxy.aim(host.parse().expect("an address of loopback"));
    proxy.turn(nocte_tests::proxy::Script::default());
    phone.now += chrono::TimeDelta::hours(7);
    phone.sync_until_quiet(3).await;
    all_there(&phone, next.address(), 35).await;
}
