//! The plan editor: the steps as a table, each in milligrams. Millilitres exist on the phone only (`safety.md` 25); what
//! is said here is whether the patient's own syringe can read a dose.

use super::decide::{Shown, typed};
use super::patient::{Tab, patient_page};
use crate::clinic::Chart;
use crate::clinic::deciding::{Way, Wish};
use crate::form::Form;
use crate::frame::say;
use crate::frame::{Notice, csrf, sideways};
use crate::roster::Role;
use crate::signed_in::Staff;
use maud::{Markup, html};
use nocte_core::catalogue::parameters;
use nocte_core::domain::amount::{AmountError, Dose};
use nocte_core::domain::clinic::Saw;
use nocte_core::domain::dilution::dilute;
use nocte_core::domain::plan::{Gate, Step};
use nocte_core::domain::progress::step_views;
use nocte_core::domain::supply::{TonightsBottle, tonights_bottle};
use nocte_core::words::amount::{amount_refused, show_dose};
use nocte_core::words::plan::show_step_state;
use nocte_core::words::refusal::Refusal;

/// Rows of the form: more steps than any protocol of the catalogue has.
const ROWS: usize = 24;
/// Empty rows after the steps there are.
const SPARE: usize = 4;
/// The most nights a form takes for one step.
const MOST_NIGHTS: u32 = 999;
/// The longest words to a patient, in characters.
const LONGEST_NOTE: usize = 1_000;

/// The page.
pub(crate) fn show(chart: &Chart, staff: &Staff, notice: Option<&Notice>) -> Markup {
    let body = html! {
        (present(chart))
        @if staff.role.may(Role::Prescriber) { (editor(chart, staff)) }
    };
    patient_page(chart, Tab::Plan, staff, notice, &body)
}

fn present(chart: &Chart) -> Markup {
    html! {
        section.panel aria-labelledby="present" {
            h2 #present { "The plan in force" }
            @match chart.plan() {
                Some(plan) => {
                    p {
                        "Version " (plan.version) ", from the night of " (say::day(plan.effective_night.date)) "; "
                        (say::agreement(&plan.agreement)) "."
                        @if let Some(protocol) = &plan.protocol { " Made from protocol " (protocol) "." }
                        @if let Some(cap) = plan.cap { " Its maximum is " (show_dose(cap, say::LANG)) "." }
                        @if let Some(last) = plan.stop_after { " Last night with a dose: " (say::day(last.date)) "." }
                    }
                    (sideways("The present plan", &html! {
                        table.weeks {
                            thead { tr { th scope="col" { "Step" } th scope="col" { "Dose" } th scope="col" { "Nights taken" } th scope="col" { "Then" } th scope="col" { "State" } th scope="col" { "On the patient's syringe" } } }
                            tbody {
                                @for (place, view) in step_views(&chart.journal, plan, chart.tonight).iter().enumerate() {
                                    tr {
                                        th scope="row" { (place + 1) }
                                        td { (show_dose(view.step.dose, say::LANG)) }
                                        td { (view.nights_taken) @if view.step.min_nights > 0 { " of " (view.step.min_nights) } }
                                        td { @if place + 1 < plan.steps.len() { (say::gate(view.step.gate)) } @else { "open-ended" } }
                                        td { (show_step_state(view.state, say::LANG)) }
                                        td { (readable(chart, view.step.dose)) }
                                    }
                                }
                            }
                        }
                    }))
                }
                None => p { "No plan in force. What is signed below becomes the first one, once the patient confirms." },
            }
        }
    }
}

/// Whether the bottle and syringe the patient told of can measure a dose.
fn readable(chart: &Chart, dose: Dose) -> &'static str {
    if !chart.journal.settings.capsules.is_empty() {
        return "swallowed as capsules";
    }
    let TonightsBottle::One(bottle) = tonights_bottle(&chart.journal, chart.tonight) else {
        return "no single bottle in use";
    };
    match dilute(bottle.strength, dose, bottle.syringe, parameters()) {
        Ok(drawn) if drawn.below_by_more_than(parameters().rounding_percent.value) => {
            "too coarse for this dose"
        }
        Ok(drawn) if drawn.exact => "has a line",
        Ok(_) => "between two lines, rounded down",
        Err(_) => "cannot be drawn with it",
    }
}

