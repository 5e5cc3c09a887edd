//! The staff's list and its links, as rows. Each function runs inside one transaction.

use super::doors::{instant, ms};
use crate::keyring::{Digest, random_bytes};
use crate::roster::{Changed, LinkKind, Member, NewMember, Role, StaffLink};
use crate::store::StoreError;
use chrono::{DateTime, Utc};
use rusqlite::{Connection, OptionalExtension, Row, params};

/// Columns of a member, under the table's own name.
pub(super) const COLUMNS: &str =
    "staff.id, staff.email, staff.name, staff.role, staff.since, staff.joined, staff.disabled";

/// A member from [`COLUMNS`].
pub(super) fn member(row: &Row<'_>) -> rusqlite::Result<Member> {
    let role: String = row.get(3)?;
    Ok(Member {
        id: row.get(0)?,
        email: row.get(1)?,
        name: row.get(2)?,
        // The table lets no other word in; what cannot be read may do the least.
        role: Role::of_word(&role).unwrap_or(Role::Staff),
        since: instant(row.get(4)?),
        joined: row.get::<_, Option<i64>>(5)?.map(instant),
        disabled: row.get::<_, Option<i64>>(6)?.map(instant),
    })
}

pub(super) fn members(on: &Connection) -> Result<Vec<Member>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM staff ORDER BY name COLLATE NOCASE, id");
    let members = on.prepare_cached(&sql)?.query_map([], member)?.collect::<Result<_, _>>()?;
    Ok(members)
}

pub(super) fn by_id(on: &Connection, id: &str) -> Result<Option<Member>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM staff WHERE id = ?1");
    Ok(on.prepare_cached(&sql)?.query_row([id], member).optional()?)
}

pub(super) fn by_email(on: &Connection, email: &str) -> Result<Option<Member>, StoreError> {
    let sql = format!("SELECT {COLUMNS} FROM staff WHERE email = ?1");
    Ok(on.prepare_cached(&sql)?.query_row([email], member).optional()?)
}

pub(super) fn enlist(on: &Connection, new: &NewMember, at: DateTime<Utc>) -> Result<bool, StoreError> {
    let mut handle = [0_u8; 64];
    for half in handle.chunks_exact_mut(32) {
        half.copy_from_slice(random_bytes()?.as_slice());
    }
    let sql = "INSERT INTO staff (id, email, name, role, handle, since) VALUES (?1, ?2, ?3, ?4, ?5, ?6) \
               ON CONFLICT (email) DO NOTHING";
    let new = on.execute(sql, params![new.id, new.email, new.name, new.role.word(), handle, ms(at)])?;
    Ok(new == 1)
}

/// Whether nobody would be left who decides who comes in. Somebody who has a way in is replaced by somebody who has
/// one; an invitation is replaced by another one at least.
fn would_orphan(on: &Connection, member: &Member) -> Result<bool, StoreError> {
    if member.role != Role::Admin || member.disabled.is_some() {
        return Ok(false);
    }
    let sql = "SELECT 1 FROM staff WHERE role = 'admin' AND disabled IS NULL AND id <> ?1 \
               AND (joined IS NOT NULL OR ?2)";
    Ok(!on.prepare_cached(sql)?.exists(params![member.id, member.joined.is_none()])?)
}

pub(super) fn set_role(
    on: &Connection,
    id: &str,
    role: Role,
    at: DateTime<Utc>,
) -> Result<Changed, StoreError> {
    let Some(member) = by_id(on, id)? else { return Ok(Changed::Nobody) };
    if role != Role::Admin && would_orphan(on, &member)? {
        return Ok(Changed::LastAdmin);
    }
    on.execute("UPDATE staff SET role = ?2 WHERE id = ?1", params![id, role.word()])?;
    super::sessions::end_all(on, id, at)?;
    Ok(Changed::Done)
}

pub(super) fn disable(on: &Connection, id: &str, at: DateTime<Utc>) -> Result<Changed, StoreError> {
    let Some(member) = by_id(on, id)? else { return Ok(Changed::Nobody) };
    if would_orphan(on, &member)? {
        return Ok(Changed::LastAdmin);
    }
    on.execute("UPDATE staff SET disabled = coalesce(disabled, ?2) WHERE id = ?1", params![id, ms(at)])?;
    withdraw(on, id, at)?;
    super::sessions::end_all(on, id, at)?;
    Ok(Changed::Done)
}

pub(super) fn reset(
    on: &Connection,
    id: &str,
    link: &StaffLink,
    at: DateTime<Utc>,
) -> Result<Changed, StoreError> {
    if by_id(on, id)?.is_none() {
        return Ok(Changed::Nobody);
    }
    on.execute("UPDATE staff SET disabled = NULL WHERE id = ?1", [id])?;
    for table in ["password", "passkey", "browser"] {
        on.execute(&format!("DELETE FROM {table} WHERE staff = ?1"), [id])?;
    }
    withdraw(on, id, at)?;
    super::sessions::end_all(on, id, at)?;
    add_link(on, id, link, at)?;
    Ok(Changed::Done)
}

/// Links of somebody that nobody has used die.
pub(super) fn withdraw(on: &Connection, id: &str, at: DateTime<Utc>) -> Result<(), StoreError> {
    on.execute("UPDATE staff_link SET used = ?2 WHERE staff = ?1 AND used IS NULL", params![id, ms(at)])?;
    Ok(())
}

pub(super) fn add_link(
    on: &Connection,
    id: &str,
    link: &StaffLink,
    at: DateTime<Utc>,
) -> Result<(), StoreError> {
    let sql = "INSERT INTO staff_link (link, staff, kind, made, ends) VALUES (?1, ?2, ?3, ?4, ?5)";
    on.execute(sql, params![link.link.0, id, link.kind.word(), ms(at), ms(link.ends)])?;
    Ok(())
}

/// Whose link this is, while it may be used at `at`.
pub(super) fn link(
    on: &Connection,
    link: &Digest,
    at: DateTime<Utc>,
) -> Result<Option<(Member, LinkKind)>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS}, staff_link.kind FROM staff_link JOIN staff ON staff.id = staff_link.staff \
         WHERE staff_link.link = ?1 AND staff_link.used IS NULL AND staff_link.ends > ?2 AND staff.disabled IS NULL"
    );
    let read = |row: &Row<'_>| {
        let kind = if row.get_ref(7)?.as_str()? == "join" { LinkKind::Join } else { LinkKind::Once };
        Ok((member(row)?, kind))
    };
    Ok(on.prepare_cached(&sql)?.query_row(params![link.0, ms(at)], read).optional()?)
}

/// Marks a link as used.
pub(super) fn spend(on: &Connection, link: &Digest, at: DateTime<Utc>) -> Result<(), StoreError> {
    on.execute("UPDATE staff_link SET used = ?2 WHERE link = ?1", params![link.0, ms(at)])?;
    Ok(())
}

/// Has a way in now, under the name they gave.
pub(super) fn joined(on: &Connection, id: &str, name: &str, at: DateTime<Utc>) -> Result<(), StoreError> {
    let sql = "UPDATE staff SET name = ?2, joined = coalesce(joined, ?3) WHERE id = ?1";
    on.execute(sql, params![id, name, ms(at)])?;
    Ok(())
}
