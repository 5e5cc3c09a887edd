//! A file of every earlier schema, made by the SQL of its release: it opens, is brought up to date with every row as
//! it was, and the file as the older version left it is kept beside it.

mod scene;

use nocte_portal::store::Store as _;
use nocte_portal::store::sqlite::SqliteStore;
use rusqlite::Connection;
use rusqlite::types::Value;
use scene::{ANNA, Scene, id, score};
use std::collections::BTreeMap;
use std::path::Path;

/// The steps of the releases, which are never edited.
const STEPS: [&str; 7] = [
    include_str!("../src/store/sqlite/migrations/001_resources.sql"),
    include_str!("../src/store/sqlite/migrations/002_doors.sql"),
    include_str!("../src/store/sqlite/migrations/003_staff.sql"),
    include_str!("../src/store/sqlite/migrations/004_uses.sql"),
    include_str!("../src/store/sqlite/migrations/005_standing.sql"),
    include_str!("../src/store/sqlite/migrations/006_links.sql"),
    include_str!("../src/store/sqlite/migrations/007_tickets.sql"),
];

/// Tables with their rows.
type Rows = BTreeMap<String, Vec<Vec<Value>>>;

fn keyed(folder: &Path, name: &str) -> Connection {
    let key = std::fs::read_to_string(folder.join("key")).expect("the key");
    let connection = Connection::open(folder.join(name)).expect("the file opens");
    let named = format!("PRAGMA cipher_log_level = NONE; PRAGMA key = \"x'{}'\";", key.trim_end());
    connection.execute_batch(&named).expect("the key is taken");
    connection
}

fn tables(connection: &Connection) -> Vec<String> {
    let sql =
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY rowid";
    let mut statement = connection.prepare(sql).expect("the schema");
    let names = statement.query_map([], |row| row.get(0)).expect("names");
    names.collect::<Result<_, _>>().expect("names")
}

fn rows(connection: &Connection, tables: &[String]) -> Rows {
    let of_table = |name: &String| {
        let mut statement = connection.prepare(&format!("SELECT * FROM {name}")).expect("a table");
        let columns = statement.column_count();
        let rows = statement
            .query_map([], |row| (0..columns).map(|column| row.get(column)).collect())
            .expect("rows")
            .collect::<Result<_, _>>()
            .expect("rows");
        (name.clone(), rows)
    };
    tables.iter().map(of_table).collect()
}

fn schema(connection: &Connection) -> Vec<String> {
    let sql = "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL ORDER BY rowid";
    let mut statement = connection.prepare(sql).expect("the schema");
    let parts = statement.query_map([], |row| row.get(0)).expect("SQL");
    parts.collect::<Result<_, _>>().expect("SQL")
}

fn version(connection: &Connection) -> usize {
    let found: u32 = connection.query_row("PRAGMA user_version", [], |row| row.get(0)).expect("a version");
    usize::try_from(found).expect("a small number")
}

/// A clinic's folder as the release of a schema left it: its tables by its own SQL, and in them what a present
/// portal wrote into the tables of that schema.
fn left_by(release: usize, present: &Path) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::copy(present.join("key"), folder.path().join("key")).expect("the key, with its mode");
    let old = keyed(folder.path(), "portal.db");
    old.execute_batch("PRAGMA journal_mode = wal; PRAGMA foreign_keys = 0;").expect("as the portal sets it");
    for step in &STEPS[..release] {
        old.execute_batch(step).expect("the SQL of a release");
    }
    let key = std::fs::read_to_string(present.join("key")).expect("the key");
    let source = present.join("portal.db");
    let attach = format!("ATTACH DATABASE '{}' AS present KEY \"x'{}'\"", source.display(), key.trim_end());
    old.execute_batch(&attach).expect("the present file");
    for table in tables(&old) {
        let copy =
            format!("DELETE FROM main.{table}; INSERT INTO main.{table} SELECT * FROM present.{table};");
        old.execute_batch(&copy).expect("no later step changes an earlier table");
    }
    old.execute_batch(&format!("DETACH DATABASE present; PRAGMA user_version = {release};")).expect("done");
    old.close().expect("closed");
    folder
}

