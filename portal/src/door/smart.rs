//! `{fhir}/.well-known/smart-configuration`: where tokens come from, and what this door can do (SMART App Launch 2.2).
//!
//! Only what is there is named: no authorisation endpoint stands in it, because phones are paired by link, and no
//! capability that a client would find missing.

use super::scope;
use serde_json::{Value, json};

/// The document for a portal whose public address is `public` (no slash at its end).
pub fn configuration(public: &str) -> Value {
    json!({
        "token_endpoint": format!("{public}/oauth/token"),
        "revocation_endpoint": format!("{public}/oauth/revoke"),
        "grant_types_supported": ["refresh_token"],
        "token_endpoint_auth_methods_supported": ["none"],
        "scopes_supported": scope::PAIRED.split(' ').collect::<Vec<_>>(),
        "capabilities": ["client-public", "permission-offline", "permission-patient", "permission-v2"],
        // Required by the specification in every document; there is no authorisation request to use it in.
        "code_challenge_methods_supported": ["S256"],
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_addresses_are_public_ones() {
        let document = configuration("https://clinic.example");
        assert_eq!(document["token_endpoint"], "https://clinic.example/oauth/token");
        assert_eq!(document["revocation_endpoint"], "https://clinic.example/oauth/revoke");
        assert_eq!(document["grant_types_supported"], json!(["refresh_token"]));
        assert!(document.get("authorization_endpoint").is_none(), "nothing is named that is not there");
    }
}
