//! Everything as FHIR R4: the resources that a clinic would be sent, in one Bundle, for whatever reads that.
//!
//! What stays on the phone (a snooze, a restore, what a clinic sent) is not in it, and it is not read in again: that is
//! what the export as JSON is for.

use super::App;
use super::sync::resources;
use crate::error::Error;
use crate::id;
use crate::store::Counts;
use chrono::SecondsFormat;
use serde_json::json;
use std::collections::BTreeMap;

/// Where the resources of a file stand: names under `.invalid` lead nowhere (RFC 6761). References between them are
/// relative to it.
const NOWHERE: &str = "https://file.invalid/fhir/";

impl App {
    /// Writes the Bundle into `out`. Of a paired phone patient and device have the ids its clinic knows; else they are
    /// new each time.
    pub(super) fn export_fhir(&self, out: &mut Vec<u8>) -> Result<Counts, Error> {
        let store = self.store()?;
        let now = self.clock.moment().now;
        let (patient, install) = match self.clinic() {
            Ok(pairing) => (pairing.patient, pairing.install),
            Err(Error::NotPaired) => (id::mint(now).to_string(), id::mint(now)),
            Err(error) => return Err(error),
        };
        let place = |kind: &str, id: &str| format!("{NOWHERE}{kind}/{id}");
        let whose = json!({ "resourceType": "Patient", "id": patient });
        let mut entry = vec![json!({ "fullUrl": place("Patient", &patient), "resource": whose })];
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        for resource in resources(store, install, &patient)? {
            let place = place(resource.kind(), resource.id().unwrap_or_default());
            let one = json!({ "fullUrl": place, "resource": resource });
            // A correction or a deletion writes again what it changed: the last word counts.
            if let Some(at) = known.get(&place) {
                entry[*at] = one;
            } else {
                known.insert(place, entry.len());
                entry.push(one);
            }
        }
        let bundle = json!({
            "resourceType": "Bundle",
            "type": "collection",
            "timestamp": now.to_rfc3339_opts(SecondsFormat::Secs, true),
            "entry": entry,
        });
        out.extend_from_slice(bundle.to_string().as_bytes());
        Ok(store.counts()?)
    }
}
