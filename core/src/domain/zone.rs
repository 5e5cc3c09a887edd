//! The zone window: what the phone's own clock shows around now, handed in by the shell.
//!
//! The core links no time-zone database: embedded data were an hour wrong in five zones when measured,
//! and the reminder must agree with the clock the patient sees.
//!
//! Wall times that bite: one in a gap does not exist and moves forward by the length of the gap; one in an
//! overlap happens twice and means the first pass; a whole evening can be missing (Apia, 30 December 2011).
//! This is the rule of RFC 5545, `java.time` and jiff's "compatible" mode.

use chrono::{DateTime, FixedOffset, NaiveDateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// A wall time that moves by this much or more belongs to an evening that never was.
const MISSING_EVENING: TimeDelta = TimeDelta::hours(12);

/// One offset and its changes, for about ten days back and a hundred ahead of now.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ZoneWindow {
    /// The IANA name, for the record only; no rule is looked up by it.
    pub zone: String,
    /// Seconds east of UTC before the first transition.
    pub initial_offset_s: i32,
    /// Real offset changes, oldest first.
    pub transitions: Vec<Transition>,
    /// Up to where the window is known; `None` means it holds for any instant (vectors, tests).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<DateTime<Utc>>,
}

/// A change of offset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Transition {
    /// The first instant of the new offset.
    pub at: DateTime<Utc>,
    /// Seconds east of UTC from then on.
    pub offset_s: i32,
}

/// How a wall time became an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Resolution {
    /// It happens once.
    Exact,
    /// It happens twice; the first pass is meant.
    OverlapFirst,
    /// It does not happen; it moved forward by the length of the gap.
    GapShift,
    /// It does not happen and would move by twelve hours or more: that evening never was.
    #[serde(rename = "nonexistent_night")]
    Nonexistent,
}

/// How a shell may hand a time to the operating system.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Trigger {
    /// As wall time without a zone: the time shown is real and happens once.
    Floating,
    /// With its offset, since the time shown happens twice.
    FixedOffset,
}

impl Trigger {
    /// The word used in vectors and revisions.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Floating => "floating",
            Self::FixedOffset => "fixed_offset",
        }
    }
}

/// A wall time made an instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Resolved {
    /// When.
    pub instant: DateTime<Utc>,
    /// What the clock shows then; differs from what was asked for in a gap.
    pub local: NaiveDateTime,
    /// Seconds east of UTC then.
    pub offset_s: i32,
    /// How.
    pub resolution: Resolution,
    /// Seconds the clock shows later than was asked for; 0 outside a gap.
    pub shift_s: i64,
    /// How a shell may hand it on.
    pub trigger: Trigger,
}

/// How often the clock shows a wall time.
enum Passes {
    /// It lies in a gap.
    Never,
    /// As on nearly every evening.
    Once {
        /// The offset then.
        offset_s: i32,
    },
    /// The clock was set back over it.
    Twice {
        /// The offset of the first pass.
        first_offset_s: i32,
    },
}

impl Resolved {
    /// Whether the evening asked for exists.
    pub fn exists(&self) -> bool {
        self.resolution != Resolution::Nonexistent
    }
}

impl ZoneWindow {
    /// Seconds east of UTC at an instant.
    pub fn offset_at(&self, instant: DateTime<Utc>) -> i32 {
        let passed = self.transitions.partition_point(|change| change.at <= instant);
        self.offset_of(passed)
    }

    /// What the clock shows at an instant.
    pub fn local(&self, instant: DateTime<Utc>) -> NaiveDateTime {
        let utc = instant.naive_utc();
        // Past chrono's calendar (year 262,000) there is no wall time; UTC stands in rather than a panic.
        utc.checked_add_signed(TimeDelta::seconds(self.offset_at(instant).into())).unwrap_or(utc)
    }

    /// Whether the window says what the clock shows at an instant.
    pub fn covers(&self, instant: DateTime<Utc>) -> bool {
        self.until.is_none_or(|until| instant <= until)
    }

