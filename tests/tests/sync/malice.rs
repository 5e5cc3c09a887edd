//! A server that means harm, in the real one's place: whatever it says is a typed problem, and what the phone holds is
//! as before.

use nocte_core::domain::fact::Fact;
use nocte_core::sync::{Failure, Reply, Request};
use nocte_tests::certificates::Listener;
use nocte_tests::facts;
use nocte_tests::phone::line;
use nocte_tests::proxy::{Asked, Fault, Script};
use nocte_tests::world::World;
use serde_json::{Value, json};

/// A search's answer with these resources.
fn set(resources: &[Value]) -> String {
    let entries: Vec<Value> = resources.iter().map(|resource| json!({"resource": resource})).collect();
    json!({"resourceType": "Bundle", "type": "searchset", "entry": entries}).to_string()
}

/// The same as a batch's answer: the phone asks for the first pages in one batch.
fn batch(set: &str) -> String {
    format!(
        r#"{{"resourceType":"Bundle","type":"batch-response","entry":[{}]}}"#,
        vec![format!(r#"{{"response":{{"status":"200"}},"resource":{set}}}"#); 11].join(",")
    )
}

/// What the server says, under a name.
fn lies(patient: &str, own: &Fact) -> Vec<(&'static str, String)> {
    let mut lies = vec![
        ("depth", "[".repeat(100_000)),
        ("depth, closed", format!("{}{}", r#"{"a":"#.repeat(100_000), "}".repeat(100_000))),
        ("a huge text", json!({"resourceType": "Bundle", "id": "x".repeat(3_900_000)}).to_string()),
        ("past the cap", format!("\"{}\"", "y".repeat(5_000_000))),
        (
            "duplicate keys",
            r#"{"resourceType":"Bundle","resourceType":"Patient","type":"searchset","type":7}"#.to_owned(),
        ),
        ("not a number", r#"{"resourceType":"Bundle","type":"searchset","total":NaN}"#.to_owned()),
        (
            "numbers without end",
            format!(r#"{{"resourceType":"Bundle","type":"searchset","total":1e{}}}"#, "9".repeat(5_000)),
        ),
        (
            "wrong types",
            r#"{"resourceType":"Bundle","type":"searchset","entry":{"resource":[1,2]},"link":"no"}"#
                .to_owned(),
        ),
        (
            "entries of nothing",
            r#"{"resourceType":"Bundle","type":"searchset","entry":[null,1,"x",{},{"resource":null}]}"#
                .to_owned(),
        ),
        ("half a surrogate", r#"{"resourceType":"Bundle","type":"searchset","id":"\ud800"}"#.to_owned()),
        ("no text at all", "\u{0}\u{0}\u{0}".to_owned()),
    ];
    let subject = json!({"reference": format!("Patient/{patient}")});
    let observation = |id: &str, patient: &Value, extra: Value| {
        let mut resource = json!({"resourceType": "Observation", "id": id, "status": "final", "subject": patient,
            "code": {"text": "Pain"}, "valueQuantity": {"value": 9}, "meta": {"versionId": "9", "lastUpdated": "2099-01-01T00:00:00Z"}});
        if let (Some(fields), Value::Object(more)) = (resource.as_object_mut(), extra) {
            fields.extend(more);
        }
        resource
    };
    let other = json!({"reference": "Patient/somebody-else"});
    let order = |status: Value| {
        json!({"resourceType": "MedicationRequest", "id": "forged", "status": status, "intent": "order", "subject": other,
            "medicationCodeableConcept": {"text": "Naltrexone"}})
    };
    for (name, resource) in [
        ("another patient's entry", observation("foreign", &other, json!({}))),
        ("another patient's stop", order(json!("stopped"))),
        ("a collision with an entry of ours", observation(&own.id().to_string(), &subject, json!({}))),
        (
            "a type from the future",
            json!({"resourceType": "DoseRobot", "id": "r6", "subject": subject, "power": "full"}),
        ),
        (
            "a shape from the future",
            observation("r6", &subject, json!({"status": {"coding": 6}, "value9": [[[]]]})),
        ),
        (
            "a script in every text",
            observation(
                "<script>alert(1)</script>",
                &subject,
                json!({"code": {"text": "<img src=x onerror=alert(1)>"}, "note": [{"text": "javascript:alert(1)"}]}),
            ),
        ),
        ("an id that is a path", observation("../../Patient/1?x=y#", &subject, json!({}))),
    ] {
        lies.push((name, set(&[resource])));
    }
    lies
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn whatever_a_malicious_server_says_the_log_is_as_it_was() {
    let world = World::paired().await;
    let mut log: Vec<Fact> = vec![facts::plan().into()];
    log.extend((0..5).map(|n| Fact::from(facts::dose(n, 11))));
    log.push(facts::note(3, 9, "mine").into());
    world.log(&log);
    world.sync_until_quiet(3).await;
    let stored = || -> Vec<String> {
        let facts = world.app.store().expect("the store").facts().expect("facts");
        facts.iter().map(|fact| serde_json::to_string(fact).expect("JSON")).collect()
    };
    let before = stored();
    let lies = lies(&world.patient, &log[1]);
    let count = lies.len();
    for (name, lie) in lies {
        for text in [lie.clone(), batch(&lie)] {
            let forged: &'static str = text.leak();
            world.turn(
                move |asked: &Asked| {
                    if asked.target.contains("oauth") { Fault::Clean } else { Fault::Forged(forged) }
                },
            );
            let report = world.app.sync(&world.line).await.expect("no lie is an error of the store");
            assert_eq!(stored(), before, "{name}: {report:?}");
            world.clock.pass(chrono::TimeDelta::hours(8));
        }
    }
    world.turn(Script::default());
    world.clock.pass(chrono::TimeDelta::hours(25));
    world.log(&[facts::score(7, 8, "pain", 2).into()]);
    world.sync_until_quiet(4).await;
    let (here, there) = world.both_sides().await;
    assert_eq!(here.digest(), there.digest(), "and it goes on with the honest server");
    eprintln!("{count} lies in two wrappings; the log is as it was");
}

#[tokio::test]
async fn an_answer_larger_than_the_cap_is_cut_off_and_so_is_a_bomb() {
    let body = "z".repeat(6 * 1024 * 1024);
    let text = format!("HTTP/1.1 200 OK\r\nContent-Length: {}\r\n\r\n{body}", body.len());
    let listener = Listener::plain(text).await;
    let reply = line().send(Request::get(format!("http://127.0.0.1:{}/fhir", listener.port()))).await;
    assert_eq!(reply, Reply::Failed(Failure::TooLarge));
    let proxy =
        nocte_tests::proxy::Proxy::start(([127, 0, 0, 1], 1).into(), Script::new([Fault::GzipBomb])).await;
    let reply = line().send(Request::get(format!("{}/fhir", proxy.origin()))).await;
    assert_eq!(reply, Reply::Failed(Failure::TooLarge));
}
