//! Tokens: refreshed in time, one at a time, stored before they are used, and never seen.

use crate::desk::{BASE, Desk, Stand};
use crate::server::{Planted, fhir};
use chrono::TimeDelta;
use nocte_core::sync::{Change, Failure, Problem, Reply, Request, Session, Step};
use serde_json::json;
use std::fmt::Write;

const TOKEN: &str = "https://clinic.example/token";

fn fresh() -> Reply {
    let body = json!({"access_token": "access-1", "token_type": "bearer", "refresh_token": "refresh-1", "expires_in": "600"});
    Reply::answer(200, body.to_string())
}

fn ending(mut desk: Desk) -> Desk {
    let now = desk.now;
    let tokens = desk.state.pairing.as_mut().and_then(|pairing| pairing.tokens.as_mut()).expect("tokens");
    tokens.expires_at = Some(now + TimeDelta::seconds(5));
    desk
}

#[test]
fn a_token_that_is_about_to_end_is_refreshed_first_and_stored_before_it_is_used() {
    let desk = ending(Desk::new());
    let mut session = Session::new(desk.state.clone(), desk.now);
    let Step::Send(request) = session.next(desk.now) else { panic!("the refresh") };
    assert_eq!(request.url, TOKEN);
    assert!(request.headers.get("authorization").is_none(), "no bearer goes to the token endpoint");
    let body = String::from_utf8(request.body.expect("a form")).expect("text");
    assert_eq!(body, "grant_type=refresh_token&refresh_token=refresh-0&client_id=nocte");
    session.changes();
    session.complete(fresh(), desk.now);
    let changes = session.changes();
    let [Change::State(state)] = changes.as_slice() else {
        panic!("the new tokens are handed out to be kept")
    };
    let kept = state.pairing.as_ref().and_then(|pairing| pairing.tokens.as_ref()).expect("tokens");
    assert_eq!(kept.access.expose(), "access-1");
    let Step::Send(request) = session.next(desk.now) else { panic!("the poll") };
    assert_eq!(request.headers.get("authorization"), Some("Bearer access-1"));
}

#[test]
fn where_tokens_are_refreshed_is_found_out() {
    let mut desk = ending(Desk::new());
    desk.state.pairing.as_mut().expect("paired").token_endpoint = None;
    let mut server = Planted::with(|request, _| {
        if request.url == format!("{BASE}/.well-known/smart-configuration") {
            assert!(request.headers.get("authorization").is_none());
            let body =
                json!({"token_endpoint": TOKEN, "revocation_endpoint": "https://clinic.example/revoke"});
            return Some(Reply::answer(200, body.to_string()));
        }
        (request.url == TOKEN).then(fresh)
    });
    assert_eq!(desk.run(&mut server).expect("done").problems, []);
    assert_eq!(
        desk.state.pairing.expect("paired").revocation_endpoint.as_deref(),
        Some("https://clinic.example/revoke")
    );
}

#[test]
fn a_refresh_that_is_refused_asks_to_sign_in_and_one_that_got_lost_does_not() {
    let refused = Reply::answer(400, r#"{"error":"invalid_grant"}"#);
    let mut desk = ending(Desk::new());
    desk.write(1);
    let mut server = Planted::with(|request, _| (request.url == TOKEN).then(|| refused.clone()));
    assert_eq!(desk.run(&mut server).expect("done").problems, [Problem::SignInAgain]);
    assert_eq!(*desk.stand(1), Stand::Queued);
    drop(server);

    let trouble = [
        Reply::Failed(Failure::Timeout),
        Reply::answer(200, "<html>sign in to the hotel</html>"),
        Reply::answer(400, "<html>bad gateway</html>"),
        Reply::answer(503, r#"{"error":"temporarily_unavailable"}"#),
        Reply::answer(500, ""),
        Reply::answer(200, r#"{"token_type":"mac","access_token":"x"}"#),
    ];
    for (number, reply) in trouble.into_iter().enumerate() {
        let mut desk = ending(Desk::new());
        desk.write(1);
        let mut first = true;
        let mut server = Planted::with(|request, _| {
            (request.url == TOKEN).then(|| if core::mem::take(&mut first) { reply.clone() } else { fresh() })
        });
        let report = desk.run(&mut server).expect("done");
        drop(server);
        if number == 5 {
            assert!(desk.state.sign_in_again, "a token of a kind we do not speak");
        } else {
            assert_eq!(report.delivered, 1, "{number}");
            assert!(!desk.state.sign_in_again);
        }
    }
}

#[test]
fn a_clock_that_is_years_ahead_refreshes_once_a_run_and_not_before_each_request() {
    let mut desk = ending(Desk::new());
    desk.write(1);
    let mut refreshes = 0;
    let old = json!({"access_token": "a", "token_type": "bearer", "expires_in": -5}).to_string();
    let mut server = Planted::with(|request, _| {
        (request.url == TOKEN).then(|| {
            refreshes += 1;
            Reply::answer(200, old.clone())
        })
    });
    desk.run(&mut server).expect("done");
    drop(server);
    assert!(refreshes <= 12, "{refreshes}");
    assert!(desk.is_acked(1));
}

#[test]
fn no_token_stands_in_an_address_and_nothing_personal_in_a_debug() {
    let mut desk = ending(Desk::new());
    (1..=3).for_each(|seq| desk.write(seq));
    let mut printed = String::new();
    let mut server = Planted::with(|request, model| {
        assert!(!request.url.contains("access-") && !request.url.contains("refresh-"), "{}", request.url);
        let reply = if request.url == TOKEN { fresh() } else { model.serve(request) };
        let step = Step::Send(Request::get("https://canary"));
        let _ = write!(printed, "{request:?} {reply:?} {step:?}");
        Some(reply)
    });
    desk.run(&mut server).expect("done");
    drop(server);
    let change = Change::State(Box::new(desk.state.clone()));
    let _ = write!(printed, "{:?} {:?} {change:?}", desk.state, desk.outbox[&1].0);
    for secret in ["canary", "access-0", "access-1", "refresh-0", "refresh-1"] {
        assert!(!printed.contains(secret), "{secret} was printed");
    }
    let _ = fhir(200, "");
}
