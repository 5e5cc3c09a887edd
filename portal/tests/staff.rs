//! The staff's door over a real socket: who is asked to sign in, what a session opens, what ends it.

mod wire;

use chrono::TimeDelta;
use nocte_portal::roster::Role;
use wire::{Browser, House};

#[tokio::test(flavor = "multi_thread")]
async fn a_link_signs_in_once_and_signing_out_ends_it_on_the_server() {
    let house = House::new().await;
    let link = house.sign_in_path(Role::Prescriber).await;
    let mut browser = Browser::new(&house);
    let page = browser.get(&link).await;
    assert_eq!(page.status, 200, "looking at a link uses nothing up");
    let entered = browser.post(&link, &[]).await;
    assert_eq!((entered.status, entered.header("location")), (303, Some("/".to_owned())));
    let kept = browser.cookies.clone();
    assert_eq!(Browser::new(&house).post(&link, &[]).await.status, 404, "a link is used once");
    assert_eq!(browser.post("/sign-out", &[]).await.status, 303);
    let mut thief = Browser::new(&house);
    thief.cookies = kept;
    let turned_away = thief.post("/sign-out", &[]).await;
    assert_eq!(turned_away.header("location").as_deref(), Some("/sign-in"), "a kept cookie opens nothing");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_ends_by_rest_and_after_twelve_hours() {
    let house = House::new().await;
    let mut browser = house.signed_in(Role::Staff).await;
    house.clock.forward(TimeDelta::minutes(14));
    assert!(browser.is_in().await);
    house.clock.forward(TimeDelta::minutes(14));
    assert!(browser.is_in().await, "a page begins the rest anew");
    house.clock.forward(TimeDelta::minutes(15));
    assert!(!browser.is_in().await);
    let mut browser = house.signed_in(Role::Staff).await;
    for _ in 0..71 {
        house.clock.forward(TimeDelta::minutes(10));
        assert!(browser.is_in().await);
    }
    house.clock.forward(TimeDelta::minutes(10));
    assert!(!browser.is_in().await, "twelve hours, however busy");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restore_opens_no_door_that_was_shut_since_the_backup() {
    use nocte_portal::clock::Clock as _;
    use nocte_portal::store::sqlite::{SqliteStore, care};
    use nocte_portal::store::{Access, Actor};
    let house = House::embedded().await;
    let mut browser = house.signed_in(Role::Staff).await;
    let unused = house.sign_in_path(Role::Staff).await;
    let backup = house.ground.folder.path().join("copy.db");
    let access = || Access { actor: Actor::Command, at: house.clock.now(), request: String::new() };
    let store = SqliteStore::open(house.ground.folder.path()).expect("opens beside the one that serves");
    store.backup(access(), &backup).await.expect("copied");
    let kept = browser.cookies.clone();
    assert_eq!(browser.post("/sign-out", &[]).await.status, 303);
    care::restore(house.ground.folder.path(), &backup, None, &access()).expect("put back");
    let mut thief = Browser::new(&house);
    thief.cookies = kept;
    assert!(!thief.is_in().await, "a session that was signed out");
    assert_eq!(Browser::new(&house).post(&unused, &[]).await.status, 404, "a link that may have been used");
    assert!(house.signed_in(Role::Staff).await.is_in().await, "a new one opens");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_changed_role_ends_the_session_and_a_forgotten_page_shows_no_more() {
    let house = House::new().await;
    let mut admin = house.signed_in(Role::Admin).await;
    let mut staff = house.signed_in(Role::Staff).await;
    assert_eq!(staff.get("/staff").await.status, 403);
    let clinic = house.portal.clinic().expect("a door");
    let members = clinic.colleagues().await.expect("a list");
    let id = &members.iter().find(|member| member.role == Role::Staff).expect("somebody").id;
    let path = format!("/staff/{id}/role");
    assert_eq!(admin.post(&path, &[("role", "king")]).await.status, 422);
    assert_eq!(admin.post(&path, &[("role", "admin")]).await.status, 200);
    assert!(!staff.is_in().await, "the old session does not have the new role, nor the old one");
    let wanted = staff.get("/staff?x=1").await;
    assert_eq!(wanted.header("location").as_deref(), Some("/sign-in?next=%2Fstaff%3Fx%3D1"));
    let page = staff.get("/sign-in?next=%2Fstaff%3Fx%3D1").await;
    assert!(page.body.contains("value=\"/staff?x=1\""), "and comes back to it");
    let evil = staff.get("/sign-in?next=%2F%2Fevil.example").await;
    assert!(!evil.body.contains("evil"), "never to another site");
}
