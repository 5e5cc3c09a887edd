//! Pairing links: read, asked, opened, and every way they refuse.

use crate::desk::{INSTALL, start};
use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Key, Nonce};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::TimeDelta;
use flate2::Compression;
use flate2::write::DeflateEncoder;
use nocte_core::sync::link::{JweError, Link, LinkError, Opened, open};
use nocte_core::sync::{Failure, Reply, Secret};
use serde_json::{Value, json};
use std::io::Write;

const KEY: [u8; 32] = [9; 32];

fn key() -> String {
    URL_SAFE_NO_PAD.encode(KEY)
}

fn link_of(payload: &Value) -> String {
    format!("shlink:/{}", URL_SAFE_NO_PAD.encode(payload.to_string()))
}

fn payload() -> Value {
    json!({"url": "https://clinic.example/pair/x7", "key": key(), "flag": "P", "label": "Dr Example",
        "exp": (start() + TimeDelta::minutes(15)).timestamp(), "v": 1})
}

fn link() -> Link {
    Link::parse(&link_of(&payload())).expect("good")
}

fn seal(header: &Value, plain: &[u8]) -> String {
    let head = URL_SAFE_NO_PAD.encode(header.to_string());
    let iv = [3; 12];
    let cipher = Aes256Gcm::new(<&Key<Aes256Gcm>>::try_from(KEY.as_slice()).expect("32 bytes"));
    let nonce = <&Nonce<_>>::try_from(iv.as_slice()).expect("12 bytes");
    let sealed = cipher.encrypt(nonce, Payload { msg: plain, aad: head.as_bytes() }).expect("sealed");
    let (text, tag) = sealed.split_at(sealed.len() - 16);
    format!(
        "{head}..{}.{}.{}",
        URL_SAFE_NO_PAD.encode(iv),
        URL_SAFE_NO_PAD.encode(text),
        URL_SAFE_NO_PAD.encode(tag)
    )
}

fn deflated(plain: &[u8]) -> Vec<u8> {
    let mut packer = DeflateEncoder::new(Vec::new(), Compression::default());
    packer.write_all(plain).expect("in memory");
    packer.finish().expect("in memory")
}

fn access() -> String {
    json!({"access_token": "a-canary", "token_type": "Bearer", "expires_in": 600, "refresh_token": "r-canary",
        "scope": "patient/*.cruds", "aud": "https://clinic.example/fhir/", "patient": "p1"})
    .to_string()
}

fn head() -> Value {
    json!({"alg": "dir", "enc": "A256GCM", "cty": "application/smart-api-access"})
}

fn zipped() -> Value {
    json!({"alg": "dir", "enc": "A256GCM", "zip": "DEF"})
}

#[test]
fn a_link_is_read_alone_and_behind_a_viewer() {
    let text = link_of(&payload());
    for text in [
        text.clone(),
        format!("https://viewer.example/#{text}"),
        format!("  {text}\n"),
        text.replace("shlink", "SHLINK"),
    ] {
        let link = Link::parse(&text).expect("good");
        assert!(link.passcode && link.label.as_deref() == Some("Dr Example"));
        assert!(!format!("{link:?}").contains("x7"), "the address opens the door: it is not printed");
    }
}

#[test]
fn what_is_no_pairing_link_is_refused() {
    let with = |name: &str, value: Value| {
        let mut payload = payload();
        payload[name] = value;
        Link::parse(&link_of(&payload)).expect_err("refused")
    };
    assert_eq!(with("v", json!(2)), LinkError::UnknownKind);
    assert_eq!(with("flag", json!("UP")), LinkError::UnknownKind);
    assert_eq!(with("url", json!("http://clinic.example/x")), LinkError::Address);
    assert_eq!(with("url", json!(format!("https://clinic.example/{}", "x".repeat(128)))), LinkError::Address);
    assert_eq!(with("key", json!("short")), LinkError::NotALink);
    assert_eq!(with("exp", json!("soon")), LinkError::NotALink);
    for text in [
        "",
        "shlink:/",
        "shlink:/***",
        "https://clinic.example",
        "https://clinic.example/#x",
        "shc:/123",
        &"x".repeat(20_000),
    ] {
        assert_eq!(Link::parse(text).expect_err("refused"), LinkError::NotALink);
    }
}

#[test]
fn the_manifest_is_asked_for_with_the_passcode_until_the_link_ends() {
    let link = link();
    let request = link.request("Nocte on a phone", Some(&Secret::new("123456")), start()).expect("in time");
    assert_eq!(request.url, "https://clinic.example/pair/x7");
    let body: Value = serde_json::from_slice(&request.body.expect("a body")).expect("JSON");
    assert_eq!(
        (body["recipient"].as_str(), body["passcode"].as_str()),
        (Some("Nocte on a phone"), Some("123456"))
    );
    assert_eq!(link.request("x", None, start()), Err(LinkError::PasscodeNeeded));
    let late = start() + TimeDelta::minutes(15);
    assert_eq!(link.request("x", Some(&Secret::new("1")), late), Err(LinkError::Expired));
}

