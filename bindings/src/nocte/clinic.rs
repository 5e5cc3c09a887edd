//! The clinic: paired with, synced with, answered.
//!
//! What speaks to a server runs on a runtime of the object's own and never on the caller's thread. `cancel_sync` is
//! the way to end it: dropping the call in a shell's language does not, everywhere. Every step is kept before the
//! next is taken, so an ended run loses nothing.

use super::outing::home;
use super::{Nocte, Worded, planned};
use crate::error::ApiError;
use crate::mirror::{ClinicPage, Confirmation, Lang, PairPage, StepRequest};
use crate::nocte::PlannedView;
use crate::ports::Screen;
use crate::scalar::Instant;
use nocte_core::app::{App, Match, SyncReport};
use nocte_core::domain::clinic::Received;
use nocte_core::domain::fact_id::FactId;
use nocte_core::domain::parked::ParkedReason;
use nocte_core::error::Error;
use nocte_core::sync::http::{Line, LineOptions};
use nocte_core::sync::{Problem, Shortfall};
use nocte_core::words;
use std::future::Future;
use std::sync::{Arc, PoisonError};

const STALE: [Screen; 4] = [Screen::Clinic, Screen::Tonight, Screen::Plan, Screen::History];

/// What the clinic has said.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ClinicView {
    /// The values.
    pub page: ClinicPage,
    /// The proposal's first line; nothing without one.
    pub proposal_text: Option<String>,
    /// What it would change, in words.
    pub changes: Vec<String>,
    /// The stops, pauses and flags that stand, in words.
    pub stops: Vec<String>,
    /// Messages and answers in words, newest first.
    pub said: Vec<String>,
}

/// What a run did, and what is left.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct SyncView {
    /// Facts the server took in this run.
    pub delivered: u32,
    /// Resources that came.
    pub pulled: u64,
    /// Facts that wait.
    pub waiting: u64,
    /// Facts the server refused, and what came and could not be read; each waits apart.
    pub parked: Vec<ParkedView>,
    /// When a fact was last taken by the server.
    pub last_delivered: Option<Instant>,
    /// Not to be tried again before.
    pub not_before: Option<Instant>,
    /// Kinds of record of which the server has fewer than this phone delivered, by its last count.
    pub short: Vec<Worded>,
    /// What the user should be told.
    pub troubles: Vec<SyncTrouble>,
}

/// One thing that waits for a person.
#[derive(Debug, Clone, PartialEq, Eq, uniffi::Record)]
pub struct ParkedView {
    /// The fact's id, or the resource's for what came.
    pub id: String,
    /// The HTTP status that parked it, where an answer did.
    pub status: Option<u16>,
    /// Why.
    pub reason: Worded,
}

/// What a run met, by what can be done about it. Entries wait; none is lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq, uniffi::Enum)]
pub enum SyncTrouble {
    /// There is no clinic: offer to pair.
    NotPaired,
    /// The pairing is to be renewed: ask the clinic for a new link.
    SignInAgain,
    /// No network, or nobody there: try later.
    Offline,
    /// The server is busy or down: try later.
    ServerBusy,
    /// A sign-in page of this network answered: open it in a browser.
    NotTheServer,
    /// The server kept something back or refused it: tell the clinic.
    Partly,
}

impl From<&Problem> for SyncTrouble {
    fn from(problem: &Problem) -> Self {
        match problem {
            Problem::NotPaired => Self::NotPaired,
            Problem::SignInAgain => Self::SignInAgain,
            Problem::NoAnswer(_) => Self::Offline,
            Problem::ServerTrouble(_) | Problem::Deferred(_) | Problem::NoProgress => Self::ServerBusy,
            Problem::NotTheServer | Problem::Redirected => Self::NotTheServer,
            Problem::NotR4
            | Problem::TypePaused(_)
            | Problem::SearchDropped { .. }
            | Problem::ForeignPage(_)
            | Problem::Incomplete(_)
            | Problem::SearchRefused { .. }
            | Problem::Unreadable(_) => Self::Partly,
        }
    }
}

impl SyncView {
    fn of(report: SyncReport, lang: Lang) -> Self {
        let SyncReport {
            delivered,
            pulled,
            waiting,
            parked,
            last_delivered,
            not_before,
            problems,
            short,
            ..
        } = report;
        let mut troubles: Vec<SyncTrouble> = problems.iter().map(SyncTrouble::from).collect();
        troubles.dedup();
        let reason = |why: &ParkedReason| Worded::new(why.code(), words::clinic::parked_reason(why, lang));
        let parked = parked.into_iter().map(|it| ParkedView {
            reason: reason(&it.reason),
            id: it.id,
            status: it.status,
        });
        let parked = parked.collect();
        let few = |it: &Shortfall| words::clinic::shortfall(&it.kind, it.here, it.there, lang);
        let short = short.iter().map(|it| Worded::new(&it.kind, few(it))).collect();
        Self { delivered, pulled, waiting, parked, last_delivered, not_before, short, troubles }
    }
}

