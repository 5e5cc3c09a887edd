//! A thousand facts in one import, in processor time: the medium's waiting is the same on both sides.

use crate::{Side, folder};
use nocte_core::domain::fact::Fact;
use nocte_tests::bench::{Goal, Row, median, thread_cpu};
use nocte_tests::facts::{dose, score};

const ROUNDS: usize = 15;

pub(super) fn rows() -> Vec<Row> {
    let text = export();
    let (mut ours, mut peer) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        ours.push(cpu_of_import(Side::Encrypted, &text));
        peer.push(cpu_of_import(Side::Plain, &text));
    }
    vec![Row {
        id: "store.import_1000_vs_plain",
        ours: median(ours),
        peer: Some(median(peer)),
        unit: "ns of processor time",
        goal: Goal::AtMost(1.5),
        note: "peer: the same import without a key".to_owned(),
    }]
}

/// A thousand facts as an export writes them.
fn export() -> String {
    let folder = folder();
    let store = Side::Plain.create(folder.path());
    let facts: Vec<Fact> = (0..250)
        .flat_map(|n| {
            let scales = (2_u64..).zip(["pain", "fatigue", "sleep"]);
            let scores = scales.map(move |(which, scale)| score(n, which, scale, 5).into());
            std::iter::once(dose(n, 1).into()).chain(scores)
        })
        .collect();
    let _ = store.append(&facts).expect("the facts are stored");
    let mut text = Vec::new();
    store.export_json(&mut text).expect("a vector takes the export");
    String::from_utf8(text).expect("JSON is UTF-8")
}

fn cpu_of_import(side: Side, text: &str) -> f64 {
    let folder = folder();
    let store = side.create(folder.path());
    let before = thread_cpu();
    let _ = store.import_json(text).expect("an export imports");
    thread_cpu().saturating_sub(before).as_secs_f64() * 1e9
}
