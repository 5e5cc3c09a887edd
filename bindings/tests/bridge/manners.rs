//! Ports that throw or hang in between, calls from many threads, calls after the end.

use crate::ports::{Hand, Heard, Lines, Vault, note};
use crate::story::refusal;
use nocte_bindings::{ApiError, ChangeListener, Clock, KeyVault, Nocte, PortError, PortName, Screen};
use nocte_core::time::Moment;
use nocte_core::words::Lang;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

const NOON: &str = "2026-11-02T18:00:00Z";

fn open(
    folder: &tempfile::TempDir,
    vault: Arc<dyn KeyVault>,
    clock: Arc<dyn Clock>,
) -> Result<Arc<Nocte>, ApiError> {
    let path = folder.path().join("nocte.db").to_str().expect("a plain name").to_owned();
    Nocte::open(path, vault, clock, "phone".to_owned(), Lang::En)
}

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().expect("a folder")
}

/// A clock that can be broken.
struct Fragile(AtomicBool, Arc<Hand>);

impl Clock for Fragile {
    fn moment(&self) -> Result<Moment, PortError> {
        if self.0.load(Ordering::SeqCst) { Err(PortError::Failed) } else { self.1.moment() }
    }
}

#[test]
fn a_clock_that_throws_is_an_error_and_the_next_call_goes_through() {
    let folder = folder();
    let clock = Arc::new(Fragile(AtomicBool::new(false), Hand::at(NOON)));
    let app = open(&folder, Arc::new(Vault::default()), Arc::clone(&clock) as _).expect("opens");
    clock.0.store(true, Ordering::SeqCst);
    assert!(matches!(app.tonight(), Err(ApiError::Port { port: PortName::Clock })));
    assert!(matches!(app.keep(note("x")), Err(ApiError::Port { port: PortName::Clock })));
    clock.0.store(false, Ordering::SeqCst);
    assert!(app.tonight().is_ok());
}

/// A vault that says no in its own way.
struct Shut(PortError);

impl KeyVault for Shut {
    fn database_key(&self) -> Result<Option<Vec<u8>>, PortError> {
        Err(self.0)
    }

    fn keep(&self, _: Vec<u8>) -> Result<(), PortError> {
        Err(self.0)
    }
}

#[test]
fn a_vault_that_is_locked_is_not_a_vault_that_failed() {
    let locked = open(&folder(), Arc::new(Shut(PortError::Unavailable)), Hand::at(NOON));
    assert!(matches!(locked, Err(ApiError::Locked)));
    let failed = open(&folder(), Arc::new(Shut(PortError::Failed)), Hand::at(NOON));
    assert!(matches!(failed, Err(ApiError::Port { port: PortName::KeyVault })));
}

/// A vault whose key is no key.
struct Short;

impl KeyVault for Short {
    fn database_key(&self) -> Result<Option<Vec<u8>>, PortError> {
        Ok(Some(vec![7; 31]))
    }

    fn keep(&self, _: Vec<u8>) -> Result<(), PortError> {
        Err(PortError::Occupied)
    }
}

#[test]
fn a_key_of_another_length_is_the_vaults_failure() {
    let answer = open(&folder(), Arc::new(Short), Hand::at(NOON));
    assert!(matches!(answer, Err(ApiError::Port { port: PortName::KeyVault })));
}

#[test]
fn every_call_after_close_is_closed_and_a_second_close_is_nothing() {
    let folder = folder();
    let app = open(&folder, Arc::new(Vault::default()), Hand::at(NOON)).expect("opens");
    let lines = Arc::new(Lines::default());
    app.listen(None, Some(Arc::clone(&lines) as _));
    app.keep(note("private words")).expect("a note");
    app.close_store().expect("closes");
    app.close_store().expect("closes again");
    assert_eq!(refusal(app.tonight()), "Closed");
    assert_eq!(refusal(app.keep(note("private words"))), "Closed");
    assert_eq!(refusal(app.backup("/nowhere/at/all", "seven small grey stones")), "Closed");
    assert_eq!(refusal(app.restore("/nowhere/at/all", "seven small grey stones")), "Closed");
    let said = lines.0.lock().expect("never poisoned").join("\n");
    assert_eq!(said, "tonight: closed\nkeep: closed\nbackup: closed\nrestore: closed");
}

/// A listener that asks the object that called it, and then throws.
struct Asking(std::sync::Mutex<Option<Arc<Nocte>>>, AtomicBool);

impl ChangeListener for Asking {
    fn changed(&self, _: Vec<Screen>) -> Result<(), PortError> {
        let app = self.0.lock().expect("never poisoned").clone();
        let asked = app.is_some_and(|app| app.tonight().is_ok() && app.close_store().is_ok());
        self.1.store(asked, Ordering::SeqCst);
        Err(PortError::Failed)
    }
}

#[test]
fn a_listener_may_call_back_and_throw_and_what_was_stored_is_stored() {
    let folder = folder();
    let vault = Arc::new(Vault::default());
    let app = open(&folder, Arc::clone(&vault) as _, Hand::at(NOON)).expect("opens");
    let listener = Arc::new(Asking(std::sync::Mutex::new(Some(Arc::clone(&app))), AtomicBool::new(false)));
    app.listen(Some(Arc::clone(&listener) as _), None);
    app.keep(note("told")).expect("stored, whatever the listener does");
    assert!(listener.1.load(Ordering::SeqCst), "nothing was locked while it was told");
    *listener.0.lock().expect("never poisoned") = None;
    let again = open(&folder, vault, Hand::at(NOON)).expect("opens");
    let night = "2026-11-02".parse().expect("a night");
    assert_eq!(again.history(night, night).expect("a page").history.notes.len(), 1);
}

#[test]
fn many_threads_write_and_read_and_nothing_is_lost() {
    let folder = folder();
    let app = open(&folder, Arc::new(Vault::default()), Hand::at(NOON)).expect("opens");
    let heard = Arc::new(Heard::default());
    app.listen(Some(Arc::clone(&heard) as _), None);
    std::thread::scope(|scope| {
        for thread in 0..8 {
            let app = &app;
            scope.spawn(move || {
                for number in 0..10 {
                    app.keep(note(format!("{thread} {number}"))).expect("a note");
                    app.tonight().expect("tonight");
                }
            });
        }
    });
    let night = "2026-11-02".parse().expect("a night");
    assert_eq!(app.history(night, night).expect("a page").counts.notes, 80);
    assert_eq!(heard.0.lock().expect("never poisoned").len(), 80);
}
