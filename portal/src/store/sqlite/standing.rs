//! What a line of the worklist needs, kept beside the versions in their own commit, and made anew where it is missing.

use super::families;
use crate::store::sql::COLUMNS;
use crate::store::told::{TOLD_KINDS, Trace, day_number, recall};
use crate::store::{Draft, Heard, Moves, Party, Record, Standing, StoreError, Stored, Stretches, Tick};
use rusqlite::{Connection, OptionalExtension, Row, params};

/// The form of what is kept. Another form is another number: rows of the old one are then made anew.
const SHAPE: i64 = 1;

/// Whether what is kept of a patient is there in this program's form.
pub(super) fn is_kept(on: &Connection, patient: &str) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM standing WHERE patient = ?1 AND shape = ?2";
    Ok(on.prepare_cached(sql)?.exists(params![patient, SHAPE])?)
}

/// A version took its place: what the one before told goes, what this one tells is kept.
///
/// `false` when only the record can say what holds now.
pub(super) fn tell(
    on: &Connection,
    patient: &str,
    draft: &Draft,
    before: Option<&Stored>,
    stored: &Stored,
) -> Result<bool, StoreError> {
    let mut silenced = false;
    if let Some(before) = before {
        let old = Trace::of(&before.kind, &before.body);
        // The newest word on the phone's clock was taken back: the one before it is in the record only.
        silenced = old.offset_s.is_some() && draft.trace.offset_s.is_none();
        if let Some(told) = old.told {
            on.prepare_cached(
                "DELETE FROM told WHERE patient = ?1 AND part = ?2 AND day = ?3 AND type = ?4 AND id = ?5",
            )?
            .execute(params![patient, told.part.letter(), told.day, before.kind, before.id])?;
        }
    }
    keep(on, patient, stored, &draft.trace)?;
    Ok(!silenced)
}

fn keep(on: &Connection, patient: &str, stored: &Stored, trace: &Trace) -> Result<(), StoreError> {
    let Some(told) = &trace.told else { return Ok(()) };
    on.prepare_cached(
        "INSERT INTO told (patient, part, day, type, id, seq, ver, upd, said) \
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
    )?
    .execute(params![
        patient,
        told.part.letter(),
        told.day,
        stored.kind,
        stored.id,
        stored.seq,
        stored.version,
        stored.updated_ms,
        told.said
    ])?;
    Ok(())
}

/// Whether a version says that the phone is there.
fn from_phone(stored: &Stored) -> Option<i64> {
    (stored.owner == Party::Phone && TOLD_KINDS.contains(&stored.kind.as_str())).then_some(stored.updated_ms)
}

/// A work's versions are all in place: the patient's line has moved.
pub(super) fn moved(
    on: &Connection,
    patient: &str,
    news: &[(&Stored, &Trace)],
    kept: bool,
) -> Result<(), StoreError> {
    if !kept {
        return make(on, patient);
    }
    let arrived = news.iter().filter_map(|(stored, _)| from_phone(stored)).max();
    let offset = news.iter().rev().find_map(|(_, trace)| trace.offset_s);
    let count = count(on)?;
    // A scalar max() is NULL when one of its values is.
    on.prepare_cached(
        "UPDATE standing SET moved = ?2, arrived = coalesce(max(arrived, ?3), arrived, ?3), \
         offset_s = coalesce(?4, offset_s) WHERE patient = ?1",
    )?
    .execute(params![patient, count, arrived, offset])?;
    Ok(())
}

