//! Searches in the embedded database.

use super::find::{COLUMNS, limit, page};
use crate::store::sql::{Given, Sql};
use crate::store::{Found, Order, Query, StoreError};
use rusqlite::types::ToSqlOutput;
use rusqlite::{Connection, ToSql};

/// What a place for a value begins with.
const PLACE: char = '?';

impl ToSql for Given {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        match self {
            Self::Text(text) => text.to_sql(),
            Self::Number(number) => number.to_sql(),
        }
    }
}

/// One page of what the query finds.
pub(super) fn search(connection: &Connection, patient: &str, query: &Query) -> Result<Found, StoreError> {
    let mut sql = Sql::of(patient, query, PLACE);
    let by_date = matches!(query.order, Order::Date { .. });
    let (Order::Commit { descending } | Order::Date { descending }) = query.order;
    let value = if by_date { "coalesce(d.lo, 0)" } else { "c.upd" };
    let (sign, direction) = if descending { ("<", "DESC") } else { (">", "ASC") };
    if let Some(after) = query.page.after {
        let (last, seq) = (sql.mark(after.value), sql.mark(after.seq));
        sql.and(&format!("({value}, c.seq) {sign} ({last}, {seq})"));
    }
    let limit = sql.mark(limit(query.page.count));
    let dates = if by_date {
        "LEFT JOIN ix_date d ON d.patient = c.patient AND d.type = c.type AND d.id = c.id"
    } else {
        ""
    };
    let text = format!(
        "SELECT {COLUMNS}, {value} FROM cur c JOIN res r ON r.seq = c.seq {dates} WHERE {} \
         ORDER BY {value} {direction}, c.seq {direction} LIMIT {limit}",
        sql.text
    );
    let values: Vec<&dyn ToSql> = sql.given.iter().map(|value| value as &dyn ToSql).collect();
    page(connection, &text, &values, query.page.count, |row| row.get(7))
}

/// How many the query finds, without its page.
pub(super) fn count(connection: &Connection, patient: &str, query: &Query) -> Result<Found, StoreError> {
    let sql = Sql::of(patient, query, PLACE);
    let text = format!("SELECT count(*) FROM cur c WHERE {}", sql.text);
    let total: i64 = connection
        .prepare_cached(&text)?
        .query_row(rusqlite::params_from_iter(sql.given), |row| row.get(0))?;
    Ok(Found { total: u64::try_from(total).ok(), ..Found::default() })
}
