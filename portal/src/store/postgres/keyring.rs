//! The doors' tables behind the trait [`Keyring`]: each method one commit, with its row in the audit.
//!
//! Whatever changes a patient's doors is alone with the patient first, as a write is.

use super::on::On;
use super::{PgStore, doors, families, people, trail};
use crate::audit::Entry;
use crate::caller::Pending;
use crate::keyring::claim::Attempt;
use crate::keyring::{
    Attempted, Clinic, Digest, Grant, Invitation, Keyring, Knock, Listed, Pairing, Rotated, SetUp, Side,
    Tally, Turn, Why,
};
use crate::roster::{LinkKind, NewMember, Role, StaffLink};
use crate::store::rows::{door, holder};
use crate::store::{Access, Actor, Draft, StoreError};
use chrono::{DateTime, Utc};

/// A phone wrote a Consent: its owner agrees, or takes it back. In the commit of that version; gives its rows.
pub(super) async fn consented(on: &On, access: &Access, draft: &Draft) -> Result<Vec<Entry>, StoreError> {
    let Actor::Patient { patient, token } = &access.actor else { return Ok(Vec::new()) };
    let status = draft.value.get("status").and_then(serde_json::Value::as_str).unwrap_or_default();
    let mut entries = Vec::new();
    match status {
        "active" if families::confirm(on, patient, token, Side::Phone, access.at).await? => {
            entries.push(door(patient, "agree", token, 200));
        }
        "inactive" | "rejected" | "entered-in-error" => {
            for family in families::under(on, patient, token, &draft.id).await? {
                if families::end(on, &family, Why::Consent, access.at).await? {
                    entries.push(door(patient, "revoke", &family, 200));
                }
            }
        }
        _ => {}
    }
    Ok(entries)
}

