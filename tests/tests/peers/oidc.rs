//! SMART App Launch against an OpenID provider nobody here wrote: sign-in with PKCE, refresh with rotation, a replayed
//! refresh token, a code used twice, revocation. The browser is a few lines that fill in its pages.

use chrono::{DateTime, TimeDelta, Utc};
use nocte_core::sync::smart::{Endpoints, Launch, SCOPES, SmartError, read_tokens, refresh, revoke};
use nocte_core::sync::{Request, Secret, Tokens};
use nocte_tests::double::{Double, Quirks};
use nocte_tests::facts;
use nocte_tests::peers::Server;
use nocte_tests::phone::{Phone, line};
use nocte_tests::proxy::{header, read_answer};
use std::collections::BTreeMap;
use tokio::io::AsyncWriteExt as _;

const REDIRECT: &str = "http://127.0.0.1/cb";

fn provider() -> Server {
    Server::oidc(&[("CLIENT_ID", "nocte"), ("REDIRECT", REDIRECT), ("SCOPES", SCOPES)])
}

fn now() -> DateTime<Utc> {
    facts::evening(100)
}

/// One page: status, head and body.
async fn page(
    origin: &str,
    method: &str,
    url: &str,
    cookies: &mut BTreeMap<String, String>,
    form: &str,
) -> (u16, String, String) {
    let host = origin.trim_start_matches("http://");
    let path = url.strip_prefix(origin).unwrap_or(url);
    let crumbs: Vec<String> = cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
    let request = format!(
        "{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\nCookie: {}\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
        crumbs.join("; "),
        form.len()
    );
    let mut stream = tokio::net::TcpStream::connect(host).await.expect("it listens");
    stream.write_all(request.as_bytes()).await.expect("it reads");
    let answer = read_answer(&mut stream).await.expect("it answers");
    let head = answer.head();
    for line in head.lines().filter(|line| line.to_lowercase().starts_with("set-cookie:")) {
        let crumb = line.split_once(':').map_or("", |(_, rest)| rest).split(';').next().unwrap_or_default();
        if let Some((name, value)) = crumb.trim().split_once('=') {
            cookies.insert(name.to_owned(), value.to_owned());
        }
    }
    (answer.status(), head, String::from_utf8_lossy(answer.body()).into_owned())
}

/// The text between two others.
fn between<'a>(text: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let (_, rest) = text.split_once(before)?;
    rest.split_once(after).map(|(found, _)| found)
}

/// Signs in and consents; the address the browser would come back with.
async fn browse(origin: &str, begin: &str) -> String {
    let mut cookies = BTreeMap::new();
    let mut url = begin.to_owned();
    for _ in 0..14 {
        let (status, head, body) = page(origin, "GET", &url, &mut cookies, "").await;
        if matches!(status, 302 | 303) {
            header(&head, "location").expect("a redirection leads somewhere").clone_into(&mut url);
            if url.starts_with(REDIRECT) {
                return url;
            }
            continue;
        }
        let Some(prompt) = between(&body, "name=\"prompt\" value=\"", "\"") else {
            panic!("a page without a form, status {status}");
        };
        let action = between(&body, "action=\"", "\"").expect("a form has an action").to_owned();
        let form = format!("prompt={prompt}&login={}&password=x", nocte_tests::phone::PATIENT);
        let (_, head, _) = page(origin, "POST", &action, &mut cookies, &form).await;
        header(&head, "location").expect("a form leads somewhere").clone_into(&mut url);
    }
    panic!("the provider leads nowhere");
}

async fn endpoints(server: &Server) -> Endpoints {
    let reply = line().send(Endpoints::request(server.address())).await;
    Endpoints::read(&reply).expect("a SMART configuration")
}

