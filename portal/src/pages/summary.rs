//! The summary for the chart: one page to print, light on paper, with where everything comes from.

use super::graph::graph;
use super::numbers;
use super::patient::{Tab, blank, event_list, nothing_yet, patient_page, person, table};
use crate::clinic::Chart;
use crate::clinic::nights::Nights;
use crate::frame::{Notice, asset, recent_first, say};
use crate::signed_in::Staff;
use maud::{DOCTYPE, Markup, PreEscaped, html};
use nocte_core::catalogue::parameters;
use nocte_core::words::safety::card;
use nocte_core::words::safety::not_reviewed;

/// Nights on the printed graph: twelve weeks and the four before them.
const STRETCH: u64 = 112;

/// The page.
pub(crate) fn show(chart: &Chart, staff: &Staff, notice: Option<&Notice>) -> Markup {
    let body = html! {
        div.sheet {
            p.printing {
                button type="button" data-print hidden { "Print" }
                a.button href=(format!("/patients/{}/summary/file", chart.patient)) download { "Save as a file" }
                span.sub { "One sheet; the browser's own print command does the same. The file needs no portal to be read." }
            }
            (sheet(chart, staff))
        }
    };
    patient_page(chart, Tab::Summary, staff, notice, &body)
}

/// The same as one file, for whoever has no portal: complete in itself, without script, and it asks nobody for anything.
/// Its own policy says so to the browser that opens it.
pub(crate) fn file(chart: &Chart, staff: &Staff) -> Markup {
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { "Summary · Nocte" }
                style { (PreEscaped(asset::STYLE.text)) }
            }
            body {
                main {
                    div.head.patient { (person(chart)) }
                    div.sheet {
                        p { strong { "A copy as of " (say::instant(chart.now)) "." } " What came later is not in it. Nobody watches it, and it is not for emergencies." }
                        (sheet(chart, staff))
                    }
                }
            }
        }
    }
}

/// The name that the file is saved under: a day, and nothing personal.
pub(crate) fn file_name(chart: &Chart) -> String {
    format!("nocte-summary-{}.html", chart.now.date_naive())
}

fn sheet(chart: &Chart, staff: &Staff) -> Markup {
    let nights = Nights::of(chart);
    let drawn = graph(chart, &nights, STRETCH);
    html! {
        h2 { "Low-dose naltrexone: summary of " (say::day(chart.now.date_naive())) }
        (numbers::asked_first(chart))
        (numbers::cards(chart, &nights))
        div.pair { (plan(chart)) (beside(chart)) }
        section.panel {
            h3 { "The course" }
            @if blank(&nights, &drawn) { (nothing_yet()) } @else {
                (recent_first("Graph", &drawn.picture))
                (event_list(&drawn.events))
            }
        }
        @if !blank(&nights, &drawn) { (table(&nights, &nights.weeks(drawn.first))) }
        p.legend {
            "Made from the patient's own record as of " (say::instant(chart.now)) " by " (staff.name) "."
            @if !parameters().reviewed() { " The numbers behind plans and checks are " (not_reviewed(say::LANG)) "." }
        }
    }
}

fn plan(chart: &Chart) -> Markup {
    html! {
        @if let Some(plan) = chart.plan() {
            section.panel {
                h3 { "Plan, version " (plan.version) }
                p { (say::agreement(&plan.agreement)) "." }
                ol.steps {
                    @for (at, step) in plan.steps.iter().enumerate() {
                        li { (say::step(step, at + 1 == plan.steps.len())) }
                    }
                }
            }
        }
    }
}

/// The emergency card's lines, as the phone prints them.
fn beside(chart: &Chart) -> Markup {
    let lines = card(&nocte_core::domain::safety::card(&chart.journal, chart.tonight), say::LANG);
    html! {
        @if !lines.is_empty() {
            section.panel { h3 { "For whoever treats this patient in an emergency" } @for line in &lines { p { (line) } } }
        }
    }
}
