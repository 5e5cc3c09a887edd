//! What stands beside the verdict: marks, side effects against the steps, sleep after a step, since the last visit.

use super::{life, night, scores};
use nocte_core::catalogue::parameters;
use nocte_core::domain::fact_id::FactId;
use nocte_core::domain::journal::Journal;
use nocte_core::domain::medicine::{Course, Medicine};
use nocte_core::domain::response::{
    Confounder, Mark, Rung, confounders, episodes, last_visit, ratings, respond, since_visit, sleepless,
};
use nocte_core::domain::symptom::{Effect, EffectCourse, Severity};
use nocte_core::words::{Lang, course};
use nocte_tests::facts;

fn effect(day: i64, what: &str, severity: Severity, course: EffectCourse) -> Effect {
    let id = FactId(u128::from(50_000 + day.unsigned_abs()));
    Effect {
        id,
        night: night(day),
        what: what.to_owned(),
        severity,
        course,
        continues: None,
        stamp: facts::stamp(0),
    }
}

fn mark(day: i64, what: &str) -> Effect {
    effect(day, what, Severity::Mild, EffectCourse::Open)
}

fn with(effects: Vec<Effect>) -> Journal {
    Journal { effects, ..life(0..100) }
}

/// The confounders of a verdict on day 90, where nights -28 to -1 and 63 to 90 are compared.
fn beside(journal: &Journal) -> Vec<Confounder> {
    let all = scores((-28..100).map(|day| (day, 5)));
    let response = respond(journal, &all, "pain", parameters(), night(90));
    confounders(journal, response.before.as_ref(), response.after.as_ref(), night(90))
}

#[test]
fn marks_on_compared_nights_are_shown_and_change_no_number() {
    let marked =
        with(vec![mark(-10, "infection"), mark(-9, "infection"), mark(30, "infection"), mark(70, "crash")]);
    let found = beside(&marked);
    assert_eq!(
        found,
        [
            Confounder::Marked { mark: Mark::Infection, before: 2, after: 0 },
            Confounder::Marked { mark: Mark::Crash, before: 0, after: 1 },
        ],
        "day 30 is on neither side"
    );
    let all = scores((-28..100).map(|day| (day, if day < 0 { 7 } else { 4 })));
    let judged = |journal: &Journal| respond(journal, &all, "pain", parameters(), night(90));
    assert_eq!(judged(&marked), judged(&life(0..100)), "never silently corrected");
    assert_eq!(
        course::confounder(&found[0], Lang::En),
        "Infection: 2 nights before, 0 nights of the last ones."
    );
}

#[test]
fn an_infection_said_to_be_over_covers_its_nights() {
    let over = effect(75, "infection", Severity::Mild, EffectCourse::Resolved);
    let found = beside(&with(vec![mark(70, "infection"), over]));
    assert_eq!(found, [Confounder::Marked { mark: Mark::Infection, before: 0, after: 5 }]);
}

#[test]
fn a_crash_is_shown_with_the_nights_since_the_exertion() {
    let found = beside(&with(vec![mark(78, "exertion"), mark(80, "crash"), mark(89, "crash")]));
    let late: Vec<&Confounder> =
        found.iter().filter(|one| matches!(one, Confounder::CrashAfter { .. })).collect();
    assert_eq!(
        late,
        [&Confounder::CrashAfter { night: night(80), nights: 2 }],
        "eleven nights later is no delay"
    );
    assert!(course::confounder(late[0], Lang::En).ends_with("2 nights after exertion."));
}

#[test]
fn a_new_medicine_between_the_first_compared_night_and_tonight_is_shown() {
    let medicine = |course| Medicine {
        id: FactId(7),
        name: "Duloxetine".to_owned(),
        class: None,
        course,
        stamp: facts::stamp(0),
    };
    let found = |course| beside(&Journal { medicines: vec![medicine(course)], ..life(0..100) });
    let on = night(20).date;
    let shown = Confounder::Medicine { name: "Duloxetine".to_owned(), on, ended: false };
    assert_eq!(found(Course::Starting { on }), [shown]);
    assert!(matches!(&found(Course::Last { on })[..], [Confounder::Medicine { ended: true, .. }]));
    assert_eq!(found(Course::Starting { on: night(95).date }), [], "still to come");
    assert_eq!(found(Course::Last { on: night(-60).date }), [], "before anything was rated");
    assert_eq!(found(Course::NotTaking), []);
}

