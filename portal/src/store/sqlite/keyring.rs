//! The doors' tables behind the trait [`Keyring`]: each method one commit, with its row in the audit.

use super::{SqliteStore, doors, families, people, trail};
use crate::caller::Pending;
use crate::keyring::claim::Attempt;
use crate::keyring::{
    Attempted, Clinic, Digest, Grant, Invitation, Keyring, Knock, Listed, Pairing, Rotated, SetUp, Side,
    Tally, Turn, Why,
};
use crate::roster::{LinkKind, NewMember, Role, StaffLink};
use crate::store::rows::{door as entry, holder};
use crate::store::{Access, Actor, Draft, StoreError};
use chrono::{DateTime, Utc};
use rusqlite::Connection;

/// A phone wrote a Consent: its owner agrees, or takes it back. In the commit of that version.
pub(super) fn consented(on: &Connection, access: &Access, draft: &Draft) -> Result<(), StoreError> {
    let Actor::Patient { patient, token } = &access.actor else { return Ok(()) };
    let status = draft.value.get("status").and_then(serde_json::Value::as_str).unwrap_or_default();
    match status {
        "active" if families::confirm(on, patient, token, Side::Phone, access.at)? => {
            trail::append(on, access, vec![entry(patient, "agree", token, 200)])?;
        }
        "inactive" | "rejected" | "entered-in-error" => {
            for family in families::under(on, patient, token, &draft.id)? {
                if families::end(on, &family, Why::Consent, access.at)? {
                    trail::append(on, access, vec![entry(patient, "revoke", &family, 200)])?;
                }
            }
        }
        _ => {}
    }
    Ok(())
}

