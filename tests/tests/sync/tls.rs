//! Certificates that are no good, old protocols, redirections: refused, and nothing is sent.

use nocte_core::sync::http::{Line, LineOptions};
use nocte_core::sync::{Failure, Reply, Request};
use nocte_tests::certificates::{Authority, Flaw, Listener};
use std::time::Duration;

const TOKEN: &str = "Bearer 7b1d0e6a-not-for-strangers";

fn line(authority: Option<&Authority>) -> Line {
    let options = LineOptions {
        ca_pem: authority.map(Authority::pem),
        connect: Duration::from_secs(5),
        read: Duration::from_secs(5),
        total: Duration::from_secs(10),
        ..LineOptions::default()
    };
    Line::new(&options).expect("a line")
}

async fn ask(line: &Line, url: String) -> Reply {
    line.send(Request::get(url).with("Authorization", TOKEN)).await
}

fn at(listener: &Listener) -> String {
    format!("https://localhost:{}/fhir/metadata", listener.port())
}

#[tokio::test]
async fn a_clinics_own_authority_is_trusted_only_when_it_is_given() {
    let (own, other) = (Authority::new(), Authority::new());
    let listener = Listener::tls(&own, Flaw::None).await;
    for stranger in [line(None), line(Some(&other))] {
        assert_eq!(ask(&stranger, at(&listener)).await, Reply::Failed(Failure::Tls));
        assert!(listener.heard().is_empty());
    }
    assert_eq!(ask(&line(Some(&own)), at(&listener)).await.status(), Some(200));
    assert!(
        String::from_utf8_lossy(&listener.heard()).contains(TOKEN),
        "the control: a good chain is spoken to"
    );
}

#[tokio::test]
async fn a_flawed_certificate_is_refused_and_nothing_is_sent() {
    let own = Authority::new();
    let line = line(Some(&own));
    for flaw in [Flaw::Expired, Flaw::NotYetValid, Flaw::WrongHost, Flaw::SelfSigned] {
        let listener = Listener::tls(&own, flaw).await;
        assert_eq!(ask(&line, at(&listener)).await, Reply::Failed(Failure::Tls), "{flaw:?}");
        assert!(listener.heard().is_empty(), "{flaw:?}: something was sent");
    }
}

#[tokio::test]
async fn tls_1_1_is_refused_and_nothing_is_sent() {
    // A ServerHello of TLS 1.1: version 3.2, 32 random bytes, no session, TLS_RSA_WITH_AES_128_CBC_SHA, no compression.
    static HELLO: [u8; 47] = {
        let mut hello = [7; 47];
        let begin = [0x16, 3, 2, 0, 42, 2, 0, 0, 38, 3, 2];
        let mut at = 0;
        while at < begin.len() {
            hello[at] = begin[at];
            at += 1;
        }
        [hello[43], hello[44], hello[45], hello[46]] = [0, 0, 0x2f, 0];
        hello
    };
    let listener = Listener::raw(&HELLO).await;
    assert_eq!(ask(&line(None), at(&listener)).await, Reply::Failed(Failure::Tls));
    let heard = listener.heard();
    assert_eq!(heard[0], 0x16, "the control: a handshake was begun");
    assert!(!heard.windows(TOKEN.len()).any(|part| part == TOKEN.as_bytes()));
    assert!(!heard.windows(4).any(|part| part == b"fhir"), "nor is the path sent before there is trust");
}

#[tokio::test]
async fn a_server_without_tls_is_refused_where_tls_is_asked_for() {
    let listener = Listener::raw(b"HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n").await;
    assert_eq!(ask(&line(None), at(&listener)).await, Reply::Failed(Failure::Tls));
    assert!(!String::from_utf8_lossy(&listener.heard()).contains(TOKEN));
}

#[tokio::test]
async fn plain_http_is_for_this_machine_alone() {
    let line = line(None);
    for url in [
        "http://clinic.example/fhir",
        "http://192.0.2.1/fhir",
        "http://localhost.example/fhir",
        "ftp://127.0.0.1/",
    ] {
        assert_eq!(ask(&line, url.to_owned()).await, Reply::Failed(Failure::Address), "{url}");
    }
    let listener = Listener::plain("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}").await;
    let url = format!("http://127.0.0.1:{}/fhir", listener.port());
    assert_eq!(ask(&line, url).await.status(), Some(200), "the control");
}

#[tokio::test]
async fn a_redirection_is_an_answer_and_is_never_followed() {
    let other = Listener::plain("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}").await;
    let elsewhere = format!("http://127.0.0.1:{}/fhir", other.port());
    for (status, location) in [
        (301, elsewhere.clone()),
        (302, elsewhere.clone()),
        (303, "http://clinic.example/".to_owned()),
        (307, elsewhere.clone()),
        (308, "//elsewhere.example/".to_owned()),
        (302, "/fhir".to_owned()),
    ] {
        let text = format!("HTTP/1.1 {status} X\r\nLocation: {location}\r\nContent-Length: 0\r\n\r\n");
        let first = Listener::plain(text).await;
        let reply = ask(&line(None), format!("http://127.0.0.1:{}/fhir", first.port())).await;
        assert_eq!(reply.status(), Some(status), "to {location}");
        let asked = String::from_utf8_lossy(&first.heard()).matches("GET /fhir").count();
        assert_eq!(asked, 1, "once, and no loop");
    }
    assert!(other.heard().is_empty(), "the other host was told something");
}

/// The phone speaks HTTP/1.1 and offers nothing else: a server that knows HTTP/2 only, and sends everybody away at
/// once, is no answer, and no wait.
#[tokio::test]
async fn a_server_that_knows_http_2_only_is_no_answer() {
    let own = Authority::new();
    let listener = Listener::going_away(&own).await;
    let reply = ask(&line(Some(&own)), at(&listener)).await;
    assert!(matches!(reply, Reply::Failed(Failure::Tls)), "{reply:?}");
    assert!(listener.heard().is_empty(), "nothing was asked of it");
}
