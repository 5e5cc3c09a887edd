//! Files of facts: what is read is written back as itself, and no log that can be read makes a rule panic.
#![no_main]

use chrono::{DateTime, Utc};
use libfuzzer_sys::fuzz_target;
use nocte_core::catalogue::medicines::medicines;
use nocte_core::catalogue::parameters::parameters;
use nocte_core::domain::fact::Fact;
use nocte_core::domain::journal::Journal;
use nocte_core::domain::progress::{confirmed_steps, progress};
use nocte_core::domain::tonight::tonight;
use nocte_core::domain::zone::ZoneWindow;

fuzz_target!(|text: &str| {
    let Ok(facts) = serde_json::from_str::<Vec<Fact>>(text) else {
        return;
    };
    let written = serde_json::to_string(&facts).expect("a fact is made of numbers and text");
    let again: Vec<Fact> = serde_json::from_str(&written).expect("what was written is read");
    assert_eq!(again, facts, "written and read, a fact is another");
    let now: DateTime<Utc> =
        facts.last().map_or_else(DateTime::<Utc>::default, |fact| fact.stamp().recorded_at);
    let journal = Journal::from_facts(facts);
    let window =
        ZoneWindow { zone: "UTC".to_owned(), initial_offset_s: 0, transitions: Vec::new(), until: None };
    let night = tonight(&journal, medicines(), parameters(), now, &window).night;
    let _spans = confirmed_steps(&journal);
    let _progress = progress(&journal, night);
});
