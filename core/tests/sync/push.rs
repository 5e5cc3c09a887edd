//! Push: what a bundle looks like, what is frozen, and what one entry may do to the others.

use crate::desk::{Desk, Stand, id, letter, outcome};
use crate::server::{Planted, fhir, is_bundle, is_write};
use nocte_core::domain::night::Night;
use nocte_core::sync::{Failure, Gzip, Problem, Reply, Request};
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// The bundles a run sends, as JSON and as text.
fn bundles(desk: &mut Desk) -> Vec<(Request, String)> {
    let mut sent = Vec::new();
    let mut server = Planted::with(|request, _| {
        if is_bundle(request) {
            let text = String::from_utf8(request.body.clone().expect("a body")).unwrap_or_default();
            sent.push((request.clone(), text));
        }
        None
    });
    server.model.takes_gzip = true;
    desk.run(&mut server).expect("done");
    drop(server);
    sent
}

#[test]
fn a_bundle_is_in_rank_order_with_absolute_addresses_and_frozen_bytes() {
    let mut desk = Desk::new();
    desk.state.gzip = Gzip::Refused;
    desk.write_with(1, vec![letter("Observation", 1, json!({"valueQuantity": {"value": 0}}))]);
    desk.write_with(
        2,
        vec![letter("Medication", 2, json!({})), letter("MedicationAdministration", 3, json!({}))],
    );
    desk.write_with(3, vec![letter("MedicationRequest", 4, json!({})), letter("Provenance", 5, json!({}))]);
    // A decimal and spaces that a parser would change.
    let body = desk.outbox[&1].0.resources[0].body.replace("\"value\":0", "\"value\" : 0.10");
    desk.outbox.get_mut(&1).expect("there").0.resources[0].body.clone_from(&body);
    let sent = bundles(&mut desk);
    assert_eq!(sent.len(), 1);
    let (request, text) = &sent[0];
    assert!(text.contains(&body), "byte for byte");
    assert_eq!(request.headers.get("prefer"), Some("return=minimal"));
    assert!(
        request.headers.get("x-request-id").is_some_and(|own| own.ends_with("-2") || own.ends_with("-1"))
    );
    let bundle: Value = serde_json::from_str(text).expect("JSON");
    assert_eq!(bundle["type"], "transaction");
    let entries = bundle["entry"].as_array().expect("entries");
    let kinds: Vec<&str> = entries.iter().filter_map(|it| it["resource"]["resourceType"].as_str()).collect();
    assert_eq!(
        kinds,
        ["Medication", "MedicationRequest", "Observation", "MedicationAdministration", "Provenance"]
    );
    for entry in entries {
        let reference = entry["request"]["url"].as_str().expect("an address");
        assert_eq!(entry["fullUrl"], format!("https://clinic.example/fhir/{reference}"));
        assert_eq!(entry["request"]["method"], "PUT");
    }
    assert_eq!(desk.waiting(), 0);
}

#[test]
fn a_bundle_holds_fifty_at_most() {
    let mut desk = Desk::new();
    desk.state.gzip = Gzip::Refused;
    (1..=130).for_each(|seq| desk.write(seq));
    let sizes: Vec<usize> = bundles(&mut desk)
        .iter()
        .map(|(_, text)| {
            serde_json::from_str::<Value>(text).expect("JSON")["entry"].as_array().expect("entries").len()
        })
        .collect();
    assert!(sizes.iter().all(|size| *size <= 50) && sizes.iter().sum::<usize>() == 130, "{sizes:?}");
}

/// The sizes of the bundles a run sends, and the nights in each.
fn sizes(desk: &mut Desk) -> Vec<usize> {
    desk.state.gzip = Gzip::Refused;
    let entries = |text: &String| {
        let bundle: Value = serde_json::from_str(text).expect("JSON");
        bundle["entry"].as_array().expect("entries").len()
    };
    bundles(desk).iter().map(|(_, text)| entries(text)).collect()
}

/// Night after night, so many entries each.
fn nights(desk: &mut Desk, count: i64, each: i64, padding: usize) {
    let first = Night::of("2026-01-01".parse().expect("a date"));
    for seq in 1..=count * each {
        let number = u128::try_from(seq).expect("positive");
        desk.write_with(
            seq,
            vec![letter("Observation", number, json!({"valueString": "x".repeat(padding)}))],
        );
        desk.outbox.get_mut(&seq).expect("there").0.night = Some(first.plus((seq - 1) / each));
    }
}

