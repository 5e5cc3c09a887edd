//! What stands on pages: ours, new, and readable, or not.

use super::Session;
use super::pull::OVERLAP;
use super::walk::Walk;
use crate::fhir::Resource;
use crate::sync::change::Change;
use crate::sync::page::{Page, is_of, key, kind, medications, updated};
use crate::sync::state::{PauseReason, Paused, State};
use crate::sync::step::Problem;
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;
use std::collections::BTreeSet;

/// What only phones write: our own of it need not come back to us. A Task is changed by the clinic too.
const OURS_ALONE: [&str; 6] =
    ["MedicationAdministration", "MedicationStatement", "Observation", "AdverseEvent", "Basic", "Medication"];

/// Keys kept for the overlap at most.
const RECENT: usize = 2_000;

impl Session {
    /// A page of a walk, checked against what was asked. `None` when it is no page.
    pub(super) fn page_for(&mut self, walk: &mut Walk, body: Value, now: DateTime<Utc>) -> Option<Page> {
        let mut page = Page::read(body)?;
        let patient = &self.pairing().patient;
        let dropped = walk.must_name().and_then(|with_since| page.dropped(patient, with_since));
        if let Some(parameter) = dropped {
            let kind = walk.kind.to_owned();
            self.tell(Problem::SearchDropped { kind, parameter });
            page.matches.clear();
            page.next = None;
            page.total = None;
            walk.break_off();
            return Some(page);
        }
        let new = self.hand_over(walk.kind, &page);
        // A server's clock that runs ahead would carry the cursor past everything.
        let believed_until = self.server_time(now) + TimeDelta::hours(1);
        walk.note(&page, new, believed_until);
        Some(page)
    }

    /// A page outside a walk: of every type when `wanted` is empty.
    pub(super) fn page_of(&mut self, wanted: &str, body: Value) -> Option<Page> {
        let page = Page::read(body)?;
        self.hand_over(wanted, &page);
        Some(page)
    }

    /// Hands over what is this patient's, of the type asked for, and not known. How many of it were new.
    fn hand_over(&mut self, wanted: &str, page: &Page) -> usize {
        let patient = self.pairing().patient.clone();
        let own = format!("urn:uuid:{}", self.pairing().install);
        let mut fresh = Vec::new();
        let mut new = 0;
        for resource in &page.matches {
            if !wanted.is_empty() && kind(resource) != wanted || kind(resource) == "OperationOutcome" {
                continue;
            }
            if !is_of(resource, &patient) {
                self.report.foreign += 1;
                continue;
            }
            let key = key(resource);
            if let Some(key) = &key {
                if !self.pull.seen.insert(key.clone()) {
                    continue;
                }
                if let Some(at) = updated(resource) {
                    self.pull.fresh.push((key.clone(), at));
                }
            }
            new += 1;
            let known = key.is_some_and(|key| self.state.recent.contains(&key));
            let source = resource.pointer("/meta/source").and_then(Value::as_str);
            let mine =
                source == Some(own.as_str()) && OURS_ALONE.contains(&kind(resource)) && !self.pull.first;
            if known || mine {
                continue;
            }
            self.note_medications(resource);
            match Resource::from_value(resource.clone()) {
                Ok(resource) => fresh.push(resource),
                Err(_) => self.tell(Problem::Unreadable(kind(resource).to_owned())),
            }
        }
        if !fresh.is_empty() {
            self.report.pulled += u32::try_from(fresh.len()).unwrap_or(u32::MAX);
            self.changes.push(Change::Pulled(fresh));
        }
        if new > 0 {
            self.progress();
        }
        new
    }

    /// A bottle has no patient in R4: where the server can't search it by one, it is fetched by its id.
    fn note_medications(&mut self, resource: &Value) {
        if self.profile().patient_parameter("Medication").is_some() || !self.profile().searches("Medication")
        {
            return;
        }
        let mut found = Vec::new();
        medications(resource, &mut found);
        for id in found {
            let plain = id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.');
            if plain && !self.state.medications.contains(&id) {
                self.pull.wanted.insert(id);
            }
        }
    }

    /// Every walk has come to its end: the cursors of those that got there move, in one document.
    pub(super) fn move_cursors(&mut self) {
        let mut recent = BTreeSet::new();
        for walk in &self.pull.done {
            let Some(newest) = walk.newest.max(walk.cursor) else { continue };
            let cursor = if walk.broken { walk.cursor } else { Some(newest) };
            let Some(cursor) = cursor else { continue };
            self.state.cursors.insert(walk.kind.to_owned(), cursor);
            let from = cursor.checked_sub_signed(OVERLAP).unwrap_or(cursor);
            let prefix = format!("{}/", walk.kind);
            let inside = |key: &str, at: &DateTime<Utc>| key.starts_with(&prefix) && *at >= from;
            recent.extend(
                self.pull.fresh.iter().filter(|(key, at)| inside(key, at)).map(|(key, _)| key.clone()),
            );
        }
        while recent.len() > RECENT {
            recent.pop_first(); // it may come once more, and is known to the store then
        }
        self.state.recent = recent;
        self.state.restored = true;
        let read = self.pull.done.iter().filter(|walk| !walk.broken && !walk.incomplete);
        self.report.read = read.map(|walk| walk.kind.to_owned()).collect();
        self.report.read_whole = self.report.read.len() == self.pull.done.len();
        self.state.push_first = false;
        self.pull.finish();
    }

    /// A type that can't be read now.
    pub(super) fn pause_reading(&mut self, kind: &str, why: PauseReason, now: DateTime<Utc>) {
        self.state.unread.insert(kind.to_owned(), Paused { since: now, why });
        self.tell(Problem::TypePaused(kind.to_owned()));
    }
}

impl State {
    /// Is this type not asked for, for now?
    pub(super) fn paused_for_reading(&self, kind: &str) -> bool {
        self.unread.contains_key(kind)
    }
}
