//! The fault proxy itself: does each fault do what it says? Between a bare client and a server that only echoes.

use nocte_tests::proxy::{Asked, Fault, Message, Proxy, Random, Script, Wait, read_answer, read_request};
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio::io::AsyncWriteExt as _;
use tokio::net::{TcpListener, TcpStream};

/// What a bare client heard.
#[derive(Debug, PartialEq, Eq)]
enum Heard {
    /// An answer with this status, whole.
    Whole(u16),
    /// The connection ended before an answer was whole.
    Broken,
}

/// A server that answers 200 with what it got, and the bodies it got.
async fn echo() -> (SocketAddr, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("a port");
    let address = listener.local_addr().expect("bound");
    let bodies = Arc::new(Mutex::new(Vec::new()));
    let kept = Arc::clone(&bodies);
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let kept = Arc::clone(&kept);
            tokio::spawn(async move {
                while let Some(request) = read_request(&mut stream).await {
                    let body = String::from_utf8_lossy(request.body()).into_owned();
                    let answer = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{body}", body.len());
                    kept.lock().expect("no panic holds it").push(body);
                    if stream.write_all(answer.as_bytes()).await.is_err() {
                        return;
                    }
                }
            });
        }
    });
    (address, bodies)
}

/// One request on a connection of its own.
async fn ask(proxy: &Proxy, body: &str) -> (Heard, Message) {
    let text = format!("POST /fhir HTTP/1.1\r\nHost: x\r\nContent-Length: {}\r\n\r\n{body}", body.len());
    let answer = async {
        let mut stream = TcpStream::connect(proxy.address()).await.ok()?;
        stream.write_all(text.as_bytes()).await.ok()?;
        read_answer(&mut stream).await
    };
    match answer.await {
        Some(answer) => (Heard::Whole(answer.status()), answer),
        None => (Heard::Broken, Message::default()),
    }
}

/// Each fault alone: what the client hears, and how often the server got the request.
#[tokio::test]
async fn each_fault_does_what_it_says() {
    for fault in Fault::list() {
        let (server, bodies) = echo().await;
        let proxy = Proxy::start(server, Script::new([fault])).await;
        let (heard, _) = ask(&proxy, &"x".repeat(800)).await;
        let got = bodies.lock().expect("free").len();
        let expected = match fault {
            Fault::Clean | Fault::Latency(_) | Fault::Drip(_) | Fault::Stale => (Heard::Whole(200), 1),
            Fault::Twice => (Heard::Whole(200), 2),
            Fault::Reset | Fault::CutRequest(_) | Fault::Late | Fault::EarlyClose => (Heard::Broken, 0),
            Fault::LostAnswer | Fault::CutAnswer(_) => (Heard::Broken, 1),
            // Our own reader does not read chunk sizes; a real client refuses them.
            Fault::WrongChunk(_) => (Heard::Whole(200), 0),
            Fault::Nothing(_) | Fault::Captive | Fault::GzipBomb | Fault::HeaderFlood | Fault::Forged(_) => {
                (Heard::Whole(200), 0)
            }
            Fault::Elsewhere => (Heard::Whole(302), 0),
            Fault::Unavailable => (Heard::Whole(503), 0),
            Fault::TooMany(_) => (Heard::Whole(429), 0),
            Fault::Unauthorised => (Heard::Whole(401), 0),
            Fault::TooLarge => (Heard::Whole(413), 0),
            Fault::Failing(status) => (Heard::Whole(status), 0),
        };
        assert_eq!((heard, got), expected, "{fault:?}");
        assert_eq!(proxy.tally().get(fault.name()), Some(&1), "{fault:?}");
        let (after, _) = ask(&proxy, "next").await;
        assert_eq!(after, Heard::Whole(200), "the request after {fault:?}");
    }
}

#[tokio::test]
async fn a_late_request_arrives_after_the_next_one() {
    let (server, bodies) = echo().await;
    let proxy = Proxy::start(server, Script::new([Fault::Late])).await;
    assert_eq!(ask(&proxy, "first").await.0, Heard::Broken);
    assert_eq!(ask(&proxy, "second").await.0, Heard::Whole(200));
    assert_eq!(*bodies.lock().expect("free"), ["second", "first"]);
}

#[tokio::test]
async fn a_stale_answer_belongs_to_an_earlier_request_and_the_own_one_is_swallowed() {
    let (server, bodies) = echo().await;
    let proxy = Proxy::start(server, Script::new([Fault::Clean, Fault::Stale])).await;
    ask(&proxy, "first").await;
    let (_, answer) = ask(&proxy, "second").await;
    assert_eq!(answer.body(), b"first");
    assert_eq!(*bodies.lock().expect("free"), ["first"]);
}

#[tokio::test]
async fn latency_and_drip_take_their_time() {
    let (server, _) = echo().await;
    let slow = Duration::from_millis(40);
    let proxy =
        Proxy::start(server, Script::new([Fault::Latency(slow), Fault::Drip(Duration::from_millis(1))]))
            .await;
    for least in [slow * 2, Duration::from_millis(150)] {
        let begin = Instant::now();
        assert_eq!(ask(&proxy, &"y".repeat(60)).await.0, Heard::Whole(200));
        assert!(begin.elapsed() >= least, "{:?}", begin.elapsed());
    }
}

#[tokio::test]
async fn headers_say_when_to_come_again_and_bombs_are_small_on_the_wire() {
    let (server, _) = echo().await;
    for wait in Wait::ALL {
        let proxy = Proxy::start(server, Script::new([Fault::TooMany(wait)])).await;
        let (_, answer) = ask(&proxy, "x").await;
        assert!(answer.head().contains(&format!("Retry-After: {}", wait.header())));
    }
    let proxy = Proxy::start(server, Script::new([Fault::GzipBomb])).await;
    let (_, answer) = ask(&proxy, "x").await;
    assert!((100_000..6_000_000).contains(&answer.body().len()), "{} bytes", answer.body().len());
}

#[tokio::test]
async fn chance_is_the_same_for_the_same_seed_and_plays_the_whole_list() {
    use nocte_tests::proxy::Luck as _;
    let asked = Asked { method: "POST".into(), target: "/fhir".into(), body: 10, bearer: true };
    let run = |seed: u64| -> Vec<Fault> {
        let mut luck = Random::new(seed, 30);
        (0..3_000).map(|_| luck.at_request(&asked)).collect()
    };
    assert_eq!(run(1), run(1));
    assert_ne!(run(1), run(2));
    let faults = run(1);
    let names: std::collections::BTreeSet<_> = faults.iter().map(|fault| fault.name()).collect();
    let all: std::collections::BTreeSet<_> = Fault::list().iter().map(|fault| fault.name()).collect();
    assert_eq!(names, all);
    let share = faults.iter().filter(|fault| **fault != Fault::Clean).count();
    assert!((700..1_500).contains(&share), "{share} of 3,000");
}
