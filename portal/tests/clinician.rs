//! A clinician with five minutes: who needs a word today, what is asked first, and pages that say nothing untrue of an
//! empty record, of a request that is gone, or at an address that is none.

mod wire;

use nocte_core::domain::clinic::StepRequest;
use nocte_core::domain::fact::Fact;
use nocte_core::domain::medicine::{Course, Medicine};
use nocte_portal::roster::Role;
use wire::House;
use wire::phone::{Phone, matched, now, stamp};

async fn asks(house: &House, phone: &Phone) -> String {
    let ask =
        StepRequest { id: phone.mint(), plan: phone.plan, to: "s2".to_owned(), stamp: stamp(now(house)) };
    let id = ask.id.to_string();
    phone.sends(house, Fact::StepRequest(ask)).await;
    id
}

#[tokio::test(flavor = "multi_thread")]
async fn safety_16_a_step_that_only_the_clinic_may_end_stands_on_the_worklist() {
    let house = House::new().await;
    let phone = matched(&house).await;
    let mut browser = house.signed_in(Role::Prescriber).await;
    let list = browser.get("/").await.body;
    assert!(list.contains("Nobody waits for a decision.") && list.contains("1 of 14 nights taken"), "{list}");
    for ago in 2..=14 {
        phone.sends_a_night(&house, ago).await;
    }
    let list = browser.get("/").await.body;
    assert!(list.contains("<strong>1 patient</strong> waits for a decision, of 1."), "{list}");
    assert!(list.contains("Next step waits for the clinic"), "{list}");
    let page = browser.get(&format!("/patients/{}", phone.patient)).await.body;
    assert!(page.contains("Next step waits for the clinic") && page.contains("#decision\">decide</a>"));
    // Once the patient asks, that says it; and what the phone says to the patient is no word to the clinic.
    asks(&house, &phone).await;
    let list = browser.get("/").await.body;
    assert!(list.contains("Asks to step up") && !list.contains("Next step waits"), "{list}");
    let requests = browser.get("/requests").await.body;
    assert!(requests.contains("<dt>The phone tells the patient</dt>"), "{requests}");
}

#[tokio::test(flavor = "multi_thread")]
async fn opioids_are_answered_before_any_number_on_the_page_and_on_paper() {
    let house = House::new().await;
    let phone = matched(&house).await;
    let mut browser = house.signed_in(Role::Staff).await;
    let base = format!("/patients/{}", phone.patient);
    let at = |page: &str, words: &str| page.find(words).unwrap_or_else(|| panic!("{words}: {page}"));
    for path in ["", "/summary", "/summary/file"] {
        let page = browser.get(&format!("{base}{path}")).await.body;
        assert!(
            at(&page, "<strong>Opioids:</strong> not asked yet. None on record.")
                < at(&page, "<h2>Dose</h2>")
        );
        at(&page, "not asked yet about liver");
    }
    let on = now(&house).date_naive();
    let medicine = Medicine {
        id: phone.mint(),
        name: "codeine".to_owned(),
        class: None,
        course: Course::Last { on },
        stamp: stamp(now(&house)),
    };
    phone.sends(&house, Fact::Medicine(medicine)).await;
    for path in ["", "/summary"] {
        let page = browser.get(&format!("{base}{path}")).await.body;
        at(&page, "On record: codeine (last on ");
        at(&page, "<strong>Opioids: one stands against a dose now.</strong> Last answer: not asked yet.");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_record_shows_no_weeks_before_a_dose_that_there_is_not() {
    let house = House::new().await;
    let patient = house.patient().await;
    let mut browser = house.signed_in(Role::Staff).await;
    for path in ["", "/summary"] {
        let page = browser.get(&format!("/patients/{patient}{path}")).await.body;
        assert!(page.contains("No night, rating or event is on record yet."), "{page}");
        assert!(!page.contains("before the first dose") && !page.contains("Week by week"), "{page}");
        assert!(!page.contains("Nothing but nights"), "nothing has come at all");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_answer_to_a_request_that_is_gone_shows_the_others() {
    let house = House::new().await;
    let phone = matched(&house).await;
    let request = asks(&house, &phone).await;
    let mut browser = house.signed_in(Role::Prescriber).await;
    let rejected = [("answer", "rejected"), ("reason", "not yet")];
    let gone = format!("/patients/{}/requests/01a21742-6468-7b09-80fa-78df1963972a", phone.patient);
    let late = browser.post(&gone, &rejected).await;
    assert_eq!(late.status, 404, "{}", late.body);
    assert!(late.body.contains("no such open request") && late.body.contains("Ada Muster"), "{}", late.body);
    assert!(!late.body.contains("Nobody asks for anything."), "{}", late.body);
    // Pressed twice: the second time nobody is left, and that is so.
    let form = format!("/patients/{}/requests/{request}", phone.patient);
    assert_eq!(browser.post(&form, &rejected).await.status, 303);
    let again = browser.post(&form, &rejected).await;
    assert_eq!(again.status, 404);
    assert!(again.body.contains("Nobody asks for anything."), "{}", again.body);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_name_that_cannot_be_seen_or_turns_the_line_around_is_not_taken() {
    let house = House::new().await;
    let mut browser = house.signed_in(Role::Staff).await;
    for (name, birth) in [("\u{200b}", "1990-02-03"), ("A \u{202e}gm 3", "1990-02-03"), ("Bo", "1790-02-03")]
    {
        let answer = browser.post("/clinic/patients", &[("name", name), ("birth", birth)]).await;
        assert_eq!(answer.status, 422, "{name:?} {birth}");
    }
    let long = "x".repeat(200);
    assert_eq!(
        browser.post("/clinic/patients", &[("name", &long), ("birth", "1990-02-03")]).await.status,
        303
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_role_has_one_name_on_every_page() {
    let house = House::new().await;
    let mut admin = house.signed_in(Role::Admin).await;
    let page = admin.get("/me").await.body;
    assert!(page.contains(", administrator</p>") && !page.contains(", admin</p>"), "{page}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_browser_gets_a_page_where_there_is_none_and_a_program_an_outcome() {
    let house = House::new().await;
    let mut browser = house.signed_in(Role::Staff).await;
    let html = [("Accept", "text/html,application/xhtml+xml,*/*;q=0.8")];
    for (path, status) in [
        ("/requests/", 404),
        ("/patients/x/nosuch", 404),
        ("/patients/%ff", 404),
        ("/setup/%ff", 404),
        ("/worklist/find", 405),
    ] {
        let answer = browser.send("GET", path, &html, "").await;
        assert_eq!(answer.status, status, "{path}");
        assert!(answer.header("content-type").is_some_and(|kind| kind.starts_with("text/html")), "{path}");
        assert!(answer.header("content-security-policy").is_some(), "{path}");
        assert!(
            answer.body.contains("To the first page") && !answer.body.contains("OperationOutcome"),
            "{path}"
        );
    }
    for path in ["/fhir/nosuch/x/y", "/fhir/metadata/", "/shl/%ff", "/oauth/nosuch"] {
        let answer = browser.send("GET", path, &html, "").await;
        assert_eq!(
            (answer.status, answer.json()["resourceType"].as_str()),
            (404, Some("OperationOutcome")),
            "{path}"
        );
    }
    let program = browser.get("/requests/").await;
    assert_eq!((program.status, program.json()["resourceType"].as_str()), (404, Some("OperationOutcome")));
}
