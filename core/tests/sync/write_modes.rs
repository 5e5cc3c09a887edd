//! The three write modes and what they are chosen from.

use crate::desk::{Desk, Stand, id, letter, statement};
use crate::server::{Planted, fhir, is_write};
use nocte_core::sync::{Failure, Headers, Mode, Profile, Reply};
use serde_json::{Value, json};

/// A statement without `updateCreate`; with `conditionalCreate` or not.
fn without_upsert(conditional: bool) -> Value {
    let mut statement = statement();
    for resource in statement["rest"][0]["resource"].as_array_mut().expect("resources") {
        resource["updateCreate"] = json!(false);
        resource["conditionalCreate"] = json!(conditional);
    }
    statement
}

fn desk_in(conditional: bool) -> Desk {
    let mut desk = Desk::new();
    desk.state.profile = Profile::read(&without_upsert(conditional), desk.now);
    desk
}

#[test]
fn the_mode_follows_from_the_statement() {
    let now = crate::desk::start();
    let mode = |statement: &Value| Profile::read(statement, now).map(|profile| profile.main_mode());
    assert_eq!(mode(&statement()), Some(Mode::Upsert));
    assert_eq!(mode(&without_upsert(true)), Some(Mode::Conditional));
    assert_eq!(mode(&without_upsert(false)), Some(Mode::CreateOnly));
    // An EHR that takes nothing but observations.
    let ehr = json!({"resourceType": "CapabilityStatement", "fhirVersion": "4.0.1", "rest": [{"mode": "server", "resource": [
        {"type": "Observation", "interaction": [{"code": "create"}, {"code": "read"}, {"code": "search-type"}]},
        {"type": "MedicationAdministration", "interaction": [{"code": "read"}]}]}]});
    let profile = Profile::read(&ehr, now).expect("R4");
    assert_eq!(profile.mode("Observation"), Mode::CreateOnly);
    assert_eq!(profile.mode("MedicationAdministration"), Mode::Closed);
    assert_eq!(profile.mode("Basic"), Mode::Closed);
    assert!(!profile.transaction && !profile.batch);
    for wrong in [
        json!({"resourceType": "CapabilityStatement", "fhirVersion": "5.0.0"}),
        json!({"resourceType": "Bundle"}),
        json!({}),
    ] {
        assert!(Profile::read(&wrong, now).is_none());
    }
}

#[test]
fn a_server_without_a_statement_is_judged_by_its_answers() {
    let mut desk = Desk::unseen();
    (1..=3).for_each(|seq| desk.write(seq));
    let mut server = Planted::with(|request, _| {
        request.url.ends_with("/metadata").then(|| fhir(404, crate::desk::outcome("not-found")))
    });
    assert_eq!(desk.run(&mut server).expect("done").delivered, 3);
    assert!(desk.state.profile.expect("assumed").assumed);
}

#[test]
fn mode_b_creates_once_and_edits_at_the_servers_id() {
    let mut desk = desk_in(true);
    (1..=3).for_each(|seq| desk.write(seq));
    let mut lost = true;
    let mut server = Planted::with(|request, model| {
        // The first answer gets lost after everything was stored.
        (is_write(request) && core::mem::take(&mut lost)).then(|| {
            model.serve(request);
            Reply::Failed(Failure::Timeout)
        })
    });
    assert_eq!(desk.run(&mut server).expect("done").delivered, 3);
    assert_eq!(server.model.kept.len(), 3, "nothing twice");
    let Stand::Acked(receipts) = desk.stand(1) else { panic!("acknowledged") };
    assert!(receipts[0].server_id.is_some(), "the server's own id is told");
    // The same entry again, taken back: at the server's id.
    desk.write_with(9, vec![letter("Observation", 1, json!({"status": "entered-in-error"}))]);
    assert_eq!(desk.run(&mut server).expect("done").delivered, 1);
    assert_eq!(server.model.kept.len(), 3);
    let taken_back =
        server.model.kept.values().filter(|kept| kept.body["status"] == "entered-in-error").count();
    assert_eq!(taken_back, 1);
    assert!(server.model.kept.keys().all(|(_, own)| *own != id(1)), "ids are the server's");
}

