//! Two portal processes over one database serve one patient's two phones and two clinicians: what one has acknowledged,
//! the other shows, and one that is killed loses nothing. Over PostgreSQL they stand for two machines; over the embedded
//! file for two processes of one.
#![cfg(unix)]

mod wire;

use nocte_core::domain::fact::Fact;
use nocte_core::domain::night::Night;
use nocte_core::domain::symptom::{Effect, EffectCourse, Score, Severity};
use nocte_portal::roster::Role;
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio_postgres::NoTls;
use wire::phone::{Phone, matched, now, stamp};
use wire::{Answer, Browser, House, Person};

/// Entries of a night: the dose and six ratings.
const ENTRIES: usize = 7;

/// The same browser at the other portal: its cookies know no portal.
fn at<'a>(house: &'a House, browser: &Browser<'_>) -> Browser<'a> {
    let mut other = Browser::new(house);
    other.cookies.clone_from(&browser.cookies);
    other
}

/// The page as both show it. A minute that passes between the two is the clock's doing: then both are asked again.
async fn alike(browsers: &mut (Browser<'_>, Browser<'_>), path: &str) -> String {
    for _ in 0..3 {
        let (left, right) = (browsers.0.get(path).await, browsers.1.get(path).await);
        assert_eq!((left.status, right.status), (200, 200), "{}", left.body);
        if left.body == right.body {
            return left.body;
        }
    }
    panic!("the two processes differ about {path}");
}

/// A transaction of seven entries, as a phone sends a night.
fn bundle(patient: &str, number: usize) -> String {
    let entry = |entry: usize| {
        let id = format!("0192f5e1-{number:04}-7111-8111-{entry:012}");
        let resource = json!({
            "resourceType": "Observation", "id": id, "status": "final",
            "subject": {"reference": format!("Patient/{patient}")},
            "code": {"coding": [{"system": "http://loinc.org", "code": "72514-3"}]},
            "effectiveDateTime": "2026-03-14", "valueInteger": entry
        });
        json!({"resource": resource, "request": {"method": "PUT", "url": format!("Observation/{id}")}})
    };
    let entries: Vec<Value> = (0..ENTRIES).map(entry).collect();
    json!({"resourceType": "Bundle", "type": "transaction", "entry": entries}).to_string()
}

async fn sent(house: &House, bearer: &str, body: &str) -> Option<Answer> {
    let headers = [("Authorization", bearer), ("Content-Type", "application/fhir+json")];
    house.try_send("POST", "/fhir", &headers, body).await
}

/// Every observation of a patient's that a portal shows, with its version.
async fn shown(house: &House, phone: &Phone) -> Vec<(String, String)> {
    let (mut all, mut path) = (Vec::new(), Some("/fhir/Observation/_history?_count=200".to_owned()));
    while let Some(next) = path {
        let page = phone.get(house, &next).await;
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        let entries = page["entry"].as_array().cloned().unwrap_or_default();
        all.extend(
            entries
                .iter()
                .map(|entry| (text(&entry["resource"]["id"]), text(&entry["resource"]["meta"]["versionId"]))),
        );
        let links = page["link"].as_array().cloned().unwrap_or_default();
        let url = links.iter().find(|link| link["relation"] == "next").map(|link| text(&link["url"]));
        path = url
            .filter(|_| !entries.is_empty())
            .and_then(|url| url.split_once("/fhir").map(|(_, rest)| format!("/fhir{rest}")));
    }
    all
}

