//! Moving out to Medplum's router, which nobody here wrote: killed on the way, through a proxy that fails, and into a
//! server that forgets.

use nocte_tests::moving::{Source, all_there, ask, count, dies, ended, mover, put_right, slowly};
use nocte_tests::peers::Server;
use nocte_tests::proxy::{Fault, Proxy, Random, Script};
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::sync::atomic::Ordering;
use std::time::Duration;

const PROGRAM: &str = env!("CARGO_BIN_EXE_replay_until_killed");

fn host(base: &str) -> SocketAddr {
    base.trim_start_matches("http://").trim_end_matches("/fhir").parse().expect("an address of loopback")
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs peers: cargo xtask test peers"]
async fn everything_arrives_though_the_mover_is_killed_twenty_times_in_its_transactions() {
    let source = Source::new(6, 60).await;
    let counted = source.counted().await;
    let server = Server::medplum();
    let (posts, luck) = slowly(Duration::from_millis(4));
    let proxy = Proxy::start(host(server.address()), luck).await;
    let base = format!("{}/fhir", proxy.origin());
    for kill in 0..20 {
        // Sometimes in the first transaction, sometimes in a later one.
        dies(mover(PROGRAM, &source.folder(), &base), &posts, kill % 3, || {}).await;
    }
    let (good, said) = ended(mover(PROGRAM, &source.folder(), &base));
    assert!(good && said["resumed"] == true, "{said}");
    all_there(server.address(), &counted, &said).await;
    assert_eq!(said["histories"], source.patients.len(), "{said}");
    assert_eq!(said["less_exact"], source.patients.len(), "JavaScript keeps no zero behind a point: {said}");
    // Once more, and nothing is written: it only compares.
    let before = posts.load(Ordering::SeqCst);
    let (good, again) = ended(mover(PROGRAM, &source.folder(), server.address()));
    assert!(good && again["types"] == said["types"], "{again}");
    assert_eq!(posts.load(Ordering::SeqCst), before);
    eprintln!("{} killed 20 times; {said}", server.address());
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs peers: cargo xtask test peers"]
async fn through_random_faults_every_version_arrives() {
    let source = Source::new(3, 60).await;
    let counted = source.counted().await;
    let server = Server::medplum();
    // Not: answers that another server would have to forge, and a log-in that nobody but the operator can mend.
    let luck = Random::new(7, 25).without(|fault| {
        matches!(
            fault,
            Fault::Stale | Fault::Forged(_) | Fault::Nothing(_) | Fault::Unauthorised | Fault::Late
        )
    });
    let proxy = Proxy::start(host(server.address()), luck).await;
    let (good, said) = ended(mover(PROGRAM, &source.folder(), &format!("{}/fhir", proxy.origin())));
    assert!(good, "{said}");
    eprintln!("{:?}; {said}", proxy.tally());
    all_there(server.address(), &counted, &said).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs peers: cargo xtask test peers"]
async fn a_server_that_died_and_forgot_is_begun_with_anew() {
    let source = Source::new(3, 60).await;
    let counted = source.counted().await;
    let mut first = Server::medplum();
    let proxy = Proxy::start(host(first.address()), Script::default()).await;
    let base = format!("{}/fhir", proxy.origin());
    let child = mover(PROGRAM, &source.folder(), &base);
    while proxy.heard().iter().filter(|head| head.starts_with("POST")).count() < 3 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    first.kill();
    // Its repository is memory, and so the mark is gone with everything else. The mover goes on in the middle: what
    // went before is missing, and it says so.
    let second = Server::medplum();
    proxy.aim(host(second.address()));
    let (good, said) = ended(child);
    assert!(
        !good && said["error"].as_str().is_some_and(|why| why.contains("is not there as it was sent")),
        "{said}"
    );
    let mark = "Basic/nocte-replay";
    assert_eq!(ask(second.address(), "DELETE", mark, &Value::Null).await.0, 200);
    let (good, said) = ended(mover(PROGRAM, &source.folder(), &base));
    assert!(good && said["resumed"] == false, "{said}");
    all_there(second.address(), &counted, &said).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs peers: cargo xtask test peers"]
async fn what_was_changed_or_lost_or_is_somebody_elses_is_noticed() {
    let source = Source::new(2, 10).await;
    let server = Server::medplum();
    let base = server.address();
    let (good, said) = ended(mover(PROGRAM, &source.folder(), base));
    assert!(good, "{said}");
    let name = format!("Observation/{}", put_right(&source.patients[0]));
    let (_, mut changed) = ask(base, "GET", &name, &Value::Null).await;
    let whole = changed.clone();
    changed["valueQuantity"]["value"] = json!(3);
    assert_eq!(ask(base, "PUT", &name, &changed).await.0, 200);
    let (good, said) = ended(mover(PROGRAM, &source.folder(), base));
    assert!(!good && said["error"].as_str().is_some_and(|why| why.starts_with(&name)), "{said}");
    assert_eq!(ask(base, "PUT", &name, &whole).await.0, 200);
    assert!(ended(mover(PROGRAM, &source.folder(), base)).0);
    assert_eq!(ask(base, "DELETE", &name, &Value::Null).await.0, 200);
    assert!(!ended(mover(PROGRAM, &source.folder(), base)).0, "one is lost");
    let before = count(base, "Observation").await;
    source.goes_on().await;
    let (good, said) = ended(mover(PROGRAM, &source.folder(), base));
    assert!(!good && said["error"].as_str().is_some_and(|why| why.contains("another move")), "{said}");
    assert_eq!(count(base, "Observation").await, before, "and nothing was written");
}
