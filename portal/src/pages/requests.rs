//! Requests: what patients ask for, oldest first, each with what its decision needs.

use super::worklist::badge;
use crate::clinic::Chart;
use crate::clinic::nights::{BASELINE_NIGHTS, Nights};
use crate::frame::pager::Pager;
use crate::frame::say;
use crate::frame::{Frame, Notice, Place, csrf, page};
use crate::roster::Role;
use crate::signed_in::Staff;
use chrono::{DateTime, Utc};
use maud::{Markup, html};
use nocte_core::domain::clinic::StepRequest;
use nocte_core::domain::progress::progress;
use nocte_core::words::amount::show_dose;
use nocte_core::words::plan::why_not;

/// Patients of one page.
pub(crate) const PAGE: usize = 25;

/// Who asks for something.
pub(crate) struct Asking {
    /// The records of one page's patients.
    pub(crate) charts: Vec<Chart>,
    /// How many patients ask for something.
    pub(crate) patients: usize,
    /// Which page this is.
    pub(crate) pager: Pager,
    /// When they were read.
    pub(crate) at: DateTime<Utc>,
}

/// The page.
pub(crate) fn show(asking: &Asking, staff: &Staff, notice: Option<&Notice>) -> Markup {
    let mut open: Vec<(&Chart, &StepRequest)> = asking
        .charts
        .iter()
        .flat_map(|chart| chart.requests().into_iter().map(move |request| (chart, request)))
        .collect();
    open.sort_by_key(|(_, request)| request.stamp.recorded_at);
    let body = html! {
        div.head {
            h1 { "Requests" }
            p.lead {
                @if open.is_empty() { "Nobody asks for anything." }
                @else { strong { (say::counted(i64::try_from(asking.patients).unwrap_or(i64::MAX), "patient")) } " with a request, the oldest first. Each stays until it is answered." }
            }
        }
        @if let Some(notice) = notice { (notice.show()) }
        @for (chart, request) in &open { (card(chart, request, staff)) }
        (asking.pager.show("More requests", "/requests?"))
    };
    page(&Frame { title: "Requests", place: Place::Requests, staff: Some(staff), at: asking.at }, &body)
}

fn card(chart: &Chart, request: &StepRequest, staff: &Staff) -> Markup {
    let nights = Nights::of(chart);
    let plan = chart.journal.plans.iter().find(|plan| plan.id == request.plan);
    let to = plan.and_then(|plan| plan.steps.iter().find(|step| step.id == request.to));
    let now = progress(&chart.journal, chart.tonight);
    let count = nights.count_last(BASELINE_NIGHTS);
    let path = format!("/patients/{}", chart.patient);
    html! {
        section.panel.request {
            h2 { a href=(path) { (chart.name) } }
            p {
                "Asks to go "
                @if let Some(now) = &now { "from " strong { (show_dose(now.dose, say::LANG)) } " " }
                @match to {
                    Some(step) => { "to " strong { (show_dose(step.dose, say::LANG)) } },
                    None => "to the next step",
                }
                ", " (say::ago(chart.now, request.stamp.recorded_at)) "."
            }
            ul.needs { @for need in chart.needs() { li { (badge(&need, chart.now)) } } }
            dl.facts {
                dt { "Nights" }
                dd { (count.taken) " of the last " (count.nights()) " taken; " (say::not_taken(count)) }
                @for scale in nights.scales.iter().take(3) {
                    dt { (say::scale(scale)) }
                    dd { (before_and_now(&nights, scale)) }
                }
                @if let Some(now) = &now {
                    dt { "The phone tells the patient" }
                    dd { @for line in why_not(&now.blocks, say::LANG) { (line) " " } }
                }
            }
            @if staff.role.may(Role::Prescriber) { (answers(chart, request, staff)) }
        }
    }
}

/// `4.3, before 6.1`; what is missing is said to be.
pub(crate) fn before_and_now(nights: &Nights<'_>, scale: &str) -> Markup {
    html! {
        @match nights.recent(scale, BASELINE_NIGHTS) {
            Some(now) => { (say::mean(now)) " in four weeks (" (now.of) " rated)" },
            None => "not rated in four weeks",
        }
        ", "
        @match nights.baseline(scale) {
            Some(then) => { "before the first dose " (say::mean(then)) " (" (then.of) " rated)" },
            None => "before the first dose not recorded",
        }
    }
}

/// Approve, change and hold lead to the form that shows the change; not agreed to is answered here, with a reason.
fn answers(chart: &Chart, request: &StepRequest, staff: &Staff) -> Markup {
    let path = format!("/patients/{}", chart.patient);
    let note = format!("reason-{}", request.id);
    html! {
        div.answers {
            a.button href=(format!("{path}#decision")) { "Agree, change or hold" }
            details.way {
                summary { "Not now" }
                form method="post" action=(format!("{path}/requests/{}", request.id)) {
                    (csrf(staff))
                    input type="hidden" name="answer" value="rejected";
                    label for=(note) { "Why" span.sub { " (shown on the phone)" } }
                    textarea id=(note) name="reason" rows="2" maxlength="1000" required {}
                    button { "Answer: stay on the present dose" }
                }
            }
            form.inline method="post" action=(format!("{path}/requests/{}", request.id)) {
                (csrf(staff))
                input type="hidden" name="answer" value="accepted";
                button.quiet { "Mark as seen" }
            }
        }
    }
}
