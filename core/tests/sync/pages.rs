//! Pull: cursors, overlap, pages by links and without, and what is not ours.

use crate::desk::{BASE, Desk, INSTALL, id, statement};
use crate::server::{Model, Paging, Planted, fhir, is_poll};
use chrono::{DateTime, TimeDelta, Utc};
use nocte_core::sync::{Failure, Problem, Reply, Request};
use serde_json::{Value, json};

/// Flags of the clinic, one a minute.
fn plant_flags(model: &mut Model, count: u32, first: DateTime<Utc>) {
    for number in 0..count {
        let at = first + TimeDelta::minutes(i64::from(number));
        model.plant("Flag", &format!("f{number:03}"), json!({"status": "active"}), at);
    }
}

fn pulled(desk: &Desk) -> Vec<String> {
    desk.pulled.iter().map(|resource| resource.id().unwrap_or_default().to_owned()).collect()
}

#[test]
fn a_poll_is_strict_uncached_and_names_nobody_in_its_address() {
    let mut desk = Desk::new();
    desk.state.cursors.insert("Flag".to_owned(), "2026-11-20T10:00:00Z".parse().expect("a time"));
    let mut seen = None;
    let mut server = Planted::with(|request, _| {
        seen = Some(request.clone());
        None
    });
    desk.run(&mut server).expect("done");
    drop(server);
    let poll = seen.expect("one poll");
    assert_eq!(poll.url, BASE);
    assert_eq!(poll.headers.get("cache-control"), Some("no-cache"));
    assert_eq!(poll.headers.get("prefer"), Some("handling=strict"));
    let body: Value = serde_json::from_slice(&poll.body.expect("a batch")).expect("JSON");
    let urls: Vec<&str> = body["entry"]
        .as_array()
        .expect("entries")
        .iter()
        .filter_map(|it| it["request"]["url"].as_str())
        .collect();
    assert!(urls.contains(
        &"Flag?patient=Patient%2Fp1&_lastUpdated=ge2026-11-20T09%3A55%3A00.000Z&_sort=_lastUpdated&_count=50"
    ), "{urls:?}");
    assert!(urls.contains(&"AdverseEvent?subject=Patient%2Fp1&_sort=_lastUpdated&_count=200"));
}

#[test]
fn what_is_new_comes_once_and_what_appears_behind_the_cursor_still_comes() {
    let mut desk = Desk::new();
    let mut server = Planted::new();
    plant_flags(&mut server.model, 3, desk.now - TimeDelta::hours(2));
    assert_eq!(desk.run(&mut server).expect("done").pulled, 3);
    assert_eq!(desk.run(&mut server).expect("done").pulled, 0, "the overlap brings nothing twice");
    // A slow transaction: stored four minutes before the newest that was seen.
    let newest = desk.now - TimeDelta::hours(2) + TimeDelta::minutes(2);
    server.model.plant("Flag", "slow", json!({"status": "active"}), newest - TimeDelta::minutes(4));
    assert_eq!(desk.run(&mut server).expect("done").pulled, 1);
    // A new version of a known one is news.
    server.model.plant("Flag", "f001", json!({"status": "inactive"}), desk.now);
    assert_eq!(desk.run(&mut server).expect("done").pulled, 1);
    assert_eq!(pulled(&desk), ["f000", "f001", "f002", "slow", "f001"]);
}

#[test]
fn cursors_move_when_every_type_was_read_to_its_end_and_not_before() {
    let mut desk = Desk::new();
    desk.patience = TimeDelta::milliseconds(-1);
    let mut server = Planted::with(|request, model| {
        if is_poll(request) {
            return Some(fhir(400, crate::desk::outcome("not-supported"))); // one type after the other, then
        }
        (request.url.contains("/Basic?")).then(|| {
            model.log.push("cut".to_owned());
            Reply::Failed(Failure::Cut)
        })
    });
    plant_flags(&mut server.model, 2, desk.now - TimeDelta::hours(2));
    assert!(desk.run(&mut server).is_none());
    assert_eq!(desk.pulled.len(), 2, "pages are kept as they come");
    assert!(desk.state.cursors.is_empty(), "the walk through Basic did not end");
    server.hook = Box::new(|_, _| None);
    desk.patience = TimeDelta::days(1);
    desk.run(&mut server).expect("done");
    assert!(desk.state.cursors.contains_key("Flag"));
}

#[test]
fn pages_follow_links_and_a_missing_link_is_not_the_end() {
    for paging in [Paging::Links, Paging::Short(10), Paging::OffsetOnly(10)] {
        let mut desk = Desk::new();
        let mut server = Planted::new();
        server.model.paging = paging;
        plant_flags(&mut server.model, 25, desk.now - TimeDelta::hours(2));
        let report = desk.run(&mut server).expect("done");
        let mut ids = pulled(&desk);
        assert_eq!(report.pulled, 25, "{paging:?}");
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), 25, "each once");
        assert_eq!(report.problems, [], "{paging:?}");
    }
}

