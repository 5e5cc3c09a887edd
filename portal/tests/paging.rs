//! Long lists come in pages: everybody is on one of them, once.

mod wire;

use chrono::TimeDelta;
use nocte_portal::roster::Role;
use std::collections::BTreeSet;
use wire::{Browser, House};

/// The patients that a page links to.
fn linked(body: &str) -> Vec<String> {
    let parts = body.split("href=\"/patients/").skip(1);
    parts.filter_map(|rest| rest.split(['"', '/', '#']).next()).map(str::to_owned).collect()
}

/// Follows the links forward from a page, and gives who is on each.
async fn walk(browser: &mut Browser<'_>, path: &str) -> Vec<Vec<String>> {
    let (mut next, mut pages) = (Some(path.to_owned()), Vec::new());
    while let Some(path) = next {
        let page = browser.get(&path).await;
        assert_eq!(page.status, 200, "{path}");
        next = page
            .body
            .split("rel=\"next\" href=\"")
            .nth(1)
            .and_then(|rest| Some(rest.split('"').next()?.replace("&amp;", "&")));
        pages.push(linked(&page.body));
    }
    pages
}

#[tokio::test(flavor = "multi_thread")]
async fn everybody_is_on_one_page_of_the_worklist_and_of_the_clinic() {
    let house = House::new().await;
    let clinic = house.portal.clinic().expect("a door");
    // Without a diary they need nothing and stand by name.
    let made: BTreeSet<String> = clinic.seed(130, 0).await.expect("seeded").patients.into_iter().collect();
    let mut browser = house.signed_in(Role::Staff).await;
    for path in ["/", "/clinic"] {
        let pages = walk(&mut browser, path).await;
        assert_eq!(pages.iter().map(Vec::len).collect::<Vec<_>>(), [100, 30], "{path}");
        let all: BTreeSet<String> = pages.into_iter().flatten().collect();
        assert_eq!(all, made, "{path}");
    }
    let past = browser.get("/?page=99").await;
    assert_eq!((past.status, linked(&past.body).len()), (200, 30), "past the end is the last page");
    let found = browser.post("/worklist/find", &[("name", "a")]).await;
    assert!(linked(&found.body).len() <= 100 && !found.body.contains("rel=\"next\""));
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_come_in_pages_the_oldest_first() {
    let house = House::new().await;
    let clinic = house.portal.clinic().expect("a door");
    clinic.seed(16 * 13, 2).await.expect("seeded");
    let mut browser = house.signed_in(Role::Prescriber).await;
    let first = browser.get("/requests").await;
    assert!(first.body.contains("26 patients") && first.body.contains("Page 1 of 2"));
    assert_eq!(first.body.matches("class=\"panel request\"").count(), 25);
    let second = browser.get("/requests?page=2").await;
    assert_eq!(second.body.matches("class=\"panel request\"").count(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn visits_are_found_behind_many_looks_at_the_list_and_come_in_pages() {
    let house = House::new().await;
    let mut browser = house.signed_in(Role::Admin).await;
    for _ in 0..40 {
        assert_eq!(browser.get("/").await.status, 200);
    }
    let lately = browser.get("/staff").await.body;
    assert!(lately.contains("signed in with a link"), "not hidden by what was looked at since");
    assert!(!lately.contains("Older rows"));
    for _ in 0..35 {
        house.clock.forward(TimeDelta::seconds(1));
        house.signed_in(Role::Staff).await;
    }
    let (mut path, mut rows, mut pages) = ("/staff".to_owned(), 0, 0);
    loop {
        let page = browser.get(&path).await.body;
        rows += page.matches("signed in with a").count();
        pages += 1;
        let Some(older) = page.split("href=\"/staff?before=").nth(1) else { break };
        path = format!("/staff?before={}", older.split(['#', '"']).next().expect("a row"));
    }
    assert_eq!((rows, pages > 2), (36, true), "{pages} pages");
}
