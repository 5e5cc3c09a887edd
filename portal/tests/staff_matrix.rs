//! The staff's half of the authorisation matrix, made from the table of routes: every page and form × every role ×
//! every state of the session × every state of the object. A page that forgets its role cannot be in the table.

mod wire;

use chrono::TimeDelta;
use nocte_portal::roster::{ROLES, Role};
use nocte_portal::routes::{Guard, Route};
use std::collections::BTreeMap;
use wire::{Answer, Browser, House};

/// What a browser holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    /// No cookie.
    Nothing,
    /// A cookie of no session.
    Nonsense,
    /// A living session.
    Session(Role),
    /// One that was signed out.
    Ended(Role),
    /// One that rested too long.
    Rested(Role),
    /// One whose owner was shut out since.
    ShutOut(Role),
}

async fn cookies(house: &House, holds: Holds) -> BTreeMap<String, String> {
    let mut browser = match holds {
        Holds::Nothing => return BTreeMap::new(),
        Holds::Nonsense => return BTreeMap::from([("__Host-nocte".to_owned(), "A".repeat(43))]),
        Holds::Session(role) | Holds::Ended(role) | Holds::Rested(role) | Holds::ShutOut(role) => {
            house.signed_in(role).await
        }
    };
    let cookies = browser.cookies.clone();
    let clinic = house.portal.clinic().expect("a door");
    match holds {
        Holds::Ended(_) => assert_eq!(browser.post("/sign-out", &[]).await.status, 303),
        Holds::Rested(_) => house.clock.forward(TimeDelta::minutes(16)),
        Holds::ShutOut(_) => {
            let members = clinic.colleagues().await.expect("a list");
            let newest = members.iter().max_by_key(|member| member.id.clone()).expect("somebody");
            clinic.disable_colleague(&newest.id).await.expect("shut out");
        }
        _ => {}
    }
    cookies
}

/// The path with every part that varies filled in.
fn filled(path: &str, object: &str) -> String {
    let parts = path.split('/').map(|part| if part.starts_with('{') { object } else { part });
    parts.collect::<Vec<_>>().join("/")
}

fn asks_to_sign_in(answer: &Answer) -> bool {
    answer.status == 303 && answer.header("location").is_some_and(|to| to.starts_with("/sign-in"))
}

async fn ask(browser: &mut Browser<'_>, route: &Route, path: &str, with_token: bool) -> Answer {
    match (route.method.as_str(), with_token) {
        ("GET", _) => browser.get(path).await,
        (_, true) => browser.post(path, &[]).await,
        (_, false) => browser.post(path, &[("csrf", "")]).await,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_every_role_every_session_every_object() {
    let house = House::new().await;
    // Somebody must be left who decides, whoever is shut out below.
    let clinic = house.portal.clinic().expect("a door");
    let mut callers: Vec<Holds> = vec![Holds::Nothing, Holds::Nonsense];
    for role in ROLES {
        callers.extend([Holds::Rested(role), Holds::Ended(role), Holds::Session(role)]);
        if role != Role::Admin {
            callers.push(Holds::ShutOut(role));
        }
    }
    let (open, closed) = (house.patient().await, house.patient().await);
    clinic.close_patient(&closed).await.expect("closed");
    let objects = [open.as_str(), closed.as_str(), "0192f0c4-7a10-7b6e-9c7e-5f2d6f0a1bff", "nonsense"];
    let routes = house.portal.routes();
    let pages: Vec<&Route> =
        routes.iter().filter(|route| matches!(route.guard, Guard::Page | Guard::Staff(_))).collect();
    assert!(pages.len() >= 20, "{} pages", pages.len());
    let mut cells = 0;
    for holds in callers {
        house.clock.forward(TimeDelta::seconds(1));
        let looks = cookies(&house, holds).await;
        for route in &pages {
            // Signing out and its like end the session: whoever sends a form begins with their own.
            house.clock.forward(TimeDelta::seconds(1));
            let kept = if route.method == "GET" { looks.clone() } else { cookies(&house, holds).await };
            for object in if route.path.contains('{') { &objects[..] } else { &objects[..1] } {
                let path = filled(route.path, object);
                let mut browser = Browser::new(&house);
                browser.cookies.clone_from(&kept);
                // Looking carries no token that could be wrong.
                let forged = match route.method.as_str() {
                    "GET" => None,
                    _ => Some(ask(&mut browser, route, &path, false).await),
                };
                let mut browser = Browser::new(&house);
                browser.cookies.clone_from(&kept);
                let answer = ask(&mut browser, route, &path, true).await;
                cells += 1;
                judge(route, holds, forged.as_ref(), &answer, &format!("{route:?} {holds:?} {object}"));
            }
        }
    }
    assert!(cells > 300, "{cells} cells");
}

fn judge(route: &Route, holds: Holds, forged: Option<&Answer>, answer: &Answer, cell: &str) {
    let cell = format!("{cell}: {} {}", answer.status, answer.body);
    assert!(answer.status < 500, "{cell}");
    let policy = answer.header("content-security-policy");
    assert!(policy.is_some_and(|policy| policy.starts_with("default-src 'none'")), "{cell}");
    let sends = forged.is_some();
    match (route.guard, holds) {
        (Guard::Page, _) => assert!(!asks_to_sign_in(answer), "{cell}"),
        (Guard::Staff(least), Holds::Session(role)) if role.may(least) => {
            assert_ne!((answer.status, sends), (403, true), "{cell}");
            if let Some(forged) = forged {
                assert_eq!(forged.status, 403, "a form without the token: {cell}");
            } else {
                assert!(answer.status == 200 || answer.status == 404, "{cell}");
            }
        }
        (Guard::Staff(_), Holds::Session(_)) => {
            assert_eq!(answer.status, 403, "{cell}");
            assert!(forged.is_none_or(|forged| forged.status == 403), "{cell}");
        }
        (Guard::Staff(_), _) => {
            assert!(asks_to_sign_in(answer) && forged.is_none_or(asks_to_sign_in), "{cell}");
            assert!(answer.body.is_empty(), "{cell}");
        }
        _ => unreachable!("only pages are asked"),
    }
}
