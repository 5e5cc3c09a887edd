//! What only PostgreSQL has to show: who sees what, and that processes at once are as one.
//!
//! Needs a private server: `cargo xtask test postgres`.

mod ground;

use chrono::DateTime;
use ground::{Ground, postgres, tell};
use nocte_portal::rest::judge;
use nocte_portal::store::postgres::{Address, PgStore};
use nocte_portal::store::{
    Access, Actor, Cursor, Done, Draft, May, Reading, Since, Store, StoreError, Work, Write,
};
use serde_json::json;
use std::collections::BTreeSet;
use std::sync::Arc;
use tokio::task::JoinSet;
use tokio_postgres::NoTls;

const ANNA: &str = "0192f0c4-7a10-7b6e-9c7e-5f2d6f0a1b01";
const BERT: &str = "0192f0c4-7a10-7b6e-9c7e-5f2d6f0a1b02";

/// Tables with a patient's own words in them.
const OF_PATIENTS: [&str; 6] = ["res", "cur", "ident", "ix_token", "ix_date", "told"];

fn ground() -> Ground {
    let server = std::env::var("NOCTE_POSTGRES").expect("`cargo xtask test postgres` starts a server");
    Ground::on(&server)
}

fn access(patient: &str, second: i64) -> Access {
    let actor = Actor::Patient { patient: patient.to_owned(), token: "t".to_owned() };
    Access {
        actor,
        at: DateTime::from_timestamp(1_800_000_000 + second, 0).expect("a date"),
        request: String::new(),
    }
}

fn note(patient: &str, id: u32, text: &str) -> Write {
    let value = json!({
        "subject": {"reference": format!("Patient/{patient}")},
        "status": "final",
        "code": {"coding": [{"system": "http://loinc.org", "code": "72514-3"}]},
        "effectiveDateTime": "2026-03-14",
        "valueString": text,
    });
    let draft = Draft::new("Observation", &format!("0192f5e1-0000-7111-8111-{id:012}"), value);
    Write::Put { draft: Box::new(draft), if_match: None, may: May::BOTH }
}

fn work(patient: &str, second: i64, writes: Vec<Write>) -> Work {
    Work { access: access(patient, second), patient: patient.to_owned(), writes, whole: true, judge }
}

async fn history(store: &dyn Store, patient: &str, after: i64) -> Vec<(i64, String, i64)> {
    let since = Since::Cursor(Cursor { value: 0, seq: after });
    let what = vec![Reading::History { kind: None, since, count: 100_000 }];
    let found = store.read(access(patient, 0), patient.to_owned(), what).await.expect("read");
    let entries = found.into_iter().flat_map(|found| found.entries);
    entries.map(|stored| (stored.seq, stored.id, stored.version)).collect()
}

/// Somebody who has the portal's own role and password, and types SQL.
#[tokio::test]
#[ignore = "needs a private PostgreSQL"]
async fn the_portals_role_sees_nothing_before_the_patient_is_set() {
    let ground = ground();
    let address = ground.address().expect("a database");
    let store = postgres(&address).await;
    for patient in [ANNA, BERT] {
        store.apply(work(patient, 0, vec![note(patient, 1, "canary")])).await.expect("applied");
    }
    let plain = address.split('?').next().expect("an address").to_owned();
    let (client, connection) = tokio_postgres::connect(&plain, NoTls).await.expect("the role may connect");
    tokio::spawn(connection);
    let count = async |table: &str| -> i64 {
        let row = client.query_one(&format!("SELECT count(*) FROM {table}"), &[]).await.expect("asked");
        row.get(0)
    };
    for table in OF_PATIENTS {
        assert_eq!(count(table).await, 0, "{table} is open to whoever has not said whose");
    }
    client.batch_execute(&format!("SELECT set_config('nocte.patient', '{ANNA}', false)")).await.expect("set");
    assert_eq!(count("res").await, 1, "one patient's, and no other's");
    let foreign = client.query("SELECT 1 FROM res WHERE patient = $1", &[&BERT]).await.expect("asked");
    assert!(foreign.is_empty());
    let planted = format!("INSERT INTO cur VALUES ('{BERT}', 'Observation', 'x', 1, 1)");
    assert!(client.batch_execute(&planted).await.is_err(), "nothing is written into another's either");
    for statement in ["UPDATE res SET json = ''", "DELETE FROM res", "TRUNCATE res", "DELETE FROM audit"] {
        assert!(client.batch_execute(statement).await.is_err(), "{statement}");
    }
    // A setting lasts for its transaction: the store's own connections come back to the pool knowing nobody.
    assert_eq!(history(&store, BERT, 0).await.len(), 1);
    assert_eq!(history(&store, ANNA, 0).await.len(), 1);
}

