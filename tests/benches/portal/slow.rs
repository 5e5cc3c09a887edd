//! A request while five hundred slow clients hang on, beside the same request without them: the slowest of a hundred.

use super::{clinic, serve};
use nocte_tests::bare::{Bare, empty_poll};
use nocte_tests::bench::{Goal, Row};
use std::net::SocketAddr;
use std::path::Path;
use std::time::{Duration, Instant};
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;
use tokio::task::JoinSet;

/// How many hang on.
const SLOW: usize = 500;
/// Between two bytes of each. A client has ten seconds for its head: all of them hang for as long as a round lasts.
const DRIP: Duration = Duration::from_millis(500);
const ROUNDS: usize = 5;
const EACH: usize = 400;

pub(crate) async fn rows(folder: &Path) -> Vec<Row> {
    let data = folder.join("slow");
    let (clinic, patient) = clinic(&data).await;
    let token = clinic.token(&patient, chrono::TimeDelta::hours(9)).await.expect("a token");
    let portal = serve(&data);
    let host: SocketAddr = portal.address().parse().expect("an address");
    let mut bare = Bare::to(host, Some(token.reveal())).await;
    let poll = empty_poll(&patient);
    let (mut with, mut without) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        asked(&mut bare, &poll, &mut without).await;
        let hanging = hang(host).await;
        asked(&mut bare, &poll, &mut with).await;
        drop(hanging);
        // What they held is given back before the next round.
        tokio::time::sleep(Duration::from_millis(300)).await;
    }
    vec![Row {
        id: "portal.slow_clients",
        ours: p99(with),
        peer: Some(p99(without)),
        unit: "ms",
        goal: Goal::AtMost(2.0),
        note: format!(
            "peer: the same without them; 99 of 100 polls are answered within this, while {SLOW} clients send a byte \
             each {} ms",
            DRIP.as_millis()
        ),
    }]
}

async fn asked(bare: &mut Bare, poll: &[u8], into: &mut Vec<f64>) {
    for _ in 0..EACH {
        let begin = Instant::now();
        bare.post("", poll).await;
        into.push(begin.elapsed().as_secs_f64() * 1e3);
    }
}

/// All of them have begun a request when this returns; none ends it.
async fn hang(host: SocketAddr) -> JoinSet<()> {
    let mut hanging = JoinSet::new();
    for _ in 0..SLOW {
        let mut stream = TcpStream::connect(host).await.expect("there is room");
        stream.write_all(b"GET /fhir/Observation HTTP/1.1\r\nHost: portal\r\nX-Slow: ").await.expect("begun");
        hanging.spawn(async move {
            loop {
                tokio::time::sleep(DRIP).await;
                if stream.write_all(b"x").await.is_err() {
                    return;
                }
            }
        });
    }
    hanging
}

fn p99(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times[times.len() * 99 / 100]
}
