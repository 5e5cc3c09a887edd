//! The pages of the clinic: made on the server from typed data, complete without script.
//!
//! ```text
//! routes here -> open (GET) and act (POST) -> a page: a pure function from a chart to HTML -> frame
//! ```
//!
//! A page is a function from what `clinic` read to HTML and is tested without HTTP. Nothing personal stands in an
//! address or a title. What is signed is shown as a diff first.

mod act;
mod clinic;
mod decide;
mod graph;
mod invite;
mod numbers;
mod open;
mod outcome;
mod patient;
mod phones;
mod plan;
mod requests;
mod safety;
mod summary;
mod trail;
mod worklist;

use crate::frame::asset;
use crate::roster::Role;
use crate::routes::{Guard, Route};
use axum::http::Method;
use axum::routing::{get, post};

/// The addresses of the files that pages load: all of them, and all this server's.
pub fn assets() -> [String; 6] {
    asset::hrefs()
}

/// This room's part of the table of routes: each with the least role that may use it.
pub fn routes() -> Vec<Route> {
    let page = |path, handler| Route::new(Method::GET, path, Guard::Staff(Role::Staff), handler);
    let form = |path, least, handler| Route::new(Method::POST, path, Guard::Staff(least), handler);
    vec![
        Route::new(Method::GET, "/asset/{digest}/{name}", Guard::Open, get(asset::serve)),
        page("/", get(open::worklist)),
        page("/requests", get(open::requests)),
        page("/clinic", get(open::clinic)),
        page("/patients/{id}", get(open::timeline)),
        page("/patients/{id}/plan", get(open::plan)),
        page("/patients/{id}/safety", get(open::safety)),
        page("/patients/{id}/summary", get(open::summary)),
        page("/patients/{id}/summary/file", get(open::summary_file)),
        page("/patients/{id}/phones", get(open::phones)),
        page("/patients/{id}/audit", get(open::audit)),
        form("/worklist/find", Role::Staff, post(open::find)),
        form("/clinic/patients", Role::Staff, post(invite::enrol)),
        form("/patients/{id}/phones", Role::Staff, post(invite::make)),
        form("/patients/{id}/phones/{pairing}/match", Role::Staff, post(invite::confirm)),
        form("/patients/{id}/phones/{pairing}/end", Role::Staff, post(invite::end)),
        form("/patients/{id}/decision", Role::Prescriber, post(act::decision)),
        form("/patients/{id}/plan", Role::Prescriber, post(act::plan)),
        form("/patients/{id}/sign", Role::Prescriber, post(act::sign)),
        form("/patients/{id}/requests/{request}", Role::Prescriber, post(act::answer)),
        form("/patients/{id}/flags", Role::Prescriber, post(act::warn)),
        form("/patients/{id}/flags/{flag}", Role::Prescriber, post(act::unwarn)),
        form("/patients/{id}/message", Role::Prescriber, post(act::message)),
    ]
}
