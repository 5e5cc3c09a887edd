//! The instants of one night: from when to when its dose may be taken, and when it is asked for.
//!
//! The one missed-dose rule (`safety.md` 14) is [`reminder::dose_window`]; the reminder's own times stand beside
//! it, so that *Tonight* and the notifications never disagree about what is due.

use crate::domain::night::{Night, civil};
use crate::domain::parameter::Parameters;
use crate::domain::reminder::{self, Params};
use crate::domain::setting::Settings;
use crate::domain::zone::ZoneWindow;
use chrono::{DateTime, TimeDelta, Utc};

/// The instants of one night's dose, the gap to the last one aside.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NightTimes {
    /// The first instant at which the dose may be taken: bedtime less `early_window_min`.
    pub opens: DateTime<Utc>,
    /// The first reminder: bedtime less the chosen lead. A long lead may put it before `opens`.
    pub due: DateTime<Utc>,
    /// From here nothing rings any more: an hour after that reminder.
    pub late: DateTime<Utc>,
    /// Lights-out.
    pub bedtime: DateTime<Utc>,
    /// The last instant: bedtime plus `late_window_min`, and never in the next night.
    pub closes: DateTime<Utc>,
}

impl NightTimes {
    /// The times of a night; `None` when a clock change of half a day swallowed its evening.
    pub fn of(night: Night, settings: &Settings, parameters: &Parameters, zone: &ZoneWindow) -> Option<Self> {
        let params = Params::of(settings, parameters);
        let early_min = parameters.early_window_min.value;
        let window = reminder::dose_window(zone, &params, early_min, night, None)?;
        let wall = civil(night, settings.cutover, settings.bedtime);
        let due = zone.resolve(wall.checked_sub_signed(minutes(params.lead_min))?);
        due.exists().then_some(Self {
            opens: window.opens,
            due: due.instant,
            late: due.instant + minutes(params.quiet_after_min),
            bedtime: window.bedtime,
            closes: window.closes,
        })
    }
}

/// Elapsed minutes.
pub(in crate::domain) fn minutes(count: u32) -> TimeDelta {
    TimeDelta::minutes(count.into())
}
