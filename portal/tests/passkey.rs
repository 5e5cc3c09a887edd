//! Passkeys with a real software authenticator: made, used, and everything that must not work.

mod wire;

use chrono::TimeDelta;
use nocte_portal::roster::Role;
use serde_json::{Value, json};
use wire::authenticator::Authenticator;
use wire::{Answer, Browser, House};

/// A device in front of a page, and what came of it.
async fn makes(browser: &mut Browser<'_>, device: &mut Authenticator, at: &str, origin: &str) -> Answer {
    let options = browser.json(&format!("{at}/options"), "{}").await;
    assert_eq!(options.status, 200, "{}", options.body);
    let answer = device.makes(&options.json(), origin);
    browser.json(at, &json!({"answer": answer, "name": "Dr Ada Muster", "key": "Laptop"}).to_string()).await
}

async fn answers(browser: &mut Browser<'_>, device: &mut Authenticator, origin: &str) -> Value {
    let options = browser.json("/sign-in/passkey/options", "{}").await;
    assert_eq!(options.status, 200, "{}", options.body);
    json!({"answer": device.answers(&options.json(), origin), "next": "/me"})
}

struct Scene {
    house: House,
    origin: String,
}

impl Scene {
    async fn new() -> Self {
        let house = House::new().await;
        let origin = house.running.url.clone();
        Self { house, origin }
    }

    async fn invited(&self, email: &str) -> (String, String) {
        let clinic = self.house.portal.clinic().expect("a door");
        let invite = clinic.add_colleague(email, email, Role::Prescriber).await.expect("added");
        (invite.id.clone(), invite.reveal(""))
    }

    /// Somebody who has set up a passkey behind their link.
    async fn joined(&self, email: &str) -> (String, Authenticator) {
        let (id, link) = self.invited(email).await;
        let mut device = Authenticator::new();
        let mut browser = Browser::new(&self.house);
        let made = makes(&mut browser, &mut device, &format!("{link}/passkey"), &self.origin).await;
        assert_eq!((made.status, made.body.as_str()), (200, "{\"to\":\"/\"}"), "{}", made.body);
        assert!(browser.is_in().await);
        (id, device)
    }

