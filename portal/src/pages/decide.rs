//! One decision: stay, up, down, stop (or pause). Each is one form; what it changes is shown before it is signed.

use super::patient::{Tab, patient_page};
use crate::clinic::Chart;
use crate::clinic::deciding::{Obstacle, Preview, Way, Wish};
use crate::frame::say;
use crate::frame::{Notice, csrf};
use crate::roster::Role;
use crate::signed_in::Staff;
use maud::{Markup, html};
use nocte_core::catalogue::parameters;
use nocte_core::domain::amount::Dose;
use nocte_core::domain::clinic::{Saw, StepRequest};
use nocte_core::domain::fact_id::FactId;
use nocte_core::domain::progress::progress;
use nocte_core::words::amount::show_dose;
use nocte_core::words::clinic::show_difference;
use nocte_core::words::date::show_night;
use nocte_core::words::effect::effect;
use nocte_core::words::plan::{plan_refused, why_not};
use nocte_core::words::refusal::Refusal;
use nocte_core::words::safety::clears_when;
use nocte_core::words::safety::reason;

/// What the hidden fields of a decision say: what the page showed, and which request is answered.
pub(crate) struct Shown {
    /// Plan version and newest fact.
    pub(crate) saw: Option<Saw>,
    /// The request.
    pub(crate) request: Option<FactId>,
}

impl Shown {
    /// As a page of this chart shows it.
    pub(crate) fn of(chart: &Chart) -> Self {
        Self { saw: chart.sight.saw, request: chart.requests().last().map(|request| request.id) }
    }

    /// The hidden fields.
    pub(crate) fn fields(&self) -> Markup {
        html! {
            @if let Some(saw) = self.saw {
                input type="hidden" name="saw_plan" value=(saw.plan.to_string());
                input type="hidden" name="saw_fact" value=(saw.last_fact.to_string());
            }
            @if let Some(request) = self.request {
                input type="hidden" name="request" value=(request.to_string());
            }
        }
    }
}

/// The panel on the patient's page.
pub(crate) fn panel(chart: &Chart, staff: &Staff) -> Markup {
    html! {
        section.panel.decision #decision aria-labelledby="decide" {
            h2 #decide { "Decision" }
            (asked(chart))
            (state(chart))
            @if !staff.role.may(Role::Prescriber) {
                p.sub { "Prescribers decide here. You can read, pair phones and print." }
            } @else if !chart.matched() {
                p {
                    "No order travels before a phone is paired and its match is confirmed on both sides. "
                    a href=(format!("/patients/{}/phones", chart.patient)) { "Pair a phone" }
                }
            } @else {
                (forms(chart, staff))
            }
        }
    }
}

/// The open request, and what the plan's own gate says about it.
fn asked(chart: &Chart) -> Markup {
    let requests = chart.requests();
    let asked = |request: &StepRequest| {
        let plan = chart.journal.plans.iter().find(|plan| plan.id == request.plan);
        plan.and_then(|plan| plan.steps.iter().find(|step| step.id == request.to)).map(|step| step.dose)
    };
    html! {
        @if let Some(request) = requests.last() {
            div.asked {
                p {
                    strong {
                        @match asked(request) {
                            Some(dose) => { "The patient asks to go to " (show_dose(dose, say::LANG)) }
                            None => "The patient asks for the next step",
                        }
                    }
                    ", " (say::ago(chart.now, request.stamp.recorded_at)) "."
                }
                @if let Some(now) = progress(&chart.journal, chart.tonight) {
                    p.sub { "The phone tells the patient:" }
                    ul.gate { @for line in why_not(&now.blocks, say::LANG) { li { (line) } } }
                }
            }
        }
    }
}

/// The clinic's newest order, and what became of it.
fn state(chart: &Chart) -> Markup {
    html! {
        @if let Some((said, order)) = chart.newest_order() {
            p.sub {
                (say::event(&crate::clinic::events::What::Ordered { status: order.status, by: order.by.clone() }))
                ", " (say::ago(chart.now, said.at)) ": "
                @match &said.reply {
                    Some((at, reply)) => { (say::replied(reply)) ", " (say::ago(chart.now, *at)) "." }
                    None => "the patient has not answered yet.",
                }
            }
        }
    }
}

