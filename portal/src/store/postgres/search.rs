//! Searches as SQL: fixed fragments, every value a parameter, the patient first.

use super::find::{COLUMNS, limit, page};
use super::on::{On, Value};
use crate::store::{Bound, Filter, Found, Order, Query, Span, StoreError};
use tokio_postgres::types::ToSql;

/// Conditions and their values, in step.
struct Sql {
    text: String,
    values: Vec<Box<dyn ToSql + Sync + Send>>,
}

impl Sql {
    /// A place for a value.
    fn mark(&mut self, value: impl ToSql + Sync + Send + 'static) -> String {
        self.values.push(Box::new(value));
        format!("${}", self.values.len())
    }

    fn given(&self) -> Vec<Value<'_>> {
        self.values.iter().map(|value| &**value as Value<'_>).collect()
    }

    fn and(&mut self, condition: &str) {
        self.text.push_str(" AND ");
        self.text.push_str(condition);
    }
}

/// One page of what the query finds.
pub(super) async fn search(on: &On, patient: &str, query: &Query) -> Result<Found, StoreError> {
    let mut sql = conditions(patient, query);
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
    let rows = on.rows_once(&text, &sql.given()).await?;
    page(&rows, query.page.count, |row| Ok(row.try_get(7)?))
}

/// How many the query finds, without its page.
pub(super) async fn count(on: &On, patient: &str, query: &Query) -> Result<Found, StoreError> {
    let sql = conditions(patient, query);
    let text = format!("SELECT count(*) FROM cur c WHERE {}", sql.text);
    let rows = on.rows_once(&text, &sql.given()).await?;
    let total: i64 = rows.first().ok_or(StoreError::Damaged("count"))?.try_get(0)?;
    Ok(Found { total: u64::try_from(total).ok(), ..Found::default() })
}

fn conditions(patient: &str, query: &Query) -> Sql {
    let mut sql = Sql { text: String::new(), values: Vec::new() };
    let (patient, kind) = (sql.mark(patient.to_owned()), sql.mark(query.kind.clone()));
    sql.text = format!("c.patient = {patient} AND c.type = {kind}");
    for filter in &query.filters {
        condition(&mut sql, filter);
    }
    sql
}

fn condition(sql: &mut Sql, filter: &Filter) {
    match filter {
        Filter::Nothing => sql.and("false"),
        Filter::Id(ids) => {
            let ids = sql.mark(ids.clone());
            sql.and(&format!("c.id = ANY ({ids})"));
        }
        Filter::Token { param, any } => {
            let param = sql.mark((*param).to_owned());
            let any = any_of(sql, "x.val", any);
            sql.and(&format!(
                "EXISTS (SELECT 1 FROM ix_token x WHERE x.patient = c.patient AND x.type = c.type \
                 AND x.param = {param} AND ({any}) AND x.id = c.id)"
            ));
        }
        Filter::Ident(any) => {
            let any = any_of(sql, "x.value", any);
            sql.and(&format!(
                "EXISTS (SELECT 1 FROM ident x WHERE x.patient = c.patient AND x.type = c.type AND ({any}) \
                 AND x.id = c.id)"
            ));
        }
        Filter::Date(bound, span) => {
            let range = range(sql, *bound, *span, "x.lo", "x.hi");
            sql.and(&format!(
                "EXISTS (SELECT 1 FROM ix_date x WHERE x.patient = c.patient AND x.type = c.type AND {range} \
                 AND x.id = c.id)"
            ));
        }
        Filter::Updated(bound, span) => {
            let range = range(sql, *bound, *span, "c.upd", "c.upd + 1");
            sql.and(&range);
        }
    }
}

/// `system|code`, `|code`, `system|` and `code`, any of them.
fn any_of(sql: &mut Sql, column: &str, any: &[(Option<String>, Option<String>)]) -> String {
    let mut ways = Vec::with_capacity(any.len());
    for (system, value) in any {
        let mut both = Vec::with_capacity(2);
        if let Some(value) = value {
            both.push(format!("{column} = {}", sql.mark(value.clone())));
        }
        if let Some(system) = system {
            both.push(format!("x.system = {}", sql.mark(system.clone())));
        }
        ways.push(if both.is_empty() { "false".to_owned() } else { both.join(" AND ") });
    }
    ways.join(" OR ")
}

/// FHIR's comparison of two stretches of time; written so that an index on the first column serves.
fn range(sql: &mut Sql, bound: Bound, span: Span, lo: &str, hi: &str) -> String {
    let point = lo == "c.upd";
    match bound {
        Bound::Eq => {
            let (from, to) = (sql.mark(span.lo), sql.mark(span.hi));
            format!("{lo} >= {from} AND {hi} <= {to}")
        }
        Bound::Gt if point => format!("{lo} >= {}", sql.mark(span.hi)),
        Bound::Ge if point => format!("{lo} >= {}", sql.mark(span.lo)),
        Bound::Gt => format!("{hi} > {}", sql.mark(span.hi)),
        Bound::Ge => format!("{hi} > {}", sql.mark(span.lo)),
        Bound::Lt => format!("{lo} < {}", sql.mark(span.lo)),
        Bound::Le => format!("{lo} < {}", sql.mark(span.hi)),
    }
}
