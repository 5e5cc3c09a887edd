//! Pages on paper: the journal read once, and the page filled from it.

use super::App;
use crate::catalogue;
use crate::domain::entry::DoseStatus;
use crate::domain::night::Night;
use crate::domain::paper::Paper;
use crate::domain::response::respond;
use crate::domain::symptom::{DAILY_SCALES, Lab, Score};
use crate::domain::tonight::tonight;
use crate::error::Error;
use crate::report::{self, Document, Told};
use crate::words::Lang;
use chrono::NaiveDate;
use core::ops::RangeInclusive;

impl App {
    /// A page, filled with what is on record now. Labels without a usable bottle are no page.
    pub fn report(&self, paper: Paper, lang: Lang) -> Result<Document, Error> {
        let look = self.look()?;
        // From 1970: before every log.
        let nights = Night::of(NaiveDate::default())..=Night::second_of(look.tonight.date);
        let (scores, labs) = self.measured(&nights)?;
        let (journal, parameters) = (&look.journal, look.parameters);
        let responses: Vec<_> = DAILY_SCALES
            .iter()
            .map(|scale| respond(journal, &scores, scale, parameters, look.tonight))
            .collect();
        let told = Told {
            journal,
            medicines: look.medicines,
            parameters,
            protocols: catalogue::protocols(),
            evidence: catalogue::evidence(),
            tonight: &tonight(journal, look.medicines, parameters, look.now, &look.zone),
            today: look.today(),
            scores: &scores,
            responses: &responses,
            labs: &labs,
        };
        let document = report::document(paper, &told, lang);
        if document.sides.is_empty() { Err(Error::NoSuch("bottle")) } else { Ok(document) }
    }

    /// The doctor's page that is wanted now: the first talk until a dose is taken or told, then the follow-up.
    pub fn usual_paper(&self) -> Result<Paper, Error> {
        let look = self.look()?;
        let journal = &look.journal;
        let taken = journal.doses.iter().any(|entry| entry.status == DoseStatus::Taken);
        let already = journal.plans.iter().any(|plan| plan.already_since.is_some());
        Ok(if taken || already { Paper::FollowUp } else { Paper::Start })
    }

    /// [`App::report`] as a PDF file.
    #[cfg(feature = "pdf")]
    pub fn report_pdf(&self, paper: Paper, lang: Lang) -> Result<Vec<u8>, Error> {
        Ok(report::pdf(&self.report(paper, lang)?))
    }

    /// Ratings of every day's scales and laboratory values; none where there is no store yet.
    fn measured(&self, nights: &RangeInclusive<Night>) -> Result<(Vec<Score>, Vec<Lab>), Error> {
        let Ok(store) = self.shelf.get() else { return Ok((Vec::new(), Vec::new())) };
        let mut scores = Vec::new();
        for scale in DAILY_SCALES {
            scores.extend(store.scores(nights, scale)?);
        }
        Ok((scores, store.history(nights)?.labs))
    }
}
