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
