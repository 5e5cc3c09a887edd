//! Links that patients share: kept sealed, opened by whoever has them, ended for good, and alike once they are over.

mod link;
mod location;
#[path = "../wire/mod.rs"]
mod wire;

use chrono::TimeDelta;
use link::{CANARY, Link, PASSCODE, bytes, house, house_on};
use nocte_core::shlink::{Secret, open};
use nocte_portal::Settings;
use nocte_portal::log::Log;
use nocte_portal::sharing::Service;
use nocte_portal::store::links::{ATTEMPTS, LARGEST};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::Arc;
use wire::{Ground, HandClock, House};

#[tokio::test(flavor = "multi_thread")]
async fn a_link_opens_directly_or_by_its_manifest_and_is_counted() {
    let house = house(Service::Anyone, Log::none()).await;
    let link = Link::new(1);
    link.hand_in(&house, None).await;
    let answer = link.direct(&house).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert!(answer.head.contains("content-type: application/jose") && answer.head.contains("no-store"));
    assert!(answer.head.contains("access-control-allow-origin: *"));
    let plain = open(&answer.body, &link.key.encoded()).expect("its own key");
    assert!(String::from_utf8_lossy(&plain).contains(CANARY));
    let manifest = link.manifest(&house, Some("nobody asked for one")).await.json();
    assert_eq!(manifest["status"], "finalized");
    assert_eq!(manifest["files"][0]["contentType"], "application/fhir+json");
    assert_eq!(manifest["files"][0]["embedded"], answer.body);
    let status = link.ask(&house, "status", &link.manage).await.json();
    assert_eq!((&status["opened"], &status["wrong"]), (&json!(2), &json!(0)));
}

