//! The links that are out, finished: what each shows, until when, how often it was opened, and whether it can be taken
//! back.

use super::Worded;
use crate::app::{App, ShareWish, Shared};
use crate::domain::fact_id::FactId;
use crate::domain::sharing::{ShareKind, ShareState};
use crate::domain::zone::ZoneWindow;
use crate::error::Error;
use crate::fhir::Person;
use crate::shlink::{QrCode, Secret, Share, qr_code};
use crate::words::{self, Lang};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

/// The page *Share*.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharesView {
    /// Links that may still open, the newest first.
    pub open: Vec<ShareRow>,
    /// Links that do not open any more, the newest first.
    pub over: Vec<ShareRow>,
    /// What whoever shares with a doctor has to know.
    pub doctor_text: String,
    /// What whoever shares with a carer has to know.
    pub carer_text: String,
    /// What a file cannot do.
    pub file_text: String,
}

/// One link.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShareRow {
    /// Its id.
    pub id: FactId,
    /// What it shows.
    pub kind: ShareKind,
    /// The same in words.
    pub kind_text: String,
    /// For whom.
    pub label: Option<String>,
    /// Where it stands.
    pub state: Worded,
    /// Until when it opens.
    pub until_text: String,
    /// When it ends.
    pub ends: DateTime<Utc>,
    /// How often it was opened.
    pub opened_text: String,
    /// The number behind it, where the server has said.
    pub opened: Option<u64>,
    /// A passcode is asked for.
    pub passcode: bool,
    /// How many passcodes may still be tried; nothing without a passcode, once it is over, or before the server has said.
    pub tries_text: Option<String>,
    /// Another phone made it: a sentence about that.
    pub copy_text: Option<String>,
    /// Whether *Take back* is offered.
    pub may_revoke: bool,
}

/// What a shell asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShareForm {
    /// What it shows.
    pub kind: ShareKind,
    /// For whom; it stands in the link.
    pub label: Option<String>,
    /// How long it opens, in hours.
    pub hours: u32,
    /// A passcode to tell another way.
    pub passcode: Option<Secret>,
    /// The patient's name, where they want it in.
    pub name: Option<Secret>,
    /// Their date of birth, where they want it in.
    pub born: Option<NaiveDate>,
    /// Another server than the paired clinic's.
    pub server: Option<String>,
}

impl ShareForm {
    /// The wish, in a language.
    pub fn wish(self, lang: Lang) -> ShareWish {
        ShareWish {
            kind: self.kind,
            server: self.server,
            label: self.label,
            lasts: TimeDelta::hours(self.hours.into()),
            passcode: self.passcode,
            person: Person { name: self.name.map(|name| name.expose().to_owned()), born: self.born },
            lang,
        }
    }
}

/// A file to hand over, and what opens it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedFileView {
    /// The page, to be written to a file.
    pub html: Secret,
    /// The code that opens it, to be given another way.
    pub code: Secret,
    /// The same as a picture.
    pub qr: Option<QrCode>,
    /// What to know of it.
    pub told: String,
}

/// A link that was just made. Shown once.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SharedView {
    /// Its id.
    pub id: FactId,
    /// For a message, or to be opened in any browser.
    pub link: Secret,
    /// The same as a picture; nothing where it would be too large for a camera.
    pub qr: Option<QrCode>,
    /// Until when it opens.
    pub until_text: String,
    /// What to know of it.
    pub told: String,
}

impl SharesView {
    /// Of these links, as they stand at an instant.
    pub fn of(shares: Vec<Share>, now: DateTime<Utc>, zone: &ZoneWindow, lang: Lang) -> Self {
        let (open, over): (Vec<Share>, Vec<Share>) =
            shares.into_iter().partition(|share| share.may_open(now));
        let rows =
            |shares: Vec<Share>, over| shares.into_iter().map(|it| row(it, over, zone, lang)).collect();
        Self {
            open: rows(open, false),
            over: rows(over, true),
            doctor_text: words::share::told(ShareKind::Doctor, lang).to_owned(),
            carer_text: words::share::told(ShareKind::Carer, lang).to_owned(),
            file_text: words::share::told_of_a_file(lang).to_owned(),
        }
    }
}

fn row(share: Share, over: bool, zone: &ZoneWindow, lang: Lang) -> ShareRow {
    let tries = share.wrong.filter(|_| share.passcode && !over);
    ShareRow {
        id: share.id,
        kind: share.kind,
        kind_text: words::share::kind(share.kind, lang).to_owned(),
        state: Worded::new(share.state.code(), words::share::state(share.state, over, lang)),
        until_text: until(share.ends, zone, lang),
        ends: share.ends,
        opened_text: words::share::opened(share.opened, lang),
        opened: share.opened,
        passcode: share.passcode,
        tries_text: tries.map(|wrong| words::share::tries(wrong, lang)),
        copy_text: share.from_copy.then(|| words::share::from_copy(lang).to_owned()),
        may_revoke: !over && share.state != ShareState::Making,
        label: share.label,
    }
}

fn until(ends: DateTime<Utc>, zone: &ZoneWindow, lang: Lang) -> String {
    let at = zone.local(ends);
    words::share::until(&words::date::show_day(at.date(), lang), &at.format("%H:%M").to_string(), lang)
}

impl App {
    /// [`App::shares`], finished. Nobody is asked.
    ///
    /// # Errors
    /// As [`App::shares`].
    pub fn shares_view(&self, lang: Lang) -> Result<SharesView, Error> {
        let moment = self.clock.moment();
        Ok(SharesView::of(self.shares()?, moment.now, &moment.window, lang))
    }

    /// What [`App::share`] made, finished.
    pub fn shared_view(&self, shared: Shared, kind: ShareKind, lang: Lang) -> SharedView {
        SharedView {
            id: shared.id,
            qr: qr_code(&shared.link),
            link: shared.link,
            until_text: until(shared.ends, &self.clock.moment().window, lang),
            told: words::share::told(kind, lang).to_owned(),
        }
    }

    /// [`App::share_file`], finished.
    ///
    /// # Errors
    /// As [`App::share_file`].
    pub fn share_file_view(&self, wish: &ShareWish) -> Result<SharedFileView, Error> {
        let file = self.share_file(wish)?;
        Ok(SharedFileView {
            qr: qr_code(&file.code),
            html: Secret::new(file.html),
            code: file.code,
            told: words::share::told_of_a_file(wish.lang).to_owned(),
        })
    }
}