#[uniffi::export]
impl Nocte {
    /// Trusts a clinic's own certificates, as PEM, besides the built-in ones; without any, only those.
    pub fn set_clinic_certificates(&self, pem: Option<Vec<u8>>) -> Result<(), ApiError> {
        let line = Line::new(&LineOptions { ca_pem: pem, ..LineOptions::default() });
        *self.line.lock().unwrap_or_else(PoisonError::into_inner) =
            Some(line.map_err(|_| ApiError::Certificate)?);
        Ok(())
    }

    /// Pairs with the clinic behind a link. No order is followed before `confirm_match`.
    pub async fn pair(&self, link: String, passcode: Option<String>) -> Result<PairPage, ApiError> {
        self.away("pair", |app, line| async move { app.pair(&link, passcode.as_deref(), &line).await }).await
    }

    /// The pairing, with what the clinic's record says to compare.
    pub async fn pairing(&self) -> Result<PairPage, ApiError> {
        self.away("pairing", |app, line| async move { app.pairing(&line).await }).await
    }

    /// The patient's word that the clinic's record is theirs, by their initials and birth year.
    pub async fn confirm_match(&self, initials: String, birth_year: i32) -> Result<PairPage, ApiError> {
        let said = Match { initials, birth_year };
        self.away("confirm_match", |app, line| async move { app.confirm_match(&said, &line).await }).await
    }

    /// Ends the pairing. The log stays.
    pub async fn unpair(&self) -> Result<(), ApiError> {
        self.away("unpair", |app, line| async move { app.unpair(&line).await }).await
    }

    /// Delivers what waits and takes what came. `Cancelled` after `cancel_sync`; `Busy` while another is under way.
    pub async fn sync(&self) -> Result<SyncView, ApiError> {
        let lang = self.lang;
        let run = |app: Arc<App>, line: Line| async move {
            app.sync(&line).await.map(|report| SyncView::of(report, lang))
        };
        self.away("sync", run).await
    }

    /// Ends whatever speaks to a server now, at its next wait. What was done is kept.
    pub fn cancel_sync(&self) {
        self.outing.cancel();
    }

    /// Where the sync stands, without speaking to anybody.
    pub fn sync_status(&self) -> Result<SyncView, ApiError> {
        self.read("sync_status", |app, lang| Ok(SyncView::of(app.sync_status()?, lang)))
    }

    /// Tries what the server refused once more, with the next sync. Answers how many.
    pub fn try_parked_again(&self) -> Result<u32, ApiError> {
        self.write("try_parked_again", &[Screen::Clinic], |app, _| {
            Ok(u32::try_from(app.try_parked_again()?).unwrap_or(u32::MAX))
        })
    }

    /// What the clinic has said.
    pub fn clinic(&self) -> Result<ClinicView, ApiError> {
        self.read("clinic", |app, lang| {
            let page = app.clinic_page()?;
            let proposal = page.proposal.as_ref();
            let told = |one: &Received| words::clinic::show_arrival(&one.what, lang);
            Ok(ClinicView {
                proposal_text: proposal.map(|one| words::clinic::show_proposal(one, lang)),
                changes: proposal.map(|one| words::clinic::proposal_changes(one, lang)).unwrap_or_default(),
                stops: page.stops.iter().map(told).collect(),
                said: page.said.iter().map(told).collect(),
                page,
            })
        })
    }

    /// Confirms a proposal: every rule runs again. Without an id, the one that is open.
    pub fn confirm_proposal(
        &self,
        arrival: Option<FactId>,
        how: Confirmation,
    ) -> Result<PlannedView, ApiError> {
        self.write("confirm_proposal", &STALE, |app, lang| {
            Ok(planned(app.confirm_proposal(arrival, how)?, lang))
        })
    }

    /// Declines a proposal, with the patient's reason for the clinic.
    pub fn decline_proposal(
        &self,
        arrival: Option<FactId>,
        reason: Option<String>,
    ) -> Result<FactId, ApiError> {
        self.write("decline_proposal", &STALE, |app, _| Ok(app.decline_proposal(arrival, reason)?))
    }

    /// Asks the clinic for the next step.
    pub fn request_step(&self) -> Result<StepRequest, ApiError> {
        self.write("request_step", &STALE, |app, _| Ok(app.request_step()?))
    }
}

impl Nocte {
    /// One call that speaks to a server, on a thread of our own.
    pub(crate) async fn away<T: Send + 'static, F>(
        &self,
        name: &str,
        errand: impl FnOnce(Arc<App>, Line) -> F,
    ) -> Result<T, ApiError>
    where
        F: Future<Output = Result<T, Error>> + Send + 'static,
    {
        let task = self.app_and_line().and_then(|(app, line)| self.outing.send(errand(app, line)));
        let answer = match task {
            Ok(task) => home(task).await,
            Err(error) => Err(error),
        };
        let answer = self.logged(name, answer)?;
        self.changed(&STALE);
        Ok(answer)
    }

    fn app_and_line(&self) -> Result<(Arc<App>, Line), ApiError> {
        let app = self.app.read().unwrap_or_else(PoisonError::into_inner).clone().ok_or(ApiError::Closed)?;
        let mut line = self.line.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(line) = line.as_ref() {
            return Ok((app, line.clone()));
        }
        let new = Line::new(&LineOptions::default()).map_err(|_| ApiError::Internal)?;
        Ok((app, line.insert(new).clone()))
    }
}
