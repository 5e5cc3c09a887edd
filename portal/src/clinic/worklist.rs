//! The worklist: one line for each patient, who needs a decision first. Read again only where something has changed.

use super::need::{Need, SKIP_NIGHTS};
use super::nights::{Answer, Mean, Nights, before, each};
use super::{Chart, Clinic, ClinicError, record};
use crate::keyring::Pairing;
use crate::store::Tip;
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use nocte_core::domain::amount::Dose;
use nocte_core::domain::night::Night;
use nocte_core::domain::progress::{PlanState, progress};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Nights that "now" is a mean of.
pub const RECENT_NIGHTS: u64 = 7;
/// The two scales the list shows.
pub const LISTED_SCALES: [&str; 2] = ["pain", "fatigue"];

/// A scale before the first dose and now.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Change {
    /// Before the first dose.
    pub baseline: Option<Mean>,
    /// The last seven nights.
    pub now: Option<Mean>,
}

impl Change {
    /// Tenths of a point between the two as they are shown; `None` while either is missing.
    pub fn tenths(self) -> Option<i64> {
        Some(i64::from(self.now?.tenths()) - i64::from(self.baseline?.tenths()))
    }
}

/// One patient's line. Personal: no `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Line {
    /// The patient's id.
    pub patient: String,
    /// The name.
    pub name: String,
    /// The day of birth.
    pub birth: Option<NaiveDate>,
    /// Made up for a demonstration.
    pub synthetic: bool,
    /// The present step's dose.
    pub dose: Option<Dose>,
    /// Nights taken on it, and the nights it asks for.
    pub step: Option<(u32, u32)>,
    /// The plan's state.
    pub state: Option<PlanState>,
    /// The last fourteen nights, oldest first.
    pub nights: Vec<Answer>,
    /// Pain and fatigue.
    pub changes: [Change; 2],
    /// When the phone last wrote.
    pub arrived: Option<DateTime<Utc>>,
    /// What is needed, gravest first.
    pub needs: Vec<Need>,
    /// The newest phone.
    pub newest: Option<Pairing>,
}

impl Line {
    /// Of a chart.
    pub fn of(chart: &Chart) -> Self {
        let nights = Nights::of(chart);
        let now = progress(&chart.journal, chart.tonight);
        let change = |scale: &str| Change {
            baseline: nights.baseline(scale),
            now: nights.recent(scale, RECENT_NIGHTS),
        };
        let last = before(chart.tonight.date, 1);
        let shown = each(before(last, SKIP_NIGHTS - 1), last)
            .filter(|night| nights.first_dose.is_some_and(|first| *night >= first))
            .map(|night| nights.answer(night));
        Self {
            patient: chart.patient.clone(),
            name: chart.name.clone(),
            birth: chart.birth,
            synthetic: chart.synthetic,
            dose: now.as_ref().map(|now| now.dose),
            step: now.as_ref().map(|now| (now.nights_taken, now.nights_needed)),
            state: now.as_ref().map(|now| now.state),
            nights: shown.collect(),
            changes: LISTED_SCALES.map(change),
            arrived: chart.arrived,
            needs: chart.needs(),
            newest: chart.pairings.first().cloned(),
        }
    }

    /// Whether somebody of the clinic has to do something about this patient.
    pub fn decides(&self) -> bool {
        self.needs.iter().any(Need::decides)
    }
}

/// The list as of one moment.
#[derive(Clone)]
pub struct Worklist {
    /// When it was read.
    pub at: DateTime<Utc>,
    /// Who needs a decision first; then by name.
    pub lines: Vec<Arc<Line>>,
}

/// What a line is as of: the newest place in commit order of the record and its pairings, and the patient's night.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct AsOf {
    tip: Tip,
    night: Night,
    offset_s: i32,
    cutover: NaiveTime,
}

impl AsOf {
    /// Whether the same line would be read at `at`.
    fn holds(self, tip: Tip, at: DateTime<Utc>) -> bool {
        self.tip == tip && record::tonight(at, self.offset_s, self.cutover) == self.night
    }
}

/// Lines read before, by patient. Gone with the process; nothing of it is on disk.
#[derive(Default)]
pub struct Lines(Mutex<HashMap<String, (AsOf, Arc<Line>)>>);

impl Clinic {
    /// The worklist now: one row in the audit for the list, and one for each record that is read anew for it.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn worklist(&self) -> Result<Worklist, ClinicError> {
        let at = self.access().at;
        let tips = self.shared.store.tips(self.access()).await?;
        let listed = self.patients().await?;
        let mut lines = Vec::with_capacity(listed.len());
        for patient in listed {
            let tip = tips.get(&patient.id).copied().unwrap_or_default();
            lines.push(self.line(&patient.id, tip, at).await?);
        }
        lines.sort_by(|one, other| {
            let key = |line: &Line| {
                let gravest = line.needs.first().cloned();
                (!line.decides(), gravest.is_none(), gravest, line.name.to_lowercase())
            };
            key(one).cmp(&key(other))
        });
        Ok(Worklist { at, lines })
    }

    async fn line(&self, patient: &str, tip: Tip, at: DateTime<Utc>) -> Result<Arc<Line>, ClinicError> {
        let kept = {
            let lines = self.shared.lines.0.lock().unwrap_or_else(PoisonError::into_inner);
            lines.get(patient).cloned()
        };
        if let Some((of, line)) = kept
            && of.holds(tip, at)
        {
            return Ok(line);
        }
        let chart = self.chart(patient).await?;
        let (offset_s, cutover) = (chart.offset_s, chart.journal.settings.cutover);
        let of = AsOf { tip, night: chart.tonight, offset_s, cutover };
        let line = Arc::new(Line::of(&chart));
        let mut lines = self.shared.lines.0.lock().unwrap_or_else(PoisonError::into_inner);
        lines.insert(patient.to_owned(), (of, Arc::clone(&line)));
        Ok(line)
    }
}
