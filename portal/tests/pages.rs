//! The clinic's pages over a real socket, with the phone's half played: what is asked, looked at, signed, and arrives.

mod wire;

use nocte_core::domain::clinic::{Reply, ReplyKind, ResourceRef, StepRequest};
use nocte_core::domain::fact::Fact;
use nocte_core::domain::medicine::{Course, Medicine};
use nocte_core::domain::night::Night;
use nocte_core::domain::symptom::{Effect, EffectCourse, Severity};
use nocte_portal::roster::Role;
use wire::phone::{Phone, matched, now, stamp};
use wire::{Answer, Browser, House};

/// What a browser would send with a form of this page: its hidden and chosen fields, by the form's address.
fn fields(page: &str, action: &str) -> Vec<(String, String)> {
    let from = page.find(&format!("action=\"{action}\"")).expect("a form of this address");
    let form = page.get(from..).and_then(|rest| rest.split("</form>").next()).expect("it ends");
    form.split("<input ")
        .skip(1)
        .filter_map(|input| {
            let tag = input.split('>').next()?;
            let of = |name: &str| tag.split(&format!("{name}=\"")).nth(1)?.split('"').next();
            let chosen = of("type") != Some("checkbox") || tag.contains(" checked");
            chosen.then_some((of("name")?.to_owned(), of("value").unwrap_or_default().to_owned()))
        })
        .collect()
}

async fn send(browser: &mut Browser<'_>, path: &str, fields: &[(String, String)]) -> Answer {
    let fields: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post(path, &fields).await
}

/// The forms of the five ways on stand under one address: the one with this word.
fn way(page: &str, patient: &str, word: &str) -> Vec<(String, String)> {
    let action = format!("action=\"/patients/{patient}/decision\"");
    let of = format!("name=\"way\" value=\"{word}\"");
    let form =
        page.split("<form ").find(|form| form.contains(&action) && form.contains(&of)).expect("the way");
    fields(&format!("<form {form}"), &format!("/patients/{patient}/decision"))
}

fn set(fields: &mut Vec<(String, String)>, name: &str, value: &str) {
    fields.retain(|(one, _)| one != name);
    fields.push((name.to_owned(), value.to_owned()));
}

async fn asks(house: &House, phone: &Phone) {
    let ask =
        StepRequest { id: phone.mint(), plan: phone.plan, to: "s2".to_owned(), stamp: stamp(now(house)) };
    phone.sends(house, Fact::StepRequest(ask)).await;
}

async fn takes(house: &House, phone: &Phone, name: &str) {
    let medicine = Medicine {
        id: phone.mint(),
        name: name.to_owned(),
        class: None,
        course: Course::Current,
        stamp: stamp(now(house)),
    };
    phone.sends(house, Fact::Medicine(medicine)).await;
}

