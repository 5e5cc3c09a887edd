//! A patient's page: five minutes, one graph, three numbers, one decision.

use super::decide;
use super::graph::{self, Graph, STRETCHES, graph};
use super::numbers;
use super::worklist::badge;
use crate::clinic::Chart;
use crate::clinic::events::Event;
use crate::clinic::need::Need;
use crate::clinic::nights::{BASELINE_NIGHTS, Nights, Week, before};
use crate::frame::say;
use crate::frame::{Frame, Notice, Place, page, recent_first, sideways};
use crate::signed_in::Staff;
use maud::{Markup, html};
use nocte_core::words::amount::show_dose;

/// The pages of one patient.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tab {
    /// Timeline and decision.
    Timeline,
    /// The plan editor.
    Plan,
    /// Opioids, holds, warnings.
    Safety,
    /// One page to print.
    Summary,
    /// The phones.
    Phones,
    /// Who saw and changed what.
    Audit,
}

/// A page of one patient's: the name, what is open, the way to the others.
pub(crate) fn patient_page(
    chart: &Chart,
    tab: Tab,
    staff: &Staff,
    notice: Option<&Notice>,
    body: &Markup,
) -> Markup {
    let title = match tab {
        Tab::Timeline => "Patient",
        Tab::Plan => "Plan",
        Tab::Safety => "Safety",
        Tab::Summary => "Summary",
        Tab::Phones => "Phones",
        Tab::Audit => "Who saw what",
    };
    let whole = html! {
        (head(chart, tab))
        @if let Some(notice) = notice { (notice.show()) }
        (body)
    };
    page(&Frame { title, place: Place::Patient, staff: Some(staff), at: chart.now }, &whole)
}

/// Who it is, and when the phone last wrote.
pub(crate) fn person(chart: &Chart) -> Markup {
    html! {
        h1 { (chart.name) }
        p.lead {
            @if let Some(birth) = chart.birth {
                "born " (say::day(birth)) ", " (age(chart, birth)) " · "
            }
            @match chart.arrived {
                Some(at) => { "last from the phone " time datetime=(at.to_rfc3339()) { (say::ago(chart.now, at)) } },
                None => "nothing has come from a phone yet",
            }
            @if chart.synthetic { " · " span.badge.known { "made up, for demonstration" } }
        }
    }
}

fn head(chart: &Chart, tab: Tab) -> Markup {
    let base = format!("/patients/{}", chart.patient);
    let link = |to: Tab, path: &str, name: &str| {
        let here = (tab == to).then_some("page");
        html! { a href=(format!("{base}{path}")) aria-current=[here] { (name) } }
    };
    html! {
        div.head.patient {
            (person(chart))
            nav.tabs aria-label="This patient" {
                (link(Tab::Timeline, "", "Timeline and decision"))
                (link(Tab::Plan, "/plan", "Plan"))
                (link(Tab::Safety, "/safety", "Safety"))
                (link(Tab::Summary, "/summary", "Summary"))
                (link(Tab::Phones, "/phones", "Phones"))
                (link(Tab::Audit, "/audit", "Who saw what"))
            }
        }
    }
}

fn age(chart: &Chart, birth: chrono::NaiveDate) -> String {
    let years = chart.now.date_naive().years_since(birth);
    years.map_or_else(String::new, |years| say::counted(years, "year"))
}

/// The timeline.
pub(crate) fn timeline(chart: &Chart, stretch: u64, staff: &Staff, notice: Option<&Notice>) -> Markup {
    let nights = Nights::of(chart);
    let drawn = graph(chart, &nights, stretch);
    let body = html! {
        (needs(chart))
        (numbers::asked_first(chart))
        (numbers::cards(chart, &nights))
        div.columns {
            section.panel.course aria-labelledby="course" {
                div.panel-head {
                    h2 #course { "The course" }
                    (stretches(chart, stretch))
                }
                @if blank(&nights, &drawn) { (nothing_yet()) } @else {
                    (recent_first("Graph", &drawn.picture))
                    (legend())
                    (event_list(&drawn.events))
                }
            }
            aside aria-label="Decision and news" {
                (decide::panel(chart, staff))
                (news(chart))
            }
            @if !blank(&nights, &drawn) { (table(&nights, &nights.weeks(drawn.first))) }
        }
    };
    patient_page(chart, Tab::Timeline, staff, notice, &body)
}

/// Whether there is nothing to draw or to list.
pub(crate) fn blank(nights: &Nights<'_>, drawn: &Graph) -> bool {
    nights.first_dose.is_none() && nights.scales.is_empty() && drawn.events.is_empty()
}

/// Instead of a graph and a table of nothing.
pub(crate) fn nothing_yet() -> Markup {
    html! { p.sub { "No night, rating or event is on record yet." } }
}

