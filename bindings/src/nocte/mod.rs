//! The one object: a patient's store with the shell's ports, and what every call has in common.
//!
//! A call asks the clock once, takes the lock for reading, does one thing and gives a finished record back; a call
//! that stored something tells the listener afterwards, with nothing locked. A panic is `ApiError::Internal`, in
//! every language alike. Calls may come from any number of threads.

mod bottles;
mod clinic;
mod diary;
mod files;
mod medicines;
mod outing;
mod pages;
mod plans;
mod share;
mod tonight;

pub use files::*;
pub use plans::*;
pub use tonight::*;

use crate::error::ApiError;
use crate::mirror::{Lang, Screen};
use crate::ports::{ChangeListener, Clock, KeyVault, LogSink, PortClock, PortVault};
use nocte_core::app::App;
use nocte_core::sync::http::Line;
use outing::Outing;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

/// Nocte over one store. Open it once per process and keep it.
#[derive(uniffi::Object)]
pub struct Nocte {
    app: RwLock<Option<Arc<App>>>,
    clock: PortClock,
    vault: Arc<dyn KeyVault>,
    path: PathBuf,
    source: String,
    lang: Lang,
    ears: Mutex<Ears>,
    line: Mutex<Option<Line>>,
    outing: Outing,
}

/// Who hears of what happens.
#[derive(Default)]
struct Ears {
    listener: Option<Arc<dyn ChangeListener>>,
    log: Option<Arc<dyn LogSink>>,
}

#[uniffi::export]
impl Nocte {
    /// Opens the store at `path`, or nothing yet: the first fact makes it, and its key in the vault.
    ///
    /// `source` names this device in every entry ("phone"); sentences are in `lang`.
    #[uniffi::constructor]
    pub fn open(
        path: String,
        vault: Arc<dyn KeyVault>,
        clock: Arc<dyn Clock>,
        source: String,
        lang: Lang,
    ) -> Result<Arc<Self>, ApiError> {
        let (path, clock) = (PathBuf::from(path), PortClock::new(clock));
        let _moment = clock.pin()?;
        let app = guarded(|| open_app(&path, &vault, &clock, &source))?;
        let (app, line) = (RwLock::new(Some(Arc::new(app))), Mutex::default());
        let (ears, outing) = (Mutex::default(), Outing::default());
        Ok(Arc::new(Self { app, clock, vault, path, source, lang, ears, line, outing }))
    }

    /// Sets who is told of changes and where lines are logged; without one, nobody and nowhere.
    pub fn listen(&self, listener: Option<Arc<dyn ChangeListener>>, log: Option<Arc<dyn LogSink>>) {
        *self.ears.lock().unwrap_or_else(PoisonError::into_inner) = Ears { listener, log };
    }

    /// Folds everything acknowledged into the main file. Called when the app leaves the screen.
    pub fn suspend(&self) -> Result<(), ApiError> {
        self.read("suspend", |app, _| app.store().map_or(Ok(()), |store| store.suspend().map(|_folded| ())))
    }

    /// Closes the store, ending a sync under way. Every later call is `Closed`; a second `close_store` does nothing.
    ///
    /// Not named `close`: generated Kotlin objects have a `close` of their own, which lets go of the object.
    pub fn close_store(&self) -> Result<(), ApiError> {
        let mut open = self.app.write().unwrap_or_else(PoisonError::into_inner);
        self.put_away(&mut open)
    }
}

impl Nocte {
    /// One call that stores nothing.
    pub(crate) fn read<T, E: Into<ApiError>>(
        &self,
        name: &str,
        call: impl FnOnce(&App, Lang) -> Result<T, E>,
    ) -> Result<T, ApiError> {
        let answer = self.clock.pin().and_then(|_moment| {
            let app = self.app.read().unwrap_or_else(PoisonError::into_inner);
            let app = app.as_ref().ok_or(ApiError::Closed)?;
            guarded(|| call(app, self.lang).map_err(E::into))
        });
        self.logged(name, answer)
    }

    /// One call that stores something; these screens are stale then.
    fn write<T, E: Into<ApiError>>(
        &self,
        name: &str,
        stale: &[Screen],
        call: impl FnOnce(&App, Lang) -> Result<T, E>,
    ) -> Result<T, ApiError> {
        let answer = self.read(name, call)?;
        self.changed(stale);
        Ok(answer)
    }

    /// Closes the store behind the lock; whoever speaks to a server is called home first.
    fn put_away(&self, open: &mut Option<Arc<App>>) -> Result<(), ApiError> {
        self.outing.end();
        // Nobody else has a share left: calls hold the lock, and the outing is over.
        open.take().and_then(Arc::into_inner).map_or(Ok(()), |app| guarded(|| Ok(app.close()?)))
    }

    fn changed(&self, stale: &[Screen]) {
        let listener = self.ears.lock().unwrap_or_else(PoisonError::into_inner).listener.clone();
        if let Some(listener) = listener {
            // What was stored is stored, whatever the listener makes of it.
            let _told = listener.changed(stale.to_vec());
        }
    }

    fn logged<T>(&self, name: &str, answer: Result<T, ApiError>) -> Result<T, ApiError> {
        if let Err(error) = &answer {
            let log = self.ears.lock().unwrap_or_else(PoisonError::into_inner).log.clone();
            if let Some(log) = log {
                let _logged = log.line(format!("{name}: {error}"));
            }
        }
        answer
    }
}

fn open_app(
    path: &std::path::Path,
    vault: &Arc<dyn KeyVault>,
    clock: &PortClock,
    source: &str,
) -> Result<App, ApiError> {
    let vault = Box::new(PortVault(Arc::clone(vault)));
    Ok(App::at(path.to_path_buf(), vault, Box::new(clock.clone()), source)?)
}

/// A panic below is a mistake of ours and no reason for the app to die.
fn guarded<T>(call: impl FnOnce() -> Result<T, ApiError>) -> Result<T, ApiError> {
    catch_unwind(AssertUnwindSafe(call)).unwrap_or(Err(ApiError::Internal))
}
