//! The clinical parameters: numbers with clinical weight, each with source and grade, in one place (`safety.md` 27).
//!
//! The values are data (`core/data/parameters.json`, read by `catalogue`); rules take them as arguments.

use super::amount::{Dose, Strength};
use super::protocol::Grade;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// One number with its provenance.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parameter<T> {
    /// The value.
    pub value: T,
    /// Where it comes from.
    pub source: String,
    /// How good that source is.
    pub grade: Grade,
    /// Still to be confirmed by a clinician or pharmacist; the mark is shown.
    pub verify: bool,
    /// The clinician who reviewed it.
    pub reviewed_by: Option<String>,
}

/// All of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Parameters {
    /// Past this day new plans and checks say "out of date: ask".
    pub review_by: NaiveDate,
    /// Soft cap per 24 h: warn above (4.5 mg).
    pub soft_cap: Parameter<Dose>,
    /// Above this a signed agreement is needed (6 mg).
    pub signed_above: Parameter<Dose>,
    /// Above this nothing is planned (12 mg).
    pub refuse_above: Parameter<Dose>,
    /// A whole tablet: alarm (50 mg).
    pub whole_tablet: Parameter<Dose>,
    /// A first dose above this is typed twice (1.5 mg).
    pub first_dose_twice: Parameter<Dose>,
    /// Weakest second dilution (0.1 mg/mL).
    pub weakest: Parameter<Strength>,
    /// The line may hold this much less than the plan's dose, in percent (10).
    pub rounding_percent: Parameter<u32>,
    /// Nights without a short-acting opioid before a dose (10).
    pub short_opioid_nights: Parameter<u32>,
    /// The same for extended release, patches, methadone, buprenorphine (14).
    pub long_opioid_nights: Parameter<u32>,
    /// Full days before an operation (7), shown as a range to agree.
    pub surgery_days: Parameter<u32>,
    /// Shortest time between two doses, minutes (720).
    pub min_gap_min: Parameter<u32>,
    /// A dose may be taken this long before bedtime, minutes (120).
    pub early_window_min: Parameter<u32>,
    /// And this long after, minutes (240).
    pub late_window_min: Parameter<u32>,
    /// From so many nights without *taken*, tonight asks first (14).
    pub review_nights: Parameter<u32>,
    /// After so many unlogged nights reminders stop (28).
    pub silence_nights: Parameter<u32>,
    /// Nights taken on a last step after which a review is due, where the source gives none (70).
    pub assess_nights: Parameter<u32>,
    /// Nights taken from which on a response may show (56); the earlier end of weeks 8 to 10.
    pub assess_from_nights: Parameter<u32>,
    /// Nights of each leg of a re-check: as before, one step down, back (14).
    pub recheck_nights: Parameter<u32>,
    /// Shelf life in the fridge of tablet in water, days (14).
    pub shelf_water_days: Parameter<u32>,
    /// Of the preserved recipe (60).
    pub shelf_preserved_days: Parameter<u32>,
    /// Of a second dilution (1).
    pub shelf_second_days: Parameter<u32>,
    /// A phone that is not the giving one offers *Done* this long after a sync, minutes (10; `safety.md` 18).
    pub fresh_sync_min: Parameter<u32>,
    /// Nights taken from the first dose before a first verdict (70).
    pub verdict_nights: Parameter<u32>,
    /// The last nights on one unchanged dose that are compared with those before the first dose (28).
    pub follow_up_nights: Parameter<u32>,
    /// Rated weeks each side needs for an interval (4).
    pub verdict_weeks: Parameter<u32>,
    /// Rated nights of seven that make a week count (4).
    pub week_rated_nights: Parameter<u32>,
    /// Nights taken at one dose before it is judged, also after a hold (14).
    pub steady_nights: Parameter<u32>,
    /// Rated nights it needs besides (10).
    pub steady_rated_nights: Parameter<u32>,
    /// The fall that trials count as a response, percent of the level before (30).
    pub responder_percent: Parameter<u32>,
    /// Disturbed nights of seven from which the sleep ladder is offered (3).
    pub sleep_disturbed_nights: Parameter<u32>,
    /// Nights after a step in which disturbed sleep usually passes: waiting is the first rung (14).
    pub sleep_wait_nights: Parameter<u32>,
}

/// Where one number comes from, without the number: what a page of sources prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Provenance<'a> {
    /// The parameter's name, as in the data file.
    pub name: &'static str,
    /// Where it comes from.
    pub source: &'a str,
    /// How good that source is.
    pub grade: Grade,
    /// Still to be confirmed by a clinician or pharmacist.
    pub verify: bool,
    /// The clinician who reviewed it.
    pub reviewed_by: Option<&'a str>,
}

impl<T> Parameter<T> {
    /// The provenance under the given name.
    fn provenance(&self, name: &'static str) -> Provenance<'_> {
        Provenance {
            name,
            source: &self.source,
            grade: self.grade,
            verify: self.verify,
            reviewed_by: self.reviewed_by.as_deref(),
        }
    }
}

impl Parameters {
    /// The provenance of every parameter, in the data file's order.
    pub fn provenance(&self) -> Vec<Provenance<'_>> {
        vec![
            self.soft_cap.provenance("soft_cap"),
            self.signed_above.provenance("signed_above"),
            self.refuse_above.provenance("refuse_above"),
            self.whole_tablet.provenance("whole_tablet"),
            self.first_dose_twice.provenance("first_dose_twice"),
            self.weakest.provenance("weakest"),
            self.rounding_percent.provenance("rounding_percent"),
            self.short_opioid_nights.provenance("short_opioid_nights"),
            self.long_opioid_nights.provenance("long_opioid_nights"),
            self.surgery_days.provenance("surgery_days"),
            self.min_gap_min.provenance("min_gap_min"),
            self.early_window_min.provenance("early_window_min"),
            self.late_window_min.provenance("late_window_min"),
            self.review_nights.provenance("review_nights"),
            self.silence_nights.provenance("silence_nights"),
            self.assess_nights.provenance("assess_nights"),
            self.recheck_nights.provenance("recheck_nights"),
            self.shelf_water_days.provenance("shelf_water_days"),
            self.shelf_preserved_days.provenance("shelf_preserved_days"),
            self.shelf_second_days.provenance("shelf_second_days"),
            self.fresh_sync_min.provenance("fresh_sync_min"),
            self.verdict_nights.provenance("verdict_nights"),
            self.follow_up_nights.provenance("follow_up_nights"),
            self.verdict_weeks.provenance("verdict_weeks"),
            self.week_rated_nights.provenance("week_rated_nights"),
            self.steady_nights.provenance("steady_nights"),
            self.steady_rated_nights.provenance("steady_rated_nights"),
            self.responder_percent.provenance("responder_percent"),
            self.sleep_disturbed_nights.provenance("sleep_disturbed_nights"),
            self.sleep_wait_nights.provenance("sleep_wait_nights"),
            self.assess_from_nights.provenance("assess_from_nights"),
        ]
    }

    /// Whether a named clinician has reviewed every one of them (`safety.md` 27).
    ///
    /// While this is false, set-up, plan, check, letters, the doctor's page and the portal say
    /// "not clinically reviewed", and nothing is released.
    pub fn reviewed(&self) -> bool {
        self.provenance().iter().all(|one| one.reviewed_by.is_some_and(|name| !name.trim().is_empty()))
    }

    /// Whether the table is past its review-by date: new plans and checks then say "out of date: ask".
    pub fn out_of_date(&self, today: NaiveDate) -> bool {
        today > self.review_by
    }
}
