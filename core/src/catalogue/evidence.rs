//! The evidence and the questions to take along, read once from `core/data/evidence.json`.

use crate::domain::evidence::Evidence;
use std::sync::LazyLock;

static EVIDENCE: LazyLock<Evidence> = LazyLock::new(|| {
    serde_json::from_str(include_str!("../../data/evidence.json"))
        .expect("the shipped evidence is read by a test of this module")
});

/// The shipped evidence.
pub fn evidence() -> &'static Evidence {
    &EVIDENCE
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::evidence::{Asked, Claim, Design, EvidenceFault, Side, Topic};

    #[test]
    fn every_statement_stands_once_with_its_source_and_disagreement_shows_both() {
        assert_eq!(evidence().faults(), []);
        assert!(evidence().reviewed_by.is_none(), "nobody has reviewed it yet, and the pages say so");
    }

    #[test]
    fn a_claim_without_a_source_is_refused() {
        let planted = |change: fn(&mut Evidence)| {
            let mut file = evidence().clone();
            change(&mut file);
            file.faults()
        };
        let unsourced = vec![EvidenceFault::Unsourced("another_use")];
        assert_eq!(planted(|file| file.cards[0].sources.clear()), unsourced);
        assert_eq!(planted(|file| file.cards[0].sources.push("nobody".to_owned())), unsourced);
        let unnamed = planted(|file| {
            let page = file.sources.iter_mut().find(|source| source.id == "page").expect("listed");
            page.name.clear();
        });
        assert!(unnamed.len() > 20, "a source that names nobody is none");
        let undated = planted(|file| file.sources[0].year = None);
        assert_eq!(undated, [EvidenceFault::Undated("younger_2009".to_owned())]);
        let ask = planted(|file| file.asks[0].sources.clear());
        assert_eq!(ask, [EvidenceFault::Unsourced("low_dose")]);
        let lost = planted(|file| file.cards.retain(|card| card.claim != Claim::Klimas));
        assert_eq!(lost, [EvidenceFault::NotOnce("klimas")]);
        let one_sided = planted(|file| {
            let page = file.cards.iter_mut().find(|card| card.claim == Claim::PagePoloHalf).expect("there");
            page.beside.clear();
        });
        assert_eq!(one_sided, [EvidenceFault::OneSided(Claim::PoloAny, Claim::PagePoloHalf)]);
    }

    #[test]
    fn both_sides_speak_and_the_page_never_speaks_alone_on_what_trials_measured() {
        for side in [Side::For, Side::Against, Side::Open, Side::Caution] {
            assert!(evidence().cards.iter().any(|card| card.side == side), "{}", side.code());
        }
        for topic in [Topic::Fibromyalgia, Topic::MeCfs] {
            let of = |side: Side| {
                evidence().cards.iter().filter(move |card| card.topic == topic && card.side == side)
            };
            assert!(of(Side::For).count() > 0 && of(Side::Against).count() > 0, "{}", topic.code());
            let page = of(Side::For).filter(|card| card.design == Design::Page);
            assert!(page.into_iter().all(|card| !card.beside.is_empty()), "{}", topic.code());
        }
        for of in [Asked::Prescriber, Asked::Pharmacy, Asked::Insurer] {
            assert!(evidence().asks.iter().any(|ask| ask.of == of), "{}", of.code());
        }
    }
}
