//! The screen: one sentence for the state, then what to draw, what changed, and from when.

use super::giving::{giving, phone};
use super::named::show_night_name;
use super::reason::reason;
use super::voice::Voice;
use crate::domain::amount::Dose;
use crate::domain::entry::DoseStatus;
use crate::domain::ratio::Ratio;
use crate::domain::safety::Rule;
use crate::domain::tonight::{Answered, Change, Changed, Reason, Tonight, TonightState};
use crate::words::{Lang, capital};
use chrono::NaiveTime;

/// Tonight as read.
pub fn text(tonight: &Tonight, lang: Lang) -> String {
    say(tonight, Voice { lang, aloud: false })
}

/// Tonight as heard.
pub fn spoken(tonight: &Tonight, lang: Lang) -> String {
    say(tonight, Voice { lang, aloud: true })
}

/// The night's state without its name, for a card that shows the name above it; begins with a capital.
pub fn state_alone(tonight: &Tonight, lang: Lang) -> String {
    capital(&state(tonight, Voice { lang, aloud: false }))
}

/// "Draw to the line 1.5 mL, bottle C, 1 mg/mL. Shake first.": what to do, where there is a line.
pub fn draw_to(tonight: &Tonight, lang: Lang) -> Option<String> {
    let voice = Voice { lang, aloud: false };
    let (line, strength) = (tonight.line?, tonight.strength?);
    let (line, strength, several) = (voice.volume(line), voice.strength(strength), draws(tonight, voice));
    let letter = tonight.bottle.as_deref().unwrap_or_default();
    let drawn = match lang {
        Lang::En => format!("Draw to the line {line}, bottle {letter}, {strength}{several}."),
        Lang::De => format!("Bis zum Strich {line} aufziehen, Flasche {letter}, {strength}{several}."),
    };
    let holds =
        tonight.line_dose.filter(|held| tonight.dose.map(|dose| Ratio::whole(dose.ng())) != Some(*held));
    let holds = holds.map(|held| match lang {
        Lang::En => format!("The line holds {}.", voice.milligrams(held)),
        Lang::De => format!("Der Strich hält {}.", voice.milligrams(held)),
    });
    let sentences = [Some(drawn), holds, shake(tonight, voice), from_when(tonight, voice)];
    Some(sentences.into_iter().flatten().collect::<Vec<_>>().join(" "))
}

/// "Changed: was 0.5 mg = 0.5 mL, tonight 1 mg = 1 mL …" after a change (`safety.md` 11).
pub fn changed(tonight: &Tonight, lang: Lang) -> Option<String> {
    let changed = tonight.changed.as_ref().filter(|_| tonight.reasons.is_empty())?;
    was_and_is(tonight, changed, Voice { lang, aloud: false })
}

fn say(tonight: &Tonight, voice: Voice) -> String {
    let name = show_night_name(tonight.night, tonight.by_day, voice.lang);
    let mut sentences = vec![format!("{name}: {}", state(tonight, voice))];
    if tonight.reasons.is_empty() {
        sentences.extend(shake(tonight, voice));
        sentences.extend(tonight.changed.as_ref().and_then(|changed| was_and_is(tonight, changed, voice)));
        sentences.extend(from_when(tonight, voice));
    }
    if tonight.reasons.contains(&Reason::OneDoseOrTwo) {
        sentences.push(reason(&Reason::OneDoseOrTwo, voice.lang));
    }
    // A reason that says it stands above; an answered night and a line say beside themselves as of when.
    if !tonight.reasons.iter().any(|stands| matches!(stands, Reason::NotGiving(_))) {
        sentences.extend(giving(&tonight.giving, voice.lang));
    }
    sentences.join(" ")
}

fn state(tonight: &Tonight, voice: Voice) -> String {
    match tonight.state {
        TonightState::Planned | TonightState::Due | TonightState::Late => open(tonight, voice),
        TonightState::Taken | TonightState::Skipped | TonightState::Unknown => closed(tonight, voice),
        TonightState::NoPlan
        | TonightState::QuestionsOpen
        | TonightState::Baseline
        | TonightState::Unconfirmed
        | TonightState::Held
        | TonightState::Review
        | TonightState::Ended => without_a_line(tonight, voice.lang),
    }
}

