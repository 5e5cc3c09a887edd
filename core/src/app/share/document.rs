//! What a link shows: the doctor's summary, and the carer's view.

use super::super::{App, Look};
use super::medicines::medicines;
use super::{code, tongue};
use crate::domain::entry::{DoseEntry, DoseStatus};
use crate::domain::fact::Fact;
use crate::domain::fact_id::FactId;
use crate::domain::medicine::Question;
use crate::domain::night::Night;
use crate::domain::response::Response;
use crate::domain::sharing::NIGHTS;
use crate::domain::symptom::{DAILY_SCALES, Score};
use crate::error::Error;
#[cfg(feature = "pdf")]
use crate::fhir::Sheet;
use crate::fhir::{Document, Person, Resource, Section, Writing, write, write_document, write_evening};
use crate::id;
use crate::shlink::ShareKind;
use crate::store::History;
use crate::words::share::{Part, answered, nights, part};
use crate::words::{self, Lang};
use chrono::TimeDelta;
use std::collections::BTreeMap;

impl App {
    /// What a link of this kind shows now, as the text of a FHIR document.
    pub(super) fn shown(&self, kind: ShareKind, person: &Person, lang: Lang) -> Result<String, Error> {
        let look = self.look()?;
        let mint = || id::mint(look.now);
        // Fresh ids: two links of one patient have nothing in common that a reader could put side by side.
        let (patient, install) = (mint().to_string(), mint());
        let with = Writing { patient: &patient, install, codes: crate::catalogue::codes() };
        let (title, of_kind, sections) = match kind {
            ShareKind::Doctor => {
                (Part::DoctorTitle, Part::DoctorKind, self.for_a_doctor(&look, &with, lang)?)
            }
            ShareKind::Carer => (Part::CarerTitle, Part::CarerKind, self.for_a_carer(&look, lang)?),
        };
        let document = Document {
            id: mint(),
            at: look.now,
            lang: code(lang),
            title: part(title, lang),
            kind: part(of_kind, lang),
            person: person.clone(),
            version: env!("CARGO_PKG_VERSION"),
            sections,
        };
        Ok(write_document(&document, &with).to_json())
    }

    fn for_a_doctor(&self, look: &Look, with: &Writing<'_>, lang: Lang) -> Result<Vec<Section>, Error> {
        let last = look.tonight.date;
        let first = Night::of(last - TimeDelta::days(NIGHTS - 1));
        let history = self.store()?.history(&(first..=Night::second_of(last)))?;
        let mut about = vec![part(Part::AboutText, lang).to_owned()];
        if !look.parameters.reviewed() {
            about.push(words::capital(words::safety::not_reviewed(lang)) + ".");
        }
        let felt = self.verdicts(&DAILY_SCALES)?;
        let felt = felt.iter().map(|response| verdict_of(response, lang));
        let mut sections = vec![
            told(part(Part::About, lang), about),
            medicines(look, with, lang),
            not_asked("section/problems", Part::Problems, lang),
            not_asked("section/allergies", Part::Allergies, lang),
            told(part(Part::Answers, lang), answers(look, lang)),
            nights_of(&history, with, lang),
            Section {
                resources: observations(&history, with, lang),
                ..told(part(Part::Felt, lang), felt.collect())
            },
        ];
        sections.extend(self.paper(look, lang)?);
        Ok(sections)
    }

    /// The doctor's page, to be printed.
    #[cfg(feature = "pdf")]
    fn paper(&self, look: &Look, lang: Lang) -> Result<Option<Section>, Error> {
        let title = part(Part::Sheet, lang);
        let pdf = self.report_pdf(self.usual_paper()?, lang)?;
        let sheet = Sheet { id: id::mint(look.now), title: title.to_owned(), pdf };
        Ok(Some(Section { sheet: Some(sheet), ..told(title, vec![part(Part::SheetText, lang).to_owned()]) }))
    }

    /// Without a way to make one, the summary has none.
    #[cfg(not(feature = "pdf"))]
    #[allow(clippy::unnecessary_wraps, clippy::unused_self, reason = "it stands in for the one above")]
    fn paper(&self, _look: &Look, _lang: Lang) -> Result<Option<Section>, Error> {
        Ok(None)
    }