    /// How a shell may hand an instant on: by its wall time only if the clock shows that time just once.
    pub fn trigger_at(&self, instant: DateTime<Utc>) -> Trigger {
        match self.passes(self.local(instant)) {
            Passes::Twice { .. } => Trigger::FixedOffset,
            Passes::Once { .. } | Passes::Never => Trigger::Floating,
        }
    }

    /// The instant of a wall time: the first pass of an overlap, forward by the length of a gap.
    pub fn resolve(&self, wall: NaiveDateTime) -> Resolved {
        let (offset_s, resolution, trigger) = match self.passes(wall) {
            Passes::Once { offset_s } => (offset_s, Resolution::Exact, Trigger::Floating),
            Passes::Twice { first_offset_s } => {
                (first_offset_s, Resolution::OverlapFirst, Trigger::FixedOffset)
            }
            Passes::Never => return self.shifted(wall),
        };
        Resolved { instant: back(wall, offset_s), local: wall, offset_s, resolution, shift_s: 0, trigger }
    }

    /// A wall time in a gap, moved forward by the gap's length.
    fn shifted(&self, wall: NaiveDateTime) -> Resolved {
        let instant = back(wall, self.offset_before_gap(wall));
        let local = self.local(instant);
        let shift = local - wall;
        Resolved {
            instant,
            local,
            offset_s: self.offset_at(instant),
            resolution: if shift >= MISSING_EVENING { Resolution::Nonexistent } else { Resolution::GapShift },
            shift_s: shift.num_seconds(),
            trigger: self.trigger_at(instant),
        }
    }

    /// How often the clock shows a wall time, in whole seconds: calendar arithmetic for every stretch of
    /// constant offset would cost several times as much, and every reminder passes here.
    fn passes(&self, wall: NaiveDateTime) -> Passes {
        let shown = wall.and_utc().timestamp();
        let mut found = Passes::Never;
        let (mut begins, mut offset_s) = (i64::MIN, self.initial_offset_s);
        for index in 0..=self.transitions.len() {
            let change = self.transitions.get(index);
            let ends = change.map_or(i64::MAX, |change| change.at.timestamp());
            if (begins..ends).contains(&(shown - i64::from(offset_s))) {
                match found {
                    Passes::Once { offset_s } => return Passes::Twice { first_offset_s: offset_s },
                    _ => found = Passes::Once { offset_s },
                }
            }
            begins = ends;
            offset_s = change.map_or(offset_s, |change| change.offset_s);
        }
        found
    }

    /// The offset in force just before the gap that swallows a wall time.
    fn offset_before_gap(&self, wall: NaiveDateTime) -> i32 {
        let gap = self.near(wall).find(|&index| {
            self.transitions.get(index).is_some_and(|next| back(wall, next.offset_s) < next.at)
        });
        self.offset_of(gap.unwrap_or(self.transitions.len()))
    }

    /// The stretches of constant offset in which a wall time can lie, no offset being over 36 hours from UTC.
    fn near(&self, wall: NaiveDateTime) -> core::ops::RangeInclusive<usize> {
        let utc = wall.and_utc();
        let margin = TimeDelta::hours(36);
        let first = utc
            .checked_sub_signed(margin)
            .map_or(0, |from| self.transitions.partition_point(|change| change.at <= from));
        let last = utc
            .checked_add_signed(margin)
            .map_or(self.transitions.len(), |to| self.transitions.partition_point(|change| change.at <= to));
        first..=last
    }

    /// The offset of a stretch: 0 before the first transition, `i` after the i-th.
    fn offset_of(&self, stretch: usize) -> i32 {
        stretch
            .checked_sub(1)
            .and_then(|index| self.transitions.get(index))
            .map_or(self.initial_offset_s, |change| change.offset_s)
    }
}

