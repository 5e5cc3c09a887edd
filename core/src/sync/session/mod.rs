//! One run of sync: what to send next, and what follows from an answer.

use super::change::Change;
use super::parcel::Parcel;
use super::reply::Reply;
use super::state::State;
use super::step::{Counts, Problem, Report, Step};
use chrono::{DateTime, Utc};

/// One run of sync, from the kept state to a report. It touches nothing; see the module above for how it is driven.
#[derive(Debug)]
pub struct Session {
    state: State,
    changes: Vec<Change>,
    report: Report,
    expected: Counts,
}

impl Session {
    /// Opens a run with what the store kept.
    pub fn new(state: State, _now: DateTime<Utc>) -> Self {
        Self { state, changes: Vec::new(), report: Report::default(), expected: Counts::new() }
    }

    /// What this phone delivered, by resource type (each id once): the weekly count is compared with it.
    /// Without it the count is only kept.
    pub fn expect(&mut self, delivered: Counts) {
        self.expected = delivered;
    }

    /// Hands over parcels after a [`Step::Offer`]; an empty list says that there are no more.
    pub fn offer(&mut self, _parcels: Vec<Parcel>) {}

    /// What to do now.
    pub fn next(&mut self, _now: DateTime<Utc>) -> Step {
        if self.state.pairing.is_none() {
            self.report.problems.push(Problem::NotPaired);
        }
        Step::Done(self.report.clone())
    }

    /// Takes what came of the last request.
    pub fn complete(&mut self, _reply: Reply, _now: DateTime<Utc>) {}

    /// What has to be written down since it was last asked, in order, in one transaction.
    pub fn changes(&mut self) -> Vec<Change> {
        core::mem::take(&mut self.changes)
    }
}
