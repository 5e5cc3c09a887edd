//! What came: other phones' facts, and the clinic's word. A stop holds here, in the transaction that stores it.

use super::Run;
use crate::domain::clinic::{Arrival, Received, ResourceRef};
use crate::domain::fact::Fact;
use crate::domain::journal::Journal;
use crate::domain::parked::{ParkedReason, Unreadable};
use crate::domain::proposal;
use crate::error::Error;
use crate::fhir::{self, Read, ReadRefusal, Resource};
use crate::id;
use crate::store::Change;

/// Messages kept on the clinic's page, newest first.
pub(in crate::app) const MESSAGES: usize = 50;

/// One resource, read.
struct Came {
    from: ResourceRef,
    body: String,
    said: Result<Read, ParkedReason>,
}

impl Run<'_> {
    /// A page as changes. Facts go first, so that an answer given on another phone is known before the arrival
    /// that it answers; each in the server's order, because a correction speaks of what was there before it.
    pub(super) fn arrived(&self, resources: &[Resource]) -> Result<Vec<Change>, Error> {
        let mut came: Vec<(String, Came)> =
            resources.iter().filter_map(|resource| came(resource, &self.patient)).collect();
        came.sort_by(|(one, a), (other, b)| one.cmp(other).then_with(|| a.from.id.cmp(&b.from.id)));
        let mut changes = Vec::new();
        let mut arrivals: Vec<(ResourceRef, Arrival)> = Vec::new();
        let mut facts: Vec<Fact> = Vec::new();
        for (_, Came { from, body, said }) in came {
            match said {
                Ok(Read::Facts(read)) => {
                    facts.extend(read.iter().cloned());
                    changes.push(Change::Pulled { from, facts: read, body });
                }
                Ok(Read::Arrival(of, arrival)) => arrivals.push((of, arrival)),
                Ok(Read::Answered(read, of, arrival)) => {
                    facts.extend(read.iter().cloned());
                    changes.push(Change::Pulled { from, facts: read, body });
                    arrivals.push((of, arrival));
                }
                Ok(Read::Nothing) => {}
                Err(reason) => changes.push(Change::SetApart { from, reason, body }),
            }
        }
        if !arrivals.is_empty() {
            changes.extend(self.received(facts, arrivals)?);
        }
        Ok(changes)
    }

    /// Each arrival with the hold that begins with it.
    fn received(
        &self,
        facts: Vec<Fact>,
        arrivals: Vec<(ResourceRef, Arrival)>,
    ) -> Result<Vec<Change>, Error> {
        let look = self.app.look()?;
        let mut journal = look.journal.clone();
        for fact in facts {
            heard(&mut journal, fact);
        }
        let mut changes = Vec::new();
        for (from, what) in arrivals {
            let received = Received { id: id::of_arrival(&from), from, what, stamp: look.stamp.clone() };
            if journal.received.iter().any(|known| known.id == received.id) {
                continue;
            }
            let begun = proposal::hold_at_once(&journal, &received, look.tonight)
                .map(|hold| hold.recorded(id::mint(look.now), look.stamp.clone()));
            journal.received.push(received.clone());
            journal.decisions.extend(begun.clone());
            let follows = begun.into_iter().map(Fact::from).collect();
            changes.push(Change::Received { received: Box::new(received), follows });
        }
        Ok(changes)
    }
}

/// What decides about holds and proposals, seen by what comes in the same page.
fn heard(journal: &mut Journal, fact: Fact) {
    match fact {
        Fact::Plan(it) if !journal.plans.contains(&it) => journal.plans.push(it),
        Fact::Decision(it) if !journal.decisions.contains(&it) => journal.decisions.push(it),
        Fact::Reply(it) if !journal.replies.contains(&it) => journal.replies.push(it),
        _ => {}
    }
}

/// A resource with when it was stored there. Somebody else's is dropped unread.
fn came(resource: &Resource, patient: &str) -> Option<(String, Came)> {
    let text = |text: Option<&str>| text.unwrap_or_default().to_owned();
    let from = ResourceRef {
        kind: resource.kind().to_owned(),
        id: text(resource.id()),
        version: text(resource.version_id()),
    };
    let said = match fhir::belongs(resource, patient).and_then(|()| fhir::read(resource)) {
        Err(ReadRefusal::OtherPatient) => return None,
        Err(refusal) => Err(ParkedReason::Unreadable { how: unreadable(refusal) }),
        Ok(read) => Ok(read),
    };
    Some((text(resource.last_updated()), Came { from, body: resource.to_json(), said }))
}

/// What is wrong with it, as it is kept.
fn unreadable(refusal: ReadRefusal) -> Unreadable {
    match refusal {
        ReadRefusal::OtherPatient => Unreadable::OtherPatient,
        ReadRefusal::Field(name) => Unreadable::Field { name: name.to_owned() },
        ReadRefusal::Parts => Unreadable::Parts,
        ReadRefusal::TooLong => Unreadable::TooLong,
        ReadRefusal::UnknownMedicine => Unreadable::UnknownMedicine,
    }
}
