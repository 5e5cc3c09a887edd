//! Safety: opioids and their clocks, holds, operations, the five questions, the clinic's own warnings; and the answer to a
//! red flag.

use super::patient::{Tab, patient_page};
use crate::clinic::Chart;
use crate::clinic::need::{HoldWhy, Need};
use crate::frame::say;
use crate::frame::{Notice, csrf, sideways};
use crate::roster::Role;
use crate::signed_in::Staff;
use maud::{Markup, html};
use nocte_core::catalogue::{medicines, parameters};
use nocte_core::domain::clinic::Arrival;
use nocte_core::domain::hold;
use nocte_core::domain::medicine::Question;
use nocte_core::domain::night::Night;
use nocte_core::domain::question::standing_answer;
use nocte_core::domain::safety::surgery::first_night_without;
use nocte_core::domain::safety::{Reason, WashoutState, beside_the_line, washouts};
use nocte_core::words::safety::clears_when;
use nocte_core::words::safety::question;
use nocte_core::words::safety::{reason, shown_name, source};

/// The page.
pub(crate) fn show(chart: &Chart, staff: &Staff, notice: Option<&Notice>) -> Markup {
    let body = html! {
        (red_flags(chart, staff))
        (clocks(chart))
        (operations(chart))
        (holds(chart))
        (medicine_list(chart))
        (questions(chart))
        (warnings(chart, staff))
    };
    patient_page(chart, Tab::Safety, staff, notice, &body)
}

/// A red flag stays on the worklist until the clinic has said something after it (`safety.md` 16).
fn red_flags(chart: &Chart, staff: &Staff) -> Markup {
    let flags: Vec<Need> =
        chart.needs().into_iter().filter(|need| matches!(need, Need::RedFlag { .. })).collect();
    html! {
        @if !flags.is_empty() {
            section.panel.grave #answer aria-labelledby="red" {
                h2 #red { "Red flag, not answered" }
                ul.needs { @for need in &flags { li { (super::worklist::badge(need, chart.now)) } } }
                p { "The phone showed the patient what to do and said that nobody here sees it live. Call, then write down what was agreed." }
                @if staff.role.may(Role::Prescriber) {
                    form method="post" action=(format!("/patients/{}/message", chart.patient)) {
                        (csrf(staff))
                        label for="words" { "Words to the patient" span.sub { " (shown on the phone; they answer the flag)" } }
                        textarea #words name="text" rows="3" maxlength="1000" required {}
                        button { "Send" }
                    }
                }
            }
        }
    }
}

fn said(one: &Reason) -> Markup {
    html! {
        (reason(one, say::LANG))
        @if let Some(when) = one.clears_when { " Clears when " (clears_when(when, say::LANG)) "." }
        span.source { (source(one)) }
    }
}

fn clocks(chart: &Chart) -> Markup {
    let clocks = washouts(&chart.journal, medicines(), parameters(), chart.tonight);
    html! {
        section.panel aria-labelledby="clocks" {
            h2 #clocks { "Opioids" }
            @if clocks.is_empty() {
                p { "No opioid stands against a dose. Other interactions are not checked." }
            } @else {
                (sideways("Clocks", &html! {
                    table.weeks {
                        thead { tr { th scope="col" { "Opioid" } th scope="col" { "State" } th scope="col" { "Last" } th scope="col" { "Asked again from" } th scope="col" { "Why" } } }
                        tbody {
                            @for clock in &clocks {
                                tr {
                                    th scope="row" { (clock.reason.name.as_deref().map_or_else(|| "Painkillers at an operation".to_owned(), shown_name)) }
                                    td { (state(clock.state)) }
                                    td { @match clock.last { Some(on) => (say::day(on)), None => "–" } }
                                    td { @match clock.until { Some(night) => (say::day(night.date)), None => "no end is known" } }
                                    td { (said(&clock.reason)) }
                                }
                            }
                        }
                    }
                }))
                p.legend { "A countdown never clears by itself: at its end the patient is asked again." }
            }
        }
    }
}

const fn state(state: WashoutState) -> &'static str {
    match state {
        WashoutState::Unanswered => "found, not answered",
        WashoutState::NotStarted => "taken or planned: no countdown yet",
        WashoutState::Running => "counting",
        WashoutState::AskAgain => "counted; to be asked again",
        WashoutState::ClinicianOnly => "no countdown: clinician only",
    }
}

