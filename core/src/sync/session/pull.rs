//! What is new on the server: one walk a resource type, all first pages in one batch where the server takes that,
//! and every cursor moved only when all walks have come to their end.

use super::Session;
use super::walk::Walk;
use crate::sync::address::{joined, on_origin};
use crate::sync::page::updated;
use crate::sync::reply::Reply;
use crate::sync::request::{FHIR_JSON, Request};
use crate::sync::state::PauseReason;
use crate::sync::status::{Trouble, Verdict, judge_entry};
use crate::sync::step::Problem;
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::{Value, json};
use std::collections::{BTreeSet, HashSet, VecDeque};

/// What is asked for, the clinic's own words first: a stop must not wait behind a diary.
const KINDS: [&str; 11] = [
    "MedicationRequest",
    "Flag",
    "Task",
    "Communication",
    "DetectedIssue",
    "MedicationStatement",
    "Medication",
    "MedicationAdministration",
    "Observation",
    "AdverseEvent",
    "Basic",
];

/// `lastUpdated` is set before a transaction ends, so a slow one appears behind the cursor: look back this far.
pub(super) const OVERLAP: TimeDelta = TimeDelta::minutes(5);

/// Pages of one run at most.
const PAGES: u32 = 4_000;

/// What is being pulled.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "four stages that are passed one by one")]
pub(super) struct Pull {
    begun: bool,
    /// This phone has nothing of this server yet.
    pub first: bool,
    pub everything: Option<Everything>,
    /// The first pages may be asked for in one batch.
    pub batch: bool,
    pub walks: VecDeque<Walk>,
    pub done: Vec<Walk>,
    /// What came in this run (`Type/id version`).
    pub seen: HashSet<String>,
    /// Keys with their times, for the overlap of the next run.
    pub fresh: Vec<(String, DateTime<Utc>)>,
    /// Medications that were pointed to.
    pub wanted: BTreeSet<String>,
    pages: u32,
    /// Failures in a row of what was asked last.
    pub troubles: u8,
    finished: bool,
}

/// `Patient/$everything` on a new phone.
#[derive(Debug)]
pub(super) struct Everything {
    link: Option<String>,
    visited: HashSet<String>,
    /// The time in the `Date` line when it began.
    since: Option<DateTime<Utc>>,
    /// The newest `lastUpdated` that came. Only this is the record's own clock: `Date` may be a proxy's.
    newest: Option<DateTime<Utc>>,
}

impl Pull {
    /// Nothing more is asked in this run.
    pub(super) fn finish(&mut self) {
        self.finished = true;
    }

    /// Is there nothing more to ask?
    pub(super) fn is_finished(&self) -> bool {
        self.finished
    }
}

/// What was asked.
#[derive(Debug)]
pub(super) enum PullAsk {
    Everything(String),
    Batch,
    Page(String),
    Medications(Vec<String>),
}

impl Session {
    pub(super) fn next_pull(&mut self) -> Option<(Request, PullAsk)> {
        if !self.pull.begun {
            self.begin_pull();
        }
        if self.pull.finished {
            return None;
        }
        if self.pull.pages > PAGES {
            self.tell(Problem::NoProgress);
            self.pull.finished = true;
            return None;
        }
        if let Some(everything) = &self.pull.everything {
            let url = everything.link.clone()?;
            return Some((self.search(&url), PullAsk::Everything(url)));
        }
        if self.pull.batch && self.pull.walks.len() > 1 {
            return Some((self.batch_of_walks(), PullAsk::Batch));
        }
        if let Some(walk) = self.pull.walks.front() {
            let url = walk.url(&self.pairing().base, &self.pairing().patient);
            return Some((self.search(&url), PullAsk::Page(url)));
        }
        let wanted: Vec<String> = self.pull.wanted.iter().take(30).cloned().collect();
        if !wanted.is_empty() {
            let url = joined(&format!("{}/Medication", self.pairing().base), &[("_id", &wanted.join(","))]);
            return Some((self.search(&url), PullAsk::Medications(wanted)));
        }
        self.move_cursors();
        None
    }

