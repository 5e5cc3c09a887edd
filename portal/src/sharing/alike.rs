//! What is asked of the database for links that are over: the same, whatever they were. Times are not asserted anywhere;
//! what takes the time is.

use crate::caller::Pending;
use crate::clock::Clock;
use crate::keyring::{Digest, Secret};
use crate::portal::Portal;
use crate::sharing::Service;
use crate::store::StoreError;
use crate::store::links::{ATTEMPTS, Asking, Kept, Links, Looked, NewLink, Opening};
use crate::store::sqlite::SqliteStore;
use crate::{Settings, sharing};
use axum::Router;
use axum::body::Body;
use axum::http::Request;
use chrono::{DateTime, TimeDelta, Utc};
use http_body_util::BodyExt as _;
use serde_json::json;
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex};
use tower::ServiceExt as _;

struct Noon;

impl Clock for Noon {
    fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000, 0).expect("a date")
    }
}

/// A store that says what it is asked.
struct Overheard {
    store: SqliteStore,
    asked: Mutex<Vec<&'static str>>,
}

impl Overheard {
    fn note(&self, what: &'static str) -> &SqliteStore {
        self.asked.lock().expect("one at a time").push(what);
        &self.store
    }

    fn taken(&self) -> Vec<&'static str> {
        std::mem::take(&mut *self.asked.lock().expect("one at a time"))
    }
}

impl Links for Overheard {
    fn keep(&self, link: NewLink, at: DateTime<Utc>) -> Pending<'_, Result<Kept, StoreError>> {
        self.note("keep").keep(link, at)
    }

    fn open(
        &self,
        address: Digest,
        asking: Asking,
        at: DateTime<Utc>,
    ) -> Pending<'_, Result<Opening, StoreError>> {
        let what = match asking {
            Asking::Direct => "open directly",
            Asking::Manifest(None) => "open",
            Asking::Manifest(Some(_)) => "open with a digest",
        };
        self.note(what).open(address, asking, at)
    }

    fn lend(
        &self,
        ticket: Digest,
        address: Digest,
        at: DateTime<Utc>,
    ) -> Pending<'_, Result<(), StoreError>> {
        self.note("lend").lend(ticket, address, at)
    }

    fn fetch(&self, ticket: Digest, at: DateTime<Utc>) -> Pending<'_, Result<Option<String>, StoreError>> {
        self.note("fetch").fetch(ticket, at)
    }

    fn look(
        &self,
        address: Digest,
        manage: Digest,
        at: DateTime<Utc>,
    ) -> Pending<'_, Result<Option<Looked>, StoreError>> {
        Links::look(self.note("look"), address, manage, at)
    }

    fn take_back(
        &self,
        address: Digest,
        manage: Digest,
        at: DateTime<Utc>,
    ) -> Pending<'_, Result<bool, StoreError>> {
        self.note("take back").take_back(address, manage, at)
    }
}

fn secret(of: &str) -> Secret {
    Secret::presented(&of.repeat(43)).expect("43 characters")
}

fn link(of: &str, ends: DateTime<Utc>, passcode: Option<&str>) -> NewLink {
    let address = secret(of);
    NewLink {
        address: address.digest(),
        manage: secret("m").digest(),
        passcode: passcode.map(|passcode| sharing::verifier(&address, passcode)),
        file: "a..b.c.d".to_owned(),
        kind: "application/fhir+json".to_owned(),
        long_term: false,
        ends,
    }
}

/// An answer, byte for byte.
async fn answered(router: &Router, request: Request<Body>) -> String {
    let (head, body) = router.clone().oneshot(request).await.expect("an answer").into_parts();
    let body = body.collect().await.expect("a body").to_bytes();
    format!("{} {:?} {body:?}", head.status, head.headers)
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_over_is_asked_for_alike_and_answered_alike() {
    let folder = tempfile::tempdir().expect("a folder");
    let store = SqliteStore::open(folder.path()).expect("a store");
    let settings = Settings { share: Service::Anyone, ..Settings::at("http://localhost") };
    let portal = Portal::of(Arc::new(store.clone()), settings, Arc::new(Noon)).expect("a portal");
    let told = Arc::new(Overheard { store: store.clone(), asked: Mutex::default() });
    let router = portal.keeping(Arc::<Overheard>::clone(&told)).expect("the same address").router();
    let (now, later) = (Noon.now(), Noon.now() + TimeDelta::days(1));

    // A: ended. B: taken back. C: closed by wrong passcodes. D: never made. E: no address at all. The files of the first
    // three were lent while they could be.
    store.keep(link("A", now, None), now - TimeDelta::days(1)).await.expect("kept");
    store.keep(link("B", later, Some("4711")), now - TimeDelta::hours(1)).await.expect("kept");
    store.keep(link("C", later, Some("4711")), now - TimeDelta::hours(1)).await.expect("kept");
    for of in ["A", "B", "C"] {
        let [ticket, address] = [of.to_lowercase(), of.to_owned()].map(|of| secret(&of).digest());
        store.lend(ticket, address, now - TimeDelta::minutes(1)).await.expect("lent");
    }
    assert!(store.take_back(secret("B").digest(), secret("m").digest(), now).await.expect("an answer"));
    for _ in 0..ATTEMPTS {
        let wrong = Asking::Manifest(Some(sharing::verifier(&secret("C"), "4712")));
        store.open(secret("C").digest(), wrong, now).await.expect("an answer");
    }

    let manage = json!({ "manage": "m".repeat(43) });
    let asked = [
        ("GET", "", None),
        ("POST", "", Some(json!({ "recipient": "x" }))),
        ("POST", "", Some(json!({ "recipient": "x", "passcode": "4712" }))),
        ("POST", "", Some(json!({ "recipient": "x", "passcode": "4711", "embeddedLengthMax": 0 }))),
        ("POST", "/status", Some(manage.clone())),
        ("POST", "/revoke", Some(manage)),
    ];
    let mut work = BTreeSet::new();
    let mut answers = BTreeSet::new();
    // Addresses of files: lent from each of the three, spent, never lent, and none at all.
    for path in ["a", "b", "c", "a", "d"].map(|of| of.repeat(43)).iter().map(String::as_str).chain(["e"]) {
        let request = Request::builder().uri(format!("/shl/file/{path}")).body(Body::empty());
        answers.insert(answered(&router, request.expect("a request")).await);
        assert_eq!(told.taken(), ["fetch"], "{path}");
    }
    for of in ["A".repeat(43), "B".repeat(43), "C".repeat(43), "D".repeat(43), "E".to_owned()] {
        let mut one = Vec::new();
        for (method, tail, body) in &asked {
            let body = body.as_ref().map(ToString::to_string).unwrap_or_default();
            let request = Request::builder().method(*method).uri(format!("/shl/{of}{tail}"));
            let request = request.body(Body::from(body)).expect("a request");
            answers.insert(answered(&router, request).await);
            one.push(told.taken());
        }
        work.insert(one);
    }
    assert_eq!(answers.len(), 1, "{answers:#?}");
    let expected = ["open directly", "open", "open with a digest", "open with a digest", "look", "take back"];
    assert_eq!(work, BTreeSet::from([expected.map(|what| vec![what]).to_vec()]));
}
