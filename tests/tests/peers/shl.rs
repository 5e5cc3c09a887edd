//! Shared links through readers nobody here wrote: kill-the-clipboard does all of it by itself; of the second, Medplum
//! reads the link and jose opens the seal, and one request between the two is ours.

use nocte_core::shlink::{Flags, Key, Payload, Secret, entropy, seal};
use nocte_core::sync::http::{Line, LineOptions};
use nocte_core::sync::{Method, Request};
use nocte_portal::clock::{Clock as _, WallClock};
use nocte_portal::sharing::Service;
use nocte_portal::{Portal, Settings};
use nocte_tests::emitted;
use nocte_tests::peers::{Peer, file};
use serde_json::{Value, json};
use std::process::Command;
use std::sync::Arc;

/// What both readers found.
fn read(link: &Secret, passcode: Option<&str>) -> Value {
    let mut node = Command::new("node");
    node.arg(file("shl/open.mjs"))
        .env("NOCTE_PEER", Peer::Shl.place())
        .env("NOCTE_MEDPLUM", Peer::Medplum.place());
    node.env("LINK", link.expose());
    if let Some(passcode) = passcode {
        node.env("PASSCODE", passcode);
    }
    let output = node.output().expect("node runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("one JSON object")
}

struct Place {
    portal: nocte_portal::Running,
    line: Line,
    _folder: tempfile::TempDir,
}

impl Place {
    async fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let settings = Settings { share: Service::Anyone, ..Settings::at("http://localhost") };
        let portal = Portal::open(folder.path(), settings, Arc::new(WallClock)).expect("a portal");
        let portal = portal.listen("127.0.0.1:0").await.expect("an address");
        Self { portal, line: Line::new(&LineOptions::default()).expect("a line"), _folder: folder }
    }

    /// A link as a phone makes it, of the document that validators judge.
    async fn share(&self, of: u8, passcode: Option<&str>) -> Secret {
        let key = Key::read(&entropy(&[of; 32])).expect("32 bytes");
        let url = format!("{}/shl/{}", self.portal.url, entropy(&[of + 100; 32]).expose());
        let ends = WallClock.now() + chrono::TimeDelta::days(1);
        let plain = emitted::document().to_json();
        let sealed = seal(plain.as_bytes(), "application/fhir+json", &key, [of; 12]);
        let manage = entropy(&[of + 50; 32]);
        let body = json!({"manage": manage.expose(), "contentType": "application/fhir+json", "file": sealed,
            "ends": ends.timestamp(), "passcode": passcode});
        let put =
            Request { method: Method::Put, ..Request::post(&url, "application/json", body.to_string()) };
        assert_eq!(self.line.send(put).await.status(), Some(201));
        let flags = Flags { passcode: passcode.is_some(), direct: passcode.is_none(), ..Flags::default() };
        let label = Some("for Dr Lindqvist".to_owned());
        let payload = Payload { url: Secret::new(url), key, ends: Some(ends), flags, label };
        payload.link().expect("a link")
    }
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs peers: cargo xtask test peers"]
async fn two_readers_nobody_here_wrote_open_a_link() {
    let place = Place::new().await;
    let found = read(&place.share(1, None).await, None);
    for reader in ["killTheClipboard", "medplumAndJose"] {
        assert_eq!(found[reader]["type"], "document", "{found}");
        assert!(found[reader]["entries"].as_u64().is_some_and(|count| count > 3), "{found}");
    }
    assert_eq!(found["killTheClipboard"], found["medplumAndJose"], "both read the same");
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "needs peers: cargo xtask test peers"]
async fn they_understand_passcodes_and_links_that_are_over() {
    let place = Place::new().await;
    let link = place.share(2, Some("swordfish")).await;
    assert_eq!(read(&link, Some("swordfish"))["killTheClipboard"]["type"], "document");
    let wrong = read(&link, Some("cod"));
    assert_eq!(wrong["killTheClipboard"]["error"], "SHLInvalidPasscodeError", "{wrong}");
    assert_eq!(wrong["medplumAndJose"]["error"], "status 401", "{wrong}");
    read(&link, Some("haddock"));
    read(&link, Some("perch"));
    let over = read(&link, Some("swordfish"));
    assert_eq!(over["killTheClipboard"]["error"], "SHLManifestNotFoundError", "closed for good: {over}");
    assert_eq!(over["medplumAndJose"]["error"], "status 404", "{over}");
}