/// What is open, gravest first, each with where it is dealt with.
fn needs(chart: &Chart) -> Markup {
    let needs = chart.needs();
    html! {
        @if !needs.is_empty() {
            section.open-needs aria-labelledby="open-needs" {
                h2.unseen #open-needs { "Open now" }
                ul.needs {
                    @for need in &needs {
                        li {
                            (badge(need, chart.now))
                            @if let Some((path, name)) = way(need) {
                                " " a href=(format!("/patients/{}{path}", chart.patient)) { (name) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn way(need: &Need) -> Option<(&'static str, &'static str)> {
    match need {
        Need::RedFlag { .. } => Some(("/safety#answer", "answer it")),
        Need::Opioid | Need::OnHold { .. } => Some(("/safety", "see safety")),
        Need::Match => Some(("/phones", "compare and confirm")),
        Need::Asks { .. } | Need::Gate | Need::SentBack { .. } | Need::Declined { .. } => {
            Some(("#decision", "decide"))
        }
        _ => None,
    }
}

fn stretches(chart: &Chart, stretch: u64) -> Markup {
    html! {
        nav.stretches aria-label="How many nights the graph shows" {
            @for nights in STRETCHES {
                @let here = (nights == stretch).then_some("true");
                a.pill href=(format!("/patients/{}?nights={nights}", chart.patient)) aria-current=[here] {
                    (nights) span.unseen { " nights" }
                }
            }
            span.sub aria-hidden="true" { "nights" }
        }
    }
}

fn legend() -> Markup {
    html! {
        p.legend {
            "Nights: full bar taken, cross skipped, ? not sure, hollow bar on hold, point no answer. Hatched: a hold. \
             Scores: 0 to 10, mean of seven nights of which at least three were rated; a gap is missing, never zero. \
             First three scales: round, square, three-cornered points."
        }
    }
}

/// The numbered events of the graph, in words.
pub(crate) fn event_list(events: &[Event]) -> Markup {
    html! {
        @if events.is_empty() {
            p.sub { "No side effects, other medicines, holds or values in these nights." }
        } @else {
            ol.events {
                @for event in events {
                    li class=(graph::shape(&event.what)) {
                        time datetime=(event.on.to_string()) { (say::short(event.on)) } " " (say::event(&event.what))
                    }
                }
            }
        }
    }
}

/// The same data as the graph, week by week.
pub(crate) fn table(nights: &Nights<'_>, weeks: &[Week]) -> Markup {
    html! {
        section.panel.weekly aria-labelledby="weeks" {
            h2 #weeks { "Week by week" }
            (sideways("Week by week", &html! {
                table.weeks {
                    thead {
                        tr {
                            th scope="col" { "Week from" }
                            th scope="col" { "Dose" }
                            th scope="col" { "Taken" }
                            th scope="col" { "Not taken" }
                            @for scale in &nights.scales { th scope="col" { (say::scale(scale)) } }
                        }
                    }
                    tbody { @for week in weeks.iter().rev() { (week_row(nights, week)) } }
                }
            }))
            p.legend { "A dash: nothing was rated, or no dose was due. Beside each mean the nights it is made of." }
        }
    }
}

fn week_row(nights: &Nights<'_>, week: &Week) -> Markup {
    let due = week.count.nights();
    let doses: Vec<String> = week.doses.iter().map(|dose| show_dose(*dose, say::LANG)).collect();
    let before_first = nights.first_dose.is_none_or(|first| week.last < first);
    html! {
        tr.before[before_first] {
            th scope="row" { time datetime=(week.first.to_string()) { (say::day(week.first)) } }
            td { @if nights.first_dose.is_none() { "no dose yet" } @else if before_first { "before the first dose" } @else if doses.is_empty() { "–" } @else { (doses.join(" → ")) } }
            td { @if due == 0 { "–" } @else { (week.count.taken) " of " (due) } }
            td { @if due == 0 { "–" } @else { (say::not_taken(week.count)) } }
            @for mean in &week.means {
                td {
                    @match mean {
                        Some(mean) => { (say::mean(*mean)) " " span.sub { "of " (mean.of) } },
                        None => "–",
                    }
                }
            }
        }
    }
}

/// What is new since the clinic last decided; without a decision, since four weeks ago.
fn news(chart: &Chart) -> Markup {
    let weeks = before(chart.now.date_naive(), BASELINE_NIGHTS).and_time(chrono::NaiveTime::MIN).and_utc();
    let since = chart.last_decision().unwrap_or(weeks);
    let news = chart.news(since);
    html! {
        section.panel aria-labelledby="news" {
            h2 #news {
                @if chart.last_decision().is_some() { "New since the last decision" } @else { "New in four weeks" }
            }
            p.sub { "since " (say::day(since.date_naive())) }
            @if news.is_empty() {
                p { @if chart.arrived.is_some() { "Nothing but nights and ratings." } @else { "Nothing." } }
            }
            ul.news {
                @for event in news.iter().take(12) {
                    li { time datetime=(event.on.to_string()) { (say::short(event.on)) } " " (say::event(&event.what)) }
                }
            }
            @if news.len() > 12 { p.sub { "and " (news.len() - 12) " more in the course" } }
        }
    }
}
