//! Opening a page: read what it shows, make it.

use super::clinic::{House, Treated};
use super::outcome::{Done, answer, desk, failed};
use super::worklist::Which;
use super::{clinic as clinic_page, patient, phones, plan, requests, safety, summary, trail, worklist};
use crate::clinic::need::Need;
use crate::clinic::worklist::Line;
use crate::clinic::{Clinic, ClinicError};
use crate::form::Form;
use crate::frame::pager::{Pager, asked};
use crate::portal::Shared;
use crate::signed_in::Staff;
use axum::extract::{Path, RawQuery, State};
use axum::http::header;
use axum::response::{Html, IntoResponse, Response};
use maud::Markup;
use std::collections::HashMap;
use std::sync::Arc;

/// Nights of the graph unless another stretch is chosen.
const USUAL: u64 = 180;
/// Audit rows of one page.
const TRAIL: usize = 100;

type Portal = State<Arc<Shared>>;

/// A query's fields; a broken one asks for nothing.
fn fields(query: Option<String>) -> Form {
    Form::read(query.unwrap_or_default().as_bytes()).unwrap_or_default()
}

pub(super) async fn worklist(State(shared): Portal, staff: Staff, RawQuery(query): RawQuery) -> Response {
    let query = fields(query);
    let page = asked(query.one("page"));
    let which = Which { deciding: query.one("show") == Some("deciding"), page, name: None };
    listed(&shared, &staff, &which).await
}

pub(super) async fn find(State(shared): Portal, staff: Staff, form: Form) -> Response {
    let name = form.one("name").map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned);
    listed(&shared, &staff, &Which { name, ..Which::default() }).await
}

async fn listed(shared: &Arc<Shared>, staff: &Staff, which: &Which) -> Response {
    let result = async { Ok(worklist::show(&desk(shared, staff)?.worklist().await?, which, staff, None)) };
    answer(staff, shared.clock.now(), result.await)
}

pub(super) async fn requests(State(shared): Portal, staff: Staff, RawQuery(query): RawQuery) -> Response {
    let query = fields(query);
    let notice = Done::of(&query);
    let asking = asking(&shared, &staff, asked(query.one("page"))).await;
    let page = asking.map(|asking| requests::show(&asking, &staff, notice.as_ref()));
    answer(&staff, shared.clock.now(), page)
}

/// Who asks for something, as it is now: one page of them.
pub(super) async fn asking(
    shared: &Arc<Shared>,
    staff: &Staff,
    page: usize,
) -> Result<requests::Asking, ClinicError> {
    let desk = desk(shared, staff)?;
    let list = desk.worklist().await?;
    let asks = |line: &Arc<Line>| {
        let since = line.needs.iter().find_map(|need| match need {
            Need::Asks { since } => Some(*since),
            _ => None,
        });
        since.map(|since| (since, line.patient.clone()))
    };
    let mut waiting: Vec<_> = list.lines.iter().filter_map(asks).collect();
    waiting.sort();
    let pager = Pager::new(page, waiting.len(), requests::PAGE);
    let mut charts = Vec::new();
    for (_, patient) in pager.part(&waiting) {
        charts.push(desk.chart(patient).await?);
    }
    Ok(requests::Asking { charts, patients: waiting.len(), pager, at: list.at })
}

pub(super) async fn clinic(State(shared): Portal, staff: Staff, RawQuery(query): RawQuery) -> Response {
    let query = fields(query);
    let notice = Done::of(&query);
    let result = async {
        let desk = desk(&shared, &staff)?;
        let house = house(&shared, &desk, asked(query.one("page"))).await?;
        Ok(clinic_page::show(&house, &staff, notice.as_ref()))
    };
    answer(&staff, shared.clock.now(), result.await)
}

