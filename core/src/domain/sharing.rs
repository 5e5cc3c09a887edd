//! What a link that is shared is and may be, and why none was made.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// What a link shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShareKind {
    /// The summary for a doctor, as it was when the link was made.
    Doctor,
    /// Tonight and the emergency card, kept up to date, for a carer. Nothing can be logged by it.
    Carer,
}

/// Where a link stands, as far as this phone knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ShareState {
    /// Its upload has begun; whether it arrived is not known.
    Making,
    /// It opens until it ends.
    Open,
    /// It is to be taken back, and the server has not said yes yet.
    Revoking,
    /// The server has taken it back.
    Revoked,
    /// The server does not know it (any more): ended, closed by wrong passcodes, or never arrived.
    Gone,
}

/// The longest a doctor's link may be open.
pub const LONGEST_FOR_A_DOCTOR: TimeDelta = TimeDelta::days(90);
/// The longest a carer's link may be open; then it is made anew, with whoever still needs it.
pub const LONGEST_FOR_A_CARER: TimeDelta = TimeDelta::days(365);
/// How far back the doses and ratings go that a link shows, in nights (`fhir-sync.md` 3.6).
pub const NIGHTS: i64 = 90;
/// The fewest and the most characters of a passcode.
pub const PASSCODE: core::ops::RangeInclusive<usize> = 4..=64;
/// Wrong passcodes that a link endures in its life; then its server closes it for good.
pub const ATTEMPTS: u32 = 5;

/// Why no link was made, or nothing was heard of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ShareRefusal {
    /// This phone is paired with no clinic and was told no server.
    NoServer,
    /// The server's address is not https, or too long for a link.
    Address,
    /// The server has no such service.
    NotOffered,
    /// The server does it for its own patients only.
    NotAllowed,
    /// The server has too many open links, or was asked too often.
    ServerFull,
    /// The server did not answer as it should.
    NoAnswer,
    /// More than a link may hold.
    TooLarge,
    /// It would end in the past, or later than a link may.
    Ends,
    /// The passcode is too short or too long.
    Passcode,
    /// The system gives no random bytes.
    NoRandomness,
}

impl ShareState {
    /// A short code in `snake_case`, the same in every language.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Making => "making",
            Self::Open => "open",
            Self::Revoking => "revoking",
            Self::Revoked => "revoked",
            Self::Gone => "gone",
        }
    }
}

impl ShareRefusal {
    /// A short code in `snake_case`, the same in every language.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoServer => "no_server",
            Self::Address => "server_address",
            Self::NotOffered => "not_offered",
            Self::NotAllowed => "not_allowed",
            Self::ServerFull => "server_full",
            Self::NoAnswer => "no_answer",
            Self::TooLarge => "too_large",
            Self::Ends => "share_ends",
            Self::Passcode => "share_passcode",
            Self::NoRandomness => "no_randomness",
        }
    }
}

impl core::fmt::Display for ShareRefusal {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        write!(f, "nothing shared: {}", self.code())
    }
}

impl core::error::Error for ShareRefusal {}

/// When a link made at `now` ends, in whole seconds: what a link says and what a server judges is one instant.
///
/// # Errors
/// [`ShareRefusal::Ends`] when it would not outlast a minute, or outlast `longest`.
pub fn ends(now: DateTime<Utc>, lasts: TimeDelta, longest: TimeDelta) -> Result<DateTime<Utc>, ShareRefusal> {
    if lasts < TimeDelta::minutes(1) || lasts > longest {
        return Err(ShareRefusal::Ends);
    }
    let ends = now + lasts;
    DateTime::from_timestamp(ends.timestamp(), 0).ok_or(ShareRefusal::Ends)
}

/// A passcode that may be given, as it is sent: without the space around it.
///
/// # Errors
/// [`ShareRefusal::Passcode`].
pub fn passcode(text: &str) -> Result<&str, ShareRefusal> {
    let text = text.trim();
    let plain = !text.chars().any(char::is_control);
    (plain && PASSCODE.contains(&text.chars().count())).then_some(text).ok_or(ShareRefusal::Passcode)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_ends_in_whole_seconds_and_within_its_bound() {
        let now = DateTime::from_timestamp(1_800_000_000, 900_000_000).expect("a date");
        let end = ends(now, TimeDelta::days(30), LONGEST_FOR_A_DOCTOR).expect("a month");
        assert_eq!(end.timestamp_subsec_nanos(), 0);
        assert_eq!(ends(now, TimeDelta::days(91), LONGEST_FOR_A_DOCTOR), Err(ShareRefusal::Ends));
        assert_eq!(ends(now, TimeDelta::seconds(-1), LONGEST_FOR_A_CARER), Err(ShareRefusal::Ends));
    }

    #[test]
    fn a_passcode_has_four_characters_at_least() {
        assert_eq!(passcode(" 0815 "), Ok("0815"));
        assert_eq!(passcode("123"), Err(ShareRefusal::Passcode));
        assert_eq!(passcode("12\u{7}34"), Err(ShareRefusal::Passcode));
    }
}
