//! The screen *Is it working?*: the verdict of each scale, and everything that stands beside it.

use super::Worded;
use crate::app::{App, Look};
use crate::catalogue;
use crate::domain::night::Night;
use crate::domain::response::{
    Confounder, RecheckVerdict, Response, Stretch, confounders, episodes, last_visit, ratings,
    recheck_result, respond, since_visit, sleepless,
};
use crate::domain::symptom::{DAILY_SCALES, Lab, MORE_SCALES, Score};
use crate::error::Error;
use crate::store::StoreError;
use crate::words::{self, Lang};
use chrono::NaiveDate;

/// The screen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResponseView {
    /// Not reviewed: shown first.
    pub notices: Vec<Worded>,
    /// The three scales of every day, and every other one that was ever rated.
    pub scales: Vec<ScaleView>,
    /// What a comparison does not say, with the placebo arm of the largest trial and its source.
    pub caution: String,
    /// How the last re-check stands, a line each scale; empty where there was none.
    pub recheck: Vec<String>,
    /// What stands over the marks.
    pub marked_note: String,
    /// Infection, crash, period, other medicines on the compared nights: shown, never corrected for.
    pub marked: Vec<Worded>,
    /// Side effects against the steps, the oldest first.
    pub effects: Vec<Worded>,
    /// What stands over the rungs; empty while sleep is not disturbed.
    pub sleep: String,
    /// What may be done about disturbed sleep, the mildest first.
    pub rungs: Vec<String>,
    /// What changed since the last visit: dose, scales, what else was told. Empty before any agreement.
    pub changed: Vec<String>,
    /// What stands over the values.
    pub labs_note: String,
    /// The laboratory's values, the newest first.
    pub labs: Vec<String>,
}

/// One scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScaleView {
    /// Its name in the log and in words.
    pub scale: Worded,
    /// The verdict's code and sentence.
    pub verdict: Worded,
    /// Nights taken since the first dose.
    pub nights_taken: u32,
    /// The two levels and the change between them; `None` until there is something to compare.
    pub levels: Option<LevelsView>,
}

/// Two levels and the change.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LevelsView {
    /// Mean before the first dose ("6.07").
    pub before: String,
    /// Mean of the last nights on the present dose.
    pub after: String,
    /// Rated nights before.
    pub before_nights: u32,
    /// Rated nights after.
    pub after_nights: u32,
    /// The fall in points ("1.5"), below zero for a rise.
    pub points: String,
    /// "25 % less than before"; `None` from a level of nothing.
    pub percent: Option<String>,
    /// "0.4 to 2.6", where there are enough weeks for an interval.
    pub interval: Option<String>,
    /// Whether the fall reaches what trials count as a response.
    pub responder: bool,
    /// The fall, its lower and its upper end in hundredths of a point; the change alone without an interval.
    pub hundredths: Vec<i64>,
}

impl App {
    /// Everything that is said tonight on whether it is working.
    pub fn response_view(&self, lang: Lang) -> Result<ResponseView, Error> {
        let look = self.look()?;
        let (scores, labs) = self.told(look.tonight)?;
        let scales = scales_of(&scores);
        let judged: Vec<Response> = scales
            .iter()
            .map(|scale| respond(&look.journal, &scores, scale, look.parameters, look.tonight))
            .collect();
        let beside = judged.iter().max_by_key(|one| one.before.as_ref().map_or(0, |it| it.rated));
        let (before, after) = beside.map_or((None, None), |one| (one.before.as_ref(), one.after.as_ref()));
        let sleep = sleepless(&look.journal, look.parameters, look.tonight);
        let rungs = sleep.iter().flat_map(|it| it.rungs.iter().map(|rung| words::course::rung(*rung, lang)));
        Ok(ResponseView {
            notices: notices(lang),
            scales: judged.iter().map(|one| scale(one, lang)).collect(),
            caution: words::verdict::caution(lang).to_owned(),
            recheck: rechecked(&look, &scores, &scales, lang),
            marked_note: words::course::marked(lang).to_owned(),
            marked: confounders(&look.journal, before, after, look.tonight)
                .iter()
                .map(|one| Worded::new(code(one), words::course::confounder(one, lang)))
                .collect(),
            effects: episodes(&look.journal, look.tonight)
                .iter()
                .map(|one| Worded::new(one.what.clone(), words::course::episode(one, lang)))
                .collect(),
            rungs: rungs.collect(),
            sleep: sleep.as_ref().map(|it| words::course::sleepless(it, lang)).unwrap_or_default(),
            changed: last_visit(&look.journal, look.tonight).map_or_else(Vec::new, |on| {
                let rated: Vec<_> =
                    scales.iter().map(|scale| (*scale, ratings(&scores, scale, look.tonight))).collect();
                let rated: Vec<_> = rated.iter().map(|(scale, all)| (*scale, all.as_slice())).collect();
                words::course::since_visit(&since_visit(&look.journal, &rated, on, look.tonight), lang).into()
            }),
            labs_note: words::course::labs(lang).to_owned(),
            labs: labs.iter().rev().map(|lab| value(lab, lang)).collect(),
        })
    }

