//! Several resources in one envelope. What is inside stays as text until it is asked for: one bad entry spoils
//! itself and nothing else, and a body that was frozen once is sent byte for byte.

use crate::fhir::error::FhirError;
use crate::fhir::record::record;
use crate::fhir::resource::Resource;
use crate::fhir::text::Text;
use crate::fhir::types::{Identifier, Meta};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::value::RawValue;

record! {
    /// A transaction, a batch, their answers, or a page of a search.
    Bundle is "Bundle" {
        /// Its logical id.
        id: Option<Text> = "id",
        /// What the server knows about it.
        meta: Option<Meta> = "meta",
        /// What it goes by.
        identifier: Option<Identifier> = "identifier",
        /// `transaction`, `batch`, `searchset` …
        kind: Option<Text> = "type",
        /// When it was put together.
        timestamp: Option<Text> = "timestamp",
        /// How many a search found in all, where the server says.
        total: Option<u64> = "total",
        /// This page, the next page.
        link: Vec<BundleLink> = "link",
        /// What is in it.
        entry: Vec<BundleEntry> = "entry",
    }
}

record! {
    /// A link between pages.
    BundleLink {
        /// `self`, `next` …
        relation: Option<Text> = "relation",
        /// Where to.
        url: Option<Text> = "url",
    }
}

record! {
    /// One entry.
    BundleEntry {
        /// Its absolute address.
        full_url: Option<Text> = "fullUrl",
        /// What is in it, unread.
        resource: Option<Sealed> = "resource",
        /// Why a search gave it.
        search: Option<crate::fhir::kept::Kept> = "search",
        /// What to do with it.
        request: Option<BundleRequest> = "request",
        /// What was done with it.
        response: Option<BundleResponse> = "response",
    }
}

record! {
    /// What to do with an entry.
    BundleRequest {
        /// `PUT`, `POST`, `GET`.
        method: Option<Text> = "method",
        /// Where, relative to the base.
        url: Option<Text> = "url",
        /// Only over this version.
        if_match: Option<Text> = "ifMatch",
        /// Only if this search finds nothing.
        if_none_exist: Option<Text> = "ifNoneExist",
    }
}

record! {
    /// What was done with an entry.
    BundleResponse {
        /// Its own status; the first three digits count.
        status: Option<Text> = "status",
        /// Where it is now.
        location: Option<Text> = "location",
        /// The version it got.
        etag: Option<Text> = "etag",
        /// When it got it.
        last_modified: Option<Text> = "lastModified",
        /// Why not, unread.
        outcome: Option<Sealed> = "outcome",
    }
}

/// A resource as text, not looked into.
#[derive(Clone)]
pub struct Sealed(Box<RawValue>);

impl Sealed {
    /// Seals a body as it stands; refused when it is not JSON.
    pub fn from_json(json: String) -> Result<Self, FhirError> {
        Ok(Self(RawValue::from_string(json)?))
    }

    /// Its text, byte for byte.
    pub fn as_json(&self) -> &str {
        self.0.get()
    }

    /// Reads it.
    pub fn open(&self) -> Result<Resource, FhirError> {
        Resource::from_json(self.0.get())
    }
}

impl From<&Resource> for Sealed {
    fn from(resource: &Resource) -> Self {
        let raw = serde_json::value::to_raw_value(resource);
        Self(raw.expect("resources have text keys and never fail to be written"))
    }
}

impl core::fmt::Debug for Sealed {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("Sealed(..)")
    }
}

impl PartialEq for Sealed {
    fn eq(&self, other: &Self) -> bool {
        match (self.open(), other.open()) {
            (Ok(a), Ok(b)) => a == b,
            _ => self.0.get() == other.0.get(),
        }
    }
}

impl Serialize for Sealed {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(to)
    }
}

impl<'de> Deserialize<'de> for Sealed {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        Box::<RawValue>::deserialize(from).map(Self)
    }
}

impl Bundle {
    /// The address of a link ("next").
    pub fn link_to(&self, relation: &str) -> Option<&str> {
        let link = self.link.iter().find(|link| link.relation.as_deref() == Some(relation))?;
        link.url.as_deref()
    }
}
