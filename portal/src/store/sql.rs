//! A search as SQL, as far as both databases say it alike: fixed fragments, every value a place of its own, the patient
//! first.

use super::{Bound, Filter, Order, Query, Span};

/// A value for a place.
pub(super) enum Given {
    /// A text.
    Text(String),
    /// A number.
    Number(i64),
}

impl From<String> for Given {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Given {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

/// What one database says otherwise.
#[derive(Clone, Copy)]
pub(super) struct Tongue {
    /// What a place for a value begins with.
    pub(super) sign: char,
    /// What makes a place a number where nothing else says so.
    pub(super) number: &'static str,
    /// How a current resource finds its version.
    pub(super) join: &'static str,
}

/// The columns of a version, of `res r`.
pub(super) const COLUMNS: &str = "r.seq, r.type, r.id, r.ver, r.upd, r.own, r.json";

/// One row more than a page has: whether there is a next one.
pub(super) fn limit(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX).saturating_add(1)
}

/// A statement, or its conditions, and their values, in step.
pub(super) struct Sql {
    /// The text.
    pub(super) text: String,
    /// Their values, in the order of their places.
    pub(super) given: Vec<Given>,
    /// What a place begins with in this database.
    sign: char,
}

impl Sql {
    /// What a query asks of one patient's current resources, `cur c`.
    fn of(patient: &str, query: &Query, sign: char) -> Self {
        let mut sql = Self { text: String::new(), given: Vec::new(), sign };
        let (patient, kind) = (sql.mark(patient.to_owned()), sql.mark(query.kind.clone()));
        sql.text = format!("c.patient = {patient} AND c.type = {kind}");
        for filter in &query.filters {
            sql.filter(filter);
        }
        sql
    }

    /// The whole statement of a page: [`COLUMNS`], and behind them the value that is sorted by.
    pub(super) fn page(patient: &str, query: &Query, tongue: Tongue) -> Self {
        let mut sql = Self::of(patient, query, tongue.sign);
        let by_date = matches!(query.order, Order::Date { .. });
        let (Order::Commit { descending } | Order::Date { descending }) = query.order;
        let value = if by_date { "coalesce(d.lo, 0)" } else { "c.upd" };
        let (sign, direction) = if descending { ("<", "DESC") } else { (">", "ASC") };
        if let Some(after) = query.page.after {
            let (last, seq) = (sql.mark(after.value), sql.mark(after.seq));
            let number = tongue.number;
            sql.and(&format!("({value}, c.seq) {sign} ({last}{number}, {seq}{number})"));
        }
        let limit = sql.mark(limit(query.page.count));
        let dates = if by_date {
            "LEFT JOIN ix_date d ON d.patient = c.patient AND d.type = c.type AND d.id = c.id"
        } else {
            ""
        };
        sql.text = format!(
            "SELECT {COLUMNS}, {value} FROM cur c JOIN res r ON {} {dates} WHERE {} \
             ORDER BY {value} {direction}, c.seq {direction} LIMIT {limit}",
            tongue.join, sql.text
        );
        sql
    }

    /// The whole statement of how many there are, without a page.
    pub(super) fn count(patient: &str, query: &Query, tongue: Tongue) -> Self {
        let mut sql = Self::of(patient, query, tongue.sign);
        sql.text = format!("SELECT count(*) FROM cur c WHERE {}", sql.text);
        sql
    }

    /// A place for a value.
    fn mark(&mut self, value: impl Into<Given>) -> String {
        self.given.push(value.into());
        format!("{}{}", self.sign, self.given.len())
    }

    /// One condition more.
    fn and(&mut self, condition: &str) {
        self.text.push_str(" AND ");
        self.text.push_str(condition);
    }

    fn filter(&mut self, filter: &Filter) {
        match filter {
            Filter::Nothing => self.and("false"),
            Filter::Id(ids) if ids.is_empty() => self.and("false"),
            Filter::Id(ids) => {
                let marks: Vec<String> = ids.iter().map(|id| self.mark(id.clone())).collect();
                self.and(&format!("c.id IN ({})", marks.join(", ")));
            }
            Filter::Token { param, any } => {
                let param = self.mark((*param).to_owned());
                let any = self.any_of("x.val", any);
                self.and(&format!(
                    "EXISTS (SELECT 1 FROM ix_token x WHERE x.patient = c.patient AND x.type = c.type \
                     AND x.param = {param} AND ({any}) AND x.id = c.id)"
                ));
            }
            Filter::Ident(any) => {
                let any = self.any_of("x.value", any);
                self.and(&format!(
                    "EXISTS (SELECT 1 FROM ident x WHERE x.patient = c.patient AND x.type = c.type AND ({any}) \
                     AND x.id = c.id)"
                ));
            }
            Filter::Date(bound, span) => {
                let range = self.range(*bound, *span, "x.lo", "x.hi");
                self.and(&format!(
                    "EXISTS (SELECT 1 FROM ix_date x WHERE x.patient = c.patient AND x.type = c.type AND {range} \
                     AND x.id = c.id)"
                ));
            }
            Filter::Updated(bound, span) => {
                let range = self.range(*bound, *span, "c.upd", "c.upd + 1");
                self.and(&range);
            }
        }
    }

    /// `system|code`, `|code`, `system|` and `code`, any of them.
    fn any_of(&mut self, column: &str, any: &[(Option<String>, Option<String>)]) -> String {
        let mut ways = Vec::with_capacity(any.len());
        for (system, value) in any {
            let mut both = Vec::with_capacity(2);
            if let Some(value) = value {
                both.push(format!("{column} = {}", self.mark(value.clone())));
            }
            if let Some(system) = system {
                both.push(format!("x.system = {}", self.mark(system.clone())));
            }
            ways.push(if both.is_empty() { "false".to_owned() } else { both.join(" AND ") });
        }
        ways.join(" OR ")
    }

    /// FHIR's comparison of two stretches of time; written so that an index on the first column serves.
    fn range(&mut self, bound: Bound, span: Span, lo: &str, hi: &str) -> String {
        let point = lo == "c.upd";
        match bound {
            Bound::Eq => {
                let (from, to) = (self.mark(span.lo), self.mark(span.hi));
                format!("{lo} >= {from} AND {hi} <= {to}")
            }
            Bound::Gt if point => format!("{lo} >= {}", self.mark(span.hi)),
            Bound::Ge if point => format!("{lo} >= {}", self.mark(span.lo)),
            Bound::Gt => format!("{hi} > {}", self.mark(span.hi)),
            Bound::Ge => format!("{hi} > {}", self.mark(span.lo)),
            Bound::Lt => format!("{lo} < {}", self.mark(span.lo)),
            Bound::Le => format!("{lo} < {}", self.mark(span.hi)),
        }
    }
}
