//! Once a week everything is counted: what the server says it has against what this phone delivered. Where it has
//! fewer, it is counted again the next day, so that what was mended is not told for a week.

use super::Session;
use crate::sync::address::joined;
use crate::sync::reply::Reply;
use crate::sync::request::Request;
use crate::sync::state::Counted;
use crate::sync::step::{Counts, Shortfall};
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;
use std::collections::VecDeque;

/// How often.
const WEEK: TimeDelta = TimeDelta::days(7);

/// How often where the last count found fewer there.
const DAY: TimeDelta = TimeDelta::days(1);

/// What is counted: what a diary consists of.
const KINDS: [&str; 6] = [
    "MedicationAdministration",
    "Observation",
    "MedicationStatement",
    "MedicationRequest",
    "AdverseEvent",
    "Basic",
];

/// The count of this run.
#[derive(Debug, Default)]
pub(super) struct Count {
    begun: bool,
    left: VecDeque<&'static str>,
    there: Counts,
}

impl Session {
    pub(super) fn next_count(&mut self, now: DateTime<Utc>) -> Option<(Request, String)> {
        if !self.count.begun {
            let due = self.state.counted.as_ref().is_none_or(|counted| {
                let every = if counted.short.is_empty() { WEEK } else { DAY };
                now.signed_duration_since(counted.at).abs() >= every
            });
            if !due || self.state.last_delivered.is_none() {
                return None;
            }
            self.count.begun = true;
            let profile = self.profile();
            let countable = |kind: &&str| profile.searches(kind) && profile.patient_parameter(kind).is_some();
            self.count.left = KINDS.into_iter().filter(countable).collect();
        }
        let Some(kind) = self.count.left.pop_front() else {
            self.end_count(now);
            return None;
        };
        let parameter = self.profile().patient_parameter(kind).unwrap_or("patient");
        let patient = format!("Patient/{}", self.pairing().patient);
        let of_type = format!("{}/{kind}", self.pairing().base);
        let url = joined(&of_type, &[(parameter, &patient), ("_summary", "count")]);
        let request = Request::get(url).with("Cache-Control", "no-cache").with("Prefer", "handling=strict");
        Some((self.dressed(request), kind.to_owned()))
    }

    /// A count, or an answer without one: not every server counts.
    pub(super) fn counted(&mut self, kind: String, reply: &Reply) {
        let total = reply.fhir().and_then(|body| body.get("total").and_then(Value::as_u64));
        if let Some(total) = total.filter(|_| reply.status() == Some(200)) {
            self.count.there.insert(kind, total);
        }
        self.progress();
    }

    fn end_count(&mut self, now: DateTime<Utc>) {
        let there = core::mem::take(&mut self.count.there);
        for (kind, here) in &self.expected {
            if let Some(counted) = there.get(kind)
                && counted < here
            {
                let short = Shortfall { kind: kind.clone(), here: *here, there: *counted };
                self.report.short.push(short);
            }
        }
        let short = self.report.short.clone();
        self.state.counted = Some(Counted { at: now, there, short });
    }
}
