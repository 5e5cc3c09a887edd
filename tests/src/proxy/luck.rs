//! Who chooses the fault of a request.

use super::fault::{Fault, Wait};
use super::wire::Asked;
use std::collections::VecDeque;
use std::time::Duration;

/// Chooses.
pub trait Luck: Send {
    /// Is the new connection reset before a byte is read?
    fn at_connect(&mut self) -> bool {
        false
    }

    /// The fault of this request.
    fn at_request(&mut self, asked: &Asked) -> Fault;
}

impl<F: FnMut(&Asked) -> Fault + Send> Luck for F {
    fn at_request(&mut self, asked: &Asked) -> Fault {
        self(asked)
    }
}

/// These faults in this order, then none.
#[derive(Debug, Default)]
pub struct Script(VecDeque<Fault>);

impl Script {
    /// In this order.
    pub fn new(faults: impl IntoIterator<Item = Fault>) -> Self {
        Self(faults.into_iter().collect())
    }
}

impl Luck for Script {
    fn at_connect(&mut self) -> bool {
        let reset = self.0.front() == Some(&Fault::Reset);
        if reset {
            self.0.pop_front();
        }
        reset
    }

    fn at_request(&mut self, _: &Asked) -> Fault {
        self.0.pop_front().unwrap_or(Fault::Clean)
    }
}

/// Faults by chance, the same ones for the same seed and the same requests.
#[derive(Debug)]
pub struct Random {
    rng: fastrand::Rng,
    /// Of a hundred requests, so many meet a fault.
    percent: u8,
    /// Failures that are still to come in a row.
    streak: u8,
    list: Vec<Fault>,
}

impl Random {
    /// `percent` of the requests meet a fault.
    pub fn new(seed: u64, percent: u8) -> Self {
        let mut list = Fault::list();
        list.retain(|fault| *fault != Fault::Clean);
        Self { rng: fastrand::Rng::with_seed(seed), percent, streak: 0, list }
    }

    /// Without the faults that `unwanted` names.
    #[must_use]
    pub fn without(mut self, unwanted: impl Fn(&Fault) -> bool) -> Self {
        self.list.retain(|fault| !unwanted(fault));
        self
    }

    fn fault(&mut self) -> Fault {
        match self.rng.choice(&self.list).copied().unwrap_or(Fault::Clean) {
            Fault::CutRequest(_) => Fault::CutRequest(self.rng.usize(1..4_000)),
            Fault::CutAnswer(_) => Fault::CutAnswer(self.rng.usize(0..2_000)),
            Fault::Latency(_) => Fault::Latency(Duration::from_millis(self.rng.u64(0..30))),
            Fault::Failing(status) => {
                self.streak = self.rng.u8(0..4);
                Fault::Failing(status)
            }
            other => other,
        }
    }
}

impl Luck for Random {
    fn at_request(&mut self, _: &Asked) -> Fault {
        if self.streak > 0 {
            self.streak -= 1;
            return Fault::Failing(if self.streak.is_multiple_of(2) { 502 } else { 503 });
        }
        if self.rng.u8(0..100) < self.percent { self.fault() } else { Fault::Clean }
    }
}

/// A server that never says when.
impl Wait {
    /// By number, for loops over all four.
    pub const ALL: [Self; 4] = [Self::Zero, Self::Huge, Self::Negative, Self::Date];
}
