//! The numbers of a visit: the dose and since when, nights taken, scores before and now, values. On the patient's page
//! and on the printed one.

use super::worklist::{nights as strip, step};
use crate::clinic::Chart;
use crate::clinic::nights::{BASELINE_NIGHTS, Nights, before, each};
use crate::frame::say;
use maud::{Markup, html};
use nocte_core::catalogue::{medicines, parameters};
use nocte_core::domain::medicine::Question;
use nocte_core::domain::progress::{progress, rivals, upcoming};
use nocte_core::domain::question::standing_answer;
use nocte_core::domain::response::{confounders, last_good_dose, ratings, recheck_result, respond};
use nocte_core::domain::safety::{ToldMedicine, operation_ahead, told_medicines, washouts};
use nocte_core::domain::symptom::Lab;
use nocte_core::words::amount::show_dose;
use nocte_core::words::course;
use nocte_core::words::plan::show_state;
use nocte_core::words::report::{self, Part, lead};
use nocte_core::words::safety::shown_name;
use nocte_core::words::verdict::span;

/// Scales that get a card; the table has them all.
const SCALES: usize = 3;

/// What is asked before any number is read: opioids with their last dates; liver, pregnancy, transplant, operation. The
/// very lines of the page that the patient prints.
pub(crate) fn asked_first(chart: &Chart) -> Markup {
    let journal = &chart.journal;
    let mut opioids = told_medicines(journal, medicines());
    opioids.retain(ToldMedicine::opioid);
    let answers = Question::ALL.map(|question| (question, standing_answer(journal, question)));
    let operation = operation_ahead(journal, chart.tonight);
    let stands = !washouts(journal, medicines(), parameters(), chart.tonight).is_empty();
    let (one_stands, last_answer) = report::opioid_stands(say::LANG);
    let lines = [
        (Part::Opioids, report::opioids(standing_answer(journal, Question::Opioids), &opioids, say::LANG)),
        (Part::Standing, report::standing(&answers, operation, say::LANG)),
    ];
    html! {
        section.asked-first aria-label="Asked first" {
            @for (part, line) in lines {
                p {
                    strong {
                        (lead(part, say::LANG))
                        @if stands && part == Part::Opioids { " " (one_stands) }
                    }
                    @if stands && part == Part::Opioids { " " (last_answer) }
                    " " (line)
                }
            }
        }
    }
}

/// The cards.
pub(crate) fn cards(chart: &Chart, nights: &Nights<'_>) -> Markup {
    html! {
        section.cards aria-label="The numbers" {
            (dose(chart, nights))
            (taken(chart, nights))
            @for scale in nights.scales.iter().take(SCALES) { (score(chart, nights, scale)) }
            @if !chart.labs.is_empty() { (labs(chart)) }
        }
        (judged(chart, nights))
    }
}

fn dose(chart: &Chart, nights: &Nights<'_>) -> Markup {
    let now = progress(&chart.journal, chart.tonight);
    html! {
        div.card {
            h2 { "Dose" }
            @match &now {
                Some(now) => {
                    p.big { (show_dose(now.dose, say::LANG)) }
                    p {
                        @if let Some(since) = nights.dose_since() { "since " (say::day(since)) " · " }
                        (step(now.nights_taken, now.nights_needed)) " on this step"
                    }
                    p.sub { (show_state(now.state, say::LANG)) }
                    @if let Some(plan) = chart.plan() { p.sub { (say::agreement(&plan.agreement)) } }
                    (coming(chart))
                    @if rivals(&chart.journal, chart.tonight).len() > 1 {
                        p { strong { "Two versions of the plan stand side by side; the lower dose is followed." } }
                    }
                }
                None => {
                    @match chart.plan() {
                        Some(plan) => {
                            p.big { (plan.steps.get(plan.start_step).map(|step| show_dose(step.dose, say::LANG)).unwrap_or_default()) }
                            p { "begins with the night of " (say::day(plan.effective_night.date)) }
                        }
                        None => { p.big { "–" } p { "no plan in force" } }
                    }
                }
            }
        }
    }
}

/// A version that is agreed for a coming night.
fn coming(chart: &Chart) -> Markup {
    let next = upcoming(&chart.journal, chart.tonight);
    html! {
        @if let Some((next, step)) = next.and_then(|next| Some((next, next.steps.get(next.start_step)?))) {
            p { "From " (say::short(next.effective_night.date)) ": " strong { (show_dose(step.dose, say::LANG)) } }
            p.sub { (say::agreement(&next.agreement)) }
        }
    }
}

