//! The portal's tests over PostgreSQL: a private server, started for the lane and gone with it.

use crate::lane::{counted, tests};
use crate::manners::Refusal;
use crate::tally::Tally;
use crate::{house, targets};
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
    fn start(root: &Path) -> Result<Self, Refusal> {
        let mut command = Command::new("bash");
        command.arg("tests/peers/postgres/up.sh").current_dir(root);
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
    let server = Server::start(root)?;
    let mut cargo = house::cargo();
    cargo.current_dir(root).env(VARIABLE, &server.address);
    counted(tests(cargo, targets::of_portal(root), &["--include-ignored"]))
}
