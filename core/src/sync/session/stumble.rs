//! What a failed search means for the run: the diary goes out all the same.
//!
//! One type whose search fails whenever it is asked must not keep the other types from being read, nor what waits
//! here from being sent. A network that is gone is another thing: then nothing is given up, the run just ends.

use super::pull::PullAsk;
use super::{Phase, Session};
use crate::sync::status::Trouble;
use crate::sync::step::Problem;
use chrono::{DateTime, Utc};

/// Failures of one search after which the run goes on without it.
const PATIENCE: u8 = 2;

impl Session {
    /// A search failed: what waits here goes first now, in this run or in the next. What failed twice is asked for in
    /// another way, or in another run; its cursor stays.
    pub(super) fn pull_trouble(&mut self, ask: &PullAsk, trouble: Trouble) {
        if !self.pushed {
            self.state.push_first = true;
            self.phase = Phase::Push;
        }
        if trouble.is_general() {
            return;
        }
        self.pull.troubles += 1;
        if self.pull.troubles < PATIENCE {
            return;
        }
        self.pull.troubles = 0;
        match ask {
            PullAsk::Everything(_) => {
                self.pull.everything = None;
                self.pull.walks.iter_mut().for_each(|walk| walk.start_at(None));
            }
            PullAsk::Batch => self.pull.batch = false,
            PullAsk::Medications(wanted) => {
                for id in wanted {
                    self.pull.wanted.remove(id);
                }
            }
            PullAsk::Page(_) => {
                if let Some(mut walk) = self.pull.walks.pop_front() {
                    self.tell(Problem::Incomplete(walk.kind.to_owned()));
                    walk.break_off();
                    self.put_back(walk);
                }
            }
        }
    }

    /// An answer that is no page, to the walk that stands first.
    pub(super) fn no_page(&mut self, now: DateTime<Utc>) {
        self.pull_trouble(&PullAsk::Page(String::new()), Trouble::NotTheServer);
        self.trouble(Trouble::NotTheServer, now);
    }
}
