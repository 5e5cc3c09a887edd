//! PostgreSQL as one end of a move. The role sees one patient's rows at a time, so that is how they are read and
//! written; whose there are stands in `compartment`.

use super::cell::bytes;
use super::on::{On, Value};
use super::{PgStore, care};
use crate::caller::Pending;
use crate::store::StoreError;
use crate::store::replay::{Cell, End, Kind, Line, Mark, Table, state};
use std::collections::BTreeSet;
use tokio_postgres::Row;
use tokio_postgres::types::ToSql;

/// Refuses a database into which rows are still being moved: half a record must not be served.
pub(super) async fn whole(on: &On) -> Result<(), StoreError> {
    if has_mark(on).await? { Err(StoreError::HalfMoved) } else { Ok(()) }
}

async fn has_mark(on: &On) -> Result<bool, StoreError> {
    let row = on.row("SELECT to_regclass('replay') IS NOT NULL", &[]).await?;
    Ok(row.ok_or(StoreError::Damaged("replay"))?.try_get(0)?)
}

impl End for PgStore {
    fn state(&self) -> Pending<'_, Result<Vec<u8>, StoreError>> {
        Box::pin(self.look(|on| {
            Box::pin(async move {
                let row = on
                    .row("SELECT audit_seq, hash, n FROM head, moves", &[])
                    .await?
                    .ok_or(StoreError::Damaged("head"))?;
                Ok(state(row.try_get(0)?, &bytes(&row, 1)?, row.try_get(2)?))
            })
        }))
    }

    fn lines(
        &self,
        table: &'static Table,
        after: Line,
        count: usize,
    ) -> Pending<'_, Result<Vec<Line>, StoreError>> {
        Box::pin(self.look(move |on| {
            Box::pin(async move {
                if !table.of_patient {
                    return some(on, table, None, &after, count).await;
                }
                let mut after = after;
                let mut patient = match after.first() {
                    Some(Cell::Text(patient)) => Some(patient.clone()),
                    _ => next(on, "").await?,
                };
                while let Some(whose) = patient {
                    on.about(&whose).await?;
                    let lines = some(on, table, Some(&whose), &after, count).await?;
                    if !lines.is_empty() {
                        return Ok(lines);
                    }
                    after.clear();
                    patient = next(on, &whose).await?;
                }
                Ok(Vec::new())
            })
        }))
    }

    fn mark(&self) -> Pending<'_, Result<Option<Mark>, StoreError>> {
        Box::pin(self.look(|on| {
            Box::pin(async move {
                if !has_mark(on).await? {
                    return Ok(None);
                }
                let Some(row) = on.row("SELECT mark FROM replay", &[]).await? else { return Ok(None) };
                let mark = serde_json::from_str(row.try_get(0)?);
                mark.map(Some).map_err(|_| StoreError::Damaged("replay"))
            })
        }))
    }

    fn is_empty(&self) -> Pending<'_, Result<bool, StoreError>> {
        Box::pin(self.look(|on| {
            Box::pin(async move {
                let sql = "SELECT NOT EXISTS (SELECT FROM compartment) AND NOT EXISTS (SELECT FROM audit) \
                           AND NOT EXISTS (SELECT FROM listed) AND NOT EXISTS (SELECT FROM staff) \
                           AND NOT EXISTS (SELECT FROM link)";
                Ok(on.row(sql, &[]).await?.ok_or(StoreError::Damaged("res"))?.try_get(0)?)
            })
        }))
    }

    fn put(
        &self,
        table: &'static Table,
        lines: Vec<Line>,
        mark: Mark,
        afresh: bool,
    ) -> Pending<'_, Result<(), StoreError>> {
        Box::pin(self.write(move |on| Box::pin(async move { put(on, table, &lines, &mark, afresh).await })))
    }

    fn end(&self) -> Pending<'_, Result<(), StoreError>> {
        Box::pin(self.write(|on| {
            Box::pin(async move {
                // The highest place of any patient: what is written next stands behind all of them.
                let (mut highest, mut patient) = (0_i64, next(on, "").await?);
                while let Some(whose) = patient {
                    on.about(&whose).await?;
                    let sql = "SELECT coalesce(max(seq), 0) FROM res WHERE patient = $1";
                    let row = on.row(sql, &[&whose]).await?.ok_or(StoreError::Damaged("res"))?;
                    highest = highest.max(row.try_get(0)?);
                    patient = next(on, &whose).await?;
                }
                on.row("SELECT setval('res_seq', $1, true)", &[&highest.max(1)]).await?;
                on.batch("DROP TABLE IF EXISTS replay").await
            })
        }))
    }
}

/// The next patient with a record.
async fn next(on: &On, after: &str) -> Result<Option<String>, StoreError> {
    Ok(care::patients(on, after, 1).await?.into_iter().next())
}