/// The dose with its line or capsules, or the dose and why there is no line.
fn open(tonight: &Tonight, voice: Voice) -> String {
    let dose = voice.dose(tonight.dose.unwrap_or(Dose::ZERO));
    if let Some(stands) = tonight.reasons.first() {
        let why = reason(stands, voice.lang);
        return match voice.lang {
            Lang::En => format!("{dose} is planned, but there is no line. {why}"),
            Lang::De => format!("{dose} geplant, aber es gibt keinen Strich. {why}"),
        };
    }
    if !tonight.capsules.is_empty() {
        return capsules(tonight, &dose, voice);
    }
    let (Some(line), Some(strength)) = (tonight.line, tonight.strength) else { return format!("{dose}.") };
    let letter = tonight.bottle.as_deref().unwrap_or_default();
    let drawn = voice.line(line, strength);
    let exact = tonight.dose.map(|dose| Ratio::whole(dose.ng())) == tonight.line_dose;
    let several = draws(tonight, voice);
    match (voice.lang, exact) {
        (Lang::En, true) => format!("{drawn}, bottle {letter}{several}."),
        (Lang::En, false) => format!("{dose}. The line holds {drawn}, bottle {letter}{several}."),
        (Lang::De, true) => format!("{drawn}, Flasche {letter}{several}."),
        (Lang::De, false) => format!("{dose}. Der Strich hält {drawn}, Flasche {letter}{several}."),
    }
}

fn draws(tonight: &Tonight, voice: Voice) -> String {
    if tonight.lines.len() < 2 {
        return String::new();
    }
    let each: Vec<String> = tonight.lines.iter().map(|line| voice.volume(*line)).collect();
    match voice.lang {
        Lang::En => format!(", in {} draws: {}", each.len(), each.join(", then ")),
        Lang::De => format!(", in {} Zügen: {}", each.len(), each.join(", dann ")),
    }
}

fn capsules(tonight: &Tonight, dose: &str, voice: Voice) -> String {
    let each: Vec<String> = tonight.capsules.iter().map(|capsule| voice.dose(*capsule)).collect();
    match (voice.lang, each.len()) {
        (Lang::En, 1) => format!("{dose}, one capsule."),
        (Lang::En, count) => format!("{dose}, {count} capsules: {}.", each.join(", ")),
        (Lang::De, 1) => format!("{dose}, eine Kapsel."),
        (Lang::De, count) => format!("{dose}, {count} Kapseln: {}.", each.join(", ")),
    }
}

fn shake(tonight: &Tonight, voice: Voice) -> Option<String> {
    let words = match voice.lang {
        Lang::En => "Shake first.",
        Lang::De => "Zuerst schütteln.",
    };
    tonight.shake.then(|| words.to_owned())
}

/// Both lines of a change, each with its dose: "was 0.5 mL, tonight 1 mL" (`safety.md` 11).
fn was_and_is(tonight: &Tonight, changed: &Changed, voice: Voice) -> Option<String> {
    let Voice { lang, .. } = voice;
    if let Some(said) = as_before(changed, lang) {
        return Some(said.to_owned());
    }
    let one = |dose: Option<String>, line: Option<String>| match (dose, line) {
        (Some(dose), Some(line)) => format!("{dose} = {line}"),
        (Some(only), None) | (None, Some(only)) => only,
        (None, None) => String::new(),
    };
    // Beside a volume stands what it holds: the plan's dose would be another one where a wrong volume was told.
    let was = match changed.was_line {
        Some(line) => one(changed.was_amount.map(|ng| voice.milligrams(ng)), Some(voice.volume(line))),
        None => one(changed.was_dose.map(|dose| voice.dose(dose)), None),
    };
    let held = tonight.line_dose.map_or_else(|| voice.dose(changed.dose), |ng| voice.milligrams(ng));
    let is = one(Some(held), changed.line.map(|v| voice.volume(v)));
    if was.is_empty() {
        return None;
    }
    let of = tonight.strength.map(|strength| match (lang, tonight.bottle.as_deref()) {
        (Lang::En, Some(letter)) => format!(", bottle {letter}, {}", voice.strength(strength)),
        (Lang::De, Some(letter)) => format!(", Flasche {letter}, {}", voice.strength(strength)),
        (_, None) => String::new(),
    });
    let of = of.unwrap_or_default();
    Some(match lang {
        Lang::En => format!("Changed: was {was}, tonight {is}{of}."),
        Lang::De => format!("Geändert: bisher {was}, heute {is}{of}."),
    })
}

/// What is said where only the bottle or the syringe is another one: two equal lines beside each other would send
/// the eye looking for a difference that is not there.
fn as_before(changed: &Changed, lang: Lang) -> Option<&'static str> {
    let same = changed.line.is_some() && changed.was_line == changed.line;
    match (changed.what.as_slice(), lang) {
        ([Change::Bottle], Lang::En) if same => {
            Some("Changed: another bottle; dose, strength and line as before.")
        }
        ([Change::Bottle], Lang::De) if same => {
            Some("Geändert: eine andere Flasche; Dosis, Stärke und Strich wie bisher.")
        }
        _ => None,
    }
}

/// Before the window opens: a line is no invitation to take it at tea.
fn from_when(tonight: &Tonight, voice: Voice) -> Option<String> {
    let (opens, closes) = tonight.clock?;
    match (tonight.state, voice.lang) {
        (TonightState::Planned, Lang::En) => Some(format!("Take it from {} on.", clock(opens))),
        (TonightState::Planned, Lang::De) => Some(format!("Ab {} Uhr einnehmen.", clock(opens))),
        (TonightState::Late, Lang::En) => Some(format!("Still in time until {}.", clock(closes))),
        (TonightState::Late, Lang::De) => Some(format!("Noch rechtzeitig bis {} Uhr.", clock(closes))),
        _ => None,
    }
}

