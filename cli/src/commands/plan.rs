//! `plan …`: made, shown, held, gone on with, changed.

use super::steps;
use crate::args::plan::{
    PlanAction, PlanChange, PlanHold, PlanNew, PlanResume, PlanStepUp, PlanStop, ReportedBy,
};
use crate::ask;
use crate::machine::{Machine, SOURCE};
use crate::manners::Reply;
use crate::read;
use crate::refusal::Refusal;
use nocte_core::app::{App, PlanStart, Planned, StepTap, When};
use nocte_core::domain::amount::Dose;
use nocte_core::domain::logging::{Answer, LogRequest, Swallowed};
use nocte_core::domain::medicine::Question;
use nocte_core::domain::night::Night;
use nocte_core::domain::plan::{Agreement, AgreementKind, HoldReason};
use nocte_core::domain::plan_change::{Filling, PlanRefusal, Taking};
use nocte_core::domain::proposal::ProposalRefusal;
use nocte_core::domain::setting::Choice;
use nocte_core::error::Error;
use nocte_core::words;

/// One of the plan's commands.
pub(crate) fn run(action: &PlanAction, machine: &Machine) -> Result<Reply, Refusal> {
    match action {
        PlanAction::New(args) => new(args, machine),
        PlanAction::Show(_) => super::plan_view::show(&machine.app()?, machine),
        PlanAction::Hold(args) => hold(args, machine),
        PlanAction::Resume(args) => resume(args, machine),
        PlanAction::StepUp(args) => step_up(args, machine),
        PlanAction::Back(args) => own_way(args.from.as_deref(), machine, |app, when| match args.ask_again {
            Some(months) => app.step_back_and_ask(months, when),
            None => app.step_back(when),
        }),
        PlanAction::Repeat(args) => own_way(args.from.as_deref(), machine, App::repeat_step),
        PlanAction::Halve(args) => own_way(args.from.as_deref(), machine, App::halve),
        PlanAction::Change(args) => change(args, machine),
        PlanAction::Stop(args) => stop(args, machine),
        PlanAction::Retitrate(args) => {
            let agreement = agreement(&args.agreed, machine)?;
            own_way(args.from.as_deref(), machine, |app, when| app.retitrate(agreement, when))
        }
        PlanAction::Recheck(args) if args.end => own_way(args.from.as_deref(), machine, App::end_recheck),
        PlanAction::Recheck(args) => {
            let agreement = reported(&args.agreed, machine)?;
            own_way(args.from.as_deref(), machine, |app, when| app.recheck(agreement, when))
        }
        PlanAction::Proposals(_) => super::proposal::proposals(machine),
        PlanAction::Confirm(args) => super::proposal::confirm(args, machine),
        PlanAction::Decline(args) => super::proposal::decline(args, machine),
        PlanAction::Request(_) => super::proposal::request(machine),
    }
}

fn new(args: &PlanNew, machine: &Machine) -> Result<Reply, Refusal> {
    let lang = machine.lang;
    let start = start(args, machine)?;
    let taking = match (&args.taking, &args.since) {
        (Some(dose), Some(since)) => {
            Some(Taking { dose: read::dose(dose, lang)?, since: read::date(since)? })
        }
        _ => None,
    };
    let last_dose = args.last_dose.as_deref().map(read::instant).transpose()?;
    let baseline = args
        .baseline
        .as_deref()
        .map(|text| ask::yes_no(Some(text), false, "baseline", "--baseline"))
        .transpose()?;
    let agreement = agreement(&args.agreed, machine)?;
    let from = night(args.from.as_deref())?;
    let again = args.again.as_deref().map(|text| read::dose(text, lang)).transpose()?;
    let app = machine.app()?;
    let made = twice(again, machine, |typed_twice| {
        app.begin_plan(start.clone(), agreement.clone(), taking, When { from, typed_twice })
    })?;
    if let Some(accepted) = baseline {
        app.choose(vec![Choice::Baseline { accepted }]).map_err(machine.refuse())?;
    }
    if let Some(at) = last_dose {
        let request = LogRequest::answer(Answer::Taken(Swallowed::at(at)), SOURCE);
        app.log(&request).map_err(machine.refuse())?;
    }
    super::plan_view::made(&app, &made, machine)
}