#[test]
fn a_sealed_file_becomes_a_pairing_embedded_or_fetched_deflated_or_not() {
    for sealed in [seal(&head(), access().as_bytes()), seal(&zipped(), &deflated(access().as_bytes()))] {
        let embedded = json!({"files": [{"contentType": "application/fhir+json", "embedded": "x"},
            {"contentType": "application/smart-api-access", "embedded": sealed}]});
        let opened =
            link().opened(&Reply::answer(200, embedded.to_string()), INSTALL, start()).expect("good");
        let Opened::Pairing(pairing) = opened else { panic!("a pairing") };
        assert_eq!((pairing.base.as_str(), pairing.patient.as_str()), ("https://clinic.example/fhir", "p1"));
        assert!(!format!("{pairing:?}").contains("canary"));
        let elsewhere = json!({"files": [{"contentType": "application/smart-api-access", "location": "https://clinic.example/f/1"}]});
        let opened =
            link().opened(&Reply::answer(200, elsewhere.to_string()), INSTALL, start()).expect("good");
        let Opened::Fetch(request) = opened else { panic!("one more request") };
        assert_eq!(request.url, "https://clinic.example/f/1");
        assert!(matches!(
            link().opened(&Reply::answer(200, sealed), INSTALL, start()),
            Ok(Opened::Pairing(_))
        ));
    }
}

#[test]
fn every_refusal_has_its_own_name() {
    let refused = |status: u16, body: &str| {
        link().opened(&Reply::answer(status, body), INSTALL, start()).expect_err("refused")
    };
    assert_eq!(refused(401, r#"{"remainingAttempts":3}"#), LinkError::WrongPasscode { remaining: Some(3) });
    assert_eq!(refused(401, "{}"), LinkError::WrongPasscode { remaining: None });
    assert_eq!(refused(404, "{}"), LinkError::Inactive);
    assert_eq!(refused(409, "{}"), LinkError::Claimed);
    assert_eq!(refused(404, r#"{"error":"claimed"}"#), LinkError::Claimed);
    assert_eq!(refused(410, ""), LinkError::Expired);
    assert_eq!(refused(404, r#"{"error":"expired"}"#), LinkError::Expired);
    assert_eq!(refused(503, "<html>"), LinkError::TryAgain);
    assert_eq!(refused(200, "<html>"), LinkError::TryAgain);
    assert_eq!(refused(200, r#"{"files":[]}"#), LinkError::NoAccess);
    let unsafe_location =
        r#"{"files":[{"contentType":"application/smart-api-access","location":"http://x.example/"}]}"#;
    assert_eq!(refused(200, unsafe_location), LinkError::Address);
    let lost = link().opened(&Reply::Failed(Failure::Timeout), INSTALL, start());
    assert_eq!(lost.expect_err("lost"), LinkError::TryAgain);
}

#[test]
fn what_is_sealed_otherwise_or_was_touched_stays_shut() {
    let key = Secret::new(key());
    let good = seal(&head(), b"x");
    assert_eq!(open(&good, &key), Ok(b"x".to_vec()));
    assert_eq!(open(&good, &Secret::new(URL_SAFE_NO_PAD.encode([8; 32]))), Err(JweError::Key));
    for (name, value) in [("alg", "RSA-OAEP"), ("enc", "A128GCM"), ("zip", "GZ"), ("crit", "b64")] {
        let mut header = head();
        header[name] = json!(value);
        assert_eq!(open(&seal(&header, b"x"), &key), Err(JweError::Algorithm), "{name}");
    }
    assert_eq!(open("a.b.c", &key), Err(JweError::Shape));
    let mut touched: Vec<char> = good.chars().collect();
    let at = good.len() - 3;
    touched[at] = if touched[at] == 'A' { 'B' } else { 'A' };
    assert_eq!(open(&touched.into_iter().collect::<String>(), &key), Err(JweError::Key));
    assert_eq!(open(&seal(&zipped(), b"\xff\xff\xff"), &key), Err(JweError::Damaged));
}

#[test]
fn a_deflated_bomb_ends_at_four_mebibytes() {
    let bomb = deflated(&vec![0; 64 * 1024 * 1024]);
    assert!(bomb.len() < 100_000);
    assert_eq!(open(&seal(&zipped(), &bomb), &Secret::new(key())), Err(JweError::TooLarge));
}