/// A portal that was used: versions, a deletion, searches, and what they left in the audit.
async fn used() -> Scene {
    let scene = Scene::embedded().await;
    for n in 0..30 {
        let path = format!("/fhir/Observation/{}", id(n));
        assert_eq!(scene.send("anna", "PUT", &path, &score(ANNA, n, n % 11)).await.status, 201);
    }
    let path = format!("/fhir/Observation/{}", id(3));
    assert_eq!(scene.send("anna", "PUT", &path, &score(ANNA, 3, 10)).await.status, 200);
    assert_eq!(scene.get("anna", "/fhir/Observation?code=72514-3").await.status, 200);
    assert_eq!(scene.get("bert", "/fhir/Observation").await.status, 200);
    scene
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn every_earlier_schema_is_brought_up_to_date_and_the_older_file_is_kept() {
    let scene = used().await;
    let present = schema(&keyed(scene.ground.folder.path(), "portal.db"));
    let known = version(&keyed(scene.ground.folder.path(), "portal.db"));
    assert_eq!(known, STEPS.len(), "a schema without a test of its upgrade");
    for release in 1..known {
        let folder = left_by(release, scene.ground.folder.path());
        let before = keyed(folder.path(), "portal.db");
        let kept = tables(&before);
        let written = rows(&before, &kept);
        assert!(written["res"].len() == 31 && written["audit"].len() > 30, "something to lose");
        before.close().expect("closed");

        let store = SqliteStore::open(folder.path()).expect("an old file opens");
        let audit = store.verify().await.expect("an answer").expect("the chain holds");
        assert_eq!(usize::try_from(audit.rows).expect("few"), written["audit"].len());
        drop(store);
        let after = keyed(folder.path(), "portal.db");
        assert_eq!((version(&after), schema(&after)), (known, present.clone()), "from {release}");
        assert_eq!(rows(&after, &kept), written, "from {release}: every row as it was");

        // The way back is the file as the older version left it, and reading it changes nothing.
        let aside = format!("before-schema-{known}.db");
        let older = keyed(folder.path(), &aside);
        assert_eq!(version(&older), release, "{aside}");
        assert_eq!((tables(&older), rows(&older, &kept)), (kept.clone(), written), "{aside}");
        older.close().expect("closed");
        let bytes = std::fs::read(folder.path().join(&aside)).expect("it is there");
        drop(SqliteStore::open(folder.path()).expect("again"));
        assert_eq!(std::fs::read(folder.path().join(&aside)).expect("it stays"), bytes);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_upgraded_portal_serves_what_was_there_and_takes_what_comes() {
    let scene = used().await;
    let folder = left_by(1, scene.ground.folder.path());
    let upgraded = Scene::over(folder.path()).await;
    let path = format!("/fhir/Observation/{}", id(3));
    let old = upgraded.get("anna", &path).await.json();
    assert_eq!((&old["valueQuantity"]["value"], &old["meta"]["versionId"]), (&10.into(), &"2".into()));
    assert_eq!(upgraded.send("anna", "PUT", &path, &score(ANNA, 3, 1)).await.status, 200);
    assert_eq!(
        upgraded
            .send("anna", "PUT", &format!("/fhir/Observation/{}", id(99)), &score(ANNA, 99, 1))
            .await
            .status,
        201
    );
    assert_eq!(upgraded.get("anna", &format!("{path}/_history")).await.ids().len(), 3);
    let verified = upgraded.store.verify().await.expect("an answer");
    assert!(verified.is_ok(), "the chain goes on over the upgrade: {verified:?}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_administrator_of_a_portal_without_a_list_of_staff_keeps_the_printed_link() {
    use nocte_portal::keyring::{Clinic, Keyring as _, Secret, SetUp};
    use nocte_portal::roster::{LinkKind, Role, Roster as _};
    use nocte_portal::store::{Access, Actor};
    let scene = used().await;
    let since = scene::at("2026-03-14T10:00:00Z");
    let secret = Secret::mint().expect("random");
    let clinic = Clinic {
        name: "Night Clinic".to_owned(),
        admin: "ada@clinic.example".to_owned(),
        public_url: None,
        since,
    };
    let set_up = SetUp { link: secret.digest(), ends: since + chrono::TimeDelta::days(7) };
    let access = Access { actor: Actor::Command, at: since, request: String::new() };
    let present = SqliteStore::open(scene.ground.folder.path()).expect("opens beside it");
    assert!(present.found(access, clinic, set_up).await.expect("an answer"));
    let folder = left_by(2, scene.ground.folder.path());
    let store = SqliteStore::open(folder.path()).expect("an old file opens");
    let found = store.link(secret.digest(), since).await.expect("an answer");
    let (member, kind) = found.expect("the link that was printed then");
    assert_eq!(
        (member.email.as_str(), member.role, kind),
        ("ada@clinic.example", Role::Admin, LinkKind::Join)
    );
    assert_eq!(member.id.len(), 36, "{}", member.id);
}
