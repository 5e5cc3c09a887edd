//! Pairing with a clinic, and comparing that it is the right patient (`safety.md` 25).

use super::App;
use super::sync::{Device, SESSION, Wire, keep_state};
use crate::domain::amount::Dose;
use crate::domain::fact::Fact;
use crate::domain::initials::{initials, initials_as_typed};
use crate::domain::progress;
use crate::error::{Error, PairRefusal};
use crate::id;
use crate::store::Change;
use crate::sync::link::{Link, Opened};
use crate::sync::{Pairing, Reply, Request, Secret, State, smart};
use serde_json::Value;

/// A pairing as the patient sees it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PairPage {
    /// The clinic's label.
    pub clinic: Option<String>,
    /// The server's address.
    pub base: String,
    /// The initials in the clinic's record; `None` where it has no name.
    pub initials: Option<String>,
    /// The birth year there.
    pub birth_year: Option<i32>,
    /// The present dose of this phone's plan, to be read out to the clinic.
    pub present_dose: Option<Dose>,
    /// Whether the patient has confirmed that this is their record.
    pub matched: bool,
}

/// What the patient says to confirm that the clinic's record is theirs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Match {
    /// Their initials.
    pub initials: String,
    /// Their birth year.
    pub birth_year: i32,
}

/// How this app names itself to a clinic.
const RECIPIENT: &str = "Nocte";

impl App {
    /// Pairs with the clinic behind a link. No order is followed before [`App::confirm_match`].
    ///
    /// Pairing again with the same record keeps everything; with another, everything waits anew, because that
    /// server has none of it. On an empty log what the server has is pulled, and nights since are unknown.
    ///
    /// # Errors
    /// [`Error::Pairing`] with the reason; then nothing changed.
    pub async fn pair(
        &self,
        link: &str,
        passcode: Option<&str>,
        wire: &impl Wire,
    ) -> Result<PairPage, Error> {
        let now = self.clock.moment().now;
        let known = match self.store() {
            Ok(store) => Device::of(store)?,
            Err(_) => None,
        };
        let known = known.unwrap_or_else(|| Device::new(id::mint(now)));
        let install = known.install;
        let link = Link::parse(link).map_err(PairRefusal::from)?;
        let passcode = passcode.map(Secret::new);
        let mut request = link.request(RECIPIENT, passcode.as_ref(), now).map_err(PairRefusal::from)?;
        let pairing = loop {
            let reply = wire.carry(request).await;
            match link.opened(&reply, install, now).map_err(PairRefusal::from)? {
                Opened::Pairing(pairing) => break *pairing,
                Opened::Fetch(next) => request = next,
            }
        };
        let store = self.shelf.made()?;
        let before = Self::sync_state(store)?.and_then(|state| state.pairing);
        let same = before.as_ref().is_some_and(|it| it.base == pairing.base && it.patient == pairing.patient);
        // A file that came from a copy has, or had, another phone beside it (`safety.md` 18).
        let copied = store.facts()?.iter().any(|fact| matches!(fact, Fact::Restored(_)));
        let empty = !store.facts()?.iter().any(|fact| matches!(fact, Fact::Dose(_) | Fact::Plan(_)));
        let mut changes = vec![
            Device {
                rebuilding: empty,
                matched: false,
                joined: known.joined || copied,
                heard_at: None,
                ..known
            }
            .kept()?,
            keep_state(&State::paired(pairing))?,
        ];
        if before.is_some() && !same {
            changes.push(Change::Requeue);
        }
        let _ = store.apply(&changes)?;
        self.pairing(wire).await
    }

    /// The pairing, with what the clinic's record says to compare.
    ///
    /// # Errors
    /// [`Error::NotPaired`]; [`Error::Pairing`] where the server does not answer.
    pub async fn pairing(&self, wire: &impl Wire) -> Result<PairPage, Error> {
        let store = self.paired_store()?;
        let pairing = self.clinic()?;
        let url = format!("{}/Patient/{}", pairing.base, pairing.patient);
        let record = answer(&wire.carry(allowed(Request::get(url), &pairing)).await)?;
        let name = record.pointer("/name/0").cloned().unwrap_or_default();
        let birth = record.get("birthDate").and_then(Value::as_str).unwrap_or_default();
        let look = self.look()?;
        Ok(PairPage {
            clinic: pairing.label,
            base: pairing.base,
            initials: Some(initials(&full_name(&name))).filter(|it| !it.is_empty()),
            birth_year: birth.split('-').next().and_then(|year| year.parse().ok()),
            present_dose: progress::progress(&look.journal, look.tonight).map(|now| now.dose),
            matched: Device::of(store)?.is_some_and(|device| device.matched),
        })
    }