    async fn signs_in(&self, device: &mut Authenticator) -> (u16, bool) {
        let mut browser = Browser::new(&self.house);
        let answer = answers(&mut browser, device, &self.origin).await;
        let entered = browser.json("/sign-in/passkey", &answer.to_string()).await;
        (entered.status, browser.is_in().await)
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_is_made_behind_the_link_and_opens_the_door_without_a_name() {
    let scene = Scene::new().await;
    let (_, mut ada) = scene.joined("ada@clinic.example").await;
    let (_, mut bea) = scene.joined("bea@clinic.example").await;
    for device in [&mut ada, &mut bea] {
        for _ in 0..2 {
            assert_eq!(scene.signs_in(device).await, (200, true), "again and again: the counter moves");
        }
    }
    assert_eq!(scene.house.rows("sign-in", 200).await, 6, "each one is a row");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_counts_once_and_not_after_its_time() {
    let scene = Scene::new().await;
    let (_, mut ada) = scene.joined("ada@clinic.example").await;
    let mut browser = Browser::new(&scene.house);
    let answer = answers(&mut browser, &mut ada, &scene.origin).await.to_string();
    assert_eq!(browser.json("/sign-in/passkey", &answer).await.status, 200);
    let mut thief = Browser::new(&scene.house);
    assert_eq!(thief.json("/sign-in/passkey", &answer).await.status, 401, "replayed");
    assert!(!thief.is_in().await);
    let late = answers(&mut browser, &mut ada, &scene.origin).await.to_string();
    scene.house.clock.forward(TimeDelta::minutes(6));
    assert_eq!(thief.json("/sign-in/passkey", &late).await.status, 401, "late");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_device_that_does_not_know_its_user_opens_nothing() {
    let scene = Scene::new().await;
    let (_, mut ada) = scene.joined("ada@clinic.example").await;
    let mut browser = Browser::new(&scene.house);
    let options = browser.json("/sign-in/passkey/options", "{}").await.json();
    assert_eq!(options["userVerification"], "required");
    // A device that was only touched, and says so under its signature.
    ada.verifies = false;
    let body = json!({"answer": ada.answers(&options, &scene.origin)}).to_string();
    assert_eq!(browser.json("/sign-in/passkey", &body).await.status, 401);
    assert!(!browser.is_in().await);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_given_to_another_site_opens_nothing() {
    let scene = Scene::new().await;
    let (_, mut ada) = scene.joined("ada@clinic.example").await;
    let other = "http://localhost:1".to_owned();
    let mut browser = Browser::new(&scene.house);
    let phished = answers(&mut browser, &mut ada, &other).await.to_string();
    assert_eq!(browser.json("/sign-in/passkey", &phished).await.status, 401);
    let rows = scene.house.rows("sign-in", 401).await;
    assert_eq!(rows, 1, "and it is a row of the audit");
}

#[tokio::test(flavor = "multi_thread")]
async fn somebody_elses_answer_or_a_changed_one_opens_nothing() {
    let scene = Scene::new().await;
    let (id, mut ada) = scene.joined("ada@clinic.example").await;
    let mut browser = Browser::new(&scene.house);
    let mut answer = answers(&mut browser, &mut ada, &scene.origin).await;
    answer["answer"]["response"]["userHandle"] = json!("A".repeat(86));
    assert_eq!(browser.json("/sign-in/passkey", &answer.to_string()).await.status, 401, "another's handle");
    let mut answer = answers(&mut browser, &mut ada, &scene.origin).await;
    let signature = answer["answer"]["response"]["signature"].as_str().expect("text").to_owned();
    let mut changed: Vec<char> = signature.chars().collect();
    changed[20] = if changed[20] == 'A' { 'B' } else { 'A' };
    let changed: String = changed.into_iter().collect();
    answer["answer"]["response"]["signature"] = json!(changed);
    assert_eq!(browser.json("/sign-in/passkey", &answer.to_string()).await.status, 401, "another signature");
    for nonsense in ["", "{}", "[]", "{\"answer\":null}", "{\"answer\":{\"id\":\"x\"}}"] {
        let status = browser.json("/sign-in/passkey", nonsense).await.status;
        assert!(status == 400 || status == 401, "{nonsense}: {status}");
    }
    scene.house.portal.clinic().expect("a door").reset_colleague(&id).await.expect("reset");
    assert_eq!(scene.signs_in(&mut ada).await, (401, false), "a key that was taken away");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_challenge_of_one_link_makes_no_key_behind_another() {
    let scene = Scene::new().await;
    let (_, ada) = scene.invited("ada@clinic.example").await;
    let (_, bea) = scene.invited("bea@clinic.example").await;
    let mut browser = Browser::new(&scene.house);
    let options = browser.json(&format!("{ada}/passkey/options"), "{}").await;
    let made = Authenticator::new().makes(&options.json(), &scene.origin);
    let body = json!({"answer": made, "name": "Bea"}).to_string();
    assert_eq!(browser.json(&format!("{bea}/passkey"), &body).await.status, 401);
    assert!(!browser.is_in().await);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_last_key_stays_and_another_may_go() {
    let scene = Scene::new().await;
    let (_, mut ada) = scene.joined("ada@clinic.example").await;
    let mut browser = Browser::new(&scene.house);
    let answer = answers(&mut browser, &mut ada, &scene.origin).await;
    assert_eq!(browser.json("/sign-in/passkey", &answer.to_string()).await.status, 200);
    let key = |page: &Answer| {
        let at = page.body.split("name=\"key\" value=\"").nth(1).expect("a key");
        at.split('"').next().expect("its id").to_owned()
    };
    let first = key(&browser.get("/me").await);
    assert_eq!(browser.post("/me/remove", &[("key", &first)]).await.status, 409, "the last one");
    let mut second = Authenticator::new();
    assert_eq!(makes(&mut browser, &mut second, "/me/passkey", &scene.origin).await.status, 200);
    assert_eq!(browser.post("/me/remove", &[("key", &first)]).await.status, 200);
    assert_eq!(scene.signs_in(&mut ada).await, (401, false));
    assert_eq!(scene.signs_in(&mut second).await, (200, true));
    scene.house.clock.forward(TimeDelta::minutes(11));
    let stale = browser.json("/me/passkey/options", "{}").await;
    assert_eq!(stale.status, 403, "keys are changed shortly after signing in only");
}
