//! Who looked at the record at the clinic, in words.

use crate::app::App;
use crate::app::sync::Wire;
use crate::domain::night::Night;
use crate::error::Error;
use crate::words::{self, Lang};

/// Who read or changed the record at the clinic.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AccessesView {
    /// When and who, a line each, newest first.
    pub rows: Vec<String>,
    /// There are older ones.
    pub more: bool,
}

impl App {
    /// [`App::accesses`] by others than the patient's own phones, finished.
    pub async fn accesses_view(
        &self,
        most: usize,
        wire: &impl Wire,
        lang: Lang,
    ) -> Result<Option<AccessesView>, Error> {
        let Some(found) = self.accesses(most, false, wire).await? else { return Ok(None) };
        let window = self.clock.moment().window;
        let told = found.rows.iter().map(|access| {
            let at = window.local(access.at);
            let day = words::date::short_day(Night::of(at.date()), lang);
            format!("{day}, {}: {}", at.format("%H:%M"), words::clinic::show_access(access, lang))
        });
        let mut rows: Vec<String> = told.collect();
        // One reading may be several rows of a server.
        rows.dedup();
        Ok(Some(AccessesView { rows, more: found.more }))
    }
}
