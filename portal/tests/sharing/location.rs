//! Files that a reader does not want inside the manifest: an address of their own, once and for minutes.

use crate::link::{CANARY, Link, PASSCODE, bytes, house};
use crate::wire::{Answer, House};
use chrono::TimeDelta;
use nocte_core::shlink::open;
use nocte_portal::log::Log;
use nocte_portal::sharing::Service;
use nocte_portal::store::links::TICKET;
use serde_json::json;
use std::collections::BTreeSet;
use std::sync::Arc;

/// What a manifest gives as the address of its file, as a path of this server.
async fn located(house: &House, link: &Link, passcode: Option<&str>) -> String {
    let answer = link.manifest_of(house, passcode, Some(8)).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let file = &answer.json()["files"][0];
    assert!(file["embedded"].is_null(), "one or the other: {file}");
    let location = file["location"].as_str().expect("an address").to_owned();
    let path = location.strip_prefix(&house.running.url).expect("an address of this server").to_owned();
    assert!(!path.contains(&link.address), "it does not say whose file it is");
    path
}

async fn fetched(house: &House, path: &str) -> Answer {
    house.send("GET", path, &[], "").await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_file_is_embedded_as_far_as_its_reader_takes_it() {
    let house = house(Service::Anyone, Log::none()).await;
    let link = Link::new(21);
    link.hand_in(&house, None).await;
    let length = link.sealed().len();
    for (most, embeds) in [(None, true), (Some(length), true), (Some(length - 1), false), (Some(0), false)] {
        let file = &link.manifest_of(&house, None, most).await.json()["files"][0];
        assert_eq!(
            (file["embedded"].is_string(), file["location"].is_string()),
            (embeds, !embeds),
            "{most:?}"
        );
        assert_eq!(file["contentType"], "application/fhir+json");
    }
    for wrong in [json!(-1), json!("10"), json!(1.5)] {
        let body = json!({"recipient": "Dr Weber", "embeddedLengthMax": wrong}).to_string();
        assert_eq!(house.post(&link.path(), "application/json", &body).await.status, 400, "{body}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_located_file_is_fetched_once_and_counted_once() {
    let house = house(Service::Anyone, Log::none()).await;
    let link = Link::new(22);
    link.hand_in(&house, Some(PASSCODE)).await;
    let path = located(&house, &link, Some(PASSCODE)).await;
    assert_eq!(house.send("HEAD", &path, &[], "").await.status, 404, "who only looks spends nothing");
    let file = fetched(&house, &path).await;
    assert_eq!(file.status, 200, "{}", file.body);
    assert!(file.head.contains("content-type: application/jose") && file.head.contains("no-store"));
    assert!(file.head.contains("access-control-allow-origin: *"));
    let plain = open(&file.body, &link.key.encoded()).expect("its own key");
    assert!(String::from_utf8_lossy(&plain).contains(CANARY));
    assert_eq!(fetched(&house, &path).await.status, 404, "spent");
    let status = link.ask(&house, "status", &link.manage).await.json();
    assert_eq!((&status["opened"], &status["wrong"]), (&json!(1), &json!(0)));
    // Of many at once, one gets it.
    let path = located(&house, &link, Some(PASSCODE)).await;
    let (house, path) = (Arc::new(house), Arc::new(path));
    let asked: Vec<_> = (0..8)
        .map(|_| {
            let (house, path) = (Arc::clone(&house), Arc::clone(&path));
            tokio::spawn(async move { fetched(&house, &path).await.status })
        })
        .collect();
    let mut got = 0;
    for one in asked {
        got += usize::from(one.await.expect("asked") == 200);
    }
    assert_eq!(got, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn spent_old_invented_and_taken_back_addresses_answer_as_links_that_are_over() {
    let house = house(Service::Anyone, Log::none()).await;
    let (link, back, ended) = (Link::new(23), Link::new(24), Link::new(25));
    for one in [&link, &back, &ended] {
        one.hand_in(&house, None).await;
    }
    let spent = located(&house, &link, None).await;
    assert_eq!(fetched(&house, &spent).await.status, 200);
    let of_back = located(&house, &back, None).await;
    assert_eq!(back.ask(&house, "revoke", &back.manage).await.status, 200);
    let mut answers = BTreeSet::new();
    for path in [&spent, &of_back, "/shl/file/short", "/shl/file/0000000000000000000000000000000000000000000"]
    {
        answers.insert(bytes(&fetched(&house, path).await));
    }
    let old = located(&house, &link, None).await;
    house.clock.forward(TICKET);
    answers.insert(bytes(&fetched(&house, &old).await));
    house.clock.forward(TimeDelta::days(30) - TICKET - TimeDelta::minutes(1));
    let of_ended = located(&house, &ended, None).await;
    house.clock.forward(TimeDelta::minutes(1));
    answers.insert(bytes(&fetched(&house, &of_ended).await));
    answers.insert(bytes(&Link::new(26).direct(&house).await));
    answers.insert(bytes(&Link::new(27).manifest(&house, None).await));
    assert_eq!(answers.len(), 1, "{answers:#?}");
    assert!(answers.first().expect("one").contains("404"));
}
