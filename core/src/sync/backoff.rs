//! How long to leave a server alone: exponential with full jitter, unless it says itself.

use super::reply::{Reply, http_date};
use super::state::Rest;
use chrono::{DateTime, TimeDelta, Utc};

/// The first pause is up to this long, in milliseconds.
pub(super) const BASE_MS: i64 = 2_000;

/// No pause is longer than this, whoever asks for it, in milliseconds: six hours.
pub(super) const CAP_MS: i64 = 6 * 60 * 60 * 1_000;

/// The pause after `failures` failures in a row before this one, in milliseconds. What the server asked for wins.
pub(super) fn pause(failures: u32, asked: Option<i64>, seed: &mut u64) -> i64 {
    match asked {
        Some(asked) if asked > 0 => asked.min(CAP_MS),
        _ => {
            let most = BASE_MS.saturating_mul(1 << failures.min(20)).min(CAP_MS);
            below(most, seed).max(1)
        }
    }
}

/// A number from 0 up to `most`, evenly.
pub(super) fn below(most: i64, seed: &mut u64) -> i64 {
    let span = u64::try_from(most).unwrap_or(0).saturating_add(1);
    i64::try_from(random(seed) % span).unwrap_or(0)
}

/// The next number of SplitMix64. It spreads phones in time; it guards no secret.
pub(super) fn random(seed: &mut u64) -> u64 {
    *seed = seed.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut mixed = *seed;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}

/// The wait a server asks for, in milliseconds: seconds, or a date in its own time. `None` when it asks for none,
/// or for nonsense, a negative time or one that is past: then our own pause counts. What is too long to write down
/// is as long as the cap.
pub(super) fn retry_after(reply: &Reply, server_now: DateTime<Utc>) -> Option<i64> {
    let text = reply.header("retry-after")?;
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        let seconds: i64 = text.parse().unwrap_or(CAP_MS);
        return Some(seconds.saturating_mul(1_000).min(CAP_MS)).filter(|wait| *wait > 0);
    }
    let until = http_date(text)?;
    let from = reply.date().unwrap_or(server_now);
    let wait = until.signed_duration_since(from).num_milliseconds();
    (wait > 0).then(|| wait.min(CAP_MS))
}

impl Rest {
    /// What is left of the pause, in milliseconds. With a clock that was set back it begins again, once.
    pub(super) fn left(&mut self, now: DateTime<Utc>) -> i64 {
        if now < self.since {
            self.since = now;
        }
        let gone = now.signed_duration_since(self.since).num_milliseconds();
        self.for_ms.clamp(0, CAP_MS).saturating_sub(gone).max(0)
    }

    /// When it ends, by the clock it was begun with.
    pub fn ends(&self) -> DateTime<Utc> {
        let span = TimeDelta::try_milliseconds(self.for_ms.clamp(0, CAP_MS)).unwrap_or_default();
        self.since.checked_add_signed(span).unwrap_or(self.since)
    }
}

#[cfg(test)]
mod tests {
    use super::super::headers::Headers;
    use super::*;

    fn asked(text: &str) -> Option<i64> {
        let headers = Headers::new().with("Date", "Wed, 25 Nov 2026 16:00:00 GMT").with("retry-after", text);
        retry_after(&Reply::Answer { status: 429, headers, body: Vec::new() }, DateTime::UNIX_EPOCH)
    }

    #[test]
    fn retry_after_is_read_in_both_forms() {
        assert_eq!(asked("120"), Some(120_000));
        assert_eq!(asked("Wed, 25 Nov 2026 16:02:00 GMT"), Some(120_000));
    }

    #[test]
    fn retry_after_that_is_huge_negative_or_nonsense_stops_nobody() {
        assert_eq!(asked("99999999999999999999999"), Some(CAP_MS));
        assert_eq!(asked("4294967296"), Some(CAP_MS));
        assert_eq!(asked("Fri, 31 Dec 9999 23:59:59 GMT"), Some(CAP_MS));
        for text in ["-5", "0", "soon", "", "1e3", "12.5", "Wed, 25 Nov 2020 16:00:00 GMT"] {
            assert_eq!(asked(text), None, "{text}");
        }
    }

    #[test]
    fn pauses_grow_are_capped_and_spread() {
        let mut seed = 7;
        let mut longest = [0; 24];
        for (failures, longest) in longest.iter_mut().enumerate() {
            for _ in 0..400 {
                let failures = u32::try_from(failures).expect("24 is small");
                *longest = pause(failures, None, &mut seed).max(*longest);
            }
        }
        assert!(longest[0] <= BASE_MS && longest[0] > BASE_MS / 2);
        assert!(longest[5] <= 32 * BASE_MS && longest[5] > 16 * BASE_MS);
        assert!(longest[23] <= CAP_MS && longest[23] > CAP_MS / 2);
    }

    #[test]
    fn a_clock_set_back_lengthens_no_pause_beyond_itself() {
        let since = DateTime::from_timestamp(1_000_000, 0).expect("a time");
        let mut rest = Rest { since, for_ms: 60_000 };
        assert_eq!(rest.left(since + TimeDelta::seconds(20)), 40_000);
        let long_ago = since - TimeDelta::days(400);
        assert_eq!(rest.left(long_ago), 60_000);
        assert_eq!(rest.left(long_ago + TimeDelta::seconds(61)), 0);
    }
}
