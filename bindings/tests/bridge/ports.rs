//! The ports as a test lends them: a clock that stands where it is put, a vault in memory, a listener that counts.

use chrono::{DateTime, Utc};
use nocte_bindings::{ChangeListener, Clock, DiaryEntry, KeyVault, LogSink, PortError, Screen};
use nocte_core::domain::zone::{Transition, ZoneWindow};
use nocte_core::time::Moment;
use std::sync::{Arc, Mutex};

pub(crate) fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("a literal instant")
}

/// A note on tonight, the smallest thing to keep.
pub(crate) fn note(text: impl Into<String>) -> DiaryEntry {
    DiaryEntry::Note { text: text.into(), night: None }
}

pub(crate) struct Hand(Mutex<DateTime<Utc>>);

impl Hand {
    pub(crate) fn at(text: &str) -> Arc<Self> {
        Arc::new(Self(Mutex::new(at(text))))
    }

    pub(crate) fn set(&self, text: &str) {
        *self.0.lock().expect("no test panics while it sets the clock") = at(text);
    }
}

impl Clock for Hand {
    fn moment(&self) -> Result<Moment, PortError> {
        let window = ZoneWindow {
            zone: "Europe/Berlin".to_owned(),
            initial_offset_s: 3600,
            transitions: vec![Transition { at: at("2027-03-28T01:00:00Z"), offset_s: 7200 }],
            until: None,
        };
        let now = *self.0.lock().expect("no test panics while it sets the clock");
        Ok(Moment { now, window, suspect: false })
    }
}

#[derive(Default)]
pub(crate) struct Vault(Mutex<Option<Vec<u8>>>);

impl KeyVault for Vault {
    fn database_key(&self) -> Result<Option<Vec<u8>>, PortError> {
        Ok(self.0.lock().expect("never poisoned").clone())
    }

    fn keep(&self, key: Vec<u8>) -> Result<(), PortError> {
        *self.0.lock().expect("never poisoned") = Some(key);
        Ok(())
    }
}

#[derive(Default)]
pub(crate) struct Heard(pub(crate) Mutex<Vec<Vec<Screen>>>);

impl ChangeListener for Heard {
    fn changed(&self, screens: Vec<Screen>) -> Result<(), PortError> {
        self.0.lock().expect("never poisoned").push(screens);
        Ok(())
    }
}

#[derive(Default)]
pub(crate) struct Lines(pub(crate) Mutex<Vec<String>>);

impl LogSink for Lines {
    fn line(&self, text: String) -> Result<(), PortError> {
        self.0.lock().expect("never poisoned").push(text);
        Ok(())
    }
}
