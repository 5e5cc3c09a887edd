//! One request over a real socket, and the phone's half of pairing, for the tests of this folder.
#![allow(dead_code, unreachable_pub, reason = "each test file uses its part")]

pub mod authenticator;
mod browser;
#[allow(clippy::duplicate_mod, reason = "one test stands on a scene and on a wire")]
#[path = "../ground/mod.rs"]
mod ground;

pub mod phone;
#[allow(clippy::duplicate_mod, reason = "one test starts processes and stands on a wire")]
#[path = "../process/mod.rs"]
mod process;

use aes_gcm::aead::{AeadInOut, KeyInit};
use aes_gcm::{Aes256Gcm, Key};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
#[allow(unused_imports, reason = "each test file uses its part")]
pub use browser::{Browser, Person};
use chrono::{DateTime, TimeDelta, Utc};
#[allow(unused_imports, reason = "each test file uses its part")]
pub use ground::{Ground, tell};
use nocte_portal::clock::{Clock, WallClock};
use nocte_portal::{Portal, Running, Settings};
use process::Process;
use serde_json::{Value, json};
use std::io::Read as _;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// A clock that tests move by hand.
pub struct HandClock(AtomicI64);

/// In the place of an instant: the machine's clock, which nobody moves.
const WALL: i64 = i64::MIN;

impl HandClock {
    pub fn new() -> Arc<Self> {
        Arc::new(Self(AtomicI64::new(1_800_000_000_000)))
    }

    /// For portals that are processes of their own, and have the machine's clock.
    pub fn wall() -> Arc<Self> {
        Arc::new(Self(AtomicI64::new(WALL)))
    }

    pub fn forward(&self, by: TimeDelta) {
        if self.0.load(Ordering::SeqCst) != WALL {
            self.0.fetch_add(by.num_milliseconds(), Ordering::SeqCst);
        }
    }
}

impl Clock for HandClock {
    fn now(&self) -> DateTime<Utc> {
        match self.0.load(Ordering::SeqCst) {
            WALL => WallClock.now(),
            at => DateTime::from_timestamp_millis(at).expect("a date"),
        }
    }
}

/// A portal that listens, on a ground that goes with it.
pub struct House {
    pub portal: Portal,
    pub running: Running,
    pub clock: Arc<HandClock>,
    pub ground: Ground,
    /// Who answers, when it is a process of its own; the portal here then only does what the clinic's commands do.
    process: Mutex<Option<Process>>,
}

impl House {
    pub fn of(portal: Portal, running: Running, clock: Arc<HandClock>, ground: Ground) -> Self {
        Self { portal, running, clock, ground, process: Mutex::default() }
    }

    pub async fn new() -> Self {
        Self::on(Ground::new()).await
    }

    /// On the embedded database, whatever the environment says.
    pub async fn embedded() -> Self {
        Self::on(Ground::embedded()).await
    }

    async fn on(ground: Ground) -> Self {
        let (portal, running, clock) = opened(&ground, HandClock::new()).await;
        Self::of(portal, running, clock, ground)
    }

    /// A portal that is a process of its own.
    pub async fn process() -> Self {
        let ground = Ground::new();
        let (portal, running, clock) = opened(&ground, HandClock::wall()).await;
        let house = Self::of(portal, running, clock, ground);
        house.set(Some(Process::start(&data_of(&house.ground))));
        house
    }

    /// Another process over the same ground.
    pub async fn process_beside(&self) -> Self {
        let (portal, running, clock) = opened(&self.ground, HandClock::wall()).await;
        let house = Self::of(portal, running, clock, Ground::embedded());
        house.set(Some(Process::start(&data_of(&self.ground))));
        house
    }

    /// Kills the process in the middle of whatever it does; gives where it listened.
    pub fn kill(&self) -> SocketAddr {
        let address = self.address();
        self.set(None);
        address
    }

    /// Starts its successor where it was.
    pub fn revive(&self, address: SocketAddr, ground: &Ground) {
        self.set(Some(Process::start_at(&data_of(ground), &address.to_string())));
    }

    fn set(&self, process: Option<Process>) {
        *self.process.lock().unwrap_or_else(PoisonError::into_inner) = process;
    }

    fn address(&self) -> SocketAddr {
        let process = self.process.lock().unwrap_or_else(PoisonError::into_inner);
        process.as_ref().map_or(self.running.address, |process| process.address)
    }

    /// Another portal over the same ground, with nothing in common but that and the time of day: as another process.
    pub async fn beside(&self) -> Self {
        let (portal, running, clock) = opened(&self.ground, Arc::clone(&self.clock)).await;
        Self::of(portal, running, clock, Ground::embedded())
    }

    pub async fn patient(&self) -> String {
        let birth = chrono::NaiveDate::from_ymd_opt(1975, 3, 14).expect("a date");
        let new = nocte_portal::clinic::NewPatient { name: "Ada Muster".to_owned(), birth, synthetic: false };
        self.portal.clinic().expect("a door").add_patient(&new).await.expect("added")
    }

    pub async fn invite(&self, patient: &str) -> Invited {
        let invite = self.portal.clinic().expect("a door").invite(patient).await.expect("invited");
        Invited::read(&invite.link.reveal(), invite.passcode.reveal())
    }

    pub async fn post(&self, path: &str, kind: &str, body: &str) -> Answer {
        self.send("POST", path, &[("Content-Type", kind)], body).await
    }