    fn begin_pull(&mut self) {
        self.pull.begun = true;
        self.pull.first = !self.state.restored;
        self.pull.batch = self.profile().batch;
        for kind in KINDS {
            let parameter = self.profile().patient_parameter(kind);
            let open = self.profile().searches(kind) && !self.state.paused_for_reading(kind);
            if let (true, Some(parameter)) = (open, parameter) {
                let since = self.state.cursors.get(kind).copied();
                self.pull.walks.push_back(Walk::new(kind, parameter, since));
            }
        }
        if self.pull.first && self.profile().everything {
            let pairing = self.pairing();
            let url = format!("{}/Patient/{}/$everything", pairing.base, pairing.patient);
            let link = Some(joined(&url, &[("_count", "200")]));
            self.pull.everything =
                Some(Everything { link, visited: HashSet::new(), since: None, newest: None });
        }
    }

    fn search(&self, url: &str) -> Request {
        let request = Request::get(url).with("Cache-Control", "no-cache").with("Prefer", "handling=strict");
        self.dressed(request)
    }

    /// One GET for each type. The patient's id stands in the body, not in a line that servers log.
    fn batch_of_walks(&self) -> Request {
        let pairing = self.pairing();
        let ask = |walk: &Walk| json!({"request": {"method": "GET", "url": walk.query(&pairing.patient)}});
        let entries: Vec<Value> = self.pull.walks.iter().map(ask).collect();
        let body = json!({"resourceType": "Bundle", "type": "batch", "entry": entries}).to_string();
        let request = Request::post(&pairing.base, FHIR_JSON, body)
            .with("Cache-Control", "no-cache")
            .with("Prefer", "handling=strict");
        self.dressed(request)
    }

    /// An answer of the server itself to what was asked.
    pub(super) fn pulled(&mut self, ask: PullAsk, verdict: Verdict, reply: &Reply, now: DateTime<Utc>) {
        self.pull.pages += 1;
        match ask {
            PullAsk::Everything(url) => self.everything(&url, verdict, reply),
            PullAsk::Batch => self.first_pages(verdict, reply, now),
            PullAsk::Page(url) => match (verdict, reply.fhir()) {
                (Verdict::Fine, Some(body)) => {
                    if let Some(walk) = self.pull.walks.pop_front() {
                        self.walk_on(walk, body, &url, now);
                    }
                }
                (Verdict::Fine, None) => self.no_page(now),
                _ => self.search_refused(verdict, reply.status().unwrap_or_default(), now),
            },
            PullAsk::Medications(wanted) => {
                for id in &wanted {
                    self.pull.wanted.remove(id);
                }
                if let Some(body) = reply.fhir().filter(|_| verdict == Verdict::Fine) {
                    self.state.medications.extend(wanted);
                    self.page_of("Medication", body);
                }
                self.pull.troubles = 0;
                self.progress();
            }
        }
    }

    /// The answers to the first pages of all walks.
    fn first_pages(&mut self, verdict: Verdict, reply: &Reply, now: DateTime<Utc>) {
        let refused = verdict != Verdict::Fine;
        let answered = reply.fhir().and_then(|mut body| body.get_mut("entry").map(Value::take));
        let entries = match answered {
            Some(Value::Array(entries)) if !refused && entries.len() == self.pull.walks.len() => entries,
            _ if !refused => {
                // Not an answer to this. Asked once more, because the other way is a request for each type.
                self.pull_trouble(&PullAsk::Batch, Trouble::NotTheServer);
                return self.trouble(Trouble::NotTheServer, now);
            }
            _ => Vec::new(),
        };
        self.pull.batch = false; // whatever is left is asked for singly
        self.pull.troubles = 0;
        self.progress();
        if refused {
            return;
        }
        let base = self.pairing().base.clone();
        let walks = core::mem::take(&mut self.pull.walks);
        for (walk, mut entry) in walks.into_iter().zip(entries) {
            let status = entry.pointer("/response/status").and_then(crate::sync::bundle::digits);
            let body = entry.get_mut("resource").map(Value::take);
            match (status.map(judge_entry), body) {
                (Some(Verdict::Fine), Some(body)) if is_set(&body) => {
                    let url = format!("{base}/{}", walk.query(&self.pairing().patient));
                    self.walk_on(walk, body, &url, now);
                }
                _ => self.pull.walks.push_back(walk), // asked again singly, and that answer counts
            }
        }
    }