/// Where the steps come from.
fn start(args: &PlanNew, machine: &Machine) -> Result<PlanStart, Refusal> {
    let steps = steps::read(&args.steps, machine.lang)?;
    let cap = args.cap.as_deref().map(|text| read::dose(text, machine.lang)).transpose()?;
    let every = args.every;
    match &args.protocol {
        Some(_) if cap.is_some() => Err(Refusal::new(
            "a protocol brings its own maximum",
            "leave --cap out, or type the steps with --step instead of --protocol",
        )
        .de(
            "ein Schema bringt seine eigene Höchstdosis mit",
            "lassen Sie --cap weg, oder tippen Sie die Schritte mit --step statt --protocol",
        )),
        Some(id) if steps.is_empty() && every.is_none() => Ok(PlanStart::Protocol { id: id.clone() }),
        Some(id) => {
            let filling = Filling { interval_nights: every, steps: (!steps.is_empty()).then_some(steps) };
            Ok(PlanStart::Completed { id: id.clone(), filling })
        }
        None if steps.is_empty() => {
            Err(ask::missing("the plan", "--protocol P2, or --step 1.5mg,30 for each step"))
        }
        None => Ok(PlanStart::Typed { steps, cap }),
    }
}

/// Makes a version; where a rule asks for the dose a second time, it is `again` or typed at the terminal.
pub(super) fn twice(
    again: Option<Dose>,
    machine: &Machine,
    make: impl Fn(bool) -> Result<Planned, Error>,
) -> Result<Planned, Refusal> {
    match make(false) {
        Err(
            Error::Plan(PlanRefusal::TypeTwice { dose, .. })
            | Error::Proposal(ProposalRefusal::Plan(PlanRefusal::TypeTwice { dose, .. })),
        ) if again.is_some() || machine.there => {
            let typed = match again {
                Some(typed) => typed,
                None => type_again(machine)?,
            };
            if typed != dose {
                return Err(Refusal::new(
                    "the two doses are not the same",
                    "read the paper again, then start over",
                )
                .de(
                    "die beiden Dosen sind nicht gleich",
                    "lesen Sie das Papier noch einmal, dann beginnen Sie von vorn",
                ));
            }
            make(true).map_err(machine.refuse())
        }
        other => other.map_err(machine.refuse()),
    }
}

/// A dose typed once more at the terminal. It is not shown again: a dose that is copied is not typed twice.
fn type_again(machine: &Machine) -> Result<Dose, Refusal> {
    let prompt = machine.say(
        "Read the paper again, then type the dose a second time: ",
        "Lesen Sie noch einmal nach und tippen Sie die Dosis ein zweites Mal: ",
    );
    read::dose(&ask::line(prompt)?.unwrap_or_default(), machine.lang)
}

fn change(args: &PlanChange, machine: &Machine) -> Result<Reply, Refusal> {
    let lang = machine.lang;
    let steps = steps::read(&args.steps, lang)?;
    let cap = args.cap.as_deref().map(|text| read::dose(text, lang)).transpose()?;
    let again = args.again.as_deref().map(|text| read::dose(text, lang)).transpose()?;
    let from = night(args.from.as_deref())?;
    let agreement = agreement(&args.agreed, machine)?;
    let app = machine.app()?;
    let made = twice(again, machine, |typed_twice| {
        app.change_plan(steps.clone(), 0, cap, agreement.clone(), When { from, typed_twice })
    })?;
    super::plan_view::made(&app, &made, machine)
}

