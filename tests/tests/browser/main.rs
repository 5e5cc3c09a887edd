//! The whole story in a real browser: sign-in, worklist, request, decision, phone. `cargo xtask test browser` brings
//! Chromium and runs it; a bare `cargo test` passes it over.
#![cfg(feature = "store")]

#[path = "../phone_and_clinic/house.rs"]
#[allow(dead_code, reason = "this story uses its part of the house")]
mod house;

use chrono::TimeDelta;
use house::House;
use nocte_core::app::{App, Confirmation, Match, ShareWish};
use nocte_core::domain::sharing::ShareKind;
use nocte_core::domain::tonight::TonightState;
use nocte_core::fhir::Person;
use nocte_core::shlink::Secret;
use nocte_core::words::Lang;
use nocte_portal::roster::Role;
use nocte_tests::browser;
use nocte_tests::house::tree;
use serde_json::Value;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
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

/// A demo that stays up after its story: killed when it is dropped.
struct Demo(std::process::Child);

impl Drop for Demo {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// The demo, run to its end; the address of its clinic and the link that the patient shares there.
fn demo() -> (Demo, String, String) {
    let built =
        Command::new("cargo").args(["build", "--quiet", "-p", "nocte"]).current_dir(tree::root()).status();
    assert!(built.expect("cargo runs").success(), "the terminal shell does not build");
    let here = std::env::current_exe().expect("this test");
    let place = here.parent().and_then(Path::parent).expect("the folder of what was built").join("nocte");
    let mut child = Command::new(place)
        .args(["demo", "--quiet"])
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the demo runs");
    // Without anybody at the terminal it waits to be ended, with its clinic up.
    let said = BufReader::new(child.stderr.take().expect("piped"));
    let demo = Demo(child);
    let lines = said.lines().map_while(Result::ok);
    let mut found = lines.filter_map(|line| line.split_once("http").map(|(_, rest)| format!("http{rest}")));
    let link = found.find(|link| link.contains("#shlink:/")).expect("the demo ends with a link");
    let base = link.split("/view#").next().expect("an address").to_owned();
    (demo, base, link)
}

#[test]
#[ignore = "needs a browser: cargo xtask test browser"]
fn the_link_the_demo_ends_with_opens_and_so_do_others_until_they_are_over() {
    let (_demo, base, link) = demo();
    let house = House::sharing();
    let phone = house.begun("one");
    // Whatever the hour is: at noon *Done* would ask for the time.
    house::give_it_oneself(&phone);
    let wish = |kind, passcode: Option<&str>| ShareWish {
        kind,
        server: Some(house.running.url.clone()),
        label: Some("Dr Lindqvist".to_owned()),
        lasts: TimeDelta::days(30),
        passcode: passcode.map(Secret::new),
        person: Person { name: Some("<img src=x onerror=alert(1)>".to_owned()), born: None },
        lang: Lang::En,
    };
    let share = |wish: &ShareWish| house.go(phone.share(wish, &house.line)).expect("a link");
    let secured = share(&wish(ShareKind::Doctor, Some("swordfish")));
    let carer = share(&wish(ShareKind::Carer, None));
    let over = share(&wish(ShareKind::Doctor, None));
    house.go(phone.revoke_share(over.id, &house.line)).expect("taken back");
    let handed = phone.share_file(&wish(ShareKind::Doctor, None)).expect("a file");
    let on_disk = house.folder.path().join("summary.html");
    std::fs::write(&on_disk, &handed.html).expect("written");
    let status = Command::new("node")
        .arg(browser::file("share.mjs"))
        .env("NOCTE_BROWSER", browser::place())
        .env("BASE", &base)
        .env("OTHER", &house.running.url)
        .env("LINK", &link)
        .env("LOCKED", secured.link.expose())
        .env("PASSCODE", "swordfish")
        .env("CARER", carer.link.expose())
        .env("OVER", over.link.expose())
        .env("PAGE", &on_disk)
        .env("CODE", handed.code.expose())
        .status()
        .expect("node runs");
    assert!(status.success(), "the browser found faults, said above");
}
