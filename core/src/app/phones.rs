//! The patient's phones: which one gives, and who holds this one (`safety.md` 18).

use super::sync::Device;
use super::{App, Look};
use crate::domain::fact::Fact;
use crate::domain::fact_id::FactId;
use crate::domain::giving::{self, Giver, Giving};
use crate::domain::phone::{PhoneSays, PhoneWord, standing_choices};
use crate::error::{ChoiceRefusal, Error};
use crate::id;
use crate::store::Change;

/// Longest name of a phone's holder, in characters.
const LONGEST_NAME: usize = 40;

impl App {
    /// Who gives the dose, and how old what this phone knows is.
    ///
    /// # Errors
    /// What the store says.
    pub fn giving(&self) -> Result<Giving, Error> {
        let look = self.look()?;
        Ok(giving::giving(&look.journal, look.parameters, look.now, &look.zone))
    }

    /// Makes this phone the giving one; the others hear of it with their next sync. Chosen already, nothing is
    /// recorded anew.
    ///
    /// # Errors
    /// [`ChoiceRefusal::SyncFirst`]: another phone gives and may have logged what this one has not heard of.
    pub fn give_here(&self) -> Result<Giving, Error> {
        let look = self.look()?;
        let now = giving::giving(&look.journal, look.parameters, look.now, &look.zone);
        let standing: Vec<FactId> =
            standing_choices(&look.journal.phones).into_iter().map(|word| word.id).collect();
        if now.giver == Giver::Here && !standing.is_empty() {
            return Ok(now);
        }
        if !giving::may_take_over(&now, self.paired_store().is_ok()) {
            return Err(Error::Choice(ChoiceRefusal::SyncFirst));
        }
        self.say(&look, PhoneSays::Gives { over: standing })?;
        self.giving()
    }

    /// Says who holds this phone: *Tonight* names them beside what was logged on it.
    ///
    /// # Errors
    /// [`ChoiceRefusal::Name`] for a name with nothing in it, or one of more than 40 characters.
    pub fn name_holder(&self, name: &str) -> Result<(), Error> {
        let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
        if name.is_empty() || name.chars().count() > LONGEST_NAME || name.chars().any(char::is_control) {
            return Err(Error::Choice(ChoiceRefusal::Name));
        }
        self.say(&self.look()?, PhoneSays::Named { name })
    }

    /// Keeps a word of this phone's; the first one gives it an id of its own, and both stand or neither.
    fn say(&self, look: &Look, what: PhoneSays) -> Result<(), Error> {
        let store = self.shelf.made()?;
        let known = Device::of(store)?;
        let device = known.clone().unwrap_or_else(|| Device::new(id::mint(look.now)));
        // A phone of its own id is named by it from now on, in its own word first of all.
        let mut stamp = look.stamp.clone();
        stamp.source = device.source(&self.source);
        let word = PhoneWord { id: id::mint(look.now), phone: device.install, what, stamp };
        let mut changes = vec![Change::Fact(Box::new(Fact::Phone(word)))];
        if known.is_none() {
            changes.push(device.kept()?);
        }
        let _ = store.apply(&changes)?;
        Ok(())
    }
}