    fn for_a_carer(&self, look: &Look, lang: Lang) -> Result<Vec<Section>, Error> {
        let at = look.zone.local(look.now);
        let day = words::date::show_day(at.date(), lang);
        let as_of = match lang {
            Lang::En => format!("As of {}, {day}.", at.format("%H:%M")),
            Lang::De => format!("Stand {}, {day}.", at.format("%H:%M")),
        };
        let mut tonight = vec![as_of];
        tonight.extend(self.tonight_view(lang)?.text.lines().map(str::to_owned));
        Ok(vec![
            told(part(Part::Tonight, lang), tonight),
            told(part(Part::About, lang), vec![part(Part::CarerCannot, lang).to_owned()]),
            told(part(Part::Card, lang), self.card_view(lang)?),
        ])
    }
}

/// A verdict on one scale: it speaks of the patient, not to them.
fn verdict_of(response: &Response, lang: Lang) -> String {
    let name = words::capital(words::scale::scale(&response.scale, lang));
    format!("{name}: {}", words::others::verdict(&response.verdict, lang))
}

pub(super) fn told(title: &str, lines: Vec<String>) -> Section {
    let lines = lines.into_iter().filter(|line| !line.trim().is_empty()).collect();
    Section { title: title.to_owned(), lines, ..Section::default() }
}

fn not_asked(code: &'static str, title: Part, lang: Lang) -> Section {
    Section {
        code: Some(code),
        not_asked: true,
        ..told(part(title, lang), vec![part(Part::NotAsked, lang).to_owned()])
    }
}

/// The latest answer to each question that cannot be skipped.
fn answers(look: &Look, lang: Lang) -> Vec<String> {
    let latest = Question::ALL
        .into_iter()
        .filter_map(|question| look.journal.answers.iter().rfind(|answer| answer.question == question));
    let lines: Vec<String> = latest
        .map(|answer| {
            let day = words::date::show_day(look.zone.local(answer.at).date(), lang);
            answered(words::safety::question(answer.question, lang), answer.yes, &day, lang)
        })
        .collect();
    if lines.is_empty() { vec![part(Part::NoAnswers, lang).to_owned()] } else { lines }
}

fn nights_of(history: &History, with: &Writing<'_>, lang: Lang) -> Section {
    let count = |status: DoseStatus| history.doses.iter().filter(|dose| dose.status == status).count();
    let (taken, skipped, unknown) =
        (count(DoseStatus::Taken), count(DoseStatus::Skipped), count(DoseStatus::Unknown));
    let line = if history.doses.is_empty() {
        part(Part::Nothing, lang).to_owned()
    } else {
        nights(taken, skipped, unknown, lang)
    };
    let resources =
        history.doses.iter().flat_map(|dose| own(dose.id, &Fact::Dose(stands(dose)), with)).collect();
    Section { resources, ..told(part(Part::Nights, lang), vec![line]) }
}

/// A dose as it stands: what it corrected is history, and stays on the phone.
fn stands(dose: &DoseEntry) -> DoseEntry {
    DoseEntry { corrects: None, ..dose.clone() }
}

/// Ratings, effects, values and bad days, named in the reader's language; notes are the patient's own and are not
/// shared.
fn observations(history: &History, with: &Writing<'_>, lang: Lang) -> Vec<Resource> {
    let effects = history.effects.iter().flat_map(|it| {
        let mut all = own(it.id, &Fact::Effect(it.clone()), with);
        for resource in &mut all {
            tongue::effect(resource, it, lang);
        }
        all
    });
    let labs = history.labs.iter().map(|it| (it.id, Fact::Lab(it.clone())));
    let bad = history.bad_days.iter().map(|it| (it.id, Fact::BadDay(it.clone())));
    let mut out: Vec<Resource> = effects.collect();
    out.extend(labs.chain(bad).flat_map(|(id, fact)| own(id, &fact, with)));
    let mut evenings: BTreeMap<Night, Vec<Score>> = BTreeMap::new();
    for score in &history.scores {
        evenings.entry(score.night).or_default().push(score.clone());
    }
    out.extend(evenings.values().filter_map(|scores| {
        let mut evening = write_evening(scores, with)?;
        tongue::evening(&mut evening, scores, lang);
        Some(evening)
    }));
    out
}

/// The resource that is the fact itself.
fn own(id: FactId, fact: &Fact, with: &Writing<'_>) -> Vec<Resource> {
    let id = id.to_string();
    write(fact, &(), with).into_iter().filter(|it| it.id() == Some(id.as_str())).collect()
}
