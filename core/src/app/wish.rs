//! Wishes: what a shell asks for in one call where the product has a method for each.
//!
//! A terminal has a command for each of these; a phone has one screen with buttons. The rules are the methods'.

use super::{App, EffectReport, PlanStart, Planned, When};
use crate::domain::amount::Dose;
use crate::domain::fact_id::FactId;
use crate::domain::night::Night;
use crate::domain::plan::{Agreement, HoldReason, Step};
use crate::domain::plan_change::Taking;
use crate::domain::response::Mark;
use crate::error::Error;
use chrono::NaiveDate;

/// A change to the plan. The past is never rewritten.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PlanChange {
    /// A new plan.
    Begin {
        /// From what.
        start: PlanStart,
        /// Who agreed.
        agreement: Agreement,
        /// The dose that is taken already.
        taking: Option<Taking>,
    },
    /// The present step again, from 0.
    Repeat,
    /// One step back.
    Back,
    /// One step back, to ask about the present one again later.
    BackAndAsk {
        /// After so many months.
        months: u32,
    },
    /// Half the dose.
    Halve,
    /// The end of a running re-check: the usual dose again.
    EndRecheck,
    /// Other steps, agreed with the prescriber.
    Steps {
        /// The steps.
        steps: Vec<Step>,
        /// The one to begin with, from 0.
        start_step: usize,
        /// The prescriber's cap.
        cap: Option<Dose>,
        /// Who agreed.
        agreement: Agreement,
    },
    /// A stop night; without one at once.
    Stop {
        /// The last night with a dose.
        last: Option<Night>,
        /// Who agreed.
        agreement: Agreement,
    },
    /// Step 1 again, agreed with the prescriber.
    Retitrate {
        /// Who agreed.
        agreement: Agreement,
    },
    /// The periodic down-then-up.
    Recheck {
        /// Who agreed, where the protocol asks for it.
        agreement: Option<Agreement>,
    },
}

/// Why to hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HoldWish {
    /// The patient's own wish.
    Patient,
    /// A clinician said so.
    Clinician,
    /// The newest side effect that stands open.
    OpenEffect,
    /// An operation; the hold begins as early as the rule asks for, whatever night was named.
    Surgery {
        /// Its day.
        on: NaiveDate,
    },
}

/// Something felt or found. Without a night it is tonight's, without a day today's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DiaryEntry {
    /// A rating from 0 to 10.
    Rating {
        /// "pain", or a scale of the patient's own.
        scale: String,
        /// 0 to 10.
        value: u8,
        /// Whose.
        night: Option<Night>,
    },
    /// A side effect, or a change in one that stands open.
    Effect(EffectReport),
    /// A laboratory value as the report prints it.
    Lab {
        /// "ESR".
        what: String,
        /// "12".
        value: String,
        /// "mm/h".
        unit: String,
        /// As the report names it.
        method: Option<String>,
        /// The day of the sample.
        on: Option<NaiveDate>,
    },
    /// A note in the patient's words.
    Note {
        /// The words.
        text: String,
        /// Whose.
        night: Option<Night>,
    },
    /// Something else that happened: an infection, exertion, a crash, the period.
    Mark {
        /// What.
        mark: Mark,
        /// It is over.
        over: bool,
        /// Whose.
        night: Option<Night>,
    },
    /// A bad day: counted, everything else of it is missing.
    BadDay {
        /// Which.
        night: Option<Night>,
    },
}

impl App {
    /// Changes the plan by whichever method the change names.
    pub fn wished(&self, change: PlanChange, when: When) -> Result<Planned, Error> {
        match change {
            PlanChange::Begin { start, agreement, taking } => self.begin_plan(start, agreement, taking, when),
            PlanChange::Repeat => self.repeat_step(when),
            PlanChange::Back => self.step_back(when),
            PlanChange::BackAndAsk { months } => self.step_back_and_ask(months, when),
            PlanChange::Halve => self.halve(when),
            PlanChange::EndRecheck => self.end_recheck(when),
            PlanChange::Steps { steps, start_step, cap, agreement } => {
                self.change_plan(steps, start_step, cap, agreement, when)
            }
            PlanChange::Stop { last, agreement } => self.stop_plan(last, agreement),
            PlanChange::Retitrate { agreement } => self.retitrate(agreement, when),
            PlanChange::Recheck { agreement } => self.recheck(agreement, when),
        }
    }

    /// Holds for whichever reason the wish names.
    pub fn hold_as(&self, wish: HoldWish, from: Option<Night>) -> Result<FactId, Error> {
        match wish {
            HoldWish::Patient => self.hold(HoldReason::Patient, from),
            HoldWish::Clinician => self.hold(HoldReason::Clinician, from),
            HoldWish::OpenEffect => self.hold_for_effect(from),
            HoldWish::Surgery { on } => self.hold_for_surgery(on),
        }
    }

    /// Keeps an entry of the diary, by whichever method it names.
    pub fn enter(&self, entry: &DiaryEntry) -> Result<FactId, Error> {
        let (id, _) = match entry {
            DiaryEntry::Rating { scale, value, night } => self.rate(scale, *value, *night)?,
            DiaryEntry::Effect(report) => self.report_effect(report)?,
            DiaryEntry::Lab { what, value, unit, method, on } => {
                self.keep_lab(what, (value, unit), method.clone(), *on)?
            }
            DiaryEntry::Note { text, night } => self.note(text, *night)?,
            DiaryEntry::Mark { mark, over, night } => self.mark(*mark, *over, *night)?,
            DiaryEntry::BadDay { night } => self.bad_day(*night)?,
        };
        Ok(id)
    }
}
