//! The shared scenario, told by Rust. `tests/python`, `tests/kotlin` and `tests/swift` tell the same story, line by line.

use crate::ports::{Hand, Heard, Vault, note};
use crate::visit::{visit, visit_again};
use nocte_bindings::{
    ApiError, CheckQuery, DiaryEntry, LoggedView, Nocte, PlanChange, Worded, check, parse_syringe,
};
use nocte_core::app::{Answering, EffectReport, PlanStart, StepTap, When};
use nocte_core::domain::amount::{DecimalMark, Dose, Volume};
use nocte_core::domain::entry::DoseStatus;
use nocte_core::domain::logging::{Answer, Swallowed, Told};
use nocte_core::domain::medicine::Question;
use nocte_core::domain::plan::{Agreement, AgreementKind, Gate, Step};
use nocte_core::domain::reminder::Pending;
use nocte_core::domain::safety::Said;
use nocte_core::domain::setting::Choice;
use nocte_core::domain::supply::{BottleRequest, Made};
use nocte_core::domain::symptom::{EffectCourse, Severity};
use nocte_core::words::Lang;
use nocte_tests::desk::Desk;
use std::fmt::{Display, Write as _};
use std::path::Path;
use std::sync::Arc;

/// What was told so far.
#[derive(Default)]
pub(crate) struct Story(String);

impl Story {
    pub(crate) fn say(&mut self, what: &str, value: impl Display) {
        writeln!(self.0, "{what}: {value}").expect("a string takes everything");
    }

    pub(crate) fn maybe(&mut self, what: &str, value: Option<impl Display>) {
        match value {
            Some(value) => self.say(what, value),
            None => self.say(what, "nothing"),
        }
    }

    pub(crate) fn each(&mut self, what: &str, values: impl IntoIterator<Item = String>) {
        let values: Vec<String> = values.into_iter().collect();
        self.say(what, values.len());
        for value in values {
            writeln!(self.0, "- {value}").expect("a string takes everything");
        }
    }
}

pub(crate) fn yes(is: bool) -> &'static str {
    if is { "yes" } else { "no" }
}

fn worded(of: &[Worded]) -> Vec<String> {
    of.iter().map(|one| format!("{} {}", one.code, one.text)).collect()
}

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().expect("a literal day")
}

fn night(text: &str) -> nocte_core::domain::night::Night {
    text.parse().expect("a literal night")
}

/// What a call that must fail fails with.
pub(crate) fn refusal<T>(answer: Result<T, ApiError>) -> String {
    match answer {
        Ok(_) => "went through".to_owned(),
        Err(ApiError::Refused { refusal }) => {
            let words = refusal.words(Lang::En);
            format!("refused {}: {} | {}", refusal.code(), words.reason, words.next)
        }
        // `Symptom { why: Rating }` is a Symptom.
        Err(other) => format!("{other:?}").split([' ', '{']).next().unwrap_or_default().to_owned(),
    }
}

fn agreed() -> Agreement {
    Agreement { kind: AgreementKind::Reported, by: "Dr Example".to_owned(), on: day("2026-11-02") }
}

pub(crate) fn tell_tonight(story: &mut Story, app: &Nocte) {
    let view = app.tonight().expect("tonight has an answer");
    story.say("night", view.night);
    story.say("state", view.state.code());
    story.say("text", &view.text);
    story.say("spoken", &view.spoken);
    story.maybe("dose", view.dose_text.as_ref());
    story.maybe("line", view.line.map(Volume::ul));
    story.maybe("bottle", view.bottle.as_ref());
    story.maybe("strength", view.strength_text.as_ref());
    story.each("reasons", worded(&view.reasons));
    story.each("beside", worded(&view.beside));
}

fn tell_logged(story: &mut Story, view: &LoggedView) {
    story.say("logged", view.result.code());
    story.say("night", view.night);
    story.say("text", &view.text);
    story.each("advice", worded(&view.advice));
}

fn step(id: &str, mcg: u64, nights: u32) -> Step {
    let dose = Dose::from_mcg(mcg).expect("a dose");
    Step { id: id.to_owned(), dose, min_nights: nights, max_nights: None, gate: Gate::Nights }
}

