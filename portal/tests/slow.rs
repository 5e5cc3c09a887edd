//! Five hundred clients that drip: a byte of the head, of the body, or of the answer at a time. They hold nobody else
//! up while there is room, and where they take all of it, only until their time is over.

mod scene;

use nocte_portal::limits::Limits;
use scene::{ANNA, Scene, bundle, id, score};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio::task::JoinSet;

const CLIENTS: usize = 500;
/// Between two bytes.
const DRIP: Duration = Duration::from_millis(50);
/// What a client takes of its answer, one by one, before it takes the rest.
const BYTES_TAKEN: usize = 40;
/// A test that hangs fails after this; nothing is measured by it.
const HANGS: Duration = Duration::from_mins(1);

/// Both ends of five hundred connections need more open files than a process usually may have: where that is so, the
/// test runs once more in a process that may.
fn has_room(test: &str) -> bool {
    let limits = std::fs::read_to_string("/proc/self/limits").unwrap_or_default();
    let line = limits.lines().find(|line| line.starts_with("Max open files")).unwrap_or_default();
    let soft = line.split_whitespace().nth(3).and_then(|number| number.parse::<usize>().ok());
    if soft.is_none_or(|soft| soft >= 2 * CLIENTS + 200) {
        return true;
    }
    let itself = std::env::current_exe().expect("this test");
    let again = Command::new("sh")
        .args(["-c", "ulimit -n 4096 && exec \"$0\" --exact \"$1\""])
        .arg(itself)
        .arg(test)
        .status()
        .expect("a shell");
    assert!(again.success(), "in a process with room for {CLIENTS} clients");
    false
}

/// What a client begins with before it drips, by its kind.
fn beginning(kind: usize) -> &'static [u8] {
    match kind % 3 {
        0 => b"GET /fhir/Observation HTTP/1.1\r\nHost: portal\r\nX-Slow: ",
        1 => {
            b"POST /fhir HTTP/1.1\r\nHost: portal\r\nAuthorization: Bearer anna\r\n\
              Content-Type: application/fhir+json\r\nContent-Length: 100000\r\n\r\n"
        }
        _ => {
            b"GET /fhir/Observation?_count=200 HTTP/1.1\r\nHost: portal\r\nAuthorization: Bearer anna\r\n\r\n"
        }
    }
}

/// How many have begun, and how many have been sent away since.
#[derive(Default)]
struct Tally {
    begun: AtomicUsize,
    gone: AtomicUsize,
}

impl Tally {
    fn dripping(&self) -> usize {
        self.begun.load(Ordering::SeqCst) - self.gone.load(Ordering::SeqCst)
    }
}

/// One that drips until the portal ends the connection.
async fn drip(scene: Arc<Scene>, kind: usize, tally: Arc<Tally>) {
    let mut stream = TcpStream::connect(scene.address).await.expect("the portal listens");
    stream.write_all(beginning(kind)).await.expect("a beginning");
    tally.begun.fetch_add(1, Ordering::SeqCst);
    if kind % 3 == 2 {
        let mut byte = [0; 1];
        for _ in 0..BYTES_TAKEN {
            if !matches!(stream.read(&mut byte).await, Ok(1..)) {
                break;
            }
            tokio::time::sleep(DRIP).await;
        }
        // What stands in this machine's buffers is no concern of the portal's; that it has hung up is.
        let _ = stream.read_to_end(&mut Vec::new()).await;
    } else {
        while stream.write_all(b"a").await.is_ok() {
            tokio::time::sleep(DRIP).await;
        }
    }
    tally.gone.fetch_add(1, Ordering::SeqCst);
}

async fn all_drip(scene: &Arc<Scene>) -> (JoinSet<()>, Arc<Tally>) {
    let tally = Arc::new(Tally::default());
    let mut clients = JoinSet::new();
    for kind in 0..CLIENTS {
        clients.spawn(drip(Arc::clone(scene), kind, Arc::clone(&tally)));
    }
    while tally.begun.load(Ordering::SeqCst) < CLIENTS {
        tokio::task::yield_now().await;
    }
    (clients, tally)
}

/// Something for the answers to be long.
async fn filled(limits: Limits) -> Arc<Scene> {
    let scene = Scene::with(limits).await;
    for hundred in 0..2 {
        let many: Vec<_> = (0..100).map(|n| score(ANNA, hundred * 100 + n, 1)).collect();
        assert_eq!(scene.transaction("anna", &many).await.status, 200);
    }
    Arc::new(scene)
}

#[tokio::test(flavor = "multi_thread")]
async fn while_there_is_room_dripping_clients_hold_nobody_up() {
    if !has_room("while_there_is_room_dripping_clients_hold_nobody_up") {
        return;
    }
    let scene = filled(Limits::default()).await;
    let (clients, tally) = all_drip(&scene).await;
    for n in 0..20 {
        let read = tokio::time::timeout(HANGS, scene.get("bert", "/fhir/Observation")).await;
        assert_eq!(read.expect("a quick client is served").status, 200);
        let body = bundle("transaction", &[score(ANNA, 300 + n, 1)]);
        let written = tokio::time::timeout(HANGS, scene.send("anna", "POST", "/fhir", &body)).await;
        assert_eq!(written.expect("a quick client is served").status, 200);
    }
    // Those that send were at it all the while: nobody was quick only because they had gone.
    assert!(tally.dripping() >= CLIENTS / 3, "they drip on");
    drop(clients);
}

#[tokio::test(flavor = "multi_thread")]
async fn dripping_clients_that_take_every_place_are_sent_away_when_their_time_is_over() {
    if !has_room("dripping_clients_that_take_every_place_are_sent_away_when_their_time_is_over") {
        return;
    }
    let patience = Duration::from_secs(2);
    let limits = Limits { head: patience, body_within: patience, taking: patience, ..Limits::default() };
    let scene = filled(Limits { connections: CLIENTS, ..limits }).await;
    let (mut clients, tally) = all_drip(&scene).await;
    let path = format!("/fhir/Observation/{}", id(7));
    let quick = tokio::time::timeout(HANGS, scene.get("anna", &path)).await;
    assert_eq!(quick.expect("it waits for a place and is served").status, 200);
    let all_gone = tokio::time::timeout(HANGS, async { while clients.join_next().await.is_some() {} }).await;
    assert!(all_gone.is_ok(), "{} are still there", tally.dripping());
}
