//! The embedded database as one end of a move.

use super::SqliteStore;
use crate::caller::Pending;
use crate::store::StoreError;
use crate::store::replay::{Cell, End, Line, Mark, Table, state};
use rusqlite::types::{Value, ValueRef};
use rusqlite::{Connection, OptionalExtension, params_from_iter};

impl SqliteStore {
    /// Refuses a file into which rows are still being moved: half a record must not be served.
    ///
    /// # Errors
    /// [`StoreError::HalfMoved`].
    pub(super) fn whole(on: &Connection) -> Result<(), StoreError> {
        if has_mark(on)? { Err(StoreError::HalfMoved) } else { Ok(()) }
    }
}

fn has_mark(on: &Connection) -> Result<bool, StoreError> {
    Ok(on.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'replay'")?.exists([])?)
}

impl End for SqliteStore {
    fn state(&self) -> Pending<'_, Result<Vec<u8>, StoreError>> {
        Box::pin(self.look(|on| {
            let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
            let (seq, hash, moved): (i64, [u8; 32], i64) =
                on.query_row("SELECT audit_seq, hash, n FROM head, moves", [], read)?;
            Ok(state(seq, &hash, moved))
        }))
    }

    fn lines(
        &self,
        table: &'static Table,
        after: Line,
        count: usize,
    ) -> Pending<'_, Result<Vec<Line>, StoreError>> {
        Box::pin(self.look(move |on| {
            let marks: Vec<String> = (1..=after.len()).map(|n| format!("?{n}")).collect();
            let place = if after.is_empty() {
                String::new()
            } else {
                format!("WHERE ({}) > ({})", table.key_names(), marks.join(", "))
            };
            let (names, key) = (table.names(), table.key_names());
            let sql = format!("SELECT {names} FROM {} {place} ORDER BY {key} LIMIT {count}", table.name);
            let mut statement = on.prepare_cached(&sql)?;
            let mut rows = statement.query(params_from_iter(after.into_iter().map(value)))?;
            let mut lines = Vec::new();
            while let Some(row) = rows.next()? {
                let cells = (0..table.columns.len()).map(|column| cell(row.get_ref(column)?));
                lines.push(cells.collect::<Result<Line, StoreError>>()?);
            }
            Ok(lines)
        }))
    }

    fn mark(&self) -> Pending<'_, Result<Option<Mark>, StoreError>> {
        Box::pin(self.look(|on| {
            if !has_mark(on)? {
                return Ok(None);
            }
            let text: Option<String> =
                on.query_row("SELECT mark FROM replay", [], |row| row.get(0)).optional()?;
            let read = |text: String| serde_json::from_str(&text).map_err(|_| StoreError::Damaged("replay"));
            text.map(read).transpose()
        }))
    }

    fn is_empty(&self) -> Pending<'_, Result<bool, StoreError>> {
        Box::pin(self.look(|on| {
            let sql = "SELECT (SELECT count(*) FROM res) + (SELECT count(*) FROM audit) + (SELECT count(*) FROM listed) \
                       + (SELECT count(*) FROM staff) + (SELECT count(*) FROM link)";
            Ok(on.query_row(sql, [], |row| row.get::<_, i64>(0))? == 0)
        }))
    }

    fn put(
        &self,
        table: &'static Table,
        lines: Vec<Line>,
        mark: Mark,
        afresh: bool,
    ) -> Pending<'_, Result<(), StoreError>> {
        Box::pin(self.write(move |on| {
            if afresh {
                on.execute(&format!("DELETE FROM {}", table.name), [])?;
            }
            let marks: Vec<String> = (1..=table.columns.len()).map(|n| format!("?{n}")).collect();
            let sql = format!("INSERT INTO {} ({}) VALUES ({})", table.name, table.names(), marks.join(", "));
            let mut insert = on.prepare_cached(&sql)?;
            for line in lines {
                insert.execute(params_from_iter(line.into_iter().map(value)))?;
            }
            on.execute_batch(
                "CREATE TABLE IF NOT EXISTS replay (one INTEGER PRIMARY KEY, mark TEXT NOT NULL) STRICT",
            )?;
            let text = serde_json::to_string(&mark).map_err(|_| StoreError::Damaged("replay"))?;
            on.execute("INSERT OR REPLACE INTO replay VALUES (1, ?1)", [text])?;
            Ok(())
        }))
    }

    fn end(&self) -> Pending<'_, Result<(), StoreError>> {
        Box::pin(async move {
            self.write(|on| Ok(on.execute_batch("DROP TABLE IF EXISTS replay")?)).await?;
            self.fold().await
        })
    }
}

fn value(cell: Cell) -> Value {
    match cell {
        Cell::Null => Value::Null,
        Cell::Number(number) => Value::Integer(number),
        Cell::Text(text) => Value::Text(text),
        Cell::Bytes(bytes) => Value::Blob(bytes),
    }
}

fn cell(value: ValueRef<'_>) -> Result<Cell, StoreError> {
    Ok(match value {
        ValueRef::Null => Cell::Null,
        ValueRef::Integer(number) => Cell::Number(number),
        ValueRef::Text(_) => Cell::Text(value.as_str().map_err(|_| StoreError::Damaged("text"))?.to_owned()),
        ValueRef::Blob(bytes) => Cell::Bytes(bytes.to_vec()),
        ValueRef::Real(_) => return Err(StoreError::Damaged("number")),
    })
}
