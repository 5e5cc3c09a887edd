//! Sync: the driver between the store, the session that decides and the line that carries.
//!
//! What the session wants written down stands in the file, in one transaction, before it is asked for the next
//! step. So the process may end between any two lines of this room: what was in flight is queued again at the next
//! start, a cursor never runs ahead of what was stored, and no token is used that was not kept.

mod arriving;
mod device;
mod parcels;
mod written;

pub(super) use arriving::MESSAGES;
pub(super) use device::Device;
pub(super) use parcels::resources;

use super::App;
use crate::domain::fact_id::FactId;
use crate::domain::parked::ParkedReason;
use crate::error::Error;
use crate::store::{Change, Store, StoreError};
use crate::sync::{Problem, Reply, Request, Session, Shortfall, State, Step};
use chrono::{DateTime, TimeDelta, Utc};
use core::future::{Future, poll_fn};
use core::pin::{Pin, pin};
use core::task::Poll;
use core::time::Duration;

/// What carries a request to a server and brings back what came of it, and what a run sleeps by.
pub trait Wire: Sync {
    /// Sends it once, exactly as it is.
    fn carry(&self, request: Request) -> impl Future<Output = Reply> + Send;

    /// Sleeps for so long. It may end early: who sleeps looks at the clock afterwards.
    fn sleep(&self, time: Duration) -> impl Future<Output = ()> + Send;
}

#[cfg(feature = "http")]
impl Wire for crate::sync::http::Line {
    fn carry(&self, request: Request) -> impl Future<Output = Reply> + Send {
        self.send(request)
    }

    fn sleep(&self, time: Duration) -> impl Future<Output = ()> + Send {
        self.rest(time)
    }
}

/// What a run did, and what is left.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SyncReport {
    /// Facts the server took in this run.
    pub delivered: u32,
    /// Facts and arrivals that were new here.
    pub pulled: u64,
    /// Facts queued or in flight.
    pub waiting: u64,
    /// What the server would not take, and what came and could not be taken in.
    pub parked: Vec<ParkedItem>,
    /// When something was last delivered, ever.
    pub last_delivered: Option<DateTime<Utc>>,
    /// Nothing is sent before this instant.
    pub not_before: Option<DateTime<Utc>>,
    /// What the run met, in the order it did.
    pub problems: Vec<Problem>,
    /// When the server's records were last counted.
    pub counted_at: Option<DateTime<Utc>>,
    /// Types of which it then had fewer than this phone had delivered.
    pub short: Vec<Shortfall>,
}

/// One thing that waits for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParkedItem {
    /// The fact's id, or the resource's ("Observation/1") for what came.
    pub id: String,
    /// The HTTP status that parked it; `None` where no answer did.
    pub status: Option<u16>,
    /// Why; `words` says it.
    pub reason: ParkedReason,
}

impl SyncReport {
    /// Whether nothing waits and nothing is parked.
    pub fn all_done(&self) -> bool {
        self.waiting == 0 && self.parked.is_empty()
    }
}

/// Steps of one run before it is given up: more than ten years of entries and a page each need.
const MOST_STEPS: u32 = 100_000;

/// The longest single wait that a run sleeps through: a conflict that settles by itself, and the first pauses after
/// a failure, are not longer. What is longer ends the run; the pause stands in the file.
const SHORT_WAIT: TimeDelta = TimeDelta::seconds(8);

/// All waits of one run together: phones give what runs in the background half a minute.
const PATIENCE: TimeDelta = TimeDelta::seconds(20);

impl App {
    /// Exchanges with the paired clinic: what waits goes out, what is new comes in, a stop holds at once.
    ///
    /// # Errors
    /// [`Error::NotPaired`], or what the store says. What the network or the server does is no error; it stands in
    /// the report, and what waits keeps waiting.
    pub async fn sync(&self, wire: &impl Wire) -> Result<SyncReport, Error> {
        let store = self.paired_store()?;
        let state = Self::sync_state(store)?.ok_or(Error::NotPaired)?;
        let Some(install) = state.pairing.as_ref().map(|pairing| pairing.install) else {
            return Err(Error::NotPaired);
        };
        let patient = state.pairing.as_ref().map(|pairing| pairing.patient.clone()).unwrap_or_default();
        let _ = store.land()?;
        let _folds_at_its_end = store.exchange();
        let mut run = Run::new(self, store, install, patient)?;
        let began = self.clock.moment().now;
        let mut session = Session::new(state, began);
        session.expect(store.delivered()?);
        session.know(store.named()?);
        session.introduce(run.log.device());
        let mut report = SyncReport::default();
        let mut patience = PATIENCE;
        for _ in 0..MOST_STEPS {
            let step = session.next(self.clock.moment().now);
            // What only tells of the past is written down while the next request is out, with what is got ready
            // meanwhile, in one transaction: a phone pays for each. Should it end in between, what was in flight is
            // sent again.
            if !(matches!(step, Step::Send(_)) && session.changes_can_wait()) {
                run.write_down(session.changes())?;
            }
            match step {
                Step::Send(request) => {
                    let mut out = pin!(wire.carry(request));
                    let early = begun(out.as_mut()).await;
                    while let Some(after) = session.ahead() {
                        session.offer(run.parcels(after)?);
                    }
                    run.write_down(session.changes())?;
                    let reply = match early {
                        Some(reply) => reply,
                        None => out.await,
                    };
                    session.complete(reply, self.clock.moment().now);
                }
                Step::Offer { after } => session.offer(run.parcels(after)?),
                Step::Wait { until } => {
                    let asleep = self.clock.moment().now;
                    let wait = until.signed_duration_since(asleep);
                    if wait <= SHORT_WAIT.min(patience) {
                        // A millisecond more, so that the clock is past it; and counted however long it took.
                        let wait = wait.max(TimeDelta::zero()) + TimeDelta::milliseconds(1);
                        patience -= wait;
                        wire.sleep(wait.to_std().unwrap_or_default()).await;
                        if self.clock.moment().now > asleep {
                            continue;
                        }
                        // A clock that stands still says for ever that it is too early.
                    }
                    report.not_before = Some(until);
                    break;
                }
                Step::Done(_) => break,
            }
        }
        let done = session.report();
        report.delivered = run.delivered;
        report.pulled = run.pulled;
        Self::heard(store, began, &done)?;
        report.problems = done.problems;
        if done.read_whole {
            self.rebuilt(store)?;
        }
        self.left(store, &mut report)?;
        Ok(report)
    }

