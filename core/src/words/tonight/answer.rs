//! What is said after something was told: what became of it, then the advice, the most urgent first.

use super::giving::not_giving;
use super::named::show_night_name;
use super::screen::nothing_now;
use crate::domain::entry::DoseStatus;
use crate::domain::logging::{Advice, LogOutcome, LogResult};
use crate::domain::ratio::Ratio;
use crate::domain::safety::Cap;
use crate::words::Lang;
use crate::words::amount::show_ratio_mg;
use crate::words::safety;

/// What became of something told, with its advice.
pub fn log(outcome: &LogOutcome, lang: Lang) -> String {
    let told = outcome.advice.iter().map(|one| advice(one, lang));
    let sentences: Vec<String> = [result(outcome, lang)].into_iter().chain(told).collect();
    sentences.join(" ")
}

fn result(outcome: &LogOutcome, lang: Lang) -> String {
    let night = show_night_name(outcome.night, outcome.by_day, lang);
    match (outcome.result, lang) {
        (LogResult::Logged | LogResult::LoggedWithWarning, _) => logged(outcome, &night, lang),
        (LogResult::Undone, Lang::En) => format!("{night}: taken back."),
        (LogResult::Undone, Lang::De) => format!("{night}: zurückgenommen."),
        (LogResult::AlreadyClosed, Lang::En) => {
            format!("{night} already has its answer; the first one is kept. To change it, correct it.")
        }
        (LogResult::AlreadyClosed, Lang::De) => {
            format!("{night}: schon beantwortet; die erste Antwort gilt. Zum Ändern: berichtigen.")
        }
        (LogResult::AskTime, Lang::En) => {
            "When was it taken? Say the time, so that it goes to the right night; nothing was logged.".to_owned()
        }
        (LogResult::AskTime, Lang::De) => {
            "Wann wurde es genommen? Sagen Sie die Uhrzeit, damit es zur richtigen Nacht kommt; nichts wurde eingetragen."
                .to_owned()
        }
        (LogResult::RefusedFuture, Lang::En) => "That time is still to come; nothing was logged.".to_owned(),
        (LogResult::RefusedFuture, Lang::De) => {
            "Diese Zeit liegt noch vor uns; nichts wurde eingetragen.".to_owned()
        }
        (LogResult::RefusedNight, Lang::En) => {
            "That time and that night are not of one night; nothing was logged.".to_owned()
        }
        (LogResult::RefusedNight, Lang::De) => {
            "Diese Zeit und diese Nacht gehören nicht zusammen; nichts wurde eingetragen.".to_owned()
        }
        (LogResult::RefusedAmount, Lang::En) => {
            "An amount of nothing cannot be swallowed; say skipped instead.".to_owned()
        }
        (LogResult::RefusedAmount, Lang::De) => {
            "Eine Menge von nichts kann man nicht nehmen; sagen Sie stattdessen ausgelassen.".to_owned()
        }
        (LogResult::RefusedBottle, Lang::En) => "No bottle has that letter; nothing was logged.".to_owned(),
        (LogResult::RefusedBottle, Lang::De) => {
            "Keine Flasche hat diesen Buchstaben; nichts wurde eingetragen.".to_owned()
        }
        (LogResult::RefusedNotGiving, Lang::En) => {
            format!("{night}: nothing was logged, because another phone may have given the dose.")
        }
        (LogResult::RefusedNotGiving, Lang::De) => {
            format!("{night}: nichts wurde eingetragen, weil ein anderes Telefon die Dosis gegeben haben kann.")
        }
        (LogResult::RefusedNothing, Lang::En) => {
            format!("{night}: there is nothing to correct or take back. Name the night.")
        }
        (LogResult::RefusedNothing, Lang::De) => {
            format!("{night}: es gibt nichts zu berichtigen oder zurückzunehmen. Nennen Sie die Nacht.")
        }
    }
}

fn logged(outcome: &LogOutcome, night: &str, lang: Lang) -> String {
    let Some(entry) = &outcome.entry else { return format!("{night}.") };
    let amount = entry.amount_ng().map(|ng| show_ratio_mg(ng, lang)).unwrap_or_default();
    match (entry.status, lang) {
        (DoseStatus::Taken, _) if amount.is_empty() => match lang {
            Lang::En => format!("{night}: logged as taken."),
            Lang::De => format!("{night}: als genommen eingetragen."),
        },
        (DoseStatus::Taken, Lang::En) => format!("{night}: logged as taken, {amount}."),
        (DoseStatus::Taken, Lang::De) => format!("{night}: als genommen eingetragen, {amount}."),
        (DoseStatus::Skipped, Lang::En) => format!("{night}: logged as skipped."),
        (DoseStatus::Skipped, Lang::De) => format!("{night}: als ausgelassen eingetragen."),
        (DoseStatus::Unknown, Lang::En) => format!("{night}: logged as not sure."),
        (DoseStatus::Unknown, Lang::De) => format!("{night}: als nicht sicher eingetragen."),
        (DoseStatus::Extra, Lang::En) => format!("{night}: an extra dose logged, {amount}."),
        (DoseStatus::Extra, Lang::De) => format!("{night}: eine zusätzliche Dosis eingetragen, {amount}."),
    }
}

