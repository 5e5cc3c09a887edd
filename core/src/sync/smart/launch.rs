//! Signing in with the system's browser: PKCE, `state`, and the way back.

use super::{Endpoints, SmartError};
use crate::shlink::Secret;
use crate::sync::address::{form, joined, query};
use crate::sync::request::{FORM, Request};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

/// The scopes asked for; the server grants what it allows, and the answer says what that is.
pub const SCOPES: &str = "launch/patient openid fhirUser offline_access patient/Patient.r \
    patient/Observation.crus patient/MedicationAdministration.crus patient/MedicationRequest.crus \
    patient/MedicationStatement.crus patient/Medication.crus patient/AdverseEvent.crus patient/Basic.crus \
    patient/Task.crus patient/Communication.rs patient/Flag.rs patient/DetectedIssue.crs patient/Device.crus \
    patient/Provenance.crs patient/Consent.crus";

/// A sign-in that is under way. Kept in memory only; a second one has other numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Launch {
    /// The address for the system's browser. It holds no secret but the challenge.
    pub url: String,
    base: String,
    token: String,
    client_id: String,
    redirect: String,
    state: Secret,
    verifier: Secret,
}

impl Launch {
    /// Begins a sign-in. `random` are 64 bytes from the system's generator, never used before.
    ///
    /// # Errors
    /// When the server offers no sign-in by browser, or no PKCE with S256.
    pub fn begin(
        endpoints: &Endpoints,
        base: &str,
        client_id: &str,
        redirect: &str,
        random: &[u8; 64],
    ) -> Result<Self, SmartError> {
        let authorization = endpoints.authorization.as_ref().ok_or(SmartError::NotOffered)?;
        if !endpoints.s256 {
            return Err(SmartError::NotOffered);
        }
        let base = base.trim_end_matches('/');
        let (first, second) = random.split_at(32);
        let (state, verifier) = (URL_SAFE_NO_PAD.encode(first), URL_SAFE_NO_PAD.encode(second));
        let url = joined(
            authorization,
            &[
                ("response_type", "code"),
                ("client_id", client_id),
                ("redirect_uri", redirect),
                ("scope", SCOPES),
                ("state", &state),
                ("aud", base),
                // OpenID Connect 11: without it a provider drops `offline_access` and gives no refresh token.
                ("prompt", "consent"),
                ("code_challenge", &challenge(&verifier)),
                ("code_challenge_method", "S256"),
            ],
        );
        Ok(Self {
            url,
            base: base.to_owned(),
            token: endpoints.token.clone(),
            client_id: client_id.to_owned(),
            redirect: redirect.to_owned(),
            state: Secret::new(state),
            verifier: Secret::new(verifier),
        })
    }

    /// Takes the address the browser came back with and makes the code exchange of it.
    ///
    /// # Errors
    /// When it is not our redirect to the letter, its `state` is not ours, or access was denied.
    pub fn returned(&self, address: &str) -> Result<Request, SmartError> {
        let before_query = address.split(['?', '#']).next().unwrap_or_default();
        if before_query != self.redirect {
            return Err(SmartError::Foreign);
        }
        let pairs = query(address);
        let one = |name: &str| {
            let mut values = pairs.iter().filter(|(own, _)| own == name).map(|(_, value)| value.as_str());
            let first = values.next();
            if values.next().is_some() { None } else { first }
        };
        if !one("state").is_some_and(|state| same(state.as_bytes(), self.state.expose().as_bytes())) {
            return Err(SmartError::Foreign);
        }
        if one("error").is_some() {
            return Err(SmartError::Denied);
        }
        let code = one("code").ok_or(SmartError::Foreign)?;
        let body = form(&[
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", &self.redirect),
            ("client_id", &self.client_id),
            ("code_verifier", self.verifier.expose()),
        ]);
        Ok(Request::post(&self.token, FORM, body).with("Accept", "application/json"))
    }

    /// The FHIR base this sign-in is for.
    pub fn base(&self) -> &str {
        &self.base
    }
}

/// The S256 challenge of a verifier (RFC 7636).
fn challenge(verifier: &str) -> String {
    URL_SAFE_NO_PAD.encode(Sha256::digest(verifier.as_bytes()))
}

/// Equality that takes as long whichever byte differs.
fn same(one: &[u8], other: &[u8]) -> bool {
    one.len() == other.len() && one.iter().zip(other).fold(0, |differs, (a, b)| differs | (a ^ b)) == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_challenge_is_that_of_rfc_7636_appendix_b() {
        let verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        assert_eq!(challenge(verifier), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }
}