    /// What waits, what is parked, and when something was last delivered; nothing is sent.
    ///
    /// # Errors
    /// [`Error::NotPaired`], or what the store says.
    pub fn sync_status(&self) -> Result<SyncReport, Error> {
        let store = self.paired_store()?;
        let mut report = SyncReport::default();
        self.left(store, &mut report)?;
        Ok(report)
    }

    /// Queues again what was parked, because the patient asks for it.
    ///
    /// # Errors
    /// As [`App::sync_status`].
    pub fn try_parked_again(&self) -> Result<usize, Error> {
        Ok(self.paired_store()?.unpark()?)
    }

    /// The store, where there is a clinic.
    pub(super) fn paired_store(&self) -> Result<&Store, Error> {
        let store = match self.store() {
            Err(Error::Store(StoreError::Missing)) => return Err(Error::NotPaired),
            other => other?,
        };
        match store.document(SESSION)? {
            Some(_) => Ok(store),
            None => Err(Error::NotPaired),
        }
    }

    pub(super) fn sync_state(store: &Store) -> Result<Option<State>, Error> {
        let Some(body) = store.document(SESSION)? else { return Ok(None) };
        // Written by this build or an older one; what cannot be read was changed by somebody else.
        Ok(serde_json::from_str(&body).map(Some).map_err(|_| StoreError::Damaged { kept_at: None })?)
    }

    fn left(&self, store: &Store, report: &mut SyncReport) -> Result<(), Error> {
        let state = Self::sync_state(store)?.unwrap_or_default();
        let rest = state.rest.map(|rest| rest.ends()).filter(|end| *end > self.clock.moment().now);
        report.not_before = report.not_before.or(rest);
        report.last_delivered = state.last_delivered;
        report.counted_at = state.counted.as_ref().map(|counted| counted.at);
        report.short = state.counted.map(|counted| counted.short).unwrap_or_default();
        report.waiting = store.waiting()?;
        let facts = store.parked()?.into_iter();
        report.parked = facts
            .map(|it| ParkedItem { id: it.fact.to_string(), status: it.status, reason: it.reason })
            .collect();
        report.parked.extend(store.set_apart()?.into_iter().map(|it| ParkedItem {
            id: format!("{}/{}", it.from.kind, it.from.id),
            status: None,
            reason: it.reason,
        }));
        Ok(())
    }
}

/// Sets a request going; the reply, should it be there at once.
async fn begun(mut out: Pin<&mut impl Future<Output = Reply>>) -> Option<Reply> {
    poll_fn(|context| match out.as_mut().poll(context) {
        Poll::Ready(reply) => Poll::Ready(Some(reply)),
        Poll::Pending => Poll::Ready(None),
    })
    .await
}

/// The document that holds the session's state.
pub(in crate::app) const SESSION: &str = "session";

/// That state as a change.
pub(in crate::app) fn keep_state(state: &State) -> Result<Change, Error> {
    let body = serde_json::to_string(state).map_err(|_| StoreError::OutOfRange { what: "sync's state" })?;
    Ok(Change::Document { name: SESSION, body })
}

/// One run: what it has in hand between the session and the store.
struct Run<'a> {
    app: &'a App,
    store: &'a Store,
    log: parcels::Log<'a>,
    patient: String,
    delivered: u32,
    pulled: u64,
}

impl<'a> Run<'a> {
    fn new(app: &'a App, store: &'a Store, install: FactId, patient: String) -> Result<Self, Error> {
        let log = parcels::Log::of(store, install, patient.clone())?;
        Ok(Self { app, store, log, patient, delivered: 0, pulled: 0 })
    }
}
