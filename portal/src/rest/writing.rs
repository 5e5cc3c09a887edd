//! Writing one resource: PUT under the client's id, POST under the server's.

use super::answer::Answer;
use super::asked::Asked;
use super::incoming;
use super::kinds::{Kind, kind_of};
use super::outcome::Problem;
use super::params::Params;
use super::rules;
use crate::caller::{Scopes, Verb};
use crate::portal::Shared;
use crate::store::{Done, Ident, May, Work, Write};
use axum::http::header;
use nocte_core::id;
use serde_json::Value;

/// What the scopes leave open for a type; a refusal when that is nothing.
pub(crate) fn may(scopes: &Scopes, kind: &str) -> Result<May, Problem> {
    let may = May { create: scopes.allow(kind, Verb::Create), update: scopes.allow(kind, Verb::Update) };
    if may.create || may.update { Ok(may) } else { Err(Problem::scope()) }
}

/// A PUT as the store takes it.
pub(crate) fn put(
    asked: &Asked,
    kind: &'static Kind,
    id: &str,
    body: Value,
    if_match: Option<String>,
) -> Result<Write, Problem> {
    let may = may(&asked.caller.scopes, kind.name)?;
    let draft = incoming::draft(kind, Some(id), id, body, &asked.caller.patient)?;
    Ok(Write::Put { draft: Box::new(draft), if_match, may })
}

/// A POST as the store takes it.
pub(crate) fn post(
    shared: &Shared,
    asked: &Asked,
    kind: &'static Kind,
    body: Value,
    if_none_exist: Option<&str>,
) -> Result<Write, Problem> {
    if !may(&asked.caller.scopes, kind.name)?.create {
        return Err(Problem::scope());
    }
    let minted = id::mint(shared.clock.now()).to_string();
    let draft = incoming::draft(kind, None, &minted, body, &asked.caller.patient)?;
    let if_none_exist = if_none_exist.map(identifier).transpose()?;
    Ok(Write::Create { draft: Box::new(draft), if_none_exist })
}

/// `identifier=system|value`, the one condition that is offered.
fn identifier(query: &str) -> Result<Ident, Problem> {
    let bad = || Problem::new(412, "not-supported", "the one condition offered is identifier=system|value");
    let params = Params::of_text(query.split_once('?').map_or(query, |(_, query)| query)).ok_or_else(bad)?;
    let [(name, value)] = params.0.as_slice() else { return Err(bad()) };
    if name != "identifier" || value.contains(',') {
        return Err(bad());
    }
    let (system, value) = value.split_once('|').unwrap_or(("", value));
    if value.is_empty() {
        return Err(bad());
    }
    Ok(Ident { system: system.to_owned(), value: value.to_owned() })
}

/// Applies writes of one request.
pub(crate) async fn apply(
    shared: &Shared,
    asked: &Asked,
    writes: Vec<Write>,
    whole: bool,
) -> Result<Vec<Done>, Problem> {
    let patient = asked.caller.patient.clone();
    let access = asked.access(shared);
    Ok(shared.store.apply(Work { access, patient, writes, whole, judge: rules::judge }).await?)
}

/// One write from beginning to end.
pub(crate) async fn one(shared: &Shared, asked: &Asked, write: Result<Write, Problem>) -> Answer {
    let write = match write {
        Ok(write) => write,
        Err(problem) => return problem.into(),
    };
    match apply(shared, asked, vec![write], false).await {
        Ok(done) => match done.first() {
            Some(done) => present(shared, asked, done),
            None => Problem::not_found().into(),
        },
        Err(problem) => problem.into(),
    }
}

/// The answer to one write.
fn present(shared: &Shared, asked: &Asked, done: &Done) -> Answer {
    let stored = match done {
        Done::Refused(refusal) => return Problem::from(*refusal).into(),
        Done::Created(stored) | Done::Updated(stored) | Done::Same(stored) | Done::There(stored) => stored,
    };
    let mut answer = Answer::version(done.status(), stored);
    if asked.minimal {
        answer.body.clear();
    }
    let location = format!("{}/{}/{}/_history/{}", shared.base(), stored.kind, stored.id, stored.version);
    answer.with(header::LOCATION, location)
}

/// The type that a POST or PUT names.
pub(crate) fn kind(name: &str) -> Result<&'static Kind, Problem> {
    match kind_of(name) {
        Some(kind) => Ok(kind),
        None if name == "AuditEvent" => {
            Err(Problem::new(405, "not-supported", "the audit is written by the server alone"))
        }
        None => Err(Problem::unknown_type()),
    }
}
