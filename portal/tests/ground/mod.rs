//! What a test's portal stands on: a folder of its own, or a PostgreSQL database of its own.
//!
//! Every test of the portal runs over both. The environment says which: with `NOCTE_POSTGRES`, the address of a private
//! server's superuser, it is PostgreSQL (`cargo xtask test postgres` starts one and sets it). What tests the embedded
//! file itself asks for [`Ground::embedded`].
#![allow(dead_code, unreachable_pub, reason = "each test file is a crate that uses its part")]

use nocte_portal::clock::Clock;
use nocte_portal::store::Store;
use nocte_portal::store::postgres::{Address, PgStore};
use nocte_portal::store::sqlite::SqliteStore;
use nocte_portal::{Portal, Settings};
use std::ffi::OsString;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use tokio_postgres::NoTls;

/// The address of the private server's superuser.
const SERVER: &str = "NOCTE_POSTGRES";

/// The role of every portal in the tests.
const ROLE: &str = "nocte";

/// A folder, and a database when that is what is tested. Both go with it.
pub struct Ground {
    pub folder: tempfile::TempDir,
    database: Option<Database>,
}

struct Database {
    server: String,
    name: String,
}

impl Ground {
    /// What the environment says.
    pub fn new() -> Self {
        match std::env::var(SERVER) {
            Ok(server) => Self::on(&server),
            Err(_) => Self::embedded(),
        }
    }

    /// A folder, whatever the environment says.
    pub fn embedded() -> Self {
        Self { folder: tempfile::tempdir().expect("a folder"), database: None }
    }

    /// A new database on this server, owned by a role that row-level security binds.
    pub fn on(server: &str) -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("t{}_{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let role = format!(
            "DO $$ BEGIN CREATE ROLE {ROLE} LOGIN NOSUPERUSER NOBYPASSRLS; \
             EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
        );
        tell(server, vec![role, format!("CREATE DATABASE {name} OWNER {ROLE} TEMPLATE template0")]);
        let database = Some(Database { server: server.to_owned(), name });
        Self { folder: tempfile::tempdir().expect("a folder"), database }
    }

    /// What follows `--data`: the folder `clinic` in the test's own, or the database's address.
    pub fn data(&self) -> OsString {
        match self.address() {
            Some(address) => address.into(),
            None => self.folder.path().join("clinic").into(),
        }
    }

    /// The address of the portal's role.
    pub fn address(&self) -> Option<String> {
        let Database { server, name } = self.database.as_ref()?;
        let (head, _) = server.rsplit_once('/')?;
        Some(format!("{}/{name}?pool=12", head.replace("//postgres@", &format!("//{ROLE}@"))))
    }

    /// The address of the superuser, in this database.
    pub fn as_superuser(&self) -> Option<String> {
        let Database { server, name } = self.database.as_ref()?;
        let (head, _) = server.rsplit_once('/')?;
        Some(format!("{head}/{name}"))
    }

    /// The store.
    pub async fn store(&self) -> Arc<dyn Store> {
        self.store_at(self.folder.path()).await
    }

    /// The same, or the embedded one of a folder that is somebody else's to remove.
    pub async fn store_at(&self, folder: &Path) -> Arc<dyn Store> {
        match self.address() {
            Some(address) => Arc::new(postgres(&address).await),
            None => Arc::new(SqliteStore::open(folder).expect("the store opens")),
        }
    }

    /// A portal over it.
    pub async fn portal(&self, settings: Settings, clock: Arc<dyn Clock>) -> Portal {
        match self.address() {
            Some(address) => {
                let address = Address::of_text(&address).expect("an address");
                Portal::connect(&address, settings, clock).await.expect("connects")
            }
            None => Portal::open(self.folder.path(), settings, clock).expect("opens"),
        }
    }
}

impl Drop for Ground {
    fn drop(&mut self) {
        if let Some(Database { server, name }) = self.database.take() {
            tell(&server, vec![format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")]);
        }
    }
}

/// The store of an address.
pub async fn postgres(address: &str) -> PgStore {
    PgStore::open(&Address::of_text(address).expect("an address")).await.expect("the database opens")
}

/// Statements, one after the other, from a test that may or may not stand on a runtime.
pub fn tell(address: &str, statements: Vec<String>) {
    // What only the portal reads of an address stands behind its question mark.
    let address = address.split('?').next().unwrap_or_default().to_owned();
    let told = std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async move {
            let (client, connection) =
                tokio_postgres::connect(&address, NoTls).await.expect("the server answers");
            tokio::spawn(connection);
            for statement in statements {
                client.batch_execute(&statement).await.expect("the server obeys");
            }
        });
    });
    told.join().expect("told");
}