/// A code for a new sign-in, as the request that exchanges it.
async fn code(server: &Server, random: u8) -> Request {
    let endpoints = endpoints(server).await;
    let launch =
        Launch::begin(&endpoints, server.address(), "nocte", REDIRECT, &[random; 64]).expect("a launch");
    let back = browse(server.address(), &launch.url).await;
    launch.returned(&back).expect("the answer to this sign-in")
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs peers: cargo xtask test peers"]
async fn signing_in_gives_tokens_that_rotate_and_a_replay_ends_the_family() {
    let server = provider();
    let endpoints = endpoints(&server).await;
    let first = read_tokens(&line().send(code(&server, 1).await).await, now()).expect("tokens");
    assert_eq!(first.patient.as_deref(), Some(nocte_tests::phone::PATIENT));
    let old = first.tokens.refresh.clone().expect("offline access was granted");
    let again = |token: Secret| {
        let request = refresh(&endpoints.token, "nocte", &token);
        async move { read_tokens(&line().send(request).await, now()) }
    };
    let second = again(old.clone()).await.expect("a refresh");
    let new = second.tokens.refresh.clone().expect("a rotated token");
    assert_ne!(new.expose(), old.expose());
    assert_eq!(again(old).await.expect_err("used before"), SmartError::Invalid);
    assert_eq!(again(new).await.expect_err("its family is gone"), SmartError::Invalid);
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs peers: cargo xtask test peers"]
async fn a_code_is_good_once_and_only_with_its_own_verifier() {
    let server = provider();
    let exchange = code(&server, 2).await;
    let wrong = {
        let other = code(&server, 3).await;
        let body = String::from_utf8(other.body.clone().expect("a form")).expect("text");
        let own = String::from_utf8(exchange.body.clone().expect("a form")).expect("text");
        let verifier =
            own.split("code_verifier=").nth(1).expect("a verifier").split('&').next().unwrap_or_default();
        let theirs =
            body.split("code_verifier=").nth(1).expect("a verifier").split('&').next().unwrap_or_default();
        Request { body: Some(body.replace(theirs, verifier).into_bytes()), ..other }
    };
    assert_eq!(
        read_tokens(&line().send(wrong).await, now()).expect_err("not its verifier"),
        SmartError::Invalid
    );
    read_tokens(&line().send(exchange.clone()).await, now()).expect("tokens");
    assert_eq!(
        read_tokens(&line().send(exchange).await, now()).expect_err("used before"),
        SmartError::Invalid
    );
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs peers: cargo xtask test peers"]
async fn a_token_given_back_is_worth_nothing() {
    let server = provider();
    let endpoints = endpoints(&server).await;
    let answer = read_tokens(&line().send(code(&server, 4).await).await, now()).expect("tokens");
    let address = endpoints.revocation.clone().expect("a revocation endpoint");
    assert_eq!(line().send(revoke(&address, "nocte", &answer.tokens)).await.status(), Some(200));
    let token = answer.tokens.refresh.expect("offline access");
    let reply = line().send(refresh(&endpoints.token, "nocte", &token)).await;
    assert_eq!(read_tokens(&reply, now()).expect_err("given back"), SmartError::Invalid);
}

/// A run whose token has ended refreshes it at the provider, keeps the new one, and goes on; twice.
#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs peers: cargo xtask test peers"]
async fn a_run_refreshes_an_ended_token_and_keeps_the_new_one() {
    let server = provider();
    let endpoints = endpoints(&server).await;
    let double = Double::start(Quirks::hfs()).await;
    let answer = read_tokens(&line().send(code(&server, 5).await).await, now()).expect("tokens");
    let mut phone = Phone::paired(double.base());
    let ended = Tokens { expires_at: Some(phone.now - TimeDelta::minutes(1)), ..answer.tokens };
    let mut last = ended.refresh.clone().map(|token| token.expose().to_owned());
    if let Some(pairing) = &mut phone.state.pairing {
        pairing.tokens = Some(ended);
        pairing.token_endpoint = Some(endpoints.token.clone());
    }
    for round in 1..=2 {
        phone.log(7);
        phone.sync_until_quiet(2).await;
        assert_eq!(phone.acked(), 7 * round);
        let kept = phone.state.pairing.as_ref().and_then(|pairing| pairing.tokens.clone()).expect("tokens");
        let token = kept.refresh.map(|token| token.expose().to_owned());
        assert_ne!(token, last, "rotated and kept");
        last = token;
        phone.now += TimeDelta::hours(1);
    }
    assert!(double.asked().iter().filter(|asked| asked.method == "POST").all(|asked| asked.bearer));
}
