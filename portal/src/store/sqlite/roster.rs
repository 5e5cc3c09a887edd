//! The staff's tables behind the trait [`Roster`]: each method one commit, with its row in the audit.

use super::{SqliteStore, people, sessions, trail, ways};
use crate::caller::Pending;
use crate::keyring::Digest;
use crate::roster::{
    Changed, LinkKind, Member, NewMember, NewSession, NewWay, Password, Presented, Removed, Role, Roster,
    Session, StaffLink, Way, Ways,
};
use crate::store::rows::{by, staff as entry};
use crate::store::{Access, Actor, StoreError};
use chrono::{DateTime, Utc};
use rusqlite::Connection;

/// A row for a change that was made, or refused because nobody would be left.
fn changed(
    on: &Connection,
    access: &Access,
    action: &'static str,
    staff: &str,
    detail: &str,
    what: Changed,
) -> Result<Changed, StoreError> {
    let status = match what {
        Changed::Done => 200,
        Changed::LastAdmin => 409,
        Changed::Nobody => return Ok(what),
    };
    let mut row = entry(action, staff, status);
    detail.clone_into(&mut row.query);
    trail::append(on, access, vec![row])?;
    Ok(what)
}

impl Roster for SqliteStore {
    fn members(&self) -> Pending<'_, Result<Vec<Member>, StoreError>> {
        Box::pin(self.look(people::members))
    }

    fn member(&self, id: String) -> Pending<'_, Result<Option<Member>, StoreError>> {
        Box::pin(self.look(move |on| people::by_id(on, &id)))
    }

    fn member_at(&self, email: String) -> Pending<'_, Result<Option<Member>, StoreError>> {
        Box::pin(self.look(move |on| people::by_email(on, &email)))
    }

    fn enlist(
        &self,
        access: Access,
        new: NewMember,
        link: StaffLink,
    ) -> Pending<'_, Result<bool, StoreError>> {
        Box::pin(self.write(move |on| {
            if !people::enlist(on, &new, access.at)? {
                return Ok(false);
            }
            people::add_link(on, &new.id, &link, access.at)?;
            changed(on, &access, "enlist", &new.id, new.role.word(), Changed::Done)?;
            Ok(true)
        }))
    }

    fn set_role(&self, access: Access, id: String, role: Role) -> Pending<'_, Result<Changed, StoreError>> {
        Box::pin(self.write(move |on| {
            let what = people::set_role(on, &id, role, access.at)?;
            changed(on, &access, "role", &id, role.word(), what)
        }))
    }

    fn disable(&self, access: Access, id: String) -> Pending<'_, Result<Changed, StoreError>> {
        Box::pin(self.write(move |on| {
            let what = people::disable(on, &id, access.at)?;
            changed(on, &access, "disable", &id, "", what)
        }))
    }

    fn reset(&self, access: Access, id: String, link: StaffLink) -> Pending<'_, Result<Changed, StoreError>> {
        Box::pin(self.write(move |on| {
            let what = people::reset(on, &id, &link, access.at)?;
            changed(on, &access, "reset", &id, "", what)
        }))
    }

    fn add_link(
        &self,
        access: Access,
        id: String,
        link: StaffLink,
    ) -> Pending<'_, Result<Changed, StoreError>> {
        Box::pin(self.write(move |on| {
            if people::by_id(on, &id)?.is_none_or(|member| member.disabled.is_some()) {
                return Ok(Changed::Nobody);
            }
            people::add_link(on, &id, &link, access.at)?;
            changed(on, &access, "link", &id, link.kind.word(), Changed::Done)
        }))
    }

    fn link(
        &self,
        link: Digest,
        at: DateTime<Utc>,
    ) -> Pending<'_, Result<Option<(Member, LinkKind)>, StoreError>> {
        Box::pin(self.look(move |on| people::link(on, &link, at)))
    }

    fn enter_once(
        &self,
        link: Digest,
        session: NewSession,
        at: DateTime<Utc>,
    ) -> Pending<'_, Result<bool, StoreError>> {
        Box::pin(self.write(move |on| {
            let found = people::link(on, &link, at)?;
            let Some((member, LinkKind::Once)) = found else { return Ok(false) };
            people::spend(on, &link, at)?;
            opened(on, &by(&member.id, at), &session)?;
            Ok(true)
        }))
    }

    fn open(&self, access: Access, session: NewSession) -> Pending<'_, Result<(), StoreError>> {
        Box::pin(self.write(move |on| opened(on, &access, &session)))
    }

    fn session(&self, cookie: Digest, at: DateTime<Utc>) -> Pending<'_, Result<Option<Session>, StoreError>> {
        Box::pin(async move {
            let found = self.look(move |on| sessions::find(on, &cookie, at)).await?;
            let Some((session, note)) = found else { return Ok(None) };
            if note {
                self.write(move |on| sessions::note(on, &cookie, at)).await?;
            }
            Ok(Some(session))
        })
    }

    fn end(&self, access: Access, cookie: Digest) -> Pending<'_, Result<bool, StoreError>> {
        Box::pin(self.write(move |on| {
            let ended = sessions::end(on, &cookie, access.at)?;
            if ended && let Actor::Staff(id) = &access.actor {
                trail::append(on, &access, vec![entry("sign-out", id, 200)])?;
            }
            Ok(ended)
        }))
    }

    fn end_all(&self, access: Access, staff: String) -> Pending<'_, Result<u64, StoreError>> {
        Box::pin(self.write(move |on| {
            let ended = sessions::end_all(on, &staff, access.at)?;
            trail::append(on, &access, vec![entry("sign-out", &staff, 200)])?;
            Ok(ended)
        }))
    }

    fn join(
        &self,
        link: Digest,
        name: String,
        way: NewWay,
        session: NewSession,
        at: DateTime<Utc>,
    ) -> Pending<'_, Result<bool, StoreError>> {
        Box::pin(self.write(move |on| {
            let Some((member, LinkKind::Join)) = people::link(on, &link, at)? else { return Ok(false) };
            if member.id != session.staff {
                return Ok(false);
            }
            people::withdraw(on, &member.id, at)?;
            people::joined(on, &member.id, &name, at)?;
            if !ways::add(on, &member.id, &way, at)? {
                return Err(StoreError::Damaged("passkey"));
            }
            let access = by(&member.id, at);
            trail::append(on, &access, vec![entry("join", &member.id, 201)])?;
            opened(on, &access, &session)?;
            Ok(true)
        }))
    }

    fn add_way(&self, access: Access, staff: String, way: NewWay) -> Pending<'_, Result<bool, StoreError>> {
        Box::pin(self.write(move |on| {
            let new = ways::add(on, &staff, &way, access.at)?;
            if new {
                let mut row = entry("key-added", &staff, 201);
                way.word().clone_into(&mut row.query);
                trail::append(on, &access, vec![row])?;
            }
            Ok(new)
        }))
    }

    fn remove_way(
        &self,
        access: Access,
        staff: String,
        passkey: Option<Vec<u8>>,
    ) -> Pending<'_, Result<Removed, StoreError>> {
        Box::pin(self.write(move |on| {
            let removed = ways::remove(on, &staff, passkey.as_deref())?;
            if removed == Removed::Done {
                let mut row = entry("key-removed", &staff, 200);
                let word = if passkey.is_some() { Way::Passkey } else { Way::Password };
                word.word().clone_into(&mut row.query);
                trail::append(on, &access, vec![row])?;
            }
            Ok(removed)
        }))
    }

    fn ways(&self, staff: String) -> Pending<'_, Result<Ways, StoreError>> {
        Box::pin(self.look(move |on| ways::ways(on, &staff)))
    }

    fn handle(&self, staff: String) -> Pending<'_, Result<Option<[u8; 64]>, StoreError>> {
        Box::pin(self.look(move |on| ways::handle(on, &staff)))
    }

    fn password(&self, staff: String) -> Pending<'_, Result<Option<Password>, StoreError>> {
        Box::pin(self.look(move |on| ways::password(on, &staff)))
    }

    fn passkey(&self, id: Vec<u8>) -> Pending<'_, Result<Option<Presented>, StoreError>> {
        Box::pin(self.look(move |on| ways::passkey(on, &id)))
    }

    fn enter_by_code(
        &self,
        access: Access,
        session: NewSession,
        step: u64,
    ) -> Pending<'_, Result<bool, StoreError>> {
        Box::pin(self.write(move |on| {
            if !ways::spend_step(on, &session.staff, step)? {
                return Ok(false);
            }
            opened(on, &access, &session)?;
            Ok(true)
        }))
    }

    fn enter_by_passkey(
        &self,
        access: Access,
        session: NewSession,
        id: Vec<u8>,
        moving: Vec<u8>,
    ) -> Pending<'_, Result<bool, StoreError>> {
        Box::pin(self.write(move |on| {
            if !ways::moved(on, &session.staff, &id, &moving, access.at)? {
                return Ok(false);
            }
            opened(on, &access, &session)?;
            Ok(true)
        }))
    }

    fn turned_away(
        &self,
        staff: Option<String>,
        way: Way,
        at: DateTime<Utc>,
    ) -> Pending<'_, Result<(), StoreError>> {
        let access = Access { actor: Actor::Unknown, at, request: String::new() };
        let mut row = entry("sign-in", &staff.unwrap_or_default(), 401);
        way.word().clone_into(&mut row.query);
        Box::pin(self.write(move |on| trail::append(on, &access, vec![row])))
    }

    fn knows(&self, staff: String, browser: Digest) -> Pending<'_, Result<bool, StoreError>> {
        Box::pin(self.look(move |on| sessions::knows(on, &staff, &browser)))
    }

    fn keep_challenge(
        &self,
        challenge: Vec<u8>,
        state: Vec<u8>,
        ends: DateTime<Utc>,
        at: DateTime<Utc>,
    ) -> Pending<'_, Result<(), StoreError>> {
        Box::pin(self.write(move |on| ways::keep_challenge(on, &challenge, &state, ends, at)))
    }

    fn take_challenge(
        &self,
        challenge: Vec<u8>,
        at: DateTime<Utc>,
    ) -> Pending<'_, Result<Option<Vec<u8>>, StoreError>> {
        Box::pin(self.write(move |on| ways::take_challenge(on, &challenge, at)))
    }
}

/// Opens a session with its row.
pub(super) fn opened(on: &Connection, access: &Access, session: &NewSession) -> Result<(), StoreError> {
    sessions::open(on, session, access.at)?;
    let mut row = entry("sign-in", &session.staff, 200);
    session.way.word().clone_into(&mut row.query);
    trail::append(on, access, vec![row])
}