/// The instant of a wall time under one offset.
fn back(wall: NaiveDateTime, offset_s: i32) -> DateTime<Utc> {
    // Within a day of UTC chrono has a short cut; a window with a stranger offset takes the long way.
    let utc = match FixedOffset::east_opt(offset_s) {
        Some(offset) => wall.checked_sub_offset(offset),
        None => wall.checked_sub_signed(TimeDelta::seconds(offset_s.into())),
    };
    utc.unwrap_or(wall).and_utc()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("a literal instant")
    }

    fn wall(text: &str) -> NaiveDateTime {
        text.parse().expect("a literal wall time")
    }

    fn window(initial_offset_s: i32, changes: &[(&str, i32)]) -> ZoneWindow {
        let transitions =
            changes.iter().map(|&(from, offset_s)| Transition { at: at(from), offset_s }).collect();
        ZoneWindow { zone: "Test/Zone".to_owned(), initial_offset_s, transitions, until: None }
    }

    #[test]
    fn t2_gap_moves_forward_and_overlap_takes_the_first_pass() {
        let berlin = window(3600, &[("2026-03-29T01:00:00Z", 7200), ("2026-10-25T01:00:00Z", 3600)]);
        let gap = berlin.resolve(wall("2026-03-29T02:30:00"));
        assert_eq!(gap.local, wall("2026-03-29T03:30:00"));
        assert_eq!((gap.resolution, gap.shift_s), (Resolution::GapShift, 3600));
        let twice = berlin.resolve(wall("2026-10-25T02:30:00"));
        assert_eq!(twice.instant, at("2026-10-25T00:30:00Z"));
        assert_eq!(twice.resolution, Resolution::OverlapFirst);
    }

    #[test]
    fn t2_edges_of_gap_and_overlap_are_exact() {
        let berlin = window(3600, &[("2026-03-29T01:00:00Z", 7200), ("2026-10-25T01:00:00Z", 3600)]);
        for (text, resolution) in [
            ("2026-03-29T01:59:59", Resolution::Exact),
            ("2026-03-29T02:00:00", Resolution::GapShift),
            ("2026-03-29T02:59:59", Resolution::GapShift),
            ("2026-03-29T03:00:00", Resolution::Exact),
            ("2026-10-25T01:59:59", Resolution::Exact),
            ("2026-10-25T02:00:00", Resolution::OverlapFirst),
            ("2026-10-25T02:59:59", Resolution::OverlapFirst),
            ("2026-10-25T03:00:00", Resolution::Exact),
        ] {
            assert_eq!(berlin.resolve(wall(text)).resolution, resolution, "{text}");
        }
    }

    #[test]
    fn t3_trigger_is_floating_only_if_the_shown_time_happens_once() {
        let berlin = window(7200, &[("2026-10-25T01:00:00Z", 3600)]);
        assert_eq!(berlin.trigger_at(at("2026-10-25T00:30:00Z")), Trigger::FixedOffset);
        assert_eq!(berlin.trigger_at(at("2026-10-25T01:30:00Z")), Trigger::FixedOffset);
        assert_eq!(berlin.trigger_at(at("2026-10-25T02:00:00Z")), Trigger::Floating);
    }

    #[test]
    fn t5_evening_moved_by_twelve_hours_or_more_does_not_exist() {
        let apia = window(-36000, &[("2011-12-30T10:00:00Z", 50400)]);
        assert!(!apia.resolve(wall("2011-12-30T22:30:00")).exists());
        assert!(apia.resolve(wall("2011-12-31T22:30:00")).exists());
        assert!(apia.resolve(wall("2011-12-29T22:30:00")).exists());
    }

    #[test]
    fn a_change_of_name_without_a_change_of_offset_is_no_overlap() {
        let same = window(3600, &[("2026-10-25T01:00:00Z", 3600)]);
        assert_eq!(same.resolve(wall("2026-10-25T02:00:00")).resolution, Resolution::Exact);
        assert_eq!(same.resolve(wall("2026-10-25T01:59:00")).resolution, Resolution::Exact);
    }

    #[test]
    fn t4_a_window_covers_nothing_past_its_end() {
        let mut short = window(0, &[]);
        assert!(short.covers(at("2099-01-01T00:00:00Z")));
        short.until = Some(at("2026-11-30T00:00:00Z"));
        assert!(short.covers(at("2026-11-30T00:00:00Z")));
        assert!(!short.covers(at("2026-11-30T00:00:01Z")));
    }
}
