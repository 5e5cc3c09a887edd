//! Links that a phone shares, through readers nobody here wrote: kill-the-clipboard and HL7's own do all of it by
//! themselves, from the link to the document. A third is half: Medplum reads the link and jose opens the seal, and one
//! request between the two is ours.

use crate::house::{House, give_it_oneself};
use nocte_core::app::{App, ShareWish};
use nocte_core::domain::sharing::ShareKind;
use nocte_core::fhir::Person;
use nocte_core::shlink::Secret;
use nocte_core::words::Lang;
use nocte_tests::peers::{Peer, file};
use serde_json::{Value, json};
use std::process::Command;

/// What the two readers in JavaScript found.
fn read(link: &Secret, passcode: Option<&str>) -> Value {
    let mut node = Command::new("node");
    node.arg(file("shl/open.mjs"))
        .env("NOCTE_PEER", Peer::Shl.place())
        .env("NOCTE_MEDPLUM", Peer::Medplum.place());
    node.env("LINK", link.expose());
    if let Some(passcode) = passcode {
        node.env("PASSCODE", passcode);
    }
    let output = node.output().expect("node runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("one JSON object")
}

/// The document that HL7's reader hands out, or what it says instead.
fn read_by_hl7(link: &Secret) -> Result<Value, String> {
    let output =
        Command::new(Peer::Hl7.place().join("read")).env("LINK", link.expose()).output().expect("java runs");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    if output.status.success() { serde_json::from_slice(&output.stdout).map_err(|_| said) } else { Err(said) }
}

/// The same of a document as the readers in JavaScript tell of it.
fn told(document: &Value) -> Value {
    let composition = &document["entry"][0]["resource"];
    let sections = composition["section"].as_array().expect("sections");
    json!({
        "type": document["type"], "title": composition["title"],
        "entries": document["entry"].as_array().expect("entries").len(),
        "sections": sections.iter().map(|one| &one["title"]).collect::<Vec<_>>(),
    })
}

fn phone() -> (House, App) {
    let house = House::sharing();
    let phone = house.begun("one");
    // Whatever the hour is: at noon *Done* would ask for the time.
    give_it_oneself(&phone);
    phone.rate("pain", 4, None).expect("a rating");
    (house, phone)
}

/// A link as the phone gives it: a viewer's address with the link behind its `#`, or the link alone.
fn share(house: &House, phone: &App, kind: ShareKind, passcode: Option<&str>) -> (Secret, Secret) {
    let wish = ShareWish {
        kind,
        server: Some(house.running.url.clone()),
        label: Some("for Dr Lindqvist".to_owned()),
        lasts: chrono::TimeDelta::days(1),
        passcode: passcode.map(Secret::new),
        person: Person { name: Some("Ada Muster".to_owned()), born: "1980-04-12".parse().ok() },
        lang: Lang::En,
    };
    let shared = house.go(phone.share(&wish, &house.line)).expect("a link");
    (shared.link, shared.bare)
}

#[test]
#[ignore = "needs peers: cargo xtask test peers"]
fn two_readers_nobody_here_wrote_open_a_link_by_themselves() {
    let (house, phone) = phone();
    for kind in [ShareKind::Doctor, ShareKind::Carer] {
        let (address, bare) = share(&house, &phone, kind, None);
        for link in [&address, &bare] {
            let document = read_by_hl7(link).expect("HL7's reader opens it");
            assert_eq!(document["type"], "document", "{kind:?}");
            let found = read(link, None);
            for reader in ["killTheClipboard", "byLocation", "medplumAndJose"] {
                assert_eq!(found[reader], told(&document), "they read the same: {kind:?}, {reader}");
            }
        }
    }
}

#[test]
#[ignore = "needs peers: cargo xtask test peers"]
fn they_understand_passcodes_and_links_that_are_over() {
    let (house, phone) = phone();
    let (_, link) = share(&house, &phone, ShareKind::Doctor, Some("swordfish"));
    for reader in ["killTheClipboard", "byLocation"] {
        assert_eq!(read(&link, Some("swordfish"))[reader]["type"], "document", "{reader}");
    }
    let refused = read_by_hl7(&link).expect_err("HL7's reader asks nobody for a passcode");
    assert!(refused.is_empty(), "and finds nothing wrong with the link: {refused}");
    let wrong = read(&link, Some("cod"));
    assert_eq!(wrong["killTheClipboard"]["error"], "SHLInvalidPasscodeError", "{wrong}");
    assert_eq!(wrong["medplumAndJose"]["error"], "status 401", "{wrong}");
    read(&link, Some("haddock"));
    read(&link, Some("perch"));
    let over = read(&link, Some("swordfish"));
    assert_eq!(over["killTheClipboard"]["error"], "SHLManifestNotFoundError", "closed for good: {over}");
    assert_eq!(over["medplumAndJose"]["error"], "status 404", "{over}");
}

#[test]
#[ignore = "needs peers: cargo xtask test peers"]
fn what_was_taken_back_opens_for_none_of_them() {
    let (house, phone) = phone();
    let (_, link) = share(&house, &phone, ShareKind::Doctor, None);
    let left = house.go(phone.revoke_all_shares(&house.line)).expect("taken back");
    assert_eq!((left.revoked, left.open.len()), (1, 0));
    let over = read(&link, None);
    assert_eq!(over["killTheClipboard"]["error"], "SHLManifestNotFoundError", "{over}");
    let refused = read_by_hl7(&link).expect_err("it is over");
    assert!(refused.contains("Not Found"), "{refused}");
}
