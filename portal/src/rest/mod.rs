//! The FHIR surface: R4, JSON, one patient a token.
//!
//! Reads and writes go through [`crate::store::Store`], which knows nothing of HTTP; answers are put together from
//! the stored texts. "Not yours" and "not there" are one answer, down to its bytes.

mod answer;
mod asked;
mod bodies;
mod bundle;
mod entrance;
mod handlers;
mod incoming;
mod kinds;
mod metadata;
mod outcome;
mod params;
mod reading;
mod rules;
mod searching;
mod shape;
mod target;
mod trail;
mod validate;
mod writing;

pub use answer::Answer;
pub use asked::Asked;
pub use handlers::in_process;
pub(crate) use handlers::{no_address, no_method};
pub use kinds::{KINDS, Kind, Subject, Writer, kind_of};
pub use outcome::Problem;
pub use rules::judge;

use crate::portal::Shared;
use crate::routes::{Guard, Route};
use axum::http::Method;
use axum::routing::{MethodRouter, get, post, put};
use std::sync::Arc;

/// Its part of the table of routes. Static parts win over names, so `_search` is never an id.
pub fn routes() -> Vec<Route> {
    let patient = |method, path, serves, handler: MethodRouter<Arc<Shared>>| Route {
        method,
        path,
        guard: Guard::Patient,
        serves,
        handler,
    };
    let read = |path, serves| patient(Method::GET, path, serves, get(handlers::get));
    vec![
        Route {
            method: Method::GET,
            path: "/fhir/metadata",
            guard: Guard::Open,
            serves: &["capabilities"],
            handler: get(handlers::metadata),
        },
        patient(Method::POST, "/fhir", &["transaction", "batch"], post(handlers::system)),
        patient(Method::POST, "/fhir/", &["transaction", "batch"], post(handlers::system)),
        read("/fhir/_history", &["history-system"]),
        read("/fhir/{type}", &["search-type"]),
        patient(Method::POST, "/fhir/{type}", &["create"], post(handlers::post)),
        patient(Method::POST, "/fhir/{type}/_search", &["search-type"], post(handlers::search)),
        read("/fhir/{type}/_history", &["history-type"]),
        read("/fhir/{type}/$everything", &["everything"]),
        patient(Method::POST, "/fhir/{type}/$validate", &["validate"], post(handlers::validate)),
        read("/fhir/{type}/{id}", &["read"]),
        patient(Method::PUT, "/fhir/{type}/{id}", &["update"], put(handlers::put)),
        read("/fhir/{type}/{id}/_history", &["history-instance"]),
        read("/fhir/{type}/{id}/_history/{version}", &["vread"]),
        read("/fhir/{type}/{id}/$everything", &["everything"]),
        patient(Method::POST, "/fhir/{type}/{id}/$validate", &["validate"], post(handlers::validate)),
    ]
}
