//! Sharing without an account: links for doctors and carers, made, listed, taken back.

use super::Nocte;
use crate::error::ApiError;
use crate::mirror::{ShareForm, SharedFileView, SharedView, SharesView};
use nocte_core::app::App;
use nocte_core::domain::fact_id::FactId;
use nocte_core::words;

#[uniffi::export]
impl Nocte {
    /// Makes a link: a sealed summary that a server keeps and cannot read. Show what it answers once.
    pub async fn share(&self, form: ShareForm) -> Result<SharedView, ApiError> {
        let lang = self.lang;
        let make = move |app: std::sync::Arc<App>, line| async move {
            let wish = form.wish(lang);
            Ok(app.shared_view(app.share(&wish, &line).await?, wish.kind, lang))
        };
        self.away("share", make).await
    }

    /// Makes a page to hand over instead. It needs no server, does not end and cannot be taken back.
    pub fn share_file(&self, form: ShareForm) -> Result<SharedFileView, ApiError> {
        self.read("share_file", |app, lang| app.share_file_view(&form.wish(lang)))
    }

    /// The links, without asking anybody.
    pub fn shares(&self) -> Result<SharesView, ApiError> {
        self.read("shares", App::shares_view)
    }

    /// Takes back what is to be taken back, renews what carers see, asks how often each was opened. `sync` does it too.
    pub async fn refresh_shares(&self) -> Result<SharesView, ApiError> {
        let lang = self.lang;
        let look = move |app: std::sync::Arc<App>, line| async move {
            app.refresh_shares(&line).await?;
            app.shares_view(lang)
        };
        self.away("refresh_shares", look).await
    }

    /// Takes a link back. Where no server answers it stays *revoking*, and is tried again with each exchange.
    pub async fn revoke_share(&self, id: FactId) -> Result<SharesView, ApiError> {
        let lang = self.lang;
        let revoke = move |app: std::sync::Arc<App>, line| async move {
            app.revoke_share(id, &line).await?;
            app.shares_view(lang)
        };
        self.away("revoke_share", revoke).await
    }

    /// Before everything is deleted: takes all links back. Answers in words what could not be.
    pub async fn revoke_all_shares(&self) -> Result<String, ApiError> {
        let lang = self.lang;
        let revoke = move |app: std::sync::Arc<App>, line| async move {
            let left = app.revoke_all_shares(&line).await?;
            Ok(words::share::leftover(left.revoked, left.open.len(), lang))
        };
        self.away("revoke_all_shares", revoke).await
    }
}
