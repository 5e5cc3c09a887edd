//! The status table, row by row. Each test bears the name of its row.

use crate::desk::{Desk, Stand, id, letter, outcome};
use crate::server::{Planted, fhir, is_bundle, is_write};
use chrono::TimeDelta;
use nocte_core::domain::parked::{IssueKind, ParkedReason};
use nocte_core::sync::{Method, PauseReason, Problem, Reply, Request, Secret};
use serde_json::json;

fn token(access: &str, refresh: &str) -> Reply {
    let body =
        json!({"access_token": access, "token_type": "Bearer", "refresh_token": refresh, "expires_in": 600});
    Reply::answer(200, body.to_string())
}

fn bearer(request: &Request) -> Option<&str> {
    request.headers.get("authorization")
}

#[test]
fn row_200_and_201_acknowledge_with_version_time_and_place() {
    let mut desk = Desk::new();
    (1..=3).for_each(|seq| desk.write(seq));
    let mut server = Planted::new();
    let report = desk.run(&mut server).expect("done");
    assert_eq!((report.delivered, report.problems.len()), (3, 0));
    let Stand::Acked(receipts) = desk.stand(2) else { panic!("not acknowledged") };
    assert_eq!(receipts[0].version.as_deref(), Some("1"));
    assert_eq!(server.model.kept.len(), 3);
    assert_eq!(report.last_delivered, desk.state.last_delivered);
}

#[test]
fn row_200_with_an_entry_of_400_or_more_is_judged_by_its_own_status() {
    let mut desk = Desk::new();
    (1..=3).for_each(|seq| desk.write(seq));
    let mut server = Planted::with(|request, model| {
        // Stores the good ones, answers 200 outside and "412 Precondition Failed" for the second.
        is_bundle(request).then(|| {
            let mut body = model.serve(request).fhir().expect("a bundle");
            model.kept.remove(&("Observation".to_owned(), id(2)));
            body["entry"][1]["response"] = json!({"status": "412 Precondition Failed"});
            fhir(200, body.to_string())
        })
    });
    let report = desk.run(&mut server).expect("done");
    assert_eq!(report.delivered, 3, "the second went through by itself");
    assert_eq!(server.model.kept.len(), 3);
}

#[test]
fn row_400_and_422_on_a_bundle_are_asked_again_singly_and_only_the_guilty_is_parked() {
    for status in [400, 422] {
        let mut desk = Desk::new();
        (1..=5).for_each(|seq| desk.write(seq));
        let mut server =
            Planted::with(move |request, _| is_bundle(request).then(|| fhir(status, outcome("processing"))));
        server.model.poison.push(id(3));
        let report = desk.run(&mut server).expect("done");
        assert_eq!((report.delivered, report.parked), (4, 1));
        let Stand::Parked(Some(422), reason) = desk.stand(3) else { panic!("the guilty one is parked") };
        let ParkedReason::NotTaken { status: 422, issues } = reason else { panic!("{reason:?}") };
        assert_eq!(issues[0].kind, IssueKind::Required);
        assert!(!format!("{issues:?}").contains("canary"), "{issues:?}");
    }
}

#[test]
fn row_401_refreshes_once_then_asks_to_sign_in_again() {
    // Once: the refresh helps, and the new token was stored before it was used.
    let mut desk = Desk::new();
    desk.write(1);
    let mut server = Planted::with(|request, _| match request.url.as_str() {
        "https://clinic.example/token" => Some(token("access-1", "refresh-1")),
        _ if bearer(request) == Some("Bearer access-1") => None,
        _ => Some(fhir(401, outcome("login"))),
    });
    assert_eq!(desk.run(&mut server).expect("done").delivered, 1);
    let tokens = desk.state.pairing.as_ref().and_then(|pairing| pairing.tokens.as_ref()).expect("tokens");
    assert_eq!(tokens.refresh.as_ref().map(Secret::expose), Some("refresh-1"));
    drop(server);

    // Again: the fresh token is refused too. The queue is not touched.
    let mut desk = Desk::new();
    desk.write(1);
    let mut refreshes = 0;
    let mut server = Planted::with(|request, _| {
        if request.url == "https://clinic.example/token" {
            refreshes += 1;
            return Some(token("access-1", "refresh-1"));
        }
        Some(fhir(401, outcome("login")))
    });
    let report = desk.run(&mut server).expect("done");
    drop(server);
    assert_eq!(refreshes, 1, "one refresh, not a storm");
    assert_eq!(report.problems, [Problem::SignInAgain]);
    assert!(desk.state.sign_in_again && *desk.stand(1) == Stand::Queued);
}