    /// Every rating and every laboratory value up to tonight, oldest first; nothing before the first fact.
    fn told(&self, tonight: Night) -> Result<(Vec<Score>, Vec<Lab>), Error> {
        let store = match self.store() {
            Ok(store) => store,
            Err(Error::Store(StoreError::Missing)) => return Ok(Default::default()),
            Err(error) => return Err(error),
        };
        // From 1970: before every log.
        let history = store.history(&(Night::of(NaiveDate::default())..=Night::second_of(tonight.date)))?;
        Ok((history.scores, history.labs))
    }
}

/// One line while a re-check runs or was ended; a line each rated scale once it has its verdict.
fn rechecked(look: &Look, scores: &[Score], scales: &[&str], lang: Lang) -> Vec<String> {
    let mut lines: Vec<String> = scales
        .iter()
        .filter_map(|scale| {
            let rated = ratings(scores, scale, look.tonight);
            let result = recheck_result(&look.journal, &rated, look.parameters, look.tonight)?;
            // A scale nobody rates has nothing to say once the re-check is over.
            let silent = rated.is_empty() && matches!(result.verdict, RecheckVerdict::NotEnoughNights { .. });
            if silent {
                return None;
            }
            Some(words::course::recheck(&result, scale, lang))
        })
        .collect();
    lines.dedup();
    lines
}

/// The scales of every day, and then every other one with a rating, by name.
fn scales_of(scores: &[Score]) -> Vec<&str> {
    let mut scales = DAILY_SCALES.to_vec();
    let known = MORE_SCALES.iter().filter(|scale| scores.iter().any(|score| score.scale == **scale));
    scales.extend(known);
    let mut own: Vec<&str> = scores.iter().map(|score| score.scale.as_str()).collect();
    own.sort_unstable();
    own.dedup();
    own.retain(|scale| !scales.contains(scale));
    scales.extend(own);
    scales
}

fn scale(response: &Response, lang: Lang) -> ScaleView {
    ScaleView {
        scale: Worded::new(response.scale.clone(), words::scale::scale(&response.scale, lang)),
        verdict: Worded::new(response.verdict.code(), words::verdict::verdict(response, lang)),
        nights_taken: response.nights_taken,
        levels: levels(response, lang),
    }
}

fn levels(response: &Response, lang: Lang) -> Option<LevelsView> {
    let (change, before, after) =
        (response.change.as_ref()?, response.before.as_ref()?, response.after.as_ref()?);
    let level = |stretch: &Stretch| words::verdict::points(stretch.mean, lang);
    let interval = response.verdict.interval();
    let ends = interval.iter().flat_map(|it| [it.low, it.high]);
    Some(LevelsView {
        before: level(before),
        after: level(after),
        before_nights: before.rated,
        after_nights: after.rated,
        points: words::verdict::points(change.hundredths, lang),
        percent: words::verdict::change(change, lang),
        interval: interval.map(|it| words::verdict::ends(it, lang)),
        responder: change.responder,
        hundredths: core::iter::once(change.hundredths).chain(ends).collect(),
    })
}

fn value(lab: &Lab, lang: Lang) -> String {
    let shown = words::safety::shown_name;
    let method = lab.method.as_deref().map(|method| format!(" ({})", shown(method))).unwrap_or_default();
    let day = words::date::show_day(lab.on, lang);
    format!("{}{method}: {} {}, {day}", shown(&lab.what), lab.value, shown(&lab.unit))
}

const fn code(one: &Confounder) -> &'static str {
    match one {
        Confounder::Marked { mark, .. } => mark.code(),
        Confounder::CrashAfter { .. } => "crash_after_exertion",
        Confounder::Medicine { .. } => "medicine",
    }
}

fn notices(lang: Lang) -> Vec<Worded> {
    let unreviewed = !catalogue::parameters().reviewed();
    let one = unreviewed.then(|| Worded::new("not_reviewed", words::safety::not_reviewed(lang)));
    one.into_iter().collect()
}
