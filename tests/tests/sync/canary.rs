//! A canary in every personal field, and a whole sync with faults and refusals: it sings in the clinic's record and
//! nowhere else. Not in an address, not in a header, not in the server's log, a report, an error or a `Debug`.

use nocte_core::domain::fact::Fact;
use nocte_core::domain::setting::Choice;
use nocte_core::words::Lang;
use nocte_core::words::clinic::parked_reason;
use nocte_tests::facts;
use nocte_tests::phone::line;
use nocte_tests::proxy::{Asked, Fault, Random, Script};
use nocte_tests::world::{World, phone};

const CANARY: &str = "canary";

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn no_canary_sings_in_an_address_a_report_or_an_error() {
    let world = World::paired().await;
    let mut log: Vec<Fact> = vec![facts::plan().into()];
    for n in 0..30 {
        log.push(facts::dose(n, 111).into());
        log.push(facts::note(n, 112, &format!("my {CANARY} note {n}")).into());
        log.push(facts::score(n, 113, &format!("{CANARY} pain"), 4).into());
    }
    log.extend(facts::one_of_each().into_iter().filter(|fact| !matches!(fact, Fact::Plan(_))));
    log.push(facts::setting(1, 114, Choice::Lead { minutes: 30 }).into());
    world.log(&log);
    let mut said: Vec<String> = Vec::new();
    world.turn(Random::new(5, 40));
    for _ in 0..40 {
        let report = world.app.sync(&world.line).await;
        said.push(format!("{report:?}"));
        if let Ok(report) = report {
            for item in &report.parked {
                said.push(format!("{:?}", item.reason));
                said.extend([Lang::En, Lang::De].map(|lang| parked_reason(&item.reason, lang)));
            }
            if let Some(until) = report.not_before {
                world.clock.reach(until);
            }
        }
        world.clock.pass(chrono::TimeDelta::minutes(20));
    }
    // Refused for good, and an answer that repeats what it was sent.
    world.turn(|asked: &Asked| if asked.bearer { Fault::Unauthorised } else { Fault::Clean });
    world.log(&[facts::note(40, 9, "the last canary").into()]);
    said.push(format!("{:?}", world.app.sync(&world.line).await));
    let echo = r#"{"resourceType":"OperationOutcome","issue":[{"severity":"error","code":"invalid","diagnostics":"my canary note"}]}"#;
    world.turn(move |_: &Asked| Fault::Forged(echo));
    world.clock.pass(chrono::TimeDelta::hours(7));
    said.push(format!("{:?}", world.app.sync(&world.line).await));
    said.push(format!("{:?}", world.app.sync_status()));
    // Errors of the other ways in.
    let other = phone(&world.phone_file().with_extension("other"), &world.clock);
    let refused = other.pair("shlink:/canary", Some("canary"), &line()).await.expect_err("no link");
    said.push(format!("{refused} {refused:?}"));
    world.turn(Script::default());
    // What travels outside a body: lines of requests and headers, without the token itself.
    let heads = world.proxy.heard();
    assert!(heads.len() > 60, "a whole sync was heard: {}", heads.len());
    said.extend(heads);
    // What the clinic's server logged. The phone's own core logs nothing at all.
    let log = world.logged();
    assert!(log.lines().count() > 20 && log.contains("/fhir"), "a whole sync was logged");
    assert!(!log.contains(&world.patient), "nor does a line say whose request it was");
    said.push(log);
    for text in &said {
        let lower = text.to_lowercase();
        assert!(!lower.contains(CANARY) && !lower.contains("nightingale"), "{text}");
    }
    let record = world.clinic.export(&world.patient).await.expect("the record").to_string();
    assert!(record.contains("canary note"), "the control: it did sing in the record");
}
