//! Reading: from a target to what the store is asked, and from what it found to an answer.

use super::answer::Answer;
use super::asked::Asked;
use super::bodies::{self, address, with_cursor};
use super::kinds::{KINDS, is_id};
use super::outcome::Problem;
use super::params::Params;
use super::searching::{self, Understood};
use super::target::{Target, is_readable};
use crate::caller::Verb;
use crate::portal::Shared;
use crate::store::{Cursor, Found, Page, Reading, Since, instant_span};

/// A reading and how its answer is put together.
pub(crate) struct Planned {
    /// What the store is asked.
    pub reading: Reading,
    shape: Shape,
}

enum Shape {
    One,
    Versions(String, Params),
    History(String, Params),
    Search(String, Params),
    Count(String, Params),
    Everything(String, Params),
}

/// The refusals that come before any look at the data, or what to ask.
pub(crate) fn plan(shared: &Shared, asked: &Asked, target: Target) -> Result<Planned, Problem> {
    let caller = &asked.caller;
    if let Some(kind) = target.kind()
        && !is_readable(kind)
    {
        return Err(Problem::unknown_type());
    }
    let verb = match target {
        Target::Read(..) | Target::Vread(..) => Verb::Read,
        _ => Verb::Search,
    };
    // A look at everything needs scopes for everything: leaving types out in silence is a restore with holes.
    let every = || KINDS.iter().all(|kind| caller.scopes.allow(kind.name, verb));
    if !target.kind().map_or_else(every, |kind| caller.scopes.allow(kind, verb)) {
        return Err(Problem::scope());
    }
    match target {
        Target::Read(kind, id) if is_id(&id) => {
            Ok(Planned { reading: Reading::Current { kind, id }, shape: Shape::One })
        }
        Target::Vread(kind, id, version) => {
            // A version that is no number of ours is one that is not there.
            let version = version.parse().unwrap_or(0);
            Ok(Planned { reading: Reading::Version { kind, id, version }, shape: Shape::One })
        }
        Target::Versions(kind, id, params) => {
            let path = format!("{kind}/{id}/_history");
            let page = page(shared, &params)?;
            Ok(Planned {
                reading: Reading::Versions { kind, id, page },
                shape: Shape::Versions(path, params),
            })
        }
        Target::History(kind, params) => {
            let path = kind.as_ref().map_or("_history".to_owned(), |kind| format!("{kind}/_history"));
            let count = page(shared, &params)?.count;
            let reading = Reading::History { kind, since: since(&params)?, count };
            Ok(Planned { reading, shape: Shape::History(path, params) })
        }
        Target::Search(kind, params) => {
            let understood =
                searching::understand(&kind, &params, &caller.patient, asked.strict, &shared.limits)?;
            let Understood { query, used, count_only } = understood;
            Ok(if count_only {
                Planned { reading: Reading::Count(query), shape: Shape::Count(kind, used) }
            } else {
                Planned { reading: Reading::Search(query), shape: Shape::Search(kind, used) }
            })
        }
        Target::Everything(id, params) => {
            if id.is_some_and(|id| id != caller.patient) {
                return Err(Problem::not_found());
            }
            let kinds = params.get("_type").map(|kinds| kinds.split(',').map(str::to_owned).collect());
            let reading = Reading::Everything {
                page: page(shared, &params)?,
                since: since(&params)?,
                kinds: kinds.unwrap_or_default(),
            };
            let path = format!("Patient/{}/$everything", caller.patient);
            Ok(Planned { reading, shape: Shape::Everything(path, params) })
        }
        Target::Read(..) => Err(Problem::not_found()),
    }
}

fn page(shared: &Shared, params: &Params) -> Result<Page, Problem> {
    let bad = || Problem::new(400, "invalid", "the value of a parameter cannot be read");
    let (usual, most) = shared.limits.page;
    let count = match params.get("_count") {
        Some(count) => count.parse::<usize>().map_err(|_| bad())?.clamp(1, most),
        None => usual,
    };
    let after = match params.get("_cursor") {
        Some(text) => Some(Cursor::of_text(text).ok_or_else(bad)?),
        None => None,
    };
    Ok(Page { after, count })
}

/// `_since`, an instant or a cursor of ours; `_cursor` likewise.
fn since(params: &Params) -> Result<Since, Problem> {
    let Some(text) = params.get("_since").or_else(|| params.get("_cursor")) else {
        return Ok(Since::Beginning);
    };
    if let Some(cursor) = Cursor::of_text(text) {
        return Ok(Since::Cursor(cursor));
    }
    instant_span(text)
        .map(|span| Since::Instant(span.lo))
        .ok_or_else(|| Problem::new(400, "invalid", "_since is no instant and no cursor of this server"))
}

/// The answer to what was found.
pub(crate) fn present(shared: &Shared, planned: &Planned, found: &Found) -> Answer {
    let base = shared.base();
    let next_of = |params: &Params| found.next.map(|next| with_cursor(params, "_cursor", next.to_text()));
    match &planned.shape {
        Shape::One => match found.entries.first() {
            Some(stored) => Answer::version(200, stored),
            None => Problem::not_found().into(),
        },
        Shape::Versions(..) if found.entries.is_empty() => Problem::not_found().into(),
        Shape::Versions(path, params) => {
            let mut links = vec![("self", address(&base, path, params))];
            links.extend(next_of(params).map(|params| ("next", address(&base, path, &params))));
            let entries: Vec<String> =
                found.entries.iter().map(|stored| bodies::past(&base, stored)).collect();
            Answer::ok(bodies::bundle("history", &links, None, &entries))
        }
        Shape::History(path, params) => Answer::ok(bodies::history(&base, path, params, found)),
        Shape::Count(path, params) => {
            let links = [("self", address(&base, path, params))];
            Answer::ok(bodies::bundle("searchset", &links, found.total, &[]))
        }
        Shape::Search(path, params) | Shape::Everything(path, params) => {
            let mut links = vec![("self", address(&base, path, params))];
            links.extend(next_of(params).map(|params| ("next", address(&base, path, &params))));
            let entries: Vec<String> =
                found.entries.iter().map(|stored| bodies::matched(&base, stored)).collect();
            Answer::ok(bodies::bundle("searchset", &links, None, &entries))
        }
    }
}

/// One reading from beginning to end.
pub(crate) async fn read(shared: &Shared, asked: &Asked, target: Target) -> Answer {
    if let Target::Search(kind, params) = &target
        && kind == "AuditEvent"
    {
        return super::trail::search(shared, asked, params).await;
    }
    let planned = match plan(shared, asked, target) {
        Ok(planned) => planned,
        Err(problem) => return problem.into(),
    };
    let patient = asked.caller.patient.clone();
    match shared.store.read(asked.access(shared), patient, vec![planned.reading.clone()]).await {
        Ok(found) => match found.first() {
            Some(found) => present(shared, &planned, found),
            None => Problem::not_found().into(),
        },
        Err(error) => Problem::from(error).into(),
    }
}