#[test]
fn row_403_pauses_that_type_and_the_rest_goes_on() {
    let mut desk = Desk::new();
    desk.write(1);
    desk.write_with(2, vec![letter("MedicationAdministration", 2, json!({"status": "completed"}))]);
    desk.write(3);
    let mut server = Planted::with(|request, _| {
        let forbidden =
            is_bundle(request) || request.method == Method::Put && request.url.contains("/Observation/");
        forbidden.then(|| fhir(403, outcome("forbidden")))
    });
    let report = desk.run(&mut server).expect("done");
    assert_eq!((report.delivered, report.parked, report.held), (1, 0, 2));
    assert!(desk.is_acked(2) && *desk.stand(1) == Stand::Queued && *desk.stand(3) == Stand::Queued);
    assert_eq!(desk.state.paused["Observation"].why, PauseReason::Forbidden);
    let observations = server.model.log.iter().filter(|line| line.starts_with("PUT /Observation")).count();
    assert_eq!(observations, 1, "paused after the first");
    drop(server);

    // A day later it is tried again.
    desk.now += TimeDelta::days(1);
    assert_eq!(desk.run(&mut Planted::new()).expect("done").delivered, 2);
}

#[test]
fn row_404_405_and_501_re_read_the_statement_and_park_the_type_not_the_record() {
    for status in [404, 405, 501] {
        let mut desk = Desk::new();
        (1..=2).for_each(|seq| desk.write(seq));
        desk.write_with(3, vec![letter("Flag", 3, json!({"status": "active"}))]);
        let mut server = Planted::with(move |request, _| {
            let refused =
                is_bundle(request) || request.method == Method::Put && request.url.contains("/Flag/");
            refused.then(|| fhir(status, outcome("not-supported")))
        });
        let report = desk.run(&mut server).expect("done");
        assert_eq!((report.delivered, report.parked, report.held), (2, 0, 1), "{status}");
        assert_eq!(server.model.log.iter().filter(|line| *line == "GET /metadata").count(), 1);
        assert_eq!(*desk.stand(3), Stand::Queued);
        assert_eq!(desk.state.paused["Flag"].why, PauseReason::Unsupported);
    }
}

#[test]
fn row_409_is_tried_again_at_most_five_times_and_then_read_by_id() {
    // It settles by itself.
    let mut desk = Desk::new();
    desk.write(1);
    let mut conflicts = 0;
    let mut server = Planted::with(|request, _| {
        conflicts += usize::from(is_write(request));
        (is_write(request) && conflicts <= 3).then(|| fhir(409, outcome("conflict")))
    });
    assert_eq!(desk.run(&mut server).expect("done").delivered, 1);
    assert!(desk.waits.len() <= 3 && desk.waits.iter().all(|wait| *wait < TimeDelta::seconds(10)));
    drop(server);

    // It never does, but the record is there: somebody's success, mostly our own.
    let mut desk = Desk::new();
    desk.write(1);
    let mut server = Planted::with(|request, model| {
        is_write(request).then(|| {
            model.serve(request);
            fhir(409, outcome("conflict"))
        })
    });
    assert_eq!(desk.run(&mut server).expect("done").delivered, 1);
    assert_eq!(server.model.log.iter().filter(|line| line.starts_with("PUT")).count(), 6);
    drop(server);

    // In flight before, and its driver drops a run at the first wait: read at once.
    let mut desk = Desk::new();
    desk.write(1);
    desk.outbox.get_mut(&1).expect("there").0.attempt = 1;
    desk.patience = TimeDelta::milliseconds(-1);
    let mut server = Planted::with(|request, model| {
        is_write(request).then(|| {
            model.serve(request);
            fhir(409, outcome("conflict"))
        })
    });
    assert_eq!(desk.run(&mut server).expect("done").delivered, 1);
    drop(server);

    // It never does and nothing is there: the entry waits, nothing is parked, nothing hangs.
    let mut desk = Desk::new();
    desk.write(1);
    let mut server = Planted::with(|request, _| is_write(request).then(|| fhir(409, outcome("conflict"))));
    let report = desk.run(&mut server).expect("done");
    assert_eq!((report.delivered, report.parked), (0, 0));
    assert_eq!(*desk.stand(1), Stand::Queued);
}

