//! A prescriber's forms: the diff, the signature, answers, warnings, words.
//!
//! The diff is made by one request and signed by the next; what was looked at travels in between and is held against
//! the record again when it is signed (`safety.md` 25). A stop is never refused for being late: it asks for no dose.

use super::outcome::{Done, desk, done, failed, notice, refused, shown, status};
use super::{decide, patient, plan as plan_page, requests, safety};
use crate::clinic::deciding::{Obstacle, Preview, Way, Wish};
use crate::clinic::{Chart, Clinic, ClinicError};
use crate::form::Form;
use crate::frame::Notice;
use crate::portal::Shared;
use crate::signed_in::Staff;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use nocte_core::domain::clinic::{ClinicFlag, RequestAnswer, RequestOutcome};
use nocte_core::words::refusal::Refusal;
use std::sync::Arc;

type Portal = State<Arc<Shared>>;

/// Nights of the graph on a page that says no.
const USUAL: u64 = 180;

/// What the diff of one of the ways on would be.
pub(super) async fn decision(
    State(shared): Portal,
    staff: Staff,
    Path(id): Path<String>,
    form: Form,
) -> Response {
    let chart = match read(&shared, &staff, &id).await {
        Ok((_, chart)) => chart,
        Err(error) => return failed(&staff, shared.clock.now(), &error),
    };
    let Some(way) = form.one("way").and_then(Way::of_word) else {
        return not_so(&chart, &staff, Refusal::new("No way on was chosen.", "Choose one of the five."));
    };
    let wish = match plan_page::wish(&form) {
        Ok(wish) => wish,
        Err(refusal) => return not_so(&chart, &staff, refusal),
    };
    let wish = along(&chart, way, &form, wish);
    previewed(&chart, Some(way), &wish, &staff, None, StatusCode::OK)
}

/// The steps of a way on: one dose, and the plan's later steps where it goes on from there.
fn along(chart: &Chart, way: Way, form: &Form, wish: Wish) -> Wish {
    let steps = match (way, wish.steps.first()) {
        (Way::Pause | Way::Stop, _) | (_, None) => Vec::new(),
        (_, Some(step)) => {
            let onward = way == Way::Up && form.one("onward") == Some("yes");
            chart.steps_of(step.dose, step.min_nights, onward)
        }
    };
    Wish { steps, ..wish }
}

/// The diff of the plan editor.
pub(super) async fn plan(
    State(shared): Portal,
    staff: Staff,
    Path(id): Path<String>,
    form: Form,
) -> Response {
    let chart = match read(&shared, &staff, &id).await {
        Ok((_, chart)) => chart,
        Err(error) => return failed(&staff, shared.clock.now(), &error),
    };
    match plan_page::wish(&form) {
        Ok(wish) => previewed(&chart, None, &wish, &staff, None, StatusCode::OK),
        Err(refusal) => {
            let page = plan_page::show(&chart, &staff, Some(&refused(refusal)));
            shown(StatusCode::UNPROCESSABLE_ENTITY, page)
        }
    }
}