/// What the clinic's page shows: those on the list by name, then who took the consent back, then closed records.
pub(super) async fn house(shared: &Arc<Shared>, desk: &Clinic, page: usize) -> Result<House, ClinicError> {
    let list = desk.worklist().await?;
    let kept = desk.keyring().clinic().await?;
    let mut listed = desk.keyring().patients(None).await?;
    let lines: HashMap<&str, &Line> =
        list.lines.iter().map(|line| (line.patient.as_str(), &**line)).collect();
    listed.sort_by_cached_key(|one| {
        let name = lines.get(one.id.as_str()).map(|line| line.name.to_lowercase());
        (one.closed.is_some(), name.is_none(), name, one.since)
    });
    let pager = Pager::new(page, listed.len(), clinic_page::PAGE);
    let mut patients = Vec::new();
    for one in pager.part(&listed) {
        let (name, newest) = match lines.get(one.id.as_str()) {
            Some(line) => (line.name.clone(), line.newest.clone()),
            None if one.closed.is_none() => {
                let chart = desk.chart(&one.id).await?;
                (chart.name, chart.pairings.into_iter().next())
            }
            None => ("A closed record".to_owned(), None),
        };
        patients.push(Treated { listed: one.clone(), name, newest });
    }
    Ok(House {
        name: kept.map_or_else(|| "Clinic".to_owned(), |clinic| clinic.name),
        address: shared.public_url.clone(),
        members: desk.colleagues().await?,
        patients,
        pager,
        at: list.at,
    })
}

/// Reads one patient's chart and makes a page of it.
async fn of_patient(
    shared: &Arc<Shared>,
    staff: &Staff,
    patient: &str,
    make: impl FnOnce(&crate::clinic::Chart) -> Markup,
) -> Response {
    let result = async { Ok(make(&desk(shared, staff)?.chart(patient).await?)) };
    answer(staff, shared.clock.now(), result.await)
}

pub(super) async fn timeline(
    State(shared): Portal,
    staff: Staff,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    let query = fields(query);
    let asked = query.one("nights").and_then(|nights| nights.parse().ok()).unwrap_or(USUAL);
    let stretch = super::graph::STRETCHES.into_iter().find(|known| *known == asked).unwrap_or(USUAL);
    of_patient(&shared, &staff, &id, |chart| {
        patient::timeline(chart, stretch, &staff, Done::of(&query).as_ref())
    })
    .await
}

pub(super) async fn plan(
    State(shared): Portal,
    staff: Staff,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    let notice = Done::of(&fields(query));
    of_patient(&shared, &staff, &id, |chart| plan::show(chart, &staff, notice.as_ref())).await
}

pub(super) async fn safety(
    State(shared): Portal,
    staff: Staff,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    let notice = Done::of(&fields(query));
    of_patient(&shared, &staff, &id, |chart| safety::show(chart, &staff, notice.as_ref())).await
}

pub(super) async fn summary(State(shared): Portal, staff: Staff, Path(id): Path<String>) -> Response {
    of_patient(&shared, &staff, &id, |chart| summary::show(chart, &staff, None)).await
}

/// The summary as a file. What the browser is told of every page holds for it as well; it carries its own policy for
/// when it is opened from a disk.
pub(super) async fn summary_file(State(shared): Portal, staff: Staff, Path(id): Path<String>) -> Response {
    let read = async { desk(&shared, &staff)?.chart(&id).await };
    match read.await {
        Ok(chart) => {
            let named = format!("attachment; filename=\"{}\"", summary::file_name(&chart));
            ([(header::CONTENT_DISPOSITION, named)], Html(summary::file(&chart, &staff).into_string()))
                .into_response()
        }
        Err(error) => failed(&staff, shared.clock.now(), &error),
    }
}

pub(super) async fn phones(
    State(shared): Portal,
    staff: Staff,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    let notice = Done::of(&fields(query));
    of_patient(&shared, &staff, &id, |chart| phones::show(chart, None, &staff, notice.as_ref())).await
}

pub(super) async fn audit(
    State(shared): Portal,
    staff: Staff,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Response {
    let before = fields(query).one("before").and_then(|before| before.parse().ok());
    let result = async {
        let desk = desk(&shared, &staff)?;
        let chart = desk.chart(&id).await?;
        let found = desk.trail(&id, before, TRAIL).await?;
        let members = desk.colleagues().await?;
        Ok(trail::show(&chart, &found.rows, &members, found.next, &staff, None))
    };
    answer(&staff, shared.clock.now(), result.await)
}
