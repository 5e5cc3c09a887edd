//! The one table of routes: the router, the CapabilityStatement and the authorisation matrix are made from it.

use crate::log;
use crate::portal::Shared;
use crate::roster::Role;
use crate::staff::gate;
use crate::stray;
use axum::Router;
use axum::http::Method;
use axum::middleware;
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
    /// A page for a browser that is not signed in: it tells nothing about anybody, its forms must come from here.
    Page,
    /// A page for staff who are signed in, with at least this role; its forms carry the session's token.
    Staff(Role),
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

impl Route {
    /// A route that is not FHIR's.
    pub(crate) fn new(
        method: Method,
        path: &'static str,
        guard: Guard,
        handler: MethodRouter<Arc<Shared>>,
    ) -> Self {
        Self { method, path, guard, serves: &[], handler }
    }
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
        let handler = match route.guard {
            Guard::Staff(least) => gate::before(route.handler, Some(least), &shared),
            Guard::Page => gate::before(route.handler, None, &shared),
            // Their rooms judge the request themselves.
            Guard::Open | Guard::Patient | Guard::OwnSecret => route.handler,
        };
        let handler = log::around(handler, &route.method, route.path, &shared);
        whole = whole.route(route.path, handler);
    }
    let readable = middleware::from_fn_with_state(Arc::clone(&shared), stray::readable);
    whole
        .method_not_allowed_fallback(stray::no_method)
        .fallback(stray::no_address)
        .layer(readable)
        .with_state(shared)
}
