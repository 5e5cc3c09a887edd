//! The worklist: who needs a decision first. It shows its age, and is loaded again, never streamed (`safety.md` 26).

use crate::clinic::need::Need;
use crate::clinic::nights::Answer;
use crate::clinic::worklist::{Change, Line, Worklist};
use crate::frame::pager::Pager;
use crate::frame::say;
use crate::frame::{Frame, Notice, Place, csrf, page};
use crate::signed_in::Staff;
use chrono::{DateTime, Datelike, Utc};
use maud::{Markup, html};
use nocte_core::words::amount::show_dose;
use nocte_core::words::plan::show_state;

/// Lines of one page.
pub(crate) const PAGE: usize = 100;

/// Which lines.
#[derive(Debug, Clone, Default)]
pub(crate) struct Which {
    /// Only those who need a decision.
    pub(crate) deciding: bool,
    /// The page, from 0.
    pub(crate) page: usize,
    /// Part of a name that was looked for. Comes by POST and never stands in an address.
    pub(crate) name: Option<String>,
}

/// The page.
pub(crate) fn show(list: &Worklist, which: &Which, staff: &Staff, notice: Option<&Notice>) -> Markup {
    let deciding = list.lines.iter().filter(|line| line.decides()).count();
    let wanted = which.name.as_deref().map(str::to_lowercase);
    let lines: Vec<&Line> = list
        .lines
        .iter()
        .map(AsRef::as_ref)
        .filter(|line| !which.deciding || line.decides())
        .filter(|line| wanted.as_ref().is_none_or(|wanted| line.name.to_lowercase().contains(wanted)))
        .collect();
    let pager = Pager::new(which.page, lines.len(), PAGE);
    let shown = pager.part(&lines);
    let body = html! {
        div.head {
            h1 { "Worklist" }
            p.lead {
                @if deciding == 0 { "Nobody waits for a decision." }
                @else { strong { (say::counted(count(deciding), "patient")) } (if deciding == 1 { " waits" } else { " wait" }) " for a decision, of " (list.lines.len()) "." }
            }
        }
        @if let Some(notice) = notice { (notice.show()) }
        (tools(which, staff))
        @if shown.is_empty() {
            p.empty { "No patient to show here." }
        } @else {
            (table(shown, list.at))
        }
        // What was looked for does not stand in an address: all of it is on one page, as far as a page goes.
        @if which.name.is_none() { (pager.show("More patients", path(which))) }
        @else if pager.pages > 1 { p { "More than " (PAGE) " patients have this in their name: type more of it." } }
        (legend())
    };
    page(&Frame { title: "Worklist", place: Place::Worklist, staff: Some(staff), at: list.at }, &body)
}

fn tools(which: &Which, staff: &Staff) -> Markup {
    let all = (!which.deciding && which.name.is_none()).then_some("page");
    let needs = which.deciding.then_some("page");
    html! {
        div.tools {
            nav aria-label="Which patients" {
                a.pill href="/" aria-current=[all] { "All" }
                a.pill href="/?show=deciding" aria-current=[needs] { "Need a decision" }
            }
            form.find method="post" action="/worklist/find" role="search" {
                (csrf(staff))
                label for="find" { "Name" }
                input #find name="name" type="search" autocomplete="off" value=[which.name.as_deref()];
                button.quiet { "Find" }
            }
        }
    }
}

fn table(lines: &[&Line], now: DateTime<Utc>) -> Markup {
    html! {
        table.worklist {
            caption.unseen { "Patients, who needs a decision first" }
            thead {
                tr {
                    th scope="col" { "Patient" }
                    th scope="col" { "Needs" }
                    th scope="col" { "Dose" }
                    th scope="col" { "Last 14 nights" }
                    th scope="col" { "Pain" }
                    th scope="col" { "Fatigue" }
                    th scope="col" { "Last from the phone" }
                }
            }
            tbody { @for line in lines { (row(line, now)) } }
        }
    }
}