impl Keyring for PgStore {
    fn clinic(&self) -> Pending<'_, Result<Option<Clinic>, StoreError>> {
        Box::pin(self.look(|on| Box::pin(doors::clinic(on))))
    }

    fn found(&self, access: Access, clinic: Clinic, set_up: SetUp) -> Pending<'_, Result<bool, StoreError>> {
        Box::pin(self.write(move |on| {
            Box::pin(async move {
                let new = doors::found(on, &clinic, &set_up).await?;
                if new {
                    // The clinic's first member is whoever made it; the link that is printed is theirs.
                    let id = nocte_core::id::mint(access.at).to_string();
                    let (email, role) = (clinic.admin.clone(), Role::Admin);
                    let first = NewMember { id: id.clone(), name: email.clone(), email, role };
                    people::enlist(on, &first, access.at).await?;
                    let link = StaffLink { link: set_up.link, kind: LinkKind::Join, ends: set_up.ends };
                    people::add_link(on, &id, &link, access.at).await?;
                    trail::append(on, &access, vec![door("", "init", "", 201)]).await?;
                }
                Ok(new)
            })
        }))
    }

    fn address(&self) -> Pending<'_, Result<Option<String>, StoreError>> {
        Box::pin(self.look(|on| Box::pin(doors::address(on))))
    }

    fn remember_url(&self, url: String) -> Pending<'_, Result<(), StoreError>> {
        Box::pin(self.write(move |on| Box::pin(async move { doors::remember_url(on, &url).await })))
    }

    fn enrol(&self, access: Access, patient: String, synthetic: bool) -> Pending<'_, Result<(), StoreError>> {
        Box::pin(self.write(move |on| {
            Box::pin(async move {
                on.alone_with(&patient).await?;
                doors::enrol(on, &patient, synthetic, access.at).await?;
                trail::append(on, &access, vec![door(&patient, "enrol", "", 201)]).await
            })
        }))
    }

    fn close(&self, access: Access, patient: String) -> Pending<'_, Result<bool, StoreError>> {
        Box::pin(self.write(move |on| {
            Box::pin(async move {
                on.alone_with(&patient).await?;
                let there = doors::close(on, &patient, access.at).await?;
                if there {
                    trail::append(on, &access, vec![door(&patient, "close", "", 200)]).await?;
                }
                Ok(there)
            })
        }))
    }

    fn patients(&self, patient: Option<String>) -> Pending<'_, Result<Vec<Listed>, StoreError>> {
        Box::pin(self.look(move |on| Box::pin(async move { doors::patients(on, patient.as_deref()).await })))
    }

    fn invite(&self, access: Access, invitation: Invitation) -> Pending<'_, Result<(), StoreError>> {
        Box::pin(self.write(move |on| {
            Box::pin(async move {
                on.alone_with(&invitation.patient).await?;
                doors::invite(on, &invitation, access.at).await?;
                trail::append(on, &access, vec![door(&invitation.patient, "invite", "", 201)]).await
            })
        }))
    }

    fn attempt(&self, knock: Knock, at: DateTime<Utc>) -> Pending<'_, Result<Attempted, StoreError>> {
        Box::pin(self.write(move |on| {
            Box::pin(async move {
                let (answer, patient) = doors::attempt(on, &knock, at).await?;
                // A link that never was is nobody's: there is no row to write.
                let Some(patient) = patient else { return Ok(answer) };
                let (family, status) = match &answer {
                    Attempted::Claimed { .. } => (knock.pairing.as_str(), 200),
                    Attempted::Not(Attempt::Wrong { .. }) => ("", 401),
                    Attempted::Not(Attempt::Gone | Attempt::Open) => ("", 404),
                };
                let row = door(&patient, "claim", family, status);
                trail::append(on, &holder(&patient, family, at), vec![row]).await?;
                Ok(answer)
            })
        }))
    }

    fn issue(&self, access: Access, grant: Grant, token: Digest) -> Pending<'_, Result<(), StoreError>> {
        Box::pin(self.write(move |on| {
            Box::pin(async move {
                on.alone_with(&grant.patient).await?;
                families::issue(on, &grant, &token, access.at).await?;
                trail::append(on, &access, vec![door(&grant.patient, "token", &grant.family, 201)]).await
            })
        }))
    }

    fn admit(&self, token: Digest, at: DateTime<Utc>) -> Pending<'_, Result<Option<Grant>, StoreError>> {
        Box::pin(self.glance(move |on| Box::pin(async move { families::admit(on, &token, at).await })))
    }

    fn rotate(&self, turn: Turn, at: DateTime<Utc>) -> Pending<'_, Result<Rotated, StoreError>> {
        Box::pin(self.write(move |on| {
            Box::pin(async move {
                let (answer, whose) = families::rotate(on, &turn, at).await?;
                let Some((patient, family)) = whose else { return Ok(answer) };
                let (action, status) = match &answer {
                    Rotated::Done { .. } => ("refresh", 200),
                    Rotated::Wider | Rotated::Dead => ("refresh", 400),
                    Rotated::Reused => ("reuse", 400),
                };
                let row = door(&patient, action, &family, status);
                trail::append(on, &holder(&patient, &family, at), vec![row]).await?;
                Ok(answer)
            })
        }))
    }

    fn forget(&self, token: Digest, at: DateTime<Utc>) -> Pending<'_, Result<bool, StoreError>> {
        Box::pin(self.write(move |on| {
            Box::pin(async move {
                let Some((patient, family)) = families::family_of(on, &token).await? else {
                    return Ok(false);
                };
                on.alone_with(&patient).await?;
                if families::end(on, &family, Why::Phone, at).await? {
                    let row = door(&patient, "revoke", &family, 200);
                    trail::append(on, &holder(&patient, &family, at), vec![row]).await?;
                }
                Ok(true)
            })
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
            Box::pin(async move {
                on.alone_with(&patient).await?;
                let ended = families::is_pairing(on, &patient, &pairing).await?
                    && families::end(on, &pairing, why, access.at).await?;
                if ended {
                    trail::append(on, &access, vec![door(&patient, "revoke", &pairing, 200)]).await?;
                }
                Ok(ended)
            })
        }))
    }

    fn pairings(&self, patient: String) -> Pending<'_, Result<Vec<Pairing>, StoreError>> {
        Box::pin(self.look(move |on| {
            Box::pin(async move {
                let mut of = families::pairings_of(on, core::slice::from_ref(&patient)).await?;
                Ok(of.remove(&patient).unwrap_or_default())
            })
        }))
    }

    fn confirm(
        &self,
        access: Access,
        patient: String,
        pairing: String,
        side: Side,
    ) -> Pending<'_, Result<bool, StoreError>> {
        Box::pin(self.write(move |on| {
            Box::pin(async move {
                on.alone_with(&patient).await?;
                let marked = families::confirm(on, &patient, &pairing, side, access.at).await?;
                if marked {
                    trail::append(on, &access, vec![door(&patient, "match", &pairing, 200)]).await?;
                }
                Ok(marked)
            })
        }))
    }

    fn tally(&self, at: DateTime<Utc>) -> Pending<'_, Result<Tally, StoreError>> {
        Box::pin(self.look(move |on| Box::pin(doors::tally(on, at))))
    }
}
