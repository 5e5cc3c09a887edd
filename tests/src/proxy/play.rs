//! Playing a fault: what reaches the server, and what reaches the client.

use super::fault::Fault;
use super::wire::{Message, read_answer};
use super::{Shared, answers, lock};
use std::time::Duration;
use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;

/// Ends a connection without a goodbye.
pub(super) fn reset(stream: TcpStream) {
    // Where it cannot be set the connection ends politely, which is a fault all the same.
    let _ = stream.set_zero_linger();
    drop(stream);
}

/// Plays one fault. Answers whether the client's connection lives on.
pub(super) async fn play(fault: Fault, request: Message, client: &mut TcpStream, shared: &Shared) -> bool {
    if let Some((bytes, lives)) = answers::canned(fault) {
        return client.write_all(&bytes).await.is_ok() && lives;
    }
    let kind = kind(&request);
    let answer = match fault {
        Fault::CutRequest(at) => {
            cut(&request, at, shared).await;
            let _ = client.set_zero_linger();
            return false;
        }
        Fault::Late => {
            lock(&shared.held).push(request);
            let _ = client.set_zero_linger();
            return false;
        }
        Fault::Stale => {
            let earlier = lock(&shared.earlier).get(&kind).cloned();
            match earlier {
                Some(answer) => return client.write_all(&answer.bytes).await.is_ok(),
                None => pass(&request, None, shared).await,
            }
        }
        Fault::Twice => {
            let _first = pass(&request, None, shared).await;
            pass(&request, None, shared).await
        }
        Fault::Latency(time) => {
            tokio::time::sleep(time).await;
            let answer = pass(&request, None, shared).await;
            tokio::time::sleep(time).await;
            answer
        }
        Fault::Drip(pause) => pass(&request, Some(pause), shared).await,
        _ => pass(&request, None, shared).await,
    };
    let Some(answer) = answer else {
        // The server is gone: so is the connection.
        let _ = client.set_zero_linger();
        return false;
    };
    let held = std::mem::take(&mut *lock(&shared.held));
    for late in held {
        let _unheard = pass(&late, None, shared).await;
    }
    lock(&shared.earlier).insert(kind, answer.clone());
    match fault {
        Fault::LostAnswer => false,
        Fault::CutAnswer(at) => {
            let end = at.min(answer.bytes.len());
            let _ = client.write_all(&answer.bytes[..end]).await;
            false
        }
        Fault::Drip(pause) => slowly(client, &answer.bytes, pause).await.is_ok(),
        _ => client.write_all(&answer.bytes).await.is_ok(),
    }
}

/// Requests of one kind may be given one another's answers: the method and the path without its query.
fn kind(request: &Message) -> String {
    let asked = request.asked();
    let path = asked.target.split('?').next().unwrap_or_default();
    format!("{} {path}", asked.method)
}

/// Passes a request to the server and reads its answer.
async fn pass(request: &Message, pause: Option<Duration>, shared: &Shared) -> Option<Message> {
    let mut server = dial(shared).await?;
    match pause {
        Some(pause) => slowly(&mut server, &request.bytes, pause).await.ok()?,
        None => server.write_all(&request.bytes).await.ok()?,
    }
    read_answer(&mut server).await
}

async fn cut(request: &Message, at: usize, shared: &Shared) {
    if let Some(mut server) = dial(shared).await {
        // A cut behind the end would be a lost answer; one byte short is the worst cut there is.
        let end = at.min(request.bytes.len() - 1);
        let _ = server.write_all(&request.bytes[..end]).await;
        let _ = server.flush().await;
        reset(server);
    }
}

async fn dial(shared: &Shared) -> Option<TcpStream> {
    let upstream = *lock(&shared.upstream);
    let server = TcpStream::connect(upstream).await.ok()?;
    let _ = server.set_nodelay(true);
    Some(server)
}

/// A byte at a time.
async fn slowly(stream: &mut TcpStream, bytes: &[u8], pause: Duration) -> std::io::Result<()> {
    for byte in bytes {
        stream.write_all(std::slice::from_ref(byte)).await?;
        if pause >= Duration::from_millis(1) {
            tokio::time::sleep(pause).await;
        } else {
            tokio::task::yield_now().await;
        }
    }
    Ok(())
}
