//! Restore is the test of the mapping: whatever leaves the phone comes back as the fact it was, through text.

use crate::any_fact::{fact, id, stamp};
use nocte_core::catalogue;
use nocte_core::domain::entry::{DoseEntry, Tombstone};
use nocte_core::domain::fact::Fact;
use nocte_core::domain::fact_id::FactId;
use nocte_core::fhir::{Known, Read, Resource, Writing, belongs, rank, read, write};
use proptest::prelude::*;
use std::collections::BTreeMap;

pub(crate) const PATIENT: &str = "0192f0c4-7a10-7b6e-9c7e-5f2d6f0a1b01";

pub(crate) fn with() -> Writing<'static> {
    let install = FactId(0x0192_f0c4_7a11_7d01_8a55_11aa_22bb_33cc);
    Writing { patient: PATIENT, install, codes: catalogue::codes() }
}

/// A log of a few facts.
#[derive(Default)]
pub(crate) struct Log(pub(crate) BTreeMap<FactId, Fact>);

impl Log {
    pub(crate) fn of(facts: &[Fact]) -> Self {
        Self(facts.iter().map(|fact| (fact.id(), fact.clone())).collect())
    }
}

impl Known for Log {
    fn fact(&self, id: FactId) -> Option<Fact> {
        self.0.get(&id).cloned()
    }

    fn bottle(&self, letter: &str) -> Option<FactId> {
        self.0.values().find_map(|fact| match fact {
            Fact::Bottle(bottle) if bottle.letter == letter => Some(bottle.id),
            _ => None,
        })
    }
}

/// Every fact that resources say, after a trip through text.
pub(crate) fn facts_in(resources: &[Resource]) -> Vec<Fact> {
    let mut all = Vec::new();
    for resource in resources {
        let text = resource.to_json();
        let back = Resource::from_json(&text).unwrap_or_else(|error| panic!("{error}: {text}"));
        assert_eq!(&back, resource, "{text}");
        belongs(&back, PATIENT).expect("the patient's own");
        match read(&back).unwrap_or_else(|refusal| panic!("{refusal}: {text}")) {
            Read::Facts(facts) => all.extend(facts),
            Read::Nothing => {}
            other => panic!("{other:?} of {text}"),
        }
    }
    all.sort_by_key(Fact::id);
    all.dedup();
    all
}

fn main_status(resources: &[Resource], id: FactId) -> Option<String> {
    let id = id.to_string();
    let mine = resources.iter().find(|resource| resource.id() == Some(&id))?;
    let value: serde_json::Value = serde_json::from_str(&mine.to_json()).expect("JSON");
    value["status"].as_str().map(str::to_owned)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn every_fact_comes_back_as_it_was(fact in fact()) {
        let resources = write(&fact, &Log::default(), &with());
        prop_assert!(!resources.is_empty());
        prop_assert_eq!(facts_in(&resources), vec![fact.clone()]);
        let id = fact.id().to_string();
        prop_assert!(resources.iter().any(|resource| resource.id() == Some(&id)), "its own id");
        prop_assert!(resources.is_sorted_by_key(|resource| rank(resource.kind())));
    }

    #[test]
    fn what_was_taken_back_comes_back_with_its_tombstone(fact in fact(), by in id(), stamp in stamp()) {
        let tombstone = Tombstone { id: by, target: fact.id(), stamp };
        let log = Log::of(std::slice::from_ref(&fact));
        let resources = write(&tombstone.clone().into(), &log, &with());
        let mut both = vec![fact.clone(), tombstone.into()];
        both.sort_by_key(Fact::id);
        prop_assert_eq!(facts_in(&resources), both);
        let status = main_status(&resources, fact.id());
        prop_assert!(status.is_none() || status.as_deref() == Some("entered-in-error"), "{:?}", status);
        prop_assert!(resources.iter().any(|resource| resource.kind() == "Provenance"));
    }

    #[test]
    fn an_undo_of_an_undo_lets_it_stand_again(fact in fact(), ids in [id(), id()], stamp in stamp()) {
        let first = Tombstone { id: ids[0], target: fact.id(), stamp: stamp.clone() };
        let second = Tombstone { id: ids[1], target: first.id, stamp };
        let log = Log::of(&[fact.clone(), first.into()]);
        let resources = write(&second.clone().into(), &log, &with());
        let facts = facts_in(&resources);
        prop_assert!(facts.contains(&fact) && facts.contains(&second.into()));
        let status = main_status(&resources, fact.id());
        prop_assert_ne!(status.as_deref(), Some("entered-in-error"));
    }

    #[test]
    fn a_tombstone_on_something_unknown_travels_by_itself(by in id(), target in id(), stamp in stamp()) {
        let tombstone: Fact = Tombstone { id: by, target, stamp }.into();
        let resources = write(&tombstone, &Log::default(), &with());
        prop_assert_eq!(facts_in(&resources), vec![tombstone]);
    }

    #[test]
    fn a_correction_marks_what_it_replaces(fact in fact(), other in id()) {
        let Fact::Dose(first) = fact else { return Ok(()) };
        let second = DoseEntry { id: other, corrects: Some(first.id), ..first.clone() };
        let log = Log::of(&[first.clone().into()]);
        let resources = write(&second.clone().into(), &log, &with());
        let mut both: Vec<Fact> = vec![first.clone().into(), second.into()];
        both.sort_by_key(Fact::id);
        prop_assert_eq!(facts_in(&resources), both);
        let status = main_status(&resources, first.id);
        prop_assert_eq!(status.as_deref(), Some("entered-in-error"));
        let status = main_status(&resources, other);
        prop_assert_ne!(status.as_deref(), Some("entered-in-error"));
    }

    #[test]
    fn a_server_that_gives_its_own_ids_changes_no_fact(fact in fact()) {
        for mut resource in write(&fact, &Log::default(), &with()) {
            let mut value: serde_json::Value = serde_json::from_str(&resource.to_json()).expect("JSON");
            value["id"] = "17".into();
            value["meta"]["versionId"] = "3".into();
            resource = Resource::from_value(value).expect("a resource");
            match read(&resource) {
                Ok(Read::Facts(facts)) => prop_assert_eq!(&facts, &vec![fact.clone()]),
                other => prop_assert!(resource.kind() == "Provenance", "{:?}", other),
            }
        }
    }
}