fn taken(chart: &Chart, nights: &Nights<'_>) -> Markup {
    let count = nights.count_last(BASELINE_NIGHTS);
    let last = before(chart.tonight.date, 1);
    let shown: Vec<_> = each(before(last, 13), last)
        .filter(|night| nights.first_dose.is_some_and(|first| *night >= first))
        .map(|night| nights.answer(night))
        .collect();
    html! {
        div.card {
            h2 { "Nights taken" }
            @if count.nights() == 0 {
                p.big { "–" }
                p { "no dose yet" }
            } @else {
                p.big { (count.taken) span.of { " of " (count.nights()) } }
                p { "last " (count.nights()) " nights: " (say::not_taken(count)) }
                p { (strip(&shown)) }
            }
        }
    }
}

fn score(chart: &Chart, nights: &Nights<'_>, scale: &str) -> Markup {
    let judged = respond(&chart.journal, &chart.scores, scale, parameters(), chart.tonight);
    let (then, now) = (nights.baseline(scale), nights.recent(scale, BASELINE_NIGHTS));
    html! {
        div.card {
            h2 { (say::scale(scale)) }
            @match now {
                Some(now) => p.big { (say::mean(now)) span.of { " of 10" } },
                None => p.big { "–" },
            }
            p {
                @match (then, now) {
                    (Some(then), Some(now)) => {
                        strong { (say::change(i64::from(now.tenths()) - i64::from(then.tenths()))) }
                        " from " (say::mean(then)) " before the first dose"
                    }
                    (None, Some(_)) => "before the first dose: not recorded",
                    (_, None) => "not rated in the last 28 nights",
                }
            }
            p.sub {
                @if let Some(now) = now { "last 28 nights, " (now.of) " rated" }
                @if let Some(then) = then { "; before, " (say::counted(then.of, "night")) " rated" }
            }
            p { (say::verdict(&judged.verdict)) }
            (steps_and_recheck(chart, scale))
        }
    }
}

/// The last good dose with how little may be said of it, and the last re-check. For clinicians: the first of the two is
/// on no phone, because who reads "your last good dose" acts on it (`safety.md` 29).
fn steps_and_recheck(chart: &Chart, scale: &str) -> Markup {
    let rated = ratings(&chart.scores, scale, chart.tonight);
    let worse = last_good_dose(&chart.journal, &rated, parameters(), chart.tonight);
    let recheck = recheck_result(&chart.journal, &rated, parameters(), chart.tonight);
    html! {
        @if let Some(worse) = worse {
            p.sub {
                "Worse from " (show_dose(worse.worse_on, say::LANG)) " on, by " (span(worse.by, say::LANG))
                "; the dose before it was " (show_dose(worse.dose, say::LANG)) ". Not shown to the patient."
            }
        }
        @if let Some(recheck) = recheck { p.sub { (course::recheck(&recheck, scale, say::LANG)) } }
    }
}

/// The newest value of each kind, and the first one beside it.
fn labs(chart: &Chart) -> Markup {
    let mut kinds: Vec<&str> = Vec::new();
    for lab in chart.labs.iter().rev() {
        if !kinds.contains(&lab.what.as_str()) {
            kinds.push(&lab.what);
        }
    }
    let value = |lab: &Lab| html! { (lab.value) " " (shown_name(&lab.unit)) };
    html! {
        div.card {
            h2 { "Laboratory" }
            @for (place, kind) in kinds.iter().take(3).enumerate() {
                @let of: Vec<&Lab> = chart.labs.iter().filter(|lab| lab.what == *kind).collect();
                @if let (Some(first), Some(last)) = (of.first(), of.last()) {
                    p.big[place == 0] { (value(last)) }
                    p.sub {
                        (say::lab(kind)) ", " (say::day(last.on))
                        @if of.len() > 1 { "; " (value(first)) " on " (say::day(first.on)) }
                    }
                }
            }
        }
    }
}

/// What the comparison does not say. Under the scores, once there is one.
fn judged(chart: &Chart, nights: &Nights<'_>) -> Markup {
    let since = chart.plan().and_then(|plan| plan.already_since);
    let scale = nights.scales.first();
    let compared =
        scale.map(|scale| respond(&chart.journal, &chart.scores, scale, parameters(), chart.tonight));
    let beside = compared.map_or_else(Vec::new, |it| {
        confounders(&chart.journal, it.before.as_ref(), it.after.as_ref(), chart.tonight)
    });
    html! {
        @if !beside.is_empty() {
            p.sub {
                (course::marked(say::LANG))
                @for one in &beside { " " (course::confounder(one, say::LANG)) }
            }
        }
        @if nights.first_dose.is_some() {
            p.judged {
                (nights.taken_in_all()) " nights taken since the first dose. The scores compare this patient's own nights and \
                 cannot say why they differ; 10 is the worst of each."
                @if let Some(since) = since { " Already taken before the record began, since " (say::day(since)) "." }
            }
        }
    }
}
