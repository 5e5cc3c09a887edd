//! The portal's tests over PostgreSQL, and the return of a hundred thousand phones: a private server, started for the
//! lane and gone with it.

use crate::lane::{counted, tests};
use crate::manners::Refusal;
use crate::tally::Tally;
use crate::tool::Tool;
use crate::{child, house, targets};
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

/// Where the tests look for it.
const VARIABLE: &str = "NOCTE_POSTGRES";

/// A private server; it ends when its stdin does, so also when this process is killed.
struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start(root: &Path, settings: &[&str]) -> Result<Self, Refusal> {
        let mut command = Command::new("bash");
        command.arg("tests/peers/postgres/up.sh").args(settings).current_dir(root);
        command.stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().map_err(|error| Refusal::cannot_start("bash", &error))?;
        let said = child.stdout.take().map(BufReader::new);
        let mut lines = said.into_iter().flat_map(|said| said.lines().map_while(Result::ok));
        let address = lines.find_map(|line| line.strip_prefix("up ").map(str::to_owned));
        match address {
            Some(address) => Ok(Self { child, address }),
            None => {
                Err(Refusal::new("the private PostgreSQL did not come up", "bash tests/peers/postgres/up.sh"))
            }
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.child.stdin.take());
        // It takes its folder away before it goes.
        let _status = self.child.wait();
    }
}

/// The lane.
pub(crate) fn lane(root: &Path) -> Result<Tally, Refusal> {
    let server = Server::start(root, &[])?;
    let mut cargo = house::cargo();
    cargo.current_dir(root).env(VARIABLE, &server.address);
    counted(tests(cargo, targets::of_portal(root), &["--include-ignored"]))
}

/// Every phone of a large clinic after an outage: two portals built for release over a server that syncs as a clinic's
/// does, one of the two killed on the way.
pub(crate) fn outage(root: &Path, phones: &str) -> Result<bool, Refusal> {
    Tool::Postgres.bring(root)?;
    let server = Server::start(root, &["fsync=on", "full_page_writes=on", "max_wal_size=4GB"])?;
    let mut cargo = house::cargo();
    cargo.current_dir(root).env(VARIABLE, &server.address);
    cargo.env("NOCTE_PHONES", phones).env("NOCTE_NIGHTS", "1").env("NOCTE_AT_ONCE", "3000");
    cargo.args(["test", "--release", "--quiet", "--package", "nocte-portal", "--package", "nocte-tests"]);
    cargo.args(["--test", "outage", "--", "--nocapture"]);
    child::plain(cargo)
}