/// As many times as there are rounds a process dies while a phone sends through it.
#[tokio::test(flavor = "multi_thread")]
async fn a_process_that_is_killed_while_a_phone_sends_loses_nothing() {
    let here = House::process().await;
    let there = here.process_beside().await;
    let patient = here.patient().await;
    let phone = Phone::pair(&here, &patient).await;
    let mut number = 0;
    for round in 0..6_u64 {
        let acknowledged = AtomicUsize::new(0);
        let sending = async {
            let mut first = number;
            while let Some(answer) = sent(&here, &phone.bearer, &bundle(&patient, first)).await {
                // On a slow machine more than a phone may send fits in before the kill: the rest goes to the other.
                if answer.status == 429 {
                    break;
                }
                assert_eq!(answer.status, 200, "{}", answer.body);
                acknowledged.fetch_add(1, Ordering::SeqCst);
                first += 1;
            }
            first
        };
        let killing = async {
            while acknowledged.load(Ordering::SeqCst) < 3 {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
            // Each time a little later in the next one.
            tokio::time::sleep(Duration::from_millis(round)).await;
            here.kill()
        };
        let (broken, address) = tokio::join!(sending, killing);
        // The one that was under way goes to the other: all of it was there, or nothing.
        let answer = sent(&there, &phone.bearer, &bundle(&patient, broken)).await.expect("an answer");
        assert_eq!(answer.status, 200, "{}", answer.body);
        let answers: BTreeSet<String> = answer.json()["entry"]
            .as_array()
            .expect("entries")
            .iter()
            .map(|entry| entry["response"]["status"].as_str().unwrap_or_default().chars().take(3).collect())
            .collect();
        assert_eq!(answers.len(), 1, "half a transaction was there: {answers:?}");
        number = broken + 1;
        here.revive(address, &here.ground);
        let (left, right) = (shown(&here, &phone).await, shown(&there, &phone).await);
        assert_eq!(left, right, "both show the same");
        let ids: BTreeSet<&String> = left.iter().map(|(id, _)| id).collect();
        assert_eq!((left.len(), ids.len()), (number * ENTRIES, number * ENTRIES), "lost, or doubled");
        assert!(left.iter().all(|(_, version)| version == "1"));
    }
    assert!(there.portal.shared().store.verify().await.expect("answers").is_ok(), "one chain");
}

/// Not by chance: the transaction has written its rows and waits for the end of the audit's chain when its process dies.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a private PostgreSQL"]
async fn a_process_killed_in_the_middle_of_its_transaction_leaves_nothing_of_it() {
    let here = House::process().await;
    let there = here.process_beside().await;
    let patient = here.patient().await;
    let phone = Phone::pair(&here, &patient).await;
    let superuser = here.ground.as_superuser().expect("`cargo xtask test postgres` starts a server");
    let (holder, connection) = tokio_postgres::connect(&superuser, NoTls).await.expect("connects");
    tokio::spawn(connection);
    holder.batch_execute("BEGIN; SELECT 1 FROM head FOR UPDATE").await.expect("held");
    let body = bundle(&patient, 1);
    let killing = async {
        let waiting = "SELECT count(*) FROM pg_stat_activity WHERE application_name = 'nocte-portal' \
                       AND datname = current_database() AND wait_event_type = 'Lock'";
        while holder.query_one(waiting, &[]).await.expect("asked").get::<_, i64>(0) == 0 {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        here.kill()
    };
    let (answer, address) = tokio::join!(sent(&here, &phone.bearer, &body), killing);
    assert!(answer.is_none(), "nothing was acknowledged");
    holder.batch_execute("ROLLBACK").await.expect("let go");
    assert_eq!(shown(&there, &phone).await, Vec::new(), "nothing of it is there");
    let answer = sent(&there, &phone.bearer, &body).await.expect("an answer");
    assert_eq!(answer.status, 200);
    assert!(answer.body.contains("201") && !answer.body.contains("\"200"), "{}", answer.body);
    here.revive(address, &here.ground);
    assert_eq!(shown(&here, &phone).await.len(), ENTRIES);
    assert!(there.portal.shared().store.verify().await.expect("answers").is_ok(), "one chain");
}

fn effect(phone: &Phone, house: &House, what: &str) -> Fact {
    Fact::Effect(Effect {
        id: phone.mint(),
        night: Night::of(now(house).date_naive()),
        what: what.to_owned(),
        severity: Severity::Mild,
        course: EffectCourse::Open,
        continues: None,
        stamp: stamp(now(house)),
    })
}

fn score(phone: &Phone, house: &House, value: u8) -> Fact {
    Fact::Score(Score {
        id: phone.mint(),
        night: Night::of(now(house).date_naive()),
        scale: "pain".to_owned(),
        value,
        stamp: stamp(now(house)),
    })
}

#[tokio::test(flavor = "multi_thread")]
async fn what_one_process_acknowledged_the_other_shows() {
    let here = House::process().await;
    let there = here.process_beside().await;
    let first = matched(&here).await;
    let second = Phone::pair(&there, &first.patient).await;
    second.minted.set(first.minted.get() + 10_000);
    second.consents(&there, "active").await;
    let page = format!("/patients/{}", first.patient);
    // One clinician signed in here and works there, another the other way round.
    let ada = here.signed_in(Role::Prescriber).await;
    let mut ada = (at(&here, &ada), at(&there, &ada));
    let bea = there.signed_in(Role::Staff).await;
    let mut bea = (at(&here, &bea), at(&there, &bea));
    assert!(ada.1.is_in().await && bea.0.is_in().await, "a session is the database's");
    let (mut seen, mut before) = (BTreeSet::new(), String::new());
    for round in 0..12_u8 {
        let (phone, at) = if round % 2 == 0 { (&first, &here) } else { (&second, &there) };
        let what = format!("canary {round}");
        phone.sends(at, effect(phone, at, &what)).await;
        phone.sends(at, score(phone, at, round % 10)).await;
        let shown = alike(&mut ada, &page).await;
        assert!(shown != before, "a stale page in round {round}");
        before = shown;
        alike(&mut bea, "/").await;
        // Both phones read everything, each through the portal it did not write to.
        for (phone, at) in [(&first, &there), (&second, &here)] {
            let history = phone.get(at, "/fhir/_history?_count=200").await;
            let entries = history["entry"].as_array().expect("entries");
            let fresh: Vec<String> = entries
                .iter()
                .map(|entry| format!("{}{}", entry["resource"]["id"], entry["resource"]["meta"]["versionId"]))
                .collect();
            assert_eq!(fresh.iter().collect::<BTreeSet<_>>().len(), fresh.len(), "nothing twice");
            seen.extend(fresh);
        }
    }
    // Signed out at one, out at both; a pairing ended at one is ended at both.
    assert_eq!(ada.0.post("/sign-out", &[]).await.status, 303);
    assert!(!ada.1.is_in().await);
    let clinic = there.portal.clinic().expect("a door");
    clinic.end_pairing(&first.patient, &second.pairing).await.expect("ended");
    let headers = [("Authorization", second.bearer.as_str())];
    assert_eq!(here.send("GET", "/fhir/_history", &headers, "").await.status, 401);
    assert!(here.portal.shared().store.verify().await.expect("answers").is_ok(), "one chain of both");
}

/// A refresh token, a link and a code used at both portals in the same moment count once.
#[tokio::test(flavor = "multi_thread")]
async fn what_counts_once_counts_once_over_both() {
    let here = House::new().await;
    let there = here.beside().await;
    let patient = here.patient().await;
    for _ in 0..6 {
        let link = here.invite(&patient).await;
        let (left, right) =
            tokio::join!(link.claim(&here, &link.passcode), link.claim(&there, &link.passcode));
        let statuses = BTreeSet::from([left.status, right.status]);
        assert_eq!(statuses, BTreeSet::from([200, 404]), "a link is claimed once");
        let won = if left.status == 200 { left } else { right };
        let file = link.open(&won);
        let refresh = file["refresh_token"].as_str().expect("a token").to_owned();
        let (left, right) = tokio::join!(here.refresh(&refresh), there.refresh(&refresh));
        let statuses = BTreeSet::from([left.status, right.status]);
        assert_eq!(statuses, BTreeSet::from([200, 400]), "two that use one token: one of them is a thief");
        here.clock.forward(chrono::TimeDelta::seconds(2));
    }
    let path = here.sign_in_path(Role::Staff).await;
    let (mut left, mut right) = (Browser::new(&here), Browser::new(&there));
    let (one, other) = tokio::join!(left.post(&path, &[]), right.post(&path, &[]));
    assert_eq!([one.status, other.status].iter().filter(|status| **status == 303).count(), 1);
    assert!(here.portal.shared().store.verify().await.expect("answers").is_ok());
}

/// Whoever guesses a password through both has as many tries as through one.
#[tokio::test]
#[ignore = "needs a private PostgreSQL"]
async fn guesses_at_a_password_are_counted_over_both() {
    let here = House::new().await;
    let there = here.beside().await;
    let person = Person::joined(&here, Role::Staff).await;
    let code = person.code(&here);
    let mut statuses = Vec::new();
    for number in 0..14 {
        let mut browser = Browser::new(if number % 2 == 0 { &here } else { &there });
        statuses.push(person.tries(&mut browser, "wrong", &code, "/").await.status);
    }
    assert_eq!(statuses, [vec![401; 10], vec![429; 4]].concat(), "ten for an account, whichever is asked");
    here.clock.forward(chrono::TimeDelta::seconds(31));
    let mut browser = Browser::new(&there);
    assert_eq!(person.tries(&mut browser, "wrong", &code, "/").await.status, 401, "waiting helps");
    let mut browser = Browser::new(&here);
    assert_eq!(person.tries(&mut browser, "wrong", &code, "/").await.status, 429);
}
