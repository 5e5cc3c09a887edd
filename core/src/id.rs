//! Minting ids: the only place that names a random number for one.

use crate::domain::clinic::ResourceRef;
use crate::domain::fact_id::FactId;
use chrono::{DateTime, Utc};
use uuid::{NoContext, Timestamp, Uuid};

/// A new UUIDv7 for a fact recorded at `now`. Time-ordered, so that the file grows at its end.
pub fn mint(now: DateTime<Utc>) -> FactId {
    let seconds = u64::try_from(now.timestamp()).unwrap_or(0);
    let stamp = Timestamp::from_unix(NoContext, seconds, now.timestamp_subsec_nanos());
    FactId(Uuid::new_v7(stamp).as_u128())
}

/// The id of something received: made from the resource and version it stood in (UUIDv5), so that two phones of one
/// patient call it the same and an answer on one is an answer on the other.
pub fn of_arrival(from: &ResourceRef) -> FactId {
    let name = [from.kind.as_str(), from.id.as_str(), from.version.as_str()].join("\n");
    FactId(Uuid::new_v5(&ARRIVALS, name.as_bytes()).as_u128())
}

/// The name space of arrivals: drawn once, never changed.
const ARRIVALS: Uuid = Uuid::from_u128(0x7d0c_5f8e_2b57_4c55_9d0e_6a3b_1f24_88c1);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arrival_is_called_the_same_wherever_it_is_received() {
        let from = |id: &str, version: &str| ResourceRef {
            kind: "Flag".to_owned(),
            id: id.to_owned(),
            version: version.to_owned(),
        };
        assert_eq!(of_arrival(&from("a", "1")), of_arrival(&from("a", "1")));
        assert_ne!(of_arrival(&from("a", "1")), of_arrival(&from("a", "2")));
        assert_ne!(of_arrival(&from("a", "1")), of_arrival(&from("a1", "")));
        assert_eq!(of_arrival(&from("a", "1")).to_string().chars().nth(14), Some('5'));
    }
}
