//! What a line of the worklist needs, kept beside the versions in their own commit, and made anew where it is missing.

use super::families;
use super::find::stored;
use super::on::{On, Value};
use crate::store::sql::COLUMNS;
use crate::store::told::{TOLD_KINDS, Told, Trace, day_number, recall};
use crate::store::{Heard, Moves, Party, Record, Standing, StoreError, Stored, Stretches, Tick};
use std::collections::HashMap;
use tokio_postgres::Row;

/// The form of what is kept. Another form is another number: rows of the old one are then made anew.
const SHAPE: i64 = 1;

/// Whether what is kept of a patient is there in this program's form.
pub(super) async fn is_kept(on: &On, patient: &str) -> Result<bool, StoreError> {
    let sql = "SELECT 1 FROM standing WHERE patient = $1 AND shape = $2";
    Ok(on.row(sql, &[&patient, &SHAPE]).await?.is_some())
}

/// Keeps what versions tell; what stands in its place goes.
pub(super) async fn keep(on: &On, patient: &str, all: &[(&Stored, &Told)]) -> Result<(), StoreError> {
    if all.is_empty() {
        return Ok(());
    }
    let parts: Vec<&str> = all.iter().map(|(_, told)| told.part.letter()).collect();
    let days: Vec<i64> = all.iter().map(|(_, told)| i64::from(told.day)).collect();
    let kinds: Vec<&str> = all.iter().map(|(stored, _)| stored.kind.as_str()).collect();
    let ids: Vec<&str> = all.iter().map(|(stored, _)| stored.id.as_str()).collect();
    let seqs: Vec<i64> = all.iter().map(|(stored, _)| stored.seq).collect();
    let versions: Vec<i64> = all.iter().map(|(stored, _)| stored.version).collect();
    let updates: Vec<i64> = all.iter().map(|(stored, _)| stored.updated_ms).collect();
    let said: Vec<&str> = all.iter().map(|(_, told)| told.said.as_str()).collect();
    let sql = "INSERT INTO told (patient, part, day, type, id, seq, ver, upd, said) \
               SELECT $1, * FROM unnest($2::text[], $3::bigint[], $4::text[], $5::text[], $6::bigint[], \
               $7::bigint[], $8::bigint[], $9::text[]) \
               ON CONFLICT (patient, part, day, type, id) DO UPDATE SET seq = excluded.seq, ver = excluded.ver, \
               upd = excluded.upd, said = excluded.said";
    let values: [Value<'_>; 9] = [&patient, &parts, &days, &kinds, &ids, &seqs, &versions, &updates, &said];
    on.run(sql, &values).await?;
    Ok(())
}

/// Whether a version says that the phone is there.
fn from_phone(stored: &Stored) -> Option<i64> {
    (stored.owner == Party::Phone && TOLD_KINDS.contains(&stored.kind.as_str())).then_some(stored.updated_ms)
}

/// A work's versions are all in place: the patient's line has moved. Holds `moves` until the commit.
pub(super) async fn moved(
    on: &On,
    patient: &str,
    news: &[(&Stored, &Trace)],
    kept: bool,
) -> Result<(), StoreError> {
    if !kept {
        return make(on, patient).await;
    }
    let arrived = news.iter().filter_map(|(stored, _)| from_phone(stored)).max();
    let offset = news.iter().rev().find_map(|(_, trace)| trace.offset_s).map(i64::from);
    let sql = "WITH now AS (UPDATE moves SET n = n + 1 WHERE one = 1 RETURNING n) \
               UPDATE standing SET moved = (SELECT n FROM now), arrived = greatest(arrived, $2), \
               offset_s = coalesce($3, offset_s) WHERE patient = $1";
    on.run(sql, &[&patient, &arrived, &offset]).await?;
    Ok(())
}

/// Every current version of the types that say something, in commit order.
async fn told_versions(on: &On, patient: &str) -> Result<Vec<Stored>, StoreError> {
    let kinds = TOLD_KINDS.map(|kind| format!("'{kind}'")).join(", ");
    let sql = format!(
        "SELECT {COLUMNS} FROM res r JOIN cur c ON c.patient = r.patient AND c.type = r.type AND c.id = r.id \
         AND c.seq = r.seq WHERE r.patient = $1 AND r.type IN ({kinds}) ORDER BY r.seq"
    );
    on.rows(&sql, &[&patient]).await?.iter().map(stored).collect()
}

/// One record for a page, unless it has come no further than `known`.
pub(super) async fn record(on: &On, patient: &str, known: Option<&Tick>) -> Result<Record, StoreError> {
    on.about(patient).await?;
    let sql = "SELECT era, moved FROM moves, standing WHERE patient = $1 AND shape = $2";
    let row = on.row(sql, &[&patient, &SHAPE]).await?;
    let tick = row.map(|row| Ok::<_, StoreError>(Tick { era: row.try_get(0)?, moved: row.try_get(1)? }));
    let tick = tick.transpose()?;
    if tick.is_some() && tick.as_ref() == known {
        return Ok(Record { tick, entries: None });
    }
    Ok(Record { tick, entries: Some(told_versions(on, patient).await?) })
}

/// Makes what is kept of a patient from the record. Whoever calls is alone with the patient.
pub(super) async fn make(on: &On, patient: &str) -> Result<(), StoreError> {
    on.run("DELETE FROM told WHERE patient = $1", &[&patient]).await?;
    let versions = told_versions(on, patient).await?;
    let traces: Vec<Trace> = versions.iter().map(|stored| Trace::of(&stored.kind, &stored.body)).collect();
    let told: Vec<(&Stored, &Told)> = versions
        .iter()
        .zip(&traces)
        .filter_map(|(stored, trace)| Some((stored, trace.told.as_ref()?)))
        .collect();
    keep(on, patient, &told).await?;
    let arrived = versions.iter().filter_map(from_phone).max();
    let offset = traces.iter().rev().find_map(|trace| trace.offset_s).unwrap_or(0);
    let sql = "WITH now AS (UPDATE moves SET n = n + 1 WHERE one = 1 RETURNING n) \
               INSERT INTO standing (patient, shape, moved, arrived, offset_s) SELECT $1, $2, n, $3, $4 FROM now \
               ON CONFLICT (patient) DO UPDATE SET shape = excluded.shape, moved = excluded.moved, \
               arrived = excluded.arrived, offset_s = excluded.offset_s";
    on.run(sql, &[&patient, &SHAPE, &arrived, &i64::from(offset)]).await?;
    Ok(())
}

/// Nothing is kept of a patient any more.
pub(super) async fn forget(on: &On, patient: &str) -> Result<(), StoreError> {
    on.run("DELETE FROM standing WHERE patient = $1", &[&patient]).await?;
    Ok(())
}

/// What has moved since a count.
pub(super) async fn moves(on: &On, since: i64) -> Result<Moves, StoreError> {
    let row = on.row("SELECT era, n, list FROM moves", &[]).await?.ok_or(StoreError::Damaged("moves"))?;
    let (era, count, list) = (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
    let mut moves = Moves { era, count, list, moved: Vec::new() };
    if moves.count != since {
        let rows = on.rows("SELECT patient FROM standing WHERE moved > $1", &[&since]).await?;
        for row in rows {
            moves.moved.push(row.try_get(0)?);
        }
    }
    Ok(moves)
}

/// Whose is not kept, or in another form.
pub(super) async fn missing(on: &On, patients: &[String]) -> Result<Vec<String>, StoreError> {
    let sql = "SELECT patient FROM standing WHERE patient = ANY ($1) AND shape = $2";
    let rows = on.rows(sql, &[&patients, &SHAPE]).await?;
    let kept =
        rows.iter().map(|row| Ok(row.try_get::<_, &str>(0)?)).collect::<Result<Vec<_>, StoreError>>()?;
    Ok(patients.iter().filter(|patient| !kept.contains(&patient.as_str())).cloned().collect())
}

/// What is kept of each; whoever was erased meanwhile has nothing.
pub(super) async fn all(on: &On, patients: &[String]) -> Result<Vec<Standing>, StoreError> {
    on.about(&patients.join(",")).await?;
    let rows = "SELECT patient, arrived, offset_s FROM standing WHERE patient = ANY ($1) AND shape = $2";
    let told = "SELECT seq, type, id, ver, upd, part, said, patient FROM told \
                WHERE patient = ANY ($1) AND part IN ('d', 'o') ORDER BY seq";
    let (of_shape, of_patients): ([Value<'_>; 2], [Value<'_>; 1]) = ([&patients, &SHAPE], [&patients]);
    let (rows, told, mut pairings) = tokio::try_join!(
        on.rows(rows, &of_shape),
        on.rows(told, &of_patients),
        families::pairings_of(on, patients),
    )?;
    let mut of: HashMap<String, Standing> = HashMap::with_capacity(rows.len());
    for row in &rows {
        let patient: String = row.try_get(0)?;
        let offset_s = i32::try_from(row.try_get::<_, i64>(2)?).unwrap_or(0);
        let one = Standing {
            patient: patient.clone(),
            arrived_ms: row.try_get(1)?,
            offset_s,
            heard: Vec::new(),
            pairings: pairings.remove(&patient).unwrap_or_default(),
        };
        of.insert(patient, one);
    }
    for row in &told {
        if let Some(standing) = of.get_mut(row.try_get::<_, &str>(7)?) {
            standing.heard.push(heard(row)?);
        }
    }
    let nothing = |patient: &String| Standing { patient: patient.clone(), ..Standing::default() };
    Ok(patients.iter().map(|patient| of.get(patient).cloned().unwrap_or_else(|| nothing(patient))).collect())
}

/// Ratings that are kept, over some stretches of nights of each, in commit order.
pub(super) async fn ratings(on: &On, asked: &[Stretches]) -> Result<Vec<Vec<Heard>>, StoreError> {
    let sql = "SELECT seq, type, id, ver, upd, part, said FROM told WHERE patient = $1 AND part = 's' \
               AND EXISTS (SELECT 1 FROM unnest($2::bigint[], $3::bigint[]) AS s (lo, hi) \
                           WHERE day BETWEEN lo AND hi) ORDER BY seq";
    let mut all = Vec::with_capacity(asked.len());
    for (patient, stretches) in asked {
        on.about(patient).await?;
        let firsts: Vec<i64> = stretches.iter().map(|(first, _)| i64::from(day_number(*first))).collect();
        let lasts: Vec<i64> = stretches.iter().map(|(_, last)| i64::from(day_number(*last))).collect();
        let rows = on.rows(sql, &[&patient, &firsts, &lasts]).await?;
        all.push(rows.iter().map(heard).collect::<Result<Vec<_>, _>>()?);
    }
    Ok(all)
}

fn heard(row: &Row) -> Result<Heard, StoreError> {
    let meaning = recall(row.try_get(5)?, row.try_get(6)?).ok_or(StoreError::Damaged("told"))?;
    Ok(Heard {
        seq: row.try_get(0)?,
        kind: row.try_get(1)?,
        id: row.try_get(2)?,
        version: row.try_get(3)?,
        updated_ms: row.try_get(4)?,
        meaning,
    })
}