#[tokio::test(flavor = "multi_thread")]
async fn ended_taken_back_closed_and_invented_links_answer_alike() {
    let house = house(Service::Anyone, Log::none()).await;
    let (ended, back, closed, invented) = (Link::new(1), Link::new(2), Link::new(3), Link::new(4));
    ended.hand_in(&house, None).await;
    house.clock.forward(TimeDelta::days(30));
    back.hand_in(&house, None).await;
    assert_eq!(back.ask(&house, "revoke", &back.manage).await.status, 200);
    closed.hand_in(&house, Some(PASSCODE)).await;
    for _ in 0..ATTEMPTS {
        assert_eq!(closed.manifest(&house, Some("wrong")).await.status, 401);
    }
    let malformed = house.send("GET", "/shl/short", &[], "").await;
    let mut direct = BTreeSet::from([bytes(&malformed)]);
    let mut manifest = BTreeSet::new();
    for link in [&ended, &back, &closed, &invented] {
        direct.insert(bytes(&link.direct(&house).await));
        for passcode in [None, Some(PASSCODE), Some("wrong")] {
            manifest.insert(bytes(&link.manifest(&house, passcode).await));
        }
        for what in ["status", "revoke"] {
            manifest.insert(bytes(&link.ask(&house, what, &link.manage).await));
        }
        house.clock.forward(TimeDelta::minutes(1));
    }
    // A link with a passcode is none for whoever asks without the manifest.
    let living = Link::new(5);
    living.hand_in(&house, Some(PASSCODE)).await;
    direct.insert(bytes(&living.direct(&house).await));
    assert_eq!((direct.len(), manifest.len()), (1, 1), "{direct:#?} {manifest:#?}");
    assert_eq!(direct, manifest);
    assert!(direct.first().expect("one").contains("404"));
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_passcodes_at_once_close_a_link_for_good() {
    let house = Arc::new(house(Service::Anyone, Log::none()).await);
    let link = Arc::new(Link::new(7));
    link.hand_in(&house, Some(PASSCODE)).await;
    assert_eq!(
        link.manifest(&house, None).await.json()["remainingAttempts"],
        ATTEMPTS,
        "asking costs nothing"
    );
    let guesses = (0..20).map(|n| {
        let (house, link) = (Arc::clone(&house), Arc::clone(&link));
        tokio::spawn(async move { link.manifest(&house, Some(&format!("guess {n}"))).await })
    });
    let guesses: Vec<_> = guesses.collect();
    let mut left = Vec::new();
    let mut gone = 0;
    for guess in guesses {
        let answer = guess.await.expect("asked");
        match answer.status {
            401 => left.push(answer.json()["remainingAttempts"].as_u64().expect("a number")),
            404 => gone += 1,
            other => panic!("{other}"),
        }
    }
    left.sort_unstable();
    assert_eq!(left, [0, 1, 2, 3, 4], "each attempt is counted once");
    assert_eq!(gone, 15);
    house.clock.forward(TimeDelta::minutes(1));
    assert_eq!(link.manifest(&house, Some(PASSCODE)).await.status, 404, "the right one comes too late");
    assert_eq!(link.ask(&house, "status", &link.manage).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_passcode_opens_and_the_count_outlives_the_process() {
    let first = house(Service::Anyone, Log::none()).await;
    let link = Link::new(8);
    link.hand_in(&first, Some(PASSCODE)).await;
    for _ in 1..ATTEMPTS {
        assert_eq!(link.manifest(&first, Some("wrong")).await.status, 401);
    }
    let answer = link.manifest(&first, Some(PASSCODE)).await;
    assert_eq!(answer.status, 200, "{}", answer.body);
    let House { portal, running, clock, ground, .. } = first;
    drop((portal, running));
    let settings = Settings { share: Service::Anyone, ..Settings::at("http://localhost") };
    let portal = ground.portal(settings, Arc::<HandClock>::clone(&clock)).await;
    let running = portal.listen("127.0.0.1:0").await.expect("listens");
    let second = House::of(portal, running, clock, ground);
    assert_eq!(link.manifest(&second, Some("wrong")).await.json()["remainingAttempts"], 0);
    assert_eq!(link.manifest(&second, Some(PASSCODE)).await.status, 404, "right ones give nothing back");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restore_opens_no_link_that_was_over_since_the_backup() {
    use nocte_portal::clock::Clock as _;
    use nocte_portal::store::sqlite::{SqliteStore, care};
    use nocte_portal::store::{Access, Actor};
    let house = house_on(Ground::embedded(), Service::Anyone, Log::none()).await;
    let (back, guessed) = (Link::new(21), Link::new(22));
    back.hand_in(&house, None).await;
    guessed.hand_in(&house, Some(PASSCODE)).await;
    let patient = house.patient().await;
    let invited = house.invite(&patient).await;
    let folder = house.ground.folder.path();
    let backup = folder.join("copy.db");
    let access = || Access { actor: Actor::Command, at: house.clock.now(), request: String::new() };
    let store = SqliteStore::open(folder).expect("opens beside the one that serves");
    store.backup(access(), &backup).await.expect("copied");
    assert_eq!(back.ask(&house, "revoke", &back.manage).await.status, 200);
    for _ in 0..ATTEMPTS {
        assert_ne!(guessed.manifest(&house, Some("wrong")).await.status, 200);
    }
    assert_eq!(invited.claim(&house, &invited.passcode).await.status, 200);
    care::restore(folder, &backup, None, &access()).expect("put back");
    assert_eq!(back.manifest(&house, None).await.status, 404, "taken back, and stays so");
    assert_eq!(guessed.manifest(&house, Some(PASSCODE)).await.status, 404, "closed by wrong passcodes");
    assert_eq!(invited.claim(&house, &invited.passcode).await.status, 404, "claimed once");
}

#[tokio::test(flavor = "multi_thread")]
async fn the_server_says_whose_links_it_keeps() {
    let json = ("Content-Type", "application/json");
    for (share, alone, with_token) in
        [(Service::Nobody, 404, 404), (Service::Patients, 401, 201), (Service::Anyone, 201, 200)]
    {
        let house = house(share, Log::none()).await;
        let patient = house.patient().await;
        let token = house.portal.clinic().expect("a door").token(&patient, TimeDelta::minutes(10)).await;
        let bearer = format!("Bearer {}", token.expect("a token").reveal());
        let link = Link::new(9);
        let body = link.handed(&house, 30, None).to_string();
        assert_eq!(house.send("PUT", &link.path(), &[json], &body).await.status, alone, "{share:?}");
        let headers = [json, ("Authorization", bearer.as_str())];
        assert_eq!(house.send("PUT", &link.path(), &headers, &body).await.status, with_token, "{share:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_sealed_or_too_much_is_not_kept() {
    let house = house(Service::Anyone, Log::none()).await;
    let link = Link::new(10);
    let good = link.handed(&house, 30, None);
    let with = |name: &str, value: Value| {
        let mut body = good.clone();
        body[name] = value;
        body.to_string()
    };
    let wrong = [
        with("file", json!("{\"resourceType\":\"Bundle\"}")),
        with("file", json!("a.b.c.d.e")),
        with("manage", json!("short")),
        with("contentType", json!("text/html")),
        with("passcode", json!("123")),
        link.handed(&house, 400, None).to_string(),
        link.handed(&house, 0, None).to_string(),
        "[]".to_owned(),
    ];
    for body in wrong {
        let answer = house.send("PUT", &link.path(), &[], &body).await;
        assert_eq!(answer.status, 400, "{}", answer.body);
    }
    let large = with("file", json!("a".repeat(LARGEST + 5_000)));
    assert_eq!(house.send("PUT", &link.path(), &[], &large).await.status, 413);
    assert_eq!(link.direct(&house).await.status, 404, "nothing of it was kept");
}

#[tokio::test(flavor = "multi_thread")]
async fn only_who_made_a_link_manages_it() {
    let house = house(Service::Anyone, Log::none()).await;
    let (link, other) = (Link::new(11), Link::new(12));
    link.hand_in(&house, Some(PASSCODE)).await;
    let mut taken = link.handed(&house, 30, None);
    taken["manage"] = json!(other.manage);
    assert_eq!(house.send("PUT", &link.path(), &[], &taken.to_string()).await.status, 404);
    for what in ["status", "revoke"] {
        assert_eq!(link.ask(&house, what, &other.manage).await.status, 404);
    }
    // Renewed, it keeps its passcode, its count and its end.
    let renewed = link.handed(&house, 90, None).to_string();
    assert_eq!(house.send("PUT", &link.path(), &[], &renewed).await.status, 200);
    assert_eq!(link.manifest(&house, None).await.status, 401);
    assert_eq!(link.manifest(&house, Some(PASSCODE)).await.status, 200);
    house.clock.forward(TimeDelta::days(31));
    assert_eq!(link.manifest(&house, Some(PASSCODE)).await.status, 404);
}

#[tokio::test(flavor = "multi_thread")]
async fn disk_and_log_hold_nothing_that_opens_a_link() {
    let written = tempfile::NamedTempFile::new().expect("a log");
    let log = Log::to(written.reopen().expect("the log again")).expect("a thread");
    let house = house_on(Ground::embedded(), Service::Anyone, log).await;
    let link = Link::new(13);
    link.hand_in(&house, Some(PASSCODE)).await;
    assert_eq!(link.manifest(&house, Some("canary-wrong")).await.status, 401);
    assert_eq!(link.manifest(&house, Some(PASSCODE)).await.status, 200);
    let manifest = link.manifest_of(&house, Some(PASSCODE), Some(0)).await.json();
    let location = manifest["files"][0]["location"].as_str().expect("an address").to_owned();
    let ticket = location.rsplit('/').next().expect("its end");
    assert_eq!(house.send("GET", "/shl/file/canary-ticket", &[], "").await.status, 404);
    assert_eq!(link.ask(&house, "status", &link.manage).await.status, 200);
    let kept: Vec<u8> = ["link", "ticket"].into_iter().flat_map(|table| everything(&house, table)).collect();
    let House { portal, running, ground, .. } = house;
    drop((portal, running));
    // The log has a thread of its own: its last lines may come after the answers they speak of.
    let named = |text: &[u8]| {
        let text = String::from_utf8_lossy(text);
        ["/shl/{address}/status", "/shl/file/{ticket}"].iter().all(|route| text.contains(route))
    };
    let mut text = Vec::new();
    for _ in 0..1_000_000 {
        text = std::fs::read(written.path()).expect("the log");
        if named(&text) {
            break;
        }
        std::thread::yield_now();
    }
    assert!(named(&text), "the log names the routes: {}", String::from_utf8_lossy(&text));
    assert!(kept.windows(2).any(|two| two == b".."), "what is sealed is kept");
    text.extend(kept);
    for entry in std::fs::read_dir(ground.folder.path()).expect("the data folder") {
        text.extend(std::fs::read(entry.expect("an entry").path()).unwrap_or_default());
    }
    let key: Secret = link.key.encoded();
    let secrets = [
        CANARY,
        PASSCODE,
        "canary-wrong",
        "Dr Weber",
        key.expose(),
        link.address.as_str(),
        link.manage.as_str(),
        ticket,
        "canary-ticket",
    ];
    for secret in secrets {
        assert!(!text.windows(secret.len()).any(|part| part == secret.as_bytes()), "{secret}");
    }
    for raw in [[13_u8; 32], [113; 32], *link.key.bytes()] {
        assert!(!text.windows(32).any(|part| part == raw), "{raw:?}");
    }
}

/// Every cell of a table, out of the encrypted file.
fn everything(house: &House, table: &str) -> Vec<u8> {
    let key = std::fs::read_to_string(house.ground.folder.path().join("key")).expect("the key file");
    let file = rusqlite::Connection::open(house.ground.folder.path().join("portal.db")).expect("the file");
    file.execute_batch(&format!("PRAGMA key = \"x'{}'\"", key.trim())).expect("the key");
    let mut rows = file.prepare(&format!("SELECT * FROM {table}")).expect("the table");
    let columns = rows.column_count();
    let mut out = Vec::new();
    let mut found = rows.query([]).expect("rows");
    while let Some(row) = found.next().expect("a row") {
        for at in 0..columns {
            match row.get_ref(at).expect("a cell") {
                rusqlite::types::ValueRef::Text(text) | rusqlite::types::ValueRef::Blob(text) => {
                    out.extend(text);
                }
                _ => {}
            }
        }
    }
    assert!(!out.is_empty());
    out
}

#[tokio::test(flavor = "multi_thread")]
async fn the_viewer_is_the_same_for_everybody_and_loads_nothing_from_elsewhere() {
    let house = house(Service::Patients, Log::none()).await;
    let page = house.send("GET", "/view", &[], "").await;
    assert_eq!(page.status, 200);
    for line in ["default-src 'none'", "connect-src 'self'", "referrer-policy: no-referrer", "no-store"] {
        assert!(page.head.contains(line), "{line}: {}", page.head);
    }
    for asset in page.body.split('"').filter(|part| part.starts_with("/asset/")) {
        assert_eq!(house.send("GET", asset, &[], "").await.status, 200, "{asset}");
    }
    assert_eq!(page.body.matches("/asset/").count(), 2);
    assert!(!page.body.contains("http"), "{}", page.body);
}
