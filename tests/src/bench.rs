//! The harness: both sides interleaved in one run, ratios of medians, one row a goal.
//!
//! Absolute times are the machine's; only the ratios mean anything, and only within one run.

use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// A goal in words a table can hold and a test can check.
#[derive(Clone, Copy)]
pub enum Goal {
    /// The ratio ours / peer is at most this.
    AtMost(f64),
    /// The ratio peer / ours is at least this: "four times faster".
    FasterBy(f64),
    /// Shown, not judged.
    None,
}

/// One line of the table.
pub struct Row {
    /// Its name, stable.
    pub id: &'static str,
    /// Ours, in `unit`.
    pub ours: f64,
    /// The peer's; `None` is "not measured".
    pub peer: Option<f64>,
    /// The unit of both.
    pub unit: &'static str,
    /// What was asked for.
    pub goal: Goal,
    /// Who the peer is and what was counted.
    pub note: String,
}

impl Row {
    /// Ours over the peer's, or the other way round for "faster by".
    fn ratio(&self) -> Option<f64> {
        let peer = self.peer?;
        Some(if let Goal::FasterBy(_) = self.goal { peer / self.ours } else { self.ours / peer })
    }

    fn met(&self) -> Option<bool> {
        let ratio = self.ratio()?;
        match self.goal {
            Goal::AtMost(bound) => Some(ratio <= bound),
            Goal::FasterBy(bound) => Some(ratio >= bound),
            Goal::None => None,
        }
    }

    fn json(&self) -> Value {
        let goal = match self.goal {
            Goal::AtMost(bound) => json!(format!("≤ {bound} ×")),
            Goal::FasterBy(bound) => json!(format!("≥ {bound} × faster")),
            Goal::None => Value::Null,
        };
        json!({
            "id": self.id, "ours": round(self.ours), "peer": self.peer.map(round), "unit": self.unit,
            "ratio": self.ratio().map(round), "goal": goal, "met": self.met(), "note": self.note,
        })
    }
}

/// Two decimals are more than a shared machine can promise.
fn round(x: f64) -> f64 {
    (x * 100.0).round() / 100.0
}

/// Prints the rows as one JSON array; the runner makes the table.
///
/// # Panics
/// When nobody reads the rows.
pub fn print(rows: &[Row]) {
    let array: Vec<Value> = rows.iter().map(Row::json).collect();
    let mut out = std::io::stdout().lock();
    serde_json::to_writer(&mut out, &array).expect("stdout takes the rows");
    std::io::Write::write_all(&mut out, b"\n").expect("stdout takes a newline");
}

/// Nanoseconds per call of `ours` and `peer`, interleaved: the median of `rounds` batches each.
pub fn pair(rounds: usize, batch: u32, mut ours: impl FnMut(), mut peer: impl FnMut()) -> (f64, f64) {
    let mut a = Vec::with_capacity(rounds);
    let mut b = Vec::with_capacity(rounds);
    for _ in 0..rounds {
        a.push(cpu_of(batch, &mut ours));
        b.push(cpu_of(batch, &mut peer));
    }
    (median(a), median(b))
}

/// Nanoseconds of this thread's processor time per call over one batch.
pub fn cpu_of(batch: u32, f: &mut impl FnMut()) -> f64 {
    let start = thread_cpu();
    for _ in 0..batch {
        f();
    }
    let spent = thread_cpu().saturating_sub(start);
    spent.as_secs_f64() * 1e9 / f64::from(batch)
}

/// Nanoseconds of wall time of one call: for what waits for the disk.
pub fn wall_of(f: impl FnOnce()) -> f64 {
    let start = Instant::now();
    f();
    start.elapsed().as_secs_f64() * 1e9
}

/// The middle one.
pub fn median(mut xs: Vec<f64>) -> f64 {
    xs.sort_by(f64::total_cmp);
    xs[xs.len() / 2]
}

/// The tenth percentile: what the disk does when nobody disturbs it.
pub fn p10(mut xs: Vec<f64>) -> f64 {
    xs.sort_by(f64::total_cmp);
    xs[xs.len() / 10]
}

/// Processor time of this thread.
///
/// # Panics
/// On a system without such a clock.
pub fn thread_cpu() -> Duration {
    let now = rustix::time::clock_gettime(rustix::time::ClockId::ThreadCPUTime);
    let seconds = u64::try_from(now.tv_sec).expect("processor time is not negative");
    let nanos = u32::try_from(now.tv_nsec).expect("nanoseconds are below a thousand million");
    Duration::new(seconds, nanos)
}
