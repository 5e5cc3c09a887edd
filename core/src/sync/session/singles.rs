//! One resource by itself: its answer is believed.

use super::Session;
use super::bundles::has;
use super::push::{Item, Stage, Why, Work};
use crate::domain::parked::ParkedReason;
use crate::sync::address::{encoded, joined};
use crate::sync::backoff::below;
use crate::sync::bundle::{EntryAnswer, identifier, place, version, weak};
use crate::sync::names::Names;
use crate::sync::outcome::reason;
use crate::sync::page::{Page, kind};
use crate::sync::profile::Mode;
use crate::sync::reply::{Reply, http_date};
use crate::sync::request::{FHIR_JSON, Request};
use crate::sync::state::PauseReason;
use crate::sync::status::Verdict;
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;
use std::collections::BTreeSet;

/// Conflicts after which a resource is read instead of sent again.
const CONFLICTS: u8 = 5;

/// The first wait after a conflict is up to this long, in milliseconds.
const CONFLICT_MS: i64 = 250;

impl Session {
    pub(super) fn single_request(&self, item: &Item) -> Request {
        let letter = &item.letter;
        let of_type = format!("{}/{}", self.pairing().base, letter.kind);
        let at = |id: &str| format!("{of_type}/{id}");
        let request = match &item.stage {
            Stage::Send if item.mode == Mode::Upsert => {
                let put = Request::put(at(&letter.id), letter.body.as_bytes());
                match &letter.version {
                    Some(version) => put.with("If-Match", weak(version)),
                    None => put,
                }
            }
            Stage::Send => {
                let body = self.names.addressed(&letter.body, None, &BTreeSet::new());
                let post = Request::post(&of_type, FHIR_JSON, body);
                if item.mode == Mode::Conditional {
                    post.with("If-None-Exist", format!("identifier={}", encoded(&identifier(&letter.id))))
                } else {
                    post
                }
            }
            Stage::PutAt(id) => {
                Request::put(at(id), self.names.addressed(&letter.body, Some(id), &BTreeSet::new()))
            }
            Stage::Read(_) => Request::get(at(&letter.id)),
            Stage::Look => Request::get(joined(&of_type, &[("identifier", &identifier(&letter.id))])),
        };
        let request = match &item.stage {
            Stage::Read(_) => request.with("Cache-Control", "no-cache"),
            Stage::Look => request.with("Cache-Control", "no-cache").with("Prefer", "handling=strict"),
            Stage::Send | Stage::PutAt(_) => request
                .with("Prefer", "return=minimal")
                .with("X-Request-Id", self.request_id(item.seqs.first().copied().unwrap_or_default())),
        };
        self.dressed(request)
    }

    /// An answer of the server itself.
    pub(super) fn single(&mut self, mut item: Item, verdict: Verdict, reply: &Reply, now: DateTime<Utc>) {
        let status = reply.status().unwrap_or_default();
        let writing = matches!(item.stage, Stage::Send | Stage::PutAt(_));
        match (item.stage.clone(), verdict) {
            (Stage::Send | Stage::PutAt(_), Verdict::Fine) => self.sent(item, reply, now),
            (Stage::Read(why), Verdict::Fine | Verdict::Unsupported) => self.read_back(item, why, reply, now),
            (Stage::Look, Verdict::Fine) => self.looked(item, reply, now),
            (Stage::Look, Verdict::Refused | Verdict::Unsupported) if !item.sent_before => {
                item.stage = Stage::Send; // it can't be looked for, and was never sent
                self.push.work.push_front(Work::Single(item));
            }
            (_, Verdict::Forbidden) => {
                self.pause(&item.letter.kind, PauseReason::Forbidden, now);
                self.report.held += 1;
                self.wait_for_another_run(&item);
            }
            // What ends an entry for good is asked twice: an answer to an earlier request may say it once.
            (_, Verdict::Gone | Verdict::TooLarge | Verdict::Refused) if writing && !item.refused => {
                item.refused = true;
                self.push.work.push_front(Work::Single(item));
            }
            (_, Verdict::Gone) => self.park(&item, 410, &reason(410, None)),
            (_, Verdict::Unsupported) if writing => self.not_taken(item, now),
            (_, Verdict::Conflict) if writing => self.conflict(item, now),
            (Stage::Send, Verdict::Stale) if item.mode == Mode::Upsert => {
                self.then(item, Stage::Read(Why::Stale));
            }
            (Stage::Send, Verdict::Stale) if item.repeats == 0 => {
                item.repeats += 1;
                self.then(item, Stage::Look); // several of it: the first found is the one
            }
            (_, Verdict::TooLarge | Verdict::Refused | Verdict::Stale) if writing => {
                self.park(&item, status, &reason(status, reply.json().as_ref()));
            }
            _ => self.defer(&item),
        }
    }

