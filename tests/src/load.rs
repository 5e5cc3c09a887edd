//! Clients at work on a server, as a bench lets them: each on a connection of its own, one request after another.

use crate::bare::{Bare, empty_poll, transaction};
use crate::phone;
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::time::{Duration, Instant};
use tokio::task::JoinSet;

/// Somebody who asks.
#[derive(Debug, Clone)]
pub struct Caller {
    /// Their token, where one is wanted.
    pub token: Option<String>,
    /// Whose record it is about.
    pub patient: String,
}

/// A server under load: one process or several, and who asks. Callers are shared out over the processes.
#[derive(Debug, Clone)]
pub struct Target {
    /// Where its processes listen.
    pub hosts: Vec<SocketAddr>,
    /// The path of the FHIR base.
    pub base: &'static str,
    /// Everybody who asks, at once.
    pub callers: Vec<Caller>,
}

/// What is asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A patient-night in a transaction of seven entries.
    Transaction,
    /// A batch of four searches that find nothing.
    EmptyPoll,
}

impl Target {
    /// Microseconds per request with all callers at work, `each` requests of every one of them. `round` counts the
    /// loads of this target: nothing is written twice.
    pub async fn load(&self, round: u32, each: u32, kind: Kind) -> f64 {
        let clients = u32::try_from(self.callers.len()).unwrap_or(u32::MAX);
        let begin = Instant::now();
        let mut at_work = JoinSet::new();
        for (client, caller) in (0..clients).zip(self.callers.iter().cloned()) {
            let host = self.hosts[client as usize % self.hosts.len()];
            let below = self.base;
            at_work.spawn(async move {
                let mut bare = Bare::to(host, caller.token.as_deref()).await.below(below);
                let poll = empty_poll(&caller.patient);
                for n in 0..each {
                    let number = ((round * clients + client) * each + n) * 7;
                    let body = match kind {
                        Kind::EmptyPoll => poll.clone(),
                        Kind::Transaction => transaction(&night(&caller.patient, number, 7)),
                    };
                    bare.post("", &body).await;
                }
            });
        }
        at_work.join_all().await;
        begin.elapsed().as_secs_f64() * 1e6 / f64::from(clients * each)
    }
}

/// Entries of a patient's, numbered from `from`.
pub fn night(patient: &str, from: u32, entries: u32) -> Vec<Value> {
    let of = |n| {
        let mut score = phone::score(n);
        score["subject"] = json!({"reference": format!("Patient/{patient}")});
        score
    };
    (from..from + entries).map(of).collect()
}

/// The numbers of a process of this machine's `stat`, after its name; nothing when it has gone.
fn stat(process: u32) -> Option<Vec<u64>> {
    let text = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let fields = text.rsplit(')').next()?.split_whitespace().skip(1);
    Some(fields.map(|field| field.parse().unwrap_or(0)).collect())
}

/// Ticks of a hundredth of a second as time.
fn ticks(fields: &[u64]) -> Duration {
    Duration::from_millis(fields.iter().sum::<u64>() * 10)
}

/// Processor time of a process of this machine so far.
///
/// # Panics
/// When it has gone.
pub fn spent_by(process: u32) -> Duration {
    // User and system time are the fourteenth and fifteenth of all fields, the first two of which are number and name.
    ticks(&stat(process).expect("a process of Linux")[10..12])
}

/// The same with the children it has and those it had, as a PostgreSQL has for its connections.
///
/// # Panics
/// When it has gone.
pub fn spent_by_family(process: u32) -> Duration {
    let own = ticks(&stat(process).expect("a process of Linux")[10..14]);
    let all = std::fs::read_dir("/proc").expect("a Linux");
    let others = all.filter_map(|entry| entry.ok()?.file_name().to_str()?.parse::<u32>().ok());
    let children = others.filter_map(stat).filter(|fields| fields[0] == u64::from(process));
    own + children.map(|fields| ticks(&fields[10..12])).sum::<Duration>()
}