#[test]
fn row_410_keeps_the_entry_here_and_asks() {
    let mut desk = Desk::new();
    desk.write(1);
    desk.write(2);
    let mut server = Planted::with(|request, _| {
        let gone = is_bundle(request) || request.url.ends_with(&id(1));
        gone.then(|| fhir(410, outcome("deleted")))
    });
    let report = desk.run(&mut server).expect("done");
    assert_eq!((report.delivered, report.parked), (1, 1));
    let Stand::Parked(Some(410), reason) = desk.stand(1) else { panic!("kept and shown") };
    assert_eq!(*reason, ParkedReason::NotTaken { status: 410, issues: vec![] });
}

#[test]
fn row_412_reads_again_and_goes_on_keeps_both_or_re_applies() {
    let edited = |number: u128, kind: &str, status: &str| {
        let mut edit = letter(kind, number, json!({"status": status, "code": {"text": "pain"}}));
        edit.version = Some("7".to_owned());
        edit
    };
    // The server has what we sent: go on.
    let mut desk = Desk::new();
    desk.write_with(1, vec![edited(1, "Observation", "final")]);
    let mut server = Planted::new();
    server.model.plant(
        "Observation",
        &id(1),
        serde_json::from_str(&edited(1, "Observation", "final").body).expect("JSON"),
        desk.now,
    );
    assert_eq!(desk.run(&mut server).expect("done").delivered, 1);

    // It has something else: both are kept, the difference is shown.
    let mut desk = Desk::new();
    desk.write_with(1, vec![edited(1, "Observation", "entered-in-error")]);
    let mut server = Planted::new();
    server.model.plant("Observation", &id(1), json!({"status": "amended"}), desk.now);
    assert_eq!(desk.run(&mut server).expect("done").parked, 1);
    assert!(matches!(desk.stand(1), Stand::Parked(Some(412), _)));
    assert_eq!(server.model.kept[&("Observation".to_owned(), id(1))].body["status"], "amended");

    // A request nobody took up is still ours to change; one that was answered is not.
    for (there, delivered) in [("requested", 1), ("completed", 0)] {
        let mut desk = Desk::new();
        desk.write_with(1, vec![edited(1, "Task", "cancelled")]);
        let mut server = Planted::new();
        server.model.plant(
            "Task",
            &id(1),
            json!({"status": there, "for": {"reference": "Patient/p1"}}),
            desk.now,
        );
        assert_eq!(desk.run(&mut server).expect("done").delivered, delivered, "{there}");
        let status = server.model.kept[&("Task".to_owned(), id(1))].body["status"].clone();
        assert_eq!(status, if delivered == 1 { "cancelled" } else { there });
    }
}

#[test]
fn row_413_halves_the_bundle_and_parks_a_single_that_is_too_large() {
    let mut desk = Desk::new();
    (1..=20).for_each(|seq| desk.write(seq));
    let mut server = Planted::with(|request, _| {
        let size = request.body.as_ref().map_or(0, Vec::len);
        (is_bundle(request) && size > 2_500).then(|| Reply::answer(413, "<html>413 from nginx</html>"))
    });
    assert_eq!(desk.run(&mut server).expect("done").delivered, 20);
    assert!(desk.state.bundle_limit.expect("learned") < 20);
    drop(server);

    let mut desk = Desk::new();
    desk.write(1);
    desk.write(2);
    let mut server = Planted::with(|request, _| {
        let large = is_bundle(request) || request.url.ends_with(&id(1));
        large.then(|| Reply::answer(413, "<html>413 from nginx</html>"))
    });
    let report = desk.run(&mut server).expect("done");
    assert_eq!((report.delivered, report.parked), (1, 1));
    assert!(matches!(desk.stand(1), Stand::Parked(Some(413), _)));
}