fn row(line: &Line, now: DateTime<Utc>) -> Markup {
    html! {
        tr.deciding[line.decides()] {
            th scope="row" data-name="Patient" {
                a href=(format!("/patients/{}", line.patient)) { (line.name) }
                span.sub {
                    @if let Some(birth) = line.birth { "born " (birth.year()) }
                    @if line.synthetic { " · made up" }
                }
            }
            td data-name="Needs" {
                @if line.needs.is_empty() { span.sub { "nothing now" } }
                @else { ul.needs { @for need in &line.needs { li { (badge(need, now)) } } } }
            }
            td data-name="Dose" {
                @match line.dose {
                    Some(dose) => {
                        strong { (show_dose(dose, say::LANG)) }
                        span.sub {
                            @if let Some((taken, needed)) = line.step { (step(taken, needed)) }
                            @if let Some(state) = line.state { " · " (show_state(state, say::LANG)) }
                        }
                    }
                    None => span.sub { "no plan in force" },
                }
            }
            td data-name="Last 14 nights" { (nights(&line.nights)) }
            @for (change, name) in line.changes.into_iter().zip(["Pain", "Fatigue"]) { td data-name=(name) { (score(change)) } }
            td data-name="Last from the phone" {
                @match line.arrived {
                    Some(at) => time datetime=(at.to_rfc3339()) { (say::ago(now, at)) },
                    None => span.sub { "never" },
                }
            }
        }
    }
}

/// A badge: its weight is in its shape and its words, not in its colour alone.
pub(crate) fn badge(need: &Need, now: DateTime<Utc>) -> Markup {
    let class = match need {
        Need::RedFlag { .. } => "badge grave",
        need if need.decides() => "badge due",
        _ => "badge known",
    };
    html! { span class=(class) { (say::need(need, now)) } }
}

/// `12 of 28 nights taken`; `31 nights taken, 28 asked for`; or how many there are on a step that asks for none.
pub(crate) fn step(taken: u32, needed: u32) -> String {
    if needed == 0 {
        format!("{} taken", say::counted(taken, "night"))
    } else if taken < needed {
        format!("{taken} of {needed} nights taken")
    } else {
        format!("{} taken, {needed} asked for", say::counted(taken, "night"))
    }
}

/// Now, and the change from the nights before the first dose.
fn score(change: Change) -> Markup {
    html! {
        @match change.now {
            Some(now) => {
                strong { (say::mean(now)) }
                span.sub {
                    @match change.tenths() {
                        Some(by) => { (say::change(by)) " from before" }
                        None => "before: not recorded",
                    }
                }
            }
            None => span.sub { "not rated this week" },
        }
    }
}

/// A strip of the nights, oldest first, with its words beside it.
pub(crate) fn nights(nights: &[Answer]) -> Markup {
    if nights.is_empty() {
        return html! { span.sub { "no dose yet" } };
    }
    let taken = nights.iter().filter(|answer| **answer == Answer::Taken).count();
    let width = nights.len() * 12;
    html! {
        svg.strip viewBox=(format!("0 0 {width} 16")) width=(width) height="16" aria-hidden="true" {
            @for (place, answer) in nights.iter().enumerate() {
                @let x = place * 12;
                @match answer {
                    Answer::Taken => rect.taken x=(x + 2) y="1" width="8" height="14" {},
                    Answer::Skipped => path.skipped d=(format!("M{} 4L{} 12M{} 12L{} 4", x + 2, x + 10, x + 2, x + 10)) {},
                    Answer::Unknown => text.unknown x=(x + 6) y="13" { "?" },
                    Answer::Held => rect.held x=(x + 2) y="1" width="8" height="14" {},
                    Answer::Open => circle.open cx=(x + 6) cy="12" r="1.5" {},
                }
            }
        }
        span.sub { (taken) " of " (nights.len()) " taken" }
    }
}

fn legend() -> Markup {
    html! {
        p.legend {
            "Nights, oldest first: full bar taken, cross skipped, ? not sure, hollow bar on hold, point no answer. \
             Pain and fatigue: mean of the last seven nights (0 to 10, 10 is worst), against the nights before the first dose. \
             What was not rated is missing, never zero."
        }
    }
}

/// Where the pages of this part of the list are.
fn path(which: &Which) -> &'static str {
    if which.deciding { "/?show=deciding&" } else { "/?" }
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
