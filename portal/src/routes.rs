//! The one table of routes: the router, the CapabilityStatement and the authorisation matrix are made from it.

use crate::portal::Shared;
use crate::rest;
use axum::Router;
use axum::http::Method;
use axum::routing::MethodRouter;
use std::sync::Arc;

/// What a route demands before it answers anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Guard {
    /// Nothing: it tells nothing about anybody.
    Open,
    /// A bearer token of a patient.
    Patient,
    /// A secret of its own in the path or body, judged by its room.
    OwnSecret,
}

/// One route.
pub struct Route {
    /// The method.
    pub method: Method,
    /// The path, in axum's form: `/fhir/{type}/{id}`.
    pub path: &'static str,
    /// What it demands.
    pub guard: Guard,
    /// FHIR interactions it serves; empty for a route that is not FHIR's.
    pub serves: &'static [&'static str],
    /// What answers.
    pub(crate) handler: MethodRouter<Arc<Shared>>,
}

impl core::fmt::Debug for Route {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "{} {} {:?}", self.method, self.path, self.guard)
    }
}

/// The router of a table.
pub(crate) fn router(routes: Vec<Route>, shared: Arc<Shared>) -> Router {
    let mut whole = Router::new();
    for route in routes {
        whole = whole.route(route.path, route.handler);
    }
    whole.method_not_allowed_fallback(rest::no_method).fallback(rest::no_address).with_state(shared)
}
