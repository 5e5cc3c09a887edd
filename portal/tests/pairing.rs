//! Pairing over real HTTP: one claim, five wrong passcodes in a life, fifteen minutes.

mod wire;

use chrono::TimeDelta;
use wire::House;

#[tokio::test(flavor = "multi_thread")]
async fn the_right_passcode_opens_the_link_once() {
    let house = House::new().await;
    let patient = house.patient().await;
    let link = house.invite(&patient).await;
    assert!(link.url.chars().count() <= 128 && link.path.len() >= "/pair/".len() + 43);
    assert_eq!(link.payload["flag"], "P");
    assert_eq!(link.payload["exp"], 1_800_000_000 + 15 * 60);

    let answer = link.claim(&house, &link.passcode).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert!(answer.head.contains("cache-control: no-store"));
    let file = link.open(&answer);
    assert_eq!(file["token_type"], "Bearer");
    assert_eq!(file["expires_in"], 600);
    assert_eq!(file["patient"], patient.as_str());
    assert_eq!(file["aud"], format!("{}/fhir", house.running.url));
    assert!(house.admits(file["access_token"].as_str().expect("a token")).await);
    assert!(
        !house.admits(file["refresh_token"].as_str().expect("a token")).await,
        "a refresh token opens nothing"
    );

    let again = link.claim(&house, &link.passcode).await;
    assert_eq!(again.status, 404, "claimed once");

    let pairings = house.portal.clinic().expect("a door").pairings(&patient).await.expect("read");
    assert_eq!(pairings.len(), 1);
    assert_eq!(pairings[0].device, "Ada's phone");
    assert!(!pairings[0].matched());
}

#[tokio::test(flavor = "multi_thread")]
async fn five_wrong_passcodes_end_a_link_and_say_how_many_are_left() {
    let house = House::new().await;
    let link = house.invite(&house.patient().await).await;
    for remaining in (0..5).rev() {
        let answer = link.claim(&house, link.wrong()).await;
        assert_eq!((answer.status, answer.json()["remainingAttempts"].as_u64()), (401, Some(remaining)));
        assert!(answer.head.contains("www-authenticate:"));
    }
    assert_eq!(link.claim(&house, &link.passcode).await.status, 404, "used up for the right one too");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passcode_that_cannot_be_one_costs_an_attempt_and_none_at_all_does_not() {
    let house = House::new().await;
    let link = house.invite(&house.patient().await).await;
    let without = house.post(&link.path, "application/json", r#"{"recipient":"x"}"#).await;
    assert_eq!((without.status, without.json()["remainingAttempts"].as_u64()), (401, Some(5)));
    for (passcode, remaining) in [("\"12345\"", 4), ("123456", 3), ("[]", 2)] {
        let body = format!(r#"{{"recipient":"x","passcode":{passcode}}}"#);
        let answer = house.post(&link.path, "application/json", &body).await;
        assert_eq!(answer.json()["remainingAttempts"].as_u64(), Some(remaining), "{passcode}");
    }
    for body in ["", "{}", "[]", "{\"recipient\":1}", "\u{0}"] {
        assert_eq!(house.post(&link.path, "application/json", body).await.status, 400, "{body:?}");
    }
    assert_eq!(link.claim(&house, &link.passcode).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn forty_wrong_passcodes_at_once_get_five_attempts_between_them() {
    let house = std::sync::Arc::new(House::new().await);
    let link = house.invite(&house.patient().await).await;
    let mut tries = Vec::new();
    for _ in 0..40 {
        let (house, link) = (std::sync::Arc::clone(&house), link.clone());
        tries.push(tokio::spawn(async move { link.claim(&house, link.wrong()).await.status }));
    }
    let mut wrong = 0;
    for attempt in tries {
        match attempt.await.expect("answered") {
            401 => wrong += 1,
            404 => {}
            other => panic!("{other}"),
        }
    }
    assert_eq!(wrong, 5);
    assert_eq!(link.claim(&house, &link.passcode).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn of_twenty_claims_at_once_one_gets_the_tokens() {
    let house = std::sync::Arc::new(House::new().await);
    let patient = house.patient().await;
    let link = house.invite(&patient).await;
    let mut tries = Vec::new();
    for _ in 0..20 {
        let (house, link) = (std::sync::Arc::clone(&house), link.clone());
        tries.push(tokio::spawn(async move { link.claim(&house, &link.passcode).await.status }));
    }
    let mut claimed = 0;
    for attempt in tries {
        match attempt.await.expect("answered") {
            200 => claimed += 1,
            404 => {}
            other => panic!("{other}"),
        }
    }
    assert_eq!(claimed, 1);
    let pairings = house.portal.clinic().expect("a door").pairings(&patient).await.expect("read");
    assert_eq!(pairings.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_link_ends_after_fifteen_minutes_to_the_millisecond() {
    let house = House::new().await;
    let patient = house.patient().await;
    let (early, late) = (house.invite(&patient).await, TimeDelta::minutes(15));
    house.clock.forward(late - TimeDelta::milliseconds(1));
    assert_eq!(early.claim(&house, &early.passcode).await.status, 200);
    let link = house.invite(&patient).await;
    house.clock.forward(late);
    assert_eq!(link.claim(&house, &link.passcode).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_link_takes_the_old_one_back() {
    let house = House::new().await;
    let patient = house.patient().await;
    let old = house.invite(&patient).await;
    let new = house.invite(&patient).await;
    assert_eq!(old.claim(&house, &old.passcode).await.status, 404);
    assert_eq!(new.claim(&house, &new.passcode).await.status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn links_lead_to_the_public_address_whatever_the_host_header_says() {
    let house = House::new().await;
    let link = house.invite(&house.patient().await).await;
    assert!(link.url.starts_with(&format!("{}/pair/", house.running.url)));
    let body = format!(r#"{{"recipient":"x","passcode":"{}"}}"#, link.passcode);
    let headers = [("Host", "evil.example"), ("X-Forwarded-Host", "evil.example")];
    let answer = house.send("POST", &link.path, &headers, &body).await;
    let file = link.open(&answer);
    assert_eq!(file["aud"], format!("{}/fhir", house.running.url));
    let smart = house.send("GET", "/fhir/.well-known/smart-configuration", &headers, "").await;
    assert_eq!(smart.field("token_endpoint"), format!("{}/oauth/token", house.running.url));
    assert!(!smart.body.contains("evil"));
}

#[tokio::test(flavor = "multi_thread")]
async fn unknown_addresses_and_methods_open_nothing() {
    let house = House::new().await;
    let unknown = format!("/pair/{}", "A".repeat(43));
    let body = r#"{"recipient":"x","passcode":"123456"}"#;
    assert_eq!(house.post(&unknown, "application/json", body).await.status, 404);
    assert_eq!(house.post("/pair/short", "application/json", body).await.status, 404);
    assert_eq!(house.send("GET", &unknown, &[], "").await.status, 405);
    let large = "x".repeat(10_000);
    assert_eq!(house.post(&unknown, "application/json", &large).await.status, 413);
}