fn count(on: &Connection) -> Result<i64, StoreError> {
    let sql = "UPDATE moves SET n = n + 1 WHERE one = 1 RETURNING n";
    Ok(on.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
}

/// Every current version of the types that say something, in commit order, one after the other.
fn told_versions(
    on: &Connection,
    patient: &str,
    mut each: impl FnMut(Stored) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let kinds = TOLD_KINDS.map(|kind| format!("'{kind}'")).join(", ");
    let sql = format!(
        "SELECT {COLUMNS} FROM res r JOIN cur c ON c.patient = r.patient AND c.type = r.type AND c.id = r.id \
         AND c.seq = r.seq WHERE r.patient = ?1 AND r.type IN ({kinds}) ORDER BY r.seq"
    );
    let mut statement = on.prepare_cached(&sql)?;
    let mut rows = statement.query([patient])?;
    while let Some(row) = rows.next()? {
        each(super::find::stored(row)?)?;
    }
    Ok(())
}

/// One record for a page, unless it has come no further than `known`.
pub(super) fn record(on: &Connection, patient: &str, known: Option<&Tick>) -> Result<Record, StoreError> {
    let sql = "SELECT era, moved FROM moves, standing WHERE patient = ?1 AND shape = ?2";
    let read = |row: &Row<'_>| Ok(Tick { era: row.get(0)?, moved: row.get(1)? });
    let tick = on.prepare_cached(sql)?.query_row(params![patient, SHAPE], read).optional()?;
    if tick.is_some() && tick.as_ref() == known {
        return Ok(Record { tick, entries: None });
    }
    let mut entries = Vec::new();
    told_versions(on, patient, |stored| {
        entries.push(stored);
        Ok(())
    })?;
    Ok(Record { tick, entries: Some(entries) })
}

/// Makes what is kept of a patient from the record.
pub(super) fn make(on: &Connection, patient: &str) -> Result<(), StoreError> {
    on.prepare_cached("DELETE FROM told WHERE patient = ?1")?.execute([patient])?;
    let (mut arrived, mut offset) = (None, 0);
    told_versions(on, patient, |stored| {
        let trace = Trace::of(&stored.kind, &stored.body);
        keep(on, patient, &stored, &trace)?;
        arrived = arrived.max(from_phone(&stored));
        offset = trace.offset_s.unwrap_or(offset);
        Ok(())
    })?;
    let sql = "INSERT INTO standing (patient, shape, moved, arrived, offset_s) VALUES (?1, ?2, ?3, ?4, ?5) \
               ON CONFLICT (patient) DO UPDATE SET shape = excluded.shape, moved = excluded.moved, \
               arrived = excluded.arrived, offset_s = excluded.offset_s";
    on.prepare_cached(sql)?.execute(params![patient, SHAPE, count(on)?, arrived, offset])?;
    Ok(())
}

/// Nothing is kept of a patient any more.
pub(super) fn forget(on: &Connection, patient: &str) -> Result<(), StoreError> {
    for table in ["told", "standing"] {
        on.execute(&format!("DELETE FROM {table} WHERE patient = ?1"), [patient])?;
    }
    Ok(())
}

/// Counts begin anew: what others remember of this file is of another life.
pub(super) fn begin_anew(on: &Connection) -> Result<(), StoreError> {
    on.execute("UPDATE moves SET era = randomblob(16)", [])?;
    Ok(())
}

/// What has moved since a count.
pub(super) fn moves(on: &Connection, since: i64) -> Result<Moves, StoreError> {
    let read = |row: &Row<'_>| {
        Ok(Moves { era: row.get(0)?, count: row.get(1)?, list: row.get(2)?, moved: Vec::new() })
    };
    let mut moves = on.prepare_cached("SELECT era, n, list FROM moves")?.query_row([], read)?;
    if moves.count != since {
        let mut of = on.prepare_cached("SELECT patient FROM standing WHERE moved > ?1")?;
        moves.moved = of.query_map([since], |row| row.get(0))?.collect::<Result<_, _>>()?;
    }
    Ok(moves)
}

/// Nights and other things that are kept of a patient; `None` when they have to be made first.
pub(super) fn standing(on: &Connection, patient: &str) -> Result<Option<Standing>, StoreError> {
    let sql = "SELECT arrived, offset_s FROM standing WHERE patient = ?1 AND shape = ?2";
    let row = on
        .prepare_cached(sql)?
        .query_row(params![patient, SHAPE], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    let Some((arrived_ms, offset_s)) = row else { return Ok(None) };
    let sql =
        "SELECT seq, type, id, ver, upd, part, said FROM told WHERE patient = ?1 AND part IN ('d', 'o')";
    let mut statement = on.prepare_cached(sql)?;
    let mut rows = statement.query([patient])?;
    let mut kept = Vec::new();
    while let Some(row) = rows.next()? {
        kept.push(heard(row)?);
    }
    kept.sort_by_key(|heard| heard.seq);
    let pairings = families::pairings(on, patient)?;
    Ok(Some(Standing { patient: patient.to_owned(), arrived_ms, offset_s, heard: kept, pairings }))
}

/// Whose is not kept, or in another form.
pub(super) fn missing(on: &Connection, patients: &[String]) -> Result<Vec<String>, StoreError> {
    let mut missing = Vec::new();
    for patient in patients {
        if !is_kept(on, patient)? {
            missing.push(patient.clone());
        }
    }
    Ok(missing)
}

/// What is kept of each; whoever was erased meanwhile has nothing.
pub(super) fn all(on: &Connection, patients: &[String]) -> Result<Vec<Standing>, StoreError> {
    let nothing = |patient: &String| Standing { patient: patient.clone(), ..Standing::default() };
    patients.iter().map(|patient| Ok(standing(on, patient)?.unwrap_or_else(|| nothing(patient)))).collect()
}

/// Ratings that are kept, over some stretches of nights, in commit order.
pub(super) fn ratings(on: &Connection, asked: &Stretches) -> Result<Vec<Heard>, StoreError> {
    let (patient, stretches) = asked;
    let sql = "SELECT seq, type, id, ver, upd, part, said FROM told \
               WHERE patient = ?1 AND part = 's' AND day BETWEEN ?2 AND ?3";
    let mut statement = on.prepare_cached(sql)?;
    let mut kept: Vec<Heard> = Vec::new();
    for (first, last) in stretches {
        let mut rows = statement.query(params![patient, day_number(*first), day_number(*last)])?;
        while let Some(row) = rows.next()? {
            kept.push(heard(row)?);
        }
    }
    kept.sort_by_key(|heard| heard.seq);
    // Stretches may overlap.
    kept.dedup_by_key(|heard| heard.seq);
    Ok(kept)
}

fn heard(row: &Row<'_>) -> Result<Heard, StoreError> {
    let text = |at: usize| -> Result<&str, StoreError> {
        row.get_ref(at)?.as_str().map_err(|_| StoreError::Damaged("told"))
    };
    let meaning = recall(text(5)?, text(6)?).ok_or(StoreError::Damaged("told"))?;
    Ok(Heard {
        seq: row.get(0)?,
        kind: row.get(1)?,
        id: row.get(2)?,
        version: row.get(3)?,
        updated_ms: row.get(4)?,
        meaning,
    })
}