#[test]
fn twenty_five_of_one_instant_come_without_links_too() {
    let mut desk = Desk::new();
    let mut server = Planted::new();
    server.model.paging = Paging::Short(10);
    for number in 0..25 {
        server.model.plant(
            "Task",
            &format!("t{number}"),
            json!({"for": {"reference": "Patient/p1"}}),
            desk.now,
        );
    }
    assert_eq!(desk.run(&mut server).expect("done").pulled, 25);
}

#[test]
fn three_hundred_come_over_links() {
    let mut desk = Desk::new();
    let mut server = Planted::new();
    plant_flags(&mut server.model, 300, desk.now - TimeDelta::days(2));
    assert_eq!(desk.run(&mut server).expect("done").pulled, 300);
}

#[test]
fn a_page_on_another_host_is_not_fetched_and_the_rest_comes_otherwise() {
    let mut desk = Desk::new();
    let mut server = Planted::with(|request, model| {
        assert!(request.url.starts_with(BASE), "sent elsewhere");
        let reply = model.serve(request);
        let body = reply.fhir()?.to_string().replace(
            &format!("{BASE}/Flag?patient=Patient%2Fp1&_sort=_lastUpdated&_count=200&_offset"),
            "https://evil.example/Flag?x",
        );
        Some(fhir(200, body))
    });
    plant_flags(&mut server.model, 250, desk.now - TimeDelta::days(2));
    let report = desk.run(&mut server).expect("done");
    assert_eq!(report.pulled, 250);
    assert_eq!(report.problems, [Problem::ForeignPage("Flag".to_owned())]);
}

#[test]
fn links_in_a_circle_end() {
    let mut desk = Desk::new();
    let mut server = Planted::with(|request, model| {
        if !request.url.contains("Flag") && !is_poll(request) {
            return None;
        }
        let mut body = model.serve(request).fhir()?;
        let link = json!([{"relation": "next", "url": format!("{BASE}/Flag?page=1")}]);
        if is_poll(request) {
            body["entry"][1]["resource"]["link"] = link;
        } else {
            body["link"] = link;
        }
        Some(fhir(200, body.to_string()))
    });
    plant_flags(&mut server.model, 2, desk.now - TimeDelta::days(2));
    let report = desk.run(&mut server).expect("done");
    assert_eq!(report.problems, [Problem::Incomplete("Flag".to_owned())]);
    assert!(!desk.state.cursors.contains_key("Flag"), "not believed to be whole");
}

#[test]
fn somebody_elses_resources_are_thrown_away_and_reported() {
    let mut desk = Desk::new();
    let mut server = Planted::new();
    server.model.plant("Flag", "ours", json!({}), desk.now);
    server.model.plant("Flag", "theirs", json!({"subject": {"reference": "Patient/p2"}}), desk.now);
    server.model.plant("Task", "nobodys", json!({"subject": null, "for": {"display": "?"}}), desk.now);
    server.model.plant(
        "Task",
        "absolute",
        json!({"for": {"reference": format!("{BASE}/Patient/p1/_history/3")}, "subject": null}),
        desk.now,
    );
    let report = desk.run(&mut server).expect("done");
    assert_eq!((report.pulled, report.foreign), (2, 2));
    assert_eq!(pulled(&desk), ["ours", "absolute"]);
}

#[test]
fn a_search_whose_patient_or_time_was_dropped_is_an_error() {
    for (lost, parameter) in [
        ("patient=Patient%2Fp1&", "patient"),
        ("_lastUpdated=ge2026-11-20T09%3A55%3A00.000Z&", "_lastUpdated"),
    ] {
        let mut desk = Desk::new();
        let cursor = "2026-11-20T10:00:00Z".parse().expect("a time");
        desk.state.cursors.insert("Flag".to_owned(), cursor);
        let mut server = Planted::with(|request, model| {
            let mut body = model.serve(request).fhir()?;
            let link = &mut body["entry"][1]["resource"]["link"][0]["url"];
            *link = json!(link.as_str()?.replace(lost, ""));
            Some(fhir(200, body.to_string()))
        });
        server.model.plant("Flag", "f", json!({}), desk.now);
        let report = desk.run(&mut server).expect("done");
        assert_eq!(report.pulled, 0);
        assert_eq!(report.problems, [Problem::SearchDropped { kind: "Flag".to_owned(), parameter }]);
        assert_eq!(desk.state.cursors["Flag"], cursor);
    }
}

