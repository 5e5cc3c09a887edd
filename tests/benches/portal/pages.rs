//! Pages with data beside the same pages without: a worklist of five thousand patients, a record of two years.
//!
//! Both portals serve at once, each a process of its own, and are asked in turns. The portal with data is also the one
//! whose start and memory are shown.

use super::browser::{Browser, link};
use super::{portal, serve, start};
use nocte_portal::clinic::NewPatient;
use nocte_tests::bench::{Goal, Row, median};
use std::path::Path;

/// Patients of the worklist (portal reference 7).
const PATIENTS: u32 = 5_000;
/// Nights in each one's diary: a line is made of two weeks, and what is older lies in the file.
const NIGHTS: u32 = 14;
/// Nights of the long record.
const TWO_YEARS: u32 = 730;
/// How often each page is opened.
const ROUNDS: u32 = 41;

pub(crate) async fn rows(folder: &Path) -> Vec<Row> {
    let (full, empty, years) = (folder.join("full"), folder.join("empty"), folder.join("years"));
    let (list, first, mut rows) = lists(&full, &empty).await;
    let (record, opened) = records(&years).await;
    let row = |id, (ours, peer): (f64, f64), note: String| Row {
        id,
        ours,
        peer: Some(peer),
        unit: "ms",
        goal: Goal::AtMost(3.0),
        note,
    };
    rows.push(row(
        "portal.worklist",
        list,
        format!(
            "peer: the same page of a portal without patients; {PATIENTS} patients, a hundred lines shown; the first \
             one after the start took {first:.0} ms"
        ),
    ));
    rows.push(row(
        "portal.timeline",
        record,
        format!(
            "peer: the same page of a patient without a diary; {TWO_YEARS} nights, half a year of them in the graph; \
             the first one took {opened:.0} ms"
        ),
    ));
    rows
}

/// The worklist of a full clinic and of an empty one; and what the full one's start and memory were.
async fn lists(full: &Path, empty: &Path) -> ((f64, f64), f64, Vec<Row>) {
    let clinic = portal(full).clinic().expect("a portal of its own");
    clinic.seed(PATIENTS, NIGHTS).await.expect("seeded");
    let with_link = link(&clinic).await;
    drop(clinic);
    let without_link = link(&portal(empty).clinic().expect("a portal of its own")).await;
    let (with, up) = start::timed(|| serve(full));
    let without = serve(empty);
    let mut with_desk = Browser::by(&with_link, with.address().parse().expect("an address")).await;
    let mut without_desk = Browser::by(&without_link, without.address().parse().expect("an address")).await;
    let first = with_desk.opens("/").await;
    let (mut ours, mut peer) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        ours.push(with_desk.opens("/").await);
        peer.push(without_desk.opens("/").await);
    }
    ((median(ours), median(peer)), first, start::rows(&with, up))
}

/// The timeline of two years and of a patient without a diary, of one portal.
async fn records(data: &Path) -> ((f64, f64), f64) {
    let clinic = portal(data).clinic().expect("a portal of its own");
    let long = clinic.seed(1, TWO_YEARS).await.expect("seeded").patients.remove(0);
    let birth = chrono::NaiveDate::from_ymd_opt(1987, 5, 4).expect("a date");
    let new = NewPatient { name: "Cora North".to_owned(), birth, synthetic: true };
    let none = clinic.add_patient(&new).await.expect("a patient");
    let link = link(&clinic).await;
    drop(clinic);
    let server = serve(data);
    let mut desk = Browser::by(&link, server.address().parse().expect("an address")).await;
    let (long, none) = (format!("/patients/{long}"), format!("/patients/{none}"));
    let first = desk.opens(&long).await;
    let (mut ours, mut peer) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        ours.push(desk.opens(&long).await);
        peer.push(desk.opens(&none).await);
    }
    ((median(ours), median(peer)), first)
}
