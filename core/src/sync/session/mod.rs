//! One run of sync: what to send next, and what follows from an answer.
//!
//! A run goes through its phases in order: what the server can do, what is new there, what waits here, and once a
//! week the count. Before any of it stands the token, and above all of it the rest a server was promised.
//!
//! What is new comes first, because a stop must not wait behind a diary. But it holds the diary up only once: after a
//! failure among the searches what waits here goes out before they are tried again, in this run or, where it ended,
//! in the next.

mod access;
mod ahead;
mod bundles;
mod count;
mod discover;
mod group;
mod page_set;
mod pull;
mod push;
mod settle;
mod singles;
mod stumble;
mod walk;

use super::backoff;
use super::change::Change;
use super::names::Names;
use super::parcel::{Letter, Parcel};
use super::reply::Reply;
use super::request::Request;
use super::state::{Pairing, Rest, State};
use super::status::{Trouble, Verdict, judge};
use super::step::{Counts, Problem, Report, Step};
use chrono::{DateTime, TimeDelta, Utc};
use count::Count;
use pull::{Pull, PullAsk};
use push::{Push, PushStep};

/// Failures of the whole server after which a run gives up, however patient its driver.
const PATIENCE: u32 = 6;

/// Requests in a row that may bring nothing before a run stops.
const FRUITLESS: u32 = 40;

/// One run of sync, from the kept state to a report. It touches nothing; see the module above for how it is driven.
#[derive(Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a thing that happens at most once in a run")]
pub struct Session {
    state: State,
    /// The state as it was last handed out to be kept.
    kept: State,
    changes: Vec<Change>,
    /// Among the changes are tokens that nobody may use before they are kept.
    new_tokens: bool,
    report: Report,
    expected: Counts,
    phase: Phase,
    /// What waited here was sent, or tried.
    pushed: bool,
    pending: Option<Pending>,
    /// A short wait of this run alone: a conflict that settles by itself.
    soon: Option<DateTime<Utc>>,
    /// The token was refused: refresh it, whatever its time says.
    must_refresh: bool,
    /// It was refreshed, and nothing has shown yet that this helped.
    refreshed: bool,
    /// The last refresh followed a 401, and nothing has shown yet that it helped.
    refused: bool,
    /// The CapabilityStatement is to be read again.
    must_reread: bool,
    /// It was read in this run.
    reread: bool,
    /// The server gives it only to those who are signed in.
    token_for_metadata: bool,
    failures: u32,
    fruitless: u32,
    push: Push,
    pull: Pull,
    count: Count,
    names: Names,
    ended: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phase {
    Pull,
    Push,
    Count,
    End,
}

/// What the request that is out was for.
#[derive(Debug)]
enum Pending {
    Discovery,
    Refresh,
    Metadata { with_token: bool },
    Pull(PullAsk),
    Push { compressed: bool },
    Count(String),
}

impl Session {
    /// Opens a run with what the store kept.
    pub fn new(state: State, now: DateTime<Utc>) -> Self {
        let phase = if state.push_first { Phase::Push } else { Phase::Pull };
        let mut session = Self {
            kept: state.clone(),
            state,
            changes: Vec::new(),
            new_tokens: false,
            report: Report::default(),
            expected: Counts::new(),
            phase,
            pushed: false,
            pending: None,
            soon: None,
            must_refresh: false,
            refreshed: false,
            refused: false,
            must_reread: false,
            reread: false,
            token_for_metadata: false,
            failures: 0,
            fruitless: 0,
            push: Push::default(),
            pull: Pull::default(),
            count: Count::default(),
            names: Names::default(),
            ended: false,
        };
        session.forget_old_pauses(now);
        // What was too large once need not be for ever: each run tries twice as much.
        let grown = session.state.bundle_limit.map(|limit| limit.saturating_mul(2));
        session.state.bundle_limit = grown.filter(|limit| *limit < group::MOST);
        session
    }

    /// What this phone delivered, by resource type (each id once): the weekly count is compared with it.
    /// Without it the count is only kept.
    pub fn expect(&mut self, delivered: Counts) {
        self.expected = delivered;
    }

    /// This install as a `Device`: it is told of once a pairing, before anything it wrote.
    pub fn introduce(&mut self, device: Letter) {
        self.push.device = Some(device);
    }