#[tokio::test]
#[ignore = "needs a private PostgreSQL"]
async fn a_role_that_no_policy_binds_is_refused() {
    let ground = ground();
    let address = Address::of_text(&ground.as_superuser().expect("a database")).expect("an address");
    assert!(matches!(PgStore::open(&address).await, Err(StoreError::Role)));
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a private PostgreSQL"]
async fn many_that_start_at_once_make_the_tables_once() {
    let ground = ground();
    let address = ground.address().expect("a database");
    let mut starting = JoinSet::new();
    for _ in 0..8 {
        let address = address.clone();
        starting.spawn(async move { postgres(&address).await });
    }
    let stores = starting.join_all().await;
    for (second, store) in (0..).zip(&stores) {
        store.apply(work(ANNA, second, vec![note(ANNA, 1, &second.to_string())])).await.expect("applied");
    }
    assert_eq!(history(&stores[0], ANNA, 0).await.len(), 8);
    tell(
        &ground.as_superuser().expect("a database"),
        vec!["UPDATE portal_schema SET version = 99".to_owned()],
    );
    let address = Address::of_text(&address).expect("an address");
    assert!(matches!(PgStore::open(&address).await, Err(StoreError::Newer { found: 99, known: 4 })));
}

/// Four stores stand for four processes: they share nothing but the database. Somebody reads along with a cursor, as
/// a phone does, and must meet every version exactly once.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
#[ignore = "needs a private PostgreSQL"]
async fn writers_in_many_processes_lose_nothing_and_a_cursor_passes_nothing_by() {
    const WRITERS: u32 = 8;
    const EACH: u32 = 40;
    let ground = ground();
    let address = ground.address().expect("a database");
    let mut stores = Vec::new();
    for _ in 0..4 {
        stores.push(Arc::new(postgres(&address).await));
    }
    let mut writing = JoinSet::new();
    for writer in 0..WRITERS {
        let store = Arc::clone(&stores[writer as usize % stores.len()]);
        writing.spawn(async move {
            for number in 0..EACH {
                // All write a resource of their own and one that everybody writes.
                let text = format!("{writer} {number}");
                let both = vec![note(ANNA, writer * 1000 + number, &text), note(ANNA, 999_999, &text)];
                let done = store.apply(work(ANNA, i64::from(number), both)).await.expect("applied");
                assert!(done.iter().all(|done| matches!(done, Done::Created(_) | Done::Updated(_))));
                let other = vec![note(BERT, writer * 1000 + number, &text)];
                store.apply(work(BERT, i64::from(number), other)).await.expect("applied");
            }
        });
    }
    let reader = Arc::clone(&stores[3]);
    let reading = tokio::spawn(async move {
        let (mut met, mut after) = (Vec::new(), 0);
        while met.len() < (WRITERS * EACH * 2) as usize {
            let new = history(&*reader, ANNA, after).await;
            after = new.last().map_or(after, |(seq, ..)| *seq);
            met.extend(new);
        }
        met
    });
    while let Some(wrote) = writing.join_next().await {
        wrote.expect("no writer fails");
    }
    let met = reading.await.expect("the reader ends");
    let places: BTreeSet<i64> = met.iter().map(|(seq, ..)| *seq).collect();
    assert_eq!(places.len(), met.len(), "each once, and none passed by");
    assert_eq!(met, history(&*stores[0], ANNA, 0).await, "as whoever reads it later");
    let shared = met.iter().filter(|(_, id, _)| id.ends_with("999999")).map(|(_, _, version)| *version);
    let versions: Vec<i64> = shared.collect();
    assert_eq!(versions, (1..=i64::from(WRITERS * EACH)).collect::<Vec<_>>(), "1, 2, 3 in commit order");
    let held = stores[1].verify().await.expect("answers").expect("one chain");
    assert!(held.rows >= u64::from(WRITERS * EACH * 3), "{}", held.rows);
}

/// Two phones of one patient send the same bundle again and again through two processes: it is there once.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
#[ignore = "needs a private PostgreSQL"]
async fn the_same_body_through_two_processes_is_one_version() {
    let ground = ground();
    let address = ground.address().expect("a database");
    let stores = [Arc::new(postgres(&address).await), Arc::new(postgres(&address).await)];
    let mut sending = JoinSet::new();
    for number in 0..24_usize {
        let store = Arc::clone(&stores[number % 2]);
        sending.spawn(async move {
            let same = (1..=7).map(|id| note(ANNA, id, "the same")).collect();
            store.apply(work(ANNA, 0, same)).await.expect("applied")
        });
    }
    let done = sending.join_all().await;
    let created = done.iter().flatten().filter(|done| matches!(done, Done::Created(_))).count();
    let same = done.iter().flatten().filter(|done| matches!(done, Done::Same(_))).count();
    assert_eq!((created, same), (7, 23 * 7));
    assert_eq!(history(&*stores[1], ANNA, 0).await.len(), 7);
}