    /// A page of a walk: what is on it is handed over, and the walk goes on, ends or breaks off.
    fn walk_on(&mut self, mut walk: Walk, body: Value, url: &str, now: DateTime<Utc>) {
        let Some(page) = self.page_for(&mut walk, body, now) else {
            self.pull.walks.push_front(walk);
            return self.no_page(now);
        };
        self.pull.troubles = 0;
        let base = self.pairing().base.clone();
        let foreign = page.next.as_ref().is_some_and(|next| on_origin(&base, url, next).is_none());
        if foreign {
            self.tell(Problem::ForeignPage(walk.kind.to_owned()));
        }
        let next = page.next.as_ref().and_then(|next| on_origin(&base, url, next));
        walk.go_on(&page, next, foreign);
        if walk.incomplete {
            self.tell(Problem::Incomplete(walk.kind.to_owned()));
        }
        self.put_back(walk);
    }

    /// A walk that goes on comes first again, one that ended is put aside.
    pub(super) fn put_back(&mut self, walk: Walk) {
        if walk.ended {
            self.progress();
            self.pull.done.push(walk);
        } else {
            self.pull.walks.push_front(walk);
        }
    }

    /// The server refused a search: without the order of pages once more, then without this type.
    fn search_refused(&mut self, verdict: Verdict, status: u16, now: DateTime<Utc>) {
        let Some(mut walk) = self.pull.walks.pop_front() else { return };
        match verdict {
            Verdict::Refused if walk.plainer() => return self.pull.walks.push_front(walk),
            Verdict::Forbidden => self.pause_reading(walk.kind, PauseReason::Forbidden, now),
            Verdict::Unsupported | Verdict::Gone => {
                self.must_reread = !self.reread;
                self.pause_reading(walk.kind, PauseReason::Unsupported, now);
            }
            _ => {
                let kind = walk.kind.to_owned();
                self.tell(Problem::SearchRefused { kind, status });
            }
        }
        walk.break_off();
        self.put_back(walk);
    }

    /// A page of everything there is of the patient.
    fn everything(&mut self, url: &str, verdict: Verdict, reply: &Reply) {
        let page = reply.fhir().filter(|_| verdict == Verdict::Fine).and_then(|body| self.page_of("", body));
        let base = self.pairing().base.clone();
        let server_now = reply.date();
        let Some(everything) = &mut self.pull.everything else { return };
        everything.visited.insert(url.to_owned());
        everything.since = everything.since.or(server_now);
        let newest = page.as_ref().and_then(|page| page.matches.iter().filter_map(updated).max());
        everything.newest = everything.newest.max(newest);
        let next = page.as_ref().and_then(|page| page.next.as_ref());
        let link =
            next.and_then(|next| on_origin(&base, url, next)).filter(|it| !everything.visited.contains(it));
        let whole = page.is_some() && next.is_none();
        if let Some(link) = link {
            everything.link = Some(link);
        } else {
            // What was stored while it was read is asked for by type; everything is, if it broke off.
            let newest = everything.newest.filter(|_| whole);
            let since = newest.map(|newest| everything.since.map_or(newest, |since| since.min(newest)));
            self.pull.everything = None;
            for walk in &mut self.pull.walks {
                walk.start_at(since);
            }
        }
        self.pull.troubles = 0;
        self.progress();
    }
}

/// Is this an answer to a search at all?
fn is_set(body: &Value) -> bool {
    body.get("resourceType").is_some_and(|kind| kind == "Bundle")
}