/// Signs.
pub(super) async fn sign(
    State(shared): Portal,
    staff: Staff,
    Path(id): Path<String>,
    form: Form,
) -> Response {
    let (desk, chart) = match read(&shared, &staff, &id).await {
        Ok(read) => read,
        Err(error) => return failed(&staff, shared.clock.now(), &error),
    };
    let way = form.one("way").and_then(Way::of_word);
    let wish = match plan_page::wish(&form) {
        Ok(wish) => wish,
        Err(refusal) => return not_so(&chart, &staff, refusal),
    };
    let path = format!("/patients/{id}");
    if let Some(way @ (Way::Stop | Way::Pause)) = way {
        return match ended(&desk, &chart, way, &wish, &staff).await {
            Ok(what) => done(&path, what),
            Err(error) => late(&shared, &staff, &id, &error).await,
        };
    }
    let preview = chart.preview(way, &wish, &staff.name);
    if preview.obstacle.is_some() {
        return previewed(&chart, way, &wish, &staff, None, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let unseen = preview
        .effects
        .iter()
        .any(|open| !form.all("seen_effect").any(|seen| seen == open.effect.to_string()));
    if unseen {
        let refusal = Refusal::new(
            "A side effect is open, and it was not said that it was seen: nothing was signed.",
            "Tick it if you sign a higher dose all the same.",
        );
        return previewed(
            &chart,
            way,
            &wish,
            &staff,
            Some(&refused(refusal)),
            StatusCode::UNPROCESSABLE_ENTITY,
        );
    }
    match signed(&desk, &chart, preview, &staff).await {
        Ok(()) => done(&path, Done::Signed),
        Err(error) => late(&shared, &staff, &id, &error).await,
    }
}

/// The order goes out, and every open request has its answer with it.
async fn signed(desk: &Clinic, chart: &Chart, preview: Preview, staff: &Staff) -> Result<(), ClinicError> {
    let now = chart.step().map(|(_, step)| step.dose);
    let first = preview.order.steps.first().map(|step| step.dose);
    let id = desk.sign_order(&chart.patient, preview.order).await?;
    // Any order up is an answer to "may I step up?"; the same dose or a lower one is a no.
    let agreed = first > now;
    let outcome = if agreed { RequestOutcome::Completed } else { RequestOutcome::Rejected };
    answered(desk, chart, outcome, agreed.then_some(id), staff).await
}

async fn ended(
    desk: &Clinic,
    chart: &Chart,
    way: Way,
    wish: &Wish,
    staff: &Staff,
) -> Result<Done, ClinicError> {
    let note = wish.note.as_deref();
    let what = if way == Way::Stop {
        desk.stop(&chart.patient, &staff.name, note).await?;
        Done::Stopped
    } else {
        desk.put_on_hold(&chart.patient, &staff.name, note).await?;
        Done::Paused
    };
    answered(desk, chart, RequestOutcome::Rejected, None, staff).await?;
    Ok(what)
}

async fn answered(
    desk: &Clinic,
    chart: &Chart,
    outcome: RequestOutcome,
    order: Option<String>,
    staff: &Staff,
) -> Result<(), ClinicError> {
    for request in chart.requests() {
        let answer = RequestAnswer {
            request: request.id,
            outcome,
            by: staff.name.clone(),
            reason: None,
            order: order.clone(),
        };
        match desk.answer_request(&chart.patient, &answer).await {
            // Somebody answered it in the same moment.
            Ok(()) | Err(ClinicError::NotThere) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// An answer to a request without an order: seen, or not agreed to.
pub(super) async fn answer(
    State(shared): Portal,
    staff: Staff,
    Path((id, request)): Path<(String, String)>,
    form: Form,
) -> Response {
    let (outcome, what) = match form.one("answer") {
        Some("accepted") => (RequestOutcome::Accepted, Done::Seen),
        _ => (RequestOutcome::Rejected, Done::Answered),
    };
    let reason = form.one("reason").map(str::trim).filter(|reason| !reason.is_empty()).map(str::to_owned);
    let result = async {
        let request = request.parse().map_err(|_| ClinicError::NotThere)?;
        let answer = RequestAnswer { request, outcome, by: staff.name.clone(), reason, order: None };
        desk(&shared, &staff)?.answer_request(&id, &answer).await
    };
    match result.await {
        Ok(()) => done("/requests", what),
        // The page as it is now: the others who ask are still there.
        Err(error) => match super::open::asking(&shared, &staff, 0).await {
            Ok(asking) => shown(status(&error), requests::show(&asking, &staff, Some(&notice(&error)))),
            Err(_) => failed(&staff, shared.clock.now(), &error),
        },
    }
}

/// Puts up a warning.
pub(super) async fn warn(
    State(shared): Portal,
    staff: Staff,
    Path(id): Path<String>,
    form: Form,
) -> Response {
    let Some(text) = words(&form) else { return no_words(&shared, &staff, &id).await };
    let flag = ClinicFlag {
        active: true,
        by: staff.name.clone(),
        text,
        from: Some(shared.clock.now().date_naive()),
        until: None,
    };
    let result = async { desk(&shared, &staff)?.raise_flag(&id, &flag).await };
    match result.await {
        Ok(_) => done(&format!("/patients/{id}/safety"), Done::Warned),
        Err(error) => failed(&staff, shared.clock.now(), &error),
    }
}

/// Takes one back.
pub(super) async fn unwarn(
    State(shared): Portal,
    staff: Staff,
    Path((id, flag)): Path<(String, String)>,
) -> Response {
    let result = async { desk(&shared, &staff)?.lower_flag(&id, &flag, &staff.name).await };
    match result.await {
        Ok(()) => done(&format!("/patients/{id}/safety"), Done::Unwarned),
        Err(error) => failed(&staff, shared.clock.now(), &error),
    }
}

/// Words to the patient: the answer to a red flag.
pub(super) async fn message(
    State(shared): Portal,
    staff: Staff,
    Path(id): Path<String>,
    form: Form,
) -> Response {
    let Some(text) = words(&form) else { return no_words(&shared, &staff, &id).await };
    let result = async { desk(&shared, &staff)?.send_message(&id, &staff.name, &text).await };
    match result.await {
        Ok(_) => done(&format!("/patients/{id}/safety"), Done::Sent),
        Err(error) => failed(&staff, shared.clock.now(), &error),
    }
}

/// The field `text`, within the length the form allows.
fn words(form: &Form) -> Option<String> {
    let text = form.one("text")?.trim();
    (!text.is_empty() && text.chars().count() <= 1_000).then(|| text.to_owned())
}

async fn no_words(shared: &Arc<Shared>, staff: &Staff, patient: &str) -> Response {
    let refusal =
        Refusal::new("There are no words, or more than a thousand characters.", "Type them again, shorter.");
    match read(shared, staff, patient).await {
        Ok((_, chart)) => {
            let page = safety::show(&chart, staff, Some(&refused(refusal)));
            shown(StatusCode::UNPROCESSABLE_ENTITY, page)
        }
        Err(error) => failed(staff, shared.clock.now(), &error),
    }
}

async fn read(shared: &Arc<Shared>, staff: &Staff, patient: &str) -> Result<(Clinic, Chart), ClinicError> {
    let desk = desk(shared, staff)?;
    let chart = desk.chart(patient).await?;
    Ok((desk, chart))
}

/// The page of the diff; a record that has moved on is shown anew instead.
fn previewed(
    chart: &Chart,
    way: Option<Way>,
    wish: &Wish,
    staff: &Staff,
    notice: Option<&Notice>,
    status: StatusCode,
) -> Response {
    let preview = chart.preview(way, wish, &staff.name);
    let holds = matches!(way, Some(Way::Stop | Way::Pause));
    if !holds && preview.obstacle == Some(Obstacle::Outdated) {
        let notice = refused(decide::obstacle(&Obstacle::Outdated));
        return shown(StatusCode::CONFLICT, patient::timeline(chart, USUAL, staff, Some(&notice)));
    }
    shown(status, decide::preview(chart, way, wish, &preview, staff, notice))
}

/// The patient's page again, with why what was typed is not taken.
fn not_so(chart: &Chart, staff: &Staff, refusal: Refusal) -> Response {
    let page = patient::timeline(chart, USUAL, staff, Some(&refused(refusal)));
    shown(StatusCode::UNPROCESSABLE_ENTITY, page)
}

/// What came between reading and writing: the page as it is now, with the reason.
async fn late(shared: &Arc<Shared>, staff: &Staff, patient: &str, error: &ClinicError) -> Response {
    match read(shared, staff, patient).await {
        Ok((_, chart)) => shown(status(error), patient::timeline(&chart, USUAL, staff, Some(&notice(error)))),
        Err(error) => failed(staff, shared.clock.now(), &error),
    }
}
