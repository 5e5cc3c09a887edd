//! The real phone and the real portal, and everything that goes wrong between them. Nothing is lost, nothing is
//! there twice; and a client that believes a 200 loses entries in the same storm.

use chrono::TimeDelta;
use nocte_core::domain::fact::Fact;
use nocte_core::sync::Problem;
use nocte_tests::facts;
use nocte_tests::proxy::{Asked, Fault, Luck, Proxy, Random, read_answer};
use nocte_tests::world::World;
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Instant;
use tokio::io::AsyncWriteExt as _;
use tokio::sync::Mutex;

/// Nights in the storm, one bundle each at least; `NOCTE_BUNDLES` asks for another number. Two thousand cost some two
/// minutes of CPU in a test build.
fn nights() -> u32 {
    std::env::var("NOCTE_BUNDLES").ok().map_or(2_000, |text| text.parse().expect("a number of bundles"))
}

fn night(n: u32) -> Vec<Fact> {
    vec![
        facts::dose(n, 11).into(),
        facts::score(n, 2, "pain", u8::try_from(n % 11).expect("below eleven")).into(),
        facts::score(n, 3, "sleep", u8::try_from(n % 7).expect("below seven")).into(),
    ]
}

/// One request of four meets a fault, of all that are on the list.
fn storm(seed: u64) -> impl Luck {
    Random::new(seed, 25)
}

/// What came of one phone's storm.
#[derive(Default)]
struct Sum {
    facts: usize,
    faults: u64,
    runs: u32,
    pairings: u64,
    missing: usize,
    doubled: usize,
    waiting: u64,
    parked: usize,
    tally: BTreeMap<&'static str, u64>,
}

/// Ten phones, two at a time, each with a clinic of its own: a phone reads its whole log at every run, and two thousand
/// nights of it would be read thousands of times.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn two_thousand_bundles_through_random_faults_arrive_once_each() {
    let nights = nights();
    let begin = Instant::now();
    let sum = Arc::new(Mutex::new(Sum::default()));
    let mut phones = tokio::task::JoinSet::new();
    for half in 0..2 {
        let sum = Arc::clone(&sum);
        phones.spawn(async move {
            for phone in 0..5 {
                weather(5 * half + phone, nights / 10, &sum).await;
            }
        });
    }
    while let Some(done) = phones.join_next().await {
        done.expect("a phone's storm");
    }
    let sum = Arc::into_inner(sum).expect("all are done").into_inner();
    eprintln!(
        "{nights} bundles, {} facts, {} faults, {} runs, {} new pairings: {} missing, {} doubled, {} waiting, {} parked; the digests of both sides are equal; {:.0} s",
        sum.facts,
        sum.faults,
        sum.runs,
        sum.pairings,
        sum.missing,
        sum.doubled,
        sum.waiting,
        sum.parked,
        begin.elapsed().as_secs_f64()
    );
    eprintln!("{:?}", sum.tally);
    assert!(sum.faults >= u64::from(nights) / 5, "a storm and not a breeze: {}", sum.faults);
    assert_eq!((sum.missing, sum.doubled, sum.waiting, sum.parked), (0, 0, 0, 0));
    let played = Fault::list().into_iter().filter(|fault| sum.tally.contains_key(fault.name())).count();
    assert!(nights < 2_000 || played == Fault::list().len(), "every fault of the list was met");
}

async fn weather(phone: u64, nights: u32, sum: &Mutex<Sum>) {
    let world = World::paired().await;
    world.log(&[facts::plan().into()]);
    world.turn(storm(phone));
    let (mut runs, mut pairings) = (0, 0);
    for n in 0..nights + 100 {
        // One night after the other: what waited for several would ride in one bundle.
        if n < nights {
            world.log(&night(n));
        }
        runs += 1;
        let report = world.sync().await;
        if report.problems.contains(&Problem::SignInAgain) {
            // Two 401s in a row end a pairing. The patient pairs again, and what waits goes on waiting for that.
            world.turn(|_: &Asked| Fault::Clean);
            world.pair(&world.app).await;
            pairings += 1;
            world.turn(storm(phone + 100 * pairings));
        }
        if n >= nights && report.waiting == 0 {
            break;
        }
        world.clock.pass(TimeDelta::minutes(4));
    }
    world.turn(|_: &Asked| Fault::Clean);
    world.sync().await;
    let (here, there) = world.both_sides().await;
    let left = world.app.sync_status().expect("a status");
    if left.waiting > 0 || !left.parked.is_empty() || here.digest() != there.digest() {
        let played = world.proxy.played();
        let tail = played.len().saturating_sub(40);
        eprintln!("{left:?} {:?} {:#?}", there.twice(), &played[tail..]);
    }
    assert_eq!(here.digest(), there.digest(), "phone {phone}");
    let mut sum = sum.lock().await;
    sum.pairings += pairings;
    sum.facts += here.len();
    sum.runs += runs;
    sum.missing += here.beyond(&there);
    sum.doubled += there.doubled() + there.beyond(&here);
    sum.waiting += left.waiting;
    sum.parked += left.parked.len();
    for (name, times) in world.proxy.tally() {
        *sum.tally.entry(name).or_default() += times;
        sum.faults += if name == "clean" { 0 } else { times };
    }
}

/// The control: it posts each bundle until it hears 200, and believes it.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_client_that_believes_a_200_loses_entries_in_the_same_storm() {
    let world = World::paired().await;
    let lasts = TimeDelta::hours(20);
    let token = world.clinic.token(&world.patient, lasts).await.expect("a token");
    world.turn(Random::new(2_000, 25));
    let mut believed = 0;
    for n in 0..200 {
        let bundle = bundle(&world.patient, n);
        for _ in 0..60 {
            if post(&world.proxy, token.reveal(), &bundle).await == Some(200) {
                believed += 1;
                break;
            }
        }
    }
    world.turn(|_: &Asked| Fault::Clean);
    let record = world.clinic.export(&world.patient).await.expect("the record");
    let entries = record["entry"].as_array().cloned().unwrap_or_default();
    let there = entries.iter().filter(|entry| entry["resource"]["resourceType"] == "Observation").count();
    eprintln!("the naive client believes in {believed} bundles; {there} are there");
    assert!(believed > there, "the storm is too mild to tell a good client from a bad one");
}

fn bundle(patient: &str, n: u32) -> Value {
    let mut score = nocte_tests::phone::score(n);
    score["subject"]["reference"] = json!(format!("Patient/{patient}"));
    let url = format!("Observation/{}", score["id"].as_str().unwrap_or_default());
    json!({"resourceType": "Bundle", "type": "transaction",
        "entry": [{"fullUrl": format!("urn:uuid:{n}"), "resource": score, "request": {"method": "PUT", "url": url}}]})
}

async fn post(proxy: &Proxy, token: &str, bundle: &Value) -> Option<u16> {
    let body = bundle.to_string();
    let head = format!(
        "POST /fhir HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\nContent-Type: application/fhir+json\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    let mut stream = tokio::net::TcpStream::connect(proxy.address()).await.ok()?;
    stream.write_all(head.as_bytes()).await.ok()?;
    stream.write_all(body.as_bytes()).await.ok()?;
    Some(read_answer(&mut stream).await?.status())
}
