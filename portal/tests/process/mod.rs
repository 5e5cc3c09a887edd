//! A portal as a process of its own: started, killed in the middle of whatever it does, started again.
#![allow(dead_code, unreachable_pub, reason = "each test file uses its part")]

use std::ffi::OsStr;
use std::io::{BufRead as _, BufReader};
use std::net::SocketAddr;
use std::process::{Child, Command, Stdio};

/// A portal process; killed when dropped.
pub struct Process {
    child: Child,
    pub address: SocketAddr,
}

impl Process {
    /// On a free port of loopback.
    pub fn start(data: &OsStr) -> Self {
        Self::start_at(data, "127.0.0.1:0")
    }

    /// On this one: where its predecessor was, as a service's is.
    pub fn start_at(data: &OsStr, listen: &str) -> Self {
        let program = std::env::var("NOCTE_PROGRAM");
        let program = program.unwrap_or_else(|_| env!("CARGO_BIN_EXE_nocte-portal").to_owned());
        let mut child = Command::new(program)
            .args(["serve", "--listen", listen, "--public-url", "http://localhost", "--no-log", "--data"])
            .arg(data)
            .stdout(Stdio::piped())
            .spawn()
            .expect("the binary runs");
        let mut line = String::new();
        BufReader::new(child.stdout.take().expect("piped")).read_line(&mut line).expect("a line");
        let address = line.trim_end().strip_prefix("listening on http://").expect("the fixed words");
        let address = address.parse().expect("an address of loopback");
        Self { child, address }
    }

    /// SIGKILL, in the middle of whatever it does.
    pub fn kill(&mut self) {
        let _gone = self.child.kill();
        let _status = self.child.wait();
    }

    /// Processor time so far, in hundredths of a second; 0 when it has gone.
    pub fn spent(&self) -> u64 {
        let text = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).unwrap_or_default();
        let fields = text.rsplit(')').next().unwrap_or_default().split_whitespace();
        fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<u64>().ok()).sum()
    }

    /// The most memory it has held, in megabytes.
    pub fn peak_mb(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
        line.trim().trim_end_matches("kB").trim().parse::<u64>().unwrap_or(0) / 1024
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        self.kill();
    }
}