fn editor(chart: &Chart, staff: &Staff) -> Markup {
    let (plan, at) = (chart.plan(), chart.step().map_or(0, |(at, _)| at));
    let ahead: &[Step] = plan.and_then(|plan| plan.steps.get(at..)).unwrap_or_default();
    let rows = (ahead.len() + SPARE).min(ROWS).max(ahead.len());
    html! {
        section.panel aria-labelledby="edit" {
            h2 #edit { "Other steps" }
            @if chart.matched() {
                p { "From the present step on. Leave a row's dose empty to end the plan there. What comes after the last step is your next decision." }
                form method="post" action=(format!("/patients/{}/plan", chart.patient)) {
                    (csrf(staff))
                    (Shown::of(chart).fields())
                    (sideways("The new plan", &html! {
                        table.editor {
                            thead { tr { th scope="col" { "Step" } th scope="col" { "Dose, in mg" } th scope="col" { "Nights taken" } th scope="col" { "Then" } } }
                            tbody { @for row in 0..rows { (editor_row(row, ahead.get(row))) } }
                        }
                    }))
                    label for="cap" { "Most any step may be, in mg" span.sub { " (empty: as it is)" } }
                    input #cap name="cap" inputmode="decimal" autocomplete="off" placeholder="4.5 mg";
                    label for="note" { "Words to the patient" span.sub { " (shown on the phone)" } }
                    textarea #note name="note" rows="2" maxlength=(LONGEST_NOTE) {}
                    button { "See what changes" }
                }
            } @else {
                p {
                    "No order travels before a phone is paired and its match is confirmed on both sides. "
                    a href=(format!("/patients/{}/phones", chart.patient)) { "Pair a phone" }
                }
            }
        }
    }
}

fn editor_row(row: usize, step: Option<&Step>) -> Markup {
    let gate = step.map(|step| step.gate);
    let is = |word: &str| gate.is_some_and(|gate| gate_word(gate).0 == word);
    html! {
        tr {
            th scope="row" { (row + 1) }
            td { input name="dose" aria-label=(format!("Dose of step {}", row + 1)) inputmode="decimal" autocomplete="off" value=[step.map(|step| typed(step.dose))]; }
            td { input name="nights" aria-label=(format!("Nights of step {}", row + 1)) inputmode="numeric" pattern="[0-9]{0,3}" value=[step.map(|step| step.min_nights.to_string())]; }
            td {
                select name="gate" aria-label=(format!("What step {} waits for", row + 1)) {
                    option value="patient" selected[is("patient") || is("nights")] { "when the patient confirms" }
                    option value="clinician" selected[is("clinician")] { "when a clinician has confirmed too" }
                    @for nights in symptom_free_choices(gate) {
                        option value=(format!("free-{nights}")) selected[gate == Some(Gate::SymptomFree { nights })] { "after " (say::counted(nights, "symptom-free night")) }
                    }
                }
            }
        }
    }
}

/// The symptom-free gates on offer: a week, two, and what the plan has.
fn symptom_free_choices(gate: Option<Gate>) -> Vec<u32> {
    let mut choices = vec![7, 14];
    if let Some(Gate::SymptomFree { nights }) = gate {
        choices.push(nights);
    }
    choices.sort_unstable();
    choices.dedup();
    choices
}

fn gate_word(gate: Gate) -> (&'static str, u32) {
    match gate {
        Gate::Nights => ("nights", 0),
        Gate::Patient => ("patient", 0),
        Gate::Clinician => ("clinician", 0),
        Gate::SymptomFree { nights } => ("free", nights),
    }
}

fn gate_of(word: &str) -> Option<Gate> {
    match word {
        "patient" | "nights" => Some(Gate::Patient),
        "clinician" => Some(Gate::Clinician),
        other => other.strip_prefix("free-")?.parse().ok().map(|nights| Gate::SymptomFree { nights }),
    }
}

/// A wish as hidden fields, for the form that signs it. Read back by [`wish`].
pub(crate) fn hidden(way: Option<Way>, wish: &Wish) -> Markup {
    html! {
        @if let Some(way) = way { input type="hidden" name="way" value=(way.word()); }
        @for step in &wish.steps {
            @let (word, nights) = gate_word(step.gate);
            input type="hidden" name="dose" value=(typed(step.dose));
            input type="hidden" name="nights" value=(step.min_nights);
            input type="hidden" name="gate" value=(if word == "free" { format!("free-{nights}") } else { word.to_owned() });
        }
        @if let Some(cap) = wish.cap { input type="hidden" name="cap" value=(typed(cap)); }
        @if let Some(note) = &wish.note { input type="hidden" name="note" value=(note); }
    }
}

/// A dose as a prescriber types it: milligrams, with or without the unit, a point as the mark.
pub(crate) fn dose(text: &str) -> Result<Dose, AmountError> {
    let text = text.trim();
    if text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') && !text.is_empty() {
        return Dose::parse(&format!("{text} mg"));
    }
    Dose::parse(text)
}