/// The answer, who gave it and from where; then nothing more to take.
fn closed(tonight: &Tonight, voice: Voice) -> String {
    let nothing = nothing_now(voice.lang);
    let Some(answered) = &tonight.answered else {
        let why = tonight.reasons.first().map(|stands| reason(stands, voice.lang)).unwrap_or_default();
        return match voice.lang {
            Lang::En => format!("not known. {why} {nothing}"),
            Lang::De => format!("nicht bekannt. {why} {nothing}"),
        };
    };
    format!("{}. {nothing}", answer(answered, voice))
}

fn answer(answered: &Answered, voice: Voice) -> String {
    let source = phone(&answered.source, answered.by.as_deref());
    let amount = answered.amount.map(|ng| voice.milligrams(ng));
    let what = match (voice.lang, answered.status, answered.taken_clock, amount) {
        (Lang::En, DoseStatus::Skipped, ..) => "skipped".to_owned(),
        (Lang::De, DoseStatus::Skipped, ..) => "ausgelassen".to_owned(),
        (Lang::En, DoseStatus::Unknown, ..) => "not sure".to_owned(),
        (Lang::De, DoseStatus::Unknown, ..) => "nicht sicher".to_owned(),
        (Lang::En, _, Some(at), Some(amount)) => format!("taken at {}, {amount}", clock(at)),
        (Lang::De, _, Some(at), Some(amount)) => format!("genommen um {}, {amount}", clock(at)),
        (Lang::En, _, Some(at), None) => format!("taken at {}", clock(at)),
        (Lang::De, _, Some(at), None) => format!("genommen um {}", clock(at)),
        (Lang::En, _, None, _) => "taken".to_owned(),
        (Lang::De, _, None, _) => "genommen".to_owned(),
    };
    match voice.lang {
        _ if source.is_empty() => what,
        Lang::En => format!("{what} (logged on: {source})"),
        Lang::De => format!("{what} (eingetragen auf: {source})"),
    }
}

fn without_a_line(tonight: &Tonight, lang: Lang) -> String {
    let why = why(tonight, lang);
    let nothing = nothing_now(lang);
    let said = match (tonight.state, lang) {
        (TonightState::NoPlan, Lang::En) => "no dose.",
        (TonightState::NoPlan, Lang::De) => "keine Dosis.",
        (TonightState::QuestionsOpen, Lang::En) => "no line yet.",
        (TonightState::QuestionsOpen, Lang::De) => "noch kein Strich.",
        (TonightState::Baseline, Lang::En) => "no dose yet; how you feel now is what counts later.",
        (TonightState::Baseline, Lang::De) => "noch keine Dosis; wie es Ihnen jetzt geht, zählt später.",
        (TonightState::Held, Lang::En) => "on hold, no dose.",
        (TonightState::Held, Lang::De) => "Pause, keine Dosis.",
        (TonightState::Review, Lang::En) => "a question before any line.",
        (TonightState::Review, Lang::De) => "eine Frage vor jedem Strich.",
        (TonightState::Ended, Lang::En) => "the plan has ended, no dose.",
        (TonightState::Ended, Lang::De) => "der Plan ist beendet, keine Dosis.",
        (_, Lang::En) => "done before sleep? Yes, no and not sure are all fine answers.",
        (_, Lang::De) => "vor dem Schlafen genommen? Ja, nein und nicht sicher sind alle gute Antworten.",
    };
    match tonight.state {
        TonightState::Unconfirmed => format!("{said} {why} {nothing}"),
        _ => format!("{said} {why}"),
    }
}

/// The reasons in words; open questions only by their number, since they are asked one by one beside it.
fn why(tonight: &Tonight, lang: Lang) -> String {
    let question = |stands: &&Reason| matches!(stands, Reason::Safety(why) if why.rule == Rule::QuestionOpen);
    let open = tonight.reasons.iter().filter(question).count();
    let said = tonight.reasons.iter().filter(|stands| !question(stands)).map(|stands| reason(stands, lang));
    let asked = match (lang, open) {
        (_, 0) => None,
        (Lang::En, 1) => Some("One question comes first.".to_owned()),
        (Lang::En, count) => Some(format!("{count} questions come first.")),
        (Lang::De, 1) => Some("Zuerst kommt eine Frage.".to_owned()),
        (Lang::De, count) => Some(format!("Zuerst kommen {count} Fragen.")),
    };
    said.chain(asked).collect::<Vec<_>>().join(" ")
}

/// How every answer about a past night ends.
pub(super) const fn nothing_now(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "Nothing to take now.",
        Lang::De => "Jetzt ist nichts einzunehmen.",
    }
}

fn clock(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}
