//! The staff: who works here, what opens the door for them, and the sessions they have.
//!
//! Behind a trait that names no database, as [`crate::store::Store`] and [`crate::keyring::Keyring`] are. Every method
//! is one commit with its row in the audit. Cookies, links and browsers are kept as digests.

mod record;
mod role;
pub mod session;
mod ways;

pub use record::{Changed, LinkKind, Member, NewMember, NewSession, Session, StaffLink, Way};
pub use role::{ROLES, Role};
pub use ways::{NewWay, Passkey, Password, Presented, Removed, Shown, Ways};

use crate::caller::Pending;
use crate::keyring::Digest;
use crate::store::{Access, StoreError};
use chrono::{DateTime, Utc};

/// What is asked of the database about staff.
pub trait Roster: Send + Sync {
    /// Everybody on the list, by name.
    fn members(&self) -> Pending<'_, Result<Vec<Member>, StoreError>>;

    /// One of them, by id.
    fn member(&self, id: String) -> Pending<'_, Result<Option<Member>, StoreError>>;

    /// One of them, by the address they sign in with, capital letters or not.
    fn member_at(&self, email: String) -> Pending<'_, Result<Option<Member>, StoreError>>;

    /// Puts somebody on the list with a link to set up their way in; `false` when the address is on it already.
    fn enlist(
        &self,
        access: Access,
        new: NewMember,
        link: StaffLink,
    ) -> Pending<'_, Result<bool, StoreError>>;

    /// Gives another role and ends their sessions.
    fn set_role(&self, access: Access, id: String, role: Role) -> Pending<'_, Result<Changed, StoreError>>;

    /// Shuts somebody out: sessions end, links die, nothing they have opens the door any more.
    fn disable(&self, access: Access, id: String) -> Pending<'_, Result<Changed, StoreError>>;

    /// Takes every way in away and gives a link to set up new ones; lets a disabled member back in. Of several links
    /// the newest counts.
    fn reset(&self, access: Access, id: String, link: StaffLink) -> Pending<'_, Result<Changed, StoreError>>;

    /// Adds a one-time link and takes nothing away.
    fn add_link(
        &self,
        access: Access,
        id: String,
        link: StaffLink,
    ) -> Pending<'_, Result<Changed, StoreError>>;

    /// Whose link this is and what for, while it may be used.
    fn link(
        &self,
        link: Digest,
        at: DateTime<Utc>,
    ) -> Pending<'_, Result<Option<(Member, LinkKind)>, StoreError>>;

    /// Uses a link of the kind [`LinkKind::Once`] to open a session; `None` when it may not be used.
    fn enter_once(
        &self,
        link: Digest,
        session: NewSession,
        at: DateTime<Utc>,
    ) -> Pending<'_, Result<bool, StoreError>>;

    /// Opens a session for somebody who has shown who they are.
    fn open(&self, access: Access, session: NewSession) -> Pending<'_, Result<(), StoreError>>;

    /// The living session of a cookie, judged by [`session::Standing::lives`]; this sight is noted now and then.
    fn session(&self, cookie: Digest, at: DateTime<Utc>) -> Pending<'_, Result<Option<Session>, StoreError>>;

    /// Ends one session; `false` when it had ended.
    fn end(&self, access: Access, cookie: Digest) -> Pending<'_, Result<bool, StoreError>>;

    /// Ends all sessions of somebody and gives how many lived.
    fn end_all(&self, access: Access, staff: String) -> Pending<'_, Result<u64, StoreError>>;

    /// Sets up somebody's first way in, or one after a reset: the link is spent, the name is theirs, a session opens;
    /// all or nothing. `false` when the link may not be used.
    fn join(
        &self,
        link: Digest,
        name: String,
        way: NewWay,
        session: NewSession,
        at: DateTime<Utc>,
    ) -> Pending<'_, Result<bool, StoreError>>;

    /// Adds a way in for somebody who is signed in. `false` when the passkey is known already.
    fn add_way(&self, access: Access, staff: String, way: NewWay) -> Pending<'_, Result<bool, StoreError>>;

    /// Takes a passkey away, or the password when no id is given; never the last way in.
    fn remove_way(
        &self,
        access: Access,
        staff: String,
        passkey: Option<Vec<u8>>,
    ) -> Pending<'_, Result<Removed, StoreError>>;

    /// What somebody has.
    fn ways(&self, staff: String) -> Pending<'_, Result<Ways, StoreError>>;

    /// What an authenticator knows somebody by.
    fn handle(&self, staff: String) -> Pending<'_, Result<Option<[u8; 64]>, StoreError>>;

    /// Somebody's password.
    fn password(&self, staff: String) -> Pending<'_, Result<Option<Password>, StoreError>>;

    /// A passkey by its id, of somebody who is not disabled.
    fn passkey(&self, id: Vec<u8>) -> Pending<'_, Result<Option<Presented>, StoreError>>;

    /// Opens a session by a password and the code of `step`, which is spent in the same commit; `false` when that
    /// code, or a later one, has counted already.
    fn enter_by_code(
        &self,
        access: Access,
        session: NewSession,
        step: u64,
    ) -> Pending<'_, Result<bool, StoreError>>;

    /// Opens a session by a passkey, whose counter moves in the same commit; `false` when it is gone.
    fn enter_by_passkey(
        &self,
        access: Access,
        session: NewSession,
        id: Vec<u8>,
        moving: Vec<u8>,
    ) -> Pending<'_, Result<bool, StoreError>>;

    /// Records that somebody was not let in: a member, or nobody we know.
    fn turned_away(
        &self,
        staff: Option<String>,
        way: Way,
        at: DateTime<Utc>,
    ) -> Pending<'_, Result<(), StoreError>>;

    /// Whether a browser is one that this member has signed in with.
    fn knows(&self, staff: String, browser: Digest) -> Pending<'_, Result<bool, StoreError>>;

    /// Keeps what a challenge is judged by until `ends`.
    fn keep_challenge(
        &self,
        challenge: Vec<u8>,
        state: Vec<u8>,
        ends: DateTime<Utc>,
        at: DateTime<Utc>,
    ) -> Pending<'_, Result<(), StoreError>>;

    /// Takes it out again: each challenge is answered once, and not after its end.
    fn take_challenge(
        &self,
        challenge: Vec<u8>,
        at: DateTime<Utc>,
    ) -> Pending<'_, Result<Option<Vec<u8>>, StoreError>>;
}
