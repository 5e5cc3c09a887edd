//! One request over a real socket, and the phone's half of pairing, for the tests of this folder.
#![allow(dead_code, unreachable_pub, reason = "each test file uses its part")]

pub mod authenticator;
mod browser;
#[allow(clippy::duplicate_mod, reason = "one test stands on a scene and on a wire")]
#[path = "../ground/mod.rs"]
mod ground;

pub mod phone;

use aes_gcm::aead::{AeadInOut, KeyInit};
use aes_gcm::{Aes256Gcm, Key};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
#[allow(unused_imports, reason = "each test file uses its part")]
pub use browser::{Browser, Person};
use chrono::{DateTime, TimeDelta, Utc};
#[allow(unused_imports, reason = "each test file uses its part")]
pub use ground::Ground;
use nocte_portal::clock::Clock;
use nocte_portal::{Portal, Running, Settings};
use serde_json::{Value, json};
use std::io::Read as _;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// A clock that tests move by hand.
pub struct HandClock(AtomicI64);

impl HandClock {
    pub fn new() -> Arc<Self> {
        Arc::new(Self(AtomicI64::new(1_800_000_000_000)))
    }

    pub fn forward(&self, by: TimeDelta) {
        self.0.fetch_add(by.num_milliseconds(), Ordering::SeqCst);
    }
}

impl Clock for HandClock {
    fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.0.load(Ordering::SeqCst)).expect("a date")
    }
}

/// A portal that listens, on a ground that goes with it.
pub struct House {
    pub portal: Portal,
    pub running: Running,
    pub clock: Arc<HandClock>,
    pub ground: Ground,
}

impl House {
    pub async fn new() -> Self {
        Self::on(Ground::new()).await
    }

    /// On the embedded database, whatever the environment says.
    pub async fn embedded() -> Self {
        Self::on(Ground::embedded()).await
    }

    async fn on(ground: Ground) -> Self {
        let clock = HandClock::new();
        let settings = Settings::at("http://localhost");
        let portal = ground.portal(settings, Arc::<HandClock>::clone(&clock)).await;
        let running = portal.listen("127.0.0.1:0").await.expect("listens");
        Self { portal, running, clock, ground }
    }

    /// Another portal over the same ground, with nothing in common but that and the time of day: as another process.
    pub async fn beside(&self) -> Self {
        let clock = Arc::clone(&self.clock);
        let settings = Settings::at("http://localhost");
        let portal = self.ground.portal(settings, Arc::<HandClock>::clone(&clock)).await;
        let running = portal.listen("127.0.0.1:0").await.expect("listens");
        Self { portal, running, clock, ground: Ground::embedded() }
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
        let mut stream = TcpStream::connect(self.running.address).await.expect("connects");
        stream.write_all(text.as_bytes()).await.expect("written");
        let mut answer = String::new();
        stream.read_to_string(&mut answer).await.expect("an answer");
        let (head, body) = answer.split_once("\r\n\r\n").expect("a head");
        let status = head.get(9..12).and_then(|status| status.parse().ok()).expect("a status");
        Answer { status, head: head.to_ascii_lowercase(), raw_head: head.to_owned(), body: body.to_owned() }
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