#[test]
fn mode_b_names_its_condition_encoded_to_the_last_slash() {
    let mut desk = desk_in(true);
    desk.write(1);
    let mut condition = None;
    let mut server = Planted::with(|request, _| {
        condition = condition.take().or(request.headers.get("if-none-exist").map(str::to_owned));
        None
    });
    desk.run(&mut server).expect("done");
    drop(server);
    assert_eq!(
        condition.as_deref(),
        Some(format!("identifier=urn%3Aietf%3Arfc%3A3986%7Curn%3Auuid%3A{}", id(1)).as_str())
    );
}

#[test]
fn mode_b_survives_a_server_that_has_several_of_one() {
    let mut desk = desk_in(true);
    desk.write(1);
    let body: Value = serde_json::from_str(&crate::desk::observation(1).body).expect("JSON");
    let mut server = Planted::with(|request, _| {
        request.headers.get("if-none-exist").map(|_| fhir(412, crate::desk::outcome("multiple-matches")))
    });
    server.model.plant("Observation", "b", body.clone(), desk.now);
    server.model.plant("Observation", "a", body, desk.now);
    for ((_, own), kept) in &mut server.model.kept {
        kept.body["id"] = json!(own);
    }
    assert_eq!(desk.run(&mut server).expect("done").delivered, 1);
    assert_eq!(server.model.kept.len(), 2);
}

/// An observation that points to a plan, as our bodies do.
fn pointing(number: u128, to: u128) -> Vec<nocte_core::sync::Letter> {
    let to = id(to);
    let plan = json!({"reference": format!("MedicationRequest/{to}"),
        "identifier": {"system": "urn:ietf:rfc:3986", "value": format!("urn:uuid:{to}")}});
    vec![letter("Observation", number, json!({"basedOn": [plan]}))]
}

fn based_on(server: &Planted<'_>) -> Vec<Value> {
    let kept = server.model.kept.iter().filter(|((kind, _), _)| kind == "Observation");
    kept.map(|(_, kept)| kept.body["basedOn"][0].clone()).collect()
}

#[test]
fn mode_b_points_to_what_the_server_can_follow() {
    let mut desk = desk_in(true);
    desk.state.gzip = nocte_core::sync::Gzip::Refused;
    desk.write_with(1, vec![letter("MedicationRequest", 50, json!({}))]);
    desk.write_with(2, pointing(2, 50));
    let mut sent = String::new();
    let mut server = Planted::with(|request, _| {
        if is_write(request) {
            sent = String::from_utf8_lossy(request.body.as_deref().unwrap_or_default()).into_owned();
        }
        None
    });
    assert_eq!(desk.run(&mut server).expect("done").delivered, 2);
    drop(server);
    // Created in one bundle: by the entry's own address.
    let urn = format!("urn:uuid:{}", id(50));
    assert!(sent.contains(&format!("\"fullUrl\":\"{urn}\"")), "{sent}");
    assert!(sent.contains(&format!("\"reference\":\"{urn}\"")), "{sent}");
    // Created earlier, and known: by the server's id. Not known: by the identifier alone.
    for known in [true, false] {
        let mut desk = desk_in(true);
        desk.write_with(3, pointing(3, 50));
        let mut server = Planted::new();
        let name = ("MedicationRequest".to_owned(), id(50), "s77".to_owned());
        assert_eq!(desk.run_knowing(&mut server, known.then_some(name)).expect("done").delivered, 1);
        let told = based_on(&server);
        assert_eq!(told[0]["identifier"]["value"], urn);
        let reference = known.then_some("MedicationRequest/s77");
        assert_eq!(told[0]["reference"].as_str(), reference);
    }
}

