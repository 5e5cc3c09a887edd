//! The links that are out: looked at, kept up to date, taken back.

use super::super::App;
use super::super::sync::Wire;
use super::server::{self, Said};
use crate::domain::fact_id::FactId;
use crate::error::Error;
use crate::fhir::Person;
use crate::shlink::{Share, ShareKind, ShareState};
use crate::store::StoreError;
use chrono::{DateTime, TimeDelta, Utc};

/// An upload that has not ended after so long never will.
const MAKING: TimeDelta = TimeDelta::minutes(5);
/// So long after its end a link is still listed as one that was.
const REMEMBERED: TimeDelta = TimeDelta::days(30);

/// What taking all links back left open, for whoever is about to delete everything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Leftover {
    /// How many were taken back.
    pub revoked: usize,
    /// Those that their servers could not be told of: they open until they end.
    pub open: Vec<Share>,
}

impl App {
    /// The links this phone made, and those that came with a copy of another's file; the newest first. Nobody is
    /// asked.
    ///
    /// # Errors
    /// What the store says; without a store there are none.
    pub fn shares(&self) -> Result<Vec<Share>, Error> {
        let mut shares = match self.store() {
            Err(Error::Store(StoreError::Missing)) => return Ok(Vec::new()),
            store => store?.shares()?,
        };
        shares.reverse();
        Ok(shares)
    }

    /// Takes back what is to be taken back, renews what carers see, and asks how often each link was opened. Run it
    /// after each exchange; a server that does not answer is asked again the next time.
    ///
    /// # Errors
    /// What the store says.
    pub async fn refresh_shares(&self, wire: &impl Wire) -> Result<Vec<Share>, Error> {
        let now = self.clock.moment().now;
        for share in self.shares()? {
            let store = self.store()?;
            if now > share.ends + REMEMBERED {
                store.forget_share(share.id)?;
                continue;
            }
            let fresh = match share.state {
                _ if now >= share.ends => continue,
                ShareState::Making if now > share.made_at + MAKING => Some(take_back(share, now, wire).await),
                ShareState::Revoking => Some(take_back(share, now, wire).await),
                ShareState::Open if share.kind == ShareKind::Carer => self.renewed(share, now, wire).await?,
                ShareState::Open => looked_at(share, now, wire).await,
                ShareState::Making | ShareState::Revoked | ShareState::Gone => None,
            };
            if let Some(fresh) = fresh {
                store.keep_share(&fresh)?;
            }
        }
        self.shares()
    }

    /// Takes a link back. That it is wanted stands in the file first; without an answer it is tried again by
    /// [`App::refresh_shares`], and the link that is returned is still *revoking*.
    ///
    /// # Errors
    /// [`Error::NoSuch`], or what the store says.
    pub async fn revoke_share(&self, id: FactId, wire: &impl Wire) -> Result<Share, Error> {
        let now = self.clock.moment().now;
        let share = self.shares()?.into_iter().find(|share| share.id == id).ok_or(Error::NoSuch("link"))?;
        if matches!(share.state, ShareState::Revoked | ShareState::Gone) {
            return Ok(share);
        }
        let store = self.store()?;
        let wanted = Share { state: ShareState::Revoking, ..share };
        store.keep_share(&wanted)?;
        let share = take_back(wanted, now, wire).await;
        store.keep_share(&share)?;
        Ok(share)
    }

    /// Takes every open link back, before everything on this phone is deleted. What is left opens until it ends, and
    /// nobody can end it sooner once this file is gone.
    ///
    /// # Errors
    /// What the store says.
    pub async fn revoke_all_shares(&self, wire: &impl Wire) -> Result<Leftover, Error> {
        let now = self.clock.moment().now;
        let mut left = Leftover { revoked: 0, open: Vec::new() };
        for share in self.shares()?.into_iter().filter(|share| share.may_open(now)) {
            let share = self.revoke_share(share.id, wire).await?;
            if share.may_open(now) {
                left.open.push(share);
            } else {
                left.revoked += 1;
            }
        }
        Ok(left)
    }

    /// What a carer sees, as it is now, in the place of what it was; then how often it was opened.
    async fn renewed(
        &self,
        share: Share,
        now: DateTime<Utc>,
        wire: &impl Wire,
    ) -> Result<Option<Share>, Error> {
        let sealed = self.sealed(&share, &Person::default())?;
        Ok(match self.put(&share, &sealed, None, wire).await? {
            Said::Yes => {
                looked_at(share.clone(), now, wire).await.or(Some(Share { heard_at: Some(now), ..share }))
            }
            // Closed by wrong passcodes, or taken back from elsewhere.
            Said::No(_) => looked_at(share, now, wire).await,
            Said::Nothing(_) => None,
        })
    }
}

async fn take_back(share: Share, now: DateTime<Utc>, wire: &impl Wire) -> Share {
    match server::revoke(&share, wire).await {
        Some(true) => Share { state: ShareState::Revoked, heard_at: Some(now), ..share },
        Some(false) => Share { state: ShareState::Gone, heard_at: Some(now), ..share },
        None => Share { state: ShareState::Revoking, ..share },
    }
}

async fn looked_at(share: Share, now: DateTime<Utc>, wire: &impl Wire) -> Option<Share> {
    Some(match server::looked_at(&share, wire).await? {
        Some(told) => Share { opened: Some(told.opened), wrong: told.wrong, heard_at: Some(now), ..share },
        None => Share { state: ShareState::Gone, heard_at: Some(now), ..share },
    })
}
