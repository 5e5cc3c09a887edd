//! Our portal beside Medplum's router in one run: a patient-night a transaction, a poll that finds nothing; and what
//! HTTP costs the portal over the same path without it.
//!
//! Ours is a process of its own on an encrypted, synced file; the router keeps everything in memory.

use super::{clinic, portal, serve};
use axum::body::Body;
use axum::http::{Request, StatusCode};
use nocte_tests::bare::{Bare, empty_poll, transaction};
use nocte_tests::bench::{Goal, Row, median};
use nocte_tests::peers::Server;
use nocte_tests::phone;
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::path::Path;
use std::time::{Duration, Instant};
use tower::ServiceExt as _;

const CLIENTS: u32 = 4;
const EACH: u32 = 100;
const ROUNDS: u32 = 5;

/// Entries in a bundle where the cost of HTTP is asked.
const LARGE: u32 = 50;

/// A server under load.
#[derive(Clone)]
struct Target {
    host: SocketAddr,
    token: Option<String>,
    patient: String,
}

/// Transactions, empty polls, and what HTTP costs.
pub(crate) async fn rows(folder: &Path) -> Vec<Row> {
    let data = folder.join("clinic");
    let (clinic, patient) = clinic(&data).await;
    let token =
        clinic.token(&patient, chrono::TimeDelta::hours(9)).await.expect("a token").reveal().to_owned();
    let portal = serve(&data);
    let ours =
        Target { host: portal.address().parse().expect("an address"), token: Some(token.clone()), patient };
    let medplum = medplum();
    let theirs = medplum.as_ref().map(|server| Target {
        host: server
            .address()
            .trim_start_matches("http://")
            .trim_end_matches("/fhir")
            .parse()
            .expect("an address"),
        token: None,
        patient: phone::PATIENT.to_owned(),
    });
    let (mut a, mut b) = ((Vec::new(), Vec::new()), (Vec::new(), Vec::new()));
    for round in 0..ROUNDS {
        a.0.push(load(&ours, round, false).await);
        b.0.push(load(&ours, round, true).await);
        if let Some(theirs) = &theirs {
            a.1.push(load(theirs, round, false).await);
            b.1.push(load(theirs, round, true).await);
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

/// Microseconds per request with all clients at work.
async fn load(target: &Target, round: u32, polls: bool) -> f64 {
    let begin = Instant::now();
    let mut clients = tokio::task::JoinSet::new();
    for client in 0..CLIENTS {
        let target = target.clone();
        clients.spawn(async move {
            let mut bare = Bare::to(target.host, target.token.as_deref()).await;
            let poll = empty_poll(&target.patient);
            for n in 0..EACH {
                let number = ((round * CLIENTS + client) * EACH + n) * 7;
                let body = if polls { poll.clone() } else { transaction(&night(&target.patient, number, 7)) };
                bare.post("", &body).await;
            }
        });
    }
    clients.join_all().await;
    begin.elapsed().as_secs_f64() * 1e6 / f64::from(CLIENTS * EACH)
}

fn night(patient: &str, from: u32, entries: u32) -> Vec<Value> {
    let of = |n| {
        let mut score = phone::score(n);
        score["subject"] = json!({"reference": format!("Patient/{patient}")});
        score
    };
    (from..from + entries).map(of).collect()
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

/// Processor time of a process of this machine so far.
fn spent_by(process: u32) -> Duration {
    let text = std::fs::read_to_string(format!("/proc/{process}/stat")).expect("a process of Linux");
    let fields = text.rsplit(')').next().unwrap_or_default().split_whitespace();
    // After the name: user and system time are the twelfth and thirteenth, in hundredths of a second.
    let ticks: u64 = fields.skip(11).take(2).map(|ticks| ticks.parse::<u64>().expect("a number")).sum();
    Duration::from_millis(ticks * 10)
}

/// The peer, where it is here.
pub(crate) fn medplum() -> Option<Server> {
    nocte_tests::peers::Peer::Medplum.find().map(|_| Server::medplum())
}
