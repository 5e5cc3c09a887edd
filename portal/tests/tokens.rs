//! Tokens over real HTTP: ten minutes, rotation, reuse, revocation.

mod wire;

use chrono::TimeDelta;
use serde_json::Value;
use std::sync::Arc;
use wire::House;

async fn paired(house: &House) -> (String, Value) {
    let patient = house.patient().await;
    let link = house.invite(&patient).await;
    let file = link.open(&link.claim(house, &link.passcode).await);
    (patient, file)
}

fn text(file: &Value, name: &str) -> String {
    file[name].as_str().expect("a text").to_owned()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_access_token_lasts_ten_minutes_and_a_refresh_gives_the_next() {
    let house = House::new().await;
    let (patient, file) = paired(&house).await;
    let access = text(&file, "access_token");
    house.clock.forward(TimeDelta::minutes(10) - TimeDelta::milliseconds(1));
    assert!(house.admits(&access).await);
    house.clock.forward(TimeDelta::milliseconds(1));
    assert!(!house.admits(&access).await);

    let next = house.refresh(&text(&file, "refresh_token")).await;
    assert_eq!(next.status, 200, "{}", next.body);
    assert!(next.head.contains("cache-control: no-store"));
    assert_eq!(next.field("token_type"), "Bearer");
    assert_eq!(next.field("patient"), patient);
    assert!(house.admits(&next.field("access_token")).await);
    assert_ne!(next.field("refresh_token"), text(&file, "refresh_token"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_spent_refresh_token_that_comes_back_ends_the_whole_family() {
    let house = House::new().await;
    let (patient, file) = paired(&house).await;
    let first = text(&file, "refresh_token");
    let next = house.refresh(&first).await;
    assert_eq!(next.status, 200);
    let again = house.refresh(&first).await;
    assert_eq!((again.status, again.field("error").as_str()), (400, "invalid_grant"));
    assert!(!house.admits(&next.field("access_token")).await, "the family is dead");
    assert_eq!(house.refresh(&next.field("refresh_token")).await.status, 400);
    let pairings = house.portal.clinic().expect("a door").pairings(&patient).await.expect("read");
    assert!(pairings[0].revoked.is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn of_twenty_refreshes_at_once_one_succeeds() {
    let house = Arc::new(House::new().await);
    let (_, file) = paired(&house).await;
    let token = text(&file, "refresh_token");
    let mut tries = Vec::new();
    for _ in 0..20 {
        let (house, token) = (Arc::clone(&house), token.clone());
        tries.push(tokio::spawn(async move { house.refresh(&token).await.status }));
    }
    let mut good = 0;
    for attempt in tries {
        good += usize::from(attempt.await.expect("answered") == 200);
    }
    assert_eq!(good, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_phone_that_gives_its_token_back_is_out() {
    let house = House::new().await;
    let (_, file) = paired(&house).await;
    let form = format!("token={}", text(&file, "access_token"));
    let kind = "application/x-www-form-urlencoded";
    assert_eq!(house.post("/oauth/revoke", kind, &form).await.status, 200);
    assert!(!house.admits(&text(&file, "access_token")).await);
    assert_eq!(house.refresh(&text(&file, "refresh_token")).await.status, 400);
    let unknown = format!("token={}", "A".repeat(43));
    assert_eq!(house.post("/oauth/revoke", kind, &unknown).await.status, 200, "nothing is learned");
    assert_eq!(house.post("/oauth/revoke", kind, "token_type_hint=x").await.status, 400);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_token_endpoint_refuses_in_the_words_of_the_specification() {
    let house = House::new().await;
    let (_, file) = paired(&house).await;
    let token = text(&file, "refresh_token");
    let kind = "application/x-www-form-urlencoded";
    for (form, code) in [
        (String::new(), "invalid_request"),
        ("grant_type=refresh_token".to_owned(), "invalid_request"),
        ("grant_type=authorization_code&code=x".to_owned(), "unsupported_grant_type"),
        (format!("grant_type=refresh_token&refresh_token={}", "A".repeat(43)), "invalid_grant"),
        ("grant_type=refresh_token&refresh_token=%00".to_owned(), "invalid_grant"),
        (format!("grant_type=refresh_token&refresh_token={token}&scope=system%2F*.crus"), "invalid_scope"),
        (format!("grant_type=refresh_token&refresh_token={token}&refresh_token={token}"), "invalid_request"),
    ] {
        let answer = house.post("/oauth/token", kind, &form).await;
        assert_eq!((answer.status, answer.field("error").as_str()), (400, code), "{code}");
    }
    // None of that spent it; a narrower one is granted.
    let form = format!("grant_type=refresh_token&refresh_token={token}&scope=patient/Flag.rs");
    let answer = house.post("/oauth/token", kind, &form).await;
    assert_eq!((answer.status, answer.field("scope").as_str()), (200, "patient/Flag.rs"));
    let whole = house.refresh(&answer.field("refresh_token")).await;
    assert!(whole.field("scope").contains("patient/Observation.crus"), "narrowing is for one token only");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_knocks_too_often_is_told_when_to_come_back() {
    let house = House::new().await;
    let kind = "application/x-www-form-urlencoded";
    let mut last = None;
    for _ in 0..80 {
        let answer = house.post("/oauth/token", kind, "grant_type=refresh_token&refresh_token=x").await;
        if answer.status == 429 {
            last = Some(answer);
            break;
        }
    }
    let answer = last.expect("a limit");
    assert!(answer.head.contains("retry-after: 1"));
    house.clock.forward(TimeDelta::seconds(2));
    let answer = house.post("/oauth/token", kind, "grant_type=refresh_token&refresh_token=x").await;
    assert_eq!(answer.status, 400);
}

#[tokio::test(flavor = "multi_thread")]
async fn closing_a_patient_shuts_every_door() {
    let house = House::new().await;
    let (patient, file) = paired(&house).await;
    let open = house.invite(&patient).await;
    let clinic = house.portal.clinic().expect("a door");
    let command = clinic.token(&patient, TimeDelta::minutes(10)).await.expect("issued");
    assert!(house.admits(command.reveal()).await);
    clinic.close_patient(&patient).await.expect("closed");
    assert!(!house.admits(command.reveal()).await);
    assert!(!house.admits(&text(&file, "access_token")).await);
    assert_eq!(open.claim(&house, &open.passcode).await.status, 404);
    assert!(clinic.invite(&patient).await.is_err());
}

const KEY: &str = "6e1f1f6f-0c55-4f0e-9a52-1f5f0f2d7a11";

/// A refresh under a key.
async fn under(house: &House, token: &str, key: &str) -> wire::Answer {
    let form = format!("grant_type=refresh_token&refresh_token={token}");
    let headers = [("Content-Type", "application/x-www-form-urlencoded"), ("Idempotency-Key", key)];
    house.send("POST", "/oauth/token", &headers, &form).await
}

/// An answer that was lost, and one to the same use that came again: the phone goes on with either.
#[tokio::test(flavor = "multi_thread")]
async fn a_use_that_arrives_twice_under_its_key_is_one_use_whichever_answer_was_heard() {
    for heard_the_first in [true, false] {
        let house = House::new().await;
        let (_, file) = paired(&house).await;
        let token = text(&file, "refresh_token");
        let first = under(&house, &token, KEY).await;
        house.clock.forward(TimeDelta::minutes(9));
        let second = under(&house, &token, KEY).await;
        assert_eq!((first.status, second.status), (200, 200));
        let (heard, other) = if heard_the_first { (first, second) } else { (second, first) };
        house.clock.forward(TimeDelta::days(3));
        let next = under(&house, &heard.field("refresh_token"), "another key of this use").await;
        assert_eq!(next.status, 200);
        assert!(house.admits(&next.field("access_token")).await);
        // The other answer's token was spent by that: whoever uses it is a second holder, and the family ends.
        assert_eq!(under(&house, &other.field("refresh_token"), "the key of a thief").await.status, 400);
        assert!(!house.admits(&next.field("access_token")).await);
    }
}

/// Days later it takes the place of its first arrival: had the phone heard that, it would tell now.
#[tokio::test(flavor = "multi_thread")]
async fn a_use_that_comes_again_much_later_spends_what_came_of_it() {
    let house = House::new().await;
    let (_, file) = paired(&house).await;
    let token = text(&file, "refresh_token");
    let lost = under(&house, &token, KEY).await;
    house.clock.forward(TimeDelta::days(3));
    let again = under(&house, &token, KEY).await;
    assert_eq!((lost.status, again.status), (200, 200));
    // A late copy of the repetition stands beside it.
    assert_eq!(under(&house, &token, KEY).await.status, 200);
    assert!(house.admits(&again.field("access_token")).await);
    let next = under(&house, &again.field("refresh_token"), "another key of this use").await;
    assert_eq!(next.status, 200);
    assert_eq!(under(&house, &lost.field("refresh_token"), "the key of its first holder").await.status, 400);
    assert!(!house.admits(&next.field("access_token")).await, "two held it: the family is dead");
}

#[tokio::test(flavor = "multi_thread")]
async fn another_key_or_a_used_successor_is_a_reuse() {
    for used in [false, true] {
        let house = House::new().await;
        let (_, file) = paired(&house).await;
        let first = text(&file, "refresh_token");
        let form = format!("grant_type=refresh_token&refresh_token={first}");
        let kind = ("Content-Type", "application/x-www-form-urlencoded");
        let key = ("Idempotency-Key", "6e1f1f6f-0c55-4f0e-9a52-1f5f0f2d7a11");
        let next = house.send("POST", "/oauth/token", &[kind, key], &form).await;
        let other = ("Idempotency-Key", "00000000-0c55-4f0e-9a52-1f5f0f2d7a11");
        if used {
            assert_eq!(house.refresh(&next.field("refresh_token")).await.status, 200);
        }
        let key = if used { key } else { other };
        assert_eq!(house.send("POST", "/oauth/token", &[kind, key], &form).await.status, 400);
        assert!(!house.admits(&next.field("access_token")).await);
    }
}
