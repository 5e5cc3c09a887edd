//! Sharing without an account: a SMART Health Link of what this phone knows, for whoever can point a camera.
//!
//! The summary is put together and sealed here; a server keeps what is sealed and never has the key. What takes a
//! link back stands in the file before the first byte leaves, so that a lost answer leaves no link that nobody can
//! end.

mod document;
mod file;
mod list;
mod medicines;
mod server;
mod tongue;

pub use file::SharedFile;
pub use list::Leftover;

use super::App;
use super::sync::Wire;
use crate::domain::fact_id::FactId;
use crate::domain::sharing::{self, ShareRefusal};
use crate::error::Error;
use crate::fhir::Person;
use crate::id;
use crate::shlink::{
    Flags, IV_BYTES, KEY_BYTES, Key, LABEL_CHARS, Payload, Secret, Share, ShareKind, ShareState, URL_CHARS,
    entropy, seal,
};
use crate::words::Lang;
use chrono::{DateTime, TimeDelta, Utc};
use server::Said;
use zeroize::Zeroizing;

/// The largest summary that is shared, in bytes before it is deflated.
const LARGEST: usize = 2 * 1024 * 1024;

/// What is to be shared, with whom and for how long.
#[derive(Debug, Clone)]
pub struct ShareWish {
    /// What it shows.
    pub kind: ShareKind,
    /// The public address of a server that keeps it; `None` takes the paired clinic's.
    pub server: Option<String>,
    /// For whom, in the patient's words; it stands in the link, 80 characters at most.
    pub label: Option<String>,
    /// How long it opens.
    pub lasts: TimeDelta,
    /// A passcode to tell beside it, 4 to 64 characters.
    pub passcode: Option<Secret>,
    /// Whose it is, as far as the patient wants it said.
    pub person: Person,
    /// The language of what it shows.
    pub lang: Lang,
}

/// A link that was made. Show it once: only its parts are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shared {
    /// Its id on this phone.
    pub id: FactId,
    /// For a QR code or a message: the server's viewer with the link behind its `#`. Any browser opens it.
    pub link: Secret,
    /// The link alone, `shlink:/…`, for readers that know SMART Health Links.
    pub bare: Secret,
    /// When it ends.
    pub ends: DateTime<Utc>,
    /// A passcode is asked for.
    pub passcode: bool,
}

impl App {
    /// Makes a link: puts the summary together, seals it, and has a server keep what is sealed.
    ///
    /// # Errors
    /// [`Error::Share`] with the reason; the store's where there is nothing to share. Where no answer came, whatever
    /// the server may have kept is taken back by the next [`App::refresh_shares`].
    pub async fn share(&self, wish: &ShareWish, wire: &impl Wire) -> Result<Shared, Error> {
        let store = self.store()?;
        let now = self.clock.moment().now;
        let share = self.begun(wish, now)?;
        let passcode = wish.passcode.as_ref().map(|given| sharing::passcode(given.expose())).transpose()?;
        let payload = payload(&share)?;
        let bare = payload.link().map_err(|_| ShareRefusal::Address)?;
        let sealed = self.sealed(&share, &wish.person)?;
        store.keep_share(&share)?;
        match self.put(&share, &sealed, passcode, wire).await? {
            Said::Yes => {
                store.keep_share(&Share {
                    state: ShareState::Open,
                    heard_at: Some(now),
                    opened: Some(0),
                    ..share.clone()
                })?;
            }
            Said::No(refusal) => {
                store.forget_share(share.id)?;
                return Err(refusal.into());
            }
            Said::Nothing(refusal) => {
                store.keep_share(&Share { state: ShareState::Revoking, ..share })?;
                return Err(refusal.into());
            }
        }
        let link = Secret::new(format!("{}/view#{}", share.server, bare.expose()));
        Ok(Shared { id: share.id, link, bare, ends: share.ends, passcode: share.passcode })
    }

    /// A link as it stands before anything was sent: fresh secrets, and nothing of them used yet.
    fn begun(&self, wish: &ShareWish, now: DateTime<Utc>) -> Result<Share, Error> {
        let longest = match wish.kind {
            ShareKind::Doctor => sharing::LONGEST_FOR_A_DOCTOR,
            ShareKind::Carer => sharing::LONGEST_FOR_A_CARER,
        };
        let label = wish.label.as_deref().map(str::trim).filter(|label| !label.is_empty());
        Ok(Share {
            id: id::mint(now),
            kind: wish.kind,
            label: label.map(|label| label.chars().take(LABEL_CHARS).collect()),
            lang: code(wish.lang).to_owned(),
            server: self.server_of(wish.server.as_deref())?,
            address: entropy(&*random()?),
            manage: entropy(&*random()?),
            key: Key::new(random()?).encoded(),
            passcode: wish.passcode.is_some(),
            long_term: wish.kind == ShareKind::Carer,
            made_at: now,
            ends: sharing::ends(now, wish.lasts, longest)?,
            state: ShareState::Making,
            opened: None,
            wrong: None,
            heard_at: None,
            from_copy: false,
        })
    }

    /// What a link shows now, sealed with its key and a fresh initialisation vector.
    fn sealed(&self, share: &Share, person: &Person) -> Result<String, Error> {
        let plain = Zeroizing::new(self.shown(share.kind, person, lang(&share.lang))?);
        if plain.len() > LARGEST {
            return Err(ShareRefusal::TooLarge.into());
        }
        let key = Key::read(&share.key).ok_or(Error::NoSuch("link"))?;
        let mut iv = [0; IV_BYTES];
        getrandom::fill(&mut iv).map_err(|_| ShareRefusal::NoRandomness)?;
        Ok(seal(plain.as_bytes(), crate::shlink::FHIR_JSON, &key, iv))
    }
}

/// What the QR code of a link holds.
fn payload(share: &Share) -> Result<Payload, Error> {
    let url = server::address(share);
    if url.expose().chars().count() > URL_CHARS {
        return Err(ShareRefusal::Address.into());
    }
    // Always by its manifest: every reader knows it and HL7's own knows nothing else, and by it a reader says how much
    // it bears at once. Links made by earlier versions are fetched directly; servers go on to answer both.
    let flags = Flags { long_term: share.long_term, passcode: share.passcode, direct: false };
    Ok(Payload {
        url,
        key: Key::read(&share.key).ok_or(Error::NoSuch("link"))?,
        ends: Some(share.ends),
        flags,
        label: share.label.clone(),
    })
}

/// 32 random bytes from the system.
fn random() -> Result<Zeroizing<[u8; KEY_BYTES]>, Error> {
    let mut bytes = Zeroizing::new([0; KEY_BYTES]);
    getrandom::fill(bytes.as_mut_slice()).map_err(|_| ShareRefusal::NoRandomness)?;
    Ok(bytes)
}

const fn code(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "en",
        Lang::De => "de",
    }
}

fn lang(code: &str) -> Lang {
    if code == "de" { Lang::De } else { Lang::En }
}
