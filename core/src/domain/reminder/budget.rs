//! The budget: what the operating system can hold, what is dropped first, and the last check before a set goes out.
//!
//! Beyond 64 pending requests iOS drops some without an error, and which ones has differed between versions.

use super::notification::{Kind, Notification};
use std::collections::BTreeSet;

/// Most pending requests ever asked for; four of the 64 are kept for what a shell adds itself.
pub const MOST_PENDING: usize = 60;

/// The highest tier that may never be dropped: sentinels, snooze, near reminders (0) and all bases (1).
const KEPT_TIER: u8 = 1;

/// A notification with its tier; lower tiers are dropped later.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub(super) tier: u8,
    pub(super) notification: Notification,
}

/// A broken promise about the set as a whole. The set is then withheld: silence is the safe failure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fault {
    /// More than 60 requests.
    TooMany,
    /// One id twice.
    SameId,
    /// Two base reminders at one instant.
    TwoBasesAtOnce,
}

/// How many items may not be dropped.
pub(super) fn kept(items: &[Item]) -> usize {
    items.iter().filter(|item| item.tier <= KEPT_TIER).count()
}

/// The first `budget` items by tier and time, in order of time.
pub(super) fn within(mut items: Vec<Item>, budget: usize) -> Vec<Notification> {
    items.sort_by(|a, b| {
        (a.tier, a.notification.at, &a.notification.id).cmp(&(b.tier, b.notification.at, &b.notification.id))
    });
    items.truncate(budget);
    let mut kept: Vec<Notification> = items.into_iter().map(|item| item.notification).collect();
    kept.sort_by(|a, b| (a.at, &a.id).cmp(&(b.at, &b.id)));
    kept
}

/// What the set promises, checked in every build.
pub(super) fn fault_in(notifications: &[Notification]) -> Option<Fault> {
    if notifications.len() > MOST_PENDING {
        return Some(Fault::TooMany);
    }
    let ids: BTreeSet<&str> = notifications.iter().map(|n| n.id.as_str()).collect();
    if ids.len() < notifications.len() {
        return Some(Fault::SameId);
    }
    let bases = || notifications.iter().filter(|n| n.kind == Kind::Base);
    let instants: BTreeSet<_> = bases().map(|n| n.at).collect();
    (instants.len() < bases().count()).then_some(Fault::TwoBasesAtOnce)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::zone::ZoneWindow;

    fn notice(id: &str, kind: Kind, at: &str) -> Notification {
        let window =
            ZoneWindow { zone: "UTC".to_owned(), initial_offset_s: 0, transitions: Vec::new(), until: None };
        Notification::at(&window, id.to_owned(), kind, at.parse().expect("a literal instant"))
    }

    #[test]
    fn b5_a_broken_set_is_found() {
        let first = notice("d/2026-11-22/base", Kind::Base, "2026-11-22T22:30:00Z");
        let second = notice("d/2026-11-23/base", Kind::Base, "2026-11-22T22:30:00Z");
        let other = notice("day/2026-11-23", Kind::Day, "2026-11-22T22:30:00Z");
        assert_eq!(fault_in(&[first.clone(), other.clone()]), None);
        assert_eq!(fault_in(&[first.clone(), second]), Some(Fault::TwoBasesAtOnce));
        assert_eq!(fault_in(&[first.clone(), first]), Some(Fault::SameId));
        assert_eq!(fault_in(&vec![other; MOST_PENDING + 1]), Some(Fault::TooMany));
    }
}
