//! The machine's zone data, handed to the core as a snapshot of [now − 10 d, now + 100 d].
//!
//! The core links no time-zone database: what a phone's own clock shows is what the patient sees, so the shell
//! reads the machine's data here and passes offsets and their changes, nothing else.

use crate::refusal::Refusal;
use chrono::{DateTime, Datelike, NaiveDateTime, TimeDelta, Timelike, Utc};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use nocte_core::domain::zone::{Transition, ZoneWindow};

/// The zone named, or the machine's own when `name` is `None`.
pub(crate) fn find(name: Option<&str>) -> Result<TimeZone, Refusal> {
    match name {
        Some(name) => jiff::tz::db().get(name).map_err(|_| {
            Refusal::new(
                format!("there is no time zone \"{name}\""),
                "use an IANA name such as Europe/Berlin, or leave --zone out to use this machine's",
            )
            .de(
                format!("es gibt keine Zeitzone \"{name}\""),
                "nehmen Sie einen IANA-Namen wie Europe/Berlin, oder lassen Sie --zone weg und damit die dieses Geräts",
            )
        }),
        None => Ok(TimeZone::try_system().unwrap_or(TimeZone::UTC)),
    }
}

/// The IANA name, for the record; a machine that will not tell its zone counts as UTC.
fn name_of(zone: &TimeZone) -> String {
    zone.iana_name().unwrap_or("UTC").to_owned()
}

/// Offset and offset changes around `now`, as this machine knows them.
pub(crate) fn window(zone: &TimeZone, now: DateTime<Utc>) -> ZoneWindow {
    let from = now.checked_sub_signed(TimeDelta::days(10)).unwrap_or(now);
    let until = now.checked_add_signed(TimeDelta::days(100)).unwrap_or(now);
    let (first, last) = (timestamp(from), timestamp(until));
    let initial_offset_s = zone.to_offset(first).seconds();
    let mut offset_s = initial_offset_s;
    let mut transitions = Vec::new();
    for change in zone.following(first).take_while(|change| change.timestamp() <= last) {
        // A change of name or of the daylight flag alone moves no clock.
        if change.offset().seconds() == offset_s {
            continue;
        }
        offset_s = change.offset().seconds();
        if let Some(at) = DateTime::from_timestamp(change.timestamp().as_second(), 0) {
            transitions.push(Transition { at, offset_s });
        }
    }
    ZoneWindow { zone: name_of(zone), initial_offset_s, transitions, until: Some(until) }
}

/// Seconds east of UTC at an instant.
pub(crate) fn offset_s(zone: &TimeZone, at: DateTime<Utc>) -> i32 {
    zone.to_offset(timestamp(at)).seconds()
}

/// The instant of a wall time: in a gap it shifts forward, of two it is the first.
pub(crate) fn instant(zone: &TimeZone, wall: NaiveDateTime) -> DateTime<Utc> {
    let part = |value: u32| i8::try_from(value).unwrap_or(1);
    let civil = jiff::civil::DateTime::new(
        i16::try_from(wall.year()).unwrap_or(1970),
        part(wall.month()),
        part(wall.day()),
        part(wall.hour()),
        part(wall.minute()),
        0,
        0,
    );
    let resolved = civil.ok().and_then(|civil| zone.to_ambiguous_timestamp(civil).compatible().ok());
    let second = resolved.unwrap_or(Timestamp::UNIX_EPOCH).as_second();
    DateTime::from_timestamp(second, 0).unwrap_or_default()
}

/// Within the years the shell accepts (see `machine`) this always fits; outside, the epoch is as good as any.
fn timestamp(at: DateTime<Utc>) -> Timestamp {
    Timestamp::from_second(at.timestamp()).unwrap_or(Timestamp::UNIX_EPOCH)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("a literal instant")
    }

    #[test]
    fn only_real_offset_changes_are_handed_over() {
        let berlin = find(Some("Europe/Berlin")).expect("a zone every machine has");
        let window = window(&berlin, at("2026-09-01T00:00:00Z"));
        assert_eq!(window.zone, "Europe/Berlin");
        assert_eq!(window.initial_offset_s, 7200);
        assert_eq!(window.transitions, [Transition { at: at("2026-10-25T01:00:00Z"), offset_s: 3600 }]);
        assert_eq!(window.until, Some(at("2026-12-10T00:00:00Z")));
    }

    #[test]
    fn an_unknown_zone_is_refused_and_never_guessed() {
        assert!(find(Some("Europe/Atlantis")).is_err());
        assert!(find(Some("")).is_err());
        assert!(find(Some("../../etc/passwd")).is_err());
    }
}
