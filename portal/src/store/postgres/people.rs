//! The staff's list and its links, as rows. Each function runs inside one transaction.

use super::cell::{at, clean, maybe_at, ms};
use super::on::{On, Value};
use crate::keyring::{Digest, random_bytes};
use crate::roster::{Changed, LinkKind, Member, NewMember, Role, StaffLink};
use crate::store::StoreError;
use chrono::{DateTime, Utc};
use tokio_postgres::Row;

/// Columns of a member, under the table's own name.
pub(super) const COLUMNS: &str =
    "staff.id, staff.email, staff.name, staff.role, staff.since, staff.joined, staff.disabled";

/// A member from [`COLUMNS`].
pub(super) fn member(row: &Row) -> Result<Member, StoreError> {
    Ok(Member {
        id: row.try_get(0)?,
        email: row.try_get(1)?,
        name: row.try_get(2)?,
        // The table lets no other word in; what cannot be read may do the least.
        role: Role::of_word(row.try_get(3)?).unwrap_or(Role::Staff),
        since: at(row, 4)?,
        joined: maybe_at(row, 5)?,
        disabled: maybe_at(row, 6)?,
    })
}

pub(super) async fn members(on: &On) -> Result<Vec<Member>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM staff ORDER BY lower(name), id");
    on.rows(&sql, &[]).await?.iter().map(member).collect()
}

pub(super) async fn by_id(on: &On, id: &str) -> Result<Option<Member>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM staff WHERE id = $1");
    on.row(&sql, &[&clean(id)]).await?.as_ref().map(member).transpose()
}

pub(super) async fn by_email(on: &On, email: &str) -> Result<Option<Member>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM staff WHERE lower(email) = lower($1 COLLATE \"C\")");
    on.row(&sql, &[&clean(email)]).await?.as_ref().map(member).transpose()
}

pub(super) async fn enlist(on: &On, new: &NewMember, at: DateTime<Utc>) -> Result<bool, StoreError> {
    let mut handle = [0_u8; 64];
    for half in handle.chunks_exact_mut(32) {
        half.copy_from_slice(random_bytes()?.as_slice());
    }
    let sql = "INSERT INTO staff (id, email, name, role, handle, since) VALUES ($1, $2, $3, $4, $5, $6) \
               ON CONFLICT (lower(email)) DO NOTHING";
    let (email, name, role) = (clean(&new.email), clean(&new.name), new.role.word());
    let (handle, at) = (handle.as_slice(), ms(at));
    let values: [Value<'_>; 6] = [&new.id, &email, &name, &role, &handle, &at];
    Ok(on.run(sql, &values).await? == 1)
}

/// Whether nobody would be left who decides who comes in. Somebody who has a way in is replaced by somebody who has
/// one; an invitation is replaced by another one at least.
async fn would_orphan(on: &On, member: &Member) -> Result<bool, StoreError> {
    if member.role != Role::Admin || member.disabled.is_some() {
        return Ok(false);
    }
    let sql = "SELECT 1 FROM staff WHERE role = 'admin' AND disabled IS NULL AND id <> $1 \
               AND (joined IS NOT NULL OR $2) LIMIT 1";
    Ok(on.row(sql, &[&member.id, &member.joined.is_none()]).await?.is_none())
}

pub(super) async fn set_role(
    on: &On,
    id: &str,
    role: Role,
    at: DateTime<Utc>,
) -> Result<Changed, StoreError> {
    let Some(member) = by_id(on, id).await? else { return Ok(Changed::Nobody) };
    if role != Role::Admin && would_orphan(on, &member).await? {
        return Ok(Changed::LastAdmin);
    }
    on.run("UPDATE staff SET role = $2 WHERE id = $1", &[&id, &role.word()]).await?;
    super::sessions::end_all(on, id, at).await?;
    Ok(Changed::Done)
}

pub(super) async fn disable(on: &On, id: &str, at: DateTime<Utc>) -> Result<Changed, StoreError> {
    let Some(member) = by_id(on, id).await? else { return Ok(Changed::Nobody) };
    if would_orphan(on, &member).await? {
        return Ok(Changed::LastAdmin);
    }
    on.run("UPDATE staff SET disabled = coalesce(disabled, $2) WHERE id = $1", &[&id, &ms(at)]).await?;
    withdraw(on, id, at).await?;
    super::sessions::end_all(on, id, at).await?;
    Ok(Changed::Done)
}

pub(super) async fn reset(
    on: &On,
    id: &str,
    link: &StaffLink,
    at: DateTime<Utc>,
) -> Result<Changed, StoreError> {
    if by_id(on, id).await?.is_none() {
        return Ok(Changed::Nobody);
    }
    on.run("UPDATE staff SET disabled = NULL WHERE id = $1", &[&id]).await?;
    for table in ["password", "passkey", "browser"] {
        on.run(&format!("DELETE FROM {table} WHERE staff = $1"), &[&id]).await?;
    }
    withdraw(on, id, at).await?;
    super::sessions::end_all(on, id, at).await?;
    add_link(on, id, link, at).await?;
    Ok(Changed::Done)
}

/// Links of somebody that nobody has used die.
pub(super) async fn withdraw(on: &On, id: &str, at: DateTime<Utc>) -> Result<(), StoreError> {
    on.run("UPDATE staff_link SET used = $2 WHERE staff = $1 AND used IS NULL", &[&id, &ms(at)]).await?;
    Ok(())
}

pub(super) async fn add_link(
    on: &On,
    id: &str,
    link: &StaffLink,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO staff_link (link, staff, kind, made, ends) VALUES ($1, $2, $3, $4, $5)";
    let digest = link.link.0.as_slice();
    on.run(sql, &[&digest, &id, &link.kind.word(), &ms(at), &ms(link.ends)]).await?;
    Ok(())
}

/// Whose link this is, while it may be used at `at`.
pub(super) async fn link(
    on: &On,
    link: &Digest,
    at: DateTime<Utc>,
) -> Result<Option<(Member, LinkKind)>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS}, staff_link.kind FROM staff_link JOIN staff ON staff.id = staff_link.staff \
         WHERE staff_link.link = $1 AND staff_link.used IS NULL AND staff_link.ends > $2 AND staff.disabled IS NULL"
    );
    let Some(row) = on.row(&sql, &[&link.0.as_slice(), &ms(at)]).await? else { return Ok(None) };
    let kind = if row.try_get::<_, &str>(7)? == "join" { LinkKind::Join } else { LinkKind::Once };
    Ok(Some((member(&row)?, kind)))
}

/// Marks a link as used.
pub(super) async fn spend(on: &On, link: &Digest, at: DateTime<Utc>) -> Result<(), StoreError> {
    on.run("UPDATE staff_link SET used = $2 WHERE link = $1", &[&link.0.as_slice(), &ms(at)]).await?;
    Ok(())
}

/// Has a way in now, under the name they gave.
pub(super) async fn joined(on: &On, id: &str, name: &str, at: DateTime<Utc>) -> Result<(), StoreError> {
    let sql = "UPDATE staff SET name = $2, joined = coalesce(joined, $3) WHERE id = $1";
    on.run(sql, &[&id, &clean(name), &ms(at)]).await?;
    Ok(())
}
