//! The clinic's word on the patient's side: proposals answered, steps asked for, messages read.

use super::{App, Planned};
use crate::domain::clinic::{Arrival, Received, Reply, ReplyKind, StepRequest};
use crate::domain::fact::Fact;
use crate::domain::fact_id::FactId;
use crate::domain::medicine::{Answer, Question};
use crate::domain::plan_change::Moment;
use crate::domain::proposal::{self, Proposal, ProposalRefusal};
use crate::domain::safety;
use crate::error::Error;
use crate::id;

/// What a clinic has said and the patient can answer or read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClinicPage {
    /// The proposal that waits, if one does.
    pub proposal: Option<Proposal>,
    /// Whether the match was confirmed; before that no proposal can be.
    pub matched: bool,
    /// The stops, pauses and flags that stand.
    pub stops: Vec<Received>,
    /// The step asked for, while the clinic has not decided.
    pub request: Option<StepRequest>,
    /// Messages and answers, newest first.
    pub said: Vec<Received>,
}

/// How a proposal is confirmed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Confirmation {
    /// The plan version the diff was read against; `None` is whichever is in force. Another one since then means
    /// that another diff must be read.
    pub read_against: Option<FactId>,
    /// The dose was typed twice, after having been asked to (`safety.md` 10).
    pub typed_twice: bool,
    /// "No opioid in the last 14 nights, and none planned": the question returns with every step up.
    pub no_opioids: bool,
}

impl App {
    /// What the clinic has said.
    ///
    /// # Errors
    /// [`Error::NotPaired`], or what the store says.
    pub fn clinic_page(&self) -> Result<ClinicPage, Error> {
        let matched = self.is_matched()?;
        let look = self.look()?;
        let journal = &look.journal;
        let said = |it: &&Received| matches!(it.what, Arrival::Message(_) | Arrival::Answer(_));
        Ok(ClinicPage {
            proposal: proposal::open_proposal(journal, look.tonight),
            matched,
            stops: proposal::standing_stops(journal).into_iter().cloned().collect(),
            request: proposal::open_request(journal).cloned(),
            said: journal.received.iter().rev().filter(said).take(super::sync::MESSAGES).cloned().collect(),
        })
    }

    /// Confirms a proposal: every rule runs again, and the version, the end of the clinic's hold and the answer
    /// are one transaction. `None` takes the one that is open.
    ///
    /// # Errors
    /// [`Error::Proposal`]; with [`ProposalRefusal::SentBack`] the clinic is told, and the proposal is answered.
    pub fn confirm_proposal(&self, arrival: Option<FactId>, how: Confirmation) -> Result<Planned, Error> {
        if !self.is_matched()? {
            return Err(ProposalRefusal::NotMatched.into());
        }
        let look = self.look()?;
        let proposal = open(&look.journal, look.tonight, arrival)?;
        if how.read_against.is_some() && how.read_against != proposal.against {
            return Err(ProposalRefusal::PlanChanged.into());
        }
        let seen = proposal::as_seen(&self.store()?.facts()?, proposal.order.saw.as_ref(), proposal.arrival);
        let (journal, parameters, tonight) = (&look.journal, look.parameters, look.tonight);
        let moment = Moment { journal, parameters, tonight, from: None, typed_twice: how.typed_twice };
        let confirmed = match proposal::confirm(&moment, &proposal, &seen, look.medicines) {
            Err(ProposalRefusal::SentBack(newer)) => {
                self.reply(proposal.arrival, ReplyKind::SentBack)?;
                return Err(ProposalRefusal::SentBack(newer).into());
            }
            other => other?,
        };
        let warnings = confirmed.plan.warnings.clone();
        let reasons = safety::out_of_date(look.medicines, parameters, tonight).into_iter().collect();
        let plan = confirmed.plan.recorded(id::mint(look.now), look.stamp.clone());
        let mut facts = vec![Fact::from(plan.clone())];
        let ends = confirmed.holds_ended.into_iter();
        facts.extend(ends.map(|end| Fact::from(end.recorded(id::mint(look.now), look.stamp.clone()))));
        for to in core::iter::once(proposal.arrival).chain(confirmed.answers) {
            let (id, what) = (id::mint(look.now), ReplyKind::Confirmed { plan: plan.id });
            facts.push(Reply { id, to, what, stamp: look.stamp.clone() }.into());
        }
        if how.no_opioids {
            let (id, at, stamp) = (id::mint(look.now), look.now, look.stamp.clone());
            let question = Question::Opioids;
            facts.push(Answer { id, question, yes: false, on: None, agreement: None, at, stamp }.into());
        }
        facts.extend(look.with_plan(&plan).due_holds());
        self.append(&facts)?;
        Ok(Planned { plan, warnings, reasons })
    }

    /// Declines a proposal, with the patient's reason for the clinic. `None` takes the one that is open.
    ///
    /// # Errors
    /// [`ProposalRefusal::NotOpen`].
    pub fn decline_proposal(&self, arrival: Option<FactId>, reason: Option<String>) -> Result<FactId, Error> {
        self.paired_store()?;
        let look = self.look()?;
        let proposal = open(&look.journal, look.tonight, arrival)?;
        self.reply(proposal.arrival, ReplyKind::Declined { reason })
    }

    /// Asks the clinic for the next step.
    ///
    /// # Errors
    /// [`Error::NotPaired`]; [`Error::Request`] where there is none to ask for, or it was asked already.
    pub fn request_step(&self) -> Result<StepRequest, Error> {
        self.paired_store()?;
        let look = self.look()?;
        let (plan, to) = proposal::request_step(&look.journal, look.tonight)?;
        let request = StepRequest { id: id::mint(look.now), plan, to, stamp: look.stamp.clone() };
        self.append(&[request.clone().into()])?;
        Ok(request)
    }

    fn reply(&self, to: FactId, what: ReplyKind) -> Result<FactId, Error> {
        let look = self.look()?;
        self.keep(&look, |id, stamp| Reply { id, to, what, stamp })
    }
}

fn open(
    journal: &crate::domain::journal::Journal,
    tonight: crate::domain::night::Night,
    arrival: Option<FactId>,
) -> Result<Proposal, ProposalRefusal> {
    proposal::open_proposal(journal, tonight)
        .filter(|open| arrival.is_none_or(|arrival| open.arrival == arrival))
        .ok_or(ProposalRefusal::NotOpen)
}
