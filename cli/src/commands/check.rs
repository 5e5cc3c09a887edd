//! `check`: whether names are opioids, and what an operation asks for. Needs no file and makes none.

use crate::args::first::Check;
use crate::machine::Machine;
use crate::manners::Reply;
use crate::read;
use crate::refusal::Refusal;
use crate::style;
use nocte_core::catalogue::medicines::medicines;
use nocte_core::catalogue::parameters::parameters;
use nocte_core::domain::night::night_of;
use nocte_core::domain::safety::{CheckAnswer, CheckRequest, Reason, Rule, Verdict, check};
use nocte_core::domain::setting::Settings;
use nocte_core::words::{self, Lang};
use serde_json::{Value, json};

/// The verdict, with every reason; status 0 only for `clear`.
pub(crate) fn run(args: &Check, machine: &Machine) -> Result<Reply, Refusal> {
    let moment = machine.moment();
    let settings = Settings::default();
    let tonight = night_of(&moment.window, settings.cutover, moment.now);
    let request = CheckRequest {
        names: args.names.clone(),
        today: moment.window.local(moment.now).date(),
        last: args.last.as_deref().map(read::date).transpose()?,
        starting: None,
        surgery: args.surgery.as_deref().map(read::date).transpose()?,
        settings,
    };
    // With a log, what is found is asked about before the next line (`safety.md` 2). A log that cannot be opened
    // takes no answer away: whether a name is an opioid must be told all the same.
    let answer = match machine.app() {
        Ok(app) => app.check(&request).map_err(machine.refuse())?,
        Err(_) => check(&request, medicines(), parameters(), tonight)
            .map_err(|error| words::safety::check_refused(error, machine.lang))?,
    };
    Ok(reply(&answer, machine.lang))
}

fn reply(answer: &CheckAnswer, lang: Lang) -> Reply {
    let reasons: Vec<Value> = answer.reasons.iter().map(|one| reason(one, lang)).collect();
    let json = json!({
        "verdict": answer.verdict,
        "from": answer.from,
        "until": answer.until,
        "reasons": reasons,
        "clinically_reviewed": answer.clinically_reviewed,
    });
    Reply::answer(answer.verdict == Verdict::Clear, json, show(answer, lang))
}

/// The fixed fields of a reason, and its own values beside them.
pub(crate) fn reason(one: &Reason, lang: Lang) -> Value {
    json!({
        "rule": one.rule.code(),
        "verdict": one.verdict,
        "text": words::safety::reason(one, lang),
        "source": one.source,
        "clears_when": one.clears_when.map(|when| words::safety::clears_when(when, lang)),
        "verify": one.verify,
        "name": one.name,
        "substance": one.substance,
        "from": one.from,
        "until": one.until,
    })
}

/// Verdict first, in no reassuring colour; then each reason with its source.
fn show(answer: &CheckAnswer, lang: Lang) -> String {
    let verdict = words::safety::verdict(answer.verdict, lang);
    let grave = answer.verdict >= Verdict::Refuse;
    let mut rows = vec![if grave { style::alarm(verdict) } else { style::strong(verdict) }];
    for one in &answer.reasons {
        rows.extend(show_reason(one, lang));
    }
    rows.extend(next_steps(answer).into_iter().map(style::faint));
    if !answer.clinically_reviewed {
        rows.push(style::faint(words::safety::not_reviewed(lang)));
    }
    rows.join("\n") + "\n"
}

/// A check that finds something ends in an answer (`safety.md` 2): the commands that give it.
fn next_steps(answer: &CheckAnswer) -> Vec<&'static str> {
    let held = || answer.reasons.iter().filter(|reason| reason.verdict == Verdict::Hold);
    let mut steps = Vec::new();
    if held().any(|reason| reason.name.is_some()) {
        steps.push("→ nocte medicine add NAME --last DATE | --starting DATE | --not-taking");
    }
    if held().any(|reason| reason.rule == Rule::Surgery) {
        steps.push("→ nocte plan hold --surgery DATE");
    }
    steps
}

/// A reason as a person reads it: what, what clears it, on whose authority.
pub(crate) fn show_reason(one: &Reason, lang: Lang) -> Vec<String> {
    let mut rows = vec![format!("- {}", words::safety::reason(one, lang))];
    if let Some(when) = one.clears_when {
        let label = match lang {
            Lang::En => "cleared when",
            Lang::De => "aufgehoben, wenn",
        };
        rows.push(format!("  {label} {}", words::safety::clears_when(when, lang)));
    }
    rows.push(format!("  {}", style::faint(&format!("[{}]", words::safety::source(one)))));
    rows
}