/// The wish of a form: rows of dose, nights and gate; an empty dose ends it.
pub(crate) fn wish(form: &Form) -> Result<Wish, Refusal> {
    let said = |error: AmountError| amount_refused(error, say::LANG);
    let (nights, gates): (Vec<&str>, Vec<&str>) = (form.all("nights").collect(), form.all("gate").collect());
    let mut steps = Vec::new();
    let mut ended = false;
    for (row, text) in form.all("dose").enumerate() {
        if text.trim().is_empty() {
            ended = true;
            continue;
        }
        if ended {
            return Err(Refusal::new(
                format!("Step {} stands after an empty row.", row + 1),
                "Leave no row empty between two steps.",
            ));
        }
        let min_nights = nights.get(row).copied().unwrap_or_default().trim();
        let min_nights: u32 = if min_nights.is_empty() {
            0
        } else {
            min_nights.parse().ok().filter(|nights| *nights <= MOST_NIGHTS).ok_or_else(|| {
                Refusal::new(
                    format!("The nights of step {} are no number from 0 to {MOST_NIGHTS}.", row + 1),
                    "Type how many nights it lasts at least.",
                )
            })?
        };
        let gate = gates.get(row).map_or(Some(Gate::Clinician), |word| gate_of(word)).ok_or_else(|| {
            Refusal::new("The form names a gate that does not exist.", "Open the page again.")
        })?;
        let id = format!("p{}", steps.len() + 1);
        steps.push(Step { id, dose: dose(text).map_err(said)?, min_nights, max_nights: None, gate });
        if steps.len() > ROWS {
            return Err(Refusal::new(
                "There are more steps than the form has.",
                "Sign the first ones, then the rest.",
            ));
        }
    }
    let cap = match form.one("cap").map(str::trim).filter(|text| !text.is_empty()) {
        Some(text) => Some(dose(text).map_err(said)?),
        None => None,
    };
    let note = form.one("note").map(str::trim).filter(|note| !note.is_empty());
    if note.is_some_and(|note| note.chars().count() > LONGEST_NOTE) {
        return Err(Refusal::new(
            format!("The words are longer than {LONGEST_NOTE} characters."),
            "Shorten them.",
        ));
    }
    let again = match form.one("again").map(str::trim).filter(|text| !text.is_empty()) {
        Some(text) => Some(dose(text).map_err(said)?),
        None => None,
    };
    let first = steps.first().map(|step: &Step| step.dose);
    if again.is_some() && again != first {
        return Err(Refusal::new(
            "The two doses you typed differ: nothing was signed.",
            "Check the point and begin again.",
        ));
    }
    Ok(Wish { steps, cap, saw: saw(form), note: note.map(str::to_owned), typed_twice: again.is_some() })
}

/// What the page showed, by the form's hidden fields.
pub(crate) fn saw(form: &Form) -> Option<Saw> {
    let id = |name: &str| form.one(name)?.parse().ok();
    Some(Saw { plan: id("saw_plan")?, last_fact: id("saw_fact")? })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Wish, Refusal> {
        wish(&Form::read(text.as_bytes()).expect("a form"))
    }

    #[test]
    fn rows_are_read_in_order_and_an_empty_one_ends_the_plan() {
        let read = read(
            "dose=1.5&nights=14&gate=patient&dose=3+mg&nights=28&gate=free-7&dose=&nights=&gate=patient",
        );
        let steps = read.expect("a wish").steps;
        assert_eq!(steps.iter().map(|step| step.dose.ng()).collect::<Vec<_>>(), [1_500_000, 3_000_000]);
        assert_eq!(steps[1].gate, Gate::SymptomFree { nights: 7 });
        assert_eq!(steps[0].min_nights, 14);
    }

    #[test]
    fn nothing_is_guessed() {
        for bad in [
            "dose=1,5",
            "dose=1.500",
            "dose=.5",
            "dose=1.5mL",
            "dose=1&dose=&dose=2",
            "dose=1&nights=x",
            "dose=1&gate=soon",
        ] {
            assert!(read(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn safety_10_a_dose_typed_again_must_be_the_same() {
        assert!(read("dose=4.5+mg&again=4.5").expect("a wish").typed_twice);
        assert!(read("dose=4.5+mg&again=45").is_err());
        assert!(!read("dose=4.5+mg").expect("a wish").typed_twice);
    }

    #[test]
    fn a_wish_survives_its_hidden_fields() {
        let wish = read("dose=0.25&nights=10&gate=clinician&cap=4.5&note=Hello").expect("a wish");
        let html = hidden(Some(Way::Stay), &wish).into_string();
        for part in [
            "value=\"0.25 mg\"",
            "value=\"10\"",
            "value=\"clinician\"",
            "value=\"4.5 mg\"",
            "value=\"Hello\"",
        ] {
            assert!(html.contains(part), "{part} in {html}");
        }
    }
}
