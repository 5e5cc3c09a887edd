//! What the reminder planner is handed: only what is earned, confirmed and known.

use super::parameter::Parameters;
use super::reminder::Params;
use super::setting::Settings;

/// The patient's choices and the clinical numbers, as the planner reads them.
pub fn params(settings: &Settings, parameters: &Parameters) -> Params {
    Params {
        bedtime: settings.bedtime,
        cutover: settings.cutover,
        lead_min: settings.lead_min.into(),
        late_window_min: parameters.late_window_min.value,
        min_gap_min: parameters.min_gap_min.value,
        silence_nights: Some(parameters.silence_nights.value),
        ..Params::default()
    }
}