fn stop(args: &PlanStop, machine: &Machine) -> Result<Reply, Refusal> {
    let after = night(args.after.as_deref())?;
    let agreement = agreement(&args.agreed, machine)?;
    let app = machine.app()?;
    let made = app.stop_plan(after, agreement).map_err(machine.refuse())?;
    super::plan_view::made(&app, &made, machine)
}

/// Ways through the agreed steps: back, repeat, halve, from the start, re-check.
fn own_way(
    from: Option<&str>,
    machine: &Machine,
    way: impl FnOnce(&App, When) -> Result<Planned, Error>,
) -> Result<Reply, Refusal> {
    let when = When { from: night(from)?, typed_twice: false };
    let app = machine.app()?;
    let made = way(&app, when).map_err(machine.refuse())?;
    super::plan_view::made(&app, &made, machine)
}

fn hold(args: &PlanHold, machine: &Machine) -> Result<Reply, Refusal> {
    let from = night(args.from.as_deref())?;
    let surgery = args.surgery.as_deref().map(read::date).transpose()?;
    let app = machine.app()?;
    match surgery {
        Some(on) => app.hold_for_surgery(on),
        None if args.effect => app.hold_for_effect(from),
        None => app.hold(HoldReason::Patient, from),
    }
    .map_err(machine.refuse())?;
    super::plan_view::show(&app, machine)
}

fn resume(args: &PlanResume, machine: &Machine) -> Result<Reply, Refusal> {
    let from = night(args.from.as_deref())?;
    insist(args.opioids.as_deref(), machine)?;
    let app = machine.app()?;
    app.resume_saying(from, true).map_err(machine.refuse())?;
    super::plan_view::show(&app, machine)
}

fn step_up(args: &PlanStepUp, machine: &Machine) -> Result<Reply, Refusal> {
    let agreed = reported(&args.agreed, machine)?;
    insist(args.opioids.as_deref(), machine)?;
    let app = machine.app()?;
    let tap = StepTap { no_opioids: true, symptom_free: args.symptom_free, agreed };
    app.step_up_saying(tap).map_err(machine.refuse())?;
    super::plan_view::show(&app, machine)
}

/// The opioid question before a dose that is higher or the first again: only a "no" goes on.
pub(super) fn insist(given: Option<&str>, machine: &Machine) -> Result<(), Refusal> {
    let question = words::safety::question(Question::Opioids, machine.lang);
    if given.is_none() && !machine.there {
        return Err(Refusal::new(question, "answer it: add --opioids no, or --opioids yes")
            .de(question, "beantworten Sie sie: --opioids no oder --opioids yes"));
    }
    if ask::yes_no(given, machine.there, question, "--opioids")? {
        let next = "name it: `nocte medicine add NAME --last DATE` or `--starting DATE`";
        return Err(Refusal::new("an opioid stands against it", next).de(
            "ein Opioid steht dagegen",
            "nennen Sie es: `nocte medicine add NAME --last DATE` oder `--starting DATE`",
        ));
    }
    Ok(())
}

/// Who agreed, where anyone is named.
pub(crate) fn reported(agreed: &ReportedBy, machine: &Machine) -> Result<Option<Agreement>, Refusal> {
    match (&agreed.by, &agreed.on) {
        (None, None) => Ok(None),
        _ => agreement(agreed, machine).map(Some),
    }
}

/// What the patient reports about who agreed, and when.
pub(crate) fn agreement(agreed: &ReportedBy, machine: &Machine) -> Result<Agreement, Refusal> {
    let by = ask::text(agreed.by.as_deref(), machine.there, "the prescriber who agreed", "--by NAME")?;
    let on = ask::text(agreed.on.as_deref(), machine.there, "the date of the agreement", "--on DATE")?;
    Ok(Agreement { kind: AgreementKind::Reported, by: by.trim().to_owned(), on: read::date(&on)? })
}

fn night(text: Option<&str>) -> Result<Option<Night>, Refusal> {
    text.map(read::night).transpose()
}
