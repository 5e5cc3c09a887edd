//! Is it working? The nights before the first dose against the last nights on one dose, judged late and honestly.
//!
//! Weeks are counted in nights *taken*; nothing is judged before 70 of them, nor soon after a hold or a new dose, nor
//! without nights recorded before the first one: a remembered baseline is not used (design 8, `safety.md` 29).
//! A difference is called one only when Welch's interval over weeks of nights leaves zero out. None of it says why:
//! a spell that would have passed by itself looks the same, and the placebo arm of a trial changed, too.

mod block;
mod last_good;
mod mark;
mod recheck;
mod sleep;
mod stretch;
mod student;
mod timeline;
mod verdict;
mod visit;
mod weekly;
mod welch;

pub use block::BLOCK_NIGHTS;
pub use last_good::{LastGoodDose, last_good_dose};
pub use mark::{Confounder, Mark, MarkedNight, confounders, open_marks, part_marks};
pub use recheck::{RecheckResult, RecheckVerdict, recheck_result};
pub use sleep::{Rung, Sleepless, sleepless};
pub use stretch::Stretch;
pub use timeline::{Episode, StepThen, episodes};
pub use verdict::{Missing, Verdict, present_dose_since};
pub use visit::{ScaleSince, SinceVisit, last_visit, since_visit};
pub use weekly::{Week, weekly};
pub use welch::Interval;

use super::journal::Journal;
use super::night::Night;
use super::parameter::Parameters;
use super::symptom::Score;
use std::collections::BTreeMap;

/// One night's rating of the scale that is looked at. More is worse.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rating {
    /// The night.
    pub night: Night,
    /// 0 to 10.
    pub value: u8,
}

/// The change from before to after.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// Hundredths of a point; positive is better.
    pub hundredths: i64,
    /// Of the level before, in whole percent rounded half to even; `None` from a level of nothing.
    pub percent: Option<i64>,
    /// Whether it reaches the part that trials count as a response (30 %).
    pub responder: bool,
}

/// What the log says about one scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Response {
    /// The scale.
    pub scale: String,
    /// The verdict.
    pub verdict: Verdict,
    /// Nights taken since the first dose.
    pub nights_taken: u32,
    /// The nights before the first dose.
    pub before: Option<Stretch>,
    /// The last nights on the present dose.
    pub after: Option<Stretch>,
    /// The change between them, once there is something on both sides and it is not too early to look.
    pub change: Option<Change>,
}

/// The ratings of one scale up to tonight, oldest first; of one night the last one counts.
pub fn ratings(scores: &[Score], scale: &str, tonight: Night) -> Vec<Rating> {
    let newest: BTreeMap<Night, u8> = scores
        .iter()
        .filter(|score| score.scale == scale && score.night <= tonight)
        .map(|score| (score.night, score.value))
        .collect();
    newest.into_iter().map(|(night, value)| Rating { night, value }).collect()
}

/// Judges one scale tonight. `scores` may hold other scales too; of one night the last one counts.
pub fn respond(
    journal: &Journal,
    scores: &[Score],
    scale: &str,
    parameters: &Parameters,
    tonight: Night,
) -> Response {
    let ratings = ratings(scores, scale, tonight);
    let course = verdict::Course::of(journal, parameters, tonight);
    let enough = parameters.week_rated_nights.value;
    let before = course.first_dose.filter(|_| !course.already).and_then(|first| {
        let last = first.previous();
        Stretch::of(&ratings, block::whole_weeks(ratings.first()?.night, last), last, enough)
    });
    let after = course.steady_from.and_then(|from| Stretch::of(&ratings, from, tonight, enough));
    let verdict = verdict::judge(&course, before.as_ref(), after.as_ref(), parameters);
    let shown = !matches!(
        verdict,
        Verdict::NotBegun | Verdict::NoBaseline | Verdict::TooEarly { .. } | Verdict::TooEarlyAgain { .. }
    );
    let change = before.as_ref().zip(after.as_ref()).filter(|_| shown);
    let change = change.map(|(before, after)| Change::between(before, after, &verdict, parameters));
    Response { scale: scale.to_owned(), verdict, nights_taken: course.nights_taken, before, after, change }
}

impl Change {
    /// With an interval, the change is the interval's own: that of the weeks. Without, it is that of all nights.
    fn between(before: &Stretch, after: &Stretch, verdict: &Verdict, parameters: &Parameters) -> Self {
        let (level, hundredths) = match verdict.interval() {
            Some(interval) => (before.weeks_mean().unwrap_or(before.mean), interval.change),
            None => (before.mean, before.mean - after.mean),
        };
        let percent = (level > 0).then(|| block::half_even(i128::from(hundredths) * 100, i128::from(level)));
        let part = i64::from(parameters.responder_percent.value);
        Self { hundredths, percent, responder: level > 0 && hundredths * 100 >= level * part }
    }
}