    /// Trouble while one resource was out. `failed`: a 500, which may mean that it is there already.
    pub(super) fn single_trouble(&mut self, mut item: Item, failed: bool) -> (Option<Work>, bool) {
        let writing = matches!(item.stage, Stage::Send | Stage::PutAt(_));
        if !writing {
            return (Some(Work::Single(item)), false);
        }
        let first_time = item.repeats == 0;
        item.sent_before = true;
        match (item.mode, failed) {
            (Mode::Upsert, true) => item.stage = Stage::Read(Why::Doubted),
            (_, true) if first_time => {
                item.repeats += 1;
                item.stage = Stage::Look;
            }
            (_, true) => {
                self.defer(&item);
                return (None, true);
            }
            // Whether a bare POST arrived is not known: look before it is sent again.
            (Mode::CreateOnly, false) => item.stage = Stage::Look,
            (_, false) => {}
        }
        (Some(Work::Single(item)), failed)
    }

    fn then(&mut self, mut item: Item, stage: Stage) {
        item.stage = stage;
        self.push.work.push_front(Work::Single(item));
    }

    /// A 2xx to a write.
    fn sent(&mut self, mut item: Item, reply: &Reply, now: DateTime<Utc>) {
        let said = told(reply);
        let created = reply.status() == Some(201);
        match (&item.stage, item.mode) {
            (Stage::Send, Mode::Conditional) if !created => {
                let next = said.id.map_or(Stage::Look, Stage::PutAt);
                self.then(item, next);
            }
            (Stage::Send, Mode::Conditional | Mode::CreateOnly) => self.delivered(&item, said, now),
            (stage, _) => {
                let at = if let Stage::PutAt(id) = stage { id } else { &item.letter.id };
                let about = said.id.as_ref().is_none_or(|id| id == at);
                let shown = said.version.is_some() || said.id.is_some();
                if about && shown {
                    self.delivered(&item, said, now);
                } else if item.mode == Mode::Upsert {
                    self.then(item, Stage::Read(Why::Unproven));
                } else if item.repeats < 2 {
                    item.repeats += 1;
                    self.then(item, Stage::Look);
                } else {
                    self.defer(&item);
                }
            }
        }
    }

    /// The resource was read by its id, or is not there.
    fn read_back(&mut self, mut item: Item, why: Why, reply: &Reply, now: DateTime<Utc>) {
        let there = reply.fhir().filter(|body| kind(body) == item.letter.kind);
        if let Some(there) = &there
            && has(there, &item)
        {
            return self.delivered(&item, EntryAnswer::of(there), now);
        }
        if why == Why::Stale {
            let ours_to_change = match &there {
                None => true,
                Some(there) => item.letter.kind == "Task" && is_undecided(there),
            };
            if ours_to_change && item.repeats < 2 {
                item.repeats += 1;
                item.letter.version = there.as_ref().and_then(|there| EntryAnswer::of(there).version);
                return self.then(item, Stage::Send);
            }
            return self.park(&item, 412, &reason(412, None));
        }
        if item.repeats > 0 || why == Why::Conflict {
            return self.defer(&item);
        }
        item.repeats += 1;
        self.then(item, Stage::Send);
    }

