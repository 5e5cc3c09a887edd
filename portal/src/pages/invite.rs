//! Staff's own forms: a patient put on the list, a link made, a match confirmed, a pairing ended.

use super::outcome::{Done, desk, done, failed, notice, refused, shown, status};
use super::{phones, plan};
use crate::clinic::{ClinicError, NewPatient, Seen};
use crate::form::Form;
use crate::named;
use crate::portal::Shared;
use crate::signed_in::Staff;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;
use chrono::NaiveDate;
use nocte_core::words::amount::amount_refused;
use nocte_core::words::refusal::Refusal;
use std::sync::Arc;

type Portal = State<Arc<Shared>>;

pub(super) async fn enrol(State(shared): Portal, staff: Staff, form: Form) -> Response {
    let name = form.one("name").and_then(named::name);
    let birth = form.one("birth").and_then(|birth| birth.parse::<NaiveDate>().ok());
    let now = shared.clock.now();
    let (Some(name), Some(birth)) =
        (name, birth.filter(|birth| NewPatient::may_be_born(*birth, now.date_naive())))
    else {
        let refusal = Refusal::new(
            "A name and a day of birth in the last 130 years are needed.",
            "Type both and send the form again; the name in one line, with a letter or digit among it.",
        );
        return clinic_again(&shared, &staff, refusal).await;
    };
    let result = async {
        let new = NewPatient { name: name.to_owned(), birth, synthetic: false };
        desk(&shared, &staff)?.add_patient(&new).await
    };
    match result.await {
        Ok(id) => done(&format!("/patients/{id}/phones"), Done::Enrolled),
        Err(error) => failed(&staff, now, &error),
    }
}

async fn clinic_again(shared: &Arc<Shared>, staff: &Staff, refusal: Refusal) -> Response {
    let result = async {
        let desk = desk(shared, staff)?;
        super::open::house(shared, &desk, 0).await
    };
    match result.await {
        Ok(house) => {
            let page = super::clinic::show(&house, staff, Some(&refused(refusal)));
            shown(StatusCode::UNPROCESSABLE_ENTITY, page)
        }
        Err(error) => failed(staff, shared.clock.now(), &error),
    }
}

pub(super) async fn make(State(shared): Portal, staff: Staff, Path(id): Path<String>) -> Response {
    let result = async {
        let desk = desk(&shared, &staff)?;
        let invite = desk.invite_at(&id, &shared.public_url).await?;
        Ok::<_, ClinicError>(phones::show(&desk.chart(&id).await?, Some(&invite), &staff, None))
    };
    match result.await {
        Ok(page) => shown(StatusCode::OK, page),
        Err(error) => failed(&staff, shared.clock.now(), &error),
    }
}

pub(super) async fn confirm(
    State(shared): Portal,
    staff: Staff,
    Path((id, pairing)): Path<(String, String)>,
    form: Form,
) -> Response {
    let dose = form.one("dose").map(str::trim).filter(|text| !text.is_empty()).map(plan::dose).transpose();
    let dose = match dose {
        Ok(dose) => dose,
        Err(error) => {
            let refusal = amount_refused(error, crate::frame::say::LANG);
            return again(&shared, &staff, &id, refused(refusal), StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    let year = form.one("year").and_then(|year| year.trim().parse().ok()).unwrap_or_default();
    let initials = form.one("initials").unwrap_or_default().to_owned();
    let seen = Seen { initials, birth_year: year, dose };
    let result = async { desk(&shared, &staff)?.confirm_match(&id, &pairing, &seen).await };
    match result.await {
        Ok(_) => done(&format!("/patients/{id}/phones"), Done::Matched),
        Err(error) => again(&shared, &staff, &id, notice(&error), status(&error)).await,
    }
}

pub(super) async fn end(
    State(shared): Portal,
    staff: Staff,
    Path((id, pairing)): Path<(String, String)>,
) -> Response {
    let result = async { desk(&shared, &staff)?.end_pairing(&id, &pairing).await };
    match result.await {
        Ok(()) => done(&format!("/patients/{id}/phones"), Done::Ended),
        Err(error) => again(&shared, &staff, &id, notice(&error), status(&error)).await,
    }
}

/// The page of phones as it is now, with why not.
async fn again(
    shared: &Arc<Shared>,
    staff: &Staff,
    patient: &str,
    notice: crate::frame::Notice,
    status: StatusCode,
) -> Response {
    let result = async { desk(shared, staff)?.chart(patient).await };
    match result.await {
        Ok(chart) => shown(status, phones::show(&chart, None, staff, Some(&notice))),
        Err(error) => failed(staff, shared.clock.now(), &error),
    }
}
