//! What happens to requests when PostgreSQL is killed, slow or full: an answer in time, told when to come again, and
//! nothing lost that was acknowledged.
//!
//! Each test has a server of its own: `cargo xtask test postgres`.

mod scene;

use nocte_portal::limits::{Limits, Pace};
use scene::{ANNA, Ground, Scene, id, score};
use std::io::{BufRead as _, BufReader, Lines, Write as _};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::{Duration, Instant};
use tokio_postgres::NoTls;

/// A private server that can be killed.
struct Server {
    child: Child,
    said: Lines<BufReader<ChildStdout>>,
    address: String,
}

impl Server {
    fn start() -> Self {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../tests/peers/postgres/up.sh");
        let mut child = Command::new("bash")
            .arg(script)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("bash runs the project's scripts");
        let said = BufReader::new(child.stdout.take().expect("piped")).lines();
        let mut server = Self { child, said, address: String::new() };
        server.address = server.heard("up ");
        server
    }

    fn heard(&mut self, word: &str) -> String {
        let line = self.said.by_ref().map_while(Result::ok).find(|line| line.starts_with(word));
        line.and_then(|line| line.strip_prefix(word).map(str::to_owned)).expect("the script says so")
    }

    fn told(&mut self, word: &str) {
        let stdin = self.child.stdin.as_mut().expect("piped");
        writeln!(stdin, "{word}").and_then(|()| stdin.flush()).expect("it listens");
    }

    fn kill(&mut self) {
        self.told("kill");
        self.heard("down");
    }

    fn restart(&mut self) {
        self.told("start");
        self.heard("up ");
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        let _status = self.child.wait();
    }
}

/// A note is put and what came of it is given, with how long it took.
async fn put(scene: &Scene, number: u32) -> (u16, Option<u64>, Duration) {
    let begin = Instant::now();
    let path = format!("/fhir/Observation/{}", id(number));
    let reply = scene.send("anna", "PUT", &path, &score(ANNA, number, number % 10)).await;
    let later = reply.header("retry-after").and_then(|seconds| seconds.parse().ok());
    (reply.status, later, begin.elapsed())
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
#[ignore = "needs PostgreSQL"]
async fn a_server_that_is_killed_and_comes_back_loses_nothing_it_acknowledged() {
    let mut server = Server::start();
    let ground = Ground::on(&server.address);
    let scene = Scene::over_address(&ground.address().expect("a database")).await;
    let mut acknowledged = Vec::new();
    let mut number = 0;
    for round in 0..4 {
        for _ in 0..20 {
            number += 1;
            let (status, ..) = put(&scene, number).await;
            assert_eq!(status, 201, "round {round}");
            acknowledged.push(number);
        }
        // Eight under way while it dies: each is acknowledged, or told to come again.
        let scene_of = &scene;
        let flying: Vec<u32> = (1..=8).map(|n| number + n).collect();
        number += 8;
        let requests = flying.iter().map(|n| put(scene_of, *n));
        let killing = tokio::task::spawn_blocking(move || {
            server.kill();
            server
        });
        let answers = join_all(requests).await;
        server = killing.await.expect("killed");
        for (n, (status, later, _)) in flying.iter().zip(answers) {
            match status {
                201 => acknowledged.push(*n),
                503 => assert_eq!(later, Some(5), "whoever is refused is told when to come again"),
                other => panic!("{other}"),
            }
        }
        let (status, later, took) = put(&scene, 999_000).await;
        assert_eq!((status, later), (503, Some(5)), "while it is away");
        assert!(took < Duration::from_secs(12), "{took:?}: nobody waits for ever");
        server = tokio::task::spawn_blocking(move || {
            server.restart();
            server
        })
        .await
        .expect("started");
        // The portal is the same process: it finds its way back by itself, and the same bytes are taken again.
        for n in flying {
            let (status, ..) = put(&scene, n).await;
            assert!(matches!(status, 200 | 201), "{status} after the server came back");
            acknowledged.push(n);
        }
    }
    for n in acknowledged {
        let there = scene.get("anna", &format!("/fhir/Observation/{}", id(n))).await;
        assert_eq!(there.status, 200, "acknowledged note {n} is gone");
        assert_eq!(there.json()["meta"]["versionId"], "1", "and once");
    }
    assert!(scene.store.verify().await.expect("answers").is_ok());
    drop(ground);
}

/// All of some futures of one kind, at once, in their order.
async fn join_all<T>(futures: impl Iterator<Item = impl Future<Output = T>>) -> Vec<T> {
    use std::pin::Pin;
    use std::task::Poll;
    let mut waiting: Vec<(Pin<Box<_>>, Option<T>)> = futures.map(|one| (Box::pin(one), None)).collect();
    std::future::poll_fn(|context| {
        let mut all = true;
        for (future, done) in &mut waiting {
            if done.is_none() {
                match future.as_mut().poll(context) {
                    Poll::Ready(value) => *done = Some(value),
                    Poll::Pending => all = false,
                }
            }
        }
        if all { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    waiting.into_iter().filter_map(|(_, done)| done).collect()
}

/// Somebody holds the table; the statements that wait for it hold all connections; the rest finds none.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
#[ignore = "needs PostgreSQL"]
async fn a_slow_statement_and_a_full_pool_are_answered_in_time_and_told_when_to_come_again() {
    let server = Server::start();
    let ground = Ground::on(&server.address);
    let address = ground.address().expect("a database").replace("pool=12", "pool=3");
    let scene = Scene::over_address(&address).await;
    assert_eq!(put(&scene, 1).await.0, 201);
    let (holder, connection) =
        tokio_postgres::connect(&ground.as_superuser().expect("a database"), NoTls).await.expect("connects");
    tokio::spawn(connection);
    holder.batch_execute("BEGIN; LOCK TABLE res IN ACCESS EXCLUSIVE MODE").await.expect("held");
    let begin = Instant::now();
    let answers = join_all((10..22).map(|n| put(&scene, n))).await;
    let took = begin.elapsed();
    for (status, later, _) in &answers {
        assert_eq!((*status, *later), (503, Some(5)));
    }
    assert!(took < Duration::from_secs(25), "{took:?}");
    let quick = answers.iter().filter(|(_, _, took)| *took < Duration::from_secs(8)).count();
    assert!(quick >= 9, "who finds no connection does not wait for a statement: {answers:?}");
    holder.batch_execute("ROLLBACK").await.expect("let go");
    for n in 10..22 {
        assert_eq!(put(&scene, n).await.0, 201, "nothing of them was written, and now it is");
    }
    drop(ground);
}

/// Too fast is told so before the database is asked anything, so also while there is none.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs PostgreSQL"]
async fn a_token_that_asks_too_fast_costs_the_database_nothing() {
    let mut server = Server::start();
    let ground = Ground::on(&server.address);
    let slow = Pace { at_once: 3, each_second: 1 };
    let limits = Limits { token: slow, ..Limits::default() };
    let scene = Scene::over_address_with(&ground.address().expect("a database"), limits).await;
    for n in 0..3 {
        assert_eq!(put(&scene, n).await.0, 201);
    }
    server = tokio::task::spawn_blocking(move || {
        server.kill();
        server
    })
    .await
    .expect("killed");
    let (status, later, took) = put(&scene, 4).await;
    assert_eq!(status, 429);
    assert!(later.is_some() && took < Duration::from_secs(1), "{took:?}");
    let _server = tokio::task::spawn_blocking(move || {
        server.restart();
        server
    })
    .await
    .expect("started");
    drop(ground);
}
