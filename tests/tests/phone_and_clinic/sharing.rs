//! Links that a phone shares, over a real portal: made, opened, renewed, taken back, and what a restore makes of them.

use crate::house::{House, take};
use chrono::TimeDelta;
use nocte_core::app::{App, ShareWish};
use nocte_core::domain::sharing::ShareRefusal;
use nocte_core::error::Error;
use nocte_core::fhir::Person;
use nocte_core::shlink::{Payload, Secret, Share, ShareKind, ShareState, open};
use nocte_core::store::{OpenOptions, Passphrase, Store};
use nocte_core::words::Lang;
use nocte_tests::reader;
use nocte_tests::vault::MemoryVault;
use serde_json::{Value, json};

fn wish(kind: ShareKind) -> ShareWish {
    ShareWish {
        kind,
        server: None,
        label: Some("for Dr Lindqvist".to_owned()),
        lasts: TimeDelta::days(30),
        passcode: None,
        person: Person { name: Some("Ada <Muster>".to_owned()), born: "1980-04-12".parse().ok() },
        lang: Lang::En,
    }
}

/// What whoever has the link reads; `None` where it does not open.
fn read(house: &House, link: &Secret, passcode: Option<&str>) -> Option<Value> {
    house.go(reader::read(&house.line, link, passcode))
}

fn all_of<'a>(document: &'a Value, kind: &str) -> Vec<&'a Value> {
    let entries = document["entry"].as_array().expect("entries").iter();
    entries.map(|entry| &entry["resource"]).filter(|it| it["resourceType"] == kind).collect()
}

fn state(app: &App) -> Vec<(ShareState, Option<u64>)> {
    app.shares().expect("a list").iter().map(|share| (share.state, share.opened)).collect()
}

fn lived() -> (House, App) {
    let house = House::new();
    let phone = house.begun("one");
    take(&phone);
    phone.rate("pain", 4, None).expect("a rating");
    phone.note("canary: between me and my diary", None).expect("a note");
    house.pair(&phone);
    house.matched(&phone);
    (house, phone)
}

#[test]
fn a_summary_says_what_it_knows_and_that_it_did_not_ask_for_the_rest() {
    let (house, phone) = lived();
    let shared = house.go(phone.share(&wish(ShareKind::Doctor), &house.line)).expect("a link");
    assert!(shared.link.expose().starts_with(&format!("{}/view#shlink:/", house.running.url)));
    let document = read(&house, &shared.link, None).expect("it opens");
    let text = document.to_string();
    assert_eq!(
        (&document["type"], &document["entry"][0]["resource"]["resourceType"]),
        (&json!("document"), &json!("Composition"))
    );
    for (code, asked) in [("10160-0", true), ("11450-4", false), ("48765-2", false)] {
        let sections = document["entry"][0]["resource"]["section"].as_array().expect("sections");
        let section =
            sections.iter().find(|it| it["code"]["coding"][0]["code"] == code).expect("the section");
        assert_eq!(section["entry"].is_array(), asked, "{section}");
        assert_eq!(section["emptyReason"]["coding"][0]["code"] == "notasked", !asked, "{section}");
    }
    assert_eq!(all_of(&document, "MedicationAdministration").len(), 1);
    let evening = all_of(&document, "Observation")[0];
    assert_eq!(evening["component"][0]["valueQuantity"]["value"], 4, "{evening}");
    let sheets = all_of(&document, "DocumentReference");
    assert_eq!(sheets.len(), 1, "the doctor's page");
    let data = sheets[0]["content"][0]["attachment"]["data"].as_str().unwrap_or_default();
    assert!(data.starts_with("JVBERi"), "a PDF");
    assert!(text.len() < 250_000, "readers that unpack no more: {}", text.len());
    let taken = all_of(&document, "MedicationStatement")[0];
    assert_eq!(taken["dosage"][0]["text"], "1 mg once a night");
    let plan = document["entry"].as_array().expect("entries").iter();
    let plan = plan.filter(|it| it["resource"]["intent"] == "plan").collect::<Vec<_>>();
    assert_eq!(plan.len(), 1, "one medicine, taken by one plan");
    assert_eq!(taken["basedOn"][0]["reference"], plan[0]["fullUrl"]);
    assert_eq!(all_of(&document, "Patient")[0]["birthDate"], "1980-04-12");
    assert!(!text.contains("canary"), "notes stay on the phone");
    assert!(!text.contains("nocte.example"), "what is the phone's affair stays there");
    // Every pointer leads to something in the document, or names what is not there.
    let places: Vec<&str> = document["entry"]
        .as_array()
        .expect("entries")
        .iter()
        .filter_map(|it| it["fullUrl"].as_str())
        .collect();
    for to in text.split("\"reference\":\"").skip(1).filter_map(|rest| rest.split('"').next()) {
        assert!(places.contains(&to), "{to}");
    }
    let again = house.go(phone.share(&wish(ShareKind::Doctor), &house.line)).expect("another link");
    let other = read(&house, &again.link, None).expect("it opens");
    assert_ne!(
        all_of(&other, "Patient")[0]["id"],
        all_of(&document, "Patient")[0]["id"],
        "two links have no id in common"
    );
}

