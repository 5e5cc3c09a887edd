//! The FHIR surface.

use crate::routes::Route;

/// Its part of the table of routes.
pub fn routes() -> Vec<Route> {
    Vec::new()
}
