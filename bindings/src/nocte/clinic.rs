//! The clinic: paired with, synced with, answered.
//!
//! What speaks to a server runs on a runtime of the object's own and never on the caller's thread. `cancel_sync` is
//! the way to end it: dropping the call in a shell's language does not, everywhere. Every step is kept before the
//! next is taken, so an ended run loses nothing.

use super::Nocte;
use super::outing::home;
use crate::error::ApiError;
use crate::mirror::Screen;
use crate::mirror::{AccessesView, ClinicView, Confirmation, PairPage, PlannedView, StepRequest, SyncView};
use nocte_core::app::{App, Match};
use nocte_core::domain::fact_id::FactId;
use nocte_core::error::Error;
use nocte_core::sync::http::{Line, LineOptions};
use std::future::Future;
use std::sync::{Arc, PoisonError};

const STALE: [Screen; 4] = [Screen::Clinic, Screen::Tonight, Screen::Plan, Screen::History];

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

    /// Who looked at the record at the clinic, so many at most; nothing where the server does not tell.
    pub async fn accesses(&self, most: u32) -> Result<Option<AccessesView>, ApiError> {
        let (lang, most) = (self.lang, usize::try_from(most).unwrap_or(usize::MAX));
        self.away("accesses", move |app, line| async move { app.accesses_view(most, &line, lang).await })
            .await
    }

    /// Delivers what waits and takes what came. `Cancelled` after `cancel_sync`; `Busy` while another is under way.
    pub async fn sync(&self) -> Result<SyncView, ApiError> {
        let lang = self.lang;
        let run = |app: Arc<App>, line: Line| async move {
            let report = app.sync(&line).await?;
            // What carers see is as old as the last exchange.
            app.refresh_shares(&line).await?;
            Ok(SyncView::of(report, lang))
        };
        self.away("sync", run).await
    }

    /// Ends whatever speaks to a server now, at its next wait. What was done is kept.
    pub fn cancel_sync(&self) {
        self.outing.cancel();
    }

    /// Tries what the server refused once more, with the next sync. Answers how many.
    pub fn try_parked_again(&self) -> Result<u32, ApiError> {
        let again =
            |app: &App, _| app.try_parked_again().map(|count| u32::try_from(count).unwrap_or(u32::MAX));
        self.write("try_parked_again", &[Screen::Clinic], again)
    }

    /// What the clinic has said, and where the sync stands, without speaking to anybody.
    pub fn clinic(&self) -> Result<ClinicView, ApiError> {
        self.read("clinic", App::clinic_view)
    }

    /// Confirms a proposal: every rule runs again. Without an id, the one that is open.
    pub fn confirm_proposal(
        &self,
        arrival: Option<FactId>,
        how: Confirmation,
    ) -> Result<PlannedView, ApiError> {
        self.write("confirm_proposal", &STALE, |app, lang| {
            app.confirm_proposal(arrival, how).map(|made| PlannedView::of(made, lang))
        })
    }

    /// Declines a proposal, with the patient's reason for the clinic.
    pub fn decline_proposal(
        &self,
        arrival: Option<FactId>,
        reason: Option<String>,
    ) -> Result<FactId, ApiError> {
        self.write("decline_proposal", &STALE, |app, _| app.decline_proposal(arrival, reason))
    }

    /// Asks the clinic for the next step.
    pub fn request_step(&self) -> Result<StepRequest, ApiError> {
        self.write("request_step", &STALE, |app, _| app.request_step())
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
