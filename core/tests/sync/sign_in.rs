//! Signing in with the browser: PKCE, `state`, the exact way back.

use chrono::{DateTime, Utc};
use nocte_core::sync::smart::{Endpoints, Launch, SmartError, read_tokens, revoke};
use nocte_core::sync::{Reply, Secret, Tokens};
use serde_json::json;

const BASE: &str = "https://ehr.example/fhir";
const BACK: &str = "https://app.example/back";

fn endpoints() -> Endpoints {
    let body = json!({
        "authorization_endpoint": "https://auth.example/authorize",
        "token_endpoint": "https://auth.example/token",
        "revocation_endpoint": "https://auth.example/revoke",
        "code_challenge_methods_supported": ["S256"],
    });
    Endpoints::read(&Reply::answer(200, body.to_string())).expect("good")
}

fn launch() -> Launch {
    Launch::begin(
        &endpoints(),
        BASE,
        "nocte",
        BACK,
        &core::array::from_fn(|at| u8::try_from(at).expect("64")),
    )
    .expect("good")
}

fn parameter(url: &str, name: &str) -> String {
    let query = url.split_once('?').expect("a query").1;
    let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    pairs.into_iter().find(|(own, _)| *own == name).expect("there").1.to_owned()
}

#[test]
fn the_browser_is_sent_with_a_challenge_and_the_code_is_exchanged_with_its_verifier() {
    assert_eq!(
        Endpoints::request("https://ehr.example/fhir/").url,
        "https://ehr.example/fhir/.well-known/smart-configuration"
    );
    let launch = launch();
    assert!(launch.url.starts_with("https://auth.example/authorize?response_type=code&client_id=nocte&"));
    assert_eq!(parameter(&launch.url, "code_challenge_method"), "S256");
    assert_eq!(parameter(&launch.url, "aud"), "https%3A%2F%2Fehr.example%2Ffhir");
    let state = parameter(&launch.url, "state");
    assert_eq!(state.len(), 43);
    let request = launch.returned(&format!("{BACK}?code=c%2F1&state={state}")).expect("ours");
    assert_eq!(request.url, "https://auth.example/token");
    let body = String::from_utf8(request.body.expect("a form")).expect("text");
    let verifier = body.rsplit_once("code_verifier=").expect("there").1.to_owned();
    assert_eq!(verifier.len(), 43);
    assert!(!launch.url.contains(&verifier), "the verifier stays here");
    assert!(body.starts_with(
        "grant_type=authorization_code&code=c%2F1&redirect_uri=https%3A%2F%2Fapp.example%2Fback"
    ));
    let printed = format!("{launch:?}");
    assert!(!printed.contains(&verifier));
}

#[test]
fn what_is_not_the_answer_to_this_sign_in_is_refused() {
    let launch = launch();
    let state = parameter(&launch.url, "state");
    for foreign in [
        format!("{BACK}?code=c&state=other"),
        format!("{BACK}?code=c"),
        format!("{BACK}?state={state}"),
        format!("{BACK}/?code=c&state={state}"),
        format!("https://evil.example/back?code=c&state={state}"),
        format!("{BACK}?code=c&code=d&state={state}"),
        format!("{BACK}?code=c&state={state}&state=other"),
    ] {
        assert_eq!(launch.returned(&foreign).expect_err("foreign"), SmartError::Foreign, "{foreign}");
    }
    let denied = format!("{BACK}?error=access_denied&state={state}");
    assert_eq!(launch.returned(&denied).expect_err("denied"), SmartError::Denied);
}

#[test]
fn a_server_without_pkce_or_with_unsafe_addresses_is_not_signed_in_to() {
    let read = |body: serde_json::Value| Endpoints::read(&Reply::answer(200, body.to_string()));
    let plain = read(
        json!({"token_endpoint": "https://a.example/t", "authorization_endpoint": "https://a.example/a"}),
    );
    let begun = Launch::begin(&plain.expect("read"), BASE, "nocte", BACK, &[7; 64]);
    assert_eq!(begun.expect_err("no S256"), SmartError::NotOffered);
    assert_eq!(read(json!({"token_endpoint": "http://a.example/t"})), Err(SmartError::Address));
    assert_eq!(read(json!({})), Err(SmartError::NotOffered));
    assert_eq!(Endpoints::read(&Reply::answer(404, "")), Err(SmartError::NotOffered));
    assert_eq!(Endpoints::read(&Reply::answer(200, "<html>")), Err(SmartError::TryAgain));
}

#[test]
fn tokens_are_read_and_given_back() {
    let now: DateTime<Utc> = DateTime::UNIX_EPOCH;
    let good = json!({"access_token": "a", "token_type": "Bearer", "expires_in": 60, "refresh_token": "r", "patient": "p", "scope": "s"});
    let answer = read_tokens(&Reply::answer(200, good.to_string()), now).expect("good");
    assert_eq!(answer.patient.as_deref(), Some("p"));
    assert_eq!(answer.tokens.expires_at.map(|end| end.timestamp()), Some(60));
    assert_eq!(read_tokens(&Reply::answer(200, "{}"), now), Err(SmartError::TryAgain));
    for bad in [r#"{"access_token":"a b","token_type":"Bearer"}"#, r#"{"access_token":"a\nX: y"}"#] {
        assert_eq!(read_tokens(&Reply::answer(200, bad), now), Err(SmartError::Invalid));
    }
    for huge in ["99999999999999999", "-1e400", "\"soon\""] {
        let body = format!(r#"{{"access_token":"a","expires_in":{huge}}}"#);
        assert!(
            read_tokens(&Reply::answer(200, body), now)
                .is_ok_and(|answer| answer.tokens.expires_at.is_none())
        );
    }
    let tokens = Tokens {
        access: Secret::new("a"),
        refresh: Some(Secret::new("r")),
        expires_at: None,
        scope: String::new(),
    };
    let request = revoke("https://auth.example/revoke", "nocte", &tokens);
    assert_eq!(
        request.body.as_deref(),
        Some(b"token=r&token_type_hint=refresh_token&client_id=nocte".as_slice())
    );
}