    /// The patient's side of the match: their initials and birth year are the record's, and the clinic is told so
    /// by the consent. From then on its orders can be confirmed.
    ///
    /// # Errors
    /// [`PairRefusal::Differs`]: nothing is confirmed, and somebody else's record is at the other end.
    pub async fn confirm_match(&self, said: &Match, wire: &impl Wire) -> Result<PairPage, Error> {
        let page = self.pairing(wire).await?;
        let same = page.initials.as_deref() == Some(initials_as_typed(&said.initials).as_str())
            && page.birth_year == Some(said.birth_year);
        if !same {
            return Err(PairRefusal::Differs.into());
        }
        self.consent("active", wire).await?;
        let store = self.paired_store()?;
        let device = Device::of(store)?.ok_or(Error::NotPaired)?;
        let _ = store.apply(&[Device { matched: true, ..device }.kept()?])?;
        Ok(PairPage { matched: true, ..page })
    }

    /// Ends the pairing: the consent is taken back, the tokens are given back, and neither is kept. The log stays.
    ///
    /// Where the server does not answer, it ends on this side all the same.
    ///
    /// # Errors
    /// [`Error::NotPaired`], or what the store says.
    pub async fn unpair(&self, wire: &impl Wire) -> Result<(), Error> {
        let store = self.paired_store()?;
        let pairing = self.clinic()?;
        let _ = self.consent("inactive", wire).await;
        if let (Some(endpoint), Some(tokens)) = (&pairing.revocation_endpoint, &pairing.tokens) {
            let _ = wire.carry(smart::revoke(endpoint, &pairing.client_id, tokens)).await;
        }
        let _ = store.apply(&[Change::Forget { name: SESSION }])?;
        Ok(())
    }

    /// Whether the patient has confirmed that the clinic's record is theirs.
    pub(super) fn is_matched(&self) -> Result<bool, Error> {
        Ok(Device::of(self.paired_store()?)?.is_some_and(|device| device.matched))
    }

    pub(super) fn clinic(&self) -> Result<Pairing, Error> {
        let store = self.paired_store()?;
        Self::sync_state(store)?.and_then(|state| state.pairing).ok_or(Error::NotPaired)
    }

    /// Writes the pairing's consent with another status. A server that keeps none has nothing to be told.
    async fn consent(&self, status: &str, wire: &impl Wire) -> Result<(), Error> {
        let pairing = self.clinic()?;
        let url = format!("{}/Consent?patient={}", pairing.base, pairing.patient);
        let reply = wire.carry(allowed(Request::get(url), &pairing)).await;
        if matches!(reply.status(), Some(400 | 404 | 405 | 501)) {
            return Ok(());
        }
        let found = answer(&reply)?;
        let entries = found.get("entry").and_then(Value::as_array).cloned().unwrap_or_default();
        let ours = entries.into_iter().filter_map(|entry| entry.get("resource").cloned()).filter(|it| {
            let is = |one: &str| it.get("status").and_then(Value::as_str) == Some(one);
            it.get("resourceType").and_then(Value::as_str) == Some("Consent")
                && (is("proposed") || is("active"))
        });
        for mut consent in ours {
            let Some(id) = consent.get("id").and_then(Value::as_str).map(str::to_owned) else { continue };
            let version = consent.pointer("/meta/versionId").and_then(Value::as_str).map(str::to_owned);
            if let Some(slot) = consent.get_mut("status") {
                *slot = Value::from(status);
            }
            let url = format!("{}/Consent/{id}", pairing.base);
            let mut request = allowed(Request::put(url, consent.to_string()), &pairing);
            if let Some(version) = version {
                request = request.with("If-Match", format!("W/\"{version}\""));
            }
            let reply = wire.carry(request).await;
            if !matches!(reply.status(), Some(200..=299)) {
                return Err(PairRefusal::NoAnswer.into());
            }
        }
        Ok(())
    }
}

/// With the pairing's token.
pub(super) fn allowed(request: Request, pairing: &Pairing) -> Request {
    let request = request.with("Accept", "application/fhir+json");
    match &pairing.tokens {
        Some(tokens) => request.with("Authorization", format!("Bearer {}", tokens.access.expose())),
        None => request,
    }
}

pub(super) fn answer(reply: &Reply) -> Result<Value, Error> {
    match reply.status() {
        Some(200) => reply.fhir().ok_or_else(|| PairRefusal::NoAnswer.into()),
        _ => Err(PairRefusal::NoAnswer.into()),
    }
}

/// A name as one line, whichever parts a server fills.
fn full_name(name: &Value) -> String {
    if let Some(text) = name.get("text").and_then(Value::as_str) {
        return text.to_owned();
    }
    let given = name.get("given").and_then(Value::as_array).cloned().unwrap_or_default();
    let family = name.get("family").cloned();
    let parts = given.into_iter().chain(family);
    parts.filter_map(|part| part.as_str().map(str::to_owned)).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_read_whichever_parts_a_server_fills() {
        let split = serde_json::json!({ "family": "Muster", "given": ["Ada", "Bea"] });
        assert_eq!(initials(&full_name(&split)), "ABM");
        assert_eq!(initials(&full_name(&Value::Null)), "");
    }
}
