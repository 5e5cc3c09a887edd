//! The summary for the chart: one page to print, light on paper, with where everything comes from.

use super::frame::{Notice, sideways};
use super::graph::graph;
use super::numbers;
use super::patient::{Tab, event_list, patient_page, table};
use super::say;
use crate::clinic::Chart;
use crate::clinic::nights::Nights;
use crate::staff::Staff;
use maud::{Markup, html};
use nocte_core::catalogue::parameters;
use nocte_core::words::safety::card;
use nocte_core::words::safety::not_reviewed;

/// Nights on the printed graph: twelve weeks and the four before them.
const STRETCH: u64 = 112;

/// The page.
pub(crate) fn show(chart: &Chart, staff: &Staff, notice: Option<&Notice>) -> Markup {
    let nights = Nights::of(chart);
    let drawn = graph(chart, &nights, STRETCH);
    let body = html! {
        div.sheet {
            p.printing {
                button type="button" data-print hidden { "Print" }
                span.sub { "One sheet; the browser's own print command does the same." }
            }
            h2 { "Low-dose naltrexone: summary of " (say::day(chart.now.date_naive())) }
            (numbers::cards(chart, &nights))
            div.pair { (plan(chart)) (beside(chart)) }
            section.panel { h3 { "The course" } (sideways("Graph", &html! { (drawn.picture) })) (event_list(&drawn.events)) }
            (table(&nights, &nights.weeks(drawn.first)))
            p.legend {
                "Made from the patient's own record as of " (say::instant(chart.now)) " by " (staff.name) "."
                @if !parameters().reviewed() { " The numbers behind plans and checks are " (not_reviewed(say::LANG)) "." }
            }
        }
    };
    patient_page(chart, Tab::Summary, staff, notice, &body)
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
