//! What the server can do: its CapabilityStatement, read once a day and whenever an answer contradicts it.

use super::{Pending, Session};
use crate::sync::profile::{Mode, Profile};
use crate::sync::reply::Reply;
use crate::sync::request::{FHIR_JSON, Request};
use crate::sync::state::{PauseReason, Paused};
use crate::sync::status::{Trouble, Verdict, judge};
use crate::sync::step::Problem;
use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;

/// How long a CapabilityStatement is believed, and how long a type without rights is left alone.
const DAY: TimeDelta = TimeDelta::days(1);

impl Session {
    /// The request for the CapabilityStatement, when it is missing, old or contradicted. It carries no token at
    /// first: `/metadata` is open on nearly every server.
    pub(super) fn profile_first(&mut self, now: DateTime<Utc>) -> Option<Request> {
        let age = self.state.profile.as_ref().map(|profile| now.signed_duration_since(profile.read_at).abs());
        if age.is_some_and(|age| age < DAY) && !self.must_reread {
            return None;
        }
        let request = Request::get(format!("{}/metadata", self.pairing().base));
        let with_token = self.token_for_metadata;
        self.pending = Some(Pending::Metadata { with_token });
        Some(if with_token { self.dressed(request) } else { request.with("Accept", FHIR_JSON) })
    }

    /// The CapabilityStatement.
    pub(super) fn metadata(&mut self, reply: &Reply, with_token: bool, now: DateTime<Utc>) {
        let profile = match judge(reply, self.server_time(now)) {
            Verdict::Trouble(trouble) => return self.trouble(trouble, now),
            Verdict::Fine => {
                let Some(body) = reply.fhir() else { return self.trouble(Trouble::NotTheServer, now) };
                match Profile::read(&body, now) {
                    Some(profile) => profile,
                    None if body.get("resourceType").and_then(Value::as_str)
                        == Some("CapabilityStatement") =>
                    {
                        self.tell(Problem::NotR4);
                        self.ended = true;
                        return;
                    }
                    None => return self.trouble(Trouble::NotTheServer, now),
                }
            }
            Verdict::SignIn | Verdict::Forbidden if !with_token && self.pairing().tokens.is_some() => {
                self.token_for_metadata = true;
                return;
            }
            // Behind a door, or not there at all: go by the answers then.
            _ => Profile::assumed(now),
        };
        self.server_is_well();
        self.must_reread = false;
        self.reread = true;
        self.progress();
        let supported = |kind: &String| profile.mode(kind) != Mode::Closed;
        if !profile.assumed {
            let stays = |kind: &String, paused: &mut Paused| {
                paused.why != PauseReason::Unsupported || !supported(kind)
            };
            self.state.paused.retain(stays);
            self.state
                .unread
                .retain(|kind, paused| paused.why != PauseReason::Unsupported || !profile.searches(kind));
        }
        self.state.bundle_limit = None;
        self.state.profile = Some(profile);
    }

    /// A type that is not sent or asked for now.
    pub(super) fn pause(&mut self, kind: &str, why: PauseReason, now: DateTime<Utc>) {
        self.state.paused.insert(kind.to_owned(), Paused { since: now, why });
        self.tell(Problem::TypePaused(kind.to_owned()));
    }

    /// Rights may have come back after a day.
    pub(super) fn forget_old_pauses(&mut self, now: DateTime<Utc>) {
        let stays = |_: &String, paused: &mut Paused| {
            paused.why != PauseReason::Forbidden || now.signed_duration_since(paused.since).abs() < DAY
        };
        self.state.paused.retain(stays);
        self.state.unread.retain(stays);
    }

    /// What the server can do. `decide` reads it before anything else is asked.
    pub(super) fn profile(&self) -> &Profile {
        self.state.profile.as_ref().expect("profile_first() comes before every phase")
    }
}
