//! What must wedge nothing: each trouble stands for a while, goes, and everything is delivered without a tap.

use chrono::TimeDelta;
use nocte_core::sync::Problem;
use nocte_tests::double::{Double, Quirks};
use nocte_tests::facts;
use nocte_tests::phone::Phone;
use nocte_tests::proxy::{Asked, Fault, Proxy, Script, Wait};
use nocte_tests::world::World;

async fn phone_behind(luck: impl Fn(&Asked) -> Fault + Send + 'static) -> (Phone, Proxy, Double) {
    let double = Double::start(Quirks::hfs()).await;
    let proxy = Proxy::start(double.address(), luck).await;
    let mut phone = Phone::paired(&format!("{}/fhir", proxy.origin()));
    phone.log(21);
    (phone, proxy, double)
}

/// The trouble stands for five runs, then goes.
async fn wedges_nothing(fault: Fault) {
    let (mut phone, proxy, double) = phone_behind(move |_: &Asked| fault).await;
    for _ in 0..5 {
        phone.sync().await;
        assert_eq!((phone.acked(), phone.parked()), (0, Vec::new()), "{fault:?}");
        phone.now += TimeDelta::hours(1);
    }
    proxy.turn(Script::default());
    phone.now += TimeDelta::hours(25);
    phone.sync_until_quiet(3).await;
    assert_eq!(phone.acked(), 21, "{fault:?}: {:?}", phone.outbox.values().map(|(_, row)| row).next());
    assert_eq!(double.book().count("Observation"), 21, "{fault:?}");
}

#[tokio::test]
async fn a_429_wedges_nothing_whatever_it_says_about_when() {
    for wait in Wait::ALL {
        wedges_nothing(Fault::TooMany(wait)).await;
    }
}

#[tokio::test]
async fn a_520_and_its_like_wedge_nothing() {
    for status in [408, 500, 502, 503, 504, 520, 521, 529] {
        wedges_nothing(Fault::Failing(status)).await;
    }
}

#[tokio::test]
async fn a_captive_portals_page_wedges_nothing() {
    wedges_nothing(Fault::Captive).await;
}

#[tokio::test]
async fn a_day_without_network_wedges_nothing() {
    let (mut phone, proxy, double) = phone_behind(|_: &Asked| Fault::Reset).await;
    for _ in 0..24 {
        phone.sync().await;
        phone.now += TimeDelta::hours(1);
    }
    assert_eq!((phone.acked(), phone.parked()), (0, Vec::new()));
    proxy.turn(Script::default());
    phone.now += TimeDelta::hours(7);
    phone.sync_until_quiet(2).await;
    assert_eq!((phone.acked(), double.book().count("Observation")), (21, 21));
}

#[tokio::test]
async fn every_fault_of_the_list_alone_wedges_nothing() {
    // Without tokens a 401 is for good; it has a test of its own below.
    for fault in Fault::list().into_iter().filter(|fault| *fault != Fault::Unauthorised) {
        let (mut phone, proxy, double) = phone_behind(|_: &Asked| Fault::Clean).await;
        phone.sync().await;
        phone.log(21);
        proxy.turn(Script::new([fault, fault, fault]));
        phone.sync_until_quiet(12).await;
        assert_eq!(phone.acked(), 42, "{fault:?}: {:?}", phone.parked());
        assert_eq!(double.book().count("Observation"), 21, "{fault:?}: the same ids, once each");
    }
}

/// Tokens are real here: a 401 in the middle is answered by a refresh, and refused for good it waits for a person.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_401_is_refreshed_once_and_refused_for_good_it_waits_for_a_new_link() {
    let world = World::paired().await;
    let log = |from: u32| (from..from + 9).map(|n| facts::score(n, 5, "pain", 3).into()).collect::<Vec<_>>();
    world.log(&log(0));
    world.turn(Script::new([Fault::Clean, Fault::Unauthorised]));
    world.sync_until_quiet(4).await;
    let status = world.app.sync_status().expect("a status");
    assert_eq!((status.waiting, status.parked.len()), (0, 0), "refreshed and gone on");
    world.log(&log(20));
    world.turn(|asked: &Asked| if asked.bearer { Fault::Unauthorised } else { Fault::Clean });
    let report = world.sync().await;
    assert!(report.problems.contains(&Problem::SignInAgain), "{:?}", report.problems);
    assert_eq!((report.waiting, report.parked.len()), (9, 0), "the queue is untouched");
    world.turn(Script::default());
    world.pair(&world.app).await;
    world.sync_until_quiet(3).await;
    let (here, there) = world.both_sides().await;
    assert_eq!(here.digest(), there.digest());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_poison_record_parks_alone_and_the_rest_arrives() {
    let world = World::paired().await;
    let token = world.clinic.token(&world.patient, TimeDelta::hours(20)).await.expect("a token");
    let mut phone = Phone::paired(&format!("{}/fhir", world.proxy.origin()));
    phone.admit(&world.patient, token.reveal());
    phone.now = world.clock.tick();
    phone.log(21);
    let mut poison = nocte_tests::phone::score(500);
    poison["subject"]["reference"] = format!("Patient/{}", world.patient).into();
    poison["status"] = "taken".into();
    let seq = phone.post(1, &[poison]);
    for (parcel, _) in phone.outbox.values_mut() {
        for letter in &mut parcel.resources {
            letter.body = letter.body.replace(nocte_tests::phone::PATIENT, &world.patient);
        }
    }
    phone.sync_until_quiet(4).await;
    assert_eq!(
        (phone.acked(), phone.parked()),
        (21, vec![seq]),
        "{:?}",
        phone.outbox.get(&seq).map(|row| &row.1)
    );
}
