//! A connection whose other side must take what it is sent: a client that does not read holds nothing for ever.

use core::future::Future as _;
use core::pin::Pin;
use core::task::{Context, Poll};
use std::io::{Error, ErrorKind};
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Sleep, sleep};

/// A stream that breaks off when nothing of what waits to be written is taken for too long.
pub(crate) struct Taking<S> {
    stream: S,
    patience: Duration,
    waiting: Option<Pin<Box<Sleep>>>,
}

impl<S> Taking<S> {
    /// Around a stream.
    pub(crate) fn new(stream: S, patience: Duration) -> Self {
        Self { stream, patience, waiting: None }
    }

    /// Passes on what a write came to, and ends one that has waited too long.
    fn waited<T>(
        &mut self,
        context: &mut Context<'_>,
        came: Poll<std::io::Result<T>>,
    ) -> Poll<std::io::Result<T>> {
        if came.is_ready() {
            self.waiting = None;
            return came;
        }
        let patience = self.patience;
        let waiting = self.waiting.get_or_insert_with(|| Box::pin(sleep(patience)));
        match waiting.as_mut().poll(context) {
            Poll::Ready(()) => Poll::Ready(Err(Error::from(ErrorKind::TimedOut))),
            Poll::Pending => Poll::Pending,
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Taking<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<std::io::Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, buffer)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Taking<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<std::io::Result<usize>> {
        let came = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.waited(context, came)
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        let came = Pin::new(&mut self.stream).poll_flush(context);
        self.waited(context, came)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<std::io::Result<()>> {
        let came = Pin::new(&mut self.stream).poll_shutdown(context);
        self.waited(context, came)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _, duplex};

    #[tokio::test]
    async fn a_client_that_does_not_read_is_left() {
        let (here, there) = duplex(16);
        let mut stream = Taking::new(here, Duration::from_millis(50));
        let written = stream.write_all(&[0; 1000]).await;
        assert_eq!(written.map_err(|error| error.kind()), Err(ErrorKind::TimedOut));
        drop(there);
    }

    #[tokio::test]
    async fn one_that_reads_slowly_is_served() {
        let (here, mut there) = duplex(16);
        let mut stream = Taking::new(here, Duration::from_millis(500));
        let reading = tokio::spawn(async move {
            let mut piece = [0; 100];
            for _ in 0..10 {
                sleep(Duration::from_millis(5)).await;
                there.read_exact(&mut piece).await.expect("the other side writes");
            }
        });
        stream.write_all(&[0; 1000]).await.expect("it is taken in time");
        reading.await.expect("read");
    }
}