    pub async fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        self.try_send(method, path, headers, body).await.expect("an answer")
    }

    /// The same of somebody who may die meanwhile: nothing when there was no whole answer.
    pub async fn try_send(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Option<Answer> {
        let mut text =
            format!("{method} {path} HTTP/1.1\r\nConnection: close\r\nContent-Length: {}\r\n", body.len());
        if !headers.iter().any(|(name, _)| *name == "Host") {
            text.push_str("Host: localhost\r\n");
        }
        for (name, value) in headers {
            text.extend([name, ": ", value, "\r\n"]);
        }
        text.push_str("\r\n");
        text.push_str(body);
        let mut stream = TcpStream::connect(self.address()).await.ok()?;
        stream.write_all(text.as_bytes()).await.ok()?;
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.ok()?;
        let (head, body) = answer.split_once("\r\n\r\n")?;
        let status = head.get(9..12)?.parse().ok()?;
        let answer = Answer {
            status,
            head: head.to_ascii_lowercase(),
            raw_head: head.to_owned(),
            body: body.to_owned(),
        };
        let length = answer.header("content-length").and_then(|text| text.parse().ok());
        (method == "HEAD" || length.is_none_or(|length: usize| length == body.len())).then_some(answer)
    }

    pub async fn refresh(&self, token: &str) -> Answer {
        let form = format!("grant_type=refresh_token&refresh_token={token}");
        self.post("/oauth/token", "application/x-www-form-urlencoded", &form).await
    }

    /// What the gate answers to a token, now.
    pub async fn admits(&self, token: &str) -> bool {
        let bearer = nocte_portal::caller::Bearer::new(token);
        self.portal.shared().gate.caller(&bearer).await.expect("answers").is_some()
    }
}

/// A portal that listens in this process.
async fn opened(ground: &Ground, clock: Arc<HandClock>) -> (Portal, Running, Arc<HandClock>) {
    let portal = ground.portal(Settings::at("http://localhost"), Arc::<HandClock>::clone(&clock)).await;
    let running = portal.listen("127.0.0.1:0").await.expect("listens");
    (portal, running, clock)
}

/// What a process of this ground is started with.
fn data_of(ground: &Ground) -> std::ffi::OsString {
    ground.address().map_or_else(|| ground.folder.path().into(), std::ffi::OsString::from)
}

pub struct Answer {
    pub status: u16,
    /// In small letters.
    pub head: String,
    pub raw_head: String,
    pub body: String,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.body).expect("JSON")
    }

    pub fn field(&self, name: &str) -> String {
        self.json()[name].as_str().expect("a text").to_owned()
    }
}

/// A link as a phone reads it.
#[derive(Clone)]
pub struct Invited {
    pub url: String,
    pub path: String,
    pub key: [u8; 32],
    pub payload: Value,
    pub passcode: String,
}

impl Invited {
    pub fn read(link: &str, passcode: &str) -> Self {
        let body = link.strip_prefix("shlink:/").expect("the scheme");
        let payload: Value =
            serde_json::from_slice(&URL_SAFE_NO_PAD.decode(body).expect("base64url")).expect("JSON");
        let url = payload["url"].as_str().expect("an address").to_owned();
        let key = payload["key"].as_str().and_then(|key| URL_SAFE_NO_PAD.decode(key).ok()).expect("a key");
        let path = url.get(url.find("/pair/").expect("a path")..).expect("a path").to_owned();
        Self { path, key: key.try_into().expect("32 bytes"), url, payload, passcode: passcode.to_owned() }
    }

    pub async fn claim(&self, house: &House, passcode: &str) -> Answer {
        let body = json!({"recipient": "Ada's phone", "passcode": passcode, "embeddedLengthMax": 65_536});
        house.post(&self.path, "application/json", &body.to_string()).await
    }

    pub fn wrong(&self) -> &'static str {
        if self.passcode == "000000" { "000001" } else { "000000" }
    }

    /// Opens the one file of a manifest.
    pub fn open(&self, manifest: &Answer) -> Value {
        let manifest = manifest.json();
        assert_eq!(manifest["files"].as_array().map(Vec::len), Some(1));
        assert_eq!(manifest["files"][0]["contentType"], "application/smart-api-access");
        let sealed = manifest["files"][0]["embedded"].as_str().expect("embedded");
        let parts: Vec<&str> = sealed.split('.').collect();
        let [header, "", iv, body, tag] = parts[..] else { panic!("five parts") };
        let decode = |text: &str| URL_SAFE_NO_PAD.decode(text).expect("base64url");
        let mut body = decode(body);
        let iv: [u8; 12] = decode(iv).try_into().expect("12 bytes");
        let tag: [u8; 16] = decode(tag).try_into().expect("16 bytes");
        let key: &Key<Aes256Gcm> = (&self.key).into();
        Aes256Gcm::new(key)
            .decrypt_inout_detached(
                (&iv).into(),
                header.as_bytes(),
                body.as_mut_slice().into(),
                (&tag).into(),
            )
            .expect("opens with the link's key");
        let mut plain = String::new();
        flate2::read::DeflateDecoder::new(body.as_slice()).read_to_string(&mut plain).expect("inflates");
        serde_json::from_str(&plain).expect("JSON")
    }
}

impl Answer {
    /// A header by its lower-case name, with its value as it came.
    pub fn header(&self, name: &str) -> Option<String> {
        self.raw_head.lines().find_map(|line| {
            let (one, value) = line.split_once(':')?;
            one.eq_ignore_ascii_case(name).then(|| value.trim().to_owned())
        })
    }
}
