//! What stands on a bottle, and what is said of one that may not be used.

use crate::domain::amount::Volume;
use crate::domain::bottle::Bottle;
use crate::domain::supply::BottleState;
use crate::words::Lang;
use crate::words::amount::{show_measure, show_strength};
use crate::words::date::show_day;

/// The lines of a label, from the top (`safety.md` 13).
pub fn label(bottle: &Bottle, lang: Lang) -> Vec<String> {
    let strength = show_strength(bottle.strength, lang);
    let (made, until) = (show_day(bottle.made_on, lang), show_day(bottle.discard_by, lang));
    let (letter, volume) = (&bottle.letter, show_measure(bottle.volume, lang));
    match lang {
        Lang::En => vec![
            format!("Bottle {letter}"),
            format!("Naltrexone {strength}"),
            format!("{volume}, made on {made}"),
            format!("Discard by {until}"),
            "Shake first. Keep in the fridge, in the dark.".to_owned(),
            "Not for anyone else. Keep from children.".to_owned(),
        ],
        Lang::De => vec![
            format!("Flasche {letter}"),
            format!("Naltrexon {strength}"),
            format!("{volume}, hergestellt am {made}"),
            format!("Wegwerfen nach dem {until}"),
            "Erst schütteln. Im Kühlschrank und dunkel aufbewahren.".to_owned(),
            "Für niemand anderen. Von Kindern fernhalten.".to_owned(),
        ],
    }
}

/// "Bottle C should stand at about 38 mL.": a look at the bottle tells whether the log agrees with it.
pub fn stands_at(letter: &str, left: Volume, lang: Lang) -> String {
    let left = show_measure(left, lang);
    match lang {
        Lang::En => format!("Bottle {letter} should stand at about {left}."),
        Lang::De => format!("Flasche {letter} sollte bei etwa {left} stehen."),
    }
}

/// "Bottle C: left warm. No line from it; a dose already taken can still be logged." Nothing for a usable one.
pub fn bottle_state(letter: &str, state: BottleState, lang: Lang) -> Option<String> {
    if state == BottleState::Usable {
        return None;
    }
    let reason = state_reason(state, lang);
    Some(match lang {
        Lang::En => {
            format!("Bottle {letter}: {reason} No line from it; a dose already taken can still be logged.")
        }
        Lang::De => format!(
            "Flasche {letter}: {reason} Kein Strich daraus; eine schon genommene Dosis lässt sich eintragen."
        ),
    })
}

/// Why a bottle may not be drawn from, as a sentence of its own.
pub(super) fn state_reason(state: BottleState, lang: Lang) -> String {
    match (state, lang) {
        (BottleState::Usable, Lang::En) => "This bottle may be used.".to_owned(),
        (BottleState::Usable, Lang::De) => "Diese Flasche darf benutzt werden.".to_owned(),
        (BottleState::Discarded, Lang::En) => "It was thrown away.".to_owned(),
        (BottleState::Discarded, Lang::De) => "Sie wurde weggeworfen.".to_owned(),
        (BottleState::LeftWarm, Lang::En) => {
            "It was left warm, and nobody tested how long it keeps then.".to_owned()
        }
        (BottleState::LeftWarm, Lang::De) => {
            "Sie stand warm, und niemand hat geprüft, wie lange sie das verträgt.".to_owned()
        }
        (BottleState::Expired { discard_by }, Lang::En) => {
            format!("It kept until {}.", show_day(discard_by, lang))
        }
        (BottleState::Expired { discard_by }, Lang::De) => {
            format!("Sie hielt bis zum {}.", show_day(discard_by, lang))
        }
        (BottleState::Empty, Lang::En) => "It should be empty.".to_owned(),
        (BottleState::Empty, Lang::De) => "Sie dürfte leer sein.".to_owned(),
        (BottleState::Unnamed, Lang::En) => "It has no letter.".to_owned(),
        (BottleState::Unnamed, Lang::De) => "Sie hat keinen Buchstaben.".to_owned(),
    }
}
