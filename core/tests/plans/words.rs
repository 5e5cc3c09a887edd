//! Every value has its sentence in both languages, and the sentences keep the promises of the rules.

use crate::life::{mg, night, reported, signed, step};
use nocte_core::catalogue;
use nocte_core::domain::fact_id::FactId;
use nocte_core::domain::plan::{Completion, HoldReason};
use nocte_core::domain::plan_change::PlanRefusal;
use nocte_core::domain::progress::{Block, OpenEffect};
use nocte_core::domain::protocol::Missing;
use nocte_core::domain::safety::TypedTwice;
use nocte_core::domain::symptom::Severity;
use nocte_core::words::Lang;
use nocte_core::words::plan as words;

const BOTH: [Lang; 2] = [Lang::En, Lang::De];

fn plain(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

#[test]
fn safety_04_the_two_agreements_are_never_shown_alike() {
    assert_eq!(words::show_agreement(&signed(), Lang::En), "signed order: Dr Example, 1 November 2026");
    assert_eq!(words::show_agreement(&reported(), Lang::En), "reported by you: Dr Example, 1 November 2026");
    for lang in BOTH {
        assert_ne!(words::show_agreement(&signed(), lang), words::show_agreement(&reported(), lang));
    }
}

#[test]
fn safety_27_every_protocol_says_not_clinically_reviewed_with_source_and_grade() {
    for protocol in catalogue::protocols() {
        let english = words::show_provenance(protocol, Lang::En);
        assert!(
            english.contains("not clinically reviewed") && english.contains(&protocol.source),
            "{english}"
        );
        assert!(english.contains("grade "), "{english}");
        assert_eq!(english.contains("(verify)"), protocol.verify, "{english}");
        assert!(words::show_provenance(protocol, Lang::De).contains("nicht klinisch geprüft"));
        for lang in BOTH {
            assert!(protocol.steps.iter().all(|step| !words::show_protocol_step(step, lang).is_empty()));
            assert!(
                words::show_rules(protocol, lang).iter().all(|rule| rule.ends_with('.')),
                "{}",
                protocol.id
            );
        }
    }
}

#[test]
fn safety_09_a_two_dose_step_says_that_it_is_not_executable() {
    let polo = catalogue::protocol("P11").expect("shipped");
    let steps: Vec<String> =
        polo.steps.iter().map(|step| plain(&words::show_protocol_step(step, Lang::En))).collect();
    assert_eq!(
        steps,
        [
            "1.5 mg, 7 nights, in the morning",
            "1.5 mg, 42 nights, twice a day (not executable)",
            "not given, not given, twice a day (not executable)",
        ]
    );
}

#[test]
fn what_a_prescriber_filled_in_is_said_with_the_name() {
    let filled = Completion { missing: Missing::Interval, by: "Dr Example".to_owned(), on: night(0).date };
    let english = words::show_completion(&filled, Lang::En);
    assert_eq!(english, "Not in the source: how long each step lasts. Given by Dr Example, 1 November 2026.");
    assert!(words::show_completion(&filled, Lang::De).contains("Dr Example"));
}

#[test]
fn why_cannot_i_increase_is_answered_in_full() {
    let blocks = [
        Block::Nights { taken: 5, needed: 30 },
        Block::EffectOpen(OpenEffect {
            effect: FactId(1),
            what: "insomnia".to_owned(),
            severity: Severity::Severe,
        }),
        Block::Hold { hold: FactId(2), reason: HoldReason::Surgery { on: night(20).date } },
    ];
    let answer = words::why_not(&blocks, Lang::En);
    assert_eq!(answer.len(), 3);
    let all = answer.join(" ");
    for part in ["5 of 30 nights", "severe", "insomnia", "21 November 2026", "ends only when"] {
        assert!(all.contains(part), "{part} in {all}");
    }
    assert_eq!(words::why_not(&[], Lang::De).len(), 1);
}

#[test]
fn a_step_says_nights_gate_and_the_open_end() {
    assert_eq!(
        plain(&words::show_step(&step("s1", "1.5", 30), false, Lang::En)),
        "1.5 mg, at least 30 nights taken, then when you confirm the next step"
    );
    assert_eq!(plain(&words::show_step(&step("s1", "1.5", 0), true, Lang::De)), "1,5 mg, ohne festes Ende");
}

#[test]
fn every_refusal_has_a_reason_and_a_next_step_in_both_languages() {
    let id = || "s2".to_owned();
    let (dose, cap) = (mg("7"), mg("6"));
    let all = [
        PlanRefusal::NoPlan,
        PlanRefusal::Ended { last: night(3) },
        PlanRefusal::TwoPlans,
        PlanRefusal::NoSteps,
        PlanRefusal::NoSuchStep,
        PlanRefusal::StepId { id: id() },
        PlanRefusal::DoseZero { step: id() },
        PlanRefusal::DoseTooSmall { step: id(), dose },
        PlanRefusal::WholeTablet { step: id(), dose },
        PlanRefusal::AboveMaximum { step: id(), dose, maximum: cap },
        PlanRefusal::NeedsSigned { step: id(), dose, above: cap },
        PlanRefusal::AboveCap { step: id(), dose, cap },
        PlanRefusal::NoInterval { step: id() },
        PlanRefusal::Range { step: id() },
        PlanRefusal::TypeTwice { why: TypedTwice::Threefold, dose, before: Some(cap) },
        PlanRefusal::NightPast { night: night(1) },
        PlanRefusal::NightAnswered { night: night(1), open: night(2) },
        PlanRefusal::BeforeVersion { night: night(5) },
        PlanRefusal::PrescriberMissing,
        PlanRefusal::DateAhead { on: night(9).date },
        PlanRefusal::NotExecutable { missing: vec![Missing::Interval, Missing::Steps] },
        PlanRefusal::NothingMissing,
        PlanRefusal::NotOnAStep { dose },
        PlanRefusal::NothingLower,
        PlanRefusal::HalveNotAgreed,
        PlanRefusal::HalveNotReadable { dose },
        PlanRefusal::RecheckNotAgreed,
        PlanRefusal::NoRecheck,
        PlanRefusal::RecheckWaits,
    ];
    for refusal in &all {
        let [english, german] = BOTH.map(|lang| words::plan_refused(refusal, lang));
        for text in [&english.reason, &english.next, &german.reason, &german.next] {
            assert!(text.ends_with('.') && !text.contains("  "), "{refusal:?}: {text}");
        }
        assert_ne!(english, german, "{refusal:?}");
    }
}
