//! A software authenticator: what a device answers to the options of a ceremony (WebAuthn level 3, 6.1 and 6.5), with
//! a key of its own on P-256, a counter that moves, and attestation "none".
//!
//! The published ones of Rust turn on `serde_json/preserve_order` for the whole workspace, which would change what
//! every other test tests. The browser lane does the same with Chromium's own authenticator.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

/// User present; user verified; attested credential data included.
const PRESENT: u8 = 0x01;
const VERIFIED: u8 = 0x04;
const ATTESTED: u8 = 0x40;

pub struct Authenticator {
    key: SigningKey,
    id: [u8; 32],
    handle: String,
    counter: u32,
    /// Whether it asks for a finger, or is content with a touch.
    pub verifies: bool,
}

fn random() -> [u8; 32] {
    let secret = nocte_portal::keyring::Secret::mint().expect("random");
    secret.digest().0
}

impl Authenticator {
    pub fn new() -> Self {
        let key = SigningKey::from_slice(&random()).expect("nearly every 32 bytes are a key");
        Self { key, id: random(), handle: String::new(), counter: 0, verifies: true }
    }

    /// `navigator.credentials.create()`.
    pub fn makes(&mut self, options: &Value, origin: &str) -> Value {
        let excluded = options["excludeCredentials"].as_array().expect("a list");
        assert!(
            excluded.iter().all(|key| key["id"] != BASE64.encode(self.id)),
            "a device has one key a person"
        );
        options["user"]["id"].as_str().expect("a handle").clone_into(&mut self.handle);
        let client = client_data("webauthn.create", options, origin);
        let mut data = self.data(options["rp"]["id"].as_str().expect("a party"), ATTESTED);
        data.extend([0; 16]);
        data.extend([0, 32]);
        data.extend(self.id);
        data.extend(self.public_key());
        let mut attestation = vec![0xa3, 0x63];
        attestation.extend(b"fmt");
        attestation.push(0x64);
        attestation.extend(b"none");
        attestation.push(0x67);
        attestation.extend(b"attStmt");
        attestation.push(0xa0);
        attestation.push(0x68);
        attestation.extend(b"authData");
        attestation.extend([0x58, u8::try_from(data.len()).expect("short")]);
        attestation.extend(data);
        self.credential(&json!({
            "clientDataJSON": BASE64.encode(client),
            "attestationObject": BASE64.encode(attestation),
            "transports": ["internal"]
        }))
    }

    /// `navigator.credentials.get()`.
    pub fn answers(&mut self, options: &Value, origin: &str) -> Value {
        let client = client_data("webauthn.get", options, origin);
        let data = self.data(options["rpId"].as_str().expect("a party"), 0);
        let signed = [data.as_slice(), Sha256::digest(client.as_bytes()).as_slice()].concat();
        let signature: Signature = self.key.sign(&signed);
        self.credential(&json!({
            "clientDataJSON": BASE64.encode(client),
            "authenticatorData": BASE64.encode(data),
            "signature": BASE64.encode(signature.to_der().as_bytes()),
            "userHandle": self.handle
        }))
    }

    /// The party, what the user did, and the counter.
    fn data(&mut self, party: &str, more: u8) -> Vec<u8> {
        self.counter += 1;
        let mut data = Sha256::digest(party.as_bytes()).to_vec();
        data.push(PRESENT | more | if self.verifies { VERIFIED } else { 0 });
        data.extend(self.counter.to_be_bytes());
        data
    }

    /// The key as CBOR (RFC 9053 7.1.1), in CBOR's canonical order.
    fn public_key(&self) -> Vec<u8> {
        let point = self.key.verifying_key().to_encoded_point(false);
        let mut key = vec![0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21, 0x58, 0x20];
        key.extend(point.x().expect("uncompressed"));
        key.extend([0x22, 0x58, 0x20]);
        key.extend(point.y().expect("uncompressed"));
        key
    }

    fn credential(&self, response: &Value) -> Value {
        let id = BASE64.encode(self.id);
        json!({"id": id, "rawId": id, "type": "public-key", "response": response, "clientExtensionResults": {}})
    }
}

fn client_data(kind: &str, options: &Value, origin: &str) -> String {
    let challenge = options["challenge"].as_str().expect("a challenge");
    // In the order that the specification fixes (5.8.1.1).
    format!(
        "{{\"type\":\"{kind}\",\"challenge\":\"{challenge}\",\"origin\":\"{origin}\",\"crossOrigin\":false}}"
    )
}
