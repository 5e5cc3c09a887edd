//! Which bottle a night's dose is drawn from; every doubt is a reason and never a guess (`safety.md` 12).

use super::draw;
use super::moment::Moment;
use super::plan_tonight;
use super::reason::Reason;
use crate::domain::bottle::{Bottle, BottleEndReason};
use crate::domain::night::Night;
use crate::domain::supply;
use chrono::{DateTime, Utc};

impl<'a> Moment<'a> {
    /// The bottles that can be drawn from on a night: made, named, not ended by `at`, not past their date, and
    /// with something left.
    ///
    /// The date is the night's evening, so that nothing changes at midnight. `at` matters when an older night is
    /// told of: a bottle thrown away this morning was still in use last night.
    pub(in crate::domain) fn usable(&self, night: Night, at: DateTime<Utc>) -> Vec<&'a Bottle> {
        let usable: Vec<&Bottle> = self
            .journal
            .bottles
            .iter()
            .filter(|bottle| named(bottle) && bottle.discard_by >= night.date && self.made_by(bottle, at))
            .filter(|bottle| self.ended(bottle, at).is_none())
            .filter(|bottle| !supply::left_in(bottle, self.journal).volume.is_zero())
            .collect();
        usable.iter().copied().filter(|bottle| !self.only_stock(bottle, &usable, night)).collect()
    }

    /// The one bottle to draw from, or why there is none.
    pub(in crate::domain) fn bottle(&self, night: Night, at: DateTime<Utc>) -> Result<&'a Bottle, Reason> {
        match self.usable(night, at).as_slice() {
            [one] => Ok(*one),
            [] => Err(self.why_none(night, at)),
            many => Err(Reason::TwoBottles { letters: many.iter().map(|one| one.letter.clone()).collect() }),
        }
    }

    /// The newest bottle of a letter, usable or not: what was drawn from it can be told all the same.
    pub(in crate::domain) fn bottle_named(&self, letter: &str) -> Option<&'a Bottle> {
        let same = |bottle: &&Bottle| named(bottle) && bottle.letter.eq_ignore_ascii_case(letter.trim());
        self.journal.bottles.iter().rev().find(same)
    }

    /// The bottles in the house at an instant, whether they may be used or not.
    pub(in crate::domain) fn in_the_house(
        &self,
        at: DateTime<Utc>,
    ) -> impl DoubleEndedIterator<Item = &'a Bottle> {
        let gone = [Some(BottleEndReason::Discarded), Some(BottleEndReason::Empty)];
        let bottles = self.journal.bottles.iter().filter(move |bottle| self.made_by(bottle, at));
        bottles.filter(move |bottle| !gone.contains(&self.ended(bottle, at)))
    }

    /// Whether a bottle was there at an instant: by its date, or because it was already recorded. The date alone
    /// would hide a bottle from a traveller who flew back over the date line.
    fn made_by(&self, bottle: &Bottle, at: DateTime<Utc>) -> bool {
        bottle.made_on <= self.zone.local(at).date() || bottle.stamp.recorded_at <= at
    }

    /// A bottle's end, where it had one by an instant.
    fn ended(&self, bottle: &Bottle, at: DateTime<Utc>) -> Option<BottleEndReason> {
        let mut ends = self.journal.bottle_ends.iter().filter(|end| end.bottle == bottle.id);
        ends.find(|end| end.stamp.recorded_at <= at).map(|end| end.why)
    }

    /// Whether a bottle only serves to make another: a second dilution of it is in use, and the night's dose has
    /// no line on it. Where both could be drawn from, that is two open bottles like any other.
    fn only_stock(&self, bottle: &Bottle, usable: &[&Bottle], night: Night) -> bool {
        let diluted =
            usable.iter().any(|other| other.drawn_from.is_some_and(|from| from.bottle == bottle.id));
        diluted
            && plan_tonight::planned(self.journal, night)
                .is_some_and(|(_, dose)| draw::line(self, night, dose, bottle).is_err())
    }

    /// Nothing is usable: the reason of the newest bottle that is still there.
    fn why_none(&self, night: Night, at: DateTime<Utc>) -> Reason {
        let Some(newest) = self.in_the_house(at).next_back() else { return Reason::NoBottle };
        let letter = newest.letter.clone();
        if self.ended(newest, at) == Some(BottleEndReason::LeftWarm) {
            Reason::BottleWarm { letter }
        } else if !named(newest) {
            Reason::BottleUnnamed
        } else if newest.discard_by < night.date {
            Reason::BottleExpired { letter, discard_by: newest.discard_by }
        } else {
            Reason::BottleEmpty { letter }
        }
    }
}

fn named(bottle: &Bottle) -> bool {
    !bottle.letter.trim().is_empty()
}
