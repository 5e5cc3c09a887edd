//! Searches in PostgreSQL.

use super::find::{COLUMNS, limit, page};
use super::on::{On, Value};
use crate::store::sql::{Given, Sql};
use crate::store::{Found, Order, Query, StoreError};

/// What a place for a value begins with.
const PLACE: char = '$';

/// The values as the driver takes them.
fn given(sql: &Sql) -> Vec<Value<'_>> {
    let mut values: Vec<Value<'_>> = Vec::with_capacity(sql.given.len());
    for one in &sql.given {
        match one {
            Given::Text(text) => values.push(text),
            Given::Number(number) => values.push(number),
        }
    }
    values
}

/// One page of what the query finds.
pub(super) async fn search(on: &On, patient: &str, query: &Query) -> Result<Found, StoreError> {
    let mut sql = Sql::of(patient, query, PLACE);
    let by_date = matches!(query.order, Order::Date { .. });
    let (Order::Commit { descending } | Order::Date { descending }) = query.order;
    let value = if by_date { "coalesce(d.lo, 0)" } else { "c.upd" };
    let (sign, direction) = if descending { ("<", "DESC") } else { (">", "ASC") };
    if let Some(after) = query.page.after {
        let (last, seq) = (sql.mark(after.value), sql.mark(after.seq));
        sql.and(&format!("({value}, c.seq) {sign} ({last}::bigint, {seq}::bigint)"));
    }
    let limit = sql.mark(limit(query.page.count));
    let dates = if by_date {
        "LEFT JOIN ix_date d ON d.patient = c.patient AND d.type = c.type AND d.id = c.id"
    } else {
        ""
    };
    let text = format!(
        "SELECT {COLUMNS}, {value} FROM cur c JOIN res r ON r.patient = c.patient AND r.seq = c.seq {dates} WHERE {} \
         ORDER BY {value} {direction}, c.seq {direction} LIMIT {limit}",
        sql.text
    );
    let rows = on.rows_once(&text, &given(&sql)).await?;
    page(&rows, query.page.count, |row| Ok(row.try_get(7)?))
}

/// How many the query finds, without its page.
pub(super) async fn count(on: &On, patient: &str, query: &Query) -> Result<Found, StoreError> {
    let sql = Sql::of(patient, query, PLACE);
    let text = format!("SELECT count(*) FROM cur c WHERE {}", sql.text);
    let rows = on.rows_once(&text, &given(&sql)).await?;
    let total: i64 = rows.first().ok_or(StoreError::Damaged("count"))?.try_get(0)?;
    Ok(Found { total: u64::try_from(total).ok(), ..Found::default() })
}
