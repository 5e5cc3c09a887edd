//! Protocols P1–P20, one data file each, read once.
//!
//! A file says what its source says and no more: a number the source leaves open is null and named in
//! `missing`. Where a source gives a range, the steps take its cautious end (the lower dose, the longer wait)
//! and the range stands beside them. A protocol is executable only if its source gives every number needed;
//! the others wait for a prescriber's values.

use crate::domain::protocol::Protocol;
use std::sync::LazyLock;

const FILES: [&str; 20] = [
    include_str!("../../data/protocols/P01.json"),
    include_str!("../../data/protocols/P02.json"),
    include_str!("../../data/protocols/P03.json"),
    include_str!("../../data/protocols/P04.json"),
    include_str!("../../data/protocols/P05.json"),
    include_str!("../../data/protocols/P06.json"),
    include_str!("../../data/protocols/P07.json"),
    include_str!("../../data/protocols/P08.json"),
    include_str!("../../data/protocols/P09.json"),
    include_str!("../../data/protocols/P10.json"),
    include_str!("../../data/protocols/P11.json"),
    include_str!("../../data/protocols/P12.json"),
    include_str!("../../data/protocols/P13.json"),
    include_str!("../../data/protocols/P14.json"),
    include_str!("../../data/protocols/P15.json"),
    include_str!("../../data/protocols/P16.json"),
    include_str!("../../data/protocols/P17.json"),
    include_str!("../../data/protocols/P18.json"),
    include_str!("../../data/protocols/P19.json"),
    include_str!("../../data/protocols/P20.json"),
];

static PROTOCOLS: LazyLock<Vec<Protocol>> = LazyLock::new(|| {
    let read = |file: &&str| {
        serde_json::from_str(file).expect("the shipped protocol files are read by a test of this module")
    };
    FILES.iter().map(read).collect()
});

/// The shipped protocols, P1 to P20 in order.
pub fn protocols() -> &'static [Protocol] {
    &PROTOCOLS
}

/// The protocol with this id, upper or lower case.
pub fn protocol(id: &str) -> Option<&'static Protocol> {
    protocols().iter().find(|protocol| protocol.id.eq_ignore_ascii_case(id))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::plan::Gate;
    use crate::domain::protocol::{Missing, OnReaction, ProtocolStep};

    /// Milligrams times 1,000, to write the table without a float.
    fn doses(protocol: &Protocol) -> Vec<Option<u64>> {
        protocol.steps.iter().map(|step| step.dose.map(|dose| dose.ng() / 1_000)).collect()
    }

    fn named(id: &str) -> &'static Protocol {
        protocol(id).expect("P1 to P20 are shipped")
    }

    #[test]
    fn all_twenty_are_shipped_in_order_with_their_source() {
        let ids: Vec<String> = protocols().iter().map(|protocol| protocol.id.clone()).collect();
        let expected: Vec<String> = (1..=20).map(|number| format!("P{number}")).collect();
        assert_eq!(ids, expected);
        assert!(protocols().iter().all(|protocol| !protocol.source.is_empty() && !protocol.name.is_empty()));
        assert_eq!(protocol("p2").map(|protocol| protocol.id.as_str()), Some("P2"));
        assert_eq!(protocol("P21"), None);
    }

    #[test]
    fn the_steps_are_those_of_the_sources() {
        let climb: Vec<Option<u64>> = (1..=9).map(|step| Some(step * 500)).collect();
        let table: [(&str, Vec<Option<u64>>); 12] = [
            ("P1", vec![Some(1_500)]),
            ("P2", vec![Some(1_500), Some(3_000), Some(4_500)]),
            ("P4", climb.clone()),
            ("P6", climb.clone()),
            ("P7", climb.clone()),
            ("P8", climb),
            ("P9", vec![Some(500), Some(1_500), Some(2_000)]),
            ("P11", vec![Some(1_500), Some(1_500), None]),
            ("P13", vec![]),
            ("P15", vec![Some(1_500), Some(3_000), Some(4_500)]),
            ("P17", vec![Some(1_000), Some(2_000)]),
            ("P18", vec![Some(4_500)]),
        ];
        for (id, expected) in table {
            assert_eq!(doses(named(id)), expected, "{id}");
        }
        assert_eq!(named("P2").steps.get(1).map(|step| step.gate), Some(Gate::Clinician));
        assert_eq!(
            named("P8").on_reaction,
            [OnReaction::Halve { weeks_min: 2, weeks_max: 3 }],
            "Dickson halves for two to three weeks"
        );
        assert_eq!(named("P11").stop_if_no_effect_days, Some(180));
    }

    #[test]
    fn what_a_source_leaves_open_is_named_and_not_executable() {
        let open = |id: &str| named(id).missing.clone();
        assert_eq!(open("P1"), [Missing::Interval, Missing::Steps]);
        assert_eq!(open("P4"), [Missing::Interval]);
        assert!(named("P4").steps.iter().all(|step| step.min_nights.is_none()));
        assert_eq!(open("P20"), [Missing::Ladder]);
        let runs: Vec<&str> = protocols()
            .iter()
            .filter(|protocol| protocol.executable)
            .map(|protocol| protocol.id.as_str())
            .collect();
        assert_eq!(runs, ["P2", "P6", "P7", "P8", "P9", "P15", "P16", "P17", "P18"]);
    }

    #[test]
    fn safety_09_two_doses_a_day_are_shown_and_marked_not_executable() {
        let polo = named("P11");
        assert!(!polo.executable);
        assert!(polo.missing.contains(&Missing::TwoDosesPerDay));
        let runs: Vec<bool> = polo.steps.iter().map(ProtocolStep::executable).collect();
        assert_eq!(runs, [true, false, false]);
    }

    #[test]
    fn an_executable_protocol_has_every_number_and_keeps_its_cap() {
        for protocol in protocols() {
            for (index, step) in protocol.steps.iter().enumerate() {
                if protocol.executable {
                    assert!(step.executable(), "{} step {index}", protocol.id);
                    let last = index + 1 == protocol.steps.len();
                    assert!(last || step.min_nights.is_some(), "{} step {index}", protocol.id);
                } else {
                    assert!(!protocol.missing.is_empty(), "{} says why it cannot run", protocol.id);
                }
                assert!(step.dose.is_none_or(|dose| protocol.allows(dose)), "{} step {index}", protocol.id);
            }
        }
    }

    #[test]
    fn safety_27_no_protocol_claims_a_reviewer() {
        assert!(protocols().iter().all(|protocol| protocol.reviewed_by.is_none()));
    }

    #[test]
    fn safety_27_steps_nobody_could_read_in_the_source_keep_their_verify_mark() {
        let marked: Vec<&str> = protocols()
            .iter()
            .filter(|protocol| protocol.verify)
            .map(|protocol| protocol.id.as_str())
            .collect();
        assert_eq!(marked, ["P11", "P12", "P13"]);
    }
}