/// The calendar before an operation, by the rule that leaves the full days (`safety.md` 21).
fn operations(chart: &Chart) -> Markup {
    let days = &parameters().surgery_days;
    let answered = standing_answer(&chart.journal, Question::Surgery).filter(|answer| answer.yes);
    let mut dates: Vec<chrono::NaiveDate> = answered.and_then(|answer| answer.on).into_iter().collect();
    dates.extend(hold::holds(&chart.journal).iter().filter_map(|one| match one.reason {
        nocte_core::domain::plan::HoldReason::Surgery { on } => Some(on),
        _ => None,
    }));
    dates.retain(|on| *on >= chart.tonight.date);
    dates.sort_unstable();
    dates.dedup();
    html! {
        @if !dates.is_empty() {
            section.panel aria-labelledby="operations" {
                h2 #operations { "Operation ahead" }
                @for on in &dates {
                    @let first = first_night_without(*on, &chart.journal.settings, parameters());
                    dl.facts {
                        dt { "Operation" } dd { (say::day(*on)) }
                        dt { "Last night with a dose" } dd { (say::day(first.previous().date)) }
                        dt { "No dose from the night of" } dd { (say::day(first.date)) }
                        dt { "Left free" } dd { (days.value) " full days; to be agreed with the anaesthetist" @if days.verify { " (verify)" } }
                    }
                    (calendar(first, *on))
                }
                p.legend { "Source: " (days.source) }
            }
        }
    }
}

/// The nights from two before the stop up to the operation.
fn calendar(first: Night, on: chrono::NaiveDate) -> Markup {
    let nights: Vec<Night> = (-2..=30).map(|by| first.plus(by)).filter(|night| night.date <= on).collect();
    html! {
        ol.calendar aria-label="Nights up to the operation" {
            @for night in nights {
                @let class = if night.date == on { "day" } else if night < first { "dose" } else { "free" };
                li class=(class) {
                    span { (say::short(night.date)) }
                    span.sub { @match class { "day" => "operation", "dose" => "dose", _ => "no dose" } }
                }
            }
        }
    }
}

fn holds(chart: &Chart) -> Markup {
    let holds = hold::holds(&chart.journal);
    html! {
        section.panel aria-labelledby="holds" {
            h2 #holds { "Holds" }
            @if holds.is_empty() { p { "None." } } @else {
                ul.news {
                    @for one in holds.iter().rev() {
                        li {
                            time { (say::day(one.from.date)) } " "
                            (say::hold(HoldWhy::from(&one.reason))) ": "
                            @match one.until {
                                Some(until) => { "ended; a dose again from " (say::day(until.date)) },
                                None => strong { "open, until somebody ends it" },
                            }
                        }
                    }
                }
            }
        }
    }
}

fn medicine_list(chart: &Chart) -> Markup {
    let reasons = beside_the_line(&chart.journal, medicines(), parameters(), chart.tonight);
    html! {
        section.panel aria-labelledby="medicines" {
            h2 #medicines { "Other medicines" }
            @if chart.journal.medicines.is_empty() { p { "None told." } }
            ul.news {
                @for medicine in chart.journal.medicines.iter().rev() {
                    li { time { (say::day((medicine.stamp.recorded_at).date_naive())) } " " (shown_name(&medicine.name)) ", " (say::course(medicine.course)) }
                }
            }
            @if !reasons.is_empty() { ul.reasons { @for one in &reasons { li { (said(one)) } } } }
        }
    }
}

fn questions(chart: &Chart) -> Markup {
    html! {
        section.panel aria-labelledby="questions" {
            h2 #questions { "The five questions" }
            dl.facts.long {
                @for one in Question::ALL {
                    dt { (question(one, say::LANG)) }
                    dd {
                        @match standing_answer(&chart.journal, one) {
                            Some(answer) => {
                                strong { @if answer.yes { "Yes" } @else { "No" } }
                                @if let Some(on) = answer.on { ", " (say::day(on)) }
                                ", answered " (say::day(answer.at.date_naive()))
                                @if let Some(by) = &answer.agreement { "; " (say::agreement(by)) }
                            }
                            None => "not answered: no line is shown",
                        }
                    }
                }
            }
        }
    }
}

/// The clinic's standing warnings: each holds the phone at its next exchange.
fn warnings(chart: &Chart, staff: &Staff) -> Markup {
    let flags = chart.said.iter().filter_map(|said| match &said.what {
        Arrival::Flag(flag) => Some((said, flag)),
        _ => None,
    });
    html! {
        section.panel aria-labelledby="warnings" {
            h2 #warnings { "Warnings of the clinic" }
            @for (said, flag) in flags {
                div.flag {
                    p {
                        strong { (say::clipped(&flag.text)) } " " (shown_name(&flag.by)) ", " (say::day(said.at.date_naive()))
                        @if !flag.active { " (taken back)" }
                    }
                    @if flag.active && staff.role.may(Role::Prescriber) {
                        form.inline method="post" action=(format!("/patients/{}/flags/{}", chart.patient, said.id)) {
                            (csrf(staff))
                            button.quiet { "Take it back" }
                        }
                        p.sub { "The phone's hold stays until the patient ends it." }
                    }
                }
            }
            @if staff.role.may(Role::Prescriber) {
                details.way {
                    summary { "Put up a warning" }
                    form method="post" action=(format!("/patients/{}/flags", chart.patient)) {
                        (csrf(staff))
                        p { "While it stands the phone shows no line. It asks for no dose, so it travels before the match too." }
                        label for="flag" { "Warning" }
                        textarea #flag name="text" rows="2" maxlength="1000" required {}
                        button.danger { "Put it up: holds at once" }
                    }
                }
            }
        }
    }
}
