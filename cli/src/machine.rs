//! What surrounds a command: time, zone, language, places, and whether somebody can be asked.

use crate::args::Global;
use crate::ask;
use crate::clock::WallClock;
use crate::places::Places;
use crate::read;
use crate::refusal::Refusal;
use crate::vault::TerminalKey;
use crate::zone;
use nocte_core::app::App;
use nocte_core::store::KeyFile;
use nocte_core::time::{Clock, Moment};
use nocte_core::words::Lang;

/// What entries made here say they come from.
pub(crate) const SOURCE: &str = "terminal";

/// The globals, read and checked.
#[derive(Debug, Clone)]
pub(crate) struct Machine {
    /// The language of sentences.
    pub(crate) lang: Lang,
    /// A person sits at the terminal.
    pub(crate) there: bool,
    /// The clock of this run.
    pub(crate) clock: WallClock,
    flags: Global,
}

impl Machine {
    /// Refuses an instant that is none, years outside 1970–2199, and an unknown zone.
    pub(crate) fn from(global: &Global) -> Result<Self, Refusal> {
        let fixed = global.now.as_deref().map(read::instant).transpose()?;
        let zone = zone::find(global.zone.as_deref())?;
        let lang = global.lang.into();
        Ok(Self {
            lang,
            there: ask::someone_there(global.json),
            clock: WallClock::new(fixed, zone),
            flags: global.clone(),
        })
    }

    /// The instant of this run and the zone data around it.
    pub(crate) fn moment(&self) -> Moment {
        self.clock.moment()
    }

    /// Where the store and its key are.
    pub(crate) fn places(&self) -> Result<Places, Refusal> {
        Places::from(self.flags.store.as_deref(), self.flags.key_file.as_deref())
    }

    /// The app on this machine's store; nothing is created by opening it.
    pub(crate) fn app(&self) -> Result<App, Refusal> {
        let places = self.places()?;
        let vault = TerminalKey(KeyFile::new(places.key));
        App::at(places.store, Box::new(vault), Box::new(self.clock.clone()), SOURCE).map_err(self.refuse())
    }

    /// English or German, whichever is asked for.
    pub(crate) fn say<'a>(&self, en: &'a str, de: &'a str) -> &'a str {
        match self.lang {
            Lang::En => en,
            Lang::De => de,
        }
    }
}
