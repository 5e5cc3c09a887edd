//! One task at a time on a runtime of our own: spawned, ended by request, waited for.

use crate::error::ApiError;
use nocte_core::error::Error;
use std::future::Future;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use tokio::runtime::{Builder, Runtime};
use tokio::sync::Semaphore;
use tokio::task::{AbortHandle, JoinHandle};

/// The task under way, if there is one.
pub(super) struct Outing {
    task: Mutex<Option<AbortHandle>>,
    /// The one place outside; whoever is out has it until the task holds nothing any more.
    place: Arc<Semaphore>,
}

impl Default for Outing {
    fn default() -> Self {
        Self { task: Mutex::default(), place: Arc::new(Semaphore::new(1)) }
    }
}

impl Outing {
    /// Sends a task out. `Busy` while another is out.
    pub(super) fn send<T: Send + 'static>(
        &self,
        errand: impl Future<Output = Result<T, Error>> + Send + 'static,
    ) -> Result<JoinHandle<Result<T, Error>>, ApiError> {
        let runtime = runtime()?;
        let mut task = self.task.lock().unwrap_or_else(PoisonError::into_inner);
        let place = Arc::clone(&self.place).try_acquire_owned().map_err(|_| ApiError::Busy)?;
        // The place is given back last, even by a task that never began: by then the errand holds nothing any more.
        let out = (errand, place);
        let spawned = runtime.spawn(async move {
            let (errand, _place) = out;
            errand.await
        });
        *task = Some(spawned.abort_handle());
        Ok(spawned)
    }

    /// Asks the task to end at its next wait.
    pub(super) fn cancel(&self) {
        if let Some(task) = self.task.lock().unwrap_or_else(PoisonError::into_inner).as_ref() {
            task.abort();
        }
    }

    /// Ends the task and waits until it has.
    pub(super) fn end(&self) {
        self.cancel();
        if self.place.available_permits() == 0
            && let Ok(runtime) = runtime()
        {
            let _place = runtime.block_on(self.place.acquire());
        }
    }
}

/// Two threads for every object of this process; made when something first speaks to a server.
fn runtime() -> Result<&'static Runtime, ApiError> {
    static RUNTIME: OnceLock<Option<Runtime>> = OnceLock::new();
    let made = RUNTIME.get_or_init(|| {
        Builder::new_multi_thread().worker_threads(2).thread_name("nocte").enable_all().build().ok()
    });
    made.as_ref().ok_or(ApiError::Internal)
}

/// What became of a task: its answer, `Cancelled`, or a panic in it.
pub(super) async fn home<T>(task: JoinHandle<Result<T, Error>>) -> Result<T, ApiError> {
    match task.await {
        Ok(answer) => Ok(answer?),
        Err(ended) if ended.is_cancelled() => Err(ApiError::Cancelled),
        Err(_) => Err(ApiError::Internal),
    }
}
