//! The whole story in a real browser: sign-in, worklist, request, decision, phone. `cargo xtask test browser` brings
//! Chromium and runs it; a bare `cargo test` passes it over.
#![cfg(feature = "store")]

#[path = "../phone_and_clinic/house.rs"]
#[allow(dead_code, reason = "this story uses its part of the house")]
mod house;

use house::House;
use nocte_core::app::{App, Confirmation, Match};
use nocte_core::domain::tonight::TonightState;
use nocte_portal::roster::Role;
use nocte_tests::browser;
use serde_json::Value;
use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Command, Stdio};

/// What the browser's side asks of the phone.
fn does(house: &House, phone: &App, words: &Value) {
    match words["do"].as_str() {
        Some("pair") => {
            let text = |name: &str| words[name].as_str().expect("a text").to_owned();
            let (link, passcode) = (text("link"), text("passcode"));
            house.go(phone.pair(&link, Some(&passcode), &house.line)).expect("the link of the page pairs");
            house.sync(phone);
            let said = Match { initials: "a.m.".to_owned(), birth_year: 1980 };
            house.go(phone.confirm_match(&said, &house.line)).expect("the same person");
        }
        Some("ask") => {
            phone.request_step().expect("asked");
            house.sync(phone);
        }
        Some("confirm") => {
            house.sync(phone);
            let how = Confirmation { no_opioids: true, ..Confirmation::default() };
            phone.confirm_proposal(None, how).expect("what was signed on the page can be confirmed");
            house.sync(phone);
        }
        Some("held") => {
            house.sync(phone);
            assert_eq!(phone.tonight().expect("a screen").state, TonightState::Held, "without a tap");
            house.sync(phone);
        }
        other => panic!("the phone does not know how to {other:?}"),
    }
}

#[test]
#[ignore = "needs a browser: cargo xtask test browser"]
fn from_sign_in_to_the_phone_and_back() {
    let house = House::new();
    let phone = house.begun("one");
    house::take(&phone);
    let doctor = house.go(house.clinic.add_colleague("weber@clinic.example", "Dr Weber", Role::Prescriber));
    let doctor = doctor.expect("on the list").id;
    let link = house.go(house.clinic.sign_in_link(&doctor)).expect("a link").reveal(&house.running.url);
    let mut child = Command::new("node")
        .arg(browser::file("story.mjs"))
        .env("NOCTE_BROWSER", browser::place())
        .env("BASE", &house.running.url)
        .env("SIGN_IN", link)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("node runs the story");
    let mut answers = child.stdin.take().expect("piped");
    for line in BufReader::new(child.stdout.take().expect("piped")).lines().map_while(Result::ok) {
        match line.strip_prefix("phone ") {
            Some(words) => {
                does(&house, &phone, &serde_json::from_str(words).expect("one JSON value a line"));
                writeln!(answers, "done").expect("the story waits for this");
            }
            None => eprintln!("{line}"),
        }
    }
    assert!(child.wait().expect("our own child").success(), "the browser found faults, said above");
}

#[test]
#[ignore = "needs a browser: cargo xtask test browser"]
fn keys_are_made_and_used_with_a_real_browsers_own_authenticator() {
    let house = House::new();
    let url = &house.running.url;
    let invite = house.go(house.clinic.add_colleague("ada@clinic.example", "Ada", Role::Prescriber));
    let set_up = invite.expect("on the list").reveal(url);
    let admin = house.go(house.clinic.add_colleague("boss@clinic.example", "Dr Boss", Role::Admin));
    let link = house.go(house.clinic.sign_in_link(&admin.expect("on the list").id)).expect("a link");
    let status = Command::new("node")
        .arg(browser::file("keys.mjs"))
        .env("NOCTE_BROWSER", browser::place())
        .env("BASE", url)
        .env("SET_UP", set_up)
        .env("ADMIN", link.reveal(url))
        .status()
        .expect("node runs");
    assert!(status.success(), "the browser found faults, said above");
}
