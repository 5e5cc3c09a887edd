//! The clinic's page, with how far the sync is.

use super::Worded;
use crate::app::{App, ClinicPage, SyncReport};
use crate::domain::clinic::Received;
use crate::domain::parked::ParkedReason;
use crate::error::Error;
use crate::sync::{Problem, Shortfall};
use crate::words::{self, Lang};
use chrono::{DateTime, Utc};

/// What the clinic has said, and where the sync stands.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    /// Where the sync stands, without having spoken to anybody.
    pub sync: SyncView,
}

/// What a run did, and what is left.
#[derive(Debug, Clone, PartialEq, Eq)]
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
    pub last_delivered: Option<DateTime<Utc>>,
    /// Not to be tried again before.
    pub not_before: Option<DateTime<Utc>>,
    /// Kinds of record of which the server has fewer than this phone delivered, by its last count.
    pub short: Vec<Worded>,
    /// What the user should be told.
    pub troubles: Vec<SyncTrouble>,
}

/// One thing that waits for a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParkedView {
    /// The fact's id, or the resource's for what came.
    pub id: String,
    /// The HTTP status that parked it, where an answer did.
    pub status: Option<u16>,
    /// Why.
    pub reason: Worded,
}

/// What a run met, by what can be done about it. Entries wait; none is lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
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
    /// With its words.
    pub fn of(report: SyncReport, lang: Lang) -> Self {
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

impl App {
    /// [`App::clinic_page`] and [`App::sync_status`], finished.
    pub fn clinic_view(&self, lang: Lang) -> Result<ClinicView, Error> {
        let page = self.clinic_page()?;
        let proposal = page.proposal.as_ref();
        let told = |one: &Received| words::clinic::show_arrival(&one.what, lang);
        Ok(ClinicView {
            proposal_text: proposal.map(|one| words::clinic::show_proposal(one, lang)),
            changes: proposal.map(|one| words::clinic::proposal_changes(one, lang)).unwrap_or_default(),
            stops: page.stops.iter().map(told).collect(),
            said: page.said.iter().map(told).collect(),
            sync: SyncView::of(self.sync_status()?, lang),
            page,
        })
    }
}