#[test]
fn side_effects_stand_against_the_step_they_began_on_and_marks_are_none() {
    let journal = with(vec![
        effect(3, "vivid_dreams", Severity::Mild, EffectCourse::Open),
        effect(5, "Vivid_dreams", Severity::Moderate, EffectCourse::Open),
        mark(6, "infection"),
        effect(9, "vivid_dreams", Severity::Moderate, EffectCourse::Resolved),
        effect(-3, "nausea", Severity::Mild, EffectCourse::Open),
    ]);
    let found = episodes(&journal, night(90));
    assert_eq!(found.len(), 2);
    assert_eq!((found[0].what.as_str(), found[0].step), ("nausea", None), "before the first dose");
    let dreams = &found[1];
    assert_eq!((dreams.worst, dreams.first, dreams.gone), (Severity::Moderate, night(3), Some(night(9))));
    assert_eq!(dreams.step.map(|step| step.nights), Some(3));
    let text = course::episode(dreams, Lang::En);
    assert!(text.contains("3 nights after") && text.contains("gone"), "{text}");
}

#[test]
fn disturbed_sleep_is_first_waited_for_and_every_rung_stands_in_its_order() {
    let trouble = |first, gone: Option<i64>| {
        let mut effects = vec![effect(first, "insomnia", Severity::Mild, EffectCourse::Open)];
        effects.extend(gone.map(|day| effect(day, "insomnia", Severity::Mild, EffectCourse::Resolved)));
        with(effects)
    };
    let offered = |journal: &Journal, day| sleepless(journal, parameters(), night(day));
    let two = trouble(5, Some(7));
    assert_eq!(offered(&two, 8), None, "two nights of seven offer nothing");
    let three = offered(&trouble(5, None), 7).expect("three nights");
    assert_eq!(three.disturbed, 3);
    assert_eq!(three.rungs, [Rung::Wait { until: 14 }, Rung::Hold, Rung::Earlier, Rung::Morning, Rung::Back]);
    let late = offered(&trouble(5, None), 14).expect("every night");
    assert_eq!(late.rungs.first(), Some(&Rung::Hold), "the two weeks are over");
    assert_eq!(offered(&trouble(5, None), -20), None, "before the first step");
    for rung in [Rung::Morning, Rung::Back] {
        assert!(course::rung(rung, Lang::En).contains("prescriber"), "{rung:?}");
    }
}

#[test]
fn what_changed_since_the_last_visit_fits_in_three_lines() {
    let mut journal = with(vec![
        effect(40, "nausea", Severity::Mild, EffectCourse::Open),
        effect(50, "crash", Severity::Mild, EffectCourse::Open),
    ]);
    journal.plans[0].agreement.on = night(30).date;
    let visit = last_visit(&journal, night(90)).expect("somebody agreed");
    assert_eq!(visit, night(30).date);
    assert_eq!(last_visit(&journal, night(10)), None, "nobody had agreed by then");
    let all = scores((-28..100).map(|day| (day, if day < 30 { 6 } else { 4 })));
    let pain = ratings(&all, "pain", night(90));
    let since = since_visit(&journal, &[("pain", &pain)], visit, night(90));
    assert_eq!((since.taken, since.nights, since.marks, since.effects.len()), (61, 61, 1, 1));
    assert_eq!(since.dose_then, since.dose_now);
    assert_eq!((since.scales[0].then, since.scales[0].now), (600, 400));
    let lines = course::since_visit(&since, Lang::En);
    assert!(lines[0].contains("as then; 61 of 61 nights taken"), "{}", lines[0]);
    assert!(lines[1].ends_with("pain 6 → 4."), "{}", lines[1]);
    assert!(lines[2].contains("nausea (mild, still there)") && lines[2].contains("1 mark"), "{}", lines[2]);
}
