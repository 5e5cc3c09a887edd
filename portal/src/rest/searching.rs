//! From search parameters to a query.

use super::kinds::kind_of;
use super::outcome::Problem;
use super::params::Params;
use super::shape::patient_of;
use crate::limits::Limits;
use crate::store::{Bound, Cursor, Filter, Order, Page, Query, instant_span};

/// A search that was understood.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Understood {
    /// The query.
    pub query: Query,
    /// The parameters it goes by: what the `self` link shows.
    pub used: Params,
    /// `_summary=count`, or `_count=0`.
    pub count_only: bool,
}

/// What one parameter adds.
enum Part {
    Filter(Filter),
    Order(Order),
    Count(usize),
    After(Cursor),
    CountOnly,
    Nothing,
}

/// Reads the parameters of a search of `kind` by `patient`. Unknown ones are left out, or refused when `strict`.
pub(crate) fn understand(
    kind: &str,
    params: &Params,
    patient: &str,
    strict: bool,
    limits: &Limits,
) -> Result<Understood, Problem> {
    let mut query = Query {
        kind: kind.to_owned(),
        filters: Vec::new(),
        order: Order::Commit { descending: false },
        page: Page { after: None, count: limits.page.0 },
        text: String::new(),
    };
    let (mut used, mut count_only) = (Params::default(), false);
    for (name, value) in &params.0 {
        let Some(part) = part(kind, name, value, patient)? else {
            if strict {
                return Err(Problem::new(400, "not-supported", "a search parameter is not supported"));
            }
            continue;
        };
        match part {
            Part::Filter(filter) => query.filters.push(filter),
            Part::Order(order) => query.order = order,
            Part::Count(count) => query.page.count = count.min(limits.page.1),
            Part::After(cursor) => query.page.after = Some(cursor),
            Part::CountOnly => count_only = true,
            Part::Nothing => {}
        }
        used.0.push((name.clone(), value.clone()));
    }
    if query.page.count == 0 {
        count_only = true;
    }
    query.text = used.to_text();
    Ok(Understood { query, used, count_only })
}

/// One parameter; `None` when it is unknown.
fn part(kind: &str, name: &str, value: &str, patient: &str) -> Result<Option<Part>, Problem> {
    let bad = || Problem::new(400, "invalid", "the value of a search parameter cannot be read");
    let dates = kind_of(kind).map_or(&[][..], |kind| kind.dates);
    let filter = match name {
        "_id" => Filter::Id(ids(value)),
        "patient" | "subject" => {
            let named = patient_of(value).unwrap_or(value);
            if named == patient {
                return Ok(Some(Part::Nothing));
            }
            // Another's or nobody's: neither has anything to show.
            Filter::Nothing
        }
        "code" => Filter::Token { param: "code", any: tokens(value) },
        "status" => Filter::Token { param: "status", any: tokens(value) },
        "category" => Filter::Token { param: "category", any: tokens(value) },
        "identifier" => Filter::Ident(tokens(value)),
        "_lastUpdated" => {
            let (bound, span) = date(value).ok_or_else(bad)?;
            Filter::Updated(bound, span)
        }
        name if name == "date" || dates.contains(&name) => {
            let (bound, span) = date(value).ok_or_else(bad)?;
            Filter::Date(bound, span)
        }
        "_count" => return Ok(Some(Part::Count(value.parse().map_err(|_| bad())?))),
        "_cursor" => return Ok(Some(Part::After(Cursor::of_text(value).ok_or_else(bad)?))),
        "_sort" => return order(value, dates).map(|order| Some(Part::Order(order))).ok_or_else(bad),
        "_summary" => {
            return match value {
                "count" => Ok(Some(Part::CountOnly)),
                "false" => Ok(Some(Part::Nothing)),
                _ => Ok(None),
            };
        }
        "_format" if is_json(value) => return Ok(Some(Part::Nothing)),
        "_total" if ["none", "estimate", "accurate"].contains(&value) => return Ok(Some(Part::Nothing)),
        _ => return Ok(None),
    };
    Ok(Some(Part::Filter(filter)))
}

/// `json` in any of its spellings.
pub(crate) fn is_json(format: &str) -> bool {
    ["json", "application/json", "application/fhir+json", "application/fhir json"].contains(&format)
}

fn ids(value: &str) -> Vec<String> {
    value.split(',').map(|id| id.rsplit('/').next().unwrap_or(id).to_owned()).collect()
}

/// `system|code`, `|code`, `system|`, `code`; commas between.
fn tokens(value: &str) -> Vec<(Option<String>, Option<String>)> {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    value
        .split(',')
        .map(|one| match one.split_once('|') {
            Some((system, code)) => (Some(system.to_owned()), some(code)),
            None => (None, some(one)),
        })
        .collect()
}

fn date(value: &str) -> Option<(Bound, crate::store::Span)> {
    let (bound, rest) = match value.split_at_checked(2) {
        Some(("ge", rest)) => (Bound::Ge, rest),
        Some(("gt", rest)) => (Bound::Gt, rest),
        Some(("le", rest)) => (Bound::Le, rest),
        Some(("lt", rest)) => (Bound::Lt, rest),
        Some(("eq", rest)) => (Bound::Eq, rest),
        _ => (Bound::Eq, value),
    };
    instant_span(rest).map(|span| (bound, span))
}

fn order(value: &str, dates: &[&str]) -> Option<Order> {
    let (descending, name) = match value.strip_prefix('-') {
        Some(name) => (true, name),
        None => (false, value),
    };
    match name {
        "_lastUpdated" => Some(Order::Commit { descending }),
        name if name == "date" || dates.contains(&name) => Some(Order::Date { descending }),
        _ => None,
    }
}
