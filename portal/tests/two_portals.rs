//! Two portals over one database serve one patient's two phones and two clinicians: what one has acknowledged, the
//! other shows. Over PostgreSQL they stand for two machines; over the embedded file for two processes of one.

mod wire;

use nocte_core::domain::fact::Fact;
use nocte_core::domain::night::Night;
use nocte_core::domain::symptom::{Effect, EffectCourse, Score, Severity};
use nocte_portal::roster::Role;
use std::collections::BTreeSet;
use wire::phone::{Phone, matched, now, stamp};
use wire::{Browser, House};

/// The same browser at the other portal: its cookies know no portal.
fn at<'a>(house: &'a House, browser: &Browser<'_>) -> Browser<'a> {
    let mut other = Browser::new(house);
    other.cookies.clone_from(&browser.cookies);
    other
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
async fn what_one_portal_acknowledged_the_other_shows() {
    let here = House::new().await;
    let there = here.beside().await;
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
        let (left, right) = (ada.0.get(&page).await, ada.1.get(&page).await);
        assert_eq!((left.status, right.status), (200, 200), "{}", left.body);
        assert!(left.body == right.body, "the two portals differ in round {round}");
        assert!(left.body != before, "a stale page in round {round}");
        before = left.body;
        let (left, right) = (bea.0.get("/").await, bea.1.get("/").await);
        assert!(left.body == right.body, "the two lists differ in round {round}");
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
