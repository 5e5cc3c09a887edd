//! The staff's tables behind the trait [`Roster`]: each method one commit, with its row in the audit.

use super::on::On;
use super::{PgStore, people, sessions, trail, ways};
use crate::caller::Pending;
use crate::keyring::Digest;
use crate::roster::{
    Changed, LinkKind, Member, NewMember, NewSession, NewWay, Password, Presented, Removed, Role, Roster,
    Session, StaffLink, Way, Ways,
};
use crate::store::rows::{by, staff as entry};
use crate::store::{Access, Actor, StoreError};
use chrono::{DateTime, Utc};

/// A row for a change that was made, or refused because nobody would be left.
async fn changed(
    on: &On,
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
    trail::append(on, access, vec![row]).await?;
    Ok(what)
}

impl Roster for PgStore {
    fn members(&self) -> Pending<'_, Result<Vec<Member>, StoreError>> {
        Box::pin(self.look(|on| Box::pin(people::members(on))))
    }

    fn member(&self, id: String) -> Pending<'_, Result<Option<Member>, StoreError>> {
        Box::pin(self.look(move |on| Box::pin(async move { people::by_id(on, &id).await })))
    }

    fn member_at(&self, email: String) -> Pending<'_, Result<Option<Member>, StoreError>> {
        Box::pin(self.look(move |on| Box::pin(async move { people::by_email(on, &email).await })))
    }

    fn enlist(
        &self,
        access: Access,
        new: NewMember,
        link: StaffLink,
    ) -> Pending<'_, Result<bool, StoreError>> {
        Box::pin(self.write(move |on| {
            Box::pin(async move {
                on.alone_with_staff().await?;
                if !people::enlist(on, &new, access.at).await? {
                    return Ok(false);
                }
                people::add_link(on, &new.id, &link, access.at).await?;
                changed(on, &access, "enlist", &new.id, new.role.word(), Changed::Done).await?;
                Ok(true)
            })
        }))
    }

    fn set_role(&self, access: Access, id: String, role: Role) -> Pending<'_, Result<Changed, StoreError>> {
        Box::pin(self.write(move |on| {
            Box::pin(async move {
                on.alone_with_staff().await?;
                let what = people::set_role(on, &id, role, access.at).await?;
                changed(on, &access, "role", &id, role.word(), what).await
            })
        }))
    }

    fn disable(&self, access: Access, id: String) -> Pending<'_, Result<Changed, StoreError>> {
        Box::pin(self.write(move |on| {
            Box::pin(async move {
                on.alone_with_staff().await?;
                let what = people::disable(on, &id, access.at).await?;
                changed(on, &access, "disable", &id, "", what).await
            })
        }))
    }

    fn reset(&self, access: Access, id: String, link: StaffLink) -> Pending<'_, Result<Changed, StoreError>> {
        Box::pin(self.write(move |on| {
            Box::pin(async move {
                on.alone_with_staff().await?;
                let what = people::reset(on, &id, &link, access.at).await?;
                changed(on, &access, "reset", &id, "", what).await
            })
        }))
    }

    fn add_link(
        &self,
        access: Access,
        id: String,
        link: StaffLink,
    ) -> Pending<'_, Result<Changed, StoreError>> {
        Box::pin(self.write(move |on| {
            Box::pin(async move {
                on.alone_with_staff().await?;
                if people::by_id(on, &id).await?.is_none_or(|member| member.disabled.is_some()) {
                    return Ok(Changed::Nobody);
                }
                people::add_link(on, &id, &link, access.at).await?;
                changed(on, &access, "link", &id, link.kind.word(), Changed::Done).await
            })
        }))
    }

    fn link(
        &self,
        link: Digest,
        at: DateTime<Utc>,
    ) -> Pending<'_, Result<Option<(Member, LinkKind)>, StoreError>> {
        Box::pin(self.look(move |on| Box::pin(async move { people::link(on, &link, at).await })))
    }

    fn enter_once(
        &self,
        link: Digest,
        session: NewSession,
        at: DateTime<Utc>,
    ) -> Pending<'_, Result<bool, StoreError>> {
        Box::pin(self.write(move |on| {
            Box::pin(async move {
                on.alone_with_staff().await?;
                let found = people::link(on, &link, at).await?;
                let Some((member, LinkKind::Once)) = found else { return Ok(false) };
                people::spend(on, &link, at).await?;
                opened(on, &by(&member.id, at), &session).await?;
                Ok(true)
            })
        }))
    }

    fn open(&self, access: Access, session: NewSession) -> Pending<'_, Result<(), StoreError>> {
        Box::pin(self.write(move |on| Box::pin(async move { opened(on, &access, &session).await })))
    }

    fn session(&self, cookie: Digest, at: DateTime<Utc>) -> Pending<'_, Result<Option<Session>, StoreError>> {
        Box::pin(async move {
            let found =
                self.glance(move |on| Box::pin(async move { sessions::find(on, &cookie, at).await })).await?;
            let Some((session, note)) = found else { return Ok(None) };
            if note {
                self.glance(move |on| Box::pin(async move { sessions::note(on, &cookie, at).await })).await?;
            }
            Ok(Some(session))
        })
    }

    fn end(&self, access: Access, cookie: Digest) -> Pending<'_, Result<bool, StoreError>> {
        Box::pin(self.write(move |on| {
            Box::pin(async move {
                let ended = sessions::end(on, &cookie, access.at).await?;
                if ended && let Actor::Staff(id) = &access.actor {
                    trail::append(on, &access, vec![entry("sign-out", id, 200)]).await?;
                }
                Ok(ended)
            })
        }))
    }

    fn end_all(&self, access: Access, staff: String) -> Pending<'_, Result<u64, StoreError>> {
        Box::pin(self.write(move |on| {
            Box::pin(async move {
                let ended = sessions::end_all(on, &staff, access.at).await?;
                trail::append(on, &access, vec![entry("sign-out", &staff, 200)]).await?;
                Ok(ended)
            })
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
            Box::pin(async move {
                on.alone_with_staff().await?;
                let Some((member, LinkKind::Join)) = people::link(on, &link, at).await? else {
                    return Ok(false);
                };
                if member.id != session.staff {
                    return Ok(false);
                }
                people::withdraw(on, &member.id, at).await?;
                people::joined(on, &member.id, &name, at).await?;
                if !ways::add(on, &member.id, &way, at).await? {
                    return Err(StoreError::Damaged("passkey"));
                }
                let access = by(&member.id, at);
                trail::append(on, &access, vec![entry("join", &member.id, 201)]).await?;
                opened(on, &access, &session).await?;
                Ok(true)
            })
        }))
    }

    fn add_way(&self, access: Access, staff: String, way: NewWay) -> Pending<'_, Result<bool, StoreError>> {
        Box::pin(self.write(move |on| {
            Box::pin(async move {
                let new = ways::add(on, &staff, &way, access.at).await?;
                if new {
                    let mut row = entry("key-added", &staff, 201);
                    way.word().clone_into(&mut row.query);
                    trail::append(on, &access, vec![row]).await?;
                }
                Ok(new)
            })
        }))
    }

    fn remove_way(
        &self,
        access: Access,
        staff: String,
        passkey: Option<Vec<u8>>,
    ) -> Pending<'_, Result<Removed, StoreError>> {
        Box::pin(self.write(move |on| {
            Box::pin(async move {
                on.alone_with_staff().await?;
                let removed = ways::remove(on, &staff, passkey.as_deref()).await?;
                if removed == Removed::Done {
                    let mut row = entry("key-removed", &staff, 200);
                    let word = if passkey.is_some() { Way::Passkey } else { Way::Password };
                    word.word().clone_into(&mut row.query);
                    trail::append(on, &access, vec![row]).await?;
                }
                Ok(removed)
            })
        }))
    }

    fn ways(&self, staff: String) -> Pending<'_, Result<Ways, StoreError>> {
        Box::pin(self.look(move |on| Box::pin(async move { ways::ways(on, &staff).await })))
    }

    fn handle(&self, staff: String) -> Pending<'_, Result<Option<[u8; 64]>, StoreError>> {
        Box::pin(self.look(move |on| Box::pin(async move { ways::handle(on, &staff).await })))
    }

    fn password(&self, staff: String) -> Pending<'_, Result<Option<Password>, StoreError>> {
        Box::pin(self.look(move |on| Box::pin(async move { ways::password(on, &staff).await })))
    }

    fn passkey(&self, id: Vec<u8>) -> Pending<'_, Result<Option<Presented>, StoreError>> {
        Box::pin(self.look(move |on| Box::pin(async move { ways::passkey(on, &id).await })))
    }

    fn enter_by_code(
        &self,
        access: Access,
        session: NewSession,
        step: u64,
    ) -> Pending<'_, Result<bool, StoreError>> {
        Box::pin(self.write(move |on| {
            Box::pin(async move {
                if !ways::spend_step(on, &session.staff, step).await? {
                    return Ok(false);
                }
                opened(on, &access, &session).await?;
                Ok(true)
            })
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
            Box::pin(async move {
                if !ways::moved(on, &session.staff, &id, &moving, access.at).await? {
                    return Ok(false);
                }
                opened(on, &access, &session).await?;
                Ok(true)
            })
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
        Box::pin(self.write(move |on| Box::pin(async move { trail::append(on, &access, vec![row]).await })))
    }

    fn knows(&self, staff: String, browser: Digest) -> Pending<'_, Result<bool, StoreError>> {
        Box::pin(self.look(move |on| Box::pin(async move { sessions::knows(on, &staff, &browser).await })))
    }

    fn keep_challenge(
        &self,
        challenge: Vec<u8>,
        state: Vec<u8>,
        ends: DateTime<Utc>,
        at: DateTime<Utc>,
    ) -> Pending<'_, Result<(), StoreError>> {
        Box::pin(self.write(move |on| {
            Box::pin(async move { ways::keep_challenge(on, &challenge, &state, ends, at).await })
        }))
    }

    fn take_challenge(
        &self,
        challenge: Vec<u8>,
        at: DateTime<Utc>,
    ) -> Pending<'_, Result<Option<Vec<u8>>, StoreError>> {
        Box::pin(
            self.write(move |on| Box::pin(async move { ways::take_challenge(on, &challenge, at).await })),
        )
    }
}

/// Opens a session with its row.
async fn opened(on: &On, access: &Access, session: &NewSession) -> Result<(), StoreError> {
    sessions::open(on, session, access.at).await?;
    let mut row = entry("sign-in", &session.staff, 200);
    session.way.word().clone_into(&mut row.query);
    trail::append(on, access, vec![row]).await
}