/// Every word of a document that is not the quotation of a question put to the patient.
fn spoken(document: &Value) -> Vec<String> {
    let text = document.to_string();
    let mut own = String::new();
    for (at, part) in text.split(['“', '„', '”']).enumerate() {
        own.push_str(if at % 2 == 1 { " " } else { part });
    }
    own.split(|letter: char| !letter.is_alphabetic()).map(str::to_owned).collect()
}

#[test]
fn a_summary_speaks_of_the_patient_and_not_to_them_in_both_languages() {
    let (house, phone) = lived();
    for day in 0..6 {
        phone.rate("sleep", day, None).expect("a rating");
        house.later(24 * 60);
    }
    for (lang, verdict, step) in [
        (
            Lang::En,
            "Pain: No verdict: nothing was recorded before the first dose.",
            "1. 1 mg, 7 nights taken, then",
        ),
        (
            Lang::De,
            "Schmerz: Kein Urteil: Vor der ersten Dosis wurde nichts eingetragen.",
            "1. 1 mg, 7 genommene Nächte",
        ),
    ] {
        let wish = ShareWish { lang, ..wish(ShareKind::Doctor) };
        let shared = house.go(phone.share(&wish, &house.line)).expect("a link");
        let mut document = read(&house, &shared.link, None).expect("it opens");
        let text = document.to_string();
        for part in [verdict, step] {
            assert!(text.contains(part), "{part}");
        }
        // The sheet is base64 and the label is the patient's own.
        for entry in document["entry"].as_array_mut().expect("entries") {
            entry["resource"]["content"] = Value::Null;
        }
        for word in spoken(&document) {
            let to_them =
                ["you", "You", "your", "Your", "yours", "du", "dir", "dich", "dein", "Sie", "Ihnen", "Ihre"];
            assert!(!to_them.contains(&word.as_str()), "{word}");
        }
    }
}

#[test]
fn a_link_is_counted_and_taken_back() {
    let (house, phone) = lived();
    let shared = house.go(phone.share(&wish(ShareKind::Doctor), &house.line)).expect("a link");
    assert_eq!(state(&phone), [(ShareState::Open, Some(0))]);
    for _ in 0..3 {
        assert!(read(&house, &shared.bare, None).is_some());
    }
    house.go(phone.refresh_shares(&house.line)).expect("a look");
    assert_eq!(state(&phone), [(ShareState::Open, Some(3))]);
    let share = house.go(phone.revoke_share(shared.id, &house.line)).expect("taken back");
    assert_eq!(share.state, ShareState::Revoked);
    assert!(read(&house, &shared.bare, None).is_none());
}

