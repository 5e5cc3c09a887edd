//! Behind a real proxy: its 413, 429, 502 and 503 are pages of HTML, and none of them is the server's word.

use nocte_tests::double::{Double, Quirks};
use nocte_tests::peers::nginx;
use nocte_tests::phone::{self, Phone, Row};
use serde_json::json;
use std::time::Duration;

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs peers: cargo xtask test peers"]
async fn a_413_halves_the_bundle_and_parks_only_what_is_too_large_alone() {
    let double = Double::start(Quirks { gzip_refused: Some(415), ..Quirks::hfs() }).await;
    let folder = tempfile::tempdir().expect("a temporary folder");
    let proxy = nginx(folder.path(), &double.address().to_string());
    let mut phone = Phone::paired(&format!("{}/fhir", proxy.address()));
    // Sixty entries of one night are more than sixteen kilobytes.
    for n in 0..60 {
        phone.post(0, &[phone::score(n)]);
    }
    let mut giant = phone::score(900);
    giant["note"] = json!([{"text": "x".repeat(40_000)}]);
    let seq = phone.post(0, &[giant]);
    phone.sync_until_quiet(6).await;
    assert_eq!((phone.acked(), phone.parked()), (60, vec![seq]));
    assert!(
        matches!(phone.outbox.get(&seq), Some((_, Row::Parked(Some(413), _)))),
        "{:?}",
        phone.outbox.get(&seq).map(|row| &row.1)
    );
    assert_eq!(double.book().count("Observation"), 60);
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs peers: cargo xtask test peers"]
async fn a_429_is_waited_out_for_as_long_as_it_says() {
    let double = Double::start(Quirks::hfs()).await;
    let folder = tempfile::tempdir().expect("a temporary folder");
    let proxy = nginx(folder.path(), &double.address().to_string());
    let mut phone = Phone::paired(&format!("{}/limited/fhir", proxy.address()));
    phone.pause = Duration::from_secs(3);
    phone.log(140);
    phone.sync_until_quiet(5).await;
    assert_eq!((phone.acked(), phone.parked()), (140, Vec::new()));
    assert_eq!(double.book().count("Observation"), 140);
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs peers: cargo xtask test peers"]
async fn a_502_and_a_503_in_html_are_never_permanent() {
    let double = Double::start(Quirks::hfs()).await;
    let folder = tempfile::tempdir().expect("a temporary folder");
    let proxy = nginx(folder.path(), &double.address().to_string());
    for trouble in ["dead", "down"] {
        let mut phone = Phone::paired(&format!("{}/{trouble}/fhir", proxy.address()));
        phone.log(7);
        phone.sync().await;
        assert_eq!((phone.acked(), phone.parked()), (0, Vec::new()), "{trouble}");
        // It is up again: the same queue, the same state.
        if let Some(pairing) = &mut phone.state.pairing {
            pairing.base = format!("{}/fhir", proxy.address());
        }
        phone.now += chrono::TimeDelta::hours(7);
        phone.sync_until_quiet(3).await;
        assert_eq!((phone.acked(), phone.parked()), (7, Vec::new()), "{trouble}");
    }
}
