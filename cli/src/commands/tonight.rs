//! `tonight`: the dose, the line on the patient's own syringe, or why there is none.

use crate::draw;
use crate::machine::Machine;
use crate::manners::Reply;
use crate::refusal::Refusal;
use crate::style;
use nocte_core::domain::amount::{Dose, Volume};
use nocte_core::domain::giving::{Giver, Giving};
use nocte_core::domain::safety::Rule;
use nocte_core::domain::tonight::{Answered, Reason, Tonight};
use nocte_core::words::{self, Lang};
use serde_json::{Value, json};

/// Tonight's screen.
pub(crate) fn run(machine: &Machine) -> Result<Reply, Refusal> {
    let app = machine.app()?;
    let tonight = app.tonight().map_err(machine.refuse())?;
    Ok(Reply::done(fields(&tonight, machine.lang), show(&tonight, machine)))
}

/// The fixed fields, and the rest of the screen beside them.
pub(crate) fn fields(tonight: &Tonight, lang: Lang) -> Value {
    let changed = tonight.changed.as_ref().map(|changed| {
        json!({
            "was_line_ul": changed.was_line.map(Volume::ul),
            "line_ul": changed.line.map(Volume::ul),
            "was_dose_ng": changed.was_dose.map(Dose::ng),
            "dose_ng": changed.dose.ng(),
            "what": changed.what.iter().map(|what| what.code()).collect::<Vec<_>>(),
        })
    });
    json!({
        "night": tonight.night,
        "state": tonight.state.code(),
        "dose_ng": tonight.dose.map(Dose::ng),
        "line_ul": tonight.line.map(Volume::ul),
        "lines_ul": tonight.lines.iter().map(|line| line.ul()).collect::<Vec<_>>(),
        "line_dose_ng": tonight.line_dose.map(|dose| dose.to_string()),
        "bottle": tonight.bottle,
        "strength": tonight.strength.map(|strength| words::amount::show_strength(strength, lang)),
        "capsules_ng": tonight.capsules.iter().map(|dose| dose.ng()).collect::<Vec<_>>(),
        "changed": changed,
        "text": words::tonight::text(tonight, lang),
        "spoken": words::tonight::spoken(tonight, lang),
        "reasons": tonight.reasons.iter().map(|reason| reason_fields(reason, lang)).collect::<Vec<_>>(),
        "beside": tonight.beside.iter().map(|reason| super::check::reason(reason, lang)).collect::<Vec<_>>(),
        "hold_ahead": tonight.hold_ahead,
        "answered": tonight.answered.as_ref().map(answered),
        "done": tonight.offers_done(),
        "giving": giving(&tonight.giving, lang),
        "next_possible": tonight.next_possible,
    })
}

/// Who logged it and from where (`safety.md` 18).
fn answered(answered: &Answered) -> Value {
    json!({
        "id": answered.entry,
        "taken_at": answered.taken_at,
        "amount_ng": answered.amount.map(|amount| amount.to_string()),
        "by": answered.by,
        "from": answered.source,
        "recorded_at": answered.recorded_at,
    })
}

/// Who gives the dose, and how old what this phone knows is.
pub(crate) fn giving(giving: &Giving, lang: Lang) -> Value {
    let (from, by) = match &giving.giver {
        Giver::There { source, name } => (Some(source), name.as_ref()),
        Giver::Here | Giver::Unchosen | Giver::Disputed => (None, None),
    };
    json!({
        "phone": giving.giver.code(),
        "from": from,
        "by": by,
        "as_of": giving.as_of.map(|at| super::clinic_view::instant(at.to_utc())),
        "fresh": giving.fresh,
        "text": words::tonight::giving(giving, lang),
    })
}

/// The ways out on a phone that does not give.
pub(crate) const NOT_GIVING: &str = "→ nocte sync && nocte log taken | nocte log taken --just-now";

/// The command that answers the first reason that has one.
fn hint(reason: &Reason) -> Option<&'static str> {
    Some(match reason {
        Reason::NoPlan => "→ nocte plan new --protocol P2 --by NAME --on DATE",
        Reason::Safety(reason) if reason.rule == Rule::QuestionOpen => "→ nocte answer",
        Reason::Safety(reason) if reason.rule == Rule::OpioidNotNamed => {
            "→ nocte medicine add NAME --last DATE"
        }
        Reason::Held { .. } => "→ nocte plan resume --opioids no",
        Reason::Restored { .. } => "→ nocte restore --confirm",
        Reason::Review { .. } => "→ nocte log …, or nocte plan retitrate --by NAME --on DATE",
        Reason::NotGiving(_) => NOT_GIVING,
        Reason::NoBottle | Reason::BottleExpired { .. } | Reason::BottleWarm { .. } => {
            "→ nocte bottle new --tablet 50mg --water 50mL"
        }
        Reason::TwoBottles { .. } => "→ nocte bottle discard LETTER",
        Reason::RoundedTooFar { .. } | Reason::StepsShareALine { .. } => {
            "→ nocte dilute, with another syringe"
        }
        _ => return None,
    })
}

fn reason_fields(reason: &Reason, lang: Lang) -> Value {
    json!({ "code": reason.code(), "text": words::tonight::reason(reason, lang) })
}

/// The screen: the sentence, the syringe to the line, then what stands against or beside it.
pub(crate) fn show(tonight: &Tonight, machine: &Machine) -> String {
    let lang = machine.lang;
    let text = words::tonight::text(tonight, lang);
    let mut rows = vec![style::strong(&text)];
    if let Some(syringe) = tonight.syringe.filter(|_| tonight.line.is_some()) {
        rows.push(String::new());
        rows.extend(draw::draws(syringe, &tonight.lines, machine));
    }
    // What the sentence says already is not listed once more.
    let reasons = tonight.reasons.iter().map(|reason| words::tonight::reason(reason, lang));
    rows.extend(reasons.filter(|reason| !text.contains(reason)).map(|reason| format!("- {reason}")));
    rows.extend(tonight.reasons.iter().find_map(hint).map(style::faint));
    for reason in &tonight.beside {
        rows.extend(super::check::show_reason(reason, lang));
    }
    rows.join("\n") + "\n"
}
