//! What a sync did, and what a clinic said, for a person.

use crate::machine::Machine;
use crate::refusal::Refusal;
use crate::style;
use chrono::{DateTime, SecondsFormat, Utc};
use nocte_core::app::{App, SyncReport};
use nocte_core::sync::Problem;
use nocte_core::words::{self, Lang};

/// An instant as JSON has it.
pub(crate) fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::AutoSi, true)
}

/// What a run did, what is left, and what the clinic said.
pub(crate) fn report(
    app: &App,
    report: &SyncReport,
    status: bool,
    machine: &Machine,
) -> Result<Vec<String>, Refusal> {
    let mut lines = Vec::new();
    if !status {
        lines.push(match machine.lang {
            Lang::En => format!("sent: {}; new here: {}", report.delivered, report.pulled),
            Lang::De => format!("gesendet: {}; neu hier: {}", report.delivered, report.pulled),
        });
    }
    lines.extend(report.problems.iter().map(|problem| format!("! {}", said(problem, machine))));
    lines.extend(left(report, machine));
    lines.extend(clinic(app, machine)?);
    Ok(lines)
}

/// What waits and what is parked.
pub(crate) fn left(report: &SyncReport, machine: &Machine) -> Vec<String> {
    let mut lines = vec![match (machine.lang, report.waiting) {
        (Lang::En, 0) => "Nothing waits to be sent.".to_owned(),
        (Lang::De, 0) => "Nichts wartet darauf, gesendet zu werden.".to_owned(),
        (Lang::En, count) => format!("waiting to be sent: {count}"),
        (Lang::De, count) => format!("wartet auf das Senden: {count}"),
    }];
    if let Some(at) = report.last_delivered {
        let word = machine.say("last delivered", "zuletzt zugestellt");
        lines.push(style::faint(&format!("{word}: {}", instant(at))));
    }
    if let Some(at) = report.not_before {
        let word = machine.say("not tried again before", "nicht wieder versucht vor");
        lines.push(format!("{word} {}", instant(at)));
    }
    for parked in &report.parked {
        let word = machine.say("set aside", "beiseitegelegt");
        let status = parked.status.map(|status| format!(" ({status})")).unwrap_or_default();
        let reason = words::clinic::parked_reason(&parked.reason, machine.lang);
        lines.push(format!("! {word}: {}{status}: {reason}", parked.id));
    }
    lines.extend(counted(report, machine));
    lines
}

/// What the weekly count found, and when.
fn counted(report: &SyncReport, machine: &Machine) -> Vec<String> {
    let short = report.short.iter();
    let mut lines: Vec<String> = short
        .map(|it| format!("! {}", words::clinic::shortfall(&it.kind, it.here, it.there, machine.lang)))
        .collect();
    if let Some(at) = report.counted_at {
        let word = machine.say("last counted", "zuletzt gezählt");
        lines.push(style::faint(&format!("{word}: {}", instant(at))));
    }
    lines
}

/// The clinic's word: what it stopped, what it proposes.
fn clinic(app: &App, machine: &Machine) -> Result<Vec<String>, Refusal> {
    let page = app.clinic_page().map_err(machine.refuse())?;
    let lang = machine.lang;
    let mut lines: Vec<String> =
        page.stops.iter().map(|stop| style::strong(&words::clinic::show_arrival(&stop.what, lang))).collect();
    if let Some(proposal) = &page.proposal {
        lines.push(words::clinic::show_proposal(proposal, lang));
        lines.extend(words::clinic::proposal_changes(proposal, lang).into_iter().map(|it| format!("- {it}")));
        let next = machine.say(
            "Nothing changes before you answer: `nocte plan confirm` or `nocte plan decline`.",
            "Nichts ändert sich, bevor Sie antworten: `nocte plan confirm` oder `nocte plan decline`.",
        );
        lines.push(next.to_owned());
    }
    Ok(lines)
}

/// A problem's stable word.
pub(crate) fn code(problem: &Problem) -> &'static str {
    match problem {
        Problem::NotPaired => "not_paired",
        Problem::SignInAgain => "sign_in_again",
        Problem::NoAnswer(_) => "no_answer",
        Problem::ServerTrouble(_) => "server_trouble",
        Problem::NotTheServer => "not_the_server",
        Problem::Redirected => "redirected",
        Problem::NotR4 => "not_r4",
        Problem::TypePaused(_) => "type_paused",
        Problem::SearchDropped { .. } => "search_dropped",
        Problem::ForeignPage(_) => "foreign_page",
        Problem::Incomplete(_) => "incomplete",
        Problem::SearchRefused { .. } => "search_refused",
        Problem::Deferred(_) => "deferred",
        Problem::Unreadable(_) => "unreadable",
        Problem::NoProgress => "no_progress",
    }
}

/// A problem in words. Everything that waits keeps waiting; no sentence needs to say it twice.
fn said(problem: &Problem, machine: &Machine) -> String {
    let (en, de) = match problem {
        Problem::NotPaired => ("there is no clinic", "es gibt keine Praxis"),
        Problem::SignInAgain => (
            "the clinic wants the pairing renewed: ask it for a new link",
            "die Praxis verlangt eine neue Kopplung: bitten Sie um einen neuen Link",
        ),
        Problem::NoAnswer(_) => ("no answer from the clinic's server", "keine Antwort vom Server der Praxis"),
        Problem::ServerTrouble(_) => {
            ("the clinic's server is busy or down", "der Server der Praxis ist überlastet oder gestört")
        }
        Problem::NotTheServer => (
            "something else answered in the server's place: a network's sign-in page?",
            "etwas anderes hat statt des Servers geantwortet: die Anmeldeseite eines Netzes?",
        ),
        Problem::Redirected => (
            "the server pointed elsewhere; that was not followed",
            "der Server verwies woandershin; dem wurde nicht gefolgt",
        ),
        Problem::NotR4 => ("the server does not speak FHIR R4", "der Server spricht nicht FHIR R4"),
        Problem::Unreadable(_) => {
            ("something the server sent cannot be read", "etwas vom Server ist nicht zu lesen")
        }
        Problem::TypePaused(_) | Problem::SearchRefused { .. } => (
            "the server does not take or give one kind of record",
            "der Server nimmt oder gibt eine Art von Einträgen nicht",
        ),
        Problem::SearchDropped { .. } => (
            "the server ignored a part of the question; its answer was not used",
            "der Server hat einen Teil der Frage übergangen; seine Antwort wurde nicht verwendet",
        ),
        Problem::ForeignPage(_) => (
            "the server pointed to another host; that was not followed",
            "der Server verwies auf einen anderen Rechner; dem wurde nicht gefolgt",
        ),
        Problem::Incomplete(_) => (
            "the server keeps back some of what it says it has",
            "der Server hält etwas von dem zurück, was er zu haben angibt",
        ),
        Problem::Deferred(_) => (
            "the server stumbled over some entries; they are tried again",
            "der Server ist über einige Einträge gestolpert; sie werden wieder versucht",
        ),
        Problem::NoProgress => ("nothing came of many tries", "viele Versuche blieben ohne Ergebnis"),
    };
    machine.say(en, de).to_owned()
}
