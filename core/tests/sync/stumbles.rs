//! A search that fails: the diary goes out all the same, and the other searches are asked.

use crate::desk::{Desk, id, outcome};
use crate::server::{Planted, fhir, is_poll, is_write};
use chrono::TimeDelta;
use nocte_core::sync::{Failure, Problem, Reply, Request};
use serde_json::json;

/// Is this a search of what is new?
fn is_search(request: &Request) -> bool {
    is_poll(request) || (request.url.contains('?') && !request.url.contains("_summary"))
}

#[test]
fn a_type_whose_search_always_fails_keeps_neither_the_diary_nor_the_other_types_back() {
    let failing: [fn() -> Reply; 3] = [
        || fhir(500, outcome("exception")),
        || Reply::Failed(Failure::Timeout),
        || Reply::answer(200, "<html>an error page of a framework</html>"),
    ];
    for fail in failing {
        let mut desk = Desk::new();
        (1..=3).for_each(|seq| desk.write(seq));
        let mut server = Planted::with(|request, _| {
            if is_poll(request) {
                return Some(fhir(400, outcome("not-supported")));
            }
            request.url.contains("/Task?").then(fail)
        });
        server.model.plant("Flag", "f", json!({"status": "active"}), desk.now);
        server.model.plant("Communication", "c", json!({"status": "completed"}), desk.now);
        let report = desk.run(&mut server).expect("done");
        assert_eq!((report.delivered, report.pulled, report.read_whole), (3, 2, false));
        assert!(report.problems.contains(&Problem::Incomplete("Task".to_owned())), "{:?}", report.problems);
        assert!(desk.state.cursors.contains_key("Communication") && !desk.state.cursors.contains_key("Task"));
        // It works again: what it kept back comes, and everything was read.
        server.hook = Box::new(|_, _| None);
        server.model.plant(
            "Task",
            "t",
            json!({"for": {"reference": "Patient/p1"}}),
            desk.now - TimeDelta::days(3),
        );
        let report = desk.run(&mut server).expect("done");
        assert_eq!((report.pulled, report.read_whole), (1, true));
    }
}

#[test]
fn a_poll_that_always_fails_is_asked_for_one_type_after_the_other() {
    let mut desk = Desk::new();
    let mut server = Planted::with(|request, _| is_poll(request).then(|| fhir(500, outcome("exception"))));
    server.model.plant("Flag", "f", json!({"status": "active"}), desk.now);
    let report = desk.run(&mut server).expect("done");
    assert_eq!((report.pulled, report.read_whole), (1, true));
}

#[test]
fn everything_at_once_that_always_fails_is_asked_for_by_type() {
    let mut desk = Desk::unseen();
    let mut statement = crate::desk::statement();
    let kinds = statement["rest"][0]["resource"].as_array_mut().expect("resources");
    kinds[0]["operation"] = json!([{"name": "everything"}]);
    desk.state.profile = nocte_core::sync::Profile::read(&statement, desk.now);
    let mut server = Planted::with(|request, _| {
        request.url.contains("$everything").then_some(Reply::Failed(Failure::TooLarge))
    });
    server.model.plant("Observation", &id(1), json!({"status": "final"}), desk.now);
    let report = desk.run(&mut server).expect("done");
    assert_eq!((report.pulled, report.read_whole), (1, true));
}

#[test]
fn a_run_that_ended_among_its_searches_is_followed_by_one_that_sends_first() {
    let mut desk = Desk::new();
    (1..=3).for_each(|seq| desk.write(seq));
    desk.patience = TimeDelta::milliseconds(-1); // every run ends at its first wait
    let mut server = Planted::with(|request, _| is_search(request).then(|| fhir(502, outcome("exception"))));
    assert!(desk.run(&mut server).is_none());
    assert!(server.model.log.iter().all(|line| !line.starts_with("PUT")), "what is new comes first");
    assert_eq!(desk.waiting(), 3);
    desk.now += TimeDelta::hours(7);
    assert!(desk.run(&mut server).is_none());
    assert_eq!(desk.waiting(), 0, "the diary is out");
    // Nothing waits and nothing hinders: the next begins with what is new again.
    server.hook = Box::new(|_, _| None);
    desk.write(4);
    desk.now += TimeDelta::hours(7);
    let before = server.model.log.len();
    assert_eq!(desk.run(&mut server).expect("done").delivered, 1);
    assert_eq!(server.model.log[before], "POST ", "the poll stands before the entry: {:?}", server.model.log);
}

#[test]
fn a_network_that_is_gone_for_a_moment_gives_no_search_up() {
    let mut desk = Desk::new();
    (1..=3).for_each(|seq| desk.write(seq));
    let mut left = 5;
    let mut server = Planted::with(|_, _| {
        left -= 1;
        (left >= 0).then_some(Reply::Failed(Failure::Dns))
    });
    server.model.plant("Flag", "f", json!({"status": "active"}), desk.now);
    let report = desk.run(&mut server).expect("done");
    assert_eq!((report.delivered, report.pulled, report.read_whole), (3, 1, true));
}

#[test]
fn what_is_new_is_asked_for_before_anything_is_sent() {
    let mut desk = Desk::new();
    desk.write(1);
    let mut order = Vec::new();
    let mut server = Planted::with(|request, _| {
        order.push(if is_write(request) { "write" } else { "search" });
        None
    });
    desk.run(&mut server).expect("done");
    drop(server);
    assert_eq!(order.first(), Some(&"search"));
    assert!(order.contains(&"write"));
}