pub(crate) fn begin(story: &mut Story, app: &Nocte) {
    tell_tonight(story, app);
    let syringe = parse_syringe("1mL/0.01mL", DecimalMark::Point).expect("a syringe");
    let bedtime = "22:30:00".parse().expect("a time");
    app.choose(vec![Choice::Syringe { syringe }, Choice::Bedtime { at: bedtime }]).expect("choices");
    for question in Question::ALL {
        app.answer(Answering { question, yes: false, on: None, agreement: None }).expect("an answer");
    }
    let steps = vec![step("1", 500, 2), step("2", 1000, 14), step("3", 1500, 0)];
    let start = PlanStart::Typed { steps, cap: Dose::from_mcg(4500) };
    let made = app
        .change_plan(PlanChange::Begin { start, agreement: agreed(), taking: None }, When::default())
        .expect("a plan");
    story.say("plan", made.made.plan.version);
    story.each("warnings", made.warnings);
    let tablets = vec![Dose::from_mg(50).expect("a dose")];
    let made = Made::TabletInWater { tablets, water: Volume::from_ul(50_000) };
    let request = BottleRequest { made, made_on: day("2026-11-02"), syringe, printed: None };
    let bottle = app.make_bottle(request, true).expect("a bottle");
    story.say("bottle", &bottle.view.bottle.letter);
    story.each("label", bottle.label);
    tell_tonight(story, app);
}

fn remind(story: &mut Story, app: &Nocte) {
    let view = app.reminders(vec![], vec![], Some(3)).expect("reminders");
    for (reminder, rev) in view.plan.notifications.iter().zip(&view.revs) {
        story.say(&reminder.id, rev);
    }
    let pending = |(id, rev): (&String, &String)| Pending { id: id.clone(), rev: rev.clone() };
    let ids: Vec<String> = view.plan.notifications.iter().map(|one| one.id.clone()).collect();
    let mut held: Vec<Pending> = ids.iter().zip(&view.revs).map(pending).collect();
    story.say("to add", view.changes.add.len());
    held.push(Pending { id: "d/2020-01-01/base".to_owned(), rev: "old".to_owned() });
    let again = app.reminders(vec![], held, Some(3)).expect("reminders");
    story.say("to keep", again.changes.keep.len());
    story.each("to remove", again.changes.remove);
}

pub(crate) fn live(story: &mut Story, app: &Nocte, clock: &Hand) {
    let taken = || Told::Answer(Answer::Taken(Swallowed::default()));
    let tap = || StepTap { no_opioids: true, ..StepTap::default() };
    clock.set("2026-11-02T21:20:00Z");
    tell_logged(story, &app.log(taken(), Some(night("2026-11-02"))).expect("an outcome"));
    tell_logged(story, &app.log(taken(), Some(night("2026-11-02"))).expect("an outcome"));
    clock.set("2026-11-03T21:25:00Z");
    tell_logged(story, &app.log(Told::Answer(Answer::Skipped), None).expect("an outcome"));
    story.say("too early", refusal(app.step_up(tap())));
    clock.set("2026-11-04T21:30:00Z");
    tell_logged(story, &app.log(taken(), None).expect("an outcome"));
    let pain = |value| DiaryEntry::Rating { scale: "pain".to_owned(), value, night: None };
    app.keep(pain(4)).expect("a rating");
    story.say("eleven", refusal(app.keep(pain(11))));
    let (severity, course) = (Some(Severity::Mild), EffectCourse::Open);
    let dreams = EffectReport { what: "vivid dreams".to_owned(), severity, course, night: None };
    app.keep(DiaryEntry::Effect(dreams)).expect("an effect");
    app.keep(note("slept well")).expect("a note");
    tell_plan(story, app);
    clock.set("2026-11-05T19:00:00Z");
    app.step_up(tap()).expect("two nights are taken");
    tell_plan(story, app);
    tell_tonight(story, app);
}

pub(crate) fn tell_plan(story: &mut Story, app: &Nocte) {
    let view = app.plan().expect("a page").expect("a plan");
    story.say("plan state", &view.state_text);
    story.each("steps", view.steps);
    let progress = view.page.progress.expect("it has begun");
    story.say("step", &progress.step);
    story.say("nights taken", progress.nights_taken);
    story.each("waits for", worded(&view.waits_for));
}

