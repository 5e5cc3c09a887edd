//! The line to a server, against servers of plain sockets that do what servers should not.

use core::time::Duration;
use flate2::Compression;
use flate2::write::GzEncoder;
use nocte_core::sync::http::{Line, LineError, LineOptions};
use nocte_core::sync::{Failure, Reply, Request};
use std::io::Write;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// A line with short waits and a small cap.
fn line() -> Line {
    let options = LineOptions {
        connect: Duration::from_secs(5),
        read: Duration::from_millis(400),
        total: Duration::from_millis(1_500),
        largest: 1024 * 1024,
        ..LineOptions::default()
    };
    Line::new(&options).expect("no certificate is read")
}

/// A server that does the same with every connection. Its address, and how many connections came.
async fn server<F, R>(act: F) -> (String, Arc<AtomicUsize>)
where
    F: Fn(TcpStream) -> R + Send + Sync + 'static,
    R: Future<Output = ()> + Send + 'static,
{
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("loopback");
    let address = format!("http://{}/fhir", listener.local_addr().expect("bound"));
    let came = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&came);
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            counted.fetch_add(1, Ordering::SeqCst);
            tokio::spawn(act(stream));
        }
    });
    (address, came)
}

/// Reads the head of a request, writes `answer`, and closes.
async fn say(mut stream: TcpStream, answer: Vec<u8>) {
    let mut head = vec![0; 16 * 1024];
    let _ = stream.read(&mut head).await;
    let _ = stream.write_all(&answer).await;
    let _ = stream.shutdown().await;
}

async fn answered_with(answer: impl Into<Vec<u8>>) -> Reply {
    let answer = answer.into();
    let (address, _) = server(move |stream| say(stream, answer.clone())).await;
    line().send(Request::get(address)).await
}

fn packed(plain: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    packer.write_all(plain).expect("in memory");
    packer.finish().expect("in memory")
}

fn gzip_answer(body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: {}\r\n\r\n", body.len());
    [head.as_bytes(), body].concat()
}

#[tokio::test]
async fn an_answer_comes_whole_with_its_header_lines() {
    let reply = answered_with("HTTP/1.1 201 Created\r\nEtag: W/\"3\"\r\nContent-Length: 2\r\n\r\n{}").await;
    assert_eq!(
        (reply.status(), reply.header("ETAG"), reply.body()),
        (Some(201), Some("W/\"3\""), b"{}".as_slice())
    );
}

#[tokio::test]
async fn a_compressed_answer_is_unpacked_and_a_bomb_ends_at_the_cap() {
    assert_eq!(answered_with(gzip_answer(&packed(b"{\"a\":1}"))).await.body(), b"{\"a\":1}");
    let bomb = packed(&vec![b' '; 64 * 1024 * 1024]);
    assert!(bomb.len() < 100_000);
    assert_eq!(answered_with(gzip_answer(&bomb)).await, Reply::Failed(Failure::TooLarge));
    assert_eq!(answered_with(gzip_answer(b"no gzip at all")).await, Reply::Failed(Failure::Cut));
}

#[tokio::test]
async fn a_body_larger_than_the_cap_is_not_read_to_its_end() {
    let body = "x".repeat(2 * 1024 * 1024);
    let answer = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{body}", body.len());
    assert_eq!(answered_with(answer).await, Reply::Failed(Failure::TooLarge));
}

#[tokio::test]
async fn no_redirect_is_followed_not_even_at_home() {
    let (elsewhere, came) = server(|stream| say(stream, Vec::new())).await;
    for status in ["301 Moved", "302 Found", "307 Temporary", "308 Permanent"] {
        let answer = format!("HTTP/1.1 {status}\r\nLocation: {elsewhere}\r\nContent-Length: 0\r\n\r\n");
        let reply = answered_with(answer).await;
        assert!(reply.status().is_some_and(|status| (300..400).contains(&status)));
    }
    assert_eq!(came.load(Ordering::SeqCst), 0);
}

#[tokio::test]
async fn answers_that_break_off_are_no_answers() {
    for cut in [
        "",
        "HTT",
        "HTTP/1.1 200 OK\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"resourceType\":",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nshort\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nnonsense",
        "nonsense\r\n\r\n",
    ] {
        assert_eq!(answered_with(cut).await, Reply::Failed(Failure::Cut), "{cut:?}");
    }
}

#[tokio::test]
async fn a_flood_of_header_lines_is_no_answer() {
    let lines = "X-Line: x\r\n".repeat(5_000);
    let reply = answered_with(format!("HTTP/1.1 200 OK\r\n{lines}Content-Length: 0\r\n\r\n")).await;
    assert_eq!(reply, Reply::Failed(Failure::Cut));
    let long =
        format!("HTTP/1.1 200 OK\r\nX-Long: {}\r\nContent-Length: 0\r\n\r\n", "x".repeat(4 * 1024 * 1024));
    assert_eq!(answered_with(long).await, Reply::Failed(Failure::Cut));
}

#[tokio::test]
async fn silence_and_a_byte_now_and_then_both_have_an_end() {
    let (silent, _) = server(|mut stream| async move {
        let mut sink = Vec::new();
        let _ = stream.read_to_end(&mut sink).await;
    })
    .await;
    let began = Instant::now();
    assert_eq!(line().send(Request::get(silent)).await, Reply::Failed(Failure::Timeout));
    let (dripping, _) = server(|mut stream| async move {
        let _ = stream.read(&mut [0; 4096]).await;
        let _ = stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n").await;
        while stream.write_all(b"x").await.is_ok() {
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    })
    .await;
    assert_eq!(line().send(Request::get(dripping)).await, Reply::Failed(Failure::Timeout));
    assert!(began.elapsed() < Duration::from_secs(20));
}

#[tokio::test]
async fn nothing_goes_out_unencrypted_but_to_this_machine() {
    for address in [
        "http://clinic.example/fhir",
        "http://10.0.0.1/",
        "ftp://127.0.0.1/",
        "nonsense",
        "https://a:b@127.0.0.1/",
    ] {
        assert_eq!(line().send(Request::get(address)).await, Reply::Failed(Failure::Address), "{address}");
    }
}

#[tokio::test]
async fn where_nobody_listens_there_is_no_connection() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("loopback");
    let address = format!("http://{}/", listener.local_addr().expect("bound"));
    drop(listener);
    assert_eq!(line().send(Request::get(address)).await, Reply::Failed(Failure::Connect));
}

#[tokio::test]
async fn tls_without_tls_behind_it_sends_nothing() {
    let (address, _) =
        server(|stream| say(stream, b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".to_vec())).await;
    let reply = line().send(Request::get(address.replace("http://", "https://"))).await;
    assert_eq!(reply, Reply::Failed(Failure::Tls));
}

#[tokio::test]
async fn header_values_that_are_none_are_refused_before_anything_is_sent() {
    let (address, came) = server(|stream| say(stream, Vec::new())).await;
    let request = Request::get(address).with("X-Split", "a\r\nX-Other: b");
    assert_eq!(line().send(request).await, Reply::Failed(Failure::Address));
    assert_eq!(came.load(Ordering::SeqCst), 0);
}

#[test]
fn a_clinics_certificate_that_is_none_is_said_at_once() {
    for pem in ["", "nonsense", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"] {
        let options = LineOptions { ca_pem: Some(pem.into()), ..LineOptions::default() };
        assert_eq!(Line::new(&options).err(), Some(LineError::Certificate), "{pem:?}");
    }
}