#[test]
fn a_passcode_is_asked_for_and_wrong_ones_close_it() {
    let (house, phone) = lived();
    let wish = ShareWish { passcode: Some(Secret::new(" 4711 ")), ..wish(ShareKind::Doctor) };
    let shared = house.go(phone.share(&wish, &house.line)).expect("a link");
    assert!(Payload::read(shared.bare.expose()).expect("a link").flags.passcode);
    assert!(read(&house, &shared.bare, Some("4711")).is_some());
    for _ in 0..5 {
        assert!(read(&house, &shared.bare, Some("4712")).is_none());
    }
    assert!(read(&house, &shared.bare, Some("4711")).is_none());
    house.go(phone.refresh_shares(&house.line)).expect("a look");
    assert_eq!(state(&phone)[0].0, ShareState::Gone, "the phone hears of it");
    let second = house.go(phone.share(&wish, &house.line)).expect("a link");
    assert!(read(&house, &second.bare, Some("4712")).is_none());
    house.go(phone.refresh_shares(&house.line)).expect("a look");
    let page = phone.shares_view(Lang::En).expect("a page");
    assert_eq!(page.open[0].tries_text.as_deref(), Some("4 of 5 passcode tries are left."));
    assert_eq!(page.over[0].tries_text, None, "nothing is left to be tried");
    let short = ShareWish { passcode: Some(Secret::new("123")), ..wish };
    let refused = house.go(phone.share(&short, &house.line));
    assert!(matches!(refused, Err(Error::Share(ShareRefusal::Passcode))), "{refused:?}");
}

#[test]
fn a_carer_sees_tonight_as_it_is_after_each_exchange_and_logs_nothing() {
    let (house, phone) = lived();
    house.later(24 * 60);
    let wish = ShareWish { lasts: TimeDelta::days(365), ..wish(ShareKind::Carer) };
    let shared = house.go(phone.share(&wish, &house.line)).expect("a link");
    let before = read(&house, &shared.link, None).expect("it opens");
    house.later(1);
    take(&phone);
    house.go(phone.refresh_shares(&house.line)).expect("renewed");
    let after = read(&house, &shared.link, None).expect("it opens");
    let told = |document: &Value| document["entry"][0]["resource"]["section"][0]["text"]["div"].to_string();
    assert_ne!(told(&before), told(&after));
    assert!(told(&after).contains("22:31"), "as of when: {}", told(&after));
    assert!(after.to_string().contains("Nothing can be logged here"));
    assert!(after.to_string().contains("Opioids may be blocked"), "the emergency card");
    assert!(all_of(&after, "MedicationAdministration").is_empty(), "the carer's view is no record");
    // An old token is renewed on the way.
    house.later(60);
    house.go(phone.refresh_shares(&house.line)).expect("renewed");
    assert!(read(&house, &shared.link, None).expect("it opens").to_string().contains("23:31"));
}

#[test]
fn safety_23_a_restored_phone_takes_back_what_the_old_one_shared() {
    let (house, old) = lived();
    let before = house.go(old.share(&wish(ShareKind::Doctor), &house.line)).expect("a link");
    let passphrase = Passphrase::new("a long enough passphrase").expect("a passphrase");
    let copy = house.folder.path().join("copy.nocte");
    old.backup(&copy, &passphrase).expect("a copy");
    let after = house.go(old.share(&wish(ShareKind::Doctor), &house.line)).expect("a link");
    let path = house.folder.path().join("new.db");
    let stamp = old.store().expect("a store").facts().expect("facts")[0].stamp().clone();
    let restored = (nocte_core::id::mint(house.hands.now()), stamp);
    let vault = MemoryVault::with(9);
    Store::restore(&path, &vault, &copy, &passphrase, restored, &OpenOptions::new()).expect("restored");
    let store = Store::open(&path, &vault, OpenOptions::new()).expect("a store");
    let new = App::new(store, Box::new(house.hands.clone()), "phone");
    let shares = new.shares().expect("a list");
    assert_eq!(
        shares.iter().map(|it| it.id).collect::<Vec<_>>(),
        [before.id],
        "what came after the copy is not known"
    );
    assert!(shares[0].from_copy && shares[0].state == ShareState::Revoking);
    let told = new.shares_view(Lang::En).expect("a page").open[0].copy_text.clone().expect("it is said");
    assert!(told.contains("made later are not known here: take them back there"), "{told}");
    house.go(new.refresh_shares(&house.line)).expect("taken back");
    assert!(read(&house, &before.link, None).is_none());
    assert!(read(&house, &after.link, None).is_some(), "which is why it is said");
}