async fn feels(house: &House, phone: &Phone, what: &str, severity: Severity) {
    let effect = Effect {
        id: phone.mint(),
        night: Night::of(now(house).date_naive()),
        what: what.to_owned(),
        severity,
        course: EffectCourse::Open,
        continues: None,
        stamp: stamp(now(house)),
    };
    phone.sends(house, Fact::Effect(effect)).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_is_looked_at_decided_and_signed_and_reaches_the_phone() {
    let house = House::new().await;
    let phone = matched(&house).await;
    asks(&house, &phone).await;
    let mut browser = house.signed_in(Role::Prescriber).await;
    let list = browser.get("/").await;
    assert_eq!(list.status, 200, "{}", list.body);
    assert!(list.body.contains("Asks to step up, just now") && list.body.contains("Ada Muster"));
    let page = browser.get(&format!("/patients/{}", phone.patient)).await.body;
    assert!(page.contains("The patient asks to go to 3\u{a0}mg"), "{page}");
    let up = way(&page, &phone.patient, "up");
    let diff = send(&mut browser, &format!("/patients/{}/decision", phone.patient), &up).await;
    assert_eq!(diff.status, 200, "{}", diff.body);
    assert!(diff.body.contains("The dose changes from 1.5\u{a0}mg to 3\u{a0}mg."), "{}", diff.body);
    assert!(phone.orders(&house).await.is_empty(), "looking signs nothing");
    let sign = format!("/patients/{}/sign", phone.patient);
    let signed = send(&mut browser, &sign, &fields(&diff.body, &sign)).await;
    assert_eq!(signed.status, 303, "{}", signed.body);
    let orders = phone.orders(&house).await;
    assert_eq!(orders.len(), 1);
    assert_eq!(orders[0]["status"], "active");
    assert!(!orders[0].to_string().contains("mL"), "orders carry milligrams only");
    let list = browser.get("/").await.body;
    assert!(list.contains("Order with the patient") && !list.contains("Asks to step up"), "{list}");
    // The phone confirms, and the answer comes back.
    let from = ResourceRef {
        kind: "MedicationRequest".to_owned(),
        id: orders[0]["id"].as_str().expect("an id").to_owned(),
        version: orders[0]["meta"]["versionId"].as_str().expect("a version").to_owned(),
    };
    let reply = Reply {
        id: phone.mint(),
        to: nocte_core::id::of_arrival(&from),
        what: ReplyKind::Declined { reason: Some("too tired now".to_owned()) },
        stamp: stamp(now(&house)),
    };
    phone.sends(&house, Fact::Reply(reply)).await;
    let list = browser.get("/").await.body;
    assert!(list.contains("Order declined"), "{list}");
    let page = browser.get(&format!("/patients/{}", phone.patient)).await.body;
    assert!(page.contains("Declined by the patient: too tired now"));
    // An order that was answered and is stopped afterwards waits for an answer again.
    let diff = send(
        &mut browser,
        &format!("/patients/{}/decision", phone.patient),
        &way(&page, &phone.patient, "stop"),
    )
    .await;
    assert_eq!(send(&mut browser, &sign, &fields(&diff.body, &sign)).await.status, 303);
    assert!(browser.get("/").await.body.contains("Stop not answered"));
}

#[tokio::test(flavor = "multi_thread")]
async fn safety_25_what_was_looked_at_must_still_be_so_when_it_is_signed() {
    let house = House::new().await;
    let phone = matched(&house).await;
    let mut browser = house.signed_in(Role::Prescriber).await;
    let (path, sign) = (format!("/patients/{}", phone.patient), format!("/patients/{}/sign", phone.patient));
    let page = browser.get(&path).await.body;
    let stay = way(&page, &phone.patient, "stay");
    let diff = send(&mut browser, &format!("{path}/decision"), &stay).await;
    takes(&house, &phone, "tramadol").await;
    let late = send(&mut browser, &sign, &fields(&diff.body, &sign)).await;
    assert_eq!(late.status, 409);
    assert!(late.body.contains("The record has changed since you opened the page"));
    assert!(late.body.contains("tramadol"), "shown anew");
    let also_late = send(&mut browser, &format!("{path}/decision"), &stay).await;
    assert_eq!(also_late.status, 409, "an old page is refused before its diff too");
    assert!(phone.orders(&house).await.is_empty());
    // A night more is no news.
    let page = browser.get(&path).await.body;
    let stay = way(&page, &phone.patient, "stay");
    phone.sends_a_night(&house, 0).await;
    let diff = send(&mut browser, &format!("{path}/decision"), &stay).await;
    let signed = send(&mut browser, &sign, &fields(&diff.body, &sign)).await;
    assert_eq!(signed.status, 303, "{}", signed.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_higher_dose_is_not_signed_beside_an_opioid_and_only_knowingly_beside_an_effect() {
    let house = House::new().await;
    let phone = matched(&house).await;
    feels(&house, &phone, "vivid_dreams", Severity::Moderate).await;
    let mut browser = house.signed_in(Role::Prescriber).await;
    let (path, sign) = (format!("/patients/{}", phone.patient), format!("/patients/{}/sign", phone.patient));
    let page = browser.get(&path).await.body;
    let diff = send(&mut browser, &format!("{path}/decision"), &way(&page, &phone.patient, "up")).await;
    assert!(diff.body.contains("I have seen that") && diff.body.contains("vivid dreams, moderate"));
    let blind = send(&mut browser, &sign, &fields(&diff.body, &sign)).await;
    assert_eq!(blind.status, 422);
    assert!(phone.orders(&house).await.is_empty());
    takes(&house, &phone, "tramadol").await;
    let page = browser.get(&path).await.body;
    let barred = send(&mut browser, &format!("{path}/decision"), &way(&page, &phone.patient, "up")).await;
    assert!(barred.body.contains("a higher one is not signed beside it"), "{}", barred.body);
    assert!(!barred.body.contains("Sign and send"));
}

#[tokio::test(flavor = "multi_thread")]
async fn safety_16_a_stop_holds_at_once_and_stays_on_the_list_until_it_is_answered() {
    let house = House::new().await;
    let phone = matched(&house).await;
    asks(&house, &phone).await;
    let mut browser = house.signed_in(Role::Prescriber).await;
    let (path, sign) = (format!("/patients/{}", phone.patient), format!("/patients/{}/sign", phone.patient));
    let page = browser.get(&path).await.body;
    let diff = send(&mut browser, &format!("{path}/decision"), &way(&page, &phone.patient, "stop")).await;
    assert!(diff.body.contains("At its next exchange the phone holds"), "{}", diff.body);
    // A stop asks for no dose: what came meanwhile does not stand in its way.
    takes(&house, &phone, "tramadol").await;
    let stopped = send(&mut browser, &sign, &fields(&diff.body, &sign)).await;
    assert_eq!(stopped.status, 303, "{}", stopped.body);
    assert_eq!(phone.orders(&house).await[0]["status"], "stopped");
    let list = browser.get("/").await.body;
    assert!(list.contains("Stop not answered") && !list.contains("Asks to step up"), "{list}");
}

#[tokio::test(flavor = "multi_thread")]
async fn safety_16_a_red_flag_stays_until_the_clinic_has_said_something() {
    let house = House::new().await;
    let phone = matched(&house).await;
    feels(&house, &phone, "angioedema", Severity::Severe).await;
    let mut browser = house.signed_in(Role::Prescriber).await;
    let safety = format!("/patients/{}/safety", phone.patient);
    assert!(browser.get("/").await.body.contains("Red flag: swelling of face or throat"));
    assert!(browser.get(&safety).await.body.contains("Red flag, not answered"));
    house.clock.forward(chrono::TimeDelta::minutes(5));
    let message = format!("/patients/{}/message", phone.patient);
    assert_eq!(browser.post(&message, &[("text", " ")]).await.status, 422, "silence is no answer");
    assert!(browser.get("/").await.body.contains("Red flag"));
    assert_eq!(browser.post(&message, &[("text", "Emergency called, spoken at 10:05.")]).await.status, 303);
    assert!(!browser.get("/").await.body.contains("Red flag"));
}

#[tokio::test(flavor = "multi_thread")]
async fn safety_04_and_10_caps_and_doses_typed_twice_hold_on_the_pages() {
    let house = House::new().await;
    let phone = matched(&house).await;
    let mut browser = house.signed_in(Role::Prescriber).await;
    let (path, sign) = (format!("/patients/{}", phone.patient), format!("/patients/{}/sign", phone.patient));
    let page = browser.get(&path).await.body;
    let ask = async |browser: &mut Browser<'_>, dose: &str| {
        let mut up = way(&page, &phone.patient, "up");
        set(&mut up, "dose", dose);
        send(browser, &format!("{path}/decision"), &up).await
    };
    for (dose, said) in
        [("1,9", "point"), ("13", "12\u{a0}mg"), ("50 mg", "tablet"), ("1", "does not go the way")]
    {
        let refused = ask(&mut browser, dose).await;
        assert!(
            refused.body.contains(said) && !refused.body.contains("Sign and send"),
            "{dose}: {}",
            refused.body
        );
    }
    let seven = ask(&mut browser, "7").await;
    assert!(seven.body.contains("your signature is the agreement this dose needs"));
    assert!(seven.body.contains("The first dose once more, in mg"), "more than threefold");
    let mut once = fields(&seven.body, &sign);
    set(&mut once, "again", "");
    assert_eq!(send(&mut browser, &sign, &once).await.status, 422);
    set(&mut once, "again", "70");
    assert_eq!(send(&mut browser, &sign, &once).await.status, 422);
    assert!(phone.orders(&house).await.is_empty());
    set(&mut once, "again", "7 mg");
    let signed = send(&mut browser, &sign, &once).await;
    assert_eq!(signed.status, 303, "{}", signed.body);
    assert_eq!(phone.orders(&house).await.len(), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn safety_26_every_page_says_its_age_and_that_nobody_watches_and_holds_nothing_inline() {
    let house = House::new().await;
    let phone = matched(&house).await;
    feels(&house, &phone, "<b onclick=x>\"&'</b>", Severity::Moderate).await;
    let mut browser = house.signed_in(Role::Admin).await;
    let base = format!("/patients/{}", phone.patient);
    let tabs = ["", "/plan", "/safety", "/summary", "/phones", "/audit"].map(|tab| format!("{base}{tab}"));
    for path in ["/", "/requests", "/clinic"].into_iter().map(str::to_owned).chain(tabs) {
        let page = browser.get(&path).await;
        assert_eq!(page.status, 200, "{path}");
        for said in
            ["Nobody watches this live.", "Not for emergencies.", "not clinically reviewed", "Read <time"]
        {
            assert!(page.body.contains(said), "{path}: {said}");
        }
        for inline in [" style=", "<style", "onclick=x>", "<script>", "javascript:", "http:", "https:"] {
            let clean = page.body.replace("http://localhost", "").replace("http://127.0.0.1", "");
            assert!(!clean.contains(inline), "{path}: {inline}");
        }
        assert!(!page.body.contains("<title>Ada"), "{path}: titles stand in histories");
        assert!(page.head.contains("content-security-policy: default-src 'none'"), "{path}");
        assert!(page.head.contains("cache-control: no-store"), "{path}");
    }
    for asset in nocte_portal::pages::assets() {
        let kept = browser.get(&asset).await;
        assert!(kept.status == 200 && kept.head.contains("immutable"), "{asset}: {}", kept.head);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_summary_is_one_file_that_asks_nobody_for_anything() {
    let house = House::new().await;
    let phone = matched(&house).await;
    feels(&house, &phone, "<b onclick=x>\"&'</b>", Severity::Moderate).await;
    let mut browser = house.signed_in(Role::Staff).await;
    let path = format!("/patients/{}/summary", phone.patient);
    assert!(browser.get(&path).await.body.contains(&format!("href=\"{path}/file\" download")));
    let file = browser.get(&format!("{path}/file")).await;
    assert_eq!(file.status, 200);
    assert!(
        file.head.contains("content-disposition: attachment; filename=\"nocte-summary-2027-01-15.html\"")
    );
    assert!(file.head.contains("cache-control: no-store") && file.head.contains("text/html"));
    let body = &file.body;
    for said in
        ["Ada Muster", "<svg", "not for emergencies", "What came later is not in it", "default-src 'none'"]
    {
        assert!(body.contains(said), "{said}");
    }
    // No address of anything that would be fetched or followed, no script, no form; what a patient typed is text.
    for none in [
        "<script",
        "<link",
        "<img",
        "<form",
        "href=",
        "src=",
        "url(",
        "@import",
        "http:",
        "https:",
        "onclick=x>",
    ] {
        assert!(!body.contains(none), "{none}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn staff_pairs_and_reads_and_decides_nothing() {
    let house = House::new().await;
    let phone = matched(&house).await;
    asks(&house, &phone).await;
    let mut browser = house.signed_in(Role::Staff).await;
    let base = format!("/patients/{}", phone.patient);
    let page = browser.get(&base).await.body;
    assert!(!page.contains("See what changes") && page.contains("Prescribers decide here"));
    for form in ["decision", "plan", "sign", "flags", "message", "requests/x", "flags/x"] {
        assert_eq!(browser.post(&format!("{base}/{form}"), &[("way", "stop")]).await.status, 403, "{form}");
    }
    let added = browser.post("/clinic/patients", &[("name", "Bo Test"), ("birth", "1990-02-03")]).await;
    assert_eq!(added.status, 303, "{}", added.body);
    let phones = added.header("location").expect("a place").replace("?done=enrolled", "");
    let made = browser.post(&phones, &[]).await;
    assert!(made.body.contains("class=\"qr\"") && made.body.contains("shlink:/"), "{}", made.body);
    assert!(!browser.get(&phones).await.body.contains("shlink:/"), "shown once");
    for (name, birth) in [("", "1990-02-03"), ("Bo", "2990-02-03"), ("Bo", "x")] {
        assert_eq!(browser.post("/clinic/patients", &[("name", name), ("birth", birth)]).await.status, 422);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn safety_25_the_match_is_typed_and_refused_where_it_differs() {
    let house = House::new().await;
    let patient = house.patient().await;
    let phone = Phone::pair(&house, &patient).await;
    phone.tells_its_plan(&house).await;
    let mut browser = house.signed_in(Role::Staff).await;
    assert!(browser.get("/").await.body.contains("Phone waits for its match"));
    let form = format!("/patients/{patient}/phones/{}/match", phone.pairing);
    let tried = [("AN", "1975", "1.5"), ("AM", "1976", "1.5"), ("AM", "1975", "3"), ("AM", "1975", "")];
    for (initials, year, dose) in tried {
        let refused = browser.post(&form, &[("initials", initials), ("year", year), ("dose", dose)]).await;
        assert_eq!(refused.status, 422);
        assert!(refused.body.contains("differs from the record"), "{}", refused.body);
    }
    let right = browser.post(&form, &[("initials", "a. m."), ("year", "1975"), ("dose", "1.5 mg")]).await;
    assert_eq!(right.status, 303, "{}", right.body);
    assert!(!browser.get("/").await.body.contains("Phone waits for its match"));
    let trail = browser.get(&format!("/patients/{patient}/audit")).await.body;
    assert!(trail.contains("read the record") && trail.contains("the patient's phone"), "{trail}");
}
