//! The walk through one resource type: pages by the server's links, and by other means where it gives none but has
//! more.

use crate::sync::address::joined;
use crate::sync::page::{Page, updated};
use crate::sync::session::pull::OVERLAP;
use chrono::{DateTime, SecondsFormat, Utc};
use std::collections::HashSet;

/// Resources on a page of a poll, and of a first pull.
const COUNTS: (u32, u32) = (50, 200);

/// The largest page asked for.
const LARGEST: u32 = 1_000;

/// Pages without anything new after which a walk breaks off.
const STALE: u8 = 4;

/// The walk through one type.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "how it is asked, and how it ended")]
pub(super) struct Walk {
    pub kind: &'static str,
    parameter: &'static str,
    /// The cursor it began at.
    pub cursor: Option<DateTime<Utc>>,
    /// What the present search asks for at least.
    since: Option<DateTime<Utc>>,
    /// The newest time met.
    pub newest: Option<DateTime<Utc>>,
    link: Option<String>,
    visited: HashSet<String>,
    sorted: bool,
    count: u32,
    offset: u64,
    /// Found by the present search so far.
    got: u64,
    /// What the page before last brought was all known.
    stale: u8,
    pub ended: bool,
    /// It did not get to its end: its cursor stays.
    pub broken: bool,
    /// The server kept something back.
    pub incomplete: bool,
}

impl Walk {
    pub(super) fn new(kind: &'static str, parameter: &'static str, cursor: Option<DateTime<Utc>>) -> Self {
        Self {
            kind,
            parameter,
            cursor,
            since: cursor.and_then(|at| at.checked_sub_signed(OVERLAP)),
            newest: None,
            link: None,
            visited: HashSet::new(),
            sorted: true,
            count: if cursor.is_some() { COUNTS.0 } else { COUNTS.1 },
            offset: 0,
            got: 0,
            stale: 0,
            ended: false,
            broken: false,
            incomplete: false,
        }
    }

    /// Begins later: what lies before was already read otherwise.
    pub(super) fn start_at(&mut self, since: Option<DateTime<Utc>>) {
        self.cursor = since;
        self.since = since.and_then(|at| at.checked_sub_signed(OVERLAP));
        self.newest = since;
    }

    /// The search, relative to the base.
    pub(super) fn query(&self, patient: &str) -> String {
        let patient = format!("Patient/{patient}");
        let since = self.since.map(|at| format!("ge{}", at.to_rfc3339_opts(SecondsFormat::Millis, true)));
        let count = self.count.to_string();
        let offset = self.offset.to_string();
        let mut pairs = vec![(self.parameter, patient.as_str())];
        if let Some(since) = &since {
            pairs.push(("_lastUpdated", since));
        }
        if self.sorted {
            pairs.push(("_sort", "_lastUpdated"));
        }
        pairs.push(("_count", &count));
        if self.offset > 0 {
            pairs.push(("_offset", &offset));
        }
        joined(self.kind, &pairs)
    }

    /// The address of the next page.
    pub(super) fn url(&self, base: &str, patient: &str) -> String {
        self.link.clone().unwrap_or_else(|| format!("{base}/{}", self.query(patient)))
    }

    /// Whether the `self` link of the present page must name the patient and, if true, a time. Pages behind a link
    /// have addresses of the server's own making.
    pub(super) fn must_name(&self) -> Option<bool> {
        self.link.is_none().then_some(self.since.is_some())
    }

    /// Without `_sort`, if that was still asked. A server may not know it.
    pub(super) fn plainer(&mut self) -> bool {
        let sorted = self.sorted && self.link.is_none();
        self.sorted = false;
        if self.offset > 0 {
            self.incomplete = true; // it knows no `_offset` either, and there was no other means left
            return false;
        }
        sorted
    }

    pub(super) fn break_off(&mut self) {
        self.ended = true;
        self.broken = true;
    }

    /// Counts what is on a page; `new` of it were not met before.
    pub(super) fn note(&mut self, page: &Page, new: usize, believed_until: DateTime<Utc>) {
        self.got += page.matches.len() as u64;
        self.stale = if new == 0 { self.stale + 1 } else { 0 };
        let newest = page.matches.iter().filter_map(updated).filter(|at| *at <= believed_until).max();
        self.newest = self.newest.max(newest);
    }

    /// What follows a page: the server's next, another way on, or the end.
    pub(super) fn go_on(&mut self, page: &Page, next: Option<String>, foreign: bool) {
        let here = page.matches.len() as u64;
        if let Some(next) = next {
            if self.stale > STALE || !self.visited.insert(next.clone()) {
                self.incomplete = true; // it goes in circles
                return self.break_off();
            }
            self.link = Some(next);
            return;
        }
        let by_total = page.total.is_some_and(|total| total > self.offset + self.got);
        let full = self.link.is_none() && here >= u64::from(self.count);
        if !(by_total || full || foreign) {
            self.ended = true;
            return;
        }
        if self.stale > STALE || here == 0 {
            self.incomplete = true;
            return self.break_off();
        }
        self.another_way();
    }

    /// More is there and no link leads to it: on from the newest time, else larger pages, else an offset.
    fn another_way(&mut self) {
        self.link = None;
        let on = self.newest.filter(|newest| self.sorted && self.since.is_none_or(|since| *newest > since));
        if let Some(newest) = on
            && self.offset == 0
        {
            self.since = Some(newest);
            self.got = 0;
        } else if self.count < LARGEST && self.offset == 0 {
            self.count = (self.count * 4).min(LARGEST);
            self.got = 0;
        } else {
            self.offset += self.got;
            self.got = 0;
        }
    }
}
