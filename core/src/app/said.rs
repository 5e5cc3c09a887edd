//! Intentions told together with an answer: a step up, a new bottle, going on after a hold.
//!
//! The opioid question returns with each of them (`safety.md` 2, 20). Its answer and what follows from it are one
//! transaction: either both stand in the file, or neither, and a refusal leaves no trace.

use super::{App, BottleView, Look, Resumed};
use crate::domain::clinic::{Received, Reply, ReplyKind};
use crate::domain::fact::Fact;
use crate::domain::hold::{self, Hold, HoldRefusal};
use crate::domain::medicine::{Answer, Question};
use crate::domain::night::Night;
use crate::domain::plan::{Agreement, Decision, HoldReason, NewDecision};
use crate::domain::plan_change;
use crate::domain::progress;
use crate::domain::proposal;
use crate::domain::safety::{self, Verdict};
use crate::domain::supply::{self, BottleRequest};
use crate::error::Error;
use crate::id;

/// What is said together with the tap that starts a step.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct StepTap {
    /// "No opioid in the last 14 nights, and none planned."
    pub no_opioids: bool,
    /// "The nights were free of symptoms", where the gate asks for it.
    pub symptom_free: bool,
    /// The clinician's word, where the gate asks for it.
    pub agreed: Option<Agreement>,
}

impl App {
    /// Starts the next step, with all that is said about it. Refused as [`App::step_up`].
    pub fn step_up_saying(&self, tap: StepTap) -> Result<Decision, Error> {
        let mut look = self.look()?;
        let mut facts: Vec<Fact> = Vec::new();
        if tap.symptom_free {
            let said = progress::say_symptom_free(&look.journal, look.tonight)?;
            facts.push(look.decided(said).into());
        }
        if let Some(agreement) = tap.agreed {
            plan_change::agreed(&agreement, look.tonight)?;
            let confirmed = progress::confirm_clinician(&look.journal, agreement.told(), look.tonight)?;
            facts.push(look.decided(confirmed).into());
        }
        let up = progress::step_up(&look.journal, look.tonight)?;
        let up = look.decided(up);
        facts.push(up.clone().into());
        if tap.no_opioids {
            facts.push(look.no_opioids().into());
        }
        self.append(&facts)?;
        Ok(up)
    }

    /// Records a new bottle, together with "no opioids" where that was said. Refused as [`App::make_bottle`].
    pub fn make_bottle_saying(&self, request: BottleRequest, no_opioids: bool) -> Result<BottleView, Error> {
        if !no_opioids {
            return self.make_bottle(request);
        }
        let mut look = self.look()?;
        let made = supply::make(request, &look.journal, look.parameters)?;
        let id = id::mint(look.now);
        let bottle = made.recorded(id, look.stamp.clone());
        self.append(&[bottle.into(), look.no_opioids().into()])?;
        self.bottles()?.into_iter().find(|view| view.bottle.id == id).ok_or(Error::NoSuch("bottle"))
    }

    /// Goes on after a hold, together with "no opioids" where that was said once more. Refused as [`App::resume`].
    pub fn resume_saying(&self, from: Option<Night>, no_opioids: bool) -> Result<Resumed, Error> {
        if !no_opioids {
            return self.resume(from);
        }
        let mut look = self.look()?;
        let from = from.unwrap_or(look.tonight);
        let ended = look.holds_to_end(from);
        if ended.is_empty() {
            return Err(HoldRefusal::NoSuchHold.into());
        }
        let mut facts: Vec<Fact> = vec![look.no_opioids().into()];
        let against: Vec<_> = safety::before_resuming(&look.journal, look.medicines, look.parameters, from)
            .into_iter()
            .filter(|reason| reason.verdict >= Verdict::Hold)
            .collect();
        if !against.is_empty() {
            return Err(Error::Safety(against));
        }
        for one in &ended {
            let end = hold::end(&look.journal, one.id, from, look.tonight)?;
            facts.push(look.decided(end).into());
        }
        facts.extend(look.answered_stops(&ended));
        self.append(&facts)?;
        Ok(Resumed { ended, from })
    }
}

impl Look {
    /// The holds that going on from a night ends: those that have begun by then, else the nearest to come.
    pub(super) fn holds_to_end(&self, from: Night) -> Vec<Hold> {
        let open = hold::open_holds(&self.journal);
        let mut ended: Vec<Hold> = open.iter().filter(|hold| hold::covers(hold, from)).cloned().collect();
        if ended.is_empty() {
            ended.extend(open.into_iter().min_by_key(|hold| hold.from));
        }
        ended
    }

    /// The clinic's stops that going on answers: it is told, and another phone that receives one is, too.
    pub(super) fn answered_stops(&self, ended: &[Hold]) -> Vec<Fact> {
        let Some(hold) = ended.iter().find(|hold| hold.reason == HoldReason::Clinician) else {
            return Vec::new();
        };
        let answer = |stop: &Received| {
            let (id, what) = (id::mint(self.now), ReplyKind::Confirmed { plan: hold.plan });
            Reply { id, to: stop.id, what, stamp: self.stamp.clone() }.into()
        };
        proposal::standing_stops(&self.journal).into_iter().map(answer).collect()
    }

    /// A decision as a fact, seen by what follows in the same intention.
    fn decided(&mut self, decision: NewDecision) -> Decision {
        let decision = decision.recorded(id::mint(self.now), self.stamp.clone());
        self.journal.decisions.push(decision.clone());
        decision
    }

    /// "No" to the opioid question, said now and seen by what follows.
    fn no_opioids(&mut self) -> Answer {
        let (id, at, stamp) = (id::mint(self.now), self.now, self.stamp.clone());
        let answer =
            Answer { id, question: Question::Opioids, yes: false, on: None, agreement: None, at, stamp };
        self.journal.answers.push(answer.clone());
        answer
    }
}