#[test]
fn mode_c_knows_what_it_sent_again_though_it_points_elsewhere_there() {
    let mut desk = desk_in(false);
    desk.write_with(1, pointing(1, 50));
    let mut lost = true;
    let mut server = Planted::with(|request, model| {
        (is_write(request) && core::mem::take(&mut lost)).then(|| {
            model.serve(request);
            Reply::Failed(Failure::Cut)
        })
    });
    let name = ("MedicationRequest".to_owned(), id(50), "s77".to_owned());
    assert_eq!(desk.run_knowing(&mut server, Some(name)).expect("done").delivered, 1);
    assert_eq!(based_on(&server).len(), 1, "found by its identifier, not sent twice");
}

#[test]
fn the_install_is_told_of_once_a_pairing_in_every_mode() {
    for statement in [statement(), without_upsert(true), without_upsert(false)] {
        let mut desk = Desk::new();
        desk.state.profile = Profile::read(&statement, desk.now);
        let mut server = Planted::new();
        for seq in 1..=3 {
            desk.write(seq);
            desk.device = Some(letter("Device", 900, json!({})));
            assert_eq!(desk.run(&mut server).expect("done").delivered, 1);
        }
        let devices = || server.model.kept.iter().filter(|((kind, _), _)| kind == "Device");
        assert_eq!(devices().map(|(_, kept)| kept.versions).collect::<Vec<_>>(), [1]);
        let about = |line: &&String| line.contains("Device") && !line.starts_with("GET");
        assert_eq!(server.model.log.iter().filter(about).count(), 1);
    }
    // A server that has no such type is told nothing, and nothing waits for it.
    let mut desk = Desk::new();
    let mut closed = statement();
    closed["rest"][0]["resource"].as_array_mut().expect("resources").retain(|it| it["type"] != "Device");
    desk.state.profile = Profile::read(&closed, desk.now);
    desk.write(1);
    desk.device = Some(letter("Device", 900, json!({})));
    assert_eq!(desk.run(&mut Planted::new()).expect("done").delivered, 1);
}

#[test]
fn mode_c_looks_before_it_sends_again() {
    let mut desk = desk_in(false);
    desk.write(1);
    desk.write(2);
    let mut lost = 2;
    let mut server = Planted::with(|request, model| {
        let gone = is_write(request) && lost > 0;
        lost -= i32::from(gone);
        gone.then(|| {
            if lost == 1 {
                model.serve(request); // stored, and the answer lost; the other is lost on the way there
            }
            Reply::Failed(Failure::Cut)
        })
    });
    assert_eq!(desk.run(&mut server).expect("done").delivered, 2);
    assert_eq!(server.model.kept.len(), 2, "nothing twice, nothing missing");
}

#[test]
fn mode_c_takes_202_for_accepted_and_never_sends_it_again() {
    let mut desk = desk_in(false);
    desk.write(1);
    let mut posts = 0;
    let mut server = Planted::with(|request, _| {
        is_write(request).then(|| {
            posts += 1;
            Reply::Answer { status: 202, headers: Headers::new(), body: Vec::new() }
        })
    });
    desk.run(&mut server).expect("done");
    desk.run(&mut server).expect("done");
    drop(server);
    assert!(desk.is_acked(1) && posts == 1);
}

#[test]
fn mode_c_parks_a_change_where_the_server_takes_none() {
    let mut desk = desk_in(false);
    let mut closed = without_upsert(false);
    for resource in closed["rest"][0]["resource"].as_array_mut().expect("resources") {
        resource["interaction"] = json!([{"code": "create"}, {"code": "search-type"}, {"code": "read"}]);
    }
    desk.state.profile = Profile::read(&closed, desk.now);
    desk.write(1);
    let mut server = Planted::new();
    desk.run(&mut server).expect("done");
    desk.write_with(2, vec![letter("Observation", 1, json!({"status": "entered-in-error"}))]);
    assert_eq!(desk.run(&mut server).expect("done").parked, 1);
    assert!(matches!(desk.stand(2), Stand::Parked(Some(405), _)));
}