#[test]
fn our_own_comes_back_only_to_a_new_phone() {
    let mut desk = Desk::new();
    let mut server = Planted::new();
    let own = json!({"meta": {"source": format!("urn:uuid:{INSTALL}")}});
    server.model.plant("Observation", "o1", own.clone(), desk.now);
    server.model.plant(
        "Task",
        "t1",
        json!({"meta": own["meta"], "for": {"reference": "Patient/p1"}}),
        desk.now,
    );
    assert_eq!(desk.run(&mut server).expect("done").pulled, 1);
    assert_eq!(pulled(&desk), ["t1"], "the clinic answers in our own Task");
    desk.state.restored = false;
    desk.state.cursors.clear();
    desk.state.recent.clear();
    desk.pulled.clear();
    assert_eq!(desk.run(&mut server).expect("done").pulled, 2);
}

#[test]
fn a_new_phone_asks_for_everything_where_that_exists() {
    let mut whole = statement();
    whole["rest"][0]["resource"][0]["operation"] = json!([{"name": "everything", "definition": "x"}]);
    let mut desk = Desk::unseen();
    let mut server = Planted::with(|request, model| {
        request.url.contains("$everything").then(|| {
            let entries: Vec<Value> =
                model.kept.values().map(|kept| json!({"resource": kept.body})).collect();
            fhir(200, json!({"resourceType": "Bundle", "type": "searchset", "entry": entries}).to_string())
        })
    });
    server.model.statement = whole;
    plant_flags(&mut server.model, 7, desk.now - TimeDelta::days(2));
    server.model.plant("Patient", "p1", json!({"subject": null}), desk.now);
    server.model.plant("Medication", "m1", json!({"subject": null}), desk.now);
    let report = desk.run(&mut server).expect("done");
    assert_eq!(report.pulled, 9);
    assert!(server.model.log.iter().any(|line| line.starts_with("GET /Patient/p1/$everything")));
    assert!(desk.state.restored);
}

#[test]
fn a_bottle_that_is_pointed_to_is_fetched_by_its_id_once() {
    let mut desk = Desk::new();
    let mut server = Planted::new();
    let dose = json!({"supportingInformation": [{"reference": "Medication/bottle-7"}], "meta": {"source": "urn:uuid:other"}});
    server.model.plant("MedicationAdministration", "d1", dose, desk.now);
    server.model.plant("Medication", "bottle-7", json!({"subject": null}), desk.now);
    assert_eq!(desk.run(&mut server).expect("done").pulled, 2);
    let dose = json!({"supportingInformation": [{"reference": "Medication/bottle-7"}], "meta": {"source": "urn:uuid:other"}});
    server.model.plant("MedicationAdministration", "d2", dose, desk.now);
    assert_eq!(desk.run(&mut server).expect("done").pulled, 1);
    assert_eq!(server.model.log.iter().filter(|line| line.contains("/Medication?_id")).count(), 1);
}

#[test]
fn a_server_clock_that_runs_ahead_carries_no_cursor_away() {
    let mut desk = Desk::new();
    let mut server = Planted::new();
    server.model.plant("Flag", "tomorrow", json!({}), desk.now + TimeDelta::days(30_000));
    desk.run(&mut server).expect("done");
    assert!(desk.state.cursors.get("Flag").is_none_or(|cursor| *cursor < desk.now + TimeDelta::days(1)));
    server.model.plant("Flag", "today", json!({}), desk.now);
    desk.run(&mut server).expect("done");
    assert!(pulled(&desk).contains(&"today".to_owned()));
}

#[test]
fn the_difference_of_the_clocks_is_kept() {
    let mut desk = Desk::new();
    let mut server = Planted::with(|request, model| {
        let Reply::Answer { status, headers, body } = model.serve(request) else { return None };
        let headers = headers.with("dAtE", "Wed, 25 Nov 2026 23:30:00 GMT");
        Some(Reply::Answer { status, headers, body })
    });
    desk.run(&mut server).expect("done");
    let offset = desk.state.clock_offset_s.expect("known");
    assert!(offset.abs_diff(7_200) <= 1, "{offset}");
}

#[test]
fn a_malicious_answer_is_no_answer_and_costs_nothing() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let nested = format!(r#"{{"resourceType":"Bundle","entry":{deep}}}"#);
    let long = format!(r#"{{"resourceType":"Bundle","id":"{}""#, "x".repeat(1 << 20));
    for body in [nested, long, "NaN".to_owned(), r#"{"resourceType":7}"#.to_owned(), "[]".to_owned()] {
        let mut desk = Desk::new();
        desk.write(1);
        let mut evil = |_: &Request| fhir(200, body.clone());
        let report = desk.run(&mut evil).expect("done");
        assert!(report.problems.contains(&Problem::NotTheServer));
        assert_eq!((desk.waiting(), desk.pulled.len()), (1, 0));
    }
    // An answer to a search that holds a resource of nonsense.
    let mut desk = Desk::new();
    let mut server = Planted::new();
    server.model.plant("Flag", &id(1), json!({"status": 5, "period": "x"}), desk.now);
    let report = desk.run(&mut server).expect("done");
    assert_eq!(
        report.pulled + u32::from(report.problems.contains(&Problem::Unreadable("Flag".to_owned()))),
        1
    );
}
