//! From what the phone holds to what it should hold: add, replace, remove.
//!
//! Everything not in the plan is removed, ids nobody knows any more too: leftovers of an older version that ring
//! on are the largest family of faults found in reminder apps.

use super::notification::Notification;
use std::collections::{BTreeMap, BTreeSet};

/// A request the phone holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pending {
    /// Its id.
    pub id: String,
    /// The revision it was made with.
    pub rev: String,
}

/// What to do, each list sorted by id. A replacement is an add under the same id, never remove-then-add.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Diff {
    /// To be added.
    pub add: Vec<String>,
    /// Held in another revision: to be added again over it.
    pub replace: Vec<String>,
    /// Not in the plan: to be removed.
    pub remove: Vec<String>,
    /// Held as planned: no call.
    pub keep: Vec<String>,
}

impl Diff {
    /// Whether the phone already holds what it should.
    pub fn is_empty(&self) -> bool {
        self.add.is_empty() && self.replace.is_empty() && self.remove.is_empty()
    }
}

/// Compares what is pending with the planned set.
pub fn diff(pending: &[Pending], notifications: &[Notification]) -> Diff {
    let held: BTreeMap<&str, &str> = pending.iter().map(|p| (p.id.as_str(), p.rev.as_str())).collect();
    let wanted: BTreeMap<&str, String> = notifications.iter().map(|n| (n.id.as_str(), n.rev())).collect();
    let mut diff = Diff::default();
    for (&id, rev) in &wanted {
        let list = match held.get(id) {
            None => &mut diff.add,
            Some(held) if held == rev => &mut diff.keep,
            Some(_) => &mut diff.replace,
        };
        list.push(id.to_owned());
    }
    let gone: BTreeSet<&str> = held.keys().filter(|id| !wanted.contains_key(*id)).copied().collect();
    diff.remove = gone.into_iter().map(str::to_owned).collect();
    diff
}