#[test]
fn nights_that_waited_ride_together_and_none_is_cut_in_two() {
    let mut desk = Desk::new();
    nights(&mut desk, 10, 7, 1);
    assert_eq!(sizes(&mut desk), [49, 21]);
    let mut desk = Desk::new();
    nights(&mut desk, 4, 20, 1);
    assert_eq!(sizes(&mut desk), [40, 40]);
    let mut desk = Desk::new();
    nights(&mut desk, 2, 60, 1);
    assert_eq!(sizes(&mut desk), [50, 10, 50, 10], "one that is too large alone is cut, and begins anew");
    let mut desk = Desk::new();
    nights(&mut desk, 8, 2, 50_000);
    assert_eq!(sizes(&mut desk), [10, 6], "half a megabyte of text is enough");
}

#[test]
fn a_bundle_that_is_given_no_answer_in_time_is_sent_in_halves_down_to_a_night() {
    let mut desk = Desk::new();
    nights(&mut desk, 10, 7, 1);
    desk.state.gzip = Gzip::Refused;
    let mut server = Planted::with(|request, _| {
        let body = request.body.clone().unwrap_or_default();
        let entries = String::from_utf8_lossy(&body).matches("fullUrl").count();
        (is_bundle(request) && entries > 13).then_some(Reply::Failed(Failure::Timeout))
    });
    assert_eq!(desk.run(&mut server).expect("done").delivered, 70);
    assert_eq!((server.model.kept.len(), desk.waiting()), (70, 0));
    drop(server);
    assert_eq!(desk.state.bundle_limit, Some(11), "the next run tries twice that");
}

#[test]
fn edits_are_squashed_while_queued_and_never_once_in_flight() {
    let edited = |status: &str| vec![letter("Observation", 1, json!({"status": status}))];
    let mut desk = Desk::new();
    desk.write_with(1, edited("preliminary"));
    desk.write_with(2, edited("final"));
    let mut server = Planted::new();
    assert_eq!(desk.run(&mut server).expect("done").delivered, 2);
    let kept = &server.model.kept[&("Observation".to_owned(), id(1))];
    assert_eq!((kept.versions, kept.body["status"].as_str()), (1, Some("final")));

    let mut desk = Desk::new();
    desk.write_with(1, edited("preliminary"));
    desk.outbox.get_mut(&1).expect("there").0.attempt = 1;
    desk.write_with(2, edited("final"));
    let mut server = Planted::new();
    assert_eq!(desk.run(&mut server).expect("done").delivered, 2);
    let kept = &server.model.kept[&("Observation".to_owned(), id(1))];
    assert_eq!(
        (kept.versions, kept.body["status"].as_str()),
        (2, Some("final")),
        "first the one, then the other"
    );
}

#[test]
fn compression_waits_until_the_server_has_taken_some() {
    for takes in [true, false] {
        let mut desk = Desk::new();
        desk.state.gzip = Gzip::Untried;
        desk.state.bundle_limit = Some(4); // each run tries twice as much
        for seq in 1..=40 {
            desk.write(seq);
            let night = Night::of("2026-01-01".parse().expect("a date")).plus(seq / 8);
            desk.outbox.get_mut(&seq).expect("there").0.night = Some(night);
        }
        let mut compressed = Vec::new();
        let mut server = Planted::with(|request, _| {
            if is_bundle(request) {
                compressed.push(request.headers.get("content-encoding") == Some("gzip"));
            }
            None
        });
        server.model.takes_gzip = takes;
        assert_eq!(desk.run(&mut server).expect("done").delivered, 40);
        drop(server);
        assert!(!compressed[0], "the first goes plainly");
        assert_eq!(desk.state.gzip, if takes { Gzip::Taken } else { Gzip::Refused });
        let count = compressed.iter().filter(|it| **it).count();
        assert_eq!(count, if takes { compressed.len() - 1 } else { 1 });
    }
}

#[test]
fn an_answer_that_acknowledges_nothing_acknowledges_nothing() {
    let empty = json!({"resourceType": "Bundle", "type": "transaction-response", "entry": []}).to_string();
    let remark = outcome("informational");
    for lie in [empty, remark, String::new(), "{}".to_owned()] {
        let mut desk = Desk::new();
        (1..=3).for_each(|seq| desk.write(seq));
        let mut left = 2;
        let mut server = Planted::with(|request, _| {
            let lied = is_bundle(request) && left > 0;
            left -= i32::from(lied);
            lied.then(|| fhir(200, lie.clone()))
        });
        assert_eq!(desk.run(&mut server).expect("done").delivered, 3);
        assert_eq!(server.model.kept.len(), 3);
    }
    // A single PUT answered with nothing at all, and nothing stored.
    let mut desk = Desk::new();
    desk.write(1);
    let mut left = 2;
    let mut server = Planted::with(|request, _| {
        let lied = is_write(request) && left > 0;
        left -= i32::from(lied);
        lied.then(|| fhir(200, ""))
    });
    desk.run(&mut server).expect("done");
    desk.run(&mut server).expect("done");
    assert_eq!((server.model.kept.len(), desk.waiting()), (1, 0));
}