    /// What the server calls our resources where it gives ids itself: type, our id, its id.
    pub fn know(&mut self, names: impl IntoIterator<Item = (String, String, String)>) {
        for (kind, ours, theirs) in names {
            self.names.learn(&kind, &ours, &theirs);
        }
    }

    /// Hands over parcels after a [`Step::Offer`]; an empty list says that there are no more.
    pub fn offer(&mut self, parcels: Vec<Parcel>) {
        self.push.take(parcels);
    }

    /// What to do now. Asked again without an answer to the last request, it takes that one for lost.
    pub fn next(&mut self, now: DateTime<Utc>) -> Step {
        if self.pending.is_some() {
            self.complete(Reply::Failed(super::reply::Failure::Cut), now);
        }
        let step = self.decide(now);
        if let Step::Done(_) = step {
            self.ended = true;
            self.land();
        }
        self.keep();
        match step {
            Step::Done(_) => Step::Done(self.told()),
            step => step,
        }
    }

    /// Takes what came of the last request.
    #[expect(clippy::needless_pass_by_value, reason = "an answer is used up: nobody may hand it in twice")]
    pub fn complete(&mut self, reply: Reply, now: DateTime<Utc>) {
        let Some(pending) = self.pending.take() else { return };
        self.note_date(&reply, now);
        match pending {
            Pending::Discovery => self.discovered(&reply, now),
            Pending::Refresh => self.refreshed(&reply, now),
            Pending::Metadata { with_token } => self.metadata(&reply, with_token, now),
            pending => self.answered(pending, &reply, now),
        }
        self.keep();
    }

    /// What this run did and met so far: for a driver that ends it at a wait. [`Step::Done`] says the same.
    pub fn report(&self) -> Report {
        self.told()
    }

    /// What has to be written down since it was last asked, in order, in one transaction.
    pub fn changes(&mut self) -> Vec<Change> {
        self.new_tokens = false;
        core::mem::take(&mut self.changes)
    }

    /// Whether the changes may be written down after the request of the present [`Step::Send`] has left: they tell of
    /// what is over, and nothing that is sent depends on them.
    pub fn changes_can_wait(&self) -> bool {
        let of_the_past = |change: &Change| !matches!(change, Change::InFlight(_) | Change::Pulled(_));
        !self.new_tokens && self.changes.iter().all(of_the_past)
    }

    fn decide(&mut self, now: DateTime<Utc>) -> Step {
        if self.ended {
            return Step::Done(Report::default());
        }
        if self.state.pairing.is_none() {
            return self.give_up(Problem::NotPaired);
        }
        if self.state.sign_in_again {
            return self.give_up(Problem::SignInAgain);
        }
        if let Some(mut rest) = self.state.rest {
            let left = rest.left(now);
            self.state.rest = (left > 0).then_some(rest);
            if left > 0 {
                let enough = self.failures >= PATIENCE;
                return if enough {
                    Step::Done(Report::default())
                } else {
                    Step::Wait { until: rest.ends() }
                };
            }
        }
        if let Some(until) = self.soon.take().filter(|until| *until > now) {
            self.soon = Some(until);
            return Step::Wait { until };
        }
        if self.fruitless > FRUITLESS {
            return self.give_up(Problem::NoProgress);
        }
        if let Some(request) = self.access_first(now) {
            return self.send(request);
        }
        if let Some(request) = self.profile_first(now) {
            return self.send(request);
        }
        loop {
            match self.phase {
                Phase::Pull => match self.next_pull() {
                    Some((request, ask)) => {
                        self.pending = Some(Pending::Pull(ask));
                        return self.send(request);
                    }
                    None => self.phase = if self.pushed { Phase::Count } else { Phase::Push },
                },
                Phase::Push => match self.next_push() {
                    PushStep::Send(request, compressed) => {
                        self.pending = Some(Pending::Push { compressed });
                        return self.send(request);
                    }
                    PushStep::Offer(after) => return Step::Offer { after },
                    PushStep::Done => {
                        self.pushed = true;
                        self.state.push_first = false;
                        self.phase = if self.pull.is_finished() { Phase::Count } else { Phase::Pull };
                    }
                },
                Phase::Count => match self.next_count(now) {
                    Some((request, kind)) => {
                        self.pending = Some(Pending::Count(kind));
                        return self.send(request);
                    }
                    None => self.phase = Phase::End,
                },
                Phase::End => return Step::Done(Report::default()),
            }
        }
    }