fn ask(story: &mut Story, app: &Nocte) {
    let names = vec!["Tramadol".to_owned(), "Ibuprofen".to_owned()];
    let query = CheckQuery { names, last: None, starting: None, surgery: None };
    let tonight = night("2026-11-05");
    let alone = check(query.clone(), day("2026-11-05"), tonight).expect("an answer");
    let found = app.check(query, day("2026-11-05")).expect("an answer");
    assert_eq!(alone.verdict, found.answer.verdict, "the check needs no store");
    let verdict = serde_json::to_value(found.answer.verdict).expect("a word");
    story.say("check", format!("{}: {}", verdict.as_str().unwrap_or_default(), found.verdict_text));
    story.each("because", worded(&found.reasons));
    let added = app.add_medicine("Tramadol", Said::TookOn(day("2026-11-05"))).expect("a medicine");
    story.maybe("held from", added.hold.map(|hold| hold.from));
    story.say("on top", yes(added.on_top));
    story.each("clocks", app.medicines().expect("a page").clocks.into_iter().map(|one| one.text));
    tell_tonight(story, app);
    story.say("resume", refusal(app.resume(None, true)));
    story.each("card", app.card().expect("a card"));
}

fn keep(story: &mut Story, app: &Nocte, clock: &Hand, folder: &Path) {
    let copy = folder.join("copy.nocte");
    let copy = copy.to_str().expect("a temporary folder has a plain name");
    story.say("short", refusal(app.backup(copy, "short")));
    story.say("kept doses", app.backup(copy, "seven small grey stones").expect("a copy").doses);
    clock.set("2026-11-07T19:00:00Z");
    app.keep(note("after the copy")).expect("a note");
    story.say("wrong", refusal(app.restore(copy, "seven small grey mice!")));
    let restored = app.restore(copy, "seven small grey stones").expect("the copy opens");
    story.say("copied at", restored.copied_at.format("%Y-%m-%dT%H:%M:%SZ"));
    story.say("former kept", yes(restored.kept_former));
    story.say("restored notes", restored.counts.notes);
    tell_tonight(story, app);
    story.say("unknown nights", app.confirm_restore().expect("a restore is open"));
    story.say("nothing open", refusal(app.confirm_restore()));
    let view = app.history(night("2026-11-01"), night("2026-11-07")).expect("a page");
    let doses = view.history.doses.iter().zip(&view.amounts);
    story.each(
        "doses",
        doses.map(|(one, amount)| {
            let amount = amount.map_or_else(|| "nothing".to_owned(), |amount| amount.to_string());
            format!("{} {} {amount}", one.night, status(one.status))
        }),
    );
    story.each("effects", view.history.effects.iter().map(|one| format!("{} {}", one.night, one.what)));
    let counts = view.counts;
    story.say("counts", format!("{} {} {} {}", counts.doses, counts.scores, counts.effects, counts.notes));
    story.each("problems", app.verify().expect("a store"));
}

fn status(of: DoseStatus) -> &'static str {
    match of {
        DoseStatus::Taken => "taken",
        DoseStatus::Skipped => "skipped",
        DoseStatus::Unknown => "unknown",
        DoseStatus::Extra => "extra",
    }
}

/// The whole story over a store in `folder`, with the clinic at `desk`.
pub(crate) fn tell(folder: &Path, desk: &Desk) -> String {
    let (mut story, clock, heard) =
        (Story::default(), Hand::at("2026-11-02T18:00:00Z"), Arc::new(Heard::default()));
    let path = folder.join("nocte.db").to_str().expect("a plain name").to_owned();
    let vault = Arc::new(Vault::default());
    let app = Nocte::open(path, vault, Arc::clone(&clock) as _, "phone".to_owned(), Lang::En).expect("opens");
    app.listen(Some(Arc::clone(&heard) as _), None);
    begin(&mut story, &app);
    remind(&mut story, &app);
    live(&mut story, &app, &clock);
    visit(&mut story, &app, &clock, desk);
    ask(&mut story, &app);
    keep(&mut story, &app, &clock, folder);
    visit_again(&mut story, &app, &clock, desk);
    story.say("told of changes", heard.0.lock().expect("never poisoned").len());
    app.close_store().expect("closes");
    story.say("after close", refusal(app.tonight()));
    story.0
}
