//! A private PostgreSQL that syncs, with databases for a role that its policies bind.

use nocte_tests::peers::{Peer, Server, file};
use std::process::Command;

/// The server.
pub(crate) struct Database {
    server: Server,
    /// Its first process, of which all others are children.
    process: u32,
}

impl Database {
    /// As a clinic runs it: nothing is acknowledged before it is on the disk.
    pub(crate) fn start() -> Self {
        let mut bash = Command::new("bash");
        bash.arg(file("postgres/up.sh")).args(["fsync=on", "full_page_writes=on", "max_wal_size=4GB"]);
        let server = Server::up(bash);
        let home = server.address().split(['@', '/']).find(|part| part.contains("%2F")).expect("a socket");
        let text = std::fs::read_to_string(format!("{}/data/postmaster.pid", home.replace("%2F", "/")));
        let process = text.expect("it is up").lines().next().and_then(|line| line.parse().ok());
        let database = Self { server, process: process.expect("a number") };
        database.tell("CREATE ROLE nocte LOGIN NOSUPERUSER NOBYPASSRLS");
        database
    }

    /// The address of a new database, for the portal's role.
    pub(crate) fn made(&self, name: &str) -> String {
        self.tell(&format!("CREATE DATABASE {name} OWNER nocte TEMPLATE template0"));
        let (head, _) = self.server.address().rsplit_once('/').expect("an address");
        format!("{}/{name}", head.replace("//postgres@", "//nocte@"))
    }

    fn tell(&self, statement: &str) {
        let psql = Peer::Postgres.place().join("psql");
        let mut command = Command::new(psql);
        command.args(["--quiet", "--no-psqlrc", "--set", "ON_ERROR_STOP=1", "--command", statement]);
        let status = command.arg(self.server.address()).status();
        assert!(status.is_ok_and(|status| status.success()), "{statement}");
    }

    /// The number of its first process.
    pub(crate) fn process(&self) -> u32 {
        self.process
    }
}
