//! The status table, continued: the rows about a server as a whole, and about what stands between it and us.

use crate::desk::{Desk, outcome};
use crate::server::{Planted, fhir, is_write};
use chrono::TimeDelta;
use nocte_core::sync::{Failure, Headers, Problem, Reply, Request, Session, Step};

#[test]
fn row_429_and_503_wait_as_long_as_they_are_told_and_else_back_off() {
    let told =
        |value: &str| Headers::new().with("RETRY-AFTER", value).with("Date", "Wed, 25 Nov 2026 21:30:00 GMT");
    for status in [429, 503] {
        for (value, seconds) in [("90", 90), ("Wed, 25 Nov 2026 21:31:30 GMT", 90), ("9999999999", 21_600)] {
            let mut desk = Desk::new();
            desk.write(1);
            let mut first = true;
            let mut server = Planted::with(|request, _| {
                let busy = is_write(request) && core::mem::take(&mut first);
                busy.then(|| Reply::Answer {
                    status,
                    headers: told(value),
                    body: b"<html>busy</html>".to_vec(),
                })
            });
            let report = desk.run(&mut server).expect("done");
            assert_eq!(report.delivered, 1);
            assert_eq!(desk.waits, [TimeDelta::seconds(seconds)], "{value}");
        }
        for value in ["-3", "0", "soon", "Wed, 25 Nov 2020 21:31:30 GMT"] {
            let mut desk = Desk::new();
            desk.write(1);
            let mut first = true;
            let mut server = Planted::with(|request, _| {
                let busy = is_write(request) && core::mem::take(&mut first);
                busy.then(|| Reply::Answer { status, headers: told(value), body: Vec::new() })
            });
            assert_eq!(desk.run(&mut server).expect("done").delivered, 1);
            assert!(desk.waits.iter().all(|wait| *wait <= TimeDelta::seconds(2)), "{value}: our own pause");
        }
    }
}

#[test]
fn row_408_500_502_504_and_520_to_529_back_off_and_are_never_permanent() {
    for status in [408, 500, 502, 504, 520, 521, 522, 523, 524, 525, 526, 527, 528, 529] {
        let mut desk = Desk::new();
        (1..=3).for_each(|seq| desk.write(seq));
        let mut left = 3;
        let mut server = Planted::with(|request, _| {
            let down = is_write(request) && left > 0;
            left -= i32::from(down);
            down.then(|| Reply::answer(status, "<html>origin is down</html>"))
        });
        let report = desk.run(&mut server).expect("done");
        assert_eq!((report.delivered, report.parked), (3, 0), "{status}");
        assert!(report.problems.contains(&Problem::ServerTrouble(status)));
        assert_eq!(desk.state.failures, 0);
    }
}

#[test]
fn row_a_500_may_mean_that_it_is_there_and_is_read_before_it_is_sent_again() {
    let mut desk = Desk::new();
    (1..=3).for_each(|seq| desk.write(seq));
    let mut server = Planted::with(|request, model| {
        is_write(request).then(|| {
            model.serve(request);
            fhir(500, outcome("exception"))
        })
    });
    let report = desk.run(&mut server).expect("done");
    assert_eq!(report.delivered, 3);
    assert_eq!(
        server.model.log.iter().filter(|line| !line.starts_with("GET")).count(),
        2,
        "one poll, one transaction"
    );
    assert!(server.model.kept.values().all(|kept| kept.versions == 1));
}

#[test]
fn row_no_answer_backs_off_and_the_pause_is_kept() {
    for failure in
        [Failure::Timeout, Failure::Tls, Failure::Dns, Failure::Connect, Failure::Cut, Failure::TooLarge]
    {
        let mut desk = Desk::new();
        desk.write(1);
        desk.patience = TimeDelta::milliseconds(-1);
        let mut offline = |_: &Request| Reply::Failed(failure);
        assert!(desk.run(&mut offline).is_none(), "dropped at the wait");
        assert!(desk.state.rest.is_some() && desk.state.failures == 1);
        // Opened again at once: still waiting, nothing sent.
        let mut sent = 0;
        let mut counting = |_: &Request| {
            sent += 1;
            Reply::Failed(failure)
        };
        assert!(desk.run(&mut counting).is_none());
        assert_eq!(sent, 0);
        desk.patience = TimeDelta::days(1);
        assert_eq!(desk.run(&mut Planted::new()).expect("done").delivered, 1);
    }
}

#[test]
fn row_html_instead_of_fhir_is_something_in_between_and_never_permanent() {
    for status in [200, 201, 400, 401, 403, 404, 405, 409, 410, 412, 422, 511] {
        let mut desk = Desk::new();
        (1..=3).for_each(|seq| desk.write(seq));
        let mut left = 4;
        let mut server = Planted::with(|_, _| {
            left -= 1;
            (left >= 0).then(|| Reply::answer(status, "<!doctype html><title>Hotel</title>"))
        });
        let report = desk.run(&mut server).expect("done");
        assert_eq!((report.delivered, report.parked), (3, 0), "{status}");
        assert!(report.problems.contains(&Problem::NotTheServer), "{status}");
        assert!(!desk.state.sign_in_again && desk.state.paused.is_empty());
    }
}

#[test]
fn row_a_redirect_is_refused_and_nothing_is_sent_elsewhere() {
    let mut desk = Desk::new();
    desk.write(1);
    let mut session = Session::new(desk.state.clone(), desk.now);
    let Step::Send(request) = session.next(desk.now) else { panic!("something to send") };
    assert!(request.url.starts_with(crate::desk::BASE));
    for status in [301, 302, 303, 307, 308] {
        let mut left = 2;
        let mut server = Planted::with(|request, _| {
            assert!(request.url.starts_with(crate::desk::BASE), "followed");
            left -= 1;
            let headers = Headers::new().with("Location", "https://evil.example/fhir");
            (left >= 0).then(|| Reply::Answer { status, headers, body: Vec::new() })
        });
        let report = desk.run(&mut server).expect("done");
        assert!(report.problems.contains(&Problem::Redirected));
    }
    assert!(desk.is_acked(1));
}
