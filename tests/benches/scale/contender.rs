//! Who takes part: processes, what they stand on, and who asks them.

use super::CALLERS;
use super::database::Database;
use nocte_portal::clinic::NewPatient;
use nocte_portal::clock::WallClock;
use nocte_portal::store::postgres::Address;
use nocte_portal::{Portal, Settings};
use nocte_tests::load::{Caller, Target, spent_by, spent_by_family};
use nocte_tests::peers::{Peer, Server, hfs};
use std::ffi::OsStr;
use std::net::SocketAddr;
use std::path::Path;
use std::process::Command;
use std::sync::Arc;
use std::time::Duration;

/// One of them.
pub(crate) struct Contender {
    pub(crate) name: &'static str,
    pub(crate) target: Target,
    servers: Vec<Server>,
    /// The first process of the database beside it.
    database: Option<u32>,
}

impl Contender {
    /// The portal on its encrypted file.
    pub(crate) async fn embedded(name: &'static str, folder: &Path, processes: usize) -> Self {
        let portal = Portal::open(folder, Settings::at("http://127.0.0.1"), Arc::new(WallClock));
        Self::portal(name, portal.expect("a portal"), folder.as_os_str(), processes).await
    }

    /// The portal on a database of its own.
    pub(crate) async fn postgres(
        name: &'static str,
        database: &Database,
        called: &str,
        processes: usize,
    ) -> Self {
        let text = database.made(called);
        let address = Address::of_text(&text).expect("an address");
        let portal = Portal::connect(&address, Settings::at("http://127.0.0.1"), Arc::new(WallClock)).await;
        let contender = Self::portal(name, portal.expect("a portal"), OsStr::new(&text), processes).await;
        Self { database: Some(database.process()), ..contender }
    }

    async fn portal(name: &'static str, portal: Portal, data: &OsStr, processes: usize) -> Self {
        let clinic = portal.clinic().expect("a portal of its own");
        let mut callers = Vec::new();
        for number in 0..CALLERS {
            let birth = chrono::NaiveDate::from_ymd_opt(1987, 5, 4).expect("a date");
            let new = NewPatient { name: format!("Cora North {number}"), birth, synthetic: true };
            let patient = clinic.add_patient(&new).await.expect("a patient");
            let token = clinic.token(&patient, chrono::TimeDelta::hours(9)).await.expect("a token");
            callers.push(Caller { token: Some(token.reveal().to_owned()), patient });
        }
        drop((clinic, portal));
        let start = || {
            let mut command = Command::new(env!("CARGO_BIN_EXE_serve_until_killed"));
            command.arg(data).args(["http://127.0.0.1", "unpaced"]);
            Server::up(command)
        };
        let servers: Vec<Server> = (0..processes).map(|_| start()).collect();
        let hosts = servers.iter().map(|server| server.address().parse().expect("an address")).collect();
        Self { name, target: Target { hosts, base: "/fhir", callers }, servers, database: None }
    }

    /// Medplum's router, where it is here.
    pub(crate) fn medplum(name: &'static str) -> Option<Self> {
        Peer::Medplum.find().map(|_| Self::foreign(name, Server::medplum(), "/fhir"))
    }

    /// HFS, where it was built.
    pub(crate) fn hfs(name: &'static str, file: &Path) -> Option<Self> {
        Peer::Hfs.find().map(|_| Self::foreign(name, hfs(file), "/"))
    }

    fn foreign(name: &'static str, server: Server, base: &'static str) -> Self {
        let text = server.address().trim_start_matches("http://").trim_end_matches("/fhir");
        let host: SocketAddr = text.parse().expect("an address of loopback");
        let of = |number| Caller { token: None, patient: format!("0192f0c4-7a10-7b6e-9c7e-{number:012}") };
        let callers = (0..CALLERS).map(of).collect();
        Self {
            name,
            target: Target { hosts: vec![host], callers, base },
            servers: vec![server],
            database: None,
        }
    }

    /// Processor time of everything that answers, so far.
    pub(crate) fn spent(&self) -> Duration {
        let own: Duration = self.servers.iter().map(|server| spent_by(server.process())).sum();
        own + self.database.map_or(Duration::ZERO, spent_by_family)
    }
}