    /// The resource was looked for by its identifier.
    fn looked(&mut self, mut item: Item, reply: &Reply, now: DateTime<Utc>) {
        let found = reply.fhir().and_then(Page::read).map(|page| page.matches).unwrap_or_default();
        let wanted = format!("urn:uuid:{}", item.letter.id);
        let mut found: Vec<Value> =
            found.into_iter().filter(|it| is_named(it, &item.letter.kind, &wanted)).collect();
        found.sort_by_key(|it| id(it).unwrap_or_default().to_owned());
        let same = |it: &Value| {
            // Without addresses: those may have been learned since.
            serde_json::from_str(&Names::default().addressed(&item.letter.body, id(it), &BTreeSet::new()))
                .is_ok_and(|sent: Value| crate::sync::covers::covers(it, &sent))
        };
        if let Some(there) = found.iter().find(|it| same(it)) {
            return self.delivered(&item, EntryAnswer::of(there), now);
        }
        match found.first().and_then(id) {
            Some(id) if self.profile().updates(&item.letter.kind) => {
                let stage = Stage::PutAt(id.to_owned());
                self.then(item, stage);
            }
            Some(_) => {
                self.park(&item, 405, &ParkedReason::NoChanges);
            }
            None if item.repeats > 2 => self.defer(&item),
            None => {
                item.repeats += 1;
                self.then(item, Stage::Send);
            }
        }
    }

    /// 409: mostly somebody else's success, or our own. Again after a moment, then look.
    fn conflict(&mut self, mut item: Item, now: DateTime<Utc>) {
        item.conflicts += 1;
        // What was in flight before is mostly there already: then it is our own success that stands in the way.
        let read_now = item.sent_before && item.conflicts == 1 && item.mode == Mode::Upsert;
        if item.conflicts <= CONFLICTS && !read_now {
            let wait = below(CONFLICT_MS << item.conflicts, &mut self.state.seed);
            self.soon = now.checked_add_signed(TimeDelta::try_milliseconds(wait).unwrap_or_default());
            self.push.work.push_front(Work::Single(item));
        } else if item.mode == Mode::Upsert {
            self.then(item, Stage::Read(Why::Conflict));
        } else if item.conflicts == CONFLICTS + 1 {
            self.then(item, Stage::Look);
        } else {
            self.defer(&item);
        }
    }

    /// 404, 405 or 501 to a write: ask once what the server can do, then leave the type alone.
    fn not_taken(&mut self, mut item: Item, now: DateTime<Utc>) {
        if !self.reread {
            self.must_reread = true;
            self.push.work.push_front(Work::Single(item));
            return;
        }
        let mode = self.profile().mode(&item.letter.kind);
        if mode != Mode::Closed && mode != item.mode {
            item.mode = mode;
            return self.then(item, Stage::Send);
        }
        self.pause(&item.letter.kind, PauseReason::Unsupported, now);
        self.report.held += 1;
        self.wait_for_another_run(&item);
    }
}

/// What an answer to a write says of the resource.
fn told(reply: &Reply) -> EntryAnswer {
    let body = reply.fhir().filter(|body| kind(body) != "OperationOutcome");
    let mut said = body.as_ref().map_or_else(EntryAnswer::silent, EntryAnswer::of);
    if let Some(found) = reply.header("etag").and_then(version) {
        said.version = Some(found);
    }
    if let Some((kind, id)) = reply.header("location").and_then(place) {
        (said.kind, said.id) = (Some(kind), Some(id));
    }
    said.stored = said.stored.or_else(|| reply.header("last-modified").and_then(http_date));
    said
}

/// May the patient still change a request? Only while the clinic has not taken it up.
fn is_undecided(task: &Value) -> bool {
    let status = task.get("status").and_then(Value::as_str);
    matches!(status, Some("draft" | "requested" | "received"))
}

fn id(resource: &Value) -> Option<&str> {
    resource.get("id").and_then(Value::as_str)
}

/// Is this a resource of that type with that identifier? A server may have ignored what was asked.
fn is_named(resource: &Value, wanted_kind: &str, wanted: &str) -> bool {
    let identifiers = match resource.get("identifier") {
        Some(Value::Array(list)) => list.as_slice(),
        Some(one) => core::slice::from_ref(one),
        None => &[],
    };
    kind(resource) == wanted_kind
        && identifiers.iter().any(|it| it.get("value").is_some_and(|it| it == wanted))
}
