//! A diff as sentences: what is now, and what would be.

use crate::domain::proposal::{Difference, Proposal, StepAt};
use crate::words::Lang;
use crate::words::amount::show_dose;
use crate::words::date::show_night;
use crate::words::plan::show_step;

/// Everything a proposal would change, one sentence each; never empty.
pub fn proposal_changes(proposal: &Proposal, lang: Lang) -> Vec<String> {
    if proposal.differences.is_empty() {
        let same = match lang {
            Lang::En => "Nothing changes: this is the plan you follow.",
            Lang::De => "Nichts ändert sich: diesem Plan folgen Sie schon.",
        };
        return vec![same.to_owned()];
    }
    proposal.differences.iter().map(|one| show_difference(one, lang)).collect()
}

/// One difference.
pub fn show_difference(difference: &Difference, lang: Lang) -> String {
    let mg = |dose| show_dose(dose, lang);
    match (lang, difference) {
        (Lang::En, Difference::FirstPlan { dose }) => format!("A first plan, beginning with {}.", mg(*dose)),
        (Lang::De, Difference::FirstPlan { dose }) => {
            format!("Ein erster Plan; er beginnt mit {}.", mg(*dose))
        }
        (Lang::En, Difference::Dose { before, after }) => {
            format!("The dose changes from {} to {}.", mg(*before), mg(*after))
        }
        (Lang::De, Difference::Dose { before, after }) => {
            format!("Die Dosis ändert sich von {} auf {}.", mg(*before), mg(*after))
        }
        (_, Difference::Step { before, after }) => step(before.as_ref(), after.as_ref(), lang),
        (Lang::En, Difference::Cap { before, after }) => format!(
            "The maximum: {}, before {}.",
            after.map_or_else(|| "none".to_owned(), mg),
            before.map_or_else(|| "none".to_owned(), mg)
        ),
        (Lang::De, Difference::Cap { before, after }) => format!(
            "Die Höchstdosis: {}, bisher {}.",
            after.map_or_else(|| "keine".to_owned(), mg),
            before.map_or_else(|| "keine".to_owned(), mg)
        ),
        (Lang::En, Difference::StopAfter { after: Some(last), .. }) => {
            format!("The last night with a dose would be {}.", show_night(*last, lang))
        }
        (Lang::De, Difference::StopAfter { after: Some(last), .. }) => {
            format!("Die letzte Nacht mit einer Dosis wäre {}.", show_night(*last, lang))
        }
        (Lang::En, Difference::StopAfter { after: None, .. }) => {
            "There would no longer be a last night.".to_owned()
        }
        (Lang::De, Difference::StopAfter { after: None, .. }) => {
            "Es gäbe keine letzte Nacht mehr.".to_owned()
        }
    }
}

fn step(before: Option<&StepAt>, after: Option<&StepAt>, lang: Lang) -> String {
    let place = before.or(after).map_or(0, |at| at.place) + 1;
    let said = |at: &StepAt| show_step(&at.step, at.last, lang);
    match (lang, before, after) {
        (Lang::En, Some(before), Some(after)) => {
            format!("Step {place} from now: {}; before: {}.", said(after), said(before))
        }
        (Lang::De, Some(before), Some(after)) => {
            format!("Schritt {place} ab jetzt: {}; bisher: {}.", said(after), said(before))
        }
        (Lang::En, None, Some(after)) => format!("Step {place} from now is new: {}.", said(after)),
        (Lang::De, None, Some(after)) => format!("Schritt {place} ab jetzt ist neu: {}.", said(after)),
        (Lang::En, before, None) => {
            format!("Step {place} from now is dropped: {}.", before.map(said).unwrap_or_default())
        }
        (Lang::De, before, None) => {
            format!("Schritt {place} ab jetzt entfällt: {}.", before.map(said).unwrap_or_default())
        }
    }
}
