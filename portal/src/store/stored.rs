//! One version of a resource as it is kept, and how it is written out again.

use super::access::Party;
use super::cursor::Cursor;
use chrono::{DateTime, SecondsFormat, Utc};

/// One version of one resource. Its text is personal: no `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Stored {
    /// Place in commit order, over all patients.
    pub seq: i64,
    /// The resource type.
    pub kind: String,
    /// The resource id.
    pub id: String,
    /// 1, 2, 3 ...: `meta.versionId`.
    pub version: i64,
    /// `meta.lastUpdated`, milliseconds since 1970. Never runs backwards.
    pub updated_ms: i64,
    /// Who wrote its first version.
    pub owner: Party,
    /// The body without `versionId` and `lastUpdated`, in the form [`super::Draft`] gives it.
    pub body: String,
}

impl Stored {
    /// The resource as it goes out: the body with its version and instant inside `meta`.
    pub fn json(&self) -> String {
        // A draft's text begins with the type, the id and an opened `meta`: the place is known by their lengths.
        let at = draft_prefix_len(&self.kind, &self.id);
        let (head, tail) = self.body.split_at_checked(at).unwrap_or((&self.body, ""));
        let comma = if tail.starts_with('}') { "" } else { "," };
        let updated = self.updated();
        format!("{head}\"versionId\":\"{}\",\"lastUpdated\":\"{updated}\"{comma}{tail}", self.version)
    }

    /// `meta.lastUpdated` as FHIR writes it.
    pub fn updated(&self) -> String {
        instant(self.updated_ms)
    }

    /// The weak entity tag of this version.
    pub fn etag(&self) -> String {
        format!("W/\"{}\"", self.version)
    }
}

/// An instant in milliseconds, as FHIR writes it: UTC, three decimals.
pub(crate) fn instant(ms: i64) -> String {
    let at: DateTime<Utc> = DateTime::from_timestamp_millis(ms).unwrap_or_default();
    at.to_rfc3339_opts(SecondsFormat::Millis, true)
}

/// Length of `{"resourceType":"T","id":"I","meta":{`.
pub(super) fn draft_prefix_len(kind: &str, id: &str) -> usize {
    "{\"resourceType\":\"".len() + kind.len() + "\",\"id\":\"".len() + id.len() + "\",\"meta\":{".len()
}

/// What a reading found.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Found {
    /// The versions, in the order asked for.
    pub entries: Vec<Stored>,
    /// Where the next page begins, when there is one.
    pub next: Option<Cursor>,
    /// Where the next poll begins: after the last commit that this state of the database holds.
    pub latest: Option<Cursor>,
    /// How many there are, when that was asked.
    pub total: Option<u64>,
}

impl Found {
    /// A page of rows, each with the value it is sorted by. They are one more than the page where there is another one.
    pub(super) fn page<E>(
        rows: impl IntoIterator<Item = Result<(Stored, i64), E>>,
        count: usize,
    ) -> Result<Self, E> {
        let (mut found, mut last) = (Self::default(), None);
        for row in rows {
            let (entry, value) = row?;
            if found.entries.len() == count {
                found.next = last;
                break;
            }
            last = Some(Cursor { value, seq: entry.seq });
            found.entries.push(entry);
        }
        Ok(found)
    }
}
