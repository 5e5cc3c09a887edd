//! A token response (RFC 6749 5.1, SMART App Launch 2.2), as the token endpoint and a pairing link hand it out.

use super::Pair;
use crate::keyring::refresh;
use serde_json::{Map, Value, json};

/// What goes out to a phone. Holds secrets: no `Debug`.
pub struct TokenAnswer<'a> {
    /// The new pair.
    pub pair: &'a Pair,
    /// Its scopes.
    pub scope: &'a str,
    /// The patient's id on this server.
    pub patient: &'a str,
    /// The FHIR base.
    pub aud: &'a str,
}

impl TokenAnswer<'_> {
    /// The fields.
    pub fn fields(&self) -> Map<String, Value> {
        let fields = json!({
            "access_token": self.pair.access.reveal(),
            "token_type": "Bearer",
            "expires_in": refresh::ACCESS.num_seconds(),
            "refresh_token": self.pair.refresh.reveal(),
            "scope": self.scope,
            "patient": self.patient,
            "aud": self.aud,
        });
        match fields {
            Value::Object(fields) => fields,
            _ => Map::new(),
        }
    }
}
