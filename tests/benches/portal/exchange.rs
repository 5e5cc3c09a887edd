//! Our portal beside Medplum's router in one run: a patient-night a transaction, a poll that finds nothing; and what
//! HTTP costs the portal over the same path without it.
//!
//! Ours is a process of its own on an encrypted, synced file; the router keeps everything in memory.

use super::{clinic, portal, serve};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use nocte_tests::bare::{Bare, transaction};
use nocte_tests::bench::{Goal, Row, median};
use nocte_tests::load::{Caller, Kind, Target, night, spent_by};
use nocte_tests::peers::Server;
use nocte_tests::phone;
use std::path::Path;
use std::time::Duration;
use tower::ServiceExt as _;

const CLIENTS: usize = 4;
const EACH: u32 = 100;
const ROUNDS: u32 = 5;

/// Entries in a bundle where the cost of HTTP is asked.
const LARGE: u32 = 50;

/// Transactions, empty polls, and what HTTP costs.
pub(crate) async fn rows(folder: &Path) -> Vec<Row> {
    let data = folder.join("clinic");
    let (clinic, patient) = clinic(&data).await;
    let token =
        clinic.token(&patient, chrono::TimeDelta::hours(9)).await.expect("a token").reveal().to_owned();
    let portal = serve(&data);
    let target = |host, caller| Target { hosts: vec![host], base: "/fhir", callers: vec![caller; CLIENTS] };
    let caller = Caller { token: Some(token.clone()), patient };
    let ours = target(portal.address().parse().expect("an address"), caller);
    let medplum = medplum();
    let theirs = medplum.as_ref().map(|server| {
        let host = server.address().trim_start_matches("http://").trim_end_matches("/fhir");
        let caller = Caller { token: None, patient: phone::PATIENT.to_owned() };
        target(host.parse().expect("an address"), caller)
    });
    let (mut a, mut b) = ((Vec::new(), Vec::new()), (Vec::new(), Vec::new()));
    for round in 0..ROUNDS {
        a.0.push(ours.load(round, EACH, Kind::Transaction).await);
        b.0.push(ours.load(round, EACH, Kind::EmptyPoll).await);
        if let Some(theirs) = &theirs {
            a.1.push(theirs.load(round, EACH, Kind::Transaction).await);
            b.1.push(theirs.load(round, EACH, Kind::EmptyPoll).await);
        }
    }
    let row = |id, (ours, theirs): (Vec<f64>, Vec<f64>), what: &str| {
        let (ours, peer) = (median(ours), (!theirs.is_empty()).then(|| median(theirs)));
        let note = format!(
            "peer: Medplum's router, in memory; {what}: {:.0} a second, peer {:.0}",
            1e6 / ours,
            peer.map_or(0.0, |peer| 1e6 / peer)
        );
        Row { id, ours, peer, unit: "µs", goal: Goal::None, note }
    };
    let (http, direct) = cost_of_http(folder).await;
    vec![
        row("portal.transaction", a, "transactions of seven entries, four clients, encrypted and synced"),
        row("portal.empty_poll", b, "batches of four searches that find nothing, four clients"),
        Row {
            id: "portal.http",
            ours: http,
            peer: Some(direct),
            unit: "µs CPU",
            goal: Goal::AtMost(1.25),
            note: format!("peer: the same router without sockets; per entry, {LARGE} entries a bundle"),
        },
    ]
}

/// Processor time per entry: the portal as a process behind a socket, and its router called here.
async fn cost_of_http(folder: &Path) -> (f64, f64) {
    let (mut over, mut without) = (Vec::new(), Vec::new());
    let bundles = 60;
    for round in 0..ROUNDS {
        let data = folder.join(format!("http-{round}"));
        let (clinic, patient) = clinic(&data).await;
        let token = clinic.token(&patient, chrono::TimeDelta::hours(9)).await.expect("a token");
        let bodies: Vec<Vec<u8>> =
            (0..bundles).map(|n| transaction(&night(&patient, n * LARGE, LARGE))).collect();
        let server = serve(&data);
        let host = server.address().parse().expect("an address");
        let mut bare = Bare::to(host, Some(token.reveal())).await;
        let before = spent_by(server.process());
        for body in &bodies {
            bare.post("", body).await;
        }
        over.push(per_entry(spent_by(server.process()).saturating_sub(before), bundles));
        drop(server);

        let data = folder.join(format!("direct-{round}"));
        let (clinic, patient) = super::clinic(&data).await;
        let token = clinic.token(&patient, chrono::TimeDelta::hours(9)).await.expect("a token");
        let bodies: Vec<Vec<u8>> =
            (0..bundles).map(|n| transaction(&night(&patient, n * LARGE, LARGE))).collect();
        let router = portal(&data).router();
        let before = spent_by(std::process::id());
        for body in bodies {
            let request = Request::post("/fhir")
                .header("Authorization", format!("Bearer {}", token.reveal()))
                .header("Content-Type", "application/fhir+json")
                .body(Body::from(body))
                .expect("a request");
            let answer = router.clone().oneshot(request).await.expect("a router never fails");
            assert_eq!(answer.status(), StatusCode::OK);
            axum::body::to_bytes(answer.into_body(), usize::MAX).await.expect("its body");
        }
        without.push(per_entry(spent_by(std::process::id()).saturating_sub(before), bundles));
    }
    (median(over), median(without))
}

fn per_entry(spent: Duration, bundles: u32) -> f64 {
    spent.as_secs_f64() * 1e6 / f64::from(bundles * LARGE)
}

/// The peer, where it is here.
pub(crate) fn medplum() -> Option<Server> {
    nocte_tests::peers::Peer::Medplum.find().map(|_| Server::medplum())
}
