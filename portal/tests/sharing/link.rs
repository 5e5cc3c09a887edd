//! A link as its phone knows it, and a portal that keeps it.

use crate::wire::{Answer, Ground, HandClock, House};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use chrono::TimeDelta;
use nocte_core::shlink::{Key, seal};
use nocte_portal::Settings;
use nocte_portal::log::Log;
use nocte_portal::sharing::Service;
use serde_json::{Value, json};
use std::sync::Arc;
use zeroize::Zeroizing;

/// What must stand nowhere on the server.
pub(crate) const CANARY: &str = "canary in a summary";
pub(crate) const PASSCODE: &str = "canary-passcode";

/// A link as its phone knows it.
pub(crate) struct Link {
    pub(crate) address: String,
    pub(crate) manage: String,
    pub(crate) key: Key,
}

impl Link {
    pub(crate) fn new(of: u8) -> Self {
        let text = |byte: u8| URL_SAFE_NO_PAD.encode([byte; 32]);
        Self { address: text(of), manage: text(of + 100), key: Key::new(Zeroizing::new([of + 50; 32])) }
    }

    pub(crate) fn path(&self) -> String {
        format!("/shl/{}", self.address)
    }

    pub(crate) fn sealed(&self) -> String {
        let plain = json!({"resourceType": "Bundle", "note": CANARY}).to_string();
        seal(plain.as_bytes(), "application/fhir+json", &self.key, [4; 12])
    }

    pub(crate) fn handed(&self, house: &House, days: i64, passcode: Option<&str>) -> Value {
        let ends = nocte_portal::clock::Clock::now(&*house.clock) + TimeDelta::days(days);
        let mut body = json!({"manage": self.manage, "contentType": "application/fhir+json", "file": self.sealed(),
            "ends": ends.timestamp()});
        if let Some(passcode) = passcode {
            body["passcode"] = json!(passcode);
        }
        body
    }

    pub(crate) async fn hand_in(&self, house: &House, passcode: Option<&str>) {
        let body = self.handed(house, 30, passcode).to_string();
        let answer = house.send("PUT", &self.path(), &[("Content-Type", "application/json")], &body).await;
        assert_eq!(answer.status, 201, "{}", answer.body);
    }

    pub(crate) async fn direct(&self, house: &House) -> Answer {
        house.send("GET", &format!("{}?recipient=Dr%20Weber", self.path()), &[], "").await
    }

    pub(crate) async fn manifest(&self, house: &House, passcode: Option<&str>) -> Answer {
        self.manifest_of(house, passcode, None).await
    }

    /// Of a reader that takes `most` characters of a file inside a manifest.
    pub(crate) async fn manifest_of(
        &self,
        house: &House,
        passcode: Option<&str>,
        most: Option<usize>,
    ) -> Answer {
        let mut body = json!({"recipient": "Dr Weber"});
        if let Some(passcode) = passcode {
            body["passcode"] = json!(passcode);
        }
        if let Some(most) = most {
            body["embeddedLengthMax"] = json!(most);
        }
        house.post(&self.path(), "application/json", &body.to_string()).await
    }

    pub(crate) async fn ask(&self, house: &House, what: &str, manage: &str) -> Answer {
        let body = json!({ "manage": manage }).to_string();
        house.post(&format!("{}/{what}", self.path()), "application/json", &body).await
    }
}

pub(crate) async fn house(share: Service, log: Log) -> House {
    house_on(Ground::new(), share, log).await
}

pub(crate) async fn house_on(ground: Ground, share: Service, log: Log) -> House {
    let clock = HandClock::new();
    let settings = Settings { share, log, ..Settings::at("http://localhost") };
    let portal = ground.portal(settings, Arc::<HandClock>::clone(&clock)).await;
    let running = portal.listen("127.0.0.1:0").await.expect("listens");
    House::of(portal, running, clock, ground)
}

/// An answer without the one line that tells the time of day.
pub(crate) fn bytes(answer: &Answer) -> String {
    let head: Vec<&str> = answer.raw_head.lines().filter(|line| !line.starts_with("date:")).collect();
    format!("{}\n\n{}", head.join("\n"), answer.body)
}
