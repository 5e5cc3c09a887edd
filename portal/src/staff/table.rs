//! This room's part of the table of routes, with who may use each.

use super::{entering, joining, own, people, signin};
use crate::roster::Role;
use crate::routes::{Guard, Route};
use axum::http::Method;
use axum::routing::{get, post};

/// The routes.
pub fn routes() -> Vec<Route> {
    let shown = |path, guard, handler| Route::new(Method::GET, path, guard, handler);
    let sent = |path, guard, handler| Route::new(Method::POST, path, guard, handler);
    let (anybody, staff, admin) = (Guard::Page, Guard::Staff(Role::Staff), Guard::Staff(Role::Admin));
    vec![
        shown("/sign-in", anybody, get(signin::show)),
        sent("/sign-in", anybody, post(signin::with_password)),
        sent("/sign-in/passkey/options", anybody, post(entering::options)),
        sent("/sign-in/passkey", anybody, post(entering::enter)),
        sent("/sign-out", staff, post(signin::out)),
        shown("/setup/{secret}", anybody, get(joining::show)),
        sent("/setup/{secret}", anybody, post(joining::with_password)),
        sent("/setup/{secret}/passkey/options", anybody, post(joining::passkey_options)),
        sent("/setup/{secret}/passkey", anybody, post(joining::with_passkey)),
        shown("/me", staff, get(own::show)),
        sent("/me/password", staff, post(own::set_password)),
        sent("/me/passkey/options", staff, post(own::passkey_options)),
        sent("/me/passkey", staff, post(own::add_passkey)),
        sent("/me/remove", staff, post(own::remove_key)),
        sent("/me/sessions/end", staff, post(own::end_sessions)),
        shown("/staff", admin, get(people::show)),
        sent("/staff", admin, post(people::invite)),
        sent("/staff/{id}/role", admin, post(people::give_role)),
        sent("/staff/{id}/disable", admin, post(people::disable)),
        sent("/staff/{id}/reset", admin, post(people::reset)),
    ]
}
