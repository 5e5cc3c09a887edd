//! What a client may not do: too much, too deep, too fast, too slow.

mod scene;

use nocte_portal::limits::{Limits, Pace};
use scene::{ANNA, Scene, bundle, id, score};
use serde_json::Value;
use std::io::Write as _;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

const HEADERS: [(&str, &str); 2] =
    [("Authorization", "Bearer anna"), ("Content-Type", "application/fhir+json")];

fn gzipped(text: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(text).expect("into memory");
    encoder.finish().expect("into memory")
}

#[tokio::test]
async fn gzip_is_unpacked_and_a_bomb_is_not() {
    let scene = Scene::new().await;
    let body = gzipped(bundle("transaction", &[score(ANNA, 1, 1)]).to_string().as_bytes());
    let mut headers = HEADERS.to_vec();
    headers.push(("Content-Encoding", "gzip"));
    assert_eq!(scene.ask("POST", "/fhir", &headers, &body).await.statuses(), ["201"]);
    let bomb = gzipped(&vec![b' '; 64 << 20]);
    assert!(bomb.len() < 1 << 20, "what is sent is small");
    assert_eq!(scene.ask("POST", "/fhir", &headers, &bomb).await.status, 413);
    assert_eq!(scene.ask("POST", "/fhir", &headers, b"no gzip").await.status, 400);
    headers.pop();
    headers.push(("Content-Encoding", "br"));
    assert_eq!(scene.ask("POST", "/fhir", &headers, b"{}").await.status, 415);
}

#[tokio::test]
async fn a_body_of_more_than_a_megabyte_and_a_bundle_of_more_than_a_hundred_are_refused() {
    let scene = Scene::new().await;
    let long = vec![b' '; (1 << 20) + 1];
    assert_eq!(scene.ask("POST", "/fhir", &HEADERS, &long).await.status, 413);
    let many: Vec<Value> = (0..101).map(|n| score(ANNA, n, 1)).collect();
    assert_eq!(scene.transaction("anna", &many).await.status, 413);
    assert_eq!(scene.transaction("anna", &many[..100]).await.status, 200);
}

#[tokio::test]
async fn deep_and_broken_json_is_refused_in_a_blink() {
    let scene = Scene::new().await;
    let begun = Instant::now();
    for body in [
        "[".repeat(500_000),
        "{\"a\":".repeat(100_000),
        "{".to_owned(),
        "nonsense".to_owned(),
        String::new(),
        "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":{}}".to_owned(),
        "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[1,null,\"x\",[]]}".to_owned(),
        "{\"resourceType\":\"Observation\"}".to_owned(),
    ] {
        let reply = scene.ask("POST", "/fhir", &HEADERS, body.as_bytes()).await;
        assert_eq!(reply.status, 400, "{}", reply.body);
        assert_eq!(reply.json()["resourceType"], "OperationOutcome");
    }
    assert!(begun.elapsed() < Duration::from_secs(10));
    let plain = [("Authorization", "Bearer anna"), ("Content-Type", "text/plain")];
    assert_eq!(scene.ask("POST", "/fhir", &plain, b"{}").await.status, 415);
    let xml = [("Authorization", "Bearer anna"), ("Accept", "application/fhir+xml")];
    assert_eq!(scene.ask("GET", "/fhir/Observation", &xml, b"").await.status, 406);
}

#[tokio::test]
async fn a_token_and_a_patient_have_a_pace_and_are_told_when_to_come_again() {
    let slow = Pace { at_once: 3, each_second: 1 };
    let scene = Scene::with(Limits { token: slow, ..Limits::default() }).await;
    for _ in 0..3 {
        assert_eq!(scene.get("anna", "/fhir/Observation").await.status, 200);
    }
    let late = scene.get("anna", "/fhir/Observation").await;
    assert_eq!((late.status, late.header("retry-after")), (429, Some("2")));
    assert_eq!(scene.get("bert", "/fhir/Observation").await.status, 200);
    let scene = Scene::with(Limits { patient: slow, ..Limits::default() }).await;
    for token in ["anna", "reader", "anna"] {
        assert_eq!(scene.get(token, "/fhir/Observation").await.status, 200);
    }
    assert_eq!(scene.get("reader", "/fhir/Observation").await.status, 429, "two tokens of one patient");
}

#[tokio::test]
async fn a_head_and_a_body_that_do_not_come_end_the_connection() {
    let patience = Duration::from_millis(300);
    let scene = Scene::with(Limits { head: patience, body_within: patience, ..Limits::default() }).await;
    for begun in [
        "GET /fhir/Observation HTT",
        "POST /fhir HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer anna\r\nContent-Length: 10\r\n\r\n{",
    ] {
        let mut stream = TcpStream::connect(scene.address).await.expect("the portal listens");
        stream.write_all(begun.as_bytes()).await.expect("written");
        let mut answer = Vec::new();
        let ended = tokio::time::timeout(Duration::from_secs(5), stream.read_to_end(&mut answer)).await;
        assert!(ended.is_ok(), "the portal waited longer than it says it does");
        let text = String::from_utf8_lossy(&answer);
        assert!(text.is_empty() || text.starts_with("HTTP/1.1 408"), "{text}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_slow_clients_do_not_stop_a_quick_one() {
    let scene = Scene::new().await;
    let mut slow = Vec::new();
    for _ in 0..200 {
        let mut stream = TcpStream::connect(scene.address).await.expect("the portal listens");
        stream.write_all(b"POST /fhir HTTP/1.1\r\nHost: x\r\nContent-Le").await.expect("written");
        slow.push(stream);
    }
    let asked = tokio::time::timeout(Duration::from_secs(10), scene.get("anna", "/fhir/Observation"));
    assert_eq!(asked.await.expect("a quick client is served").status, 200);
    let put = scene.send("anna", "PUT", &format!("/fhir/Observation/{}", id(1)), &score(ANNA, 1, 1)).await;
    assert_eq!(put.status, 201);
    drop(slow);
}

#[tokio::test(flavor = "multi_thread")]
async fn connections_beyond_the_limit_wait_until_one_ends() {
    let patience = Duration::from_millis(500);
    let scene = Scene::with(Limits { connections: 2, head: patience, ..Limits::default() }).await;
    let mut silent = Vec::new();
    for _ in 0..2 {
        silent.push(TcpStream::connect(scene.address).await.expect("the portal listens"));
    }
    let begun = Instant::now();
    assert_eq!(scene.get("anna", "/fhir/Observation").await.status, 200);
    assert!(begun.elapsed() >= patience / 2, "it was served only after a silent one was sent away");
}