#[test]
fn an_answer_to_an_earlier_request_is_no_answer_to_this_one() {
    let mut desk = Desk::new();
    (1..=6).for_each(|seq| desk.write(seq));
    desk.state.bundle_limit = Some(2);
    let mut earlier: Option<Reply> = None;
    let mut stale = 1;
    let mut server = Planted::with(|request, model| {
        if !is_bundle(request) {
            return None;
        }
        if let Some(earlier) = earlier.clone().filter(|_| stale > 0) {
            stale -= 1;
            return Some(earlier);
        }
        let reply = model.serve(request);
        earlier = Some(reply.clone());
        Some(reply)
    });
    assert_eq!(desk.run(&mut server).expect("done").delivered, 6);
    assert_eq!(server.model.kept.len(), 6);
}

#[test]
fn a_server_that_says_little_is_read_once() {
    let mut desk = Desk::new();
    (1..=5).for_each(|seq| desk.write(seq));
    let mut server = Planted::new();
    server.model.terse = true;
    assert_eq!(desk.run(&mut server).expect("done").delivered, 5);
    assert_eq!(server.model.log.iter().filter(|line| line.starts_with("GET /Observation/")).count(), 1);
}

#[test]
fn an_entry_the_server_always_stumbles_over_stops_nobody_even_for_an_impatient_driver() {
    let mut desk = Desk::new();
    (1..=6).for_each(|seq| desk.write(seq));
    desk.patience = chrono::TimeDelta::milliseconds(-1); // every run is dropped at its first wait
    let mut server = Planted::with(|request, _| {
        let body = request.body.clone().unwrap_or_default();
        let text = String::from_utf8_lossy(&body).into_owned();
        (is_write(request) && text.contains(&id(2))).then(|| fhir(500, outcome("exception")))
    });
    for _ in 0..12 {
        desk.run(&mut server);
        desk.now += chrono::TimeDelta::hours(7);
    }
    let acked = (1..=6).filter(|seq| desk.is_acked(*seq)).count();
    assert_eq!(acked, 5, "{:?}", server.model.log);
    assert_eq!(*desk.stand(2), Stand::Queued, "a 500 is never for good");
}

#[test]
fn a_type_the_server_does_not_have_holds_its_parcels_and_a_provenance_stays_behind_alone() {
    let mut desk = Desk::new();
    let mut statement = crate::desk::statement();
    let resources = statement["rest"][0]["resource"].as_array_mut().expect("resources");
    resources.retain(|it| it["type"] != "Provenance" && it["type"] != "Basic");
    desk.state.profile = nocte_core::sync::Profile::read(&statement, desk.now);
    desk.write_with(1, vec![letter("Observation", 1, json!({})), letter("Provenance", 2, json!({}))]);
    desk.write_with(2, vec![letter("Basic", 3, json!({}))]);
    desk.write_with(3, Vec::new());
    let report = desk.run(&mut Planted::new()).expect("done");
    assert_eq!((report.delivered, report.held), (2, 1));
    assert_eq!(report.problems, [Problem::TypePaused("Basic".to_owned())]);
    assert_eq!(*desk.stand(2), Stand::Queued);
}

#[test]
fn once_a_week_the_count_is_compared() {
    let mut desk = Desk::new();
    (1..=3).for_each(|seq| desk.write(seq));
    let mut server = Planted::new();
    desk.run(&mut server).expect("done");
    let counts =
        |server: &Planted<'_>| server.model.log.iter().filter(|line| line.contains("_summary=count")).count();
    let first = counts(&server);
    desk.run(&mut server).expect("done");
    assert_eq!(counts(&server), first, "not again the same week");
    desk.now += chrono::TimeDelta::days(7);
    server.model.kept.remove(&("Observation".to_owned(), id(2)));
    let expected = BTreeMap::from([("Observation".to_owned(), 3)]);
    let report = desk.run_expecting(&mut server, usize::MAX, expected).expect("done");
    assert_eq!(report.short.len(), 1);
    assert_eq!((report.short[0].here, report.short[0].there), (3, 2));
    assert_eq!(desk.state.counted.as_ref().map(|counted| counted.short.len()), Some(1), "kept to be shown");
    // What is short is counted again the next day, and no longer told once it is mended.
    let second = counts(&server);
    desk.now += chrono::TimeDelta::hours(23);
    desk.run(&mut server).expect("done");
    assert_eq!(counts(&server), second);
    desk.now += chrono::TimeDelta::hours(1);
    let expected = BTreeMap::from([("Observation".to_owned(), 2)]);
    let report = desk.run_expecting(&mut server, usize::MAX, expected).expect("done");
    assert!(counts(&server) > second && report.short.is_empty());
    assert_eq!(desk.state.counted.as_ref().map(|counted| counted.short.len()), Some(0));
}