/// One piece of advice.
pub fn advice(advice: &Advice, lang: Lang) -> String {
    match (advice, lang) {
        (Advice::WholeTablet { total }, _) => in_a_day(*total, Cap::WholeTablet, lang),
        (Advice::AboveRefuse { total }, Lang::En) => {
            format!("{} Call your doctor or the poison line today.", in_a_day(*total, Cap::Refused, lang))
        }
        (Advice::AboveRefuse { total }, Lang::De) => format!(
            "{} Rufen Sie heute Ihre Praxis oder den Giftnotruf an.",
            in_a_day(*total, Cap::Refused, lang)
        ),
        (Advice::AboveSigned { total }, Lang::En) => {
            format!("{} Tell your prescriber.", in_a_day(*total, Cap::NeedsSigned, lang))
        }
        (Advice::AboveSigned { total }, Lang::De) => {
            format!("{} Sagen Sie es Ihrer Praxis.", in_a_day(*total, Cap::NeedsSigned, lang))
        }
        (Advice::AboveSoftCap { total }, _) => in_a_day(*total, Cap::AboveSoft, lang),
        (Advice::TooSoon { until }, Lang::En) => {
            format!("Two doses lie too near together (verify). No other before {}.", until.format("%H:%M"))
        }
        (Advice::TooSoon { until }, Lang::De) => format!(
            "Zwei Dosen liegen zu nahe beieinander (verify). Keine weitere vor {} Uhr.",
            until.format("%H:%M")
        ),
        (Advice::BottleNotUsable { letter }, Lang::En) => {
            format!("Bottle {letter} should not be drawn from any more. Throw it away and make a new one.")
        }
        (Advice::BottleNotUsable { letter }, Lang::De) => format!(
            "Aus Flasche {letter} soll nicht mehr aufgezogen werden. Entsorgen Sie sie und stellen Sie eine neue her."
        ),
        (Advice::NotGiving(giving), _) => not_giving(giving, lang),
        (Advice::NothingToTakeNow, _) => nothing_now(lang).to_owned(),
        (
            Advice::TakenDuringHold
            | Advice::WithdrawalPage
            | Advice::ExtraDose
            | Advice::MoreThanPlanned
            | Advice::LessThanPlanned
            | Advice::WhichBottle
            | Advice::OneDoseOrTwo
            | Advice::TonightAsUsual,
            _,
        ) => plain(advice, lang).to_owned(),
    }
}

/// The advice that holds no value.
fn plain(advice: &Advice, lang: Lang) -> &'static str {
    match (advice, lang) {
        (Advice::TakenDuringHold, Lang::En) => "A hold covers this night. Tell whoever set it.",
        (Advice::TakenDuringHold, Lang::De) => {
            "In dieser Nacht gilt eine Pause. Sagen Sie es der Person, die sie gesetzt hat."
        }
        (Advice::WithdrawalPage, Lang::En) => {
            "A painkiller clock or hold stood against this dose: read the withdrawal page now."
        }
        (Advice::WithdrawalPage, Lang::De) => {
            "Eine Schmerzmittelfrist oder -pause stand gegen diese Dosis: lesen Sie jetzt die Seite zum Entzug."
        }
        (Advice::ExtraDose, Lang::En) => {
            "It is kept beside the night's own answer; the next dose waits for the gap (verify)."
        }
        (Advice::ExtraDose, Lang::De) => {
            "Sie steht neben der Antwort der Nacht; die nächste Dosis wartet den Abstand ab (verify)."
        }
        (Advice::MoreThanPlanned, Lang::En) => "That was more than planned. No further dose tonight.",
        (Advice::MoreThanPlanned, Lang::De) => "Das war mehr als geplant. Heute keine weitere Dosis.",
        (Advice::LessThanPlanned, Lang::En) => "That was less than planned. Do not top up.",
        (Advice::LessThanPlanned, Lang::De) => "Das war weniger als geplant. Nehmen Sie nichts nach.",
        (Advice::WhichBottle, Lang::En) => {
            "Two bottles are open, so the amount is the plan's. Say which bottle it was."
        }
        (Advice::WhichBottle, Lang::De) => {
            "Zwei Flaschen sind offen, daher gilt die Menge des Plans. Sagen Sie, welche es war."
        }
        (Advice::OneDoseOrTwo, Lang::En) => {
            "Another device told of this night more than five minutes apart: one dose or two? If two, log the extra one."
        }
        (Advice::OneDoseOrTwo, Lang::De) => {
            "Ein anderes Gerät hat diese Nacht mehr als fünf Minuten entfernt eingetragen: eine Dosis oder zwei? Wenn zwei, tragen Sie die zusätzliche ein."
        }
        (Advice::TonightAsUsual, Lang::En) => "Leave it, take tonight's as usual (verify).",
        (Advice::TonightAsUsual, Lang::De) => {
            "Lassen Sie sie aus, nehmen Sie die heutige wie gewohnt (verify)."
        }
        (
            Advice::WholeTablet { .. }
            | Advice::AboveRefuse { .. }
            | Advice::AboveSigned { .. }
            | Advice::AboveSoftCap { .. }
            | Advice::TooSoon { .. }
            | Advice::BottleNotUsable { .. }
            | Advice::NotGiving(_)
            | Advice::NothingToTakeNow,
            _,
        ) => nothing_now(lang),
    }
}

/// "6 mg in 24 hours: more than most plans …"; what a total amounts to is the safety room's to say.
fn in_a_day(total: Ratio, cap: Cap, lang: Lang) -> String {
    let amount = show_ratio_mg(total, lang);
    let said = safety::cap(cap, lang).unwrap_or_default();
    match lang {
        Lang::En => format!("{amount} within 24 hours, {said}."),
        Lang::De => format!("{amount} innerhalb von 24 Stunden, {said}."),
    }
}