/// Rows after a key; of one patient when the table is one of those.
async fn some(
    on: &On,
    table: &Table,
    patient: Option<&str>,
    after: &Line,
    count: usize,
) -> Result<Vec<Line>, StoreError> {
    let mut values: Vec<Box<dyn ToSql + Sync + Send>> = after.iter().map(value).collect();
    let marks: Vec<String> = (1..=after.len()).map(|n| format!("${n}")).collect();
    let mut conditions = Vec::new();
    if !after.is_empty() {
        conditions.push(format!("({}) > ({})", table.key_names(), marks.join(", ")));
    }
    if let Some(patient) = patient {
        values.push(Box::new(patient.to_owned()));
        conditions.push(format!("patient = ${}", values.len()));
    }
    let place =
        if conditions.is_empty() { String::new() } else { format!("WHERE {}", conditions.join(" AND ")) };
    let (names, key) = (table.names(), table.key_names());
    let sql = format!("SELECT {names} FROM {} {place} ORDER BY {key} LIMIT {count}", table.name);
    let given: Vec<Value<'_>> = values.iter().map(|value| &**value as Value<'_>).collect();
    on.rows(&sql, &given).await?.iter().map(|row| line(table, row)).collect()
}

async fn put(on: &On, table: &Table, lines: &[Line], mark: &Mark, afresh: bool) -> Result<(), StoreError> {
    if afresh {
        on.batch(&format!("DELETE FROM {}", table.name)).await?;
    }
    if table.of_patient {
        let whose: BTreeSet<&str> = lines
            .iter()
            .filter_map(|line| match line.first() {
                Some(Cell::Text(patient)) => Some(patient.as_str()),
                _ => None,
            })
            .collect();
        let whose: Vec<&str> = whose.into_iter().collect();
        on.about(&whose.join(",")).await?;
        let sql = "INSERT INTO compartment SELECT unnest($1::text[]) ON CONFLICT DO NOTHING";
        on.run(sql, &[&whose]).await?;
    }
    if !lines.is_empty() {
        // Column by column, so that a thousand rows are one statement.
        let columns: Vec<Box<dyn ToSql + Sync + Send>> = table
            .columns
            .iter()
            .enumerate()
            .map(|(at, (_, kind))| column(*kind, lines.iter().map(|line| line.get(at))))
            .collect();
        let types = table.columns.iter().enumerate().map(|(at, (_, kind))| match kind {
            Kind::Number => format!("${}::bigint[]", at + 1),
            Kind::Text => format!("${}::text[]", at + 1),
            Kind::Bytes => format!("${}::bytea[]", at + 1),
        });
        let types = types.collect::<Vec<_>>().join(", ");
        let sql = format!("INSERT INTO {} ({}) SELECT * FROM unnest({types})", table.name, table.names());
        let given: Vec<Value<'_>> = columns.iter().map(|column| &**column as Value<'_>).collect();
        on.run(&sql, &given).await?;
    }
    on.batch("CREATE TABLE IF NOT EXISTS replay (one BIGINT PRIMARY KEY, mark TEXT NOT NULL)").await?;
    let text = serde_json::to_string(mark).map_err(|_| StoreError::Damaged("replay"))?;
    let sql = "INSERT INTO replay VALUES (1, $1) ON CONFLICT (one) DO UPDATE SET mark = excluded.mark";
    on.run(sql, &[&text]).await?;
    Ok(())
}

fn value(cell: &Cell) -> Box<dyn ToSql + Sync + Send> {
    match cell {
        Cell::Null => Box::new(None::<i64>),
        Cell::Number(number) => Box::new(*number),
        Cell::Text(text) => Box::new(text.clone()),
        Cell::Bytes(bytes) => Box::new(bytes.clone()),
    }
}

fn column<'a>(kind: Kind, cells: impl Iterator<Item = Option<&'a Cell>>) -> Box<dyn ToSql + Sync + Send> {
    match kind {
        Kind::Number => Box::new(
            cells
                .map(|cell| if let Some(Cell::Number(number)) = cell { Some(*number) } else { None })
                .collect::<Vec<_>>(),
        ),
        Kind::Text => Box::new(
            cells
                .map(|cell| if let Some(Cell::Text(text)) = cell { Some(text.clone()) } else { None })
                .collect::<Vec<_>>(),
        ),
        Kind::Bytes => Box::new(
            cells
                .map(|cell| if let Some(Cell::Bytes(bytes)) = cell { Some(bytes.clone()) } else { None })
                .collect::<Vec<_>>(),
        ),
    }
}

fn line(table: &Table, row: &Row) -> Result<Line, StoreError> {
    let mut line = Vec::with_capacity(table.columns.len());
    for (at, (_, kind)) in table.columns.iter().enumerate() {
        let cell = match kind {
            Kind::Number => row.try_get::<_, Option<i64>>(at)?.map(Cell::Number),
            Kind::Text => row.try_get::<_, Option<String>>(at)?.map(Cell::Text),
            Kind::Bytes => row.try_get::<_, Option<Vec<u8>>>(at)?.map(Cell::Bytes),
        };
        line.push(cell.unwrap_or(Cell::Null));
    }
    Ok(line)
}
