//! One task at a time on a runtime of our own: spawned, ended by request, waited for.

use crate::error::ApiError;
use nocte_core::error::Error;
use std::future::Future;
use std::sync::{Arc, Condvar, Mutex, OnceLock, PoisonError};
use tokio::runtime::{Builder, Runtime};
use tokio::task::{AbortHandle, JoinHandle};

/// The task under way, if there is one.
#[derive(Default)]
pub(super) struct Outing {
    task: Mutex<Option<AbortHandle>>,
    out: Arc<(Mutex<bool>, Condvar)>,
}

/// Says when its task has ended, however it ends.
struct Out(Arc<(Mutex<bool>, Condvar)>);

impl Drop for Out {
    fn drop(&mut self) {
        *self.0.0.lock().unwrap_or_else(PoisonError::into_inner) = false;
        self.0.1.notify_all();
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
        {
            let mut out = self.out.0.lock().unwrap_or_else(PoisonError::into_inner);
            if *out {
                return Err(ApiError::Busy);
            }
            *out = true;
        }
        let out = Out(Arc::clone(&self.out));
        let spawned = runtime.spawn(async move {
            // Dropped last: by then the errand holds nothing any more.
            let _out = out;
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
        let mut out = self.out.0.lock().unwrap_or_else(PoisonError::into_inner);
        while *out {
            out = self.out.1.wait(out).unwrap_or_else(PoisonError::into_inner);
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
