//! Servers as child processes: started on a port of their own, waited for, and gone with the test.

use super::{Peer, file};
use std::io::{BufRead, BufReader};
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// A running server. Dropped, it is killed.
#[derive(Debug)]
pub struct Server {
    child: Child,
    address: String,
}

impl Server {
    /// Medplum's router with an empty repository; its address is the FHIR base.
    pub fn medplum() -> Self {
        Self::node(Peer::Medplum, "medplum/server.mjs", &[])
    }

    /// The OpenID provider, with more environment (`CLIENT_ID`, `FHIR`, `REDIRECT`, `ACCESS_SECONDS`); its address is
    /// the issuer.
    pub fn oidc(environment: &[(&str, &str)]) -> Self {
        Self::node(Peer::Oidc, "oidc/server.mjs", environment)
    }

    fn node(peer: Peer, program: &str, environment: &[(&str, &str)]) -> Self {
        let mut node = Command::new("node");
        node.arg(file(program)).env("NOCTE_PEER", peer.place()).envs(environment.iter().copied());
        Self::up(node)
    }

    /// Any program that says `up ADDRESS` when it listens, and ends when its stdin does.
    ///
    /// # Panics
    /// When it cannot be started or ends before it says so.
    pub fn up(mut command: Command) -> Self {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("{} does not start: {error}", command.get_program().display()));
        let said = BufReader::new(child.stdout.take().expect("its stdout is piped"));
        let address = said
            .lines()
            .map_while(Result::ok)
            .find_map(|line| line.strip_prefix("up ").map(str::to_owned))
            .unwrap_or_else(|| panic!("{} ended before it listened", command.get_program().display()));
        Self { child, address }
    }

    /// Where it listens.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// SIGKILL, in the middle of whatever it does.
    pub fn kill(&mut self) {
        // A child that is gone already is as dead as it should be.
        let _gone = self.child.kill();
        let _status = self.child.wait();
    }

    /// The process.
    pub fn process(&self) -> u32 {
        self.child.id()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}

/// A port of loopback that was free a moment ago, for programs that cannot choose one.
///
/// # Panics
/// When loopback has no port left.
pub fn free_port() -> u16 {
    let listener = TcpListener::bind(("127.0.0.1", 0)).expect("loopback has a free port");
    listener.local_addr().expect("it is bound").port()
}

/// nginx before `upstream` (`HOST:PORT`), with its files in `folder`; the address is its origin.
///
/// # Panics
/// When it does not come up.
pub fn nginx(folder: &Path, upstream: &str) -> Server {
    let program = Peer::Nginx.place();
    let port = free_port();
    let template =
        std::fs::read_to_string(file("nginx/faults.conf")).expect("the configuration is committed");
    let text = template.replace("PORT;", &format!("{port};")).replace("UPSTREAM", upstream);
    let configuration = folder.join("faults.conf");
    std::fs::write(&configuration, text).expect("the folder takes a file");
    let mut command = Command::new(program);
    command.arg("-p").arg(folder).arg("-c").arg(&configuration).arg("-e").arg("ngx-start.log");
    listening(command, port, format!("http://127.0.0.1:{port}"))
}

/// HFS on the file `database`, which it makes or goes on with; the address is the FHIR base.
///
/// # Panics
/// When it does not come up.
pub fn hfs(database: &Path) -> Server {
    let place = Peer::Hfs.place();
    let port = free_port();
    let base = format!("http://127.0.0.1:{port}");
    let mut command = Command::new(place.join("bin/hfs"));
    command.args(["--port", &port.to_string(), "--database-url"]).arg(database);
    command.env("HFS_BASE_URL", &base).env("HFS_UI_ENABLED", "false").env("HFS_DATA_DIR", place.join("data"));
    command.env("RUST_LOG", "off");
    listening(command, port, base)
}

/// A program that says nothing when it listens: a connection that is taken says it.
fn listening(mut command: Command, port: u16, address: String) -> Server {
    let name = command.get_program().display().to_string();
    let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let mut server = Server { child: child.expect("it was found a moment ago"), address };
    let mut tries = 0;
    while std::net::TcpStream::connect(("127.0.0.1", port)).is_err() {
        tries += 1;
        let ended = server.child.try_wait().expect("our own child").is_some();
        assert!(!ended && tries < 2_000_000, "{name} does not listen");
        std::thread::yield_now();
    }
    server
}