    /// An answer to something that carried our token.
    fn answered(&mut self, pending: Pending, reply: &Reply, now: DateTime<Utc>) {
        let verdict = judge(reply, self.server_time(now));
        match verdict {
            Verdict::SignIn => return self.unauthorised(),
            Verdict::Trouble(trouble) => {
                match &pending {
                    // It concerns one entry, not the server.
                    Pending::Push { compressed } if self.push_trouble(trouble, *compressed) => return,
                    Pending::Push { .. } => self.state.push_first = false,
                    Pending::Pull(ask) => self.pull_trouble(ask, trouble),
                    _ => {}
                }
                return self.trouble(trouble, now);
            }
            _ => self.server_is_well(),
        }
        match pending {
            Pending::Pull(ask) => self.pulled(ask, verdict, reply, now),
            Pending::Push { compressed } => self.pushed(verdict, reply, compressed, now),
            Pending::Count(kind) => self.counted(kind, reply),
            Pending::Discovery | Pending::Refresh | Pending::Metadata { .. } => {}
        }
    }

    /// The server as a whole has trouble: leave it alone for a while.
    fn trouble(&mut self, trouble: Trouble, now: DateTime<Utc>) {
        let for_ms = backoff::pause(self.state.failures, trouble.asked(), &mut self.state.seed);
        self.state.failures = self.state.failures.saturating_add(1);
        self.failures += 1;
        self.state.rest = Some(Rest { since: now, for_ms });
        self.tell(trouble.problem());
        self.land();
    }

    fn server_is_well(&mut self) {
        self.state.failures = 0;
        self.failures = 0;
        self.refreshed = false;
        self.refused = false;
    }

    fn send(&mut self, request: Request) -> Step {
        self.report.requests += 1;
        self.fruitless += 1;
        Step::Send(request)
    }

    /// Something came of it.
    fn progress(&mut self) {
        self.fruitless = 0;
    }

    fn give_up(&mut self, problem: Problem) -> Step {
        self.tell(problem);
        Step::Done(Report::default())
    }

    fn tell(&mut self, problem: Problem) {
        if !self.report.problems.contains(&problem) {
            self.report.problems.push(problem);
        }
    }

    fn told(&self) -> Report {
        let mut report = self.report.clone();
        report.last_delivered = self.state.last_delivered;
        if self.push.deferred > 0 {
            report.problems.push(Problem::Deferred(self.push.deferred));
        }
        report
    }

    /// Hands the state out when it changed.
    fn keep(&mut self) {
        if self.state != self.kept {
            self.new_tokens |= self.state.pairing != self.kept.pairing;
            self.kept = self.state.clone();
            self.changes.push(Change::State(Box::new(self.state.clone())));
        }
    }

    /// The difference of the clocks, from the `Date` of an answer. Seconds of travel are no difference.
    fn note_date(&mut self, reply: &Reply, now: DateTime<Utc>) {
        let Some(date) = reply.date() else { return };
        let offset = date.signed_duration_since(now).num_seconds();
        if self.state.clock_offset_s.is_none_or(|known| known.abs_diff(offset) > 2) {
            self.state.clock_offset_s = Some(offset);
        }
    }

    /// The server's time as far as it is known.
    fn server_time(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        let offset = TimeDelta::try_seconds(self.state.clock_offset_s.unwrap_or(0)).unwrap_or_default();
        now.checked_add_signed(offset).unwrap_or(now)
    }

    /// The pairing. `decide` goes no further without one, so an empty stand-in is never sent anywhere.
    fn pairing(&self) -> &Pairing {
        self.state.pairing.as_ref().expect("decide() stops a run without a pairing")
    }

    /// A request below the FHIR base with what every one of them carries.
    fn dressed(&self, request: Request) -> Request {
        let request = request.with("Accept", super::request::FHIR_JSON);
        match &self.pairing().tokens {
            Some(tokens) => request.with("Authorization", format!("Bearer {}", tokens.access.expose())),
            None => request,
        }
    }
}
