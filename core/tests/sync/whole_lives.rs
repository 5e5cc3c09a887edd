//! Whole lives against a server in memory, through every fault at random: nothing is lost, nothing is there twice,
//! and every run comes to an end.

use crate::desk::{Desk, Server, id, outcome};
use crate::server::{Model, Planted, fhir, is_write};
use chrono::{DateTime, TimeDelta, Utc};
use nocte_core::domain::fact_id::FactId;
use nocte_core::domain::night::Night;
use nocte_core::sync::{Failure, Headers, Reply, Request};
use proptest::prelude::*;
use std::collections::BTreeSet;

/// What may happen to one request.
#[derive(Debug, Clone, Copy)]
enum Fault {
    Clean,
    LostOnTheWay,
    LostAfter,
    Twice,
    Late,
    NothingAcknowledged,
    Stale,
    Html(u16),
    Fhir(u16),
    Busy,
}

fn fault() -> impl Strategy<Value = Fault> {
    prop_oneof![
        6 => Just(Fault::Clean),
        1 => Just(Fault::LostOnTheWay),
        2 => Just(Fault::LostAfter),
        1 => Just(Fault::Twice),
        1 => Just(Fault::Late),
        1 => Just(Fault::NothingAcknowledged),
        1 => Just(Fault::Stale),
        1 => prop::sample::select(vec![200, 302, 403, 404, 502, 520]).prop_map(Fault::Html),
        1 => prop::sample::select(vec![409, 500, 503, 504]).prop_map(Fault::Fhir),
        1 => Just(Fault::Busy),
    ]
}

/// A line that fails as told, and then no more.
struct Line<'a> {
    model: &'a mut Model,
    faults: std::vec::IntoIter<Fault>,
    earlier: Option<Reply>,
    /// A request that arrives behind a later one.
    held: Option<Request>,
}

impl Server for Line<'_> {
    fn answer(&mut self, request: &Request, now: DateTime<Utc>) -> Reply {
        let _ = now;
        let fault = self.faults.next().unwrap_or(Fault::Clean);
        let reply = match fault {
            Fault::Clean => self.model.serve(request),
            Fault::LostOnTheWay => Reply::Failed(Failure::Connect),
            Fault::LostAfter => {
                self.model.serve(request);
                Reply::Failed(Failure::Timeout)
            }
            Fault::Twice => {
                self.model.serve(request);
                self.model.serve(request)
            }
            Fault::Late if is_write(request) => {
                self.held = Some(request.clone());
                return Reply::Failed(Failure::Timeout);
            }
            Fault::Late => Reply::Failed(Failure::Timeout),
            Fault::NothingAcknowledged => {
                fhir(200, r#"{"resourceType":"Bundle","type":"transaction-response","entry":[]}"#)
            }
            Fault::Stale => self.earlier.clone().unwrap_or(Reply::Failed(Failure::Cut)),
            Fault::Html(status) => Reply::answer(status, "<html>somewhere in between</html>"),
            Fault::Fhir(status) => fhir(status, outcome("exception")),
            Fault::Busy => {
                let headers = Headers::new().with("Retry-After", "7");
                Reply::Answer { status: 429, headers, body: Vec::new() }
            }
        };
        if matches!(fault, Fault::Clean) {
            self.earlier = Some(reply.clone());
            if let Some(held) = self.held.take() {
                self.model.serve(&held); // late, and only now
            }
        }
        reply
    }
}

/// Nights of entries in the outbox, with ids from `first` on.
fn diary(desk: &mut Desk, first: i64, nights: &[u8]) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    let mut number = first;
    for (at, entries) in nights.iter().enumerate() {
        for _ in 0..*entries {
            desk.write(number);
            let night =
                Night::of("2026-01-01".parse().expect("a date")).plus(i64::try_from(at).expect("few"));
            desk.outbox.get_mut(&number).expect("there").0.night = Some(night);
            ids.insert(id(u128::try_from(number).expect("positive")));
            number += 1;
        }
    }
    ids
}

fn there(model: &Model) -> BTreeSet<String> {
    model.kept.keys().map(|(_, id)| id.clone()).collect()
}

