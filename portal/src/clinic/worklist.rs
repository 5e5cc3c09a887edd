//! The worklist: one line for each patient, who needs a decision first. Made of what is kept for it (`store::told`),
//! and read again only where something has changed.

use super::chart::Brief;
use super::need::{Need, SKIP_NIGHTS};
use super::nights::{Answer, BASELINE_NIGHTS, Mean, Nights, before, each};
use super::{Chart, Clinic, ClinicError};
use crate::keyring::Pairing;
pub use crate::store::told::LISTED_SCALES;
use crate::store::{Heard, Moves, Stretches};
use chrono::{DateTime, NaiveDate, Utc};
use nocte_core::domain::amount::Dose;
use nocte_core::domain::progress::{PlanState, progress};
use std::collections::{HashMap, HashSet};
use std::sync::Arc;

/// Nights that "now" is a mean of.
pub const RECENT_NIGHTS: u64 = 7;
/// Records whose lines are read in one state of the database.
const AT_ONCE: usize = 64;

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
    pub lines: Arc<[Arc<Line>]>,
}

/// A line, and the first instant at which the same record gives another one.
#[derive(Clone)]
struct Kept {
    line: Arc<Line>,
    until: DateTime<Utc>,
}

/// Lines read before. Gone with the process; what they are made of is kept in the commits that change it.
#[derive(Default)]
pub struct Lines(tokio::sync::Mutex<Memory>);

#[derive(Default)]
struct Memory {
    era: Vec<u8>,
    count: i64,
    list: i64,
    /// Who is on the list.
    listed: Vec<String>,
    lines: HashMap<String, Kept>,
    /// The same in the list's order.
    sorted: Arc<[Arc<Line>]>,
    /// When the first of them turns.
    until: Option<DateTime<Utc>>,
}

impl Memory {
    /// Whether nothing has moved or turned. Somebody else may have read further meanwhile.
    fn holds(&self, moves: &Moves, at: DateTime<Utc>) -> bool {
        let turned = self.until.is_some_and(|until| until <= at);
        self.era == moves.era && self.count >= moves.count && !turned
    }

    /// Whose line has to be read anew.
    fn stale(&self, moves: &Moves, at: DateTime<Utc>) -> Vec<String> {
        let changed: HashSet<&str> = moves.moved.iter().map(String::as_str).collect();
        let fresh = |patient: &String| {
            let kept = self.lines.get(patient);
            kept.is_some_and(|kept| at < kept.until) && !changed.contains(patient.as_str())
        };
        self.listed.iter().filter(|patient| !fresh(patient)).cloned().collect()
    }

    fn sort(&mut self) {
        let listed: HashSet<&String> = self.listed.iter().collect();
        self.lines.retain(|patient, _| listed.contains(patient));
        let mut lines: Vec<Arc<Line>> = self.lines.values().map(|kept| Arc::clone(&kept.line)).collect();
        lines.sort_by_cached_key(|line| {
            let gravest = line.needs.first().cloned();
            let name = line.name.to_lowercase();
            (!line.decides(), gravest.is_none(), gravest, name, line.patient.clone())
        });
        self.sorted = lines.into();
        self.until = self.lines.values().map(|kept| kept.until).min();
    }
}

impl Clinic {
    /// The worklist now: one row in the audit for the list, and one for each patient whose line is read anew for it.
    ///
    /// # Errors
    /// When the store does not answer.
    pub async fn worklist(&self) -> Result<Worklist, ClinicError> {
        let at = self.access().at;
        let since = self.shared.lines.0.lock().await.count;
        let moves = self.shared.store.moves(self.access(), since).await?;
        let mut memory = self.shared.lines.0.lock().await;
        if memory.era != moves.era {
            // Another life of the file, with counts of its own: nothing that was remembered is of it.
            *memory = Memory::default();
        }
        if !memory.holds(&moves, at) {
            if memory.list < moves.list {
                memory.listed = self.patients().await?.into_iter().map(|listed| listed.id).collect();
            }
            for some in memory.stale(&moves, at).chunks(AT_ONCE) {
                for (patient, kept) in self.lines(some, at).await? {
                    memory.lines.insert(patient, kept);
                }
            }
            memory.sort();
            memory.count = moves.count.max(memory.count);
            memory.list = moves.list.max(memory.list);
            memory.era = moves.era;
        }
        Ok(Worklist { at, lines: Arc::clone(&memory.sorted) })
    }

    /// The lines of some patients, read from what is kept of their records.
    async fn lines(
        &self,
        patients: &[String],
        at: DateTime<Utc>,
    ) -> Result<Vec<(String, Kept)>, ClinicError> {
        let standing = self.shared.store.standing(self.access(), patients.to_vec()).await?;
        let briefs: Vec<Brief> = standing.into_iter().map(|standing| Brief::of(standing, at)).collect();
        let asked = briefs.iter().map(|brief| rated_nights(brief.chart())).collect();
        let ratings = self.shared.store.ratings(asked).await?;
        let line = |(brief, ratings): (Brief, Vec<Heard>)| {
            let chart = brief.rated(ratings);
            let kept = Kept { line: Arc::new(Line::of(&chart)), until: chart.line_until() };
            (chart.patient, kept)
        };
        Ok(briefs.into_iter().zip(ratings).map(line).collect())
    }
}

/// The nights whose ratings a line is made of.
fn rated_nights(chart: &Chart) -> Stretches {
    let tonight = chart.tonight.date;
    let mut stretches = vec![(before(tonight, RECENT_NIGHTS - 1), tonight)];
    if let Some(first) = Nights::of(chart).first_dose {
        stretches.push((before(first, BASELINE_NIGHTS), before(first, 1)));
    }
    (chart.patient.clone(), stretches)
}