impl Keyring for SqliteStore {
    fn clinic(&self) -> Pending<'_, Result<Option<Clinic>, StoreError>> {
        Box::pin(self.look(doors::clinic))
    }

    fn found(&self, access: Access, clinic: Clinic, set_up: SetUp) -> Pending<'_, Result<bool, StoreError>> {
        Box::pin(self.write(move |on| {
            let new = doors::found(on, &clinic, &set_up)?;
            if new {
                // The clinic's first member is whoever made it; the link that is printed is theirs.
                let id = nocte_core::id::mint(access.at).to_string();
                let (email, role) = (clinic.admin.clone(), Role::Admin);
                let first = NewMember { id: id.clone(), name: email.clone(), email, role };
                people::enlist(on, &first, access.at)?;
                let link = StaffLink { link: set_up.link, kind: LinkKind::Join, ends: set_up.ends };
                people::add_link(on, &id, &link, access.at)?;
                trail::append(on, &access, vec![entry("", "init", "", 201)])?;
            }
            Ok(new)
        }))
    }

    fn address(&self) -> Pending<'_, Result<Option<String>, StoreError>> {
        Box::pin(self.look(doors::address))
    }

    fn remember_url(&self, url: String) -> Pending<'_, Result<(), StoreError>> {
        Box::pin(self.write(move |on| doors::remember_url(on, &url)))
    }

    fn enrol(&self, access: Access, patient: String, synthetic: bool) -> Pending<'_, Result<(), StoreError>> {
        Box::pin(self.write(move |on| {
            doors::enrol(on, &patient, synthetic, access.at)?;
            trail::append(on, &access, vec![entry(&patient, "enrol", "", 201)])
        }))
    }

    fn close(&self, access: Access, patient: String) -> Pending<'_, Result<bool, StoreError>> {
        Box::pin(self.write(move |on| {
            let there = doors::close(on, &patient, access.at)?;
            if there {
                trail::append(on, &access, vec![entry(&patient, "close", "", 200)])?;
            }
            Ok(there)
        }))
    }

    fn patients(&self, patient: Option<String>) -> Pending<'_, Result<Vec<Listed>, StoreError>> {
        Box::pin(self.look(move |on| doors::patients(on, patient.as_deref())))
    }

    fn invite(&self, access: Access, invitation: Invitation) -> Pending<'_, Result<(), StoreError>> {
        Box::pin(self.write(move |on| {
            doors::invite(on, &invitation, access.at)?;
            trail::append(on, &access, vec![entry(&invitation.patient, "invite", "", 201)])
        }))
    }

    fn attempt(&self, knock: Knock, at: DateTime<Utc>) -> Pending<'_, Result<Attempted, StoreError>> {
        Box::pin(self.write(move |on| {
            let (answer, patient) = doors::attempt(on, &knock, at)?;
            // A link that never was is nobody's: there is no row to write.
            let Some(patient) = patient else { return Ok(answer) };
            let (family, status) = match &answer {
                Attempted::Claimed { .. } => (knock.pairing.as_str(), 200),
                Attempted::Not(Attempt::Wrong { .. }) => ("", 401),
                Attempted::Not(Attempt::Gone | Attempt::Open) => ("", 404),
            };
            let row = entry(&patient, "claim", family, status);
            trail::append(on, &holder(&patient, family, at), vec![row])?;
            Ok(answer)
        }))
    }

    fn issue(&self, access: Access, grant: Grant, token: Digest) -> Pending<'_, Result<(), StoreError>> {
        Box::pin(self.write(move |on| {
            families::issue(on, &grant, &token, access.at)?;
            trail::append(on, &access, vec![entry(&grant.patient, "token", &grant.family, 201)])
        }))
    }

    fn admit(&self, token: Digest, at: DateTime<Utc>) -> Pending<'_, Result<Option<Grant>, StoreError>> {
        Box::pin(self.look(move |on| families::admit(on, &token, at)))
    }

    fn rotate(&self, turn: Turn, at: DateTime<Utc>) -> Pending<'_, Result<Rotated, StoreError>> {
        Box::pin(self.write(move |on| {
            let (answer, whose) = families::rotate(on, &turn, at)?;
            let Some((patient, family)) = whose else { return Ok(answer) };
            let (action, status) = match &answer {
                Rotated::Done { .. } => ("refresh", 200),
                Rotated::Wider | Rotated::Dead => ("refresh", 400),
                Rotated::Reused => ("reuse", 400),
            };
            let row = entry(&patient, action, &family, status);
            trail::append(on, &holder(&patient, &family, at), vec![row])?;
            Ok(answer)
        }))
    }

    fn forget(&self, token: Digest, at: DateTime<Utc>) -> Pending<'_, Result<bool, StoreError>> {
        Box::pin(self.write(move |on| {
            let Some((patient, family)) = families::family_of(on, &token)? else { return Ok(false) };
            if families::end(on, &family, Why::Phone, at)? {
                let row = entry(&patient, "revoke", &family, 200);
                trail::append(on, &holder(&patient, &family, at), vec![row])?;
            }
            Ok(true)
        }))
    }

    fn revoke(
        &self,
        access: Access,
        patient: String,
        pairing: String,
        why: Why,
    ) -> Pending<'_, Result<bool, StoreError>> {
        Box::pin(self.write(move |on| {
            let ended =
                families::is_pairing(on, &patient, &pairing)? && families::end(on, &pairing, why, access.at)?;
            if ended {
                trail::append(on, &access, vec![entry(&patient, "revoke", &pairing, 200)])?;
            }
            Ok(ended)
        }))
    }

    fn pairings(&self, patient: String) -> Pending<'_, Result<Vec<Pairing>, StoreError>> {
        Box::pin(self.look(move |on| families::pairings(on, &patient)))
    }

    fn confirm(
        &self,
        access: Access,
        patient: String,
        pairing: String,
        side: Side,
    ) -> Pending<'_, Result<bool, StoreError>> {
        Box::pin(self.write(move |on| {
            let marked = families::confirm(on, &patient, &pairing, side, access.at)?;
            if marked {
                trail::append(on, &access, vec![entry(&patient, "match", &pairing, 200)])?;
            }
            Ok(marked)
        }))
    }

    fn tally(&self, at: DateTime<Utc>) -> Pending<'_, Result<Tally, StoreError>> {
        Box::pin(self.look(move |on| doors::tally(on, at)))
    }
}