#[test]
fn before_everything_is_deleted_links_are_taken_back_and_what_is_left_is_said() {
    let (house, phone) = lived();
    let one = house.go(phone.share(&wish(ShareKind::Doctor), &house.line)).expect("a link");
    house.go(phone.share(&wish(ShareKind::Carer), &house.line)).expect("a link");
    let shares = phone.shares().expect("a list");
    let carer = shares.into_iter().find(|share| share.kind == ShareKind::Carer).expect("the carer's");
    let nowhere = Share { server: "http://127.0.0.1:1".to_owned(), ..carer };
    phone.store().expect("a store").keep_share(&nowhere).expect("kept");
    let left = house.go(phone.revoke_all_shares(&house.line)).expect("an answer");
    assert_eq!((left.revoked, left.open.len()), (1, 1));
    assert_eq!(left.open[0].server, "http://127.0.0.1:1");
    assert!(read(&house, &one.link, None).is_none());
}

#[test]
fn a_phone_without_a_clinic_makes_a_file_or_names_a_server() {
    let house = House::new();
    let phone = house.begun("alone");
    take(&phone);
    let refused = house.go(phone.share(&wish(ShareKind::Doctor), &house.line));
    assert!(matches!(refused, Err(Error::Share(ShareRefusal::NoServer))), "{refused:?}");
    // This clinic keeps links of its own patients only.
    let named = ShareWish { server: Some(format!("{}/", house.running.url)), ..wish(ShareKind::Doctor) };
    let refused = house.go(phone.share(&named, &house.line));
    assert!(matches!(refused, Err(Error::Share(ShareRefusal::NotAllowed))), "{refused:?}");
    assert!(state(&phone).is_empty(), "what the server refused is not listed");
    let file = phone.share_file(&wish(ShareKind::Doctor)).expect("a file");
    let (_, sealed) = file.html.split_once("id=\"sealed\">").expect("the sealed part");
    let sealed = sealed.split_once("</script>").expect("its end").0;
    let key = Payload::read(file.code.expose()).expect("a code").key.encoded();
    let plain = open(sealed, &key).expect("its own code");
    assert!(String::from_utf8_lossy(&plain).contains("\"document\""));
    assert!(!file.html.contains(key.expose()) && !file.html.contains("Muster"));
}

#[test]
fn a_lost_answer_leaves_no_link_that_nobody_can_end() {
    let (house, phone) = lived();
    let nowhere = ShareWish { server: Some("http://127.0.0.1:1".to_owned()), ..wish(ShareKind::Doctor) };
    let refused = house.go(phone.share(&nowhere, &house.line));
    assert!(matches!(refused, Err(Error::Share(ShareRefusal::NoAnswer))), "{refused:?}");
    assert_eq!(
        state(&phone),
        [(ShareState::Revoking, None)],
        "it is taken back as soon as the server answers"
    );
    let plain = ShareWish { server: Some("http://clinic.example".to_owned()), ..nowhere };
    let refused = house.go(phone.share(&plain, &house.line));
    assert!(matches!(refused, Err(Error::Share(ShareRefusal::Address))), "{refused:?}");
}
