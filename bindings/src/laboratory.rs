//! For tests only: exports that panic. Never in anything shipped.

use crate::error::ApiError;
use crate::nocte::Nocte;

/// Panics on the caller's thread.
#[uniffi::export]
pub fn laboratory_panic() -> Result<(), ApiError> {
    panic!("planted")
}

#[uniffi::export]
impl Nocte {
    /// Panics inside a call of the object.
    pub fn laboratory_panic(&self) -> Result<(), ApiError> {
        self.read("laboratory_panic", |_, _| -> Result<(), ApiError> { panic!("planted") })
    }

    /// Panics on a thread of the object's own.
    pub async fn laboratory_panic_away(&self) -> Result<(), ApiError> {
        self.away("laboratory_panic_away", |_, _| async { panic!("planted") }).await
    }

    /// Waits on a thread of the object's own until it is cancelled.
    pub async fn laboratory_wait_away(&self) -> Result<(), ApiError> {
        self.away("laboratory_wait_away", |_, _| std::future::pending()).await
    }
}