/// Runs until nothing waits, an hour apart. Says how many runs it took.
fn until_empty(desk: &mut Desk, model: &mut Model, faults: Vec<Fault>, cuts: &[usize]) -> usize {
    let mut line = Line { model, faults: faults.into_iter(), earlier: None, held: None };
    for run in 0..80 {
        let cut = cuts.get(run).copied().unwrap_or(usize::MAX);
        desk.run_for(&mut line, cut.max(1));
        desk.now += TimeDelta::hours(7);
        if desk.waiting() == 0 {
            return run;
        }
    }
    panic!("it does not end: {} wait", desk.waiting());
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn nothing_is_lost_and_nothing_is_there_twice(
        nights in prop::collection::vec(1_u8..9, 1..10),
        faults in prop::collection::vec(fault(), 0..60),
        cuts in prop::collection::vec(1_usize..12, 0..4),
    ) {
        let mut desk = Desk::new();
        let ids = diary(&mut desk, 1, &nights);
        let mut model = Model::new();
        until_empty(&mut desk, &mut model, faults, &cuts);
        prop_assert_eq!(there(&model), ids);
        prop_assert!((1..).take(desk.outbox.len()).all(|seq| desk.is_acked(seq)));
        for (parcel, _) in desk.outbox.values() {
            let letter = &parcel.resources[0];
            let kept = &model.kept[&(letter.kind.clone(), letter.id.clone())].body;
            prop_assert_eq!(kept["valueString"].as_str(), Some("canary"));
        }
    }

    #[test]
    fn a_poison_record_parks_alone_whatever_else_happens(
        nights in prop::collection::vec(1_u8..9, 1..6),
        faults in prop::collection::vec(fault(), 0..30),
        guilty in 0_usize..8,
    ) {
        // A refusal that belongs to another request, twice in a row, can't be told from a refusal: it would park
        // (and show) an entry that is good. Everything else is here.
        let faults: Vec<Fault> = faults.into_iter().filter(|fault| !matches!(fault, Fault::Stale)).collect();
        let mut desk = Desk::new();
        let ids = diary(&mut desk, 1, &nights);
        let guilty = ids.iter().nth(guilty % ids.len()).expect("there").clone();
        let mut model = Model::new();
        model.poison.push(guilty.clone());
        until_empty(&mut desk, &mut model, faults, &[]);
        let mut expected = ids;
        expected.remove(&guilty);
        prop_assert_eq!(there(&model), expected);
    }

    #[test]
    fn two_phones_end_with_the_same(
        one in prop::collection::vec(1_u8..6, 1..5),
        other in prop::collection::vec(1_u8..6, 1..5),
        faults in prop::collection::vec(fault(), 0..30),
    ) {
        let mut model = Model::new();
        let mut phones = [Desk::new(), Desk::new()];
        phones[1].state.pairing.as_mut().expect("paired").install = FactId(0xdef);
        let mut wrote = [diary(&mut phones[0], 1, &one), diary(&mut phones[1], 1_001, &other)];
        for (parcel, _) in phones[1].outbox.values_mut() {
            let body = parcel.resources[0].body.replace(&FactId(0xabc).to_string(), &FactId(0xdef).to_string());
            parcel.resources[0].body = body;
        }
        for round in 0..3 {
            for desk in &mut phones {
                let faults = if round == 0 { faults.clone() } else { Vec::new() };
                until_empty(desk, &mut model, faults, &[]);
            }
        }
        for desk in &mut phones {
            desk.now += TimeDelta::hours(1);
            desk.run(&mut Line { model: &mut model, faults: Vec::new().into_iter(), earlier: None, held: None });
        }
        wrote.reverse();
        for (desk, others) in phones.iter().zip(&wrote) {
            let pulled: BTreeSet<String> = desk.pulled.iter().filter_map(|it| it.id().map(str::to_owned)).collect();
            prop_assert_eq!(&pulled, others, "each has what the other wrote, and nothing of its own");
        }
    }

    #[test]
    fn no_server_keeps_a_run_going_for_ever(answers in prop::collection::vec((100_u16..600, 0_usize..6), 1..40)) {
        let bodies = [
            String::new(),
            outcome("exception"),
            "<html>".to_owned(),
            r#"{"resourceType":"Bundle","type":"searchset","total":99999,"entry":[]}"#.to_owned(),
            r#"{"resourceType":"Bundle","type":"searchset","link":[{"relation":"next","url":"?x"}]}"#.to_owned(),
            r#"{"access_token":"x","token_type":"bearer"}"#.to_owned(),
        ];
        let mut desk = Desk::unseen();
        (1..=30).for_each(|seq| desk.write(seq));
        let mut at = 0;
        let mut server = |_: &Request| {
            at += 1;
            let (status, body) = answers[at % answers.len()];
            fhir(status, bodies[body].clone())
        };
        let report = desk.run(&mut server).expect("a run that is never dropped ends");
        prop_assert!(report.requests < 3_000, "{} requests", report.requests);
    }
}

#[test]
fn a_client_that_believes_200_would_have_lost_entries_here() {
    // The control: the same faults lose entries when the outer status is believed.
    let mut model = Model::new();
    let mut believed = 0;
    let mut desk = Desk::new();
    desk.state.bundle_limit = Some(2);
    diary(&mut desk, 1, &[3; 20]);
    let mut faults = [Fault::Clean, Fault::NothingAcknowledged, Fault::Html(200)].into_iter().cycle();
    let mut server = Planted::with(|request, _| {
        if !is_write(request) {
            return None;
        }
        let reply = match faults.next().unwrap_or(Fault::Clean) {
            Fault::Clean => model.serve(request),
            _ => fhir(200, ""),
        };
        believed += usize::from(reply.status() == Some(200));
        Some(reply)
    });
    desk.run(&mut server);
    drop(server);
    assert!(believed > model.kept.len() / 3, "more bundles answered 200 than were stored");
    desk.now += TimeDelta::days(1);
    let mut line = Line { model: &mut model, faults: Vec::new().into_iter(), earlier: None, held: None };
    for _ in 0..5 {
        desk.run(&mut line);
        desk.now += TimeDelta::hours(7);
    }
    assert_eq!((desk.waiting(), there(&model).len()), (0, 60));
}
