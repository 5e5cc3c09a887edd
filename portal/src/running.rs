//! A portal that is up: for programs that embed one, such as the demonstration and the fault tests.

use crate::portal::{OpenError, Portal};
use crate::serve;
use std::net::SocketAddr;
use tokio::net::TcpListener;
use tokio::task::JoinHandle;

/// A portal that listens. Stops when dropped.
#[derive(Debug)]
pub struct Running {
    /// The public address, without a slash at its end.
    pub url: String,
    /// Where it listens.
    pub address: SocketAddr,
    task: JoinHandle<()>,
}

impl Running {
    /// Stops listening. What was acknowledged is kept; connections end with their requests.
    pub fn stop(self) {
        self.task.abort();
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.task.abort();
    }
}

impl Portal {
    /// Listens on `address` ("127.0.0.1:0" takes a free port) in the background of the present tokio runtime. The
    /// public address is `http://localhost:PORT`, and links made from now on lead there.
    ///
    /// # Errors
    /// [`OpenError::Listen`] when the address cannot be had.
    pub async fn listen(&self, address: &str) -> Result<Running, OpenError> {
        let listener = TcpListener::bind(address).await.map_err(|error| OpenError::Listen(error.kind()))?;
        let address = listener.local_addr().map_err(|error| OpenError::Listen(error.kind()))?;
        let url = format!("http://localhost:{}", address.port());
        self.listen_on(listener, &url).await
    }

    /// Listens on a bound socket under a public address of the caller's choice.
    ///
    /// # Errors
    /// [`OpenError`].
    pub async fn listen_on(&self, listener: TcpListener, public_url: &str) -> Result<Running, OpenError> {
        let address = listener.local_addr().map_err(|error| OpenError::Listen(error.kind()))?;
        let portal = self.at(public_url)?;
        if let Some(door) = &portal.shared().door {
            door.keyring().remember_url(public_url.to_owned()).await?;
        }
        let (router, limits) = (portal.router(), portal.shared().limits.clone());
        let task = tokio::spawn(async move {
            let _ = serve::serve(listener, router, &limits, None, core::future::pending()).await;
        });
        Ok(Running { url: public_url.to_owned(), address, task })
    }
}
