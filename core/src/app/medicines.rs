//! Other medicines, and the questions that cannot be skipped.

use super::{App, Look};
use crate::domain::fact::Fact;
use crate::domain::fact_id::FactId;
use crate::domain::hold;
use crate::domain::medicine::{Answer, Medicine, MedicineClass, Question};
use crate::domain::night::Night;
use crate::domain::plan::{Agreement, HoldReason};
use crate::domain::question::{OpenQuestion, open_questions};
use crate::domain::safety::{
    self, CheckAnswer, CheckRequest, HoldStart, Recording, Said, Washout, WashoutCause, is_opioid,
};
use crate::error::Error;
use crate::id;
use chrono::NaiveDate;

/// A medicine just recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MedicineAdded {
    /// Its id.
    pub id: FactId,
    /// What it was recognised as.
    pub class: Option<MedicineClass>,
    /// The hold that began with it; `None` where no plan could be held or no opioid was found.
    pub hold: Option<HoldStart>,
    /// A dose was swallowed on or after the medicine's day: the withdrawal page opens (`safety.md` 20).
    pub on_top: bool,
}

/// A medicine on the list, with the clock that runs for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MedicineView {
    /// As recorded.
    pub medicine: Medicine,
    /// The clock that stands against a dose for it.
    pub clock: Option<Washout>,
}

/// An answer to one of the questions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answering {
    /// The question.
    pub question: Question,
    /// Yes or no.
    pub yes: bool,
    /// The date of the operation.
    pub on: Option<NaiveDate>,
    /// The clinician who knows of it and agreed all the same.
    pub agreement: Option<Agreement>,
}

impl App {
    /// Checks names and an operation against the tables, by the patient's own bedtime and cutover.
    ///
    /// Where there is a log, an opioid it finds is kept as unanswered in the same call, so that *Tonight* asks before
    /// any line until the patient has said whether and when it was taken (`safety.md` 2). Without one it makes none.
    pub fn check(&self, request: &CheckRequest) -> Result<CheckAnswer, Error> {
        let look = self.look()?;
        let request = CheckRequest { settings: look.journal.settings.clone(), ..request.clone() };
        let answer = safety::check(&request, look.medicines, look.parameters, look.tonight)?;
        if self.shelf.get().is_ok() {
            let found =
                safety::unanswered(&request, &look.journal, look.medicines, look.parameters, look.tonight);
            let kept: Result<Vec<Fact>, Error> = found
                .into_iter()
                .map(|name| {
                    let (today, tonight) = (look.today(), look.tonight);
                    let Recording { class, course, .. } = safety::recording(
                        name,
                        Said::Nothing,
                        look.medicines,
                        look.parameters,
                        today,
                        tonight,
                    )?;
                    let (id, stamp) = (id::mint(look.now), look.stamp.clone());
                    Ok(Medicine { id, name: name.to_owned(), class, course, stamp }.into())
                })
                .collect();
            self.append(&kept?)?;
        }
        Ok(answer)
    }

    /// Records a medicine, and the hold that begins with it, in one transaction (`safety.md` 2).
    pub fn add_medicine(&self, name: &str, said: Said) -> Result<MedicineAdded, Error> {
        let look = self.look()?;
        let Recording { class, course, hold } =
            safety::recording(name, said, look.medicines, look.parameters, look.today(), look.tonight)?;
        let (id, stamp) = (id::mint(look.now), look.stamp.clone());
        let medicine = Medicine { id, name: name.to_owned(), class, course, stamp: stamp.clone() };
        let mut facts: Vec<Fact> = vec![medicine.into()];
        if let Some(start) = hold.filter(|start| !held_by_name(&look, name, start.from)) {
            // Without a plan there is nothing to hold; the clock itself stands against any line.
            let reason = HoldReason::Opioid { medicine: id };
            if let Ok(begun) = hold::begin(&look.journal, reason, start.from, look.tonight) {
                facts.push(begun.recorded(id::mint(look.now), stamp).into());
            }
        }
        self.append(&facts)?;
        let on_top =
            class.is_some_and(is_opioid) && safety::swallowed_since(&look.journal, course, look.tonight);
        Ok(MedicineAdded { id, class, hold, on_top })
    }

    /// The list, newest entry of each name as recorded, each with its clock.
    pub fn medicines(&self) -> Result<Vec<MedicineView>, Error> {
        let look = self.look()?;
        let clocks = safety::washouts(&look.journal, look.medicines, look.parameters, look.tonight);
        let of = |id| clocks.iter().find(|clock| clock.cause == WashoutCause::Medicine(id)).cloned();
        let all = look.journal.medicines.iter();
        Ok(all.map(|medicine| MedicineView { medicine: medicine.clone(), clock: of(medicine.id) }).collect())
    }

    /// Every clock that stands against a dose tonight, operations included.
    pub fn clocks(&self) -> Result<Vec<Washout>, Error> {
        let look = self.look()?;
        Ok(safety::washouts(&look.journal, look.medicines, look.parameters, look.tonight))
    }

    /// The questions to ask before any line.
    pub fn open_questions(&self) -> Result<Vec<OpenQuestion>, Error> {
        let look = self.look()?;
        Ok(open_questions(&look.journal, look.medicines, look.parameters, look.tonight))
    }

    /// Keeps an answer; a *yes* to an operation with a date begins its hold in the same transaction.
    pub fn answer(&self, answering: Answering) -> Result<FactId, Error> {
        let look = self.look()?;
        let Answering { question, yes, on, agreement } = answering;
        let agreement = agreement.map(Agreement::told);
        if on.is_some_and(|on| on < look.today()) {
            return Err(safety::CheckError::SurgeryInPast.into());
        }
        let (id, stamp) = (id::mint(look.now), look.stamp.clone());
        let at = look.now;
        let mut facts: Vec<Fact> =
            vec![Answer { id, question, yes, on, agreement, at, stamp: stamp.clone() }.into()];
        if let (Question::Surgery, true, Some(on)) = (question, yes, on)
            && let Ok(begun) = hold::begin_surgery(&look.journal, look.parameters, on, look.tonight)
        {
            facts.push(begun.recorded(id::mint(look.now), stamp).into());
        }
        self.append(&facts)?;
        Ok(id)
    }
}

/// Whether a hold that an earlier entry of this name began is still open and lies over the night: "starting" and
/// later "took it last on" are one pause, not two.
fn held_by_name(look: &Look, name: &str, night: Night) -> bool {
    let of_name = |id| {
        let entry = look.journal.medicines.iter().find(|medicine| medicine.id == id);
        entry.is_some_and(|medicine| medicine.name.trim().eq_ignore_ascii_case(name.trim()))
    };
    hold::open_holds(&look.journal).iter().any(|open| match open.reason {
        HoldReason::Opioid { medicine } => of_name(medicine) && hold::covers(open, night),
        _ => false,
    })
}
