//! Plans in words: steps, gates, states, and who agreed.
//!
//! *Signed* and *reported* are never shown alike (`safety.md` 4): one is an order from a paired clinic, the other
//! what the patient says a prescriber said.

mod block;
mod change;
mod protocol;
mod refused;

pub use block::{show_block, why_not};
pub use change::{show_reason, show_warning};
pub use protocol::{
    show_completion, show_missing, show_on_reaction, show_protocol_step, show_provenance, show_remark,
    show_rules, show_title,
};
pub use refused::{hold_refused, plan_refused, tap_refused};

use super::Lang;
use super::amount::show_dose;
use super::date::show_day;
use crate::domain::plan::{Agreement, AgreementKind, Gate, Step};
use crate::domain::progress::{PlanState, StepState};

/// A step in one line: `1.5 mg, at least 30 nights taken, then when you confirm`.
pub fn show_step(step: &Step, last: bool, lang: Lang) -> String {
    let dose = show_dose(step.dose, lang);
    let nights = nights_taken(step.min_nights, lang);
    if last {
        return match (lang, step.max_nights.or((step.min_nights > 0).then_some(step.min_nights))) {
            (Lang::En, None) => format!("{dose}, open-ended"),
            (Lang::De, None) => format!("{dose}, ohne festes Ende"),
            (Lang::En, Some(review)) => {
                format!("{dose}, open-ended; review due after {}", nights_taken(review, lang))
            }
            (Lang::De, Some(review)) => {
                format!(
                    "{dose}, ohne festes Ende; Überprüfung, sobald {} zusammen sind",
                    nights_taken(review, lang)
                )
            }
        };
    }
    let gate = show_gate(step.gate, lang);
    match lang {
        Lang::En => format!("{dose}, at least {nights}, then {gate}"),
        Lang::De => format!("{dose}, mindestens {nights}, dann {gate}"),
    }
}

/// `1 night taken`, `30 nights taken`; in German as it stands after "mindestens" and after "nach".
pub(super) fn nights_taken(nights: u32, lang: Lang) -> String {
    match (lang, nights) {
        (Lang::En, 1) => "1 night taken".to_owned(),
        (Lang::En, _) => format!("{nights} nights taken"),
        (Lang::De, 1) => "1 genommene Nacht".to_owned(),
        (Lang::De, _) => format!("{nights} genommene Nächte"),
    }
}

/// What must hold before the next step, as the end of "then …".
pub fn show_gate(gate: Gate, lang: Lang) -> String {
    match (lang, gate) {
        (Lang::En, Gate::Nights | Gate::Patient) => "when you confirm the next step".to_owned(),
        (Lang::De, Gate::Nights | Gate::Patient) => "wenn Sie den nächsten Schritt bestätigen".to_owned(),
        (Lang::En, Gate::SymptomFree { nights }) => format!(
            "when {nights} nights taken were free of moderate or severe side effects, you have said so, and \
             you confirm"
        ),
        (Lang::De, Gate::SymptomFree { nights }) => format!(
            "wenn {nights} genommene Nächte frei von mittleren oder schweren Nebenwirkungen waren, Sie es \
             gesagt haben und bestätigen"
        ),
        (Lang::En, Gate::Clinician) => "when a clinician has confirmed and you confirm".to_owned(),
        (Lang::De, Gate::Clinician) => "wenn eine Fachperson zugestimmt hat und Sie bestätigen".to_owned(),
    }
}

/// Who agreed, and how we know: "signed order" against "reported by you".
pub fn show_agreement(agreement: &Agreement, lang: Lang) -> String {
    let on = show_day(agreement.on, lang);
    format!("{}: {}, {on}", show_agreement_kind(agreement.kind, lang), agreement.by)
}

/// The kind of an agreement alone.
pub fn show_agreement_kind(kind: AgreementKind, lang: Lang) -> &'static str {
    match (lang, kind) {
        (Lang::En, AgreementKind::Signed) => "signed order",
        (Lang::De, AgreementKind::Signed) => "signierte Verordnung",
        (Lang::En, AgreementKind::Reported) => "reported by you",
        (Lang::De, AgreementKind::Reported) => "von Ihnen angegeben",
    }
}

/// A plan's state.
pub fn show_state(state: PlanState, lang: Lang) -> &'static str {
    match (lang, state) {
        (Lang::En, PlanState::Planned) => "planned",
        (Lang::De, PlanState::Planned) => "geplant",
        (Lang::En, PlanState::Running) => "running",
        (Lang::De, PlanState::Running) => "läuft",
        (Lang::En, PlanState::Waiting) => "waiting for the next step",
        (Lang::De, PlanState::Waiting) => "wartet auf den nächsten Schritt",
        (Lang::En, PlanState::Held) => "on hold",
        (Lang::De, PlanState::Held) => "pausiert",
        (Lang::En, PlanState::Ended) => "ended by the prescriber's stop night",
        (Lang::De, PlanState::Ended) => "beendet durch die festgelegte letzte Nacht",
        (Lang::En, PlanState::Superseded) => "replaced by another version",
        (Lang::De, PlanState::Superseded) => "durch eine andere Fassung ersetzt",
    }
}

/// A step's state.
pub fn show_step_state(state: StepState, lang: Lang) -> &'static str {
    match (lang, state) {
        (Lang::En, StepState::NotUsed) => "not used",
        (Lang::De, StepState::NotUsed) => "nicht benutzt",
        (Lang::En, StepState::Done) => "done",
        (Lang::De, StepState::Done) => "abgeschlossen",
        (Lang::En, StepState::Current) => "now",
        (Lang::De, StepState::Current) => "jetzt",
        (Lang::En, StepState::Ahead) => "to come",
        (Lang::De, StepState::Ahead) => "kommt noch",
    }
}

/// The last step has lasted as long as it was meant to: stay, and have it reviewed.
pub fn review_due(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "Stay on this dose. A review with your prescriber is due.",
        Lang::De => "Bleiben Sie bei dieser Dosis. Eine Überprüfung mit Ihrer verordnenden Person steht an.",
    }
}
