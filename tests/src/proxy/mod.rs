//! A proxy that fails as networks and the boxes in them do: one fault a request, chosen by whoever tests.
//!
//! It stands on loopback between a real client and a real server, reads each HTTP/1.1 message whole, and then
//! passes it on, loses it, delays it, repeats it or answers in the server's place. It knows nothing of FHIR but
//! the shape of the one answer that acknowledges nothing.

mod answers;
mod fault;
mod luck;
mod play;
mod wire;

pub use fault::{Fault, Wait};
pub use luck::{Luck, Random, Script};
pub use wire::{Asked, Message, header, read_answer, read_request};

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

/// A running proxy. Dropped, it stops accepting.
#[derive(Debug)]
pub struct Proxy {
    address: SocketAddr,
    shared: Arc<Shared>,
    task: JoinHandle<()>,
}

/// What all connections of a proxy share.
struct Shared {
    upstream: Mutex<SocketAddr>,
    luck: Mutex<Box<dyn Luck>>,
    tally: Mutex<BTreeMap<&'static str, u64>>,
    /// Requests that will arrive late.
    held: Mutex<Vec<Message>>,
    /// The answers given so far to requests of each kind, the last of each.
    earlier: Mutex<BTreeMap<String, Message>>,
    /// Heads of everything that came, in order.
    heard: Mutex<Vec<String>>,
    /// What was played to each, in order: the fault, the method, the path without its query.
    played: Mutex<Vec<String>>,
}

impl std::fmt::Debug for Shared {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shared").finish_non_exhaustive()
    }
}

/// A lock that a panic elsewhere cannot spoil: a failing test should show its own message.
fn lock<T: ?Sized>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

impl Proxy {
    /// Listens on a free port of loopback and passes to `upstream`.
    ///
    /// # Panics
    /// When loopback has no port left.
    pub async fn start(upstream: SocketAddr, luck: impl Luck + 'static) -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.expect("loopback has a free port");
        let address = listener.local_addr().expect("it is bound");
        let shared = Arc::new(Shared {
            upstream: Mutex::new(upstream),
            luck: Mutex::new(Box::new(luck)),
            tally: Mutex::default(),
            held: Mutex::default(),
            earlier: Mutex::default(),
            heard: Mutex::default(),
            played: Mutex::default(),
        });
        let task = tokio::spawn(accept(listener, Arc::clone(&shared)));
        Self { address, shared, task }
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Its origin: `http://127.0.0.1:PORT`.
    pub fn origin(&self) -> String {
        format!("http://{}", self.address)
    }

    /// Passes to another server from now on: the one that was killed came up again elsewhere.
    pub fn aim(&self, upstream: SocketAddr) {
        *lock(&self.shared.upstream) = upstream;
    }

    /// Chooses otherwise from now on.
    pub fn turn(&self, luck: impl Luck + 'static) {
        *lock(&self.shared.luck) = Box::new(luck);
    }

    /// How often each fault was played.
    pub fn tally(&self) -> BTreeMap<&'static str, u64> {
        lock(&self.shared.tally).clone()
    }

    /// What was played so far, a line a request: the fault, the method, the path without its query.
    pub fn played(&self) -> Vec<String> {
        lock(&self.shared.played).clone()
    }

    /// The heads of all requests so far, in the order in which they came.
    pub fn heard(&self) -> Vec<String> {
        lock(&self.shared.heard).clone()
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        self.task.abort();
    }
}

async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    while let Ok((client, _)) = listener.accept().await {
        let _ = client.set_nodelay(true);
        tokio::spawn(connection(client, Arc::clone(&shared)));
    }
}

/// Serves one client's connection until it ends or a fault ends it.
async fn connection(mut client: TcpStream, shared: Arc<Shared>) {
    if lock(&shared.luck).at_connect() {
        count(&shared, Fault::Reset.name());
        return play::reset(client);
    }
    while let Some(request) = read_request(&mut client).await {
        let asked = request.asked();
        lock(&shared.heard).push(request.head());
        let fault = lock(&shared.luck).at_request(&asked);
        count(&shared, fault.name());
        let path = asked.target.split('?').next().unwrap_or_default();
        lock(&shared.played).push(format!("{}: {} {path}", fault.name(), asked.method));
        if fault == Fault::Reset {
            return play::reset(client);
        }
        if !play::play(fault, request, &mut client, &shared).await {
            return;
        }
    }
}

fn count(shared: &Shared, name: &'static str) {
    *lock(&shared.tally).entry(name).or_default() += 1;
}
