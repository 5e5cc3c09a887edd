//! `GET AuditEvent?patient=`: the patient's own view of who looked and who wrote.

use super::answer::Answer;
use super::asked::Asked;
use super::bodies::{self, address, with_cursor};
use super::outcome::Problem;
use super::params::Params;
use super::shape::patient_of;
use crate::audit::audit_event;
use crate::caller::Verb;
use crate::portal::Shared;
use crate::store::Cursor;

/// One page of the audit about the caller. Paged by cursor, oldest first unless `_sort=-date`; other conditions
/// are not offered.
pub(crate) async fn search(shared: &Shared, asked: &Asked, params: &Params) -> Answer {
    match page(shared, asked, params).await {
        Ok(answer) => answer,
        Err(problem) => problem.into(),
    }
}

async fn page(shared: &Shared, asked: &Asked, params: &Params) -> Result<Answer, Problem> {
    let caller = &asked.caller;
    // A patient may always see who looked: any scope that reads their record opens the record's own trail.
    if !caller.scopes.allow("AuditEvent", Verb::Search) && !caller.scopes.allow("Patient", Verb::Read) {
        return Err(Problem::scope());
    }
    let bad = || Problem::new(400, "invalid", "the value of a search parameter cannot be read");
    let (mut at, mut newest_first) = (None, false);
    let (mut count, mut of_another) = (shared.limits.page.0, false);
    let mut used = Params::default();
    for (name, value) in &params.0 {
        match name.as_str() {
            "patient" | "subject" | "entity" => {
                of_another |= patient_of(value).unwrap_or(value) != caller.patient;
            }
            "_cursor" => at = Some(Cursor::of_text(value).ok_or_else(bad)?.seq),
            "_sort" => {
                newest_first = match value.as_str() {
                    "date" | "_lastUpdated" => false,
                    "-date" | "-_lastUpdated" => true,
                    _ => return Err(bad()),
                };
            }
            "_count" => count = value.parse::<usize>().map_err(|_| bad())?.clamp(1, shared.limits.page.1),
            "_format" => {}
            _ if asked.strict => {
                return Err(Problem::new(400, "not-supported", "a search parameter is not supported"));
            }
            _ => continue,
        }
        used.0.push((name.clone(), value.clone()));
    }
    if of_another {
        // The look is recorded as any other; there is nothing to see.
        count = 0;
        (at, newest_first) = (Some(i64::MAX), false);
    }
    let (access, patient) = (asked.access(shared), caller.patient.clone());
    let trail = if newest_first {
        shared.store.trail_back(access, patient, at, count).await?
    } else {
        shared.store.trail(access, patient, at.unwrap_or(0), count).await?
    };
    let names = shared.staff_names().await?;
    let base = shared.base();
    let mut links = vec![("self", address(&base, "AuditEvent", &used))];
    if let Some(seq) = trail.next {
        let next = with_cursor(&used, "_cursor", Cursor { value: 0, seq }.to_text());
        links.push(("next", address(&base, "AuditEvent", &next)));
    }
    let entries: Vec<String> = trail
        .rows
        .iter()
        .map(|row| {
            let event = audit_event(row, &shared.public_url, &names);
            format!("{{\"fullUrl\":\"{base}/AuditEvent/{}\",\"resource\":{event}}}", row.seq)
        })
        .collect();
    Ok(Answer::ok(bodies::bundle("searchset", &links, None, &entries)))
}
