//! Password and code over a real socket: one answer for everything that is wrong, no code twice, no flood that keeps
//! the rightful person out, no session that a browser chose for itself.

mod wire;

use chrono::TimeDelta;
use nocte_portal::roster::Role;
use nocte_portal::store::knocks::KEPT;
use wire::{Browser, House, Person};

#[tokio::test(flavor = "multi_thread")]
async fn somebody_sets_up_a_password_and_signs_in_with_it() {
    let house = House::new().await;
    let person = Person::joined(&house, Role::Prescriber).await;
    house.clock.forward(TimeDelta::seconds(31));
    let mut browser = Browser::new(&house);
    let entered = person.signs_in(&mut browser, "/me").await;
    assert_eq!((entered.status, entered.header("location").as_deref()), (303, Some("/me")));
    assert!(browser.is_in().await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_code_counts_once() {
    let house = House::new().await;
    let person = Person::joined(&house, Role::Staff).await;
    let mut browser = Browser::new(&house);
    let again = person.signs_in(&mut browser, "/").await;
    assert_eq!(again.status, 401, "the code of the set-up has counted");
    house.clock.forward(TimeDelta::seconds(30));
    let code = person.code(&house);
    assert_eq!(person.tries(&mut browser, person.password, &code, "/").await.status, 303);
    let replayed = person.tries(&mut Browser::new(&house), person.password, &code, "/").await;
    assert_eq!(replayed.status, 401, "a code that was looked over a shoulder");
    let before = person.code_at(&house, -30);
    assert_eq!(person.tries(&mut Browser::new(&house), person.password, &before, "/").await.status, 401);
    house.clock.forward(TimeDelta::seconds(30));
    assert_eq!(person.signs_in(&mut Browser::new(&house), "/").await.status, 303);
}

#[tokio::test(flavor = "multi_thread")]
async fn two_at_once_with_one_code_are_one() {
    let house = House::new().await;
    let person = Person::joined(&house, Role::Staff).await;
    house.clock.forward(TimeDelta::seconds(30));
    let code = person.code(&house);
    let (mut one, mut two) = (Browser::new(&house), Browser::new(&house));
    let (one, two) = tokio::join!(
        person.tries(&mut one, person.password, &code, "/"),
        person.tries(&mut two, person.password, &code, "/")
    );
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 401]);
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_is_wrong_the_answer_is_the_same() {
    let house = House::new().await;
    let person = Person::joined(&house, Role::Staff).await;
    let shut_out = Person::joined(&house, Role::Staff).await;
    let clinic = house.portal.clinic().expect("a door");
    let id = clinic.colleague(&shut_out.email).await.expect("on the list").id;
    clinic.disable_colleague(&id).await.expect("shut out");
    let invited = clinic.add_colleague("new@clinic.example", "New", Role::Staff).await.expect("added");
    assert!(!invited.id.is_empty());
    house.clock.forward(TimeDelta::seconds(30));
    let (right, wrong) = (person.code(&house), "000000");
    let mut bodies = Vec::new();
    let email = &person.email;
    for (email, password, code) in [
        (email.as_str(), "not the password", right.as_str()),
        (email, person.password, wrong),
        (email, "", ""),
        ("nobody@clinic.example", person.password, &right),
        ("new@clinic.example", person.password, &right),
        (&shut_out.email, shut_out.password, &shut_out.code(&house)),
    ] {
        let mut browser = Browser::new(&house);
        let fields = [("email", email), ("password", password), ("code", code), ("next", "/")];
        let answer = browser.post("/sign-in", &fields).await;
        assert_eq!(answer.status, 401, "{email}");
        assert!(answer.header("set-cookie").is_none());
        bodies.push(answer.body.replace(email, "ADDRESS"));
    }
    bodies.dedup();
    assert_eq!(bodies.len(), 1, "the answer tells nothing");
    let rows = house.rows("sign-in", 401).await;
    assert_eq!(rows, 6, "each one is a row of the audit");
}

/// Somebody of the staff, and a browser they have signed in with and out of.
async fn known(house: &House) -> (Person, Browser<'_>) {
    let person = Person::joined(house, Role::Prescriber).await;
    house.clock.forward(TimeDelta::seconds(30));
    let mut own = Browser::new(house);
    assert_eq!(person.signs_in(&mut own, "/").await.status, 303);
    assert_eq!(own.post("/sign-out", &[]).await.status, 303);
    (person, own)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_flood_keeps_nobody_out_of_their_own_browser() {
    let house = House::new().await;
    let (person, mut own) = known(&house).await;
    let mut turned_away = 0;
    for _ in 0..40 {
        let answer = person.tries(&mut Browser::new(&house), "a guess that is wrong", "123456", "/").await;
        turned_away += u32::from(answer.status == 429);
        if answer.status == 429 {
            assert!(answer.header("retry-after").is_some());
        }
    }
    assert_eq!(turned_away, 31, "ten attempts at once and no more; one was the owner's own first");
    house.clock.forward(TimeDelta::seconds(30));
    let stranger = person.signs_in(&mut Browser::new(&house), "/").await;
    assert_eq!(stranger.status, 303, "after half a minute there is one more for everybody");
    house.clock.forward(TimeDelta::seconds(30));
    for _ in 0..3 {
        person.tries(&mut Browser::new(&house), "a guess that is wrong", "123456", "/").await;
    }
    assert_eq!(person.signs_in(&mut own, "/").await.status, 303, "the own browser has a bucket of its own");
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs a private PostgreSQL"]
async fn a_flood_of_invented_names_shuts_no_known_browser_out() {
    let house = House::new().await;
    let (person, mut own) = known(&house).await;
    // As ten thousand inventions leave it; the known browser has no bucket yet.
    let filled = format!(
        "TRUNCATE knock; INSERT INTO knock SELECT sha256(n::text::bytea), 9000000000000 FROM generate_series(1, {KEPT}) AS n"
    );
    let superuser = house.ground.as_superuser().expect("`cargo xtask test postgres` starts a server");
    wire::tell(&superuser, vec![filled]);
    house.clock.forward(TimeDelta::seconds(30));
    let stranger = person.signs_in(&mut Browser::new(&house), "/").await;
    assert_eq!(stranger.status, 429, "no new name or address gets a bucket");
    assert_eq!(person.signs_in(&mut own, "/").await.status, 303, "nobody can invent a known browser");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_is_never_one_that_the_browser_brought() {
    let house = House::new().await;
    let person = Person::joined(&house, Role::Staff).await;
    house.clock.forward(TimeDelta::seconds(30));
    let planted = "A".repeat(43);
    let mut browser = Browser::new(&house);
    browser.cookies.insert("__Host-nocte".to_owned(), planted.clone());
    assert_eq!(person.signs_in(&mut browser, "/").await.status, 303);
    assert_ne!(browser.cookies["__Host-nocte"], planted, "minted by the server");
    let mut thief = Browser::new(&house);
    thief.cookies.insert("__Host-nocte".to_owned(), planted);
    assert!(!thief.is_in().await, "who planted it is not in");
    // Signing in once more in the same browser ends the session before.
    let before = browser.cookies.clone();
    house.clock.forward(TimeDelta::seconds(30));
    assert_eq!(person.signs_in(&mut browser, "/").await.status, 303);
    assert_ne!(browser.cookies["__Host-nocte"], before["__Host-nocte"]);
    let mut old = Browser::new(&house);
    old.cookies = before;
    assert!(!old.is_in().await && browser.is_in().await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_form_from_another_site_or_without_the_token_does_nothing() {
    let house = House::new().await;
    let mut browser = house.signed_in(Role::Admin).await;
    let people = house.portal.clinic().expect("a door").colleagues().await.expect("a list").len();
    let fields = [("name", "Eve"), ("email", "eve@evil.example"), ("role", "admin")];
    for site in ["cross-site", "same-site", "none"] {
        browser.site = Some(site);
        assert_eq!(browser.post("/staff", &fields).await.status, 403, "{site}");
    }
    browser.site = Some("same-origin");
    for token in ["", "wrong", &"A".repeat(43)] {
        let mut all = fields.to_vec();
        all.push(("csrf", token));
        assert_eq!(browser.post("/staff", &all).await.status, 403, "{token}");
    }
    let other = house.signed_in(Role::Admin).await.csrf().expect("a token");
    let mut all = fields.to_vec();
    all.push(("csrf", &other));
    assert_eq!(browser.post("/staff", &all).await.status, 403, "another session's token");
    browser.site = None;
    let headers = [("Content-Type", "application/x-www-form-urlencoded"), ("Origin", "https://evil.example")];
    assert_eq!(browser.send("POST", "/sign-out", &headers, "").await.status, 403);
    assert!(browser.is_in().await, "still signed in");
    let after = house.portal.clinic().expect("a door").colleagues().await.expect("a list");
    assert_eq!(after.len(), people + 1, "the second administrator of this test and nobody else");
    browser.site = Some("same-origin");
    assert_eq!(browser.post("/staff", &fields).await.status, 200, "the page's own form");
}

#[tokio::test(flavor = "multi_thread")]
async fn signing_out_twice_at_once_is_signing_out() {
    let house = House::new().await;
    let browser = house.signed_in(Role::Staff).await;
    let (mut one, mut two) = (Browser::new(&house), Browser::new(&house));
    (one.cookies, two.cookies) = (browser.cookies.clone(), browser.cookies);
    let (first, second) = tokio::join!(one.post("/sign-out", &[]), two.post("/sign-out", &[]));
    assert_eq!((first.status, second.status), (303, 303));
    assert_eq!(house.rows("sign-out", 200).await, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn every_page_says_what_a_browser_must_know() {
    let house = House::new().await;
    let mut browser = house.signed_in(Role::Admin).await;
    for path in ["/sign-in", "/me", "/staff", "/setup/nonsense"] {
        let answer = browser.get(path).await;
        let policy = answer.header("content-security-policy").expect("a policy");
        assert!(policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"), "{path}");
        assert!(!policy.contains("unsafe"), "{path}");
        assert_eq!(answer.header("referrer-policy").as_deref(), Some("no-referrer"));
        assert_eq!(answer.header("x-content-type-options").as_deref(), Some("nosniff"));
        for inline in [" style=", "<style", " onclick", " onload", "javascript:"] {
            assert!(!answer.body.contains(inline), "{path}: {inline}");
        }
        for from in ["http://", "https://", "src=\"//"] {
            assert!(!answer.body.contains(from), "{path}: nothing comes from elsewhere");
        }
    }
}
