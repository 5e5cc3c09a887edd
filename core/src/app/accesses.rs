//! Who read the record: the audit that the clinic's server keeps, as its patient may see it.

use super::App;
use super::pair::{allowed, answer};
use super::sync::Wire;
use crate::domain::access::{Access, Who};
use crate::error::{Error, PairRefusal};
use crate::fhir::access_of;
use crate::sync::{Page, Request};

/// Pages of one look: with two hundred rows each some years of a phone that asks every few hours.
const MOST_PAGES: u32 = 100;

/// What a look at the audit found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Accesses {
    /// Newest first.
    pub rows: Vec<Access>,
    /// There are older ones.
    pub more: bool,
}

impl App {
    /// Who read or changed the record at the clinic, newest first, at most `most` of them; the patient's own phones
    /// only when `own`. `None` where the clinic's server does not tell.
    ///
    /// The usual exchange comes first, so that the token is a fresh one. This look is itself a row.
    ///
    /// # Errors
    /// [`Error::NotPaired`]; [`Error::Pairing`] where the server does not answer.
    pub async fn accesses(
        &self,
        most: usize,
        own: bool,
        wire: &impl Wire,
    ) -> Result<Option<Accesses>, Error> {
        let _ = self.sync(wire).await?;
        let pairing = self.clinic()?;
        let of_type = format!("{}/AuditEvent?", pairing.base);
        let mut url = format!("{of_type}patient={}&_sort=-date&_count=200", pairing.patient);
        let mut found = Accesses::default();
        for _ in 0..MOST_PAGES {
            let reply = wire.carry(allowed(Request::get(url), &pairing)).await;
            if matches!(reply.status(), Some(400 | 403 | 404 | 405 | 501)) {
                return Ok(None);
            }
            let page = Page::read(answer(&reply)?).ok_or(PairRefusal::NoAnswer)?;
            for access in page.matches.iter().filter_map(|event| access_of(event, &pairing.patient)) {
                if access.who == Who::Own && !own {
                    continue;
                }
                if found.rows.len() == most {
                    found.more = true;
                    return Ok(Some(found));
                }
                found.rows.push(access);
            }
            // The token goes to nobody else.
            let Some(next) = page.next else { return Ok(Some(found)) };
            if !next.starts_with(&of_type) {
                return Err(PairRefusal::NoAnswer.into());
            }
            url = next;
        }
        found.more = true;
        Ok(Some(found))
    }
}