fn forms(chart: &Chart, staff: &Staff) -> Markup {
    let (up, down) = chart.neighbours();
    let now = chart.step().map(|(_, step)| step);
    let nights = now.map_or(0, |step| step.min_nights);
    html! {
        p.sub { "Each opens one form. You see what changes before you sign; the patient confirms on the phone." }
        @if let Some(now) = now {
            (way(chart, staff, Way::Stay, &format!("Stay on {}", show_dose(now.dose, say::LANG)), &html! {
                p { "On " strong { (show_dose(now.dose, say::LANG)) } ". Later steps of the plan wait for your next decision." }
                input type="hidden" name="dose" value=(typed(now.dose));
                (length(Way::Stay, nights))
            }))
        }
        (way(chart, staff, Way::Up, &to("Up", up.map(|step| step.dose)), &html! {
            (dose(Way::Up, up.map(|step| step.dose), "the plan's next step"))
            (length(Way::Up, up.map_or(nights, |step| step.min_nights)))
            label.check { input type="checkbox" name="onward" value="yes" checked[up.is_some()]; " keep the plan's later steps" }
        }))
        (way(chart, staff, Way::Down, &to("Down", down.map(|step| step.dose)), &html! {
            (dose(Way::Down, down.map(|step| step.dose), "the plan's step before"))
            (length(Way::Down, nights))
        }))
        (way(chart, staff, Way::Pause, "Pause: no dose for now", &html! {
            p { "Holds at once when the phone next exchanges. It ends only by a newer order that the patient confirms." }
        }))
        (way(chart, staff, Way::Stop, "Stop: no dose any more", &html! {
            p { "Ends the order and holds at once when the phone next exchanges. The patient is told to take no dose." }
        }))
    }
}

/// One form behind its own heading; opening one closes the others.
fn way(chart: &Chart, staff: &Staff, way: Way, name: &str, fields: &Markup) -> Markup {
    let word = way.word();
    html! {
        details class=(format!("way way-{word}")) name="way" {
            summary { (name) }
            form method="post" action=(format!("/patients/{}/decision", chart.patient)) {
                (csrf(staff))
                (Shown::of(chart).fields())
                input type="hidden" name="way" value=(word);
                (fields)
                label for=(format!("note-{word}")) { "Words to the patient" span.sub { " (shown on the phone)" } }
                textarea id=(format!("note-{word}")) name="note" rows="2" maxlength="1000" {}
                button { "See what changes" }
            }
        }
    }
}

/// `Up to 4.5 mg` where the plan itself knows the dose; else the word alone.
fn to(word: &str, dose: Option<Dose>) -> String {
    dose.map_or_else(
        || format!("{word}, to a dose you type"),
        |dose| format!("{word} to {}", show_dose(dose, say::LANG)),
    )
}

fn dose(way: Way, known: Option<Dose>, whose: &str) -> Markup {
    let id = format!("dose-{}", way.word());
    html! {
        label for=(id) { "Dose, in mg" @if known.is_some() { span.sub { " (" (whose) ")" } } }
        input id=(id) name="dose" inputmode="decimal" autocomplete="off" required placeholder="1.5 mg" value=[known.map(typed)];
    }
}

fn length(way: Way, nights: u32) -> Markup {
    let id = format!("nights-{}", way.word());
    html! {
        label for=(id) { "Nights taken before the next decision" }
        input id=(id) name="nights" inputmode="numeric" pattern="[0-9]{1,3}" required value=(nights);
    }
}

/// A dose as the form takes it back.
pub(crate) fn typed(dose: Dose) -> String {
    show_dose(dose, say::LANG).replace('\u{a0}', " ")
}

/// What signing would do, with the button that signs, or why there is none.
pub(crate) fn preview(
    chart: &Chart,
    way: Option<Way>,
    wish: &Wish,
    preview: &Preview,
    staff: &Staff,
    notice: Option<&Notice>,
) -> Markup {
    let body = html! {
        section.panel.preview aria-labelledby="changes" {
            h2 #changes { (heading(way)) }
            @if matches!(way, Some(Way::Stop | Way::Pause)) {
                (held(chart, way, wish, staff))
            } @else {
                (diff(chart, preview))
                (standing(preview))
                (sign(chart, way, wish, preview, staff))
            }
            p { a.button.quiet href=(format!("/patients/{}", chart.patient)) { "Back without signing" } }
        }
    };
    patient_page(chart, Tab::Timeline, staff, notice, &body)
}

fn heading(way: Option<Way>) -> &'static str {
    match way {
        Some(Way::Stay) => "Stay: what changes",
        Some(Way::Up) => "Up: what changes",
        Some(Way::Down) => "Down: what changes",
        Some(Way::Pause) => "Pause: holds at once",
        Some(Way::Stop) => "Stop: holds at once",
        None => "The plan: what changes",
    }
}

fn diff(chart: &Chart, preview: &Preview) -> Markup {
    let plan = chart.plan();
    let order = &preview.order;
    html! {
        div.diff {
            div {
                h3 { "Now" }
                @match chart.step() {
                    Some((place, _)) => ol.steps {
                        @for (at, step) in plan.map_or(&[][..], |plan| plan.steps.get(place..).unwrap_or_default()).iter().enumerate() {
                            li { strong { (show_dose(step.dose, say::LANG)) } @if at == 0 { " (present)" } }
                        }
                    },
                    None => p { "no plan" },
                }
            }
            div {
                h3 { "As signed" }
                ol.steps {
                    @for (at, step) in order.steps.iter().enumerate() {
                        li {
                            strong { (show_dose(step.dose, say::LANG)) }
                            @if step.min_nights > 0 { ", " (say::counted(step.min_nights, "night")) " taken" }
                            @if at + 1 < order.steps.len() { ", then " (say::gate(step.gate)) }
                            @else { ", then your next decision" }
                        }
                    }
                }
            }
        }
        h3 { "What the phone will show" }
        ul.changes {
            @if preview.differences.is_empty() { li { "Nothing changes: this is the plan the patient follows." } }
            @for one in &preview.differences { li { (show_difference(one, say::LANG)) } }
        }
        p.sub { "From " (show_night(preview.from, say::LANG)) " at the earliest, and only after the patient confirms." }
    }
}

/// What the order does not lift, and what is said beside it.
fn standing(preview: &Preview) -> Markup {
    html! {
        @if !preview.stands.is_empty() {
            h3 { "Stands against a dose, and goes on standing" }
            p.sub { "In the words the phone uses to the patient:" }
            ul.reasons {
                @for one in &preview.stands {
                    li {
                        (reason(one, say::LANG))
                        @if let Some(when) = one.clears_when { " Clears when " (clears_when(when, say::LANG)) "." }
                    }
                }
            }
        }
        @if preview.above_signed {
            p.warn { "Above " (show_dose(parameters().signed_above.value, say::LANG)) ": your signature is the agreement this dose needs." }
        }
        @for warning in preview.warnings.iter().filter_map(say::warning) { p.warn { (warning) } }
    }
}

/// Why a wish cannot be signed as it is, and what to do.
pub(crate) fn obstacle(obstacle: &Obstacle) -> Refusal {
    match obstacle {
        Obstacle::Outdated => Refusal::new(
            "The record has changed since you opened the page: nothing was signed.",
            "Look at it as it is now, below, and decide again.",
        ),
        Obstacle::WrongWay => Refusal::new(
            "This dose does not go the way you chose.",
            "Type the dose you mean, or choose the other way.",
        ),
        Obstacle::Held => Refusal::new(
            "An opioid or an operation stands against every dose; a higher one is not signed beside it.",
            "Settle that first, or stay, go down, pause or stop.",
        ),
        Obstacle::Plan(refusal) => plan_refused(refusal, say::LANG),
    }
}

fn sign(chart: &Chart, way: Option<Way>, wish: &Wish, preview: &Preview, staff: &Staff) -> Markup {
    use nocte_core::domain::plan_change::PlanRefusal;
    let again = matches!(preview.obstacle, Some(Obstacle::Plan(PlanRefusal::TypeTwice { .. })));
    html! {
        @if let Some(found) = preview.obstacle.as_ref().filter(|_| !again) {
            @let said = obstacle(found);
            div.notice.refused role="alert" { p { strong { (said.reason) } } p { (said.next) } }
        } @else {
            form.sign method="post" action=(format!("/patients/{}/sign", chart.patient)) {
                (csrf(staff))
                (Shown { saw: wish.saw, request: chart.requests().last().map(|request| request.id) }.fields())
                (super::plan::hidden(way, wish))
                @if again {
                    @if let Some(found) = &preview.obstacle { p.warn { (obstacle(found).reason) } }
                    label for="again" { "The first dose once more, in mg" }
                    input #again name="again" inputmode="decimal" autocomplete="off" required placeholder="1.5 mg";
                }
                @for open in &preview.effects {
                    label.check {
                        input type="checkbox" name="seen_effect" value=(open.effect.to_string()) required;
                        " I have seen that " strong { (effect(&open.what, say::LANG)) ", " (say::severity(open.severity)) } " is open, and sign a higher dose all the same"
                    }
                }
                p { "Signed as " strong { (staff.name) } ", " (say::day(chart.now.date_naive())) "." }
                button.primary { "Sign and send" }
            }
        }
    }
}

/// A stop or a pause: no diff of steps, it holds.
fn held(chart: &Chart, way: Option<Way>, wish: &Wish, staff: &Staff) -> Markup {
    html! {
        ul.changes {
            li { "At its next exchange the phone holds, without a tap: it shows no line and reminds of no dose." }
            @if let Some((_, step)) = chart.step() { li { "The present dose, " (show_dose(step.dose, say::LANG)) ", is not taken from then on." } }
            li { "It ends by nothing but a newer order that the patient confirms." }
        }
        p.warn { "The phone may be off or without a network. If tonight matters, call the patient." }
        @if let Some(note) = &wish.note { p { "Words to the patient: " q { (note) } } }
        form.sign method="post" action=(format!("/patients/{}/sign", chart.patient)) {
            (csrf(staff))
            (Shown { saw: wish.saw, request: chart.requests().last().map(|request| request.id) }.fields())
            (super::plan::hidden(way, wish))
            p { "Signed as " strong { (staff.name) } ", " (say::day(chart.now.date_naive())) "." }
            button.primary.danger { @if way == Some(Way::Stop) { "Sign the stop" } @else { "Sign the pause" } }
        }
    }
}
